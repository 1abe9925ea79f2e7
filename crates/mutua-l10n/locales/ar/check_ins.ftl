# «كيف حالنا؟»: ما يقوله كلٌّ عن نفسه، وما يشاركه منه.

check-in-title = كيف حالنا؟
check-in-lead = دقيقة واحدة، لنفسك أولًا. لا يراها أحد إلا إذا شئت.
check-in-hard = 0: صعب جدًا
check-in-well = 10: جيد جدًا
check-in-send = هكذا أنا
check-in-said = قلت اليوم { $score }.
check-in-change-today = اطّلع عليه أو أضف إليه
check-in-score = { $score } من 10
check-in-save = احفظه هكذا
check-in-past = فيما مضى
field-score = كيف حالنا؟
