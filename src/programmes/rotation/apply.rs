//! Applying to a call: a draft that is kept, handing it in, taking it back.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::call::{drop_proposals, takes_applications};
use super::letters::{self, Outcome};
use super::offer::{Offer, offer};
use super::setting::is_stretch;
use super::{RotationError, application_whole, audit};
use crate::domain::id::{ApplicationId, CallId, PersonId, TeamId};
use crate::domain::person::{Person, PersonState};
use crate::domain::placement::ApplicationState;
use crate::programmes::Env;
use crate::store::Tx;
use crate::store::application::{
    Application, application_add, application_set, applications_of_person,
};
use crate::store::person::person_get;
use crate::store::team::team_get;

/// The longest text of goals.
pub const GOALS_MOST: usize = 1_000;
/// How many parent teams are asked for a lead.
const PARENTS_MOST: usize = 10;

/// What somebody applies for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Host teams, the dearest first.
    pub choices: Vec<TeamId>,
    /// Numbers of the call's periods.
    pub periods: Vec<u32>,
    /// How many periods in a row.
    pub length: u32,
    /// What the person would like to learn or do.
    pub goals: String,
}

/// What is wrong with a wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// No team is named.
    NoChoice,
    /// The team of this rank is no host team of the call.
    NoHost {
        /// 0 for the first.
        rank: usize,
    },
    /// The team of this rank stands further up already.
    Twice {
        /// 0 for the first.
        rank: usize,
    },
    /// No period is ticked.
    NoPeriod,
    /// A period is ticked in which the person may not go.
    NotThen {
        /// Its number.
        period: u32,
    },
    /// Of the ticked periods, not as many lie side by side as the stay would take.
    TooShort,
    /// The goals are too long.
    TooLong,
    /// Nothing is said about goals.
    NoGoals,
}

impl Wish {
    /// What is wrong with it as a draft (`whole`: as an application that is handed in), in the order of the form.
    pub fn flaws(&self, offer: &Offer, whole: bool) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        if whole && self.choices.is_empty() {
            flaws.push(Flaw::NoChoice);
        }
        for (rank, team) in self.choices.iter().enumerate() {
            if !offer.hosts.iter().any(|host| host.id == *team) {
                flaws.push(Flaw::NoHost { rank });
            } else if self.choices[..rank].contains(team) {
                flaws.push(Flaw::Twice { rank });
            }
        }
        if whole && self.periods.is_empty() {
            flaws.push(Flaw::NoPeriod);
        }
        let is_open = |n: u32| offer.open.get(n as usize).copied().unwrap_or(false);
        flaws.extend(
            self.periods.iter().filter(|n| !is_open(**n)).map(|n| Flaw::NotThen { period: *n }),
        );
        let fits = |start: u32| {
            let all = offer.call.periods.get(start as usize..(start + self.length) as usize);
            (start..start + self.length).all(|n| self.periods.contains(&n))
                && all.is_some_and(is_stretch)
        };
        if whole && !self.periods.is_empty() && !self.periods.iter().any(|start| fits(*start)) {
            flaws.push(Flaw::TooShort);
        }
        if self.goals.chars().count() > GOALS_MOST {
            flaws.push(Flaw::TooLong);
        } else if whole && self.goals.trim().is_empty() {
            flaws.push(Flaw::NoGoals);
        }
        flaws
    }
}

/// Somebody's application to a call that is neither declined nor taken back.
pub async fn own_application(
    tx: &mut Tx,
    call: CallId,
    person: PersonId,
) -> Result<Option<Application>, RotationError> {
    use ApplicationState::{Declined, Withdrawn};
    Ok(applications_of_person(tx, person)
        .await?
        .into_iter()
        .find(|one| one.call_id == call && !matches!(one.state, Declined | Withdrawn)))
}

/// Keeps a draft: begins the application, or changes what was kept. Nobody else sees it.
///
/// Errors: [`RotationError::NotOpen`]; [`RotationError::Choices`] for what can be said of a draft already;
/// [`RotationError::NotPossible`] when it was handed in.
pub async fn keep(
    env: &Env,
    person: PersonId,
    call: CallId,
    wish: &Wish,
) -> Result<ApplicationId, RotationError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let offer = open_offer(&mut tx, call, person, now).await?;
    refuse_flaws(wish.flaws(&offer, false))?;
    let id = put(env, &mut tx, &offer, wish, now).await?.id;
    tx.commit().await?;
    Ok(id)
}

fn refuse_flaws(flaws: Vec<Flaw>) -> Result<(), RotationError> {
    if flaws.is_empty() { Ok(()) } else { Err(RotationError::Choices(flaws)) }
}

async fn open_offer(
    tx: &mut Tx,
    call: CallId,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Offer, RotationError> {
    let offer = offer(tx, call, person, now).await?;
    let today = now.with_timezone(&offer.programme.zone).date_naive();
    if !takes_applications(&offer.call, today) || offer.person.state != PersonState::Active {
        return Err(RotationError::NotOpen);
    }
    Ok(offer)
}

/// Writes the draft and gives it back as it stands. `now` is the caller's: what follows compares with it.
async fn put(
    env: &Env,
    tx: &mut Tx,
    offer: &Offer,
    wish: &Wish,
    now: DateTime<Utc>,
) -> Result<Application, RotationError> {
    let before = own_application(tx, offer.call.id, offer.person.id).await?;
    let after = Application {
        id: before.as_ref().map_or_else(|| env.ids.next(now), |one| one.id),
        call_id: offer.call.id,
        person_id: offer.person.id,
        home_team_id: offer.person.team_id,
        choices: wish.choices.clone(),
        periods: wish.periods.clone(),
        length: wish.length.max(1),
        goals: wish.goals.clone(),
        state: ApplicationState::Draft,
        submitted_at: None,
        asked_at: None,
        asked_id: None,
        escalated_at: None,
        answered_at: None,
        answered_by: None,
        agreed: None,
        reason: None,
        not_before_on: None,
        created_at: before.as_ref().map_or(now, |one| one.created_at),
        updated_at: now,
    };
    match before {
        None => application_add(tx, &after).await?,
        Some(one) if one.state == ApplicationState::Draft => {
            application_set(tx, &after, ApplicationState::Draft, one.updated_at).await?;
        }
        Some(_) => return Err(RotationError::NotPossible),
    }
    Ok(after)
}

/// Hands an application in, and asks the home team's lead by mail. When nobody can be asked, the programme's owner is
/// told at once.
///
/// Errors: as [`keep`], and [`RotationError::Choices`] for whatever is missing.
pub async fn submit(
    env: &Env,
    person: PersonId,
    call: CallId,
    wish: &Wish,
) -> Result<ApplicationId, RotationError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let offer = open_offer(&mut tx, call, person, now).await?;
    refuse_flaws(wish.flaws(&offer, true))?;
    let draft = put(env, &mut tx, &offer, wish, now).await?;
    let submitted = Application {
        state: ApplicationState::Submitted,
        submitted_at: Some(now),
        ..draft.clone()
    };
    application_set(&mut tx, &submitted, ApplicationState::Draft, now).await?;
    let decider = decider(&mut tx, &offer.person).await?;
    if let Some(lead) = &decider {
        let asked = Application {
            state: ApplicationState::AwaitingHome,
            asked_at: Some(now),
            asked_id: Some(lead.id),
            ..submitted.clone()
        };
        application_set(&mut tx, &asked, ApplicationState::Submitted, now).await?;
        letters::home_question(env, &mut tx, &asked, &offer, lead).await?;
    } else {
        letters::silence(env, &mut tx, &submitted, &offer.call, &offer.programme, None).await?;
    }
    let detail = json!({
        "call": call,
        "choices": wish.choices.len(),
        "periods": wish.periods.len(),
        "asked": decider.is_some(),
    });
    let subject = format!("application:{}", draft.id);
    audit(&mut tx, now, Some(person), "application-submitted", subject, detail).await?;
    tx.commit().await?;
    Ok(draft.id)
}

/// Who decides for somebody's home team: its lead; if that is the person or nobody active, the person's manager; else
/// the lead of the next team above.
pub async fn decider(tx: &mut Tx, person: &Person) -> Result<Option<Person>, RotationError> {
    let mut candidates = Vec::new();
    let mut team = team_get(tx, person.team_id).await?;
    candidates.extend(team.as_ref().and_then(|team| team.lead_id));
    candidates.extend(person.manager_id);
    for _ in 0..PARENTS_MOST {
        let Some(parent) = team.and_then(|team| team.parent_id) else { break };
        team = team_get(tx, parent).await?;
        candidates.extend(team.as_ref().and_then(|team| team.lead_id));
    }
    for id in candidates.into_iter().filter(|id| *id != person.id) {
        if let Some(lead) =
            person_get(tx, id).await?.filter(|lead| lead.state == PersonState::Active)
        {
            return Ok(Some(lead));
        }
    }
    Ok(None)
}

/// May somebody take this application back by themself? Once it has a place that is real, only the coordinator can.
pub fn may_withdraw(state: ApplicationState) -> bool {
    state != ApplicationState::Placed && state.may_become(ApplicationState::Withdrawn)
}

/// Takes an application back. Whoever was asked for the home team is told.
///
/// Errors: [`RotationError::Unknown`] for other people's; [`RotationError::NotPossible`] when it is placed or over.
pub async fn withdraw(env: &Env, person: PersonId, id: ApplicationId) -> Result<(), RotationError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let (before, call, programme) = application_whole(&mut tx, id).await?;
    if before.person_id != person {
        return Err(RotationError::Unknown);
    }
    if !may_withdraw(before.state) {
        return Err(RotationError::NotPossible);
    }
    let after =
        Application { state: ApplicationState::Withdrawn, updated_at: now, ..before.clone() };
    application_set(&mut tx, &after, before.state, before.updated_at).await?;
    let proposals = drop_proposals(&mut tx, call.id, person).await?;
    if before.asked_id.is_some() {
        letters::answer(env, &mut tx, &before, &call, &programme, Outcome::Withdrawn).await?;
    }
    let detail = json!({ "from": before.state, "proposals": proposals });
    let subject = format!("application:{id}");
    audit(&mut tx, now, Some(person), "application-withdrawn", subject, detail).await?;
    tx.commit().await?;
    Ok(())
}
