### Programme und das Steuern der Läufe, Postausgang, Protokoll, Plätze, Zustand.

column-state = Stand
column-time = Auslosung
column-programme = Programm
column-trigger = Ausgelöst durch
column-groups = Gruppen
column-new-connections = Neue Verbindungen
column-left-out = Ohne Platz
column-value = Wert
column-gap = Lücke
column-seconds = Dauer
gap-none = 0, bewiesen
seconds-short = { $number } s
date-zone = { $zone } (UTC{ $offset })

admin-programmes-title = Programme, die Sie leiten
admin-programmes-lead = Jedes Programm lost seine Runden selbst aus, an den Terminen, die Sie ihm geben. Sie können vorausschauen, einen Plan anhalten und ihn zurücknehmen.
admin-programmes-empty-title = Noch kein Programm
admin-programmes-empty = Legen Sie das erste an: Sie sagen, wie oft, und sehen die nächsten fünf Termine, bevor etwas geschieht. Niemand wird gefragt oder angeschrieben, bevor Leute dabei sind und die erste Auslosung kommt.
programme-new = Neues Kaffeeprogramm
programme-next-draw = Nächste Auslosung
programme-joined = Dabei
programme-last-run = Letzte Runde
programme-no-run = Noch keine Runde
programme-in-teams =
    { $n ->
        [one] in { $n } Team
       *[other] in { $n } Teams
    }
programme-state-draft = Entwurf
programme-state-active = Läuft
programme-state-paused = Pausiert
programme-state-ended = Beendet
programme-no-draw-draft = Noch nicht offen
programme-no-draw-active = Kein Termin in den nächsten fünf Jahren
programme-no-draw-paused = Keine, bis es fortgesetzt wird
programme-no-draw-ended = Vorbei
programme-owned-by = Verantwortlich: { $owner }
programme-waiting-title = Ein Plan wartet.
programme-waiting = { $round } hat einen Plan, von dem noch niemand weiß.
programme-waiting-link = Ansehen und entscheiden
programme-tile-joined = sind dabei
programme-tile-standing = sagten zu jeder Runde ja
programme-tile-ask = werden jede Runde gefragt
programme-tile-paused = pausieren heute
programme-tile-resting =
    { $n ->
        [0] niemand ruht
        [one] { $n } Person ruht nach stillen Runden
       *[other] { $n } ruhen nach stillen Runden
    }
programme-draw-now = Jetzt eine Runde auslosen
programme-edit = Ändern
programme-open = Öffnen
programme-resume = Fortsetzen
programme-pause = Pausieren
programme-end = Beenden
programme-part-dates = Nächste Auslosungen
programme-part-facts = So läuft es
programme-part-rounds = Runden
programme-all-runs = Alle Läufe dieses Programms
programme-fact-nobody-asked = Niemand: nur wer zu jeder Runde ja gesagt hat, ist dabei
programme-fact-asked =
    { $n ->
        [one] { $n } Tag vor der Auslosung
       *[other] { $n } Tage vor der Auslosung
    }
programme-fact-cross = Nur Leute verschiedener Teams
programme-fact-any = Auch Leute desselben Teams
programme-fact-approve = Wartet, bis jemand ihn freigibt
programme-fact-release-at-once = Geht von selbst sofort hinaus
programme-fact-release-after = Geht nach { $hours } h von selbst hinaus, wenn ihn niemand anhält

dry-run-title = Probelauf
dry-run-lead = Löst eine Runde mit allen, die heute dabei wären, und zeigt das Ergebnis. Nichts wird aufgehoben, niemand erfährt davon.
dry-run-start = Lösen und zeigen

programme-done-created = Das Programm ist offen. Man kann jetzt beitreten; die erste Auslosung kommt am Termin unten.
programme-done-drafted = Der Entwurf ist gespeichert. Niemand sieht ihn, bis Sie ihn öffnen.
programme-done-saved = Gespeichert.
programme-done-opened = Das Programm ist offen. Man kann jetzt beitreten.
programme-done-resumed = Fortgesetzt. Die nächste Auslosung kommt am Termin unten.
programme-done-paused = Pausiert. Keine Auslosung, bis Sie es fortsetzen.
programme-done-ended = Beendet. Vergangene Runden bleiben bei allen im Rückblick.

programme-open-title = { $programme } öffnen?
programme-open-lead = Es erscheint auf der Programmseite, man kann beitreten, und die Auslosungen beginnen.
programme-resume-title = { $programme } fortsetzen?
programme-resume-lead =
    { $people ->
        [0] Die Auslosungen beginnen wieder. Noch ist niemand dabei.
        [one] Die Auslosungen beginnen wieder für { $people } Person.
       *[other] Die Auslosungen beginnen wieder für { $people } Personen.
    }
programme-pause-title = { $programme } pausieren?
programme-pause-lead =
    { $people ->
        [0] Noch ist niemand dabei; man kann weiterhin beitreten.
        [one] { $people } Person ist dabei. Sie bleibt es und bekommt keine Mail darüber.
       *[other] { $people } Personen sind dabei. Sie bleiben es und bekommen keine Mail darüber.
    }
programme-end-title = { $programme } endgültig beenden?
programme-end-lead =
    { $people ->
        [0] Niemand ist dabei. Ein beendetes Programm lässt sich nicht wieder öffnen.
        [one] { $people } Person ist dabei. Ein beendetes Programm lässt sich nicht wieder öffnen.
       *[other] { $people } Personen sind dabei. Ein beendetes Programm lässt sich nicht wieder öffnen.
    }

programme-new-title = Neues Kaffeeprogramm
programme-edit-title = { $programme } ändern
programme-part-what = Was es ist
programme-part-when = Wann Runden ausgelost werden
programme-part-rules = Die Regeln einer Runde
programme-part-release = Vom Plan zu den Mails
programme-field-name = Name
programme-field-purpose = Zweck
programme-field-owner = Verantwortlich
programme-field-cadence = Takt
programme-field-zone = Zeitzone
programme-field-first-on = Erster Tag
programme-field-minutes = Minuten pro Treffen
programme-field-ask-days = Tage vor der Auslosung fragen
programme-field-meet-within-days = Tage für das Treffen
programme-field-cross-team = Nur Leute verschiedener Teams treffen sich
programme-field-repeat-after-days = Tage, bis dieselben zwei sich wieder treffen
programme-field-hold = Wenn ein Plan fertig ist
programme-field-hold-hours = Stunden Wartezeit
programme-hint-name = So steht es in der Liste und in Betreffzeilen.
programme-hint-purpose = Ein, zwei Sätze auf der Karte, von der aus man beitritt.
programme-hint-owner = Die Mailadresse von jemandem aus dem Verzeichnis. Diese Person steht dafür ein; ihr Name steht auf der Karte.
programme-hint-cadence = In Worten oder als fünffeldriges cron. Zum Beispiel:
programme-example-1 = alle 2 Wochen am Dienstag 09:00
programme-example-2 = jeden Monat am ersten Montag 10:00
programme-example-3 = werktags 09:00
programme-hint-zone = Die Uhr, der der Takt folgt, etwa Europe/Berlin. Bei Zeitumstellungen bleibt die Uhrzeit an der Wand.
programme-hint-first-on = Vorher wird nicht ausgelost; »alle 2 Wochen« zählt ab diesem Tag.
programme-hint-minutes = 10 bis 240.
programme-hint-ask-days = 0 bis 14. Bei 0 wird niemand gefragt: nur wer zu jeder Runde ja gesagt hat, ist dabei.
programme-hint-meet-within-days = 1 bis 90. Zur Halbzeit kommt eine Erinnerung, am Ende die Frage, wie es war.
programme-hint-repeat-after-days = 0 bis 3650, gezählt ab dem letzten Treffen.
programme-hint-cross-team = Für kleine Organisationen abwählen, in denen sich auch Leute eines Teams treffen sollen.
programme-hint-hold = Vor der Freigabe erfährt niemand etwas.
programme-hold-auto = Von selbst freigeben
programme-hold-auto-hint = Nach den Stunden unten, wenn ihn vorher niemand anhält oder verwirft.
programme-hold-approve = Auf Freigabe warten
programme-hold-approve-hint = Nichts geht hinaus, bis jemand aus der Administration den Plan freigibt.
programme-hint-hold-hours = 0 bis 336; 0,5 ist eine halbe Stunde. Zählt nur, wenn der Plan von selbst freigegeben wird.
programme-preview-dates = Termine zeigen
programme-check = Angaben prüfen
programme-check-new-title = Neues Programm prüfen
programme-check-edit-title = Änderung an { $programme } prüfen
programme-create-open = Anlegen und öffnen
programme-create-draft = Als Entwurf aufheben
programme-save = Änderung speichern
check-answers = Ihre Angaben
check-effects = Was das bedeutet
check-change = Angaben ändern
check-was = war
check-becomes = wird

dates-caption = Die nächsten fünf Auslosungen
dates-weekday = Wochentag
dates-date = Datum
dates-time = Uhrzeit
dates-zone = Uhr
dates-none = Die Termine erscheinen hier, sobald Takt, Zone und erster Tag lesbar sind.
clock-forward = Die Uhren werden am { $on } vorgestellt; die Auslosung behält ihre Uhrzeit.
clock-back = Die Uhren werden am { $on } zurückgestellt; die Auslosung behält ihre Uhrzeit.
clock-skipped = Diese Uhrzeit gibt es an dem Tag nicht: die Uhren springen darüber. Die Auslosung kommt gleich danach.
clock-twice = Diese Uhrzeit kommt an dem Tag zweimal. Ausgelost wird nur beim ersten Mal.

fault-missing = { $field }: bitte ausfüllen.
fault-too-long = { $field }: höchstens { $most } Zeichen.
fault-not-a-number = { $field }: bitte eine Zahl in Ziffern.
fault-out-of = { $field }: von { $least } bis { $most }.
fault-not-a-date = { $field }: bitte ein Datum, etwa 2026-03-31.
fault-name-taken = Name: ein anderes Programm heißt schon so.
fault-unknown-person = Verantwortlich: niemand Aktives im Verzeichnis hat diese Adresse.
fault-unknown-zone = Zeitzone: bitte eine aus der Liste, etwa Europe/Berlin.
fault-cadence = Takt: { $why }
fault-ask-overlaps =
    { $days ->
        [0] Tage vor der Auslosung fragen: zwischen zwei Runden liegt weniger als ein Tag, da lässt sich niemand fragen. Bitte 0.
        [one] Tage vor der Auslosung fragen: zwischen zwei Runden liegt { $days } Tag. Fragen Sie später, oder schreiben Sie 0.
       *[other] Tage vor der Auslosung fragen: zwischen zwei Runden liegen { $days } Tage. Fragen Sie später, oder schreiben Sie 0.
    }

effect-nothing = Nichts ist anders als gespeichert.
effect-announced = Runde { $round } ist schon angekündigt: sie wird wie angekündigt am { $when } ausgelost. Neue Termine gelten danach.
effect-plan-stays = Der Plan von Runde { $round } entstand nach den alten Regeln und bleibt, wie er ist, samt seiner Freigabe.
effect-next-moves = Die nächste Auslosung rückt von { $from } auf { $to }.
effect-next = Die nächste Auslosung kommt am { $when }.
effect-no-next = Es gibt keine nächste Auslosung: der Takt hat keinen Termin vor sich.
effect-rules-from = Die neuen Regeln gelten ab der Auslosung am { $when }.
effect-rules-next = Die neuen Regeln gelten ab der nächsten Auslosung.
effect-needs-approval = Ab dem nächsten Plan erfährt niemand etwas, bevor jemand aus der Administration ihn freigibt.
effect-released-at-once = Ab dem nächsten Plan gehen Mails hinaus, sobald er steht. Niemand kann ihn vorher ansehen.
effect-released-alone = Ab dem nächsten Plan gehen Mails { $hours } h danach hinaus, wenn ihn niemand anhält.
effect-asked-at = Die nächste Frage geht am { $when } hinaus.
effect-asked-now = Die Frage der nächsten Runde ist schon fällig und geht binnen einer Minute hinaus.
effect-nobody-asked =
    { $people ->
        [0] Vor einer Auslosung wird niemand mehr gefragt. Heute wartet niemand auf eine Frage.
        [one] Vor einer Auslosung wird niemand mehr gefragt: die { $people } Person, die jede Runde antwortet, ist nicht mehr dabei.
       *[other] Vor einer Auslosung wird niemand mehr gefragt: die { $people } Personen, die jede Runde antworten, sind nicht mehr dabei.
    }
effect-open-round-stays = Runde { $round } läuft: ihre Leute behalten ihre Treffen und ihre Zeit dafür.
effect-rounds-overlap =
    { $between ->
        [0] Zwei Runden werden zugleich offen sein: man hat { $days } Tage für das Treffen, und zwischen den Auslosungen liegt weniger als ein Tag.
        [one] Zwei Runden werden zugleich offen sein: man hat { $days } Tage für das Treffen, und zwischen den Auslosungen liegt { $between } Tag.
       *[other] Zwei Runden werden zugleich offen sein: man hat { $days } Tage für das Treffen, und zwischen den Auslosungen liegen { $between } Tage.
    }
effect-no-draws = Keine Auslosung und keine Frage, bis jemand es fortsetzt.
effect-over =
    { $people ->
        [0] Niemand ist mehr darin.
        [one] { $people } Person ist in keiner Runde mehr; vergangene Treffen bleiben im Rückblick.
       *[other] { $people } Personen sind in keiner Runde mehr; vergangene Treffen bleiben im Rückblick.
    }

meanwhile-title = Es hat sich inzwischen geändert
meanwhile-programme = { $programme } wurde am { $when } geändert, nachdem Sie Ihre Seite geöffnet hatten.
meanwhile-nothing-done = Was Sie wollten, wurde nicht getan. Sehen Sie nach, wie es steht, und entscheiden Sie neu.
meanwhile-state = Stand jetzt:
meanwhile-see-programme = Das Programm ansehen, wie es jetzt ist
meanwhile-see-run = Den Lauf ansehen, wie er jetzt ist
meanwhile-run-by = { $who } war schneller: der Lauf wurde am { $when } { $state }.
meanwhile-run-alone = Der Lauf wurde am { $when } von selbst { $state }.
meanwhile-run = Der Lauf steht inzwischen anders als auf der Seite, von der Sie kommen.

run-round = Runde { $n }
run-state-draft = Angekündigt
run-state-solving = Wird gelöst
run-state-proposed = Plan fertig
run-state-held = Angehalten
run-state-released = Freigegeben
run-state-sending = Wird versandt
run-state-sent = Versandt
run-state-closed = Abgeschlossen
run-state-cancelled = Verworfen
run-state-failed = Gescheitert
run-state-recalled = Zurückgenommen
run-state-skipped = Ausgelassen
run-trigger-schedule = Takt
run-trigger-manual = Von Hand
group-state-proposed = Weiß noch nichts
group-state-told = Benachrichtigt
group-state-recalled = Zurückgenommen
notice-state-queued = Wartet
notice-state-sending = Wird versandt
notice-state-sent = Versandt
notice-state-deferred = Neuer Versuch folgt
notice-state-failed = Aufgegeben
notice-state-suppressed = Nicht zu senden
notice-state-cancelled = Zurückgezogen
notice-kind-question = Frage zur Runde
notice-kind-match = Paarung
notice-kind-left-out = Ohne Platz
notice-kind-nudge = Erinnerung
notice-kind-closing = Schlussfrage
notice-kind-recall = Rücknahme
notice-kind-resting = Frage vor dem Ruhen
notice-kind-sign-in = Anmeldung
notice-kind-test = Probe
solve-phase-search = Pläne bauen
solve-phase-bound = Schranke senken
solve-phase-prove = Beweisen
solve-phase-done = Fertig
left-out-odd-number = Die Zahl der Leute war ungerade
left-out-team-seats = Ihr Team hatte keinen Platz mehr
left-out-no-admissible-partner = Niemand, den sie treffen dürfen, war in der Runde
left-out-partners-without-seats = Alle, die sie treffen dürfen, waren in Teams ohne freien Platz
left-out-better-plan = So ist der Plan als Ganzes mehr wert
left-out-budget-ended = Die Rechenzeit endete, bevor ein Platz gefunden war
term-new-connection = Neue Verbindungen
term-topic = Gemeinsame Themen
term-repeat = Wiedersehen
term-seat = Wer dabei ist
term-waited = Frühere Aussetzer ausgeglichen
term-thin-link = Erste Verbindungen zwischen zwei Teams
rule-never = Niemand trifft jemanden von einer Lieber-nicht-Liste
rule-cross-team = Nur Leute verschiedener Teams treffen sich
rule-common-slot = Beide haben eine gemeinsame Zeit in der Woche
rule-common-language = Beide sprechen eine gemeinsame Sprache
rule-manager = Niemand trifft die eigene Führungskraft
rule-repeat-after = Niemand trifft sich zu früh wieder
rule-team-seats = Kein Team hat mehr Leute in der Runde als Plätze
rule-one-group-each = Alle sind in höchstens einer Gruppe
rule-group-size = Gruppen haben die richtige Größe
rule-one-trio = Höchstens eine Dreiergruppe
sparkline-title = Wie Wert und Schranke sich trafen
sparkline-description = Nach { $seconds }: Wert { $value }, bewiesene Schranke { $bound }, Lücke { $gap }.

runs-empty-title = Noch kein Lauf
runs-empty-programme = Der erste erscheint, wenn die erste Auslosung angekündigt wird: so viele Tage vorher, wie gefragt wird.
