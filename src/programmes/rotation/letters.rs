//! The mails of applications: the home team's question, its silence, and what became of an application.

use chrono::NaiveDate;

use super::RotationError;
use super::offer::Offer;
use super::swap::SwapCase;
use crate::domain::id::PersonId;
use crate::domain::person::{Person, PersonState};
use crate::domain::rotation::{Period, answer_due};
use crate::mail::message::{
    Answer, ApplicationAnswer, HomeQuestion, HomeSilence, Message, Span, SwapAsks, SwapPlace,
    SwapQuestion,
};
use crate::programmes::Env;
use crate::programmes::links::{self, Purpose};
use crate::programmes::mailer::LONG;
use crate::programmes::post::{Letter, service_mail};
use crate::store::Tx;
use crate::store::application::Application;
use crate::store::call::Call;
use crate::store::person::person_get;
use crate::store::programme::ProgrammeHead;
use crate::store::team::team_get;

/// What became of an application, as far as mails say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The plan has no place for it.
    Waitlisted,
    /// The home team said "not now".
    NotNow {
        /// Why.
        reason: String,
        /// The day before which it is no use to ask again.
        not_before: NaiveDate,
    },
    /// The call was given up.
    Cancelled {
        /// Why.
        reason: String,
    },
    /// The applicant took it back; told to whoever was asked for the home team.
    Withdrawn,
}

/// Weeks as mails say them: from the Monday to the last Friday.
pub(super) fn span(period: &Period) -> Span {
    Span { from: period.from_on.monday(), to: period.last_day() }
}

async fn team_name(tx: &mut Tx, id: crate::domain::id::TeamId) -> Result<String, RotationError> {
    Ok(team_get(tx, id).await?.map(|team| team.name).unwrap_or_default())
}

/// Asks the home team's lead for its word.
pub(super) async fn home_question(
    env: &Env,
    tx: &mut Tx,
    application: &Application,
    offer: &Offer,
    lead: &Person,
) -> Result<(), RotationError> {
    let now = env.clock.now();
    let mut choices = Vec::new();
    for team in &application.choices {
        choices.push(team_name(tx, *team).await?);
    }
    let periods = application
        .periods
        .iter()
        .filter_map(|n| offer.call.periods.get(*n as usize))
        .map(span)
        .collect();
    let url = |purpose| links::url(env, purpose, lead.id, application.id.0, now + LONG);
    let message = Message::HomeQuestion(HomeQuestion {
        person: offer.person.name.clone(),
        team: team_name(tx, application.home_team_id).await?,
        call: offer.call.name.clone(),
        programme: offer.programme.name.clone(),
        periods,
        length: application.length,
        choices,
        goals: application.goals.clone(),
        answer_by: answer_due(now, offer.call.rules.answer_days),
        yes_link: url(Purpose::HomeYes),
        not_now_link: url(Purpose::HomeNotNow),
    });
    let letter = Letter {
        kind: message.kind().as_str(),
        dedup_key: format!("home-question:{}:{}", application.id, lead.id),
        not_after: None,
    };
    service_mail(env, tx, lead, &message, letter, now).await?;
    Ok(())
}

/// Tells the programme's owner that a home team did not answer, or (`asked` none) that nobody could be asked.
pub(super) async fn silence(
    env: &Env,
    tx: &mut Tx,
    application: &Application,
    call: &Call,
    programme: &ProgrammeHead,
    asked: Option<PersonId>,
) -> Result<(), RotationError> {
    let now = env.clock.now();
    let Some(owner) = active(tx, programme.owner_id).await? else { return Ok(()) };
    let lead = match asked {
        Some(id) => person_get(tx, id).await?.map(|person| person.name),
        None => None,
    };
    let person = person_get(tx, application.person_id).await?;
    let message = Message::HomeSilence(HomeSilence {
        person: person.map(|person| person.name).unwrap_or_default(),
        team: team_name(tx, application.home_team_id).await?,
        call: call.name.clone(),
        programme: programme.name.clone(),
        lead,
        days: call.rules.answer_days,
        link: format!("{}/admin/applications/{}", env.site.base_url, application.id),
    });
    let letter = Letter {
        kind: message.kind().as_str(),
        dedup_key: format!("home-silence:{}", application.id),
        not_after: None,
    };
    service_mail(env, tx, &owner, &message, letter, now).await?;
    Ok(())
}

async fn active(tx: &mut Tx, id: PersonId) -> Result<Option<Person>, RotationError> {
    Ok(person_get(tx, id).await?.filter(|person| person.state == PersonState::Active))
}

/// Tells what became of an application: the applicant, or of [`Outcome::Withdrawn`] whoever was asked for the home team.
pub(super) async fn answer(
    env: &Env,
    tx: &mut Tx,
    application: &Application,
    call: &Call,
    programme: &ProgrammeHead,
    outcome: Outcome,
) -> Result<(), RotationError> {
    let now = env.clock.now();
    let to = match outcome {
        Outcome::Withdrawn => application.asked_id.unwrap_or(application.person_id),
        _ => application.person_id,
    };
    let Some(reader) = active(tx, to).await? else { return Ok(()) };
    let person = person_get(tx, application.person_id).await?;
    let team = team_name(tx, application.home_team_id).await?;
    let (word, answer) = match outcome {
        Outcome::Waitlisted => ("waitlisted", Answer::Waitlisted),
        Outcome::NotNow { reason, not_before } => {
            ("not-now", Answer::NotNow { team, reason, not_before })
        }
        Outcome::Cancelled { reason } => ("cancelled", Answer::Cancelled { reason }),
        Outcome::Withdrawn => (
            "withdrawn",
            Answer::Withdrawn { person: person.map(|person| person.name).unwrap_or_default() },
        ),
    };
    let own = format!("{}/rotations/applications/{}", env.site.base_url, application.id);
    let message = Message::ApplicationAnswer(ApplicationAnswer {
        call: call.name.clone(),
        programme: programme.name.clone(),
        link: (word != "withdrawn").then_some(own),
        answer,
    });
    let letter = Letter {
        kind: message.kind().as_str(),
        // Once placed and waiting again, somebody is told again.
        dedup_key: format!(
            "application:{}:{word}:{}",
            application.id,
            application.updated_at.timestamp()
        ),
        not_after: None,
    };
    service_mail(env, tx, &reader, &message, letter, now).await?;
    Ok(())
}

/// Whom a swap's question goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SwapReader {
    /// The other person.
    Other,
    /// Whoever decides for a home team.
    Home,
    /// The programme's owner: everybody agreed.
    Office,
}

/// Asks somebody for their word on a swap.
pub(super) async fn swap_question(
    env: &Env,
    tx: &mut Tx,
    case: &SwapCase,
    to: &Person,
    reader: SwapReader,
) -> Result<(), RotationError> {
    let now = env.clock.now();
    let mut sides = Vec::new();
    for (person, placement) in case.people.iter().zip(&case.placements) {
        let period = Period { from_on: placement.from_on, to_on: placement.to_on };
        sides.push(SwapPlace {
            person: person.name.clone(),
            team: team_name(tx, placement.team_id).await?,
            span: span(&period),
        });
    }
    let id = case.swap.id;
    let url = |purpose| links::url(env, purpose, to.id, id.0, now + LONG);
    let message = Message::SwapQuestion(SwapQuestion {
        call: case.call.name.clone(),
        programme: case.programme.name.clone(),
        places: sides,
        asks: match reader {
            SwapReader::Other => SwapAsks::Other,
            SwapReader::Home => SwapAsks::Home,
            SwapReader::Office => SwapAsks::Office,
        },
        links: match reader {
            SwapReader::Office => {
                vec![format!("{}/admin/swaps/{id}", env.site.base_url)]
            }
            _ => vec![url(Purpose::SwapYes), url(Purpose::SwapNo)],
        },
    });
    let letter = Letter {
        kind: message.kind().as_str(),
        dedup_key: format!("swap-question:{id}:{}:{reader:?}", to.id),
        not_after: None,
    };
    service_mail(env, tx, to, &message, letter, now).await?;
    Ok(())
}

/// Tells whoever asked for a swap that somebody said no; who it was is nobody's business.
pub(super) async fn swap_refused(
    env: &Env,
    tx: &mut Tx,
    case: &SwapCase,
) -> Result<(), RotationError> {
    let now = env.clock.now();
    let [asking, _] = &case.people;
    let message = Message::ApplicationAnswer(ApplicationAnswer {
        call: case.call.name.clone(),
        programme: case.programme.name.clone(),
        answer: Answer::SwapRefused { team: team_name(tx, case.placements[1].team_id).await? },
        link: Some(format!("{}/rotations", env.site.base_url)),
    });
    let letter = Letter {
        kind: message.kind().as_str(),
        dedup_key: format!("swap-refused:{}", case.swap.id),
        not_after: None,
    };
    service_mail(env, tx, asking, &message, letter, now).await?;
    Ok(())
}
