//! Rotations: calls, applications, what home teams say, and what the optimiser gets of it.
//!
//! A call is open from its first to its last day. Whoever hands in an application has their home team asked; once it
//! agreed, the application is in the plan. `not now` ends it with a reason and a day, and counts in the next call.

pub mod apply;
pub mod call;
pub mod call_form;
pub mod home;
pub mod ledger;
pub mod letters;
pub mod offer;
pub mod repay;
pub mod setting;
pub mod swap;

use serde_json::Value;

use super::post::PostError;
use super::round::RoundError;
use crate::domain::id::{ApplicationId, CallId, PersonId};
use crate::mail::MailError;
use crate::store::application::{Application, application_get};
use crate::store::audit::audit_append;
use crate::store::call::{Call, call_get};
use crate::store::programme::{ProgrammeHead, head_get};
use crate::store::{StoreError, Tx};

pub use setting::setting;

/// Why a step of a rotation was not made; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum RotationError {
    /// There is no such programme, call, application or swap, or not for whoever asks.
    #[error("there is no such thing")]
    Unknown,
    /// Somebody was first: it is not any more what it was when it was looked at.
    #[error("it was changed meanwhile")]
    Changed,
    /// The call does not take applications now.
    #[error("the call takes no applications now")]
    NotOpen,
    /// Its state does not allow it.
    #[error("its state does not allow it")]
    NotPossible,
    /// Fields of a form are wrong.
    #[error("the form has {} faults", .0.len())]
    Faults(Vec<call_form::FieldFault>),
    /// What an applicant chose does not do.
    #[error("the application has {} faults", .0.len())]
    Choices(Vec<apply::Flaw>),
    /// A mail of it could not be made.
    #[error("a mail could not be made")]
    Mail(#[from] MailError),
    /// What it is made of cannot be read.
    #[error(transparent)]
    Round(RoundError),
    /// The store failed.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for RotationError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale { .. } => Self::Changed,
            error => Self::Store(error),
        }
    }
}

impl From<RoundError> for RotationError {
    fn from(error: RoundError) -> Self {
        match error {
            RoundError::Stale { .. } => Self::Changed,
            RoundError::Store(error) => error.into(),
            RoundError::NoProgramme => Self::Unknown,
            error => Self::Round(error),
        }
    }
}

impl From<RotationError> for RoundError {
    fn from(error: RotationError) -> Self {
        match error {
            RotationError::Unknown => Self::NoSubject,
            RotationError::Mail(error) => Self::Render(error),
            RotationError::Round(error) => error,
            RotationError::Store(error) => error.into(),
            other => Self::Stale { noun: "call", expected: other.to_string() },
        }
    }
}

impl From<PostError> for RotationError {
    fn from(error: PostError) -> Self {
        match error {
            PostError::Mail(error) => Self::Mail(error),
            PostError::Store(error) => error.into(),
        }
    }
}

/// A call and its programme.
///
/// Errors: [`RotationError::Unknown`].
pub async fn call_and_programme(
    tx: &mut Tx,
    id: CallId,
) -> Result<(Call, ProgrammeHead), RotationError> {
    let call = call_get(tx, id).await?.ok_or(RotationError::Unknown)?;
    let programme = head_get(tx, call.programme_id).await?.ok_or(RotationError::Unknown)?;
    Ok((call, programme))
}

/// An application with its call and programme.
///
/// Errors: [`RotationError::Unknown`].
pub async fn application_whole(
    tx: &mut Tx,
    id: ApplicationId,
) -> Result<(Application, Call, ProgrammeHead), RotationError> {
    let application = application_get(tx, id).await?.ok_or(RotationError::Unknown)?;
    let (call, programme) = call_and_programme(tx, application.call_id).await?;
    Ok((application, call, programme))
}

/// The audit line of a step; `by`: nobody when a rule acts.
async fn audit(
    tx: &mut Tx,
    now: chrono::DateTime<chrono::Utc>,
    by: Option<PersonId>,
    action: &str,
    subject: String,
    detail: Value,
) -> Result<(), StoreError> {
    audit_append(tx, now, &super::round::actor(by), action, &subject, &detail).await
}
