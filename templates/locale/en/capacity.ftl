### The capacity ledger: what teams can spare, who takes it, asking teams, and coffee's share.

## Coffee's share
mail-left-out-no-time = { $team } has no time for coffee in the week of the draw, so nobody of the team was drawn.
left-out-reason-no-time = Your team had no time to spare in the week of the draw.
left-out-team-without-time = Their team had no time to spare that week
nav-capacity-map = What teams can spare
notice-kind-capacity-request = Question about capacity
action-capacity-offered = Team's weeks filled in
action-capacity-asked = Teams asked what they can spare
action-capacity-answered = Question about capacity answered
action-team-expect = What guests can expect, changed
action-host-named = Host named
action-host-removed = Host removed

## A team's weeks
capacity-column-quarter = Next 13 weeks
capacity-column-week = Week of
capacity-column-weeks = Weeks
capacity-column-bootcamp = Bootcamp guests
capacity-column-rotation = Rotation guests
capacity-column-lend = Own people away
capacity-column-hours = Hours of all programmes
capacity-column-note = Note
capacity-column-person-weeks = People × weeks
capacity-column-hours-taken = Hours
capacity-from = From
capacity-until = Until
capacity-person = Person
capacity-use = For what
capacity-quarter-unsaid = Nothing said yet
capacity-quarter =
    { $offered ->
        [0] No places for guests
        [one] { $used } of { $offered } guest week taken
       *[other] { $used } of { $offered } guest weeks taken
    }
capacity-weeks-title = What { $team } can spare
capacity-weeks-lead =
    { $members ->
        [one] The team has one active person. Every programme draws on these weeks, and none goes over them. A week without a word gives no places for guests; coffee then goes by its seats alone.
       *[other] The team has { $members } active people. Every programme draws on these weeks, and none goes over them. A week without a word gives no places for guests; coffee then goes by its seats alone.
    }
capacity-weeks = Weeks
capacity-week-number = week { $n }
capacity-cannot = Cannot host after all
capacity-two-ways = Fill in weeks says what the team can spare, before plans are made. Cannot host closes weeks on which plans may count already: you see whom it moves before anything happens.
capacity-expect-title = What guests can expect
capacity-expect-field = In a few sentences
capacity-expect-hint = New people who visit the team in a bootcamp read it in their mail and under “My first weeks”: where and when to come on the first day, what they will do. At most { $most } characters, plain text.
capacity-expect-save = Save the text
capacity-expect-done = Saved. Guests who are told from now on read it in their mail, and all of them on their page.
capacity-expect-long = In a few sentences: at most { $most } characters.
capacity-expect-none = The team has written nothing yet. Guests read a general sentence.
capacity-fill = Fill in weeks
capacity-of = { $used } of { $offered }
capacity-hours-open = { $used } h taken, no limit
capacity-hours = { $used } of { $most } h
capacity-hours-reserve = { $used } of { $most } h, and { $reserve } h in reserve
capacity-unsaid = Nothing said yet
capacity-blackout = Black-out: { $reason }
capacity-over = Over capacity
capacity-guests = Who is with the team, and who is away
capacity-guests-empty-title = Nobody in these weeks
capacity-guests-empty = When a bootcamp or a rotation is released, its guests stand here with their dates.
capacity-uses = What each programme takes in these weeks
capacity-uses-empty-title = Nothing is taken in these weeks
capacity-uses-empty = Coffee takes its time when a round is released, bootcamps and rotations when their plan is.
capacity-use-coffee = Coffee
capacity-use-bootcamp = Bootcamp guests
capacity-use-rotation = Rotation guests
capacity-use-lend = Own people away
capacity-gives = In the last 52 weeks the team gave { $given } guest weeks to others' people, and its own people got { $got } in other teams.
capacity-seats =
    { $n ->
        [one] At most one person of the team is in one coffee round.
       *[other] At most { $n } people of the team are in one coffee round.
    }
capacity-seats-none = The team sets no limit to how many of it are in one coffee round.
capacity-seats-change = Change coffee seats
capacity-done = Saved. Plans made from now on keep to it.
capacity-done-same = Nothing to save: the weeks were so already.
capacity-done-moving = Saved. The plans that counted on these weeks are being repaired; nobody is told before a repair is released.
capacity-span =
    { $weeks ->
        [one] One week, { $from } to { $until }
       *[other] { $weeks } weeks, { $from } to { $until }
    }

## Hosts
capacity-hosts-title = Hosts
capacity-column-host = Host
capacity-column-at-once = Guests at once
capacity-column-guests = Guests from now on
capacity-hosts-none = The team has named no hosts, so its places alone say how many guests it takes.
capacity-hosts-most =
    { $most ->
        [one] The hosts together take one guest at once, of bootcamps and rotations together, however many places the weeks offer.
       *[other] The hosts together take { $most } guests at once, of bootcamps and rotations together, however many places the weeks offer.
    }
capacity-hosts-add = Name a host
capacity-hosts-field = Person of the team
capacity-hosts-most-field = Guests at once
capacity-hosts-save = Save host
capacity-hosts-done = Saved. Plans made from now on keep to it.
capacity-hosts-done-gone = Removed.
capacity-hosts-remove = Remove
capacity-hosts-remove-title = Is { $name } no host any more?
capacity-hosts-remove-lead =
    { $guests ->
        [0] No guest is placed with this host.
        [one] One guest is placed with this host and stays so until somebody changes it.
       *[other] { $guests } guests are placed with this host and stay so until somebody changes it.
    }
capacity-hosts-remove-rest = Guests at once that the other hosts take
capacity-hosts-remove-none = No host is left; the places of the weeks alone count
capacity-hosts-remove-button = Remove host
capacity-hosts-fault-person = Choose an active person of this team.
capacity-hosts-fault-most = Guests at once: a whole number from 1 to { $most }.

## Filling in weeks
capacity-fill-title = Fill in weeks of { $team }
capacity-field-from = From
capacity-field-to = Until
capacity-field-day = Any day of the week
capacity-field-what = What to write down
capacity-what-places = Places and hours
capacity-what-places-hint = The same in every one of these weeks. Black-outs stay.
capacity-what-blackout = A black-out
capacity-what-blackout-hint = No programme plans anything in these weeks, coffee included. The numbers stay for later.
capacity-what-lift = No black-out any more
capacity-what-before = As in the 13 weeks before
capacity-what-before-hint = Each week as the one a quarter earlier, black-outs included.
capacity-field-bootcamp = Bootcamp guests at the same time
capacity-field-rotation = Rotation guests at the same time
capacity-field-lend = Own people who may be away
capacity-field-hours = Hours for all programmes
capacity-field-hours-hint = Of the whole team, in one week. Leave it empty for no limit.
capacity-field-reserve = Of them in reserve
capacity-field-reserve-hint = Hours that no programme may spend.
capacity-field-reason = Reason
capacity-field-reason-hint = In a few words, such as “stocktaking”. Coordinators read it.
capacity-check = See what it means
capacity-save = Save
capacity-change-more = Change something
capacity-stale = Somebody else changed these weeks meanwhile. Nothing was saved; look at the weeks and try again.
capacity-fault-date = Write a date, such as 2026-11-23.
capacity-fault-past = Weeks that are over stay as they were. The first that can be changed begins on { $date }.
capacity-fault-far = That is more than two years ahead.
capacity-fault-order = The last week lies before the first.
capacity-fault-long = At most { $weeks } weeks at once.
capacity-fault-what = Choose what to write down.
capacity-fault-places = Places: a whole number from 0 to { $most }.
capacity-fault-hours = Hours: a number from 0 to { $most }, such as 20 or 7.5.
capacity-fault-reserve-alone = A reserve is part of the hours. Say the hours first.
capacity-fault-reserve = The reserve is larger than the hours it is part of.
capacity-fault-reason = Say in a few words why, such as “stocktaking”.
capacity-fault-reason-long = At most { $most } characters.
capacity-fault-nothing-before = There is no word about the 13 weeks before, so there is nothing to copy.
capacity-fault-same = These weeks are so already; there is nothing to save.
capacity-short-bootcamp =
    { $taken ->
        [one] In the week of { $date } a bootcamp guest is placed: { $takers }. Offer at least one place, or withdraw the placement first.
       *[other] In the week of { $date } { $taken } bootcamp guests are placed: { $takers }. Offer at least { $taken } places, or withdraw placements first.
    }
capacity-short-rotation =
    { $taken ->
        [one] In the week of { $date } a rotation guest is placed: { $takers }. Offer at least one place, or withdraw the placement first.
       *[other] In the week of { $date } { $taken } rotation guests are placed: { $takers }. Offer at least { $taken } places, or withdraw placements first.
    }
capacity-short-lend =
    { $taken ->
        [one] In the week of { $date } one of the team is away: { $takers }. Leave at least one, or withdraw the placement first.
       *[other] In the week of { $date } { $taken } of the team are away: { $takers }. Leave at least { $taken }, or withdraw placements first.
    }
capacity-short-hours = In the week of { $date } { $hours } hours are taken: { $takers }. Offer at least as many, or withdraw placements first; what coffee took stays.
capacity-short-more =
    { $weeks ->
        [one] The same holds for one more week.
       *[other] The same holds for { $weeks } more weeks.
    }
capacity-effect-places = { $what }: { $after } places over all these weeks, { $before } until now.
capacity-effect-dark =
    { $weeks ->
        [one] In one week no programme plans anything.
       *[other] In { $weeks } weeks no programme plans anything.
    }
capacity-effect-moving =
    { $n ->
        [one] One guest is placed in these weeks and has not begun. Another place is looked for at once; the people concerned are told when the new plan is released.
       *[other] { $n } guests are placed in these weeks and have not begun. Other places are looked for at once; the people concerned are told when the new plan is released.
    }
capacity-effect-begun =
    { $n ->
        [one] One guest has begun and stays.
       *[other] { $n } guests have begun and stay.
    }
capacity-effect-no-hours = Time sets no limit in these weeks.
capacity-effect-hours = { $hours } hours a week: { $free } that programmes may spend and { $reserve } in reserve.
capacity-effect-over =
    { $weeks ->
        [one] In one week more is taken than that, so the reserve is touched.
       *[other] In { $weeks } weeks more is taken than that, so the reserve is touched.
    }
capacity-effect-lend =
    { $members ->
        [one] That is more than the one person the team has.
       *[other] That is more than the { $members } people the team has.
    }
capacity-effect-hosts =
    { $most ->
        [one] The named hosts take one guest at once; plans keep to that, whatever is offered.
       *[other] The named hosts take { $most } guests at once; plans keep to that, whatever is offered.
    }
capacity-effect-kept =
    { $weeks ->
        [one] One week stays as it is.
       *[other] { $weeks } weeks stay as they are.
    }

## The map
capacity-map-title = What teams can spare
capacity-map-lead = Every team's weeks: what is taken, of what is offered. All programmes draw on the same.
capacity-map-show = What the map counts
capacity-map-show-guests = All guests
capacity-map-show-bootcamp = Bootcamp guests
capacity-map-show-rotation = Rotation guests
capacity-map-show-lend = People away
capacity-map-show-hours = Hours
capacity-map-show-reserve = Reserve, hours
capacity-map-empty-title = No team yet
capacity-map-empty = Teams come with the roster. Once it is imported, ask them what they can spare.
capacity-map-unsaid =
    { $teams ->
        [one] One team has said nothing about these weeks yet.
       *[other] { $teams } teams have said nothing about these weeks yet.
    }
capacity-map-legend = Taken of offered, week by week. An empty cell: nothing said yet.
capacity-map-offered = Offered in all
capacity-map-used = Taken in all
capacity-map-key-free = less than half taken
capacity-map-key-half = half or more
capacity-map-key-full = full
capacity-map-key-over = over capacity
capacity-map-key-dark = black-out; a number after it: placed all the same
capacity-map-key-open = no limit set
capacity-map-weeks = Weeks
capacity-map-earlier = Earlier weeks
capacity-map-later = Later weeks

## Asking teams
capacity-ask-title = Ask teams
capacity-ask-lead = Each lead gets one mail with three buttons: as last quarter, nothing this time, fill it in. Their answers fill the map.
capacity-ask-whom = Whom to ask
capacity-ask-all = All teams that have a lead
capacity-ask-chosen = These teams
capacity-ask-chosen-hint = Tick them below.
capacity-ask-teams = Teams
capacity-ask-note = A sentence of your own
capacity-ask-note-hint = It stands in the mail. May stay empty.
capacity-ask-send = Send the mails
capacity-ask-earlier = Asked before
capacity-ask-empty-title = Nobody was asked yet
capacity-ask-empty = Once you have asked, you see here who has answered.
capacity-ask-answered =
    { $asked ->
        [one] { $answered } of one team
       *[other] { $answered } of { $asked } teams
    }
capacity-ask-effect =
    { $leads ->
        [one] One lead gets one mail
       *[other] { $leads } leads get one mail each
    }, about { $teams ->
        [one] one team.
       *[other] { $teams } teams.
    }
capacity-ask-effect-buttons = Nothing is written down until a lead presses a button or fills in the weeks.
capacity-ask-without = Nobody can be asked for { $teams }: no lead.
capacity-ask-without-more =
    { $more ->
        [one] Nobody can be asked for { $teams } and one more team: no lead.
       *[other] Nobody can be asked for { $teams } and { $more } more teams: no lead.
    }
capacity-ask-fault-none = Tick at least one team, or ask all.
capacity-ask-fault-nobody = None of these teams has a lead who could be asked. Leads come with the roster.
capacity-ask-fault-mail = A mail could not be made, so nobody was asked. Try again, and tell whoever runs the service.
capacity-ask-fault-note = At most { $most } characters.
capacity-column-asked = Asked
capacity-column-answers = Answered
capacity-column-answer = Answer
capacity-column-answered = When
capacity-asked-done = The mails are on their way.
capacity-asked-lead =
    Asked { $when }. { $open ->
        [0] Every team has answered.
        [one] One of { $asked } teams has not answered yet.
       *[other] { $open } of { $asked } teams have not answered yet.
    }
capacity-answer-open = No answer yet
capacity-answer-same = As last quarter
capacity-answer-nothing = Nothing this time
capacity-answer-filled = Filled in

## The mail, and what its links open
mail-capacity-subject = What can { $team } spare?
mail-capacity-subject-teams = What can your { $teams } teams spare?
mail-capacity-preheader =
    { $weeks ->
        [one] One week, { $from } to { $until }. One button is enough.
       *[other] { $weeks } weeks, { $from } to { $until }. One button is enough.
    }
mail-capacity-lead =
    { $weeks ->
        [one] { $by } asks what { $teams } can spare in the week from { $from } to { $until }.
       *[other] { $by } asks what { $teams } can spare in the { $weeks } weeks from { $from } to { $until }.
    }
mail-capacity-what = Places for guests of bootcamps and rotations, own people who may be away, hours, and weeks in which nothing goes. No programme goes over what you say.
mail-capacity-same = Same as last quarter
mail-capacity-nothing = Nothing this time
mail-capacity-fill = Fill it in
mail-capacity-silence = Without an answer your weeks stay as they are; weeks about which nothing was said give no places for guests.
mail-footer-capacity = You get this because the roster names you as the lead.
link-title-capacity-same = Same as last quarter?
link-title-capacity-nothing = Nothing this time?
link-title-capacity-fill = Fill in what your teams can spare
link-capacity-over = These weeks are over, so there is nothing to answer any more.
link-capacity-fill = The next page needs you to sign in.
link-capacity-same =
    { $weeks ->
        [0] { $team } stays as it is.
        [one] { $team }: one week is filled in as the one 13 weeks before it, with { $bootcamp } places for bootcamp guests, { $rotation } for rotation guests, and { $dark } black-out weeks.
       *[other] { $team }: { $weeks } weeks are filled in as those 13 weeks before them, with { $bootcamp } places for bootcamp guests and { $rotation } for rotation guests over all these weeks, and { $dark } black-out weeks.
    }
link-capacity-nothing = { $team } takes no guests and lends nobody in these weeks. Hours and black-outs stay as they are, and coffee goes on within them.
link-capacity-nothing-before = { $team }: nothing was said about the 13 weeks before, so there is nothing to copy. Fill it in instead.
link-capacity-kept =
    { $weeks ->
        [one] { $team }: one week stays as it is, because more is taken in it already.
       *[other] { $team }: { $weeks } weeks stay as they are, because more is taken in them already.
    }
link-capacity-filled = { $team } was filled in by hand and stays so.
link-button-capacity-same = Same as last quarter
link-button-capacity-nothing = Nothing this time
link-button-capacity-fill = Go to the form
link-done-capacity = Thank you. It is written down.

## Why a plan does not fit what teams can spare
placing-full =
    { $why ->
        [blackout] { $team } has closed the week of { $week } for all programmes.
        [hosts] The hosts of { $team } have as many guests in the week of { $week } as they can look after at once.
        [time] { $team } has no hours left for a guest in the week of { $week }, beside its reserve.
        [not-offered]
            { $what ->
                [lend] { $team } lets none of its own people go in the week of { $week }.
               *[other] { $team } does not offer a place in the week of { $week }.
            }
       *[places]
            { $what ->
                [lend] { $team } has as many of its own people away in the week of { $week } as it can do without.
               *[other] All places of { $team } in the week of { $week } are taken.
            }
    }
placing-stand-in = { $away } is away: { $host } looks after { $guest } instead, and is told.
placing-no-stand-in = { $away } is away, and nobody of { $team } stands in for { $guest }: name a host, or have a plan made anew.
