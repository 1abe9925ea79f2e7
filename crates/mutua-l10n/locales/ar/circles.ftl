# الدوائر والعضوية وطلبات الانضمام والحظر.

circles-title = الدوائر
circles-new = دائرة جديدة
circles-empty-title = لست في أي دائرة بعد
circles-empty = الدائرة مجموعة يعتمد بعضها على بعض: عائلة، أو صف، أو شارع. يمكنك بدء واحدة، أو الدخول بدعوة.
circles-members = { $count ->
    [zero] لا أعضاء
    [one] عضو واحد
    [two] عضوان
    [few] { $count } أعضاء
    [many] { $count } عضوًا
   *[other] { $count } عضو
}
circles-applied = طلبت الانضمام. ولم يأتِ جواب القائمين عليها بعد.
circles-paused = أنت في استراحة

field-name = الاسم
field-about = ما هي
field-agreements = الاتفاقات
field-place = أين
field-until = حتى
field-reason = السبب

circle-new-title = دائرة جديدة
circle-new-lead = يكفي ثلاثة أشخاص. ويمكنك تغيير كل هذا لاحقًا.
circle-create = بدء الدائرة
circle-edit-title = تعديل الدائرة
flash-circle-created = دائرتك موجودة. وهذا وقت الدعوة إليها.
flash-circle-changed = عُدّلت الدائرة.
field-parent = داخل دائرة
field-joining = كيف ينضم الناس
field-questions = أسئلة لمن يريد الانضمام
problem-questions = العدد الأقصى { $max }.
circle-agreements-hint = ما تطلبونه بعضكم من بعض، بكلماتكم.
circle-place-hint = شارع، أو حرم جامعي، أو بيت. لا يراه إلا الأعضاء.
circle-question = السؤال { $number }
joining-invitation = بدعوة
joining-application = بطلب انضمام
joining-nested = بطلب انضمام، ومن خلال الدوائر التي داخلها

circle-crumbs = أين تقع هذه الدائرة
circle-ask = الطلب هنا
circle-offer = عرض شيء
circle-invite = دعوة شخص
circle-edit = تعديل الدائرة
circle-asks = الطلبات المفتوحة
circle-all-asks = كل الطلبات هنا
circle-people = الناس
circle-all-members = { $count ->
    [zero] لا أحد
    [one] أنت فقط
    [two] كلاكما
    [few] الجميع، { $count }
    [many] الجميع، { $count }
   *[other] الجميع، { $count }
}
circle-nested = الدوائر التي داخلها
circle-nest = دائرة جديدة داخلها
circle-nested-empty = لا شيء بعد. والدائرة الأصغر قد تسهّل الطلب.
circle-nested-mine = أنت فيها
circle-more = المزيد عن هذه الدائرة
circle-pause = أخذ استراحة
circle-pause-change = تعديل استراحتي
circle-resume = عُدت
circle-leave = مغادرة
circle-step-down = ترك القيام على الدائرة
circle-you-pause = أنت في استراحة هنا: ترى كل شيء، ولا يطلب أحد منك شيئًا.
circle-applications-wait = { $count ->
    [zero] لا أحد يريد الانضمام الآن
    [one] شخص واحد يريد الانضمام
    [two] شخصان يريدان الانضمام
    [few] { $count } أشخاص يريدون الانضمام
    [many] { $count } شخصًا يريدون الانضمام
   *[other] { $count } شخص يريدون الانضمام
}
circle-face-lead = ما يجري داخلها لا يراه إلا أعضاؤها.
circle-apply = طلب الانضمام
circle-apply-sign-in = الدخول لطلب الانضمام

members-title = الأعضاء
members-you = هذا أنت
members-guest = ضيف
members-paused = في استراحة
members-since = منذ { $day }
role-steward = من القائمين على الدائرة
role-member = عضو

pause-title = أخذ استراحة
pause-lead = يبقى في وسعك أن ترى ما يحدث في { $circle }، ولا يطلب أحد منك شيئًا. وما وعدت به يبقى وعدًا.
pause-until-hint = اليوم الذي تعود فيه. ويُترك فارغًا لتعود متى أردت.
pause-do = أخذ استراحة
flash-paused = راحة طيبة. يمكنك العودة في أي وقت.
flash-resumed = أهلًا بعودتك.

leave-title = مغادرة { $circle }؟
leave-lead = لن ترى ما يجري هناك بعد ذلك. ويمكنك العودة إن دعاك شخص من جديد.
leave-do = مغادرة الدائرة
leave-stay = البقاء
flash-left = غادرت الدائرة. شكرًا على أنك كنت فيها.
my-records-link = ما دُوّن عني
my-records-title = ما دُوّن عنك
my-records-lead = ما فعله القائمون على دوائرك مما يخصك، ولماذا.
my-records-empty = لم يُدوّن عنك شيء.
my-records-seen-by = أنت فقط

notice-joined = انضم إلى { $circle } عضو جديد: { $actor }.
notice-steward-named = صرت من القائمين على { $circle }، والتسمية من { $actor }.
notice-pause-over = انتهت استراحتك في { $circle }. أهلًا بعودتك.
notice-applied = طلب انضمام إلى { $circle } من { $actor }.
notice-application-yes = أهلًا وسهلًا: أنت الآن في { $circle }.
