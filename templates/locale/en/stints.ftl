### Pages about one's own stints and rotations, guests, and whether it was worth the time.

first-weeks-title = My first weeks
first-weeks-away = My time with other teams
first-weeks-met = { $people ->
    [one] You met { $people } person
   *[other] You met { $people } people
} { $teams ->
    [one] in { $teams } team
   *[other] in { $teams } teams
}
first-weeks-coffee = Go on meeting people: coffee brings you together with somebody of another team every few weeks.
first-weeks-join = Join coffee
first-weeks-none = No stints are planned for you
first-weeks-none-then = When a coordinator releases a plan with you in it, you get a mail, and your weeks are here: team, host, dates and what to expect.

stay-state-coming = Coming
stay-state-now = Now
stay-state-over = Over
stay-state-ended = Ended early
stay-said = You said { $worth } of 5.
stay-host = Looks after you:
stay-no-host = Nobody is named yet
stay-calendar = Calendar file
stay-say = Was it worth it?
stay-say-again = Change what you said

guests-title = Guests and people away
guests-coming = Who comes
guests-none = Nobody is planned to come
guests-none-then = When a plan is released that brings you or your team a guest, you get a mail, and they are listed here with their dates.
guests-guest = Guest
guests-when = When
guests-team = Team
guests-host = Looked after by
guests-state = State
guests-away = Who of your team is away
guests-away-none = Nobody of a team you lead is with another team. When a plan sends somebody, you get a mail, and they are listed here.
guests-person = Person
guests-with = With

worth-title = Was it worth the time?
worth-label = Your answer
worth-choose = Choose a number from 1 to 5
worth-words-hint = A sentence or two, if you like.
worth-send = Send
worth-who = Coordinators see the numbers of a team once five of its guests have answered, and your words only if you tick that they may, without your name.
worth-kept = Kept. Thank you.
worth-thanks = You can change it until the link expires.
worth-summary-title = Was it worth it: what guests and hosts say
worth-coverage = { $over ->
    [one] { $over } placement is over.
   *[other] { $over } placements are over.
} { $guests ->
    [one] { $guests } guest
   *[other] { $guests } guests
} and { $hosts ->
    [one] { $hosts } host
   *[other] { $hosts } hosts
} have answered.
worth-teams = By team
worth-none = No team has enough answers yet
worth-none-then = A team is listed here once { $least } of its guests have answered. They are asked when their time with it is over.
worth-guests = Guests who answered
worth-mean = Mean
worth-least = Teams of which fewer than { $least } guests have answered are not listed. Answers count in steps of so many guests.
worth-words = In their words
worth-words-none = Nobody has left words for coordinators to read.
worth-said-guest = A guest
worth-said-host = A host

placed-link-fine-title = Does the plan suit you?
placed-link-fine = With this button you say that the guests of the plan may come, or your people may go, as the mail says.
placed-link-fine-done = Noted: the plan suits you
placed-link-fine-then = You hear from us when it is released, or if something about it changes.
placed-link-not-title = What is wrong with the plan?
placed-link-not = Your objection stops the plan: it is not released before a coordinator has looked at it.
placed-link-not-button = Object
placed-link-not-done = Noted: the plan waits
placed-link-not-then = A coordinator reads your reason and changes the plan, or talks to you.
placed-link-why = What should be different?
placed-link-why-hint = For example: nobody is here in the week of 7 December. Coordinators read this.
placed-link-why-missing = Say what should be different
placed-link-over = This plan does not wait for an answer any more: it was released, changed or dropped.
placed-link-more = See who comes, and who is away

home-stay-title = { $when ->
    [now] You are with { $team }
   *[coming] You are with { $team } soon
}
home-stay-body = { $dates }. { $host } looks after you.
home-stay-body-alone = { $dates }.
home-stay-more = See it on a timeline
home-guest-title = { $when ->
    [now] { $guest } is with { $team }
   *[coming] { $guest } comes to { $team }
}
home-guest-body = { $dates }. From { $home }.
home-guest-more = See who comes, and when
home-worth-title = { $role ->
    [guest] Was your time with { $team } worth it?
   *[host] { $guest } with { $team }: was it worth it?
}

notice-kind-placement-proposed = Plan to look at
notice-kind-placement-told = Placement
notice-kind-placement-changed = Placement changed
notice-kind-placement-calendar = Calendar entry
notice-kind-placement-feedback = Was it worth it
notice-kind-monday-digest = Monday’s digest
