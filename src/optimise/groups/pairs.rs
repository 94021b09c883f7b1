//! The pairs' relaxation: prices of people, seats, links and sizes that bound every plan of groups, whatever they are.
//!
//! Any prices prove a bound (`docs/model.md`, "Groups"); this counts it exactly. Good prices come from
//! [`super::linear`], and rough ones from here.

use rayon::prelude::*;

use super::super::certificate::SCALE;
use super::super::instance::{FORBIDDEN, Instance};
use super::super::problem::LARGEST_GROUP;
use super::room::Room;
use super::sizes::{PerSize, Sizes};

/// How often rough prices are revised, and by what part links' prices move towards their worth each time.
const REVISIONS: usize = 40;
const LINK_RATE: i64 = 16;

/// Prices, of the relaxation or of a case. Units: 1/[`SCALE`] milli-connection.
#[derive(Debug, Clone)]
pub(super) struct Prices {
    /// In the relaxation, what a person pays for each of their pairs; in a case, for their group.
    pub(super) people: Vec<i64>,
    /// Of seats. Shape: teams.
    pub(super) seats: Vec<i64>,
    /// Of links. Shape: teams × teams, both halves.
    pub(super) links: Vec<i64>,
    /// Of a group, by its size.
    pub(super) sizes: PerSize<i64>,
}

impl Prices {
    /// Prices at which nothing but the links' first steps is paid for.
    pub(super) fn none(instance: &Instance, sizes: Sizes) -> Self {
        let teams = instance.teams;
        let links =
            (0..teams * teams).map(|at| SCALE * instance.step(at / teams, at % teams, 1)).collect();
        Self {
            people: vec![0; instance.n],
            seats: vec![0; teams],
            links,
            sizes: vec![0; sizes.max - sizes.min + 1],
        }
    }

    /// What a pair with p is worth with the price of its link. Shape: those who may meet p.
    pub(super) fn dues<'a>(
        &'a self,
        instance: &'a Instance,
        p: usize,
    ) -> impl Iterator<Item = (usize, i64)> + 'a {
        let own = &self.links[instance.team[p] * instance.teams..];
        let fresh = instance.freshness(p);
        instance.values(p).iter().enumerate().filter(|(_, value)| **value != FORBIDDEN).map(
            move |(q, &value)| {
                let link = if fresh[q] { own[instance.team[q]] } else { 0 };
                (q, SCALE * i64::from(value) + link)
            },
        )
    }

    /// What a person gains at most by taking part, and in which size.
    fn presence(&self, instance: &Instance, sizes: Sizes, p: usize) -> (i64, usize) {
        let own = SCALE * instance.person[p] - self.seats[instance.team[p]];
        let mut best = (0, 0);
        for size in sizes.each() {
            let whole = i64::try_from(size).unwrap_or(1);
            let gain =
                own + (whole - 1) * self.people[p] - self.sizes[size - sizes.min].div_euclid(whole);
            if gain > best.0 {
                best = (gain, size);
            }
        }
        best
    }

    /// The bound that the prices prove. Units: 1/[`SCALE`] milli-connection.
    ///
    /// Cost: all pairs, in parallel.
    pub(super) fn sum(&self, instance: &Instance, sizes: Sizes, room: &Room) -> i64 {
        let people: i64 = (0..instance.n).map(|p| self.presence(instance, sizes, p).0).sum();
        let seats: i64 = self
            .seats
            .iter()
            .zip(&room.seats)
            .map(|(price, &seats)| price * i64::try_from(seats).unwrap_or(i64::MAX))
            .sum();
        let pairs: i64 = (0..instance.n)
            .into_par_iter()
            .map(|p| {
                self.dues(instance, p)
                    .filter(|(q, _)| *q > p)
                    .map(|(q, due)| (due - self.people[p] - self.people[q]).max(0))
                    .sum::<i64>()
            })
            .sum();
        people
            + seats
            + pairs
            + sizes.best(room.present, &self.sizes).0
            + links(instance, &self.links)
    }

    /// Rough prices: everybody's price moves halfway to where it leaves them as many partners as a group has, a link's
    /// towards what the connections asked of it are worth, some dozens of times.
    ///
    /// The same for any number of threads. Cost: [`REVISIONS`] looks at all pairs, in parallel.
    pub(super) fn rough(instance: &Instance, sizes: Sizes) -> Self {
        let (n, teams) = (instance.n, instance.teams);
        let mut prices = Self::none(instance, sizes);
        for revision in 0..REVISIONS {
            let near: Vec<(i64, Vec<usize>)> =
                (0..n).into_par_iter().map(|p| prices.nearest(instance, sizes.max, p)).collect();
            for (price, (target, _)) in prices.people.iter_mut().zip(&near) {
                *price = if revision == 0 { target / 2 } else { i64::midpoint(*price, *target) };
            }
            let mut asked = vec![0; teams * teams];
            for (p, (_, partners)) in near.iter().enumerate() {
                for &q in partners.iter().filter(|&&q| instance.is_fresh(p, q)) {
                    asked[instance.team[p] * teams + instance.team[q]] += 1;
                }
            }
            for a in 0..teams {
                for b in a + 1..teams {
                    // Both members of a pair ask for it.
                    let both = asked[a * teams + b] + asked[b * teams + a];
                    let nth = usize::div_ceil(both, 2).max(1);
                    let price = prices.links[a * teams + b];
                    let price = price + (SCALE * instance.step(a, b, nth) - price) / LINK_RATE;
                    prices.links[a * teams + b] = price;
                    prices.links[b * teams + a] = price;
                }
            }
        }
        prices
    }

    /// Between which prices a person has as many partners as a group has, in the middle; and those partners.
    fn nearest(&self, instance: &Instance, size: usize, p: usize) -> (i64, Vec<usize>) {
        const ROOM: usize = LARGEST_GROUP as usize;
        let mut best = [(i64::MIN, 0); ROOM];
        let best = &mut best[..size];
        for (q, due) in self.dues(instance, p) {
            let left = due - self.people[q];
            if left > best[size - 1].0 {
                best[size - 1] = (left, q);
                let mut at = size - 1;
                while at > 0 && best[at - 1].0 < best[at].0 {
                    best.swap(at - 1, at);
                    at -= 1;
                }
            }
        }
        let known: Vec<&(i64, usize)> = best.iter().filter(|(left, _)| *left > i64::MIN).collect();
        let target = match known.len() {
            0 => 0,
            len if len < size => known[len - 1].0,
            len => i64::midpoint(known[len - 1].0, known[len - 2].0),
        };
        (target, known.iter().take(size - 1).map(|(_, q)| *q).collect())
    }
}

/// What all links gain at most against these prices.
pub(super) fn links(instance: &Instance, prices: &[i64]) -> i64 {
    let teams = instance.teams;
    let mut sum = 0;
    for a in 0..teams {
        for b in a + 1..teams {
            let price = prices[a * teams + b];
            for nth in 1..=instance.most_links(a, b) {
                let gain = SCALE * instance.step(a, b, nth) - price;
                if gain <= 0 {
                    break;
                }
                sum += gain;
            }
        }
    }
    sum
}
