//! The certificate's inequality over all trios.

use std::collections::HashMap;

use rayon::prelude::*;

use super::Refusal;
use super::bound::{LeafCheck, Pair};

impl LeafCheck<'_> {
    /// Checks every trio.
    ///
    /// A trio gains the excesses of its three pairs plus the nets of its three members, minus the odd sets' charges.
    /// A pair can be in a gaining trio only if its own part and the best conceivable rest gain; the rest is looked
    /// at one by one, so nothing is skipped unproved.
    pub(super) fn run_trios(&self, pairs: &[Pair]) -> Result<(), Refusal> {
        let n = self.net.len();
        // Threefold, so that a third of an odd set's charge for each pair stays whole. For odd sets without links the
        // charge for a trio is at least a third of what its pairs are charged; with links it is at least −2 prices.
        let flat: i128 =
            self.odd.iter().filter(|odd| !odd.links.is_empty()).map(|odd| 2 * odd.price).sum();
        let charged: Vec<_> = self.odd.iter().filter(|odd| odd.links.is_empty()).collect();
        let part: Vec<i128> = pairs
            .par_iter()
            .map(|pair| {
                let charge: i128 = charged
                    .iter()
                    .map(|odd| {
                        odd.price * i128::from((odd.weight[pair.p] + odd.weight[pair.q]) >> 1)
                    })
                    .sum();
                3 * self.excess(pair) - charge
            })
            .collect();
        let best_part = part.iter().copied().max().unwrap_or(0);
        let best_net = self.net.iter().copied().max().unwrap_or(0);
        let price = i128::from(self.leaf.trio);
        let mut near: Vec<Vec<(usize, usize)>> = vec![Vec::new(); n];
        let mut chance = vec![false; n * n];
        for (i, pair) in pairs.iter().enumerate() {
            let most = part[i]
                + 2 * best_part
                + 3 * (self.net[pair.p] + self.net[pair.q] + best_net + flat - price);
            if most > 0 {
                near[pair.p].push((pair.q, i));
                chance[pair.p * n + pair.q] = true;
            }
        }
        let number: HashMap<(usize, usize), usize> = near
            .iter()
            .enumerate()
            .flat_map(|(p, list)| list.iter().map(move |(q, i)| ((p, *q), *i)))
            .collect();
        let broken = (0..n).into_par_iter().find_map_first(|p| {
            for (at, &(q, first)) in near[p].iter().enumerate() {
                for &(r, second) in &near[p][at + 1..] {
                    if !chance[q * n + r] {
                        continue;
                    }
                    let sum = self.net[p] + self.net[q] + self.net[r] - price + flat;
                    if part[first] + part[second] + best_part + 3 * sum <= 0 {
                        continue;
                    }
                    let third = number[&(q, r)];
                    if part[first] + part[second] + part[third] + 3 * sum > 0
                        && self.gains([p, q, r], [&pairs[first], &pairs[second], &pairs[third]])
                    {
                        return Some([p, q, r]);
                    }
                }
            }
            None
        });
        match broken {
            None => Ok(()),
            Some(trio) => {
                let names = trio.map(|p| self.facts.name(p)).join("\", \"");
                Err(Refusal {
                    place: format!("{}.trio", self.place),
                    reason: format!("the prices do not cover the trio \"{names}\""),
                })
            }
        }
    }

    /// Whether an allowed trio gains against the prices, exactly.
    fn gains(&self, trio: [usize; 3], pairs: [&Pair; 3]) -> bool {
        if !self.allowed(&trio) {
            return false;
        }
        let links: Vec<(usize, usize)> =
            pairs.iter().filter_map(|pair| self.link_of(pair)).collect();
        let excess: i128 = pairs.iter().map(|pair| self.excess(pair)).sum();
        let net: i128 = trio.iter().map(|&p| self.net[p]).sum();
        excess + net - i128::from(self.leaf.trio) > self.odd_charge(&trio, &links)
    }
}
