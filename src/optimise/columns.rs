//! The first columns of the linear programme: pairs that are likely to be in a good plan.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::instance::{FORBIDDEN, Instance};
use super::relax::made;
use super::search::Dice;

/// Prices are counted in this fraction of a milli-connection while they settle.
const FINE: i64 = 16;

/// How often the prices are revised, and by what part links' prices move towards their worth each time.
const REVISIONS: usize = 40;
const LINK_RATE: i64 = 16;

/// What one more new connection between two teams is worth in the plan found. Shape: teams × teams.
fn links_worth(instance: &Instance, groups: &[Vec<usize>]) -> Vec<i64> {
    let made = made(instance, groups);
    let teams = instance.teams;
    let mut worth = vec![0; teams * teams];
    for a in 0..teams {
        for b in 0..teams {
            let x = made.get(&(a.min(b), a.max(b))).copied().unwrap_or(0);
            worth[a * teams + b] = instance.step(a, b, x.max(1));
        }
    }
    worth
}

/// The likeliest partners of everybody, by value and the links' worth in the plan found; ties by the seed.
///
/// Cost: all pairs, sorted for each person.
pub(super) fn by_value(
    instance: &Instance,
    seed: u64,
    groups: &[Vec<usize>],
    each: usize,
) -> BTreeSet<(usize, usize)> {
    let (n, teams) = (instance.n, instance.teams);
    let worth = links_worth(instance, groups);
    let mut dice = Dice::new(seed, 77);
    let mut all = BTreeSet::new();
    for p in 0..n {
        let mut own: Vec<(i64, u64, usize)> = Vec::new();
        for (q, &value) in instance.values(p).iter().enumerate() {
            if value != FORBIDDEN {
                let link = if instance.is_fresh(p, q) {
                    worth[instance.team[p] * teams + instance.team[q]]
                } else {
                    0
                };
                own.push((-(i64::from(value) + instance.person[q] + link), dice.roll(), q));
            }
        }
        own.sort_unstable();
        // At most two of a team: its members are often alike.
        let mut seen = vec![0; teams];
        let mut left = each;
        for &(_, _, q) in &own {
            if left > 0 && seen[instance.team[q]] < 2 {
                seen[instance.team[q]] += 1;
                left -= 1;
                all.insert((p.min(q), p.max(q)));
            }
        }
    }
    all
}

/// The pairs that approximate prices leave least to pay for: everybody moves their price halfway to what their best
/// partner leaves them, and a link's price follows what the connections asked of it are worth, some dozens of times.
///
/// Starting from these columns the linear programme is within a few thousandths of a percent of its optimum at once.
/// Cost: [`REVISIONS`] looks at all pairs, in parallel. The same for any number of threads.
pub(super) fn by_prices(
    instance: &Instance,
    groups: &[Vec<usize>],
    each: usize,
) -> BTreeSet<(usize, usize)> {
    let (n, teams) = (instance.n, instance.teams);
    let mut links: Vec<i64> =
        links_worth(instance, groups).into_iter().map(|worth| FINE * worth).collect();
    let mut prices: Vec<i64> = vec![0; n];
    for revision in 0..REVISIONS {
        let best: Vec<(i64, usize)> = (0..n)
            .into_par_iter()
            .map(|p| {
                let mut best = (0, n);
                for (q, due) in dues(instance, &links, p) {
                    let left = due - prices[q];
                    if left > best.0 {
                        best = (left, q);
                    }
                }
                best
            })
            .collect();
        for (price, (left, _)) in prices.iter_mut().zip(&best) {
            *price = if revision == 0 { left / 2 } else { i64::midpoint(*price, *left) };
        }
        let mut asked = vec![0; teams * teams];
        for (p, &(_, q)) in best.iter().enumerate() {
            if q < n && instance.is_fresh(p, q) {
                let (a, b) = (instance.team[p], instance.team[q]);
                asked[a.min(b) * teams + a.max(b)] += 1;
            }
        }
        for a in 0..teams {
            for b in a + 1..teams {
                // Both members of a pair ask for it.
                let nth = usize::div_ceil(asked[a * teams + b], 2).max(1);
                let price = links[a * teams + b];
                let price = price + (FINE * instance.step(a, b, nth) - price) / LINK_RATE;
                links[a * teams + b] = price;
                links[b * teams + a] = price;
            }
        }
    }
    let likely: Vec<Vec<(usize, usize)>> = (0..n)
        .into_par_iter()
        .map(|p| {
            let mut own: Vec<(i64, usize)> =
                dues(instance, &links, p).map(|(q, due)| (prices[q] - due, q)).collect();
            if own.len() > each {
                own.select_nth_unstable(each);
                own.truncate(each);
            }
            own.into_iter().map(|(_, q)| (p.min(q), p.max(q))).collect()
        })
        .collect();
    likely.into_iter().flatten().collect()
}

/// What each admissible partner and this person have to pay together. Units: 1/[`FINE`] milli-connection.
fn dues<'a>(
    instance: &'a Instance,
    links: &'a [i64],
    p: usize,
) -> impl Iterator<Item = (usize, i64)> + 'a {
    let own = &links[instance.team[p] * instance.teams..];
    let fresh = instance.freshness(p);
    instance.values(p).iter().enumerate().filter(|(_, value)| **value != FORBIDDEN).map(
        move |(q, &value)| {
            let link = if fresh[q] { own[instance.team[q]] } else { 0 };
            (q, FINE * (i64::from(value) + instance.person[p] + instance.person[q]) + link)
        },
    )
}
