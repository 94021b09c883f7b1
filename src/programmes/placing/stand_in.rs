//! A host who is away when a plan is released: nothing is sent to people who are away, and nobody would be there for the
//! guest. So somebody of the same team stands in, as they would have been chosen without the one who is away.

use std::collections::BTreeSet;

use super::release::{Changes, changes};
use super::solve::give_hosts;
use crate::domain::id::{PersonId, RunId};
use crate::domain::person::PersonState;
use crate::domain::placement::PlacementState;
use crate::programmes::Env;
use crate::programmes::round::RoundError;
use crate::store::Tx;
use crate::store::person::{person_get, persons_by_ids};
use crate::store::placement::{Placement, placements_of};
use crate::store::run::run_get;
use crate::store::team::team_get;

/// A host who is away, and who stands in: all by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandIn {
    /// The guest.
    pub guest: String,
    /// The host team.
    pub team: String,
    /// Who was to look after the guest.
    pub away: String,
    /// Who does instead; `None`: nobody of the team can.
    pub instead: Option<String>,
}

/// Who stands in for whom when a plan is released now.
///
/// Errors: [`RoundError::NoRun`].
pub async fn stand_ins(env: &Env, run: RunId) -> Result<Vec<StandIn>, RoundError> {
    let mut tx = env.db.snapshot().await?;
    let row = run_get(&mut tx, run).await?.ok_or(RoundError::NoRun)?;
    let there = placements_of(&mut tx, row.subject).await?;
    let mut planned = changes(&there, run, env.clock.now());
    let mut found = Vec::new();
    for (row, away) in stand_in(&mut tx, &mut planned, &there).await? {
        let instead = match row.host_id {
            Some(id) => Some(name(&mut tx, id).await?),
            None => None,
        };
        let team = team_get(&mut tx, row.team_id).await?;
        found.push(StandIn {
            guest: name(&mut tx, row.person_id).await?,
            team: team.map(|team| team.name).unwrap_or_default(),
            away: name(&mut tx, away).await?,
            instead,
        });
    }
    Ok(found)
}

async fn name(tx: &mut Tx, id: PersonId) -> Result<String, RoundError> {
    Ok(person_get(tx, id).await?.map(|person| person.name).unwrap_or_default())
}

/// Gives what a plan makes real, or moves, another host where the one it has is away. Returns those placements as they
/// will be, each with who is away.
pub(super) async fn stand_in(
    tx: &mut Tx,
    changes: &mut Changes,
    there: &[Placement],
) -> Result<Vec<(Placement, PersonId)>, RoundError> {
    let planned: Vec<&mut Placement> = changes
        .new
        .iter_mut()
        .chain(changes.moved.iter_mut().map(|(_, is, _)| is))
        .filter(|row| row.host_id.is_some())
        .collect();
    let hosts: Vec<PersonId> =
        planned.iter().filter_map(|row| row.host_id).collect::<BTreeSet<_>>().into_iter().collect();
    let gone: BTreeSet<PersonId> = persons_by_ids(tx, &hosts)
        .await?
        .into_iter()
        .filter(|person| person.state != PersonState::Active)
        .map(|person| person.id)
        .collect();
    let mut replaced = Vec::new();
    for row in planned {
        let Some(away) = row.host_id.filter(|host| gone.contains(host)) else { continue };
        let others: Vec<Placement> = there
            .iter()
            .filter(|other| other.id != row.id && other.state != PlacementState::Recalled)
            .cloned()
            .collect();
        let mut anew = row.clone();
        anew.host_id = None;
        give_hosts(tx, std::slice::from_mut(&mut anew), &others).await?;
        row.host_id = anew.host_id;
        replaced.push((anew, away));
    }
    Ok(replaced)
}
