//! What a call has to offer to one person: whether and from when they may go, which periods, and which host teams.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::setting::{eligible_on, free, is_stretch};
use super::{RotationError, audit, call_and_programme};
use crate::domain::id::{CallId, PersonId, TeamId};
use crate::domain::person::{Person, PersonState};
use crate::domain::placement::{ApplicationState, CallState};
use crate::programmes::Env;
use crate::store::Tx;
use crate::store::application::{applications_of_person, team_words_of_call, team_words_set};
use crate::store::call::Call;
use crate::store::person::person_get;
use crate::store::programme::ProgrammeHead;
use crate::store::team::{teams_all, teams_led_by};

/// Whether and from when somebody may go, with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Eligibility {
    /// The first day by the call's rules; none: the roster has no first day of work, so nothing stands against it.
    pub from: Option<NaiveDate>,
    /// The first day of work.
    pub starts_on: Option<NaiveDate>,
    /// Months between the two.
    pub after_months: u32,
    /// The home team said "not now" before this day.
    pub not_before: Option<NaiveDate>,
}

impl Eligibility {
    /// The first day on which the person may go, counting both.
    pub fn earliest(&self) -> NaiveDate {
        [self.from, self.not_before].into_iter().flatten().max().unwrap_or(NaiveDate::MIN)
    }
}

/// A host team of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostTeam {
    /// Which.
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// Free places in each period.
    pub places: Vec<u32>,
    /// What one would do there; empty: nobody said yet.
    pub words: String,
}

/// What a call has to offer to one person.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The call.
    pub call: Call,
    /// Its programme.
    pub programme: ProgrammeHead,
    /// Who asks.
    pub person: Person,
    /// Whether and from when they may go.
    pub eligibility: Eligibility,
    /// For each period of the call: could they go then?
    pub open: Vec<bool>,
    /// Host teams with a place in some period, by name; never the person's own.
    pub hosts: Vec<HostTeam>,
}

impl Offer {
    /// How many periods in a row somebody could take at most.
    pub fn longest(&self) -> u32 {
        let periods = u32::try_from(self.call.periods.len()).unwrap_or(0);
        (1..=periods)
            .rev()
            .find(|length| self.call.periods.windows(*length as usize).any(is_stretch))
            .unwrap_or(1)
    }
}

/// Somebody's eligibility in a call: by its rules, and by what their present home team last said.
pub async fn eligibility(
    tx: &mut Tx,
    call: &Call,
    person: &Person,
) -> Result<Eligibility, RotationError> {
    let not_before = applications_of_person(tx, person.id)
        .await?
        .into_iter()
        .find(|one| {
            one.state == ApplicationState::Declined
                && one.home_team_id == person.team_id
                && one.not_before_on.is_some()
        })
        .and_then(|one| one.not_before_on);
    Ok(Eligibility {
        from: person.starts_on.map(|_| eligible_on(&call.rules, person)),
        starts_on: person.starts_on,
        after_months: call.rules.after_months,
        not_before,
    })
}

/// What a call has to offer to somebody.
///
/// Errors: [`RotationError::Unknown`] for people who have left.
/// Cost: some statements; the ledger's weeks of all teams.
pub async fn offer(
    tx: &mut Tx,
    call: CallId,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Offer, RotationError> {
    let (call, programme) = call_and_programme(tx, call).await?;
    let person = person_get(tx, person)
        .await?
        .filter(|person| person.state != PersonState::Left)
        .ok_or(RotationError::Unknown)?;
    let today = now.with_timezone(&programme.zone).date_naive();
    let eligibility = eligibility(tx, &call, &person).await?;
    let earliest = eligibility.earliest();
    let open = call
        .periods
        .iter()
        .map(|period| period.from_on.monday() > today && period.from_on.monday() >= earliest)
        .collect();
    let hosts = host_teams(tx, &call, Some(person.team_id)).await?;
    Ok(Offer { call, programme, person, eligibility, open, hosts })
}

/// The teams that have a place in some period of the call, by name, without `but`.
pub async fn host_teams(
    tx: &mut Tx,
    call: &Call,
    but: Option<TeamId>,
) -> Result<Vec<HostTeam>, RotationError> {
    let free = free(tx, call, &[]).await?;
    let mut words: HashMap<TeamId, String> = team_words_of_call(tx, call.id).await?;
    let mut hosts = Vec::new();
    for team in teams_all(tx).await? {
        let Some(periods) = free.get(&team.id).filter(|_| Some(team.id) != but) else { continue };
        let places: Vec<u32> = periods.iter().map(|(guests, _)| *guests).collect();
        if places.iter().any(|n| *n > 0) {
            let words = words.remove(&team.id).unwrap_or_default();
            hosts.push(HostTeam { id: team.id, name: team.name, places, words });
        }
    }
    Ok(hosts)
}

/// Says what one would do with a host team in a call; an empty text takes it back.
///
/// Errors: [`RotationError::Unknown`] for whoever does not lead the team; [`RotationError::NotPossible`] when the call
/// takes no applications any more.
pub async fn say_what_one_does(
    env: &Env,
    by: PersonId,
    call: CallId,
    team: TeamId,
    words: &str,
) -> Result<(), RotationError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let (there, _) = call_and_programme(&mut tx, call).await?;
    if !teams_led_by(&mut tx, by).await?.iter().any(|one| one.id == team) {
        return Err(RotationError::Unknown);
    }
    if !matches!(there.state, CallState::Draft | CallState::Open) {
        return Err(RotationError::NotPossible);
    }
    team_words_set(&mut tx, call, team, words, by, now).await?;
    let detail = json!({ "call": call, "said": !words.is_empty() });
    audit(&mut tx, now, Some(by), "team-words-changed", format!("team:{team}"), detail).await?;
    tx.commit().await?;
    Ok(())
}
