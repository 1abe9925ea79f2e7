# Asks, pledges, threads, and the first page.

field-effort = How much it asks
field-timing = When it is for
field-due = By when
field-chosen = People you chose
field-widen = Widening by itself
field-helpers-wanted = How many helpers
field-expires = Days it stays open
field-on-behalf-of = For someone else
field-need = The need
field-time = When
field-ask = The ask
field-anonymous = Without your name

problem-choose-someone = Please choose at least one person, or let the circle see it.
problem-too-many = Please keep to { $max }.
problem-end-before-start = The end has to come after the beginning.
problem-widen-top = This circle doesn’t lie in a wider one, so there is nowhere to widen to by itself.

refused-paused = You are taking a break from this circle. Come back first, whenever you like; nothing is lost.
refused-own-ask = This is your own ask. Others can pledge for it.
conflict-ask-closed = This ask is closed by now. Nothing you wrote went out.
conflict-ask-open = This ask can’t be opened again: it is open, or it was taken back. You can ask anew whenever you like.
conflict-ask-full = All the help this ask needed has been found. Thank you for wanting to be there.
conflict-already-pledged = You have pledged for this ask already; your pledge stands.
conflict-pledge-moved = This pledge was answered or taken back in the meantime. Nothing was lost; the ask says how it stands now.
conflict-widest = This ask reaches as far as it can already.
conflict-taken-over = This ask is yours already.

flash-ask-created = Your ask is out. Asking was the hard part.
flash-ask-changed = Changed. Those who pledged were told.
flash-ask-withdrawn = Your ask was taken back. You can ask again whenever you like.
flash-ask-widened = More people see your ask now.
flash-ask-met = Good to hear. Your ask is met.
flash-ask-reopened = Your ask is open again.
flash-ask-goes-on = Your ask stays open.
flash-ask-taken-over = This ask is yours now.
flash-pledged = Thank you. The one who asks has been told, and will say yes or no.
flash-pledge-accepted = You said yes. Now you both see how to reach each other.
flash-pledge-declined = You said no, kindly.
flash-pledges-declined = The others were told, with thanks.
flash-pledge-withdrawn = You took your pledge back. The one who asks was told.
flash-said = Sent.

ask-state-open = Open
ask-state-met = Met
ask-state-withdrawn = Taken back
ask-state-expired = Ran out
effort-minutes = A few minutes
effort-hour = About an hour
effort-half-day = Half a day
effort-day = A day
effort-ongoing = Again and again for a while
pledge-state-made = Waiting for a yes
pledge-state-accepted = Agreed
pledge-state-declined = Not needed this time
pledge-state-withdrawn = Taken back
pledge-state-done = Done

ask-by-you = You
ask-by-someone = Someone here
ask-unnamed-mark = (without your name)
ask-for-another = { $writer } asks for { $asker }
ask-chose-you = Asked you, among a few
ask-when-by = by { $day }
ask-when-choices = Times to choose from
ask-you-pledged = You pledged
ask-pledges-waiting = { $count ->
    [one] 1 pledge waits for your yes
   *[other] { $count } pledges wait for your yes
}
ask-places = { $wanted ->
    [one] { $found ->
        [0] Nobody found yet
       *[other] Help is found
    }
   *[other] { $found } of { $wanted } helpers found
}
ask-seen-chosen = { $count ->
    [one] one person who was chosen
   *[other] { $count } people who were chosen
}
ask-seen-up-to = { $circle } and the circles around it, up to { $widest }
ask-others = { $count ->
    [0] nobody else yet
    [one] 1 other person
   *[other] { $count } other people
}

asks-title = Asks
asks-lead = What people near you need, newest first. Only asks that reach you stand here.
asks-which = Which asks
asks-all = All that reach me
asks-mine = My asks
asks-any-circle = Any circle
asks-show = Show
asks-empty-title = Nobody is asking right now
asks-empty = That can mean all is well, or that somebody hasn’t dared yet. Going first makes it easier.
asks-empty-mine-title = You haven’t asked yet
asks-empty-mine = Most people say yes more often than we expect. Start with something small.
asks-copy = As text for a chat
asks-copy-title = Asks as text for a chat
asks-copy-lead = Titles and links of open asks, without names. Asks to chosen people are left out; the links open only for those whom an ask reaches.
asks-copy-label = The text
asks-copy-plain = Plain text
asks-text-none = Nobody is asking right now.

ask-new-title = Ask for help
ask-new-lead = A few words are enough. You can change or take it back at any time.
ask-title-label = What do you need?
ask-title-hint = A few words, such as “A lift to the clinic on Thursday”.
ask-who-legend = Who may see it?
ask-choose-people = Only people I choose
ask-choose-people-hint = If you choose someone here, only they will see it. The circle below sees nothing unless you widen it.
ask-who-line = Seen by the people you choose, or else by the circle marked here, and by nobody beyond it unless you widen it.
ask-anonymous = Don’t show my name until I say yes to someone
ask-more = More: words, when, where, for someone else
ask-words-label = Tell a little more
ask-due-label = By when
ask-times-label = Times to choose from
ask-times-hint = Whoever pledges picks one of them. Leave them empty if it is open.
ask-time-from = Time { $n }, from
ask-time-to = to
ask-widen-hint = If nobody has been found by then, the next wider group sees it too. First chosen people, then the circle, then the one around it.
ask-widen-next = { $circle } lies in { $wider }.
ask-widen-never = Never by itself
ask-widen-after = { $days ->
    [one] After a day
   *[other] After { $days } days
}
ask-behalf-hint = They are told, and can make it their own or take it back.
ask-behalf-me = For me
ask-send = Ask
ask-look = See who would see it
ask-not-now = Not now
ask-no-circle-title = Asking needs a circle
ask-no-circle = You are in no circle yet. Start one with the people you trust, or follow an invitation; then you can ask there.
ask-paused-title = You are taking a break
ask-paused = You are taking a break from your circles. Come back to one of them first, whenever you like.
ask-rate-figure = { $answered } of { $asked }
ask-rate = asks here in the last 90 days got an answer.
ask-rate-time = Half of those came within { $span }.
ask-look-title = This is how it will look
ask-look-named = With your name
ask-look-unnamed = Someone here
ask-look-stays = It opens to nobody else by itself.
ask-look-widens = It opens to { $circle } by itself: { $day }.
ask-look-nothing-sent = Nothing has been sent yet.

ask-written-for-you = { $writer } wrote this ask for you. You can make it your own, or take it back.
ask-take-over = Make it mine
ask-still-title = Still needed?
ask-still-yes = Yes, keep it open
ask-still-met = It’s been met
ask-still-no = Not any more
ask-life = The life of this ask
ask-life-asked = Asked
ask-life-pledge = Someone pledges
ask-life-pledged = Pledged
ask-life-your-yes = Waiting for your yes
ask-life-their-yes = Waiting for a yes
ask-life-accepted = Agreed
ask-life-done = Done
ask-open-until = Stays open until: { $day }
ask-chosen-by-you = You chose:
ask-contact = How to reach { $name }
ask-contact-audience = Seen by the two of you, while this pledge stands
ask-pledges-title = Who would help
ask-pledges-audience = Seen by you alone; each of them sees their own
ask-full-hint = You have found all the help you wanted. The others don’t have to wait.
ask-decline-rest = Thank the others, and say no
ask-steps = What you can do
ask-is-met = It’s met
ask-withdraw = Take it back
ask-withdraw-title = Take this ask back?
ask-withdraw-nobody = Nobody has pledged yet. You can ask again whenever you like.
ask-withdraw-pledged = { $count ->
    [one] The one who pledged will be told kindly. You can ask again whenever you like.
   *[other] The { $count } who pledged will be told kindly. You can ask again whenever you like.
}
ask-withdraw-do = Take it back
ask-keep = Keep it
ask-reopen = Open it again
ask-widen-title = Let more people see it?
ask-widen-to = Open it to { $circle }
ask-widen-will = Everyone in { $circle } will see this ask, and those who see it newly will be told. This can’t be narrowed again.
ask-widen-unnamed = Your name still won’t be shown.
ask-widen-not = Leave it as it is
ask-edit-title = Change this ask
ask-edit-told = Those who pledged will be told.

pledge-title = Can you help?
pledge-words = A few words
pledge-make = I’ll help
pledge-hint = You aren’t bound until they say yes. You can take it back.
pledge-audience = Seen by you and the one who asks
pledge-accept = Yes, please
pledge-accept-name = Say yes to { $name }
pledge-accept-hint = When you say yes, you both see how to reach each other.
pledge-decline = No, thank you
pledge-decline-name = Say no to { $name }, kindly
pledge-accepted-name = You said yes to { $name }
pledge-finish = Say how it went
pledge-withdraw = Take it back
pledge-own-title = Your pledge
pledge-own-made = You pledged. The one who asks hasn’t answered yet.
pledge-own-accepted = They said yes. Thank you for being there.
pledge-own-declined = Thank you for offering. It isn’t needed this time.
pledge-own-withdrawn = You took your pledge back. That can happen.
pledge-own-done = It’s done. Thank you.
pledge-past-declined = { $name }: you said no, kindly.
pledge-past-withdrawn = { $name } had to take it back.
pledge-past-done = { $name }: done.

reply-title-decline = Say no, kindly
reply-title-withdraw = Take your pledge back?
reply-lead-decline = { $name } will read: “Thank you for offering. It isn’t needed this time.” You can add a word.
reply-lead-withdraw = The one who asks will be told, and someone else can step in. A word helps.
reply-lead-withdraw-late = They count on you by now, and will be told at once so that someone else can step in. A word helps.
reply-words-decline = A word with it
reply-words-withdraw = A word to the one who asks
reply-do-decline = Say no
reply-do-withdraw = Take it back

thread-title = Messages
thread-audience = Seen by the one who asks and those whose pledges stand
thread-you = You
thread-the-asker = The one who asks
thread-words = Write to all of them
thread-send = Send
thread-unnamed-hint = Your name isn’t shown here to anyone to whom you haven’t said yes.

today-promised = What I promised
today-asked = What I asked
today-near = What I could do
today-news = What is new
today-reach = How to reach them
today-waiting = They haven’t answered yet. Nothing to do for now.
today-paused = You are taking a break, so nobody’s asks are shown here.
today-new-title = Welcome
today-new = Mutua begins with a circle: a few people who rely on each other. Start one and invite them, or open the invitation you were sent.
today-quiet-title = All quiet
today-quiet = Nobody is asking right now. If you could use a hand with something, going first makes it easier for everyone.

notice-ask-new = { $actor } asks in { $circle }: { $ask }
notice-ask-chosen = { $actor } asks you, among a few: { $ask }
notice-ask-changed = { $actor } changed an ask that you pledged for: { $ask }
notice-ask-withdrawn = This ask was taken back, so your help isn’t needed any more. Thank you for being there: { $ask }
notice-ask-withdrawn-for = { $actor } took an ask back: { $ask }
notice-ask-met = It’s been taken care of. Thank you for offering: { $ask }
notice-ask-expired = The time of your ask ran out. You can open it again: { $ask }
notice-still-needed = Still needed? { $ask }
notice-on-behalf = { $actor } wrote an ask for you. You can make it yours or take it back: { $ask }
notice-taken-over = { $actor } made the ask their own that you wrote for them: { $ask }
notice-pledge-made = { $actor } would like to help you: { $ask }
notice-pledge-accepted = { $actor } said yes to your pledge. You now see how to reach each other: { $ask }
notice-pledge-declined = Thank you for offering. It isn’t needed this time: { $ask }
notice-pledge-withdrawn = { $actor } has to take a pledge back. Your ask is open again: { $ask }
notice-message-new = { $actor } wrote about: { $ask }
notice-reminder = What you promised is near: { $ask }
