//! Whether some group gains against prices: all groups of people who may all meet, but for those that cannot.

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

/// The most people looked at, over all groups begun, before the search gives up.
const MOST_LOOKS: u64 = 4_000_000_000;

/// No such pair.
const APART: i64 = i64::MIN;

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

/// A group begun.
struct Begun {
    members: Vec<usize>,
    /// What its pairs gain.
    gain: i64,
    /// Those who may join, with what their pairs with the members gain.
    next: Vec<(usize, i64)>,
}

impl Cliques {
    /// `own`: what each person gains; `pairs`: what each pair gains; `price`: what a group pays.
    pub(super) fn new(
        size: usize,
        own: &[i64],
        pairs: &[(usize, usize, i64)],
        price: i64,
    ) -> Self {
        let n = own.len();
        let shares = i64::try_from(size).unwrap_or(i64::MAX) - 1;
        let mut pair = vec![APART; n * n];
        for &(p, q, due) in pairs {
            let gain = 2 * (shares * due + own[p] + own[q]);
            pair[p * n + q] = gain;
            pair[q * n + p] = gain;
        }
        let mut best = vec![APART; n * size];
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
        let looks = AtomicU64::new(0);
        let group = (0..self.n).into_par_iter().find_map_first(|p| {
            if self.best[p * self.size + self.size - 1] == APART {
                return None;
            }
            let next = (p + 1..self.n)
                .filter(|q| self.pair[p * self.n + q] != APART)
                .map(|q| (q, self.pair[p * self.n + q]))
                .collect();
            let mut begun = Begun { members: vec![p], gain: 0, next };
            self.grow(&mut begun, allowed, &looks)
        });
        match group {
            Some(group) => Found::Group(group),
            None if looks.load(Ordering::Relaxed) > MOST_LOOKS => Found::TooMany,
            None => Found::Nothing,
        }
    }

    fn grow(
        &self,
        begun: &mut Begun,
        allowed: &(dyn Fn(&[usize]) -> bool + Sync),
        looks: &AtomicU64,
    ) -> Option<Vec<usize>> {
        let missing = self.size - begun.members.len();
        let seen = looks.fetch_add(begun.next.len() as u64, Ordering::Relaxed);
        if seen > MOST_LOOKS || begun.next.len() < missing {
            return None;
        }
        if missing == 1 {
            for &(q, joins) in &begun.next {
                if begun.gain + joins > self.floor {
                    begun.members.push(q);
                    if allowed(&begun.members) {
                        return Some(begun.members.clone());
                    }
                    begun.members.pop();
                }
            }
            return None;
        }
        // Each of those missing gains with the members, and at most half of their best pairs among themselves.
        let hope = |&(q, joins): &(usize, i64)| joins + self.best[q * self.size + missing - 1] / 2;
        let mut hopes: Vec<i64> = begun.next.iter().map(hope).collect();
        hopes.sort_unstable_by(|a, b| b.cmp(a));
        let others: i64 = hopes[..missing - 1].iter().sum();
        if begun.gain + others + hopes[missing - 1] <= self.floor {
            return None;
        }
        // Whoever does not reach the floor with the best others is in no group that gains.
        begun.next.retain(|one| {
            let own = hope(one);
            let with = if own >= hopes[missing - 2] {
                others + hopes[missing - 1]
            } else {
                others + own
            };
            begun.gain + with > self.floor
        });
        for at in 0..begun.next.len() {
            let (p, joins) = begun.next[at];
            let row = &self.pair[p * self.n..(p + 1) * self.n];
            let next = begun.next[at + 1..]
                .iter()
                .filter(|(q, _)| row[*q] != APART)
                .map(|(q, gain)| (*q, gain + row[*q]))
                .collect();
            let mut members = begun.members.clone();
            members.push(p);
            let mut larger = Begun { members, gain: begun.gain + joins, next };
            if let Some(group) = self.grow(&mut larger, allowed, looks) {
                return Some(group);
            }
        }
        None
    }
}
