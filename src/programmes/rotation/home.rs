//! The home team's word on an application: these dates, or not now; and what happens when none comes.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::call::drop_proposals;
use super::letters::{self, Outcome};
use super::{RotationError, application_whole, audit, call_and_programme};
use crate::domain::id::{ApplicationId, PersonId};
use crate::domain::placement::{ApplicationState, CallState};
use crate::domain::rotation::answer_due;
use crate::programmes::Env;
use crate::store::application::{Application, application_set, applications_unanswered};
use crate::store::team::team_get;
use crate::store::{StoreError, Tx};

/// The longest reason.
pub const REASON_MOST: usize = 500;

/// What a home team says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// The person may go in these periods.
    These(Vec<u32>),
    /// Not now.
    NotNow {
        /// Why.
        reason: String,
        /// It is no use to ask again before.
        not_before: NaiveDate,
    },
}

/// May this person speak for the home team of an application? Whoever was asked, and whoever leads the team.
pub async fn speaks_for_home(
    tx: &mut Tx,
    application: &Application,
    person: PersonId,
) -> Result<bool, RotationError> {
    if person == application.person_id {
        return Ok(false);
    }
    let team = team_get(tx, application.home_team_id).await?;
    let leads = team.is_some_and(|team| team.lead_id == Some(person));
    Ok(leads || application.asked_id == Some(person))
}

/// Can the home team (still) speak on an application in this state? Until it is planned.
pub fn may_answer(state: ApplicationState) -> bool {
    matches!(
        state,
        ApplicationState::Submitted | ApplicationState::AwaitingHome | ApplicationState::Eligible
    )
}

/// Sets down the home team's word; until the plan it may be changed. `for_home`: a coordinator speaks in its place.
/// "Not now" ends the application, is told to the applicant with its reason and day, and counts for them in the next
/// call. `false`: this very word stands already.
///
/// Errors: [`RotationError::Unknown`] for whoever may not speak for the team; [`RotationError::NotPossible`] when the
/// application is planned or over, and for periods that are none of the applicant's.
pub async fn answer(
    env: &Env,
    by: PersonId,
    id: ApplicationId,
    word: &Word,
    for_home: bool,
) -> Result<bool, RotationError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let (mut before, call, programme) = application_whole(&mut tx, id).await?;
    let may_speak = if for_home {
        before.person_id != by
    } else {
        speaks_for_home(&mut tx, &before, by).await?
    };
    if !may_speak || before.state == ApplicationState::Draft {
        return Err(RotationError::Unknown);
    }
    if stands(&before, word) {
        return Ok(false);
    }
    if !may_answer(before.state) {
        return Err(RotationError::NotPossible);
    }
    if before.state == ApplicationState::Submitted {
        // Nobody could be asked: whoever answers is the one who was.
        let asked = Application {
            state: ApplicationState::AwaitingHome,
            asked_at: Some(now),
            asked_id: Some(by),
            updated_at: now,
            ..before.clone()
        };
        application_set(&mut tx, &asked, before.state, before.updated_at).await?;
        before = asked;
    }
    let mut after = Application {
        answered_at: Some(now),
        answered_by: Some(by),
        updated_at: now,
        ..before.clone()
    };
    match word {
        Word::These(periods) => {
            let known = periods.iter().all(|n| before.periods.contains(n));
            if periods.is_empty() || !known {
                return Err(RotationError::NotPossible);
            }
            after.state = ApplicationState::Eligible;
            after.agreed = Some(periods.clone());
        }
        Word::NotNow { reason, not_before } => {
            after.state = ApplicationState::Declined;
            after.agreed = None;
            after.reason = Some(reason.clone());
            after.not_before_on = Some(*not_before);
        }
    }
    application_set(&mut tx, &after, before.state, before.updated_at).await?;
    let (action, detail) = match word {
        Word::These(periods) => ("home-agreed", json!({ "periods": periods.len() })),
        Word::NotNow { not_before, .. } => ("home-not-now", json!({ "not_before": not_before })),
    };
    if let Word::NotNow { reason, not_before } = word {
        drop_proposals(&mut tx, call.id, before.person_id).await?;
        let outcome = Outcome::NotNow { reason: reason.clone(), not_before: *not_before };
        letters::answer(env, &mut tx, &after, &call, &programme, outcome).await?;
    }
    audit(&mut tx, now, Some(by), action, format!("application:{id}"), detail).await?;
    tx.commit().await?;
    Ok(true)
}

/// Does this word stand already?
fn stands(application: &Application, word: &Word) -> bool {
    match word {
        Word::These(periods) => application.agreed.as_ref() == Some(periods),
        Word::NotNow { reason, not_before } => {
            application.state == ApplicationState::Declined
                && application.reason.as_ref() == Some(reason)
                && application.not_before_on == Some(*not_before)
        }
    }
}

/// The last day for the home team's answer; `None` when it was not asked.
pub fn due_on(application: &Application, answer_days: u32) -> Option<NaiveDate> {
    application.asked_at.map(|asked| answer_due(asked, answer_days))
}

/// Tells the programme's owner, once for each application, that a home team did not answer in time. Returns how many.
/// For the tick.
pub async fn escalate_due(env: &Env) -> Result<usize, RotationError> {
    let now = env.clock.now();
    let mut tx = env.db.read().await?;
    let due = silences(&mut tx, now).await?;
    drop(tx);
    let mut told = 0;
    for one in due {
        told += usize::from(escalate(env, one.id).await?);
    }
    Ok(told)
}

/// Applications whose home team had said nothing in time at an instant.
async fn silences(tx: &mut Tx, at: DateTime<Utc>) -> Result<Vec<Application>, RotationError> {
    let mut due = Vec::new();
    for one in applications_unanswered(tx).await? {
        let (call, _) = call_and_programme(tx, one.call_id).await?;
        let open = matches!(call.state, CallState::Open | CallState::Closed);
        if open && is_late(&one, call.rules.answer_days, at) {
            due.push(one);
        }
    }
    Ok(due)
}

/// Silences that were due by `lost_until` count as told, and nobody is mailed: those mails may be out already, by rows
/// that were lost with an older database. Returns how many.
pub async fn pass_over_silences(
    tx: &mut Tx,
    lost_until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<usize, RotationError> {
    let mut passed = 0;
    loop {
        let before = passed;
        // A look shows so many at most; what was dealt with is in it no longer.
        for one in silences(tx, lost_until).await? {
            let after = Application { escalated_at: Some(now), updated_at: now, ..one.clone() };
            match application_set(tx, &after, one.state, one.updated_at).await {
                Ok(()) => passed += 1,
                // The home team answered this very moment.
                Err(StoreError::Stale { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        if passed == before {
            return Ok(passed);
        }
    }
}

/// Is the day for the answer over?
pub fn is_late(application: &Application, answer_days: u32, now: DateTime<Utc>) -> bool {
    due_on(application, answer_days).is_some_and(|due| now.date_naive() > due)
}

async fn escalate(env: &Env, id: ApplicationId) -> Result<bool, RotationError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let (before, call, programme) = application_whole(&mut tx, id).await?;
    if before.state != ApplicationState::AwaitingHome || before.escalated_at.is_some() {
        return Ok(false);
    }
    let after = Application { escalated_at: Some(now), updated_at: now, ..before.clone() };
    application_set(&mut tx, &after, before.state, before.updated_at).await?;
    letters::silence(env, &mut tx, &after, &call, &programme, before.asked_id).await?;
    let detail = json!({ "answer_days": call.rules.answer_days });
    audit(&mut tx, now, None, "home-silent", format!("application:{id}"), detail).await?;
    tx.commit().await?;
    Ok(true)
}
