//! Whether people tie along the org chart: modularity and assortativity of a partition.

use super::groups::Groups;
use super::network::{Network, Tie, real};

/// Modularity of a partition: how much more weight lies inside groups than degrees alone would put there.
///
/// Formula: Q = Σ over groups of (w / W − (d / 2W)²), w the weight inside, d the sum of weighted degrees, W all
/// weight. None without ties. Source: Newman & Girvan, Finding and evaluating community structure in networks (2004).
/// Cost: linear.
pub fn modularity(network: &Network, groups: &Groups) -> Option<f64> {
    modularity_by(network, groups.count(), |tie| tie.people.map(|person| groups.of(person)))
}

fn modularity_by(network: &Network, count: usize, sides: impl Fn(&Tie) -> [u32; 2]) -> Option<f64> {
    let mut inside = vec![0.0; count];
    let mut degrees = vec![0.0; count];
    let mut all = 0.0;
    for tie in network.ties() {
        let [one, other] = sides(tie).map(|group| group as usize);
        all += tie.weight;
        degrees[one] += tie.weight;
        degrees[other] += tie.weight;
        if one == other {
            inside[one] += tie.weight;
        }
    }
    (all > 0.0).then(|| {
        let parts = inside.iter().zip(&degrees);
        parts.map(|(inside, degree)| inside / all - (degree / (2.0 * all)).powi(2)).sum()
    })
}

/// Nominal assortativity: 1 when all ties lie within groups, 0 when ties ignore them.
///
/// Formula: (Σ eᵢᵢ − Σ aᵢ²) / (1 − Σ aᵢ²), eᵢⱼ the share of tie ends from group i to j, aᵢ their row sums. None without
/// ties, and where all ends lie in one group. Source: Newman, Mixing patterns in networks (2003). Cost: linear.
pub fn assortativity(network: &Network, groups: &Groups) -> Option<f64> {
    assortativity_by(network, groups.count(), |tie| tie.people.map(|person| groups.of(person)))
}

fn assortativity_by(
    network: &Network,
    count: usize,
    sides: impl Fn(&Tie) -> [u32; 2],
) -> Option<f64> {
    let mut ends = vec![0_usize; count];
    let mut inside = 0_usize;
    for tie in network.ties() {
        let [one, other] = sides(tie).map(|group| group as usize);
        ends[one] += 1;
        ends[other] += 1;
        inside += usize::from(one == other);
    }
    let ties = network.ties().len();
    if ties == 0 || ends.iter().any(|ends| *ends == ties * 2) {
        return None;
    }
    let (m, all) = (real(ties), real(ties * 2));
    let chance: f64 = ends.iter().map(|ends| (real(*ends) / all).powi(2)).sum();
    Some((real(inside) / m - chance) / (1.0 - chance))
}
