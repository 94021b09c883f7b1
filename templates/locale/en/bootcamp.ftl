### Bootcamps: cohorts, rules, starters, hires.

nav-cohorts = Bootcamps
nav-stays = Worth of stints
bootcamp-cohorts-title = Bootcamps
bootcamp-cohorts-lead = Each cohort is a group of new people who visit teams for a few weeks each. The latest start stands on top.
bootcamp-cohorts-empty-title = No cohort yet
bootcamp-cohorts-empty = Make the first one: you give its weeks and rules, paste the new people, and have a plan made. Nobody is told anything before you release the plan.
bootcamp-new = New cohort
bootcamp-new-title = New cohort
bootcamp-check-title = Check the new cohort
bootcamp-edit-title = Change { $cohort }
bootcamp-back = Back to the cohort
bootcamp-given-up = The cohort was given up. Nobody was told anything.
bootcamp-stays = Was it worth it?
bootcamp-waits-title = Waits for you
bootcamp-waits-release = { $cohort }: look at the plan and release it
bootcamp-waits-failed = { $cohort }: no plan could be made
bootcamp-waits-unplaced =
    { $n ->
        [one] { $cohort }: find a stint for { $n } person
       *[other] { $cohort }: find stints for { $n } people
    }
bootcamp-waits-objections =
    { $n ->
        [one] { $cohort }: { $n } host or lead says “not like this”
       *[other] { $cohort }: { $n } hosts or leads say “not like this”
    }
bootcamp-waits-answers =
    { $n ->
        [one] { $n } team has not said yet what it can spare
       *[other] { $n } teams have not said yet what they can spare
    }
bootcamp-busy-title = Hosts with too much
bootcamp-busy-over =
    { $n ->
        [one] { $team }: more is taken than offered in { $n } week of the quarter ahead
       *[other] { $team }: more is taken than offered in { $n } weeks of the quarter ahead
    }
bootcamp-busy-host = { $host } ({ $team }): { $guests } guests at once from the week of { $week } on, and takes { $most }
bootcamp-busy-team = { $team }: { $n } weeks of guests, more than twice as many as half of the teams with guests have (at most { $median })
bootcamp-busy-how = Counted from this week on, over bootcamps and rotations that are released.
bootcamp-column-cohort = Cohort
bootcamp-column-hires = People
bootcamp-column-missing = Missing
bootcamp-column-next = What to do next
bootcamp-column-weeks = Weeks
bootcamp-column-stints = Stints
bootcamp-column-start = first day
bootcamp-column-note = Note
bootcamp-nothing-missing = Nothing
bootcamp-unplaced =
    { $n ->
        [one] { $n } person without a stint
       *[other] { $n } people without a stint
    }
bootcamp-unanswered =
    { $n ->
        [one] { $n } answer missing
       *[other] { $n } answers missing
    }
bootcamp-hostless =
    { $n ->
        [one] { $n } stint without a host
       *[other] { $n } stints without a host
    }
bootcamp-next-starters = Add the new people
bootcamp-next-solve = Check the rules and have a plan made
bootcamp-next-solving = A plan is being made
bootcamp-next-release = Look at the plan and release it
bootcamp-next-failed = No plan could be made: see why
bootcamp-next-unplaced =
    { $n ->
        [one] Find a stint for { $n } person
       *[other] Find stints for { $n } people
    }
bootcamp-next-running = Running: nothing to do
bootcamp-next-over = Over
bootcamp-go-on = Go on
bootcamp-state-open = Being planned
bootcamp-state-running = Running
bootcamp-state-closed = Over
bootcamp-state-cancelled = Given up
bootcamp-days = { $from } to { $to }
bootcamp-facts =
    { $weeks ->
        [one] { $programme }, { $weeks } week: { $days }.
       *[other] { $programme }, { $weeks } weeks: { $days }.
    }

bootcamp-part-programme = Programme
bootcamp-part-cohort = Cohort
bootcamp-programme-first = This is the first cohort, so it starts a programme. Later cohorts are added to it and compared with each other.
bootcamp-programme-new = A new programme
bootcamp-programme-hint = The three fields below count only for a new programme.
bootcamp-field-programme = Programme
bootcamp-field-programme-name = Name of the programme
bootcamp-hint-programme-name = Such as “Engineering bootcamp”. It stands in mails.
bootcamp-hint-purpose = One or two sentences for the people who take part and for their hosts.
bootcamp-hint-owner = The mail address of somebody on the roster who answers for it.
bootcamp-field-name = Name of the cohort
bootcamp-hint-name = Such as “Spring 2026”.
bootcamp-field-starts-on = First week
bootcamp-hint-starts-on = Any day of it; weeks begin on Mondays.
bootcamp-field-weeks = Number of weeks
bootcamp-hint-weeks = 1 to 52.
bootcamp-check = Check your answers
bootcamp-save = Save
bootcamp-answer-days = Days
bootcamp-check-effect-nobody = Nobody is told anything: a cohort is only a plan until you release it.
bootcamp-check-effect-next = Next you look at its rules and add its people.
bootcamp-done-made = The cohort is there. Look at its rules, then add its people.
bootcamp-done-saved = Saved.
bootcamp-done-rules = The rules are saved. The next plan keeps them.
bootcamp-done-hire = Saved. The next plan counts with it.
bootcamp-done-removed = Taken out of the cohort.
bootcamp-done-starters = { $new } new on the roster, { $joined } from the roster, { $changed } changed.
bootcamp-fault-hours = { $field }: write hours, such as 6 or 1.5.
bootcamp-fault-date = { $field }: “{ $typed }” is no date. Write it as 2026-03-30.
bootcamp-fault-outside = { $field }: { $typed } lies in none of the cohort’s weeks.
bootcamp-fault-taken = { $field }: this name is in use already.
bootcamp-fault-team = { $field }: no team is called “{ $typed }”.
bootcamp-fault-team-nearest = { $field }: no team is called “{ $typed }”. Did you mean { $nearest }?
bootcamp-fault-also = { $field }: { $team } also stands under “{ $other }”. Take it out of one of the two.
bootcamp-fault-fit = { $field }: the stints take { $need } weeks, and there are { $have }.
bootcamp-fault-before = { $field }: it lies before the first week.
bootcamp-fault-placed = { $field }: there are stints in these weeks already. Drop the plan or withdraw them first.

bootcamp-give-up = Give up the cohort
bootcamp-give-up-title = Give up { $cohort }?
bootcamp-give-up-lead = A cohort that was given up cannot be opened again.
bootcamp-give-up-hires =
    { $n ->
        [0] Nobody is in it.
        [one] { $n } person in it stays on the roster.
       *[other] The { $n } people in it stay on the roster.
    }
bootcamp-give-up-plan = Its plan, if there is one, is dropped.
bootcamp-give-up-nobody = Nobody was told of it, and nobody will be.
bootcamp-give-up-blocked = A plan was released: people and hosts count on it. Withdraw the stints first.

bootcamp-rules = Rules
bootcamp-rules-title = Rules of { $cohort }
bootcamp-rules-check-title = Check the rules of { $cohort }
bootcamp-rules-lead = Hard rules are kept by every plan. Ranked rules pull: a plan keeps as many as it can, the stronger first, and says which it bent.
bootcamp-part-stints = Stints
bootcamp-part-ranked = Ranked rules
bootcamp-part-hard = Hard rules
bootcamp-ranked-lead = From the strongest to the weakest.
bootcamp-ranked-rest = After these, a plan likes links between teams that know each other little, the wishes of each person by rank, and hosts who share the load.
bootcamp-hard-lead = These always hold:
bootcamp-hard-home = Nobody makes a stint in their own team.
bootcamp-hard-one = Nobody is in two teams in the same week.
bootcamp-hard-once = Nobody visits a team twice.
bootcamp-hard-places = No team has more guests than it has places and time for in that week.
bootcamp-hard-away = Nobody is placed before their first week, after their last, or in a team they avoid.
bootcamp-field-stints = Number of stints
bootcamp-hint-stints = The most that one person makes.
bootcamp-field-length = Weeks of a stint
bootcamp-hint-length = Such as 6 stints of 1 week, or 3 of 2.
bootcamp-field-hours = Hours of a host for one guest in a week
bootcamp-hint-hours = Taken from the team’s time in the capacity ledger.
bootcamp-field-must = Teams that everybody must visit
bootcamp-hint-must = One team a line. Weighs more than anything else; who still cannot visit one is named.
bootcamp-field-should = Teams that everybody should visit
bootcamp-hint-should = One team a line, best first. Counts like a wish of each person, after their own.
bootcamp-field-must-not = Teams that nobody visits
bootcamp-hint-must-not = One team a line.
bootcamp-field-closed = Weeks in which nobody is placed
bootcamp-hint-closed = Holidays of the site: one day of each week a line, such as 2026-04-06.
bootcamp-hint-hold = Hosts and the people’s own leads see the plan first. Nobody else is told anything before the release.
bootcamp-hold-approve-hint = Nothing goes out until you approve the plan.
bootcamp-field-order = Which team comes first
bootcamp-hint-order = One pair a line, such as “Platform before Search”. It binds whoever visits both.
bootcamp-field-within = Teams that are visited only in certain weeks
bootcamp-hint-within = One team a line with its first and last week of the cohort, such as “Security: 1-2”.
bootcamp-field-rather = Teams that are better visited in certain weeks
bootcamp-hint-rather = One team a line with its first and last week, such as “Security: 1-2”. A stint outside costs the plan a fifth of a new connection.
bootcamp-order = { $first } before { $then }
bootcamp-window =
    { $n ->
        [one] { $team } in week { $from }
       *[other] { $team } in weeks { $from } to { $to }
    }
bootcamp-kept-timed = { $what }: { $n } of { $most } who visit.
bootcamp-fault-order = { $field }: “{ $typed }” does not say which of two teams comes first. Write it as “Platform before Search”.
bootcamp-fault-both-ways = { $field }: “{ $typed }” says the opposite of another line. Take one of the two out.
bootcamp-fault-weeks = { $field }: “{ $typed }” is not a team with weeks from 1 to { $most }. Write it as “Security: 1-2”.
bootcamp-none = None
bootcamp-answer-stints = Stints
bootcamp-answer-stints-value =
    { $length ->
        [one] up to { $stints } × { $length } week
       *[other] up to { $stints } × { $length } weeks
    }
bootcamp-hours = { $hours } h
bootcamp-answer-hold = Released by itself after { $time }
bootcamp-rules-effect-next = A plan that stands is not touched. The next one keeps the new rules.
bootcamp-rules-effect-short =
    { $n ->
        [one] { $n } person is not there long enough for all stints.
       *[other] { $n } people are not there long enough for all stints.
    }

bootcamp-hires = People
bootcamp-hires-empty-title = Nobody yet
bootcamp-hires-empty = Paste or upload the new people. You see line by line what happens before anything is written.
bootcamp-add-starters = Add people
bootcamp-edit = Change name and weeks
bootcamp-plan = Plan
bootcamp-solve = Have a plan made
bootcamp-away = Away
bootcamp-tile-hires = People
bootcamp-tile-unplaced = Without a stint
bootcamp-tile-need = Weeks of stints wanted
bootcamp-tile-room = Weeks that teams offer
bootcamp-tile-enough = Enough in sum
bootcamp-tile-short = { $n } too few: ask teams for more
bootcamp-weeks-span = { $from } to { $to }
bootcamp-of = { $n } of { $most }
bootcamp-hire-title = { $cohort }
bootcamp-hire-facts = { $team }, { $email }. The home team comes from the roster.
bootcamp-hire-usual = Everybody: { $usual }. Fill in only what is different for this person.
bootcamp-hire-wishes = Wishes
bootcamp-hire-next-solve = A plan that stands is not touched. The next one counts with it.
bootcamp-field-from-week = First week
bootcamp-field-to-week = Last week
bootcamp-weeks-fold = The weeks by number
bootcamp-week-days = { $n }: { $days }
bootcamp-hint-own = Empty: as for everybody.
bootcamp-field-likes = Would like to visit
bootcamp-hint-likes = One team a line, best first. The first five count.
bootcamp-field-avoid = Does not visit
bootcamp-hint-avoid = One team a line. Hard: no plan goes against it.
bootcamp-remove = Take out of the cohort
bootcamp-remove-title = Take { $name } out of the cohort?
bootcamp-remove-lead = The person stays on the roster.
bootcamp-remove-proposals =
    { $n ->
        [0] No stint was proposed for this person.
        [one] { $n } proposed stint goes with it.
       *[other] { $n } proposed stints go with it.
    }
bootcamp-remove-stays = Nobody is told anything.
bootcamp-remove-blocked =
    { $n ->
        [one] { $n } stint of this person is released. Withdraw it first.
       *[other] { $n } stints of this person are released. Withdraw them first.
    }

bootcamp-starters-title = Add people to { $cohort }
bootcamp-starters-lead = You see line by line what happens before anything is written. Who is on the roster already is taken from there; who is new is added to it.
bootcamp-list = New people
bootcamp-list-hint = One person a line: { $columns }. Between tabs, semicolons or commas, with or without a heading; wishes between bars. First day and wishes may be missing. Up to 10,000 lines.
bootcamp-file = Or a file
bootcamp-file-hint = CSV or text; it takes the place of the lines above.
bootcamp-preview = Show what happens
bootcamp-list-missing = New people: paste at least one line, or choose a file.
bootcamp-list-refused =
    { $n ->
        [one] { $n } line cannot be taken. Nothing was written; mend it below.
       *[other] { $n } lines cannot be taken. Nothing was written; mend them below.
    }
bootcamp-found = What stands there
bootcamp-wrong = What is wrong
bootcamp-why-no-name = Somebody who is not on the roster needs a name.
bootcamp-why-no-team = Somebody who is not on the roster needs a team.
bootcamp-why-team = No team has this name.
bootcamp-why-team-nearest = No team has this name. Did you mean { $nearest }?
bootcamp-why-other = Is in the cohort { $cohort } already. Take them out there first.
bootcamp-why-left = Has left the organisation.
bootcamp-why-late = The first day lies behind the cohort’s last week.
bootcamp-columns = Columns
bootcamp-columns-title = Match the columns for { $cohort }
bootcamp-columns-lead = Weft does not know all names of these columns. This is what it takes them for; choose where it is wrong. Nothing is written yet.
bootcamp-columns-first = The first lines
bootcamp-columns-line = The first line
bootcamp-columns-heading = names the columns
bootcamp-columns-person = is a person already
bootcamp-column-number = Column { $n }
bootcamp-column-option = { $column } (such as { $example })
bootcamp-column-none = Not in this list
bootcamp-columns-name = Whole, or as first and last name. Needed for who is not on the roster.
bootcamp-columns-new = Needed for who is not on the roster.
bootcamp-columns-address = Address: choose its column. People are known by it.
bootcamp-columns-twice = { $field }: this column was chosen for { $other } already.
bootcamp-columns-back = Change the list
bootcamp-preview-title = Check the people for { $cohort }
bootcamp-preview-lead = Nothing is written yet, and nobody is told anything.
bootcamp-apply = Add them
bootcamp-tile-new = new on the roster
bootcamp-tile-joins = from the roster
bootcamp-tile-changed = changed
bootcamp-tile-same = as they are
bootcamp-fate-new = New
bootcamp-fate-joins = Joins
bootcamp-fate-changed = Changed
bootcamp-fate-same = Stays
bootcamp-roster-differs = The roster names this team; it counts.

## The plan

bootcamp-plan-title = Plan of { $cohort }
bootcamp-back-to-plan = Back to the plan
bootcamp-plan-none = No plan was made yet. Have one made; nobody is told of it.
bootcamp-plan-solving = A plan is being made. This takes from a second to a minute.
bootcamp-plan-failed = No plan could be made: { $why }
bootcamp-plan-held = Held: nothing goes out until somebody releases it.
bootcamp-plan-by-itself = Released by itself on { $when }, unless somebody holds or drops it first.
bootcamp-plan-waits = Waits for your release. Nobody was told of it yet.
bootcamp-plan-pending = This was put together by hand or belongs to a plan that was dropped. Have a plan made around it to release it.
bootcamp-plan-dropped = The last plan was dropped. The new people were not told of it.
bootcamp-plan-real = Released: everybody was told.
bootcamp-look-again = Look again
bootcamp-release = Release
bootcamp-hold = Hold
bootcamp-drop = Drop the plan
bootcamp-solve-again = Have a plan made anew
bootcamp-tile-stints = Stints
bootcamp-tile-placed = People with a stint
bootcamp-tile-unanswered = Answers missing
bootcamp-proven = 0, proven
bootcamp-gap = at most { $gap }
bootcamp-bound = at most { $bound } is possible
bootcamp-missing = Without a stint, or with fewer than they could
bootcamp-because-no-stints = Has no stints to make.
bootcamp-because-nowhere = No team is open in this person’s weeks.
bootcamp-because-places = Every team that is open to this person is full.
bootcamp-because-better = The whole is worth more this way.
bootcamp-because-budget = The time for solving ended before a place was found.
bootcamp-because-limits = One limit or another stands against every place.
bootcamp-because-later = Not in the last plan: came, or was taken out, since.
bootcamp-could = Could be with { $team } in week { $week }; the plan would lose { $loss }.
bootcamp-fewer = { $n } of { $most } stints.
bootcamp-kept = Kept
bootcamp-bent = Bent
bootcamp-load-tag = Load
bootcamp-kept-title = Rules
bootcamp-kept-hard = All hard rules.
bootcamp-kept-over =
    { $n ->
        [one] In { $n } week a team has more guests than places: it offers less than when the plan was made.
       *[other] In { $n } weeks teams have more guests than places: they offer less than when the plan was made.
    }
bootcamp-kept-must = { $team }: { $n } of { $most } visit it, as everybody must.
bootcamp-kept-must-not =
    { $more ->
        [0] { $line } Not: { $names }.
       *[other] { $line } Not: { $names } and { $more } more.
    }
bootcamp-kept-wishes = { $first } of { $n } visit the team they like best, { $any } any they like.
bootcamp-kept-most =
    { $n ->
        [one] The busiest team has { $n } week of guests.
       *[other] The busiest team has { $n } weeks of guests.
    }
bootcamp-collide-title = Where the rules collide
bootcamp-collide-must =
    Everybody must visit { $team }, but a plan that keeps the other rules brings only { $n } of { $most } there. { $more ->
        [0] Left over: { $names }.
       *[other] Left over: { $names } and { $more } more.
    } Ways out:
bootcamp-collide-cost = { $way } It costs the team { $hours } hours of a host.
bootcamp-collide-let-go =
    { $n ->
        [one] Let { $team } be a wish: it costs nobody anything, and one person starts without having seen it.
       *[other] Let { $team } be a wish: it costs nobody anything, and { $n } people start without having seen it.
    }
bootcamp-what-if-title = What would help
bootcamp-what-if = { $what }: the plan gains { $gain }.
bootcamp-what-if-least = { $what }: the plan gains at least { $gain }.
bootcamp-widen-place =
    { $n ->
        [one] One more place in { $team } in week { $week }
       *[other] { $n } more places in { $team } in week { $week }
    }
bootcamp-widen-stint =
    { $n ->
        [one] One more stint for { $person }
       *[other] { $n } more stints for { $person }
    }
bootcamp-widen-stay = { $person } there from week { $from } to week { $to }
bootcamp-widen-admit = { $team } open to { $person }
bootcamp-widen-start = { $person } able to start in week { $week }
bootcamp-widen-unlock = { $person } in { $team } in week { $week } not fixed
bootcamp-widen-other = Another limit wider
bootcamp-difference = Against the plan before
bootcamp-difference-none = The same places as before.
bootcamp-place = { $person }: { $team }, week { $week }
bootcamp-grid-people = People by weeks
bootcamp-grid-teams = Teams by weeks
bootcamp-show-people = Show people by weeks
bootcamp-show-teams = Show teams by weeks
bootcamp-show-all = Also teams without guests
bootcamp-grid-empty-title = No team has guests yet
bootcamp-grid-empty = Once a plan is made, its teams stand here with their loads.
bootcamp-legend = ■ fixed by hand, ＋ new, → moved. A name leads to the places where the stint could be instead.
bootcamp-mark-locked = fixed by hand
bootcamp-mark-new = new
bootcamp-mark-moved = moved
bootcamp-load = { $n } of { $places }
bootcamp-load-over = { $n } of { $places }, over capacity
bootcamp-done-solve = A plan is being made. Look again in a moment.
bootcamp-done-placed = Put there and fixed: a new plan leaves it where it is.
bootcamp-done-lock = Fixed: a new plan leaves it where it is.
bootcamp-done-unlock = Not fixed any more: a new plan may move it.
bootcamp-done-out = Taken out of the plan.
bootcamp-done-held = Held. Nothing goes out until somebody releases it.
bootcamp-done-released = Released. The mails are on their way.
bootcamp-done-dropped = The plan was dropped. The new people were not told of it.
bootcamp-done-recalled = Withdrawn. Whom it concerns is told.

bootcamp-stint-title = { $cohort }
bootcamp-stint-more = One more stint. Choose where; it is fixed from then on, and a new plan is made around it.
bootcamp-stint-proposed = Proposed: { $team }, { $days }. The guest was not told of it yet.
bootcamp-stint-locked = Fixed by hand: { $team }, { $days }. The guest was not told of it yet.
bootcamp-stint-real = Released: { $team }, { $days }. Everybody was told; a move is told when the plan is released again.
bootcamp-stint-begun = { $team }, { $days }. It has begun and stays where it is.
bootcamp-lock = Fix it here
bootcamp-unlock = Let it move
bootcamp-out = Take it out of the plan
bootcamp-withdraw = Withdraw it
bootcamp-cannot-host = The team cannot host
bootcamp-spots = Where it could be
bootcamp-spots-legend = Places
bootcamp-spots-hint = Only places that fit, everybody else staying where they are. The best effect on the plan comes first.
bootcamp-spots-more = Choose a team or a week above to see the others.
bootcamp-spots-empty-title = No other place fits
bootcamp-spots-empty = Nothing is free that keeps the hard rules, or a plan is just being made. Ask a team for another place, or choose another week.
bootcamp-spot = { $team }, week { $week }
bootcamp-spot-missing = Places: choose one.
bootcamp-spot-taken = Places: this one does not fit any more. Choose another.
bootcamp-effect-same = The plan is worth the same.
bootcamp-effect-gain = The plan gains { $n }.
bootcamp-effect-loss = The plan loses { $n }.
bootcamp-week = Week
bootcamp-any = All
bootcamp-filter = Show
bootcamp-put = Put it there
bootcamp-why = Why
bootcamp-why-hint = Goes into the mails as you write it.
bootcamp-withdraw-title = Withdraw this stint of { $name }?
bootcamp-withdraw-told = Guest, host and home lead get a mail with your reason, and the calendar entry goes.
bootcamp-withdraw-place = The places it takes are free again.
bootcamp-withdraw-begun = It has begun: this week is its last.
bootcamp-withdraw-why = Why: give a reason, at most { $most } characters.

bootcamp-hold-title = Hold the plan of { $cohort }?
bootcamp-hold-lead = A held plan waits for a person.
bootcamp-hold-effect = It is not released by itself any more. You can still change, release or drop it.
bootcamp-release-title = Release the plan of { $cohort }?
bootcamp-release-lead = A release makes the plan real, in one step or not at all.
bootcamp-release-stints = New: { $new }. Moved: { $moved }. Ended: { $ended }. Everything else stays as it is.
bootcamp-release-told =
    { $people ->
        [one] Mails go to { $people } person, to their lead, and to hosts in { $teams } teams, with calendar invitations.
       *[other] Mails go to { $people } people, to their leads, and to hosts in { $teams } teams, with calendar invitations.
    }
bootcamp-release-none =
    { $n ->
        [one] { $n } person has no stint and is told nothing.
       *[other] { $n } people have no stint and are told nothing.
    }
bootcamp-release-unanswered =
    { $n ->
        [one] For { $n } stint the host team or the home team has not agreed yet.
       *[other] For { $n } stints the host team or the home team has not agreed yet.
    }
bootcamp-release-hostless =
    { $n ->
        [one] { $n } stint has no host: the team names none and has no lead.
       *[other] { $n } stints have no host: their teams name none and have no lead.
    }
bootcamp-release-full = Not released, and nobody was told. { $reason } Have a plan made anew.
bootcamp-release-busy = Not released, and nobody was told: { $name } has another stint or rotation in these weeks. Have a plan made anew.
bootcamp-drop-title = Drop the plan of { $cohort }?
bootcamp-drop-lead = The new people were not told of it, and will not be.
bootcamp-drop-effect =
    { $n ->
        [0] There are no proposed stints to drop.
        [one] { $n } proposed stint goes.
       *[other] { $n } proposed stints go.
    }
bootcamp-drop-real = What is released stays as it is.

bootcamp-cannot-title = { $team } cannot host
bootcamp-cannot-lead = Closes weeks of the team for guests of bootcamps and rotations. You see whom it moves before anything happens.
bootcamp-cannot-from = First week
bootcamp-cannot-to = Last week
bootcamp-cannot-why-hint = Stands on the team’s capacity page.
bootcamp-cannot-check = Show whom it moves
bootcamp-cannot-weeks = Last week: choose weeks of which the first does not lie behind the last.
bootcamp-cannot-closed = Closed: { $days }.
bootcamp-cannot-moves =
    { $n ->
        [0] Nobody is placed there then.
        [one] { $n } stint or rotation has to move.
       *[other] { $n } stints or rotations have to move.
    }
bootcamp-cannot-told = Plans that counted on it are made anew, changing as little as they can. Only those who move are told, once the new plan is released.
bootcamp-cannot-who = Who has to move
bootcamp-cannot-stay = Who has begun, and stays
bootcamp-cannot-line = { $name }, { $days }
bootcamp-cannot-close = Close these weeks
bootcamp-cannot-done =
    { $n ->
        [0] The weeks are closed. Nobody was placed there.
        [one] The weeks are closed. A new plan is made for { $n } stint or rotation.
       *[other] The weeks are closed. New plans are made for { $n } stints or rotations.
    }

bootcamp-ramp = Newcomer ramp
bootcamp-ramp-title = Newcomer ramp of { $cohort }
bootcamp-ramp-lead = People of other teams, and those people’s teams, whom one new person has met on average, counted from the first day of work.
bootcamp-ramp-days = After { $n } days
bootcamp-ramp-step =
    { $n ->
        [one] { $people } people, { $teams } teams ({ $n } person)
       *[other] { $people } people, { $teams } teams ({ $n } people)
    }
bootcamp-ramp-drawing = People met after 30, 60 and 90 days by cohort, up to { $most }. The table below has the same numbers.
bootcamp-ramp-how = Meetings and stints that took place count, each pair once, from their first day on. A dash: nobody of the cohort is there that long.
bootcamp-hours-title = What the hosts give
bootcamp-hours-empty-title = No stint was released yet
bootcamp-hours-empty = Once a plan is released, the hours that it takes from each team stand here.
bootcamp-hours-guests = Guests
bootcamp-hours-hours = Hours

bootcamp-show = Show to hosts and leads
bootcamp-show-title = Show the plan of { $cohort } to hosts and leads?
bootcamp-show-lead = Hosts and the people’s own leads look at the plan before it is released. The new people hear nothing yet.
bootcamp-show-told =
    { $n ->
        [one] Mails go to the hosts and leads of { $n } team. Who has seen this plan is not mailed again.
       *[other] Mails go to the hosts and leads of { $n } teams. Who has seen this plan is not mailed again.
    }
bootcamp-show-answers = They say “fine” or “not like this” with a reason. An objection stops the plan from releasing itself.
bootcamp-done-shown = Shown. Their answers appear here.
bootcamp-plan-shown = Waits for your release. Hosts and leads have seen it since { $when }.
bootcamp-objections = Not like this
