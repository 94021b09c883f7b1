### What Weft writes to people. Sentence case, no exclamation marks; what, when, why, how to undo.

## Foot of every mail

mail-footer-programme = You get this because you take part in { $programme }.
mail-footer-sign-in = You get this because somebody entered this address to sign in. If that was not you, ignore it: nothing happens.
mail-footer-owner = You get this because you own { $programme }.
mail-footer-test = You get this because somebody is setting up Weft and chose this address.
mail-footer-preferences = Change how often, pause or stop
mail-footer-from = Sent by Weft for { $organisation }.

## Signing in

mail-sign-in-subject = Sign in to Weft
mail-sign-in-preheader = { $minutes ->
    [one] Your link and code are valid for { $minutes } minute.
   *[other] Your link and code are valid for { $minutes } minutes.
}
mail-sign-in-lead = Sign in with this link or this code.
mail-sign-in-button = Sign in
mail-sign-in-code = Or type this code on the page where you asked for it:
mail-sign-in-valid = { $minutes ->
    [one] Both work once, within { $minutes } minute.
   *[other] Both work once, within { $minutes } minutes.
}
mail-sign-in-asked = Asked for on { $at } ({ $zone }) with { $device }. Weft never asks you for this code by phone or chat.

## Round question

mail-question-subject = { $programme } on { $date }: are you in?
mail-question-preheader = Answer by { $by }.
mail-question-lead = The next round of { $programme } is drawn on { $date }. Are you in?
mail-question-what = { $minutes ->
    [one] It takes { $minutes } minute with somebody from another team.
   *[other] It takes { $minutes } minutes with somebody from another team.
}
mail-question-yes = Yes, I am in
mail-question-skip = Skip this one
mail-question-pause = Pause until a date
mail-question-silence-joins = If you do not answer by { $by }, you are in, as you chose in your preferences.
mail-question-silence-skips = If you do not answer by { $by }, you sit this round out. That costs you nothing.

## Match

mail-match-subject = { $minutes ->
    [one] Meet { $name } ({ $team }): { $minutes } minute by { $by }
   *[other] Meet { $name } ({ $team }): { $minutes } minutes by { $by }
}
mail-match-subject-group = { $minutes ->
    [one] Meet { $names }: { $minutes } minute by { $by }
   *[other] Meet { $names }: { $minutes } minutes by { $by }
}
mail-match-preheader = A time that suits all of you: { $time }
mail-match-lead = { $minutes ->
    [one] Meet { $names } for { $minutes } minute, by { $by }.
   *[other] Meet { $names } for { $minutes } minutes, by { $by }.
}
mail-match-topics = Likes to talk about
mail-match-languages = Speaks
mail-match-times = { $n ->
    [one] A time inside everybody’s working hours, in your time ({ $zone })
   *[other] { $n } times inside everybody’s working hours, in your time ({ $zone })
}
mail-match-no-times = Your working hours hardly overlap, so Weft proposes no time. A message on what suits you both is the best start.
mail-time-for = For { $name }: { $time } ({ $zone })
mail-match-attached = The invitation for { $time } is attached and everybody in this match has it. If it does not suit, reply to this mail: your reply goes to { $names }.
mail-match-attached-own = The invitation for { $time } is attached. Not everybody in this match takes invitations by mail, so agree on the time: a reply to this mail goes to { $names }.
mail-match-you-invite = It is your turn to invite: choose a time and send it. A reply to this mail goes to { $names }.
mail-match-they-invite = It is { $name }’s turn to invite. If you want to begin, reply to this mail: your reply goes to { $names }.
mail-match-scheduled = It is in the calendar
mail-match-know = We know each other already
mail-match-cannot = Cannot this time
mail-match-question = A question to begin with
mail-match-why = { $n ->
    [one] Why you two
   *[other] Why you
}
mail-match-why-link = What counted, and by how much
mail-why-new = { $ties ->
    [0] Nobody in { $one } knows anybody in { $other } yet. Yours is the first link between the two teams.
    [one] You have not met. So far one pair links { $one } and { $other }; you are the second.
   *[other] You have not met. So far { $ties } pairs link { $one } and { $other }; you add one.
}
mail-why-again = { $times ->
    [one] You met once, on { $date }. Nobody new was within reach this time.
   *[other] You met { $times } times, last on { $date }. Nobody new was within reach this time.
}
mail-why-topics = { $n ->
    [one] You both chose the topic { $topics }.
   *[other] You both chose { $n } topics: { $topics }.
}
mail-why-hours = { $hours ->
    [one] Your working hours overlap by { $hours } hour a week.
   *[other] Your working hours overlap by { $hours } hours a week.
}
mail-why-waited = { $rounds ->
    [one] You were left out of the last round, so you came first in this one.
   *[other] You were left out of { $rounds } rounds in a row, so you came first in this one.
}
mail-why-target = Your organisation wants { $one } and { $other } to know each other better.

mail-invite-summary = Coffee chat: { $names }
mail-invite-cancelled = Cancelled: coffee chat of { $names }
mail-invite-description = { $minutes ->
    [one] { $programme }: { $minutes } minute to get to know each other. Move it if another time suits better.
   *[other] { $programme }: { $minutes } minutes to get to know each other. Move it if another time suits better.
}

## Left out

mail-left-out-subject = { $programme }: no match for you on { $date }
mail-left-out-subject-first = { $programme }: no match on { $date }; you are first in line next time
mail-left-out-lead = There is no match for you in { $programme } on { $date }.
mail-left-out-odd = { $people ->
    [one] { $people } person took part, which leaves one over.
   *[other] { $people } people took part, an odd number, so one of them goes without. This time that is you.
}
mail-left-out-seats = { $seats ->
    [0] { $team } has no seats in this round, and { $wanted } people of the team wanted one.
    [one] { $team } has { $seats } seat in this round, and { $wanted } people of the team wanted one.
   *[other] { $team } has { $seats } seats in this round, and { $wanted } people of the team wanted one.
}
mail-left-out-subject-places = { $programme }: your team gives no places at present
mail-left-out-no-places = Your team gives no places at present.
mail-left-out-places-lead = As soon as it does, you come first. { $lead } decides about that. This mail comes once, not every round.
mail-left-out-places-you = As soon as it does, you come first. You lead the team, so you decide about that. This mail comes once, not every round.
mail-left-out-places = As soon as it does, you come first. This mail comes once, not every round.
mail-left-out-known = { $people ->
    [one] { $people } person took part, and you know them already.
   *[other] { $people } people took part, and you know everybody who was free to meet you.
}
mail-left-out-hours = { $people ->
    [one] { $people } person took part, with no working hours in common with yours.
   *[other] { $people } people took part, and nobody who was free to meet you has working hours in common with yours.
}
mail-left-out-language = { $people ->
    [one] { $people } person took part, without a language in common with you.
   *[other] { $people } people took part, and nobody who was free to meet you shares a language with you.
}
mail-left-out-better = { $connections ->
    [one] Every match open to you would have cost others a new connection.
   *[other] Every match open to you would have cost others { $connections } new connections.
}
mail-left-out-first-on = You are first in line for the next round, on { $date }. There is nothing you need to do.
mail-left-out-first = You are first in line for the next round. There is nothing you need to do.
mail-left-out-next-on = The next round is on { $date }. There is nothing you need to do.
mail-left-out-no-next = You hear from us when there is a next round.
mail-left-out-third = If you would like to meet somebody now, one pair has room for a third.
mail-left-out-third-button = Join a pair as a third
mail-left-out-why-link = How this round was decided

## Nudge

mail-nudge-subject = Have you found a time with { $names }?
mail-nudge-preheader = There is time until { $by }.
mail-nudge-lead = { $minutes ->
    [one] You have until { $by } for your { $minutes } minute with { $names }. Have you found a time?
   *[other] You have until { $by } for your { $minutes } minutes with { $names }. Have you found a time?
}
mail-nudge-times = { $n ->
    [one] One time is still open
   *[other] { $n } times are still open
}
mail-nudge-once = This is the only reminder for this round.

## Closing

mail-closing-subject = Did you get to meet { $names }?
mail-closing-preheader = One tap is enough.
mail-closing-lead = Did you get to meet { $names }?
mail-closing-met = We met
mail-closing-not-yet = Not yet
mail-closing-no = No
mail-closing-why = Your answer keeps the next matches good: Weft does not match people again who have just met. If it did not work out, the page asks for the reason, with one tap.

## Kind question

mail-kind-subject = { $programme }: shall we go on inviting you?
mail-kind-preheader = From today you rest. One press brings you back.
mail-kind-lead = { $rounds ->
    [one] We have not heard from you for { $rounds } round of { $programme }. Would you like to go on?
   *[other] We have not heard from you for { $rounds } rounds of { $programme }. Would you like to go on?
}
mail-kind-stay = Yes, keep me in
mail-kind-rest = Pause until a date
mail-kind-rests-on = From today you rest: you are drawn in no round and get no more mails about them. One press brings you back whenever you like; before { $date }, it brings you into the next round.
mail-kind-rests = From today you rest: you are drawn in no round and get no more mails about them. One press brings you back whenever you like.

## Recall

mail-recalled-subject = { $programme }: your match with { $names } is withdrawn
mail-recalled-preheader = What happened and what follows.
mail-recalled-lead = Your match with { $names } in { $programme } is withdrawn.
mail-recalled-sorry = We are sorry for the back and forth.
mail-recalled-note = { $owner } writes:
mail-recalled-calendar = The calendar entry is cancelled with this mail.
mail-recalled-new-by = You get a new match by { $date }. There is nothing you need to do.
mail-recalled-next = You are in again in the next round, on { $date }. There is nothing you need to do.
mail-recalled-nothing = No new match follows. You may still meet, of course, if you like.
mail-recalled-owner = Questions go to { $owner }. A reply to this mail reaches them.

## Test mail

mail-test-subject = Test mail from Weft
mail-test-preheader = Mail works.
mail-test-lead = Mail from Weft reaches you.
mail-test-by = Sent by
mail-test-at = At
mail-test-through = Through
mail-test-check = If this lies in the spam folder, ask for SPF, DKIM and DMARC of the sender’s domain to be checked before the first round.

## Plan proposed

mail-proposed-subject = { $groups ->
    [one] { $programme }, { $date }: a plan with { $groups } group is ready
   *[other] { $programme }, { $date }: a plan with { $groups } groups is ready
}
mail-proposed-preheader = Nothing has been sent to anybody yet.
mail-proposed-lead = { $groups ->
    [one] The plan for { $programme } has { $groups } group of { $people } people.
   *[other] The plan for { $programme } has { $groups } groups of { $people } people in all.
}
mail-proposed-new = New connections across teams
mail-proposed-left-out = Left out, each with a reason
mail-proposed-value = Value of the plan
mail-proposed-bound = No plan can be worth more than
mail-proposed-gap = Gap
mail-proposed-seconds = Seconds
mail-proposed-releases = It is released by itself on { $at }. Until then you can hold, edit or drop it.
mail-proposed-waits = It waits until you release it.
mail-proposed-button = Look at the plan
