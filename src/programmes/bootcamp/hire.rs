//! One hire of a cohort: their weeks and wishes, taken in, taken out.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::cohort::audit;
use super::form::{Field, TeamNames, Typed, check_hire};
use super::{CohortError, open_cohort};
use crate::domain::id::{CohortId, PersonId, PlacementId};
use crate::domain::placement::Subject;
use crate::programmes::Env;
use crate::store::Tx;
use crate::store::hire::{Hire, HireLine, hire_remove, hire_set, hires_of};
use crate::store::placement::{placements_of, proposals_remove};
use crate::store::team::teams_all;

/// A hire of a cohort.
///
/// Errors: [`CohortError::Unknown`].
pub async fn hire_of(
    tx: &mut Tx,
    cohort: CohortId,
    person: PersonId,
) -> Result<HireLine, CohortError> {
    hires_of(tx, cohort)
        .await?
        .into_iter()
        .find(|line| line.hire.person_id == person)
        .ok_or(CohortError::Unknown)
}

/// A hire's form.
pub fn typed_hire(hire: &Hire, names: &TeamNames) -> Typed {
    let own = |number: Option<u32>| number.map(|n| n.to_string()).unwrap_or_default();
    Typed::from([
        (Field::FromWeek, (hire.from_week + 1).to_string()),
        (Field::ToWeek, hire.to_week.to_string()),
        (Field::Stints, own(hire.stints)),
        (Field::Length, own(hire.length)),
        (Field::Likes, names.lines(&hire.likes)),
        (Field::Avoid, names.lines(&hire.avoid)),
    ])
}

/// Changes a hire's weeks, stints and wishes, if nobody changed them since `seen_at`. A plan that stands is not touched:
/// the next solve knows.
///
/// Errors: [`CohortError::Faults`].
pub async fn edit(
    env: &Env,
    by: PersonId,
    (cohort, person): (CohortId, PersonId),
    seen_at: DateTime<Utc>,
    typed: &Typed,
) -> Result<(), CohortError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let rules = open_cohort(&mut tx, cohort).await?;
    let before = hire_of(&mut tx, cohort, person).await?.hire;
    if before.changed_at != seen_at {
        return Err(CohortError::Changed);
    }
    let names = TeamNames::new(&teams_all(&mut tx).await?);
    let draft = check_hire(typed, &names, rules.weeks, &rules.rules)?;
    let after = Hire {
        from_week: draft.from_week,
        to_week: draft.to_week,
        stints: draft.stints,
        length: draft.length,
        likes: draft.likes,
        avoid: draft.avoid,
        changed_at: now,
        ..before
    };
    hire_set(&mut tx, &after, seen_at).await?;
    let detail = json!({
        "person": person, "from_week": after.from_week, "to_week": after.to_week,
        "stints": after.stints, "length": after.length,
    });
    audit(&mut tx, now, by, "hire-edited", cohort, &detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a hire out of a cohort, with the proposals for them; they stay on the roster.
///
/// Errors: [`CohortError::Placed`] when they have real placements: those are withdrawn first.
pub async fn remove(
    env: &Env,
    by: PersonId,
    (cohort, person): (CohortId, PersonId),
) -> Result<(), CohortError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    open_cohort(&mut tx, cohort).await?;
    let all = placements_of(&mut tx, Subject::Cohort(cohort)).await?;
    let own = || all.iter().filter(|row| row.person_id == person);
    let booked = own().filter(|row| row.state.is_booked()).count();
    if booked > 0 {
        return Err(CohortError::Placed(booked));
    }
    let proposals: Vec<PlacementId> =
        own().filter(|row| row.state.is_proposal()).map(|row| row.id).collect();
    proposals_remove(&mut tx, &proposals).await?;
    if !hire_remove(&mut tx, cohort, person).await? {
        return Err(CohortError::Unknown);
    }
    let detail = json!({ "person": person, "proposals": proposals.len() });
    audit(&mut tx, now, by, "hire-removed", cohort, &detail).await?;
    tx.commit().await?;
    Ok(())
}
