//! Cohorts as coordinators set them up: made, renamed, given rules, given up. Every change leaves one audit line in its
//! own transaction, without names.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::form::{Chosen, CohortDraft, Fault, Field, FieldFault, TeamNames, Typed, check_rules};
use super::{CohortError, open_cohort};
use crate::domain::bootcamp::BootcampRules;
use crate::domain::coffee::{ProgrammeKind, ProgrammeState};
use crate::domain::id::{CohortId, PersonId, ProgrammeId};
use crate::domain::placement::{CohortState, PlacementState, Subject};
use crate::domain::plan::RunState;
use crate::programmes::Env;
use crate::programmes::round::actor;
use crate::store::audit::audit_append;
use crate::store::cohort::{
    Cohort, cohort_add, cohort_become, cohort_edit, cohort_get, cohorts_all,
};
use crate::store::overview::programme::person_by_address;
use crate::store::placement::{placements_of, proposals_remove};
use crate::store::programme::{ProgrammeHead, head_add, head_get, heads_of_kind};
use crate::store::run::{run_become, run_of_subject_open};
use crate::store::team::teams_all;
use crate::store::{StoreError, Tx};

/// What the rows say about a new cohort's form: the owner of a new programme, and whether names are free.
///
/// Errors: [`CohortError::Faults`].
pub async fn look_up(env: &Env, draft: &CohortDraft) -> Result<Owner, CohortError> {
    let mut tx = env.db.read().await?;
    owner_of(&mut tx, draft).await
}

/// Whose programme a cohort will be in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The programme is there.
    There(ProgrammeHead),
    /// A new programme of this person.
    New(PersonId, String),
}

async fn owner_of(tx: &mut Tx, draft: &CohortDraft) -> Result<Owner, CohortError> {
    let one = |field, fault| CohortError::Faults(vec![FieldFault { field, fault }]);
    let mut faults = Vec::new();
    let owner = match &draft.programme {
        None => return Err(one(Field::Programme, Fault::Missing)),
        Some(Chosen::There(id)) => {
            let head = head_get(tx, *id)
                .await?
                .filter(|head| head.kind == ProgrammeKind::Bootcamp)
                .ok_or_else(|| one(Field::Programme, Fault::Missing))?;
            let taken = cohorts_all(tx)
                .await?
                .iter()
                .any(|other| other.programme_id == head.id && same(&other.name, &draft.name));
            if taken {
                return Err(one(Field::Name, Fault::Taken));
            }
            return Ok(Owner::There(head));
        }
        Some(Chosen::New { name, owner, .. }) => {
            for kind in [ProgrammeKind::Coffee, ProgrammeKind::Bootcamp, ProgrammeKind::Rotation] {
                if heads_of_kind(tx, kind).await?.iter().any(|other| same(&other.name, name)) {
                    faults.push(FieldFault { field: Field::ProgrammeName, fault: Fault::Taken });
                }
            }
            person_by_address(tx, owner).await?
        }
    };
    if owner.is_none() {
        faults.push(FieldFault { field: Field::Owner, fault: Fault::UnknownPerson });
    }
    match owner {
        Some((id, name)) if faults.is_empty() => Ok(Owner::New(id, name)),
        _ => Err(CohortError::Faults(faults)),
    }
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// Makes a cohort, and its programme where that is new. Its rules are the usual ones, as far as they fit its weeks.
///
/// Errors: [`CohortError::Faults`] when a name is taken or the owner is nobody.
pub async fn create(env: &Env, by: PersonId, draft: &CohortDraft) -> Result<CohortId, CohortError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let programme_id = match (owner_of(&mut tx, draft).await?, &draft.programme) {
        (Owner::New(owner_id, _), Some(Chosen::New { name, purpose, .. })) => {
            let head = ProgrammeHead {
                id: env.ids.next(now),
                kind: ProgrammeKind::Bootcamp,
                name: name.clone(),
                purpose: purpose.clone(),
                owner_id,
                state: ProgrammeState::Active,
                zone: env.site.zone,
                updated_at: now,
            };
            taken(head_add(&mut tx, &head, now).await, Field::ProgrammeName)?;
            let detail = json!({ "kind": "bootcamp", "owner": owner_id });
            let subject = format!("programme:{}", head.id);
            audit_append(&mut tx, now, &actor(Some(by)), "programme-created", &subject, &detail)
                .await?;
            head.id
        }
        (Owner::There(head), _) => head.id,
        (Owner::New(..), _) => return Err(CohortError::Unknown),
    };
    let id = add(env, &mut tx, by, (programme_id, draft), now).await?;
    tx.commit().await?;
    Ok(id)
}

async fn add(
    env: &Env,
    tx: &mut Tx,
    by: PersonId,
    (programme_id, draft): (ProgrammeId, &CohortDraft),
    now: DateTime<Utc>,
) -> Result<CohortId, CohortError> {
    let usual = BootcampRules::default();
    let cohort = Cohort {
        id: env.ids.next(now),
        programme_id,
        name: draft.name.clone(),
        starts_on: draft.starts_on,
        weeks: draft.weeks,
        rules: BootcampRules { stints: usual.stints.min(draft.weeks), ..usual },
        state: CohortState::Open,
        created_by: Some(by),
        created_at: now,
        updated_at: now,
    };
    taken(cohort_add(tx, &cohort).await, Field::Name)?;
    let detail = json!({
        "programme": programme_id, "starts_on": cohort.starts_on, "weeks": cohort.weeks,
    });
    audit(tx, now, by, "cohort-created", cohort.id, &detail).await?;
    Ok(cohort.id)
}

fn taken(result: Result<(), StoreError>, field: Field) -> Result<(), CohortError> {
    match result {
        Err(StoreError::Taken(_)) => {
            Err(CohortError::Faults(vec![FieldFault { field, fault: Fault::Taken }]))
        }
        Err(error) => Err(error.into()),
        Ok(()) => Ok(()),
    }
}

pub(super) async fn audit(
    tx: &mut Tx,
    now: DateTime<Utc>,
    by: PersonId,
    action: &str,
    id: CohortId,
    detail: &serde_json::Value,
) -> Result<(), StoreError> {
    audit_append(tx, now, &actor(Some(by)), action, &format!("cohort:{id}"), detail).await?;
    Ok(())
}

/// Changes a cohort's name, first week and number of weeks, if nobody changed it since `seen_at`.
///
/// Errors: [`Fault::HasPlacements`] at the weeks when there are placements or proposals, which name weeks by number.
pub async fn edit(
    env: &Env,
    by: PersonId,
    id: CohortId,
    seen_at: DateTime<Utc>,
    draft: &CohortDraft,
) -> Result<(), CohortError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let before = open_cohort(&mut tx, id).await?;
    if before.updated_at != seen_at {
        return Err(CohortError::Changed);
    }
    let weeks_move = (before.starts_on, before.weeks) != (draft.starts_on, draft.weeks);
    if weeks_move && placed(&mut tx, id).await? > 0 {
        let field = if before.weeks == draft.weeks { Field::StartsOn } else { Field::Weeks };
        return Err(vec![FieldFault { field, fault: Fault::HasPlacements }].into());
    }
    let rules = &before.rules;
    let closed = rules.closed.iter().copied();
    let inside = |week: &crate::domain::week::Week| {
        (0..i64::from(draft.weeks)).contains(&draft.starts_on.until(*week))
    };
    let rules = BootcampRules { closed: closed.filter(inside).collect(), ..rules.clone() };
    let open = draft.weeks.saturating_sub(u32::try_from(rules.closed.len()).unwrap_or(0));
    let need = rules.stints.saturating_mul(rules.length);
    if need > open {
        let fault = Fault::DoNotFit { need, have: open };
        return Err(vec![FieldFault { field: Field::Weeks, fault }].into());
    }
    let after = Cohort {
        name: draft.name.clone(),
        starts_on: draft.starts_on,
        weeks: draft.weeks,
        rules,
        updated_at: now,
        ..before.clone()
    };
    taken(cohort_edit(&mut tx, &after, seen_at).await, Field::Name)?;
    let detail = json!({
        "name": if before.name == after.name { "same" } else { "changed" },
        "starts_on": { "from": before.starts_on, "to": after.starts_on },
        "weeks": { "from": before.weeks, "to": after.weeks },
    });
    audit(&mut tx, now, by, "cohort-edited", id, &detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Placements and proposals of a cohort that stand.
pub(super) async fn placed(tx: &mut Tx, id: CohortId) -> Result<usize, StoreError> {
    let all = placements_of(tx, Subject::Cohort(id)).await?;
    Ok(all.iter().filter(|row| row.state != PlacementState::Recalled).count())
}

/// Changes a cohort's rules, if nobody changed it since `seen_at`. A plan that stands is not touched: the next solve keeps
/// the new rules.
///
/// Errors: [`CohortError::Faults`].
pub async fn set_rules(
    env: &Env,
    by: PersonId,
    id: CohortId,
    seen_at: DateTime<Utc>,
    typed: &Typed,
) -> Result<(), CohortError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let before = open_cohort(&mut tx, id).await?;
    if before.updated_at != seen_at {
        return Err(CohortError::Changed);
    }
    let names = TeamNames::new(&teams_all(&mut tx).await?);
    let rules = check_rules(typed, &names, before.starts_on, before.weeks)?;
    if rules == before.rules {
        return Ok(());
    }
    let detail = json!({ "from": before.rules, "to": rules });
    let after = Cohort { rules, updated_at: now, ..before };
    cohort_edit(&mut tx, &after, seen_at).await?;
    audit(&mut tx, now, by, "cohort-rules-changed", id, &detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Gives up a cohort that nobody was told about: its proposals go, its hires stay on the roster.
///
/// Errors: [`CohortError::Placed`] when there are real placements: those are withdrawn first.
pub async fn give_up(env: &Env, by: PersonId, id: CohortId) -> Result<(), CohortError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let cohort = cohort_get(&mut tx, id).await?.ok_or(CohortError::Unknown)?;
    if cohort.state != CohortState::Open {
        return Err(CohortError::Over(cohort.state));
    }
    let subject = Subject::Cohort(id);
    let all = placements_of(&mut tx, subject).await?;
    let booked = all.iter().filter(|row| row.state.is_booked()).count();
    if booked > 0 {
        return Err(CohortError::Placed(booked));
    }
    let proposals: Vec<_> =
        all.iter().filter(|row| row.state.is_proposal()).map(|row| row.id).collect();
    if let Some((run, _)) = run_of_subject_open(&mut tx, subject).await? {
        run_become(&mut tx, run, RunState::Cancelled, Some("the cohort was given up")).await?;
    }
    proposals_remove(&mut tx, &proposals).await?;
    cohort_become(&mut tx, id, CohortState::Open, CohortState::Cancelled, now).await?;
    let detail = json!({ "proposals": proposals.len() });
    audit(&mut tx, now, by, "cohort-cancelled", id, &detail).await?;
    tx.commit().await?;
    Ok(())
}
