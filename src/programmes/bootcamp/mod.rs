//! Bootcamps: cohorts of new hires who visit teams for some weeks each.

pub mod cohort;
pub mod form;
pub mod hire;
pub mod kept;
pub mod ramp;
mod setting;
pub mod starters;

pub use setting::{places, places_shown, setting};

use crate::domain::id::CohortId;
use crate::domain::placement::CohortState;
use crate::store::{StoreError, Tx};
use form::FieldFault;

/// Why nothing was done with a cohort.
#[derive(Debug, thiserror::Error)]
pub enum CohortError {
    /// Fields are wrong; nothing was written.
    #[error("the form has {} faults", .0.len())]
    Faults(Vec<FieldFault>),
    /// There is no such cohort, or nobody like that in it.
    #[error("there is no such cohort")]
    Unknown,
    /// Somebody changed it since it was read; nothing was written.
    #[error("it was changed meanwhile")]
    Changed,
    /// The cohort is over or given up.
    #[error("a cohort that is {0} is not changed any more")]
    Over(CohortState),
    /// Placements stand against it.
    #[error("{0} placements stand against it")]
    Placed(usize),
    /// The store failed.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for CohortError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale { .. } => Self::Changed,
            error => Self::Store(error),
        }
    }
}

impl From<Vec<FieldFault>> for CohortError {
    fn from(faults: Vec<FieldFault>) -> Self {
        Self::Faults(faults)
    }
}

/// A cohort that may still be changed.
///
/// Errors: [`CohortError::Unknown`], [`CohortError::Over`].
async fn open_cohort(
    tx: &mut Tx,
    id: CohortId,
) -> Result<crate::store::cohort::Cohort, CohortError> {
    let cohort = crate::store::cohort::cohort_get(tx, id).await?.ok_or(CohortError::Unknown)?;
    match cohort.state {
        CohortState::Open | CohortState::Running => Ok(cohort),
        over => Err(CohortError::Over(over)),
    }
}
