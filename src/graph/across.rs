//! Ties across groups: how many there are, against chance, and which groups keep to themselves.

use serde::{Deserialize, Serialize};

use super::groups::Groups;
use super::network::{Network, real, share};

/// A group with more than so many internal ties for each external one is a silo.
pub const SILO: u64 = 5;

/// Ties within and across groups, by the groups on the day two people last met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Across {
    /// Ties between people of different groups: E.
    pub external: u64,
    /// Ties between people of one group: I.
    pub internal: u64,
    /// X = E / (E + I). The E-I index of the whole is 2X − 1 and says the same.
    pub share: Option<f64>,
    /// The same share by weight, where the view has a half-life.
    pub weighted_share: Option<f64>,
    /// The share of all pairs of people who are of different groups today: X if ties ignored groups.
    pub chance: Option<f64>,
    /// X over chance: below 1, people tie within their groups more than chance would.
    pub lift: Option<f64>,
}

/// Counts ties within and across groups. Cost: linear.
pub fn across(network: &Network, groups: &Groups) -> Across {
    let (mut counts, mut weights) = ([0_u64; 2], [0.0; 2]);
    for tie in network.ties() {
        counts[usize::from(tie.is_across())] += 1;
        weights[usize::from(tie.is_across())] += tie.weight;
    }
    let pairs = |n: usize| real(n) * (real(n) - 1.0) / 2.0;
    let all = pairs(network.len());
    let within: f64 = groups.sizes().iter().map(|size| pairs(*size as usize)).sum();
    let [internal, external] = counts;
    let chance = (network.len() > 1).then(|| (all - within) / all);
    let of_all = share(count(external), count(external + internal));
    Across {
        external,
        internal,
        share: of_all,
        weighted_share: share(weights[1], weights[0] + weights[1]),
        chance,
        lift: of_all.zip(chance).and_then(|(x, chance)| share(x, chance)),
    }
}

/// Ties over pairs: m / (n (n − 1) / 2). None below two people. Source: any text on networks.
pub fn density(network: &Network) -> Option<f64> {
    let n = real(network.len());
    share(real(network.ties().len()), n * (n - 1.0) / 2.0)
}

/// How one group stands to the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// People who are in it today.
    pub people: u32,
    /// People who were of it when they made at least one of the ties counted here.
    pub contributors: u32,
    /// Ties with other groups.
    pub external: u64,
    /// Ties within the group.
    pub internal: u64,
    /// (E − I) / (E + I): −1 all within, 1 all across. Source: Krackhardt & Stern, Informal networks and
    /// organizational crises (1988).
    pub ei: Option<f64>,
    /// More than [`SILO`] internal ties for each external one.
    pub silo: bool,
    /// Other groups with which there is at least one tie.
    pub linked: u32,
}

/// Every group's standing. Cost: linear, and a sort of the ties across.
pub fn standings(network: &Network, groups: &Groups) -> Vec<Standing> {
    let mut all = vec![Standing::default(); count_of(network, groups)];
    for (standing, size) in all.iter_mut().zip(groups.sizes()) {
        standing.people = *size;
    }
    let mut links = Vec::new();
    let mut contributors = Vec::with_capacity(network.ties().len() * 2);
    for tie in network.ties() {
        let [one, other] = tie.groups;
        contributors.extend([(one, tie.people[0]), (other, tie.people[1])]);
        if tie.is_across() {
            all[one as usize].external += 1;
            all[other as usize].external += 1;
            links.extend([(one, other), (other, one)]);
        } else {
            all[one as usize].internal += 1;
        }
    }
    links.sort_unstable();
    links.dedup();
    for (from, _) in links {
        all[from as usize].linked += 1;
    }
    contributors.sort_unstable();
    contributors.dedup();
    for (group, _) in contributors {
        all[group as usize].contributors += 1;
    }
    for standing in &mut all {
        let (external, internal) = (standing.external, standing.internal);
        standing.ei = share(count(external) - count(internal), count(external + internal));
        standing.silo = internal > SILO * external;
    }
    all
}

/// How many groups there are, with those that ties name and nobody is in any more.
pub(super) fn count_of(network: &Network, groups: &Groups) -> usize {
    let named = network.ties().iter().flat_map(|tie| tie.groups).max();
    groups.count().max(named.map_or(0, |group| group as usize + 1))
}

/// A count of ties as a real number.
#[expect(clippy::cast_precision_loss, reason = "counts of ties stay below 2^53")]
pub(super) fn count(ties: u64) -> f64 {
    ties as f64
}
