//! The plan of a call: person × period beside team × period, figures, who is unplaced and why, what changed.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;

use super::{failed, span};
use crate::domain::id::{CallId, PersonId, PlacementId, TeamId};
use crate::domain::placement::{CallState, PlacementState, Subject};
use crate::domain::plan::RunState;
use crate::programmes::placing::{Proposal, Unplaced, proposal};
use crate::programmes::rotation::call_and_programme;
use crate::programmes::round::RoundError;
use crate::store::call::Call;
use crate::store::placement::Placement;
use crate::text::Text;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Id, Query};
use crate::web::labels::{connections, gap};
use crate::web::page::{Page, Section, html};
use crate::web::{App, Who};

/// A cell of the person × period table.
struct Cell {
    team: String,
    /// New, moves, ends, locked, …; empty: as it was.
    tag: String,
    tone: &'static str,
    host: String,
    /// What it adds, in words.
    worth: String,
    /// Where it can be moved by hand; empty: it cannot.
    change: String,
}

struct PersonRow {
    person: String,
    home: String,
    cells: Vec<Option<Cell>>,
}

struct TeamRow {
    team: String,
    cells: Vec<String>,
}

struct UnplacedRow {
    person: String,
    because: String,
    could: String,
    place: String,
}

#[derive(Template)]
#[template(path = "pages/rotation/plan.html")]
struct PlanPage {
    page: Page,
    /// Where the plan stands.
    lead: String,
    pending: String,
    tiles: Vec<(String, String, String)>,
    periods: Vec<String>,
    people: Vec<PersonRow>,
    teams: Vec<TeamRow>,
    unplaced: Vec<UnplacedRow>,
    came: Vec<String>,
    went: Vec<String>,
    /// Forms of one button: path, label, primary.
    steps: Vec<(String, String, bool)>,
}

/// What went wrong with a plan, as a page.
pub(super) fn plan_failed(error: RoundError, call: CallId) -> WebError {
    let back = format!("/admin/calls/{call}/plan");
    match error {
        RoundError::NoRun | RoundError::NoPlacement => WebError::not_found(),
        RoundError::NoSubject => failed(crate::programmes::rotation::RotationError::NotPossible)
            .way_out(format!("/admin/calls/{call}"), "rotation-back-to-call"),
        RoundError::Full { .. } => conflict("rotation-plan-full-title", "rotation-plan-full", back),
        RoundError::Busy { .. } => conflict("rotation-plan-busy-title", "rotation-plan-busy", back),
        RoundError::Unfit(_) => conflict("rotation-plan-unfit-title", "rotation-plan-unfit", back),
        RoundError::Stale { .. } => WebError::stale().way_out(back, "rotation-plan-back"),
        RoundError::Store(error) => error.into(),
        error => WebError::internal(error),
    }
}

fn conflict(title: &'static str, sentence: &'static str, back: String) -> WebError {
    WebError::new(axum::http::StatusCode::CONFLICT, title, sentence)
        .way_out(back, "rotation-plan-back")
}

/// `GET /admin/calls/{id}/plan`
pub async fn page(
    State(app): State<App>,
    who: Who,
    Id(id): Id<CallId>,
    Query(query): Query,
) -> WebResult {
    let mut tx = app.env.db.read().await?;
    let (call, _) = call_and_programme(&mut tx, id).await.map_err(failed)?;
    drop(tx);
    let plan = proposal(&app.env, Subject::Call(id)).await.map_err(|e| plan_failed(e, id))?;
    let text = who.text();
    let title = text.of("rotation-plan-title").arg("call", &call.name).to_string();
    let mut page = Page::titled(&app, &who, title, Section::AdminRotations)
        .up(format!("/admin/calls/{id}"), &call.name)
        .wide();
    let note = match query.get("done") {
        "solve" => Some("rotation-plan-done-solve"),
        "release" => Some("rotation-plan-done-release"),
        "hold" => Some("rotation-plan-done-hold"),
        "drop" => Some("rotation-plan-done-drop"),
        "placed" => Some("rotation-plan-done-placed"),
        "lock" => Some("rotation-plan-done-lock"),
        "take-out" => Some("rotation-plan-done-take-out"),
        _ => None,
    };
    if let Some(note) = note {
        page = page.note(text.of(note));
    }
    let (new, moved, ended) = plan.pending();
    html(&PlanPage {
        lead: lead(&page, &call, &plan),
        pending: if plan.is_waiting() {
            text.of("rotation-plan-pending")
                .num("new", new)
                .num("moved", moved)
                .num("ended", ended)
                .num("hand", plan.by_hand)
                .to_string()
        } else {
            String::new()
        },
        tiles: tiles(text, &plan),
        periods: plan.slots.iter().map(|period| span(text, period)).collect(),
        people: people(text, &plan, id),
        teams: teams(text, &plan),
        unplaced: plan
            .explained
            .unplaced
            .iter()
            .map(|one| unplaced(text, &plan, one, id))
            .collect(),
        came: changes(text, &plan, true),
        went: changes(text, &plan, false),
        steps: steps(text, &call, &plan),
        page,
    })
}

fn lead(page: &Page, call: &Call, plan: &Proposal) -> String {
    let text = page.text;
    let Some(run) = &plan.run else {
        let id = match call.state {
            CallState::Draft | CallState::Open => "rotation-plan-lead-open",
            _ => "rotation-plan-lead-none",
        };
        return text.of(id).to_string();
    };
    match run.state {
        RunState::Draft | RunState::Solving => text.of("rotation-plan-lead-solving").to_string(),
        RunState::Proposed => match run.hold_until {
            Some(at) => {
                text.of("rotation-plan-lead-releases").arg("at", page.when(&at)).to_string()
            }
            None => text.of("rotation-plan-lead-waits").to_string(),
        },
        RunState::Held => text.of("rotation-plan-lead-held").to_string(),
        RunState::Failed => text
            .of("rotation-plan-lead-failed")
            .arg("why", run.note.as_deref().unwrap_or_default())
            .to_string(),
        RunState::Cancelled => text.of("rotation-plan-lead-dropped").to_string(),
        _ => text.of("rotation-plan-lead-released").to_string(),
    }
}

fn tiles(text: Text, plan: &Proposal) -> Vec<(String, String, String)> {
    let Some(figures) = &plan.figures else { return Vec::new() };
    let tile =
        |value: String, id: &'static str, more: String| (value, text.of(id).to_string(), more);
    let ppm = if figures.bound > 0 {
        (figures.bound - figures.value).saturating_mul(1_000_000) / figures.bound
    } else {
        0
    };
    let placed = plan.after().count();
    vec![
        tile(text.number(placed), "rotation-plan-tile-placed", String::new()),
        tile(
            text.number(plan.explained.unplaced.len()),
            "rotation-plan-tile-unplaced",
            String::new(),
        ),
        tile(text.number(figures.new_connections), "rotation-plan-tile-new", String::new()),
        tile(
            connections(text, figures.value),
            "rotation-plan-tile-value",
            text.of("rotation-plan-tile-bound")
                .arg("bound", connections(text, figures.bound))
                .to_string(),
        ),
        tile(
            gap(text, ppm),
            "rotation-plan-tile-gap",
            text.of("rotation-plan-tile-seconds")
                .arg("seconds", text.decimal(figures.seconds, 2))
                .to_string(),
        ),
    ]
}

fn people(text: Text, plan: &Proposal, call: CallId) -> Vec<PersonRow> {
    let mut rows: BTreeMap<(String, PersonId), Vec<&Placement>> = BTreeMap::new();
    for row in plan.after() {
        rows.entry((name(plan, row.person_id), row.person_id)).or_default().push(row);
    }
    rows.into_iter()
        .map(|((person, _), placements)| PersonRow {
            person,
            home: placements.first().map(|row| team(plan, row.home_team_id)).unwrap_or_default(),
            cells: (0_u32..)
                .zip(&plan.slots)
                .map(|(slot, _)| {
                    let here = placements
                        .iter()
                        .find(|row| (row.slot..row.slot + row.length).contains(&slot))?;
                    Some(cell(text, plan, here, call))
                })
                .collect(),
        })
        .collect()
}

fn cell(text: Text, plan: &Proposal, row: &Placement, call: CallId) -> Cell {
    let (tag, tone) = match row.state {
        state if state.is_proposal() && row.replaces_id.is_some() => {
            ("rotation-plan-tag-moves", "warn")
        }
        state if state.is_proposal() && row.locked => ("rotation-plan-tag-locked", "quiet"),
        state if state.is_proposal() => ("rotation-plan-tag-new", "good"),
        PlacementState::Started => ("rotation-plan-tag-started", "good"),
        PlacementState::Finished => ("rotation-plan-tag-finished", "quiet"),
        PlacementState::EndedEarly => ("rotation-plan-tag-ended", "bad"),
        _ => ("rotation-plan-tag-confirmed", "quiet"),
    };
    let worth = plan.explained.placements.get(&(row.person_id, row.team_id, row.slot));
    let movable = row.state.is_proposal() || row.state == PlacementState::Confirmed;
    Cell {
        team: team(plan, row.team_id),
        tag: text.of(tag).to_string(),
        tone,
        host: row.host_id.map(|host| name(plan, host)).unwrap_or_default(),
        worth: worth
            .map(|worth| {
                text.of("rotation-plan-worth")
                    .arg("value", connections(text, worth.value))
                    .to_string()
            })
            .unwrap_or_default(),
        change: if movable { place_path(call, row.person_id, Some(row.id)) } else { String::new() },
    }
}

/// The page on which somebody is moved by hand.
pub(super) fn place_path(call: CallId, person: PersonId, instead: Option<PlacementId>) -> String {
    let path = format!("/admin/calls/{call}/place/{person}");
    match instead {
        Some(id) => format!("{path}?instead={id}"),
        None => path,
    }
}

pub(super) fn name(plan: &Proposal, id: PersonId) -> String {
    plan.people.get(&id).cloned().unwrap_or_default()
}

pub(super) fn team(plan: &Proposal, id: TeamId) -> String {
    plan.teams.get(&id).cloned().unwrap_or_default()
}

fn teams(text: Text, plan: &Proposal) -> Vec<TeamRow> {
    let mut rows: BTreeMap<(String, TeamId), Vec<(u32, u32)>> = BTreeMap::new();
    let none = vec![(0, 0); plan.slots.len()];
    for row in plan.after() {
        for (id, guest) in [(row.team_id, true), (row.home_team_id, false)] {
            let cells = rows.entry((team(plan, id), id)).or_insert_with(|| none.clone());
            for cell in cells.iter_mut().skip(row.slot as usize).take(row.length as usize) {
                if guest {
                    cell.0 += 1;
                } else {
                    cell.1 += 1;
                }
            }
        }
    }
    rows.into_iter()
        .map(|((team, _), cells)| TeamRow {
            team,
            cells: cells
                .into_iter()
                .map(|(guests, away)| {
                    text.of("rotation-plan-load")
                        .num("guests", guests)
                        .num("away", away)
                        .to_string()
                })
                .collect(),
        })
        .collect()
}

/// Why somebody has no place; reasons without a text of their own show their word.
fn because(text: Text, reason: &str) -> String {
    let id = match reason {
        "no-admissible-placement" => "rotation-unplaced-no-admissible",
        "team-places" => "rotation-unplaced-places",
        "lend" => "rotation-unplaced-lend",
        "balance" => "rotation-unplaced-balance",
        "limits" => "rotation-unplaced-limits",
        "better-plan" => "rotation-unplaced-better-plan",
        "budget-ended" => "rotation-unplaced-budget-ended",
        other => return other.to_owned(),
    };
    text.of(id).to_string()
}

fn unplaced(text: Text, plan: &Proposal, one: &Unplaced, call: CallId) -> UnplacedRow {
    let could = one.could.and_then(|next| {
        let (id, slot) = next.place?;
        let period = plan.slots.get(slot as usize)?;
        let sentence = text
            .of(if next.exact {
                "rotation-unplaced-could"
            } else {
                "rotation-unplaced-could-at-most"
            })
            .arg("team", team(plan, id))
            .arg("span", span(text, period))
            .arg("loss", connections(text, next.loss));
        Some(sentence.to_string())
    });
    UnplacedRow {
        person: name(plan, one.person),
        because: because(text, &one.because),
        could: could.unwrap_or_default(),
        place: if plan.is_waiting() { place_path(call, one.person, None) } else { String::new() },
    }
}

fn changes(text: Text, plan: &Proposal, came: bool) -> Vec<String> {
    let Some(difference) = &plan.difference else { return Vec::new() };
    let list = if came { &difference.came } else { &difference.went };
    list.iter()
        .filter_map(|place| {
            let period = plan.slots.get(place.slot as usize)?;
            let sentence = text
                .of("rotation-plan-place")
                .arg("person", name(plan, place.person))
                .arg("team", team(plan, place.team))
                .arg("span", span(text, period));
            Some(sentence.to_string())
        })
        .collect()
}

fn steps(text: Text, call: &Call, plan: &Proposal) -> Vec<(String, String, bool)> {
    let mut steps = Vec::new();
    let mut add = |step: &str, id: &'static str, primary| {
        let path = format!("/admin/calls/{}/plan/{step}", call.id);
        steps.push((path, text.of(id).to_string(), primary));
    };
    let waiting = plan.is_waiting();
    if waiting {
        add("release", "rotation-plan-step-release", true);
        if plan.run.as_ref().is_some_and(|run| run.state == RunState::Proposed) {
            add("hold", "rotation-plan-step-hold", false);
        }
        add("drop", "rotation-plan-step-drop", false);
    }
    if matches!(call.state, CallState::Closed | CallState::Running) && !plan.is_being_solved() {
        add(
            "solve",
            if plan.run.is_some() {
                "rotation-plan-step-again"
            } else {
                "rotation-plan-step-solve"
            },
            plan.run.is_none(),
        );
    }
    steps
}
