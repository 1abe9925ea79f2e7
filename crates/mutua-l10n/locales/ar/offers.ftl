# العروض والحاجات.

seen-by = يراه:
seen-by-only-you = أنت فقط
seen-by-around = { $circle } والدوائر من حولها
flash-saved = حُفظ.
field-state = أين وصل
field-kind = نوع المساعدة
field-words = الكلمات
field-title = في كلمات قليلة
field-circle = الدائرة
field-reach = مَن يجده
