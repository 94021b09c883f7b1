//! The exact bound: weak duality in integers, over all candidates.

use super::super::certificate::SCALE;
use super::packing::{Limit, Packing};

/// Half the sum of some limits, both sides rounded down: every choice keeps it, since a choice is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Odd {
    /// The limits, ascending.
    pub rows: Vec<u32>,
    /// Never negative. Units: 1/65536 milli-connection.
    pub price: i64,
}

impl Odd {
    /// Its right side.
    #[must_use]
    pub fn most(&self, limits: &[Limit]) -> i64 {
        self.rows.iter().map(|&row| limits[row as usize].most).sum::<i64>().div_euclid(2)
    }

    /// Its factors that are not 0, by candidates. `of_limit`: the candidates of each limit.
    #[must_use]
    pub fn factors(&self, of_limit: &[Vec<(u32, i8)>]) -> Vec<(usize, i64)> {
        let halves = sums(&self.rows, of_limit).into_iter();
        let halves = halves.map(|(c, sum)| (c, sum.div_euclid(2)));
        halves.filter(|(_, factor)| *factor != 0).collect()
    }
}

/// The candidates of these limits, ascending, with the sum of their factors.
#[must_use]
pub fn sums(rows: &[u32], of_limit: &[Vec<(u32, i8)>]) -> Vec<(usize, i64)> {
    let all = rows.iter().flat_map(|&row| &of_limit[row as usize]);
    let mut all: Vec<(u32, i64)> = all.map(|&(c, factor)| (c, i64::from(factor))).collect();
    all.sort_unstable();
    let sum = |one: &[(u32, i64)]| one.iter().map(|(_, factor)| factor).sum();
    all.chunk_by(|a, b| a.0 == b.0).map(|one| (one[0].0 as usize, sum(one))).collect()
}

/// Prices of limits and odd sets of them (never negative) and of counts (of any sign).
///
/// Units: 1/65536 milli-connection.
#[derive(Debug, Clone)]
pub struct Prices {
    pub limits: Vec<i64>,
    pub counts: Vec<i64>,
    odd: Vec<Odd>,
    /// For each limit, the odd sets it is in. Shape: limits, or empty where there are no odd sets.
    within: Vec<Vec<u32>>,
}

impl Prices {
    /// No price at all.
    #[must_use]
    pub fn none(packing: &Packing) -> Self {
        Self::of(vec![0; packing.limits.len()], vec![0; packing.counts.len()], Vec::new())
    }

    /// These prices; odd sets without one are left out.
    #[must_use]
    pub fn of(limits: Vec<i64>, counts: Vec<i64>, mut odd: Vec<Odd>) -> Self {
        odd.retain(|odd| odd.price > 0);
        let mut within = Vec::new();
        if !odd.is_empty() {
            within.resize(limits.len(), Vec::new());
            for (odd, number) in odd.iter().zip(0..) {
                odd.rows.iter().for_each(|&row| within[row as usize].push(number));
            }
        }
        Self { limits, counts, odd, within }
    }

    /// The odd sets with a price.
    #[must_use]
    pub fn odd(&self) -> &[Odd] {
        &self.odd
    }

    /// What the odd sets charge a candidate.
    #[must_use]
    pub fn halves(&self, packing: &Packing, c: usize) -> i64 {
        if self.odd.is_empty() {
            return 0;
        }
        let mut sets: Vec<(u32, i64)> = Vec::new();
        for &(row, factor) in packing.factors(c) {
            let within = &self.within[row as usize];
            sets.extend(within.iter().map(|&set| (set, i64::from(factor))));
        }
        sets.sort_unstable();
        sets.chunk_by(|a, b| a.0 == b.0)
            .map(|one| {
                let factor: i64 = one.iter().map(|(_, factor)| factor).sum();
                self.odd[one[0].0 as usize].price * factor.div_euclid(2)
            })
            .sum()
    }

    /// What a candidate is worth above its prices.
    #[must_use]
    pub fn excess(&self, packing: &Packing, c: usize) -> i64 {
        let mut excess = SCALE * packing.candidates[c].value;
        for &(row, factor) in packing.factors(c) {
            excess -= i64::from(factor) * self.limits[row as usize];
        }
        excess - packing.count_of(c).map_or(0, |k| self.counts[k]) - self.halves(packing, c)
    }

    /// What the prices rise to when limits are wider by so much, without what it opens.
    #[must_use]
    pub fn wider(&self, limits: &[Limit], wider: &[(usize, i64)]) -> i128 {
        let mut sum: i128 = 0;
        let mut more = vec![0; self.odd.len()];
        for &(row, by) in wider {
            sum += i128::from(self.limits[row]) * i128::from(by);
            for &set in self.within.get(row).into_iter().flatten() {
                more[set as usize] += by;
            }
        }
        for (odd, more) in self.odd.iter().zip(more).filter(|(_, more)| *more != 0) {
            let all: i64 = odd.rows.iter().map(|&row| limits[row as usize].most).sum();
            let rise = (all + more).div_euclid(2) - all.div_euclid(2);
            sum += i128::from(odd.price) * i128::from(rise);
        }
        sum
    }

    /// What the prices prove for every choice, without the constant. Units: 1/65536 milli-connection.
    #[must_use]
    pub fn bound(&self, packing: &Packing) -> i128 {
        let mut sum: i128 = 0;
        for (price, limit) in self.limits.iter().zip(&packing.limits) {
            sum += i128::from(*price) * i128::from(limit.most);
        }
        for odd in &self.odd {
            sum += i128::from(odd.price) * i128::from(odd.most(&packing.limits));
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
