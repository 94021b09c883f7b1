//! One mail of each kind of a run, with real data: looked at on purpose, and noted as a look.

use askama::Template;
use axum::extract::State;

use super::{look, round_error, run_title};
use crate::domain::id::RunId;
use crate::domain::plan::RunState;
use crate::programmes::round::RoundError;
use crate::programmes::run_groups::{Sample, samples};
use crate::web::error::WebResult;
use crate::web::extract::Id;
use crate::web::labels;
use crate::web::page::{Page, Section, html};
use crate::web::{App, Who};

struct MailView {
    kind: String,
    sample: Sample,
}

#[derive(Template)]
#[template(path = "pages/admin_run_mails.html")]
struct MailsPage {
    page: Page,
    lead: String,
    mails: Vec<MailView>,
    problem: String,
    /// Where the button leads that shows the mails; none: they are shown.
    asks: Option<String>,
}

/// `GET /admin/runs/{id}/mails`: says that looking is noted, and has the button that looks.
pub async fn mails_form(State(app): State<App>, who: Who, Id(id): Id<RunId>) -> WebResult {
    let now = look(&app, id).await?;
    let page = Page::new(&app, &who, "mails-title", Section::Runs);
    let text = page.text;
    let waits = matches!(now.facts.line.state, RunState::Proposed | RunState::Held);
    html(&MailsPage {
        lead: text.of(if waits { "mails-lead-waiting" } else { "mails-lead-written" }).to_string(),
        mails: Vec::new(),
        problem: String::new(),
        asks: Some(format!("/admin/runs/{id}/mails")),
        page: page.up(format!("/admin/runs/{id}"), run_title(text, &now)),
    })
}

/// `POST /admin/runs/{id}/mails`: one mail of each kind, with real data. Noted as a look at the people in them.
pub async fn mails(State(app): State<App>, who: Who, Id(id): Id<RunId>) -> WebResult {
    let now = look(&app, id).await?;
    let state = now.facts.line.state;
    let page = Page::new(&app, &who, "mails-title", Section::Runs);
    let text = page.text;
    let page = page.up(format!("/admin/runs/{id}"), run_title(text, &now));
    let waits = matches!(state, RunState::Proposed | RunState::Held);
    let (found, problem) = match samples(&app.env, id, state, who.person).await {
        Ok(found) => (found, String::new()),
        Err(error @ (RoundError::Render(_) | RoundError::Plan(_))) => {
            (Vec::new(), text.of("step-release-blocked").arg("why", error).to_string())
        }
        Err(error) => return Err(round_error(error)),
    };
    html(&MailsPage {
        lead: text.of(if waits { "mails-lead-waiting" } else { "mails-lead-written" }).to_string(),
        mails: found
            .into_iter()
            .map(|sample| MailView { kind: labels::notice_kind(text, &sample.kind), sample })
            .collect(),
        problem,
        asks: None,
        page,
    })
}
