# Persons: signing in, joining, one's own account, other people; what this place is.

person-gone = Someone who left
person-contact = How to reach them
person-circles = Circles that you share
person-block = Block this person

field-email = E-mail address
field-password = Password
field-new-password = New password
field-guest-name = Your name
field-first-circle = Name of your first circle
field-time-zone = Time zone
field-pronouns = Pronouns
field-language = Language
field-contact = How to be reached
field-greeting = A word to those you invite
field-days = Days until it ends
field-uses = How many can join by it
field-word = The word "delete"
email-hint = For signing in, and for news that you choose. Nobody sees it but the other side of an accepted pledge.
new-password-hint = Ten characters or more. A few words in a row are good.

problem-sign-in = That address and password don't belong together. Try again, or have a link mailed.
problem-wrong-password = That isn't your password. Try again.
problem-address-taken = There is an account with that address already. You can sign in with it and then open this page again.
problem-too-many-tries = That was tried very often. For safety, please wait { $minutes ->
        [one] a minute
       *[other] { $minutes } minutes
    } and try again.
problem-zone = Please choose a time zone such as Europe/Dublin.
problem-delete-word = To be sure that you mean it, please type the word: delete

refused-no-mail = No mail can be sent from here, so there are no mailed links. Ask the person who runs this place.
refused-guest-address = As a guest you have neither an address nor a password here. You can become a full account on your page.
refused-guest-token = Tokens are for full accounts. You can become one on your page, and keep everything.
refused-recovery-full = You have a full account: sign in with your address, so no recovery link is needed.
refused-many-tokens = You have very many tokens. Revoke one that you no longer use first.
refused-invitation = Inviting people is for the circle's stewards. You can ask one of them.
conflict-link-over = This link doesn't work any more. Nothing was lost.
conflict-address-taken = Another account has that address by now. Nothing was changed.
conflict-already-full = You have a full account already.
conflict-last-steward = You are the only steward of a circle with other members. Name another steward first; your page says which circle.
conflict-invitation-expired = This invitation has ended.
conflict-invitation-used-up = As many people have joined by this invitation as it was for.
conflict-invitation-revoked = This invitation was taken back.

notice-asker-left = Someone whom you were going to help has left Mutua, and their ask is closed.
notice-pledger-left = Someone who had pledged to help you has left Mutua. Your ask stands as it was.
notice-writer-left = Someone who had written an ask for you has left Mutua, and the ask is closed. You can ask it yourself.
notice-someone-left = Someone has left Mutua, and with it { $circle }.

sign-in-title = Sign in
sign-in-button = Sign in
sign-in-mail = Mail me a link instead
sign-in-mail-hint = The link signs you in once, without a password.
sign-in-carried = You were signed out meanwhile. What you typed is kept: sign in, and you can send it.
sign-in-demo = Look around as
sign-in-other = I have no account, or I am a guest
sign-in-guest = Guests sign in with their recovery link: the one that you were shown when you joined.
sign-in-no-account = Accounts here begin with an invitation to a circle. Ask someone you know here for one.
go-on-title = You are signed in again
go-on-lead = What you typed is still here.
go-on-button = Go on where you were
mailed-title = Look into your mail
mailed-lead = If there is an account with { $email }, a link is on its way to it. It works once, for 30 minutes.
mailed-hint = Nothing there after a few minutes? Look among the unwanted mail, or check the address.
mailed-carried = Open the link in this browser, then come back to this page. What you typed is still here.
link-title = Sign in to Mutua
link-lead = This link works once. Press the button to sign in on this device.
link-new-password = I'd like a new password too
link-over-title = This link doesn't work any more
link-over-sign-in = Links for signing in work once, for 30 minutes. You can have a new one mailed at any time.
link-over-recovery = It was replaced by a newer one, or it isn't complete. If you have the newer one, use that; a steward of your circle can invite you again.
link-over-setup = This place has been set up already, or the link was replaced by a newer one. The newest is in the server's log.
link-over-address = It was used already, or a newer one was mailed. You can have a new one mailed from your page.
recover-title = Welcome back
recover-lead = This is the recovery link of { $name }.
recover-button = Sign me in on this device
recover-hint = The link stays valid. Keep it to yourself: whoever has it is you.
recovery-title = Keep this link
recovery-lead = It is your way back in, on any device. It is shown only this once.
recovery-keep = Print or keep this: copy it to your notes, or send it to yourself.
recovery-audience = Whoever has this link can sign in as you. Share it with nobody.
recovery-go-on = I kept it. On to the circle
recovery-back = I kept it
recovery-new-title = A new recovery link
recovery-new-lead = It lets you sign in on any device, and is shown once.
recovery-new-replaces = It lets you sign in on any device, and is shown once. The link that you have now stops working.
recovery-new-button = Make a new link
setup-title = Welcome to Mutua
setup-lead = Nobody is here yet. The first person runs this place, and looks after the first circle.
setup-circle-hint = A family, a class, a street. You can also start one later.
setup-button = Begin
flash-set-up = Welcome. This is where your circles are; invite someone into the first.
flash-signed-out = You are signed out.

join-title = Join { $circle }
join-invited-by = { $name } invites you.
join-about = What it is about
join-agreements = What its members ask of each other
join-also = Whoever joins is also in { $circle }, the circle around it.
join-already = You are in this circle already.
join-open-circle = Open the circle
join-as = Join as { $name }
join-audience = The members of the circle see your name.
join-account-title = With an account
join-account-lead = You can sign in anywhere, and be told by mail when someone needs you, if you want.
join-account-button = Join with an account
join-guest-title = As a guest
join-guest-lead = Only your name. You get a link to keep, which is your way back in. You can make it an account later, and keep everything.
join-guest-button = Join as a guest
join-have-account = I have an account here
join-over-expired = This invitation has ended
join-over-used-up = This invitation has been used up
join-over-revoked = This invitation was taken back
join-over-ask = Ask { $name } for a new one if you would like to join { $circle }.
join-over-ask-anyone = Ask someone in { $circle } for a new one if you would like to join.
flash-joined = You are in. Welcome.

crumbs = Where this lies
invitations-title = Invitations
invitations-lead = A link that you pass on. Whoever opens it sees the circle's name, what it is about and its agreements, and can join.
invitations-list = Invitations until now
invitations-empty = No invitations yet. The first one is above.
invitation-new = A new invitation
invitation-greeting-hint = Seen by whoever opens the link.
invitation-days-hint = Empty: it doesn't end by itself.
invitation-uses-hint = Empty: any number.
invitation-create = Make the invitation
invitation-state-open = Open
invitation-state-expired = Ended
invitation-state-used-up = Used up
invitation-state-revoked = Taken back
invitation-used = { $count ->
    [0] nobody has joined by it yet
    [one] 1 person joined by it
   *[other] { $count } people joined by it
}
invitation-used-of = { $count } of { $most } joined by it
invitation-until = until { $moment }
invitation-no-end = doesn't end by itself
invitation-revoke = Take it back
invitation-revoke-title = Take this invitation back?
invitation-revoke-lead = { $count ->
    [0] The link stops working at once. Nobody has joined by it.
    [one] The link stops working at once. The person who joined by it stays.
   *[other] The link stops working at once. The { $count } people who joined by it stay.
}
invitation-keep = Keep it
flash-invitation-created = The invitation is there. Copy its link and pass it on.
flash-invitation-revoked = The invitation was taken back. Who joined by it stays.

me-title = Me
me-guest-title = You are here as a guest
me-guest-lead = Your way back in is your recovery link. With an address and a password you can sign in anywhere, and everything you have here stays yours.
me-guest-full = Make it a full account
me-guest-recovery = A new recovery link
me-profile = What you say of yourself
me-profile-audience = Seen by: the people in your circles, and those you help or who help you
me-contact-hint = A phone number, or where you live.
me-contact-audience = Seen by: the other side of an accepted pledge, and nobody else
me-way-in = How you get in
me-address-link = Change the address
me-address-unconfirmed = Not confirmed yet: look into your mail for the link.
me-address-waiting = Waits to be confirmed
me-password-link = Change the password
me-password-set = Set a password
me-tokens-link = Tokens for programs
me-sessions-link = Where you are signed in
me-quiet = News and quiet
me-notices-link = What you are told of, and how
me-blocks-link = People you blocked
me-theme = Light or dark
me-theme-hint = For this browser.
theme-auto = As the device has it
theme-light = Light
theme-dark = Dark
me-yours = Yours to take along, yours to delete
me-yours-lead = Everything kept about you, in one file; or everything gone.
me-export = Download everything about me
me-delete-link = Delete my account
flash-profile-saved = Saved.
flash-theme-saved = Saved for this browser.
address-title = Your address
address-now = It is { $email } now.
address-waiting = { $email } waits to be confirmed: a link was mailed to it.
address-hint = We mail a link to it. Your address changes once you open that link.
address-button = Mail the link
address-confirm-title = Is this your address?
address-confirm-lead = { $email } becomes, or stays, the address of your account.
address-confirm-button = Yes, it is mine
flash-address-mailed = A link is on its way. Your address changes once you open it.
flash-address-confirmed = Thank you, your address is confirmed.
password-title = Your password
password-lead = Every other browser is signed out when you change it.
password-forgotten = Forgotten? Sign out and have a link mailed: its page lets you choose a new one.
flash-password-changed = Your password is changed. Other browsers were signed out.
full-title = Make it a full account
full-lead = Your circles, asks and pledges stay as they are. Your recovery link stops working; you sign in with your address from then on.
full-button = Make it a full account
flash-full = You have a full account now.
sessions-title = Where you are signed in
sessions-lead = Each browser in which you are signed in. End what you don't know or don't use.
session-unknown = A browser that doesn't say its name
session-this = this one
session-since = since { $moment }
session-seen = last used { $ago }
session-end = Sign it out
sessions-end-others = Sign out everywhere but here
flash-session-ended = That browser is signed out.
flash-sessions-ended = Every other browser is signed out.
tokens-title = Tokens
tokens-lead = A token lets a program do here what you can do. Give each program its own.
tokens-empty = No tokens yet.
token-new-title = The token "{ $name }"
token-new-lead = Copy it now: it is shown only this once.
token-create-title = A new token
token-name-hint = What it is for.
token-days-hint = Empty: it doesn't end by itself.
token-create = Make the token
token-made = made { $moment }
token-used = last used { $ago }
token-unused = not used yet
token-until = until { $moment }
token-ended = ended
token-revoke = Revoke it
token-revoke-title = Revoke this token?
token-revoke-lead = Programs that use "{ $name }" stop working at once.
token-keep = Keep it
flash-token-revoked = The token doesn't work any more.
me-delete-title = Delete your account?
me-delete-needed = Someone else has to look after this first
me-delete-needed-lead = You are the only steward here, and others are in it. Open the circle, name another steward, and come back.
me-delete-goes = What goes, for good
me-delete-goes-account = Your name, address, password, how to reach you, your settings and notices
me-delete-goes-words = Every word that you wrote: asks, messages, pledges, offers, thanks
me-delete-goes-needs = The needs that you kept to yourself, your check-ins and your support team. They are encrypted with a key of your own, and the key goes: nobody can read them again, in backups either.
me-delete-goes-asks = { $count ->
    [0] You have no open asks.
    [one] Your open ask is closed, and those who pledged are told.
   *[other] Your { $count } open asks are closed, and those who pledged are told.
}
me-delete-goes-promises = { $count ->
    [0] Nobody waits for a pledge of yours.
    [one] Your pledge is taken back, and the one who waits for it is told.
   *[other] Your { $count } pledges are taken back, and those who wait for them are told.
}
me-delete-goes-circles = { $count ->
    [0] You are in no circle.
    [one] You leave your circle. If nobody else is in it, it ends.
   *[other] You leave your { $count } circles. Those with nobody else in them end.
}
me-delete-stays = What stays, without your name
me-delete-stays-helps = That help was given and received: it is the other person's memory too. It says "Someone who left".
me-delete-stays-team = Whoever kept you on their support team keeps the name by which they know you, as in an address book of their own. It leads nowhere any more.
me-delete-stays-thanks = Thanks that others wrote to you stay with those who wrote them.
me-delete-stays-record = What you wrote as a steward into a circle's record.
me-delete-export = You may want to keep a copy first.
me-delete-word = delete
me-delete-word-hint = Type it to show that you mean it.
me-delete-button = Delete my account
me-delete-keep = Keep my account
flash-deleted = Your account is gone. Take care.

mail-sign-in-subject = Your link to sign in
mail-sign-in = Here is your link to sign in to Mutua. It works once, for 30 minutes:

    { $link }

    If you didn't ask for it, you can let it be: nothing happens until the link is opened.
mail-address-subject = Is this your address?
mail-address = Someone gave this address for their account at Mutua. If that was you, confirm it here:

    { $link }

    If it wasn't you, you can let it be: nothing happens then.
mail-address-changed-subject = Your address was changed
mail-address-changed = The address of your account at Mutua was changed, so no more mail comes to this one.

    If it wasn't you, write to the person who runs this place: { $link }

landing-title = A home for people who rely on each other
landing-lead = Families, friends, classes, teams and neighbours ask, offer, pledge, help and thank here.
landing-asking = Asking is the hardest part, so it comes first: three lines are enough, and you choose who sees them. Most people are gladder to help than we think.
landing-no-ledger = Nobody keeps count. There are no points and no debts; receiving is part of it as much as giving.
landing-here = This place is run by people, for people they know, and it belongs to them. Everything you write can be taken along or deleted.
landing-link = Were you given a link? Open it: it leads you in. There is nothing else to sign up for.
landing-example = An ask, as people here see it. It is made up.
landing-ask-state = Pledged
landing-ask-title = A lift to the clinic on Thursday
landing-ask-words = My car is at the garage, and the bus takes two hours. I could go at any time in the morning.
landing-ask-audience = Seen by: Linden Street
landing-ask-places = 1 of 2 helpers found
landing-thanks-state = Done, with thanks
landing-thanks-words = "You stayed the whole evening. That helped more than you know."

about-title = About this place
about-lead = Mutua is a home for people who rely on each other.
about-what = In circles (a family, friends, a class, a team, a street) people ask for help, offer it, pledge it, help, and thank. Circles can lie within circles.
about-no-ledger = There is no ledger here: no points, no debts, no rankings. Giving and receiving are both part of it.
about-who-title = Who runs it
about-who = { $names } runs this server.
about-who-nobody = Nobody has set this place up yet.
about-who-sees = Running it doesn't open what people write here: the rules for who sees what hold for everyone.
about-how-title = How to come, how to leave
about-how = People come by an invitation from a circle. Ask someone you know here.
about-leave = You can leave a circle, download everything about you, or delete your account at any time, on your own page.
about-address = Address
about-version = Version

privacy-lead = Each thing here says on its face who sees it. These are the rules behind that, for everybody.
privacy-asks = An ask is seen by those to whom its author opened it: people they chose, or a circle. It goes further only if they say so.
privacy-anonymous = An anonymous ask shows its author's name to nobody but those whose pledges they accepted; not to stewards either.
privacy-contact = How to reach someone is seen by the other side of an accepted pledge, and by nobody else.
privacy-helps = A help is between the one who gave it and the one who received it. A circle reads thanks only where both want it.
privacy-team = Your support team is yours alone. Who stands on it isn’t told; a contact from outside can be shared with one circle, name and ways to reach only.
privacy-needs = A need that you keep to yourself is encrypted with a key of your own. Nobody else reads it, and nobody counts it.
privacy-stewards = Stewards look after invitations, applications and agreements. They don't see more of what people ask or help than any member does.
privacy-administrator = Whoever runs the server can set it up and keep it going. Mutua shows them nothing more of people than their own circles do. They hold the database and its key, though, so trust them as you would trust someone with a key to the house.
privacy-block = If you block someone, neither of you sees what the other writes, and nobody is told.
privacy-delete = What you delete is gone. If you delete your account, your words go, and your key with them.
privacy-outside = Nothing is sent elsewhere: no trackers, no advertisers, no other company's server. Cookies are for staying signed in, your choice of light or dark, and a message shown once.
privacy-table-title = The rules, one by one
privacy-table-lead = For each thing and what is done with it: who may. One of these is enough. What isn't listed is refused.
privacy-thing = What
privacy-verb = Done with it
privacy-who = Who may
privacy-blocked = Who was blocked by an author, or is kept out of a circle, is refused whatever else they are.

thing-instance = This place as a whole
thing-new-circle = A new circle
thing-open-circle-face = Name of a circle that takes applications
thing-circle-face = Name of a circle that doesn't
thing-circle-inside = A circle's inside
thing-membership = A membership
thing-invitation = An invitation
thing-application = An application
thing-record = What stewards did, and why
thing-ask = An ask
thing-asker-name = The name behind an anonymous ask
thing-thread = The words about an ask
thing-pledge = A pledge
thing-contact = How to reach someone
thing-help = A help
thing-thanks = Thanks
thing-shared-thanks = Thanks that the circle reads
thing-loan = A loan
thing-offer = An offer
thing-kept-need = A kept need
thing-check-in = A check-in
thing-shared-check-in = A check-in that is shared
thing-group-answer = A circle’s answer to “How are we?”
thing-circle-mirror = What the analysis says of a circle
thing-circle-signs = Early signs of a circle’s life
thing-mirror = What the mirror says of one’s own reliance
thing-care-agreement = That care between two people is agreed on
thing-capacity = What a person is ready to give in a week
thing-circle-capacity = How much a circle has room for
thing-suggestion = That someone could be the one for an ask
thing-supporter = Someone on a support team
thing-shared-contact = A contact that a circle reads
thing-profile = Name, pronouns, language
thing-account = Sessions, tokens, notices, settings
verb-see = see
verb-create = begin
verb-edit = change
verb-answer = answer
verb-end = end
verb-tell = tell what happened
standing-nobody = anybody
standing-stranger = anyone signed in
standing-guest = guests in the circle
standing-member = members
standing-paused-member = members who take a break
standing-left-member = people who left
standing-blocked-person = people who were blocked
standing-asker = the one who asks
standing-chosen = people chosen for it
standing-pledger = who has pledged
standing-giver = the one who helps
standing-receiver = the one who was helped
standing-coach = a coach
standing-steward = stewards
standing-parent-steward = stewards of the circle around it
standing-administrator = who runs this place
standing-owner = whose it is

api-lead = Everything that the pages do, programs can do too.
api-token-title = How to begin
api-token = Make a token for your program, and send it with each request.
api-example = An example
api-ways = Bodies and answers are JSON. Errors are problem documents (RFC 9457). Long lists come in pages: send what stands in "next" as "cursor". A POST with an Idempotency-Key can be sent again safely.
api-machine = The same for machines:
api-resources = Resources
api-parameters = Parameters
api-body = Body
api-answers = Answers:
