//! Brute force: every plan of a small problem, valued straight from the specification.

use std::collections::BTreeMap;

use weft::optimise::problem::{CoffeeProblem, Odd, Person};

struct Brute<'a> {
    problem: &'a CoffeeProblem,
    pair: Vec<Vec<Option<(i64, bool)>>>,
    best: i64,
}

fn pair_value(problem: &CoffeeProblem, p: &Person, q: &Person) -> Option<(i64, bool)> {
    let is = |a: &str, b: &str| (a == p.id && b == q.id) || (a == q.id && b == p.id);
    let rules = &problem.rules;
    let tie = problem.ties.iter().find(|tie| is(&tie.a, &tie.b));
    let common = match (&p.slots, &q.slots) {
        (Some(a), Some(b)) => a.iter().filter(|s| b.contains(s)).count(),
        (Some(a), None) | (None, Some(a)) => a.len(),
        (None, None) => 999,
    };
    let speak = p.languages.is_empty()
        || q.languages.is_empty()
        || p.languages.iter().any(|l| q.languages.contains(l));
    if problem.never.iter().any(|(a, b)| is(a, b))
        || (rules.cross_team && p.team == q.team)
        || p.manager.as_ref() == Some(&q.id)
        || q.manager.as_ref() == Some(&p.id)
        || common < rules.min_common_slots as usize
        || !speak
    {
        return None;
    }
    let weights = &problem.weights;
    let mut value =
        weights.topic * p.topics.iter().filter(|t| q.topics.contains(t)).count().min(3) as i64;
    match tie.map(|tie| tie.days) {
        None if p.team != q.team => {
            let bridged = problem.bridges.iter().any(|bridge| {
                (bridge.a == p.team && bridge.b == q.team)
                    || (bridge.a == q.team && bridge.b == p.team)
            });
            let bridge = if bridged { weights.bridge } else { 0 };
            return Some((value + weights.new_connection + bridge, true));
        }
        None | Some(None) => {}
        Some(Some(days)) if days < rules.repeat_after_days => return None,
        Some(Some(days)) => {
            let cost = weights.repeat * i64::from(rules.repeat_after_days) / i64::from(days.max(1));
            value -= cost.min(weights.repeat);
        }
    }
    Some((value, false))
}

impl Brute<'_> {
    fn value(&self, groups: &[Vec<usize>]) -> Option<i64> {
        let weights = &self.problem.weights;
        let people = &self.problem.people;
        let (mut value, mut seats) = (0, BTreeMap::<&str, u32>::new());
        let mut links: BTreeMap<(&str, &str), i64> = BTreeMap::new();
        for group in groups {
            for (i, &p) in group.iter().enumerate() {
                value += weights.seat + weights.waited * i64::from(people[p].waited.min(3));
                *seats.entry(&people[p].team).or_default() += 1;
                for &q in &group[i + 1..] {
                    let (worth, new) = self.pair[p][q]?;
                    value += worth;
                    if new {
                        let (a, b) = (people[p].team.as_str(), people[q].team.as_str());
                        *links.entry((a.min(b), a.max(b))).or_default() += 1;
                    }
                }
            }
        }
        for team in &self.problem.teams {
            if team
                .seats
                .is_some_and(|limit| seats.get(team.id.as_str()).copied().unwrap_or(0) > limit)
            {
                return None;
            }
        }
        for ((a, b), made) in links {
            let team =
                |id: &str| people.iter().find(|p| p.id == id).map_or("", |p| p.team.as_str());
            let ties = self.problem.ties.iter().filter(|tie| {
                let (x, y) = (team(&tie.a), team(&tie.b));
                (x == a && y == b) || (x == b && y == a)
            });
            let links = self
                .problem
                .links
                .iter()
                .filter(|link| (link.a == a && link.b == b) || (link.a == b && link.b == a));
            let others: i64 = links.map(|link| i64::from(link.ties)).sum();
            let known = ties.count() as i64 + others;
            value += (1..=made).map(|j| weights.thin_link / (known + j)).sum::<i64>();
        }
        Some(value)
    }

    /// Groups of more than two: the first of the rest sits out, or opens a group of each allowed size.
    fn sized(&mut self, rest: &[usize], groups: &mut Vec<Vec<usize>>) {
        let Some((&p, rest)) = rest.split_first() else {
            if let Some(value) = self.value(groups) {
                self.best = self.best.max(value);
            }
            return;
        };
        self.sized(rest, groups);
        self.fill(&[p], rest, &[], groups);
    }

    /// Fills a group with later people; `passed` are those it did not take.
    fn fill(
        &mut self,
        group: &[usize],
        rest: &[usize],
        passed: &[usize],
        groups: &mut Vec<Vec<usize>>,
    ) {
        let sizes = &self.problem.group;
        let (min, max) = (sizes.min as usize, sizes.max as usize);
        if group.len() >= min {
            let left: Vec<usize> = passed.iter().chain(rest).copied().collect();
            groups.push(group.to_vec());
            self.sized(&left, groups);
            groups.pop();
        }
        if group.len() == max {
            return;
        }
        for (i, &q) in rest.iter().enumerate() {
            if group.iter().all(|&p| self.pair[p][q].is_some()) {
                let larger: Vec<usize> = group.iter().copied().chain([q]).collect();
                let passed: Vec<usize> = passed.iter().chain(&rest[..i]).copied().collect();
                self.fill(&larger, &rest[i + 1..], &passed, groups);
            }
        }
    }

    fn go(&mut self, rest: &[usize], groups: &mut Vec<Vec<usize>>, trio: bool) {
        let Some((&p, rest)) = rest.split_first() else {
            if let Some(value) = self.value(groups) {
                self.best = self.best.max(value);
            }
            return;
        };
        self.go(rest, groups, trio);
        for (i, &q) in rest.iter().enumerate() {
            if self.pair[p][q].is_none() {
                continue;
            }
            let mut left = rest.to_vec();
            left.remove(i);
            groups.push(vec![p, q]);
            self.go(&left, groups, trio);
            groups.pop();
            if trio {
                for (j, &r) in left.iter().enumerate().skip(i) {
                    if self.pair[p][r].is_some() && self.pair[q][r].is_some() {
                        let mut fewer = left.clone();
                        fewer.remove(j);
                        groups.push(vec![p, q, r]);
                        self.go(&fewer, groups, false);
                        groups.pop();
                    }
                }
            }
        }
    }
}

/// The value of the best plan.
pub fn best(problem: &CoffeeProblem) -> i64 {
    let people = &problem.people;
    let pair =
        people.iter().map(|p| people.iter().map(|q| pair_value(problem, p, q)).collect()).collect();
    let mut brute = Brute { problem, pair, best: 0 };
    let all: Vec<usize> = (0..people.len()).collect();
    let trio = problem.group.odd == Some(Odd::Trio) && people.len() % 2 == 1;
    if problem.group.max > 2 {
        brute.sized(&all, &mut Vec::new());
    } else {
        brute.go(&all, &mut Vec::new(), trio);
    }
    brute.best
}
