# الأشخاص: تسجيل الدخول، والانضمام، وصفحة كل شخص؛ وما هو هذا المكان.

person-gone = شخص غادر
person-contact = كيف نتواصل
person-circles = دوائر تشتركان فيها
person-block = حظر هذا الشخص

field-email = عنوان البريد الإلكتروني
field-password = كلمة المرور
field-new-password = كلمة مرور جديدة
field-guest-name = اسمك
field-first-circle = اسم أول دائرة لك
field-time-zone = المنطقة الزمنية
field-pronouns = الضمائر
field-language = اللغة
field-contact = كيف يمكن الوصول إليك
field-greeting = كلمة لمن تدعوهم
field-days = كم يومًا يبقى
field-uses = كم شخصًا يمكنه الانضمام به
field-word = كلمة الحذف
email-hint = لتسجيل الدخول، ولما تختاره من أخبار. لا يراه غيرك إلا الطرف الآخر في وعد متفق عليه.
new-password-hint = عشرة أحرف أو أكثر. وبضع كلمات متتالية خيار جيد.

problem-sign-in = هذا العنوان وكلمة المرور لا يتطابقان. تمكن المحاولة مرة أخرى، أو طلب رابط بالبريد.
problem-wrong-password = هذه ليست كلمة مرورك. تمكن المحاولة مرة أخرى.
problem-address-taken = يوجد حساب بهذا العنوان. يمكنك تسجيل الدخول به ثم فتح هذه الصفحة من جديد.
problem-too-many-tries = تكررت المحاولة كثيرًا. من أجل الأمان يُرجى الانتظار { $minutes ->
        [zero] لحظة
        [one] دقيقة
        [two] دقيقتين
        [few] { $minutes } دقائق
        [many] { $minutes } دقيقة
       *[other] { $minutes } دقيقة
    } ثم المحاولة من جديد.
problem-zone = يُرجى اختيار منطقة زمنية مثل Europe/Dublin.

refused-no-mail = لا يمكن إرسال بريد من هنا، فلا روابط بالبريد. يمكنك سؤال مَن يدير هذا المكان.
refused-invitation = الدعوة للقائمين على الدائرة. يمكنك سؤال واحد منهم.
conflict-link-over = لم يعد هذا الرابط يعمل. لم يَضِع شيء.
conflict-address-taken = صار هذا العنوان لحساب آخر. لم يتغير شيء.
conflict-already-full = لديك حساب كامل بالفعل.
conflict-invitation-expired = انتهت هذه الدعوة.
conflict-invitation-used-up = انضم بهذه الدعوة كل العدد الذي كانت له.
conflict-invitation-revoked = سُحبت هذه الدعوة.

notice-asker-left = شخص كنت ستساعده غادر Mutua، وأُغلق طلبه.
notice-pledger-left = شخص كان قد وعد بمساعدتك غادر Mutua. وطلبك باقٍ كما كان.
notice-writer-left = شخص كان قد كتب طلبًا من أجلك غادر Mutua، وأُغلق الطلب. يمكنك تقديمه بنفسك.
notice-someone-left = شخص غادر Mutua، وغادر معها { $circle }.

sign-in-title = تسجيل الدخول
sign-in-button = تسجيل الدخول
sign-in-mail = إرسال رابط بالبريد بدلًا من ذلك
sign-in-mail-hint = يُدخلك الرابط مرة واحدة، من دون كلمة مرور.
sign-in-carried = خرجت من حسابك في هذه الأثناء. ما كتبته محفوظ: سجّل الدخول، وعندها يمكنك إرساله.
sign-in-demo = جولة في المكان باسم
sign-in-other = ليس لي حساب، أو أنا ضيف
sign-in-guest = يدخل الضيوف برابط الاستعادة: ذاك الذي ظهر لهم عند الانضمام.
sign-in-no-account = تبدأ الحسابات هنا بدعوة إلى دائرة. يمكنك أن تطلب واحدة ممن تعرفه هنا.
go-on-title = عدت إلى حسابك
go-on-lead = ما كتبته ما زال هنا.
go-on-button = المتابعة من حيث كنت
mailed-title = الرابط في بريدك
mailed-lead = إن كان هناك حساب بالعنوان { $email } فالرابط في طريقه إليه. يعمل مرة واحدة، مدة 30 دقيقة.
mailed-hint = لم يصل شيء بعد دقائق؟ قد يكون بين البريد غير المرغوب فيه، أو في العنوان خطأ.
mailed-carried = يُفتح الرابط في هذا المتصفح، ثم تكون العودة إلى هذه الصفحة. ما كتبته ما زال هنا.
link-title = تسجيل الدخول إلى Mutua
link-lead = يعمل هذا الرابط مرة واحدة. بالضغط على الزر يتم الدخول على هذا الجهاز.
link-new-password = أريد كلمة مرور جديدة أيضًا
link-over-title = لم يعد هذا الرابط يعمل
link-over-sign-in = روابط الدخول تعمل مرة واحدة، مدة 30 دقيقة. ويمكنك طلب رابط جديد بالبريد في أي وقت.
link-over-recovery = حل محله رابط أحدث، أو أنه غير مكتمل. إن كان الأحدث عندك فاستعمله؛ ويمكن للقائمين على دائرتك أن يدعوك من جديد.
link-over-setup = سبق إعداد هذا المكان، أو حل محل الرابط رابط أحدث. والأحدث في سجل الخادم.
link-over-address = سبق استعماله، أو أُرسل رابط أحدث. ويمكنك طلب رابط جديد من صفحتك.
recover-title = أهلًا بعودتك
recover-lead = هذا رابط الاستعادة الخاص باسم { $name }.
recover-button = الدخول على هذا الجهاز
recover-hint = يبقى الرابط صالحًا. هو لك وحدك: مَن كان معه دخل باسمك.
recovery-title = احتفظ بهذا الرابط
recovery-lead = هو طريق عودتك، على أي جهاز. ولا يظهر إلا هذه المرة.
recovery-keep = يمكن طبعه أو حفظه: في ملاحظاتك، أو في رسالة إلى نفسك.
recovery-audience = مَن معه هذا الرابط يدخل باسمك. فلا يُعطى لأحد.
recovery-go-on = حفظته. إلى الدائرة
recovery-back = حفظته
recovery-new-title = رابط استعادة جديد
recovery-new-lead = يُدخلك على أي جهاز، ولا يظهر إلا مرة واحدة.
recovery-new-replaces = يُدخلك على أي جهاز، ولا يظهر إلا مرة واحدة. والرابط الذي عندك الآن يتوقف عن العمل.
recovery-new-button = إنشاء رابط جديد
setup-title = أهلًا في Mutua
setup-lead = لا أحد هنا بعد. أول شخص يدير هذا المكان، ويقوم على أول دائرة.
setup-circle-hint = عائلة، أو صف، أو شارع. ويمكنك بدء واحدة لاحقًا.
setup-button = البداية
flash-set-up = أهلًا وسهلًا. هنا تظهر دوائرك؛ وهذا وقت الدعوة إلى أولاها.
flash-signed-out = تم تسجيل الخروج.

join-title = الانضمام إلى { $circle }
join-invited-by = دعوة من { $name }.
join-about = ما هي
join-agreements = ما يطلبه أعضاؤها بعضهم من بعض
join-also = مَن ينضم يكون أيضًا في { $circle }، وهي الدائرة من حولها.
join-already = أنت في هذه الدائرة بالفعل.
join-open-circle = فتح الدائرة
join-as = الانضمام باسم { $name }
join-audience = يرى أعضاء الدائرة اسمك.
join-account-title = بحساب
join-account-lead = يمكنك الدخول من أي مكان، وأن يصلك بريد حين يحتاج إليك شخص، إن أردت.
join-account-button = الانضمام بحساب
join-guest-title = ضيفًا
join-guest-lead = اسمك فقط. ويصلك رابط للحفظ، هو طريق عودتك. ويمكنك أن تجعله حسابًا لاحقًا، ويبقى لك كل شيء.
join-guest-button = الانضمام ضيفًا
join-have-account = لي حساب هنا
join-over-expired = انتهت هذه الدعوة
join-over-used-up = اكتمل عدد هذه الدعوة
join-over-revoked = سُحبت هذه الدعوة
join-over-ask = للانضمام إلى { $circle } يمكنك طلب دعوة جديدة من { $name }.
join-over-ask-anyone = للانضمام إلى { $circle } يمكنك طلب دعوة جديدة من أحد أعضائها.
flash-joined = أنت الآن في الدائرة. أهلًا وسهلًا.

me-title = أنا
me-guest-title = أنت هنا ضيفًا
me-guest-lead = طريق عودتك هو رابط الاستعادة. وبعنوان وكلمة مرور يمكنك الدخول من أي مكان، ويبقى لك كل ما هنا.
me-guest-full = جعله حسابًا كاملًا
me-guest-recovery = رابط استعادة جديد
me-profile = ما تقوله عن نفسك
me-profile-audience = يراه: مَن في دوائرك، ومَن تساعدهم أو يساعدونك
me-contact-hint = رقم هاتف، أو مكان سكنك.
me-contact-audience = يراه: الطرف الآخر في وعد متفق عليه، ولا أحد غيره
me-way-in = طريق دخولك
me-address-link = تغيير العنوان
me-address-unconfirmed = لم يُؤكَّد بعد: الرابط في بريدك.
me-address-waiting = ينتظر التأكيد
me-password-link = تغيير كلمة المرور
me-password-set = وضع كلمة مرور
me-tokens-link = مفاتيح للبرامج
me-sessions-link = أين أنت مسجل الدخول
me-quiet = الأخبار والهدوء
me-notices-link = ما يصلك من أخبار، وكيف
me-blocks-link = مَن حظرتهم
me-theme = فاتح أو داكن
me-theme-hint = لهذا المتصفح.
theme-auto = كما في الجهاز
theme-light = فاتح
theme-dark = داكن
me-yours = لك أن تأخذه، ولك أن تحذفه
me-yours-lead = كل ما حُفظ عنك في ملف واحد؛ أو يزول كله.
me-export = تنزيل كل شيء عني
me-delete-link = حذف حسابي
flash-profile-saved = حُفظ.
flash-theme-saved = حُفظ لهذا المتصفح.

mail-sign-in-subject = رابط دخولك
mail-sign-in = هذا رابط دخولك إلى Mutua. يعمل مرة واحدة، مدة 30 دقيقة:

    { $link }

    إن لم تطلبه فلا حاجة إلى فعل شيء: لا يحدث شيء إلى أن يُفتح الرابط.
mail-address-subject = أهذا عنوانك؟
mail-address = أُعطي هذا العنوان لحساب في Mutua. إن كان ذلك منك، فتأكيده هنا:

    { $link }

    وإن لم يكن منك فلا حاجة إلى فعل شيء: لا يحدث شيء عندئذ.
mail-address-changed-subject = تغيّر عنوانك
mail-address-changed = تغيّر عنوان حسابك في Mutua، فلن يصل بريد آخر إلى هذا العنوان.

    إن لم يكن ذلك منك، فالكتابة إلى مَن يدير هذا المكان: { $link }

landing-title = بيت لمن يعتمد بعضهم على بعض
landing-lead = هنا تطلب العائلات والأصدقاء والصفوف والفرق والجيران، ويعرضون ويَعِدون ويساعدون ويشكرون.
landing-asking = الطلب هو الجزء الأصعب، ولذلك يأتي أولًا: تكفي ثلاثة أسطر، وأنت تختار مَن يراها. ومعظم الناس يسعدهم أن يساعدوا أكثر مما نظن.
landing-no-ledger = لا أحد يعدّ. لا نقاط هنا ولا ديون؛ والأخذ جزء من الأمر كالعطاء.
landing-here = يدير هذا المكان أناس من أجل أناس يعرفونهم، وهو لهم. وكل ما تكتبه يمكن أخذه أو حذفه.
landing-link = أعُطيت رابطًا؟ يُدخلك بمجرد فتحه. ولا تسجيل في شيء غير ذلك.
landing-example = طلب كما يراه الناس هنا. وهو مثال مؤلَّف.
landing-ask-state = وُعِد به
landing-ask-title = توصيلة إلى العيادة يوم الخميس
landing-ask-words = سيارتي عند الميكانيكي، والحافلة تستغرق ساعتين. أستطيع الذهاب في أي وقت من الصباح.
landing-ask-audience = يراه: شارع الزيزفون
landing-ask-places = وُجد 1 من 2 من المساعدين
landing-thanks-state = تم، مع الشكر
landing-thanks-words = «بقيت معي المساء كله. نفعني ذلك أكثر مما تتصور.»

about-title = عن هذا المكان
about-lead = Mutua بيت لمن يعتمد بعضهم على بعض.
about-what = في الدوائر (عائلة، أصدقاء، صف، فريق، شارع) يطلب الناس المساعدة ويعرضونها ويَعِدون بها ويساعدون ويشكرون. ويمكن أن تكون دائرة داخل دائرة.
about-no-ledger = لا دفتر حساب هنا: لا نقاط ولا ديون ولا ترتيب. العطاء والأخذ كلاهما جزء من الأمر.
about-who-title = مَن يديره
about-who = يدير هذا الخادم: { $names }.
about-who-nobody = لم يُعِدّ أحد هذا المكان بعد.
about-who-sees = وإدارته لا تفتح ما يكتبه الناس هنا: قواعد مَن يرى ماذا تسري على الجميع.
about-how-title = كيف يأتي الناس، وكيف يغادرون
about-how = يأتي الناس بدعوة من دائرة. يمكنك سؤال مَن تعرفه هنا.
about-leave = يمكنك مغادرة دائرة، أو تنزيل كل شيء عنك، أو حذف حسابك في أي وقت، من صفحتك.
about-address = العنوان
about-version = الإصدار
