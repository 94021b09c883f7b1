//! What if: what a plan would gain from one more place, one more lent, one more seat; where it is tight, and what would
//! help; how a problem that cannot be met can be.

mod coffee;

use serde::{Deserialize, Serialize};

use super::change::{Change, all_words};
use super::placing::SOLVED_AGAIN_UP_TO;
use super::placing::scene::Scene;
use super::placing::view::View;
use super::plan::{Kind, Plan, Status};
use super::{Budget, NoClock, Problem, WayOut, bootcamp, rotation, solve_alone};

/// Of the changes that could gain most, so many are looked into in a large plan for each that is asked for.
const LOOKED_INTO: usize = 3;

/// So many ways out of a bottleneck are told.
const TOLD: usize = 3;

/// What a plan would gain by changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// The changes, all of them together.
    pub changes: Vec<Change>,
    /// The changes in words.
    pub words: String,
    /// What the plan's value gains at least: a plan with this gain is known. Units: milli-connections.
    pub at_least: i64,
    /// What it gains at most, by a proof; equal to `at_least`: exactly this. Units: milli-connections.
    pub at_most: i64,
}

impl Effect {
    fn of(changes: &[Change], kind: Kind, at_least: i64, at_most: i64) -> Self {
        let words = all_words(changes, time(kind));
        Self { changes: changes.to_vec(), words, at_least, at_most }
    }

    /// Whether the gain is known exactly.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.at_least == self.at_most
    }
}

/// A place where a plan is tight: why people are left out, or miss a team they have to visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bottleneck {
    /// In a sentence with its numbers.
    pub words: String,
    /// Whom it concerns.
    pub people: Vec<String>,
    /// What would help, the most gain first.
    pub ways_out: Vec<Effect>,
}

/// What weeks and periods are called.
fn time(kind: Kind) -> &'static str {
    if kind == Kind::Bootcamp { "week" } else { "period" }
}

/// The plan of a changed problem, when it is small enough to be solved again; nothing when it is not.
fn again(problem: &Problem, changes: &[Change], seed: u64) -> Option<(Problem, Option<Plan>)> {
    let mut changed = problem.clone();
    for change in changes {
        changed = change.apply(&changed)?;
    }
    let plan = is_small(&changed).then(|| {
        let budget = Budget::unlimited(&NoClock);
        solve_alone(&changed, "", seed, &budget, &mut |_| ())
    });
    Some((changed, plan))
}

/// Whether a problem is solved again for every question.
fn is_small(problem: &Problem) -> bool {
    match problem {
        Problem::Coffee(problem) => problem.people.len() <= coffee::SOLVED_AGAIN_UP_TO,
        Problem::Bootcamp(problem) => {
            let seen = bootcamp::Seen::new(problem);
            seen.packing(false).candidates.len() <= SOLVED_AGAIN_UP_TO
        }
        Problem::Rotation(problem) => {
            let seen = rotation::Seen::new(problem);
            seen.packing(false).candidates.len() <= SOLVED_AGAIN_UP_TO
        }
    }
}

/// What a plan would gain by changes that widen its problem; nothing when they do not fit the problem, or the plan does
/// not.
///
/// Cost: small problems (up to 60 people, or 400 placements to choose from) one solve, and the answer is exact; larger
/// ones a look at all pairs or placements, and the answer has bounds.
#[must_use]
pub fn effect(problem: &Problem, plan: &Plan, changes: &[Change]) -> Option<Effect> {
    if plan.status == Status::Infeasible {
        return None;
    }
    let (changed, again) = again(problem, changes, plan.seed)?;
    if let Some(again) = again {
        let at_most = (again.bound - plan.value).max(0);
        let at_least = (again.value - plan.value).clamp(0, at_most);
        return Some(Effect::of(changes, plan.kind, at_least, at_most));
    }
    match (problem, &changed) {
        (Problem::Coffee(before), Problem::Coffee(after)) => {
            let (at_least, at_most) = coffee::effect(before, after, plan, changes)?;
            Some(Effect::of(changes, plan.kind, at_least, at_most))
        }
        (Problem::Bootcamp(before), Problem::Bootcamp(after)) => {
            placed(&bootcamp::Seen::new(before), &bootcamp::Seen::new(after), plan, changes)
        }
        (Problem::Rotation(before), Problem::Rotation(after)) => {
            placed(&rotation::Seen::new(before), &rotation::Seen::new(after), plan, changes)
        }
        _ => None,
    }
}

fn placed(
    before: &impl View,
    after: &impl View,
    plan: &Plan,
    changes: &[Change],
) -> Option<Effect> {
    let mut scene = Scene::new(before, plan)?;
    if let Some(wider) = scene.wider(changes) {
        let gain = scene.gain(&wider);
        return Some(Effect::of(changes, plan.kind, gain.at_least, gain.at_most));
    }
    // New candidates, or fewer locks: the old prices bound the new problem too.
    let scene = Scene::new(after, plan)?;
    let at_most = scene.most_gain();
    let people: Vec<u32> = changes.iter().filter_map(|change| scene.concerned(change)).collect();
    let tried = people.into_iter().flat_map(|person| scene.dearest(person));
    let at_least = scene.repaired(tried).clamp(0, at_most);
    Some(Effect::of(changes, plan.kind, at_least, at_most))
}

/// The single places, people lent, or seats from which a plan would gain most, the most first; at most `many`.
///
/// Cost: as [`effect`] for each that is looked into; those that cannot be among the best by their prices are not.
#[must_use]
pub fn most_valuable(problem: &Problem, plan: &Plan, many: usize) -> Vec<Effect> {
    let found = match problem {
        Problem::Coffee(coffee) => {
            let singles = coffee::single(coffee, plan);
            Some(best(singles, many, is_small(problem), |change| {
                effect(problem, plan, std::slice::from_ref(change))
            }))
        }
        Problem::Bootcamp(camp) => singles(problem, &bootcamp::Seen::new(camp), plan, many),
        Problem::Rotation(turn) => singles(problem, &rotation::Seen::new(turn), plan, many),
    };
    found.unwrap_or_default()
}

fn singles(problem: &Problem, view: &impl View, plan: &Plan, many: usize) -> Option<Vec<Effect>> {
    let small = is_small(problem);
    let mut scene = Scene::new(view, plan)?;
    let singles = scene.single();
    Some(best(singles, many, small, |change| {
        let change = std::slice::from_ref(change);
        if small {
            return effect(problem, plan, change);
        }
        let wider = scene.wider(change)?;
        let gain = scene.gain(&wider);
        Some(Effect::of(change, plan.kind, gain.at_least, gain.at_most))
    }))
}

/// The best of changes that come with what they gain at most, the dearest first.
fn best(
    singles: Vec<(i64, Change)>,
    many: usize,
    exact: bool,
    mut effect: impl FnMut(&Change) -> Option<Effect>,
) -> Vec<Effect> {
    let mut best: Vec<Effect> = Vec::new();
    for (i, (at_most, change)) in singles.iter().enumerate() {
        let enough = best.len() >= many
            && if exact { best[many - 1].at_least >= *at_most } else { i >= many * LOOKED_INTO };
        if enough {
            break;
        }
        if let Some(mut one) = effect(change).filter(|one| one.at_most > 0) {
            one.at_most = one.at_most.min((*at_most).max(one.at_least));
            best.push(one);
            best.sort_by_key(|one| (-one.at_least, -one.at_most));
        }
    }
    best.retain(|one| one.at_least > 0 || !one.is_exact());
    best.truncate(many);
    best
}

/// Where a plan of placements is tight, and what would help; nothing for coffee plans.
///
/// Cost: as [`effect`] for up to six changes of each bottleneck.
#[must_use]
pub fn bottlenecks(problem: &Problem, plan: &Plan) -> Vec<Bottleneck> {
    let found = match problem {
        Problem::Coffee(_) => None,
        Problem::Bootcamp(camp) => tight(problem, &bootcamp::Seen::new(camp), plan),
        Problem::Rotation(turn) => tight(problem, &rotation::Seen::new(turn), plan),
    };
    found.unwrap_or_default()
}

fn tight(problem: &Problem, view: &impl View, plan: &Plan) -> Option<Vec<Bottleneck>> {
    let mut scene = Scene::new(view, plan)?;
    let small = is_small(problem);
    let mut all = Vec::new();
    for tight in scene.tight(plan) {
        let mut ways_out: Vec<Effect> = Vec::new();
        for way in &tight.ways {
            let effect = if small {
                effect(problem, plan, way)
            } else {
                scene.wider(way).map(|wider| {
                    let gain = scene.gain(&wider);
                    Effect::of(way, plan.kind, gain.at_least, gain.at_most)
                })
            };
            ways_out.extend(effect.filter(|one| one.at_most > 0));
        }
        ways_out.sort_by_key(|one| (one.changes.len(), -one.at_least, -one.at_most));
        ways_out.truncate(TOLD);
        all.push(Bottleneck { words: tight.words, people: tight.people, ways_out });
    }
    Some(all)
}

/// Completes the ways out of a conflict: each is followed until there is a plan, and valued by it.
///
/// Cost: small problems one solve for each way out; for larger ones only a first plan is built.
pub(super) fn with_ways_out(problem: &Problem, mut plan: Plan, budget: &Budget<'_>) -> Plan {
    let Some(conflict) = &mut plan.conflict else { return plan };
    // Locks run out, so this ends.
    let locked = match problem {
        Problem::Bootcamp(problem) => problem.locked.len(),
        Problem::Rotation(problem) => problem.locked.len(),
        Problem::Coffee(_) => 0,
    };
    // A budget that is over from the start: only a first plan is built.
    let none = Budget { time_limit: Some(std::time::Duration::ZERO), ..*budget };
    for way in &mut conflict.ways_out {
        for _ in 0..=locked {
            let Some((changed, again)) = again(problem, &way.changes, plan.seed) else { break };
            let again =
                again.unwrap_or_else(|| solve_alone(&changed, "", plan.seed, &none, &mut |_| ()));
            match again.conflict {
                None => {
                    way.value = Some(again.value);
                    way.optimal = again.status == Status::Optimal;
                    break;
                }
                Some(next) => match next.ways_out.into_iter().next() {
                    Some(next) => way.changes.extend(next.changes),
                    None => break,
                },
            }
        }
        way.words = all_words(&way.changes, time(plan.kind));
    }
    let order = |way: &WayOut| (way.changes.len(), way.value.map_or(1, |value| -value));
    conflict.ways_out.sort_by_key(order);
    plan
}
