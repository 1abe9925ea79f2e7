# Kreise, Mitgliedschaften, Bewerbungen, Sperren.

circles-title = Kreise
circles-new = Neuer Kreis
circles-empty-title = Du bist noch in keinem Kreis
circles-empty = Ein Kreis sind Menschen, die aufeinander zählen: eine Familie, eine Klasse, eine Straße. Fang einen an, oder folge einer Einladung.
circles-members = { $count ->
    [one] 1 Mitglied
   *[other] { $count } Mitglieder
}
circles-applied = Du möchtest dazukommen. Die Antwort der Betreuenden steht noch aus.
circles-paused = Du machst gerade Pause
circle-new-title = Ein neuer Kreis
circle-new-lead = Drei Menschen reichen. Du kannst das alles später ändern.
circle-create = Kreis anfangen
circle-edit-title = Den Kreis ändern
flash-circle-created = Dein Kreis ist da. Lade jemanden ein.
flash-circle-changed = Der Kreis ist geändert.

field-name = Name
field-about = Worum es geht
field-agreements = Abmachungen
field-place = Wo
field-parent = Liegt in
field-joining = Wie man dazukommt
field-questions = Fragen an alle, die dazukommen möchten
field-until = Bis
field-reason = Grund
field-afterwards = Danach
field-to = Wer den Kreis von jetzt an betreut
field-answer-1 = Erste Antwort
field-answer-2 = Zweite Antwort
field-answer-3 = Dritte Antwort
field-answer-4 = Vierte Antwort
field-answer-5 = Fünfte Antwort
problem-questions = Bitte höchstens { $max } Fragen.
circle-agreements-hint = Was ihr voneinander erwartet, in euren Worten.
circle-place-hint = Eine Straße, ein Campus, ein Haus. Nur Mitglieder sehen es.
circle-parent-hint = Ein Haushalt in einer Straße, eine Klasse auf einem Campus. Die Betreuenden jenes Kreises erfahren den Namen und wie viele ihr seid, und nichts von dem, was darin geschieht.
circle-questions-hint = Wer sich bewirbt, beantwortet sie, und die Betreuenden lesen die Antworten. Lass sie leer, um nichts zu fragen.
circle-question = Frage { $number }
joining-invitation = Auf Einladung
joining-hint-invitation = Nur wer einen Link von Betreuenden bekommt. Sonst erfährt niemand von dem Kreis.
joining-application = Auf Bewerbung
joining-hint-application = Wer die Adresse hat, sieht den Namen und worum es geht, und kann sich bewerben. Betreuende antworten.
joining-nested = Auf Bewerbung, und über innere Kreise
joining-hint-nested = Wie auf Bewerbung. Außerdem ist, wer in einen Kreis darin kommt, auch in diesem.

circle-crumbs = Wo dieser Kreis liegt
circle-ask = Hier bitten
circle-offer = Etwas anbieten
circle-invite = Jemanden einladen
circle-edit = Den Kreis ändern
circle-asks = Offene Bitten
circle-all-asks = Alle Bitten hier
circle-people = Menschen
circle-all-members = { $count ->
    [one] Nur du
   *[other] Alle { $count }
}
circle-nested = Kreise darin
circle-nest = Neuer Kreis darin
circle-nested-empty = Noch keine. Ein kleinerer Kreis kann das Bitten leichter machen.
circle-nested-mine = du bist dabei
circle-more = Mehr zu diesem Kreis
circle-pause = Pause machen
circle-pause-change = Meine Pause ändern
circle-resume = Ich bin wieder da
circle-leave = Verlassen
circle-step-down = Betreuung abgeben
circle-you-pause = Du machst hier gerade Pause: du siehst alles, und niemand bittet dich.
circle-applications-wait = { $count ->
    [one] Ein Mensch möchte dazukommen
   *[other] { $count } Menschen möchten dazukommen
}
circle-face-lead = Was darin geschieht, sehen nur die Mitglieder.
circle-apply = Dazukommen
circle-apply-sign-in = Anmelden, um dazuzukommen

members-title = Mitglieder
members-you = das bist du
members-guest = Gast
members-paused = macht Pause
members-since = seit { $day }
members-name-steward = Betreuung übertragen
members-end-steward = Betreuung beenden
members-remove = Aus dem Kreis entfernen
role-steward = Betreut den Kreis
role-member = Mitglied
role-name-title = Soll { $name } den Kreis mitbetreuen?
role-name-lead = Wer betreut, lädt ein, antwortet auf Bewerbungen und achtet auf die Abmachungen. Auch Menschen entfernen gehört dazu. Die Person erfährt es, und das Protokoll des Kreises hält es fest.
role-name = Betreuung übertragen
role-end-title = { $name }: wieder Mitglied?
role-end-lead = Die Person bleibt als Mitglied im Kreis. Sie erfährt es, und das Protokoll des Kreises hält es fest.
role-end = Wieder zum Mitglied machen
flash-steward-named = Getan. Die Person weiß es.
flash-steward-ended = Getan. Die Person weiß es.

remove-title = { $name } aus dem Kreis entfernen?
remove-lead = Die Person erfährt es sofort, mit deinem Grund. Ihre offenen Bitten und Zusagen hier enden, und wer auf sie gezählt hat, erfährt es freundlich. Habt ihr miteinander gesprochen?
remove-reason-hint = Was war, in Worten, die du auch ins Gesicht sagen würdest.
remove-seen-by = { $name } und die Betreuenden
remove-do = Entfernen
afterwards-may-come-back = Rückkehr möglich
afterwards-may-come-back-hint = Durch eine neue Einladung oder Bewerbung.
afterwards-kept-out = Bleibt draußen
afterwards-kept-out-hint = Bis Betreuende es wieder erlauben. Nur wo jemand geschützt werden muss.
flash-removed = Getan. Die Person weiß es, mit deinem Grund.

pause-title = Pause machen
pause-lead = Du siehst weiter, was in { $circle } geschieht, und niemand bittet dich um etwas. Was du schon zugesagt hast, bleibt zugesagt.
pause-until-hint = Der Tag, an dem du wieder da bist. Lass ihn leer, um zurückzukommen, wann du magst.
pause-do = Pause machen
flash-paused = Ruh dich gut aus. Du kannst jederzeit zurückkommen.
flash-resumed = Schön, dass du wieder da bist.

leave-title = { $circle } verlassen?
leave-lead = Du siehst dann nicht mehr, was dort geschieht. Du kannst zurückkommen, wenn dich jemand wieder einlädt.
leave-ends-lead = Außer dir ist niemand mehr hier. Wenn du gehst, endet der Kreis, und niemand sieht mehr etwas davon.
leave-asks = { $count ->
    [one] Deine offene Bitte hier wird zurückgenommen.
   *[other] Deine { $count } offenen Bitten hier werden zurückgenommen.
} Wer zugesagt hat, erfährt es freundlich.
leave-pledges = { $count ->
    [one] Deine Zusage hier wird zurückgenommen, und wer gebeten hat, erfährt es.
   *[other] Deine { $count } Zusagen hier werden zurückgenommen, und wer gebeten hat, erfährt es.
}
leave-offers = { $count ->
    [one] Dein Angebot hier wird geschlossen.
   *[other] Deine { $count } Angebote hier werden geschlossen.
}
leave-do = Den Kreis verlassen
leave-stay = Bleiben
flash-left = Du hast den Kreis verlassen. Danke, dass du dabei warst.
step-down-title = Die Betreuung abgeben?
step-down-lead = Du bleibst als Mitglied im Kreis. Die anderen betreuen ihn weiter.
step-down-alone-lead = Du bist allein in diesem Kreis, es gibt also niemanden, der ihn übernehmen könnte. Du kannst jemanden einladen oder gehen.
step-down-do = Betreuung abgeben
flash-stepped-down = Danke, dass du den Kreis betreut hast.
hand-over-lead = Du betreust ihn allein. Wähle, wer ihn von jetzt an betreut; die Person erfährt es. Frag sie am besten vorher.
hand-over-do = Übergeben und bleiben
hand-over-leave = Übergeben und gehen
no-successor-lead = Du betreust ihn allein, und alle anderen hier sind Gäste oder machen Pause, niemand könnte den Kreis also betreuen. Lade jemanden mit vollem Konto ein, oder bitte einen Gast, eine Adresse einzutragen. Dann übergib.

apply-title = Zu { $circle } dazukommen
apply-do = Senden
apply-seen-by = die Betreuenden dieses Kreises
apply-waiting = Du möchtest dazukommen. Die Antwort der Betreuenden steht noch aus; du erfährst sie.
apply-withdraw = Zurücknehmen
apply-signed-out = Nach dem Anmelden kannst du dich bei diesem Kreis bewerben.
flash-applied = Gesendet. Du erfährst es, wenn Betreuende geantwortet haben.
flash-application-withdrawn = Deine Bewerbung ist zurückgenommen. Du kannst dich jederzeit wieder bewerben.
applications-title = Bewerbungen
applications-empty-title = Niemand wartet
applications-empty = Wer zu diesem Kreis dazukommen möchte, steht hier, bis Betreuende antworten.
applications-seen-by = die Betreuenden
applications-words = Einem Nein ein freundliches Wort mitgeben
applications-words-label = Ein freundliches Wort
applications-yes = Willkommen heißen
applications-no = Jetzt nicht
flash-application-yes = Die Person ist dabei und weiß es.
flash-application-no = Die Person weiß es, freundlich gesagt.

record-title = Protokoll
record-lead = Was Betreuende getan haben, und warum. Wer betroffen ist, liest den eigenen Teil ebenfalls.
record-empty = Hier steht nichts, und das ist gut so.
record-kept-out = Bleiben zurzeit draußen
record-let-back = Wieder zulassen
record-by = durch { $name }
record-someone = jemand, dessen Konto gelöscht ist
record-seen-by = die Betreuenden, und jede Person ihren Teil
record-removed = Entfernt
record-blocked = Entfernt und ferngehalten
record-unblocked = Wieder zugelassen
record-steward-named = Betreuung übertragen
record-steward-ended = Wieder Mitglied
record-declined = Bewerbung nicht angenommen
flash-let-back = Die Person darf jetzt wiederkommen und weiß es.
my-records-link = Was über mich festgehalten ist
my-records-title = Was über dich festgehalten ist
my-records-lead = Was Betreuende deiner Kreise getan haben, das dich betrifft, und warum.
my-records-empty = Über dich ist nichts festgehalten.
my-records-seen-by = nur dich
my-records-stewards = Wenn du es anders siehst, kannst du mit denen sprechen, die den Kreis betreuen: { $names }.
my-record-removed = Du bist nicht mehr in diesem Kreis. Du kannst zurückkommen, wenn dich jemand einlädt.
my-record-blocked = Du bist nicht mehr in diesem Kreis, und die Betreuenden bitten dich, vorerst fernzubleiben.
my-record-unblocked = Du darfst wieder in diesen Kreis kommen.
my-record-steward-named = Du betreust den Kreis seitdem.
my-record-steward-ended = Du bist seitdem wieder Mitglied.
my-record-declined = Deine Bewerbung wurde diesmal nicht angenommen. Du kannst dich wieder bewerben.

block-link = Sperren…
block-title = { $name } sperren?
block-lead = Wenn ihr nichts miteinander zu tun haben sollt. Du brauchst keinen Grund.
block-asks = Ihr seht keine Bitten und Angebote voneinander mehr.
block-pledges = Was ihr einander zugesagt habt, gilt nicht mehr. Die andere Seite erfährt, dass es nicht mehr gilt, nicht warum.
block-names = In gemeinsamen Kreisen seht ihr weiter eure Namen.
block-quiet = Niemand erfährt, dass du jemanden gesperrt hast, auch keine Betreuenden. Du kannst es jederzeit aufheben.
block-already = Du hast diesen Menschen schon gesperrt.
block-do = Sperren
block-undo = Sperre aufheben
blocks-title = Wen du gesperrt hast
blocks-lead = Du siehst nichts von ihnen, und sie sehen nichts von dir.
blocks-empty = Du hast niemanden gesperrt.
flash-blocked = Getan. Niemand erfährt es.
flash-unblocked = Getan. Ihr seht wieder Bitten und Angebote voneinander.

refused-barred = Die Betreuenden dieses Kreises haben diesen Menschen gebeten, vorerst fernzubleiben. Betreuende können das aufheben.
refused-guest-steward = Ein Gast kann nicht betreuen. Mit einem vollen Konto (einer Adresse oder einem Passwort) geht es.
refused-guest-circle = Ein Kreis braucht Betreuende mit vollem Konto. Trag eine Adresse oder ein Passwort in dein Konto ein, dann kannst du einen anfangen.
refused-by-invitation = In diesen Kreis kommt man auf Einladung. Frag jemanden, der darin ist.
refused-remove-self = Du kannst dich nicht selbst entfernen. Du kannst den Kreis verlassen.
refused-block-self = Du kannst dich nicht selbst sperren. Sei gut zu diesem Menschen.
conflict-hand-over = Du betreust ihn allein, und andere blieben zurück. Übergib den Kreis zuerst.
conflict-last-person = Du bist allein in diesem Kreis, es gibt also niemanden, der ihn übernehmen könnte. Du kannst jemanden einladen oder gehen.
conflict-paused-steward = Dieser Mensch macht gerade Pause. Frag noch einmal, wenn die Pause vorbei ist.
conflict-already-in = Du bist schon in diesem Kreis.
conflict-answered = Diese Bewerbung ist schon beantwortet oder zurückgenommen.

notice-joined = { $actor } ist jetzt in { $circle }.
notice-circle-nested = { $actor } hat { $circle } angefangen, einen Kreis in deinem.
notice-circle-ended = { $circle } ist zu Ende: die letzte Person ist gegangen. Niemand kann deine Bewerbung mehr beantworten.
notice-steward-named = Du betreust jetzt { $circle }: { $actor } hat dir die Betreuung übertragen.
notice-steward-ended = Du bist in { $circle } wieder Mitglied und betreust den Kreis nicht mehr.
notice-pause-over = Deine Pause in { $circle } ist vorbei. Schön, dass du wieder da bist.
notice-removed = Du bist nicht mehr in { $circle }. Der Grund steht unter „Was über dich festgehalten ist“. Du kannst zurückkommen, wenn dich jemand einlädt.
notice-kept-out = Du bist nicht mehr in { $circle }, und die Betreuenden bitten dich, vorerst fernzubleiben. Der Grund steht unter „Was über dich festgehalten ist“.
notice-let-back = Du darfst wieder in { $circle } kommen, auf Einladung oder Bewerbung.
notice-applied = { $actor } möchte zu { $circle } dazukommen.
notice-application-yes = Willkommen: du bist jetzt in { $circle }.
notice-application-no = { $circle } kann dich diesmal nicht aufnehmen. Was die Betreuenden sagen, steht unter „Was über dich festgehalten ist“. Du kannst dich wieder bewerben.
notice-pledge-released = Die Zusage für „{ $ask }“ gilt nicht mehr. Du hast nichts falsch gemacht und musst nichts tun.
