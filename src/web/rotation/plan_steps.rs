//! What is done to a call's plan: solve, release, hold, drop, and changes by hand.

use std::collections::btree_map::Entry;

use askama::Template;
use axum::extract::{Path, State};

use super::application::StepPage;
use super::plan::{name, place_path, plan_failed, plan_refused, team};
use super::span;
use crate::domain::id::{CallId, PersonId, PlacementId, RunId, TeamId};
use crate::domain::placement::Subject;
use crate::domain::plan::RunState;
use crate::programmes::placing::{
    Proposal, drop_plan, place, proposal, release, set_lock, solve, spots, stand_ins, take_out,
};
use crate::programmes::release::hold;
use crate::store::placement::Placement;
use crate::text::Text;
use crate::web::bootcamp::stand_in_words;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Fields, Query};
use crate::web::labels::connections;
use crate::web::page::{Page, Section, html, see_other};
use crate::web::{App, Who};

/// Places shown of those where somebody could be.
const SPOTS: usize = 40;

/// What can be done to a plan as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Solve,
    Release,
    Hold,
    Drop,
}

impl Step {
    fn of(name: &str) -> Option<Self> {
        [Self::Solve, Self::Release, Self::Hold, Self::Drop]
            .into_iter()
            .find(|step| step.as_str() == name)
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Solve => "solve",
            Self::Release => "release",
            Self::Hold => "hold",
            Self::Drop => "drop",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Solve => "rotation-plan-step-solve",
            Self::Release => "rotation-plan-step-release",
            Self::Hold => "rotation-plan-step-hold",
            Self::Drop => "rotation-plan-step-drop",
        }
    }
}

fn parse(id: &str, step: &str) -> WebResult<(CallId, Step)> {
    let id = id.parse().map_err(|_| WebError::not_found())?;
    Ok((id, Step::of(step).ok_or_else(WebError::not_found)?))
}

/// The run that waits for its release.
fn waiting(plan: &Proposal, call: CallId) -> WebResult<RunId> {
    let run = plan.run.as_ref().filter(|_| plan.is_waiting());
    let stale =
        || WebError::stale().way_out(format!("/admin/calls/{call}/plan"), "rotation-plan-back");
    run.map(|run| run.id).ok_or_else(stale)
}

/// `GET /admin/calls/{id}/plan/{step}`: what the step means, in numbers.
pub async fn form(
    State(app): State<App>,
    who: Who,
    Path((id, step)): Path<(String, String)>,
) -> WebResult {
    let (id, step) = parse(&id, &step)?;
    let plan = proposal(&app.env, Subject::Call(id)).await.map_err(|e| plan_failed(e, id))?;
    if step != Step::Solve {
        waiting(&plan, id)?;
    }
    let text = who.text();
    let back = format!("/admin/calls/{id}/plan");
    let mut effects = effects(text, &plan, step);
    if step == Step::Release {
        let run = waiting(&plan, id)?;
        let all = stand_ins(&app.env, run).await.map_err(|e| plan_failed(e, id))?;
        effects.extend(all.iter().map(|one| stand_in_words(text, one)));
    }
    html(&StepPage {
        page: Page::new(&app, &who, step.title(), Section::AdminRotations)
            .up(&back, text.of("rotation-plan-back")),
        effects,
        action: format!("{back}/{}", step.as_str()),
        label: text.of(step.title()).to_string(),
        back,
        danger: step == Step::Drop,
        asks_reason: false,
        reason_hint: String::new(),
        f: Fields::new(),
    })
}

fn effects(text: Text, plan: &Proposal, step: Step) -> Vec<String> {
    let (new, moved, ended) = plan.pending();
    let effects = match step {
        Step::Solve if plan.is_waiting() => {
            vec![text.of("rotation-plan-effect-again").num("hand", plan.by_hand)]
        }
        Step::Solve => vec![text.of("rotation-plan-effect-solve")],
        Step::Release => vec![
            text.of("rotation-plan-effect-new").num("n", new),
            text.of("rotation-plan-effect-moved").num("n", moved),
            text.of("rotation-plan-effect-ended").num("n", ended),
            text.of("rotation-plan-effect-unplaced").num("n", plan.explained.unplaced.len()),
            text.of("rotation-plan-effect-mails"),
        ],
        Step::Hold => vec![text.of("rotation-plan-effect-hold")],
        Step::Drop => vec![text.of("rotation-plan-effect-drop").num("n", new + moved)],
    };
    effects.into_iter().map(|effect| effect.to_string()).collect()
}

/// `POST /admin/calls/{id}/plan/{step}`
pub async fn act(
    State(app): State<App>,
    who: Who,
    Path((id, step)): Path<(String, String)>,
) -> WebResult {
    let (id, step) = parse(&id, &step)?;
    let subject = Subject::Call(id);
    let wrong = |error| plan_failed(error, id);
    if step == Step::Solve {
        solve(&app.env, subject, who.person).await.map_err(wrong)?;
    } else {
        let plan = proposal(&app.env, subject).await.map_err(wrong)?;
        let run = waiting(&plan, id)?;
        match step {
            Step::Release => {
                if let Err(error) = release(&app.env, run, Some(who.person)).await {
                    return Err(plan_refused(&app, who.text(), error, id).await);
                }
            }
            Step::Hold if plan.run.as_ref().is_some_and(|run| run.state == RunState::Held) => {}
            Step::Hold => hold(&app.env, run, who.person).await.map_err(wrong)?,
            _ => drop_plan(&app.env, run, who.person).await.map_err(wrong)?,
        }
    }
    Ok(see_other(&format!("/admin/calls/{id}/plan?done={}", step.as_str())))
}

struct SpotRow {
    team: String,
    period: String,
    effect: String,
    team_id: TeamId,
    slot: u32,
}

#[derive(Template)]
#[template(path = "pages/rotation/place.html")]
struct PlacePage {
    page: Page,
    lead: String,
    rows: Vec<SpotRow>,
    action: String,
    instead: String,
    /// The placement is a proposal: it can be locked, let go, and taken out.
    own: Option<Own>,
    back: String,
}

struct Own {
    placement: PlacementId,
    locked: bool,
}

fn ids(call: &str, person: &str) -> WebResult<(CallId, PersonId)> {
    let call = call.parse().map_err(|_| WebError::not_found())?;
    Ok((call, person.parse().map_err(|_| WebError::not_found())?))
}

/// `GET /admin/calls/{id}/place/{person}`: where somebody could be, everybody else staying where they are.
pub async fn place_form(
    State(app): State<App>,
    who: Who,
    Path((id, person)): Path<(String, String)>,
    Query(query): Query,
) -> WebResult {
    let (id, person) = ids(&id, &person)?;
    let instead: Option<PlacementId> = query.word("instead");
    let subject = Subject::Call(id);
    let wrong = |error| plan_failed(error, id);
    let found = spots(&app.env, subject, person, instead).await.map_err(wrong)?;
    let plan = proposal(&app.env, subject).await.map_err(wrong)?;
    let text = who.text();
    let here = plan.placements.iter().find(|row| Some(row.id) == instead);
    let mut names = plan.teams.clone();
    let mut tx = app.env.db.read().await?;
    for spot in &found {
        if let Entry::Vacant(entry) = names.entry(spot.team) {
            entry.insert(super::timeline::team_name(&mut tx, spot.team).await?);
        }
    }
    let who_is = match plan.people.get(&person) {
        Some(name) => name.clone(),
        None => crate::store::person::person_get(&mut tx, person)
            .await?
            .map(|person| person.name)
            .ok_or_else(WebError::not_found)?,
    };
    drop(tx);
    let back = format!("/admin/calls/{id}/plan");
    let title = text.of("rotation-place-title").arg("person", who_is).to_string();
    html(&PlacePage {
        lead: place_lead(text, &plan, here),
        rows: found
            .iter()
            .take(SPOTS)
            .filter_map(|spot| {
                Some(SpotRow {
                    team: names.get(&spot.team).cloned().unwrap_or_default(),
                    period: span(text, plan.slots.get(spot.slot as usize)?),
                    effect: effect_words(text, spot.effect),
                    team_id: spot.team,
                    slot: spot.slot,
                })
            })
            .collect(),
        action: place_path(id, person, None),
        instead: instead.map(|id| id.to_string()).unwrap_or_default(),
        own: here
            .filter(|row| row.state.is_proposal() && plan.is_waiting())
            .map(|row| Own { placement: row.id, locked: row.locked }),
        page: Page::titled(&app, &who, title, Section::AdminRotations)
            .up(&back, text.of("rotation-plan-back")),
        back,
    })
}

fn place_lead(text: Text, plan: &Proposal, here: Option<&Placement>) -> String {
    let known = here.and_then(|row| Some((row, plan.slots.get(row.slot as usize)?)));
    match known {
        Some((row, period)) => text
            .of("rotation-place-lead-here")
            .arg("person", name(plan, row.person_id))
            .arg("team", team(plan, row.team_id))
            .arg("span", span(text, period))
            .to_string(),
        None => text.of("rotation-place-lead-none").to_string(),
    }
}

fn effect_words(text: Text, effect: i64) -> String {
    match effect {
        0 => text.of("rotation-place-effect-none").to_string(),
        gain if gain > 0 => {
            text.of("rotation-place-effect-gains").arg("value", connections(text, gain)).to_string()
        }
        loss => text
            .of("rotation-place-effect-loses")
            .arg("value", connections(text, -loss))
            .to_string(),
    }
}

/// `POST /admin/calls/{id}/place/{person}`: with `what=place` (team, slot, instead), `lock`, `unlock` or `take-out`.
pub async fn place_act(
    State(app): State<App>,
    who: Who,
    Path((id, person)): Path<(String, String)>,
    fields: Fields,
) -> WebResult {
    let (id, person) = ids(&id, &person)?;
    let subject = Subject::Call(id);
    let wrong = |error| plan_failed(error, id);
    let instead: Option<PlacementId> = fields.word("instead");
    let done = match (fields.get("what"), instead) {
        ("lock", Some(row)) => {
            set_lock(&app.env, subject, row, true, who.person).await.map_err(wrong)?;
            "lock"
        }
        ("unlock", Some(row)) => {
            set_lock(&app.env, subject, row, false, who.person).await.map_err(wrong)?;
            "lock"
        }
        ("take-out", Some(row)) => {
            take_out(&app.env, subject, row, who.person).await.map_err(wrong)?;
            "take-out"
        }
        ("place", _) => {
            let to =
                fields.word("team").zip(fields.word("slot")).ok_or_else(WebError::unreadable)?;
            place(&app.env, subject, person, instead, to, who.person).await.map_err(wrong)?;
            "placed"
        }
        _ => return Err(WebError::unreadable()),
    };
    Ok(see_other(&format!("/admin/calls/{id}/plan?done={done}")))
}
