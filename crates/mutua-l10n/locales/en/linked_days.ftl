# Linked days: whether one's day carries over to another's next, where both agreed to have that looked at.

days-title = Linked days
days-lead = Does a low or high day of one come back in the other’s next day? It is looked at only where both of you say yes.
days-none = Nothing is compared, and nothing is kept.
days-propose = Look at it with someone
days-propose-about = Both of you will see the same: on how many days you both checked in, and once there are enough, whether your days are linked, each way. Neither sees a number of the other. It takes all of your check-ins of the last year, however they were shared. They are told that you would like it. Either of you ends it with a tap, and then nothing of it is left.
days-with = With whom
days-with-choose = Choose someone
days-nobody = You share no circle with anyone with whom it could be looked at.
days-say-yes = I’d like that
days-mine = You said yes. It begins once { $name } does too.
days-theirs = { $name } would like to look at it with you. It begins if you say yes.
days-both = Both of you said yes.
days-yes = Yes, look at it
days-no = Rather not
days-take-back = Take it back
days-end = End it
days-soon = Your days are being compared for the first time. Come back in a while.
days-enough = There are enough days that you share.
days-progress = { $shared ->
    [one] Not enough to say: one of the { $needed } pairs of days is there that it takes.
   *[other] Not enough to say: { $shared } of the { $needed } pairs of days are there that it takes.
}
days-progress-what = A pair is two days in a row on which both of you checked in.
days-same-way-to-me = After a low or high day of { $name }’s, your next day tends to go the same way.
days-same-way-to-them = After a low or high day of yours, { $name }’s next day tends to go the same way.
days-other-way-to-me = After a low or high day of { $name }’s, your next day tends to go the other way.
days-other-way-to-them = After a low or high day of yours, { $name }’s next day tends to go the other way.
days-not-beyond-chance-to-me = { $name }’s day says no more of your next one than chance would.
days-not-beyond-chance-to-them = Your day says no more of { $name }’s next one than chance would.
days-not-enough-to-say-to-me = Of { $name }’s day and your next one there is not enough to say: one of you hardly ever answers otherwise.
days-not-enough-to-say-to-them = Of your day and { $name }’s next one there is not enough to say: one of you hardly ever answers otherwise.
days-sure = { $weaker } of { $comparisons } comparisons with other days were weaker.
days-picture = What a point more on one’s day goes with on the other’s next day: between { $low } and { $high } points, the middle { $median }.
days-points-less = lower
days-points-none = no different
days-points-more = higher
days-direction = From whose day to whose next
days-to-me = { $name } to you
days-to-them = you to { $name }
days-weaker = Weaker comparisons
days-weaker-of = { $weaker } of { $comparisons }
days-how-text = Of each day we take what is unusual about it: the number less the mean of the four weeks around it and of its weekday, so that seasons and weekends count for nothing. Then we look whether one’s day, beside the other’s own, says something of the other’s next day (an actor-partner model over time, Kenny, Kashy & Cook 2006; ordinary least squares, direction by direction). Two series of days can look alike by chance. So one’s days are also laid beside other days of the other’s, two weeks away at least, one shift after the other (surrogates by sliding, Moulder and others 2018), and something is said only where the true days are linked more closely than 95 in 100 of these. Nobody else’s days are used.
days-how-choices = Of people whose days have nothing to do with each other, about one direction in twenty is called linked at each weekly look. And a link says nothing of why: the same thing may have moved both of you. The band is where the true value lies with 80 %. The hundred, the two weeks and the 95 are choices of ours.
flash-days = Saved.
flash-days-ended = It is over, and nothing of it is left.
field-person = With whom
conflict-mirror-off = Your mirror is off, so nothing can be compared. Turn it on first.
notice-days-proposed = { $actor } would like to look with you at whether your days are linked. Nothing happens unless you say yes.
notice-days-agreed = { $actor } said yes: your days are compared from now on.
thing-linked-days = Whether the days of two people are linked
