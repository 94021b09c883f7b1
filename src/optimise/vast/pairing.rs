//! A plan under change: who is with whom, with seats, links and the exact value kept up to date.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::super::crowd::Crowd;

/// With nobody.
pub(super) const NOBODY: u32 = u32::MAX;

/// In the group of three, which stays.
pub(super) const THREE: u32 = u32::MAX - 1;

/// Up to this many teams every link has a place of its own.
const DENSE: usize = 2_048;

/// How far links are.
#[derive(Clone)]
enum Levels {
    /// Ties in the problem plus new connections made, of every link.
    Dense(Vec<u32>),
    /// New connections made, of those links that have any: no more than there are pairs.
    Sparse(HashMap<u64, u32, std::hash::BuildHasherDefault<Mix>>),
}

/// Mixes one number: links need no defence against chosen keys.
#[derive(Default, Clone)]
struct Mix(u64);

impl std::hash::Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }
    fn write_u64(&mut self, n: u64) {
        let mixed = (self.0 ^ n).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

fn key(a: u32, b: u32) -> u64 {
    u64::from(a) << 32 | u64::from(b)
}

/// The plan: pairs.
#[derive(Clone)]
pub(super) struct Pairing<'a> {
    pub(super) crowd: &'a Crowd,
    pub(super) mate: Vec<u32>,
    /// Value of each person's pair without presence and link.
    own: Vec<i32>,
    fresh: Vec<bool>,
    used: Vec<u32>,
    levels: Levels,
    pub(super) value: i64,
}

impl<'a> Pairing<'a> {
    /// Nobody meets.
    pub(super) fn new(crowd: &'a Crowd) -> Self {
        let teams = crowd.teams;
        let levels = if teams <= DENSE {
            let mut all = vec![0; teams * teams];
            for a in 0..teams {
                for &(b, ties) in crowd.near(a) {
                    if a < b as usize {
                        all[a * teams + b as usize] = ties;
                    }
                }
            }
            Levels::Dense(all)
        } else {
            Levels::Sparse(HashMap::default())
        };
        Self {
            crowd,
            mate: vec![NOBODY; crowd.n],
            own: vec![0; crowd.n],
            fresh: vec![false; crowd.n],
            used: vec![0; teams],
            levels,
            value: 0,
        }
    }

    /// A new connection more between two people's teams; says the how manieth tie of theirs it is.
    fn rise(&mut self, p: usize, q: usize) -> u32 {
        let (a, b) = self.crowd.link(p, q);
        let teams = self.crowd.teams;
        match &mut self.levels {
            Levels::Dense(all) => {
                let level = &mut all[a as usize * teams + b as usize];
                *level += 1;
                *level
            }
            Levels::Sparse(map) => {
                let made = map.entry(key(a, b)).or_insert(0);
                *made += 1;
                *made + self.crowd.ties(a as usize, b as usize)
            }
        }
    }

    /// A new connection less; says the how manieth tie it was.
    fn fall(&mut self, p: usize, q: usize) -> u32 {
        let (a, b) = self.crowd.link(p, q);
        let teams = self.crowd.teams;
        match &mut self.levels {
            Levels::Dense(all) => {
                let level = &mut all[a as usize * teams + b as usize];
                *level -= 1;
                *level + 1
            }
            Levels::Sparse(map) => {
                let ties = self.crowd.ties(a as usize, b as usize);
                match map.entry(key(a, b)) {
                    Entry::Occupied(made) if *made.get() <= 1 => made.remove() + ties,
                    Entry::Occupied(mut made) => {
                        *made.get_mut() -= 1;
                        made.get() + 1 + ties
                    }
                    Entry::Vacant(_) => ties,
                }
            }
        }
    }

    /// New connections made between two teams.
    pub(super) fn made(&self, a: usize, b: usize) -> usize {
        let (a, b) = (a.min(b), a.max(b));
        let made = match &self.levels {
            Levels::Dense(all) => all[a * self.crowd.teams + b] - self.crowd.ties(a, b),
            Levels::Sparse(map) => map.get(&((a as u64) << 32 | b as u64)).copied().unwrap_or(0),
        };
        made as usize
    }

    /// Seats left in a team.
    pub(super) fn seats_of(&self, team: usize) -> usize {
        self.crowd.seats[team] - self.used[team] as usize
    }

    /// Seats left in each team.
    pub(super) fn seats_left(&self) -> Vec<usize> {
        self.crowd.seats.iter().zip(&self.used).map(|(all, used)| all - *used as usize).collect()
    }

    /// Everybody who has nobody.
    pub(super) fn free(&self) -> Vec<u32> {
        (0u32..).zip(&self.mate).filter(|(_, mate)| **mate == NOBODY).map(|(p, _)| p).collect()
    }

    /// The pairs, ascending.
    pub(super) fn pairs(&self) -> Vec<Vec<usize>> {
        let pair =
            |(p, &q): (usize, &u32)| (q < THREE && p < q as usize).then(|| vec![p, q as usize]);
        self.mate.iter().enumerate().filter_map(pair).collect()
    }

    /// Value of somebody's pair without presence and link, and whether it is a new connection.
    pub(super) fn was(&self, p: usize) -> (i64, bool) {
        (i64::from(self.own[p]), self.fresh[p])
    }

    /// Takes a pair apart; says what the plan lost. Presence is not counted.
    pub(super) fn part(&mut self, p: usize) -> i64 {
        let q = self.mate[p] as usize;
        let mut lost = i64::from(self.own[p]);
        if self.fresh[p] {
            let thin = self.crowd.thin;
            lost += thin / i64::from(self.fall(p, q).max(1));
        }
        self.mate[p] = NOBODY;
        self.mate[q] = NOBODY;
        lost
    }

    /// Brings two free people together; says what the plan won. Presence is not counted.
    pub(super) fn join(&mut self, p: usize, q: usize, (worth, fresh): (i64, bool)) -> i64 {
        let mut won = worth;
        if fresh {
            let thin = self.crowd.thin;
            won += thin / i64::from(self.rise(p, q));
        }
        let own = i32::try_from(worth).unwrap_or(i32::MAX);
        for (one, other) in [(p, q), (q, p)] {
            self.mate[one] = u32::try_from(other).unwrap_or(NOBODY);
            self.own[one] = own;
            self.fresh[one] = fresh;
        }
        won
    }

    /// Whether the person's team has a seat left.
    pub(super) fn seat(&self, p: usize) -> bool {
        let t = self.crowd.team[p] as usize;
        (self.used[t] as usize) < self.crowd.seats[t]
    }

    /// Notes that somebody begins to take part; says what that is worth.
    pub(super) fn come(&mut self, p: usize) -> i64 {
        self.used[self.crowd.team[p] as usize] += 1;
        self.crowd.presence[p]
    }

    /// Notes that somebody no longer takes part; says what that was worth.
    pub(super) fn go(&mut self, p: usize) -> i64 {
        self.used[self.crowd.team[p] as usize] -= 1;
        self.crowd.presence[p]
    }

    /// Brings two people together who are free and have seats, if they may meet and are worth it.
    pub(super) fn found(&mut self, p: usize, q: usize) -> bool {
        if self.mate[p] != NOBODY || self.mate[q] != NOBODY || !self.seat(p) {
            return false;
        }
        let Some(pair) = self.crowd.worth(p, q) else { return false };
        if pair.0 + self.crowd.presence[p] + self.crowd.presence[q] < 0 {
            return false;
        }
        self.value += self.come(p);
        if !self.seat(q) {
            self.value -= self.go(p);
            return false;
        }
        self.value += self.come(q);
        self.value += self.join(p, q, pair);
        true
    }

    /// The same plan with other pairs; the group of three stays.
    pub(super) fn with_pairs(&self, mate: &[u32], three: Option<[usize; 3]>) -> Self {
        let mut again = Self::new(self.crowd);
        if let Some(three) = three {
            again.seal(three);
        }
        for (p, &q) in mate.iter().enumerate() {
            let q = q as usize;
            if q < THREE as usize
                && p < q
                && let Some(pair) = self.crowd.worth(p, q)
            {
                again.value += again.come(p) + again.come(q) + again.join(p, q, pair);
            }
        }
        again
    }

    /// What a group of three free people adds, if they may meet and have seats.
    pub(super) fn three(&self, [p, q, r]: [usize; 3]) -> Option<i64> {
        let crowd = self.crowd;
        let mut gain = 0;
        let mut links: Vec<(u32, u32)> = Vec::new();
        for (one, other) in [(p, q), (p, r), (q, r)] {
            let (worth, fresh) = crowd.worth(one, other)?;
            gain += worth;
            if fresh {
                let link = crowd.link(one, other);
                let (a, b) = (link.0 as usize, link.1 as usize);
                let before = links.iter().filter(|known| **known == link).count();
                gain += crowd.step(crowd.ties(a, b), self.made(a, b) + before + 1);
                links.push(link);
            }
        }
        let seats = |person: usize| {
            let team = crowd.team[person];
            let coming = [p, q, r].iter().filter(|&&x| crowd.team[x] == team).count();
            self.used[team as usize] as usize + coming <= crowd.seats[team as usize]
        };
        ([p, q, r].into_iter().all(seats))
            .then(|| gain + [p, q, r].iter().map(|&x| crowd.presence[x]).sum::<i64>())
    }

    /// Makes three free people a group that stays, if they may be one.
    pub(super) fn seal(&mut self, three: [usize; 3]) -> bool {
        let Some(gain) = self.three(three) else { return false };
        let [p, q, r] = three;
        for (one, other) in [(p, q), (p, r), (q, r)] {
            if self.crowd.worth(one, other).is_some_and(|(_, fresh)| fresh) {
                self.rise(one, other);
            }
        }
        for person in three {
            self.come(person);
            self.mate[person] = THREE;
        }
        self.value += gain;
        true
    }

    /// Takes a pair out of the plan.
    pub(super) fn dissolve(&mut self, p: usize) {
        let q = self.mate[p] as usize;
        self.value -= self.part(p) + self.go(p) + self.go(q);
    }
}
