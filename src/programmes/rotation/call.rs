//! Rotation programmes and their calls, as coordinators steer them: made, edited, opened, closed, cancelled.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::call_form::{Draft, Fault, Field, FieldFault};
use super::letters::{self, Outcome};
use super::{RotationError, audit, call_and_programme};
use crate::domain::coffee::{ProgrammeKind, ProgrammeState};
use crate::domain::id::{CallId, PersonId, ProgrammeId};
use crate::domain::placement::{ApplicationState, CallState, PlacementState, Subject};
use crate::programmes::Env;
use crate::store::application::{Application, application_become, applications_of_call};
use crate::store::call::{Call, call_add, call_become, call_edit, calls_all};
use crate::store::overview::programme::person_by_address;
use crate::store::placement::{placements_of, proposals_remove};
use crate::store::programme::{ProgrammeHead, head_add, head_get};
use crate::store::{StoreError, Tx};

/// Makes a rotation programme.
///
/// Errors: [`RotationError::Faults`] when the name is in use or the owner is nobody active.
pub async fn programme_create(
    env: &Env,
    by: PersonId,
    name: &str,
    purpose: &str,
    owner: &str,
) -> Result<ProgrammeId, RotationError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let Some((owner_id, _)) = person_by_address(&mut tx, owner).await? else {
        return Err(fault(Field::Owner, Fault::UnknownPerson));
    };
    let head = ProgrammeHead {
        id: env.ids.next(now),
        kind: ProgrammeKind::Rotation,
        name: name.to_owned(),
        purpose: purpose.to_owned(),
        owner_id,
        state: ProgrammeState::Active,
        zone: env.site.zone,
        updated_at: now,
    };
    taken(head_add(&mut tx, &head, now).await)?;
    let detail = json!({ "kind": "rotation", "owner": owner_id });
    let subject = format!("programme:{}", head.id);
    audit(&mut tx, now, Some(by), "programme-created", subject, detail).await?;
    tx.commit().await?;
    Ok(head.id)
}

fn fault(field: Field, fault: Fault) -> RotationError {
    RotationError::Faults(vec![FieldFault { field, fault }])
}

fn taken(result: Result<(), StoreError>) -> Result<(), RotationError> {
    match result {
        Err(StoreError::Taken(_)) => Err(fault(Field::Name, Fault::Taken)),
        other => Ok(other?),
    }
}

/// Makes a call of a rotation programme: a draft that nobody sees.
///
/// Errors: [`RotationError::Faults`] when the programme has a call of this name.
pub async fn create(
    env: &Env,
    by: PersonId,
    programme: ProgrammeId,
    draft: &Draft,
) -> Result<CallId, RotationError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    head_get(&mut tx, programme)
        .await?
        .filter(|head| head.kind == ProgrammeKind::Rotation)
        .ok_or(RotationError::Unknown)?;
    let call = Call {
        id: env.ids.next(now),
        programme_id: programme,
        name: draft.name.clone(),
        opens_on: draft.opens_on,
        closes_on: draft.closes_on,
        periods: draft.periods.clone(),
        rules: draft.rules.clone(),
        state: CallState::Draft,
        created_by: Some(by),
        created_at: now,
        updated_at: now,
    };
    taken(call_add(&mut tx, &call).await)?;
    audit(&mut tx, now, Some(by), "call-created", format!("call:{}", call.id), facts(&call))
        .await?;
    tx.commit().await?;
    Ok(call.id)
}

fn facts(call: &Call) -> serde_json::Value {
    json!({
        "opens_on": call.opens_on,
        "closes_on": call.closes_on,
        "periods": call.periods,
        "rules": call.rules,
    })
}

/// May the periods of a call still be changed? Applications name them by number.
pub fn periods_are_free(applications: &[Application]) -> bool {
    applications.is_empty()
}

/// Replaces what can be edited, if nobody changed the call since `seen_at` (its `updated_at` as it was read). Once
/// somebody has begun an application, the periods stay as they are.
///
/// Errors: [`RotationError::Changed`]; [`RotationError::NotPossible`] when it is planned or over, or when its periods
/// would change under applications; [`RotationError::Faults`] when the name is in use.
pub async fn edit(
    env: &Env,
    by: PersonId,
    id: CallId,
    seen_at: DateTime<Utc>,
    draft: &Draft,
) -> Result<(), RotationError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let (before, _) = call_and_programme(&mut tx, id).await?;
    if before.updated_at != seen_at {
        return Err(RotationError::Changed);
    }
    let applications = applications_of_call(&mut tx, id).await?;
    let frozen = !periods_are_free(&applications) && before.periods != draft.periods;
    if frozen || !matches!(before.state, CallState::Draft | CallState::Open | CallState::Closed) {
        return Err(RotationError::NotPossible);
    }
    let call = Call {
        name: draft.name.clone(),
        opens_on: draft.opens_on,
        closes_on: draft.closes_on,
        periods: draft.periods.clone(),
        rules: draft.rules.clone(),
        updated_at: now,
        ..before
    };
    taken(call_edit(&mut tx, &call, seen_at).await)?;
    audit(&mut tx, now, Some(by), "call-edited", format!("call:{id}"), facts(&call)).await?;
    tx.commit().await?;
    Ok(())
}

/// A step of a call that a person takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// People see it, and may apply from its first day on.
    Open,
    /// No more applications, before its last day.
    Close,
    /// It is given up.
    Cancel,
}

impl Step {
    /// Its name in paths.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Close => "close",
            Self::Cancel => "cancel",
        }
    }

    /// The step of that name.
    pub fn of(name: &str) -> Option<Self> {
        [Self::Open, Self::Close, Self::Cancel].into_iter().find(|step| step.as_str() == name)
    }

    /// May it be taken from this state?
    pub fn is_possible(self, state: CallState) -> bool {
        use CallState::{Closed, Draft, Open};
        match self {
            // A closed call can be opened again until it is planned; the last day may have been moved.
            Self::Open => matches!(state, Draft | Closed),
            Self::Close => state == Open,
            Self::Cancel => matches!(state, Draft | Open | Closed),
        }
    }

    fn leads_to(self) -> CallState {
        match self {
            Self::Open => CallState::Open,
            Self::Close => CallState::Closed,
            Self::Cancel => CallState::Cancelled,
        }
    }
}

/// Takes a step. Cancelling ends every application with `reason`, and tells everybody who had handed one in.
///
/// Errors: [`RotationError::NotPossible`] when its state does not allow it, when it is opened after its last day, or
/// cancelled while a plan of it waits for its release.
pub async fn step(
    env: &Env,
    by: PersonId,
    id: CallId,
    step: Step,
    reason: &str,
) -> Result<(), RotationError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let (call, programme) = call_and_programme(&mut tx, id).await?;
    let today = now.with_timezone(&programme.zone).date_naive();
    if !step.is_possible(call.state) || (step == Step::Open && today >= call.closes_on) {
        return Err(RotationError::NotPossible);
    }
    call_become(&mut tx, id, call.state, step.leads_to(), now).await?;
    let mut ended = 0;
    if step == Step::Cancel {
        let proposals: Vec<_> = placements_of(&mut tx, Subject::Call(id))
            .await?
            .into_iter()
            .filter(|placement| placement.state.is_proposal())
            .map(|placement| placement.id)
            .collect();
        if !proposals.is_empty() {
            return Err(RotationError::NotPossible);
        }
        ended = end_all(env, &mut tx, &call, &programme, reason).await?;
    }
    let detail = json!({ "from": call.state, "to": step.leads_to(), "applications": ended });
    let action = match step {
        Step::Open => "call-opened",
        Step::Close => "call-closed",
        Step::Cancel => "call-cancelled",
    };
    audit(&mut tx, now, Some(by), action, format!("call:{id}"), detail).await?;
    tx.commit().await?;
    Ok(())
}

async fn end_all(
    env: &Env,
    tx: &mut Tx,
    call: &Call,
    programme: &ProgrammeHead,
    reason: &str,
) -> Result<usize, RotationError> {
    let now = env.clock.now();
    let mut ended = 0;
    for one in applications_of_call(tx, call.id).await? {
        let to = match one.state {
            ApplicationState::Draft => ApplicationState::Withdrawn,
            state if state.may_become(ApplicationState::Declined) => ApplicationState::Declined,
            _ => continue,
        };
        application_become(tx, one.id, to, Some(reason), now).await?;
        if to == ApplicationState::Declined {
            let outcome = Outcome::Cancelled { reason: reason.to_owned() };
            letters::answer(env, tx, &one, call, programme, outcome).await?;
            ended += 1;
        }
    }
    Ok(ended)
}

/// Closes the calls whose last day is over. Returns how many. For the tick.
pub async fn close_due(env: &Env) -> Result<usize, RotationError> {
    let now = env.clock.now();
    let mut tx = env.db.read().await?;
    let mut due = Vec::new();
    for call in calls_all(&mut tx).await? {
        if call.state == CallState::Open
            && let Some(programme) = head_get(&mut tx, call.programme_id).await?
            && now.with_timezone(&programme.zone).date_naive() >= call.closes_on
        {
            due.push(call.id);
        }
    }
    drop(tx);
    let mut closed = 0;
    for id in due {
        let mut tx = env.db.write().await?;
        match call_become(&mut tx, id, CallState::Open, CallState::Closed, now).await {
            Ok(()) => {}
            Err(StoreError::Stale { .. }) => continue,
            Err(error) => return Err(error.into()),
        }
        let detail = json!({ "from": CallState::Open, "to": CallState::Closed });
        audit(&mut tx, now, None, "call-closed", format!("call:{id}"), detail).await?;
        tx.commit().await?;
        closed += 1;
    }
    Ok(closed)
}

/// Does the call take applications on this day?
pub fn takes_applications(call: &Call, today: NaiveDate) -> bool {
    call.state == CallState::Open && (call.opens_on..call.closes_on).contains(&today)
}

/// Applications to a call follow its placements: whoever has (or had begun) one is placed, whoever could have had one
/// waits. Returns those who wait from now on. To be called in the transaction that changes placements.
pub async fn follow_placements(
    tx: &mut Tx,
    id: CallId,
    now: DateTime<Utc>,
) -> Result<Vec<Application>, StoreError> {
    let placed: BTreeSet<PersonId> = placements_of(tx, Subject::Call(id))
        .await?
        .into_iter()
        .filter(|row| row.state.is_booked() || row.state == PlacementState::EndedEarly)
        .map(|row| row.person_id)
        .collect();
    let mut waiting = Vec::new();
    for one in applications_of_call(tx, id).await? {
        use ApplicationState::{Eligible, Placed, Waitlisted};
        let to = match (one.state, placed.contains(&one.person_id)) {
            (Eligible | Waitlisted, true) => Placed,
            (Eligible | Placed, false) => Waitlisted,
            _ => continue,
        };
        application_become(tx, one.id, to, None, now).await?;
        if to == Waitlisted {
            waiting.push(one);
        }
    }
    Ok(waiting)
}

/// [`follow_placements`] after a plan became real, with a mail to everybody who waits from now on.
pub async fn settle(env: &Env, tx: &mut Tx, id: CallId) -> Result<(), RotationError> {
    let (call, programme) = call_and_programme(tx, id).await?;
    for one in follow_placements(tx, id, env.clock.now()).await? {
        letters::answer(env, tx, &one, &call, &programme, Outcome::Waitlisted).await?;
    }
    Ok(())
}

/// Removes what a plan that waits for its release holds for somebody.
pub(super) async fn drop_proposals(
    tx: &mut Tx,
    call: CallId,
    person: PersonId,
) -> Result<usize, StoreError> {
    let mine: Vec<_> = placements_of(tx, Subject::Call(call))
        .await?
        .into_iter()
        .filter(|one| one.person_id == person && one.state.is_proposal())
        .map(|one| one.id)
        .collect();
    proposals_remove(tx, &mine).await?;
    Ok(mine.len())
}
