# الإشعارات، والبريد عنها، والروابط التي في البريد.

notices-title = الإشعارات
notices-lead = ما حدث في غيابك، الأحدث أولًا.
notices-empty-title = لا شيء بعد
notices-empty = حين يَعِدك شخص أو يساعدك أو يشكرك أو يطلب منك، يظهر ذلك هنا.
notices-unread-mark = جديد
notices-mark-all = جعلها كلها مقروءة
notices-settings-link = ما يصلك عنه بريد
notices-someone = شخص ما
notices-an-ask = طلب
notices-audience = لا يراه غيرك
flash-notices-read = قُرئت كلها.

notices-kind-new-ask = الطلبات الجديدة
notices-kind-pledge = الوعود بطلباتك
notices-kind-answer = الأجوبة عن وعودك
notices-kind-message = الرسائل
notices-kind-help = المساعدات معك
notices-kind-thanks = الشكر
notices-kind-still-needed = السؤال عن بقاء حاجتك إلى طلبك
notices-kind-on-behalf = الطلبات التي كُتبت من أجلك
notices-kind-reminder = التذكير
notices-kind-membership = الانضمام والمغادرة

mail-sent-by = أرسلته Mutua من { $place }
mail-open = فتحه في Mutua
mail-open-notices = كل إشعاراتك
mail-act-pledge = اطلاع عليه، وجواب إن كانت المساعدة ممكنة
mail-act-answer = جواب بنعم أو لا
mail-act-still-needed = جواب: أما زالت الحاجة قائمة؟
mail-act-finish = بعد أن يتم: إخبار بذلك من هنا
mail-act-help = جواب: أهكذا كان الأمر؟ أو كلمة شكر
mail-act-explained = يعمل الرابط الأول من دون تسجيل الدخول، مدة أسبوعين، ولك وحدك. فيُرجى عدم تمرير هذه الرسالة.
mail-act-explained-daily = بعض هذه الروابط يعمل من دون تسجيل الدخول، مدة أسبوعين، ولك وحدك. فيُرجى عدم تمرير هذه الرسالة.
mail-turn-off = إيقاف البريد عن: { $what }
mail-turn-off-daily = إيقاف البريد اليومي
mail-choose = اختيار ما يصلك عنه بريد

mail-subject-new-ask = طلب جديد في { $circle }
mail-subject-pledge = عن مساعدة لك في { $circle }
mail-subject-answer = عن وعدك في { $circle }
mail-subject-message = رسالة جديدة في { $circle }
mail-subject-help = خبر عن مساعدة معك في { $circle }
mail-subject-thanks = شكر لك في { $circle }
mail-subject-still-needed = طلبك في { $circle }: أما زلت بحاجة إليه؟
mail-subject-on-behalf = طلب كُتب من أجلك في { $circle }
mail-subject-reminder = تذكير من { $circle }
mail-subject-membership = أخبار من { $circle }
mail-subject-daily-one = { $count ->
    [zero] لا جديد في { $circle }
    [one] شيء واحد حدث في { $circle }
    [two] شيئان حدثا في { $circle }
    [few] { $count } أشياء حدثت في { $circle }
    [many] { $count } شيئًا حدث في { $circle }
   *[other] { $count } شيء حدث في { $circle }
}
mail-subject-daily-many = { $count ->
    [zero] لا جديد
    [one] شيء واحد حدث
    [two] شيئان حدثا
    [few] { $count } أشياء حدثت
    [many] { $count } شيئًا حدث
   *[other] { $count } شيء حدث
} في { $circles ->
    [zero] دوائرك
    [one] دائرة واحدة
    [two] دائرتين
    [few] { $circles } دوائر
    [many] { $circles } دائرة
   *[other] { $circles } دائرة
}
mail-daily-intro = هذا ما حدث منذ آخر بريد إليك، وما لم تقرأه بعد.

mail-seen-new-ask = لا يرى الطلب إلا مَن يصل إليهم. وإن وعدت به، لا يرى وعدك إلا مَن طلب.
mail-seen-pledge = لا يرى الوعد سواك وسوى مَن وعد.
mail-seen-answer = لا يرى وعدك سواك وسوى مَن طلب.
mail-seen-message = لا يرى رسائل الطلب إلا المعنيون به.
mail-seen-help = لا يرى هذه المساعدة إلا أنتما.
mail-seen-thanks = لا يرى الشكر إلا أنتما، ولا تراه الدائرة إلا إذا أردتما ذلك.
mail-seen-still-needed = لم يُسأل عن هذا غيرك.
mail-seen-on-behalf = لم يُخبَر بهذا سواك وسوى مَن كتبه.
mail-seen-reminder = لم يُذكَّر بهذا غيرك.
mail-seen-membership = يرى أعضاء الدائرة مَن فيها.
mail-seen-daily = هذه الرسالة لك وحدك.

unsubscribe-title = إيقاف هذا البريد؟
unsubscribe-lead = لن يصلك بريد عن: { $what }. ويبقى كل شيء في الإشعارات.
unsubscribe-daily = لن يصلك بريد يومي. ويبقى كل شيء في الإشعارات.
unsubscribe-button = إيقافه
unsubscribe-keep = الإبقاء عليه
unsubscribe-done-title = أُوقف
unsubscribe-done = لن يصلك بريد عن: { $what }.
unsubscribe-done-daily = لن يصلك بريد يومي.
unsubscribe-change = تغيير ما يصلك عنه بريد

notices-settings-title = ما يصلك عنه بريد
notices-settings-lead = يظهر كل شيء دائمًا في الإشعارات. وهنا تختار ما يأتي بالبريد أيضًا، ومتى.
notices-settings-no-mail = هذا المكان لا يرسل بريدًا. وتُحفظ اختياراتك إلى أن يرسل.
notices-settings-no-address = يحتاج البريد إلى عنوان لك تم تأكيده. وإلى ذلك الحين يظهر كل شيء في الإشعارات.
notices-settings-add-address = إضافة عنوان
notices-default = ما لم تختر غير ذلك: { $mode }.
notices-daily-when = يأتي البريد اليومي مرة، في السابعة صباحًا بتوقيتك، وفقط إن كان هناك ما لم تقرأه.
flash-notice-settings-saved = حُفظ.

notices-mode-instant = في الحال
notices-mode-daily = مرة في اليوم
notices-mode-off = أبدًا

field-notice-setting = متى يأتي البريد

notices-legend-new-ask = الطلبات الجديدة
notices-legend-pledge = الوعود بطلباتك
notices-legend-answer = الأجوبة عن وعودك
notices-legend-message = الرسائل
notices-legend-help = المساعدات معك
notices-legend-thanks = الشكر
notices-legend-still-needed = أما زالت الحاجة قائمة؟
notices-legend-on-behalf = الطلبات التي كُتبت من أجلك
notices-legend-reminder = التذكير
notices-legend-membership = الانضمام والمغادرة

notices-about-new-ask = شخص يطلب مساعدة، والطلب يصل إليك.
notices-about-pledge = شخص يقول إنه سيساعدك، أو عليه أن يسحب ذلك.
notices-about-answer = شخص يقول نعم أو لا لوعد منك.
notices-about-message = شخص يكتب في طلب يعنيك.
notices-about-help = شخص يروي مساعدة بينكما.
notices-about-thanks = شخص يشكرك.
notices-about-still-needed = نسألك أحيانًا: أما زالت الحاجة إلى طلب مفتوح لك قائمة؟
notices-about-on-behalf = شخص يكتب طلبًا من أجلك، ويمكنك أن تجعله لك.
notices-about-reminder = اقترب موعد ما وعدت بفعله.
notices-about-membership = شخص ينضم أو يغادر، أو صار له دور آخر.
