//! The capacity ledger as its users know it: what is free for a plan, and taking it.

pub mod expect;
pub mod hosts;
pub mod offers;
pub mod requests;

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};

use crate::domain::capacity::{Offer, Refusal, Taken, Use};
use crate::domain::id::{RunId, TeamId};
use crate::domain::week::Week;
use crate::store::capacity::{
    Booking, Taker, booking_take, hosts_of_teams, team_weeks, weeks_of_all_teams,
};
use crate::store::programme::Programme;
use crate::store::{StoreError, Tx};

use super::Env;

/// Places that teams have free in some weeks, in the order of `weeks`, for people whose stay costs the team
/// `minutes_each` a week. Teams that said nothing about any of the weeks are missing: they give no places (for
/// [`Use::Coffee`]: they are not bounded by the ledger, and a week without a word is `u32::MAX`).
///
/// A team with named hosts has at most as many guests, of bootcamps and rotations together, as its hosts can take at the
/// same time; a team without named hosts is bounded by its places and its time only.
///
/// Cost: two statements; 500 teams of 26 weeks some 20 ms.
pub async fn free_places(
    tx: &mut Tx,
    what: Use,
    weeks: &[Week],
    minutes_each: u32,
) -> Result<BTreeMap<TeamId, Vec<u32>>, StoreError> {
    let (Some(first), Some(last)) = (weeks.iter().min(), weeks.iter().max()) else {
        return Ok(BTreeMap::new());
    };
    let said = weeks_of_all_teams(tx, *first, last.plus(1)).await?;
    let mut teams: Vec<TeamId> = said.keys().map(|(team, _)| *team).collect();
    teams.dedup();
    let hosted = hosted_at_once(tx, &teams).await?;
    let unsaid = if what == Use::Coffee { u32::MAX } else { 0 };
    let mut free = BTreeMap::new();
    for team in teams {
        let hosts = hosted.get(&team).copied();
        let places = weeks.iter().map(|week| {
            said.get(&(team, *week)).map_or(unsaid, |row| {
                let places = row.offer.free(row.taken, what, minutes_each);
                match (what, hosts) {
                    (Use::Bootcamp | Use::Rotation, Some(most)) => {
                        places.min(most.saturating_sub(row.taken.guests()))
                    }
                    _ => places,
                }
            })
        });
        free.insert(team, places.collect());
    }
    Ok(free)
}

/// How many guests the named hosts of some teams take at the same time; teams without named hosts are missing.
async fn hosted_at_once(
    tx: &mut Tx,
    teams: &[TeamId],
) -> Result<BTreeMap<TeamId, u32>, StoreError> {
    let mut most: BTreeMap<TeamId, u32> = BTreeMap::new();
    for host in hosts_of_teams(tx, teams).await? {
        let sum = most.entry(host.team_id).or_default();
        *sum = sum.saturating_add(host.most_at_once);
    }
    Ok(most)
}

/// How many guests a team's named hosts take at the same time; `None`: it has named none.
pub async fn hosted(tx: &mut Tx, team: TeamId) -> Result<Option<u32>, StoreError> {
    Ok(hosted_at_once(tx, &[team]).await?.get(&team).copied())
}

/// Takes capacity, or says why it does not fit; then nothing was written. Whoever takes several does so in the order of
/// team and week.
pub async fn take(
    tx: &mut Tx,
    booking: &Booking,
    now: DateTime<Utc>,
) -> Result<Result<(), Refusal>, StoreError> {
    if booking_take(tx, booking, now).await? {
        return Ok(Ok(()));
    }
    let row = team_weeks(tx, booking.team_id, booking.week, booking.week.plus(1)).await?;
    let (offer, taken) = row
        .into_iter()
        .next()
        .map_or_else(|| (Offer::default(), Taken::default()), |row| (row.offer, row.taken));
    let hosted = hosted(tx, booking.team_id).await?;
    let why = offer.refusal(taken, booking.what, booking.places, booking.minutes, hosted);
    // What was in the way may be gone by now; it was a place.
    Ok(Err(why.unwrap_or(Refusal::Places)))
}

/// The week whose time a coffee round takes: that of its draw. It is known long before (so that a lead can black it
/// out), the draw is bounded by it, and the release books the very same one, however long a plan is held; the meetings
/// themselves spread over the days after it, and who meets when is nobody's business.
pub fn week_of_round(programme: &Programme, slot_at: DateTime<Utc>) -> Week {
    Week::of(slot_at.with_timezone(&programme.zone).date_naive())
}

/// How many people of each team a round may take for what the week's time allows; teams that time does not bound are
/// missing. A black-out leaves nobody.
pub(super) async fn room_for_round(
    tx: &mut Tx,
    programme: &Programme,
    slot_at: DateTime<Utc>,
) -> Result<HashMap<TeamId, u32>, StoreError> {
    let week = week_of_round(programme, slot_at);
    let free = free_places(tx, Use::Coffee, &[week], programme.rules.minutes).await?;
    Ok(free
        .into_iter()
        .filter_map(|(team, places)| Some((team, *places.first()?)))
        .filter(|(_, room)| *room < u32::MAX)
        .collect())
}

/// The lower of a team's seats and of the room that time leaves it; `None`: neither bounds it.
pub(super) fn seats_with_room(
    seats: &HashMap<TeamId, u32>,
    room: &HashMap<TeamId, u32>,
    team: TeamId,
) -> Option<u32> {
    seats.get(&team).into_iter().chain(room.get(&team)).min().copied()
}

/// Takes a round's time of its people's teams. The team that has no time for it any more is the error; then nothing may
/// be kept.
pub(super) async fn take_for_round(
    env: &Env,
    tx: &mut Tx,
    programme: &Programme,
    round: (RunId, DateTime<Utc>),
    people_of: &BTreeMap<TeamId, u32>,
    now: DateTime<Utc>,
) -> Result<Result<(), TeamId>, StoreError> {
    let (run, slot_at) = round;
    for (team, people) in people_of {
        let booking = Booking {
            id: env.ids.next(now),
            team_id: *team,
            week: week_of_round(programme, slot_at),
            what: Use::Coffee,
            places: *people,
            minutes: people.saturating_mul(programme.rules.minutes),
            taker: Taker::Round(run),
        };
        if take(tx, &booking, now).await?.is_err() {
            return Ok(Err(*team));
        }
    }
    Ok(Ok(()))
}
