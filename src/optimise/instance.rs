//! The problem as the solvers see it: numbers in place of ids, every pair's verdict and value computed once.

use rayon::prelude::*;

use super::crowd::Crowd;
use super::problem::CoffeeProblem;

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

impl Instance {
    /// Compiles a problem that [`super::check`] has accepted.
    ///
    /// Cost: one verdict for every pair of people, on all cores.
    #[must_use]
    pub fn new(problem: &CoffeeProblem) -> Self {
        let crowd = Crowd::new(problem);
        let (n, teams) = (crowd.n, crowd.teams);
        let mut instance = Self {
            n,
            teams,
            size: crowd.members.iter().map(Vec::len).collect(),
            reach: if crowd.cross_team() { 1 } else { problem.group.max.max(2) as usize - 1 },
            pair: vec![FORBIDDEN; n * n],
            fresh: vec![false; n * n],
            ties: vec![0; teams * teams],
            grain: 1,
            trio: crowd.trio,
            thin: crowd.thin,
            team: crowd.team.iter().map(|&team| team as usize).collect(),
            seats: crowd.seats.clone(),
            person: crowd.presence.clone(),
        };
        instance.fill(&crowd);
        instance.grain = instance.common_divisor();
        instance
    }

    fn fill(&mut self, crowd: &Crowd) {
        for a in 0..self.teams {
            for &(b, ties) in crowd.near(a) {
                self.ties[a * self.teams + b as usize] = ties;
            }
        }
        let n = self.n.max(1);
        let rows = self.pair.par_chunks_mut(n).zip(self.fresh.par_chunks_mut(n));
        rows.enumerate().for_each(|(p, (row, fresh))| {
            for (q, (value, fresh)) in row.iter_mut().zip(fresh).enumerate() {
                if let Some((worth, is_fresh)) = crowd.worth(p, q) {
                    *value = i32::try_from(worth).unwrap_or(i32::MAX);
                    *fresh = is_fresh;
                }
            }
        });
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

/// The greatest common divisor.
fn divisor(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
