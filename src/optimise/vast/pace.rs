//! How long prices are given to settle, by the size of the round.

/// From so many people on each price moves less often: the gap is small long before they stand still.
const HUGE: usize = 250_000;

/// How long prices are given to settle.
pub(super) struct Pace {
    /// What is left of the warmth after each step.
    pub(super) by: f64,
    /// How warm it still is in the end. Units: [`super::unit`].
    pub(super) to: f64,
    /// Sweeps at each warmth, for the proof.
    pub(super) sweeps: usize,
    /// The same in the dive.
    pub(super) dive_sweeps: usize,
    /// One in so many of the pairs that are left is decided at a time.
    pub(super) part: usize,
    /// Whether all pairs are looked at again after the prices have settled to the end.
    pub(super) again: bool,
}

impl Pace {
    /// What a round of `n` people can afford.
    pub(super) fn of(n: usize) -> Self {
        if n < HUGE {
            Self { by: 0.7, to: 0.02, sweeps: 20, dive_sweeps: 10, part: 5, again: true }
        } else {
            Self { by: 0.5, to: 0.5, sweeps: 6, dive_sweeps: 4, part: 2, again: false }
        }
    }
}
