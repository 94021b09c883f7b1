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
roster-field-function = Function
roster-field-seniority = Level
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
flaw-missing-column = No column for “{ $field }”. The file has: { $columns }. { $nearest } Say which column it is.
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
flaw-ambiguous-date = This may be { $one } or { $other }. Write it as 2026-03-31, or say which comes first.
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
flaw-address-reused = The address belongs to { $name }, who has another id and is not in this file. Is it the same person? Then keep the old id or the old name in the file, and change the other later. Otherwise erase the former person first.
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

## pages of lists by name

steps-before = ← Previous page
steps-after = Next page →

## sending a file

import-title = Import
import-lead = Send your HR system's export. You see what would change, person by person, before anything is written.
import-again = Send the mended file
import-kind = What is in the file?
import-kind-roster = Roster
import-kind-roster-hint = Everybody who works here, with team and manager. Whoever is missing from the file leaves.
import-kind-ties = Ties
import-kind-ties-hint = Who knows whom: two people a row, by id or address. Nobody leaves by it.
import-file = File
import-file-hint = CSV up to 64 MB, as Google Directory, BambooHR, Workday or Personio export it, or your own. Any separator, UTF-8 or Windows.
import-no-file = Choose a file
import-send = Preview
import-send-hint = Nothing is written until you confirm what you see. A file with errors is refused whole.
import-refused =
    { $n ->
        [one] { $file } is refused: one thing in it has to be mended. Nothing of it was kept.
       *[other] { $file } is refused: { $n } things in it have to be mended. Nothing of it was kept.
    }
import-waiting =
    { $n ->
        [one] One account is held until you say whether it is a person.
       *[other] { $n } accounts are held until you say whether they are people.
    }
import-waiting-link = Decide
import-columns-fold = Which columns a roster can have
import-columns-known = Address, name (whole, or first and last) and team are needed, the others help. Columns are found by the names that common systems give them; when one is not found, you are asked.
import-columns-ties = A file of ties has two columns a and b, and if you like date (last met) and times (how often).
import-column-for = What it is
import-column-example = For example
import-column-is = Column of the file
import-column-needed = needed
import-column-none = Not in this file
import-column-name-hint = A name is needed once: whole, or first and last name.
import-past = Imports so far
import-past-empty-title = No import yet
import-past-empty = When you confirm a file, its numbers stand here. The file itself is not kept.
import-past-file = File
import-past-kind = What
import-past-what = Changed
import-past-when = When
import-past-roster = { $new } new, { $changed } changed, { $leaving } left
import-past-ties = { $new } new, { $changed } changed
import-dropped = The preview is dropped. Nothing was changed.
import-gone = That preview is no longer there: it was applied, dropped, or replaced by a newer one.
import-flaws = What has to be mended
import-flaws-caption =
    { $n ->
        [one] { $file }: one thing has to be mended
       *[other] { $file }: { $n } things have to be mended
    }
import-flaw-line = Line
import-flaw-column = Column
import-flaw-found = There is
import-flaw-problem = What is wrong, and what to do
import-flaws-more = { $n } more are not listed. Mend these first; often they have one cause.

## saying which column is which

import-columns-title = Which column is which?
import-columns-lead = These are the columns of { $file } and what Weft takes them for. Choose where it is wrong or did not find one.
import-columns-send = Preview
import-dates = Dates such as 03/04/2026
import-dates-detect = Find out from the other dates
import-dates-day = 3 April: the day comes first
import-dates-month = 4 March: the month comes first

## the preview

import-preview-title = What { $file } would change
import-preview-lead = Nothing is written yet.
import-tile-before = On the roster now
import-tile-same = Unchanged
import-tile-after = On the roster afterwards
import-effects = When you apply it
import-effect-new =
    { $n ->
        [one] One person joins the roster and can sign in. Nobody is mailed by that.
       *[other] { $n } people join the roster and can sign in. Nobody is mailed by that.
    }
import-effect-changed =
    { $n ->
        [one] One person gets other facts: team, manager, site and so on. A former team is remembered.
       *[other] { $n } people get other facts: team, manager, site and so on. Former teams are remembered.
    }
import-effect-back =
    { $n ->
        [one] One person who had left is back.
       *[other] { $n } people who had left are back.
    }
import-effect-leaving =
    { $n ->
        [one] One person leaves: sessions and enrolments end at once, waiting mails are not sent, open groups are offered a replacement.
       *[other] { $n } people leave: their sessions and enrolments end at once, waiting mails are not sent, open groups are offered a replacement.
    }
import-effect-held =
    { $n ->
        [one] One account is held; you decide afterwards whether it is a person.
       *[other] { $n } accounts are held; you decide afterwards whether they are people.
    }
import-effect-ignored =
    { $n ->
        [one] One account is passed over, as you said before.
       *[other] { $n } accounts are passed over, as you said before.
    }
import-effect-unknown =
    { $n ->
        [one] One person is without a manager, because the file names nobody it holds.
       *[other] { $n } people are without a manager, because the file names nobody it holds.
    }
import-effect-teams =
    { $n ->
        [one] One team is new, without a limit of seats.
       *[other] { $n } teams are new, without a limit of seats.
    }
import-effect-nothing = Nobody joins, changes or leaves.
import-caution-leaving = { $n } of { $of } people would leave. That is more than a fifth: is the file complete?
import-leaving-label = How many people leave?
import-leaving-hint = Type { $n } to confirm.
import-type-leaving = Type { $n }, the number of people who leave
import-caution-unknown = { $n } of { $of } managers are not known. Is it the right column?
import-unknown-label = Import { $n } people without a manager
import-tick-unknown = Tick that people are imported without a manager, or change the column
import-apply = Apply
import-change-columns = Change columns
import-drop = Drop this file
import-parts = Who, line by line
import-part-leaving = Leaving
import-part-new = New
import-part-changed = Changed
import-part-back = Back
import-part-held = Held
import-part-unknown = Unknown managers
import-part-teams = New teams
import-part-empty-title = Nobody here
import-part-empty = The file changes nobody on the roster.
import-entry-what = What
import-unknown-why = “{ $found }”: { $why }
import-more = { $listed } of { $n } are listed.
import-read-fold = How the file was read
import-read-as = { $rows } rows in { $encoding }, cells separated by { $separator }, { $unused } columns not used.
import-separator-tab = tabs
import-unused = Not used: { $columns }
import-stale = The roster changed since you looked, so nothing was written. This is what the file would do now.
import-done-title = The roster is imported
import-done-lead =
    { $n ->
        [one] One person is on the roster now.
       *[other] { $n } people are on the roster now.
    }
import-done-nothing = The file changed nothing: the roster was already like that.
import-done-leaving = Those who left were signed out and are in no further round.
import-done-people = See the people
import-done-ties = Import who knows whom
import-done-programmes = Set up a programme
import-ties-columns = Read from these columns
import-ties-title = What the file of ties would change
import-ties-done-title = The ties are imported
import-ties-done = The ties count from the next draw on.
import-ties-rows = Ties in the file
import-ties-people =
    { $n ->
        [one] of one person
       *[other] of { $n } people
    }
import-ties-kept = Of earlier files
import-ties-kept-more = not in this one; they stay
import-ties-meaning = People who know each other are not introduced to each other, as long as somebody new is within reach.

## people

people-title = People
people-lead = Everybody who is or was on the roster. Facts come from your import; what people choose for themselves is not shown here.
people-empty-title = Nobody is on the roster
people-empty = Import a roster; you see everybody before anything is written.
people-search = Name or address
people-found =
    { $n ->
        [0] Nobody
        [one] One person
       *[other] { $n } people
    }
people-none-title = Nobody found
people-none = Search with fewer letters, or show everything.
people-look-hint = Opening somebody's page is noted; they see that an administrator looked.
person-state-active = Active
person-state-away = Away
person-state-left = Left
person-ask-title = Look at somebody's entry
person-ask = It will be noted that you looked, and the person can see it under “My data”.
person-ask-button = Look
person-leads = Leads
person-past = Former teams
person-past-until = { $team }, until { $date }
person-not-shown = Rather-not lists, feedback and whom somebody met are shown to nobody here.
person-roles = Roles
person-leave = Has left
person-has-left = The person has left: signed out, in no further round, no further mails.
person-leave-title = { $name } has left?
person-leave-lead = This takes effect at once, as if the roster said so.
person-leave-sessions =
    { $n ->
        [0] Is signed in nowhere; sign-in links stop working.
        [one] One session ends.
       *[other] { $n } sessions end.
    }
person-leave-programmes =
    { $n ->
        [0] Takes part in no programme.
        [one] Leaves one programme.
       *[other] Leaves { $n } programmes.
    }
person-leave-mails =
    { $n ->
        [0] No mail is waiting.
        [one] One waiting mail is not sent.
       *[other] { $n } waiting mails are not sent.
    }
person-leave-groups =
    { $n ->
        [0] Is in no open group.
        [one] One open group is offered a replacement.
       *[other] { $n } open groups are offered a replacement.
    }
person-leave-roles = Roles and the lead of teams are taken.
person-leave-owned =
    { $n ->
        [one] Owns one programme, which needs another owner.
       *[other] Owns { $n } programmes, which need another owner.
    }
person-leave-back = If the next roster file still has the person, they come back by it, but without their roles.
person-leave-button = Has left
person-leave-self-title = Not yourself
person-leave-self = You would lock yourself out. Another administrator can do it, or the next roster file.

## teams

teams-title = Teams
teams-lead = Teams, parents and leads come from your import. Seats say how many people of a team one coffee round may take.
teams-empty-title = No team yet
teams-empty = Teams come with the roster.
teams-count =
    { $n ->
        [one] One team
       *[other] { $n } teams
    }
teams-seats = Coffee seats
teams-no-limit = no limit
teams-hint = Change a team's seats by its number; you see what it means before it is saved.

## held accounts

odd-title = Held accounts
odd-lead = These rows of your roster may not be people. They get no mail and are in no round until you decide; your answer is remembered for the next file.
odd-waiting = Waiting
odd-decided = Decided
odd-empty-title = Nothing waits
odd-empty = When an import holds accounts that may not be people, they wait here for your answer.
odd-none-title = Nothing decided yet
odd-none = What you say of held accounts is kept here.
odd-account = Account
odd-why = Why it is held
odd-decision = What is it?
odd-name = Name of { $email }
odd-is-person = A person
odd-is-nobody = Not a person
odd-person = A person
odd-nobody = Not a person
odd-reopen = Decide again
odd-name-missing = Give the person a name
odd-hint = A person joins the roster at once, in the team of the file.
odd-done-person = The person is on the roster now.
odd-done-ignored = The account is passed over from now on.
odd-done-reopened = The account waits for your answer again.
odd-done-meanwhile = The account was decided meanwhile; nothing was changed.
