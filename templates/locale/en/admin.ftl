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
effect-announced-goes = Round { $round } was announced for { $when }, which is no date any more: it is withdrawn. If the date comes back before then, the round does too, with the answers given.
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
left-out-team-without-places = Their team gives no seats
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
runs-title = Runs
runs-lead = Every draw of every programme: what started it, what it came to, and how close it is to the best there can be.
runs-empty = The first run appears when a programme announces its first draw, or when you draw a round by hand.
runs-none-title = No such run
runs-none = No run fits this choice.
filter-all = All
filter-show = Show
filter-clear = Show everything

left-out-fell-through = Their match fell through before the release
left-out-no-common-hours = Nobody shares their working hours
left-out-no-common-language = Nobody shares a language with them
left-out-knows-everybody = They met everybody they may meet
left-out-alone = Nobody else took part

run-title = Round { $n } of { $programme }
run-named = round { $n } of { $programme }
run-phases = From announcement to close
run-solving-title = Value and proven bound
run-mails = Mails of this run
run-refresh = Refresh
run-chance = Against chance
run-rules = Rules
run-rules-kept = Every hard rule is kept, recounted now from the stored input and plan.
run-rules-broken = A hard rule is broken. Do not release this plan; drop it and report it.
run-rules-hard = Hard rule
run-wishes = What it tried for
run-fairness = Who is left out, and what the value is made of
run-left-out = Left out, by reason
run-left-out-none = Nobody is left out.
run-terms = The value, term by term
run-terms-unit = 1.00 is one new connection between two teams.
run-loads = Load on teams
run-more-teams =
    { $n ->
        [one] { $n } more team is not listed; the fullest come first.
       *[other] { $n } more teams are not listed; the fullest come first.
    }
run-groups = Groups
run-groups-link = Groups by number
run-evidence = Evidence
run-evidence-lead = The same input, seed and version give the same plan again. Replaying solves it anew and compares; nothing is changed.
run-evidence-downloads = The files hold ids only, no names. In them people have other ids than in the stored input, so that nobody is looked up by them; that is why the input’s file has a SHA-256 of its own. Each download stands in the audit log.
run-audit = Who did what
run-audit-empty = Nothing is noted yet.
run-audit-link = In the audit log
figures = The same as figures
how-computed = How this is computed
legend-bound = Proven bound { $figure }
legend-value = Best plan { $figure }
column-after = After
column-phase = Phase
column-bound = Bound
column-checked = Checked
column-kept = Kept?
column-so = Result
column-team = Team
column-in-round = In a group
column-in-pool = Wanted to
column-seats = Seats
column-drawing = Drawn
rule-kept = Kept
rule-broken =
    { $n ->
        [one] Broken once
       *[other] Broken { $n } times
    }
n-of-m = { $n } of { $m }
wish-new = Pairs that are a new connection
wish-again = Pairs that know each other already
wish-topic = Pairs with a topic in common
wish-first-links = Pairs of teams that get their first tie
wish-trios = Groups of three
report-repaid =
    { $m ->
        [0] Nobody had to be repaid for an earlier sit-out.
       *[other] { $n } of { $m } people who sat out before are in a group now.
    }
report-sitting-out =
    { $n ->
        [0] Nobody sits out.
        [one] The one who sits out now is first in line next time.
       *[other] The { $n } who sit out now are first in line next time.
    }
report-chance =
    { $new ->
        [one] This plan makes { $new } new connection; shuffling the same people into pairs would make { $chance } on average.
       *[other] This plan makes { $new } new connections; shuffling the same people into pairs would make { $chance } on average.
    }
report-chance-how = Exact, not simulated: among { $people } people, { $pairs } pairs are of different teams and have no tie. A shuffle draws every pair with the same chance, so on average { $chance } of them meet. The shuffle keeps no rule; this plan keeps all of them.
report-this-plan = This plan
report-shuffle = A plain shuffle
report-teams =
    { $n ->
        [one] { $n } team had somebody in the round.
       *[other] { $n } teams had somebody in the round. Teams whose seats were too few come first.
    }
seats-no-limit = No limit
seats-limit =
    { $n ->
        [one] { $n } seat
       *[other] { $n } seats
    }
seats-full =
    { $n ->
        [one] { $n } seat, full
       *[other] { $n } seats, full
    }
groups-count =
    { $n ->
        [one] { $n } group
       *[other] { $n } groups
    }
evidence-seed = Seed
evidence-hash = SHA-256 of the stored input
evidence-file-hash = SHA-256 of the input’s file
evidence-version = Version of Weft
evidence-attempts = Attempts
evidence-run = Run

run-failed-what = What happened
run-failed-no-note = No reason was kept.
run-failed-not-sent = What was not sent
run-failed-no-match = No match mail: nobody was told of a group.
run-failed-no-left-out = No left-out mail, and nobody's waiting was counted.
run-failed-no-tie = No group, tie or calendar entry was written.
run-failed-report = Report
run-failed-report-hint = For whoever looks after the service. It names ids only.
run-failed-runbook = The runbook tells what to do next:
copy = Copy
copied = Copied

tile-groups = groups
tile-seated = { $n } of { $m } people
tile-new = new connections
tile-recalled =
    { $n ->
        [one] { $n } group was recalled
       *[other] { $n } groups were recalled
    }
tile-left-out = left out
tile-value = value
tile-value-more = in connections
tile-bound = proven bound
tile-bound-more = no plan can be worth more
tile-gap = gap
tile-gap-more = after { $seconds }

phase-announced = Announcement
phase-asked = Round question
phase-asked-more = { $yes } yes, { $skip } skip
phase-solved = Draw
phase-solved-more = in { $seconds }
phase-missed =
    { $n ->
        [one] { $n } missed draw is folded into it
       *[other] { $n } missed draws are folded into it
    }
phase-released = Release
phase-released-by = by { $who }
phase-released-alone = by itself
phase-held = waits for a person
phase-sent = Mails
phase-nudged = Nudge
phase-closed = Close
phase-meeting = people are meeting
phase-recalled = Recall
phase-due = due { $when }
phase-done = done
phase-now = now
phase-next = to come
phase-never = will not happen
delivered-of = { $n } of { $m } mails sent

next-draft = Drawn on { $when }
next-draft-more = Answers so far: { $yes } yes, { $skip } skip. People who said yes to every round take part without an answer.
next-due = The draw starts now
next-due-more = It was due; the scheduler takes it within a minute.
next-solving = { $phase } …
next-solving-more = You can wait for the proof, or stop: the best plan so far is kept, with the gap it has.
next-stopping = Stopping …
next-stopping-more = The solver ends within seconds and keeps the best plan so far.
next-proposed = Released by itself on { $when }, in { $left }
next-proposed-due = Released by itself within a minute
next-proposed-more = Nobody was told anything yet. Then { $people } people get their match, and { $left } are told why they have none.
next-approve = Waits for your approval
next-approve-more = Nobody was told anything yet, and nobody will be before somebody approves: { $people } people would get their match, { $left } would be told why they have none.
next-held = Held: waits for a person
next-sending = Mails are going out
next-sending-more =
    { $n ->
        [0] None is waiting.
        [one] { $n } is waiting in the outbox.
       *[other] { $n } are waiting in the outbox.
    }
next-sent = Everybody was told; people are meeting
next-sent-more = They have until { $when }: { $left } left. Then the round closes and asks how it went.
next-sent-open = Then the round closes and asks how it went.
next-closed = The round is over
next-closed-more = What people said of their meetings is theirs; here stand states and counts only.
next-cancelled = Dropped before its release
next-cancelled-more = Nobody was told of a plan. The next round comes as planned.
next-failed = It failed, and nobody was told anything
next-failed-more = What happened, and what was not sent, stands below. You can try again; it starts from today's data.
next-recalled = Recalled
next-recalled-more = Its groups were withdrawn and everybody in them got a note.
next-skipped = Skipped: found too late
next-skipped-more = The service was away when the draw was due, for longer than it may catch up. Nobody was told anything.
act-drop-round = Drop this round …
act-drop = Drop the plan …
act-stop = Stop, keep the best so far
act-mails = See the mails first
act-mails-sent = See the mails
act-hold = Hold …
act-release = Release now …
act-approve = Approve and release …
act-stop-sending = Stop all sending …
act-recall = Recall …
act-retry = Try again …
act-replay = Replay and compare
act-problem = Download the problem
act-plan = Download the plan
run-done-drawn = The round is started: the draw begins within a minute.
run-done-stop = Asked to stop: the best plan so far is kept.
run-done-hold = Held. Nobody is told anything until somebody approves the plan.
run-done-release = Released. The mails are on their way.
run-done-drop = Dropped. Nobody was told anything.
run-done-recall = Recalled. The notes are on their way.
run-done-group = The group is recalled. Its people get a note.
run-done-retry = It is tried again within a minute.

audit-title = Audit log
audit-lead = Everything that people and the scheduler did, in order. Lines hold ids and figures, never names; each is chained to the one before it.
audit-whole =
    { $n ->
        [0] The chain is empty.
        [one] The chain holds: { $n } line, checked now from the first to the last.
       *[other] The chain holds: all { $n } lines, checked now from the first to the last.
    }
audit-broken = The chain is broken at line { $seq }: a line was changed or removed outside of Weft. Keep a copy of the database and look into who had access.
audit-empty-title = Nothing noted yet
audit-empty = The first line appears with the first import, programme or run.
audit-none-title = No such line
audit-none = Nothing in the log fits this choice.
audit-open = Open
audit-details =
    { $n ->
        [one] { $n } detail
       *[other] { $n } details
    }
column-seq = No.
column-when = When
column-actor = By
column-action = What
column-subject = About
column-detail = Details
actor-system = Weft itself
actor-erased = Somebody no longer on the roster
action-programme-created = Programme made
action-programme-edited = Programme changed
action-programme-opened = Programme opened
action-programme-resumed = Programme resumed
action-programme-paused = Programme paused
action-programme-ended = Programme ended
action-run-announced = Round announced
action-run-asked = Round question sent
action-run-proposed = Plan made
action-run-stop-asked = Solver asked to stop
action-run-held = Plan held
action-run-released = Plan released
action-run-dropped = Round dropped
action-run-recalled = Plan recalled
action-group-recalled = Group recalled
action-run-failed = Run failed
action-run-retried = Run tried again
action-run-skipped = Draw skipped
action-run-nudged = Nudges sent
action-run-closed = Round closed
action-run-replayed = Run replayed
action-problem-downloaded = Problem downloaded
action-plan-downloaded = Plan downloaded
action-seats-changed = Team's seats changed
action-notice-retried = Mail to be tried again
action-notices-retried = Deferred mails to be tried again
action-sending-stopped = All sending stopped
action-sending-started = Sending started again

outbox-title = Outbox
outbox-lead = Every mail is written once, when something is decided, and sent from here. Trying again sends the very same bytes.
outbox-empty-title = Nothing was ever sent
outbox-empty = The first mails appear with the first round question or the first release.
outbox-none-title = No such mail
outbox-none = No mail in the outbox fits this choice.
outbox-oldest = oldest of { $when }
outbox-waiting = The oldest mail that is due has waited for { $age }, since { $when }.
outbox-nothing-waits = No mail is due.
outbox-retry = Try again now
outbox-retry-all =
    { $n ->
        [one] Try the deferred mail again now
       *[other] Try all { $n } deferred mails again now
    }
outbox-stop-sending = Stop all sending …
outbox-start-sending = Sending is stopped: start again …
outbox-done-retry = It is tried again within a minute.
outbox-done-late = Nothing to try again: it is sent, withdrawn or on its way by now.
outbox-done-all =
    { $n ->
        [0] No mail was waiting for its next try.
        [one] { $n } mail is tried again within a minute.
       *[other] { $n } mails are tried again within a minute.
    }
outbox-sent-at = sent
outbox-next-at = next try
outbox-written-at = written
outbox-masked = Who is in a round is not shown here: people appear by the end of their number, and by name only where a mail was given up, so that somebody can look after it. Addresses and texts are never shown.
column-kind = Mail
column-recipient = To
column-attempts = Tries
column-last-error = Last answer
column-act = Action

capacity-title = Team capacity
capacity-lead = What each team can spare, week by week, for bootcamps, rotations and coffee together. A plan never goes over it.
capacity-empty-title = No team to show
capacity-empty = You see the teams that the roster names you as the lead of. If one is missing, ask an administrator.
capacity-team-title = Coffee seats of { $team }
capacity-now =
    { $members ->
        [one] { $members } person is in the team;
       *[other] { $members } people are in the team;
    } { $joined ->
        [0] nobody of them takes part in coffee rounds.
        [one] { $joined } of them takes part in coffee rounds.
       *[other] { $joined } of them take part in coffee rounds.
    }
capacity-rounds = Rounds going on
capacity-rounds-empty-title = No round is going on
capacity-rounds-empty = When a round is drawn, you see here how many of the team's seats it uses.
capacity-round = { $programme }, round { $n }
capacity-private = Who of the team takes part is not shown here, only how many.
seats-field = Seats per round
seats-hint = The most people of this team in one coffee round. Leave it empty for no limit; 0 means nobody.
seats-check = See what it means
seats-save = Save
seats-done = Saved. It counts from the next draw on.
seats-fault = Seats per round: a whole number from 0 to { $most }, or nothing for no limit.
seats-stale = Somebody else changed the seats meanwhile; this is the number now. Nothing was saved.
seats-used = { $n } of { $m } in use, { $free } free
seats-used-no-limit = { $n } in use, no limit
seats-over = { $n } of { $m }, over capacity
seats-effect-no-limit =
    { $joined ->
        [0] Nobody of the team takes part yet; there would be room for everybody.
        [one] The { $joined } person who takes part has a place in every round.
       *[other] All { $joined } people who take part have a place in every round.
    }
seats-effect-none =
    { $joined ->
        [0] Nobody of the team can be in a round.
        [one] Nobody of the team can be in a round: the { $joined } person who takes part sits out every time, and is told why.
       *[other] Nobody of the team can be in a round: the { $joined } people who take part sit out every time, and are told why.
    }
seats-effect-enough =
    { $joined ->
        [0] Nobody of the team takes part yet.
        [one] Enough for the { $joined } person who takes part.
       *[other] Enough for all { $joined } people who take part.
    }
seats-effect-short =
    { $short ->
        [one] { $joined } people take part, so in each round { $short } of them sits out, is told why, and is first in line next time.
       *[other] { $joined } people take part, so in each round { $short } of them sit out, are told why, and are first in line next time.
    }
seats-effect-next = It counts from the next draw on.
seats-effect-rounds-over =
    { $n ->
        [one] { $n } round that is going on uses more; it stays as it is. The number counts from the next draw on.
       *[other] { $n } rounds that are going on use more; they stay as they are. The number counts from the next draw on.
    }
column-lead = Lead
column-members = People
column-joined = Taking part
column-round = Round
column-used = Seats in use

status-title = Health
status-all-good = Everything works.
status-not-all-good = Something needs a look.
status-part = Part
status-seen = What is seen
status-good = Works
status-bad = Look at it
status-tick = Scheduler
status-tick-never = It has never ticked.
status-tick-seconds = Last tick { $n } s ago.
status-tick-age = Last tick { $age } ago.
status-tick-todo = No process works as the scheduler: check that the service runs with its scheduler on.
status-database = Database
status-database-words = { $engine }, schema { $version }, answers.
status-outbox = Outbox
status-outbox-age = The oldest due mail has waited for { $age }.
status-outbox-todo = See the outbox for what the relay answers.
status-sending = Sending
status-sending-on = On.
status-sending-off = Stopped by the kill switch.
status-sending-todo = Start it again when whatever made somebody stop it is settled.
status-facts = This installation
status-version = Version
status-mail = Mail
status-mail-local = Local mailbox: nothing leaves this machine
status-mail-relay = Sent through the relay that is configured
status-address = Address
status-zone = Time zone
status-people = Active people
status-undelivered = Mails given up
status-audit = Lines in the audit log
status-holder = Scheduler runs as

meanwhile-run-last = Last, on { $when }: { $what }, by { $who }.
name-in-team = { $name } ({ $team })
action-round-manual = Round started by hand
column-teams = Teams

step-failed = It was not done: { $why }. The plan stands as it stood and nobody was told anything.
step-see-mails = See the mails with real data
step-look = See who is in it
step-look-hint = Your look is noted, and each of these people sees it among their data.
step-look-noted = Your look at these names is noted; each of them sees it among their data.
step-why = What went wrong
step-why-hint = In one or two sentences, for the people who get the note. You may leave it empty.
step-why-too-long = What went wrong: at most { $most } characters.
step-hold-title = Hold { $run }?
step-hold-lead = The plan is not released by itself any more.
step-hold = Hold it
step-hold-nobody =
    { $people ->
        [one] { $people } person waits for their match until somebody approves it. They were told nothing yet and get no mail about the hold.
       *[other] { $people } people wait for their match until somebody approves it. They were told nothing yet and get no mail about the hold.
    }
step-hold-undo = To go on, approve the plan on its page. A held plan stays held until somebody approves or drops it.
step-release-title = Release { $run } now?
step-approve-title = Approve and release { $run }?
step-release-lead = The groups become real, and every mail is written in the same moment: everybody is told, or nobody.
step-release = Release now
step-approve = Approve and release
step-release-groups =
    { $groups ->
        [one] { $groups } group: { $people } people get their match mail.
       *[other] { $groups } groups: { $people } people get their match mail.
    }
step-release-left-out =
    { $n ->
        [0] Nobody is left out.
        [one] { $n } person is told why they have no match, and is first in line next time.
       *[other] { $n } people are told why they have no match, and are first in line next time.
    }
step-release-fallen =
    { $n ->
        [one] { $n } group of the plan fell through since the draw: somebody left, paused or asked not to meet. Whoever remains of it is told so.
       *[other] { $n } groups of the plan fell through since the draw: somebody left, paused or asked not to meet. Whoever remains of them is told so.
    }
step-release-paused = All sending is stopped at the moment: the mails are written, and wait in the outbox.
step-release-undo = Afterwards the plan can be recalled, but not silently: whoever was told gets a note.
step-release-blocked = It cannot be released: { $why }. Nobody was told anything.
step-drop-title = Drop { $run }?
step-drop-lead = It ends here. Nobody was told of a plan, and nobody gets a mail now.
step-drop = Drop it
step-drop-plan =
    { $people ->
        [one] { $people } person who would have met somebody does not, this round.
       *[other] { $people } people who would have met somebody do not, this round.
    }
step-drop-round = Nobody is matched in this round.
step-drop-yes =
    { $n ->
        [one] { $n } person answered yes to the round question and hears nothing more of it.
       *[other] { $n } people answered yes to the round question and hear nothing more of it.
    }
step-drop-undo = A dropped round cannot be taken up again; you can draw another by hand.
step-recall-title = Recall { $run }?
step-recall-lead = The plan is withdrawn. Whoever was told gets an honest note; whoever was not hears nothing.
step-recall = Recall the whole plan
step-recall-groups =
    { $n ->
        [one] { $n } group is withdrawn, and its calendar event cancelled.
       *[other] { $n } groups are withdrawn, and their calendar events cancelled.
    }
step-recall-sent =
    { $n ->
        [0] No mail has left yet.
        [one] { $n } mail has left; its reader gets the note.
       *[other] { $n } mails have left; their readers get the note.
    }
step-recall-waiting =
    { $n ->
        [0] None waits in the outbox.
        [one] { $n } waits in the outbox and is withdrawn unsent.
       *[other] { $n } wait in the outbox and are withdrawn unsent.
    }
step-recall-kept = Groups that have settled their meeting already keep it.
step-recall-first = Everybody who loses their match is first in line next time.
step-recall-undo = It cannot be undone; a new round can be drawn.
step-retry-title = Try { $run } again?
step-retry-lead = The scheduler takes the run again within a minute.
step-retry = Try again
step-retry-fresh = It starts from today's data: who is there, who paused, who has met.
step-retry-attempts =
    { $n ->
        [one] It was tried once so far.
       *[other] It was tried { $n } times so far.
    }
step-retry-hold = A plan that comes out is held as the programme says; nobody is told before its release.
step-group-title = Recall group { $n } of { $run }?
step-group-lead = Only this group is withdrawn; the rest of the plan stays.
step-group = Recall this group
step-group-note = Whoever of them was told gets an honest note; a mail that waits is withdrawn unsent.
step-group-calendar = Their calendar event is cancelled, and their introduction taken back.
step-group-first = They are first in line next time.
step-draw-title = Draw a round of { $programme } now?
step-draw-lead = A round out of turn. The draw begins within a minute, and you see it live.
step-draw = Draw now
step-draw-people =
    { $n ->
        [0] Nobody said yes to every round, so nobody would be in it.
        [one] { $n } person said yes to every round; they are in it unless they are away.
       *[other] { $n } people said yes to every round; they are in it unless they are away.
    }
step-draw-ask =
    { $n ->
        [0] Nobody is asked each round.
        [one] { $n } person who is asked each round is not: there is no time to ask.
       *[other] { $n } people who are asked each round are not: there is no time to ask.
    }
step-draw-approve = The plan then waits for approval.
step-draw-at-once = The mails go out as soon as the plan stands.
step-draw-hold = The plan is then held for { $hours } h before it is released by itself.

groups-title = Groups
groups-lead = By number and teams. Names are shown only on the page that recalls a group, and each look is noted.
groups-empty-title = No group
groups-empty = This run has no groups: it has no plan, or nobody could be matched.
groups-recall = Recall …
mails-title = Mails of the run
mails-look = See the mails
mails-look-hint = They hold names and times of a few people. Your look is noted, and each of them sees it among their data.
mails-lead-waiting = One mail of each kind, as it would be written now, with real data. Nothing is sent by looking.
mails-lead-written = One mail of each kind, as it was written.
mails-empty-title = No mail
mails-empty = This run has written no mail.
mails-invite = with a calendar invitation
mails-noted = Links in these mails are cut: whoever follows one acts in its reader's name. Your look is noted; the people in these mails see it among their data.

replay-title = Replay
replay-all-holds = Everything holds: the same input gives the same plan, and the proof of its bound is right.
replay-not-all-holds = Something does not hold. Keep the problem and the plan, and report it.
replay-took = to solve it again
replay-version = made by Weft { $version }
replay-holds = Holds
replay-differs = Differs
replay-hash = The stored input has the stored hash
replay-plan = The plan comes out the same, byte for byte
replay-certificate = The certificate proves the bound over all admissible pairs
replay-differences = What differs
dry-run-result-title = Dry run
dry-run-headline = This is what a draw would come to with today's people. Nothing was kept and nobody was told.
action-round-answered = Round question answered

report-without-seats =
    { $n ->
        [one] { $n } person of a team without any seat wanted to take part. Nothing repays that until the team offers a seat.
       *[other] { $n } people of teams without any seat wanted to take part. Nothing repays that until their teams offer seats.
    }
report-unreadable = The stored plan was made by a version whose format this one does not read, so its rules and loads are not recounted here. Its figures and files are as they were.
outbox-why-late = Its time was over before it could be sent
outbox-why-recalled = Its plan or group was recalled
outbox-why-withdrawn = Withdrawn by hand
seats-short = { $n }, { $short } too few
capacity-now-lead =
    { $members ->
        [one] { $members } person is in the team.
       *[other] { $members } people are in the team.
    }
seats-effect-lead =
    { $seats ->
        [0] Nobody of the team can be in a round. Whoever takes part sits out every time, and is told why.
        [one] At most { $seats } person of the team is in one round. Whoever has no seat sits out that time, is told why, and is first in line next time.
       *[other] At most { $seats } people of the team are in one round. Whoever has no seat sits out that time, is told why, and is first in line next time.
    }
seats-effect-lead-no-limit = Everybody of the team who takes part has a place in every round.
actor-participant = A participant
action-meeting-marked = Meeting marked
action-joined = Joined a programme
action-left = Left a programme
action-paused = Paused
action-resumed = Resumed
action-participation-changed = Participation changed
action-wishes-changed = Wishes changed
action-joined-as-third = Joined a pair as a third
action-sign-in-link = Sign-in link made
action-roster-applied = Roster imported
action-ties-applied = Ties imported
action-account-decided = Held account decided
action-account-reopened = Held account opened again
action-demo-founded = Demo organisation founded
action-role-granted = Role granted
action-role-revoked = Role taken back
action-person-erased = Person erased
action-person-left = Person left
actor-themself = their own settings
action-hosting-withdrawn = Said they cannot host
action-placement-judged = Stay looked back on
action-placement-set-by-hand = Placement set by hand
action-placement-taken-out = Placement taken out
action-placement-recalled = Placement recalled
action-placement-ended-early = Stay ended early
action-placement-cancelled = Placement cancelled
action-placements-advanced = Stays begun or ended by their dates
action-plan-shown = Plan shown to those concerned
action-plan-agreed = Agreed to a plan
action-plan-objected = Objected to a plan
action-quarter-published = Quarter published
action-cohort-created = Cohort made
action-cohort-edited = Cohort changed
action-cohort-cancelled = Cohort cancelled
action-cohort-rules-changed = Cohort's rules changed
action-hires-added = New hires added
action-hire-edited = New hire changed
action-hire-removed = New hire taken out
