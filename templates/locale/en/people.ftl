### people: roster files, people, teams, held accounts

## what a column is for

roster-field-id = Person's id
roster-field-email = Email
roster-field-name = Name
roster-field-first = First name
roster-field-last = Last name
roster-field-team = Team
roster-field-parent = Parent team
roster-field-manager = Manager
roster-field-site = Site
roster-field-zone = Time zone
roster-field-start = Start date
roster-field-language = Language
roster-field-state = State
roster-field-lead = Leads the team
ties-field-a = One person
ties-field-b = The other person
ties-field-date = Last met on
ties-field-times = How often they met

## what is wrong with a file: what, and what to do

flaw-line = Line { $line }: { $problem }
flaw-line-found = Line { $line }, “{ $found }”: { $problem }
flaw-line-column = Line { $line }, column “{ $column }”: { $problem }
flaw-line-column-found = Line { $line }, column “{ $column }”, “{ $found }”: { $problem }
flaw-nearest = Is it “{ $name }”?
flaw-file-too-large = The file has { $size } MB; files up to { $limit } MB are read. Leave out columns that are not needed, or split the file.
flaw-file-empty = The file is empty. Export it again.
flaw-header-only = The file has a header and no rows. Export it again with its people.
flaw-format-excel = This is an Excel workbook. Save it as “CSV UTF-8” and send that file.
flaw-format-pdf = This is a PDF. Export the list as CSV.
flaw-format-utf16 = The file is in UTF-16 without its mark, or in UTF-32. Save it as UTF-8.
flaw-format-packed = This is a packed file. Unpack it and send the CSV in it.
flaw-undecodable = The byte { $byte } at character { $position } is no text in { $encoding }. Save the file as UTF-8.
flaw-nul = There is a NUL byte at character { $position }: the file is damaged or no text. Export it again as CSV.
flaw-unclosed-quote = A quotation mark opens here and never closes. Close it, or write a quotation mark inside a cell twice.
flaw-text-after-quote = There is text behind a closing quotation mark. Write a quotation mark inside a cell twice.
flaw-column-count =
    { $expected ->
        [one] The header has 1 column
       *[other] The header has { $expected } columns
    }, this row has { $cells }. A separator inside a cell needs quotation marks around the cell.
flaw-too-many-columns = The header has { $columns } columns; up to { $limit } are read. Is the separator right?
flaw-too-many-rows = The file has more than { $limit } rows. Split it.
flaw-cell-too-long = The cell has { $length } characters; up to { $limit } are allowed. Shorten it, or close a quotation mark that is open.
flaw-missing-column = No column for “{ $field }”. The file has: { $columns }. { $nearest } Say which column it is (on the command line: --map { $word }=COLUMN).
flaw-mapped-column-missing = There is no column “{ $wanted }” for “{ $field }”. The file has: { $columns }. { $nearest }
flaw-column-twice = Columns { $first } and { $second } have the same name. Rename or remove one.
flaw-header-twice = This row repeats the header, as when two files are put together. Remove it.
flaw-empty = “{ $field }” is empty. Fill the cell, or remove the row.
flaw-bad-email = This is no mail address. Write it as name@example.org.
flaw-formula = The cell begins as a formula does (=, +, - or @), and a spreadsheet would run it. Remove the sign.
flaw-spreadsheet-error = This is a spreadsheet's error value. Mend the cell in the spreadsheet.
flaw-control = The cell holds the invisible character { $code }. Remove it.
flaw-duplicate-email = Line { $first } has the same address. Each person needs their own; remove one of the rows.
flaw-duplicate-id = Line { $first } has the same id. Each person needs their own; remove one of the rows.
flaw-own-manager = The person is their own manager. Leave the cell empty for somebody without a manager.
flaw-manager-cycle = These people manage each other in a circle, by line: { $lines }. Leave the cell of the topmost one empty.
flaw-bad-date = This is no date. Write it as 2026-03-31.
flaw-ambiguous-date = This may be { $one } or { $other }. Write it as 2026-03-31, or say which comes first (on the command line: --dates day-first or month-first).
flaw-mixed-dates = Line { $first } writes day and month the other way round. Write all dates as 2026-03-31.
flaw-future-date = This day has not come yet. Write the day on which they last met.
flaw-bad-zone = This is no time zone. Write it as Europe/Berlin, or leave it empty.
flaw-bad-zone-nearest = This is no time zone. Is it { $name }?
flaw-bad-language = This is no language. Write it as en or de, or leave it empty.
flaw-bad-state = This is no state that Weft knows. Write active, away or left, or leave the cell empty.
flaw-bad-yes-no = Write yes or no.
flaw-two-parents = Line { $first } puts { $team } below “{ $parent }”. A team has one parent; make the rows agree.
flaw-team-cycle = These teams are above each other in a circle: { $teams }. Leave the parent of the topmost one empty.
flaw-two-leads = Line { $first } is the lead of { $team } already. A team has one lead.
flaw-address-reused = The address belongs to { $name }, who left and had another id. Is it the same person? Then keep the old id in the file. Otherwise erase the former person first.
flaw-two-people = The id belongs to { $one }, the address to { $other }, who is not in the file under their own id. Correct the id or the address.
flaw-unknown-person = Nobody on the roster has this id or address. Import the roster first, or remove the row.
flaw-self-tie = Both are the same person. Remove the row.
flaw-duplicate-pair = Line { $first } names the same two people. Remove one of the rows.
flaw-bad-times = This is no number of meetings. Write a whole number from 1 on, or leave it empty.

## held accounts and unknown managers

odd-service = Named like a service account
odd-shared = Named like a shared mailbox
odd-room = Named like a meeting room or device
odd-test = Named like a test account
odd-no-name = Has no name
odd-domain = The address is outside the usual domains
unknown-manager-missing = Nobody in the file has this address, id or name
unknown-manager-ambiguous = Several people in the file have this name
unknown-manager-held = This account is held
unknown-manager-left = This person has left
