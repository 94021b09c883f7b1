### Figures, continued: the number behind them, by what they are shown, how they went over time.

## How many people stand behind a figure
action-disclosure-raised = More people asked for behind a figure
threshold-title = People behind a figure
threshold-settings = Figures about groups
threshold-lead = { $k ->
   *[other] Whatever figures show, and whatever can be computed from it, stands on at least { $k } people.
}
threshold-now = People behind a figure, at least
threshold-floor = Never fewer than
threshold-floor-what = built into the program
threshold-next = Next quarter is published on
threshold-why = Why
threshold-why-few = A figure about three people is a figure about each of them: whoever knows two of them knows the third.
threshold-why-sums = The same number holds for whatever follows from several figures: rests of totals, differences between quarters, shares.
threshold-why-only-up = It can only be raised. Were it lowered again, what was withheld under the higher number could be read off from the next quarter.
threshold-more = Ask for more
threshold-field = People behind a figure, at least
threshold-hint = A whole number from { $least } to { $most }. Where many people are afraid of being recognised, 8 or 10 is usual.
threshold-fault = Choose a whole number from { $least } to { $most }: it can only be raised.
threshold-check = From { $from } to { $to } people?
threshold-effect-next = { $k ->
   *[other] From the next quarter on, at least { $k } people stand behind each figure. It is published on { $date }.
}
threshold-effect-past = Quarters that are published stay as they are, and say their own number.
threshold-effect-less = Less is shown: more teams are shown as departments or divisions, and more figures are withheld.
threshold-effect-forever = It cannot be lowered again.
threshold-raise = { $k ->
   *[other] Ask for { $k } people
}
threshold-done = { $k ->
   *[other] From the next quarter on, at least { $k } people stand behind each figure.
}
threshold-quarters = Published quarters
threshold-column = People behind a figure
hr-published-with = { $k ->
   *[other] This quarter was published with at least { $k } people behind each figure.
}

## By what, and over time
hr-by = Show ties
hr-format-svg = Map (SVG)
hr-map-file-words = The larger the disc, the more people; the wider the line, the more ties. At least { $k } people on each side stand behind each tie drawn; withheld ties are not drawn.
hr-map-caption = Weft · ties between groups, { $quarter } · at least { $k } people behind each figure
hr-trend-heading = Over time
hr-trend-hint = The whole organisation by quarter. A quarter’s figure is withheld when its difference to an earlier one would tell of too few people; a line is broken there.
hr-measure-growth = Growth
hr-measure-growth-how = Ties of the four quarters up to this one, over those up to the quarter before, less one.
hr-measure-novelty = New ties
hr-measure-novelty-how = The share of ties that the quarter before did not have.
hr-measure-churn = Ties that faded
hr-measure-churn-how = Of the ties of the quarter before, the share whose last meeting is now more than a year ago.

hr-filter-all = All
hr-filter-programme = Programme
hr-filter-by = Grouped
hr-filter-nothing = Nothing of this sheet is grouped like that. Choose “All” in one of the two lines above.
hr-programme-coffee = Coffee
hr-programme-placements = Bootcamps and rotations

hr-count-hours = Hours
hr-share-interval = { $share } ({ $low }–{ $high })
hr-share-hint = In brackets: where a share plausibly lies (95 %, Wilson 1927).
