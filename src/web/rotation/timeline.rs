//! Where an application stands, and how it came there.

use chrono::{DateTime, Utc};

use super::{failed, span, spans};
use crate::domain::id::{PersonId, TeamId};
use crate::domain::placement::{ApplicationState, PlacementState, Subject};
use crate::domain::rotation::Period;
use crate::programmes::rotation::home::due_on;
use crate::store::Tx;
use crate::store::application::Application;
use crate::store::call::Call;
use crate::store::person::person_get;
use crate::store::placement::placements_of_person;
use crate::store::team::team_get;
use crate::web::error::WebResult;
use crate::web::page::Page;

/// One thing that happened, or what comes next.
pub struct Item {
    /// When; empty for what comes next.
    pub when: String,
    /// What.
    pub what: String,
    /// More of it: a reason, dates.
    pub more: Vec<String>,
}

/// An application as a page shows it.
pub struct Story {
    /// Host teams by rank.
    pub choices: Vec<String>,
    /// The periods that suit.
    pub periods: Vec<String>,
    /// How many in a row.
    pub length: String,
    /// Goals.
    pub goals: String,
    /// What happened, in order.
    pub items: Vec<Item>,
    /// What comes next.
    pub next: String,
}

async fn name(tx: &mut Tx, id: Option<PersonId>) -> WebResult<String> {
    Ok(match id {
        Some(id) => person_get(tx, id).await?.map(|person| person.name).unwrap_or_default(),
        None => String::new(),
    })
}

/// The name of a team; empty when it is gone.
pub async fn team_name(tx: &mut Tx, id: TeamId) -> WebResult<String> {
    Ok(team_get(tx, id).await?.map(|team| team.name).unwrap_or_default())
}

/// Puts an application into words.
pub async fn story(tx: &mut Tx, page: &Page, one: &Application, call: &Call) -> WebResult<Story> {
    let text = page.text;
    let mut items = vec![item(page, Some(one.created_at), text.of("story-begun").to_string())];
    if one.submitted_at.is_some() {
        items.push(item(page, one.submitted_at, text.of("story-submitted").to_string()));
    }
    let home = team_name(tx, one.home_team_id).await?;
    if one.asked_at.is_some() {
        let lead = name(tx, one.asked_id).await?;
        let asked = text.of("story-asked").arg("lead", lead).arg("team", &home).to_string();
        items.push(item(page, one.asked_at, asked));
    }
    if one.escalated_at.is_some() {
        items.push(item(page, one.escalated_at, text.of("story-escalated").to_string()));
    }
    items.extend(answered(tx, page, one, call, &home).await?);
    items.extend(placed(tx, page, one, call).await?);
    items.extend(ended(page, one));
    items.sort_by_key(|(at, _)| *at);
    let mut choices = Vec::new();
    for team in &one.choices {
        choices.push(team_name(tx, *team).await?);
    }
    Ok(Story {
        choices,
        periods: spans(text, &call.periods, &one.periods),
        length: text.of("rotation-length-n").num("n", one.length).to_string(),
        goals: one.goals.clone(),
        next: next(tx, page, one, call).await?,
        items: items.into_iter().map(|(_, item)| item).collect(),
    })
}

type Timed = (Option<DateTime<Utc>>, Item);

fn item(page: &Page, at: Option<DateTime<Utc>>, what: String) -> Timed {
    let when = at.map(|at| page.when(&at)).unwrap_or_default();
    (at, Item { when, what, more: Vec::new() })
}

async fn answered(
    tx: &mut Tx,
    page: &Page,
    one: &Application,
    call: &Call,
    home: &str,
) -> WebResult<Option<Timed>> {
    let text = page.text;
    let (Some(at), by) = (one.answered_at, name(tx, one.answered_by).await?) else {
        return Ok(None);
    };
    let (what, more) = match (&one.agreed, one.not_before_on) {
        (Some(agreed), _) => (
            text.of("story-agreed").arg("by", by).arg("team", home),
            spans(text, &call.periods, agreed),
        ),
        (None, Some(not_before)) => (
            text.of("story-not-now")
                .arg("by", by)
                .arg("team", home)
                .arg("date", text.date_long(not_before)),
            one.reason
                .iter()
                .map(|why| text.of("story-reason").arg("reason", why).to_string())
                .collect(),
        ),
        (None, None) => return Ok(None),
    };
    let (at, item) = item(page, Some(at), what.to_string());
    Ok(Some((at, Item { more, ..item })))
}

async fn placed(tx: &mut Tx, page: &Page, one: &Application, call: &Call) -> WebResult<Vec<Timed>> {
    let text = page.text;
    let mut items = Vec::new();
    for placement in placements_of_person(tx, one.person_id).await? {
        if placement.subject != Subject::Call(call.id) {
            continue;
        }
        let period = Period { from_on: placement.from_on, to_on: placement.to_on };
        let team = team_name(tx, placement.team_id).await?;
        let what = text.of("story-placed").arg("team", team).arg("span", span(text, &period));
        items.push(item(page, placement.released_at, what.to_string()));
        let over = match placement.state {
            PlacementState::Finished => "story-finished",
            PlacementState::EndedEarly => "story-ended-early",
            PlacementState::Recalled => "story-recalled",
            _ => continue,
        };
        let (at, over) = item(page, Some(placement.changed_at), text.of(over).to_string());
        let more = placement
            .reason
            .iter()
            .map(|why| text.of("story-reason").arg("reason", why).to_string())
            .collect();
        items.push((at, Item { more, ..over }));
    }
    Ok(items)
}

fn ended(page: &Page, one: &Application) -> Option<Timed> {
    let text = page.text;
    let what = match one.state {
        ApplicationState::Waitlisted => text.of("story-waitlisted"),
        ApplicationState::Withdrawn => text.of("story-withdrawn"),
        // "Not now" is told above; what is declined without one went with its call.
        ApplicationState::Declined if one.not_before_on.is_none() => text.of("story-cancelled"),
        _ => return None,
    };
    let (at, item) = item(page, Some(one.updated_at), what.to_string());
    let more = if one.state == ApplicationState::Declined { one.reason.clone() } else { None };
    let more = more
        .map(|why| text.of("story-reason").arg("reason", why).to_string())
        .into_iter()
        .collect();
    Some((at, Item { more, ..item }))
}

async fn next(tx: &mut Tx, page: &Page, one: &Application, call: &Call) -> WebResult<String> {
    let text = page.text;
    let last_on = call.closes_on.pred_opt().unwrap_or(call.closes_on);
    Ok(match one.state {
        ApplicationState::Draft => text.of("story-next-draft").arg("date", text.date_full(last_on)),
        ApplicationState::Submitted => text.of("story-next-submitted"),
        ApplicationState::AwaitingHome => {
            let due = due_on(one, call.rules.answer_days).unwrap_or(last_on);
            let lead = name(tx, one.asked_id).await?;
            text.of("story-next-awaiting").arg("lead", lead).arg("date", text.date_full(due))
        }
        ApplicationState::Eligible => {
            text.of("story-next-eligible").arg("date", text.date_full(last_on))
        }
        ApplicationState::Placed => text.of("story-next-placed"),
        ApplicationState::Waitlisted => text.of("story-next-waitlisted"),
        ApplicationState::Declined => text.of("story-next-declined"),
        ApplicationState::Withdrawn => text.of("story-next-withdrawn"),
    }
    .to_string())
}

/// A call and its programme for a page, by the application's id.
pub async fn whole(
    tx: &mut Tx,
    id: crate::domain::id::ApplicationId,
) -> WebResult<(Application, Call, crate::store::programme::ProgrammeHead)> {
    crate::programmes::rotation::application_whole(tx, id).await.map_err(failed)
}
