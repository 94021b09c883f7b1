//! From facts to a publication: which cells of the fixed tables can be shown together.

mod rests;
mod turnover;

use super::ENGINE;
use super::facts::{Closed, Facts};
use super::publication::{
    Cell, Dimension, Group, Hidden, Level, Measure, Of, Publication, Quantity, RolledUp, Subject,
    Table, Value,
};
use super::rules::{
    Fixed, Rules, r1_contributors, r3_both_sides, r4_fine_enough, r5_complement, r6_count,
    r6_difference, r7_dominated, r8_tables,
};
use super::space::{Grain, Picture, Row, Space, Tally, Whose, reason, stage, whose};

/// Makes the publication of a closed period, given all that was published before (oldest first).
///
/// Deterministic. Cost: a second or so for 10,000 people and a year of quarters; see [`super::algebra`].
pub fn publish(facts: &Facts, earlier: &[Closed], rules: Rules) -> Publication {
    let mut tables: Vec<Table> = Vec::new();
    let mut done: Vec<Space> = Vec::new();
    for fixed in r8_tables() {
        let space = Space { subject: fixed.subject, reason: None };
        if !done.contains(&space) {
            done.push(space);
            tables.extend(tables_of(fixed.subject, facts, earlier, rules));
        }
    }
    let mut measures = measures(facts, earlier, &tables, rules);
    measures.extend(turnover::turnover(facts, earlier, &tables, rules));
    Publication { period: facts.period, engine: ENGINE, k: rules.k(), tables, measures }
}

/// The measures of the whole: none without the ties it is made of.
fn measures(facts: &Facts, earlier: &[Closed], tables: &[Table], rules: Rules) -> Vec<Measure> {
    let ties = tables
        .iter()
        .find(|table| table.subject == Subject::Ties && table.dimension == Dimension::Unit);
    let shows = |of: Of| {
        let cells = ties.map_or(&[][..], |table| &table.cells);
        cells.iter().any(|cell| cell.of == of && cell.value.shown().is_some())
    };
    let level = ties.map(|table| table.level).filter(|level| *level != Level::Whole);
    let k = rules.people();
    let here = facts.people.iter().filter(|person| person.here).count();
    facts
        .measures
        .iter()
        .filter(|measure| measure.level.is_none_or(|of| of == level.unwrap_or(Level::Team)))
        .map(|measure| {
            let counted = measure.people.is_none_or(|people| {
                people as usize >= k
                    && people as usize + k <= here
                    && (!rules.differences || r6_count(measure, earlier, k))
            });
            let enough = measure.behind.is_none_or(|people| people as usize >= k);
            let across = measure.level.is_none() || (level.is_some() && shows(Of::Across));
            Measure {
                name: measure.name.clone(),
                thousandths: (shows(Of::All) && counted && enough && across)
                    .then_some(measure.thousandths),
            }
        })
        .collect()
}

fn levels(dimension: Dimension) -> &'static [Level] {
    match dimension {
        Dimension::Unit => &[Level::Team, Level::Department, Level::Division],
        _ => &[Level::Group],
    }
}

/// The rows of a table that are to be decided, and the cell each stands for.
type Candidate = (Row, Of, Quantity);

struct Chooser<'a> {
    facts: &'a Facts,
    earlier: &'a [Closed],
    rules: Rules,
    picture: Picture,
    /// Rows of earlier periods, then those accepted of this one.
    rows: Vec<Row>,
    known: usize,
    period: usize,
    /// Parts can be of different worth, or of two people: one person can have more than half.
    can_dominate: bool,
}

fn tables_of(subject: Subject, facts: &Facts, earlier: &[Closed], rules: Rules) -> Vec<Table> {
    let fixed: Vec<&Fixed> = r8_tables().iter().filter(|fixed| fixed.subject == subject).collect();
    let mut tables: Vec<Table> = Vec::new();
    // Reasons are spaces of their own: one round of choosing for each; every other subject is one space.
    let rounds: Vec<Vec<Quantity>> = match subject {
        Subject::Reasons => fixed
            .first()
            .map(|fixed| fixed.quantities.iter().map(|quantity| vec![*quantity]).collect())
            .unwrap_or_default(),
        _ => vec![fixed.first().map(|fixed| fixed.quantities.to_vec()).unwrap_or_default()],
    };
    // A table has one level: the coarsest that any of its rounds needs. So levels are settled over all rounds.
    for fixed in &fixed {
        // A level with the same groups as a finer one is not another level.
        let mut finest: Vec<Level> = Vec::new();
        for level in levels(fixed.dimension) {
            let groups = facts.groups_at(fixed.dimension, *level);
            if finest.last().is_none_or(|last| facts.groups_at(fixed.dimension, *last) != groups) {
                finest.push(*level);
            }
        }
        let mut chosen = None;
        for (at, level) in finest.iter().enumerate() {
            let coarsest = at + 1 == finest.len();
            if too_many(subject, facts.groups_at(fixed.dimension, *level).len()) {
                continue;
            }
            let table =
                table_at(fixed, (*level, coarsest), &rounds, facts, earlier, &tables, rules);
            let counted: Vec<&Cell> =
                table.cells.iter().filter(|cell| counts_for_level(subject, cell)).collect();
            let shown = counted.iter().filter(|cell| cell.value.shown().is_some()).count();
            if r4_fine_enough(shown, counted.len(), coarsest) {
                chosen = Some(Table { because: (at > 0).then_some(RolledUp::TooSmall), ..table });
                break;
            }
        }
        let table = chosen.unwrap_or_else(|| Table {
            because: Some(RolledUp::TooSmall),
            ..table_at(fixed, (Level::Whole, true), &rounds, facts, earlier, &tables, rules)
        });
        tables.push(table);
    }
    tables
}

/// Pairs of groups above which a level of ties is passed over, and groups above which one of anything else is: deciding
/// costs more than with the square of them, and a page of more is not read.
const MOST_PAIRS: usize = 600;
const MOST_GROUPS: usize = 120;

fn too_many(subject: Subject, groups: usize) -> bool {
    groups > MOST_GROUPS || (subject == Subject::Ties && groups * (groups + 1) / 2 > MOST_PAIRS)
}

/// The cells by which it is judged whether a level is fine enough: of ties the pairs, else the groups.
fn counts_for_level(subject: Subject, cell: &Cell) -> bool {
    let of = match cell.of {
        Of::Pair(..) => subject == Subject::Ties,
        Of::Group(_) => subject != Subject::Ties,
        _ => false,
    };
    of && cell.value != Value::Hidden(Hidden::Nobody)
        && !matches!(cell.quantity, Quantity::Eligible | Quantity::Newcomers)
}

fn table_at(
    fixed: &Fixed,
    (level, coarsest): (Level, bool),
    rounds: &[Vec<Quantity>],
    facts: &Facts,
    earlier: &[Closed],
    before: &[Table],
    rules: Rules,
) -> Table {
    let groups = facts.groups_at(fixed.dimension, level);
    let mut cells = Vec::new();
    for quantities in rounds {
        let space =
            Space { subject: fixed.subject, reason: quantities.first().copied().and_then(reason) };
        let mut grains: Vec<Grain> = vec![(fixed.dimension, level)];
        let mut rows: Vec<Row> = Vec::new();
        for (period, closed) in earlier.iter().enumerate() {
            rows.extend(shown_rows(&closed.publication.tables, space, period, &closed.facts));
        }
        let known = rows.len();
        rows.extend(shown_rows(before, space, earlier.len(), facts));
        grains.extend(rows.iter().map(|row| row.grain));
        grains.sort_unstable();
        grains.dedup();
        let picture = Picture::new(space, earlier, facts, &grains);
        let mut chooser = Chooser {
            facts,
            earlier,
            rules,
            picture,
            rows,
            known,
            period: earlier.len(),
            can_dominate: matches!(fixed.subject, Subject::Ties | Subject::Time),
        };
        cells.extend(chooser.cells(
            fixed,
            level,
            quantities,
            &groups,
            (rounds.len() == 1).then_some(coarsest),
        ));
    }
    let k = rules.people();
    Table {
        subject: fixed.subject,
        dimension: fixed.dimension,
        level,
        because: None,
        groups: groups
            .iter()
            .map(|group| {
                let people =
                    people_of(facts, (fixed.dimension, level), Whose::Group(*group), |_| true);
                Group {
                    name: facts
                        .names
                        .get(&fixed.dimension)
                        .and_then(|names| names.get(*group as usize))
                        .cloned()
                        .unwrap_or_default(),
                    people: u32::try_from(people).ok().filter(|_| people >= k),
                }
            })
            .collect(),
        cells,
    }
}

/// How many people of the directory are in a group.
fn people_of(
    facts: &Facts,
    (dimension, level): Grain,
    whose: Whose,
    of: impl Fn(usize) -> bool,
) -> usize {
    (0..facts.people.len())
        .filter(|person| facts.people[*person].here && of(*person))
        .filter(|person| match whose {
            Whose::Group(group) => facts.group_of(*person, dimension, level) == Some(group),
            _ => true,
        })
        .count()
}

/// The figures that tables show, as rows of a space.
fn shown_rows(tables: &[Table], space: Space, period: usize, facts: &Facts) -> Vec<Row> {
    let mut rows = Vec::new();
    for table in tables.iter().filter(|table| table.subject == space.subject) {
        let groups = facts.groups_at(table.dimension, table.level);
        for cell in &table.cells {
            if cell.value.shown().is_none()
                || matches!(cell.quantity, Quantity::Eligible | Quantity::Newcomers)
                || reason(cell.quantity) != space.reason
            {
                continue;
            }
            if let Some(whose) = whose(cell.of, &groups) {
                let grain = (table.dimension, table.level);
                rows.push(Row { period, grain, whose, stage: stage(cell.quantity) });
            }
        }
    }
    rows
}

impl Chooser<'_> {
    /// Every cell of the table, decided.
    fn cells(
        &mut self,
        fixed: &Fixed,
        level: Level,
        quantities: &[Quantity],
        groups: &[u32],
        alone: Option<bool>,
    ) -> Vec<Cell> {
        let grain = (fixed.dimension, level);
        let count = u16::try_from(groups.len()).unwrap_or(u16::MAX);
        let mut all: Vec<Of> = vec![Of::All];
        if fixed.subject == Subject::Ties && level != Level::Whole {
            all.push(Of::Across);
        }
        all.extend((0..count).map(Of::Group));
        if fixed.subject == Subject::Ties {
            all.extend((0..count).flat_map(|a| (a..count).map(move |b| Of::Pair(a, b))));
        }
        let tallies: Vec<_> = quantities
            .iter()
            .map(|quantity| self.picture.tallies(grain, stage(*quantity)))
            .collect();
        let nothing = Tally::default();
        let mut candidates: Vec<(usize, usize, Candidate)> = Vec::new();
        let mut cells = Vec::new();
        for of in all {
            let Some(whose) = whose(of, groups) else { continue };
            if let Some(cell) = self.by_directory(fixed.subject, grain, of, whose) {
                cells.push(cell);
            }
            for (order, quantity) in quantities.iter().enumerate() {
                let row = Row { period: self.period, grain, whose, stage: stage(*quantity) };
                let tally = tallies[order].get(&whose).unwrap_or(&nothing);
                let value = if self.nobody(fixed.subject, &row, tally) {
                    Hidden::Nobody
                } else {
                    if let Some(contributors) = self.passes_alone(&row, tally) {
                        // The whole first, then pairs, then groups; each the largest first.
                        let kind = match of {
                            Of::All => 0,
                            Of::Across => 1,
                            Of::Pair(..) => 2,
                            Of::Group(_) => 3 + order,
                        };
                        let kind = if of == Of::All { order } else { kind * 10 };
                        let rank = usize::MAX - contributors;
                        candidates.push((kind, rank, (row, of, *quantity)));
                    }
                    Hidden::Protected
                };
                cells.push(Cell { of, quantity: *quantity, value: Value::Hidden(value) });
            }
        }
        // Where not enough could be shown in the best case, a coarser level is tried: no need to ask more. (Only if
        // the table's level hangs on these quantities alone; then `alone` says whether there is a coarser one.)
        let judged = cells.iter().filter(|cell| counts_for_level(fixed.subject, cell)).count();
        let hopeful = candidates.iter().filter(|(.., (_, of, quantity))| {
            let value = Value::Hidden(Hidden::Protected);
            counts_for_level(fixed.subject, &Cell { of: *of, quantity: *quantity, value })
        });
        let hopeful = hopeful.count();
        if alone.is_some_and(|coarsest| !r4_fine_enough(hopeful, judged, coarsest))
            && level != Level::Whole
        {
            return cells;
        }
        candidates.sort_by_key(|(kind, rank, _)| (*kind, *rank));
        let candidates: Vec<Candidate> = candidates.into_iter().map(|(.., c)| c).collect();
        for (row, of, quantity) in self.accept(&candidates) {
            let order = quantities.iter().position(|known| *known == quantity);
            let tally = order.and_then(|order| tallies[order].get(&row.whose)).unwrap_or(&nothing);
            let worth = tally.parts.iter().map(|(_, worth)| worth).sum();
            for cell in &mut cells {
                if cell.of == of && cell.quantity == quantity {
                    cell.value = Value::Shown(worth);
                }
            }
        }
        cells
    }

    /// The directory's own counts beside the figures: no secret, but no small groups either.
    fn by_directory(&self, subject: Subject, grain: Grain, of: Of, whose: Whose) -> Option<Cell> {
        let (quantity, people) = match subject {
            Subject::Coffee => (Quantity::Eligible, people_of(self.facts, grain, whose, |_| true)),
            Subject::Newcomers => (
                Quantity::Newcomers,
                people_of(self.facts, grain, whose, |person| {
                    self.facts.people[person].three_ties.is_some()
                }),
            ),
            _ => return None,
        };
        let value = if people >= self.rules.people() {
            Value::Shown(u64::try_from(people).unwrap_or(u64::MAX))
        } else {
            Value::Hidden(Hidden::Protected)
        };
        Some(Cell { of, quantity, value })
    }

    /// Whether nobody could be counted, by the directory.
    fn nobody(&self, subject: Subject, row: &Row, tally: &Tally) -> bool {
        let could = |whose| people_of(self.facts, row.grain, whose, |_| true);
        match row.whose {
            Whose::Pair(one, other) if one == other => {
                tally.parts.is_empty() && could(Whose::Group(one)) < 2
            }
            _ if subject == Subject::Newcomers => {
                people_of(self.facts, row.grain, row.whose, |person| {
                    self.facts.people[person].three_ties.is_some()
                }) == 0
            }
            _ => false,
        }
    }

    /// R1, R3 and R7 for a figure by itself: how many stand behind it, when that is enough.
    fn passes_alone(&self, row: &Row, tally: &Tally) -> Option<usize> {
        let k = self.rules.people();
        let contributors = r1_contributors(tally.people.iter().copied());
        let sides = match row.whose {
            Whose::Pair(..) => r3_both_sides(
                r1_contributors(tally.one.iter().copied()),
                r1_contributors(tally.other.iter().copied()),
                k,
            ),
            _ => true,
        };
        (contributors >= k && sides && !r7_dominated(tally.parts.iter().copied()))
            .then_some(contributors)
    }

    /// Which of the candidates can be shown together with what is shown already; earlier ones win. All at once if
    /// that holds, otherwise half by half.
    fn accept(&mut self, candidates: &[Candidate]) -> Vec<Candidate> {
        if candidates.is_empty() {
            return Vec::new();
        }
        let rows: Vec<Row> = candidates.iter().map(|(row, ..)| *row).collect();
        if self.holds(&rows) {
            self.rows.extend(rows);
            return candidates.to_vec();
        }
        if candidates.len() == 1 {
            return Vec::new();
        }
        let (first, second) = candidates.split_at(candidates.len() / 2);
        let mut accepted = self.accept(first);
        accepted.extend(self.accept(second));
        accepted
    }

    fn holds(&self, candidates: &[Row]) -> bool {
        let k = self.rules.people();
        let now: Vec<Row> = self.rows[self.known..].iter().chain(candidates).copied().collect();
        if self.rules.complement
            && !(r5_complement(&self.picture.columns_now(&now), now.len(), k)
                && candidates.iter().all(|row| self.rests_hold(row, &now)))
        {
            return false;
        }
        if !self.rules.differences || self.known == 0 {
            return true;
        }
        // Against each earlier period alone, by what was done in the two, and against all of them together.
        let mut views: Vec<Vec<usize>> =
            (0..self.period).map(|earlier| vec![earlier, self.period]).collect();
        if self.period > 1 {
            views.push((0..=self.period).collect());
        }
        let ever = |new: &[Row]| {
            new.iter().all(|row| self.changes_hold(row))
                && views.iter().all(|periods| {
                    let old = self.rows[..self.known].iter();
                    let mut rows: Vec<Row> =
                        old.filter(|row| periods.contains(&row.period)).copied().collect();
                    let known = rows.len();
                    rows.extend(new);
                    let columns = self.picture.columns_over(&rows, periods);
                    known == 0 || r6_difference(&columns, known, rows.len(), k)
                })
        };
        if self.rules.complement {
            ever(&now)
        } else {
            // A test turned R5 off: periods are compared figure by figure, or this would do R5's work.
            candidates.iter().all(|row| ever(&[*row]))
        }
    }
}
