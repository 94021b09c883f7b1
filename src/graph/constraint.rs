//! Burt's constraint: how much somebody's acquaintances know each other. For the person's own eyes only.

use super::network::Network;

/// A person's constraint: low where the acquaintances do not know each other and the person stands between them.
///
/// Formula: Σⱼ (pᵢⱼ + Σₖ pᵢₖ pₖⱼ)², pᵢⱼ the share of i's weighted ties that j has, j over i's neighbours, k over the
/// others. None without ties. Source: Burt, Structural Holes (1992), eq. 2.4; Structural holes and good ideas (2004).
/// Cost: the sum of the neighbours' degrees, times a logarithm.
pub fn constraint(network: &Network, person: u32) -> Option<f64> {
    let strength = |of: u32| -> f64 { network.weighted(of).map(|(_, weight)| weight).sum() };
    let own = strength(person);
    let neighbours = network.neighbours(person);
    if own <= 0.0 {
        return None;
    }
    let mut invested: Vec<f64> = network.weighted(person).map(|(_, weight)| weight / own).collect();
    for (through, weight) in network.weighted(person) {
        let all = strength(through);
        for (to, on) in network.weighted(through) {
            if let Ok(at) = neighbours.binary_search(&to) {
                invested[at] += weight / own * (on / all);
            }
        }
    }
    Some(invested.iter().map(|part| part * part).sum())
}
