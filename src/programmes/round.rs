//! What the verbs of a round share: their errors, ids in problems and plans, and who acts.

use serde_json::Value;
use uuid::Uuid;

use super::Env;
use crate::domain::calendar::{Cadence, CadenceError};
use crate::domain::capacity::{Refusal, Use};
use crate::domain::id::{PersonId, ProgrammeId, RunId, TeamId};
use crate::mail::MailError;
use crate::store::programme::{Programme, programme_get};
use crate::store::run::{Run, run_get};
use crate::store::{StoreError, Tx};

/// Why a step of a round was not made.
#[derive(Debug, thiserror::Error)]
pub enum RoundError {
    /// There is no such programme, or it is no coffee programme that runs.
    #[error("there is no such programme")]
    NoProgramme,
    /// There is no such run.
    #[error("there is no such run")]
    NoRun,
    /// There is no such cohort or call, or it is over.
    #[error("there is no such cohort or call")]
    NoSubject,
    /// There is no such placement.
    #[error("there is no such placement")]
    NoPlacement,
    /// The ledger has no room for it (any more): others took it, or the team offers less since the plan was made.
    #[error("a team has no room left in the week of {week} ({what}: {why}); solve again")]
    Full {
        /// The team.
        team: TeamId,
        /// The week's Monday.
        week: chrono::NaiveDate,
        /// What did not fit: a guest, or one of the team's own people away.
        what: Use,
        /// Why.
        why: Refusal,
    },
    /// Somebody has another placement in the same weeks.
    #[error("somebody has another placement in the same weeks; solve again")]
    Busy {
        /// Who.
        person: PersonId,
    },
    /// A change by hand that does not fit.
    #[error("that does not fit: {0}")]
    Unfit(&'static str),
    /// There is no such group.
    #[error("there is no such group")]
    NoGroup,
    /// The person is not in the group.
    #[error("not somebody of this group")]
    NotMember,
    /// The programme's cadence cannot be read any more.
    #[error("the programme's cadence cannot be read: {0}")]
    Cadence(#[from] CadenceError),
    /// The run or group is in a state that does not allow it: somebody was first, or its time is over.
    #[error("the {noun} is no longer {expected}")]
    Stale {
        /// Run or group.
        noun: &'static str,
        /// What it would have to be.
        expected: String,
    },
    /// A mail of the plan could not be rendered; nobody was told anything.
    #[error("a mail could not be rendered, so nothing was released and nobody was told")]
    Render(#[from] MailError),
    /// The stored plan or problem cannot be read.
    #[error("the stored plan cannot be read: {0}")]
    Plan(String),
    /// A computation ended before its time.
    #[error("a computation was interrupted")]
    Interrupted,
    /// The database.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for RoundError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale { noun, expected } => Self::Stale { noun, expected },
            other => Self::Store(other),
        }
    }
}

/// A run and its programme.
pub(super) async fn run_and_programme(
    tx: &mut Tx,
    run: RunId,
) -> Result<(Run, Programme), RoundError> {
    let run = run_get(tx, run).await?.ok_or(RoundError::NoRun)?;
    let programme = programme_get(tx, run.programme_id).await?.ok_or(RoundError::NoProgramme)?;
    Ok((run, programme))
}

/// The programme's cadence.
pub(super) fn cadence_of(programme: &Programme) -> Result<Cadence, CadenceError> {
    Cadence::parse(&programme.cadence, programme.zone)
}

/// When the programme's next round after `run`'s slot is drawn.
pub(super) fn next_round(
    env: &Env,
    programme: &Programme,
) -> Option<chrono::DateTime<chrono::Utc>> {
    let cadence = cadence_of(programme).ok()?;
    cadence.next_after(env.clock.now(), programme.starts_at)
}

/// The audit log's name of whoever acts; `None`: a rule.
pub(super) fn actor(by: Option<PersonId>) -> String {
    by.map_or_else(|| "system".to_owned(), |person| format!("person:{person}"))
}

/// A person's id in problems and plans.
pub fn person_key(id: PersonId) -> String {
    format!("p{}", id.0.simple())
}

/// A team's id in problems.
pub fn team_key(id: TeamId) -> String {
    format!("t{}", id.0.simple())
}

/// The team that [`team_key`] named.
///
/// Errors: [`RoundError::Plan`] names the text.
pub fn team_of_key(key: &str) -> Result<TeamId, RoundError> {
    key.strip_prefix('t')
        .and_then(|id| Uuid::try_parse(id).ok())
        .map(TeamId)
        .ok_or_else(|| RoundError::Plan(format!("{key:?} names no team")))
}

/// The person that [`person_key`] named.
///
/// Errors: [`RoundError::Plan`] names the text.
pub fn person_of_key(key: &str) -> Result<PersonId, RoundError> {
    key.strip_prefix('p')
        .and_then(|id| Uuid::try_parse(id).ok())
        .map(PersonId)
        .ok_or_else(|| RoundError::Plan(format!("{key:?} names nobody")))
}

/// A short detail for the audit log.
pub(super) fn of_programme(programme: ProgrammeId) -> Value {
    serde_json::json!({ "programme": programme })
}
