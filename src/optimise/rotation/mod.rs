//! Rotations: people work in another team for a while.

mod cells;
mod locked;
mod model;
mod problem;
mod read;
mod view;

use std::collections::BTreeSet;

use super::certificate::RowPrice;
use super::placing::packing::{About, Packing};
use super::placing::plan::{Title, Told, conflict, no_plan, plan, reason, rows};
use super::placing::{Found, Given, Rule, solve as choose};
use super::plan::{Kind, LeftOut, Placement, Plan, Status};
use super::{Budget, Progress};
use locked::{crowds, unbalanced};
use model::{Numbers, packing};

pub(super) use cells::cells;
pub use problem::{Applicant, FORMAT, Host, RotationProblem, Rules, Weights};
pub(super) use read::{check, read};
pub(super) use view::Seen;

/// Solves a rotation that has been checked.
pub(super) fn solve(
    problem: &RotationProblem,
    problem_sha256: &str,
    seed: u64,
    budget: &Budget<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Plan {
    let title = Title { kind: Kind::Rotation, problem_sha256, seed, budget };
    let numbers = Numbers::new(problem);
    let locked: Vec<Placement> =
        problem.locked.iter().map(|one| placement(&numbers, one)).collect();
    if let Some(conflict) = conflict(crowds(&numbers, &locked), &locked) {
        return no_plan(title, conflict);
    }
    let packing = packing(&numbers, &numbers.all(&problem.locked), false);
    let found = choose(&packing, seed, budget, progress);
    if found.chosen.is_none() {
        return no_plan(title, unbalanced(&numbers));
    }
    let rows = rows(&packing, &found, |about| name(&numbers, about));
    let told = told(&numbers, &packing, &found);
    let mut plan = plan(title, &found, told, rows);
    plan.left_out = left_out(&numbers, &plan);
    plan
}

fn placement(numbers: &Numbers<'_>, one: &Given) -> Placement {
    Placement {
        person: one.person.clone(),
        team: one.team.clone(),
        start: one.start,
        length: numbers.problem.applicants[numbers.applicant[one.person.as_str()]].length,
    }
}

fn name(numbers: &Numbers<'_>, about: About) -> RowPrice {
    let person = about.person.map(|number| number as usize);
    RowPrice {
        constraint: about.rule.name().into(),
        person: person.map(|number| match about.rule {
            Rule::ManagerFirst => numbers.managers[number].to_owned(),
            _ => numbers.problem.applicants[number].id.clone(),
        }),
        team: about.team.map(|t| numbers.problem.teams[t as usize].id.clone()),
        at: about.at,
        price: 0,
    }
}

fn told(numbers: &Numbers<'_>, packing: &Packing, found: &Found) -> Told {
    let problem = numbers.problem;
    let weights = &problem.weights;
    let mut told = Told::default();
    let mut managers = BTreeSet::new();
    let mut kept = 0;
    for &c in found.chosen.iter().flatten() {
        let one = packing.candidates[c];
        let (a, t) = (one.person as usize, one.team as usize);
        let applicant = &problem.applicants[a];
        for (name, value) in numbers.terms(a, t) {
            *told.terms.entry(name.into()).or_default() += value;
        }
        managers.extend(applicant.manager.as_deref());
        kept += i64::from(numbers.kept(a, t, one.start));
        told.placements.push(Placement {
            person: applicant.id.clone(),
            team: problem.teams[t].id.clone(),
            start: one.start,
            length: applicant.length,
        });
    }
    let count = |n: usize| i64::try_from(n).unwrap_or(0);
    told.terms.insert("manager_first".into(), weights.manager_first * count(managers.len()));
    told.terms.insert("moved".into(), -weights.moved * (count(problem.given.len()) - kept));
    told
}

/// Guests and lent of every team and period.
fn flows(numbers: &Numbers<'_>, placements: &[Placement]) -> Vec<Vec<(i64, i64)>> {
    let problem = numbers.problem;
    let mut flows = vec![vec![(0, 0); problem.periods as usize]; problem.teams.len()];
    for one in placements {
        let applicant = &problem.applicants[numbers.applicant[one.person.as_str()]];
        let (host, own) = (numbers.team[one.team.as_str()], numbers.team[applicant.team.as_str()]);
        let time = one.start as usize..(one.start + one.length) as usize;
        flows[host][time.clone()].iter_mut().for_each(|flow| flow.0 += 1);
        flows[own][time].iter_mut().for_each(|flow| flow.1 += 1);
    }
    flows
}

fn left_out(numbers: &Numbers<'_>, plan: &Plan) -> Vec<LeftOut> {
    let problem = numbers.problem;
    let flows = flows(numbers, &plan.placements);
    let placed: BTreeSet<&str> = plan.placements.iter().map(|one| one.person.as_str()).collect();
    let against = |own: usize, t: usize, period: usize| {
        let mut rules = Vec::new();
        let ((guests, lent), (away_in, away_out)) = (flows[t][period], flows[own][period]);
        if guests >= i64::from(problem.teams[t].places[period]) {
            rules.push(Rule::TeamPlaces);
        }
        if away_out >= i64::from(problem.teams[own].lend[period]) {
            rules.push(Rule::Lend);
        }
        if let Some(balance) = problem.rules.balance.map(i64::from) {
            if guests - lent >= balance {
                rules.push(Rule::BalanceIn);
            }
            if away_out - away_in >= balance {
                rules.push(Rule::BalanceOut);
            }
        }
        rules
    };
    let mut all = Vec::new();
    for one in problem.applicants.iter().filter(|one| !placed.contains(one.id.as_str())) {
        let own = numbers.team[one.team.as_str()];
        let mut blocked = Vec::new();
        for choice in &one.choices {
            let t = numbers.team[choice.as_str()];
            for start in numbers.starts(one) {
                let time = start as usize..(start + one.length) as usize;
                blocked.push(time.flat_map(|period| against(own, t, period)).collect());
            }
        }
        let because = reason(true, &blocked, plan.status == Status::Optimal);
        all.push(LeftOut { person: one.id.clone(), because: because.into() });
    }
    all.sort_by(|a, b| a.person.cmp(&b.person));
    all
}
