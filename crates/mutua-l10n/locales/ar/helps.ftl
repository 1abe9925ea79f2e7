# المساعدات والشكر والقروض.

helps-title = المساعدات
helps-lead = ما حدث بينك وبين غيرك. لا شيء يُجمع هنا: الأخذ كالعطاء سواء.
helps-new = تدوين مساعدة
helps-which = أي المساعدات
helps-all = الكل
helps-given = ساعدت
helps-received = ساعدوك
helps-show = عرض
seen-by-you-and = أنت و{ $name }
seen-by-both = أنتما فقط

helps-empty-title = لا شيء هنا بعد
helps-empty = حين يُجاب طلب ويتم، يظهر هنا. ويمكن أيضًا تدوين مساعدة لم يطلبها أحد.
help-you-gave = ساعدت { $name }
help-you-received = مساعدة لك من { $name }
help-waits = تنتظر كلمتك
outcome-done = تم الأمر
outcome-partly = تم بعضه
outcome-did-not-happen = لم يحدث
outcome-did-not-happen-hint = لا بأس في ذلك، ولا لوم على أحد.
field-outcome = كيف جرى الأمر؟
field-minutes = كم دقيقة تقريبًا
field-happened-on = متى كان؟
field-with = مع مَن؟
field-side = مَن ساعد؟
field-help = المساعدة
field-answer = جوابك
field-due-on = الإعادة قبل
field-audience = مَن يقرؤه؟
happened-on-hint = اليوم، إن تُرك فارغًا.
minutes-hint = فقط إن كان ذلك مهمًا.
telling-words-hint = كيف كان، بكلماتك.
side-they-helped = ساعدوني
side-i-helped = ساعدتهم
help-new-lead = كثيرًا ما تحدث المساعدة هكذا ببساطة. ويُخبَر الشخص الآخر، ويمكنه أن يوافق أو أن يرويها بطريقته.
help-nobody-title = لا أحد يشاركك دائرة بعد
help-nobody = حين يشاركك شخص دائرة، يمكنك تدوين ما تساعدتما فيه.
help-circle-hint = تُترك فارغة إن كانت بينكما دائرة واحدة فقط.
help-record = تدوينها
finish-title = كيف جرى الأمر؟
finish-lead-giver = كان هذا وعدك لمن اسمه { $name }. يمكنك أن تروي بلمسة كيف جرى؛ وفي وسع { $name } ذلك أيضًا.
finish-lead-receiver = كان هذا وعدًا لك من { $name }. يمكنك أن تروي بلمسة كيف جرى؛ وفي وسع { $name } ذلك أيضًا.
finish-tell = رواية ما جرى
tell-title = بكلماتك
tell-lead = تبقى الروايتان جنبًا إلى جنب. ويمكنك تصحيح روايتك مدة 14 يومًا.
tellings-title = ما رُوي
tellings-differ = روايتاكما مختلفتان. تبقى كلتاهما، وليس على أحد أن يتراجع.
telling-yours = أنت
telling-theirs = { $name }
telling-on-behalf = رواها مَن كتب الطلب نيابة.
telling-minutes = { $count ->
    [zero] أقل من دقيقة
    [one] دقيقة تقريبًا
    [two] دقيقتان تقريبًا
    [few] { $count } دقائق تقريبًا
    [many] { $count } دقيقة تقريبًا
   *[other] { $count } دقيقة تقريبًا
}
help-agree = نعم، هكذا كان
help-tell-differently = روايتها بطريقة أخرى
help-correct = روايتها أو تصحيحها
help-not-so = لم يكن هكذا
help-ask-again-lead = إن كنت ما زلت بحاجة إليه، فالطلب من جديد لا بأس به.
help-ask-again = إلى الطلب
flash-help-told = رُويت. شكرًا على إخبارك كيف جرى الأمر.
flash-help-agreed = روايتكما واحدة.
flash-help-did-not-happen = شكرًا على الإخبار. تطرأ الأمور أحيانًا؛ ولا لوم على أحد، والطلب من جديد لا بأس به.
flash-help-recorded = دُوّنت، وأُخبر الشخص الآخر.

thanks-section = الشكر
thanks-title = شكر { $name }
thanks-lead = إن أردت. تكفي كلمات قليلة، ولاحقًا لا بأس أيضًا.
thanks-words-hint = ما الذي عناه لك.
thanks-audience-private = { $name } فقط
thanks-audience-circle = و{ $circle } أيضًا
thanks-audience-circle-hint = بعد موافقة { $name }.
thanks-say = قول شكرًا
thanks-later = ليس الآن
thanks-invite = إن أردت، فقل لمن ساعدك، { $name }، ما الذي عناه لك.
thanks-begin = قول شكرًا
thanks-waits = لم يأتِ بعد جواب { $name } عن قراءة الدائرة له.
thanks-may-share = ثمة رغبة من { $name } في أن تقرأه { $circle } أيضًا. القرار لك؛ وكلا الجوابين مقبول.
thanks-share-yes = لتقرأه الدائرة
thanks-share-no = يبقى بيننا
thanks-take-out = إخراجه من الدائرة
thanks-end = سحبه
thanks-end-title = سحب شكرك؟
thanks-end-lead = ستزول الكلمات نهائيًا. ويمكنك الشكر من جديد بكلمات أخرى.
thanks-end-not = تركه
thanks-of-circle = الشكر
thanks-from-to = من { $from } إلى { $to }
flash-thanked = قيل شكرك.
flash-thanks-shared = تستطيع الدائرة قراءته الآن.
flash-thanks-private = يبقى بينكما.
flash-thanks-ended = سُحب شكرك.

notice-help-told = رواية من { $actor } لما جرى في المساعدة بينكما. يمكنك الموافقة، أو روايتها بكلماتك.
notice-help-agreed = موافقة من { $actor } على روايتك للمساعدة بينكما.
notice-help-told-differently = رواية أخرى من { $actor } للمساعدة بينكما. وتبقى الروايتان.
notice-thanks-received = شكر لك من { $actor }.
notice-thanks-share = شكر لك من { $actor }، مع رغبة في أن تقرأه { $circle } أيضًا. والقرار لك.
