# The mirror: what a person is told of their own reliance.
nav-mirror = Mirror
mirror-title = Your mirror
mirror-lead = What the helps and needs you wrote down say about how you and others rely on each other. It is no grade, and it is often unsure.
mirror-off-title = Your mirror is off
mirror-off-text = Nothing is computed about you, and nothing is kept.
mirror-turn-on = Turn it on
mirror-off-heading = Don’t want this?
mirror-off-lead = Turned off, nothing is computed about you, and what was is forgotten at once. Nobody is told.
mirror-turn-off = Turn the mirror off
flash-mirror-on = Your mirror is on. It fills as soon as there is something to say.
flash-mirror-off = Your mirror is off, and what it held is forgotten.
flash-mirror-agreement = Saved.
mirror-how = How this is computed

mirror-position = Between leaning and going alone
mirror-scale-says = You are probably between { $low } and { $high } on a line from −1 (leaning on others) to 1 (going alone); the middle is { $median }.
mirror-scale-nothing = Not enough to say: you could be anywhere on the line.
mirror-end-dependence = leaning on others
mirror-end-interdependence = with each other
mirror-end-independence = going alone
mirror-word-dependence = These months you lean on others more than they lean on you. There are times for that.
mirror-word-interdependence = You bring your needs to others, and they bring theirs to you.
mirror-word-independence = These months you keep most of your needs to yourself. If you like, bring one to someone.
mirror-position-wide = It isn’t clear yet where you stand: more than one reading fits.
mirror-position-nothing = Not enough to say.
mirror-nothing-is-usual = That is the usual state of a mirror, and nothing is wrong with it.
mirror-course = How it moved
mirror-course-says = Your place week by week, with how unsure it was
mirror-week = Week
mirror-low = A tenth below
mirror-median = Middle
mirror-high = A tenth above
mirror-how-position = Of your needs of the last months we take the share that you brought to others, and of the help the share that you gave. What lies three months back counts half, what lies six months back a quarter. With fewer than five of either, nothing is said. From both shares follows a place between −1 and 1; how unsure they are (Beta distributions with Jeffreys’ prior, Gelman and others 2013) shows as the band, in which the true value lies with 80 %. A word is said only where the whole band lies within a third.
mirror-how-choices = The thirds, the three months and the five are choices of ours, and could have been others. Only you see this; no steward and no administrator can.

mirror-ties = You and others, one by one
mirror-ties-empty = Once you have helped someone, or been helped, what can be said of it stands here.
mirror-ties-nothing = There is not enough to say of anyone yet.
mirror-ties-unsaid = { $count ->
    [one] Of one tie there is not enough to say:
   *[other] Of { $count } ties there is not enough to say:
}
mirror-tie-mutual = { $name } and you rely on each other.
mirror-tie-given = Mostly you help { $name }.
mirror-tie-received = Mostly { $name } helps you.
mirror-tie-ahead = Mostly you help { $name }, and you are giving ahead of your own needs.
mirror-tie-seldom = { $name } and you help each other seldom.
mirror-tie-agreed = You and { $name } agreed on the care between you. Nothing is judged here.
mirror-tie-nothing = You and { $name }: not enough to say.
mirror-leaning = At least half of the help of this kind comes to you from them: { $kind }.
mirror-agreement = Care by agreement
mirror-agreement-waits = waits for you
mirror-agreement-about = If one of you cares for the other because of an illness, a child or whatever you agreed on, say so. Once both say it, nothing is said of who gives. The other is told that you said it.
mirror-agreement-mine = You said that it is agreed on. It counts once { $name } says so too.
mirror-agreement-theirs = { $name } says that the two of you agreed on care. It counts once you say so too.
mirror-agreement-both = Both of you say that it is agreed on.
mirror-agreement-say = It is agreed between us
mirror-agreement-end = It isn’t any more
mirror-how-ties = Help of the same direction and kind within a day counts once, and fades by half every 90 days. From how often, and how much each way, follow probabilities (Gamma and Beta distributions with Jeffreys’ priors): less than once in 60 days is “seldom”; between a quarter and three quarters each is “rely on each other”; more than three quarters one way is “mostly”. Something is said only where it is at least 90 % probable, from at least five helps, in two weekly looks that agree; and taken back at once where a look disagrees. “Giving ahead of your own needs” also takes at least five needs, most of which you kept; nobody but you is told. Days in which one of you took a break don’t count as days in which you could have helped each other.

mirror-kinds = What passes between you and others
mirror-helps-none = In the last months you told of no help, and nobody told of one with you.
mirror-helps = In the last months, older ones fading: about { $given } helps given and { $received } received. Receiving is a gift to whoever could help.
mirror-kinds-says = Helps received and given, by kind
mirror-given = given
mirror-received = received
mirror-helpers = from how many
mirror-helped = to how many
mirror-how-kinds = A help counts if you or the other told that it happened. Each fades by half every 90 days, so the numbers are rounded sums of fractions, not a tally. How many people stand behind them counts everyone who ever helped.

mirror-carrying = What you carry
mirror-carrying-much = You give clearly more than you get. If that is what you want, fine; if it gets heavy, ask, hand something over, or rest.
mirror-carrying-even = You don’t carry much more than you are carried.
mirror-carrying-unsure = It isn’t clear whether you carry more than you are carried.
mirror-carrying-figure = Between { $low } and { $high }, the middle { $median } (0: as much as you get; 1: all one way)
mirror-not-enough = Not enough to say.
mirror-minutes = { $minutes ->
    [one] About a minute of help in a week.
   *[other] About { $minutes } minutes of help in a week.
}
mirror-rest = Take a break
mirror-how-carrying = Twice your share of the help given, less one, and never below nothing: from at least five helps of the last months, with the same fading and the same band.

mirror-needs = Your own needs
mirror-needs-say = In the last months, older ones fading: about { $kept } kept to yourself and { $brought } brought to others. Both are fine.
mirror-needs-none = You wrote down no needs in the last months.

mirror-clearer = What would make the picture clearer
mirror-clearer-helps = Tell of helps when they happen, given and received: with fewer than five of the last months nothing is said.
mirror-clearer-needs = Write your needs down, those you keep too: only you read them, and with fewer than five nothing is said.
mirror-clearer-minutes = Say how long helps took, if you like: it shows what you carry, and changes nothing else.
mirror-clearer-time = Wait: labels need two weekly looks that agree.

notice-care-agreed = { $actor } says that the two of you agreed on the care between you.

circle-mirror-short = What goes around
circle-mirror-link = What goes around here
circle-mirror-title = What goes around in { $circle }
circle-mirror-lead = How much help comes back around, and who can turn to how many. Weekly, rounded, over at least five people; nothing here is about one person.
circle-mirror-voices = made of the helps of { $voices } people or more
circle-mirror-circulation = Help that comes back around
circle-mirror-more = More comes back around than chance alone would bring.
circle-mirror-less = Less comes back around than chance alone would bring: help runs one way here.
circle-mirror-chance = About as much comes back around as chance alone would bring.
circle-mirror-direct = comes back within two
circle-mirror-around = comes back around three or more
circle-mirror-one-way = doesn’t come back
circle-mirror-by-chance = by chance alone, in all
circle-mirror-how-circulation = Of all help that members told of in the last half year, fading by half every 90 days, we take the largest part in which everyone gets as much as they give (a largest circulation, found by minimum-cost flow). What is returned within two (Squartini and others 2013) is told apart from what comes back around three or more. Beside it stands what would come back if each two swapped their parts by chance, in 200 draws: a tenth lay below, a tenth above. Shares are rounded to fives. Help that doesn’t come back is no debt: some of it goes to those who need it most.
circle-mirror-coverage = Who can turn to how many
circle-mirror-two = two or more
circle-mirror-one = one
circle-mirror-none = none yet
circle-mirror-how-coverage = For each kind, the share of members who have nobody, one, or two and more to turn to: someone who helped them with it in the last half year, or who offers it to the circle. Rounded to fifths.
circle-mirror-nothing = It takes five people or more who told of helps in this circle, and is not shown where it could give one person away.
circle-mirror-answers = Answers to asks
circle-mirror-answered = Of { $asked } asks of the last 90 days, { $answered } were answered.
circle-mirror-within = { $hours ->
    [one] Half of them within an hour.
   *[other] Half of them within { $hours } hours.
}
circle-signs = Early signs
circle-signs-audience = stewards of this circle
circle-signs-waiting = { $count ->
    [one] One ask has waited for more than a week, and nobody has pledged.
   *[other] { $count } asks have waited for more than a week, and nobody has pledged.
}
circle-signs-fall = Fewer asks get an answer than in the weeks before.
circle-signs-few = A few people give half of the help here or more. They may like to be asked how they are, and to be asked less.
circle-signs-none = Nothing stands out.
percent = { $number }%
mirror-figures = figures
