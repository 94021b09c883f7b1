//! The problem as the solvers see it: numbers in place of ids, every pair's verdict and value computed once.

use std::collections::HashMap;

use rayon::prelude::*;

use super::problem::{CoffeeProblem, Odd, Person};

/// A value no pair has: the pair may not meet.
pub const FORBIDDEN: i32 = i32::MIN;

/// The compiled problem.
///
/// Shape: people `0..n` in the file's order, teams `0..teams` in the order of their first person.
#[derive(Debug)]
pub struct Instance {
    /// How many people.
    pub n: usize,
    /// How many teams have people.
    pub teams: usize,
    /// Team of each person.
    pub team: Vec<usize>,
    /// Seats of each team; a team without a limit has as many as people.
    pub seats: Vec<usize>,
    /// People of each team.
    pub size: Vec<usize>,
    /// What each person's taking part is worth. Units: milli-connections.
    pub person: Vec<i64>,
    /// Whether one group of three is allowed beside pairs.
    pub trio: bool,
    /// The most people of another team whom a person can meet in a plan, but for the trio.
    reach: usize,
    /// Value of each pair without the link, or [`FORBIDDEN`]; n × n.
    pair: Vec<i32>,
    /// Whether the pair would be a new connection (different teams, no tie); n × n.
    fresh: Vec<bool>,
    /// Ties between two teams; teams × teams.
    ties: Vec<u32>,
    /// Every plan's value is a multiple of this. Units: milli-connections.
    pub grain: i64,
    /// The weight `thin_link`.
    pub thin: i64,
}

fn words(numbers: impl Iterator<Item = usize>) -> Vec<u64> {
    let mut bits = Vec::new();
    for number in numbers {
        let word = number / 64;
        if bits.len() <= word {
            bits.resize(word + 1, 0);
        }
        bits[word] |= 1 << (number % 64);
    }
    bits
}

fn common(a: &[u64], b: &[u64]) -> u32 {
    a.iter().zip(b).map(|(x, y)| (x & y).count_ones()).sum()
}

fn interned<'a>(people: &'a [Person], list: impl Fn(&'a Person) -> &'a [String]) -> Vec<Vec<u64>> {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    people
        .iter()
        .map(|person| {
            words(list(person).iter().map(|name| {
                let next = numbers.len();
                *numbers.entry(name).or_insert(next)
            }))
        })
        .collect()
}

impl Instance {
    /// Compiles a problem that [`super::check`] has accepted.
    ///
    /// Cost: one verdict for every pair of people, on all cores.
    #[must_use]
    pub fn new(problem: &CoffeeProblem) -> Self {
        let people = &problem.people;
        let n = people.len();
        let mut team_number: HashMap<&str, usize> = HashMap::new();
        let mut team = Vec::with_capacity(n);
        let mut size: Vec<usize> = Vec::new();
        for person in people {
            let number = *team_number.entry(&person.team).or_insert_with(|| {
                size.push(0);
                size.len() - 1
            });
            size[number] += 1;
            team.push(number);
        }
        let mut seats = size.clone();
        for given in &problem.teams {
            if let (Some(&number), Some(limit)) = (team_number.get(given.id.as_str()), given.seats)
            {
                seats[number] = size[number].min(limit as usize);
            }
        }
        let weights = &problem.weights;
        let mut instance = Self {
            n,
            teams: size.len(),
            person: people
                .iter()
                .map(|p| weights.seat + weights.waited * i64::from(p.waited.min(3)))
                .collect(),
            trio: problem.group.odd == Some(Odd::Trio) && problem.group.max == 2 && n % 2 == 1,
            reach: if problem.rules.cross_team { 1 } else { problem.group.max.max(2) as usize - 1 },
            pair: vec![FORBIDDEN; n * n],
            fresh: vec![false; n * n],
            ties: vec![0; size.len() * size.len()],
            thin: weights.thin_link,
            grain: 1,
            team,
            seats,
            size,
        };
        instance.fill(problem);
        instance.grain = instance.common_divisor();
        instance
    }

    fn fill(&mut self, problem: &CoffeeProblem) {
        let people = &problem.people;
        let n = self.n;
        if n == 0 {
            return;
        }
        let rules = &problem.rules;
        let weights = &problem.weights;
        let index: HashMap<&str, usize> =
            people.iter().enumerate().map(|(i, p)| (p.id.as_str(), i)).collect();
        let manager: Vec<usize> = people
            .iter()
            .map(|p| p.manager.as_ref().and_then(|m| index.get(m.as_str())).copied().unwrap_or(n))
            .collect();
        let slots: Vec<Option<Vec<u64>>> = people
            .iter()
            .map(|p| p.slots.as_ref().map(|s| words(s.iter().map(|&slot| usize::from(slot)))))
            .collect();
        let slot_count: Vec<usize> =
            people.iter().map(|p| p.slots.as_ref().map_or(usize::MAX, Vec::len)).collect();
        let languages = interned(people, |p| &p.languages);
        let topics = interned(people, |p| &p.topics);
        let need = rules.min_common_slots as usize;
        let team = &self.team;
        let narrow = |value: i64| i32::try_from(value).unwrap_or(i32::MAX);
        let enough = |p: usize, q: usize| match (&slots[p], &slots[q]) {
            (None, None) => true,
            (Some(a), Some(b)) => common(a, b) as usize >= need,
            _ => slot_count[p].min(slot_count[q]) >= need,
        };
        self.pair.par_chunks_mut(n).zip(self.fresh.par_chunks_mut(n)).enumerate().for_each(
            |(p, (row, fresh))| {
                for q in 0..n {
                    let apart = p == q
                        || (rules.cross_team && team[p] == team[q])
                        || manager[p] == q
                        || manager[q] == p
                        || (!languages[p].is_empty()
                            && !languages[q].is_empty()
                            && common(&languages[p], &languages[q]) == 0)
                        || !enough(p, q);
                    if apart {
                        continue;
                    }
                    let topic = weights.topic * i64::from(common(&topics[p], &topics[q]).min(3));
                    fresh[q] = team[p] != team[q];
                    row[q] = narrow(topic + if fresh[q] { weights.new_connection } else { 0 });
                }
            },
        );
        for tie in &problem.ties {
            let (p, q) = (index[tie.a.as_str()], index[tie.b.as_str()]);
            let (a, b) = (team[p], team[q]);
            if a != b {
                self.ties[a * self.teams + b] += 1;
                self.ties[b * self.teams + a] += 1;
            }
            let young = tie.days.is_some_and(|days| days < rules.repeat_after_days);
            for at in [p * n + q, q * n + p] {
                if self.pair[at] == FORBIDDEN {
                    continue;
                }
                if young {
                    self.pair[at] = FORBIDDEN;
                } else {
                    let lost = if self.fresh[at] { weights.new_connection } else { 0 };
                    let cost = repeat_cost(weights.repeat, rules.repeat_after_days, tie.days);
                    self.pair[at] -= narrow(lost + cost);
                }
                self.fresh[at] = false;
            }
        }
        let number: HashMap<&str, usize> =
            people.iter().zip(team).map(|(person, &t)| (person.team.as_str(), t)).collect();
        for link in &problem.links {
            // Teams without people make no connections.
            if let (Some(&a), Some(&b)) = (number.get(link.a.as_str()), number.get(link.b.as_str()))
            {
                self.ties[a * self.teams + b] += link.ties;
                self.ties[b * self.teams + a] += link.ties;
            }
        }
        for (a, b) in &problem.never {
            let (p, q) = (index[a.as_str()], index[b.as_str()]);
            for at in [p * n + q, q * n + p] {
                self.pair[at] = FORBIDDEN;
                self.fresh[at] = false;
            }
        }
    }

    /// The greatest common divisor of everything a plan's value is made of; 1 when there is nothing.
    fn common_divisor(&self) -> i64 {
        let mut grain = self.person.iter().fold(0, |grain, &value| divisor(grain, value));
        let mut linked = vec![false; self.teams * self.teams];
        for p in 0..self.n {
            for q in p + 1..self.n {
                if grain == 1 {
                    return 1;
                }
                if self.admits(p, q) {
                    grain = divisor(grain, i64::from(self.value(p, q)));
                    let (a, b) = (self.team[p], self.team[q]);
                    if self.is_fresh(p, q) && !linked[a * self.teams + b] {
                        linked[a * self.teams + b] = true;
                        linked[b * self.teams + a] = true;
                        let most = self.most_links(a, b);
                        grain = (1..=most)
                            .fold(grain, |grain, nth| divisor(grain, self.step(a, b, nth)));
                    }
                }
            }
        }
        grain.max(1)
    }

    /// Value of a pair without link and seats, or [`FORBIDDEN`]. Units: milli-connections.
    #[must_use]
    pub fn value(&self, p: usize, q: usize) -> i32 {
        self.pair[p * self.n + q]
    }

    /// The values of all pairs with p. Shape: n.
    #[must_use]
    pub fn values(&self, p: usize) -> &[i32] {
        &self.pair[p * self.n..(p + 1) * self.n]
    }

    /// Whether the pairs with p would be new connections. Shape: n.
    #[must_use]
    pub fn freshness(&self, p: usize) -> &[bool] {
        &self.fresh[p * self.n..(p + 1) * self.n]
    }

    /// Whether the two may meet.
    #[must_use]
    pub fn admits(&self, p: usize, q: usize) -> bool {
        self.value(p, q) != FORBIDDEN
    }

    /// Whether the pair would be a new connection.
    #[must_use]
    pub fn is_fresh(&self, p: usize, q: usize) -> bool {
        self.fresh[p * self.n + q]
    }

    /// Ties between two teams.
    #[must_use]
    pub fn ties(&self, a: usize, b: usize) -> u32 {
        self.ties[a * self.teams + b]
    }

    /// What the `nth` new connection (from 1) between two teams adds. Units: milli-connections.
    #[must_use]
    pub fn step(&self, a: usize, b: usize, nth: usize) -> i64 {
        let nth = i64::try_from(nth).unwrap_or(i64::MAX / 2);
        self.thin / (i64::from(self.ties(a, b)) + nth)
    }

    /// The most new connections a plan can make between two teams.
    #[must_use]
    pub fn most_links(&self, a: usize, b: usize) -> usize {
        let (a, b) = (self.seats[a], self.seats[b]);
        (a * b.min(self.reach)).min(b * a.min(self.reach)) + usize::from(self.trio)
    }

    /// Whether only people of different teams meet, in groups of more than two.
    #[must_use]
    pub fn across(&self) -> bool {
        self.reach == 1
    }

    /// Whether the group may meet: size, and all its pairs.
    #[must_use]
    pub fn may_meet(&self, group: &[usize]) -> bool {
        group.iter().enumerate().all(|(i, &p)| group[i + 1..].iter().all(|&q| self.admits(p, q)))
    }
}

/// What meeting again costs: ⌊`repeat` · `repeat_after_days` / days⌋, at most `repeat`; nothing for a tie since long.
///
/// Units: milli-connections.
#[must_use]
pub fn repeat_cost(repeat: i64, repeat_after_days: u32, days: Option<u32>) -> i64 {
    match days {
        None => 0,
        Some(0) => {
            if repeat_after_days == 0 {
                0
            } else {
                repeat
            }
        }
        Some(days) => (repeat * i64::from(repeat_after_days) / i64::from(days)).min(repeat),
    }
}

/// The greatest common divisor.
fn divisor(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
