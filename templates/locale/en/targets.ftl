# Targets: two groups of teams that should meet.

nav-targets = Targets
action-target-set = Target set
action-target-ended = Target ended

term-bridge = Teams that should meet (target)
why-term-bridge = The organisation wants your two areas to meet more

targets-title = Targets
targets-lead = A target marks two groups of teams that should meet more. In a share of the rounds, a new connection between the two counts more than others. Everybody can read which targets hold.
targets-empty-title = No target
targets-empty = A target stands here until its last day and afterwards for two years.
target-new = Set a target
target-new-title = Set a target
target-lead = What the target says, as everybody who takes part can read it.
target-column-name = Target
target-column-groups = Between
target-column-share = Share
target-column-from = First day
target-column-until = Last day
target-column-state = State
target-made = Set
target-groups = { $a } – and { $b }
target-share-value =
    { $percent ->
       *[other] { $percent } of 100 rounds
    }
target-state-holds = holds
target-state-coming = to come
target-state-over = over
target-state-ended = ended early

target-field-name = Name
target-field-name-hint = Everybody can read it.
target-field-a = First group
target-field-b = Second group
target-field-teams-hint = Teams below a ticked team belong to it too. In each group there must be at least { $least } active people.
target-field-share = In how many of 100 rounds
target-field-share-hint = 5 to 50. In the other rounds nothing changes.
target-check = Check
target-set-button = Set the target
target-change = Change it

target-effect-share =
    { $percent ->
       *[other] In { $percent } of 100 rounds, from { $from } to { $until }, new connections between the two groups count more.
    }
target-effect-rules = All rules hold as before: nobody meets against a wish, an absence or a limit, and joining stays everyone’s own choice.
target-effect-open = The target is listed on the programmes page for everybody, and whoever is matched across the two groups reads it as one of the reasons.

target-fault-name =
    { $most ->
       *[other] Give it a name of at most { $most } characters.
    }
target-fault-none = Tick at least one team.
target-fault-few =
    { $least ->
       *[other] Fewer than { $least } active people are in these teams: a target must not single anybody out. Tick more teams.
    }
target-fault-overlap = A team is in both groups, by itself or with the team above it. Untick it in one of them.
target-fault-share =
    { $least ->
       *[other] Choose a whole number from { $least } to { $most }.
    }
target-fault-date = Write the day as 2026-03-31.
target-fault-ends = The last day must be today or later, and not before the first.
target-fault-long =
    { $days ->
       *[other] A target holds for at most { $days } days. Choose an earlier last day.
    }

target-done-set = The target is set.
target-done-ended = The target has ended.
target-end-title = End “{ $name }”?
target-end-lead = From the next round on, new connections between the two groups count like all others. What was planned stays.
target-end-over = It has ended already.
target-end-button = End the target
target-gone-title = It has ended already
target-gone = Somebody else ended this target, or there never was one here.

targets-for-all = What the organisation wants to connect
target-for-all = { $a } – and { $b }: in { $share }, until { $date }

## What became of it
target-rounds-label = Rounds so far
target-rounds = { $all ->
    [0] none yet
   *[other] counts in { $counted } of { $all }
}
target-effect = Ties between the two groups
target-before = Before
target-now = Now
target-before-word = before
target-since = since
target-before-none = No quarter that ended before the target began is published.
target-now-none = No quarter that ended after the target began is published yet.
target-coarser = coarser
target-tile-ties = pairs who met in the four quarters up to the end of { $quarter }
target-tile-withheld = { $quarter }: too few people would stand behind the figure, or behind what it would tell of others.
target-tile-coarser = { $quarter }: the published table does not tell these two groups apart.
target-change-tile = Difference
target-change-more = Other things change too: compare with other pairs of groups on the page “Connections”.
target-course = Ties between the two groups by quarter
target-course-drawing = Drawing: ties between the two groups by quarter
target-course-words = One bar a quarter; a dashed frame where the figure is not shown; the dotted line is where the target begins. The table has the same numbers.
target-quarter-short = Q{ $number } ’{ $year }
target-column-when = Against the target
target-note-withheld =
    { $k ->
       *[other] Withheld: at least { $k } people on each side stand behind a figure, and nobody may be told from the difference to another figure or quarter.
    }
target-note-coarser = Coarser: in that quarter teams were too small to be shown by themselves, so only the units above them are.
target-note-ties =
    { $k ->
       *[other] A tie is a pair who met in the last four quarters or are known to know each other, so what a quarter adds stays for a year. At least { $k } people on each side stand behind each figure shown.
    }
