//! The first columns of the linear programme: pairs that are likely to be in a good plan.

use std::collections::BTreeSet;

use super::instance::{FORBIDDEN, Instance};
use super::relax::made;
use super::search::Dice;

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
