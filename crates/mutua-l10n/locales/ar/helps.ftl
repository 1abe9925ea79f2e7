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

notice-help-told = رواية من { $actor } لما جرى في المساعدة بينكما. يمكنك الموافقة، أو روايتها بكلماتك.
notice-help-agreed = موافقة من { $actor } على روايتك للمساعدة بينكما.
notice-help-told-differently = رواية أخرى من { $actor } للمساعدة بينكما. وتبقى الروايتان.
notice-thanks-received = شكر لك من { $actor }.
notice-thanks-share = شكر لك من { $actor }، مع رغبة في أن تقرأه { $circle } أيضًا. والقرار لك.
