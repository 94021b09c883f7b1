//! Programmes, for those who run them: the list, one programme, pausing and ending it.

pub(super) mod change;

use askama::Template;
use axum::extract::State;

use super::error::{WebError, WebResult};
use super::extract::{Id, Query};
use super::labels::{self, Tag};
use super::page::{Page, Section, html};
use super::{App, Who};
use crate::domain::coffee::ProgrammeState;
use crate::domain::id::{PersonId, ProgrammeId};
use crate::programmes::programme::{Standing, next_draw, standing};
use crate::programmes::programme_form::{hours, upcoming};
use crate::store::overview::Slice;
use crate::store::overview::programme::{
    Joined, ProgrammeLine, person_name, programme_joined, programme_lines,
};
use crate::store::overview::run::{RunFilter, RunLine, run_lines};
use crate::store::programme::{Programme, programme_get};
use crate::text::Text;

/// A run in a list.
pub(super) struct RunRow {
    pub(super) href: String,
    pub(super) round: String,
    /// The round with its programme.
    pub(super) named: String,
    pub(super) when: String,
    pub(super) iso: String,
    pub(super) trigger: String,
    pub(super) state: Tag,
    pub(super) groups: String,
    pub(super) new_connections: String,
    pub(super) left_out: String,
    pub(super) value: String,
    pub(super) gap: String,
    pub(super) seconds: String,
}

impl RunRow {
    pub(super) fn of(page: &Page, line: &RunLine) -> Self {
        let text = page.text;
        let dash = || "–".to_owned();
        Self {
            href: format!("/admin/runs/{}", line.id),
            named: text
                .of("run-title")
                .num("n", line.round_no)
                .arg("programme", &line.programme)
                .to_string(),
            round: text.of("run-round").num("n", line.round_no).to_string(),
            when: page.when(&line.slot_at),
            iso: page.iso(&line.slot_at),
            trigger: labels::trigger(text, line.trigger),
            state: labels::run_state(text, line.state),
            groups: labels::or_dash(text, line.groups),
            new_connections: labels::or_dash(text, line.new_connections),
            left_out: labels::or_dash(text, line.left_out),
            value: line.value.map_or_else(dash, |value| labels::connections(text, value)),
            gap: line.gap_ppm().map_or_else(dash, |ppm| labels::gap(text, ppm)),
            seconds: line.solve_millis.map_or_else(dash, |millis| labels::seconds(text, millis)),
        }
    }
}

struct ProgrammeRow {
    href: String,
    name: String,
    owner: String,
    state: Tag,
    joined: String,
    teams: String,
    next: Option<(String, String)>,
    no_next: String,
    last: Option<RunRow>,
}

#[derive(Template)]
#[template(path = "pages/admin_programmes.html")]
struct ListPage {
    page: Page,
    rows: Vec<ProgrammeRow>,
}

/// `GET /admin/programmes`
pub async fn list(State(app): State<App>, who: Who) -> WebResult {
    let mut tx = app.env.db.snapshot().await?;
    let lines = programme_lines(&mut tx, app.env.clock.now()).await?;
    drop(tx);
    let page = Page::new(&app, &who, "admin-programmes-title", Section::AdminProgrammes).wide();
    let rows = lines.iter().map(|line| programme_row(&page, line)).collect();
    html(&ListPage { page, rows })
}

fn programme_row(page: &Page, line: &ProgrammeLine) -> ProgrammeRow {
    let text = page.text;
    let programme = &line.programme;
    let next = (programme.state == ProgrammeState::Active)
        .then(|| next_draw(programme, page.now))
        .flatten()
        .map(|at| (page.when(&at), page.iso(&at)));
    ProgrammeRow {
        href: format!("/admin/programmes/{}", programme.id),
        name: programme.name.clone(),
        owner: line.owner.clone(),
        state: labels::programme_state(text, programme.state),
        joined: text.number(line.joined.people),
        teams: text.of("programme-in-teams").num("n", line.joined.teams).to_string(),
        next,
        no_next: no_draw(text, programme.state),
        last: line.last_run.as_ref().map(|run| RunRow::of(page, run)),
    }
}

fn no_draw(text: Text, state: ProgrammeState) -> String {
    text.of(match state {
        ProgrammeState::Draft => "programme-no-draw-draft",
        ProgrammeState::Active => "programme-no-draw-active",
        ProgrammeState::Paused => "programme-no-draw-paused",
        ProgrammeState::Ended => "programme-no-draw-ended",
    })
    .to_string()
}

/// A line of a date preview.
pub(super) struct DateRow {
    pub(super) date: String,
    pub(super) time: String,
    pub(super) zone: String,
    /// What the clocks of that day are ahead of UTC.
    pub(super) offset: String,
    pub(super) iso: String,
    pub(super) note: String,
}

/// The next dates as the preview shows them.
pub(super) fn date_rows(
    page: &Page,
    cadence: &str,
    zone: chrono_tz::Tz,
    starts_at: chrono::DateTime<chrono::Utc>,
) -> Vec<DateRow> {
    use crate::programmes::programme_form::ClockNote;
    let text = page.text;
    upcoming(cadence, zone, starts_at, page.now)
        .into_iter()
        .map(|date| {
            let local = date.at.with_timezone(&zone);
            DateRow {
                date: text.date_year(date.on),
                time: text.time(date.time),
                zone: text.zone(zone, &local),
                offset: format!("UTC{}", date.offset),
                iso: page.iso(&date.at),
                note: match date.note {
                    None => String::new(),
                    Some(ClockNote::Forward { on }) => {
                        text.of("clock-forward").arg("on", text.date(on)).to_string()
                    }
                    Some(ClockNote::Back { on }) => {
                        text.of("clock-back").arg("on", text.date(on)).to_string()
                    }
                    Some(ClockNote::Skipped) => text.of("clock-skipped").to_string(),
                    Some(ClockNote::Twice) => text.of("clock-twice").to_string(),
                },
            }
        })
        .collect()
}

/// A button that leads to a page of its own.
struct Step {
    href: String,
    label: String,
    kind: &'static str,
}

#[derive(Template)]
#[template(path = "pages/admin_programme.html")]
struct OnePage {
    page: Page,
    programme: Programme,
    owner: String,
    state: Tag,
    joined: Joined,
    facts: Vec<(String, String)>,
    dates: Vec<DateRow>,
    no_dates: String,
    steps: Vec<Step>,
    draw_href: Option<String>,
    waiting: Option<RunRow>,
    runs: Vec<RunRow>,
    more_runs: Option<String>,
}

/// `GET /admin/programmes/{id}`
pub async fn one(
    State(app): State<App>,
    who: Who,
    Id(id): Id<ProgrammeId>,
    Query(query): Query,
) -> WebResult {
    let now = app.env.clock.now();
    let mut tx = app.env.db.snapshot().await?;
    let programme = programme_get(&mut tx, id).await?.ok_or_else(WebError::not_found)?;
    let owner = person_name(&mut tx, programme.owner_id).await?.unwrap_or_default();
    let joined = programme_joined(&mut tx, id, now).await?;
    let standing = standing(&mut tx, id).await?;
    let filter = RunFilter { programme: Some(id), state: None };
    let mut lines = run_lines(&mut tx, filter, Slice::page(1, 12)).await?;
    drop(tx);
    let more = lines.len() > 12;
    lines.truncate(12);
    let mut page =
        Page::titled(&app, &who, programme.name.clone(), Section::AdminProgrammes).wide();
    let text = page.text;
    page = page.up("/admin/programmes", text.of("admin-programmes-title"));
    if let Some(note) = done(text, query.get("done")) {
        page = page.note(note);
    }
    let waiting = standing.waiting.as_ref().map(|line| RunRow::of(&page, line));
    let dates = if matches!(programme.state, ProgrammeState::Active | ProgrammeState::Draft) {
        date_rows(&page, &programme.cadence, programme.zone, programme.starts_at)
    } else {
        Vec::new()
    };
    let may_draw = matches!(programme.state, ProgrammeState::Active | ProgrammeState::Paused);
    html(&OnePage {
        owner,
        state: labels::programme_state(text, programme.state),
        facts: facts(&page, &programme),
        no_dates: no_draw(text, programme.state),
        steps: steps(text, &programme),
        draw_href: may_draw.then(|| format!("/admin/programmes/{id}/draw")),
        runs: lines.iter().map(|line| RunRow::of(&page, line)).collect(),
        more_runs: more.then(|| format!("/admin/runs?programme={id}")),
        joined,
        dates,
        waiting,
        programme,
        page,
    })
}

fn steps(text: Text, programme: &Programme) -> Vec<Step> {
    let all = [
        (ProgrammeState::Active, "open", "programme-open"),
        (ProgrammeState::Active, "resume", "programme-resume"),
        (ProgrammeState::Paused, "pause", "programme-pause"),
        (ProgrammeState::Ended, "end", "programme-end"),
    ];
    let from_draft = programme.state == ProgrammeState::Draft;
    all.into_iter()
        .filter(|(to, word, _)| {
            programme.state.may_become(*to)
                && (*to != ProgrammeState::Active || (*word == "open") == from_draft)
        })
        .map(|(to, word, label)| Step {
            href: format!("/admin/programmes/{}/{word}", programme.id),
            label: text.of(label).to_string(),
            kind: match to {
                ProgrammeState::Ended => "danger",
                ProgrammeState::Active => "primary",
                _ => "",
            },
        })
        .collect()
}

/// The rules of a programme, each as its name and its sentence.
pub(super) fn facts(page: &Page, programme: &Programme) -> Vec<(String, String)> {
    let text = page.text;
    let rules = &programme.rules;
    let pair = |label: &'static str, value: String| (text.of(label).to_string(), value);
    let days = |n: u32| text.of("duration-days").num("n", n).to_string();
    vec![
        pair("programme-field-cadence", programme.cadence.clone()),
        pair("programme-field-zone", programme.zone.name().to_owned()),
        pair(
            "programme-field-first-on",
            text.date_long(programme.starts_at.with_timezone(&programme.zone).date_naive()),
        ),
        pair(
            "programme-field-minutes",
            text.of("duration-minutes").num("n", rules.minutes).to_string(),
        ),
        pair(
            "programme-field-ask-days",
            if rules.ask_days == 0 {
                text.of("programme-fact-nobody-asked").to_string()
            } else {
                text.of("programme-fact-asked").num("n", rules.ask_days).to_string()
            },
        ),
        pair("programme-field-meet-within-days", days(rules.meet_within_days)),
        pair(
            "programme-field-cross-team",
            text.of(if rules.cross_team { "programme-fact-cross" } else { "programme-fact-any" })
                .to_string(),
        ),
        pair("programme-field-repeat-after-days", days(rules.repeat_after_days)),
        pair("programme-field-hold", hold_words(text, rules.hold_minutes)),
    ]
}

/// What happens between a plan and its release, in words.
pub(super) fn hold_words(text: Text, minutes: Option<u32>) -> String {
    match minutes {
        None => text.of("programme-fact-approve").to_string(),
        Some(0) => text.of("programme-fact-release-at-once").to_string(),
        Some(minutes) => {
            text.of("programme-fact-release-after").arg("hours", hours(minutes)).to_string()
        }
    }
}

fn done(text: Text, word: &str) -> Option<String> {
    let id = match word {
        "created" => "programme-done-created",
        "drafted" => "programme-done-drafted",
        "saved" => "programme-done-saved",
        "open" => "programme-done-opened",
        "resume" => "programme-done-resumed",
        "pause" => "programme-done-paused",
        "end" => "programme-done-ended",
        _ => return None,
    };
    Some(text.of(id).to_string())
}

/// What stands between a programme and its next draw, for a form that changes it.
pub(super) async fn stands(
    app: &App,
    id: ProgrammeId,
) -> WebResult<(Programme, PersonId, Standing, Joined)> {
    let mut tx = app.env.db.snapshot().await?;
    let programme = programme_get(&mut tx, id).await?.ok_or_else(WebError::not_found)?;
    let standing = standing(&mut tx, id).await?;
    let joined = programme_joined(&mut tx, id, app.env.clock.now()).await?;
    let owner = programme.owner_id;
    Ok((programme, owner, standing, joined))
}
