//! Swaps of two confirmed placements of a call: asked for by one of the two, agreed by the other and by both home teams,
//! booked by the coordinator. The optimiser's rules are asked when it is asked for, and once more when it is booked.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::apply::decider;
use super::letters::{self, SwapReader};
use super::{RotationError, audit, call_and_programme};
use crate::domain::id::{CallId, PersonId, PlacementId, SwapId};
use crate::domain::person::Person;
use crate::domain::placement::{PlacementState, Subject};
use crate::programmes::Env;
use crate::programmes::placing;
use crate::store::Tx;
use crate::store::call::Call;
use crate::store::person::person_get;
use crate::store::placement::{Placement, placement_get, placements_of};
use crate::store::programme::ProgrammeHead;
use crate::store::swap::{
    Swap, SwapSide, SwapState, swap_add, swap_become, swap_get, swap_yes, swaps_of_call,
};
use crate::store::team::team_get;

/// A swap with its placements and people.
#[derive(Clone, Debug)]
pub struct SwapCase {
    /// The swap.
    pub swap: Swap,
    /// Its call.
    pub call: Call,
    /// The call's programme.
    pub programme: ProgrammeHead,
    /// The placement of whoever asks, and the other.
    pub placements: [Placement; 2],
    /// Whoever asks, and the other.
    pub people: [Person; 2],
}

/// Reads a swap.
///
/// Errors: [`RotationError::Unknown`].
pub async fn case(tx: &mut Tx, id: SwapId) -> Result<SwapCase, RotationError> {
    let swap = swap_get(tx, id).await?.ok_or(RotationError::Unknown)?;
    let (call, programme) = call_and_programme(tx, swap.call_id).await?;
    let one = placement_get(tx, swap.asking_id).await?.ok_or(RotationError::Unknown)?;
    let other = placement_get(tx, swap.asked_id).await?.ok_or(RotationError::Unknown)?;
    let asking = person_get(tx, one.person_id).await?.ok_or(RotationError::Unknown)?;
    let asked = person_get(tx, other.person_id).await?.ok_or(RotationError::Unknown)?;
    Ok(SwapCase { swap, call, programme, placements: [one, other], people: [asking, asked] })
}

/// The placement of somebody in a call that could be swapped: confirmed, and not begun.
pub async fn own_place(
    tx: &mut Tx,
    call: CallId,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Option<Placement>, RotationError> {
    Ok(candidates(tx, call, now).await?.into_iter().find(|row| row.person_id == person))
}

/// The placements of a call that could be swapped, by start.
async fn candidates(
    tx: &mut Tx,
    call: CallId,
    now: DateTime<Utc>,
) -> Result<Vec<Placement>, RotationError> {
    let (call, programme) = call_and_programme(tx, call).await?;
    let today = now.with_timezone(&programme.zone).date_naive();
    let mut rows = placements_of(tx, Subject::Call(call.id)).await?;
    rows.retain(|row| {
        row.state == PlacementState::Confirmed
            && row.from_on.monday() > today
            && row.leaves_run_id.is_none()
    });
    rows.sort_by_key(|row| (row.from_on, row.id));
    Ok(rows)
}

/// The placements of others that somebody's could be swapped with by the rules, with what the plan would gain. Units:
/// milli-connections. At most 30 are looked at.
pub async fn possible(
    env: &Env,
    call: CallId,
    person: PersonId,
) -> Result<Vec<(Placement, i64)>, RotationError> {
    let now = env.clock.now();
    let mut tx = env.db.snapshot().await?;
    let all = candidates(&mut tx, call, now).await?;
    drop(tx);
    let Some(own) = all.iter().find(|row| row.person_id == person) else {
        return Err(RotationError::NotPossible);
    };
    let mut possible = Vec::new();
    for other in all.iter().filter(|row| row.person_id != person).take(30) {
        let ids = [own.id, other.id];
        if let Ok(effect) = placing::swap_effect(env, Subject::Call(call), ids).await {
            possible.push((other.clone(), effect));
        }
    }
    Ok(possible)
}

/// Asks somebody to swap. They get a mail with two buttons.
///
/// Errors: [`RotationError::NotPossible`] when the rules do not allow it, or one of the two is in a swap already.
pub async fn ask(
    env: &Env,
    person: PersonId,
    call: CallId,
    other: PlacementId,
) -> Result<SwapId, RotationError> {
    let now = env.clock.now();
    let mut tx = env.db.snapshot().await?;
    let own = own_place(&mut tx, call, person, now).await?.ok_or(RotationError::NotPossible)?;
    drop(tx);
    let ids = [own.id, other];
    placing::swap_effect(env, Subject::Call(call), ids)
        .await
        .map_err(|_| RotationError::NotPossible)?;
    let mut tx = env.db.write().await?;
    let open = |swap: &Swap| matches!(swap.state, SwapState::Asked | SwapState::Agreed);
    let touches = |swap: &Swap| ids.contains(&swap.asking_id) || ids.contains(&swap.asked_id);
    if swaps_of_call(&mut tx, call).await?.iter().any(|swap| open(swap) && touches(swap)) {
        return Err(RotationError::NotPossible);
    }
    let swap = Swap {
        id: env.ids.next(now),
        call_id: call,
        asking_id: own.id,
        asked_id: other,
        state: SwapState::Asked,
        asked_at: now,
        other_said_at: None,
        asking_home_said_at: None,
        asked_home_said_at: None,
        ended_by: None,
        ended_at: None,
    };
    swap_add(&mut tx, &swap).await?;
    let case = case(&mut tx, swap.id).await?;
    let to = case.people[1].clone();
    letters::swap_question(env, &mut tx, &case, &to, SwapReader::Other).await?;
    let about = format!("swap:{}", swap.id);
    audit(&mut tx, now, Some(person), "swap-asked", about, json!({ "call": call })).await?;
    tx.commit().await?;
    Ok(swap.id)
}

/// For which sides somebody may speak.
pub async fn sides_of(
    tx: &mut Tx,
    case: &SwapCase,
    person: PersonId,
) -> Result<Vec<SwapSide>, RotationError> {
    let mut sides = Vec::new();
    if case.people[1].id == person {
        sides.push(SwapSide::Other);
    }
    for (n, side) in [SwapSide::AskingHome, SwapSide::AskedHome].into_iter().enumerate() {
        let (placement, guest) = (&case.placements[n], &case.people[n]);
        let team = team_get(tx, placement.home_team_id).await?;
        let leads = team.and_then(|team| team.lead_id) == Some(person);
        let decides = decider(tx, guest).await?.is_some_and(|lead| lead.id == person);
        if guest.id != person && (leads || decides) {
            sides.push(side);
        }
    }
    Ok(sides)
}

/// Does this side's yes stand already?
pub fn has_said(swap: &Swap, side: SwapSide) -> bool {
    match side {
        SwapSide::Other => swap.other_said_at,
        SwapSide::AskingHome => swap.asking_home_said_at,
        SwapSide::AskedHome => swap.asked_home_said_at,
    }
    .is_some()
}

/// Sets down what somebody says to a swap. The other person's yes has both home teams asked; the last yes has the
/// coordinator decide; one no ends it, and whoever asked is told. `false`: it was said before.
///
/// Errors: [`RotationError::Unknown`] for whoever has no say; [`RotationError::NotPossible`] when it is over.
pub async fn say(
    env: &Env,
    person: PersonId,
    id: SwapId,
    yes: bool,
) -> Result<bool, RotationError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let before = case(&mut tx, id).await?;
    let sides = sides_of(&mut tx, &before, person).await?;
    if sides.is_empty() {
        return Err(RotationError::Unknown);
    }
    if before.swap.state == SwapState::Refused && before.swap.ended_by == Some(person) && !yes
        || yes && sides.iter().all(|side| has_said(&before.swap, *side))
    {
        return Ok(false);
    }
    if before.swap.state != SwapState::Asked {
        return Err(RotationError::NotPossible);
    }
    let about = format!("swap:{id}");
    if !yes {
        swap_become(&mut tx, id, SwapState::Asked, SwapState::Refused, Some(person), now).await?;
        letters::swap_refused(env, &mut tx, &before).await?;
        audit(&mut tx, now, Some(person), "swap-refused", about, json!({})).await?;
        tx.commit().await?;
        return Ok(true);
    }
    for side in &sides {
        swap_yes(&mut tx, id, *side, now).await?;
    }
    let mut after = case(&mut tx, id).await?;
    if sides.contains(&SwapSide::Other) {
        ask_homes(env, &mut tx, &after).await?;
        after = case(&mut tx, id).await?;
    }
    let all = [SwapSide::Other, SwapSide::AskingHome, SwapSide::AskedHome];
    if all.iter().all(|side| has_said(&after.swap, *side)) {
        swap_become(&mut tx, id, SwapState::Asked, SwapState::Agreed, None, now).await?;
        if let Some(owner) = person_get(&mut tx, after.programme.owner_id).await? {
            letters::swap_question(env, &mut tx, &after, &owner, SwapReader::Office).await?;
        }
    }
    audit(&mut tx, now, Some(person), "swap-agreed", about, json!({ "sides": sides.len() }))
        .await?;
    tx.commit().await?;
    Ok(true)
}

/// Asks whoever decides for each home team and has not said yes; a home team that nobody speaks for is the coordinator's
/// to ask, and counts as agreed when the coordinator books.
async fn ask_homes(env: &Env, tx: &mut Tx, case: &SwapCase) -> Result<(), RotationError> {
    let now = env.clock.now();
    for (n, side) in [SwapSide::AskingHome, SwapSide::AskedHome].into_iter().enumerate() {
        match decider(tx, &case.people[n]).await? {
            Some(lead) if !has_said(&case.swap, side) => {
                letters::swap_question(env, tx, case, &lead, SwapReader::Home).await?;
            }
            Some(_) => {}
            None => {
                swap_yes(tx, case.swap.id, side, now).await?;
            }
        }
    }
    Ok(())
}

/// Takes a swap back that one asked for.
///
/// Errors: [`RotationError::Unknown`] for others'; [`RotationError::NotPossible`] when it is over.
pub async fn take_back(env: &Env, person: PersonId, id: SwapId) -> Result<(), RotationError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let case = case(&mut tx, id).await?;
    if case.people[0].id != person {
        return Err(RotationError::Unknown);
    }
    if !matches!(case.swap.state, SwapState::Asked | SwapState::Agreed) {
        return Err(RotationError::NotPossible);
    }
    let from = case.swap.state;
    swap_become(&mut tx, id, from, SwapState::Withdrawn, Some(person), now).await?;
    audit(&mut tx, now, Some(person), "swap-withdrawn", format!("swap:{id}"), json!({})).await?;
    tx.commit().await?;
    Ok(())
}

/// The coordinator's word on a swap that everybody agreed to: booked, or refused.
///
/// Errors: [`RotationError::NotPossible`] when it is not agreed; what [`placing::swap`] says when it does not fit.
pub async fn decide(env: &Env, by: PersonId, id: SwapId, book: bool) -> Result<(), RotationError> {
    let now = env.clock.now();
    let mut tx = env.db.read().await?;
    let case = case(&mut tx, id).await?;
    drop(tx);
    if case.swap.state != SwapState::Agreed {
        return Err(RotationError::NotPossible);
    }
    if book {
        placing::swap(env, &case.swap, by).await?;
        return Ok(());
    }
    let mut tx = env.db.write().await?;
    swap_become(&mut tx, id, SwapState::Agreed, SwapState::Refused, Some(by), now).await?;
    letters::swap_refused(env, &mut tx, &case).await?;
    audit(&mut tx, now, Some(by), "swap-refused", format!("swap:{id}"), json!({})).await?;
    tx.commit().await?;
    Ok(())
}
