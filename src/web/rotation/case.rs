//! One application as a coordinator sees it.

use askama::Template;
use axum::extract::State;

use super::state_words;
use super::timeline::{Story, story, team_name, whole};
use crate::domain::id::ApplicationId;
use crate::domain::placement::ApplicationState;
use crate::programmes::rotation::home::may_answer;
use crate::store::application::vain_applications;
use crate::store::owed::owed_choices;
use crate::store::person::person_get;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Id, Query};
use crate::web::page::{Page, Section, html};
use crate::web::{App, Who};

#[derive(Template)]
#[template(path = "pages/rotation/case.html")]
struct CasePage {
    page: Page,
    state: String,
    tone: &'static str,
    home: String,
    waited: String,
    /// What is owed to the applicant; empty: nothing.
    owed: String,
    story: Story,
    /// Where to answer in the home team's place; empty when nothing is to be answered.
    answer: String,
}

/// `GET /admin/applications/{id}`. Drafts are their applicants' own.
pub async fn page(
    State(app): State<App>,
    who: Who,
    Id(id): Id<ApplicationId>,
    Query(query): Query,
) -> WebResult {
    let mut tx = app.env.db.snapshot().await?;
    let (one, call, _) = whole(&mut tx, id).await?;
    if one.state == ApplicationState::Draft {
        return Err(WebError::not_found());
    }
    let text = who.text();
    let person = person_get(&mut tx, one.person_id).await?.ok_or_else(WebError::not_found)?;
    let mut page = Page::titled(&app, &who, person.name, Section::AdminRotations)
        .up(format!("/admin/calls/{}", call.id), &call.name);
    if query.get("done") == "answered" {
        page = page.note(text.of("home-word-done"));
    }
    let (state, tone) = state_words(text, one.state);
    let vain = vain_applications(&mut tx, &[one.person_id], call.id).await?;
    let waited = vain.get(&one.person_id).copied().unwrap_or(0);
    let owed = owed_choices(&mut tx, &[one.person_id], call.id).await?;
    html(&CasePage {
        state,
        tone,
        home: team_name(&mut tx, one.home_team_id).await?,
        waited: text.of("case-waited").num("n", waited).to_string(),
        owed: match owed.get(&one.person_id) {
            Some(n) => text.of("case-owed").num("n", *n).to_string(),
            None => String::new(),
        },
        story: story(&mut tx, &page, &one, &call).await?,
        answer: if may_answer(one.state) && one.person_id != who.person {
            format!("/admin/applications/{id}/home")
        } else {
            String::new()
        },
        page,
    })
}
