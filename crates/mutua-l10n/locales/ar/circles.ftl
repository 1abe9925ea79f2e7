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

notice-joined = انضم إلى { $circle } عضو جديد: { $actor }.
notice-steward-named = صرت من القائمين على { $circle }، والتسمية من { $actor }.
notice-pause-over = انتهت استراحتك في { $circle }. أهلًا بعودتك.
notice-applied = طلب انضمام إلى { $circle } من { $actor }.
notice-application-yes = أهلًا وسهلًا: أنت الآن في { $circle }.
