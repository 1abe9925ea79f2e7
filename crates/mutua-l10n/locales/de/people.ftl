# Menschen: Anmelden, Dazukommen, das eigene Konto, andere; und was dieser Ort ist.

person-gone = Jemand, der gegangen ist
person-contact = So erreichst du die Person
person-circles = Kreise, in denen ihr beide seid
person-block = Diesen Menschen sperren

field-email = E-Mail-Adresse
field-password = Passwort
field-new-password = Neues Passwort
field-guest-name = Dein Name
field-first-circle = Name deines ersten Kreises
field-time-zone = Zeitzone
field-pronouns = Pronomen
field-language = Sprache
field-contact = Wie man dich erreicht
field-greeting = Ein Wort an die, die du einlädst
field-days = Tage, bis sie endet
field-uses = Wie viele damit dazukommen können
field-word = Das Wort „löschen“
email-hint = Zum Anmelden, und für Neues, das du auswählst. Nur die andere Seite einer angenommenen Zusage sieht sie.
new-password-hint = Zehn Zeichen oder mehr. Ein paar Wörter hintereinander sind gut.

problem-sign-in = Adresse und Passwort gehören nicht zusammen. Versuche es noch einmal, oder lass dir einen Link schicken.
problem-wrong-password = Das ist nicht dein Passwort. Versuche es noch einmal.
problem-address-taken = Mit dieser Adresse gibt es schon ein Konto. Du kannst dich damit anmelden und diese Seite dann noch einmal öffnen.
problem-too-many-tries = Das wurde sehr oft versucht. Zur Sicherheit warte bitte { $minutes ->
        [one] eine Minute
       *[other] { $minutes } Minuten
    } und versuche es noch einmal.
problem-zone = Bitte wähle eine Zeitzone wie Europe/Berlin.
problem-delete-word = Damit sicher ist, dass du es meinst, tippe bitte das Wort: löschen

refused-no-mail = Von hier kann keine Mail gesendet werden, also gibt es keine Links per Mail. Frag die Person, die diesen Ort betreibt.
refused-guest-address = Als Gast hast du hier weder Adresse noch Passwort. Auf deiner Seite kannst du ein volles Konto daraus machen.
refused-guest-token = Zugangsschlüssel sind für volle Konten. Auf deiner Seite kannst du eines daraus machen und behältst alles.
refused-recovery-full = Du hast ein volles Konto: melde dich mit deiner Adresse an, ein Rückweg-Link ist nicht nötig.
refused-many-tokens = Du hast sehr viele Zugangsschlüssel. Widerrufe zuerst einen, den du nicht mehr brauchst.
refused-invitation = Einladen ist Sache derer, die den Kreis betreuen. Du kannst jemanden davon fragen.
conflict-link-over = Dieser Link geht nicht mehr. Es ging nichts verloren.
conflict-address-taken = Diese Adresse gehört inzwischen zu einem anderen Konto. Es wurde nichts geändert.
conflict-already-full = Du hast schon ein volles Konto.
conflict-last-steward = Du betreust einen Kreis mit anderen Mitgliedern allein. Übertrag die Betreuung zuerst; deine Seite sagt, welcher Kreis es ist.
conflict-invitation-expired = Diese Einladung ist zu Ende.
conflict-invitation-used-up = Mit dieser Einladung sind schon so viele gekommen, wie vorgesehen waren.
conflict-invitation-revoked = Diese Einladung wurde zurückgenommen.

notice-asker-left = Jemand, dem du helfen wolltest, hat Mutua verlassen, und die Bitte ist geschlossen.
notice-pledger-left = Jemand, der dir Hilfe zugesagt hatte, hat Mutua verlassen. Deine Bitte steht, wie sie war.
notice-writer-left = Jemand, der eine Bitte für dich geschrieben hatte, hat Mutua verlassen, und die Bitte ist geschlossen. Du kannst selbst darum bitten.
notice-someone-left = Jemand hat Mutua verlassen, und damit { $circle }.

sign-in-title = Anmelden
sign-in-button = Anmelden
sign-in-mail = Lieber einen Link per Mail
sign-in-mail-hint = Der Link meldet dich einmal an, ohne Passwort.
sign-in-carried = Du wurdest inzwischen abgemeldet. Was du geschrieben hast, ist noch da: melde dich an, dann kannst du es senden.
sign-in-demo = Umsehen als
sign-in-other = Ich habe kein Konto, oder bin Gast
sign-in-guest = Gäste melden sich mit ihrem Rückweg-Link an: dem, der dir beim Dazukommen gezeigt wurde.
sign-in-no-account = Konten beginnen hier mit der Einladung in einen Kreis. Bitte jemanden, den du hier kennst, um eine.
go-on-title = Du bist wieder angemeldet
go-on-lead = Was du geschrieben hast, ist noch da.
go-on-button = Weitermachen, wo du warst
mailed-title = Schau in deine Mail
mailed-lead = Wenn es ein Konto mit { $email } gibt, ist ein Link dorthin unterwegs. Er geht einmal, 30 Minuten lang.
mailed-hint = Nach ein paar Minuten nichts da? Schau bei der unerwünschten Mail nach, oder prüfe die Adresse.
mailed-carried = Öffne den Link in diesem Browser und komm dann auf diese Seite zurück. Was du geschrieben hast, ist noch da.
link-title = Bei Mutua anmelden
link-lead = Dieser Link geht einmal. Der Knopf meldet dich auf diesem Gerät an.
link-new-password = Ich möchte auch ein neues Passwort
link-over-title = Dieser Link geht nicht mehr
link-over-sign-in = Links zum Anmelden gehen einmal, 30 Minuten lang. Du kannst dir jederzeit einen neuen schicken lassen.
link-over-recovery = Er wurde durch einen neueren ersetzt, oder er ist nicht vollständig. Wenn du den neueren hast, nimm den; wer deinen Kreis betreut, kann dich wieder einladen.
link-over-setup = Dieser Ort ist schon eingerichtet, oder der Link wurde durch einen neueren ersetzt. Der neueste steht im Protokoll des Servers.
link-over-address = Er wurde schon benutzt, oder ein neuerer wurde geschickt. Auf deiner Seite kannst du dir einen neuen schicken lassen.
recover-title = Willkommen zurück
recover-lead = Das ist der Rückweg-Link von { $name }.
recover-button = Auf diesem Gerät anmelden
recover-hint = Der Link bleibt gültig. Behalte ihn für dich: wer ihn hat, ist du.
recovery-title = Heb diesen Link auf
recovery-lead = Er ist dein Weg zurück, auf jedem Gerät. Er wird nur dieses eine Mal gezeigt.
recovery-keep = Druck ihn aus oder heb ihn auf: in deinen Notizen, oder in einer Nachricht an dich selbst.
recovery-audience = Wer diesen Link hat, kann sich als du anmelden. Gib ihn niemandem.
recovery-go-on = Ich habe ihn. Zum Kreis
recovery-back = Ich habe ihn
recovery-new-title = Ein neuer Rückweg-Link
recovery-new-lead = Er meldet dich auf jedem Gerät an und wird einmal gezeigt.
recovery-new-replaces = Er meldet dich auf jedem Gerät an und wird einmal gezeigt. Der Link, den du jetzt hast, geht dann nicht mehr.
recovery-new-button = Neuen Link machen
setup-title = Willkommen bei Mutua
setup-lead = Noch ist niemand hier. Wer zuerst kommt, betreibt diesen Ort und betreut den ersten Kreis.
setup-circle-hint = Eine Familie, eine Klasse, eine Straße. Du kannst auch später einen anfangen.
setup-button = Anfangen
flash-set-up = Willkommen. Hier sind deine Kreise; lade jemanden in den ersten ein.
flash-signed-out = Du bist abgemeldet.

join-title = Zu { $circle } dazukommen
join-invited-by = { $name } lädt dich ein.
join-about = Worum es geht
join-agreements = Was die Mitglieder voneinander erwarten
join-also = Wer dazukommt, ist auch in { $circle }, dem Kreis darum herum.
join-already = Du bist schon in diesem Kreis.
join-open-circle = Den Kreis öffnen
join-as = Als { $name } dazukommen
join-audience = Die Mitglieder des Kreises sehen deinen Namen.
join-account-title = Mit einem Konto
join-account-lead = Du kannst dich überall anmelden, und erfährst auf Wunsch per Mail, wenn jemand dich braucht.
join-account-button = Mit Konto dazukommen
join-guest-title = Als Gast
join-guest-lead = Nur dein Name. Du bekommst einen Link zum Aufheben, er ist dein Weg zurück. Später kannst du ein Konto daraus machen und behältst alles.
join-guest-button = Als Gast dazukommen
join-have-account = Ich habe hier ein Konto
join-over-expired = Diese Einladung ist zu Ende
join-over-used-up = Diese Einladung ist aufgebraucht
join-over-revoked = Diese Einladung wurde zurückgenommen
join-over-ask = Bitte { $name } um eine neue, wenn du zu { $circle } dazukommen möchtest.
join-over-ask-anyone = Bitte jemanden in { $circle } um eine neue, wenn du dazukommen möchtest.
flash-joined = Du bist dabei. Willkommen.

crumbs = Wo das liegt
invitations-title = Einladungen
invitations-lead = Ein Link, den du weitergibst. Wer ihn öffnet, sieht den Namen des Kreises, worum es geht und seine Abmachungen, und kann dazukommen.
invitations-list = Einladungen bisher
invitations-empty = Noch keine Einladungen. Die erste machst du oben.
invitation-new = Eine neue Einladung
invitation-greeting-hint = Sichtbar für alle, die den Link öffnen.
invitation-days-hint = Leer: sie endet nicht von selbst.
invitation-uses-hint = Leer: beliebig viele.
invitation-create = Einladung machen
invitation-state-open = Offen
invitation-state-expired = Zu Ende
invitation-state-used-up = Aufgebraucht
invitation-state-revoked = Zurückgenommen
invitation-used = { $count ->
    [0] noch ist niemand damit gekommen
    [one] 1 Mensch kam damit
   *[other] { $count } Menschen kamen damit
}
invitation-used-of = { $count } von { $most } kamen damit
invitation-until = bis { $moment }
invitation-no-end = endet nicht von selbst
invitation-revoke = Zurücknehmen
invitation-revoke-title = Diese Einladung zurücknehmen?
invitation-revoke-lead = { $count ->
    [0] Der Link geht sofort nicht mehr. Es ist niemand damit gekommen.
    [one] Der Link geht sofort nicht mehr. Wer damit gekommen ist, bleibt.
   *[other] Der Link geht sofort nicht mehr. Die { $count }, die damit gekommen sind, bleiben.
}
invitation-keep = Behalten
flash-invitation-created = Die Einladung ist da. Kopiere ihren Link und gib ihn weiter.
flash-invitation-revoked = Die Einladung ist zurückgenommen. Wer damit gekommen ist, bleibt.

me-title = Ich
me-guest-title = Du bist als Gast hier
me-guest-lead = Dein Weg zurück ist dein Rückweg-Link. Mit Adresse und Passwort kannst du dich überall anmelden, und alles, was du hier hast, bleibt deins.
me-guest-full = Ein volles Konto daraus machen
me-guest-recovery = Ein neuer Rückweg-Link
me-profile = Was du von dir sagst
me-profile-audience = Sichtbar für: die Menschen in deinen Kreisen, und die, denen du hilfst oder die dir helfen
me-contact-hint = Eine Telefonnummer, oder wo du wohnst.
me-contact-audience = Sichtbar für: die andere Seite einer angenommenen Zusage, und niemanden sonst
me-way-in = Wie du hineinkommst
me-address-link = Adresse ändern
me-address-unconfirmed = Noch nicht bestätigt: der Link liegt in deiner Mail.
me-address-waiting = Wartet auf Bestätigung
me-password-link = Passwort ändern
me-password-set = Ein Passwort setzen
me-tokens-link = Zugangsschlüssel für Programme
me-sessions-link = Wo du angemeldet bist
me-quiet = Neues und Ruhe
me-notices-link = Was du erfährst, und wie
me-blocks-link = Wen du gesperrt hast
me-theme = Hell oder dunkel
me-theme-hint = Für diesen Browser.
theme-auto = Wie das Gerät
theme-light = Hell
theme-dark = Dunkel
me-yours = Deins zum Mitnehmen, deins zum Löschen
me-yours-lead = Alles, was über dich aufgehoben ist, in einer Datei; oder alles weg.
me-export = Alles über mich herunterladen
me-delete-link = Mein Konto löschen
flash-profile-saved = Gespeichert.
flash-theme-saved = Für diesen Browser gespeichert.
address-title = Deine Adresse
address-now = Zurzeit ist sie { $email }.
address-waiting = { $email } wartet auf Bestätigung: ein Link ist dorthin unterwegs.
address-hint = Wir schicken einen Link dorthin. Deine Adresse ändert sich, sobald du ihn öffnest.
address-button = Link schicken
address-confirm-title = Ist das deine Adresse?
address-confirm-lead = { $email } wird oder bleibt die Adresse deines Kontos.
address-confirm-button = Ja, das ist meine
flash-address-mailed = Ein Link ist unterwegs. Deine Adresse ändert sich, sobald du ihn öffnest.
flash-address-confirmed = Danke, deine Adresse ist bestätigt.
password-title = Dein Passwort
password-lead = Wenn du es änderst, werden alle anderen Browser abgemeldet.
password-forgotten = Vergessen? Melde dich ab und lass dir einen Link schicken: auf seiner Seite kannst du ein neues wählen.
flash-password-changed = Dein Passwort ist geändert. Andere Browser wurden abgemeldet.
full-title = Ein volles Konto daraus machen
full-lead = Deine Kreise, Bitten und Zusagen bleiben, wie sie sind. Dein Rückweg-Link geht dann nicht mehr; von da an meldest du dich mit deiner Adresse an.
full-button = Ein volles Konto daraus machen
flash-full = Du hast jetzt ein volles Konto.
sessions-title = Wo du angemeldet bist
sessions-lead = Jeder Browser, in dem du angemeldet bist. Beende, was du nicht kennst oder nicht brauchst.
session-unknown = Ein Browser, der seinen Namen nicht sagt
session-this = dieser hier
session-since = seit { $moment }
session-seen = zuletzt benutzt { $ago }
session-end = Abmelden
sessions-end-others = Überall sonst abmelden
flash-session-ended = Dieser Browser ist abgemeldet.
flash-sessions-ended = Alle anderen Browser sind abgemeldet.
tokens-title = Zugangsschlüssel
tokens-lead = Mit einem Zugangsschlüssel kann ein Programm hier tun, was du tun kannst. Gib jedem Programm seinen eigenen.
tokens-empty = Noch keine Zugangsschlüssel.
token-new-title = Der Zugangsschlüssel „{ $name }“
token-new-lead = Kopiere ihn jetzt: er wird nur dieses eine Mal gezeigt.
token-create-title = Ein neuer Zugangsschlüssel
token-name-hint = Wofür er ist.
token-days-hint = Leer: er endet nicht von selbst.
token-create = Zugangsschlüssel machen
token-made = gemacht { $moment }
token-used = zuletzt benutzt { $ago }
token-unused = noch nicht benutzt
token-until = bis { $moment }
token-ended = zu Ende
token-revoke = Widerrufen
token-revoke-title = Diesen Zugangsschlüssel widerrufen?
token-revoke-lead = Programme, die „{ $name }“ benutzen, gehen sofort nicht mehr.
token-keep = Behalten
flash-token-revoked = Der Zugangsschlüssel geht nicht mehr.
me-delete-title = Dein Konto löschen?
me-delete-needed = Hier braucht es zuerst jemand anderen zur Betreuung
me-delete-needed-lead = Du betreust diesen Kreis allein, und andere sind darin. Öffne den Kreis, übertrag die Betreuung und komm zurück.
me-delete-goes = Was für immer geht
me-delete-goes-account = Dein Name, deine Adresse, dein Passwort, wie man dich erreicht, deine Einstellungen und dein Neues
me-delete-goes-words = Jedes Wort, das du geschrieben hast: Bitten, Nachrichten, Zusagen, Angebote, Dank
me-delete-goes-needs = Die Anliegen, die du für dich behalten hast, deine Check-ins und dein Unterstützungsteam. Sie sind mit deinem eigenen Schlüssel verschlüsselt, und der Schlüssel geht: niemand kann sie wieder lesen, auch in Sicherungen nicht.
me-delete-goes-asks = { $count ->
    [0] Du hast keine offenen Bitten.
    [one] Deine offene Bitte wird geschlossen, und wer zugesagt hat, erfährt es.
   *[other] Deine { $count } offenen Bitten werden geschlossen, und wer zugesagt hat, erfährt es.
}
me-delete-goes-promises = { $count ->
    [0] Niemand wartet auf eine Zusage von dir.
    [one] Deine Zusage wird zurückgenommen, und wer darauf wartet, erfährt es.
   *[other] Deine { $count } Zusagen werden zurückgenommen, und wer darauf wartet, erfährt es.
}
me-delete-goes-circles = { $count ->
    [0] Du bist in keinem Kreis.
    [one] Du verlässt deinen Kreis. Wenn sonst niemand darin ist, endet er.
   *[other] Du verlässt deine { $count } Kreise. Die, in denen sonst niemand ist, enden.
}
me-delete-stays = Was bleibt, ohne deinen Namen
me-delete-stays-helps = Dass geholfen wurde: es ist auch die Erinnerung der anderen Person. Dort steht „Jemand, der gegangen ist“.
me-delete-stays-team = Wer dich in seinem Unterstützungsteam hatte, behält den Namen, unter dem du dort stehst, wie in einem eigenen Adressbuch. Er führt nirgends mehr hin.
me-delete-stays-thanks = Dank, den andere dir geschrieben haben, bleibt bei denen, die ihn schrieben.
me-delete-stays-record = Was du beim Betreuen in das Protokoll eines Kreises geschrieben hast.
me-delete-export = Vielleicht möchtest du vorher eine Kopie behalten.
me-delete-word = löschen
me-delete-word-hint = Tippe es, um zu zeigen, dass du es meinst.
me-delete-button = Mein Konto löschen
me-delete-keep = Mein Konto behalten
flash-deleted = Dein Konto ist weg. Pass auf dich auf.

mail-sign-in-subject = Dein Link zum Anmelden
mail-sign-in = Hier ist dein Link zum Anmelden bei Mutua. Er geht einmal, 30 Minuten lang:

    { $link }

    Wenn du ihn nicht wolltest, kannst du ihn lassen: es geschieht nichts, bis der Link geöffnet wird.
mail-address-subject = Ist das deine Adresse?
mail-address = Jemand hat diese Adresse für ein Konto bei Mutua angegeben. Wenn du das warst, bestätige sie hier:

    { $link }

    Wenn du es nicht warst, kannst du es lassen: dann geschieht nichts.
mail-address-changed-subject = Deine Adresse wurde geändert
mail-address-changed = Die Adresse deines Kontos bei Mutua wurde geändert, deshalb kommt an diese keine Mail mehr.

    Wenn du das nicht warst, schreib der Person, die diesen Ort betreibt: { $link }

landing-title = Ein Zuhause für Menschen, die aufeinander zählen
landing-lead = Familien, Freundeskreise, Klassen, Teams und Nachbarschaften bitten hier, bieten an, sagen zu, helfen und danken.
landing-asking = Bitten ist das Schwerste, deshalb kommt es zuerst: drei Zeilen reichen, und du wählst, wer sie sieht. Die meisten Menschen helfen lieber, als wir denken.
landing-no-ledger = Niemand führt Buch. Es gibt keine Punkte und keine Schulden; Annehmen gehört so sehr dazu wie Geben.
landing-here = Diesen Ort betreiben Menschen für Menschen, die sie kennen, und er gehört ihnen. Alles, was du schreibst, kannst du mitnehmen oder löschen.
landing-link = Hast du einen Link bekommen? Öffne ihn: er führt dich hinein. Sonst gibt es nichts, wofür man sich eintragen müsste.
landing-example = Eine Bitte, wie Menschen sie hier sehen. Sie ist erfunden.
landing-ask-state = Zugesagt
landing-ask-title = Am Donnerstag eine Fahrt zur Klinik
landing-ask-words = Mein Auto ist in der Werkstatt, und der Bus braucht zwei Stunden. Ich könnte den ganzen Vormittag.
landing-ask-audience = Sichtbar für: Lindenstraße
landing-ask-places = 1 von 2 Helfenden gefunden
landing-thanks-state = Getan, mit Dank
landing-thanks-words = „Du bist den ganzen Abend geblieben. Das hat mehr geholfen, als du weißt.“

about-title = Über diesen Ort
about-lead = Mutua ist ein Zuhause für Menschen, die aufeinander zählen.
about-what = In Kreisen (Familie, Freunde, Klasse, Team, Straße) bitten Menschen um Hilfe, bieten sie an, sagen sie zu, helfen und danken. Kreise können in Kreisen liegen.
about-no-ledger = Hier wird nicht Buch geführt: keine Punkte, keine Schulden, keine Ranglisten. Geben und Annehmen gehören beide dazu.
about-who-title = Wer ihn betreibt
about-who = Dieser Server wird betrieben von: { $names }.
about-who-nobody = Noch hat niemand diesen Ort eingerichtet.
about-who-sees = Ihn zu betreiben öffnet nicht, was Menschen hier schreiben: wer was sieht, gilt für alle gleich.
about-how-title = Wie man kommt, wie man geht
about-how = Menschen kommen durch die Einladung in einen Kreis. Frag jemanden, den du hier kennst.
about-leave = Du kannst jederzeit einen Kreis verlassen, alles über dich herunterladen oder dein Konto löschen, auf deiner eigenen Seite.
about-address = Adresse
about-version = Version

privacy-lead = Alles hier sagt gleich dazu, wer es sieht. Das sind die Regeln dahinter, für alle.
privacy-asks = Eine Bitte sehen die, für die sie geöffnet wurde: gewählte Menschen, oder ein Kreis. Weiter geht sie nur, wenn wer bittet es will.
privacy-anonymous = Eine Bitte ohne Namen zeigt ihn nur denen, deren Zusage angenommen wurde; auch den Betreuenden nicht.
privacy-contact = Wie jemand zu erreichen ist, sieht die andere Seite einer angenommenen Zusage, und niemand sonst.
privacy-helps = Eine Hilfe bleibt zwischen denen, die sie gaben und bekamen. Ein Kreis liest Dank nur, wenn beide es wollen.
privacy-team = Dein Unterstützungsteam gehört dir allein. Wer darin steht, erfährt es nicht; ein Kontakt von außen kann mit einem Kreis geteilt werden, nur Name und Wege.
privacy-needs = Ein Anliegen, das du für dich behältst, ist mit deinem eigenen Schlüssel verschlüsselt. Niemand sonst liest es, und niemand zählt es.
privacy-stewards = Betreuende kümmern sich um Einladungen, Bewerbungen und Abmachungen. Von Bitten und Hilfen sehen sie nicht mehr als jedes Mitglied.
privacy-administrator = Wer den Server betreibt, kann ihn einrichten und am Laufen halten. Mutua zeigt dabei nicht mehr von Menschen als deren eigene Kreise. Die Datenbank und ihr Schlüssel liegen aber dort: vertrau so weit, wie du jemandem einen Hausschlüssel anvertraust.
privacy-block = Wenn du jemanden sperrst, seht ihr beide nicht mehr, was die andere Seite schreibt, und niemand erfährt davon.
privacy-delete = Was du löschst, ist weg. Wenn du dein Konto löschst, gehen deine Worte, und dein Schlüssel mit ihnen.
privacy-outside = Nichts wird anderswohin gesendet: keine Verfolgung, keine Werbung, kein Server anderer Firmen. Cookies gibt es dafür, dass du angemeldet bleibst, für hell oder dunkel, und für eine Meldung, die einmal gezeigt wird.
privacy-table-title = Die Regeln im Einzelnen
privacy-table-lead = Zu jedem Ding und dem, was man damit tut: wer es darf. Eines davon genügt. Was hier nicht steht, wird verweigert.
privacy-thing = Was
privacy-verb = Was man damit tut
privacy-who = Wer es darf
privacy-blocked = Wer gesperrt ist oder aus einem Kreis ferngehalten wird, darf nicht, was immer sonst gilt.

thing-instance = Dieser Ort als Ganzes
thing-new-circle = Ein neuer Kreis
thing-open-circle-face = Name eines Kreises, der Bewerbungen annimmt
thing-circle-face = Name eines Kreises, der keine annimmt
thing-circle-inside = Das Innere eines Kreises
thing-membership = Eine Mitgliedschaft
thing-invitation = Eine Einladung
thing-application = Eine Bewerbung
thing-record = Was Betreuende getan haben, und warum
thing-ask = Eine Bitte
thing-asker-name = Der Name hinter einer Bitte ohne Namen
thing-thread = Die Worte zu einer Bitte
thing-pledge = Eine Zusage
thing-contact = Wie jemand zu erreichen ist
thing-help = Eine Hilfe
thing-thanks = Dank
thing-shared-thanks = Dank, den der Kreis liest
thing-loan = Eine Leihe
thing-offer = Ein Angebot
thing-kept-need = Ein behaltenes Anliegen
thing-check-in = Ein Check-in
thing-shared-check-in = Ein geteilter Check-in
thing-group-answer = Die Antwort eines Kreises auf „Wie geht es uns?“
thing-circle-mirror = Was die Auswertung über einen Kreis sagt
thing-circle-signs = Frühe Zeichen aus dem Leben eines Kreises
thing-mirror = Was der Spiegel über das eigene Angewiesensein sagt
thing-care-agreement = Dass die Sorge zwischen zwei Menschen vereinbart ist
thing-capacity = Wozu jemand in einer Woche bereit ist
thing-circle-capacity = Wie viel Raum zum Helfen ein Kreis hat
thing-suggestion = Dass jemand für eine Bitte in Frage kommt
thing-supporter = Jemand in einem Unterstützungsteam
thing-shared-contact = Ein Kontakt, den ein Kreis liest
thing-profile = Name, Pronomen, Sprache
thing-account = Sitzungen, Zugangsschlüssel, Neues, Einstellungen
verb-see = sehen
verb-create = anfangen
verb-edit = ändern
verb-answer = beantworten
verb-end = beenden
verb-tell = erzählen, was war
standing-nobody = alle
standing-stranger = alle Angemeldeten
standing-guest = Gäste im Kreis
standing-member = Mitglieder
standing-paused-member = Mitglieder in Pause
standing-left-member = Menschen, die gegangen sind
standing-blocked-person = gesperrte Menschen
standing-asker = wer bittet
standing-chosen = dafür gewählte Menschen
standing-pledger = wer zugesagt hat
standing-giver = wer hilft
standing-receiver = wem geholfen wurde
standing-coach = wer begleitet
standing-steward = Betreuende
standing-parent-steward = Betreuende des Kreises darum herum
standing-administrator = wer diesen Ort betreibt
standing-owner = wem es gehört

api-lead = Alles, was die Seiten können, können auch Programme.
api-token-title = Wie man anfängt
api-token = Mach einen Zugangsschlüssel für dein Programm und sende ihn mit jeder Anfrage.
api-example = Ein Beispiel
api-ways = Anfragen und Antworten sind JSON. Fehler sind Problemdokumente (RFC 9457). Lange Listen kommen in Seiten: sende, was in "next" steht, als "cursor". Ein POST mit Idempotency-Key lässt sich gefahrlos noch einmal senden.
api-machine = Dasselbe für Maschinen:
api-resources = Ressourcen
api-parameters = Parameter
api-body = Inhalt
api-answers = Antworten:
