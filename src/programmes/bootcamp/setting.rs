//! From a cohort's rows to the optimiser's problem.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use chrono::{DateTime, Utc};

use crate::domain::capacity::Use;
use crate::domain::id::{PersonId, TeamId};
use crate::domain::person::PersonState;
use crate::domain::placement::{PlacementState, Subject};
use crate::domain::rotation::Period;
use crate::domain::week::Week;
use crate::optimise::bootcamp::{Before, FORMAT, Hire, Host, Weights, Window};
use crate::optimise::{BootcampProblem, Problem, TeamLink};
use crate::programmes::capacity::free_places;
use crate::programmes::placing::Setting;
use crate::programmes::round::{RoundError, person_key, team_key};
use crate::store::capacity::weeks_of_all_teams;
use crate::store::cohort::Cohort;
use crate::store::hire::{HireLine, hires_of};
use crate::store::placement::{Placement, placements_of};
use crate::store::programme::head_get;
use crate::store::snapshot::ties_between_teams;
use crate::store::{StoreError, Tx};

/// What a plan of a cohort is made of.
///
/// Whoever is away or has left keeps what they have and gets nothing new; who has nothing is missing. In weeks that have begun nothing new is planned: a team has exactly
/// the places there that the cohort's own placements already take, so that those can be locked.
///
/// Errors: [`RoundError::NoProgramme`].
/// Cost: six statements; 200 teams of 26 weeks some 20 ms.
pub async fn setting(
    tx: &mut Tx,
    cohort: &Cohort,
    now: DateTime<Utc>,
) -> Result<Setting, RoundError> {
    let programme = head_get(tx, cohort.programme_id).await?.ok_or(RoundError::NoProgramme)?;
    let today = now.with_timezone(&programme.zone).date_naive();
    let placements = placements_of(tx, Subject::Cohort(cohort.id)).await?;
    let mut hires = hires_of(tx, cohort.id).await?;
    hires.retain(|line| {
        line.state != PersonState::Left || kept(&placements, line.hire.person_id) > 0
    });
    let places = places(tx, cohort, &placements, Week::of(today)).await?;
    let teams = teams(cohort, &hires, &places, &placements);
    let links = ties_between_teams(tx)
        .await?
        .into_iter()
        .filter(|((a, b), ties)| teams.contains(a) && teams.contains(b) && *ties > 0)
        .collect::<BTreeMap<_, _>>();
    let nowhere = vec![0; cohort.weeks as usize];
    let problem = BootcampProblem {
        format: FORMAT.to_owned(),
        weeks: cohort.weeks,
        teams: teams
            .iter()
            .map(|team| Host {
                id: team_key(*team),
                places: places.get(team).unwrap_or(&nowhere).clone(),
            })
            .collect(),
        hires: hires.iter().map(|line| hire(cohort, line, &teams, &placements)).collect(),
        links: links
            .into_iter()
            .map(|((a, b), ties)| TeamLink { a: team_key(a), b: team_key(b), ties })
            .collect(),
        locked: Vec::new(),
        given: Vec::new(),
        order: cohort
            .rules
            .order
            .iter()
            .filter(|one| teams.contains(&one.first) && teams.contains(&one.then))
            .map(|one| Before { first: team_key(one.first), then: team_key(one.then) })
            .collect(),
        windows: cohort
            .rules
            .windows
            .iter()
            .filter(|one| teams.contains(&one.team))
            .map(|one| {
                let to = one.to.min(cohort.weeks);
                let from = one.from.min(to);
                Window { team: team_key(one.team), from, to, hard: one.hard }
            })
            .collect(),
        weights: Weights::default(),
    };
    Ok(Setting {
        subject: Subject::Cohort(cohort.id),
        programme,
        problem: Problem::Bootcamp(problem),
        slots: cohort
            .starts_on
            .run(cohort.weeks)
            .map(|week| Period { from_on: week, to_on: week.plus(1) })
            .collect(),
        minutes_per_week: cohort.rules.minutes_per_week,
        hold_minutes: cohort.rules.hold_minutes,
        placements,
    })
}

/// Places that each team has for a cohort in each of its weeks: what is free in the ledger, and what the cohort's own
/// placements take of it already. Weeks that have begun, closed weeks and teams that nobody visits give only the latter. A
/// week that the team has closed since gives nothing, so that a plan has to go around it; only who has begun stays.
pub async fn places(
    tx: &mut Tx,
    cohort: &Cohort,
    placements: &[Placement],
    this_week: Week,
) -> Result<BTreeMap<TeamId, Vec<u32>>, StoreError> {
    let rules = &cohort.rules;
    room(tx, cohort, placements, this_week, |team, week| {
        week <= this_week || rules.closed.contains(&week) || rules.must_not.contains(&team)
    })
    .await
}

/// Places that each team has for a cohort in each of its weeks, as people count them: also in weeks that have begun and
/// against the cohort's rules.
pub async fn places_shown(
    tx: &mut Tx,
    cohort: &Cohort,
    placements: &[Placement],
    this_week: Week,
) -> Result<BTreeMap<TeamId, Vec<u32>>, StoreError> {
    room(tx, cohort, placements, this_week, |_, _| false).await
}

async fn room(
    tx: &mut Tx,
    cohort: &Cohort,
    placements: &[Placement],
    this_week: Week,
    shut: impl Fn(TeamId, Week) -> bool,
) -> Result<BTreeMap<TeamId, Vec<u32>>, StoreError> {
    let weeks: Vec<Week> = cohort.starts_on.run(cohort.weeks).collect();
    let end = cohort.starts_on.plus(cohort.weeks);
    let minutes = cohort.rules.minutes_per_week;
    let mut places = free_places(tx, Use::Bootcamp, &weeks, minutes).await?;
    for (team, free) in &mut places {
        for (week, free) in weeks.iter().zip(free) {
            if shut(*team, *week) {
                *free = 0;
            }
        }
    }
    let said = weeks_of_all_teams(tx, cohort.starts_on, end).await?;
    let dark = |team, week| said.get(&(team, week)).is_some_and(|row| row.offer.blackout.is_some());
    for own in placements.iter().filter(|placement| placement.state.is_booked()) {
        let at = places.entry(own.team_id).or_insert_with(|| vec![0; weeks.len()]);
        let end = own.slot.saturating_add(own.length);
        let stay = weeks.iter().zip(at).take(end as usize).skip(own.slot as usize);
        for (week, place) in stay {
            if own.from_on <= this_week || !dark(own.team_id, *week) {
                *place = place.saturating_add(1);
            }
        }
    }
    Ok(places)
}

/// The teams of the problem: those with a place, those that must be visited, the hires' own, and those of placements that
/// stand, which a plan may have to move away.
fn teams(
    cohort: &Cohort,
    hires: &[HireLine],
    places: &BTreeMap<TeamId, Vec<u32>>,
    placements: &[Placement],
) -> BTreeSet<TeamId> {
    let stand = placements.iter().filter(|row| row.state != PlacementState::Recalled);
    let with_places =
        places.iter().filter(|(_, weeks)| weeks.iter().any(|n| *n > 0)).map(|(team, _)| *team);
    with_places
        .chain(cohort.rules.must.iter().copied())
        .chain(hires.iter().map(|line| line.home_team_id))
        .chain(stand.map(|row| row.team_id))
        .collect()
}

/// How many stints somebody has that stay: those that are real, and those that were set by hand beside them.
fn kept(placements: &[Placement], person: PersonId) -> u32 {
    let stays = |row: &&Placement| {
        let by_hand = row.state.is_proposal() && row.locked && row.replaces_id.is_none();
        row.person_id == person && (row.state.is_booked() || by_hand)
    };
    u32::try_from(placements.iter().filter(stays).count()).unwrap_or(0)
}

/// A hire as the optimiser sees them. A team that must be visited but is their own, or that they avoid, is not asked of
/// them; teams that everybody should visit come after their own wishes.
fn hire(
    cohort: &Cohort,
    line: &HireLine,
    teams: &BTreeSet<TeamId>,
    placements: &[Placement],
) -> Hire {
    let (rules, own) = (&cohort.rules, &line.hire);
    let stints = if line.state == PersonState::Active {
        own.stints.unwrap_or(rules.stints)
    } else {
        kept(placements, own.person_id)
    };
    let out: HashSet<TeamId> =
        own.avoid.iter().chain(&rules.must_not).chain([&line.home_team_id]).copied().collect();
    let keys = |list: &mut dyn Iterator<Item = &TeamId>| {
        let mut seen = HashSet::new();
        list.filter(|team| teams.contains(team) && seen.insert(**team))
            .map(|team| team_key(*team))
            .collect::<Vec<_>>()
    };
    let wanted = |team: &&TeamId| !out.contains(team);
    let to = own.to_week.min(cohort.weeks);
    Hire {
        id: person_key(line.hire.person_id),
        home: team_key(line.home_team_id),
        from: own.from_week.min(to),
        to,
        stints,
        length: own.length.unwrap_or(rules.length).max(1),
        must: keys(&mut rules.must.iter().filter(wanted)),
        avoid: keys(&mut own.avoid.iter().filter(|team| **team != line.home_team_id)),
        likes: keys(&mut own.likes.iter().chain(&rules.should).filter(wanted)),
    }
}
