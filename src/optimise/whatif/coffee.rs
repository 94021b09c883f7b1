//! One more seat in a coffee round.

use std::collections::BTreeMap;

use super::super::certificate::{Leaf, Node, SCALE};
use super::super::change::Change;
use super::super::instance::Instance;
use super::super::plan::Plan;
use super::super::problem::CoffeeProblem;
use super::super::search::{Schedule, search};
use super::super::{Budget, NoClock};

/// Up to so many people a changed round is solved again.
pub(super) const SOLVED_AGAIN_UP_TO: usize = 60;

/// Up to so many people a plan is repaired; above, only the proof's prices speak.
const REPAIRED_UP_TO: usize = 2_000;

/// Steps of the repair for each person.
const STEPS: usize = 300;

/// How many people of a team there are, and how many of them may come.
fn seats(problem: &CoffeeProblem) -> BTreeMap<&str, (usize, usize)> {
    let mut all: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for person in &problem.people {
        all.entry(&person.team).or_default().0 += 1;
    }
    for (people, seats) in all.values_mut() {
        *seats = *people;
    }
    for team in &problem.teams {
        if let (Some((people, seats)), Some(limit)) = (all.get_mut(team.id.as_str()), team.seats) {
            *seats = (*people).min(limit as usize);
        }
    }
    all
}

fn leaves(plan: &Plan) -> impl Iterator<Item = &Leaf> {
    plan.certificate.nodes.iter().filter_map(|node| match node {
        Node::Leaf(leaf) => Some(leaf),
        _ => None,
    })
}

/// By how much a case's sum can rise when a team has more seats. Units: 1/65536 milli-connection.
///
/// Each seat costs its price; an odd set with the team can be satisfied by one more for each two seats; and a link can
/// have a step more for each.
fn rise(problem: &CoffeeProblem, leaf: &Leaf, team: &str, more: usize) -> i128 {
    let all = seats(problem);
    let Some(&(people, now)) = all.get(team) else { return 0 };
    let more = more.min(people - now);
    let wide = i128::try_from(more).unwrap_or(i128::MAX);
    let mut rise = i128::from(leaf.seats.get(team).copied().unwrap_or(0)) * wide;
    for odd in leaf.odd_sets.iter().filter(|odd| odd.teams.iter().any(|one| one == team)) {
        rise += i128::from(odd.price) * wide;
    }
    let team_of: BTreeMap<&str, &str> =
        problem.people.iter().map(|one| (one.id.as_str(), one.team.as_str())).collect();
    for link in leaf.links.iter().filter(|link| link.a == team || link.b == team) {
        let other = if link.a == team { &link.b } else { &link.a };
        let Some(&(_, others)) = all.get(other.as_str()) else { continue };
        let between = problem.ties.iter().filter(|tie| {
            let (a, b) = (team_of.get(tie.a.as_str()), team_of.get(tie.b.as_str()));
            (a, b) == (Some(&team), Some(&other.as_str()))
                || (b, a) == (Some(&team), Some(&other.as_str()))
        });
        let beside = problem.links.iter().find(|link| {
            (link.a == team && link.b == *other) || (link.b == team && link.a == *other)
        });
        let ties = i64::try_from(between.count()).unwrap_or(i64::MAX);
        let ties = ties.saturating_add(beside.map_or(0, |link| i64::from(link.ties)));
        // A trio can make one connection more than there are seats.
        for nth in now + 1..=(now + more).min(others) + 1 {
            let nth = i64::try_from(nth).unwrap_or(i64::MAX);
            let step = problem.weights.thin_link / ties.saturating_add(nth).max(1);
            rise += i128::from((SCALE * step - link.price).max(0));
        }
    }
    rise
}

/// What one or more seats gain at least and at most; nothing for other changes.
pub(super) fn effect(
    before: &CoffeeProblem,
    after: &CoffeeProblem,
    plan: &Plan,
    changes: &[Change],
) -> Option<(i64, i64)> {
    if before.group.max > 2 {
        // Another seat changes how many groups there can be, which these prices do not tell.
        return None;
    }
    let mut most = i128::MIN;
    for leaf in leaves(plan) {
        let mut sum = i128::from(leaf.sum);
        for change in changes {
            let Change::Seat { team, more } = change else { return None };
            sum += rise(before, leaf, team, *more as usize);
        }
        most = most.max(sum);
    }
    let most = i64::try_from(most.div_euclid(i128::from(SCALE))).ok()?;
    let at_most = (most - plan.value).max(0);
    if at_most == 0 || after.people.len() > REPAIRED_UP_TO {
        return Some((0, at_most));
    }
    let number: BTreeMap<&str, usize> =
        after.people.iter().enumerate().map(|(i, one)| (one.id.as_str(), i)).collect();
    let groups: Option<Vec<Vec<usize>>> = plan
        .groups
        .iter()
        .map(|group| group.iter().map(|id| number.get(id.as_str()).copied()).collect())
        .collect();
    let instance = Instance::new(after);
    let schedule = Schedule { steps: instance.n * STEPS, warm: 1, chains: 1 };
    let groups = groups?;
    let budget = Budget::unlimited(&NoClock);
    let (value, _) = search(&instance, plan.seed, schedule, Some(&groups), &budget);
    Some(((value - plan.value).clamp(0, at_most), at_most))
}

/// Teams that have fewer seats than people, with what one more can gain at most, the dearest first.
pub(super) fn single(problem: &CoffeeProblem, plan: &Plan) -> Vec<(i64, Change)> {
    if problem.group.max > 2 {
        return Vec::new();
    }
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    let team_of: BTreeMap<&str, &str> =
        problem.people.iter().map(|one| (one.id.as_str(), one.team.as_str())).collect();
    for id in plan.groups.iter().flatten() {
        if let Some(team) = team_of.get(id.as_str()) {
            *used.entry(team).or_default() += 1;
        }
    }
    let mut all: Vec<(i64, Change)> = Vec::new();
    for (team, (people, seats)) in seats(problem) {
        if seats >= people || used.get(team).copied().unwrap_or(0) < seats {
            continue;
        }
        let most = leaves(plan).map(|leaf| i128::from(leaf.sum) + rise(problem, leaf, team, 1));
        let most = most.max().unwrap_or(0).div_euclid(i128::from(SCALE));
        let most = i64::try_from(most).unwrap_or(i64::MAX) - plan.value;
        all.push((most.max(0), Change::Seat { team: team.to_owned(), more: 1 }));
    }
    all.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    all
}
