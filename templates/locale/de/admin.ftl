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
effect-announced-goes = Runde { $round } war für { $when } angekündigt. Das ist dann kein Termin mehr: sie wird zurückgezogen. Kommt der Termin vorher zurück, kommt auch die Runde zurück, mit den gegebenen Antworten.
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
left-out-team-without-places = Ihr Team gibt keine Plätze
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
runs-title = Läufe
runs-lead = Jede Auslosung jedes Programms: was sie auslöste, was herauskam und wie nah es am Bestmöglichen ist.
runs-empty = Der erste Lauf erscheint, wenn ein Programm seine erste Auslosung ankündigt oder Sie eine Runde von Hand auslosen.
runs-none-title = Kein solcher Lauf
runs-none = Kein Lauf passt zu dieser Auswahl.
filter-all = Alle
filter-show = Zeigen
filter-clear = Alles zeigen

left-out-fell-through = Ihre Paarung fiel vor der Freigabe weg
left-out-no-common-hours = Niemand teilt ihre Arbeitszeiten
left-out-no-common-language = Niemand teilt eine Sprache mit ihnen
left-out-knows-everybody = Sie haben alle getroffen, die sie treffen dürfen
left-out-alone = Niemand sonst war dabei

run-title = Runde { $n } von { $programme }
run-named = Runde { $n } von { $programme }
run-phases = Von der Ankündigung zum Abschluss
run-solving-title = Wert und bewiesene Schranke
run-mails = Mails dieses Laufs
run-refresh = Aktualisieren
run-chance = Gegen den Zufall
run-rules = Regeln
run-rules-kept = Jede harte Regel ist eingehalten, eben aus gespeicherter Eingabe und Plan nachgezählt.
run-rules-broken = Eine harte Regel ist verletzt. Geben Sie diesen Plan nicht frei; verwerfen und melden Sie ihn.
run-rules-hard = Harte Regel
run-wishes = Was er anstrebte
run-fairness = Wer ohne Platz bleibt und woraus der Wert besteht
run-left-out = Ohne Platz, nach Grund
run-left-out-none = Niemand bleibt ohne Platz.
run-terms = Der Wert, Posten für Posten
run-terms-unit = 1,00 ist eine neue Verbindung zwischen zwei Teams.
run-loads = Last der Teams
run-more-teams =
    { $n ->
        [one] { $n } weiteres Team ist nicht aufgeführt; die vollsten stehen oben.
       *[other] { $n } weitere Teams sind nicht aufgeführt; die vollsten stehen oben.
    }
run-groups = Gruppen
run-groups-link = Gruppen nach Nummer
run-evidence = Nachweise
run-evidence-lead = Dieselbe Eingabe, derselbe Startwert und dieselbe Version ergeben wieder denselben Plan. Das Nachspielen löst neu und vergleicht; nichts wird geändert.
run-evidence-downloads = Die Dateien enthalten nur Kennungen, keine Namen. Die Menschen haben darin andere Kennungen als in der gespeicherten Eingabe, damit sich niemand daran nachschlagen lässt; darum hat die Datei der Eingabe eine eigene SHA-256. Jedes Herunterladen steht im Protokoll.
run-audit = Wer was getan hat
run-audit-empty = Noch ist nichts vermerkt.
run-audit-link = Im Protokoll
figures = Dasselbe als Zahlen
how-computed = Wie das gerechnet ist
legend-bound = Bewiesene Schranke { $figure }
legend-value = Bester Plan { $figure }
column-after = Nach
column-phase = Phase
column-bound = Schranke
column-checked = Geprüft
column-kept = Eingehalten?
column-so = Ergebnis
column-team = Team
column-in-round = In einer Gruppe
column-in-pool = Wollten
column-seats = Plätze
column-drawing = Gezeichnet
rule-kept = Eingehalten
rule-broken =
    { $n ->
        [one] Einmal verletzt
       *[other] { $n }-mal verletzt
    }
n-of-m = { $n } von { $m }
wish-new = Paare, die eine neue Verbindung sind
wish-again = Paare, die sich schon kennen
wish-topic = Paare mit gemeinsamem Thema
wish-first-links = Teampaare mit ihrer ersten Verbindung
wish-trios = Dreiergruppen
report-repaid =
    { $m ->
        [0] Niemand war für ein früheres Aussetzen zu entschädigen.
       *[other] { $n } von { $m } Leuten, die zuvor aussetzten, sind jetzt in einer Gruppe.
    }
report-sitting-out =
    { $n ->
        [0] Niemand setzt aus.
        [one] Wer jetzt aussetzt, ist nächstes Mal zuerst dran.
       *[other] Die { $n } Leute, die jetzt aussetzen, sind nächstes Mal zuerst dran.
    }
report-chance =
    { $new ->
        [one] Dieser Plan schafft { $new } neue Verbindung; dieselben Leute zu Paaren zu mischen ergäbe im Mittel { $chance }.
       *[other] Dieser Plan schafft { $new } neue Verbindungen; dieselben Leute zu Paaren zu mischen ergäbe im Mittel { $chance }.
    }
report-chance-how = Genau gerechnet, nicht simuliert: unter { $people } Leuten sind { $pairs } Paare aus verschiedenen Teams und ohne Verbindung. Beim Mischen ist jedes Paar gleich wahrscheinlich, im Mittel treffen sich also { $chance } davon. Das Mischen hält keine Regel ein, dieser Plan alle.
report-this-plan = Dieser Plan
report-shuffle = Bloßes Mischen
report-teams =
    { $n ->
        [one] { $n } Team hatte jemanden in der Runde.
       *[other] { $n } Teams hatten jemanden in der Runde. Teams mit zu wenigen Plätzen stehen oben.
    }
seats-no-limit = Keine Grenze
seats-limit =
    { $n ->
        [one] { $n } Platz
       *[other] { $n } Plätze
    }
seats-full =
    { $n ->
        [one] { $n } Platz, voll
       *[other] { $n } Plätze, voll
    }
groups-count =
    { $n ->
        [one] { $n } Gruppe
       *[other] { $n } Gruppen
    }
evidence-seed = Startwert
evidence-hash = SHA-256 der gespeicherten Eingabe
evidence-file-hash = SHA-256 der Datei der Eingabe
evidence-version = Version von Weft
evidence-attempts = Versuche
evidence-run = Lauf

run-failed-what = Was geschah
run-failed-no-note = Es wurde kein Grund vermerkt.
run-failed-not-sent = Was nicht versandt wurde
run-failed-no-match = Keine Paarungsmail: niemand erfuhr von einer Gruppe.
run-failed-no-left-out = Keine Mail an Leute ohne Platz; niemandes Warten wurde gezählt.
run-failed-no-tie = Keine Gruppe, keine Verbindung und kein Kalendereintrag wurde geschrieben.
run-failed-report = Bericht
run-failed-report-hint = Für die Leute, die den Dienst betreuen. Er nennt nur Kennungen.
run-failed-runbook = Wie es weitergeht, steht im Betriebshandbuch:
copy = Kopieren
copied = Kopiert

tile-groups = Gruppen
tile-seated = { $n } von { $m } Leuten
tile-new = neue Verbindungen
tile-recalled =
    { $n ->
        [one] { $n } Gruppe wurde zurückgenommen
       *[other] { $n } Gruppen wurden zurückgenommen
    }
tile-left-out = ohne Platz
tile-value = Wert
tile-value-more = in Verbindungen
tile-bound = bewiesene Schranke
tile-bound-more = kein Plan kann mehr wert sein
tile-gap = Lücke
tile-gap-more = nach { $seconds }

phase-announced = Ankündigung
phase-asked = Frage zur Runde
phase-asked-more = { $yes } ja, { $skip } aussetzen
phase-solved = Auslosung
phase-solved-more = in { $seconds }
phase-missed =
    { $n ->
        [one] { $n } verpasste Auslosung ist darin aufgegangen
       *[other] { $n } verpasste Auslosungen sind darin aufgegangen
    }
phase-released = Freigabe
phase-released-by = durch { $who }
phase-released-alone = von selbst
phase-held = wartet auf einen Menschen
phase-sent = Mails
phase-nudged = Erinnerung
phase-closed = Abschluss
phase-meeting = die Leute treffen sich
phase-recalled = Rücknahme
phase-due = fällig { $when }
phase-done = geschehen
phase-now = jetzt
phase-next = kommt noch
phase-never = geschieht nicht
delivered-of = { $n } von { $m } Mails versandt

next-draft = Auslosung am { $when }
next-draft-more = Antworten bisher: { $yes } ja, { $skip } aussetzen. Wer zu jeder Runde ja gesagt hat, ist ohne Antwort dabei.
next-due = Die Auslosung beginnt jetzt
next-due-more = Sie war fällig; der Planer nimmt sie binnen einer Minute.
next-solving = { $phase } …
next-solving-more = Sie können den Beweis abwarten oder stoppen: der bisher beste Plan bleibt, mit der Lücke, die er hat.
next-stopping = Wird gestoppt …
next-stopping-more = Der Löser endet binnen Sekunden und behält den bisher besten Plan.
next-proposed = Wird am { $when } von selbst freigegeben, in { $left }
next-proposed-due = Wird binnen einer Minute von selbst freigegeben
next-proposed-more = Noch weiß niemand etwas. Dann erfahren { $people } Leute ihre Paarung, und { $left } erfahren, warum sie keine haben.
next-approve = Wartet auf Ihre Freigabe
next-approve-more = Noch weiß niemand etwas, und ohne Freigabe bleibt es so: { $people } Leute würden ihre Paarung erfahren, { $left } würden erfahren, warum sie keine haben.
next-held = Angehalten: wartet auf einen Menschen
next-sending = Mails gehen hinaus
next-sending-more =
    { $n ->
        [0] Keine wartet.
        [one] { $n } wartet im Postausgang.
       *[other] { $n } warten im Postausgang.
    }
next-sent = Alle wissen Bescheid und treffen sich
next-sent-more = Sie haben Zeit bis { $when }, noch { $left }. Dann schließt die Runde und fragt, wie es war.
next-sent-open = Dann schließt die Runde und fragt, wie es war.
next-closed = Die Runde ist vorbei
next-closed-more = Was die Leute über ihre Treffen sagten, gehört ihnen; hier stehen nur Stände und Zahlen.
next-cancelled = Vor der Freigabe verworfen
next-cancelled-more = Niemand erfuhr von einem Plan. Die nächste Runde kommt wie vorgesehen.
next-failed = Gescheitert, und niemand erfuhr etwas
next-failed-more = Was geschah und was nicht versandt wurde, steht unten. Sie können es neu versuchen; es beginnt mit den Daten von heute.
next-recalled = Zurückgenommen
next-recalled-more = Die Gruppen wurden zurückgezogen, und alle darin bekamen eine Nachricht.
next-skipped = Ausgelassen: zu spät bemerkt
next-skipped-more = Der Dienst war weg, als die Auslosung fällig war, länger als er nachholen darf. Niemand erfuhr etwas.
act-drop-round = Diese Runde verwerfen …
act-drop = Plan verwerfen …
act-stop = Stoppen, das Beste behalten
act-mails = Erst die Mails ansehen
act-mails-sent = Mails ansehen
act-hold = Anhalten …
act-release = Jetzt freigeben …
act-approve = Freigeben …
act-stop-sending = Allen Versand stoppen …
act-recall = Zurücknehmen …
act-retry = Neu versuchen …
act-replay = Nachspielen und vergleichen
act-problem = Eingabe herunterladen
act-plan = Plan herunterladen
run-done-drawn = Die Runde ist angestoßen: die Auslosung beginnt binnen einer Minute.
run-done-stop = Um Halt gebeten: der bisher beste Plan bleibt.
run-done-hold = Angehalten. Niemand erfährt etwas, bis jemand den Plan freigibt.
run-done-release = Freigegeben. Die Mails sind unterwegs.
run-done-drop = Verworfen. Niemand erfuhr etwas.
run-done-recall = Zurückgenommen. Die Nachrichten sind unterwegs.
run-done-group = Die Gruppe ist zurückgenommen. Ihre Leute bekommen eine Nachricht.
run-done-retry = Der neue Versuch beginnt binnen einer Minute.

audit-title = Protokoll
audit-lead = Alles, was Menschen und Planer taten, der Reihe nach. Zeilen enthalten Kennungen und Zahlen, nie Namen; jede ist an die vorige gekettet.
audit-whole =
    { $n ->
        [0] Die Kette ist leer.
        [one] Die Kette hält: { $n } Zeile, eben von Anfang bis Ende geprüft.
       *[other] Die Kette hält: alle { $n } Zeilen, eben von Anfang bis Ende geprüft.
    }
audit-broken = Die Kette ist bei Zeile { $seq } gebrochen: eine Zeile wurde außerhalb von Weft geändert oder entfernt. Sichern Sie die Datenbank und klären Sie, wer Zugriff hatte.
audit-empty-title = Noch nichts vermerkt
audit-empty = Die erste Zeile erscheint mit dem ersten Import, Programm oder Lauf.
audit-none-title = Keine solche Zeile
audit-none = Nichts im Protokoll passt zu dieser Auswahl.
audit-open = Öffnen
audit-details =
    { $n ->
        [one] { $n } Angabe
       *[other] { $n } Angaben
    }
column-seq = Nr.
column-when = Wann
column-actor = Durch
column-action = Was
column-subject = Worüber
column-detail = Angaben
actor-system = Weft selbst
actor-erased = Jemand, der nicht mehr im Verzeichnis steht
action-programme-created = Programm angelegt
action-programme-edited = Programm geändert
action-programme-opened = Programm geöffnet
action-programme-resumed = Programm fortgesetzt
action-programme-paused = Programm pausiert
action-programme-ended = Programm beendet
action-run-announced = Runde angekündigt
action-run-asked = Frage zur Runde versandt
action-run-proposed = Plan gemacht
action-run-stop-asked = Löser um Halt gebeten
action-run-held = Plan angehalten
action-run-released = Plan freigegeben
action-run-dropped = Runde verworfen
action-run-recalled = Plan zurückgenommen
action-group-recalled = Gruppe zurückgenommen
action-run-failed = Lauf gescheitert
action-run-retried = Lauf neu versucht
action-run-skipped = Auslosung ausgelassen
action-run-nudged = Erinnerungen versandt
action-run-closed = Runde abgeschlossen
action-run-replayed = Lauf nachgespielt
action-problem-downloaded = Eingabe heruntergeladen
action-plan-downloaded = Plan heruntergeladen
action-seats-changed = Plätze eines Teams geändert
action-notice-retried = Mail neu zu versuchen
action-notices-retried = Aufgeschobene Mails neu zu versuchen
action-sending-stopped = Allen Versand gestoppt
action-sending-started = Versand wieder gestartet

outbox-title = Postausgang
outbox-lead = Jede Mail wird einmal geschrieben, wenn etwas entschieden wird, und von hier versandt. Ein neuer Versuch sendet genau dieselben Bytes.
outbox-empty-title = Noch wurde nie etwas versandt
outbox-empty = Die ersten Mails erscheinen mit der ersten Frage zur Runde oder der ersten Freigabe.
outbox-none-title = Keine solche Mail
outbox-none = Keine Mail im Postausgang passt zu dieser Auswahl.
outbox-oldest = älteste vom { $when }
outbox-waiting = Die älteste fällige Mail wartet seit { $age }, seit { $when }.
outbox-nothing-waits = Keine Mail ist fällig.
outbox-retry = Jetzt neu versuchen
outbox-retry-all =
    { $n ->
        [one] Die aufgeschobene Mail jetzt neu versuchen
       *[other] Alle { $n } aufgeschobenen Mails jetzt neu versuchen
    }
outbox-stop-sending = Allen Versand stoppen …
outbox-start-sending = Der Versand ist gestoppt: wieder starten …
outbox-done-retry = Sie wird binnen einer Minute neu versucht.
outbox-done-late = Nichts neu zu versuchen: sie ist inzwischen versandt, zurückgezogen oder unterwegs.
outbox-done-all =
    { $n ->
        [0] Keine Mail wartete auf ihren nächsten Versuch.
        [one] { $n } Mail wird binnen einer Minute neu versucht.
       *[other] { $n } Mails werden binnen einer Minute neu versucht.
    }
outbox-sent-at = versandt
outbox-next-at = nächster Versuch
outbox-written-at = geschrieben
outbox-masked = Wer in einer Runde ist, steht hier nicht: Leute erscheinen mit dem Ende ihrer Nummer und nur dort mit Namen, wo eine Mail aufgegeben wurde, damit sich jemand kümmern kann. Adressen und Texte erscheinen nie.
column-kind = Mail
column-recipient = An
column-attempts = Versuche
column-last-error = Letzte Antwort
column-act = Aktion

capacity-title = Plätze der Teams
capacity-lead = Was jedes Team Woche für Woche erübrigen kann, für Bootcamps, Rotationen und Kaffee zusammen. Ein Plan geht nie darüber hinaus.
capacity-empty-title = Kein Team zu zeigen
capacity-empty = Sie sehen die Teams, deren Leitung Sie laut Verzeichnis sind. Fehlt eines, fragen Sie die Administration.
capacity-team-title = Kaffeeplätze von { $team }
capacity-now =
    { $members ->
        [one] { $members } Person ist im Team;
       *[other] { $members } Leute sind im Team;
    } { $joined ->
        [0] niemand davon ist in Kaffeerunden dabei.
        [one] { $joined } davon ist in Kaffeerunden dabei.
       *[other] { $joined } davon sind in Kaffeerunden dabei.
    }
capacity-rounds = Laufende Runden
capacity-rounds-empty-title = Keine Runde läuft
capacity-rounds-empty = Wenn eine Runde ausgelost ist, sehen Sie hier, wie viele Plätze des Teams sie belegt.
capacity-round = { $programme }, Runde { $n }
capacity-private = Wer aus dem Team dabei ist, steht hier nicht, nur wie viele.
seats-field = Plätze pro Runde
seats-hint = So viele Leute dieses Teams höchstens in einer Kaffeerunde. Leer: keine Grenze; 0: niemand.
seats-check = Zeigen, was das bedeutet
seats-save = Speichern
seats-done = Gespeichert. Es gilt ab der nächsten Auslosung.
seats-fault = Plätze pro Runde: eine ganze Zahl von 0 bis { $most }, oder nichts für keine Grenze.
seats-stale = Jemand anderes hat die Plätze inzwischen geändert; dies ist die Zahl jetzt. Nichts wurde gespeichert.
seats-used = { $n } von { $m } belegt, { $free } frei
seats-used-no-limit = { $n } belegt, keine Grenze
seats-over = { $n } von { $m }, über der Grenze
seats-effect-no-limit =
    { $joined ->
        [0] Noch ist niemand aus dem Team dabei; Platz wäre für alle.
        [one] Die { $joined } Person, die dabei ist, hat in jeder Runde Platz.
       *[other] Alle { $joined } Leute, die dabei sind, haben in jeder Runde Platz.
    }
seats-effect-none =
    { $joined ->
        [0] Niemand aus dem Team kann in einer Runde sein.
        [one] Niemand aus dem Team kann in einer Runde sein: die { $joined } Person, die dabei ist, setzt jedes Mal aus und erfährt, warum.
       *[other] Niemand aus dem Team kann in einer Runde sein: die { $joined } Leute, die dabei sind, setzen jedes Mal aus und erfahren, warum.
    }
seats-effect-enough =
    { $joined ->
        [0] Noch ist niemand aus dem Team dabei.
        [one] Genug für die { $joined } Person, die dabei ist.
       *[other] Genug für alle { $joined } Leute, die dabei sind.
    }
seats-effect-short =
    { $short ->
        [one] { $joined } Leute sind dabei, also setzt in jeder Runde { $short } Person aus, erfährt, warum, und ist nächstes Mal zuerst dran.
       *[other] { $joined } Leute sind dabei, also setzen in jeder Runde { $short } aus, erfahren, warum, und sind nächstes Mal zuerst dran.
    }
seats-effect-next = Es gilt ab der nächsten Auslosung.
seats-effect-rounds-over =
    { $n ->
        [one] { $n } laufende Runde belegt mehr; sie bleibt, wie sie ist. Die Zahl gilt ab der nächsten Auslosung.
       *[other] { $n } laufende Runden belegen mehr; sie bleiben, wie sie sind. Die Zahl gilt ab der nächsten Auslosung.
    }
column-lead = Leitung
column-members = Leute
column-joined = Dabei
column-round = Runde
column-used = Belegte Plätze

status-title = Zustand
status-all-good = Alles arbeitet.
status-not-all-good = Etwas braucht einen Blick.
status-part = Teil
status-seen = Was zu sehen ist
status-good = Arbeitet
status-bad = Bitte ansehen
status-tick = Planer
status-tick-never = Er hat noch nie geschlagen.
status-tick-seconds = Letzter Schlag vor { $n } s.
status-tick-age = Letzter Schlag vor { $age }.
status-tick-todo = Kein Prozess arbeitet als Planer: prüfen Sie, ob der Dienst mit Planer läuft.
status-database = Datenbank
status-database-words = { $engine }, Schema { $version }, antwortet.
status-outbox = Postausgang
status-outbox-age = Die älteste fällige Mail wartet seit { $age }.
status-outbox-todo = Sehen Sie im Postausgang nach, was der Mailserver antwortet.
status-sending = Versand
status-sending-on = An.
status-sending-off = Durch den Hauptschalter gestoppt.
status-sending-todo = Starten Sie ihn wieder, wenn der Anlass geklärt ist.
status-facts = Diese Installation
status-version = Version
status-mail = Mail
status-mail-local = Lokales Postfach: nichts verlässt diese Maschine
status-mail-relay = Über den eingestellten Mailserver
status-address = Adresse
status-zone = Zeitzone
status-people = Aktive Leute
status-undelivered = Aufgegebene Mails
status-audit = Zeilen im Protokoll
status-holder = Planer läuft als

meanwhile-run-last = Zuletzt, am { $when }: { $what }, durch { $who }.
name-in-team = { $name } ({ $team })
action-round-manual = Runde von Hand begonnen
column-teams = Teams

step-failed = Es wurde nicht getan: { $why }. Der Plan steht, wie er stand, und niemand erfuhr etwas.
step-see-mails = Die Mails mit echten Daten ansehen
step-look = Ansehen, wer dabei ist
step-look-hint = Ihr Blick wird vermerkt, und jede dieser Personen sieht ihn unter ihren Daten.
step-look-noted = Ihr Blick auf diese Namen ist vermerkt; jede dieser Personen sieht ihn unter ihren Daten.
step-why = Was schiefging
step-why-hint = In ein, zwei Sätzen, für die Leute, die die Nachricht bekommen. Darf leer bleiben.
step-why-too-long = Was schiefging: höchstens { $most } Zeichen.
step-hold-title = { $run } anhalten?
step-hold-lead = Der Plan wird nicht mehr von selbst freigegeben.
step-hold = Anhalten
step-hold-nobody =
    { $people ->
        [one] { $people } Person wartet auf ihre Paarung, bis jemand sie freigibt. Sie weiß noch nichts und bekommt keine Mail darüber.
       *[other] { $people } Leute warten auf ihre Paarung, bis jemand sie freigibt. Sie wissen noch nichts und bekommen keine Mail darüber.
    }
step-hold-undo = Zum Fortfahren geben Sie den Plan auf seiner Seite frei. Er bleibt angehalten, bis jemand ihn freigibt oder verwirft.
step-release-title = { $run } jetzt freigeben?
step-approve-title = { $run } freigeben?
step-release-lead = Die Gruppen werden wirklich, und alle Mails werden im selben Augenblick geschrieben: alle erfahren es oder niemand.
step-release = Jetzt freigeben
step-approve = Freigeben
step-release-groups =
    { $groups ->
        [one] { $groups } Gruppe: { $people } Leute bekommen ihre Paarungsmail.
       *[other] { $groups } Gruppen: { $people } Leute bekommen ihre Paarungsmail.
    }
step-release-left-out =
    { $n ->
        [0] Niemand bleibt ohne Platz.
        [one] { $n } Person erfährt, warum sie keine Paarung hat, und ist nächstes Mal zuerst dran.
       *[other] { $n } Leute erfahren, warum sie keine Paarung haben, und sind nächstes Mal zuerst dran.
    }
step-release-fallen =
    { $n ->
        [one] { $n } Gruppe des Plans fiel seit der Auslosung weg: jemand ging, pausiert oder will das Treffen nicht. Wer übrig ist, erfährt es.
       *[other] { $n } Gruppen des Plans fielen seit der Auslosung weg: jemand ging, pausiert oder will das Treffen nicht. Wer übrig ist, erfährt es.
    }
step-release-paused = Aller Versand ist gerade gestoppt: die Mails werden geschrieben und warten im Postausgang.
step-release-undo = Danach lässt sich der Plan zurücknehmen, aber nicht still: wer benachrichtigt wurde, bekommt eine Nachricht.
step-release-blocked = Er kann nicht freigegeben werden: { $why }. Niemand erfuhr etwas.
step-drop-title = { $run } verwerfen?
step-drop-lead = Sie endet hier. Niemand erfuhr von einem Plan, und niemand bekommt jetzt eine Mail.
step-drop = Verwerfen
step-drop-plan =
    { $people ->
        [one] { $people } Person, die jemanden getroffen hätte, tut es in dieser Runde nicht.
       *[other] { $people } Leute, die jemanden getroffen hätten, tun es in dieser Runde nicht.
    }
step-drop-round = In dieser Runde wird niemand gepaart.
step-drop-yes =
    { $n ->
        [one] { $n } Person hat auf die Frage ja gesagt und hört nichts mehr davon.
       *[other] { $n } Leute haben auf die Frage ja gesagt und hören nichts mehr davon.
    }
step-drop-undo = Eine verworfene Runde lässt sich nicht wieder aufnehmen; Sie können eine andere von Hand auslosen.
step-recall-title = { $run } zurücknehmen?
step-recall-lead = Der Plan wird zurückgezogen. Wer benachrichtigt wurde, bekommt eine ehrliche Nachricht; wer nicht, hört nichts.
step-recall = Den ganzen Plan zurücknehmen
step-recall-groups =
    { $n ->
        [one] { $n } Gruppe wird zurückgezogen, ihr Kalendertermin abgesagt.
       *[other] { $n } Gruppen werden zurückgezogen, ihre Kalendertermine abgesagt.
    }
step-recall-sent =
    { $n ->
        [0] Noch ist keine Mail hinausgegangen.
        [one] { $n } Mail ist hinausgegangen; wer sie bekam, bekommt die Nachricht.
       *[other] { $n } Mails sind hinausgegangen; wer sie bekam, bekommt die Nachricht.
    }
step-recall-waiting =
    { $n ->
        [0] Keine wartet im Postausgang.
        [one] { $n } wartet im Postausgang und wird unversandt zurückgezogen.
       *[other] { $n } warten im Postausgang und werden unversandt zurückgezogen.
    }
step-recall-kept = Gruppen, deren Treffen schon geklärt ist, behalten es.
step-recall-first = Wer die Paarung verliert, ist nächstes Mal zuerst dran.
step-recall-undo = Das lässt sich nicht rückgängig machen; eine neue Runde lässt sich auslosen.
step-retry-title = { $run } neu versuchen?
step-retry-lead = Der Planer nimmt den Lauf binnen einer Minute wieder auf.
step-retry = Neu versuchen
step-retry-fresh = Er beginnt mit den Daten von heute: wer da ist, wer pausiert, wer sich getroffen hat.
step-retry-attempts =
    { $n ->
        [one] Bisher wurde es einmal versucht.
       *[other] Bisher wurde es { $n }-mal versucht.
    }
step-retry-hold = Kommt ein Plan heraus, wird er gehalten, wie das Programm es sagt; vor der Freigabe erfährt niemand etwas.
step-group-title = Gruppe { $n } von { $run } zurücknehmen?
step-group-lead = Nur diese Gruppe wird zurückgezogen; der übrige Plan bleibt.
step-group = Diese Gruppe zurücknehmen
step-group-note = Wer von ihnen benachrichtigt wurde, bekommt eine ehrliche Nachricht; eine wartende Mail wird unversandt zurückgezogen.
step-group-calendar = Ihr Kalendertermin wird abgesagt und ihre Bekanntmachung zurückgenommen.
step-group-first = Sie sind nächstes Mal zuerst dran.
step-draw-title = Jetzt eine Runde von { $programme } auslosen?
step-draw-lead = Eine Runde außer der Reihe. Die Auslosung beginnt binnen einer Minute, und Sie sehen zu.
step-draw = Jetzt auslosen
step-draw-people =
    { $n ->
        [0] Niemand hat zu jeder Runde ja gesagt, also wäre niemand darin.
        [one] { $n } Person hat zu jeder Runde ja gesagt; sie ist dabei, wenn sie nicht weg ist.
       *[other] { $n } Leute haben zu jeder Runde ja gesagt; sie sind dabei, wenn sie nicht weg sind.
    }
step-draw-ask =
    { $n ->
        [0] Niemand wird jede Runde gefragt.
        [one] { $n } Person, die jede Runde gefragt wird, ist nicht dabei: zum Fragen ist keine Zeit.
       *[other] { $n } Leute, die jede Runde gefragt werden, sind nicht dabei: zum Fragen ist keine Zeit.
    }
step-draw-approve = Der Plan wartet danach auf Freigabe.
step-draw-at-once = Die Mails gehen hinaus, sobald der Plan steht.
step-draw-hold = Der Plan wird danach { $hours } h gehalten, bevor er von selbst freigegeben wird.

groups-title = Gruppen
groups-lead = Nach Nummer und Teams. Namen stehen nur auf der Seite, die eine Gruppe zurücknimmt, und jeder Blick wird vermerkt.
groups-empty-title = Keine Gruppe
groups-empty = Dieser Lauf hat keine Gruppen: es gibt keinen Plan, oder niemand konnte gepaart werden.
groups-recall = Zurücknehmen …
mails-title = Mails des Laufs
mails-look = Mails ansehen
mails-look-hint = Sie enthalten Namen und Zeiten einiger Personen. Ihr Blick wird vermerkt, und jede von ihnen sieht ihn unter ihren Daten.
mails-lead-waiting = Eine Mail jeder Art, wie sie jetzt geschrieben würde, mit echten Daten. Durch das Ansehen wird nichts versandt.
mails-lead-written = Eine Mail jeder Art, wie sie geschrieben wurde.
mails-empty-title = Keine Mail
mails-empty = Dieser Lauf hat keine Mail geschrieben.
mails-invite = mit Kalendereinladung
mails-noted = Links in diesen Mails sind gekürzt: wer einem folgt, handelt im Namen der angeschriebenen Person. Ihr Blick ist vermerkt; die Leute in diesen Mails sehen ihn unter ihren Daten.

replay-title = Nachspielen
replay-all-holds = Alles hält: dieselbe Eingabe ergibt denselben Plan, und der Beweis seiner Schranke stimmt.
replay-not-all-holds = Etwas hält nicht. Heben Sie Eingabe und Plan auf und melden Sie es.
replay-took = für das neue Lösen
replay-version = gemacht von Weft { $version }
replay-holds = Hält
replay-differs = Weicht ab
replay-hash = Die gespeicherte Eingabe hat den gespeicherten Hash
replay-plan = Der Plan kommt Byte für Byte gleich heraus
replay-certificate = Das Zertifikat beweist die Schranke über alle zulässigen Paare
replay-differences = Was abweicht
dry-run-result-title = Probelauf
dry-run-headline = So käme eine Auslosung mit den Leuten von heute heraus. Nichts wurde aufgehoben, niemand erfuhr davon.
action-round-answered = Frage zur Runde beantwortet

report-without-seats =
    { $n ->
        [one] { $n } Person aus einem Team ganz ohne Platz wollte dabei sein. Das gleicht nichts aus, bis das Team einen Platz anbietet.
       *[other] { $n } Leute aus Teams ganz ohne Platz wollten dabei sein. Das gleicht nichts aus, bis ihre Teams Plätze anbieten.
    }
report-unreadable = Der gespeicherte Plan stammt von einer Version, deren Format diese nicht liest; Regeln und Last sind hier darum nicht nachgezählt. Zahlen und Dateien sind, wie sie waren.
outbox-why-late = Ihre Zeit war um, bevor sie versandt werden konnte
outbox-why-recalled = Ihr Plan oder ihre Gruppe wurde zurückgenommen
outbox-why-withdrawn = Von Hand zurückgezogen
seats-short = { $n }, { $short } zu wenig
capacity-now-lead =
    { $members ->
        [one] { $members } Person ist im Team.
       *[other] { $members } Leute sind im Team.
    }
seats-effect-lead =
    { $seats ->
        [0] Niemand aus dem Team kann in einer Runde sein. Wer dabei ist, setzt jedes Mal aus und erfährt, warum.
        [one] Höchstens { $seats } Person aus dem Team ist in einer Runde. Wer keinen Platz hat, setzt dann aus, erfährt, warum, und ist nächstes Mal zuerst dran.
       *[other] Höchstens { $seats } Leute aus dem Team sind in einer Runde. Wer keinen Platz hat, setzt dann aus, erfährt, warum, und ist nächstes Mal zuerst dran.
    }
seats-effect-lead-no-limit = Alle aus dem Team, die dabei sind, haben in jeder Runde Platz.
actor-participant = Jemand, der dabei ist
action-meeting-marked = Treffen vermerkt
action-joined = Einem Programm beigetreten
action-left = Ein Programm verlassen
action-paused = Pausiert
action-resumed = Fortgesetzt
action-participation-changed = Teilnahme geändert
action-wishes-changed = Wünsche geändert
action-joined-as-third = Einem Paar als Dritte beigetreten
action-sign-in-link = Anmeldelink erstellt
action-roster-applied = Personalliste eingelesen
action-ties-applied = Bekanntschaften eingelesen
action-account-decided = Über ein zurückgestelltes Konto entschieden
action-account-reopened = Zurückgestelltes Konto wieder geöffnet
action-demo-founded = Beispielorganisation gegründet
action-role-granted = Rolle vergeben
action-role-revoked = Rolle zurückgenommen
action-person-erased = Person gelöscht
action-person-left = Person ausgeschieden
actor-themself = die eigenen Angaben
action-hosting-withdrawn = Gastgeben abgesagt
action-placement-judged = Auf einen Aufenthalt zurückgeblickt
action-placement-set-by-hand = Platz von Hand gesetzt
action-placement-taken-out = Platz herausgenommen
action-placement-recalled = Platz zurückgenommen
action-placement-ended-early = Aufenthalt vorzeitig beendet
action-placement-cancelled = Platz abgesagt
action-placements-advanced = Aufenthalte nach Datum begonnen oder beendet
action-plan-shown = Plan den Betroffenen gezeigt
action-plan-agreed = Einem Plan zugestimmt
action-plan-objected = Einem Plan widersprochen
action-quarter-published = Quartal veröffentlicht
action-cohort-created = Jahrgang angelegt
action-cohort-edited = Jahrgang geändert
action-cohort-cancelled = Jahrgang abgesagt
action-cohort-rules-changed = Regeln des Jahrgangs geändert
action-hires-added = Neue Leute hinzugefügt
action-hire-edited = Angaben zu einer neuen Person geändert
action-hire-removed = Neue Person herausgenommen
