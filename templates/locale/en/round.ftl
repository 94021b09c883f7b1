# Cadences: what is wrong with the words that were written
cadence-empty = Say when rounds take place, for example "every 2 weeks on Tuesday 09:00"
cadence-word = "{ $what }" is not understood. Write for example "every 2 weeks on Tuesday 09:00", "every month on the first Monday 09:00" or cron such as "0 9 * * 2"
cadence-no-unit = Say every what: day, weekday, week or month, for example "every week on Monday 10:30"
cadence-no-time = Add the time of day, such as 09:00
cadence-time = "{ $what }" is not a time of day. Times run from 00:00 to 23:59
cadence-no-weekday = Add the day of the week, such as "on Tuesday"
cadence-no-month-day = Add the day of the month, such as "on the first Monday" or "on the 15th"
cadence-month-day = Not every month has a day { $what }. Take 1 to 28, or "on the last day"
cadence-count = How often is out of range: 1 to { $what }
cadence-misplaced = "{ $what }" does not go with the rest
cadence-zone = There is no time zone "{ $what }". Zones look like Europe/Berlin or UTC
cadence-cron = The cron fields are wrong: { $what }. The five fields are minute, hour, day of the month, month and day of the week
cadence-never = There is no such time within five years

# Opening questions
opening-one = What did you work on this week that would surprise somebody outside your team?
opening-two = What does your team do that hardly anybody notices?
opening-three = Which question do other teams ask you most often?
opening-four = What would you fix first if you had a free week?
opening-five = How did you come to do what you do now?
opening-six = What is the best thing somebody from another team ever did for you?
opening-seven = Which part of our organisation do you understand least?
opening-eight = What have you learned lately, at work or not?
opening-nine = When something breaks that nobody foresaw, whom do you call first?
opening-ten = Which tool or habit could your team not do without?
opening-eleven = What do you wish you had known in your first month here?
opening-twelve = What is a small thing that makes your working day better?

# Left out, for reasons that only show when a round is released
mail-left-out-nobody = { $people ->
    [one] { $people } other person took part, and you two could not be matched.
   *[other] { $people } others took part, and none of them could be matched with you.
}
mail-left-out-alone = Nobody else took part this time.
mail-left-out-fell-through = There was a match for you, but it can no longer take place.
mail-left-out-time-ended = The time for planning this round ended before there was a place for you.
