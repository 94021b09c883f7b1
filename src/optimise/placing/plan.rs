//! From what was found to the plan's words.

use std::collections::BTreeMap;

use super::super::certificate::{Certificate, OddRows, Relaxation, RowName, RowPrice};
use super::super::change::Change;
use super::super::plan::{
    Conflict, Gap, Kind, LeftOut, PLAN_FORMAT, Placement, Plan, Status, WayOut, because,
};
use super::super::{Budget, VERSION};
use super::packing::{About, Packing};
use super::rule::Rule;
use super::solve::Found;

/// What the plan is called, and when it is made.
#[derive(Clone, Copy)]
pub struct Title<'a> {
    pub kind: Kind,
    pub problem_sha256: &'a str,
    pub seed: u64,
    pub budget: &'a Budget<'a>,
}

/// What a kind says about its choice.
#[derive(Debug, Clone, Default)]
pub struct Told {
    pub placements: Vec<Placement>,
    pub left_out: Vec<LeftOut>,
    pub terms: BTreeMap<String, i64>,
}

/// The plan of what was found.
pub fn plan(title: Title<'_>, found: &Found, mut told: Told, rows: Relaxation) -> Plan {
    told.placements
        .sort_by(|a, b| (&a.person, a.start, &a.team).cmp(&(&b.person, b.start, &b.team)));
    told.left_out.sort_by(|a, b| a.person.cmp(&b.person));
    told.terms.retain(|_, value| *value != 0);
    let proven = super::dual::floor(found.sum);
    let relaxation = Relaxation {
        sum: i64::try_from(found.sum).unwrap_or(i64::MAX),
        solver_bound: (found.bound < proven).then_some(found.bound),
        ..rows
    };
    Plan {
        format: PLAN_FORMAT.into(),
        kind: title.kind,
        problem_sha256: title.problem_sha256.into(),
        seed: title.seed,
        weft: VERSION.into(),
        status: if found.value == found.bound { Status::Optimal } else { Status::Feasible },
        value: found.value,
        bound: found.bound,
        gap: Gap::between(found.value, found.bound),
        new_connections: told.placements.len() as u64,
        seconds: title.budget.clock.elapsed().as_secs_f64(),
        groups: Vec::new(),
        left_out: told.left_out,
        placements: told.placements,
        conflict: None,
        terms: told.terms,
        certificate: Certificate::of_relaxation(relaxation),
    }
}

/// The plan that says there is none.
pub fn no_plan(title: Title<'_>, conflict: Conflict) -> Plan {
    Plan {
        format: PLAN_FORMAT.into(),
        kind: title.kind,
        problem_sha256: title.problem_sha256.into(),
        seed: title.seed,
        weft: VERSION.into(),
        status: Status::Infeasible,
        value: 0,
        bound: 0,
        gap: Gap(0),
        new_connections: 0,
        seconds: title.budget.clock.elapsed().as_secs_f64(),
        groups: Vec::new(),
        left_out: Vec::new(),
        placements: Vec::new(),
        conflict: Some(conflict),
        terms: BTreeMap::new(),
        certificate: Certificate::of_relaxation(Relaxation::default()),
    }
}

/// The prices that are not 0, by what their rows are about.
pub fn rows(packing: &Packing, found: &Found, name: impl Fn(About) -> RowPrice) -> Relaxation {
    let limits = packing.limits.iter().map(|limit| limit.about).zip(&found.prices.limits);
    let counts = packing.counts.iter().map(|count| count.about).zip(&found.prices.counts);
    let rows = limits
        .chain(counts)
        .filter(|(_, price)| **price != 0)
        .map(|(about, price)| RowPrice { price: *price, ..name(about) });
    let of = |row: &u32| RowName::from(name(packing.limits[*row as usize].about));
    let odd_sets = found
        .prices
        .odd()
        .iter()
        .map(|odd| OddRows { price: odd.price, rows: odd.rows.iter().map(of).collect() });
    Relaxation { rows: rows.collect(), odd_sets: odd_sets.collect(), ..Relaxation::default() }
}

/// Why somebody is not placed: what stands against each placement that would be theirs.
pub fn reason(stints: bool, against: &[Vec<Rule>], optimal: bool) -> &'static str {
    if !stints {
        return because::NO_STINTS;
    }
    if against.is_empty() {
        return because::NO_ADMISSIBLE_PLACEMENT;
    }
    let balance = |rule: &Rule| matches!(rule, Rule::BalanceIn | Rule::BalanceOut);
    if against.iter().all(|rules| rules.contains(&Rule::TeamPlaces)) {
        because::TEAM_PLACES
    } else if against.iter().all(|rules| rules.contains(&Rule::Lend)) {
        because::LEND
    } else if against.iter().all(|rules| rules.iter().any(balance)) {
        because::BALANCE
    } else if against.iter().all(|rules| !rules.is_empty()) {
        because::LIMITS
    } else if optimal {
        because::BETTER_PLAN
    } else {
        because::BUDGET_ENDED
    }
}

/// Locked placements of which at most so many can be kept together.
#[derive(Debug, Clone)]
pub struct Crowd {
    pub rule: Rule,
    pub members: Vec<usize>,
    pub most: usize,
    pub words: String,
    /// What would let all of them stay, each by itself.
    pub widened: Vec<Change>,
}

/// The smallest conflict among locked placements; its ways out have no value yet.
pub fn conflict(crowds: Vec<Crowd>, locked: &[Placement]) -> Option<Conflict> {
    let over = crowds.into_iter().filter(|crowd| crowd.members.len() > crowd.most);
    let crowd = over.min_by_key(|crowd| crowd.most)?;
    let placements: Vec<Placement> =
        crowd.members[..=crowd.most].iter().map(|&i| locked[i].clone()).collect();
    let unlocked = placements.iter().map(unlock);
    let ways_out = unlocked.chain(crowd.widened.iter().cloned()).map(WayOut::by).collect();
    Some(Conflict {
        constraint: crowd.rule.name().into(),
        placements,
        words: crowd.words,
        ways_out,
    })
}

/// The change that opens a lock.
pub fn unlock(one: &Placement) -> Change {
    Change::Unlock { person: one.person.clone(), team: one.team.clone(), start: one.start }
}
