### Mails about placements (stints of bootcamps, rotations). $role is guest, host or home (who leads the guest's own team).

mail-footer-placed = { $role ->
    [guest] You get this because you take part in { $programme }.
    [home] You get this because you lead the team of somebody who takes part in { $programme }.
   *[host] You get this because your team takes in guests of { $programme }.
}
mail-footer-digest = { $who ->
    [coordinator] You get this on Mondays, when there is something to say, because you coordinate placements.
   *[host] You get this on Mondays, when there is something to say, because you look after guests.
}

mail-placed-dates = { $from } to { $to }
mail-placed-line-guest = { $dates }: { $team }, where { $host } looks after you
mail-placed-line-guest-alone = { $dates }: { $team }
mail-placed-line-host = { $dates }: { $guest }, from { $home }, with { $team }
mail-placed-line-home = { $dates }: { $guest } is with { $team }
mail-placed-link = { $role ->
    [guest] See it on a timeline
    [home] See who is away, and when
   *[host] See who comes, and when
}
mail-placed-questions = Questions go to { $owner }: a reply to this mail is enough.
mail-placed-why = The reason:
mail-placed-has-left = The guest does not work here any more.
mail-placed-cannot-host = { $team } cannot host in the week of { $week }.
mail-placed-cannot-lend = { $team } cannot let anybody go in the week of { $week }.
mail-placed-by-hand = A coordinator put it elsewhere by hand.
mail-placed-replanned = Something else in the plan changed, and it was made anew.
mail-placed-swapped = Two people changed places, and their teams agreed.
mail-placed-calendar-here = The calendar entry is attached. It leaves your days free for meetings.
mail-placed-calendar-apart = The calendar entries come in mails of their own, one for each. They leave your days free for meetings.
mail-placed-calendar-gone = The entry is taken out of your calendar with this mail.
mail-placed-calendar-gone-apart = The entries are taken out of your calendar with mails of their own.

## A plan to look at

mail-placed-proposed-subject = { $role ->
    [home] { $n ->
        [one] { $programme }: somebody of your team would be away; please look
       *[other] { $programme }: your team would be away { $n } times; please look
    }
   *[host] { $n ->
        [one] { $programme }: a guest for your team; please look
       *[other] { $programme }: { $n } guests for your team; please look
    }
}
mail-placed-proposed-lead = { $role ->
    [home] A plan for { $programme } is ready. This is how it touches your team. The people it is about do not know of it yet.
   *[host] A plan for { $programme } is ready. These guests would come to you. They do not know of it yet.
}
mail-placed-proposed-by = If nobody objects, it is released by itself on { $at }.
mail-placed-proposed-waits = It waits until a coordinator releases it.
mail-placed-proposed-fine = Fine
mail-placed-proposed-not = Not like this

## A plan that was released

mail-placed-told-subject = { $role ->
    [guest] { $kind ->
        [rotation] Your rotation with { $team } begins on { $from }
       *[bootcamp] { $n ->
            [one] Your stint with { $team } begins on { $from }
           *[other] Your { $n } stints: { $team } first, from { $from }
        }
    }
    [home] { $n ->
        [one] { $guest } is with { $team } from { $from }
       *[other] Who of your team is away, and when: { $guest } first, from { $from }
    }
   *[host] { $n ->
        [one] { $guest } comes to { $team } on { $from }
       *[other] { $n } guests come to { $team }: { $guest } first, on { $from }
    }
}
mail-placed-told-lead = { $role ->
    [guest] { $kind ->
        [rotation] You have a place in { $programme }.
       *[bootcamp] { $n ->
            [one] { $programme } takes you to one other team.
           *[other] { $programme } takes you to other teams { $n } times. These are your weeks.
        }
    }
    [home] { $n ->
        [one] The plan for { $programme } is released. One person of your team is away for a time.
       *[other] The plan for { $programme } is released. People of your team are away { $n } times.
    }
   *[host] { $n ->
        [one] The plan for { $programme } is released. One guest comes to you.
       *[other] The plan for { $programme } is released. { $n } guests come to you.
    }
}
mail-placed-expect = What to expect
mail-placed-expect-general = { $kind ->
    [rotation] You work on the team as one of its members. Your own team knows that you are away, and you come back to it.
   *[bootcamp] You sit with the team, see how its work is done and do a small part of it. You need to prepare nothing.
}

## Something is different now

mail-placed-changed-subject = { $role ->
    [guest] { $n ->
        [one] Changed: you are with { $team } from { $from }
       *[other] { $programme }: { $n } of your stints have changed
    }
   *[other] { $n ->
        [one] Changed: { $guest } is with { $team } from { $from }
       *[other] { $programme }: { $n } things have changed
    }
}
mail-placed-changed-lead = { $n ->
    [one] One thing in { $programme } is different from what you were told.
   *[other] { $n } things in { $programme } are different from what you were told.
}
mail-placed-was = Was
mail-placed-now = Is now
mail-placed-changed-rest = Everything else stays as it was.

## Something does not happen

mail-placed-cancelled-subject = { $role ->
    [guest] { $n ->
        [one] Cancelled: your time with { $team } from { $from }
       *[other] { $programme }: { $n } of your stints are cancelled
    }
   *[other] { $n ->
        [one] Cancelled: { $guest } with { $team } from { $from }
       *[other] { $programme }: { $n } placements are cancelled
    }
}
mail-placed-cancelled-lead = { $n ->
    [one] This does not take place any more in { $programme }. We are sorry.
   *[other] These { $n } do not take place any more in { $programme }. We are sorry.
}
mail-placed-cancelled-guest = This is nothing you did. Everything else of yours stays as it was.

## An entry for the calendar

mail-placed-entry = This mail carries the calendar entry of { $programme } for these days. It leaves them free for meetings.
mail-placed-entry-gone = This mail takes the entry out of your calendar.
mail-placed-event = { $guest } with { $team }
mail-placed-event-gone = Cancelled: { $guest } with { $team }
mail-placed-event-text = { $programme }. Own team: { $home }
mail-placed-event-host = Looked after by { $host }

## Afterwards

mail-placed-feedback-subject = { $role ->
    [guest] Your time with { $team }: was it worth it?
   *[host] { $guest } with { $team }: was it worth it?
}
mail-placed-feedback-preheader = One tap, a few words if you like.
mail-placed-feedback-lead = { $role ->
    [guest] You were with { $team }, { $dates }. Was it worth the time?
   *[host] { $guest } was with { $team }, { $dates }. Was it worth the time?
}
mail-placed-feedback-worth = { $worth ->
    [1] 1: not worth it
    [5] 5: very much worth it
   *[other] { $worth }
}
mail-placed-feedback-who = Each number opens a page with one button, where you can add words. Coordinators see a team’s numbers once five people have answered, and words only if you tick that they may.

## Mondays

mail-digest-subject = { $programme }, week of { $week }: { $starts } start, { $ends } end, { $missing } open
mail-digest-preheader = Who starts, who ends, what is missing.
mail-digest-lead = { $programme }: { $starts ->
    [0] nothing begins this week.
    [one] { $starts } placement begins this week.
   *[other] { $starts } placements begin this week.
} { $ends ->
    [0] None ends.
    [one] { $ends } ends.
   *[other] { $ends } end.
}
mail-digest-starts = Starting
mail-digest-ends = Ending
mail-digest-missing = Missing
mail-digest-line = { $guest } with { $team }, { $dates }, looked after by { $host }
mail-digest-line-alone = { $guest } with { $team }, { $dates }
mail-digest-no-host = Nobody is named to look after { $guest }, who is with { $team }, { $dates }
mail-digest-plan = The plan for { $name } waits to be released
mail-digest-link = See all of it
