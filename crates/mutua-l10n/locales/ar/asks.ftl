# الطلبات والوعود والرسائل، والصفحة الأولى.

field-effort = كم يتطلب
field-timing = متى
field-due = قبل متى
field-chosen = مَن اخترتهم
field-widen = التوسيع التلقائي
field-helpers-wanted = عدد المساعدين
field-expires = كم يومًا يبقى مفتوحًا
field-on-behalf-of = لشخص آخر
field-need = الحاجة
field-time = متى
field-ask = الطلب
field-anonymous = من دون اسمك

problem-choose-someone = يُرجى اختيار شخص واحد على الأقل، أو فتح الطلب للدائرة.
problem-too-many = العدد الأقصى { $max }.
problem-end-before-start = يجب أن تأتي النهاية بعد البداية.
problem-widen-top = هذه الدائرة ليست داخل دائرة أوسع، فلا مكان يتسع إليه الطلب تلقائيًا.

refused-paused = أنت في استراحة من هذه الدائرة. تمكن العودة إليها أولًا متى أردت؛ لم يَضِع شيء.
refused-own-ask = هذا طلبك أنت. يمكن لغيرك أن يَعِد به.
conflict-ask-closed = أُغلق هذا الطلب. لم يُرسل شيء مما كُتب.
conflict-ask-open = لا يمكن فتح هذا الطلب من جديد: إما أنه مفتوح، وإما أنه سُحب. يمكنك تقديم طلب جديد متى أردت.
conflict-ask-full = اكتملت المساعدة التي احتاج إليها هذا الطلب. شكرًا على رغبتك في المساعدة.
conflict-already-pledged = سبق أن وعدت بهذا الطلب، ووعدك قائم.
conflict-pledge-moved = أُجيب عن هذا الوعد أو سُحب في هذه الأثناء. لم يَضِع شيء؛ وصفحة الطلب تبيّن الحال الآن.
conflict-widest = بلغ هذا الطلب أوسع مدى له.
conflict-taken-over = هذا الطلب لك بالفعل.

flash-ask-created = أُرسل طلبك. كان الطلب هو الجزء الصعب.
flash-ask-changed = تم التعديل. وأُخبر مَن وعد.
flash-ask-withdrawn = سُحب طلبك. يمكنك الطلب من جديد متى أردت.
flash-ask-widened = صار يرى طلبك عدد أكبر.
flash-ask-met = خبر طيب. لُبّي طلبك.
flash-ask-reopened = طلبك مفتوح من جديد.
flash-ask-goes-on = يبقى طلبك مفتوحًا.
flash-ask-taken-over = صار هذا الطلب لك.
flash-pledged = شكرًا لك. أُخبر مَن طلب، وسيأتيك الجواب بنعم أو لا.
flash-pledge-accepted = قلت نعم. والآن يرى كل منكما كيف يصل إلى الآخر.
flash-pledge-declined = قلت لا بلطف.
flash-pledges-declined = أُخبر الآخرون مع الشكر.
flash-pledge-withdrawn = سُحب وعدك. وأُخبر مَن طلب.
flash-said = أُرسلت.

ask-state-open = مفتوح
ask-state-met = لُبّي
ask-state-withdrawn = سُحب
ask-state-expired = انتهت مدته
effort-minutes = بضع دقائق
effort-hour = ساعة تقريبًا
effort-half-day = نصف يوم
effort-day = يوم
effort-ongoing = مرات متكررة لبعض الوقت
pledge-state-made = ينتظر الموافقة
pledge-state-accepted = متفق عليه
pledge-state-declined = لا حاجة إليه هذه المرة
pledge-state-withdrawn = سُحب
pledge-state-done = تم

ask-by-you = أنت
ask-by-someone = شخص هنا
ask-unnamed-mark = (من دون اسمك)
ask-for-another = طلب من { $writer } من أجل { $asker }
ask-chose-you = وُجّه إليك بين قلّة
ask-when-by = قبل { $day }
ask-when-choices = أوقات للاختيار
ask-you-pledged = وعدت به
ask-pledges-waiting = { $count ->
    [zero] لا وعود تنتظر موافقتك
    [one] وعد واحد ينتظر موافقتك
    [two] وعدان ينتظران موافقتك
    [few] { $count } وعود تنتظر موافقتك
    [many] { $count } وعدًا ينتظر موافقتك
   *[other] { $count } وعد ينتظر موافقتك
}
ask-places = { $wanted ->
    [one] { $found ->
        [0] لم يتقدّم أحد بعد
       *[other] وُجدت المساعدة
    }
   *[other] وُجد { $found } من { $wanted } من المساعدين
}
ask-seen-chosen = { $count ->
    [zero] لا أحد بعد
    [one] شخص واحد اختير لذلك
    [two] شخصان اختيرا لذلك
    [few] { $count } أشخاص اختيروا لذلك
    [many] { $count } شخصًا اختيروا لذلك
   *[other] { $count } شخص اختيروا لذلك
}
ask-seen-up-to = { $circle } والدوائر من حولها، حتى { $widest }
ask-others = { $count ->
    [0] لا أحد غيرك بعد
    [zero] لا أحد غيرك بعد
    [one] شخص واحد غيرك
    [two] شخصان غيرك
    [few] { $count } أشخاص غيرك
    [many] { $count } شخصًا غيرك
   *[other] { $count } شخص غيرك
}

asks-title = الطلبات
asks-lead = ما يحتاج إليه مَن حولك، الأحدث أولًا. لا يظهر هنا إلا ما يصل إليك.
asks-which = أي الطلبات
asks-all = كل ما يصل إليّ
asks-mine = طلباتي
asks-any-circle = أي دائرة
asks-show = عرض
asks-empty-title = لا أحد يطلب شيئًا الآن
asks-empty = قد يعني هذا أن كل شيء بخير، أو أن شخصًا لم يجرؤ بعد. والبدء بالطلب يسهّله على الآخرين.
asks-empty-mine-title = لم تطلب شيئًا بعد
asks-empty-mine = يقول الناس نعم أكثر مما نتوقع. والبداية بشيء صغير أسهل.
asks-copy = نصًا للدردشة
asks-copy-title = الطلبات نصًا للدردشة
asks-copy-lead = عناوين الطلبات المفتوحة وروابطها، من دون أسماء. لا يظهر فيها ما وُجّه إلى أشخاص مختارين؛ ولا تفتح الروابط إلا لمن يصل إليهم الطلب.
asks-copy-label = النص
asks-copy-plain = نص مجرد
asks-text-none = لا أحد يطلب شيئًا الآن.

ask-new-title = طلب مساعدة
ask-new-lead = تكفي كلمات قليلة. ويمكنك تعديله أو سحبه في أي وقت.
ask-title-label = إلامَ تحتاج؟
ask-title-hint = كلمات قليلة، مثل «توصيلة إلى العيادة يوم الخميس».
ask-who-legend = مَن يراه؟
ask-choose-people = أشخاص أختارهم فقط
ask-choose-people-hint = مَن تختاره هنا يراه وحده. ولا ترى الدائرة التي في الأسفل شيئًا إلا إذا وسّعت الطلب.
ask-who-line = يراه مَن تختارهم، وإلا فالدائرة المحددة هنا، ولا أحد بعدها إلا إذا وسّعته.
ask-anonymous = إخفاء اسمي إلى أن أقول نعم لشخص
ask-more = المزيد: كلمات، ومتى، وأين، ولشخص آخر
ask-words-label = تفاصيل أكثر
ask-due-label = قبل متى
ask-times-label = أوقات للاختيار
ask-times-hint = يختار مَن يَعِد واحدًا منها. وتُترك فارغة إن كان الوقت مفتوحًا.
ask-time-from = الوقت { $n }، من
ask-time-to = إلى
ask-widen-hint = إن لم يوجد أحد حتى ذلك الوقت، رأته المجموعة الأوسع التالية أيضًا. أولًا مَن اخترتهم، ثم الدائرة، ثم التي حولها.
ask-widen-next = { $circle } داخل { $wider }.
ask-widen-never = لا يتوسع تلقائيًا
ask-widen-after = { $days ->
    [zero] في الحال
    [one] بعد يوم
    [two] بعد يومين
    [few] بعد { $days } أيام
    [many] بعد { $days } يومًا
   *[other] بعد { $days } يوم
}
ask-behalf-hint = يُخبَر بذلك، ويمكنه أن يجعله له أو أن يسحبه.
ask-behalf-me = لي
ask-send = إرسال الطلب
ask-look = مَن سيراه
ask-not-now = ليس الآن
ask-no-circle-title = الطلب يحتاج إلى دائرة
ask-no-circle = لست في أي دائرة بعد. ابدأ واحدة مع مَن تثق بهم، أو من رابط دعوة؛ وعندها يمكنك الطلب هناك.
ask-paused-title = أنت في استراحة
ask-paused = أنت في استراحة من دوائرك. تمكن العودة إلى إحداها أولًا متى أردت.
ask-rate-figure = { $answered } من { $asked }
ask-rate = طلبًا هنا في آخر 90 يومًا نال جوابًا.
ask-rate-time = ونصف تلك الأجوبة جاء خلال { $span }.
ask-look-title = هكذا سيظهر
ask-look-named = باسمك
ask-look-unnamed = شخص هنا
ask-look-stays = لا يُفتح لأحد غيرهم تلقائيًا.
ask-look-widens = يُفتح تلقائيًا لدائرة { $circle }: { $day }.
ask-look-nothing-sent = لم يُرسل شيء بعد.

ask-written-for-you = هذا طلب كُتب من أجلك، كتبه عنك { $writer }. يمكنك أن تجعله لك، أو أن تسحبه.
ask-take-over = جعله لي
ask-still-title = أما زلت بحاجة إليه؟
ask-still-yes = نعم، يبقى مفتوحًا
ask-still-met = لقد لُبّي
ask-still-no = لم أعد بحاجة إليه
ask-life = مسار هذا الطلب
ask-life-asked = قُدّم الطلب
ask-life-pledge = شخص يَعِد بالمساعدة
ask-life-pledged = وُعِد به
ask-life-your-yes = ينتظر موافقتك
ask-life-their-yes = ينتظر الموافقة
ask-life-accepted = متفق عليه
ask-life-done = تم
ask-open-until = يبقى مفتوحًا حتى: { $day }
ask-chosen-by-you = مَن اخترتهم:
ask-contact = كيف تصل إلى { $name }
ask-contact-audience = يراه كلاكما ما دام هذا الوعد قائمًا
ask-pledges-title = مَن قد يساعد
ask-pledges-audience = لا يراه غيرك؛ وكل واحد منهم يرى وعده
ask-full-hint = وجدت كل المساعدة التي أردتها. لا داعي لأن ينتظر الآخرون.
ask-decline-rest = شكر الآخرين والاعتذار منهم
ask-steps = ما يمكنك فعله
ask-is-met = لُبّي الطلب
ask-withdraw = سحب الطلب
ask-withdraw-title = سحب هذا الطلب؟
ask-withdraw-nobody = لم يَعِد به أحد بعد. يمكنك الطلب من جديد متى أردت.
ask-withdraw-pledged = { $count ->
    [zero] لم يَعِد به أحد بعد. يمكنك الطلب من جديد متى أردت.
    [one] سيُخبَر مَن وعد بلطف. يمكنك الطلب من جديد متى أردت.
    [two] سيُخبَر مَن وعدا بلطف. يمكنك الطلب من جديد متى أردت.
    [few] سيُخبَر بلطف مَن وعدوا، وهم { $count }. يمكنك الطلب من جديد متى أردت.
    [many] سيُخبَر بلطف مَن وعدوا، وهم { $count }. يمكنك الطلب من جديد متى أردت.
   *[other] سيُخبَر بلطف مَن وعدوا، وهم { $count }. يمكنك الطلب من جديد متى أردت.
}
ask-withdraw-do = سحب الطلب
ask-keep = الإبقاء عليه
ask-reopen = فتحه من جديد
ask-widen-title = فتحه لعدد أكبر؟
ask-widen-to = فتحه لدائرة { $circle }
ask-widen-will = سيرى هذا الطلب كل من في { $circle }، ويُخبَر به مَن لم يكن يراه. ولا يمكن تضييقه بعد ذلك.
ask-widen-unnamed = ويبقى اسمك مخفيًا.
ask-widen-not = تركه كما هو
ask-edit-title = تعديل هذا الطلب
ask-edit-told = سيُخبَر مَن وعد به.

pledge-title = أيمكنك المساعدة؟
pledge-words = كلمات قليلة
pledge-make = سأساعد
pledge-hint = لا يُلزمك شيء إلى أن تأتي الموافقة. ويمكنك سحب وعدك.
pledge-audience = لا يراه سواك وسوى مَن طلب
pledge-accept = نعم، من فضلك
pledge-accept-name = قول نعم: { $name }
pledge-accept-hint = عند الموافقة يرى كل منكما كيف يصل إلى الآخر.
pledge-decline = لا، شكرًا
pledge-decline-name = قول لا بلطف: { $name }
pledge-accepted-name = وافقت على وعد { $name }
pledge-finish = كيف جرى الأمر
pledge-withdraw = سحب الوعد
pledge-own-title = وعدك
pledge-own-made = وعدت بالمساعدة. ولم يأتِ الجواب بعد.
pledge-own-accepted = جاءت الموافقة. شكرًا على وقوفك هنا.
pledge-own-declined = شكرًا على عرضك. لا حاجة إليه هذه المرة.
pledge-own-withdrawn = سُحب وعدك. هذا يحدث.
pledge-own-done = تم. شكرًا لك.
pledge-past-declined = { $name }: كان جوابك لا، بلطف.
pledge-past-withdrawn = { $name }: سُحب الوعد.
pledge-past-done = { $name }: تم.

reply-title-decline = قول لا بلطف
reply-title-withdraw = سحب وعدك؟
reply-lead-decline = ستصل هذه الكلمات إلى { $name }: «شكرًا على عرضك. لا حاجة إليه هذه المرة.» ويمكنك إضافة كلمة.
reply-lead-withdraw = سيُخبَر مَن طلب، ويمكن لشخص آخر أن يحل محلك. وكلمة منك تنفع.
reply-lead-withdraw-late = ثمة مَن صار يعتمد عليك، وسيُخبَر في الحال كي يحل شخص آخر محلك. وكلمة منك تنفع.
reply-words-decline = كلمة معه
reply-words-withdraw = كلمة إلى مَن طلب
reply-do-decline = قول لا
reply-do-withdraw = سحب الوعد

thread-title = الرسائل
thread-audience = يراها مَن طلب ومَن وعودهم قائمة
thread-you = أنت
thread-the-asker = مَن طلب
thread-words = رسالة إليهم جميعًا
thread-send = إرسال
thread-unnamed-hint = لا يظهر اسمك هنا لمن لم تقل له نعم.

today-promised = ما وعدتُ به
today-asked = ما طلبتُه
today-near = ما يمكنني فعله
today-news = الجديد
today-reach = كيف نتواصل
today-waiting = لم يأتِ الجواب بعد. لا شيء مطلوب الآن.
today-paused = أنت في استراحة، فلا تظهر هنا طلبات أحد.
today-new-title = أهلًا وسهلًا
today-new = تبدأ Mutua بدائرة: قلّة يعتمد بعضهم على بعض. يمكنك بدء واحدة ودعوتهم إليها، أو فتح الدعوة التي وصلتك.
today-quiet-title = كل شيء هادئ
today-quiet = لا أحد يطلب شيئًا الآن. إن كنت بحاجة إلى يد تعينك في شيء، فالبدء بالطلب يسهّله على الجميع.

notice-ask-new = طلب من { $actor } في { $circle }: { $ask }
notice-ask-chosen = طلب من { $actor } وُجّه إليك بين قلّة: { $ask }
notice-ask-changed = تعديل من { $actor } على طلب وعدت به: { $ask }
notice-ask-withdrawn = سُحب هذا الطلب، فلم تعد مساعدتك لازمة. شكرًا على وقوفك هنا: { $ask }
notice-ask-withdrawn-for = سُحب طلب، والسحب من { $actor }: { $ask }
notice-ask-met = تمت تلبيته. شكرًا على عرضك: { $ask }
notice-ask-expired = انتهت مدة طلبك. يمكنك فتحه من جديد: { $ask }
notice-still-needed = أما زلت بحاجة إليه؟ { $ask }
notice-on-behalf = طلب كُتب من أجلك، والكاتب { $actor }. يمكنك أن تجعله لك أو أن تسحبه: { $ask }
notice-taken-over = الطلب الذي كتبته عن { $actor } صار في يد صاحبه: { $ask }
notice-pledge-made = وعد بمساعدتك من { $actor }: { $ask }
notice-pledge-accepted = موافقة من { $actor } على وعدك. والآن يرى كل منكما كيف يصل إلى الآخر: { $ask }
notice-pledge-declined = شكرًا على عرضك. لا حاجة إليه هذه المرة: { $ask }
notice-pledge-withdrawn = سُحب وعد { $actor }. طلبك مفتوح من جديد: { $ask }
notice-message-new = رسالة من { $actor } عن: { $ask }
notice-reminder = اقترب موعد ما وعدت به: { $ask }
