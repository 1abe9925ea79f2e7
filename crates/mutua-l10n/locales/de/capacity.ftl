# Was jemand zu geben bereit ist, Vorschläge, Zuordnen.
capacity-title = Was du geben kannst
capacity-lead = Sag, was du in einer Woche zu geben bereit bist. Vorschläge und Nachrichten halten sich daran, und niemand erfährt, warum.
capacity-week = Diese Woche
capacity-paused = Du machst Pause von allem. Dir wird nichts vorgeschlagen, und neue Bitten schicken dir keine Mail.
capacity-much = Das ist mehr, als wozu du bereit bist. Du musst es nicht allein tragen.
capacity-bar = Gegeben und versprochen in dieser Woche, neben dem, wozu du bereit bist
capacity-given = Gegeben
capacity-promised = Versprochen
capacity-ready = Bereit zu
capacity-unsaid = nicht gesagt
capacity-nothing = vorerst nichts
duration-minutes = { $minutes ->
    [one] eine Minute
   *[other] { $minutes } Minuten
}
duration-hours = { $hours ->
    [one] eine Stunde
   *[other] { $hours } Stunden
}
duration-both = { $hours } Std. { $minutes } Min.
capacity-promises = Ist etwas viel geworden?
capacity-promises-lead = Du kannst ein Versprechen weitergeben oder um eine zweite Person bitten. Du stehst zu deinem Wort, bis jemand anderes gefunden ist; so bleibt niemand allein.
wish-second = Um eine zweite Person bitten
wish-hand-over = Weitergeben
wish-none = Ich mache es wie versprochen
wish-hand-over-waits = Du möchtest das weitergeben. Es ist deins, bis jemand anderes gefunden ist.
wish-second-waits = Du hast um eine zweite Person gebeten. Noch ist niemand gefunden.
wish-own-waits = Du hast darum gebeten, dass jemand anderes das übernimmt oder teilt. Dein Wort gilt, bis jemand gefunden ist.
wish-much = Ist es viel geworden?
wish-hint = Wer gebeten hat, erfährt deinen Wunsch, aber nicht, warum. Dann ist Platz für jemand anderen.
wish-asked-hand-over = { $name } möchte das weitergeben und steht dazu, bis jemand anderes gefunden ist.
wish-asked-second = { $name } wäre froh über eine zweite Person.
capacity-how = Die Woche geht von Montag bis Sonntag in deinem eigenen Kalender. Was du gegeben hast, zählt, wie du es erzählt hast, oder wie die andere Seite, oder ungefähr, wie gebeten wurde: ein paar Minuten als 15, eine Stunde als 60, ein halber Tag als 240, ein Tag als 480, etwas Fortlaufendes als 60 in der Woche; wovon niemand die Dauer erzählt hat, als 30. Was du versprochen hast, zählt ungefähr, wie gebeten wurde, wenn es für diese Woche ist oder noch keine Zeit hat.
capacity-say = Wozu du bereit bist
capacity-minutes = In einer Woche, alles zusammen
capacity-times = Wann du meistens Zeit hast
capacity-times-hint = Nichts angekreuzt heißt, dass jede Zeit gehen kann.
field-paused-until = Bis
field-wish = Wunsch
day-monday = Montag
day-tuesday = Dienstag
day-wednesday = Mittwoch
day-thursday = Donnerstag
day-friday = Freitag
day-saturday = Samstag
day-sunday = Sonntag
day-part-morning = morgens
day-part-afternoon = nachmit{"\u00AD"}tags
day-part-evening = abends
capacity-pause = Eine Pause von allem
capacity-pause-lead = Niemand erfährt es, und niemand sieht es. Was du versprochen hast, bleibt versprochen; weitergeben kannst du es oben.
capacity-pause-begin = Pause machen
capacity-pause-until = Am { $day } bist du zurück.
capacity-pause-open = Sie dauert, bis du zurückkommst.
capacity-resume = Ich bin zurück
flash-wish-hand-over = Wer gebeten hat, weiß es nun. Es bleibt deins, bis jemand anderes gefunden ist.
flash-wish-second = Wer gebeten hat, weiß nun, dass du froh über eine zweite Person wärst.
flash-wish-none = Gut. Es geht weiter wie versprochen.
flash-not-for-me = Das wird dir nicht mehr vorgeschlagen. Niemand erfährt es.

today-break = Du machst Pause
today-break-change = Zurückkommen oder ändern
today-much = Du trägst viel in dieser Woche
today-much-choices = Sieh, was du tun kannst
today-load = In dieser Woche hast du { $given } gegeben und { $promised } versprochen.
today-ready = Du bist zu { $time } in der Woche bereit.
today-ready-unsaid = Du hast nicht gesagt, wie viel du geben kannst.
suggestion-not-for-me = Nichts für mich
suggestion-matched = Wer den Kreis betreut, hat gefragt, wer helfen kann, und es kam auf dich.
suggestion-why-chosen = Du wurdest gebeten, unter wenigen.
suggestion-why-skills = Du bietest an, was gebraucht wird.
suggestion-why-times = Du hast dann Zeit.
suggestion-why-near = Ihr seid euch nah.
suggestion-why-possible = Vielleicht kannst du das tun.
suggestion-why-last-place = Es füllt, wozu du diese Woche bereit bist, und nicht mehr als das.
notice-ask-suggested = Das könnte etwas für dich sein; nur du wurdest gefragt, und nein ist in Ordnung: { $ask }
notice-pledge-hand-over = { $actor } möchte ein Versprechen weitergeben und steht dazu, bis jemand anderes gefunden ist: { $ask }
notice-pledge-second = { $actor } wäre froh über eine zweite Person: { $ask }
notice-pledge-kept = { $actor } macht es doch wie versprochen: { $ask }
notice-pledge-handed-over = Jemand anderes macht es jetzt. Danke, dass du dazu gestanden hast: { $ask }
notice-pledge-second-found = Eine zweite Person hilft dir dabei: { $ask }

matching-title = Bitten zuordnen
matching-want = Dieser Kreis möchte, dass offene Bitten zugeordnet werden
matching-want-hint = Wer den Kreis betreut, kann dann jede offene Bitte einem Mitglied vorschlagen lassen, das sie erfüllen könnte. Niemand wird ohne eigenes Ja eingeteilt.
matching-lead = Jede offene Bitte, die wartet, wird einem Mitglied vorgeschlagen, das sie erfüllen könnte.
matching-what = Wer gefragt wird, erfährt es allein, mit dem Grund, und kann nein sagen, ohne dass es jemand weiß. Du siehst, wie viele Bitten jemanden gefunden haben, und welche niemanden.
matching-make = Jetzt vorschlagen
matching-done = Getan
matching-none-open = Keine offene Bitte wartet auf jemanden.
matching-suggested = { $suggested } von { $open } offenen Bitten, die warten, sind bei jemandem, der sie erfüllen könnte.
matching-nobody = Für diese wurde niemand gefunden, der Raum hat. Ein weiterer Kreis könnte helfen:
matching-back = Zurück zum Kreis
matching-audience = Wem eine Bitte vorgeschlagen wurde, sieht nur diese Person.
matching-how = Was nah ist, was Menschen anbieten und wann sie Zeit haben, gibt jeder Zuordnung einen Preis; jede weitere Bitte an dieselbe Person kostet mehr, und niemand bekommt mehr, als wozu er bereit ist. Wer nichts gesagt hat, wird um eins nach dem anderen gebeten. Bitten, die länger warten, wiegen mehr. Von allen Zuordnungen wird die genommen, die insgesamt am wenigsten kostet (Fluss mit kleinsten konvexen Kosten; Ahuja, Magnanti und Orlin 1993).
refused-matching-off = Dieser Kreis möchte nicht, dass Bitten zugeordnet werden. Wer ihn betreut, kann das unter „Den Kreis ändern“ ändern.

circle-capacity = Raum zum Helfen
circle-capacity-free = Etwa { $hours } Stunden in der Woche sind hier noch frei, alle zusammen.
circle-capacity-ready = Von etwa { $hours }, zu denen Menschen bereit sind.
circle-capacity-voices = Über mindestens { $voices } Menschen.
circle-capacity-none = Es gibt nicht genug, um zu sagen, wie viel Raum zum Helfen da ist.
circle-capacity-how = Einmal in der Woche zählen wir zusammen, wozu Mitglieder bereit sind, und was davon weder gegeben noch versprochen ist. Es wird auf fünf Stunden gerundet, nur gezeigt, wenn mindestens fünf etwas gesagt haben, und zurückgehalten, wenn eine bis vier Personen den Unterschied zum letzten Mal machen.
