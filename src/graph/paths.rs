//! How far people are from each other, and whom the ways run through.

use serde::{Deserialize, Serialize};

use super::across::count;
use super::groups::Groups;
use super::inequality::gini;
use super::network::{Network, real, share};
use super::sweep::{Sweep, sweep};

/// Distances between people, in steps along ties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Paths {
    /// Mean shortest path of the pairs that can reach each other. Units: steps.
    pub mean: Option<f64>,
    /// The share of all pairs that cannot.
    pub unreachable: Option<f64>,
    /// Mean shortest path of those pairs that are of different groups today. Units: steps.
    pub between_groups: Option<f64>,
    /// The share of the pairs of different groups that cannot reach each other.
    pub unreachable_between_groups: Option<f64>,
    /// Global efficiency: the mean of 1/steps over all pairs, 0 for those that cannot reach each other.
    /// Source: Latora & Marchiori, Efficient behavior of small-world networks (2001).
    pub efficiency: Option<f64>,
    /// The longest of the shortest paths that were seen. Units: steps.
    pub longest: u32,
}

/// From how many people the walks went, and how far off betweenness may be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sampling {
    /// People walked from.
    pub sources: u64,
    /// Of so many.
    pub of: u64,
    /// With 95 % certainty nobody's betweenness is further off than this share of the largest there could be; 0 where
    /// everybody was a source.
    ///
    /// Formula: √(ln(2n / 0.05) / 2k): each source adds between 0 and n − 2 to each of n people.
    /// Source: Hoeffding, Probability inequalities for sums of bounded random variables (1963), also § 6: drawn
    /// without replacement. The bound is a worst case; real errors are far smaller.
    pub error: f64,
}

/// How much the shortest ways run through few people. Nobody's own value.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Concentration {
    /// Gini coefficient of betweenness.
    pub gini: Option<f64>,
    /// The share of all betweenness that the tenth with the most has (at least one person).
    pub top_tenth_share: Option<f64>,
    /// Centralization: Σ (max − bᵢ) / ((n − 1)² (n − 2) / 2), 1 for a star.
    /// Source: Freeman, Centrality in social networks: conceptual clarification (1978).
    pub centralization: Option<f64>,
}

/// Everything that the walks from everybody tell.
#[derive(Clone, Debug, PartialEq)]
pub struct Walks {
    /// Distances.
    pub paths: Paths,
    /// How the walks were sampled.
    pub sampling: Sampling,
    /// Betweenness of everybody, not normalised, each pair once: Σ over pairs of the share of their shortest ways that
    /// run through the person. Never leaves the process but to the person. Source: Freeman (1977); Brandes (2001).
    pub betweenness: Vec<f64>,
}

/// Walks from everybody, or above `exact_up_to` people from `pivots` of them.
///
/// Cost: sources × ties; two cores share it.
pub fn walks(
    network: &Network,
    groups: &Groups,
    exact_up_to: usize,
    pivots: usize,
    seed: u64,
) -> Walks {
    let n = network.len();
    let sampled = (n > exact_up_to).then_some(pivots);
    let sweep = sweep(network, groups, sampled, seed);
    let sources = sweep.sources;
    let error = if sources < n {
        ((2.0 * real(n) / 0.05).ln() / (2.0 * real(sources))).sqrt()
    } else {
        0.0
    };
    Walks {
        paths: paths(n, &sweep),
        sampling: Sampling { sources: sources as u64, of: n as u64, error },
        betweenness: sweep.betweenness,
    }
}

fn paths(n: usize, sweep: &Sweep) -> Paths {
    let (mut reached, mut steps, mut inverse) = (0_u64, 0_u64, 0.0);
    let (mut within, mut steps_within) = (0_u64, 0_u64);
    let seen = sweep.at_distance.iter().zip(&sweep.within).zip(0_u64..).skip(1);
    for ((pairs, pairs_within), distance) in seen {
        reached += pairs;
        steps += pairs * distance;
        inverse += count(*pairs) / count(distance);
        within += pairs_within;
        steps_within += pairs_within * distance;
    }
    let all = (sweep.sources as u64) * (n as u64).saturating_sub(1);
    let all_between = all - sweep.pairs_within;
    let between = reached - within;
    Paths {
        mean: share(count(steps), count(reached)),
        unreachable: share(count(all - reached), count(all)),
        between_groups: share(count(steps - steps_within), count(between)),
        unreachable_between_groups: share(count(all_between - between), count(all_between)),
        efficiency: share(inverse, count(all)),
        longest: super::network::node(sweep.at_distance.len().saturating_sub(1)),
    }
}

/// How concentrated betweenness is. Cost: a sort.
pub fn concentration(betweenness: &[f64]) -> Concentration {
    let n = real(betweenness.len());
    let mut sorted = betweenness.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let all: f64 = sorted.iter().sum();
    let top: f64 = sorted.iter().rev().take(sorted.len().div_ceil(10)).sum();
    let most = sorted.last().copied().unwrap_or(0.0);
    Concentration {
        gini: gini(betweenness),
        top_tenth_share: share(top, all),
        centralization: share(n * most - all, (n - 1.0).powi(2) * (n - 2.0) / 2.0)
            .filter(|_| betweenness.len() > 2),
    }
}
