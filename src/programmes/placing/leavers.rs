//! Whoever has left is nobody's guest: placements that are to come are withdrawn, one that goes on ends, and their places
//! in the ledger are free again. Host and home lead hear of it, once.

use super::{end_early, recall_placement};
use crate::domain::placement::PlacementState;
use crate::mail::message::HAS_LEFT;
use crate::programmes::Env;
use crate::programmes::round::RoundError;
use crate::store::stay::placements_of_leavers;

/// Ends the placements of people who have left. Returns how many there were.
pub async fn leavers_due(env: &Env) -> Result<usize, RoundError> {
    let mut tx = env.db.read().await?;
    let due = placements_of_leavers(&mut tx).await?;
    drop(tx);
    let mut ended = 0;
    for (id, state) in due {
        let done = match state {
            PlacementState::Started => end_early(env, id, None, HAS_LEFT).await,
            _ => recall_placement(env, id, None, HAS_LEFT).await,
        };
        match done {
            Ok(_) => ended += 1,
            // A coordinator was first.
            Err(RoundError::Stale { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(ended)
}
