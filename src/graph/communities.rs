//! Communities that the ties themselves show: Leiden on modularity, best of several seeds, and how sure they are.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::chart::modularity;
use super::groups::Groups;
use super::leiden::leiden;
use super::network::{Network, node, real};

/// Communities, as numbers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Communities {
    /// How many; each isolate is one.
    pub count: u32,
    /// Of two people or more.
    pub of_two_or_more: u32,
    /// Modularity of the partition; none without ties.
    pub modularity: Option<f64>,
    /// How alike the partitions of the other seeds are to the best one: their mean adjusted Rand index, 1 the same.
    pub stability: Option<f64>,
    /// How alike the communities are to the groups of the org chart: the adjusted Rand index of the two.
    pub like_groups: Option<f64>,
}

/// The partition of the highest modularity that `seeds` runs found, and what it is worth; of equal ones the first.
///
/// Cost: each run nearly linear in ties; two cores share the runs.
pub fn communities(
    network: &Network,
    groups: &Groups,
    seeds: u32,
    seed: u64,
) -> (Groups, Communities) {
    let runs: Vec<(Groups, Option<f64>)> = (0..u64::from(seeds.max(1)))
        .into_par_iter()
        .map(|turn| {
            let of = leiden(network, seed, turn);
            let found = Groups::new(of, 0);
            let quality = modularity(network, &found);
            (found, quality)
        })
        .collect();
    let mut best = 0;
    for (at, (_, quality)) in runs.iter().enumerate() {
        // Sums of another order differ in the last digits; that makes no partition a better one.
        if quality.unwrap_or(0.0) > runs[best].1.unwrap_or(0.0) + 1e-12 {
            best = at;
        }
    }
    let others = runs.iter().enumerate().filter(|(at, _)| *at != best);
    let likeness: Vec<f64> =
        others.filter_map(|(_, (other, _))| adjusted_rand(&runs[best].0, other)).collect();
    let stability =
        (!likeness.is_empty()).then(|| likeness.iter().sum::<f64>() / real(likeness.len()));
    let (found, quality) = runs.into_iter().nth(best).unwrap_or((Groups::new(Vec::new(), 0), None));
    let of_two_or_more = found.sizes().iter().filter(|size| **size > 1).count();
    let communities = Communities {
        count: node(found.count()),
        of_two_or_more: node(of_two_or_more),
        modularity: quality,
        stability: quality.and(stability),
        like_groups: quality.and_then(|_| adjusted_rand(&found, groups)),
    };
    (found, communities)
}

/// How alike two partitions of the same people are: 1 the same, 0 as alike as chance would make them.
///
/// Formula: (Σ C(nᵢⱼ, 2) − e) / (½ (Σ C(aᵢ, 2) + Σ C(bⱼ, 2)) − e), e = Σ C(aᵢ, 2) Σ C(bⱼ, 2) / C(n, 2). Two partitions
/// between which chance has no room (both all one, or both all apart) are the same: 1. None below two people.
/// Source: Hubert & Arabie, Comparing partitions (1985). Cost: a sort.
pub fn adjusted_rand(one: &Groups, other: &Groups) -> Option<f64> {
    let n = one.of_all().len();
    if n < 2 {
        return None;
    }
    let pairs = |n: usize| real(n) * (real(n) - 1.0) / 2.0;
    let mut cells: Vec<(u32, u32)> =
        one.of_all().iter().copied().zip(other.of_all().iter().copied()).collect();
    cells.sort_unstable();
    let both: f64 = cells.chunk_by(|a, b| a == b).map(|cell| pairs(cell.len())).sum();
    let within =
        |groups: &Groups| -> f64 { groups.sizes().iter().map(|size| pairs(*size as usize)).sum() };
    let (one, other) = (within(one), within(other));
    let chance = one * other / pairs(n);
    let most = f64::midpoint(one, other);
    if most - chance <= 0.0 {
        return Some(1.0);
    }
    Some((both - chance) / (most - chance))
}
