//! Rotations: people work in another team for a while.

mod model;
mod problem;
mod read;

use std::collections::{BTreeMap, BTreeSet};

use super::certificate::RowPrice;
use super::placing::packing::{About, Packing};
use super::placing::plan::{Crowd, Title, Told, conflict, no_plan, plan, reason, rows};
use super::placing::{Found, Given, Rule, possible, solve as choose};
use super::plan::{Conflict, Kind, LeftOut, Placement, Plan, Status};
use super::{Budget, Progress};
use model::{Numbers, packing};

pub use problem::{Applicant, FORMAT, Host, RotationProblem, Rules, Weights};
pub(super) use read::{check, read};

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
    let packing = packing(&numbers, &numbers.all(&problem.locked));
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

/// Which locked placements share a limit.
fn crowds(numbers: &Numbers<'_>, locked: &[Placement]) -> Vec<Crowd> {
    let problem = numbers.problem;
    let mut crowds: BTreeMap<(Rule, usize, usize, u32), Crowd> = BTreeMap::new();
    for (i, one) in locked.iter().enumerate() {
        let (a, t) = (numbers.applicant[one.person.as_str()], numbers.team[one.team.as_str()]);
        let applicant = &problem.applicants[a];
        let own = numbers.team[applicant.team.as_str()];
        let (who, host, home) = (&one.person, &one.team, &applicant.team);
        let mut put =
            |key: (Rule, usize, usize, u32), most: u32, words: String, way_out: String| {
                let crowd = crowds.entry(key).or_insert_with(|| Crowd {
                    rule: key.0,
                    members: Vec::new(),
                    most: most as usize,
                    words,
                    way_out,
                });
                crowd.members.push(i);
            };
        if !applicant.choices.contains(host) {
            let words = format!("{who} did not choose {host}");
            put((Rule::Choice, a, t, 0), 0, words, format!("add {host} to the choices of {who}"));
        }
        if !applicant.periods.contains(&one.start) || one.start + one.length > problem.periods {
            let words =
                format!("{who} cannot start in period {} for {} periods", one.start, one.length);
            let out = format!("change the periods of {who}");
            put((Rule::Period, a, t, one.start), 0, words, out);
            continue;
        }
        let words = format!("{who} is locked more than once");
        put((Rule::OnePlacement, a, 0, 0), 1, words, "lock one of them only".to_owned());
        for period in one.start..one.start + one.length {
            let places = problem.teams[t].places[period as usize];
            let words =
                format!("period {period}: {host} has {places} places, more guests are locked");
            let out = format!("give {host} one more place in period {period}");
            put((Rule::TeamPlaces, 0, t, period), places, words, out);
            let lend = problem.teams[own].lend[period as usize];
            let words =
                format!("period {period}: {home} lends {lend} at most, more of its own are locked");
            let out = format!("let {home} lend one more in period {period}");
            put((Rule::Lend, 0, own, period), lend, words, out);
        }
    }
    crowds.into_values().collect()
}

/// As few locked placements as no plan can balance: none of them can be spared.
fn unbalanced(numbers: &Numbers<'_>) -> Conflict {
    let problem = numbers.problem;
    let mut needed = problem.locked.clone();
    for one in &problem.locked {
        let fewer: Vec<Given> = needed.iter().filter(|other| *other != one).cloned().collect();
        if !possible(&packing(numbers, &numbers.all(&fewer))) {
            needed = fewer;
        }
    }
    let placements: Vec<Placement> = needed.iter().map(|one| placement(numbers, one)).collect();
    let balance = i64::from(problem.rules.balance.unwrap_or(0));
    let flows = flows(numbers, &placements);
    let over = flows.iter().enumerate().find_map(|(t, times)| {
        let at = times.iter().position(|(guests, lent)| (guests - lent).abs() > balance)?;
        Some((t, at, times[at].0 > times[at].1))
    });
    let (rule, words) = match over {
        Some((t, period, true)) => (
            Rule::BalanceIn,
            format!(
                "period {period}: {} has more guests by these locked placements than it can lend for, the balance is {balance}",
                problem.teams[t].id
            ),
        ),
        Some((t, period, false)) => (
            Rule::BalanceOut,
            format!(
                "period {period}: {} lends more by these locked placements than it can have guests for, the balance is {balance}",
                problem.teams[t].id
            ),
        ),
        None => (Rule::BalanceIn, "these locked placements cannot be balanced".to_owned()),
    };
    Conflict {
        constraint: rule.name().into(),
        placements,
        words,
        ways_out: vec![
            "release one of these locked placements".to_owned(),
            format!("allow a balance of {}", balance + 1),
        ],
    }
}
