//! Rates with what they are worth: how many took part, how many answered.

use serde::{Deserialize, Serialize};

use super::network::Network;

/// The 0.975 quantile of the normal distribution: intervals here are of 95 %.
pub const Z: f64 = 1.959_963_984_540_054;

/// So many of so many, with a 95 % interval.
///
/// Formula: (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n).
/// Source: Wilson, Probable inference, the law of succession, and statistical inference (1927).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rate {
    /// So many did.
    pub part: u64,
    /// Of so many who could.
    pub whole: u64,
    /// `part / whole`.
    pub rate: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

impl Rate {
    /// The rate; none where nobody could. A part above the whole counts as the whole.
    pub fn new(part: u64, whole: u64) -> Option<Self> {
        let part = part.min(whole);
        if whole == 0 {
            return None;
        }
        let (hits, n) = (real(part), real(whole));
        let p = hits / n;
        let square = Z * Z;
        let middle = p + square / (2.0 * n);
        let half = Z * (p * (1.0 - p) / n + square / (4.0 * n * n)).sqrt();
        let scale = 1.0 + square / n;
        // At both ends the formula gives 0 and 1 exactly; rounding would leave it a hair beside.
        let low = if part == 0 { 0.0 } else { (middle - half) / scale };
        let high = if part == whole { 1.0 } else { (middle + half) / scale };
        Some(Self { part, whole, rate: p, low, high })
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of people and questions stay below 2^53")]
fn real(count: u64) -> f64 {
    count as f64
}

/// How many of those who could took part in something; none where nothing is known of anybody.
pub fn participation(network: &Network) -> Option<Rate> {
    let (mut took_part, mut could) = (0, 0);
    for activity in network.people().iter().filter_map(|person| person.activity) {
        if activity.eligible_months > 0.0 {
            could += 1;
            took_part += u64::from(activity.took_part);
        }
    }
    Rate::new(took_part, could)
}

/// How many of the questions "have you met?" were answered: what the ties are worth as a picture.
pub fn replies(network: &Network) -> Option<Rate> {
    let known = || network.people().iter().filter_map(|person| person.activity);
    let asked = known().map(|activity| u64::from(activity.asked)).sum();
    Rate::new(known().map(|activity| u64::from(activity.answered)).sum(), asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_is_wilsons() {
        // scipy.stats.binomtest(8, 10).proportion_ci(method="wilson")
        let rate = Rate::new(8, 10).unwrap();
        assert!((rate.low - 0.490_162_471_536_641_8).abs() < 1e-12, "{rate:?}");
        assert!((rate.high - 0.943_317_848_545_624_8).abs() < 1e-12, "{rate:?}");
    }

    #[test]
    fn ends_stay_inside_and_nothing_of_nothing_is_no_rate() {
        assert_eq!(Rate::new(0, 0), None);
        let (none, all) = (Rate::new(0, 7).unwrap(), Rate::new(9, 7).unwrap());
        assert!(none.low == 0.0 && none.high < 1.0 && all.rate == 1.0 && all.high == 1.0);
    }
}
