# Circles, memberships, applications, blocks.

circles-title = Circles
circles-new = New circle
circles-empty-title = You are in no circle yet
circles-empty = A circle is a group of people who rely on each other: a family, a class, a street. Start one, or follow an invitation.
circles-members = { $count ->
    [one] 1 member
   *[other] { $count } members
}
circles-applied = You asked to join. The stewards haven't answered yet.
circles-paused = You are taking a break
circle-new-title = A new circle
circle-new-lead = Three people are enough. You can change all of this later.
circle-create = Start the circle
circle-edit-title = Change the circle
flash-circle-created = Your circle is there. Invite someone.
flash-circle-changed = The circle is changed.

field-name = Name
field-about = What it is about
field-agreements = Agreements
field-place = Where
field-parent = Nested in
field-joining = How people join
field-questions = Questions for those who want to join
field-until = Until
field-reason = Reason
field-afterwards = Afterwards
field-to = Who looks after the circle from now on
field-answer-1 = First answer
field-answer-2 = Second answer
field-answer-3 = Third answer
field-answer-4 = Fourth answer
field-answer-5 = Fifth answer
problem-questions = Please keep to { $max } questions.
circle-agreements-hint = What you ask of each other, in your own words.
circle-place-hint = A street, a campus, a house. Only members see it.
circle-parent-hint = A household in a street, a class on a campus. The stewards of that circle learn its name and how many you are, and nothing that goes on inside.
circle-questions-hint = Each applicant answers them, and the stewards read the answers. Leave them empty to ask nothing.
circle-question = Question { $number }
joining-invitation = By invitation
joining-hint-invitation = Only whoever gets a link from a steward. Nobody else learns of the circle.
joining-application = By application
joining-hint-application = Whoever has its address sees its name and what it is about, and may ask to join. A steward answers.
joining-nested = By application, and through nested circles
joining-hint-nested = As by application. Besides, whoever joins a circle nested in this one is in this one too.

circle-crumbs = Where this circle lies
circle-ask = Ask here
circle-offer = Offer something
circle-invite = Invite someone
circle-edit = Change the circle
circle-asks = Open asks
circle-all-asks = All asks here
circle-people = People
circle-all-members = { $count ->
    [one] Just you
   *[other] All { $count }
}
circle-nested = Circles nested here
circle-nest = New nested circle
circle-nested-empty = None yet. A smaller circle can make asking easier.
circle-nested-mine = you are in it
circle-more = More about this circle
circle-pause = Take a break
circle-pause-change = Change my break
circle-resume = I'm back
circle-leave = Leave
circle-step-down = Step back as a steward
circle-you-pause = You are taking a break here: you see everything, and nobody asks you.
circle-applications-wait = { $count ->
    [one] One person would like to join
   *[other] { $count } people would like to join
}
circle-face-lead = What goes on inside is seen by its members alone.
circle-apply = Ask to join
circle-apply-sign-in = Sign in to ask to join

members-title = Members
members-you = that's you
members-guest = guest
members-paused = taking a break
members-since = since { $day }
members-name-steward = Make a steward
members-end-steward = End being a steward
members-remove = Remove from the circle
role-steward = Steward
role-member = Member
role-name-title = Make { $name } a steward?
role-name-lead = Stewards invite people, answer those who want to join, and look after the agreements. They can also remove people. They are told, and the circle's record keeps it.
role-name = Make a steward
role-end-title = { $name }: a member again?
role-end-lead = They stay in the circle as a member. They are told, and the circle's record keeps it.
role-end = Make a member again
flash-steward-named = Done. They have been told.
flash-steward-ended = Done. They have been told.

remove-title = Remove { $name } from the circle?
remove-lead = They are told at once, with your reason. Their open asks and pledges here end, and whoever counted on them is told kindly. Have you talked with each other?
remove-reason-hint = What happened, in words that you would also say to their face.
remove-seen-by = { $name } and the stewards
remove-do = Remove
afterwards-may-come-back = They may come back
afterwards-may-come-back-hint = By a new invitation or application.
afterwards-kept-out = They are kept out
afterwards-kept-out-hint = Until a steward lets them back. Only where someone has to be protected.
flash-removed = Done. They have been told, with your reason.

pause-title = Take a break
pause-lead = You go on seeing what happens in { $circle }, and nobody asks you for anything. What you have promised already stays promised.
pause-until-hint = The day on which you are back. Leave it empty to come back whenever you like.
pause-do = Take a break
flash-paused = Rest well. You can come back at any time.
flash-resumed = Good to have you back.

leave-title = Leave { $circle }?
leave-lead = You won't see what goes on there any more. You can come back if someone invites you again.
leave-ends-lead = You are the last one here. If you leave, the circle ends and nothing of it is shown to anyone.
leave-asks = { $count ->
    [one] Your open ask here is withdrawn.
   *[other] Your { $count } open asks here are withdrawn.
} Whoever pledged is told kindly.
leave-pledges = { $count ->
    [one] Your pledge here is taken back, and the one who asked is told.
   *[other] Your { $count } pledges here are taken back, and those who asked are told.
}
leave-offers = { $count ->
    [one] Your offer here is closed.
   *[other] Your { $count } offers here are closed.
}
leave-do = Leave the circle
leave-stay = Stay
flash-left = You have left the circle. Thank you for having been part of it.
step-down-title = Step back as a steward?
step-down-lead = You stay in the circle as a member. The other stewards go on looking after it.
step-down-alone-lead = You are the only one in this circle, so there is nobody to hand it to. You can invite someone, or leave.
step-down-do = Step back
flash-stepped-down = Thank you for having looked after the circle.
hand-over-lead = You are the only steward. Choose who looks after the circle from now on; they are told. Best ask them first.
hand-over-do = Hand over and stay
hand-over-leave = Hand over and leave
no-successor-lead = You are the only steward, and everyone else here is a guest or takes a break, so nobody could look after the circle. Invite someone with a full account, or ask a guest to add an address to theirs. Then hand over.

apply-title = Join { $circle }
apply-do = Send
apply-seen-by = the stewards of this circle
apply-waiting = You asked to join. The stewards haven't answered yet; you'll be told when they do.
apply-withdraw = Take it back
apply-signed-out = You can ask to join this circle after signing in.
flash-applied = Sent. You'll be told when a steward has answered.
flash-application-withdrawn = Your application is taken back. You can apply again whenever you like.
applications-title = Applications
applications-empty-title = Nobody is waiting
applications-empty = Whoever asks to join this circle stands here until a steward answers.
applications-seen-by = the stewards
applications-words = Add a kind word to a no
applications-words-label = A kind word
applications-yes = Welcome them
applications-no = Not now
flash-application-yes = They are in. They have been told.
flash-application-no = They have been told, kindly.

record-title = Record
record-lead = What stewards did, and why. Whom it is about reads their part of it, too.
record-empty = Nothing stands here, and that is good.
record-kept-out = Kept out now
record-let-back = Let back
record-by = by { $name }
record-someone = someone who deleted their account
record-seen-by = the stewards, and each person their own part
record-removed = Removed
record-blocked = Removed and kept out
record-unblocked = Let back
record-steward-named = Made a steward
record-steward-ended = A member again
record-declined = Application not accepted
flash-let-back = They may come back now, and have been told.
my-records-link = What is recorded about me
my-records-title = What is recorded about you
my-records-lead = What stewards of your circles did that concerns you, and why.
my-records-empty = Nothing is recorded about you.
my-records-seen-by = only you
my-records-stewards = If you see it differently, you can talk to those who look after the circle: { $names }.
my-record-removed = You are no longer in this circle. You may come back if someone invites you.
my-record-blocked = You are no longer in this circle, and the stewards have asked you to stay away for now.
my-record-unblocked = You may come back to this circle.
my-record-steward-named = You became a steward.
my-record-steward-ended = You became a member again.
my-record-declined = Your application wasn't accepted this time. You can apply again.

block-link = Block…
block-title = Block { $name }?
block-lead = For when you want nothing to do with each other. You don't need a reason.
block-asks = You see none of each other's asks and offers any more.
block-pledges = What you have promised each other is let go of. The other side learns that it no longer stands, not why.
block-names = In circles that you share you still see each other's names.
block-quiet = Nobody is told that you blocked someone, not even a steward. You can undo it at any time.
block-already = You have blocked this person already.
block-do = Block
block-undo = Unblock
blocks-title = Whom you blocked
blocks-lead = You see nothing of theirs, and they see nothing of yours.
blocks-empty = You have blocked nobody.
flash-blocked = Done. Nobody is told.
flash-unblocked = Done. You see each other's asks and offers again.

refused-barred = The stewards of this circle have asked this person to stay away for now. A steward can let them back.
refused-guest-steward = A guest can't be a steward. With a full account (an address or a password) this person can.
refused-guest-circle = A circle needs a steward with a full account. Add an address or a password to your account, and you can start one.
refused-by-invitation = People come into this circle by invitation. Ask someone who is in it.
refused-remove-self = You can't remove yourself. You can leave the circle instead.
refused-block-self = You can't block yourself. Be kind to that person.
conflict-hand-over = You are the only steward, and others would be left alone. Hand the circle over first.
conflict-last-person = You are the only one in this circle, so there is nobody to hand it to. You can invite someone, or leave.
conflict-paused-steward = This person is taking a break. Ask them again when they are back.
conflict-already-in = You are in this circle already.
conflict-answered = This application was answered or taken back already.

notice-joined = { $actor } is now in { $circle }.
notice-circle-nested = { $actor } started { $circle }, a circle nested in yours.
notice-circle-ended = { $circle } has ended: the last one left. Nobody can answer your application any more.
notice-steward-named = You look after { $circle } now: { $actor } made you a steward.
notice-steward-ended = You are a member of { $circle } again, no longer a steward.
notice-pause-over = Your break in { $circle } is over. Good to have you back.
notice-removed = You are no longer in { $circle }. The reason stands under “What is recorded about you”. You may come back if someone invites you.
notice-kept-out = You are no longer in { $circle }, and its stewards ask you to stay away for now. The reason stands under “What is recorded about you”.
notice-let-back = You may come back to { $circle }, by an invitation or an application.
notice-applied = { $actor } would like to join { $circle }.
notice-application-yes = Welcome: you are now in { $circle }.
notice-application-no = { $circle } can't take you in this time. What the stewards say stands under “What is recorded about you”. You can apply again.
notice-pledge-released = The pledge for “{ $ask }” no longer stands. You did nothing wrong, and there is nothing you need to do.
