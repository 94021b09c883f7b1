//! How people take part: joining, changing, leaving, pausing, what they tell of themselves, whom they know well, and
//! with whom they rather not be matched. Each verb is one transaction with its audit line.
//!
//! The audit line says that somebody changed their wishes, never which: a line "rather-not" would tell the auditor
//! that there is one.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::Env;
use crate::domain::coffee::{Consent, ProgrammeState};
use crate::domain::id::{PersonId, ProgrammeId};
use crate::domain::person::Profile;
use crate::domain::wishes::{Fault, MOST_KNOWN, MOST_RATHER_NOT};
use crate::store::audit::audit_append;
use crate::store::enrolment::{enrolment_get, enrolment_leave, enrolment_set, enrolments_wake};
use crate::store::history::{stated_add, stated_of, stated_remove};
use crate::store::profile::{
    Pause, pause_clear, pause_set, person_known, profile_set, profile_show,
};
use crate::store::programme::programme_get;
use crate::store::rather_not::{rather_not_add, rather_not_remove, rather_nots_count};
use crate::store::{StoreError, Tx};
use crate::whole;

/// Why a wish could not be kept.
#[derive(Debug, thiserror::Error)]
pub enum ParticipationError {
    /// There is no such programme, or it is not open to people.
    #[error("there is no such programme")]
    NoProgramme,
    /// The programme is over.
    #[error("the programme is over")]
    Over,
    /// A name or a list was refused.
    #[error("refused: {0:?}")]
    Refused(Fault),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Enrols the person, or changes how they take part, and keeps what they told of themselves and when they pause.
/// Doing it twice changes nothing more.
///
/// Errors: [`ParticipationError::NoProgramme`], [`ParticipationError::Over`].
pub async fn enrol(
    env: &Env,
    person: PersonId,
    programme: ProgrammeId,
    consent: Consent,
    profile: &Profile,
    pause: Option<Pause>,
) -> Result<(), ParticipationError> {
    let now = env.clock.now();
    whole!(env, |tx| {
        open_programme(tx, programme).await?;
        profile_set(tx, person, profile, now).await?;
        if let Some(pause) = pause {
            pause_set(tx, person, pause, now).await?;
        }
        let before = enrolment_get(tx, programme, person).await?;
        enrolment_set(tx, programme, person, consent, now).await?;
        let action = if before.is_none() { "joined" } else { "participation-changed" };
        note(tx, now, person, action, &format!("programme:{programme}")).await?;
        Ok(())
    })
}

/// Changes how the person takes part in a programme they are in.
///
/// Errors: [`ParticipationError::NoProgramme`] when they are not in it.
pub async fn change(
    env: &Env,
    person: PersonId,
    programme: ProgrammeId,
    consent: Consent,
) -> Result<(), ParticipationError> {
    let now = env.clock.now();
    whole!(env, |tx| {
        open_programme(tx, programme).await?;
        if enrolment_get(tx, programme, person).await?.is_none() {
            return Err(ParticipationError::NoProgramme);
        }
        enrolment_set(tx, programme, person, consent, now).await?;
        note(tx, now, person, "participation-changed", &format!("programme:{programme}")).await?;
        Ok(())
    })
}

/// Takes the person out of a programme; false when they were not in it. Nothing new is planned from now on; a meeting
/// that was announced stays, for the other's sake.
pub async fn leave(
    env: &Env,
    person: PersonId,
    programme: ProgrammeId,
) -> Result<bool, ParticipationError> {
    let now = env.clock.now();
    whole!(env, |tx| {
        let left = enrolment_leave(tx, programme, person, now).await?;
        if left {
            note(tx, now, person, "left", &format!("programme:{programme}")).await?;
        }
        Ok(left)
    })
}

/// Pauses the person in all programmes, in place of the pause there was.
pub async fn pause(
    env: &Env,
    person: PersonId,
    from_on: NaiveDate,
    until_on: Option<NaiveDate>,
) -> Result<(), ParticipationError> {
    let now = env.clock.now();
    whole!(env, |tx| {
        pause_set(tx, person, Pause { from_on, until_on }, now).await?;
        enrolments_wake(tx, person).await?;
        note(tx, now, person, "paused", &format!("person:{person}")).await?;
        Ok(())
    })
}

/// Ends the person's pause and any rest; they are in the next draw again.
pub async fn resume(env: &Env, person: PersonId) -> Result<(), ParticipationError> {
    let now = env.clock.now();
    whole!(env, |tx| {
        pause_clear(tx, person).await?;
        enrolments_wake(tx, person).await?;
        note(tx, now, person, "resumed", &format!("person:{person}")).await?;
        Ok(())
    })
}

/// Keeps what the person tells of themselves.
pub async fn tell(
    env: &Env,
    person: PersonId,
    profile: &Profile,
) -> Result<(), ParticipationError> {
    let now = env.clock.now();
    whole!(env, |tx| {
        profile_set(tx, person, profile, now).await?;
        wishes_changed(tx, now, person).await?;
        Ok(())
    })
}

/// Shows the person on the open map, or takes them off it. It counts from the next answer on.
pub async fn show_on_map(
    env: &Env,
    person: PersonId,
    on_map: bool,
) -> Result<(), ParticipationError> {
    let now = env.clock.now();
    whole!(env, |tx| {
        profile_show(tx, person, on_map, now).await?;
        wishes_changed(tx, now, person).await?;
        Ok(())
    })
}

/// Puts `other` on the person's rather-not list; false when they were on it. It counts for both directions from the
/// next draw on, and is looked at again when a plan is released.
///
/// Errors: [`ParticipationError::Refused`] for oneself, somebody who is not here, and a full list.
pub async fn rather_not_add_to(
    env: &Env,
    person: PersonId,
    other: PersonId,
) -> Result<bool, ParticipationError> {
    let now = env.clock.now();
    whole!(env, |tx| {
        somebody_else(tx, person, other).await?;
        let added = rather_not_add(tx, person, other, now).await?;
        if added {
            if rather_nots_count(tx, person).await? > MOST_RATHER_NOT {
                return Err(ParticipationError::Refused(Fault::RatherNotFull));
            }
            wishes_changed(tx, now, person).await?;
        }
        Ok(added)
    })
}

/// Takes `other` off the person's rather-not list; false when they were not on it.
pub async fn rather_not_take_off(
    env: &Env,
    person: PersonId,
    other: PersonId,
) -> Result<bool, ParticipationError> {
    let now = env.clock.now();
    whole!(env, |tx| {
        let gone = rather_not_remove(tx, person, other).await?;
        if gone {
            wishes_changed(tx, now, person).await?;
        }
        Ok(gone)
    })
}

/// Says that the person and `other` know each other well; false when that was said by either.
///
/// Errors: [`ParticipationError::Refused`] for oneself, somebody who is not here, and a full list.
pub async fn known_add(
    env: &Env,
    person: PersonId,
    other: PersonId,
) -> Result<bool, ParticipationError> {
    let now = env.clock.now();
    whole!(env, |tx| {
        somebody_else(tx, person, other).await?;
        if stated_of(tx, person).await?.len() >= MOST_KNOWN {
            return Err(ParticipationError::Refused(Fault::KnownFull));
        }
        let added = stated_add(tx, person, other, now).await?;
        if added {
            wishes_changed(tx, now, person).await?;
        }
        Ok(added)
    })
}

/// Takes back that the two know each other well; false when nobody had said so.
pub async fn known_remove(
    env: &Env,
    person: PersonId,
    other: PersonId,
) -> Result<bool, ParticipationError> {
    let now = env.clock.now();
    whole!(env, |tx| {
        let gone = stated_remove(tx, person, other).await?;
        if gone {
            wishes_changed(tx, now, person).await?;
        }
        Ok(gone)
    })
}

async fn open_programme(tx: &mut Tx, programme: ProgrammeId) -> Result<(), ParticipationError> {
    let programme = programme_get(tx, programme).await?.ok_or(ParticipationError::NoProgramme)?;
    match programme.state {
        ProgrammeState::Active | ProgrammeState::Paused => Ok(()),
        ProgrammeState::Ended => Err(ParticipationError::Over),
        ProgrammeState::Draft => Err(ParticipationError::NoProgramme),
    }
}

async fn somebody_else(
    tx: &mut Tx,
    person: PersonId,
    other: PersonId,
) -> Result<(), ParticipationError> {
    if person == other {
        return Err(ParticipationError::Refused(Fault::Oneself));
    }
    if person_known(tx, other).await?.is_none() {
        return Err(ParticipationError::Refused(Fault::PersonGone));
    }
    Ok(())
}

async fn wishes_changed(
    tx: &mut Tx,
    now: DateTime<Utc>,
    person: PersonId,
) -> Result<(), StoreError> {
    note(tx, now, person, "wishes-changed", &format!("person:{person}")).await
}

async fn note(
    tx: &mut Tx,
    now: DateTime<Utc>,
    person: PersonId,
    action: &str,
    subject: &str,
) -> Result<(), StoreError> {
    audit_append(tx, now, &format!("person:{person}"), action, subject, &json!({})).await
}
