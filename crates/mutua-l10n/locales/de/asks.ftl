# Bitten, Zusagen, Nachrichten und die erste Seite.

field-effort = Wie viel es braucht
field-timing = Wann es sein soll
field-due = Bis wann
field-chosen = Menschen, die du gewählt hast
field-widen = Sich von selbst erweitern
field-helpers-wanted = Wie viele helfen sollen
field-expires = Tage, die sie offen bleibt
field-on-behalf-of = Für jemand anderen
field-need = Das Anliegen
field-time = Wann
field-ask = Die Bitte
field-anonymous = Ohne deinen Namen

problem-choose-someone = Bitte wähle wenigstens einen Menschen, oder lass den Kreis sie sehen.
problem-too-many = Bitte höchstens { $max }.
problem-end-before-start = Das Ende muss nach dem Anfang kommen.
problem-widen-top = Dieser Kreis liegt in keinem größeren, also gibt es nichts, wohin sie sich von selbst erweitern könnte.

refused-paused = Du machst gerade Pause von diesem Kreis. Komm zuerst zurück, wann immer du magst; es geht nichts verloren.
refused-own-ask = Das ist deine eigene Bitte. Andere können sie zusagen.
conflict-ask-closed = Diese Bitte ist inzwischen geschlossen. Nichts von dem, was du geschrieben hast, ging hinaus.
conflict-ask-open = Diese Bitte lässt sich nicht wieder öffnen: sie ist offen, oder sie wurde zurückgenommen. Du kannst jederzeit neu bitten.
conflict-ask-full = Alle Hilfe, die diese Bitte brauchte, ist gefunden. Danke, dass du da sein wolltest.
conflict-already-pledged = Du hast hier schon zugesagt; deine Zusage gilt.
conflict-pledge-moved = Diese Zusage wurde inzwischen beantwortet oder zurückgenommen. Es ging nichts verloren; die Bitte zeigt, wie es jetzt steht.
conflict-widest = Diese Bitte reicht schon so weit, wie sie kann.
conflict-taken-over = Diese Bitte ist schon deine.

flash-ask-created = Deine Bitte ist draußen. Das Bitten war der schwere Teil.
flash-ask-changed = Geändert. Wer zugesagt hat, hat es erfahren.
flash-ask-withdrawn = Deine Bitte ist zurückgenommen. Du kannst jederzeit wieder bitten.
flash-ask-widened = Jetzt sehen mehr Menschen deine Bitte.
flash-ask-met = Schön zu hören. Deine Bitte ist erfüllt.
flash-ask-reopened = Deine Bitte ist wieder offen.
flash-ask-goes-on = Deine Bitte bleibt offen.
flash-ask-taken-over = Diese Bitte ist jetzt deine.
flash-pledged = Danke. Wer bittet, weiß Bescheid und sagt dir ja oder nein.
flash-pledge-accepted = Du hast ja gesagt. Jetzt seht ihr beide, wie ihr euch erreicht.
flash-pledge-declined = Du hast freundlich nein gesagt.
flash-pledges-declined = Die anderen wissen Bescheid, mit Dank.
flash-pledge-withdrawn = Du hast deine Zusage zurückgenommen. Wer bittet, weiß es.
flash-said = Gesendet.

ask-state-open = Offen
ask-state-met = Erfüllt
ask-state-withdrawn = Zurückgenommen
ask-state-expired = Abgelaufen
effort-minutes = Ein paar Minuten
effort-hour = Etwa eine Stunde
effort-half-day = Ein halber Tag
effort-day = Ein Tag
effort-ongoing = Eine Zeit lang immer wieder
pledge-state-made = Wartet auf ein Ja
pledge-state-accepted = Abgemacht
pledge-state-declined = Diesmal nicht nötig
pledge-state-withdrawn = Zurückgenommen
pledge-state-done = Getan

ask-by-you = Du
ask-by-someone = Jemand von hier
ask-unnamed-mark = (ohne deinen Namen)
ask-for-another = { $writer } bittet für { $asker }
ask-chose-you = Bittet dich, unter wenigen
ask-when-by = bis { $day }
ask-when-choices = Zeiten zur Wahl
ask-you-pledged = Du hast zugesagt
ask-pledges-waiting = { $count ->
    [one] 1 Zusage wartet auf dein Ja
   *[other] { $count } Zusagen warten auf dein Ja
}
ask-places = { $wanted ->
    [one] { $found ->
        [0] Noch niemand gefunden
       *[other] Hilfe ist gefunden
    }
   *[other] { $found } von { $wanted } Helfenden gefunden
}
ask-seen-chosen = { $count ->
    [one] einen Menschen, der gewählt wurde
   *[other] { $count } Menschen, die gewählt wurden
}
ask-seen-up-to = { $circle } und die Kreise darum herum, bis { $widest }
ask-others = { $count ->
    [0] noch niemand sonst
    [one] 1 weiterer Mensch
   *[other] { $count } weitere Menschen
}

asks-title = Bitten
asks-lead = Was Menschen in deiner Nähe brauchen, das Neueste zuerst. Hier stehen nur Bitten, die dich erreichen.
asks-which = Welche Bitten
asks-all = Alle, die mich erreichen
asks-mine = Meine Bitten
asks-any-circle = Jeder Kreis
asks-show = Zeigen
asks-empty-title = Gerade bittet niemand
asks-empty = Das kann heißen, dass alles gut ist, oder dass jemand sich noch nicht getraut hat. Wer anfängt, macht es leichter.
asks-empty-mine-title = Du hast noch nicht gebeten
asks-empty-mine = Die meisten Menschen sagen öfter ja, als wir erwarten. Fang mit etwas Kleinem an.
asks-copy = Als Text für einen Chat
asks-copy-title = Bitten als Text für einen Chat
asks-copy-lead = Titel und Links offener Bitten, ohne Namen. Bitten an gewählte Menschen sind nicht dabei; die Links öffnen sich nur für die, die eine Bitte erreicht.
asks-copy-label = Der Text
asks-copy-plain = Reiner Text
asks-text-none = Gerade bittet niemand.

ask-new-title = Um Hilfe bitten
ask-new-lead = Ein paar Worte reichen. Du kannst sie jederzeit ändern oder zurücknehmen.
ask-title-label = Was brauchst du?
ask-title-hint = Ein paar Worte, etwa „Am Donnerstag eine Fahrt zur Klinik“.
ask-who-legend = Wer darf es sehen?
ask-choose-people = Nur Menschen, die ich wähle
ask-choose-people-hint = Wenn du hier jemanden wählst, sehen nur sie es. Der Kreis unten sieht nichts, solange du es nicht öffnest.
ask-who-line = Sichtbar für die Menschen, die du wählst, oder sonst für den Kreis, der hier markiert ist, und für niemanden darüber hinaus, solange du es nicht öffnest.
ask-anonymous = Meinen Namen erst zeigen, wenn ich zu jemandem ja sage
ask-more = Mehr: Worte, wann, wo, für jemand anderen
ask-words-label = Erzähl ein wenig mehr
ask-due-label = Bis wann
ask-times-label = Zeiten zur Wahl
ask-times-hint = Wer zusagt, wählt eine davon. Lass sie leer, wenn es offen ist.
ask-time-from = Zeit { $n }, von
ask-time-to = bis
ask-widen-hint = Wenn bis dahin niemand gefunden ist, sieht es auch die nächstgrößere Gruppe. Zuerst gewählte Menschen, dann der Kreis, dann der darum herum.
ask-widen-next = { $circle } liegt in { $wider }.
ask-widen-never = Nie von selbst
ask-widen-after = { $days ->
    [one] Nach einem Tag
   *[other] Nach { $days } Tagen
}
ask-behalf-hint = Sie erfahren es, und können die Bitte zu ihrer eigenen machen oder zurücknehmen.
ask-behalf-me = Für mich
ask-send = Bitten
ask-look = Ansehen, wer es sähe
ask-not-now = Jetzt nicht
ask-no-circle-title = Bitten braucht einen Kreis
ask-no-circle = Du bist noch in keinem Kreis. Fang einen an mit Menschen, denen du traust, oder folge einer Einladung; dann kannst du dort bitten.
ask-paused-title = Du machst gerade Pause
ask-paused = Du machst gerade Pause von deinen Kreisen. Komm zuerst in einen zurück, wann immer du magst.
ask-rate-figure = { $answered } von { $asked }
ask-rate = Bitten hier bekamen in den letzten 90 Tagen eine Antwort.
ask-rate-time = Die Hälfte davon kam innerhalb von { $span }.
ask-look-title = So wird es aussehen
ask-look-named = Mit deinem Namen
ask-look-unnamed = Jemand von hier
ask-look-stays = Sie öffnet sich von selbst für niemanden sonst.
ask-look-widens = Sie öffnet sich von selbst für { $circle }: { $day }.
ask-look-nothing-sent = Es wurde noch nichts gesendet.

ask-written-for-you = { $writer } hat diese Bitte für dich geschrieben. Du kannst sie zu deiner machen oder zurücknehmen.
ask-take-over = Zu meiner machen
ask-still-title = Noch nötig?
ask-still-yes = Ja, offen lassen
ask-still-met = Sie ist erfüllt
ask-still-no = Nicht mehr
ask-life = Der Weg dieser Bitte
ask-life-asked = Gebeten
ask-life-pledge = Jemand sagt zu
ask-life-pledged = Zugesagt
ask-life-your-yes = Wartet auf dein Ja
ask-life-their-yes = Wartet auf ein Ja
ask-life-accepted = Abgemacht
ask-life-done = Getan
ask-open-until = Bleibt offen bis: { $day }
ask-chosen-by-you = Du hast gewählt:
ask-contact = So erreichst du { $name }
ask-contact-audience = Sichtbar für euch beide, solange diese Zusage gilt
ask-pledges-title = Wer helfen würde
ask-pledges-audience = Sichtbar nur für dich; wer zugesagt hat, sieht die eigene Zusage
ask-full-hint = Du hast alle Hilfe gefunden, die du wolltest. Die anderen müssen nicht warten.
ask-decline-rest = Den anderen danken und absagen
ask-steps = Was du tun kannst
ask-is-met = Sie ist erfüllt
ask-withdraw = Zurücknehmen
ask-withdraw-title = Diese Bitte zurücknehmen?
ask-withdraw-nobody = Es hat noch niemand zugesagt. Du kannst jederzeit wieder bitten.
ask-withdraw-pledged = { $count ->
    [one] Wer zugesagt hat, erfährt es freundlich. Du kannst jederzeit wieder bitten.
   *[other] Die { $count }, die zugesagt haben, erfahren es freundlich. Du kannst jederzeit wieder bitten.
}
ask-withdraw-do = Zurücknehmen
ask-keep = Behalten
ask-reopen = Wieder öffnen
ask-widen-title = Sollen mehr Menschen sie sehen?
ask-widen-to = Für { $circle } öffnen
ask-widen-will = Alle in { $circle } werden diese Bitte sehen, und wer sie neu sieht, erfährt davon. Enger wird sie danach nicht mehr.
ask-widen-unnamed = Dein Name wird weiter nicht gezeigt.
ask-widen-not = So lassen
ask-edit-title = Diese Bitte ändern
ask-edit-told = Wer zugesagt hat, erfährt es.

pledge-title = Kannst du helfen?
pledge-words = Ein paar Worte
pledge-make = Ich helfe
pledge-hint = Du bist nicht gebunden, bis das Ja kommt. Du kannst es zurücknehmen.
pledge-audience = Sichtbar für dich und die Person, die bittet
pledge-accept = Ja, gern
pledge-accept-name = Ja zu { $name }
pledge-accept-hint = Wenn du ja sagst, seht ihr beide, wie ihr euch erreicht.
pledge-decline = Nein, danke
pledge-decline-name = Freundlich nein zu { $name }
pledge-accepted-name = Du hast ja gesagt zu { $name }
pledge-finish = Sagen, wie es war
pledge-withdraw = Zurücknehmen
pledge-own-title = Deine Zusage
pledge-own-made = Du hast zugesagt. Die Antwort steht noch aus.
pledge-own-accepted = Die Antwort ist ja. Danke, dass du da bist.
pledge-own-declined = Danke für dein Angebot. Diesmal ist es nicht nötig.
pledge-own-withdrawn = Du hast deine Zusage zurückgenommen. Das kann vorkommen.
pledge-own-done = Es ist getan. Danke.
pledge-past-declined = { $name }: du hast freundlich nein gesagt.
pledge-past-withdrawn = { $name } musste absagen.
pledge-past-done = { $name }: getan.

reply-title-decline = Freundlich nein sagen
reply-title-withdraw = Deine Zusage zurücknehmen?
reply-lead-decline = { $name } liest dann: „Danke für dein Angebot. Diesmal ist es nicht nötig.“ Du kannst ein Wort dazuschreiben.
reply-lead-withdraw = Wer bittet, erfährt es, und jemand anderes kann einspringen. Ein Wort dazu hilft.
reply-lead-withdraw-late = Auf dich wird inzwischen gezählt. Wer bittet, erfährt es sofort, damit jemand anderes einspringen kann. Ein Wort dazu hilft.
reply-words-decline = Ein Wort dazu
reply-words-withdraw = Ein Wort an die Person, die bittet
reply-do-decline = Nein sagen
reply-do-withdraw = Zurücknehmen

thread-title = Nachrichten
thread-audience = Sichtbar für die Person, die bittet, und alle, deren Zusage gilt
thread-you = Du
thread-the-asker = Die Person, die bittet
thread-words = An alle schreiben
thread-send = Senden
thread-unnamed-hint = Dein Name wird hier niemandem gezeigt, zu dem du nicht ja gesagt hast.

today-promised = Was ich zugesagt habe
today-asked = Worum ich gebeten habe
today-near = Was ich tun könnte
today-news = Was neu ist
today-reach = So erreicht ihr euch
today-waiting = Die Antwort steht noch aus. Im Moment ist nichts zu tun.
today-paused = Du machst gerade Pause, deshalb steht hier keine Bitte von anderen.
today-new-title = Willkommen
today-new = Mutua beginnt mit einem Kreis: ein paar Menschen, die aufeinander zählen. Fang einen an und lade sie ein, oder öffne die Einladung, die du bekommen hast.
today-quiet-title = Alles ruhig
today-quiet = Gerade bittet niemand. Wenn du bei etwas Hilfe brauchen kannst, macht es dein Anfang für alle leichter.

notice-ask-new = { $actor } bittet in { $circle }: { $ask }
notice-ask-chosen = { $actor } bittet dich, unter wenigen: { $ask }
notice-ask-changed = { $actor } hat eine Bitte geändert, die du zugesagt hast: { $ask }
notice-ask-withdrawn = Diese Bitte wurde zurückgenommen, deine Hilfe ist also nicht mehr nötig. Danke, dass du da warst: { $ask }
notice-ask-withdrawn-for = { $actor } hat eine Bitte zurückgenommen: { $ask }
notice-ask-met = Dafür ist gesorgt. Danke für dein Angebot: { $ask }
notice-ask-expired = Die Zeit deiner Bitte ist abgelaufen. Du kannst sie wieder öffnen: { $ask }
notice-still-needed = Noch nötig? { $ask }
notice-on-behalf = { $actor } hat eine Bitte für dich geschrieben. Du kannst sie zu deiner machen oder zurücknehmen: { $ask }
notice-taken-over = { $actor } hat die Bitte übernommen, die du geschrieben hast: { $ask }
notice-pledge-made = { $actor } möchte dir helfen: { $ask }
notice-pledge-accepted = { $actor } hat ja zu deiner Zusage gesagt. Jetzt seht ihr, wie ihr euch erreicht: { $ask }
notice-pledge-declined = Danke für dein Angebot. Diesmal ist es nicht nötig: { $ask }
notice-pledge-withdrawn = { $actor } muss eine Zusage zurücknehmen. Deine Bitte ist wieder offen: { $ask }
notice-message-new = { $actor } hat geschrieben zu: { $ask }
notice-reminder = Was du zugesagt hast, rückt näher: { $ask }
