//! The rules R1–R12 of the specification, each by name.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::algebra::{Columns, Steps, depends_on_k};
use super::facts::{Closed, Facts, MeasureFact};
use super::publication::{Dimension, Level, Of, Publication, Quantity, Subject, Table, Value};

/// Behind each figure stand at least so many people; configuration can only ask for more.
pub const K_FLOOR: u32 = 5;

/// The rules as they are in force.
///
/// The fields are private and [`Rules::new`] always turns everything on. That a test can fail is shown by
/// [`Rules::broken`], which only tests call (one of them looks through the sources for that).
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    k: u32,
    pub(super) complement: bool,
    pub(super) differences: bool,
    /// Every table is decided as those of large organisations are.
    pub(super) large: bool,
}

/// A rule that a test turns off.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    Complement,
    Differences,
}

/// Fewer people than the compiled floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("at least {K_FLOOR} people must stand behind a figure: {0} is too few")]
pub struct TooFew(pub u32);

impl Rules {
    /// All rules, with at least `k` people behind a figure.
    ///
    /// Errors: [`TooFew`] below the compiled floor.
    pub fn new(k: u32) -> Result<Self, TooFew> {
        Ok(Self { k: r2_threshold(k)?, complement: true, differences: true, large: false })
    }

    /// How many people stand behind a figure at least.
    pub fn k(self) -> u32 {
        self.k
    }

    pub(super) fn people(self) -> usize {
        usize::try_from(self.k).unwrap_or(usize::MAX)
    }

    /// Rules of which one is off, so that a test can show what it is good for.
    #[doc(hidden)]
    #[must_use]
    pub fn broken(broken: Broken) -> Self {
        Self {
            k: K_FLOOR,
            complement: broken != Broken::Complement,
            differences: broken != Broken::Differences,
            large: false,
        }
    }

    /// All rules, and every table decided as those of large organisations are, so that tests can attack that too.
    #[doc(hidden)]
    #[must_use]
    pub fn large(self) -> Self {
        Self { large: true, ..self }
    }
}

/// R1: a group's size counts who contributed, each person once, not headcount.
pub(super) fn r1_contributors(people: impl IntoIterator<Item = u32>) -> usize {
    people.into_iter().collect::<BTreeSet<_>>().len()
}

/// R2: k may only be raised above the compiled floor.
pub(super) fn r2_threshold(asked: u32) -> Result<u32, TooFew> {
    if asked >= K_FLOOR { Ok(asked) } else { Err(TooFew(asked)) }
}

/// R3: a cell of a matrix needs k contributors on each side.
pub(super) fn r3_both_sides(one: usize, other: usize, k: usize) -> bool {
    one >= k && other >= k
}

/// R3 for what is not there: where nearly all of the possible pairs are tied, the few that are not, and everybody who is
/// tied with all, are known by name. `few`: in how many of the pairs k − 1 people can be at most; with more than that
/// missing, at least k people are in missing pairs.
pub(super) fn r3_not_nearly_all(missing: usize, few: usize) -> bool {
    missing > few
}

/// R4: a level is fine enough to be shown when at least half of its cells, and two, can be shown; otherwise the next
/// coarser one is tried. At the coarsest level one cell is enough.
pub(super) fn r4_fine_enough(shown: usize, cells: usize, coarsest: bool) -> bool {
    if coarsest { shown > 0 } else { shown >= 2 && shown * 2 >= cells }
}

/// R5: no combination of the period's figures, shown together, tells of fewer than k people (or, where headcounts are
/// known, of fewer than k who did not take part). Stronger than hiding the next smallest cell: it looks at sums over
/// any number of tables.
pub(super) fn r5_complement(baselines: &[Columns], rows: usize, k: usize, steps: &Steps) -> bool {
    baselines.iter().all(|columns| depends_on_k(columns, (0, rows), k, steps))
}

/// R6: no combination with figures of earlier periods does either: between two periods a group's members change by
/// nobody, or by at least k who contributed; likewise over any number of periods, groups and reorganisations.
pub(super) fn r6_difference(
    baselines: &[Columns],
    known: usize,
    rows: usize,
    k: usize,
    steps: &Steps,
) -> bool {
    baselines.iter().all(|columns| depends_on_k(columns, (known, rows), k, steps))
}

/// R6 for measures that count people: against each earlier period that showed it, the count is the same, or differs by k.
pub(super) fn r6_count(new: &MeasureFact, earlier: &[Closed], k: usize) -> bool {
    earlier.iter().all(|closed| {
        let shown = closed
            .publication
            .measures
            .iter()
            .any(|old| old.name == new.name && old.thousandths.is_some());
        let old = closed.facts.measures.iter().find(|old| old.name == new.name);
        match (old.and_then(|old| old.people), new.people) {
            (Some(old), Some(new)) if shown => old == new || old.abs_diff(new) as usize >= k,
            _ => true,
        }
    })
}

/// R7: one person has a part in more than half of it.
///
/// Source: whoever is in more than a quarter of all places (each part has two) is among those that Misra & Gries,
/// Finding repeated elements (1982), keep with four counters; these are counted exactly. Cost: linear.
pub(super) fn r7_dominated(parts: impl IntoIterator<Item = ([u32; 2], u64)>) -> bool {
    let parts: Vec<([u32; 2], u64)> = parts.into_iter().collect();
    let mut kept: Vec<(u32, u64)> = Vec::with_capacity(4);
    for ([one, other], worth) in &parts {
        let other = (other != one).then_some(other);
        for person in std::iter::once(one).chain(other) {
            keep(&mut kept, *person, *worth);
        }
    }
    let total: u64 = parts.iter().map(|(_, worth)| worth).sum();
    kept.into_iter().any(|(person, _)| {
        let own = parts.iter().filter(|(people, _)| people.contains(&person));
        own.map(|(_, worth)| worth).sum::<u64>() * 2 > total
    })
}

fn keep(kept: &mut Vec<(u32, u64)>, person: u32, worth: u64) {
    if let Some((_, count)) = kept.iter_mut().find(|(known, _)| *known == person) {
        *count += worth;
        return;
    }
    let least = kept.iter().map(|(_, count)| *count).min().filter(|_| kept.len() == 4);
    let taken = least.unwrap_or(0).min(worth);
    for (_, count) in &mut *kept {
        *count -= taken;
    }
    kept.retain(|(_, count)| *count > 0);
    if worth > taken && kept.len() < 4 {
        kept.push((person, worth - taken));
    }
}

/// One table that is always made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// What it counts.
    pub subject: Subject,
    /// By what; ties are crossed with themselves (two dimensions), everything else stands alone.
    pub dimension: Dimension,
    /// The quantities of each group, those that matter most first.
    pub quantities: &'static [Quantity],
}

const TIES: &[Quantity] = &[Quantity::Ties];
const COFFEE: &[Quantity] = &[Quantity::OptedIn, Quantity::Met, Quantity::Offered];
const PLACEMENTS: &[Quantity] = &[Quantity::Asked, Quantity::Placed, Quantity::FirstChoice];
const REASONS: &[Quantity] = &[
    Quantity::TooBusy,
    Quantity::NoCommonTime,
    Quantity::KnowEachOther,
    Quantity::NotUseful,
    Quantity::Away,
    Quantity::Other,
];

const fn fixed(subject: Subject, dimension: Dimension, quantities: &'static [Quantity]) -> Fixed {
    Fixed { subject, dimension, quantities }
}

const TABLES: &[Fixed] = &[
    fixed(Subject::Ties, Dimension::Unit, TIES),
    fixed(Subject::Ties, Dimension::Site, TIES),
    fixed(Subject::Ties, Dimension::Function, TIES),
    fixed(Subject::Coffee, Dimension::Unit, COFFEE),
    fixed(Subject::Coffee, Dimension::Site, COFFEE),
    fixed(Subject::Coffee, Dimension::Tenure, COFFEE),
    fixed(Subject::Coffee, Dimension::Function, COFFEE),
    fixed(Subject::Coffee, Dimension::Seniority, COFFEE),
    fixed(Subject::Coffee, Dimension::Line, COFFEE),
    fixed(Subject::Placements, Dimension::Unit, PLACEMENTS),
    fixed(Subject::Placements, Dimension::Site, PLACEMENTS),
    fixed(Subject::Placements, Dimension::Tenure, PLACEMENTS),
    fixed(Subject::Placements, Dimension::Function, PLACEMENTS),
    fixed(Subject::Placements, Dimension::Seniority, PLACEMENTS),
    fixed(Subject::Placements, Dimension::Line, PLACEMENTS),
    fixed(Subject::Time, Dimension::Unit, &[Quantity::Minutes]),
    fixed(Subject::Waiting, Dimension::Unit, &[Quantity::Waiting]),
    fixed(Subject::Waiting, Dimension::Site, &[Quantity::Waiting]),
    fixed(Subject::Waiting, Dimension::Tenure, &[Quantity::Waiting]),
    fixed(Subject::Waiting, Dimension::Seniority, &[Quantity::Waiting]),
    fixed(Subject::Reasons, Dimension::Unit, REASONS),
    fixed(Subject::Newcomers, Dimension::Cohort, &[Quantity::ThreeTies]),
];

/// R8: the fixed list of tables. Nobody can ask for another one, nor filter one; at most two dimensions are crossed.
pub fn r8_tables() -> &'static [Fixed] {
    TABLES
}

/// Measures that every publication has, shown or withheld: one that were left out where there is nothing to say would say
/// so. Beside them stand growth, novelty and churn where the quarter before was published. The harmonic mean of steps
/// (global efficiency) is not among them: with the mean of steps it tells how many people are outside the largest piece.
const MEASURES: &[&str] = &[
    "density",
    "mean-path",
    "unreachable",
    "giant",
    "communities",
    "agreement",
    "gini",
    "concentration",
    "cut-points",
    "replies",
    "replies-low",
    "replies-high",
    "hosting",
    "hosting-gini",
    "silos",
    "few-links",
    "one-bridge",
    "ramp-weeks",
    "opportunity",
    "opportunity-gini",
    "opportunity-between",
    "lorenz-1",
    "lorenz-2",
    "lorenz-3",
    "lorenz-4",
    "lorenz-5",
    "lorenz-6",
    "lorenz-7",
    "lorenz-8",
    "lorenz-9",
    "across",
    "lift",
    "modularity",
    "assortativity",
];

/// R8: the fixed list of measures, in their order.
pub fn r8_measures() -> &'static [&'static str] {
    MEASURES
}

/// R9: nobody's id stands in a publication. (Its types have no place for one; this looks at the bytes.)
pub fn r9_names_nobody(publication: &Publication, facts: &Facts) -> bool {
    let Ok(text) = serde_json::to_string(publication) else { return false };
    !facts.people.iter().any(|person| text.contains(&person.id.to_string()))
}

/// One line of what is shown, for pages, files and programs alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure<'a> {
    /// What the table counts.
    pub subject: Subject,
    /// By what.
    pub dimension: Dimension,
    /// At which level.
    pub level: Level,
    /// The group; none: everybody, or ties across groups.
    pub group: Option<&'a str>,
    /// The other group of a pair.
    pub other: Option<&'a str>,
    /// Only ties between different groups.
    pub across: bool,
    /// What is counted.
    pub quantity: Quantity,
    /// How much, or that it is withheld.
    pub value: Value,
}

/// R10: the one way from a publication to figures; pages, exports and answers to programs all take it.
pub fn r10_figures(publication: &Publication) -> impl Iterator<Item = Figure<'_>> {
    publication.tables.iter().flat_map(|table| {
        let name = |at: u16| table.groups.get(usize::from(at)).map(|group| group.name.as_str());
        table.cells.iter().map(move |cell| {
            let (group, other) = match cell.of {
                Of::All | Of::Across => (None, None),
                Of::Group(at) => (name(at), None),
                Of::Pair(one, other) => (name(one), name(other)),
            };
            Figure {
                subject: table.subject,
                dimension: table.dimension,
                level: table.level,
                group,
                other,
                across: cell.of == Of::Across,
                quantity: cell.quantity,
                value: cell.value,
            }
        })
    })
}

/// That somebody looked: which role, at what. Who it was is not kept: the summary is for everybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// The role's word.
    pub role: String,
    /// The page or file.
    pub what: String,
}

/// A publication that somebody looks at. There is no other way to one than with a [`Look`] to be logged.
#[derive(Debug)]
pub struct Opened<'a> {
    publication: &'a Publication,
    look: Look,
}

impl<'a> Opened<'a> {
    /// What is shown.
    pub fn publication(&self) -> &'a Publication {
        self.publication
    }

    /// The line for the log.
    pub fn look(&self) -> &Look {
        &self.look
    }
}

/// R11: each view and each export is logged.
pub fn r11_open(publication: &Publication, look: Look) -> Opened<'_> {
    Opened { publication, look }
}

/// A graph of groups: never of persons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GroupGraph<'a> {
    /// The groups' names.
    pub nodes: Vec<&'a str>,
    /// Places in `nodes`, and the ties between them; only cells that are shown. An end twice: inside the group.
    pub edges: Vec<(u16, u16, u64)>,
}

/// R12: the graph that can be exported has groups as its nodes. None for tables that are not about ties.
pub fn r12_graph_of_groups(table: &Table) -> Option<GroupGraph<'_>> {
    (table.subject == Subject::Ties).then(|| GroupGraph {
        nodes: table.groups.iter().map(|group| group.name.as_str()).collect(),
        edges: table
            .cells
            .iter()
            .filter_map(|cell| match (cell.of, cell.value) {
                (Of::Pair(one, other), Value::Shown(ties)) => Some((one, other, ties)),
                _ => None,
            })
            .collect(),
    })
}
