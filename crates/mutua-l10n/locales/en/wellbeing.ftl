# The monthly round of a circle: the four questions about personal wellbeing of the UK Office for National Statistics. The
# questions stand as it publishes them.

wellbeing-title = Four questions a month: { $circle }
wellbeing-short = Four questions a month
wellbeing-lead = Once a month, for whoever likes. Your numbers are yours; the circle sees the middle of at least five, and only when the month is over.
wellbeing-source = The questions are those about personal wellbeing of the UK Office for National Statistics, asked in its surveys since 2011.
wellbeing-source-link = Its guide to these questions
wellbeing-translated = { "" }
wellbeing-off-title = This circle doesn’t ask
wellbeing-off = Its stewards can switch the four questions on. Nobody has to answer them then.
wellbeing-off-past = The questions are switched off. What stands below is from before.
wellbeing-answered = You answered for { $month }. Until the month is over you can change it.
wellbeing-intro = There are no right or wrong answers. For each question, give an answer from 0 to 10, where 0 is “not at all” and 10 is “completely”. Leave out what you like.
wellbeing-satisfied = Overall, how satisfied are you with your life nowadays?
wellbeing-worthwhile = Overall, to what extent do you feel that the things you do in your life are worthwhile?
wellbeing-happy = Overall, how happy did you feel yesterday?
wellbeing-anxious = On a scale where 0 is “not at all anxious” and 10 is “completely anxious”, overall, how anxious did you feel yesterday?
wellbeing-low-satisfied = 0: not at all satisfied
wellbeing-high-satisfied = 10: completely satisfied
wellbeing-low-worthwhile = 0: not at all worthwhile
wellbeing-high-worthwhile = 10: completely worthwhile
wellbeing-low-happy = 0: not at all happy
wellbeing-high-happy = 10: completely happy
wellbeing-low-anxious = 0: not at all anxious
wellbeing-high-anxious = 10: completely anxious
wellbeing-name-satisfied = Satisfied with life
wellbeing-name-worthwhile = What we do is worthwhile
wellbeing-name-happy = Happy yesterday
wellbeing-name-anxious = Anxious yesterday
wellbeing-reversed = Here it is the other way round: a high number is the hard one.
wellbeing-leave-out = Leave this one out
wellbeing-send = Keep my answers
wellbeing-send-again = Keep them so
wellbeing-audience-numbers = your numbers, only you; of the circle, its members
wellbeing-delete = Delete my answers
wellbeing-mine-link = What I answered so far
wellbeing-circle = What the circle answered
wellbeing-none = There isn’t enough to say yet. It takes five people who answered in a month that is over.
wellbeing-latest = { $month }: half of the answers were { $median } or more; most lay between { $low } and { $high }. At least { $voices } people answered.
wellbeing-latest-none = Not enough to say of any month yet.
wellbeing-picture = { $question }, month by month
wellbeing-table = The same as a table
wellbeing-cell = { $median } ({ $low }–{ $high })
wellbeing-months = Month
wellbeing-withheld = not shown
wellbeing-withheld-why = The first number is the median, the two in brackets are the quartiles. What fewer than five answered, or what could give one person away, is not shown.
wellbeing-how = How this is computed
wellbeing-how-text = When a month is over everywhere on earth, we take for each question the median and the quartiles of what members answered, rounded to whole numbers: once, over at least five people, and only if nobody or at least five people make the difference to the last month that was shown. Who left the circle before counts no more. Each number is locked with the key of whoever gave it, and no steward and no administrator sees it.
wellbeing-how-compare = The Office for National Statistics asks people who were drawn by lot and gives shares and means of thousands. A circle is neither, so don’t hold these figures against those of a country.
wellbeing-switch = For stewards
wellbeing-switch-on-lead = Members are told once a month that the questions are open, in the application and by mail as each of them wants; nobody is reminded again, and nobody sees who answered.
wellbeing-switch-off-lead = Switched off, nobody is asked, and the month that runs isn’t made. What was shown stays.
wellbeing-switch-on = Ask the four questions here
wellbeing-switch-off = Don’t ask them any more
wellbeing-link = Four questions a month
wellbeing-link-off = Four questions a month (switched off)
flash-wellbeing = Thank you. It’s kept.
flash-wellbeing-on = Switched on. The members are told.
flash-wellbeing-off = Switched off.
flash-wellbeing-deleted = It’s gone.

wellbeing-mine-title = What I answered, month by month
wellbeing-mine-lead = To the four questions of your circles, also of those that you left.
wellbeing-mine-empty-title = Nothing yet
wellbeing-mine-empty = When you answer the four questions of a circle, your numbers stand here for you alone.
wellbeing-delete-title = Delete these answers?
wellbeing-delete-lead = They are gone for good. What the circle was shown of a month that is over stays as it was.
wellbeing-delete-not = Keep them

field-satisfied = Satisfied with life
field-worthwhile = Worthwhile
field-happy = Happy yesterday
field-anxious = Anxious yesterday
problem-wellbeing-none = Please answer at least one of the four.
conflict-wellbeing-off = This circle doesn’t ask the four questions at the moment. Nothing was kept.

notice-wellbeing = { $circle } asks its four questions of the month. Nobody has to answer.
notices-kind-wellbeing = the four questions of your circles
notices-legend-wellbeing = Four questions a month
notices-about-wellbeing = A circle of yours asks its four questions: once a month, and never again in it.
mail-subject-wellbeing = Four questions from { $circle }
mail-seen-wellbeing = All members are asked. What you answer is yours, and nobody sees whether you did.

thing-wellbeing-answer = What someone answered to the four questions
thing-wellbeing-round = A circle’s four questions, and what it is shown of them

circle-answer-how-own = “How are we?” and its layers (body, inner life and so on) are our own questions. Nobody has tested whether they measure what they ask for, and they can’t be compared with figures from elsewhere.
