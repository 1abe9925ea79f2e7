# Wörter, die viele Seiten brauchen.
#
# For translators: people are addressed as "du", and named by what they do ("wer bittet") rather than by words that have
# a gender. The words: ask Bitte, pledge Zusage, help Hilfe, offer Angebot, need Anliegen, circle Kreis, steward Betreuende.

app-name = Mutua
app-tagline = Ein Zuhause für Menschen, die aufeinander zählen

nav-today = Heute
nav-circles = Kreise
nav-asks = Bitten
nav-offers = Angebote
nav-needs = Anliegen
nav-notices = Neues
nav-me = Ich
nav-ask = Um Hilfe bitten
nav-skip = Zum Inhalt
nav-main = Hauptmenü
nav-sign-in = Anmelden
nav-sign-out = Abmelden
nav-unread = { $count ->
    [one] 1 neu
   *[other] { $count } neu
}
footer-about = Über diesen Ort
footer-privacy = Wer was sieht
footer-api = API

action-save = Speichern
action-cancel = Abbrechen
action-back = Zurück
action-edit = Ändern
action-copy = Kopieren
action-copied = Kopiert
action-older = Ältere
action-more = Mehr
action-yes = Ja
action-no = Nein
optional = freiwillig

kind-practical = Praktisch
kind-emotional = Seelisch
kind-economic = Wirtschaftlich
kind-ecological = Ökologisch
kind-moral = Moralisch
kind-practical-hint = Hände, Werkzeug, Fahrten, Können
kind-emotional-hint = Zuhören, Gesellschaft, Trost
kind-economic-hint = Geld, Sachen, geteilte Kosten
kind-ecological-hint = Garten, Reparatur, der Ort, den wir teilen
kind-moral-hint = Jemandem beistehen, ein ehrliches Wort
kind-any = Jede Art
kind-label = Art der Hilfe

date-today = heute
date-tomorrow = morgen
date-yesterday = gestern
date-near = { $weekday }, { $day }. { $month }
date-far = { $day }. { $month } { $year }
date-month = { $month } { $year }
date-moment = { $day }, { $time } Uhr
ago-now = gerade eben
ago-minutes = { $count ->
    [one] vor einer Minute
   *[other] vor { $count } Minuten
}
ago-hours = { $count ->
    [one] vor einer Stunde
   *[other] vor { $count } Stunden
}
ago-days = { $count ->
    [one] vor einem Tag
   *[other] vor { $count } Tagen
}
span-minutes = { $count ->
    [one] einer Minute
   *[other] { $count } Minuten
}
span-hours = { $count ->
    [one] einer Stunde
   *[other] { $count } Stunden
}
span-days = { $count ->
    [one] einem Tag
   *[other] { $count } Tagen
}
weekday-1 = Mo
weekday-2 = Di
weekday-3 = Mi
weekday-4 = Do
weekday-5 = Fr
weekday-6 = Sa
weekday-7 = So
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember

problem-summary = { $count ->
    [one] Eines braucht noch einen Blick. Es wurde noch nichts gespeichert, und was du geschrieben hast, ist noch da.
   *[other] { $count } Dinge brauchen noch einen Blick. Es wurde noch nichts gespeichert, und was du geschrieben hast, ist noch da.
}
problem-required = Bitte ausfüllen.
problem-too-long = Das ist länger als { $max } Zeichen.
problem-email = Das sieht nicht nach einer E-Mail-Adresse aus.
problem-password-short = Bitte mindestens { $min } Zeichen.
problem-password-simple = Bitte mehr als drei verschiedene Zeichen mischen.
problem-password-common = Dieses gehört zu den ersten, die ausprobiert werden. Gut sind vier Wörter, die nicht zusammengehören.
problem-choice = Bitte eines davon wählen.
problem-number = Bitte eine ganze Zahl von { $min } bis { $max }.
problem-date = Bitte ein Datum wie 2026-03-31.
problem-moment = Bitte Tag und Uhrzeit angeben.
problem-past = Das ist schon vorbei.
problem-taken = Das hat hier schon jemand.

error-title-not-found = Hier ist nichts
error-not-found = Unter dieser Adresse ist nichts, oder es ist für dich nicht offen. Es ging nichts verloren.
error-title-refused = Das ist nicht deine Sache
error-title-sign-in = Bitte anmelden
error-sign-in = Dafür musst du angemeldet sein. Es ging nichts verloren.
error-title-conflict = Inzwischen ist es anders
error-title-too-many = Einen Moment, bitte
error-too-many = Das war mehr, als wir in kurzer Zeit annehmen können. Bitte versuche es in { $seconds } Sekunden noch einmal. Es ging nichts verloren.
error-title-internal = Bei uns ist etwas schiefgegangen
error-internal = Dabei wurde nichts gespeichert, und was vorher gespeichert war, ist noch da. Bitte versuche es gleich noch einmal. Wenn es so bleibt, nenne der Person, die diesen Ort betreibt, diese Nummer: { $id }
error-busy = Die Datenbank ist gerade beschäftigt oder nicht da. Dabei wurde nichts gespeichert, und was vorher gespeichert war, ist noch da. Bitte versuche es noch einmal. Nummer: { $id }
error-full = Dort, wo dieser Ort alles aufbewahrt, ist kein Platz mehr. Dabei wurde nichts gespeichert, und was vorher gespeichert war, ist noch da. Sag es der Person, die diesen Ort betreibt; sobald sie Platz geschaffen hat, kannst du es noch einmal senden. Nummer: { $id }
error-damaged = Was dieser Ort aufbewahrt, lässt sich nicht richtig lesen. Dabei wurde nichts gespeichert. Bitte sag es gleich der Person, die diesen Ort betreibt, mit dieser Nummer: { $id }
error-uncertain = Die Datenbank war genau in diesem Augenblick weg, deshalb wissen wir nicht, ob das gespeichert wurde. Was vorher gespeichert war, ist noch da. Bitte sieh nach, ob es da ist, bevor du es noch einmal sendest. Nummer: { $id }
error-kept = Was du geschrieben hast, ist noch hier.
error-send-again = Noch einmal senden
error-title-bad-request = Das konnten wir nicht lesen
error-bad-request = Was ankam, hatte keine Form, die wir verstehen. Es wurde nichts gespeichert, und nichts ging verloren.
refused-default = Du kannst das sehen, aber dieser Schritt ist nicht deiner.
conflict-default = Jemand war schneller, oder es war schon getan. Es ging nichts verloren; so steht es jetzt.
nav-ask-short = Bitten
nav-helps = Hilfen
nav-team = Team
nav-pages = Seiten
title-error = Fehler:
action-close = Schließen
refused-other-site = Das kam von der Seite einer anderen Website, deshalb haben wir es nicht getan. Wenn du es warst, tu es bitte von hier aus noch einmal.
problem-form = Wir konnten nicht lesen, was gesendet wurde.
problem-too-large = Das ist mehr, als auf einmal hineinpasst.
problem-media-type = Was ankam, gibt sich als etwas anderes aus, als diese Adresse annimmt. Nichts wurde gespeichert.
problem-packed = Was ankam, ist komprimiert. Bitte sende es unverpackt; es wurde nichts gespeichert.
problem-slow = Was gesendet wurde, kam nicht rechtzeitig an. Es wurde nichts gespeichert, und nichts ging verloren: Bitte sende es noch einmal.
problem-method = Diese Art von Anfrage nimmt diese Adresse nicht an. Nichts wurde gespeichert.
problem-cursor = Das ist keine Stelle in dieser Liste.
field-form = Das Formular
field-cursor = Zeiger
field-limit = Höchstzahl
conflict-idempotency = Dieser Idempotenzschlüssel wurde schon für etwas anderes benutzt.
problem-idempotency-key = Ein Idempotenzschlüssel hat 1 bis 200 Zeichen.

language-begun = begonnen
