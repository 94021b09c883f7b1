//! Targets: two groups of teams that the organisation wants to meet, in a share of the rounds, until a day.

use serde::{Deserialize, Serialize};

use super::words;

words! {
    /// One of a target's two groups.
    pub enum Side {
        /// The first.
        A = "a",
        /// The second.
        B = "b",
    }
}

/// The least and the most of a hundred rounds in which a target counts.
pub const SHARE: std::ops::RangeInclusive<u32> = 5..=50;

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 80;

/// The longest time a target holds. Units: days.
pub const LONGEST_DAYS: i64 = 731;

/// Does a target count in this round (from 1), when it counts in `percent` of a hundred?
///
/// The share adds up round by round; whenever it passes a whole one, the target counts. So any `n` rounds one after the
/// other have ⌊n · share⌋ or one more, and the same round always says the same.
pub fn counts_in(round: u32, percent: u32) -> bool {
    let passed = |round: u64| round * u64::from(percent.min(100)) / 100;
    round > 0 && passed(u64::from(round)) > passed(u64::from(round) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_is_kept_over_any_rounds_one_after_the_other() {
        for percent in SHARE.chain([0, 100]) {
            for first in 1..40 {
                for rounds in 1..60 {
                    let count = (first..first + rounds).filter(|r| counts_in(*r, percent)).count();
                    let even = (rounds * percent / 100) as usize;
                    assert!(count == even || count == even + 1, "{percent} %, {first}, {rounds}");
                }
            }
        }
        assert!(!counts_in(0, 50));
        assert_eq!((1..=6).filter(|r| counts_in(*r, 50)).collect::<Vec<_>>(), [2, 4, 6]);
        assert!(counts_in(u32::MAX, 100));
    }
}
