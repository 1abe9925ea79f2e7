# Das Team, das trägt: wer dazugehört, was fließt, in Kontakt bleiben, Kontakte, die ein Kreis liest.

team-title = Dein Unterstützungsteam
team-link = Sehen, wer zu dir steht und zu wem du stehst
team-lead = Die Menschen, auf die du zählst und die auf dich zählen: aus Freundschaft, Familie, Beruf, Begleitung. Ob sie hier sind oder nicht.
team-untold = Wer hier steht, erfährt es nicht und kann es nicht sehen.
team-add = Jemanden dazunehmen
team-add-lead = Denk an einen Menschen. Mehr dazu kannst du später sagen.
team-add-button = Ins Team nehmen
team-empty-title = Wer steht zu dir?
team-empty = Fang mit einem Menschen an, den du anrufen könntest. Es hilft, die Namen vor sich gesehen zu haben, bevor ein Tag schwer wird.
team-import-link = Aus den Kontakten deines Telefons
team-picture = Dein Team als Bild
team-picture-more = Du in der Mitte, die anderen ringsum. Eine Linie zu dir ist, was sie dir geben, eine gestrichelte zu ihnen, was du ihnen gibst; die Zeichen darauf sind die Arten. Die Tabelle darunter sagt dasselbe.
team-you = Du
team-key-gives = was sie dir geben
team-key-receives = was du ihnen gibst
team-left-out = { $count ->
    [one] Jemand steht nur in der Tabelle darunter.
   *[other] { $count } weitere stehen nur in der Tabelle darunter.
}
team-gaps = Was dir noch niemand gibt
team-gaps-lead = Niemand hat alles. Aber es ist leichter, jemanden zu suchen, bevor man ihn braucht.
team-gap-practical = Noch niemand für praktische Hilfe
team-gap-emotional = Noch niemand für seelische Unterstützung
team-gap-economic = Noch niemand für wirtschaftliche Hilfe
team-gap-ecological = Noch niemand für den Ort, den ihr teilt
team-gap-moral = Noch niemand für moralischen Beistand
team-gap-ask = Deinen Kreis bitten
team-gap-think = An jemanden denken
team-gap-offers = Sehen, was angeboten wird
team-gap-keep = Als Anliegen behalten
team-who = Wer dazugehört
team-table = Wer dazugehört, was sie für dich sind, was sie dir geben und was du ihnen gibst, und wann ihr zuletzt in Kontakt wart
team-gives = Sie geben dir
team-receives = Du gibst ihnen
team-last = Zuletzt in Kontakt
team-flows = Nach Art
team-flows-give = Geben es dir
team-flows-receive = Bekommen es von dir
team-shared-with = geteilt mit { $circle }
team-export = Das Team als Kontakte mitnehmen
team-export-hint = Eine Datei (vCard) mit Namen, Wegen und Notizen für dein Telefon. Was fließt und was jemand für dich ist, steht nicht darin.
team-sort = Was sind sie für dich?
team-rhythm = Wie oft möchtet ihr in Kontakt sein?
team-rhythm-hint = Wenn es so weit ist, steht es auf deiner ersten Seite, nur für dich. Eine Hilfe zwischen euch, Dank oder Worte zu einer Bitte lassen es neu beginnen.
team-ways-hint = Eine Nummer, eine Adresse, „zweimal klingeln“; je eines in einer Zeile.
team-member-none = Jemand anderes, mit Namen
team-name-hint = Lass es leer, wenn du jemanden von hier gewählt hast.
team-share = Darf ein Kreis Name und Wege lesen?
team-share-hint = Gut für einen Haushalt: die Ärztin, der Nachbar mit dem Schlüssel. Frag sie vorher. Was sie für dich sind, was fließt und deine Notiz bleiben bei dir.
team-share-nobody = Nein, nur ich
team-share-circle = { $circle } ({ $count ->
    [one] ein Mensch liest es
   *[other] { $count } Menschen lesen es
})
team-shared-audience = Name und Wege liest { $circle }. Alles andere siehst nur du.
team-name-kept = ein Name, den du behältst; er führt hier nirgends mehr hin
team-profile = Die Seite der Person hier
team-touched = Zuletzt in Kontakt: { $day }.
team-card = Als Kontakt mitnehmen
team-change = Ändern, was du behältst
team-remove = Aus dem Team nehmen
team-remove-title = { $name } aus deinem Team nehmen?
team-remove-lead = Was du dazu behalten hast, ist dann endgültig weg. Niemand erfährt davon, so wie niemand erfuhr, dass der Name hier stand.
team-remove-not = Behalten

team-import-title = Aus den Kontakten deines Telefons
team-import-lead = Wähle eine Datei mit Kontakten (vCard, .vcf). Deine Kontakte-App macht eine unter Exportieren oder Teilen. Du siehst, was darin steht, bevor etwas behalten wird.
team-import-hint = Bis 8 MB und 500 Karten. Fotos werden übergangen.
team-import-look = Ansehen
team-import-audience = Die Datei selbst wird nicht behalten.
team-look-title = Was darin steht
team-look-lead = Noch ist nichts behalten. Wähle, wen du in deinem Team möchtest; ein Adressbuch ist etwas anderes.
team-look-nameless = { $count ->
    [one] Eine Karte hat keinen Namen und wurde übergangen.
   *[other] { $count } Karten haben keinen Namen und wurden übergangen.
}
team-look-take = Ins Team
team-look-known = (jemand mit diesem Namen ist schon da)
team-look-keep = Alle Angekreuzten dazunehmen

touch-title = In Kontakt bleiben
touch-days = { $count ->
    [0] Du und { $name } wart heute in Kontakt.
    [one] Du und { $name } wart gestern in Kontakt.
   *[other] Es ist { $count } Tage her, dass du und { $name } in Kontakt wart.
}
touch-weeks = { $count ->
    [2] Es ist zwei Wochen her, dass du und { $name } in Kontakt wart.
    [3] Es ist drei Wochen her, dass du und { $name } in Kontakt wart.
    [4] Es ist vier Wochen her, dass du und { $name } in Kontakt wart.
    [5] Es ist fünf Wochen her, dass du und { $name } in Kontakt wart.
    [6] Es ist sechs Wochen her, dass du und { $name } in Kontakt wart.
   *[other] Es ist { $count } Wochen her, dass du und { $name } in Kontakt wart.
}
touch-months = { $count ->
    [2] Es ist zwei Monate her, dass du und { $name } in Kontakt wart.
    [3] Es ist drei Monate her, dass du und { $name } in Kontakt wart.
    [4] Es ist vier Monate her, dass du und { $name } in Kontakt wart.
   *[other] Es ist { $count } Monate her, dass du und { $name } in Kontakt wart.
}
touch-yes = Wir waren in Kontakt
touch-reach = Wie du sie erreichst
touch-rest = Vorerst ruhen lassen
touch-rhythm-none = Wie es kommt
touch-rhythm-weekly = Jede Woche
touch-rhythm-fortnightly = Alle zwei Wochen
touch-rhythm-monthly = Jeden Monat
touch-rhythm-quarterly = Alle drei Monate
touch-rhythm-is-none = Danach, wie es kommt.
touch-rhythm-is-weekly = Du möchtest jede Woche in Kontakt sein.
touch-rhythm-is-fortnightly = Du möchtest alle zwei Wochen in Kontakt sein.
touch-rhythm-is-monthly = Du möchtest jeden Monat in Kontakt sein.
touch-rhythm-is-quarterly = Du möchtest alle drei Monate in Kontakt sein.

supporter-sort-friend = Freundschaft
supporter-sort-family = Familie
supporter-sort-professional = Beruflich
supporter-sort-mentor = Begleitung
supporter-sort-other = Anderes

contacts-title = Kontakte, die Mitglieder teilen
contacts-lead = Die Ärztin, der Nachbar mit dem Schlüssel, die Tante, die immer Rat weiß.
contacts-empty-title = Hier teilt noch niemand einen Kontakt
contacts-empty = Jemand aus deinem Unterstützungsteam kann mit diesem Kreis geteilt werden: Name und Wege, und sonst nichts.
contacts-by = Geteilt von { $name }
contacts-mine = Von dir geteilt
contacts-audience = Was geteilt ist, geht, wenn geht, wer es teilt.

kindness-team = Deine eigenen Leute
flash-team-added = Jetzt im Team.
flash-team-in-touch = Gut. Es beginnt von neuem.
flash-team-rests = Es ruht vorerst.
flash-team-removed = Nicht mehr im Team.
flash-team-imported = Jetzt im Team.

field-member = Jemand von hier
field-sort = Was sie sind
field-gives = Was sie dir geben
field-receives = Was du ihnen gibst
field-ways = Wege, sie zu erreichen
field-note = Eine Notiz
field-cards = Die Datei
field-take = Wen du dazunimmst
field-supporters = Unterstützende
problem-on-team = Steht schon in deinem Team.
problem-share-member = Nur ein Kontakt von außen kann geteilt werden.
problem-cards-none = Das sieht nicht nach einer Datei mit Kontakten (vCard) aus.
problem-cards-line = In Zeile { $line } konnten wir nicht weiterlesen. Nichts wurde behalten.
problem-cards-cut = Die Datei endet mitten in einer Karte, in Zeile { $line }. Nichts wurde behalten.
problem-cards-many = Das sind mehr als { $max } Karten. Bitte exportiere weniger.
problem-cards-large = Das sind mehr als { $max } MB. Bitte exportiere ohne Fotos oder weniger Kontakte.
conflict-team-full = Mehr als 200 Menschen passen in kein Team. Nichts kam dazu; was da war, bleibt.
notice-keep-touch = Jemand aus deinem Team würde sich vielleicht freuen, von dir zu hören.
