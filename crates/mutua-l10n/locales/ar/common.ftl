# كلمات تشترك فيها صفحات كثيرة.
#
# For translators: Arabic marks whom it speaks to, and people here shouldn't be guessed at. So acts are named by verbal
# nouns ("حفظ", "إرسال"), forms that read alike for everyone are preferred ("لك", "طلبك", "يمكنك"), and what persons did
# is said by nouns ("طلب من …"). The words: ask طلب, pledge وعد, help مساعدة, offer عرض, need حاجة, circle دائرة, steward
# one of القائمون على الدائرة. Numbers stand in the digits 0 to 9.

app-name = Mutua
app-tagline = بيت لمن يعتمد بعضهم على بعض

nav-today = اليوم
nav-circles = الدوائر
nav-asks = الطلبات
nav-offers = العروض
nav-needs = الحاجات
nav-notices = الإشعارات
nav-me = أنا
nav-ask = طلب مساعدة
nav-skip = الانتقال إلى المحتوى
nav-main = القائمة الرئيسية
nav-sign-in = تسجيل الدخول
nav-sign-out = تسجيل الخروج
nav-unread = { $count ->
    [zero] لا جديد
    [one] إشعار جديد واحد
    [two] إشعاران جديدان
    [few] { $count } إشعارات جديدة
    [many] { $count } إشعارًا جديدًا
   *[other] { $count } إشعار جديد
}
footer-about = عن هذا المكان
footer-privacy = مَن يرى ماذا
footer-api = واجهة البرمجة

action-save = حفظ
action-cancel = إلغاء
action-back = رجوع
action-edit = تعديل
action-copy = نسخ
action-copied = نُسخ
action-older = الأقدم
action-more = خيارات أخرى
action-yes = نعم
action-no = لا
optional = اختياري

kind-practical = عملية
kind-emotional = عاطفية
kind-economic = مادية
kind-ecological = بيئية
kind-moral = معنوية
kind-practical-hint = أيدٍ وأدوات وتوصيل ومهارات
kind-emotional-hint = إصغاء ورفقة ومواساة
kind-economic-hint = مال وأغراض ونفقات مشتركة
kind-ecological-hint = الحديقة والإصلاح والمكان الذي نتشاركه
kind-moral-hint = الوقوف إلى جانب إنسان، وكلمة صادقة
kind-any = أي نوع
kind-label = نوع المساعدة

date-today = اليوم
date-tomorrow = غدًا
date-yesterday = أمس
date-near = { $weekday } { $day } { $month }
date-far = { $day } { $month } { $year }
date-month = { $month } { $year }
date-moment = { $day }، { $time }
ago-now = الآن
ago-minutes = { $count ->
    [zero] الآن
    [one] قبل دقيقة
    [two] قبل دقيقتين
    [few] قبل { $count } دقائق
    [many] قبل { $count } دقيقة
   *[other] قبل { $count } دقيقة
}
ago-hours = { $count ->
    [zero] قبل أقل من ساعة
    [one] قبل ساعة
    [two] قبل ساعتين
    [few] قبل { $count } ساعات
    [many] قبل { $count } ساعة
   *[other] قبل { $count } ساعة
}
ago-days = { $count ->
    [zero] اليوم
    [one] قبل يوم
    [two] قبل يومين
    [few] قبل { $count } أيام
    [many] قبل { $count } يومًا
   *[other] قبل { $count } يوم
}
span-minutes = { $count ->
    [zero] أقل من دقيقة
    [one] دقيقة
    [two] دقيقتين
    [few] { $count } دقائق
    [many] { $count } دقيقة
   *[other] { $count } دقيقة
}
span-hours = { $count ->
    [zero] أقل من ساعة
    [one] ساعة
    [two] ساعتين
    [few] { $count } ساعات
    [many] { $count } ساعة
   *[other] { $count } ساعة
}
span-days = { $count ->
    [zero] أقل من يوم
    [one] يوم
    [two] يومين
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}
weekday-1 = الاثنين
weekday-2 = الثلاثاء
weekday-3 = الأربعاء
weekday-4 = الخميس
weekday-5 = الجمعة
weekday-6 = السبت
weekday-7 = الأحد
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر

problem-summary = { $count ->
    [zero] لا شيء يحتاج إلى نظرة أخرى.
    [one] شيء واحد يحتاج إلى نظرة أخرى. لم يُحفظ شيء بعد، ولم يَضِع شيء مما كُتب.
    [two] شيئان يحتاجان إلى نظرة أخرى. لم يُحفظ شيء بعد، ولم يَضِع شيء مما كُتب.
    [few] { $count } أشياء تحتاج إلى نظرة أخرى. لم يُحفظ شيء بعد، ولم يَضِع شيء مما كُتب.
    [many] { $count } شيئًا يحتاج إلى نظرة أخرى. لم يُحفظ شيء بعد، ولم يَضِع شيء مما كُتب.
   *[other] { $count } شيء يحتاج إلى نظرة أخرى. لم يُحفظ شيء بعد، ولم يَضِع شيء مما كُتب.
}
problem-required = هذا الحقل لازم.
problem-too-long = هذا أطول من { $max } حرفًا.
problem-email = لا يبدو هذا عنوان بريد إلكتروني.
problem-password-short = يلزم { $min } أحرف على الأقل.
problem-password-simple = تلزم أكثر من ثلاثة أحرف مختلفة.
problem-choice = يُرجى اختيار واحد من هذه.
problem-number = يُرجى كتابة عدد صحيح من { $min } إلى { $max }.
problem-date = يُرجى كتابة تاريخ مثل 2026-03-31.
problem-moment = يُرجى كتابة يوم وساعة.
problem-past = هذا مضى بالفعل.
problem-taken = سبق أن أخذ هذا شخص هنا.

error-title-not-found = لا شيء هنا
error-not-found = لا شيء في هذا العنوان، أو أنه غير مفتوح لك. لم يَضِع شيء.
error-title-refused = هذه الخطوة ليست لك
error-title-sign-in = يُرجى تسجيل الدخول
error-sign-in = يلزم تسجيل الدخول لهذا. لم يَضِع شيء.
error-title-conflict = تغيّرت الأمور
error-title-too-many = لحظة من فضلك
error-too-many = هذا أكثر مما نستطيع استقباله في وقت قصير. تمكن المحاولة مرة أخرى بعد { $seconds } ثانية. لم يَضِع شيء.
error-title-internal = حدث خلل عندنا
error-internal = لم يُحفظ شيء بهذا، ولم يَضِع شيء مما حُفظ قبله. تمكن المحاولة بعد لحظة. وإن استمر الخلل، فهذا رقم تعطيه لمن يدير هذا المكان: { $id }
error-busy = قاعدة البيانات مشغولة أو غائبة للحظة. لم يُحفظ شيء بهذا، ولم يَضِع شيء مما حُفظ قبله. تمكن المحاولة مرة أخرى. الرقم: { $id }
error-full = لم يبقَ متسع حيث يحفظ هذا المكان ما فيه. لم يُحفظ شيء بهذا، ولم يَضِع شيء مما حُفظ قبله. يحسن إخبار من يدير هذا المكان، وبعد توفير متسع يمكن الإرسال مرة أخرى. الرقم: { $id }
error-damaged = تتعذر قراءة ما يحفظه هذا المكان كما ينبغي. لم يُحفظ شيء بهذا. يُرجى إخبار من يدير هذا المكان فورًا، مع هذا الرقم: { $id }
error-uncertain = غابت قاعدة البيانات في هذه اللحظة بعينها، فلا نعرف هل حُفظ هذا أم لا. ولم يَضِع شيء مما حُفظ قبله. يُرجى النظر هل هو موجود قبل إرساله مرة أخرى. الرقم: { $id }
error-kept = ما كُتب ما زال هنا.
error-send-again = الإرسال مرة أخرى
error-title-bad-request = لم نستطع قراءة هذا
error-bad-request = ما وصل لم يكن في صيغة نفهمها. لم يُحفظ شيء، ولم يَضِع شيء.
refused-default = يمكنك أن ترى هذا، لكن هذه الخطوة ليست لك.
conflict-default = سبقك شخص آخر، أو أن الأمر قد تم. لم يَضِع شيء؛ وهذه هي الحال الآن.
nav-ask-short = طلب
nav-helps = المساعدات
nav-team = فريقي
nav-pages = الصفحات
title-error = خطأ:
action-close = إغلاق
refused-other-site = جاء هذا من صفحة موقع آخر، فلم ننفذه. إن كان منك، فتمكن إعادته من هنا.
problem-form = لم نستطع قراءة ما أُرسل.
problem-too-large = هذا أكثر مما يتسع له إرسال واحد.
problem-cursor = هذا ليس موضعًا في هذه القائمة.
field-form = النموذج
field-cursor = المؤشر
field-limit = الحد
conflict-idempotency = استُعمل مفتاح عدم التكرار هذا لشيء آخر.
problem-idempotency-key = مفتاح عدم التكرار من 1 إلى 200 حرف.

language-begun = بدأت ترجمتها
