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
flaw-missing-column = Keine Spalte für „{ $field }“. Die Datei hat: { $columns }. { $nearest } Sagen Sie, welche Spalte es ist (auf der Kommandozeile: --map { $word }=SPALTE).
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
flaw-ambiguous-date = Das kann { $one } oder { $other } sein. Schreiben Sie es wie 2026-03-31, oder sagen Sie, was zuerst kommt (auf der Kommandozeile: --dates day-first oder month-first).
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
flaw-address-reused = Die Adresse gehört { $name }; diese Person ist ausgeschieden und hatte eine andere Kennung. Ist es dieselbe? Dann lassen Sie die alte Kennung in der Datei. Sonst löschen Sie zuerst die frühere Person.
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
