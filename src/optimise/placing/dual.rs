//! The exact bound: weak duality in integers, over all candidates.

use super::super::certificate::SCALE;
use super::packing::Packing;

/// Prices of limits (never negative) and counts (of any sign). Units: 1/65536 milli-connection.
#[derive(Debug, Clone)]
pub struct Prices {
    pub limits: Vec<i64>,
    pub counts: Vec<i64>,
}

impl Prices {
    /// No price at all.
    #[must_use]
    pub fn none(packing: &Packing) -> Self {
        Self { limits: vec![0; packing.limits.len()], counts: vec![0; packing.counts.len()] }
    }

    /// What a candidate is worth above its prices.
    #[must_use]
    pub fn excess(&self, packing: &Packing, c: usize) -> i64 {
        let mut excess = SCALE * packing.candidates[c].value;
        for &(row, factor) in packing.factors(c) {
            excess -= i64::from(factor) * self.limits[row as usize];
        }
        excess - packing.count_of(c).map_or(0, |k| self.counts[k])
    }

    /// What the prices prove for every choice, without the constant. Units: 1/65536 milli-connection.
    #[must_use]
    pub fn bound(&self, packing: &Packing) -> i128 {
        let mut sum: i128 = 0;
        for (price, limit) in self.limits.iter().zip(&packing.limits) {
            sum += i128::from(*price) * i128::from(limit.most);
        }
        for (price, count) in self.counts.iter().zip(&packing.counts) {
            for (gain, many) in count.steps() {
                sum += i128::from((SCALE * gain + price).max(0)) * i128::from(many);
            }
        }
        for (c, candidate) in packing.candidates.iter().enumerate() {
            let excess = self.excess(packing, c);
            if excess > 0 || candidate.locked {
                sum += i128::from(excess);
            }
        }
        sum
    }
}

/// Rounds down to whole milli-connections.
#[must_use]
pub fn floor(scaled: i128) -> i64 {
    i64::try_from(scaled.div_euclid(i128::from(SCALE))).unwrap_or(i64::MAX)
}
