# Verbundene Tage: ob der Tag eines Menschen im nächsten eines anderen wiederkehrt, wo beide zugestimmt haben.

days-title = Verbundene Tage
days-lead = Kehrt ein schwerer oder guter Tag des einen im nächsten Tag des anderen wieder? Angesehen wird es nur, wo ihr beide Ja sagt.
days-none = Es wird nichts verglichen und nichts aufbewahrt.
days-propose = Mit jemandem ansehen
days-propose-about = Ihr seht beide dasselbe: an wie vielen Tagen ihr beide eingecheckt habt, und wenn es genug sind, ob eure Tage verbunden sind, in jede Richtung. Keine Zahl der anderen Seite ist zu sehen. Genommen werden alle eure Check-ins des letzten Jahres, wie auch immer sie geteilt waren. Die andere Seite erfährt, dass du es möchtest. Jede Seite beendet es mit einem Tippen, und dann bleibt nichts davon.
days-with = Mit wem
days-with-choose = Wähle jemanden
days-nobody = Du teilst keinen Kreis mit jemandem, mit dem es sich ansehen ließe.
days-say-yes = Das möchte ich
days-mine = Du hast Ja gesagt. Es beginnt, sobald { $name } es auch tut.
days-theirs = { $name } möchte es mit dir ansehen. Es beginnt, wenn du Ja sagst.
days-both = Ihr habt beide Ja gesagt.
days-yes = Ja, ansehen
days-no = Lieber nicht
days-take-back = Zurücknehmen
days-end = Beenden
days-soon = Eure Tage werden zum ersten Mal verglichen. Schau nach einer Weile wieder herein.
days-enough = Es sind genug gemeinsame Tage da.
days-progress = { $shared ->
    [one] Nicht genug, um etwas zu sagen: Von den { $needed } Tagespaaren, die es braucht, ist eines da.
   *[other] Nicht genug, um etwas zu sagen: Von den { $needed } Tagespaaren, die es braucht, sind { $shared } da.
}
days-progress-what = Ein Paar sind zwei Tage hintereinander, an denen ihr beide eingecheckt habt.
days-same-way-to-me = Nach einem schweren oder guten Tag von { $name } geht dein nächster eher in dieselbe Richtung.
days-same-way-to-them = Nach einem schweren oder guten Tag von dir geht der nächste von { $name } eher in dieselbe Richtung.
days-other-way-to-me = Nach einem schweren oder guten Tag von { $name } geht dein nächster eher in die andere Richtung.
days-other-way-to-them = Nach einem schweren oder guten Tag von dir geht der nächste von { $name } eher in die andere Richtung.
days-not-beyond-chance-to-me = Der Tag von { $name } sagt über deinen nächsten nicht mehr, als der Zufall es täte.
days-not-beyond-chance-to-them = Dein Tag sagt über den nächsten von { $name } nicht mehr, als der Zufall es täte.
days-not-enough-to-say-to-me = Vom Tag von { $name } und deinem nächsten lässt sich nicht genug sagen: Eine Seite antwortet fast immer gleich.
days-not-enough-to-say-to-them = Von deinem Tag und dem nächsten von { $name } lässt sich nicht genug sagen: Eine Seite antwortet fast immer gleich.
days-sure = Von { $comparisons } Vergleichen mit anderen Tagen waren { $weaker } schwächer.
days-picture = Womit ein Punkt mehr an dem einen Tag am nächsten des anderen einhergeht: zwischen { $low } und { $high } Punkten, in der Mitte { $median }.
days-points-less = niedriger
days-points-none = nicht anders
days-points-more = höher
days-direction = Von wessen Tag zu wessen nächstem
days-to-me = { $name } zu dir
days-to-them = du zu { $name }
days-weaker = Schwächere Vergleiche
days-weaker-of = { $weaker } von { $comparisons }
days-how-text = Von jedem Tag nehmen wir, was an ihm ungewöhnlich ist: die Zahl abzüglich des Mittels der vier Wochen um ihn und seines Wochentags, damit Jahreszeiten und Wochenenden nichts zählen. Dann sehen wir, ob der Tag des einen, neben dem eigenen des anderen, etwas über dessen nächsten sagt (ein Akteur-Partner-Modell über die Zeit, Kenny, Kashy & Cook 2006; kleinste Quadrate, Richtung für Richtung). Zwei Reihen von Tagen können sich durch Zufall ähneln. Darum werden die Tage des einen auch neben andere Tage des anderen gelegt, mindestens zwei Wochen entfernt, Verschiebung um Verschiebung (Surrogate durch Verschieben, Moulder u. a. 2018), und gesagt wird nur etwas, wo die wahren Tage enger verbunden sind als 95 von 100 von diesen. Die Tage anderer Menschen werden nicht verwendet.
days-how-choices = Bei Menschen, deren Tage nichts miteinander zu tun haben, heißt bei jedem wöchentlichen Blick etwa eine von zwanzig Richtungen verbunden. Und eine Verbindung sagt nichts darüber, warum: Dasselbe kann euch beide bewegt haben. Das Band ist, wo der wahre Wert mit 80 % liegt. Die Hundert, die zwei Wochen und die 95 haben wir gewählt.
flash-days = Gespeichert.
flash-days-ended = Es ist vorbei, und nichts davon bleibt.
field-person = Mit wem
conflict-mirror-off = Dein Spiegel ist aus, darum lässt sich nichts vergleichen. Schalte ihn zuerst ein.
notice-days-proposed = { $actor } möchte mit dir ansehen, ob eure Tage verbunden sind. Es geschieht nichts, wenn du nicht Ja sagst.
notice-days-agreed = { $actor } hat Ja gesagt: Eure Tage werden von nun an verglichen.
thing-linked-days = Ob die Tage zweier Menschen verbunden sind
