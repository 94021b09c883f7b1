//! Programmes, for those who run them: the list, one programme, pausing and ending it.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use super::error::{WebError, WebResult};
use super::extract::{Id, Query};
use super::labels::{self, Tag};
use super::page::{Page, Section, html, html_with, see_other};
use super::{App, Who};
use crate::domain::coffee::ProgrammeState;
use crate::domain::id::{PersonId, ProgrammeId};
use crate::programmes::programme::{
    Effect, ProgrammeError, Standing, become_state, next_draw, standing, state_effects,
};
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
pub(super) async fn failed(
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
pub(super) struct MeanwhilePage {
    pub(super) page: Page,
    pub(super) sentences: Vec<String>,
    pub(super) state: Tag,
    pub(super) back: String,
    pub(super) back_label: String,
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
pub(super) fn effect_sentences(page: &Page, effects: &[Effect]) -> Vec<String> {
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
