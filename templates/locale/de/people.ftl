### people: Personallisten, Personen, Teams, zurückgehaltene Konten

## wofür eine Spalte ist

roster-field-id = Kennung der Person
roster-field-email = E-Mail
roster-field-name = Name
roster-field-first = Vorname
roster-field-last = Nachname
roster-field-team = Team
roster-field-parent = Übergeordnetes Team
roster-field-manager = Führungskraft
roster-field-site = Standort
roster-field-function = Funktion
roster-field-seniority = Stufe
roster-field-zone = Zeitzone
roster-field-start = Eintrittsdatum
roster-field-language = Sprache
roster-field-state = Status
roster-field-lead = Leitet das Team
ties-field-a = Die eine Person
ties-field-b = Die andere Person
ties-field-date = Zuletzt getroffen am
ties-field-times = Wie oft getroffen

## was an einer Datei falsch ist: was, und was zu tun ist

flaw-line = Zeile { $line }: { $problem }
flaw-line-found = Zeile { $line }, „{ $found }“: { $problem }
flaw-line-column = Zeile { $line }, Spalte „{ $column }“: { $problem }
flaw-line-column-found = Zeile { $line }, Spalte „{ $column }“, „{ $found }“: { $problem }
flaw-nearest = Ist es „{ $name }“?
flaw-file-too-large = Die Datei hat { $size } MB; gelesen werden bis zu { $limit } MB. Lassen Sie Spalten weg, die nicht gebraucht werden, oder teilen Sie die Datei.
flaw-file-empty = Die Datei ist leer. Exportieren Sie sie noch einmal.
flaw-header-only = Die Datei hat eine Kopfzeile und keine weiteren Zeilen. Exportieren Sie sie noch einmal mit den Personen.
flaw-format-excel = Das ist eine Excel-Mappe. Speichern Sie sie als „CSV UTF-8“ und schicken Sie diese Datei.
flaw-format-pdf = Das ist ein PDF. Exportieren Sie die Liste als CSV.
flaw-format-utf16 = Die Datei ist in UTF-16 ohne Kennzeichen oder in UTF-32. Speichern Sie sie als UTF-8.
flaw-format-packed = Das ist eine gepackte Datei. Entpacken Sie sie und schicken Sie die CSV-Datei darin.
flaw-undecodable = Das Byte { $byte } beim Zeichen { $position } ist kein Text in { $encoding }. Speichern Sie die Datei als UTF-8.
flaw-nul = Beim Zeichen { $position } steht ein NUL-Byte: Die Datei ist beschädigt oder kein Text. Exportieren Sie sie noch einmal als CSV.
flaw-unclosed-quote = Hier öffnet ein Anführungszeichen, das nie schließt. Schließen Sie es, oder verdoppeln Sie Anführungszeichen innerhalb einer Zelle.
flaw-text-after-quote = Hinter einem schließenden Anführungszeichen steht Text. Verdoppeln Sie Anführungszeichen innerhalb einer Zelle.
flaw-column-count =
    { $expected ->
        [one] Die Kopfzeile hat 1 Spalte
       *[other] Die Kopfzeile hat { $expected } Spalten
    }, diese Zeile hat { $cells }. Ein Trennzeichen innerhalb einer Zelle braucht Anführungszeichen um die Zelle.
flaw-too-many-columns = Die Kopfzeile hat { $columns } Spalten; gelesen werden bis zu { $limit }. Stimmt das Trennzeichen?
flaw-too-many-rows = Die Datei hat mehr als { $limit } Zeilen. Teilen Sie sie.
flaw-cell-too-long = Die Zelle hat { $length } Zeichen; erlaubt sind bis zu { $limit }. Kürzen Sie sie, oder schließen Sie ein offenes Anführungszeichen.
flaw-missing-column = Keine Spalte für „{ $field }“. Die Datei hat: { $columns }. { $nearest } Sagen Sie, welche Spalte es ist.
flaw-mapped-column-missing = Es gibt keine Spalte „{ $wanted }“ für „{ $field }“. Die Datei hat: { $columns }. { $nearest }
flaw-column-twice = Die Spalten { $first } und { $second } haben denselben Namen. Benennen Sie eine um, oder entfernen Sie sie.
flaw-header-twice = Diese Zeile wiederholt die Kopfzeile, als wären zwei Dateien aneinandergehängt. Entfernen Sie sie.
flaw-empty = „{ $field }“ ist leer. Füllen Sie die Zelle aus, oder entfernen Sie die Zeile.
flaw-bad-email = Das ist keine Mailadresse. Schreiben Sie sie wie name@example.org.
flaw-formula = Die Zelle beginnt wie eine Formel (=, +, - oder @), und eine Tabellenkalkulation würde sie ausführen. Entfernen Sie das Zeichen.
flaw-spreadsheet-error = Das ist ein Fehlerwert einer Tabellenkalkulation. Berichtigen Sie die Zelle dort.
flaw-control = Die Zelle enthält das unsichtbare Zeichen { $code }. Entfernen Sie es.
flaw-duplicate-email = Zeile { $first } hat dieselbe Adresse. Jede Person braucht ihre eigene; entfernen Sie eine der Zeilen.
flaw-duplicate-id = Zeile { $first } hat dieselbe Kennung. Jede Person braucht ihre eigene; entfernen Sie eine der Zeilen.
flaw-own-manager = Die Person ist ihre eigene Führungskraft. Lassen Sie die Zelle leer, wenn es keine gibt.
flaw-manager-cycle = Diese Personen führen einander im Kreis, nach Zeilen: { $lines }. Lassen Sie die Zelle der obersten leer.
flaw-bad-date = Das ist kein Datum. Schreiben Sie es wie 2026-03-31.
flaw-ambiguous-date = Das kann { $one } oder { $other } sein. Schreiben Sie es wie 2026-03-31, oder sagen Sie, was zuerst kommt.
flaw-mixed-dates = Zeile { $first } schreibt Tag und Monat andersherum. Schreiben Sie alle Daten wie 2026-03-31.
flaw-future-date = Dieser Tag ist noch nicht gekommen. Schreiben Sie den Tag, an dem sie sich zuletzt trafen.
flaw-bad-zone = Das ist keine Zeitzone. Schreiben Sie sie wie Europe/Berlin, oder lassen Sie die Zelle leer.
flaw-bad-zone-nearest = Das ist keine Zeitzone. Ist es { $name }?
flaw-bad-language = Das ist keine Sprache. Schreiben Sie en oder de, oder lassen Sie die Zelle leer.
flaw-bad-state = Diesen Status kennt Weft nicht. Schreiben Sie active, away oder left, oder lassen Sie die Zelle leer.
flaw-bad-yes-no = Schreiben Sie ja oder nein.
flaw-two-parents = Zeile { $first } stellt { $team } unter „{ $parent }“. Ein Team hat ein übergeordnetes Team; bringen Sie die Zeilen in Einklang.
flaw-team-cycle = Diese Teams stehen im Kreis übereinander: { $teams }. Lassen Sie das oberste ohne übergeordnetes Team.
flaw-two-leads = Zeile { $first } leitet { $team } schon. Ein Team hat eine Leitung.
flaw-address-reused = Die Adresse gehört { $name }; diese Person hat eine andere Kennung und steht nicht in der Datei. Ist es dieselbe? Dann lassen Sie die alte Kennung oder den alten Namen in der Datei und ändern das andere später. Sonst löschen Sie zuerst die frühere Person.
flaw-two-people = Die Kennung gehört { $one }, die Adresse { $other }, und diese Person steht nicht unter ihrer eigenen Kennung in der Datei. Berichtigen Sie Kennung oder Adresse.
flaw-unknown-person = Niemand auf der Personalliste hat diese Kennung oder Adresse. Importieren Sie zuerst die Personalliste, oder entfernen Sie die Zeile.
flaw-self-tie = Beide sind dieselbe Person. Entfernen Sie die Zeile.
flaw-duplicate-pair = Zeile { $first } nennt dieselben zwei Personen. Entfernen Sie eine der Zeilen.
flaw-bad-times = Das ist keine Anzahl von Treffen. Schreiben Sie eine ganze Zahl ab 1, oder lassen Sie die Zelle leer.

## zurückgehaltene Konten und unbekannte Führungskräfte

odd-service = Heißt wie ein Dienstkonto
odd-shared = Heißt wie ein gemeinsames Postfach
odd-room = Heißt wie ein Raum oder Gerät
odd-test = Heißt wie ein Testkonto
odd-no-name = Hat keinen Namen
odd-domain = Die Adresse liegt außerhalb der üblichen Domains
unknown-manager-missing = Niemand in der Datei hat diese Adresse, Kennung oder diesen Namen
unknown-manager-ambiguous = Mehrere Personen in der Datei heißen so
unknown-manager-held = Dieses Konto wird zurückgehalten
unknown-manager-left = Diese Person ist ausgeschieden

## Seiten von Listen nach Namen

steps-before = ← Vorige Seite
steps-after = Nächste Seite →

## eine Datei schicken

import-title = Import
import-lead = Schicken Sie den Export Ihres Personalsystems. Sie sehen Person für Person, was sich ändern würde, bevor etwas geschrieben wird.
import-again = Die berichtigte Datei schicken
import-kind = Was steht in der Datei?
import-kind-roster = Personalliste
import-kind-roster-hint = Alle, die hier arbeiten, mit Team und Führungskraft. Wer in der Datei fehlt, scheidet aus.
import-kind-ties = Bekanntschaften
import-kind-ties-hint = Wer wen kennt: zwei Personen je Zeile, nach Kennung oder Adresse. Niemand scheidet dadurch aus.
import-file = Datei
import-file-hint = CSV bis 64 MB, wie Google Directory, BambooHR, Workday oder Personio es exportieren, oder eine eigene. Jedes Trennzeichen, UTF-8 oder Windows.
import-no-file = Wählen Sie eine Datei
import-send = Vorschau
import-send-hint = Geschrieben wird erst, wenn Sie bestätigen, was Sie sehen. Eine Datei mit Fehlern wird als Ganzes abgelehnt.
import-refused =
    { $n ->
        [one] { $file } ist abgelehnt: Eine Stelle darin ist zu berichtigen. Nichts davon wurde behalten.
       *[other] { $file } ist abgelehnt: { $n } Stellen darin sind zu berichtigen. Nichts davon wurde behalten.
    }
import-waiting =
    { $n ->
        [one] Ein Konto wird zurückgehalten, bis Sie sagen, ob es eine Person ist.
       *[other] { $n } Konten werden zurückgehalten, bis Sie sagen, ob es Personen sind.
    }
import-waiting-link = Entscheiden
import-columns-fold = Welche Spalten eine Personalliste haben kann
import-columns-known = Adresse, Name (ganz oder als Vor- und Nachname) und Team sind nötig, die anderen helfen. Spalten werden an den Namen erkannt, die gängige Systeme ihnen geben; fehlt eine, werden Sie gefragt.
import-columns-ties = Eine Datei mit Bekanntschaften hat zwei Spalten a und b, und wenn Sie mögen date (zuletzt getroffen) und times (wie oft).
import-column-for = Was es ist
import-column-example = Zum Beispiel
import-column-is = Spalte der Datei
import-column-needed = nötig
import-column-none = Nicht in dieser Datei
import-column-name-hint = Ein Name ist einmal nötig: ganz, oder Vor- und Nachname.
import-past = Bisherige Importe
import-past-empty-title = Noch kein Import
import-past-empty = Wenn Sie eine Datei bestätigen, stehen ihre Zahlen hier. Die Datei selbst wird nicht behalten.
import-past-file = Datei
import-past-kind = Was
import-past-what = Geändert
import-past-when = Wann
import-past-roster = { $new } neu, { $changed } geändert, { $leaving } ausgeschieden
import-past-ties = { $new } neu, { $changed } geändert
import-dropped = Die Vorschau ist verworfen. Nichts wurde geändert.
import-gone = Diese Vorschau gibt es nicht mehr: Sie wurde übernommen, verworfen oder durch eine neuere ersetzt.
import-flaws = Was zu berichtigen ist
import-flaws-caption =
    { $n ->
        [one] { $file }: Eine Stelle ist zu berichtigen
       *[other] { $file }: { $n } Stellen sind zu berichtigen
    }
import-flaw-line = Zeile
import-flaw-column = Spalte
import-flaw-found = Dort steht
import-flaw-problem = Was falsch ist, und was zu tun ist
import-flaws-more = { $n } weitere sind nicht aufgeführt. Berichtigen Sie zuerst diese; oft haben sie eine Ursache.

## sagen, welche Spalte welche ist

import-columns-title = Welche Spalte ist welche?
import-columns-lead = Das sind die Spalten von { $file } und wofür Weft sie hält. Wählen Sie, wo es nicht stimmt oder keine gefunden wurde.
import-columns-send = Vorschau
import-dates = Daten wie 03/04/2026
import-dates-detect = An den anderen Daten erkennen
import-dates-day = 3. April: der Tag steht vorn
import-dates-month = 4. März: der Monat steht vorn

## die Vorschau

import-preview-title = Was { $file } ändern würde
import-preview-lead = Noch ist nichts geschrieben.
import-tile-before = Jetzt auf der Liste
import-tile-same = Unverändert
import-tile-after = Danach auf der Liste
import-effects = Wenn Sie es übernehmen
import-effect-new =
    { $n ->
        [one] Eine Person kommt auf die Liste und kann sich anmelden. Dadurch wird niemandem geschrieben.
       *[other] { $n } Personen kommen auf die Liste und können sich anmelden. Dadurch wird niemandem geschrieben.
    }
import-effect-changed =
    { $n ->
        [one] Eine Person bekommt andere Angaben: Team, Führungskraft, Standort und so weiter. Ein früheres Team bleibt vermerkt.
       *[other] { $n } Personen bekommen andere Angaben: Team, Führungskraft, Standort und so weiter. Frühere Teams bleiben vermerkt.
    }
import-effect-back =
    { $n ->
        [one] Eine ausgeschiedene Person ist wieder da.
       *[other] { $n } ausgeschiedene Personen sind wieder da.
    }
import-effect-leaving =
    { $n ->
        [one] Eine Person scheidet aus: Sitzungen und Teilnahmen enden sofort, wartende Mails gehen nicht hinaus, offenen Gruppen wird Ersatz angeboten.
       *[other] { $n } Personen scheiden aus: Ihre Sitzungen und Teilnahmen enden sofort, wartende Mails gehen nicht hinaus, offenen Gruppen wird Ersatz angeboten.
    }
import-effect-held =
    { $n ->
        [one] Ein Konto wird zurückgehalten; Sie entscheiden danach, ob es eine Person ist.
       *[other] { $n } Konten werden zurückgehalten; Sie entscheiden danach, ob es Personen sind.
    }
import-effect-ignored =
    { $n ->
        [one] Ein Konto wird übergangen, wie Sie früher gesagt haben.
       *[other] { $n } Konten werden übergangen, wie Sie früher gesagt haben.
    }
import-effect-unknown =
    { $n ->
        [one] Eine Person ist ohne Führungskraft, weil die Datei niemanden nennt, den sie enthält.
       *[other] { $n } Personen sind ohne Führungskraft, weil die Datei niemanden nennt, den sie enthält.
    }
import-effect-teams =
    { $n ->
        [one] Ein Team ist neu, ohne Grenze der Plätze.
       *[other] { $n } Teams sind neu, ohne Grenze der Plätze.
    }
import-effect-nothing = Niemand kommt, ändert sich oder scheidet aus.
import-caution-leaving = { $n } von { $of } Personen würden ausscheiden. Das ist mehr als ein Fünftel: Ist die Datei vollständig?
import-leaving-label = Wie viele Personen scheiden aus?
import-leaving-hint = Tippen Sie zur Bestätigung { $n }.
import-type-leaving = Tippen Sie { $n }, die Zahl der Ausscheidenden
import-caution-unknown = { $n } von { $of } Führungskräften sind nicht bekannt. Ist es die richtige Spalte?
import-unknown-label = { $n } Personen ohne Führungskraft übernehmen
import-tick-unknown = Bestätigen Sie, dass Personen ohne Führungskraft übernommen werden, oder ändern Sie die Spalte
import-apply = Übernehmen
import-change-columns = Spalten ändern
import-drop = Datei verwerfen
import-parts = Wer, Zeile für Zeile
import-part-leaving = Scheiden aus
import-part-new = Neu
import-part-changed = Geändert
import-part-back = Wieder da
import-part-held = Zurückgehalten
import-part-unknown = Unbekannte Führungskräfte
import-part-teams = Neue Teams
import-part-empty-title = Hier ist niemand
import-part-empty = Die Datei ändert niemanden auf der Liste.
import-entry-what = Was
import-unknown-why = „{ $found }“: { $why }
import-more = { $listed } von { $n } sind aufgeführt.
import-read-fold = Wie die Datei gelesen wurde
import-read-as = { $rows } Zeilen in { $encoding }, Zellen getrennt durch { $separator }, { $unused } Spalten nicht gebraucht.
import-separator-tab = Tabulatoren
import-unused = Nicht gebraucht: { $columns }
import-stale = Die Liste hat sich geändert, seit Sie hingesehen haben; darum wurde nichts geschrieben. Das würde die Datei jetzt tun.
import-done-title = Die Personalliste ist übernommen
import-done-lead =
    { $n ->
        [one] Eine Person ist jetzt auf der Liste.
       *[other] { $n } Personen sind jetzt auf der Liste.
    }
import-done-nothing = Die Datei hat nichts geändert: Die Liste war schon so.
import-done-leaving = Die Ausgeschiedenen wurden abgemeldet und sind in keiner weiteren Runde.
import-done-people = Personen ansehen
import-done-ties = Importieren, wer wen kennt
import-done-programmes = Ein Programm einrichten
import-ties-columns = Aus diesen Spalten gelesen
import-ties-title = Was die Datei mit Bekanntschaften ändern würde
import-ties-done-title = Die Bekanntschaften sind übernommen
import-ties-done = Sie zählen ab der nächsten Auslosung.
import-ties-rows = Bekanntschaften in der Datei
import-ties-people =
    { $n ->
        [one] von einer Person
       *[other] von { $n } Personen
    }
import-ties-kept = Aus früheren Dateien
import-ties-kept-more = nicht in dieser; sie bleiben
import-ties-meaning = Wer sich kennt, wird einander nicht vorgestellt, solange jemand Neues erreichbar ist.

## Personen

people-title = Personen
people-lead = Alle, die auf der Personalliste stehen oder standen. Die Angaben kommen aus Ihrem Import; was Menschen für sich selbst wählen, steht hier nicht.
people-empty-title = Niemand steht auf der Liste
people-empty = Importieren Sie eine Personalliste; Sie sehen alle, bevor etwas geschrieben wird.
people-search = Name oder Adresse
people-found =
    { $n ->
        [0] Niemand
        [one] Eine Person
       *[other] { $n } Personen
    }
people-none-title = Niemand gefunden
people-none = Suchen Sie mit weniger Buchstaben, oder zeigen Sie alles.
people-look-hint = Wenn Sie jemandes Seite öffnen, wird das vermerkt; die Person sieht, dass die Administration hingesehen hat.
person-state-active = Aktiv
person-state-away = Abwesend
person-state-left = Ausgeschieden
person-ask-title = Jemandes Eintrag ansehen
person-ask = Es wird vermerkt, dass Sie hingesehen haben; die Person sieht es unter „Meine Daten“.
person-ask-button = Ansehen
person-leads = Leitet
person-past = Frühere Teams
person-past-until = { $team }, bis { $date }
person-not-shown = Lieber-nicht-Listen, Rückmeldungen und wer wen getroffen hat, sieht hier niemand.
person-roles = Rollen
person-leave = Ist ausgeschieden
person-has-left = Die Person ist ausgeschieden: abgemeldet, in keiner weiteren Runde, keine weiteren Mails.
person-leave-title = Ist { $name } ausgeschieden?
person-leave-lead = Das gilt sofort, als stünde es in der Personalliste.
person-leave-sessions =
    { $n ->
        [0] Ist nirgends angemeldet; Anmeldelinks gelten nicht mehr.
        [one] Eine Sitzung endet.
       *[other] { $n } Sitzungen enden.
    }
person-leave-programmes =
    { $n ->
        [0] Nimmt an keinem Programm teil.
        [one] Verlässt ein Programm.
       *[other] Verlässt { $n } Programme.
    }
person-leave-mails =
    { $n ->
        [0] Keine Mail wartet.
        [one] Eine wartende Mail geht nicht hinaus.
       *[other] { $n } wartende Mails gehen nicht hinaus.
    }
person-leave-groups =
    { $n ->
        [0] Ist in keiner offenen Gruppe.
        [one] Einer offenen Gruppe wird Ersatz angeboten.
       *[other] { $n } offenen Gruppen wird Ersatz angeboten.
    }
person-leave-roles = Rollen und die Leitung von Teams werden genommen.
person-leave-owned =
    { $n ->
        [one] Ihr gehört ein Programm, das jemand anderen braucht.
       *[other] Ihr gehören { $n } Programme, die jemand anderen brauchen.
    }
person-leave-back = Steht die Person noch in der nächsten Personalliste, kommt sie dadurch zurück, aber ohne ihre Rollen.
person-leave-button = Ist ausgeschieden
person-leave-self-title = Nicht Sie selbst
person-leave-self = Sie würden sich aussperren. Jemand anderes aus der Administration kann es tun, oder die nächste Personalliste.

## Teams

teams-title = Teams
teams-lead = Teams, übergeordnete Teams und Leitungen kommen aus Ihrem Import. Plätze sagen, wie viele Personen eines Teams eine Kaffeerunde nehmen darf.
teams-empty-title = Noch kein Team
teams-empty = Teams kommen mit der Personalliste.
teams-count =
    { $n ->
        [one] Ein Team
       *[other] { $n } Teams
    }
teams-seats = Kaffeeplätze
teams-no-limit = keine Grenze
teams-hint = Die Plätze eines Teams ändern Sie über ihre Zahl; Sie sehen vor dem Speichern, was es bedeutet.

## zurückgehaltene Konten

odd-title = Zurückgehaltene Konten
odd-lead = Diese Zeilen Ihrer Personalliste sind vielleicht keine Personen. Sie bekommen keine Mail und sind in keiner Runde, bis Sie entscheiden; Ihre Antwort gilt auch für die nächste Datei.
odd-waiting = Warten
odd-decided = Entschieden
odd-empty-title = Nichts wartet
odd-empty = Wenn ein Import Konten zurückhält, die vielleicht keine Personen sind, warten sie hier auf Ihre Antwort.
odd-none-title = Noch nichts entschieden
odd-none = Was Sie von zurückgehaltenen Konten sagen, steht hier.
odd-account = Konto
odd-why = Warum es zurückgehalten wird
odd-decision = Was ist es?
odd-name = Name von { $email }
odd-is-person = Eine Person
odd-is-nobody = Keine Person
odd-person = Eine Person
odd-nobody = Keine Person
odd-reopen = Neu entscheiden
odd-name-missing = Geben Sie der Person einen Namen
odd-hint = Eine Person kommt sofort auf die Liste, im Team der Datei.
odd-done-person = Die Person ist jetzt auf der Liste.
odd-done-ignored = Das Konto wird von jetzt an übergangen.
odd-done-reopened = Das Konto wartet wieder auf Ihre Antwort.
odd-done-meanwhile = Das Konto wurde inzwischen entschieden; nichts wurde geändert.
