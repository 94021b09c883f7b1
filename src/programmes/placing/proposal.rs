//! A cohort's or call's plan as pages show it: placements, proposals, figures, reasons, and the difference to what was.

use std::collections::{BTreeMap, BTreeSet};

use super::explained::{Explained, read};
use super::rows::weeks;
use super::setting::setting;
use crate::domain::id::{PersonId, PlacementId, RunId, TeamId};
use crate::domain::placement::{PlacementState, Subject};
use crate::domain::plan::RunState;
use crate::domain::rotation::Period;
use crate::domain::week::Week;
use crate::optimise::Plan;
use crate::programmes::Env;
use crate::programmes::round::{RoundError, person_of_key, team_of_key};
use crate::store::Tx;
use crate::store::overview::seats::team_names;
use crate::store::person::persons_by_ids;
use crate::store::placement::{Placement, placements_of};
use crate::store::run::{Run, run_plan, runs_of_subject};

/// What is known of a plan. Units: milli-connections.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// What it is worth.
    pub value: i64,
    /// What no plan can be worth more than.
    pub bound: i64,
    /// Value and bound are equal.
    pub optimal: bool,
    /// How long it took. Units: seconds.
    pub seconds: f64,
    /// New connections it makes.
    pub new_connections: u64,
    /// The value by term.
    pub terms: BTreeMap<String, i64>,
}

/// A placement of one plan that the other has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Who.
    pub person: PersonId,
    /// With which team.
    pub team: TeamId,
    /// From which slot.
    pub slot: u32,
}

/// What a plan has that the one before it had not, and the other way round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Came.
    pub came: Vec<Place>,
    /// Went.
    pub went: Vec<Place>,
}

/// A cohort or call with its plan.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// What it is of.
    pub subject: Subject,
    /// Its latest run, if it was ever solved.
    pub run: Option<Run>,
    /// The figures of the latest plan.
    pub figures: Option<Figures>,
    /// Why it is as it is.
    pub explained: Explained,
    /// All placements that are or would be, by person and start: those recalled are missing, and those that end with this
    /// plan are marked ([`Placement::leaves_run_id`]).
    pub placements: Vec<Placement>,
    /// What changed since the plan before this one was solved; `None`: it is the first.
    pub difference: Option<Difference>,
    /// Proposals that were changed by hand since the plan was solved.
    pub by_hand: usize,
    /// Names of the people in it.
    pub people: BTreeMap<PersonId, String>,
    /// Names of the teams in it.
    pub teams: BTreeMap<TeamId, String>,
    /// The weeks of each slot.
    pub slots: Vec<Period>,
}

impl Proposal {
    /// Whether a plan waits for its release.
    pub fn is_waiting(&self) -> bool {
        self.run
            .as_ref()
            .is_some_and(|run| matches!(run.state, RunState::Proposed | RunState::Held))
    }

    /// Whether it is being solved, or is about to be.
    pub fn is_being_solved(&self) -> bool {
        self.run
            .as_ref()
            .is_some_and(|run| matches!(run.state, RunState::Draft | RunState::Solving))
    }

    /// Placements that a release would touch: new, moved, ended.
    pub fn pending(&self) -> (usize, usize, usize) {
        let new = self
            .placements
            .iter()
            .filter(|row| row.state.is_proposal() && row.replaces_id.is_none())
            .count();
        let moved = self.placements.iter().filter(|row| row.replaces_id.is_some()).count();
        let ended = self.placements.iter().filter(|row| row.leaves_run_id.is_some()).count();
        (new, moved, ended)
    }

    /// The placements as they will be when the plan is released: what moves is shown where it goes.
    pub fn after(&self) -> impl Iterator<Item = &Placement> {
        let replaced: BTreeSet<PlacementId> =
            self.placements.iter().filter_map(|row| row.replaces_id).collect();
        self.placements
            .iter()
            .filter(move |row| !replaced.contains(&row.id) && row.leaves_run_id.is_none())
    }

    /// The first week of a slot and the week after the last of a stay of `length` slots.
    pub fn weeks(&self, slot: u32, length: u32) -> Option<(Week, Week)> {
        weeks(&self.slots, slot, length)
    }
}

/// Reads the plan of a cohort or call.
///
/// Errors: [`RoundError::NoSubject`] when there is none.
/// Cost: one consistent read; 480 placements some milliseconds.
pub async fn proposal(env: &Env, subject: Subject) -> Result<Proposal, RoundError> {
    let now = env.clock.now();
    let mut tx = env.db.snapshot().await?;
    let setting = setting(&mut tx, subject, now).await?;
    let runs = runs_of_subject(&mut tx, subject).await?;
    let placements: Vec<Placement> = placements_of(&mut tx, subject)
        .await?
        .into_iter()
        .filter(|row| row.state != PlacementState::Recalled)
        .collect();
    let (mut figures, mut explained, mut difference) = (None, Explained::default(), None);
    let mut solved = runs.iter().filter(|run| run.problem_sha256.is_some());
    if let Some(last) = solved.next()
        && let Some((plan, kept)) = plan_of(&mut tx, last.id).await?
    {
        explained = read(&kept)?;
        for before in solved {
            if let Some((before, _)) = plan_of(&mut tx, before.id).await? {
                difference = Some(differ(&before, &plan)?);
                break;
            }
        }
        figures = Some(Figures {
            value: plan.value,
            bound: plan.bound,
            optimal: plan.value == plan.bound,
            seconds: plan.seconds,
            new_connections: plan.new_connections,
            terms: plan.terms,
        });
    }
    let by_hand = placements.iter().filter(|row| row.state.is_proposal() && row.locked).count();
    let (people, teams) = names(&mut tx, &placements, &explained).await?;
    Ok(Proposal {
        subject,
        run: runs.into_iter().next(),
        figures,
        explained,
        placements,
        difference,
        by_hand,
        people,
        teams,
        slots: setting.slots,
    })
}

async fn plan_of(tx: &mut Tx, run: RunId) -> Result<Option<(Plan, serde_json::Value)>, RoundError> {
    let Some((plan, kept)) = run_plan(tx, run).await? else { return Ok(None) };
    let plan = serde_json::from_value(plan).map_err(|error| RoundError::Plan(error.to_string()))?;
    Ok(Some((plan, kept)))
}

fn places(plan: &Plan) -> Result<BTreeSet<Place>, RoundError> {
    plan.placements
        .iter()
        .map(|one| {
            Ok(Place {
                person: person_of_key(&one.person)?,
                team: team_of_key(&one.team)?,
                slot: one.start,
            })
        })
        .collect()
}

fn differ(before: &Plan, plan: &Plan) -> Result<Difference, RoundError> {
    let (before, now) = (places(before)?, places(plan)?);
    Ok(Difference {
        came: now.difference(&before).copied().collect(),
        went: before.difference(&now).copied().collect(),
    })
}

async fn names(
    tx: &mut Tx,
    placements: &[Placement],
    explained: &Explained,
) -> Result<(BTreeMap<PersonId, String>, BTreeMap<TeamId, String>), RoundError> {
    let mut people: BTreeSet<PersonId> = BTreeSet::new();
    let mut teams: BTreeSet<TeamId> = BTreeSet::new();
    for row in placements {
        people.extend([Some(row.person_id), row.host_id].into_iter().flatten());
        teams.extend([row.team_id, row.home_team_id]);
    }
    people.extend(explained.unplaced.iter().map(|one| one.person));
    for (person, team, _) in explained.placements.keys() {
        people.insert(*person);
        teams.insert(*team);
    }
    let next = explained.placements.values().filter_map(|worth| worth.next);
    let could = explained.unplaced.iter().filter_map(|one| one.could);
    teams.extend(next.chain(could).filter_map(|next| next.place).map(|(team, _)| team));
    let effects = explained.tight.iter().flat_map(|one| &one.ways_out).chain(&explained.what_if);
    for change in effects.flat_map(|one| &one.changes) {
        use super::explained::Widening::{Admit, Balance, Lend, Place, Start, Stay, Stint, Unlock};
        match change {
            Place(team, ..) | Lend(team, ..) => {
                teams.insert(*team);
            }
            Admit(person, team) | Unlock(person, team, _) => {
                people.insert(*person);
                teams.insert(*team);
            }
            Stint(person, _) | Stay(person, ..) | Start(person, _) => {
                people.insert(*person);
            }
            Balance(_) => {}
        }
    }
    names_of(tx, people, teams).await
}

/// The names of people and teams.
pub(super) async fn names_of(
    tx: &mut Tx,
    people: BTreeSet<PersonId>,
    teams: BTreeSet<TeamId>,
) -> Result<(BTreeMap<PersonId, String>, BTreeMap<TeamId, String>), RoundError> {
    let people: Vec<PersonId> = people.into_iter().collect();
    let persons = persons_by_ids(tx, &people).await?;
    let teams: Vec<TeamId> = teams.into_iter().collect();
    let mut named = BTreeMap::new();
    for chunk in teams.chunks(200) {
        named.extend(team_names(tx, chunk).await?);
    }
    Ok((persons.into_iter().map(|person| (person.id, person.name)).collect(), named))
}
