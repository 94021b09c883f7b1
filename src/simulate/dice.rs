//! The dice of a simulation: the same seed, purpose and moment give the same numbers on every machine.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// What the dice are for; each purpose has a stream of its own, so that policies meet the same attendance.
#[derive(Debug, Clone, Copy)]
pub enum Purpose {
    /// Making an organisation.
    Organisation,
    /// Who of the organisation takes part at all.
    Pool,
    /// Who is there in a round.
    Attendance,
    /// What a policy rolls.
    Policy,
}

/// A stream of numbers.
#[derive(Debug, Clone)]
pub struct Dice(ChaCha8Rng);

impl Dice {
    /// Dice for a seed, a purpose and a moment.
    #[must_use]
    pub fn new(seed: u64, purpose: Purpose, at: u64) -> Self {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        bytes[8] = purpose as u8;
        bytes[16..24].copy_from_slice(&at.to_le_bytes());
        Self(ChaCha8Rng::from_seed(bytes))
    }

    /// Any number.
    pub fn roll(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A number below `n`; 0 when `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        let wide = u128::from(self.roll()) * n as u128;
        usize::try_from(wide >> 64).unwrap_or(0)
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, percent: u32) -> bool {
        self.below(100) < percent as usize
    }

    /// Brings the items into a random order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}
