//! What became of the ties since the window before.

use serde::{Deserialize, Serialize};

use super::network::{Network, real, share};

/// Growth, novelty and churn from one window to the next of the same length. Ties without a day belong to neither.
///
/// Formula: of the sets B (before) and N (now): growth |N| / |B| − 1, novelty |N \ B| / |N|, churn |B \ N| / |B|.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Ties of the window before.
    pub before: u64,
    /// Ties of this one.
    pub now: u64,
    /// In both.
    pub both: u64,
    /// None where there was none before.
    pub growth: Option<f64>,
    /// None where there is none now.
    pub novelty: Option<f64>,
    /// None where there was none before.
    pub churn: Option<f64>,
}

/// The change since the window before; none where the view has no window. Cost: linear.
pub fn change(network: &Network) -> Option<Change> {
    let before = network.before()?;
    let (mut now, mut both) = (0_usize, 0_usize);
    let mut rest = before;
    // Both are sorted by their people.
    for tie in network.ties().iter().filter(|tie| tie.last.is_some()) {
        now += 1;
        rest = &rest[rest.partition_point(|pair| *pair < tie.people)..];
        both += usize::from(rest.first() == Some(&tie.people));
    }
    let (was, is, stays) = (real(before.len()), real(now), real(both));
    Some(Change {
        before: before.len() as u64,
        now: now as u64,
        both: both as u64,
        growth: share(is - was, was),
        novelty: share(is - stays, is),
        churn: share(was - stays, was),
    })
}
