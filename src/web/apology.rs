//! Apologising for a run: whom it reaches, the words, one mail for each way people were told and each language, and
//! then the button.

use askama::Template;
use axum::extract::State;

use super::error::{WebError, WebResult};
use super::extract::{Fields, Id};
use super::page::{Page, Section, html, see_other};
use super::{App, Who};
use crate::domain::id::RunId;
use crate::domain::person::Language;
use crate::programmes::apology::{self, WORDS_MOST, Words};
use crate::programmes::round::RoundError;
use crate::store::mailed::{Audience, ToldAs};
use crate::store::overview::run::run_facts;
use crate::text::Text;

struct Row {
    told_as: String,
    language: String,
    people: String,
    more: String,
}

struct DraftView {
    heading: String,
    subject: String,
    text: String,
}

#[derive(Template)]
#[template(path = "pages/admin_apology.html")]
struct ApologyPage {
    page: Page,
    f: Fields,
    rows: Vec<Row>,
    reached: usize,
    drafts: Vec<DraftView>,
    action: String,
    back: String,
}

/// `GET /admin/runs/{id}/apology`
pub async fn form(State(app): State<App>, who: Who, Id(id): Id<RunId>) -> WebResult {
    let shown = page(&app, &who, id, Fields::new(), &Words::default()).await?;
    html(&shown)
}

/// `POST /admin/runs/{id}/apology`: shows the mails, or sends them.
pub async fn step(
    State(app): State<App>,
    who: Who,
    Id(id): Id<RunId>,
    mut fields: Fields,
) -> WebResult {
    let text = who.text();
    let words = Words {
        english: fields.get("english").to_owned(),
        german: fields.get("german").to_owned(),
    };
    if words.is_empty() {
        fields.refuse("english", text.of("apology-empty"));
    }
    for (name, written) in [("english", &words.english), ("german", &words.german)] {
        if written.chars().count() > WORDS_MOST {
            fields.refuse(name, text.of("apology-too-long").num("most", WORDS_MOST));
        }
    }
    if !fields.is_valid() {
        let mut shown = page(&app, &who, id, fields, &Words::default()).await?;
        shown.page = shown.page.refused(&shown.f);
        return super::page::refused(&shown);
    }
    if fields.get("step") != "send" {
        return html(&page(&app, &who, id, fields, &words).await?);
    }
    let done = apology::apologise(&app.env, id, &words, who.person).await.map_err(failed)?;
    Ok(see_other(&format!("/admin/runs/{id}/review?done=apology&n={}", done.mails)))
}

async fn page(app: &App, who: &Who, id: RunId, f: Fields, words: &Words) -> WebResult<ApologyPage> {
    let mut tx = app.env.db.read().await?;
    let facts = run_facts(&mut tx, id).await?.ok_or_else(WebError::not_found)?;
    drop(tx);
    let audience = apology::audience(&app.env, id).await.map_err(failed)?;
    let drafts = if words.is_empty() {
        Vec::new()
    } else {
        apology::drafts(&app.env, id, words).await.map_err(failed)?
    };
    let text = who.text();
    let round = text
        .of("run-title")
        .num("n", facts.line.round_no)
        .arg("programme", &facts.line.programme)
        .to_string();
    let page =
        Page::new(app, who, "apology-title", Section::Runs).up(format!("/admin/runs/{id}"), round);
    Ok(ApologyPage {
        rows: audience.iter().map(|audience| row(text, audience)).collect(),
        reached: audience
            .iter()
            .map(|audience| audience.people.saturating_sub(audience.gone + audience.already))
            .sum(),
        drafts: drafts
            .into_iter()
            .map(|draft| DraftView {
                heading: text
                    .of("apology-draft-for")
                    .arg("role", told_as(text, draft.audience.told_as))
                    .arg("language", language(text, draft.audience.language))
                    .to_string(),
                subject: draft.mail.subject,
                text: draft.mail.text,
            })
            .collect(),
        action: format!("/admin/runs/{id}/apology"),
        back: format!("/admin/runs/{id}/review"),
        f,
        page,
    })
}

fn row(text: Text, audience: &Audience) -> Row {
    let mut more = Vec::new();
    if audience.gone > 0 {
        more.push(text.of("apology-gone").num("n", audience.gone).to_string());
    }
    if audience.already > 0 {
        more.push(text.of("apology-already").num("n", audience.already).to_string());
    }
    Row {
        told_as: told_as(text, audience.told_as),
        language: language(text, audience.language),
        people: text.number(audience.people),
        more: more.join(" · "),
    }
}

fn told_as(text: Text, told_as: ToldAs) -> String {
    let id = match told_as {
        ToldAs::Group => "apology-told-group",
        ToldAs::Placement => "apology-told-placement",
        ToldAs::LeftOut => "apology-told-left-out",
        ToldAs::Asked => "apology-told-asked",
    };
    text.of(id).to_string()
}

fn language(text: Text, language: Language) -> String {
    let id = match language {
        Language::English => "apology-language-english",
        Language::German => "apology-language-german",
    };
    text.of(id).to_string()
}

fn failed(error: RoundError) -> WebError {
    match error {
        RoundError::NoRun | RoundError::NoProgramme => WebError::not_found(),
        RoundError::Stale { .. } => WebError::stale(),
        RoundError::Store(error) => error.into(),
        other => WebError::internal(other),
    }
}
