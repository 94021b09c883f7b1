//! Somebody who has every table of every period, knows who was in which group when, and computes.
//!
//! Nothing here is shared with the rules: figures are read from the published tables by the names of their groups,
//! membership from the directory; whatever combination comes out is then compared with what people really did.

use std::collections::{BTreeMap, BTreeSet};

use weft::domain::coffee::Reason;
use weft::graph::disclose::facts::{PersonFact, TieFact};
use weft::graph::disclose::publication::{Dimension, Level, Of, Quantity, Subject, Table, Value};
use weft::graph::disclose::{Facts, Publication};

use crate::fraction::{Fraction, NOUGHT, eliminate};
use crate::organisation::Dice;

/// Something computed that tells of too few people.
#[derive(Clone, Debug)]
#[expect(dead_code, reason = "read in the message of a failing test")]
pub struct Finding {
    pub what: String,
    pub people: BTreeSet<u32>,
}

/// What figures of one kind are sums of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sum {
    Ties,
    Coffee,
    Placement,
    Minutes,
    Waiting,
    Reason(Reason),
    ThreeTies,
}

/// Something nobody outside knows: whether a person reached a stage, or two people have a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Unknown {
    Stage(u32, u8),
    Tie(u32, u32),
}

struct Equation {
    period: usize,
    /// Of what came since another period: that one.
    since: Option<usize>,
    table: (Subject, Dimension),
    name: String,
    of: BTreeSet<Unknown>,
}

fn sum_of(subject: Subject, quantity: Quantity) -> Option<(Sum, u8)> {
    Some(match (subject, quantity) {
        (_, Quantity::Eligible | Quantity::Newcomers) => return None,
        (Subject::Ties, _) => (Sum::Ties, 1),
        (Subject::Time, _) => (Sum::Minutes, 1),
        (Subject::Waiting, _) => (Sum::Waiting, 1),
        (Subject::Newcomers, _) => (Sum::ThreeTies, 1),
        (_, Quantity::OptedIn) => (Sum::Coffee, 1),
        (_, Quantity::Offered) => (Sum::Coffee, 2),
        (_, Quantity::Met) => (Sum::Coffee, 3),
        (_, Quantity::Asked) => (Sum::Placement, 1),
        (_, Quantity::Placed) => (Sum::Placement, 2),
        (_, Quantity::FirstChoice) => (Sum::Placement, 3),
        (_, reason) => {
            let reason = Reason::ALL.iter().find(|known| known.as_str() == reason.as_str());
            (Sum::Reason(*reason.expect("a reason")), 1)
        }
    })
}

fn stages(sum: Sum) -> u8 {
    if matches!(sum, Sum::Coffee | Sum::Placement) { 3 } else { 1 }
}

/// Whether headcounts say how many did *not*.
fn has_complement(sum: Sum) -> bool {
    matches!(sum, Sum::Coffee | Sum::Placement | Sum::Waiting | Sum::ThreeTies)
}

/// How much somebody did; none: was not there to do anything.
fn did(sum: Sum, person: &PersonFact) -> Option<u8> {
    if sum == Sum::ThreeTies {
        return person.three_ties.map(u8::from);
    }
    person.here.then(|| match sum {
        Sum::Coffee => person.coffee,
        Sum::Placement => person.placement,
        Sum::Minutes => u8::from(person.minutes > 0),
        Sum::Waiting => u8::from(person.waiting),
        Sum::Reason(reason) => u8::from(person.reasons.contains(&reason)),
        Sum::Ties | Sum::ThreeTies => 0,
    })
}

fn unit_at(path: &[u32], level: Level) -> Option<u32> {
    Some(match level {
        Level::Division => *path.first()?,
        Level::Department => *path.get(if path.len() > 1 { 1 } else { 0 })?,
        _ => *path.last()?,
    })
}

fn name_of(facts: &Facts, dimension: Dimension, group: Option<u32>) -> Option<&str> {
    Some(facts.names[&dimension][group? as usize].as_str())
}

fn group_of<'a>(facts: &'a Facts, table: &Table, person: &PersonFact) -> Option<&'a str> {
    let group = match table.dimension {
        Dimension::Unit => unit_at(&person.unit, table.level),
        other => person.groups.get(&other).copied(),
    };
    name_of(facts, table.dimension, group)
}

fn sides<'a>(facts: &'a Facts, table: &Table, tie: &TieFact) -> [Option<&'a str>; 2] {
    [0, 1].map(|side| match table.dimension {
        Dimension::Unit => name_of(facts, Dimension::Unit, unit_at(&tie.units[side], table.level)),
        _ => group_of(facts, table, &facts.people[tie.people[side] as usize]),
    })
}

/// Pairs that have a tie, and two people of each two teams, sites and functions who could have one.
fn possible_ties(facts: &Facts) -> Vec<TieFact> {
    let mut ties = facts.ties.clone();
    let mut kinds: BTreeMap<_, Vec<u32>> = BTreeMap::new();
    for (at, person) in facts.people.iter().enumerate().filter(|(_, person)| person.here) {
        let group = |dimension| person.groups.get(&dimension);
        let kind = (&person.unit, group(Dimension::Site), group(Dimension::Function));
        let few = kinds.entry(kind).or_default();
        if few.len() < 2 {
            few.push(u32::try_from(at).expect("small"));
        }
    }
    let some: Vec<u32> = kinds.into_values().flatten().collect();
    for (at, one) in some.iter().enumerate() {
        for other in &some[at + 1..] {
            let people = [*one.min(other), *one.max(other)];
            if !tied(facts, people[0], people[1]) {
                let units = people.map(|person| facts.people[person as usize].unit.clone());
                ties.push(TieFact { people, units });
            }
        }
    }
    ties
}

/// Reads the tables of one kind as equations.
fn read(sum: Sum, history: &[(Facts, Publication)]) -> Vec<Equation> {
    let mut equations = Vec::new();
    for (period, (facts, publication)) in history.iter().enumerate() {
        let ties = if sum == Sum::Ties { possible_ties(facts) } else { Vec::new() };
        for table in &publication.tables {
            for cell in &table.cells {
                let (Some((of_sum, stage)), Value::Shown(value)) =
                    (sum_of(table.subject, cell.quantity), cell.value)
                else {
                    continue;
                };
                if of_sum != sum {
                    continue;
                }
                let group = |at: u16| table.groups[usize::from(at)].name.as_str();
                let mut of = BTreeSet::new();
                for tie in &ties {
                    let [a, b] = sides(facts, table, tie);
                    let inside = match cell.of {
                        Of::All => true,
                        Of::Across => a.is_some() && b.is_some() && a != b,
                        Of::Group(at) => [a, b].contains(&Some(group(at))),
                        Of::Pair(one, other) => {
                            let (one, other) = (Some(group(one)), Some(group(other)));
                            [a, b] == [one, other] || [a, b] == [other, one]
                        }
                    };
                    if inside {
                        of.insert(Unknown::Tie(tie.people[0], tie.people[1]));
                    }
                }
                for (at, person) in facts.people.iter().enumerate() {
                    if sum == Sum::Ties || did(sum, person).is_none() {
                        continue;
                    }
                    let inside = match cell.of {
                        Of::Group(at) => group_of(facts, table, person) == Some(group(at)),
                        _ => true,
                    };
                    if inside {
                        of.insert(Unknown::Stage(u32::try_from(at).expect("small"), stage));
                    }
                }
                // The figure really is the sum that the attacker takes it for.
                let truth: u64 = of.iter().map(|unknown| worth(sum, facts, *unknown)).sum();
                assert_eq!(truth, value, "{:?} of {period}", cell.of);
                let whose = match cell.of {
                    Of::Group(at) => group(at).to_owned(),
                    Of::Pair(one, other) => format!("{} and {}", group(one), group(other)),
                    other => format!("{other:?}"),
                };
                let name = format!("{:?} {whose} {:?}", table.dimension, cell.quantity);
                equations.push(Equation {
                    period,
                    since: None,
                    table: (table.subject, table.dimension),
                    name,
                    of,
                });
            }
        }
    }
    if sum == Sum::Ties {
        equations.extend((1..history.len()).filter_map(|period| came(history, period)));
    }
    equations
}

/// Novelty of a period as the number of ties that came since the one before.
fn came(history: &[(Facts, Publication)], period: usize) -> Option<Equation> {
    let (facts, publication) = &history[period];
    let mut measures = publication.measures.iter();
    let novelty = measures.find(|measure| measure.name == "novelty")?.thousandths?;
    let before = &history[period - 1].0;
    let of: BTreeSet<Unknown> = facts
        .ties
        .iter()
        .filter(|tie| !tied(before, tie.people[0], tie.people[1]))
        .map(|tie| Unknown::Tie(tie.people[0], tie.people[1]))
        .collect();
    let share = (2000 * of.len() + facts.ties.len()) / (2 * facts.ties.len());
    assert_eq!(i64::try_from(share).ok(), Some(novelty), "novelty of {period}");
    let table = (Subject::Ties, Dimension::Unit);
    Some(Equation { period, since: Some(period - 1), table, name: "came".to_owned(), of })
}

fn tied(facts: &Facts, one: u32, other: u32) -> bool {
    facts.ties.binary_search_by_key(&[one, other], |tie| tie.people).is_ok()
}

fn worth(sum: Sum, facts: &Facts, unknown: Unknown) -> u64 {
    match unknown {
        Unknown::Tie(one, other) => u64::from(tied(facts, one, other)),
        Unknown::Stage(person, stage) => {
            let person = &facts.people[person as usize];
            let reached = did(sum, person).is_some_and(|did| did >= stage);
            if sum == Sum::Minutes { person.minutes * u64::from(reached) } else { reached.into() }
        }
    }
}

/// Weights of unknowns that the attacker could compute the sum of.
type Combination = BTreeMap<Unknown, Fraction>;

struct Attack<'a> {
    sum: Sum,
    k: usize,
    history: &'a [(Facts, Publication)],
    /// The periods whose figures are combined.
    periods: Vec<usize>,
    found: Vec<Finding>,
}

impl Attack<'_> {
    /// Who stands behind a combination: people with a part in it other than nought, by what they did in one of the
    /// periods; and people with a part in what was not done.
    fn judge(&mut self, what: &str, combination: &Combination) {
        if combination.is_empty() {
            return;
        }
        let (mut did_it, mut did_not) = (BTreeSet::new(), BTreeSet::new());
        let mut by_person: BTreeMap<u32, Vec<(u8, Fraction)>> = BTreeMap::new();
        for (unknown, weight) in combination {
            match unknown {
                Unknown::Tie(one, other) => {
                    if self.periods.iter().any(|at| tied(&self.history[*at].0, *one, *other)) {
                        did_it.extend([*one, *other]);
                    }
                }
                Unknown::Stage(person, stage) => {
                    by_person.entry(*person).or_default().push((*stage, *weight));
                }
            }
        }
        for (person, weights) in by_person {
            for at in &self.periods {
                let Some(fact) = self.history[*at].0.people.get(person as usize) else { continue };
                let Some(did) = did(self.sum, fact) else { continue };
                let part = |reached: bool| {
                    let counted = weights.iter().filter(|(stage, _)| (did >= *stage) == reached);
                    counted.fold(NOUGHT, |sum, (_, weight)| sum.plus(*weight))
                };
                if !part(true).is_nought() {
                    did_it.insert(person);
                }
                if !part(false).is_nought() {
                    did_not.insert(person);
                }
            }
        }
        // That nobody of some people has a new tie since the last quarter is a change by nobody.
        let by_nobody = self.sum == Sum::Ties && self.periods.len() > 1 && did_it.is_empty();
        if did_it.len() < self.k && !by_nobody {
            self.found.push(Finding { what: what.to_owned(), people: did_it });
        } else if has_complement(self.sum) && did_not.len() < self.k {
            self.found.push(Finding { what: format!("not: {what}"), people: did_not });
        }
    }

    /// Whether one person has more than half of a sum of ties or minutes.
    fn judge_share(&mut self, what: &str, at: usize, of: &BTreeSet<Unknown>) {
        let facts = &self.history[at].0;
        let (mut total, mut parts) = (0, BTreeMap::<u32, u64>::new());
        for unknown in of {
            let worth = worth(self.sum, facts, *unknown);
            total += worth;
            match unknown {
                Unknown::Tie(one, other) => {
                    *parts.entry(*one).or_default() += worth;
                    *parts.entry(*other).or_default() += worth;
                }
                Unknown::Stage(person, _) => *parts.entry(*person).or_default() += worth,
            }
        }
        if let Some((person, _)) = parts.iter().find(|(_, part)| **part * 2 > total) {
            let what = format!("more than half of: {what}");
            self.found.push(Finding { what, people: BTreeSet::from([*person]) });
        }
    }

    /// Each figure, each sum and difference of two, rests of totals, and elimination in many orders.
    fn run(&mut self, equations: &[&Equation], dice: &mut Dice) {
        let single = |equation: &Equation| -> Combination {
            equation.of.iter().map(|unknown| (*unknown, Fraction::whole(1))).collect()
        };
        for one in equations {
            self.judge(&one.name, &single(one));
            if matches!(self.sum, Sum::Ties | Sum::Minutes) {
                self.judge_share(&one.name, one.period, &one.of);
            }
        }
        for (at, one) in equations.iter().enumerate() {
            for other in &equations[at + 1..] {
                let less: Combination = one
                    .of
                    .symmetric_difference(&other.of)
                    .map(|unknown| {
                        (*unknown, Fraction::whole(if one.of.contains(unknown) { 1 } else { -1 }))
                    })
                    .collect();
                let what = format!(
                    "{} of period {} less {} of period {}",
                    one.name, one.period, other.name, other.period
                );
                self.judge(&what, &less);
                // In which cells what came lies, nobody outside knows; that it lies in the whole, everybody does.
                let told = other.since.is_none() || one.name.starts_with("Unit All");
                let nested = told
                    && one.period == other.period
                    && one.table == other.table
                    && (one.of.is_subset(&other.of) || other.of.is_subset(&one.of));
                if nested && matches!(self.sum, Sum::Ties | Sum::Minutes) && one.of != other.of {
                    let rest = less.keys().copied().collect();
                    self.judge_share(&what, one.period, &rest);
                }
            }
        }
        self.eliminate(equations, dice);
    }

    fn eliminate(&mut self, equations: &[&Equation], dice: &mut Dice) {
        // Unknowns with the same part in all equations cannot be told apart.
        let mut parts: BTreeMap<Unknown, Vec<bool>> = BTreeMap::new();
        for (at, equation) in equations.iter().enumerate() {
            for unknown in &equation.of {
                parts.entry(*unknown).or_insert_with(|| vec![false; equations.len()])[at] = true;
            }
        }
        let mut alike: BTreeMap<Vec<bool>, Vec<Unknown>> = BTreeMap::new();
        for (unknown, part) in parts {
            alike.entry(part).or_default().push(unknown);
        }
        let columns: Vec<(Vec<bool>, Vec<Unknown>)> = alike.into_iter().collect();
        let rows: Vec<Vec<Fraction>> = (0..equations.len())
            .map(|row| {
                columns.iter().map(|(part, _)| Fraction::whole(i64::from(part[row]))).collect()
            })
            .collect();
        // Once to have independent rows; then small sets of unknowns last, so that what speaks only of them comes out.
        let plain: Vec<usize> = (0..columns.len()).collect();
        let independent = eliminate(rows, &plain);
        let mut orders = vec![plain.clone()];
        for last in 0..columns.len().min(24) {
            let last = if columns.len() > 24 { dice.below(columns.len()) } else { last };
            let mut order: Vec<usize> = plain.clone();
            // Columns like the last one go late.
            order.sort_by_key(|at| {
                let pairs = columns[*at].0.iter().zip(&columns[last].0);
                pairs.filter(|(a, b)| a != b).count()
            });
            order.reverse();
            orders.push(order);
        }
        for _ in 0..6 {
            let mut order = plain.clone();
            for at in (1..order.len()).rev() {
                order.swap(at, dice.below(at + 1));
            }
            orders.push(order);
        }
        for order in orders {
            for row in eliminate(independent.clone(), &order) {
                let combination: Combination = row
                    .iter()
                    .zip(&columns)
                    .filter(|(weight, _)| !weight.is_nought())
                    .flat_map(|(weight, (_, unknowns))| unknowns.iter().map(|u| (*u, *weight)))
                    .collect();
                self.judge("elimination", &combination);
            }
        }
    }
}

/// Everything the attacker can compute that tells of fewer than k people.
pub fn attack(history: &[(Facts, Publication)], seed: u64) -> Vec<Finding> {
    let mut dice = Dice(seed);
    let k = usize::try_from(history[0].1.k).expect("small");
    let mut sums =
        vec![Sum::Ties, Sum::Coffee, Sum::Placement, Sum::Minutes, Sum::Waiting, Sum::ThreeTies];
    sums.extend(Reason::ALL.iter().map(|reason| Sum::Reason(*reason)));
    let mut found = Vec::new();
    for sum in sums {
        let equations = read(sum, history);
        let last = history.len() - 1;
        let mut views: Vec<Vec<usize>> = (0..=last).map(|at| vec![at]).collect();
        views.extend((0..=last).flat_map(|a| (a + 1..=last).map(move |b| vec![a, b])));
        if last > 1 {
            views.push((0..=last).collect());
        }
        for periods in views {
            // Over several periods ties are events: those that came or went make the difference.
            let several = periods.len() > 1;
            let of_them: Vec<Equation> = equations
                .iter()
                .filter(|equation| periods.contains(&equation.period))
                .filter(|equation| equation.since.is_none_or(|since| periods.contains(&since)))
                .map(|equation| {
                    let facts = &history[equation.period].0;
                    let counts = |unknown: &Unknown| match unknown {
                        Unknown::Tie(one, other) => !several || tied(facts, *one, *other),
                        Unknown::Stage(..) => true,
                    };
                    let of = equation.of.iter().copied().filter(counts).collect();
                    Equation { of, name: equation.name.clone(), ..*equation }
                })
                .collect();
            let of_them: Vec<&Equation> = of_them.iter().collect();
            let mut attack = Attack { sum, k, history, periods, found: Vec::new() };
            attack.run(&of_them, &mut dice);
            found.extend(attack.found.into_iter().map(|mut finding| {
                finding.what = format!("{sum:?}, periods {:?}: {}", attack.periods, finding.what);
                finding
            }));
        }
    }
    // Measures that count people.
    for (facts, publication) in history {
        let here = facts.people.iter().filter(|person| person.here).count();
        for fact in &facts.measures {
            let same = publication.measures.iter().find(|measure| measure.name == fact.name);
            let measure = same.expect("each is shown or withheld");
            let people = fact.people.map_or(k, |people| people as usize);
            if measure.thousandths.is_some() && (people < k || here < people + k) {
                found.push(Finding { what: measure.name.clone(), people: BTreeSet::new() });
            }
        }
    }
    found
}

/// Asserts the shape that stages have at all.
#[test]
fn stages_are_counted() {
    assert_eq!((stages(Sum::Coffee), stages(Sum::Ties)), (3, 1));
}
