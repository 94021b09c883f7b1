//! Random problems for tests, benchmarks and the oracle: every feature of the format, from a seed.

use weft::optimise::TeamLink;
use weft::optimise::problem::{
    Bridge, COFFEE_FORMAT, CoffeeProblem, Group, Odd, Person, Rules, Team, Tie, Weights,
};

/// A stream of numbers that is the same everywhere (`SplitMix64`).
#[derive(Debug, Clone)]
pub struct Stream(pub u64);

impl Stream {
    /// The next number below `n`.
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n.max(1)
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, p: u64) -> bool {
        self.below(100) < p
    }

    fn some_of(&mut self, names: &[&str], percent: u64) -> Vec<String> {
        names.iter().filter(|_| self.percent(percent)).map(|name| (*name).to_string()).collect()
    }
}

/// A number as u32.
fn small(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A problem without people.
pub fn empty() -> CoffeeProblem {
    CoffeeProblem {
        format: COFFEE_FORMAT.into(),
        group: Group::default(),
        rules: Rules::default(),
        teams: Vec::new(),
        people: Vec::new(),
        ties: Vec::new(),
        never: Vec::new(),
        links: Vec::new(),
        bridges: Vec::new(),
        weights: Weights::default(),
    }
}

/// A problem of `n` people with every feature somewhere, each switched on or off by the seed.
pub fn mixed(seed: u64, n: usize) -> CoffeeProblem {
    let mut dice = Stream(seed.wrapping_mul(0x5851_F42D_4C95_7F2D) ^ 0x1234);
    let mut problem = empty();
    let teams = 1 + dice.below((n as u64).clamp(1, 9)) as usize;
    let (seats, slots, languages, topics, managers, waited) = (
        dice.percent(40),
        dice.percent(40),
        dice.percent(30),
        dice.percent(60),
        dice.percent(40),
        dice.percent(50),
    );
    for t in 0..teams {
        let limit = (seats && dice.percent(60)).then(|| small(dice.below(5)));
        problem.teams.push(Team { id: format!("t{t}"), seats: limit });
    }
    for p in 0..n {
        let mut person = Person {
            id: format!("p{p:02}"),
            team: format!("t{}", dice.below(teams as u64)),
            ..Person::default()
        };
        if slots && dice.percent(70) {
            let mut all: Vec<u16> = (0..6).filter(|_| dice.percent(40)).collect();
            all.dedup();
            person.slots = Some(all);
        }
        if languages && dice.percent(60) {
            person.languages = dice.some_of(&["en", "de", "fr"], 45);
        }
        if topics {
            person.topics = dice.some_of(&["go", "tea", "chess", "rust", "bikes"], 45);
        }
        if managers && p > 0 && dice.percent(50) {
            person.manager = Some(format!("p{:02}", dice.below(p as u64)));
        }
        if waited {
            person.waited = small(dice.below(6).saturating_sub(2));
        }
        problem.people.push(person);
    }
    let (ties, never) = (dice.below(60), dice.below(20));
    for p in 0..n {
        for q in p + 1..n {
            let (mut a, mut b) = (format!("p{p:02}"), format!("p{q:02}"));
            if dice.percent(50) {
                std::mem::swap(&mut a, &mut b);
            }
            if dice.percent(ties) {
                let days = dice.percent(70).then(|| small(dice.below(400)));
                problem.ties.push(Tie { a: a.clone(), b: b.clone(), days });
            }
            if dice.percent(never) {
                problem.never.push((a, b));
            }
        }
    }
    let links = if dice.percent(30) { 40 } else { 0 };
    for a in 0..teams {
        for b in a + 1..teams {
            if dice.percent(links) {
                let (a, b) = (format!("t{a}"), format!("t{b}"));
                problem.links.push(TeamLink { a, b, ties: small(dice.below(5)) });
            }
        }
    }
    // A stream of its own, so that everything else is as it was before there were bridges.
    let mut other = Stream(seed ^ 0xB41D_6E55);
    let (bridges, weight) = (if other.percent(50) { 40 } else { 0 }, other.below(2_500));
    for a in 0..teams {
        for b in a + 1..teams {
            if other.percent(bridges) {
                let (a, b) = if other.percent(50) { (a, b) } else { (b, a) };
                problem.bridges.push(Bridge { a: format!("t{a}"), b: format!("t{b}") });
            }
        }
    }
    problem.rules.cross_team = dice.percent(60);
    problem.rules.repeat_after_days = [90, 90, 0, 30, 365][dice.below(5) as usize];
    problem.rules.min_common_slots = [1, 1, 0, 2][dice.below(4) as usize];
    problem.group.odd = dice.percent(60).then_some(Odd::Trio);
    if dice.percent(30) {
        problem.weights = Weights {
            new_connection: dice.below(1500).try_into().unwrap_or(0),
            topic: dice.below(300).try_into().unwrap_or(0),
            repeat: dice.below(2000).try_into().unwrap_or(0),
            seat: dice.below(400).try_into().unwrap_or(0),
            waited: dice.below(500).try_into().unwrap_or(0),
            thin_link: dice.below(3000).try_into().unwrap_or(0),
            ..Weights::default()
        };
    }
    if other.percent(50) {
        problem.weights.bridge = weight.try_into().unwrap_or(0);
    }
    problem
}

/// The teams of a problem in two halves by their numbers, each of the one bridged with each of the other.
pub fn bridged(mut problem: CoffeeProblem, weight: i64) -> CoffeeProblem {
    let half = problem.teams.len() / 2;
    for a in &problem.teams[..half] {
        for b in &problem.teams[half..] {
            problem.bridges.push(Bridge { a: b.id.clone(), b: a.id.clone() });
        }
    }
    problem.weights.bridge = weight;
    problem
}

/// A dense problem: `n` people of `teams` teams of uneven size, a few ties, topics for most.
pub fn dense(seed: u64, n: usize, teams: usize) -> CoffeeProblem {
    let mut dice = Stream(seed ^ 0xDE45E);
    let mut problem = empty();
    problem.group.odd = Some(Odd::Trio);
    for t in 0..teams {
        problem.teams.push(Team { id: format!("t{t:03}"), seats: None });
    }
    let names: Vec<String> = (0..30).map(|i| format!("topic{i}")).collect();
    for p in 0..n {
        let team = dice.below(teams as u64).min(dice.below(teams as u64));
        let mut person =
            Person { id: format!("p{p:04}"), team: format!("t{team:03}"), ..Person::default() };
        for name in &names {
            if dice.percent(10) {
                person.topics.push(name.clone());
            }
        }
        person.waited = small(dice.below(8).saturating_sub(6));
        problem.people.push(person);
    }
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..n * 8 {
        let (p, q) = (dice.below(n as u64) as usize, dice.below(n as u64) as usize);
        if p != q && seen.insert((p.min(q), p.max(q))) {
            let days = dice.percent(60).then(|| small(dice.below(700)));
            problem.ties.push(Tie { a: format!("p{p:04}"), b: format!("p{q:04}"), days });
        }
    }
    problem
}
