//! The groups that gain most against prices, over all groups that a case allows.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::super::instance::{FORBIDDEN, Instance};
use super::super::problem::LARGEST_GROUP;
use super::pairs::Prices;
use super::sizes::Sizes;

const ROOM: usize = LARGEST_GROUP as usize;

/// No such pair.
const APART: i64 = i64::MIN;

/// Pairs of people who are in one group, and pairs who are not.
#[derive(Debug, Clone, Default)]
pub(super) struct Case {
    pub(super) together: Vec<(usize, usize)>,
    pub(super) apart: BTreeSet<(usize, usize)>,
    /// Groups that a dive has fixed, and their people.
    pub(super) fixed: Vec<Vec<usize>>,
    pub(super) done: BTreeSet<usize>,
}

impl Case {
    /// Whether the case allows the group.
    pub(super) fn allows(&self, group: &[usize]) -> bool {
        if group.iter().any(|p| self.done.contains(p)) {
            return self.fixed.iter().any(|fixed| fixed == group);
        }
        self.together.iter().all(|(p, q)| group.contains(p) == group.contains(q))
            && (self.apart.is_empty()
                || group.iter().enumerate().all(|(i, &p)| {
                    group[i + 1..].iter().all(|&q| !self.apart.contains(&(p.min(q), p.max(q))))
                }))
    }

    /// Whether this person must take part.
    pub(super) fn needs(&self, p: usize) -> bool {
        self.together.iter().any(|&(a, b)| a == p || b == p)
    }
}

/// A group that gains, and how much. Units: 1/`SCALE` milli-connection.
pub(super) type Gaining = (i64, Vec<usize>);

/// All pairs at some prices, for groups of one size: a group of k gains what its pairs do when each carries the
/// (k − 1)-th part of what its two people gain by themselves; times k − 1, so that all stays whole.
struct Stall<'a> {
    case: &'a Case,
    size: usize,
    n: usize,
    pair: Vec<i64>,
    /// The sum of each person's best j pairs, j from 0 to size − 2. Shape: n × (size − 1).
    best: Vec<i64>,
    floor: i64,
}

/// Somebody who may join a group begun.
#[derive(Debug, Clone, Copy)]
struct Next {
    person: usize,
    /// What they gain with the members.
    joins: i64,
    /// Twice what they may gain at most, with those who are still missing.
    hope: i64,
}

/// A group with what it gains in a stall.
type Best = (i64, Vec<usize>);

/// A search from one person.
struct Walk<'a> {
    stall: &'a Stall<'a>,
    members: [usize; ROOM],
    /// Those who may join at each depth.
    next: Vec<Vec<Next>>,
    found: Option<Best>,
    floor: i64,
    looks: u64,
    most: u64,
}

impl Walk<'_> {
    fn go(&mut self, depth: usize, gain: i64) {
        let stall = self.stall;
        let missing = stall.size - depth;
        let mut next = std::mem::take(&mut self.next[depth]);
        self.looks += next.len() as u64;
        if next.len() >= missing && self.looks < self.most {
            if missing == 1 {
                for one in &next {
                    if gain + one.joins > self.floor {
                        self.members[depth] = one.person;
                        self.looks += 8;
                        if stall.case.allows(&self.members[..stall.size]) {
                            self.floor = gain + one.joins;
                            self.found = Some((self.floor, self.members[..stall.size].to_vec()));
                        }
                    }
                }
            } else {
                self.looks += 3 * next.len() as u64;
                self.grow(depth, gain, missing, &mut next);
            }
        }
        self.next[depth] = next;
    }

    /// The best conceivable rest for each of those who may join, the most hopeful first.
    fn grow(&mut self, depth: usize, gain: i64, missing: usize, next: &mut Vec<Next>) {
        let stall = self.stall;
        // Whoever does not reach the floor with the most hopeful others is in no group that gains.
        let mut top = [i64::MIN / 64; ROOM];
        for one in next.iter() {
            let mut hope = one.hope;
            for place in &mut top[..missing] {
                if hope > *place {
                    std::mem::swap(place, &mut hope);
                }
            }
        }
        let others: i64 = top[..missing - 1].iter().sum();
        let need = 2 * (self.floor - gain);
        next.retain(|one| others + one.hope > need);
        next.sort_unstable_by_key(|one| (std::cmp::Reverse(one.hope), one.person));
        for at in 0..(next.len() + 1).saturating_sub(missing) {
            // As hopes fall, nobody from here on does better than the next ones together.
            let together: i64 = next[at..at + missing].iter().map(|one| one.hope).sum();
            if together <= 2 * (self.floor - gain) || self.looks >= self.most {
                return;
            }
            let Next { person, joins, .. } = next[at];
            self.members[depth] = person;
            let row = &stall.pair[person * stall.n..(person + 1) * stall.n];
            let mut inner = std::mem::take(&mut self.next[depth + 1]);
            inner.clear();
            inner.extend(
                next[at + 1..]
                    .iter()
                    .filter(|one| row[one.person] != APART)
                    .map(|one| stall.next(one.person, one.joins + row[one.person], missing - 1)),
            );
            self.next[depth + 1] = inner;
            self.go(depth + 1, gain + joins);
        }
    }
}

impl Stall<'_> {
    fn next(&self, person: usize, joins: i64, missing: usize) -> Next {
        let rest = self.best[person * (self.size - 1) + missing - 1];
        Next { person, joins, hope: 2 * joins + rest }
    }

    /// The best gaining group whose smallest member is p, and what the search cost; a search that is too long says
    /// nothing.
    fn best_from(&self, p: usize, most: u64) -> Option<(Option<Best>, u64)> {
        let mut walk = Walk {
            stall: self,
            members: [p; ROOM],
            next: vec![Vec::new(); self.size + 1],
            found: None,
            floor: self.floor,
            looks: 0,
            most,
        };
        let row = &self.pair[p * self.n..(p + 1) * self.n];
        walk.next[1] = (p + 1..self.n)
            .filter(|&q| row[q] != APART)
            .map(|q| self.next(q, row[q], self.size - 1))
            .collect();
        walk.go(1, 0);
        (walk.looks < most).then_some((walk.found, walk.looks))
    }
}

/// For each person and size the group that gains most among those whose smallest member they are, most first; and what
/// the search cost. Nothing when it would cost more than `most` for one of them. Units of cost: people looked at.
///
/// The same for any number of threads.
pub(super) fn gaining(
    instance: &Instance,
    sizes: Sizes,
    case: &Case,
    prices: &Prices,
    most: u64,
) -> Option<(Vec<Gaining>, u64)> {
    let n = instance.n;
    let own: Vec<i64> = (0..n)
        .map(|p| {
            super::SCALE * instance.person[p] - prices.seats[instance.team[p]] - prices.people[p]
        })
        .collect();
    let mut all = Vec::new();
    let mut looks = 0;
    for size in sizes.each() {
        let shares = i64::try_from(size).unwrap_or(i64::MAX) - 1;
        let mut pair = vec![APART; n * n];
        pair.par_chunks_mut(n.max(1)).enumerate().for_each(|(p, row)| {
            let (values, fresh) = (instance.values(p), instance.freshness(p));
            let links = &prices.links[instance.team[p] * instance.teams..];
            if case.done.contains(&p) {
                return;
            }
            for q in (0..n).filter(|q| !case.done.contains(q)) {
                if values[q] != FORBIDDEN && !case.apart.contains(&(p.min(q), p.max(q))) {
                    let link = if fresh[q] { links[instance.team[q]] } else { 0 };
                    row[q] =
                        shares * (super::SCALE * i64::from(values[q]) + link) + own[p] + own[q];
                }
            }
        });
        let mut best = vec![0; n * (size - 1)];
        for p in 0..n {
            let mut row: Vec<i64> =
                pair[p * n..(p + 1) * n].iter().copied().filter(|gain| *gain != APART).collect();
            row.sort_unstable_by(|a, b| b.cmp(a));
            row.resize(row.len().max(size), 0);
            for j in 1..size - 1 {
                best[p * (size - 1) + j] = best[p * (size - 1) + j - 1] + row[j - 1];
            }
        }
        let floor = shares * prices.sizes[size - sizes.min];
        let stall = Stall { case, size, n, pair, best, floor };
        let found: Vec<Option<_>> =
            (0..n).into_par_iter().map(|p| stall.best_from(p, most)).collect();
        for one in found {
            let (group, cost) = one?;
            looks += cost;
            if let Some((gain, members)) = group {
                all.push(((gain - floor).div_euclid(shares) + 1, members));
            }
        }
    }
    all.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    Some((all, looks))
}
