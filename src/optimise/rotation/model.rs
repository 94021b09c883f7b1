//! The rotation as a packing problem: candidates in time, and limits on guests, lent and their difference.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::super::placing::packing::{About, Candidate, Packing};
use super::super::placing::{Given, Rule};
use super::problem::{Applicant, RotationProblem};
use crate::domain::rotation::MOST_OWED;

/// The problem with numbers instead of ids.
pub(super) struct Numbers<'a> {
    pub(super) problem: &'a RotationProblem,
    pub(super) team: HashMap<&'a str, usize>,
    pub(super) applicant: HashMap<&'a str, usize>,
    /// Managers, ascending.
    pub(super) managers: Vec<&'a str>,
    ties: HashMap<(usize, usize), u32>,
    given: HashSet<(usize, usize, u32)>,
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl<'a> Numbers<'a> {
    pub(super) fn new(problem: &'a RotationProblem) -> Self {
        let team: HashMap<&str, usize> =
            problem.teams.iter().enumerate().map(|(t, team)| (team.id.as_str(), t)).collect();
        let applicant: HashMap<&str, usize> =
            problem.applicants.iter().enumerate().map(|(a, one)| (one.id.as_str(), a)).collect();
        let ties = problem
            .links
            .iter()
            .flat_map(|link| {
                let (a, b) = (team[link.a.as_str()], team[link.b.as_str()]);
                [((a, b), link.ties), ((b, a), link.ties)]
            })
            .collect();
        let mut managers: Vec<&str> =
            problem.applicants.iter().filter_map(|one| one.manager.as_deref()).collect();
        managers.sort_unstable();
        managers.dedup();
        let mut numbers = Self { problem, team, applicant, managers, ties, given: HashSet::new() };
        numbers.given = numbers.all(&problem.given);
        numbers
    }

    /// Placements by numbers.
    pub(super) fn all(&self, list: &[Given]) -> HashSet<(usize, usize, u32)> {
        list.iter()
            .map(|one| {
                (self.applicant[one.person.as_str()], self.team[one.team.as_str()], one.start)
            })
            .collect()
    }

    /// What a placement adds beside `manager_first` and `moved`, by term.
    pub(super) fn terms(&self, a: usize, t: usize) -> [(&'static str, i64); 4] {
        let weights = &self.problem.weights;
        let one = &self.problem.applicants[a];
        let ties = self.ties.get(&(self.team[one.team.as_str()], t)).copied().unwrap_or(0);
        let rank = one.choices.iter().position(|choice| *choice == self.problem.teams[t].id);
        let choice = rank.and_then(|rank| weights.choice.get(rank)).copied().unwrap_or(0);
        [
            ("new_connection", weights.new_connection),
            ("thin_link", weights.thin_link / (1 + i64::from(ties))),
            ("choice", choice * (1 + i64::from(one.owed.min(MOST_OWED)))),
            ("waited", weights.waited * i64::from(one.waited.min(3))),
        ]
    }

    /// Whether a placement that was given is kept.
    pub(super) fn kept(&self, a: usize, t: usize, start: u32) -> bool {
        self.given.contains(&(a, t, start))
    }

    /// The periods in which an applicant's placement could start.
    pub(super) fn starts(&self, one: &Applicant) -> Vec<u32> {
        let periods = self.problem.periods;
        one.periods.iter().copied().filter(|start| start + one.length <= periods).collect()
    }
}

/// The packing problem, with these placements locked; with `wide`, also candidates for which a team has no place, or
/// lends nobody.
pub(super) fn packing(
    numbers: &Numbers<'_>,
    locked: &HashSet<(usize, usize, u32)>,
    wide: bool,
) -> Packing {
    let problem = numbers.problem;
    let weights = &problem.weights;
    let periods = problem.periods as usize;
    let mut packing = Packing::worth(-weights.moved * i64::from(small(problem.given.len())));
    let mut limits: BTreeMap<Rule, Vec<u32>> = BTreeMap::new();
    for (t, team) in problem.teams.iter().enumerate() {
        for period in 0..periods {
            let mut limit = |rule, most: u32| {
                let at = u32::try_from(period).ok();
                let about = About { rule, person: None, team: Some(small(t)), at };
                let number = packing.limit(about, i64::from(most), false);
                limits.entry(rule).or_default().push(number);
            };
            limit(Rule::TeamPlaces, team.places[period]);
            limit(Rule::Lend, team.lend[period]);
            if let Some(balance) = problem.rules.balance {
                limit(Rule::BalanceIn, balance);
                limit(Rule::BalanceOut, balance);
            }
        }
    }
    let at = |rule: Rule, t: usize, period: usize| limits[&rule][t * periods + period];
    let mut firsts = BTreeMap::new();
    for (m, manager) in numbers.managers.iter().enumerate() {
        let about =
            About { rule: Rule::ManagerFirst, person: Some(small(m)), team: None, at: None };
        let many =
            problem.applicants.iter().filter(|one| one.manager.as_deref() == Some(manager)).count();
        if weights.manager_first > 0 {
            let gains = vec![weights.manager_first, 0];
            firsts.insert(*manager, packing.count(about, gains, i64::from(small(many))));
        }
    }
    for (a, one) in problem.applicants.iter().enumerate() {
        let about =
            About { rule: Rule::OnePlacement, person: Some(small(a)), team: None, at: None };
        let single = packing.limit(about, 1, false);
        let own = numbers.team[one.team.as_str()];
        for choice in &one.choices {
            let t = numbers.team[choice.as_str()];
            let value: i64 = numbers.terms(a, t).iter().map(|(_, value)| value).sum();
            for start in numbers.starts(one) {
                let is_locked = locked.contains(&(a, t, start));
                let time = start as usize..(start + one.length) as usize;
                let closed = |periods: &[u32]| periods[time.clone()].contains(&0);
                if !wide
                    && !is_locked
                    && (closed(&problem.teams[t].places) || closed(&problem.teams[own].lend))
                {
                    continue;
                }
                let mut factors = vec![(single, 1)];
                for period in time {
                    factors.push((at(Rule::TeamPlaces, t, period), 1));
                    factors.push((at(Rule::Lend, own, period), 1));
                    if problem.rules.balance.is_some() {
                        factors.push((at(Rule::BalanceIn, t, period), 1));
                        factors.push((at(Rule::BalanceOut, t, period), -1));
                        factors.push((at(Rule::BalanceIn, own, period), -1));
                        factors.push((at(Rule::BalanceOut, own, period), 1));
                    }
                }
                let moved = if numbers.kept(a, t, start) { weights.moved } else { 0 };
                let candidate = Candidate {
                    person: small(a),
                    team: small(t),
                    start,
                    value: value + moved,
                    locked: is_locked,
                };
                let first = one.manager.as_deref().and_then(|manager| firsts.get(manager));
                packing.add(candidate, &factors, first.copied());
            }
        }
    }
    packing
}
