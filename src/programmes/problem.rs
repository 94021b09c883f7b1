//! From rows to the optimiser's problem: who takes part, who knows whom, who never meets.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};

use super::Env;
use super::capacity::{room_for_round, seats_with_room};
use super::round::{RoundError, person_key, team_key};
use super::targets::bridges_of_round;
use super::turns::due;
use crate::domain::id::{PersonId, RunId, TeamId};
use crate::domain::person::WorkingHours;
use crate::domain::slots::week_slots;
use crate::optimise::problem::{
    Bridge, COFFEE_FORMAT, Group, Odd, Person, Rules, Team, Tie, Weights,
};
use crate::optimise::{CoffeeProblem, TeamLink};
use crate::store::programme::Programme;
use crate::store::snapshot::{
    KnownPair, Participant, nevers_among_enrolled, pool_of, seats_of_teams, ties_among_enrolled,
    ties_between_teams,
};

/// Everything a round's problem is made of, as it stood at one moment.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The day of the draw, in the programme's zone.
    pub day: NaiveDate,
    /// Everybody in the round.
    pub pool: Vec<Participant>,
    /// Seats of teams that have a limit.
    pub seats: HashMap<TeamId, u32>,
    /// People of a team that the time it can spare in the week of the draw allows; teams without a bound are missing.
    pub room: HashMap<TeamId, u32>,
    /// Who knows whom, or was introduced.
    pub ties: Vec<KnownPair>,
    /// Ties between teams, of everybody.
    pub links: HashMap<(TeamId, TeamId), u32>,
    /// Teams that should meet in this round, by the targets that count in it.
    pub bridges: Vec<(TeamId, TeamId)>,
    /// Who rather not meets whom.
    pub nevers: Vec<(PersonId, PersonId)>,
}

/// Reads the snapshot of a round in one consistent view. `run`: the run whose answers count, and its slot, whose week
/// the time is taken of; none for a dry run.
pub async fn snapshot(
    env: &Env,
    programme: &Programme,
    run: Option<(RunId, DateTime<Utc>)>,
    now: DateTime<Utc>,
) -> Result<Snapshot, RoundError> {
    let (run, slot_at) = run.map_or((None, now), |(run, slot_at)| (Some(run), slot_at));
    let day = now.with_timezone(&programme.zone).date_naive();
    let mut tx = env.db.snapshot().await?;
    Ok(Snapshot {
        day,
        pool: pool_of(&mut tx, programme.id, run, day).await?,
        seats: seats_of_teams(&mut tx).await?,
        room: room_for_round(&mut tx, programme, slot_at).await?,
        ties: ties_among_enrolled(&mut tx, programme.id).await?,
        links: ties_between_teams(&mut tx).await?,
        bridges: bridges_of_round(&mut tx, programme.id, run, day).await?,
        nevers: nevers_among_enrolled(&mut tx, programme.id).await?,
    })
}

/// The problem of a round.
///
/// A pair that met counts as known since its last meeting (for ever, where no day is known). A pair that a plan only
/// introduced is no tie for the value, but it is kept apart for `repeat_after_days` from its introduction, so that
/// nobody is introduced to the same person again and again.
pub fn problem(snapshot: &Snapshot, programme: &Programme) -> CoffeeProblem {
    let rules = &programme.rules;
    let pool: HashSet<PersonId> = snapshot.pool.iter().map(|person| person.id).collect();
    let both = |a: &PersonId, b: &PersonId| pool.contains(a) && pool.contains(b);
    let mut slots: HashMap<(WorkingHours, chrono_tz::Tz), Vec<u16>> = HashMap::new();
    let people = snapshot
        .pool
        .iter()
        .zip(due(&snapshot.pool, &snapshot.seats))
        .map(|(person, waited)| Person {
            id: person_key(person.id),
            team: team_key(person.team_id),
            manager: person
                .manager_id
                .filter(|manager| *manager != person.id && pool.contains(manager))
                .map(person_key),
            slots: Some(
                slots
                    .entry((person.profile.hours, person.zone))
                    .or_insert_with(|| week_slots(&person.profile.hours, person.zone, snapshot.day))
                    .clone(),
            ),
            languages: distinct(&person.profile.speaks),
            topics: distinct(&person.profile.topics),
            waited,
        })
        .collect();
    let teams: BTreeSet<TeamId> = snapshot.pool.iter().map(|person| person.team_id).collect();
    let links = links_of_others(snapshot, &teams);
    let bridges = snapshot
        .bridges
        .iter()
        .filter(|(a, b)| teams.contains(a) && teams.contains(b))
        .map(|(a, b)| Bridge { a: team_key(*a), b: team_key(*b) })
        .collect();
    CoffeeProblem {
        format: COFFEE_FORMAT.to_owned(),
        group: Group { min: 2, max: 2, odd: Some(Odd::Trio) },
        rules: Rules {
            cross_team: rules.cross_team,
            repeat_after_days: rules.repeat_after_days,
            min_common_slots: rules.min_common_slots,
        },
        teams: teams
            .into_iter()
            .map(|team| Team {
                id: team_key(team),
                seats: seats_with_room(&snapshot.seats, &snapshot.room, team),
            })
            .collect(),
        people,
        ties: snapshot
            .ties
            .iter()
            .filter(|tie| both(&tie.a, &tie.b))
            .filter_map(|tie| known(tie, snapshot.day, rules.repeat_after_days))
            .collect(),
        never: snapshot
            .nevers
            .iter()
            .filter(|(a, b)| both(a, b))
            .map(|(a, b)| (person_key(*a), person_key(*b)))
            .collect(),
        links,
        bridges,
        weights: Weights::default(),
    }
}

/// Ties between the teams of the pool beside those within the pool: who is not in this round keeps a link too.
fn links_of_others(snapshot: &Snapshot, teams: &BTreeSet<TeamId>) -> Vec<TeamLink> {
    let team: HashMap<PersonId, TeamId> =
        snapshot.pool.iter().map(|person| (person.id, person.team_id)).collect();
    let mut others: BTreeMap<(TeamId, TeamId), u32> = snapshot
        .links
        .iter()
        .filter(|((a, b), _)| teams.contains(a) && teams.contains(b))
        .map(|(&link, &ties)| (link, ties))
        .collect();
    for tie in snapshot.ties.iter().filter(|tie| tie.met) {
        if let (Some(&a), Some(&b)) = (team.get(&tie.a), team.get(&tie.b))
            && let Some(ties) = others.get_mut(&(a.min(b), a.max(b)))
        {
            *ties = ties.saturating_sub(1);
        }
    }
    others
        .into_iter()
        .filter(|(_, ties)| *ties > 0)
        .map(|((a, b), ties)| TeamLink { a: team_key(a), b: team_key(b), ties })
        .collect()
}

fn known(tie: &KnownPair, today: NaiveDate, repeat_after_days: u32) -> Option<Tie> {
    let since = |day: NaiveDate| u32::try_from((today - day).num_days().max(0)).unwrap_or(u32::MAX);
    let introduced = tie.introduced_on.map(since).filter(|days| *days < repeat_after_days);
    if !tie.met && introduced.is_none() {
        return None;
    }
    let days = [tie.last_on.map(since), introduced].into_iter().flatten().min();
    Some(Tie { a: person_key(tie.a), b: person_key(tie.b), days })
}

/// Each word once, as the problem's format wants it; blanks dropped.
fn distinct(words: &[String]) -> Vec<String> {
    let set: BTreeSet<&str> =
        words.iter().map(|word| word.trim()).filter(|word| !word.is_empty()).collect();
    set.into_iter().map(str::to_owned).collect()
}
