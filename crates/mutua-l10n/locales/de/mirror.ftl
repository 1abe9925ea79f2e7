# Der Spiegel: was jemand über das eigene Angewiesensein erfährt.
nav-mirror = Spiegel
mirror-title = Dein Spiegel
mirror-lead = Was die Hilfen und Bedürfnisse, die du aufgeschrieben hast, darüber sagen, wie du und andere aufeinander zählen. Es ist keine Note, und oft ist es unsicher.
mirror-off-title = Dein Spiegel ist aus
mirror-off-text = Über dich wird nichts berechnet und nichts aufbewahrt.
mirror-turn-on = Einschalten
mirror-off-heading = Lieber nicht?
mirror-off-lead = Ausgeschaltet wird über dich nichts berechnet, und was war, ist sofort vergessen. Niemand erfährt davon.
mirror-turn-off = Den Spiegel ausschalten
flash-mirror-on = Dein Spiegel ist an. Er füllt sich, sobald es etwas zu sagen gibt.
flash-mirror-off = Dein Spiegel ist aus, und was er wusste, ist vergessen.
flash-mirror-agreement = Gespeichert.
mirror-how = Wie das berechnet wird

mirror-position = Zwischen Anlehnen und Alleingehen
mirror-scale-says = Du stehst wahrscheinlich zwischen { $low } und { $high } auf einer Linie von −1 (an andere gelehnt) bis 1 (allein); die Mitte ist { $median }.
mirror-scale-nothing = Nicht genug, um etwas zu sagen: Du könntest überall auf der Linie stehen.
mirror-end-dependence = an andere gelehnt
mirror-end-interdependence = miteinander
mirror-end-independence = allein
mirror-word-dependence = In diesen Monaten lehnst du dich mehr an andere als sie sich an dich. Dafür gibt es Zeiten.
mirror-word-interdependence = Du bringst deine Bedürfnisse zu anderen, und sie ihre zu dir.
mirror-word-independence = In diesen Monaten behältst du die meisten Bedürfnisse für dich. Wenn du magst, bring eines zu jemandem.
mirror-position-wide = Es ist noch nicht klar, wo du stehst: Mehr als eine Deutung passt.
mirror-position-nothing = Nicht genug, um etwas zu sagen.
mirror-nothing-is-usual = Das ist der übliche Zustand eines Spiegels, und daran ist nichts verkehrt.
mirror-course = Wie es sich bewegt hat
mirror-course-says = Dein Ort Woche für Woche, und wie unsicher er war
mirror-week = Woche
mirror-low = Ein Zehntel darunter
mirror-median = Mitte
mirror-high = Ein Zehntel darüber
mirror-how-position = Von deinen Bedürfnissen der letzten Monate nehmen wir den Anteil, den du zu anderen gebracht hast, und von der Hilfe den Anteil, den du gegeben hast. Was drei Monate zurückliegt, zählt halb, was sechs Monate zurückliegt, ein Viertel. Bei weniger als fünf von einem der beiden wird nichts gesagt. Aus beiden Anteilen folgt ein Ort zwischen −1 und 1; wie unsicher sie sind (Beta-Verteilungen mit Jeffreys-Prior, Gelman u. a. 2013), zeigt das Band, in dem der wahre Wert mit 80 % liegt. Ein Wort steht nur da, wo das ganze Band in einem Drittel liegt.
mirror-how-choices = Die Drittel, die drei Monate und die Fünf haben wir gewählt; es hätten auch andere sein können. Nur du siehst das; niemand aus der Leitung und niemand aus der Verwaltung kann es sehen.

mirror-ties = Du und andere, eins nach dem anderen
mirror-ties-empty = Sobald du jemandem geholfen hast oder dir geholfen wurde, steht hier, was sich davon sagen lässt.
mirror-ties-nothing = Noch lässt sich von niemandem genug sagen.
mirror-ties-unsaid = { $count ->
    [one] Von einer Verbindung lässt sich nicht genug sagen:
   *[other] Von { $count } Verbindungen lässt sich nicht genug sagen:
}
mirror-tie-mutual = { $name } und du zählt aufeinander.
mirror-tie-given = Meist hilfst du { $name }.
mirror-tie-received = Meist hilft { $name } dir.
mirror-tie-ahead = Meist hilfst du { $name }, und du gibst den eigenen Bedürfnissen voraus.
mirror-tie-seldom = { $name } und du helft einander selten.
mirror-tie-agreed = Du und { $name } habt die Sorge zwischen euch vereinbart. Hier wird nichts beurteilt.
mirror-tie-nothing = Du und { $name }: nicht genug, um etwas zu sagen.
mirror-leaning = Mindestens die Hälfte der Hilfe dieser Art kommt zu dir von dort: { $kind }.
mirror-agreement = Vereinbarte Sorge
mirror-agreement-waits = wartet auf dich
mirror-agreement-about = Wenn eines von euch für das andere sorgt, wegen einer Krankheit, eines Kindes oder was ihr vereinbart habt, sag es. Sobald ihr es beide sagt, steht hier nichts mehr darüber, wer gibt. Die andere Seite erfährt, dass du es gesagt hast.
mirror-agreement-mine = Du hast gesagt, dass es vereinbart ist. Es gilt, sobald { $name } es auch sagt.
mirror-agreement-theirs = { $name } sagt, dass ihr die Sorge vereinbart habt. Es gilt, sobald du es auch sagst.
mirror-agreement-both = Ihr sagt beide, dass es vereinbart ist.
mirror-agreement-say = Es ist zwischen uns vereinbart
mirror-agreement-end = Es gilt nicht mehr
mirror-how-ties = Hilfe derselben Richtung und Art innerhalb eines Tages zählt einmal und verblasst alle 90 Tage um die Hälfte. Daraus, wie oft und wie viel in jede Richtung, folgen Wahrscheinlichkeiten (Gamma- und Beta-Verteilungen mit Jeffreys-Priors): weniger als einmal in 60 Tagen ist „selten“; je zwischen einem und drei Vierteln ist „zählt aufeinander“; mehr als drei Viertel in eine Richtung ist „meist“. Gesagt wird etwas nur, wenn es zu mindestens 90 % wahrscheinlich ist, aus mindestens fünf Hilfen, bei zwei wöchentlichen Blicken, die übereinstimmen; und sofort zurückgenommen, wenn ein Blick widerspricht. „Den eigenen Bedürfnissen voraus“ braucht auch mindestens fünf Bedürfnisse, von denen du die meisten behalten hast; das erfährt niemand außer dir. Tage, an denen eines von euch Pause machte, zählen nicht als Tage, an denen ihr einander hättet helfen können.

mirror-kinds = Was zwischen dir und anderen hin- und hergeht
mirror-helps-none = In den letzten Monaten hast du von keiner Hilfe erzählt, und niemand von einer mit dir.
mirror-helps = In den letzten Monaten, ältere verblassend: etwa { $given } gegebene und { $received } erhaltene Hilfen. Annehmen ist ein Geschenk an die, die helfen konnten.
mirror-kinds-says = Erhaltene und gegebene Hilfen nach Art
mirror-given = gegeben
mirror-received = erhalten
mirror-helpers = von wie vielen
mirror-helped = an wie viele
mirror-how-kinds = Eine Hilfe zählt, wenn du oder die andere Seite erzählt hat, dass sie stattfand. Jede verblasst alle 90 Tage um die Hälfte; die Zahlen sind also gerundete Summen von Bruchteilen und keine Strichliste. Wie viele Menschen dahinterstehen, zählt alle, die je geholfen haben.

mirror-carrying = Was du trägst
mirror-carrying-much = Du gibst deutlich mehr, als du bekommst. Wenn du das willst, ist es gut; wenn es schwer wird, bitte um etwas, gib etwas ab oder ruh dich aus.
mirror-carrying-even = Du trägst nicht viel mehr, als du getragen wirst.
mirror-carrying-unsure = Es ist nicht klar, ob du mehr trägst, als du getragen wirst.
mirror-carrying-figure = Zwischen { $low } und { $high }, die Mitte { $median } (0: so viel, wie du bekommst; 1: alles in eine Richtung)
mirror-not-enough = Nicht genug, um etwas zu sagen.
mirror-minutes = { $minutes ->
    [one] Etwa eine Minute Hilfe in einer Woche.
   *[other] Etwa { $minutes } Minuten Hilfe in einer Woche.
}
mirror-rest = Eine Pause machen
mirror-how-carrying = Das Doppelte deines Anteils an der gegebenen Hilfe, weniger eins, und nie unter null: aus mindestens fünf Hilfen der letzten Monate, mit demselben Verblassen und demselben Band.

mirror-needs = Deine eigenen Bedürfnisse
mirror-needs-say = In den letzten Monaten, ältere verblassend: etwa { $kept } für dich behalten und { $brought } zu anderen gebracht. Beides ist gut.
mirror-needs-none = In den letzten Monaten hast du keine Bedürfnisse aufgeschrieben.

mirror-clearer = Was das Bild klarer machen würde
mirror-clearer-helps = Erzähl von Hilfen, wenn sie geschehen, gegebenen und erhaltenen: Bei weniger als fünf der letzten Monate wird nichts gesagt.
mirror-clearer-needs = Schreib deine Bedürfnisse auf, auch die, die du behältst: Nur du liest sie, und bei weniger als fünf wird nichts gesagt.
mirror-clearer-minutes = Sag, wie lange Hilfen dauerten, wenn du magst: Es zeigt, was du trägst, und ändert sonst nichts.
mirror-clearer-time = Warte: Es braucht zwei wöchentliche Blicke, die übereinstimmen.

notice-care-agreed = { $actor } sagt, dass ihr die Sorge zwischen euch vereinbart habt.

circle-mirror-short = Was hier kreist
circle-mirror-link = Was hier kreist
circle-mirror-title = Was in { $circle } kreist
circle-mirror-lead = Wie viel Hilfe wieder herumkommt, und wer sich an wie viele wenden kann. Wöchentlich, gerundet, über mindestens fünf Menschen; nichts davon handelt von einer einzelnen Person.
circle-mirror-voices = aus den Hilfen von { $voices } Menschen oder mehr
circle-mirror-circulation = Hilfe, die wieder herumkommt
circle-mirror-more = Es kommt mehr wieder herum, als der Zufall allein brächte.
circle-mirror-less = Es kommt weniger wieder herum, als der Zufall allein brächte: Hilfe läuft hier in eine Richtung.
circle-mirror-chance = Es kommt etwa so viel wieder herum, wie der Zufall allein brächte.
circle-mirror-direct = kommt zwischen zweien zurück
circle-mirror-around = kommt über drei oder mehr zurück
circle-mirror-one-way = kommt nicht zurück
circle-mirror-by-chance = durch Zufall allein, insgesamt
circle-mirror-how-circulation = Von aller Hilfe, von der Mitglieder im letzten halben Jahr erzählt haben (sie verblasst alle 90 Tage um die Hälfte), nehmen wir den größten Teil, in dem alle so viel bekommen, wie sie geben (eine größte Zirkulation, gefunden als Fluss mit kleinsten Kosten). Was zwischen zweien zurückkommt (Squartini u. a. 2013), steht getrennt von dem, was über drei oder mehr herumkommt. Daneben steht, was zurückkäme, wenn je zwei ihre Rollen zufällig tauschten, in 200 Ziehungen: Ein Zehntel lag darunter, ein Zehntel darüber. Anteile sind auf fünf gerundet. Hilfe, die nicht zurückkommt, ist keine Schuld: Ein Teil geht zu denen, die sie am meisten brauchen.
circle-mirror-coverage = Wer sich an wie viele wenden kann
circle-mirror-two = zwei oder mehr
circle-mirror-one = eine Person
circle-mirror-none = noch niemanden
circle-mirror-how-coverage = Für jede Art der Anteil der Mitglieder, die niemanden, eine Person oder zwei und mehr haben, an die sie sich wenden können: wer ihnen im letzten halben Jahr damit geholfen hat oder es dem Kreis anbietet. Auf Fünftel gerundet.
circle-mirror-nothing = Es braucht fünf oder mehr, die in diesem Kreis von Hilfen erzählt haben, und es wird nicht gezeigt, wo es eine Person preisgeben könnte.
circle-mirror-answers = Antworten auf Bitten
circle-mirror-answered = Von { $asked } Bitten der letzten 90 Tage wurden { $answered } beantwortet.
circle-mirror-within = { $hours ->
    [one] Die Hälfte davon innerhalb einer Stunde.
   *[other] Die Hälfte davon innerhalb von { $hours } Stunden.
}
circle-signs = Frühe Zeichen
circle-signs-audience = die Leitung dieses Kreises
circle-signs-waiting = { $count ->
    [one] Eine Bitte wartet seit mehr als einer Woche, und niemand hat zugesagt.
   *[other] { $count } Bitten warten seit mehr als einer Woche, und niemand hat zugesagt.
}
circle-signs-fall = Weniger Bitten finden eine Antwort als in den Wochen davor.
circle-signs-few = Wenige geben hier die Hälfte der Hilfe oder mehr. Vielleicht freuen sie sich, gefragt zu werden, wie es ihnen geht, und seltener gebeten zu werden.
circle-signs-none = Nichts fällt auf.
percent = { $number } %
mirror-figures = Zahlen
