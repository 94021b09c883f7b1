//! Opening, pausing, resuming and ending a programme: what it will do, in sentences, before it is done.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use crate::domain::coffee::ProgrammeState;
use crate::domain::id::ProgrammeId;
use crate::programmes::programme::{
    Effect, ProgrammeError, become_state, next_draw, standing, state_effects,
};
use crate::programmes::programme_form::hours;
use crate::store::overview::programme::programme_joined;
use crate::store::programme::{Programme, programme_get};
use crate::web::error::{WebError, WebResult};
use crate::web::labels::{self, Tag};
use crate::web::page::{Page, Section, html, html_with, see_other};
use crate::web::{App, Who};

#[derive(Template)]
#[template(path = "pages/admin_programme_state.html")]
struct StatePage {
    page: Page,
    lead: String,
    effects: Vec<String>,
    action: String,
    label: String,
    danger: bool,
    back: String,
}

fn change_of(word: &str) -> Option<(ProgrammeState, &'static str, &'static str, &'static str)> {
    Some(match word {
        "open" => (
            ProgrammeState::Active,
            "programme-open-title",
            "programme-open-lead",
            "programme-open",
        ),
        "resume" => (
            ProgrammeState::Active,
            "programme-resume-title",
            "programme-resume-lead",
            "programme-resume",
        ),
        "pause" => (
            ProgrammeState::Paused,
            "programme-pause-title",
            "programme-pause-lead",
            "programme-pause",
        ),
        "end" => {
            (ProgrammeState::Ended, "programme-end-title", "programme-end-lead", "programme-end")
        }
        _ => return None,
    })
}

/// `GET /admin/programmes/{id}/{change}`
pub async fn state_form(
    State(app): State<App>,
    who: Who,
    Path((id, word)): Path<(String, String)>,
) -> WebResult {
    let id: ProgrammeId = id.parse().map_err(|_| WebError::not_found())?;
    let (to, title, lead, label) = change_of(&word).ok_or_else(WebError::not_found)?;
    let mut tx = app.env.db.snapshot().await?;
    let programme = programme_get(&mut tx, id).await?.ok_or_else(WebError::not_found)?;
    let joined = programme_joined(&mut tx, id, app.env.clock.now()).await?;
    let standing = standing(&mut tx, id).await?;
    drop(tx);
    if !programme.state.may_become(to) {
        return meanwhile(&app, &who, &programme);
    }
    let text = who.text();
    let title = text.of(title).arg("programme", &programme.name).to_string();
    let page = Page::titled(&app, &who, title, Section::AdminProgrammes)
        .up(format!("/admin/programmes/{id}"), &programme.name);
    let mut lines: Vec<Effect> = state_effects(to, &standing, joined.people);
    if to == ProgrammeState::Active
        && let Some(at) = next_draw(&programme, page.now)
    {
        lines.insert(0, Effect::NextStays { at });
    }
    html(&StatePage {
        lead: text.of(lead).num("people", joined.people).to_string(),
        effects: effect_sentences(&page, &lines),
        action: format!("/admin/programmes/{id}/{word}"),
        label: text.of(label).to_string(),
        danger: to == ProgrammeState::Ended,
        back: format!("/admin/programmes/{id}"),
        page,
    })
}

/// `POST /admin/programmes/{id}/{change}`
pub async fn state_change(
    State(app): State<App>,
    who: Who,
    Path((id, word)): Path<(String, String)>,
) -> WebResult {
    let id: ProgrammeId = id.parse().map_err(|_| WebError::not_found())?;
    let (to, ..) = change_of(&word).ok_or_else(WebError::not_found)?;
    match become_state(&app.env, who.person, id, to).await {
        Ok(()) => Ok(see_other(&format!("/admin/programmes/{id}?done={word}"))),
        // The second press of the same button: what was wanted is so.
        Err(ProgrammeError::NotPossible { from, .. }) if from == to => {
            Ok(see_other(&format!("/admin/programmes/{id}?done={word}")))
        }
        Err(error) => failed(&app, &who, id, error).await,
    }
}

/// What a refused change shows: what the programme is by now.
pub(in crate::web) async fn failed(
    app: &App,
    who: &Who,
    id: ProgrammeId,
    error: ProgrammeError,
) -> WebResult<Response> {
    match error {
        ProgrammeError::Unknown => Err(WebError::not_found()),
        ProgrammeError::Store(error) => Err(error.into()),
        ProgrammeError::Faults(_) => Err(WebError::unreadable()),
        ProgrammeError::Changed | ProgrammeError::NotPossible { .. } => {
            let mut tx = app.env.db.read().await?;
            let programme = programme_get(&mut tx, id).await?.ok_or_else(WebError::not_found)?;
            drop(tx);
            meanwhile(app, who, &programme)
        }
    }
}

#[derive(Template)]
#[template(path = "pages/admin_meanwhile.html")]
pub(in crate::web) struct MeanwhilePage {
    pub(in crate::web) page: Page,
    pub(in crate::web) sentences: Vec<String>,
    pub(in crate::web) state: Tag,
    pub(in crate::web) back: String,
    pub(in crate::web) back_label: String,
}

fn meanwhile(app: &App, who: &Who, programme: &Programme) -> WebResult {
    let text = who.text();
    let page = Page::new(app, who, "meanwhile-title", Section::AdminProgrammes)
        .up(format!("/admin/programmes/{}", programme.id), &programme.name);
    let sentences = vec![
        text.of("meanwhile-programme")
            .arg("programme", &programme.name)
            .arg("when", page.when(&programme.updated_at))
            .to_string(),
        text.of("meanwhile-nothing-done").to_string(),
    ];
    html_with(
        axum::http::StatusCode::CONFLICT,
        &MeanwhilePage {
            sentences,
            state: labels::programme_state(text, programme.state),
            back: format!("/admin/programmes/{}", programme.id),
            back_label: text.of("meanwhile-see-programme").to_string(),
            page,
        },
    )
}

/// Effects as sentences.
pub(in crate::web) fn effect_sentences(page: &Page, effects: &[Effect]) -> Vec<String> {
    let text = page.text;
    effects
        .iter()
        .map(|effect| {
            match effect {
                Effect::Announced { round_no, slot_at, .. } => text
                    .of("effect-announced")
                    .num("round", *round_no)
                    .arg("when", page.when(slot_at)),
                Effect::AnnouncedGoes { round_no, slot_at } => text
                    .of("effect-announced-goes")
                    .num("round", *round_no)
                    .arg("when", page.when(slot_at)),
                Effect::PlanStays { round_no, .. } => {
                    text.of("effect-plan-stays").num("round", *round_no)
                }
                Effect::NextMoves { from: Some(from), to: Some(to) } => text
                    .of("effect-next-moves")
                    .arg("from", page.when(from))
                    .arg("to", page.when(to)),
                Effect::NextMoves { from: None, to: Some(at) } | Effect::NextStays { at } => {
                    text.of("effect-next").arg("when", page.when(at))
                }
                Effect::NextMoves { to: None, .. } => text.of("effect-no-next"),
                Effect::RulesFrom { at: Some(at) } => {
                    text.of("effect-rules-from").arg("when", page.when(at))
                }
                Effect::RulesFrom { at: None } => text.of("effect-rules-next"),
                Effect::NeedsApproval => text.of("effect-needs-approval"),
                Effect::ReleasedAlone { after_minutes: 0 } => text.of("effect-released-at-once"),
                Effect::ReleasedAlone { after_minutes } => {
                    text.of("effect-released-alone").arg("hours", hours(*after_minutes))
                }
                Effect::AskedAt { at } => text.of("effect-asked-at").arg("when", page.when(at)),
                Effect::AskedNow => text.of("effect-asked-now"),
                Effect::NobodyAsked { people } => {
                    text.of("effect-nobody-asked").num("people", *people)
                }
                Effect::OpenRoundStays { round_no } => {
                    text.of("effect-open-round-stays").num("round", *round_no)
                }
                Effect::RoundsOverlap { days, days_between } => text
                    .of("effect-rounds-overlap")
                    .num("days", *days)
                    .num("between", *days_between),
                Effect::NoDraws => text.of("effect-no-draws"),
                Effect::Over { people } => text.of("effect-over").num("people", *people),
            }
            .to_string()
        })
        .collect()
}
