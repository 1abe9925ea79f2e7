# Die Monatsrunde eines Kreises: die vier Fragen zum persönlichen Wohlergehen des britischen Statistikamts, von uns
# übersetzt.

wellbeing-title = Vier Fragen im Monat: { $circle }
wellbeing-short = Vier Fragen im Monat
wellbeing-lead = Einmal im Monat, für alle, die mögen. Deine Zahlen gehören dir; der Kreis sieht die Mitte von mindestens fünf, und erst, wenn der Monat vorbei ist.
wellbeing-source = Es sind die Fragen zum persönlichen Wohlergehen des britischen Statistikamts (Office for National Statistics), das sie seit 2011 in seinen Erhebungen stellt.
wellbeing-source-link = Sein Leitfaden zu diesen Fragen (englisch)
wellbeing-translated = Die Übersetzung ist von uns und nicht geprüft.
wellbeing-off-title = Dieser Kreis fragt nicht
wellbeing-off = Wer den Kreis betreut, kann die vier Fragen einschalten. Beantworten muss sie dann niemand.
wellbeing-off-past = Die Fragen sind ausgeschaltet. Was unten steht, ist von früher.
wellbeing-answered = Du hast für { $month } geantwortet. Bis der Monat vorbei ist, kannst du es ändern.
wellbeing-intro = Es gibt keine richtigen oder falschen Antworten. Gib auf jede Frage eine Antwort von 0 bis 10; 0 heißt „überhaupt nicht“, 10 heißt „völlig“. Lass aus, was du magst.
wellbeing-satisfied = Alles in allem, wie zufrieden bist du zurzeit mit deinem Leben?
wellbeing-worthwhile = Alles in allem, wie sehr hast du das Gefühl, dass sich das, was du in deinem Leben tust, lohnt?
wellbeing-happy = Alles in allem, wie glücklich hast du dich gestern gefühlt?
wellbeing-anxious = Auf einer Skala, auf der 0 „überhaupt nicht ängstlich“ und 10 „völlig ängstlich“ heißt: Alles in allem, wie ängstlich hast du dich gestern gefühlt?
wellbeing-low-satisfied = 0: überhaupt nicht zufrieden
wellbeing-high-satisfied = 10: völlig zufrieden
wellbeing-low-worthwhile = 0: überhaupt nicht
wellbeing-high-worthwhile = 10: völlig
wellbeing-low-happy = 0: überhaupt nicht glücklich
wellbeing-high-happy = 10: völlig glücklich
wellbeing-low-anxious = 0: überhaupt nicht ängstlich
wellbeing-high-anxious = 10: völlig ängstlich
wellbeing-name-satisfied = Zufrieden mit dem Leben
wellbeing-name-worthwhile = Es lohnt sich, was wir tun
wellbeing-name-happy = Gestern glücklich
wellbeing-name-anxious = Gestern ängstlich
wellbeing-reversed = Hier ist es umgekehrt: Eine hohe Zahl ist die schwere.
wellbeing-leave-out = Diese auslassen
wellbeing-send = Meine Antworten behalten
wellbeing-send-again = So behalten
wellbeing-audience-numbers = deine Zahlen nur von dir; was der Kreis antwortet, von seinen Mitgliedern
wellbeing-delete = Meine Antworten löschen
wellbeing-mine-link = Was ich bisher geantwortet habe
wellbeing-circle = Was der Kreis geantwortet hat
wellbeing-none = Es lässt sich noch nicht genug sagen. Es braucht fünf Menschen, die in einem Monat geantwortet haben, der vorbei ist.
wellbeing-latest = { $month }: Die Hälfte der Antworten lag bei { $median } oder höher; die meisten zwischen { $low } und { $high }. Mindestens { $voices } Menschen haben geantwortet.
wellbeing-latest-none = Noch von keinem Monat lässt sich genug sagen.
wellbeing-picture = { $question }, Monat für Monat
wellbeing-table = Dasselbe als Tabelle
wellbeing-cell = { $median } ({ $low }–{ $high })
wellbeing-months = Monat
wellbeing-withheld = nicht gezeigt
wellbeing-withheld-why = Die erste Zahl ist der Median, die zwei in Klammern sind die Quartile. Was weniger als fünf geantwortet haben oder was jemanden verraten könnte, wird nicht gezeigt.
wellbeing-how = Wie das berechnet wird
wellbeing-how-text = Wenn ein Monat überall auf der Erde vorbei ist, nehmen wir zu jeder Frage Median und Quartile dessen, was Mitglieder geantwortet haben, auf ganze Zahlen gerundet: einmal, über mindestens fünf Menschen, und nur, wenn niemand oder mindestens fünf Menschen den Unterschied zum letzten gezeigten Monat ausmachen. Wer den Kreis vorher verlassen hat, zählt nicht mehr. Jede Zahl ist mit dem Schlüssel des Menschen verschlossen, der sie gegeben hat, und niemand aus Betreuung und Verwaltung sieht sie.
wellbeing-how-compare = Das Statistikamt fragt ausgeloste Menschen und nennt Anteile und Mittel von Tausenden. Ein Kreis ist weder das eine noch das andere, darum halte diese Zahlen nicht an die eines Landes.
wellbeing-switch = Für Betreuende
wellbeing-switch-on-lead = Die Mitglieder erfahren einmal im Monat, dass die Fragen offen sind, in der Anwendung und per Mail, wie es jede und jeder will; niemand wird noch einmal erinnert, und niemand sieht, wer geantwortet hat.
wellbeing-switch-off-lead = Ausgeschaltet wird niemand gefragt, und der laufende Monat wird nicht ausgewertet. Was gezeigt wurde, bleibt.
wellbeing-switch-on = Die vier Fragen hier stellen
wellbeing-switch-off = Sie nicht mehr stellen
wellbeing-link = Vier Fragen im Monat
wellbeing-link-off = Vier Fragen im Monat (ausgeschaltet)
flash-wellbeing = Danke. Es ist aufbewahrt.
flash-wellbeing-on = Eingeschaltet. Die Mitglieder erfahren davon.
flash-wellbeing-off = Ausgeschaltet.
flash-wellbeing-deleted = Es ist weg.

wellbeing-mine-title = Was ich geantwortet habe, Monat für Monat
wellbeing-mine-lead = Auf die vier Fragen deiner Kreise, auch derer, die du verlassen hast.
wellbeing-mine-empty-title = Noch nichts
wellbeing-mine-empty = Wenn du die vier Fragen eines Kreises beantwortest, stehen deine Zahlen hier, nur für dich.
wellbeing-delete-title = Diese Antworten löschen?
wellbeing-delete-lead = Sie sind endgültig weg. Was dem Kreis von einem vergangenen Monat gezeigt wurde, bleibt, wie es war.
wellbeing-delete-not = Behalten

field-satisfied = Zufrieden mit dem Leben
field-worthwhile = Lohnend
field-happy = Gestern glücklich
field-anxious = Gestern ängstlich
problem-wellbeing-none = Bitte beantworte mindestens eine der vier.
conflict-wellbeing-off = Dieser Kreis stellt die vier Fragen zurzeit nicht. Es wurde nichts aufbewahrt.

notice-wellbeing = { $circle } stellt die vier Fragen des Monats. Niemand muss antworten.
notices-kind-wellbeing = die vier Fragen deiner Kreise
notices-legend-wellbeing = Vier Fragen im Monat
notices-about-wellbeing = Ein Kreis von dir stellt seine vier Fragen: einmal im Monat, und in dem Monat nicht noch einmal.
mail-subject-wellbeing = Vier Fragen von { $circle }
mail-seen-wellbeing = Alle Mitglieder werden gefragt. Was du antwortest, gehört dir, und niemand sieht, ob du es getan hast.

thing-wellbeing-answer = Was jemand auf die vier Fragen geantwortet hat
thing-wellbeing-round = Die vier Fragen eines Kreises, und was ihm davon gezeigt wird

circle-answer-how-own = „Wie geht es uns?“ und die Schichten dazu (Körper, Gedanken und Gefühle und so weiter) sind unsere eigenen Fragen. Niemand hat geprüft, ob sie messen, wonach sie fragen, und sie lassen sich nicht mit Zahlen von anderswo vergleichen.
