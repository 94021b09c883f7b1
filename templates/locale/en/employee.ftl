## What is wrong with a field, and what to do

fault-consent-missing = Choose whether you take part in every round or are asked each time
fault-place-missing = Choose where you like to meet
fault-hours-from = Choose when your working day starts
fault-hours-until = Choose when your working day ends
fault-hours-order = Your working day must end after it starts
fault-days-missing = Tick at least one day on which you can meet
fault-language-unknown = Tick only languages from the list
fault-about-too-long = Use at most { $most } characters about yourself. Your partners read this before you meet
fault-topics-too-many = Name at most { $most } topics. The ones you like best make the better match
fault-topic-too-long = Keep each topic to { $most } characters and put commas between topics
fault-pause-from = Give the first day of your pause as a date, such as 24.03.2026
fault-pause-from-past = The first day of your pause has passed. Give today or a later day, or leave it empty
fault-pause-until = Give your first day back as a date, such as 24.03.2026, or leave it empty
fault-pause-order = Your first day back must come after the pause starts, and after today
fault-pause-too-long = That is more than two years ahead. Leave the day empty if you do not know it yet
fault-oneself = That is you. Choose somebody else
fault-person-gone = That person is not here any more. Search again
fault-rather-not-full = Your list holds { $most } names, which is the most it takes. Take somebody off it first
fault-known-full = Your list holds { $most } names, which is the most it takes. Take somebody off it first

## Words used on several pages

when-tomorrow = tomorrow
when-in-days = { $days ->
    [one] in one day
   *[other] in { $days } days
}
when-in-hours = { $hours ->
    [one] in one hour
   *[other] in { $hours } hours
}
when-soon = any minute now
people-count = { $count ->
    [one] one person
   *[other] { $count } people
}
consent-standing = Every round
consent-ask = Ask me each time
place-online = Online
place-office = In the office
place-either = Either is fine
day-mon = Mon
day-tue = Tue
day-wed = Wed
day-thu = Thu
day-fri = Fri
day-sat = Sat
day-sun = Sun
language-en = English
language-de = German
language-fr = French
language-es = Spanish
language-it = Italian
language-pt = Portuguese
language-nl = Dutch
language-pl = Polish
language-cs = Czech
language-tr = Turkish
language-uk = Ukrainian
language-ar = Arabic
language-hi = Hindi
language-zh = Chinese
language-ja = Japanese
reason-too-busy = Too busy
reason-no-common-time = No time that suits us both
reason-know-each-other = We know each other already
reason-not-useful = Not useful to me
reason-away = I am away
reason-other = Something else
state-released = Waiting to be arranged
state-scheduled = In the calendar
state-met = Met
state-not-met = Did not meet
state-unknown = Nobody said
state-recalled = Withdrawn

## Why

why-lead = What counted when { $programme } was drawn on { $date }, and by how much.
why-counted = What counted
why-what = For
why-worth = Counts
why-total = Together
why-unit = 1.00 is what one new connection between two teams counts.
why-term-new = You did not know each other, and are of different teams
why-term-link = Your teams have few ties to each other
why-term-topic = Topics you share
why-term-repeat = You met before, some time ago
why-term-seat = Each of you takes part
why-term-waited = One of you was left out before
why-term-other = Something else
why-ties = { $count ->
    [0] Your teams had no tie to each other before this.
    [one] Your teams had one tie to each other before this.
   *[other] Your teams had { $count } ties to each other before this.
}
why-hours = Your working weeks overlap for { $hours } hours.
why-topics = { $count ->
    [one] You share one topic.
   *[other] You share { $count } topics.
}
why-next = With somebody else
why-next-none = No exchange that gives you another partner was allowed by the rules.
why-next-equal = Another partner would have been just as good for the whole. Chance chose, so that the same people do not always meet.
why-next-costs = The plan as a whole would have lost { $worth } if you had got the next-best partner.
why-rules = Rules that were kept
why-rule-never = Nobody meets somebody they rather not meet
why-rule-team = Only people of different teams meet
why-rule-slot = Everybody shares working hours
why-rule-language = Everybody shares a language, where they named any
why-rule-manager = Nobody meets their own manager
why-rule-repeat = Nobody meets the same person again too soon
why-rule-seats = No team gives more people than it has places
why-rule-one = Nobody is in two groups
why-run = The whole round
why-run-people = { $people ->
    [one] One person took part
   *[other] { $people } people took part
}, in { $groups ->
    [one] one group
   *[other] { $groups } groups
}; { $left_out ->
    [0] nobody was left out.
    [one] one was left out.
   *[other] { $left_out } were left out.
}
why-run-new = { $count ->
    [one] It made one new connection between teams.
   *[other] It made { $count } new connections between teams.
}
why-run-best = It is proven that no plan would have been better.
why-run-gap = It is proven that no plan could have been more than { $gap } better.
why-none-title = Not kept
why-none = The reasons of this round were not kept.

## Home

home-title = Home
home-hello = Hello, { $name }
home-coffee-with = Coffee with { $names }
home-until = { $minutes } minutes, by { $date }
home-until-open = { $minutes } minutes, whenever it suits you
home-times = Times that suit you both
home-times-group = Times that suit you all
home-times-theirs = { $time } for { $name } ({ $zone })
home-times-none = No time fits the working hours of everybody. Write to each other and find one.
home-you-invite = You send the invitation this time.
home-they-invite = { $name } sends the invitation.
home-invited = The invitation for { $time } came with the mail.
home-invited-time = in the invitation
home-write = Write to { $name }
home-question = To start with
home-about = About { $name }
home-topics = { $name } likes to talk about { $topics }
home-scheduled = It is in the calendar
home-met = We met
home-not-met = Not this time
home-not-met-after = We did not meet
home-you-said-scheduled = You said it is in the calendar. Afterwards, tell us that you met.
home-you-said-met = You said that you met. Thank you.
home-you-said-not-met = You said it did not happen. Thank you for telling us.
home-why = Why { $name }?
home-why-group = Why you?
home-why-open = Everything that counted
home-ask-title = Are you in for { $programme }?
home-ask-body = The next draw is on { $date }. Say yes and you will get a partner; without an answer you are left out of this one round, and nobody is told.
home-ask-yes = Yes, count me in
home-ask-skip = Skip this one
home-answered-yes = You are in this round. The draw is on { $date }.
home-answered-skip = You skip this round. You are asked again next time.
home-answer-undo-yes = Take part after all
home-answer-undo-skip = Skip after all
home-drawn-title = Your round is being prepared
home-drawn-body = The draw for { $programme } is done. The plan is looked at once more, and you hear of it { $when }.
home-drawn-body-person = The draw for { $programme } is done. Somebody looks at the plan before it is sent to you.
home-drawn-trouble = The draw for { $programme } needs a hand. Nobody has been told anything, and the people who run it know.
home-left-out-title = No partner for you this round
home-left-out-body = { $programme } could not give everybody a partner on { $date }. You are first in line next time.
home-no-places-title = Your team gives no places at present
home-no-places-body = So { $programme } was drawn without you on { $date }. As soon as there are places, you come first.
home-no-places-more = Why, and who decides
home-left-out-more = Why, and what you can do
home-next = Next draw
home-next-rule = { $programme }: { $cadence }, { $zone }
home-next-both = You take part in every round.
home-next-no-places = Your team gives no places at present. As soon as it does, you come first.
home-next-ask = You will be asked before the draw.
home-next-ask-never = This programme does not ask, so you take part only if you choose every round.
home-next-paused-programme = { $programme } makes no rounds at the moment. It goes on when its owner says so.
home-next-none = No further round is planned.
home-next-you-paused = You are on pause then.
home-next-resting = You rest after three quiet rounds. One tap brings you back.
home-waited = { $count ->
    [one] You were left out last time, so you come first now.
   *[other] You were left out { $count } times, so you come first now.
}
home-resume-rest = I am back
home-none-title = Meet somebody you would not meet otherwise
home-none-body = { $count ->
    [one] There is one programme you can join. It takes less than a minute, and you can leave with one click.
   *[other] There are { $count } programmes you can join. It takes less than a minute, and you can leave with one click.
}
home-none-button = See the programmes
home-no-programme-title = Nothing to join yet
home-no-programme-admin = You may open a coffee programme: a name, a rhythm in words, and who answers for it. People join by a form.
home-no-programme-new = New coffee programme
home-no-programme-body = As soon as somebody opens a coffee programme you find it here.
home-waiting-title = Your next coffee
home-waiting-body = The draw on { $date } finds you a partner from another team. You both get a mail with three times that suit you both.
home-waiting-body-ask = Before the draw on { $date } you are asked whether you are in. Say yes, and you both get a mail with three times that suit you both.
home-waiting-body-paused = You are on pause. Nothing is planned for you, and nobody sees it.
home-waiting-body-resting = You rest, so the next draws go without you until you say that you are back.
home-waiting-body-idle = When the next round is planned, its date stands here.
home-last = Last meetings
home-last-none = After your first coffee, the people you met stand here.
home-last-all = All your meetings
home-map = Your map
home-map-none = A dot for each person you meet, grouped by team. It starts with your first coffee.
home-map-title = You, and { $people ->
    [one] the one person you know
   *[other] the { $people } people you know
} { $teams ->
    [one] in one team
   *[other] in { $teams } teams
}
home-map-description = You are in the middle. Each dot is a person, next to the people of the same team; a full line means you met, a dotted one that you knew each other before.
home-map-list = The same as a list
home-map-more = The { $shown } you met last are drawn.
home-map-you = You
home-map-known = Known before
home-map-person = Person
home-map-team = Team
home-map-since = Last met
home-map-only-you = Only you see this.
home-load = Time well spent
home-load-meetings = { $count ->
    [one] coffee this quarter
   *[other] coffees this quarter
}
home-load-time = this quarter in all
home-load-people = { $count ->
    [one] person met so far
   *[other] people met so far
}
home-load-teams = { $count ->
    [one] team reached
   *[other] teams reached
}
home-pause = Pause
home-pause-hint = Nothing is planned for you until you are back. Nobody is told.
home-pause-until = First day back
home-pause-until-hint = Leave it empty if you do not know yet.
home-pause-button = Pause
home-paused-until = You are on pause. You are back on { $date }.
home-paused-open = You are on pause until you say otherwise.
home-paused-ahead = You pause from { $from }, and are back on { $until }.
home-paused-ahead-open = You pause from { $from }, until you say otherwise.
home-resume = I am back now
home-resume-ahead = Do not pause
home-done-scheduled = Noted: it is in the calendar. Enjoy it.
home-done-met = Lovely. You know somebody more in this company now.
home-done-not-met = Noted, and thank you for saying so.
home-done-answer-yes = You are in.
home-done-answer-skip = You skip this round.
home-done-paused = Your pause is set.
home-done-resumed = Welcome back. You are in the next draw.
home-done-left = You have left. Your history stays yours.
home-done-third = You are in. All three of you get a mail.
home-done-saved = Saved.

## Programmes

programmes-title = Programmes
programmes-intro = Join what you like, leave with one click. Who takes part is not shown to anybody.
programmes-none-title = No programme is open yet
programmes-none = When somebody opens one, it stands here with what it is for and the time it takes.
programmes-time = Time
programmes-time-value = { $minutes } minutes, { $cadence }
programmes-next = Next draw
programmes-next-value = { $date }, { $when }
programmes-next-none = Not planned
programmes-next-paused = Not at the moment: the programme is paused
programmes-people = Taking part
programmes-people-few = Few so far, or few in all
programmes-people-value = { $count } people or more
programmes-owner = Run by
programmes-stored = What is stored
programmes-join = Join
programmes-in = You take part
programmes-in-resting = You rest
programmes-preferences = Change or leave
stored-answers = What you tell on the join form, until you change or erase it.
stored-meetings = Whom you were matched with, and whether you met, so that you meet new people.
stored-rather-not = Your rather-not list, which only you can see.
stored-nothing = Nothing
stored-yes = Yes
stored-no = No
stored-not = Not stored: what you talk about, your calendar, your mail.

## Join

join-title = Join { $programme }
join-lead = Everything has a sensible answer already. Change what does not fit, and press Join.
join-known = What we know already
join-known-hint = From your organisation's directory. If it is wrong, tell whoever keeps it.
join-known-team = Team
join-known-manager = Manager
join-known-site = Site
join-known-since = Here since
join-known-zone = Time zone
join-how = How do you want to take part?
join-how-standing = Every round
join-how-standing-hint = You are in each draw until you pause or leave.
join-how-ask = Ask me each time
join-how-ask-hint = { $days ->
    [one] You get one question a day before each draw. No answer means no.
   *[other] You get one question { $days } days before each draw. No answer means no.
}
join-place = Where do you like to meet?
join-hours = When can you meet?
join-hours-hint = Only times inside these hours are suggested, in your time zone ({ $zone }).
join-from = From
join-until = Until
join-days = Days
join-speaks = Languages you can meet in
join-speaks-hint = Tick none if it does not matter.
join-about = Two lines about you
join-about-hint = The people you meet read this. At most { $most } characters.
join-topics = Topics you like to talk about
join-topics-hint = With commas between, at most { $most }. Common topics make a match a little more likely.
join-calendar = Attach a calendar invitation to my mails
join-map = Show me on the map
join-map-hint = Everybody signed in may see your name and your ties to others who ticked this. You can take it back at any time.
join-pause = Away soon?
join-pause-from = First day away
join-pause-until = First day back
join-button = Join
join-over-title = This programme is over
join-over = Nobody can join { $programme } any more.
joined-title = You are in
joined-already = You take part in { $programme }.
joined-next = The next draw is on { $date }, { $when }.
joined-next-ask = { $days ->
    [one] A day before, we ask whether you are in.
   *[other] { $days } days before, we ask whether you are in.
}
joined-next-standing = You both get a mail with three times that suit you both. There is nothing to do until then.
joined-next-none = As soon as a draw is planned, its date stands on your home page.
joined-stored = This is what is stored
joined-more = Two lists make your matches better
joined-known = People you know well
joined-known-hint = You are matched with new people first.
joined-rather-not = Rather not
joined-rather-not-hint = Private and silent. You are never matched with them.
joined-home = Go to home

## Preferences

preferences-title = Preferences
preferences-programmes = Your programmes
preferences-none = You take part in no programme.
preferences-none-link = See the programmes
preferences-leave = Leave
preferences-about = About you
preferences-lists = Your lists
preferences-known = People you know well
preferences-rather-not = Rather not be matched with
preferences-data = Everything stored about you
preferences-pause = Pause
leave-title = Leave { $programme }?
leave-body = From now on no round of { $programme } includes you. The next draw would be on { $date }.
leave-body-plain = From now on no round of { $programme } includes you.
leave-open = { $count ->
    [0] You have no open meeting.
    [one] One meeting is already arranged with somebody. It stays; tell them if you cannot come.
   *[other] { $count } meetings are already arranged. They stay; tell the others if you cannot come.
}
leave-stays = Your history and your lists stay yours. If you join again, they are as you left them.
leave-button = Leave { $programme }
leave-pause = Only away for a while? Pause instead.

## People you know well, and rather not

known-title = People you know well
known-lead = You are matched with people you do not know first. Name those you would greet in the corridor; nobody gets a message.
known-both = It counts for both of you: the other sees you on this list too, and either of you can take it off.
known-none-title = Nobody here yet
known-none = Search for a name above. Each person you add makes room for somebody new in your next match.
known-added = { $name } is on your list.
known-removed = { $name } is off your list.
rather-not-title = Rather not be matched with
rather-not-lead = Nobody asks why. The other person is never told, it works both ways, and it is in no report: only you can see this list.
rather-not-when = It counts from the next draw on. A meeting that was already announced stays.
rather-not-none-title = Your list is empty
rather-not-none = Search for a name above. From the next draw on you are not matched with that person.
rather-not-added = { $name } is on your list. You are not matched with each other any more.
rather-not-removed = { $name } is off your list.
list-count = { $count } of { $most }
list-search = Name or mail address
list-search-button = Search
list-results = Found
list-results-none-title = Nobody of that name
list-results-none = Try fewer letters, or the mail address.
list-add = Add
list-remove = Take off
list-more = More people
list-before = Previous people
list-own = On your list
list-on-it = On your list
## Group, feedback, why

group-recalled-title = This meeting was withdrawn
group-recalled = { $programme } took it back. You do not need to do anything; a note went to all of you.
group-closed = This round is over. You can still say whether you met.
not-met-title = What got in the way?
not-met-lead = One tap. It helps to make better matches; who said what is shown to nobody.
not-met-know = If you know each other already, each of you also finds the other on the list of people you know well.
words-title = Anything to add?
words-label = In your own words
words-hint = At most { $most } characters.
words-share = Coordinators may read this
words-share-hint = Without the tick only you see it.
words-save = Keep this
words-too-long = Use at most { $most } characters
words-kept = Kept. Thank you.
## Left out

left-out-title = No partner for you this round
left-out-sorry = On { $date } { $programme } was drawn, and you were left over.
left-out-repaid = You are first in line next time: your wait weighs as much as it can in the next draw, on { $date }.
left-out-repaid-plain = You are first in line next time: your wait weighs as much as it can in the next draw.
left-out-places-lead = As soon as it does, you come first. { $lead } decides about that.
left-out-places-you = As soon as it does, you come first. You lead the team, so you decide about that.
left-out-places = As soon as it does, you come first.
left-out-places-edit = Change the team's places
left-out-seats = { $wanted ->
    [one] One person of your team wanted to come, and it { $seats ->
        [0] gave no places.
        [one] had { $seats } place.
       *[other] had { $seats } places.
    }
   *[other] { $wanted } people of your team wanted to come, and it { $seats ->
        [0] gave no places.
        [one] had { $seats } place.
       *[other] had { $seats } places.
    }
}
left-out-could = { $could ->
    [0] By the rules you could have met none of the { $others } others.
   *[other] By the rules you could have met { $could } of the { $others } others.
}
left-out-numbers = The round in numbers
left-out-third = Join a pair as a third
left-out-third-lead = There is a pair that fits you: other teams, people you have not met lately, and a time that suits all three. If you join, all three of you get a mail at once.
left-out-third-button = Join a pair
left-out-third-none = No pair fits you this time: every one of them clashes with a rule, such as the same team, somebody you met lately, or no common time.
left-out-third-seats = A pair takes a place of your team as well, and there is none free.
left-out-third-late = Most pairs have arranged their meeting by now, so nobody is added any more.
left-out-in-group = You are in a group of this round now.
left-out-reason-odd = An odd number of people took part, so one of them had to be left over.
left-out-reason-seats = Your team's places in this round were taken.
left-out-reason-places = Your team gives no places at present.
left-out-reason-places-then = Your team gave no places at the time.
left-out-reason-nobody = Nobody in this round was a match that the rules allow: other team, not met lately, a common time.
left-out-reason-knows = You know everybody in this round who could have been your partner.
left-out-reason-hours = Nobody in this round had working hours in common with yours.
left-out-reason-language = Nobody in this round who could have been your partner shares a language with you.
left-out-reason-fell-through = A partner was planned for you who is not there any more.
left-out-reason-alone = Nobody else took part this time.
left-out-reason-time = The time for making the plan ended before a place for you was found.
left-out-reason-plan = With somebody for you, the whole would have had fewer new connections.

## History

history-title = People you met
history-summary = { $people ->
    [one] You met one person
   *[other] You met { $people } people
} { $teams ->
    [one] in one team,
   *[other] in { $teams } teams,
} { $meetings ->
    [one] in one meeting.
   *[other] in { $meetings } meetings.
}
history-none-title = Your first coffee is still ahead
history-none = Afterwards you find here whom you met, when, and in which team.
history-none-found-title = Nothing found
history-none-found = No meeting with that name or team.
history-filter = Name or team
history-filter-button = Filter
history-clear = Show all
history-meetings = Meetings
history-people = People
history-teams = Teams
history-team = Team
history-when = When
history-with = With
history-programme = Programme
history-state = State
history-last = Last met
history-times = Times
history-known = Known before
history-csv = Download as CSV
history-only-you = Only you see this list.

## Mail links

link-title-yes = Take part in this round?
link-body-yes = { $programme } is drawn on { $date }. If you say yes, you get a partner and three times that suit you both.
link-button-yes = Yes, count me in
link-done-yes = You are in. The draw is on { $date }.
link-title-skip = Skip this round?
link-body-skip = You get no partner in the draw on { $date }. You are asked again next time.
link-button-skip = Skip this one
link-done-skip = You skip this round.
link-title-pause = Pause for a while?
link-body-pause = Nothing is planned for you until you are back. Nobody is told.
link-button-pause = Pause
link-done-pause = You are on pause.
link-title-scheduled = Is it in the calendar?
link-body-group = Your coffee with { $names }.
link-button-scheduled = Yes, it is in the calendar
link-done-scheduled = Noted: it is in the calendar. Enjoy it.
link-title-met = Did you meet?
link-button-met = Yes, we met
link-done-met = Lovely. You know somebody more in this company now.
link-title-not-met = It did not happen?
link-body-not-met = One tap says why. Who said what is shown to nobody.
link-done-not-met = Noted, and thank you for saying so.
link-title-know = Do you know each other already?
link-body-know = Then you are matched with somebody new next time.
link-button-know = Yes, we know each other
link-done-know = Noted. Next time you meet somebody new.
link-title-third = Join a pair as a third?
link-body-third = If there is a pair that fits you, all three of you get a mail at once.
link-button-third = Join a pair
link-done-third = You are in. All three of you get a mail.
link-title-stop = Stop the mails of { $programme }?
link-body-stop = You leave the programme: no round includes you and no mail about it reaches you. You can join again at any time.
link-button-stop = Stop the mails
link-done-stop = You have left { $programme }. No more mails about it.
link-title-back = Back in?
link-body-back = You rested after three quiet rounds. Come back, and you are in the next draw.
link-button-back = Yes, I am back
link-done-back = Welcome back. You are in the next draw.
link-already = That was done already. Nothing changed.
link-over-title = That round is over
link-over = It was drawn already, so your answer cannot count any more. You are asked again next time.
link-withdrawn-title = This meeting was withdrawn
link-withdrawn = There is nothing to say about it any more.
link-gone-title = This is not open any more
link-gone = What the link was about has ended or was withdrawn.
link-more = More on your home page
