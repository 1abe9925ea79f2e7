# Notices, the mails about them, and the links in mails.

notices-title = Notices
notices-lead = What happened while you were away, newest first.
notices-empty-title = Nothing yet
notices-empty = When someone pledges, helps, thanks you or asks, it stands here.
notices-unread-mark = New
notices-mark-all = Mark all as read
notices-settings-link = What you get mail about
notices-someone = Someone
notices-an-ask = an ask
notices-audience = Seen by: only you
flash-notices-read = All read.

notices-settings-title = What you get mail about
notices-settings-lead = Everything always stands under Notices. Here you choose what also comes by mail, and when.
notices-settings-no-mail = This place doesn’t send mail. Your choices are kept for when it does.
notices-settings-no-address = Mail needs an address of yours that is confirmed. Until there is one, everything stands under Notices.
notices-settings-add-address = Add an address
notices-default = Unless you choose otherwise: { $mode }.
notices-daily-when = Daily mail comes once, at seven in the morning where you are, and only if there is something you haven’t read.
flash-notice-settings-saved = Saved.

notices-mode-instant = At once
notices-mode-daily = Once a day
notices-mode-off = Never

notices-kind-new-ask = new asks
notices-kind-pledge = pledges for your asks
notices-kind-answer = answers to your pledges
notices-kind-message = messages
notices-kind-help = helps with you
notices-kind-thanks = thanks
notices-kind-still-needed = whether your ask is still needed
notices-kind-on-behalf = asks written for you
notices-kind-reminder = reminders
notices-kind-membership = joining and leaving
notices-kind-check-in = the question how you are
notices-kind-shared-check-in = what others share with you
notices-kind-keep-touch = whom you might like to be in touch with

field-notice-setting = When mail comes

notices-legend-new-ask = New asks
notices-legend-pledge = Pledges for your asks
notices-legend-answer = Answers to your pledges
notices-legend-message = Messages
notices-legend-help = Helps with you
notices-legend-thanks = Thanks
notices-legend-still-needed = Still needed?
notices-legend-on-behalf = Asks written for you
notices-legend-reminder = Reminders
notices-legend-membership = Joining and leaving
notices-legend-check-in = How are we?
notices-legend-shared-check-in = What others share with you
notices-legend-keep-touch = Keeping in touch

notices-about-new-ask = Someone asks for help, and the ask reaches you.
notices-about-pledge = Someone says they will help you, or has to take that back.
notices-about-answer = Someone says yes or no to a pledge of yours.
notices-about-message = Someone writes in an ask that you are part of.
notices-about-help = Someone tells of a help between the two of you.
notices-about-thanks = Someone thanks you.
notices-about-still-needed = Now and then we ask whether an open ask of yours is still needed.
notices-about-on-behalf = Someone writes an ask for you, and you can take it over.
notices-about-reminder = What you promised to do is near.
notices-about-membership = Someone joins or leaves, or has another role.
notices-about-check-in = We ask how you are, in the rhythm that you chose.
notices-about-shared-check-in = Someone lets you see how they are, asked that you be told when it stays hard, or would like to look at your days together.
notices-about-keep-touch = It is a while since you were in touch with someone of your team, by the rhythm that you chose.

mail-sent-by = Sent by Mutua at { $place }.
mail-open = Open it in Mutua
mail-open-notices = See all your notices
mail-act-pledge = See it, and say if you can help
mail-act-answer = Say yes or no
mail-act-still-needed = Say whether it is still needed
mail-act-finish = Once it’s done, say so here
mail-act-help = Say whether you see it so, or say thanks
mail-act-explained = The first link works without signing in, for two weeks, and for you alone. Please don’t pass this mail on.
mail-act-explained-daily = Some of these links work without signing in, for two weeks, and for you alone. Please don’t pass this mail on.
mail-turn-off = Turn off mail about { $what }
mail-turn-off-daily = Turn off the daily mail
mail-choose = Choose what you get mail about

mail-subject-new-ask = A new ask in { $circle }
mail-subject-pledge = About help for you in { $circle }
mail-subject-answer = About your pledge in { $circle }
mail-subject-message = A new message in { $circle }
mail-subject-help = Someone told of a help with you in { $circle }
mail-subject-thanks = Thanks for you in { $circle }
mail-subject-still-needed = Your ask in { $circle }: still needed?
mail-subject-on-behalf = An ask was written for you in { $circle }
mail-subject-reminder = A reminder from { $circle }
mail-subject-membership = News from { $circle }
mail-subject-check-in = How are we?
mail-subject-shared-check-in = Someone shared something with you
mail-subject-keep-touch = Someone you might like to hear from
mail-subject-daily-one = { $count ->
    [one] One thing happened in { $circle }
   *[other] { $count } things happened in { $circle }
}
mail-subject-daily-many = { $count ->
    [one] One thing happened in { $circles } circles
   *[other] { $count } things happened in { $circles } circles
}
mail-daily-intro = This is what happened since your last mail, and what you haven’t read yet.

mail-seen-new-ask = The ask is seen by those whom it reaches. If you pledge, only the one who asks sees it.
mail-seen-pledge = Only you and the one who pledged see the pledge.
mail-seen-answer = Only you and the one who asked see your pledge.
mail-seen-message = Only those involved in the ask see its messages.
mail-seen-help = Only the two of you see this help.
mail-seen-thanks = Thanks are seen by the two of you, and by the circle only if you both want it.
mail-seen-still-needed = Only you were asked this.
mail-seen-on-behalf = Only you and the one who wrote it were told.
mail-seen-reminder = Only you were reminded.
mail-seen-membership = Who is in a circle is seen by its members.
mail-seen-check-in = Only you were asked, and your answer is yours.
mail-seen-shared-check-in = Only those whom they chose were told.
mail-seen-keep-touch = Only you were told, and the other isn’t.
mail-seen-daily = This mail is for you alone.

conflict-link-old = This link no longer works: it is more than two weeks old, or you ended all sessions since. Sign in to go on.

unsubscribe-title = Turn off this mail?
unsubscribe-lead = You will get no more mail about { $what }. It all still stands under Notices.
unsubscribe-daily = You will get no more daily mail. It all still stands under Notices.
unsubscribe-button = Turn it off
unsubscribe-keep = Keep it
unsubscribe-done-title = It’s off
unsubscribe-done = You get no more mail about { $what }.
unsubscribe-done-daily = You get no more daily mail.
unsubscribe-change = Change what you get mail about

do-title = What would you like to do?
do-for = This link came to { $name } by mail. Opening it has changed nothing.
do-open = Open it in Mutua
do-seen-circle = Asked in { $circle }. Others see it only as far as the one who asks wants.
do-seen-two = Seen by: the two of you
do-help-between = { $giver } helped { $receiver }
do-outcome-done = It was done.
do-outcome-partly = Some of it was done.
do-outcome-did-not-happen = It did not happen.
do-pledge-of = { $name } would do it.
do-time = When could you?
do-moved-on = There is nothing left to do here: it was done already, or things have moved on. Thank you for looking.
do-words-pledge = A few words to the one who asks
do-words-decline = A few kind words
do-words-thank = Your thanks
do-pledge = I’ll do it
do-accept = Yes, please
do-decline = No, thank you
do-still-needed = Yes, still needed
do-not-needed = No, not any more
do-reopen = Ask again
do-done = It’s done
do-agree = Yes, that’s how it was
do-thank = Say thanks

done-pledge = Your pledge is made
done-next-pledge = The one who asked is told, and answers you.
done-accept = You said yes
done-next-accept = They are told. In Mutua you now see how to reach each other.
done-decline = You said no, kindly
done-next-decline = They are told. Your ask stays as it is.
done-still-needed = Your ask stays open
done-next-still-needed = We’ll ask again in a while.
done-not-needed = Your ask is closed
done-next-not-needed = Those who pledged are told, with thanks.
done-reopen = Your ask is open again
done-next-reopen = Those whom it reached see it again.
done-done = Thank you for helping
done-next-done = The one you helped can now tell how it was for them.
done-agree = You both see it so
done-next-agree = Only the two of you see this help.
done-thank = Your thanks are said
done-next-thank = Only the one you thank sees them.
