//! An applicant's own application: where it stands, and taking it back.

use askama::Template;
use axum::extract::State;

use super::plan::plan_failed;
use super::timeline::{Story, story, whole};
use super::{failed, state_words};
use crate::domain::id::{ApplicationId, PersonId};
use crate::domain::placement::{ApplicationState, Subject};
use crate::domain::plan::RunState;
use crate::programmes::placing::{Proposal, proposal};
use crate::programmes::rotation::apply::{may_withdraw, withdraw as take_back};
use crate::store::Tx;
use crate::store::application::Application;
use crate::store::owed::{owed_choices, passed_over};
use crate::store::run::Run;
use crate::text::Text;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Id, Query};
use crate::web::page::{Page, Section, html, see_other};
use crate::web::{App, Who};

#[derive(Template)]
#[template(path = "pages/rotation/application.html")]
struct ApplicationPage {
    page: Page,
    state: String,
    tone: &'static str,
    story: Story,
    /// What is owed to the applicant in this call, and what of this call is owed in the next; each may be empty.
    owed: Vec<String>,
    /// Where to take it back; empty when it cannot be.
    withdraw: String,
    /// Where to ask for a swap; empty without a place.
    swap: String,
}

/// `GET /rotations/applications/{id}`
pub async fn page(
    State(app): State<App>,
    who: Who,
    Id(id): Id<ApplicationId>,
    Query(query): Query,
) -> WebResult {
    let mut tx = app.env.db.snapshot().await?;
    let (one, call, _) = whole(&mut tx, id).await?;
    if one.person_id != who.person {
        return Err(WebError::not_found());
    }
    let text = who.text();
    let title = text.of("rotation-application-title").arg("call", &call.name).to_string();
    let mut page = Page::titled(&app, &who, title, Section::Rotations)
        .up("/rotations", text.of("rotations-title"));
    if query.get("done") == "submitted" {
        page = page.note(text.of("rotation-submitted-note"));
    }
    let (state, tone) = state_words(text, one.state);
    let mut story = story(&mut tx, &page, &one, &call).await?;
    let owed = owed_words(&mut tx, text, &one).await?;
    drop(tx);
    if one.state == ApplicationState::Waitlisted {
        let plan = proposal(&app.env, Subject::Call(call.id))
            .await
            .map_err(|error| plan_failed(error, call.id))?;
        // Being put on the waitlist is the last thing that happened.
        if let Some(last) = story.items.last_mut() {
            last.more.extend(why_waiting(text, &plan, who.person));
        }
    }
    let withdraw = if may_withdraw(one.state) {
        format!("/rotations/applications/{id}/withdraw")
    } else {
        String::new()
    };
    let swap = if one.state == ApplicationState::Placed {
        format!("/rotations/applications/{id}/swap")
    } else {
        String::new()
    };
    html(&ApplicationPage { page, state, tone, story, owed, withdraw, swap })
}

/// That somebody was passed over before, or in this call, and what it means.
async fn owed_words(tx: &mut Tx, text: Text, one: &Application) -> WebResult<Vec<String>> {
    let mut words = Vec::new();
    let owed = owed_choices(tx, &[one.person_id], one.call_id).await?;
    if owed.contains_key(&one.person_id) {
        words.push(text.of("application-owed").to_string());
    }
    let decided = matches!(one.state, ApplicationState::Placed | ApplicationState::Waitlisted);
    if let Some(n) = passed_over(tx, one.id).await?.filter(|n| decided && *n > 0) {
        words.push(text.of("application-passed-over").num("n", n).to_string());
    }
    Ok(words)
}

/// Why somebody has no place, in words to themself; `None`: the last plan was not released, and nobody hears of it.
fn why_waiting(text: Text, plan: &Proposal, person: PersonId) -> Option<String> {
    use RunState::{Closed, Released, Sending, Sent};
    let is_out = |run: &Run| matches!(run.state, Released | Sending | Sent | Closed);
    if !plan.run.as_ref().is_some_and(is_out) {
        return None;
    }
    let one = plan.explained.unplaced.iter().find(|one| one.person == person)?;
    let id = match one.because.as_str() {
        "no-admissible-placement" => "story-waitlisted-no-admissible",
        "team-places" => "story-waitlisted-places",
        "lend" => "story-waitlisted-lend",
        "balance" => "story-waitlisted-balance",
        "better-plan" => "story-waitlisted-better-plan",
        "budget-ended" => "story-waitlisted-budget-ended",
        _ => "story-waitlisted-limits",
    };
    Some(text.of(id).to_string())
}

#[derive(Template)]
#[template(path = "pages/rotation/step.html")]
pub(super) struct StepPage {
    pub(super) page: Page,
    pub(super) effects: Vec<String>,
    pub(super) action: String,
    pub(super) label: String,
    pub(super) back: String,
    pub(super) danger: bool,
    /// Asks for a reason.
    pub(super) asks_reason: bool,
    pub(super) reason_hint: String,
    pub(super) f: crate::web::extract::Fields,
}

/// `GET /rotations/applications/{id}/withdraw`
pub async fn withdraw_form(
    State(app): State<App>,
    who: Who,
    Id(id): Id<ApplicationId>,
) -> WebResult {
    let mut tx = app.env.db.snapshot().await?;
    let (one, call, _) = whole(&mut tx, id).await?;
    if one.person_id != who.person {
        return Err(WebError::not_found());
    }
    let text = who.text();
    let path = format!("/rotations/applications/{id}");
    if !may_withdraw(one.state) {
        return Ok(see_other(&path));
    }
    let title = text.of("rotation-withdraw-title").arg("call", &call.name).to_string();
    let mut effects = vec![text.of("rotation-withdraw-effect").to_string()];
    if one.asked_id.is_some() {
        effects.push(text.of("rotation-withdraw-effect-lead").to_string());
    }
    effects.push(text.of("rotation-withdraw-effect-again").to_string());
    html(&StepPage {
        page: Page::titled(&app, &who, title, Section::Rotations)
            .up(&path, text.of("rotation-application-title").arg("call", &call.name)),
        effects,
        action: format!("{path}/withdraw"),
        label: text.of("rotation-withdraw").to_string(),
        back: path,
        danger: true,
        asks_reason: false,
        reason_hint: String::new(),
        f: crate::web::extract::Fields::new(),
    })
}

/// `POST /rotations/applications/{id}/withdraw`
pub async fn withdraw(State(app): State<App>, who: Who, Id(id): Id<ApplicationId>) -> WebResult {
    take_back(&app.env, who.person, id).await.map_err(failed)?;
    Ok(see_other("/rotations?done=withdrawn"))
}
