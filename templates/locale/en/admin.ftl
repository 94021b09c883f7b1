### Programmes and the steering of runs, outbox, audit log, seats, status.

column-state = State
column-time = Draw
column-programme = Programme
column-trigger = Started by
column-groups = Groups
column-new-connections = New connections
column-left-out = Left out
column-value = Value
column-gap = Gap
column-seconds = Took
gap-none = 0, proven
seconds-short = { $number } s
date-zone = { $zone } (UTC{ $offset })

admin-programmes-title = Programmes you run
admin-programmes-lead = Each programme draws its rounds by itself, on the dates you give it. You can look ahead, hold a plan, and take it back.
admin-programmes-empty-title = No programme yet
admin-programmes-empty = Make the first one: you say how often, and see the next five dates before anything happens. Nobody is asked or mailed until people have joined and its first draw comes.
programme-new = New coffee programme
programme-next-draw = Next draw
programme-joined = Taking part
programme-last-run = Last round
programme-no-run = No round yet
programme-in-teams =
    { $n ->
        [one] in { $n } team
       *[other] in { $n } teams
    }
programme-state-draft = Draft
programme-state-active = Running
programme-state-paused = Paused
programme-state-ended = Ended
programme-no-draw-draft = Not open yet
programme-no-draw-active = No date within five years
programme-no-draw-paused = None until it is resumed
programme-no-draw-ended = Over
programme-owned-by = Owned by { $owner }
programme-waiting-title = A plan is waiting.
programme-waiting = { $round } has a plan that nobody was told of yet.
programme-waiting-link = Look at it and decide
programme-tile-joined = take part
programme-tile-standing = said yes to every round
programme-tile-ask = are asked each round
programme-tile-paused = on pause today
programme-tile-resting =
    { $n ->
        [0] nobody rests
        [one] { $n } rests after silent rounds
       *[other] { $n } rest after silent rounds
    }
programme-draw-now = Draw a round now
programme-edit = Edit
programme-open = Open it
programme-resume = Resume
programme-pause = Pause
programme-end = End it
programme-part-dates = Next draws
programme-part-facts = How it works
programme-part-rounds = Rounds
programme-all-runs = All runs of this programme
programme-fact-nobody-asked = Nobody: only people who said yes to every round take part
programme-fact-asked =
    { $n ->
        [one] { $n } day before the draw
       *[other] { $n } days before the draw
    }
programme-fact-cross = Only people of different teams
programme-fact-any = People of one team may meet too
programme-fact-approve = Waits until somebody approves it
programme-fact-release-at-once = Released by itself, at once
programme-fact-release-after = Released by itself after { $hours } h, unless somebody holds it

dry-run-title = Dry run
dry-run-lead = Solves a round with everybody who would take part today and shows the result. Nothing is kept, nobody is told.
dry-run-start = Solve and show

programme-done-created = The programme is open. People can join now; the first draw comes on the date below.
programme-done-drafted = The draft is kept. Nobody sees it until you open it.
programme-done-saved = Saved.
programme-done-opened = The programme is open. People can join now.
programme-done-resumed = Resumed. The next draw comes on the date below.
programme-done-paused = Paused. No draw comes until you resume it.
programme-done-ended = Ended. Past rounds stay in everybody's history.

programme-open-title = Open { $programme }?
programme-open-lead = It appears on the programmes page, people can join, and its draws begin.
programme-resume-title = Resume { $programme }?
programme-resume-lead =
    { $people ->
        [0] Draws begin again. Nobody takes part yet.
        [one] Draws begin again for { $people } person.
       *[other] Draws begin again for { $people } people.
    }
programme-pause-title = Pause { $programme }?
programme-pause-lead =
    { $people ->
        [0] Nobody takes part yet; people can still join.
        [one] { $people } person takes part. They stay joined and get no mail about it.
       *[other] { $people } people take part. They stay joined and get no mail about it.
    }
programme-end-title = End { $programme } for good?
programme-end-lead =
    { $people ->
        [0] Nobody takes part. An ended programme cannot be opened again.
        [one] { $people } person takes part. An ended programme cannot be opened again.
       *[other] { $people } people take part. An ended programme cannot be opened again.
    }

programme-new-title = New coffee programme
programme-edit-title = Edit { $programme }
programme-part-what = What it is
programme-part-when = When rounds are drawn
programme-part-rules = The rules of a round
programme-part-release = From plan to mails
programme-field-name = Name
programme-field-purpose = Purpose
programme-field-owner = Owner
programme-field-cadence = Cadence
programme-field-zone = Time zone
programme-field-first-on = First date
programme-field-minutes = Minutes per meeting
programme-field-ask-days = Days before the draw to ask
programme-field-meet-within-days = Days to meet
programme-field-cross-team = Only people of different teams meet
programme-field-repeat-after-days = Days until the same two meet again
programme-field-hold = When a plan is ready
programme-field-hold-hours = Hours to wait
programme-hint-name = As people see it in the list and in mail subjects.
programme-hint-purpose = One or two sentences on the card from which people join.
programme-hint-owner = The mail address of somebody on the roster. They answer for it; their name is on the card.
programme-hint-cadence = In words, or as five-field cron. For example:
programme-example-1 = every 2 weeks on Tuesday 09:00
programme-example-2 = every month on the first Monday 10:00
programme-example-3 = every weekday 09:00
programme-hint-zone = The clock that the cadence follows, such as Europe/Berlin. It keeps its wall-clock time when clocks change.
programme-hint-first-on = No draw comes before this day; "every 2 weeks" counts from it.
programme-hint-minutes = 10 to 240.
programme-hint-ask-days = 0 to 14. With 0 nobody is asked: only people who said yes to every round take part.
programme-hint-meet-within-days = 1 to 90. A nudge comes half-way, the question how it went at the end.
programme-hint-repeat-after-days = 0 to 3650, counted from their last meeting.
programme-hint-cross-team = Untick it for small organisations, where people of one team should meet too.
programme-hint-hold = Nobody is told anything before the release.
programme-hold-auto = Release it by itself
programme-hold-auto-hint = After the hours below, unless somebody holds or drops it first.
programme-hold-approve = Wait for approval
programme-hold-approve-hint = Nothing goes out until an administrator approves the plan.
programme-hint-hold-hours = 0 to 336; 0.5 is half an hour. Counts only when the plan is released by itself.
programme-preview-dates = Preview dates
programme-check = Check your answers
programme-check-new-title = Check the new programme
programme-check-edit-title = Check the change to { $programme }
programme-create-open = Create and open
programme-create-draft = Keep as a draft
programme-save = Save the change
check-answers = Your answers
check-effects = What this means
check-change = Change the answers
check-was = was
check-becomes = becomes

dates-caption = The next five draws
dates-weekday = Weekday
dates-date = Date
dates-time = Time
dates-zone = Clock
dates-none = The dates appear here as soon as cadence, zone and first date can be read.
clock-forward = The clocks go forward on { $on }; the draw keeps its wall-clock time.
clock-back = The clocks go back on { $on }; the draw keeps its wall-clock time.
clock-skipped = That time does not exist on this day: the clocks jump over it. The draw comes when they have.
clock-twice = That time comes twice on this day. The draw comes the first time only.

fault-missing = { $field }: fill this in.
fault-too-long = { $field }: at most { $most } characters.
fault-not-a-number = { $field }: write a number in digits.
fault-out-of = { $field }: from { $least } to { $most }.
fault-not-a-date = { $field }: write a date, such as 2026-03-31.
fault-name-taken = Name: another programme has this name.
fault-unknown-person = Owner: nobody active on the roster has this address.
fault-unknown-zone = Time zone: choose one from the list, such as Europe/Berlin.
fault-cadence = Cadence: { $why }
fault-ask-overlaps =
    { $days ->
        [0] Days before the draw to ask: rounds are less than a day apart, so nobody can be asked. Write 0.
        [one] Days before the draw to ask: rounds are { $days } day apart. Ask later than that, or write 0.
       *[other] Days before the draw to ask: rounds are { $days } days apart. Ask later than that, or write 0.
    }

effect-nothing = Nothing is different from what is saved.
effect-announced = Round { $round } was announced already: it is drawn on { $when } as announced. New dates count after it.
effect-plan-stays = The plan of round { $round } was made by the old rules and stays as it is, with the release it was given.
effect-next-moves = The next draw moves from { $from } to { $to }.
effect-next = The next draw comes on { $when }.
effect-no-next = There is no next draw: the cadence has no date ahead.
effect-rules-from = The new rules count from the draw on { $when }.
effect-rules-next = The new rules count from the next draw on.
effect-needs-approval = From the next plan on, nobody is told anything before an administrator approves it.
effect-released-at-once = From the next plan on, mails go out as soon as the plan stands. Nobody can look at it first.
effect-released-alone = From the next plan on, mails go out { $hours } h after the plan stands, unless somebody holds it.
effect-asked-at = The next question goes out on { $when }.
effect-asked-now = The question of the next round is due already and goes out within a minute.
effect-nobody-asked =
    { $people ->
        [0] Nobody is asked before a draw any more. Today nobody waits to be asked.
        [one] Nobody is asked before a draw any more: the { $people } person who answers each round takes part no longer.
       *[other] Nobody is asked before a draw any more: the { $people } people who answer each round take part no longer.
    }
effect-open-round-stays = Round { $round } is under way: its people keep their meetings and their time to meet.
effect-rounds-overlap =
    { $between ->
        [0] Two rounds will be open at once: people have { $days } days to meet, and draws are less than a day apart.
        [one] Two rounds will be open at once: people have { $days } days to meet, and draws are { $between } day apart.
       *[other] Two rounds will be open at once: people have { $days } days to meet, and draws are { $between } days apart.
    }
effect-no-draws = No draw and no question until somebody resumes it.
effect-over =
    { $people ->
        [0] Nobody is left in it.
        [one] { $people } person is in no round of it any more; past meetings stay in their history.
       *[other] { $people } people are in no round of it any more; past meetings stay in their history.
    }

meanwhile-title = It changed meanwhile
meanwhile-programme = { $programme } was changed on { $when }, after you opened your page.
meanwhile-nothing-done = What you wanted was not done. Look at how it stands and decide again.
meanwhile-state = It stands at:
meanwhile-see-programme = See the programme as it is now
meanwhile-see-run = See the run as it is now
meanwhile-run-by = { $who } was faster: the run was { $state } on { $when }.
meanwhile-run-alone = The run was { $state } by itself on { $when }.
meanwhile-run = The run is in another state by now than on the page you used.

run-round = Round { $n }
run-state-draft = Announced
run-state-solving = Solving
run-state-proposed = Plan ready
run-state-held = Held
run-state-released = Released
run-state-sending = Sending
run-state-sent = Sent
run-state-closed = Closed
run-state-cancelled = Dropped
run-state-failed = Failed
run-state-recalled = Recalled
run-state-skipped = Skipped
run-trigger-schedule = Schedule
run-trigger-manual = By hand
group-state-proposed = Not told
group-state-told = Told
group-state-recalled = Recalled
notice-state-queued = Queued
notice-state-sending = Being sent
notice-state-sent = Sent
notice-state-deferred = To be tried again
notice-state-failed = Given up
notice-state-suppressed = Not to be sent
notice-state-cancelled = Withdrawn
notice-kind-question = Round question
notice-kind-match = Match
notice-kind-left-out = Left out
notice-kind-nudge = Nudge
notice-kind-closing = Closing question
notice-kind-recall = Recall
notice-kind-resting = Question before resting
notice-kind-sign-in = Sign-in
notice-kind-test = Test
solve-phase-search = Building plans
solve-phase-bound = Lowering the bound
solve-phase-prove = Proving
solve-phase-done = Done
left-out-odd-number = The number of people was odd
left-out-team-seats = Their team had no seat left
left-out-no-admissible-partner = Nobody they may meet was in the round
left-out-partners-without-seats = Everybody they may meet was in a team without a seat left
left-out-better-plan = The plan as a whole is worth more this way
left-out-budget-ended = The time to solve ended before a place was found
term-new-connection = New connections
term-topic = Topics in common
term-repeat = Meeting again
term-seat = People taking part
term-waited = Earlier sit-outs repaid
term-thin-link = First ties between two teams
rule-never = Nobody meets somebody on a rather-not list
rule-cross-team = Only people of different teams meet
rule-common-slot = Both have a common time in the week
rule-common-language = Both speak a common language
rule-manager = Nobody meets their own manager
rule-repeat-after = Nobody meets again too soon
rule-team-seats = No team has more people in the round than seats
rule-one-group-each = Everybody is in at most one group
rule-group-size = Groups have the right size
rule-one-trio = At most one group of three
sparkline-title = How value and bound met
sparkline-description = After { $seconds }: value { $value }, proven bound { $bound }, gap { $gap }.

runs-empty-title = No run yet
runs-empty-programme = The first one appears when the first draw is announced: as many days before it as people are asked.
