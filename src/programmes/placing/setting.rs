//! The setting of a cohort or call, by its kind.

use chrono::{DateTime, Utc};

use super::Setting;
use crate::domain::id::ProgrammeId;
use crate::domain::placement::{CallState, CohortState, Subject};
use crate::programmes::round::RoundError;
use crate::programmes::{bootcamp, rotation};
use crate::store::Tx;
use crate::store::call::call_get;
use crate::store::cohort::cohort_get;

/// Reads what a plan of a cohort or call is made of.
///
/// Errors: [`RoundError::NoSubject`] when there is none.
pub(super) async fn setting(
    tx: &mut Tx,
    subject: Subject,
    now: DateTime<Utc>,
) -> Result<Setting, RoundError> {
    match subject {
        Subject::Cohort(id) => {
            let cohort = cohort_get(tx, id).await?.ok_or(RoundError::NoSubject)?;
            bootcamp::setting(tx, &cohort, now).await
        }
        Subject::Call(id) => {
            let call = call_get(tx, id).await?.ok_or(RoundError::NoSubject)?;
            rotation::setting(tx, &call, now).await
        }
        Subject::Round => Err(RoundError::NoSubject),
    }
}

/// The programme of a cohort or call that is not over.
///
/// Errors: [`RoundError::NoSubject`] when there is none, or it is over.
pub(super) async fn programme_of(
    tx: &mut Tx,
    subject: Subject,
) -> Result<ProgrammeId, RoundError> {
    let programme = match subject {
        Subject::Cohort(id) => cohort_get(tx, id)
            .await?
            .filter(|cohort| matches!(cohort.state, CohortState::Open | CohortState::Running))
            .map(|cohort| cohort.programme_id),
        Subject::Call(id) => call_get(tx, id)
            .await?
            .filter(|call| matches!(call.state, CallState::Closed | CallState::Running))
            .map(|call| call.programme_id),
        Subject::Round => None,
    };
    programme.ok_or(RoundError::NoSubject)
}
