//! Rate limits: small token buckets in memory, with the clock given.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

/// More keys than this are not kept; the fullest go first, as they say the least.
const KEYS: usize = 20_000;

/// A bucket per key: holds `size` tokens at most and gains one every `refill`.
///
/// Keys are kept as keyed hashes only, so that no address stays in memory.
#[derive(Debug)]
pub struct Buckets {
    size: u32,
    refill: TimeDelta,
    hasher: RandomState,
    // the instant at which the bucket is full again
    full_at: Mutex<HashMap<u64, DateTime<Utc>>>,
}

impl Buckets {
    /// Buckets of `size` tokens that gain one every `refill`.
    pub fn new(size: u32, refill: TimeDelta) -> Self {
        Self { size, refill, hasher: RandomState::new(), full_at: Mutex::default() }
    }

    /// Takes a token from the bucket of `key`.
    ///
    /// Errors: the time until there is one, when the bucket is empty.
    pub fn take(&self, key: &str, now: DateTime<Utc>) -> Result<(), TimeDelta> {
        let key = self.hasher.hash_one(key);
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if full_at.len() >= KEYS && !full_at.contains_key(&key) {
            full_at.retain(|_, at| *at > now);
            if full_at.len() >= KEYS {
                let soon = now + self.refill * 2;
                full_at.retain(|_, at| *at > soon);
            }
        }
        let most = self.refill * i32::try_from(self.size).unwrap_or(i32::MAX);
        // No bucket takes longer to fill than an empty one: what is further away is of a clock that was set back.
        let at = full_at.get(&key).copied().unwrap_or(now).clamp(now, now + most) + self.refill;
        if at - now > most {
            return Err(at - now - most);
        }
        full_at.insert(key, at);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let buckets = Buckets::new(3, TimeDelta::minutes(1));
        let start = DateTime::UNIX_EPOCH;
        for _ in 0..3 {
            assert_eq!(buckets.take("a", start), Ok(()));
        }
        assert_eq!(buckets.take("a", start), Err(TimeDelta::minutes(1)));
        assert_eq!(buckets.take("b", start), Ok(()));
        let later = start + TimeDelta::minutes(1);
        assert_eq!(buckets.take("a", later), Ok(()));
        assert!(buckets.take("a", later).is_err());
    }

    #[test]
    fn a_clock_that_was_set_back_locks_nobody_out_for_longer_than_an_empty_bucket() {
        let buckets = Buckets::new(3, TimeDelta::minutes(1));
        let right = DateTime::UNIX_EPOCH;
        for _ in 0..3 {
            assert_eq!(buckets.take("a", right + TimeDelta::hours(6)), Ok(()));
        }
        assert_eq!(buckets.take("a", right), Err(TimeDelta::minutes(1)));
        let full = buckets.take("a", right + TimeDelta::hours(6) + TimeDelta::minutes(3));
        assert_eq!(full, Ok(()));
    }

    #[test]
    fn a_flood_of_keys_is_bounded() {
        let buckets = Buckets::new(3, TimeDelta::minutes(1));
        for n in 0..50_000 {
            let _ = buckets.take(&n.to_string(), DateTime::UNIX_EPOCH);
        }
        assert!(buckets.full_at.lock().expect("lock").len() <= KEYS);
    }
}
