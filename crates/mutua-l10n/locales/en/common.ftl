# Words that many pages share.

app-name = Mutua
app-tagline = A home for people who rely on each other

nav-today = Today
nav-circles = Circles
nav-asks = Asks
nav-offers = Offers
nav-needs = Needs
nav-notices = Notices
nav-me = Me
nav-ask = Ask for help
nav-skip = Skip to the content
nav-main = Main
nav-sign-in = Sign in
nav-sign-out = Sign out
nav-unread = { $count ->
    [one] 1 new
   *[other] { $count } new
}
footer-about = About this place
footer-privacy = Who sees what
footer-api = API

action-save = Save
action-cancel = Cancel
action-back = Back
action-edit = Edit
action-copy = Copy
action-copied = Copied
action-older = Older
action-more = More options
action-yes = Yes
action-no = No
optional = optional

kind-practical = Practical
kind-emotional = Emotional
kind-economic = Economic
kind-ecological = Ecological
kind-moral = Moral
kind-practical-hint = Hands, tools, lifts, skills
kind-emotional-hint = Being listened to, company, comfort
kind-economic-hint = Money, goods, shared costs
kind-ecological-hint = Garden, repair, the place we share
kind-moral-hint = Standing by someone, an honest word
kind-any = Any kind
kind-label = Kind of help

date-today = today
date-tomorrow = tomorrow
date-yesterday = yesterday
date-near = { $weekday } { $day } { $month }
date-far = { $day } { $month } { $year }
date-month = { $month } { $year }
date-moment = { $day }, { $time }
ago-now = just now
ago-minutes = { $count ->
    [one] a minute ago
   *[other] { $count } minutes ago
}
ago-hours = { $count ->
    [one] an hour ago
   *[other] { $count } hours ago
}
ago-days = { $count ->
    [one] a day ago
   *[other] { $count } days ago
}
span-minutes = { $count ->
    [one] a minute
   *[other] { $count } minutes
}
span-hours = { $count ->
    [one] an hour
   *[other] { $count } hours
}
span-days = { $count ->
    [one] a day
   *[other] { $count } days
}
weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

problem-summary = { $count ->
    [one] One thing needs another look. Nothing was saved yet, and nothing you typed is lost.
   *[other] { $count } things need another look. Nothing was saved yet, and nothing you typed is lost.
}
problem-required = Please fill this in.
problem-too-long = That is longer than { $max } characters.
problem-email = That doesn't look like an e-mail address.
problem-password-short = Please use at least { $min } characters.
problem-password-simple = Please mix more than three different characters.
problem-password-common = That one is among the first that are tried. Four words that don't belong together are a good choice.
problem-choice = Please choose one of these.
problem-number = Please give a whole number from { $min } to { $max }.
problem-date = Please give a date such as 2026-03-31.
problem-moment = Please give a day and a time.
problem-past = That is already past.
problem-taken = Someone here has that already.

error-title-not-found = Not here
error-not-found = There is nothing at this address, or it isn't open to you. Nothing was lost.
error-title-refused = Not yours to do
error-title-sign-in = Please sign in
error-sign-in = You need to be signed in for this. Nothing was lost.
error-title-conflict = Things have moved on
error-title-too-many = A moment, please
error-too-many = That was more than we can take in a short time. Please try again in { $seconds } seconds. Nothing was lost.
error-title-internal = Something failed on our side
error-internal = Nothing was saved by this, and nothing that was saved before is lost. Please try again in a moment. If it goes on, tell the person who runs this place this number: { $id }
error-busy = The database is busy or away for a moment. Nothing was saved by this, and nothing that was saved before is lost. Please try again. Number: { $id }
error-full = There is no room left where this place keeps things. Nothing was saved by this, and nothing that was saved before is lost. Tell the person who runs this place; once they have made room, it can be sent again. Number: { $id }
error-damaged = What this place keeps can’t be read as it should. Nothing was saved by this. Please tell the person who runs this place at once, with this number: { $id }
error-uncertain = The database went away at this very moment, so we can’t say whether this was saved. Nothing that was saved before is lost. Please look whether it is there before you send it again. Number: { $id }
error-kept = What you typed is still here.
error-send-again = Send it again
error-title-bad-request = We couldn't read that
error-bad-request = What came wasn't in a form that we understand. Nothing was saved, and nothing was lost.
refused-default = You can see this, but this step isn't yours to take.
conflict-default = Someone was quicker, or it was done already. Nothing was lost; here is how it stands now.
nav-ask-short = Ask
nav-helps = Helps
nav-team = Team
nav-pages = Pages
title-error = Error:
action-close = Close
refused-other-site = This came from another site's page, so we didn't do it. If that was you, please do it again from here.
problem-form = We couldn't read what was sent.
problem-too-large = That is more than fits in one go.
problem-media-type = What came says that it is something else than this address takes. Nothing was saved.
problem-packed = What came is compressed. Please send it as it is; nothing was saved.
problem-slow = What was sent didn't arrive in time. Nothing was saved, and nothing was lost: please send it again.
problem-method = This address doesn't take that sort of request. Nothing was saved.
problem-cursor = That isn't a place in this list.
field-form = The form
field-cursor = Cursor
field-limit = Limit
conflict-idempotency = That idempotency key was used for something else.
problem-idempotency-key = An idempotency key has 1 to 200 characters.

language-begun = begun
