//! From facts to a publication: which cells of the fixed tables can be shown together.

mod chooser;
mod org_chart;
mod rests;
mod turnover;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::ENGINE;
use super::facts::{Closed, Facts};
use super::publication::{
    Cell, Dimension, Group, Hidden, Level, Measure, Of, Publication, Quantity, RolledUp, Subject,
    Table, Value,
};
use super::rules::{Fixed, Rules, r4_fine_enough, r6_count, r8_measures, r8_tables};
use super::space::{Grain, Picture, Roll, Row, Space, Whose, reason, stage, whose};
use chooser::{Chooser, Heads};

/// Makes the publication of a closed period, given all that was published before (oldest first).
///
/// Deterministic, also in what is given up when it would take too many steps. Cost: people and ties × quarters × tables,
/// and a bounded number of steps for each table; see `bin/bench publish`.
pub fn publish(facts: &Facts, earlier: &[Closed], rules: Rules) -> Publication {
    let season = Season::new(facts, earlier, rules);
    let mut tables: Vec<Table> = Vec::new();
    let mut done: Vec<Subject> = Vec::new();
    for fixed in r8_tables() {
        if !done.contains(&fixed.subject) {
            done.push(fixed.subject);
            let of_subject = season.tables_of(fixed.subject, &tables);
            tables.extend(of_subject);
        }
    }
    let mut measures = measures(facts, earlier, &tables, rules);
    measures.extend(org_chart::org_chart(&tables));
    measures.extend(turnover::turnover(&season, &tables));
    let measures = by_the_list(measures);
    Publication { period: facts.period, engine: ENGINE, k: rules.k(), tables, measures }
}

/// Whoever met has spent minutes: how many people met follows from their hours, where all meetings are as long. So hours are
/// shown only of whom a table of coffee shows how many met.
fn no_time_where_meetings_are_withheld(table: &mut Table, done: &[Table]) {
    if table.subject != Subject::Time {
        return;
    }
    let (dimension, level) = (table.dimension, table.level);
    let shows_met = |of: Of| {
        let coffee = done.iter().filter(|other| {
            other.subject == Subject::Coffee
                && (of == Of::All || (other.dimension, other.level) == (dimension, level))
        });
        coffee.flat_map(|other| &other.cells).any(|cell| {
            (cell.of, cell.quantity) == (of, Quantity::Met) && cell.value.shown().is_some()
        })
    };
    for cell in table.cells.iter_mut().filter(|cell| cell.value.shown().is_some()) {
        if !shows_met(cell.of) {
            cell.value = Value::Hidden(Hidden::Protected);
        }
    }
}

/// The measures in the order of the fixed list, each of it once: what was not made is withheld like what may not be said.
fn by_the_list(mut made: Vec<Measure>) -> Vec<Measure> {
    let list = r8_measures();
    for name in list {
        if !made.iter().any(|measure| measure.name == *name) {
            made.push(Measure { name: (*name).to_owned(), thousandths: None });
        }
    }
    let place = |measure: &Measure| list.iter().position(|name| *name == measure.name);
    made.sort_by_key(|measure| place(measure).unwrap_or(list.len()));
    made
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

/// A row of a table that is to be decided, the place of the cell it stands for, and what that cell would show.
type Candidate = (Row, usize, u64);

/// What one quarter's tables are decided from.
struct Season<'a> {
    facts: &'a Facts,
    earlier: &'a [Closed],
    rules: Rules,
    roll: Roll,
    /// Groups of a period, by dimension and level.
    groups: RefCell<BTreeMap<(usize, Dimension, Level), Rc<Vec<u32>>>>,
}

impl<'a> Season<'a> {
    fn new(facts: &'a Facts, earlier: &'a [Closed], rules: Rules) -> Self {
        let roll = Roll::new(earlier, facts);
        Self { facts, earlier, rules, roll, groups: RefCell::default() }
    }

    /// The facts of a period; the last one is the newest.
    fn facts_of(&self, period: usize) -> &'a Facts {
        self.earlier.get(period).map_or(self.facts, |closed| &closed.facts)
    }

    fn groups_of(&self, period: usize, (dimension, level): Grain) -> Rc<Vec<u32>> {
        let mut groups = self.groups.borrow_mut();
        let known = groups.entry((period, dimension, level));
        known.or_insert_with(|| Rc::new(self.facts_of(period).groups_at(dimension, level))).clone()
    }

    fn groups_at(&self, grain: Grain) -> Rc<Vec<u32>> {
        self.groups_of(self.earlier.len(), grain)
    }

    /// The names of the groups that a row is about, in no order.
    fn names(&self, row: &Row) -> Option<Vec<String>> {
        let facts = self.facts_of(row.period);
        let name = |group: u32| facts.names.get(&row.grain.0)?.get(group as usize).cloned();
        let mut names = match row.whose {
            Whose::All | Whose::Across => Vec::new(),
            Whose::Group(group) => vec![name(group)?],
            Whose::Pair(one, other) => vec![name(one)?, name(other)?],
        };
        names.sort_unstable();
        Some(names)
    }

    /// How many people of the directory are in each group; none: in no group.
    fn heads(&self, (dimension, level): Grain) -> BTreeMap<Option<u32>, Heads> {
        let mut heads: BTreeMap<Option<u32>, Heads> = BTreeMap::new();
        for (at, person) in self.facts.people.iter().enumerate().filter(|(_, one)| one.here) {
            let heads = heads.entry(self.facts.group_of(at, dimension, level)).or_default();
            heads.here += 1;
            heads.new += usize::from(person.three_ties.is_some());
        }
        heads
    }

    /// `done`: the tables of the subjects before.
    fn tables_of(&self, subject: Subject, done: &[Table]) -> Vec<Table> {
        let fixed: Vec<&Fixed> =
            r8_tables().iter().filter(|fixed| fixed.subject == subject).collect();
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
                let groups = self.groups_at((fixed.dimension, *level));
                let same = |last: &Level| self.groups_at((fixed.dimension, *last)) == groups;
                if !finest.last().is_some_and(same) {
                    finest.push(*level);
                }
            }
            let mut chosen = None;
            let mut because = RolledUp::TooSmall;
            for (at, level) in finest.iter().enumerate() {
                let coarsest = at + 1 == finest.len();
                if too_many(subject, self.groups_at((fixed.dimension, *level)).len()) {
                    because = RolledUp::TooMany;
                    continue;
                }
                let mut table = self.table_at(fixed, (*level, coarsest), &rounds, &tables);
                no_time_where_meetings_are_withheld(&mut table, done);
                let counted: Vec<&Cell> =
                    table.cells.iter().filter(|cell| counts_for_level(subject, cell)).collect();
                let shown = counted.iter().filter(|cell| cell.value.shown().is_some()).count();
                if r4_fine_enough(shown, counted.len(), coarsest) {
                    chosen = Some(Table { because: (at > 0).then_some(because), ..table });
                    break;
                }
            }
            let table = chosen.unwrap_or_else(|| {
                let mut whole = self.table_at(fixed, (Level::Whole, true), &rounds, &tables);
                no_time_where_meetings_are_withheld(&mut whole, done);
                Table { because: Some(because), ..whole }
            });
            tables.push(table);
        }
        tables
    }

    fn table_at(
        &self,
        fixed: &Fixed,
        (level, coarsest): (Level, bool),
        rounds: &[Vec<Quantity>],
        before: &[Table],
    ) -> Table {
        let grain = (fixed.dimension, level);
        let groups = self.groups_at(grain);
        let (mut cells, mut unfinished) = (Vec::new(), false);
        for quantities in rounds {
            let reason = quantities.first().copied().and_then(reason);
            let space = Space { subject: fixed.subject, reason };
            let mut known: Vec<Row> = Vec::new();
            for (period, closed) in self.earlier.iter().enumerate() {
                known.extend(self.shown_rows(&closed.publication.tables, space, period));
            }
            let shown = self.shown_rows(before, space, self.earlier.len());
            let mut grains: Vec<Grain> = vec![grain];
            grains.extend(known.iter().chain(&shown).map(|row| row.grain));
            grains.sort_unstable();
            grains.dedup();
            let picture = Picture::new(space, &self.roll, self.earlier, self.facts, &grains);
            let chooser = Chooser::new(self, fixed, grain, (picture, known, shown));
            let alone = (rounds.len() == 1).then_some(coarsest);
            let (decided, all) = chooser.cells(fixed, grain, quantities, &groups, alone);
            cells.extend(decided);
            unfinished |= !all;
        }
        let (k, heads) = (self.rules.people(), self.heads(grain));
        Table {
            subject: fixed.subject,
            dimension: fixed.dimension,
            level,
            because: None,
            unfinished,
            groups: groups
                .iter()
                .map(|group| {
                    let people = heads.get(&Some(*group)).map_or(0, |heads| heads.here);
                    let names = self.facts.names.get(&fixed.dimension);
                    Group {
                        name: names
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

    /// The figures that tables show, as rows of a space.
    fn shown_rows(&self, tables: &[Table], space: Space, period: usize) -> Vec<Row> {
        let mut rows = Vec::new();
        for table in tables.iter().filter(|table| table.subject == space.subject) {
            let groups = self.groups_of(period, (table.dimension, table.level));
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
