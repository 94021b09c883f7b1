# Rotations: calls, applications, home teams, and the mails about them.

nav-rotations = Rotations
nav-team-rotations = Rotations of my teams
nav-admin-rotations = Rotation calls

rotation-span = { $from } – { $to }
rotation-span-weeks = { $weeks ->
    [one] { $span }, { $weeks } week
   *[other] { $span }, { $weeks } weeks
}
rotation-column-call = Call
rotation-column-state = State
rotation-column-changed = Last change
rotation-column-team = Team
rotation-column-words = What one would do there
rotation-column-person = Person
rotation-column-due = Answer by
rotation-row-choices = Host teams, the dearest first
rotation-row-periods = Periods that suit
rotation-row-length = Length of the stay
rotation-row-goals = Goals
rotation-length-n = { $n ->
    [one] { $n } period
   *[other] { $n } periods in a row
}
rotation-reason = Reason
rotation-back-to-call = Back to the call
rotation-not-open-title = This call takes no applications now
rotation-not-open = Its days for applying are over, have not begun, or it was given up. Nothing was changed.
rotation-not-possible-title = That is not possible any more
rotation-not-possible = Something changed meanwhile: a step was taken, or a plan was made. Nothing was changed by this press.

## States

application-draft = Draft
application-submitted = Handed in, nobody to ask
application-awaiting-home = Waits for the home team
application-eligible = In the plan
application-placed = Has a place
application-waitlisted = On the waitlist
application-declined = Not this time
application-withdrawn = Taken back
call-draft = Draft
call-open = Open
call-closed = Closed
call-running = Running
call-finished = Finished
call-cancelled = Cancelled

## The employee's pages

rotations-title = Rotations
rotations-lead = Work with another team for some weeks. You rank teams, your home team says when you can go, and one plan is made for everybody who applied.
rotations-open = Calls you can apply to
rotations-empty-title = No call is open
rotations-empty = When a coordinator opens one, it stands here with its dates, the teams that have places and what one would do there.
rotations-own = Your applications
rotations-own-empty-title = You have not applied yet
rotations-own-empty = An application you begin is kept here as a draft, and everything that happens to it is told with its reason.
rotation-window-open = Apply until { $to }.
rotation-window-ahead = Opens on { $from }; you can apply until { $to }.
rotation-apply = Apply
rotation-go-on = Go on with your draft
rotation-see = See your application
rotation-eligible-from = { $months ->
    [one] You may go from { $date }, { $months } month after your start on { $started }.
   *[other] You may go from { $date }, { $months } months after your start on { $started }.
}
rotation-eligible-since = { $months ->
    [one] You may go: since { $date }, { $months } month after your start on { $started }.
   *[other] You may go: since { $date }, { $months } months after your start on { $started }.
}
rotation-eligible-unknown = You may go: the roster does not say when you started, so nothing stands against it.
rotation-eligible-not-before = Your home team said last time: not before { $date }. Later periods are open to you.
rotation-apply-title = Apply: { $call }
rotation-hosts = Teams with free places
rotation-hosts-caption = Places that are free now, in each period.
rotation-hosts-empty-title = No team offers a place yet
rotation-hosts-empty = Teams set down what they can spare week by week. As soon as one has a place in a whole period, it stands here.
rotation-places = { $n ->
    [0] none
    [one] { $n } place
   *[other] { $n } places
}
rotation-no-words = The team has not said yet.
rotation-form = Your application
rotation-choices-hint = Rank the teams. A first choice counts most; naming more of them makes a place more likely, if need be one of the later ones.
rotation-choice = { $n ->
    [1] First choice
    [2] Second choice
    [3] Third choice
    [4] Fourth choice
   *[other] Choice { $n }
}
rotation-no-team = No team
rotation-periods-hint = Tick every period in which you could be away. Your home team may agree to fewer.
rotation-no-period-open = No period of this call is open to you: see above from when you may go.
rotation-length-hint = A stay of several periods needs periods that follow each other without a gap.
rotation-goals-hint = What you would like to learn or do. Your home team’s lead, the coordinator and, once you have a place, the host read it.
rotation-check = Check and hand in
rotation-keep = Keep as a draft
rotation-kept = Your draft is kept. Nobody else sees it.
rotation-check-title = Check your application
rotation-submit = Hand in
rotation-effect-asked = { $days ->
    [one] { $lead } is asked by mail whether you can go, and has { $days } working day to answer.
   *[other] { $lead } is asked by mail whether you can go, and has { $days } working days to answer.
}
rotation-effect-nobody = Your team has no lead and you have no manager in the roster: the coordinator is told and finds out who decides.
rotation-effect-seen = Your home team’s lead and the coordinators see your choices and goals; nobody else does.
rotation-effect-back = You can take it back until you have a place.
rotation-application-title = Your application: { $call }
rotation-submitted-note = Your application is handed in.
rotation-withdraw = Take it back
rotation-withdraw-title = Take back your application to { $call }?
rotation-withdraw-effect = You are not in the plan of this call any more.
rotation-withdraw-effect-lead = Whoever was asked for your home team is told.
rotation-withdraw-effect-again = You can apply again until the last day of the call.
rotation-withdrawn-note = Your application is taken back.
flaw-no-choice = Choose at least one team.
flaw-no-host = This team offers no place in the call. Choose another one.
flaw-twice = { $team } stands further up already. Each team once.
flaw-no-period = Tick at least one period.
flaw-not-then = One of the ticked periods is not open to you any more. Look at them once more.
flaw-too-short = The periods you ticked do not lie side by side for so long a stay. Tick more, or choose a shorter one.
flaw-too-long = Goals: at most { $most } characters.
flaw-no-goals = Say in a sentence or two what you would like to learn or do.

## Where an application stands

story-title = What happened
story-next = Next:
story-wish = What you applied for
story-begun = Application begun.
story-submitted = Handed in.
story-asked = { $lead } was asked for { $team }.
story-escalated = No answer in time: the programme’s owner was told.
story-agreed = { $by } said for { $team }: these dates.
story-not-now = { $by } said for { $team }: not now, not before { $date }.
story-reason = Reason: { $reason }
story-placed = Place with { $team }, { $span }.
story-finished = The rotation is over.
story-ended-early = The rotation ended early.
story-recalled = The place was withdrawn.
story-waitlisted = The plan had no place. On the waitlist.
story-waitlisted-no-admissible = In none of the teams and periods you named could you be placed.
story-waitlisted-places = Wherever you would have gone, all places were taken.
story-waitlisted-lend = Whenever you could have gone, your own team had let go as many as it may.
story-waitlisted-balance = Wherever you would have gone, a team’s guests and people away would have differed too much.
story-waitlisted-limits = Wherever you would have gone, places, your own team or the balance stood against it.
story-waitlisted-better-plan = A place for you would have cost others more than it gave.
story-waitlisted-budget-ended = The time for solving ended before a place was found.
story-withdrawn = Taken back.
story-cancelled = The call was cancelled.
story-next-draft = hand it in by { $date }.
story-next-submitted = the coordinator finds out who decides for the home team.
story-next-awaiting = { $lead } has until { $date } to answer. If no answer comes, the programme’s owner is told.
story-next-eligible = applications are taken until { $date }; then the plan is made, and you hear of it either way.
story-next-placed = you get an invitation to your calendar, and a reminder before the first day.
story-next-waitlisted = when a place comes free, the plan is solved again with you in it. In the next call you count as somebody who waited.
story-next-declined = in the next call you count as somebody who waited.
story-next-withdrawn = nothing.

## The home team's word

home-word-title = May { $person } go?
home-word-lead = { $person } of { $team } would like to work with another team for a while: { $call }.
home-word-dates = These dates
home-word-periods = Periods in which the team can do without
home-word-periods-hint = All that suit are ticked. Untick those in which it cannot be.
home-word-reason-hint = The person and the coordinator read it.
home-word-not-before = Ask again from
home-word-not-before-hint = Before this day it would be no use to ask again. In the next call the person counts as somebody who waited.
home-word-no-period = Tick at least one period, or say “not now”.
home-word-no-reason = Say why in a sentence: nobody is refused silently.
home-word-long-reason = Reason: at most { $most } characters.
home-word-no-date = Give the day from which it would make sense to ask again.
home-word-past-date = The day lies in the past. Give one from tomorrow on.
home-word-far-date = The day is more than two years ahead. Give an earlier one.
home-word-over = There is nothing to answer any more: the application was taken back, planned, or somebody else answered.
home-word-done = The answer is set down.
home-word-done-dates = Thank you. The dates are set down, and the application is in the plan. You may change your answer until the plan is made.
home-word-done-not-now = Thank you. The person is told, with your reason and the day.
home-word-up = Application

## The lead's page

team-rotations-title = Rotations of my teams
team-rotations-lead = Who of your team would like to go, what guests would do with you, and what the team gave and got.
team-rotations-empty-title = You lead no team
team-rotations-empty = The roster names the leads of teams. Once it names you, the team’s rotations stand here.
team-questions = Applications from the team
team-questions-empty-title = Nobody waits for an answer
team-questions-empty = When somebody of the team applies, you get a mail with two buttons, and the question stands here too.
team-words = What one would do with the team
team-words-empty = No call is being set up or open. When one is, you can say here what guests would do.
team-words-label = { $team } in { $call }
team-words-hint = One or two sentences. Everybody who looks at the call reads them.
team-words-save = Save
team-words-done = Saved. Applicants see it at once.
team-words-long = At most { $most } characters.
team-ledger = What teams gave and got
team-ledger-empty = No rotation yet. Weeks that own people spend with other teams, and weeks of guests, are counted here by quarter.
team-column-quarter = Quarter
team-column-lent = Weeks lent
team-column-hosted = Weeks hosted
team-quarter = Q{ $n } { $year }

## The coordinator's pages

calls-title = Rotation calls
calls-lead = A call says when people may apply, in which periods they may be away, and by which rules the plan is made.
calls-empty-title = There is no rotation programme yet
calls-empty = Make one, then a call of it: people see a call once you open it.
calls-none-title = No call yet
calls-none = A new call is a draft that nobody sees until you open it.
calls-owner = Owner: { $owner }
calls-new-programme = New rotation programme
calls-make-programme = Make the programme
calls-programme-made = The programme is made. Its first call can be set up now.
calls-new-call = New call
call-edit = Edit
call-edit-title = Edit the call
call-check = Check
call-check-title = Check the call
call-save = Save the call
call-facts = The call
call-row-window = Days for applying
call-row-periods = Periods
call-row-rules = Rules
call-field-name = Name
call-field-name-hint = As people see it, such as “Spring 2027”.
call-field-purpose = Purpose
call-field-purpose-hint = What it is for, in one or two sentences.
call-field-owner = Owner’s address
call-field-owner-hint = Is told when a home team does not answer.
call-field-opens-on = First day
call-field-last-on = Last day
call-field-from = Period { $n }: first Monday
call-field-weeks = Period { $n }: weeks
call-field-after-months = Months since the start
call-field-after-months-hint = 12: a year after the first day of work.
call-field-choices = Teams to rank
call-field-choices-hint = At most 5.
call-field-balance = Balance
call-field-balance-hint = How far the guests a team takes and the people it lets go may differ in a period. Empty: no limit.
call-field-hours = Hours for a guest
call-field-hours-hint = What one guest takes of the host team in a week; it counts against the team’s hours.
call-field-answer-days = Days to answer
call-field-answer-days-hint = Working days until a home team’s silence is told to the owner.
call-field-hold-hours = Hold
call-field-hold-hours-hint = Hours a plan waits before it is released by itself. Empty: a person must release it.
call-periods-hint = Whole weeks, from a Monday. Leave rows empty that you do not need.
call-periods-frozen = Somebody has begun an application that names the periods, so they stay as they are.
call-fault-not-a-monday = { $field }: not a Monday. The Monday of that week is { $monday }.
call-fault-ends-before = The last day lies before the first, { $date }.
call-fault-before-window = { $field }: begins before people have finished applying on { $date }.
call-fault-overlaps = { $field }: shares weeks with the period { $from } – { $to }.
call-fault-taken = There is one of this name already. Choose another.
call-rule-after = { $months ->
    [one] People may go { $months } month after their start.
   *[other] People may go { $months } months after their start.
}
call-rule-choices = { $n ->
    [one] They name { $n } team.
   *[other] They rank up to { $n } teams.
}
call-rule-balance = { $n ->
    [one] In each period, a team’s guests and its people who are away differ by at most { $n }.
   *[other] In each period, a team’s guests and its people who are away differ by at most { $n }.
}
call-rule-no-balance = A team may take and give as many as it has places for.
call-rule-hours = One guest takes { $hours } hours of the host team in a week.
call-rule-answer = { $days ->
    [one] A home team has { $days } working day to answer.
   *[other] A home team has { $days } working days to answer.
}
call-rule-hold = A plan is released by itself after { $hours } hours.
call-rule-approve = A plan waits until somebody releases it.
call-effect-draft = Nobody sees it until you open it.
call-effect-open = Once somebody has begun an application, the periods stay as they are.
call-effect-edit = People see the change at once. Applications that were handed in stay as they are.
call-done-created = The call is set up, as a draft.
call-done-saved = The call is saved.
call-done-open = The call is open.
call-done-close = The call takes no more applications.
call-done-cancel = The call is cancelled, and everybody who had applied is told.
call-step-open = Open the call
call-step-close = Close the call
call-step-cancel = Cancel the call
call-open-title = Open { $call }?
call-close-title = Close { $call }?
call-cancel-title = Cancel { $call }?
call-effect-opens = Everybody sees it, and can apply from { $from } to { $to }.
call-effect-freezes = Once somebody has begun an application, the periods stay as they are.
call-effect-closes = { $n ->
    [0] Nobody has applied; nobody can any more.
    [one] { $n } application is in; no more are taken.
   *[other] { $n } applications are in; no more are taken.
}
call-effect-closes-drafts = { $n ->
    [0] No draft is cut off.
    [one] { $n } draft cannot be handed in any more, unless you open the call again.
   *[other] { $n } drafts cannot be handed in any more, unless you open the call again.
}
call-effect-cancels = { $n ->
    [0] Nobody has applied; nobody is told.
    [one] { $n } application ends, and its person gets a mail with your reason.
   *[other] { $n } applications end, and their people get a mail with your reason.
}
call-effect-cancels-drafts = { $n ->
    [0] No draft ends.
    [one] { $n } draft ends without a mail.
   *[other] { $n } drafts end without a mail.
}
call-effect-for-good = It cannot be opened again.
call-cancel-reason-hint = Everybody who applied reads it.
call-cancel-no-reason = Say in a sentence why: everybody who applied reads it.
call-applications = Applications
call-applications-empty-title = Nobody has applied yet
call-applications-empty = Applications stand here as soon as they are handed in, by what they need next.
call-drafts = { $n ->
    [one] { $n } draft is being written; only its author sees it.
   *[other] { $n } drafts are being written; only their authors see them.
}
call-missing = { $n ->
    [one] { $n } application waits for its home team’s answer and is in no plan until it comes.
   *[other] { $n } applications wait for their home teams’ answers and are in no plan until they come.
}
call-column-home = Home team
call-column-word = The home team’s word
call-column-waited = In vain before
call-word-nobody = Nobody to ask: find out who decides
call-word-due = Asked; by { $date }
call-word-late = Overdue since { $date }
call-word-agreed = { $n } of { $of } periods
call-word-not-now = Not before { $date }
call-fairness = Fairness
call-fair-waited = { $n ->
    [0] Of { $of } in the plan, nobody applied in vain before.
   *[other] Of { $of } in the plan, { $n } applied in vain before; they come first where it costs the plan little.
}
call-fair-placed = { $n } of { $of } have a place, { $waited } of them after applying in vain before.
call-fair-not-now = { $n ->
    [0] No home team said “not now”.
    [one] { $n } home team said “not now”; it counts for the person in the next call.
   *[other] { $n } home teams said “not now”; it counts for the people in the next call.
}
call-ledger-empty = No place is real yet. Weeks lent and hosted in this call are counted here.
case-waited = { $n ->
    [0] First application, or placed the last time.
    [one] Applied in vain once before.
   *[other] Applied in vain { $n } times before.
}
call-fair-owed = { $n ->
    [one] One of them was passed over in earlier calls, for others who got what they had chosen: what they choose now counts for more.
   *[other] { $n } of them were passed over in earlier calls, for others who got what they had chosen: what they choose now counts for more.
}
case-owed = { $n ->
    [one] Passed over for one choice in earlier calls: what they choose now counts twice.
   *[other] Passed over for several choices in earlier calls: what they choose now counts three times.
}
application-owed = In an earlier call, what you had chosen went to others. So what you choose now counts for more, until you get the dearest that is to be had.
application-passed-over = { $n ->
    [one] One choice that is dearer to you went to somebody else. It is remembered: in the next call, what you choose counts for more.
   *[other] { $n } choices that are dearer to you went to others. It is remembered: in the next call, what you choose counts for more.
}
case-answer = Answer in the home team’s place

## Mails

mail-footer-rotation = You get this because of an application to { $programme }.
mail-home-subject = { $person } would like to go on rotation: your word by { $by }
mail-home-preheader = { $call }: these dates, or not now.
mail-home-lead = { $person } of { $team } has applied to work with another team for a while: { $call }. Which dates suit the team?
mail-home-periods = { $length ->
    [one] Away in one of these periods
   *[other] Away in { $length } of these periods in a row
}
mail-home-choices = Would like to go to, the dearest first
mail-home-goals = What { $person } would like to do there
mail-home-yes = These dates
mail-home-not-now = Not now
mail-home-silence = Please answer by { $by }. If no answer comes, the programme’s owner is told; silence decides nothing.
mail-home-not-now-means = “Not now” asks for a reason and a day. Both are told to the person and the coordinator, and the person comes earlier in the next call.
mail-home-footer = You get this because you decide for { $team } in { $programme }.
mail-silence-subject = No answer from { $team } about { $person }
mail-silence-preheader = { $call }: the application is in no plan until the home team answers.
mail-silence-lead = { $days ->
    [one] { $lead } was asked whether { $person } of { $team } can go on rotation, and has not answered for { $days } working day.
   *[other] { $lead } was asked whether { $person } of { $team } can go on rotation, and has not answered for { $days } working days.
}
mail-silence-nobody = { $person } of { $team } has applied for a rotation, but the roster names nobody who could be asked: the team has no lead, and the person no manager.
mail-silence-what = Until there is an answer, the application is in no plan of { $call }. You can talk to the team and set its answer down yourself.
mail-silence-button = Look at the application
mail-silence-once = You are told this once.
mail-answer-waitlisted-subject = { $call }: you are on the waitlist
mail-answer-waitlisted = The plan of { $call } has no place for you. You are on the waitlist.
mail-answer-waitlisted-next = When a place comes free, the plan is solved again with you in it. There is nothing you need to do.
mail-answer-not-now-subject = { $call }: not now, says your home team
mail-answer-not-now = { $team } cannot do without you in the periods of { $call }. It makes sense to ask again from { $date }.
mail-answer-reason = The reason: { $reason }
mail-answer-repaid = This is remembered: in the next call you come earlier.
mail-answer-cancelled-subject = { $call } is cancelled
mail-answer-cancelled = { $call } is cancelled, and with it your application.
mail-answer-withdrawn-subject = { $person } has taken back the application to { $call }
mail-answer-withdrawn = { $person } has taken back the application to { $call }.
mail-answer-withdrawn-next = There is nothing you need to answer any more.
mail-answer-link = See your application

## The plan of a call

rotation-plan-title = Plan of { $call }
rotation-plan-link = The plan
rotation-plan-back = Back to the plan
rotation-plan-lead-open = The plan is made after the call is closed. Until then people apply, and home teams answer.
rotation-plan-lead-none = There is no plan yet. Solve to have one proposed; nobody is told before it is released.
rotation-plan-lead-solving = A plan is being made. This takes seconds; look again then.
rotation-plan-lead-releases = A plan waits. It is released by itself on { $at }, unless it is held or dropped.
rotation-plan-lead-waits = A plan waits until somebody releases it. Nobody was told.
rotation-plan-lead-held = A plan is held. Nobody was told; a person releases or drops it.
rotation-plan-lead-failed = The plan could not be made: { $why }
rotation-plan-lead-dropped = The last plan was dropped; nobody was told of it.
rotation-plan-lead-released = The plan is real: everybody was told.
rotation-plan-pending = A release would make { $new } new, move { $moved } and end { $ended }. Set by hand: { $hand }.
rotation-plan-tile-placed = Placed
rotation-plan-tile-unplaced = Without a place
rotation-plan-tile-new = New connections
rotation-plan-tile-value = Value in connections
rotation-plan-tile-bound = no plan is worth more than { $bound }
rotation-plan-tile-gap = Gap
rotation-plan-tile-seconds = in { $seconds } seconds
rotation-plan-unplaced = Without a place, and why
rotation-plan-unplaced-none = Everybody in the plan has a place.
rotation-plan-column-could = Where there could be one
rotation-plan-people = People and periods
rotation-plan-people-empty-title = Nobody has a place yet
rotation-plan-people-empty = Once a plan is made, each person stands here with team, host and period.
rotation-plan-teams = Teams and periods
rotation-plan-load = { $guests ->
    [one] { $guests } guest, { $away } away
   *[other] { $guests } guests, { $away } away
}
rotation-plan-difference = What changed since the plan before
rotation-plan-came = Now: { $place }
rotation-plan-went = No longer: { $place }
rotation-plan-place = { $person } with { $team }, { $span }
rotation-plan-worth = adds { $value }
rotation-plan-tag-moves = Moves here
rotation-plan-tag-locked = Set by hand
rotation-plan-tag-new = Proposed
rotation-plan-tag-started = Has begun
rotation-plan-tag-finished = Over
rotation-plan-tag-ended = Ended early
rotation-plan-tag-confirmed = Confirmed
rotation-unplaced-no-admissible = There is no team and period in which the person could be placed.
rotation-unplaced-places = Wherever the person would go, all places are taken.
rotation-unplaced-lend = Whenever the person could go, the home team has let go as many as it may.
rotation-unplaced-balance = Wherever the person would go, a team’s guests and people away would differ too much.
rotation-unplaced-limits = Wherever the person would go, places, the home team or the balance stand against it.
rotation-unplaced-better-plan = A place for this person would have cost the others more.
rotation-unplaced-budget-ended = The time for solving ended before a place was found. Solve again.
rotation-unplaced-could = { $team }, { $span }: the plan would lose { $loss }.
rotation-unplaced-could-at-most = { $team }, { $span }: the plan would lose at most { $loss }.
rotation-plan-step-solve = Solve
rotation-plan-step-again = Solve again
rotation-plan-step-release = Release the plan
rotation-plan-step-hold = Hold the plan
rotation-plan-step-drop = Drop the plan
rotation-plan-effect-solve = A plan is proposed within seconds. Nobody is told before it is released.
rotation-plan-effect-again = { $hand ->
    [0] A new plan takes this one’s place. Nothing was set by hand.
    [one] A new plan takes this one’s place. { $hand } place set by hand stays.
   *[other] A new plan takes this one’s place. { $hand } places set by hand stay.
}
rotation-plan-effect-new = { $n ->
    [one] { $n } place becomes real and is booked with host and home team.
   *[other] { $n } places become real and are booked with host and home teams.
}
rotation-plan-effect-moved = { $n ->
    [one] { $n } confirmed place moves.
   *[other] { $n } confirmed places move.
}
rotation-plan-effect-ended = { $n ->
    [one] { $n } confirmed place ends before it began.
   *[other] { $n } confirmed places end before they began.
}
rotation-plan-effect-unplaced = { $n ->
    [one] { $n } person goes on the waitlist and is told why.
   *[other] { $n } people go on the waitlist and are told so.
}
rotation-plan-effect-mails = Those who go, their hosts and their home teams get mails with calendar invitations. A place that was taken meanwhile stops the whole release; then nobody is told.
rotation-plan-effect-hold = It is not released by itself any more. A person releases or drops it.
rotation-plan-effect-drop = { $n ->
    [one] { $n } proposed place goes. Nobody was told of it, nobody will be.
   *[other] { $n } proposed places go. Nobody was told of them, nobody will be.
}
rotation-plan-done-solve = A plan is being made. Look again in some seconds.
rotation-plan-done-release = The plan is released, and the mails are on their way.
rotation-plan-done-hold = The plan is held.
rotation-plan-done-drop = The plan is dropped.
rotation-plan-done-placed = The place is set by hand. Solving again leaves it where it is.
rotation-plan-done-lock = The lock is changed.
rotation-plan-done-take-out = The place is taken out of the plan.
rotation-plan-full-title = A team has no room meanwhile
rotation-plan-full = { $reason } Nothing was changed and nobody was told. Solve again, or decide otherwise.
rotation-widen-place =
    { $n ->
        [one] One more place in { $team }, { $span }
       *[other] { $n } more places in { $team }, { $span }
    }
rotation-widen-lend =
    { $n ->
        [one] One more of { $team } away, { $span }
       *[other] { $n } more of { $team } away, { $span }
    }
rotation-widen-balance =
    { $n ->
        [one] Guests and people away differing by { $n } in a team
       *[other] Guests and people away differing by up to { $n } in a team
    }
rotation-widen-start = { $person } able to start { $span }
rotation-widen-unlock = { $person } in { $team }, { $span } not fixed
rotation-plan-busy-title = Somebody is placed elsewhere
rotation-plan-busy = Somebody of the plan has another placement in the same weeks. Nothing was released and nobody was told. Solve again.
rotation-plan-unfit-title = That does not fit
rotation-plan-unfit = The place is not free any more, or the stay has begun. Nothing was changed.
rotation-place-title = Place { $person } by hand
rotation-place-lead-here = { $person } is planned with { $team }, { $span }.
rotation-place-lead-none = Without a place so far.
rotation-place-spots = Where there could be a place
rotation-place-spots-caption = Everybody else stays where they are. The best effect on the plan first.
rotation-place-none-title = Nowhere else
rotation-place-none = With everybody else where they are, no team the person named has a place in a period that suits.
rotation-place-column-period = Period
rotation-place-column-effect = Effect on the plan
rotation-place-column-act = Place
rotation-place-here = Place here
rotation-place-effect-none = none
rotation-place-effect-gains = gains { $value }
rotation-place-effect-loses = loses { $value }
rotation-place-lock = Lock it here
rotation-place-unlock = Let the next plan move it
rotation-place-take-out = Take it out of the plan
rotation-place-lock-hint = Solving again leaves a locked place where it is.

## Swaps

swap-title = Swap places
swap-asked = Asked
swap-agreed = Everybody agreed
swap-booked = Booked
swap-refused = Refused
swap-withdrawn = Taken back
swap-own = Your place: { $place }.
swap-open = A swap is open
swap-by-mail = You were asked by mail: answer with one of its two buttons.
swap-how = Choose a place you would rather have. Its person is asked, then both home teams, then the coordinator. Until the last yes everybody keeps their place.
swap-places = Places that could be swapped
swap-column-act = Ask
swap-ask = Ask to swap
swap-none-title = No place could be swapped with yours
swap-none = A swap needs two places that have not begun, are equally long, and keep every team’s places and balance.
swap-done-asked = The person with that place is asked by mail.
swap-done-withdrawn = The swap is taken back.
swap-lead = These two would change places in { $call }.
swap-over = This swap is over: it was booked, refused or taken back.
swap-done-yes = Thank you, your yes is set down. Nothing changes until everybody has agreed.
swap-done-no = Thank you. The swap is off, and everybody keeps their place.
swap-unfit = The rules do not allow it any more: a place was taken, or a stay has begun.
swap-effect = Effect on the plan: { $effect }.
swap-consequence = Booked, both places change hands at once in the ledger and in everybody’s calendars, and all who are affected get one mail.
swap-book = Book the swap
swap-refuse = Refuse
swaps = Swaps
swap-ask-link = Swap your place
mail-swap-subject = { $person } would like to swap places: { $call }
mail-swap-other = { $person } would like to swap places with you in { $call }.
mail-swap-home = { $person } would like to swap places with somebody in { $call }. Does the home team agree?
mail-swap-office = Everybody has agreed to the swap that { $person } asked for in { $call }. The last word is yours.
mail-swap-place = { $team }, { $span }
mail-swap-yes = I agree
mail-swap-no = No
mail-swap-look = Look at the swap
mail-swap-means = Both people, both home teams and the coordinator have to agree. Until then nothing changes.
mail-footer-swap = You get this because you have a say in a swap of { $programme }.
mail-swap-refused-subject = No swap with { $team }
mail-swap-refused = The swap that you asked for with { $team } in { $call } does not take place.
mail-swap-refused-next = You keep your place as it is.

## Names in the outbox and the log

notice-kind-home-question = Home team’s question
notice-kind-home-silence = Home team’s silence
notice-kind-application-answer = Answer to an application
notice-kind-swap-question = Question about a swap
action-call-created = Call set up
action-call-edited = Call edited
action-call-opened = Call opened
action-call-closed = Call closed
action-call-cancelled = Call cancelled
action-application-submitted = Application handed in
action-application-withdrawn = Application taken back
action-home-agreed = Home team agreed
action-home-not-now = Home team said “not now”
action-home-silent = Home team’s silence told
action-swap-asked = Swap asked for
action-swap-agreed = Swap agreed to
action-swap-refused = Swap refused
action-swap-withdrawn = Swap taken back
action-swap-booked = Swap booked
action-team-words-changed = Words about a team changed
