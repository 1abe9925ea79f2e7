# What a person is ready to give, suggestions, matching.
capacity-title = What you can give
capacity-lead = Say what you are ready to give in a week. Suggestions and notices keep to it, and nobody is told why.
capacity-week = This week
capacity-paused = You take a break from everything. Nothing is suggested to you, and new asks send you no mail.
capacity-much = That is more than you said you are ready for. You don’t have to carry it alone.
capacity-bar = Given and promised this week, beside what you are ready for
capacity-given = Given
capacity-promised = Promised
capacity-ready = Ready for
capacity-unsaid = not said
capacity-nothing = nothing for now
duration-minutes = { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}
duration-hours = { $hours ->
    [one] one hour
   *[other] { $hours } hours
}
duration-both = { $hours } h { $minutes } min
capacity-promises = Has something become much?
capacity-promises-lead = You can hand a promise over, or ask for a second person. You stand by your word until someone else was found, so nobody is left alone.
wish-second = Ask for a second person
wish-hand-over = Hand it over
wish-none = I’ll do it as promised
wish-hand-over-waits = You would like to hand this over. It is yours until someone else was found.
wish-second-waits = You asked for a second person. Nobody was found yet.
wish-own-waits = You asked for someone else to take this over, or to share it. Your word stands until someone was found.
wish-much = Has it become much?
wish-hint = The one who asked is told that you would like this, and not why. Then there is a place for another.
wish-asked-hand-over = { $name } would like to hand this over, and stands by it until someone else was found.
wish-asked-second = { $name } would be glad of a second person.
capacity-how = The week goes from Monday to Sunday on your own calendar. What you gave counts as you told it, or as the other told it, or roughly as it was asked: a few minutes as 15, an hour as 60, half a day as 240, a day as 480, something that goes on as 60 a week; what nobody told the length of, as 30. What you promised counts roughly as it was asked, where it is for this week or has no time yet.
capacity-say = What you are ready for
capacity-minutes = In a week, all together
capacity-times = When you usually have time
capacity-times-hint = Nothing ticked means that any time may do.
field-paused-until = Until
field-wish = Wish
day-monday = Monday
day-tuesday = Tuesday
day-wednesday = Wednesday
day-thursday = Thursday
day-friday = Friday
day-saturday = Saturday
day-sunday = Sunday
day-part-morning = morning
day-part-afternoon = afternoon
day-part-evening = evening
capacity-pause = A break from everything
capacity-pause-lead = Nobody is told, and nobody sees it. What you promised stays promised; you can hand it over above.
capacity-pause-begin = Take a break
capacity-pause-until = You are back on { $day }.
capacity-pause-open = It goes on until you come back.
capacity-resume = I’m back
flash-wish-hand-over = The one who asked knows. It stays yours until someone else was found.
flash-wish-second = The one who asked knows that you would be glad of a second person.
flash-wish-none = Good. It goes on as promised.
flash-not-for-me = It isn’t suggested to you any more. Nobody is told.

today-break = You take a break
today-break-change = Come back, or change it
today-much = You carry much this week
today-much-choices = See what you could do
today-load = Given this week: { $given }. Promised: { $promised }.
today-ready = You are ready for { $time } a week.
today-ready-unsaid = You haven’t said how much you can give.
suggestion-not-for-me = Not for me
suggestion-matched = The stewards asked who could help, and it came to you.
suggestion-why-chosen = You were asked, among a few.
suggestion-why-skills = You offer what is needed.
suggestion-why-times = You have time then.
suggestion-why-near = You are near each other.
suggestion-why-possible = You may be able to do this.
suggestion-why-last-place = It fills what you are ready for this week, and no more than that.
notice-ask-suggested = You could be the one for this; only you were asked, and no is fine: { $ask }
notice-pledge-hand-over = { $actor } would like to hand a promise over, and stands by it until someone else was found: { $ask }
notice-pledge-second = { $actor } would be glad of a second person: { $ask }
notice-pledge-kept = { $actor } does it as promised after all: { $ask }
notice-pledge-handed-over = Someone else does it now. Thank you for having stood by it: { $ask }
notice-pledge-second-found = A second person helps you with this: { $ask }

matching-title = Match asks
matching-want = This circle wants its open asks matched
matching-want-hint = A steward can then have each open ask suggested to one member who could do it. Nobody is assigned without their yes.
matching-lead = Each open ask that waits is suggested to one member who could do it.
matching-what = Those who are asked learn it alone, with the reason, and can say no without anyone knowing. You see how many asks found someone, and which found nobody.
matching-make = Suggest them now
matching-done = Done
matching-none-open = No open ask waits for someone.
matching-suggested = { $suggested } of { $open } open asks that wait are with someone who could do them.
matching-nobody = For these, nobody was found who has room. A wider circle might help:
matching-back = Back to the circle
matching-audience = To whom an ask was suggested is seen by that person alone.
matching-how = What is near, what people offer and when they have time gives each match a cost; each further ask of a person costs more, and nobody gets more than they said they are ready for. Who said nothing is asked for one thing at a time. Asks that wait longer weigh more. Of all ways to match, the one that costs least in all is taken (minimum-cost flow with convex costs; Ahuja, Magnanti and Orlin 1993).
refused-matching-off = This circle doesn’t want its asks matched. Its stewards can change that under “Change the circle”.

circle-capacity = Room to help
circle-capacity-free = About { $hours } hours a week are still free here, all together.
circle-capacity-ready = Of about { $hours } that people said they are ready for.
circle-capacity-voices = Over at least { $voices } people.
circle-capacity-none = There is not enough to say how much room to help there is.
circle-capacity-how = Once a week we add up what members said they are ready to give, and what of it is neither given nor promised. It is rounded to five hours, shown only where at least five have said something, and withheld where one to four people make the difference to the last time.
