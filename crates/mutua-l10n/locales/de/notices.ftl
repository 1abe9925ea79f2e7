# Neues, die Mails darüber, und die Links in Mails.

notices-title = Neues
notices-lead = Was geschah, während du weg warst, das Neueste zuerst.
notices-empty-title = Noch nichts
notices-empty = Wenn jemand zusagt, hilft, dir dankt oder dich bittet, steht es hier.
notices-unread-mark = Neu
notices-mark-all = Alles gelesen
notices-settings-link = Worüber du Mail bekommst
notices-someone = Jemand
notices-an-ask = eine Bitte
notices-audience = Sichtbar für: nur dich
flash-notices-read = Alles gelesen.

notices-settings-title = Worüber du Mail bekommst
notices-settings-lead = Alles steht immer unter Neues. Hier wählst du, was auch per Mail kommt, und wann.
notices-settings-no-mail = Von hier gehen keine Mails hinaus. Deine Wahl wird aufgehoben, bis es so weit ist.
notices-settings-no-address = Für Mail braucht es eine bestätigte Adresse von dir. Bis dahin steht alles unter Neues.
notices-settings-add-address = Adresse eintragen
notices-default = Wenn du nichts anderes wählst: { $mode }.
notices-daily-when = Die tägliche Mail kommt einmal, um sieben Uhr morgens bei dir, und nur wenn etwas Ungelesenes da ist.
flash-notice-settings-saved = Gespeichert.

notices-mode-instant = Sofort
notices-mode-daily = Einmal am Tag
notices-mode-off = Nie

notices-kind-new-ask = neue Bitten
notices-kind-pledge = Zusagen zu deinen Bitten
notices-kind-answer = Antworten auf deine Zusagen
notices-kind-message = Nachrichten
notices-kind-help = Hilfen mit dir
notices-kind-thanks = Dank
notices-kind-still-needed = die Frage, ob deine Bitte noch nötig ist
notices-kind-on-behalf = Bitten, die für dich geschrieben wurden
notices-kind-reminder = Erinnerungen
notices-kind-membership = Kommen und Gehen
notices-kind-check-in = die Frage, wie es dir geht
notices-kind-shared-check-in = was andere mit dir teilen
notices-kind-keep-touch = mit wem du in Kontakt sein möchtest

field-notice-setting = Wann Mail kommt

notices-legend-new-ask = Neue Bitten
notices-legend-pledge = Zusagen zu deinen Bitten
notices-legend-answer = Antworten auf deine Zusagen
notices-legend-message = Nachrichten
notices-legend-help = Hilfen mit dir
notices-legend-thanks = Dank
notices-legend-still-needed = Noch nötig?
notices-legend-on-behalf = Bitten, die für dich geschrieben wurden
notices-legend-reminder = Erinnerungen
notices-legend-membership = Kommen und Gehen
notices-legend-check-in = Wie geht es uns?
notices-legend-shared-check-in = Was andere mit dir teilen
notices-legend-keep-touch = In Kontakt bleiben

notices-about-new-ask = Jemand bittet um Hilfe, und die Bitte erreicht dich.
notices-about-pledge = Jemand sagt dir Hilfe zu, oder muss sie zurücknehmen.
notices-about-answer = Jemand sagt ja oder nein zu deiner Zusage.
notices-about-message = Jemand schreibt in einer Bitte, an der du beteiligt bist.
notices-about-help = Jemand erzählt von einer Hilfe zwischen euch.
notices-about-thanks = Jemand dankt dir.
notices-about-still-needed = Ab und zu fragen wir, ob eine offene Bitte von dir noch nötig ist.
notices-about-on-behalf = Jemand schreibt eine Bitte für dich, und du kannst sie übernehmen.
notices-about-reminder = Was du zugesagt hast, rückt näher.
notices-about-membership = Jemand kommt dazu, geht, oder hat eine andere Rolle.
notices-about-check-in = Wir fragen, wie es dir geht, so oft du es gewählt hast.
notices-about-shared-check-in = Jemand lässt dich sehen, wie es geht, wollte, dass du es erfährst, wenn es schwer bleibt, oder möchte eure Tage gemeinsam ansehen.
notices-about-keep-touch = Es ist eine Weile her, dass du mit jemandem aus deinem Team in Kontakt warst, in dem Abstand, den du gewählt hast.

mail-sent-by = Gesendet von Mutua auf { $place }.
mail-open = In Mutua öffnen
mail-open-notices = Alles Neue ansehen
mail-act-pledge = Ansehen und sagen, ob du helfen kannst
mail-act-answer = Ja oder nein sagen
mail-act-still-needed = Sagen, ob sie noch nötig ist
mail-act-finish = Wenn es getan ist, sag es hier
mail-act-help = Sagen, ob du es auch so siehst, oder danke sagen
mail-act-explained = Der erste Link geht ohne Anmelden, zwei Wochen lang, und nur für dich. Bitte gib diese Mail nicht weiter.
mail-act-explained-daily = Einige dieser Links gehen ohne Anmelden, zwei Wochen lang, und nur für dich. Bitte gib diese Mail nicht weiter.
mail-turn-off = Keine Mail mehr über: { $what }
mail-turn-off-daily = Keine tägliche Mail mehr
mail-choose = Wählen, worüber du Mail bekommst

mail-subject-new-ask = Eine neue Bitte in { $circle }
mail-subject-pledge = Zu einer Hilfe für dich in { $circle }
mail-subject-answer = Zu deiner Zusage in { $circle }
mail-subject-message = Eine neue Nachricht in { $circle }
mail-subject-help = Von einer Hilfe mit dir in { $circle } wurde erzählt
mail-subject-thanks = Dank für dich in { $circle }
mail-subject-still-needed = Deine Bitte in { $circle }: noch nötig?
mail-subject-on-behalf = Eine Bitte für dich in { $circle }
mail-subject-reminder = Eine Erinnerung aus { $circle }
mail-subject-membership = Neues aus { $circle }
mail-subject-check-in = Wie geht es uns?
mail-subject-shared-check-in = Jemand hat etwas mit dir geteilt
mail-subject-keep-touch = Jemand, von dem du vielleicht hören möchtest
mail-subject-daily-one = { $count ->
    [one] Eines ist neu in { $circle }
   *[other] { $count } Dinge sind neu in { $circle }
}
mail-subject-daily-many = { $count ->
    [one] Eines ist neu in { $circles } Kreisen
   *[other] { $count } Dinge sind neu in { $circles } Kreisen
}
mail-daily-intro = Das ist seit deiner letzten Mail geschehen, und du hast es noch nicht gelesen.

mail-seen-new-ask = Die Bitte sehen alle, die sie erreicht. Wenn du zusagst, sieht das nur die Person, die bittet.
mail-seen-pledge = Die Zusage sehen nur du und die Person, die zugesagt hat.
mail-seen-answer = Deine Zusage sehen nur du und die Person, die gebeten hat.
mail-seen-message = Nur wer an der Bitte beteiligt ist, sieht ihre Nachrichten.
mail-seen-help = Nur ihr beide seht diese Hilfe.
mail-seen-thanks = Dank seht ihr beide, und der Kreis nur, wenn ihr es beide wollt.
mail-seen-still-needed = Nur du wurdest das gefragt.
mail-seen-on-behalf = Nur du und die Person, die sie geschrieben hat, wissen davon.
mail-seen-reminder = Nur du wurdest erinnert.
mail-seen-membership = Wer in einem Kreis ist, sehen seine Mitglieder.
mail-seen-check-in = Nur du wurdest gefragt, und deine Antwort gehört dir.
mail-seen-shared-check-in = Nur die, die sie gewählt haben, haben es erfahren.
mail-seen-keep-touch = Nur du hast es erfahren, die andere Person nicht.
mail-seen-daily = Diese Mail ist für dich allein.

conflict-link-old = Dieser Link geht nicht mehr: er ist über zwei Wochen alt, oder du hast seitdem alle Sitzungen beendet. Melde dich an, um weiterzumachen.

unsubscribe-title = Diese Mail abstellen?
unsubscribe-lead = Du bekommst dann keine Mail mehr über: { $what }. Alles steht weiter unter Neues.
unsubscribe-daily = Du bekommst dann keine tägliche Mail mehr. Alles steht weiter unter Neues.
unsubscribe-button = Abstellen
unsubscribe-keep = Behalten
unsubscribe-done-title = Abgestellt
unsubscribe-done = Du bekommst keine Mail mehr über: { $what }.
unsubscribe-done-daily = Du bekommst keine tägliche Mail mehr.
unsubscribe-change = Ändern, worüber du Mail bekommst

do-title = Was möchtest du tun?
do-for = Dieser Link kam per Mail an { $name }. Ihn zu öffnen hat nichts geändert.
do-open = In Mutua öffnen
do-seen-circle = Gebeten in { $circle }. Andere sehen es nur so weit, wie die Person, die bittet, es will.
do-seen-two = Sichtbar für: euch beide
do-help-between = { $giver } hat { $receiver } geholfen
do-outcome-done = Es wurde getan.
do-outcome-partly = Ein Teil wurde getan.
do-outcome-did-not-happen = Es kam nicht dazu.
do-pledge-of = { $name } würde es tun.
do-time = Wann könntest du?
do-moved-on = Hier ist nichts mehr zu tun: es war schon getan, oder es ist inzwischen anders. Danke, dass du geschaut hast.
do-words-pledge = Ein paar Worte an die Person, die bittet
do-words-decline = Ein paar freundliche Worte
do-words-thank = Dein Dank
do-pledge = Ich mache es
do-accept = Ja, gern
do-decline = Nein, danke
do-still-needed = Ja, noch nötig
do-not-needed = Nein, nicht mehr
do-reopen = Noch einmal bitten
do-done = Es ist getan
do-agree = Ja, so war es
do-thank = Danke sagen

done-pledge = Deine Zusage steht
done-next-pledge = Wer gebeten hat, weiß es und antwortet dir.
done-accept = Du hast ja gesagt
done-next-accept = Die andere Person weiß es. In Mutua seht ihr jetzt, wie ihr euch erreicht.
done-decline = Du hast freundlich nein gesagt
done-next-decline = Die andere Person weiß es. Deine Bitte bleibt, wie sie ist.
done-still-needed = Deine Bitte bleibt offen
done-next-still-needed = Wir fragen in einer Weile wieder.
done-not-needed = Deine Bitte ist geschlossen
done-next-not-needed = Wer zugesagt hat, weiß es, mit Dank.
done-reopen = Deine Bitte ist wieder offen
done-next-reopen = Alle, die sie erreicht hat, sehen sie wieder.
done-done = Danke, dass du geholfen hast
done-next-done = Die Person, der du geholfen hast, kann jetzt erzählen, wie es war.
done-agree = Ihr seht es beide so
done-next-agree = Nur ihr beide seht diese Hilfe.
done-thank = Dein Dank ist gesagt
done-next-thank = Nur die Person, der du dankst, sieht ihn.
