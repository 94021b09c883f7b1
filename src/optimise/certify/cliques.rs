//! Whether some group gains against prices: all groups of people who may all meet, but for those that cannot.

use rayon::prelude::*;

/// The most people looked at for the groups of one person, over all groups begun, before the search gives up.
const MOST_LOOKS: u64 = 100_000_000;

/// No such pair.
const APART: i64 = i64::MIN;

/// Fewer pairs than that: below all that can be, and small enough to be added up.
const NEVER: i64 = i64::MIN / 64;

/// What was found.
pub(super) enum Found {
    /// No allowed group gains.
    Nothing,
    /// This one does.
    Group(Vec<usize>),
    /// There are too many to be looked at.
    TooMany,
}

/// Groups of one size against prices.
///
/// A group of k people gains what its pairs do when each pair carries the (k − 1)-th part of its two people's own gain.
/// Times 2 (k − 1), so that all stays whole.
pub(super) struct Cliques {
    size: usize,
    n: usize,
    /// Gain of each pair, n × n.
    pair: Vec<i64>,
    /// The sum of each person's best j pairs, for j from 0 to size − 1; n × size.
    best: Vec<i64>,
    /// What a group has to exceed.
    floor: i64,
}

impl Cliques {
    /// `own`: what each person gains; `pairs`: what each pair gains; `price`: what a group pays.
    pub(super) fn new(size: usize, own: &[i64], pairs: &[(usize, usize, i64)], price: i64) -> Self {
        let n = own.len();
        let shares = i64::try_from(size).unwrap_or(i64::MAX) - 1;
        let mut pair = vec![APART; n * n];
        for &(p, q, due) in pairs {
            let gain = 2 * (shares * due + own[p] + own[q]);
            pair[p * n + q] = gain;
            pair[q * n + p] = gain;
        }
        let mut best = vec![NEVER; n * size];
        for p in 0..n {
            let mut all: Vec<i64> =
                pair[p * n..(p + 1) * n].iter().copied().filter(|gain| *gain != APART).collect();
            all.sort_unstable_by(|a, b| b.cmp(a));
            let mut sum = 0;
            best[p * size] = 0;
            for (j, gain) in all.iter().take(size - 1).enumerate() {
                sum += gain;
                best[p * size + j + 1] = sum;
            }
        }
        Self { size, n, pair, best, floor: 2 * shares * price }
    }

    /// Looks for an allowed group that gains.
    pub(super) fn gaining(&self, allowed: &(dyn Fn(&[usize]) -> bool + Sync)) -> Found {
        let found: Option<Option<Vec<usize>>> = (0..self.n).into_par_iter().find_map_first(|p| {
            let mut search = Search { all: self, members: vec![p], looks: 0, allowed };
            let next = (p + 1..self.n)
                .filter(|q| self.pair[p * self.n + q] != APART)
                .map(|q| (q, self.pair[p * self.n + q]))
                .collect();
            match search.grow(0, next) {
                Some(group) => Some(Some(group)),
                None if search.looks > MOST_LOOKS => Some(None),
                None => None,
            }
        });
        match found {
            Some(Some(group)) => Found::Group(group),
            Some(None) => Found::TooMany,
            None => Found::Nothing,
        }
    }
}

/// The groups of one person.
struct Search<'a> {
    all: &'a Cliques,
    members: Vec<usize>,
    looks: u64,
    allowed: &'a (dyn Fn(&[usize]) -> bool + Sync),
}

impl Search<'_> {
    /// `gain`: what the members' pairs gain; `next`: who may join, with what their pairs with the members gain.
    fn grow(&mut self, gain: i64, mut next: Vec<(usize, i64)>) -> Option<Vec<usize>> {
        let all = self.all;
        let missing = all.size - self.members.len();
        self.looks += next.len() as u64;
        if self.looks > MOST_LOOKS || next.len() < missing {
            return None;
        }
        if missing == 1 {
            for (q, joins) in next {
                if gain + joins > all.floor {
                    self.members.push(q);
                    if (self.allowed)(&self.members) {
                        return Some(self.members.clone());
                    }
                    self.members.pop();
                }
            }
            return None;
        }
        // Each of those missing gains with the members, and at most half of their best pairs among themselves.
        let hope = |&(q, joins): &(usize, i64)| joins + all.best[q * all.size + missing - 1] / 2;
        let mut best: Vec<i64> = Vec::with_capacity(missing + 1);
        for one in &next {
            let own = hope(one);
            let at = best.partition_point(|other| *other >= own);
            if at < missing {
                best.insert(at, own);
                best.truncate(missing);
            }
        }
        if gain + best.iter().sum::<i64>() <= all.floor {
            return None;
        }
        // Whoever does not reach the floor with the best others is in no group that gains.
        let others: i64 = best[..missing - 1].iter().sum();
        next.retain(|one| gain + others + hope(one) > all.floor);
        for at in 0..next.len() {
            let (p, joins) = next[at];
            let row = &all.pair[p * all.n..(p + 1) * all.n];
            let rest = next[at + 1..]
                .iter()
                .filter(|(q, _)| row[*q] != APART)
                .map(|(q, gain)| (*q, gain + row[*q]))
                .collect();
            self.members.push(p);
            if let Some(group) = self.grow(gain + joins, rest) {
                return Some(group);
            }
            self.members.pop();
        }
        None
    }
}
