//! A run looked at afterwards, without blame: what happened when, what became of the mails, what people change. The
//! page says as what somebody acted, never who.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::error::{WebError, WebResult};
use super::extract::{Fields, Id, Query};
use super::labels::{self, Tag};
use super::page::{Page, Section, html, html_with, see_other};
use super::{App, Who, download};
use crate::domain::id::RunId;
use crate::programmes::review::{self, Moment, NOTES_MOST, Review};
use crate::programmes::round::RoundError;
use crate::store::mailed::RunMails;
use crate::store::run_review::{ActedAs, RunReview};
use crate::text::Text;

struct Line {
    when: String,
    iso: String,
    what: String,
    who: String,
}

struct MailRow {
    kind: String,
    state: Tag,
    rows: String,
    more: String,
}

#[derive(Template)]
#[template(path = "pages/admin_review.html")]
struct ReviewPage {
    page: Page,
    id: RunId,
    story: Vec<Line>,
    mails: Vec<MailRow>,
    facts: Vec<(String, String)>,
    f: Fields,
    /// Notes that somebody else wrote meanwhile, when these could not be kept.
    theirs: Vec<(String, String)>,
    may_write: bool,
    changed: String,
    most: usize,
}

/// `GET /admin/runs/{id}/review`
pub async fn page(
    State(app): State<App>,
    who: Who,
    Id(id): Id<RunId>,
    Query(query): Query,
) -> WebResult {
    let review = read(&app, id).await?;
    let mut fields = Fields::new();
    fill(&mut fields, &review.notes);
    let mut shown = shown(&app, &who, id, &review, fields);
    let text = shown.page.text;
    shown.page = match query.get("done") {
        "notes" => shown.page.note(text.of("review-done-notes")),
        "apology" => {
            let n: u64 = query.word("n").unwrap_or(0);
            shown.page.note(text.of("review-done-apology").num("n", n))
        }
        _ => shown.page,
    };
    html(&shown)
}

/// `POST /admin/runs/{id}/review`: keeps the notes.
pub async fn keep(
    State(app): State<App>,
    who: Who,
    Id(id): Id<RunId>,
    mut fields: Fields,
) -> WebResult {
    let text = who.text();
    for name in ["well", "surprised", "changes"] {
        if fields.get(name).chars().count() > NOTES_MOST {
            fields.refuse(name, text.of("review-too-long").num("most", NOTES_MOST));
        }
    }
    if !fields.is_valid() {
        let review = read(&app, id).await?;
        let mut shown = shown(&app, &who, id, &review, fields);
        shown.page = shown.page.refused(&shown.f);
        return super::page::refused(&shown);
    }
    let notes = RunReview {
        went_well: fields.get("well").to_owned(),
        surprised: fields.get("surprised").to_owned(),
        changes: fields.get("changes").to_owned(),
        version: fields.word("version").unwrap_or(0),
        changed_at: None,
    };
    match review::keep_notes(&app.env, id, &notes, who.person).await {
        Ok(()) => Ok(see_other(&format!("/admin/runs/{id}/review?done=notes"))),
        Err(RoundError::Stale { .. }) => {
            // Both are shown: what was typed in the form, what somebody else wrote beside it.
            let review = read(&app, id).await?;
            fields.set("version", review.notes.version);
            let theirs = notes_in_words(text, &review.notes);
            let mut shown = shown(&app, &who, id, &review, fields);
            shown.theirs = theirs;
            html_with(StatusCode::CONFLICT, &shown)
        }
        Err(RoundError::NoRun) => Err(WebError::not_found()),
        Err(RoundError::Store(error)) => Err(error.into()),
        Err(error) => Err(WebError::internal(error)),
    }
}

/// `GET /admin/runs/{id}/review.md`: the same as a text to keep.
pub async fn markdown(State(app): State<App>, who: Who, Id(id): Id<RunId>) -> WebResult {
    let review = read(&app, id).await?;
    let shown = shown(&app, &who, id, &review, Fields::new());
    Ok(as_markdown(&shown, &review))
}

async fn read(app: &App, id: RunId) -> WebResult<Review> {
    match review::review(&app.env, id).await {
        Ok(Some(review)) => Ok(review),
        Ok(None) => Err(WebError::not_found()),
        Err(RoundError::Store(error)) => Err(error.into()),
        Err(error) => Err(WebError::internal(error)),
    }
}

fn fill(fields: &mut Fields, notes: &RunReview) {
    fields.set("well", &notes.went_well);
    fields.set("surprised", &notes.surprised);
    fields.set("changes", &notes.changes);
    fields.set("version", notes.version);
}

fn shown(app: &App, who: &Who, id: RunId, review: &Review, f: Fields) -> ReviewPage {
    let text = who.text();
    let facts = &review.facts;
    let round = text
        .of("run-title")
        .num("n", facts.line.round_no)
        .arg("programme", &facts.line.programme)
        .to_string();
    let title = text.of("review-title").arg("run", &round).to_string();
    let page = Page::titled(app, who, title, Section::Runs).up(format!("/admin/runs/{id}"), round);
    ReviewPage {
        story: review.story.iter().map(|moment| line(&page, moment)).collect(),
        mails: review.mails.iter().map(|mails| mail_row(&page, mails)).collect(),
        facts: made_of(text, review),
        theirs: Vec::new(),
        may_write: who.roles.may(crate::domain::access::Action::SteerRuns),
        changed: review
            .notes
            .changed_at
            .map(|at| text.of("review-changed").arg("when", page.when(&at)).to_string())
            .unwrap_or_default(),
        most: NOTES_MOST,
        id,
        f,
        page,
    }
}

fn line(page: &Page, moment: &Moment) -> Line {
    let text = page.text;
    let what = match (moment.what.as_str(), moment.count) {
        ("mails-last", Some(n)) => text.of("review-mails-last").num("n", n).to_string(),
        ("run-apologised", Some(n)) => text.of("review-apologised").num("n", n).to_string(),
        (other, _) => super::deeds::action(text, other),
    };
    let who = match moment.acted_as {
        ActedAs::System => "review-by-system",
        ActedAs::Owner => "review-by-owner",
        ActedAs::Admin => "review-by-admin",
        ActedAs::Coordinator => "review-by-coordinator",
        ActedAs::Somebody => "review-by-somebody",
    };
    Line {
        when: page.when(&moment.at),
        iso: page.iso(&moment.at),
        what,
        who: text.of(who).to_string(),
    }
}

fn mail_row(page: &Page, mails: &RunMails) -> MailRow {
    let text = page.text;
    let mut more = Vec::new();
    if let Some(at) = &mails.sent_at {
        more.push(text.of("review-mails-until").arg("when", page.when(at)).to_string());
    }
    if mails.tried_again > 0 {
        more.push(text.of("review-mails-again").num("n", mails.tried_again).to_string());
    }
    MailRow {
        kind: labels::notice_kind(text, &mails.kind),
        state: labels::notice_state(text, mails.state),
        rows: text.number(mails.rows),
        more: more.join(" · "),
    }
}

/// What the plan was made of, and what it came to.
fn made_of(text: Text, review: &Review) -> Vec<(String, String)> {
    let facts = &review.facts;
    let line = &facts.line;
    let pair = |label: &'static str, value: Option<String>| {
        value.map(|value| (text.of(label).to_string(), value))
    };
    [
        pair("review-state", Some(labels::run_state(text, line.state).label)),
        pair("review-note", facts.note.clone()),
        pair("review-missed", (facts.missed_slots > 0).then(|| text.number(facts.missed_slots))),
        pair("run-groups", line.groups.map(|n| text.number(n))),
        pair("review-left-out", line.left_out.map(|n| text.number(n))),
        pair("column-gap", line.gap_ppm().map(|ppm| labels::gap(text, ppm))),
        pair("evidence-attempts", Some(text.number(facts.attempts))),
        pair("evidence-seed", facts.seed.map(|seed| seed.to_string())),
        pair("evidence-hash", facts.problem_sha256.clone()),
        pair("evidence-version", facts.weft_version.clone()),
        pair("evidence-run", Some(line.id.to_string())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn notes_in_words(text: Text, notes: &RunReview) -> Vec<(String, String)> {
    vec![
        (text.of("review-well").to_string(), notes.went_well.clone()),
        (text.of("review-surprised").to_string(), notes.surprised.clone()),
        (text.of("review-changes").to_string(), notes.changes.clone()),
    ]
}

fn as_markdown(shown: &ReviewPage, review: &Review) -> Response {
    let text = shown.page.text;
    let mut out = format!("# {}\n\n{}\n", cell(&shown.page.title), text.of("review-lead"));
    out.push_str(&format!("\n## {}\n\n", text.of("review-story")));
    for line in &shown.story {
        out.push_str(&format!("- `{}` {} ({})\n", line.iso, cell(&line.what), cell(&line.who)));
    }
    out.push_str(&format!(
        "\n## {}\n\n| {} | {} | {} | |\n|---|---|---:|---|\n",
        text.of("review-mails"),
        text.of("review-mails-kind"),
        text.of("column-state"),
        text.of("review-mails-count"),
    ));
    for row in &shown.mails {
        out.push_str(&format!(
            "| {} | {} | {} | {} |\n",
            cell(&row.kind),
            cell(&row.state.label),
            row.rows,
            cell(&row.more)
        ));
    }
    out.push_str(&format!("\n## {}\n\n", text.of("review-made-of")));
    for (label, value) in &shown.facts {
        out.push_str(&format!("- {}: {}\n", cell(label), cell(value)));
    }
    for (heading, words) in notes_in_words(text, &review.notes) {
        let words = if words.is_empty() { "–".to_owned() } else { quoted(&words) };
        out.push_str(&format!("\n## {heading}\n\n{words}\n"));
    }
    let name = format!("review-{}.md", shown.id);
    download::file("text/markdown; charset=utf-8", &name, out.into_bytes())
}

/// A text that stays in its cell or line.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ")
}

/// What people wrote, as a quotation: none of it becomes a heading of ours.
fn quoted(words: &str) -> String {
    words
        .lines()
        .map(|line| format!("> {line}").trim_end().to_owned())
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::{cell, quoted};

    #[test]
    fn what_people_write_stays_where_it_belongs() {
        assert_eq!(cell("a | b\n# c"), "a \\| b # c");
        assert_eq!(quoted("# mine\n\n- two"), "> # mine\n>\n> - two");
    }
}
