//! The part of a run's page that changes while one looks: what happens next, figures, phases, delivery. It is drawn
//! from the run's row alone, so that every replica shows the same, and sent at most once a second.

use std::convert::Infallible;
use std::time::Duration;

use askama::Template;
use axum::extract::State;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use futures_util::stream;

use super::drawing::{Sparkline, sparkline};
use super::error::{WebError, WebResult};
use super::extract::Id;
use super::labels::{self, Tag};
use super::page::{Page, Section};
use super::{App, Who};
use crate::domain::id::RunId;
use crate::domain::plan::{NoticeState, RunState, SolvePhase, Trigger};
use crate::store::overview::round::{
    answer_counts, group_people, group_states, notice_states, sent_between,
};
use crate::store::overview::run::{RunFacts, run_facts};
use crate::store::{StoreError, Tx};
use crate::text::Text;

/// What the live part is drawn from.
pub(super) struct Now {
    pub(super) facts: RunFacts,
    pub(super) yes: usize,
    pub(super) skip: usize,
    pub(super) seated: usize,
    pub(super) recalled_groups: usize,
    pub(super) notices: Vec<(String, NoticeState, usize)>,
    pub(super) sent: Option<(DateTime<Utc>, DateTime<Utc>)>,
    pub(super) releaser: Option<String>,
}

/// Reads what the live part is drawn from.
pub(super) async fn read(tx: &mut Tx, facts: RunFacts) -> Result<Now, StoreError> {
    use crate::domain::coffee::GroupState;
    let id = facts.line.id;
    let (yes, skip) = answer_counts(tx, id).await?;
    let releaser = match facts.released_by {
        Some(person) => crate::store::overview::programme::person_name(tx, person).await?,
        None => None,
    };
    let recalled_groups = group_states(tx, id)
        .await?
        .into_iter()
        .filter(|(state, _)| *state == GroupState::Recalled)
        .map(|(_, n)| n)
        .sum();
    // Before its release a plan has no rows of its own: everybody who is not left out is in a group.
    let planned = facts.line.people.unwrap_or(0) - facts.line.left_out.unwrap_or(0);
    let seated = match group_people(tx, id).await? {
        0 => usize::try_from(planned).unwrap_or(0),
        told => told,
    };
    Ok(Now {
        seated,
        notices: notice_states(tx, id).await?,
        sent: sent_between(tx, id).await?,
        facts,
        yes,
        skip,
        recalled_groups,
        releaser,
    })
}

impl Now {
    /// Notices of the plan itself (match, left out) in some states.
    pub(super) fn plan_notices(&self, states: &[NoticeState]) -> usize {
        self.notices
            .iter()
            .filter(|(kind, state, _)| {
                matches!(kind.as_str(), "match" | "left-out") && states.contains(state)
            })
            .map(|(.., n)| n)
            .sum()
    }
}

/// A phase of the run.
pub(super) struct Phase {
    pub(super) name: String,
    pub(super) when: String,
    pub(super) more: String,
    /// `done`, `now`, `next` or `never`.
    pub(super) state: &'static str,
    pub(super) state_words: String,
}

/// A button that leads to a page of its own.
pub(super) struct Act {
    pub(super) href: String,
    pub(super) label: String,
    pub(super) kind: &'static str,
    /// Acts at once, without a page: Stop.
    pub(super) at_once: bool,
}

/// The live part.
pub(super) struct Live {
    pub(super) state: Tag,
    pub(super) headline: String,
    pub(super) sentence: String,
    pub(super) acts: Vec<Act>,
    pub(super) tiles: Vec<(String, String, String)>,
    pub(super) sparkline: Option<Sparkline>,
    pub(super) solving: bool,
    pub(super) phases: Vec<Phase>,
    pub(super) deliveries: Vec<(String, Vec<(Tag, String)>)>,
    pub(super) delivered: Option<(usize, usize, String)>,
    pub(super) streams: bool,
}

#[derive(Template)]
#[template(path = "pages/admin_run_live.html")]
struct LivePart<'a> {
    page: &'a Page,
    live: Live,
    /// Set in the last one: the page fetches itself anew.
    reload: String,
}

/// Does the run change by itself while one looks?
pub(super) fn streams(state: RunState) -> bool {
    matches!(state, RunState::Solving | RunState::Released | RunState::Sending)
}

/// How often the row is read.
const EVERY: Duration = Duration::from_secs(1);
/// A stream ends after so many readings; the page then connects again, and is asked again who it is.
const MOST_READINGS: u32 = 600;
/// A comment goes out after so many readings without news, so that proxies keep the connection.
const QUIET_READINGS: u32 = 15;

struct Stream {
    app: App,
    page: Page,
    id: RunId,
    readings: u32,
    quiet: u32,
    shown: String,
    over: bool,
}

/// `GET /admin/runs/{id}/events`: the live part as server-sent events, until the run rests.
pub async fn events(State(app): State<App>, who: Who, Id(id): Id<RunId>) -> WebResult {
    let mut tx = app.env.db.read().await?;
    run_facts(&mut tx, id).await?.ok_or_else(WebError::not_found)?;
    drop(tx);
    let page = Page::titled(&app, &who, String::new(), Section::Runs);
    let start = Stream { app, page, id, readings: 0, quiet: 0, shown: String::new(), over: false };
    let events = stream::unfold(start, async |mut state| {
        if state.over {
            return None;
        }
        let event = state.next().await;
        Some((Ok::<_, Infallible>(event), state))
    });
    let mut response: Response = Sse::new(events).into_response();
    response.headers_mut().insert("x-accel-buffering", axum::http::HeaderValue::from_static("no"));
    Ok(response)
}

impl Stream {
    async fn next(&mut self) -> Event {
        loop {
            if self.readings > 0 {
                tokio::time::sleep(EVERY).await;
            }
            self.readings += 1;
            let Ok(Some(now)) = self.reading().await else {
                // The row is gone or the database is away: the page stays as it is and connects again later.
                self.over = true;
                return Event::default().comment("gone");
            };
            let rests = !streams(now.facts.line.state);
            let html = self.draw(&now, rests).unwrap_or_default();
            if rests {
                self.over = true;
                return Event::default().event("last").data(one_line(&html));
            }
            if self.readings >= MOST_READINGS {
                self.over = true;
                return Event::default().comment("again");
            }
            if html != self.shown {
                self.quiet = 0;
                self.shown.clone_from(&html);
                return Event::default().event("run").data(one_line(&html));
            }
            self.quiet += 1;
            if self.quiet >= QUIET_READINGS {
                self.quiet = 0;
                return Event::default().comment("still here");
            }
        }
    }

    async fn reading(&self) -> Result<Option<Now>, StoreError> {
        let mut tx = self.app.env.db.snapshot().await?;
        match run_facts(&mut tx, self.id).await? {
            Some(facts) => Ok(Some(read(&mut tx, facts).await?)),
            None => Ok(None),
        }
    }

    fn draw(&mut self, now: &Now, last: bool) -> Result<String, askama::Error> {
        self.page.now = self.app.env.clock.now();
        let reload = if last { format!("/admin/runs/{}", self.id) } else { String::new() };
        LivePart { page: &self.page, live: live(&self.page, now), reload }.render()
    }
}

/// An event's data is one line; line breaks between tags mean nothing.
fn one_line(html: &str) -> String {
    html.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}

/// The live part of a run.
pub(super) fn live(page: &Page, now: &Now) -> Live {
    let text = page.text;
    let facts = &now.facts;
    let state = facts.line.state;
    let (headline, sentence) = next(page, now);
    let total = now.plan_notices(NoticeState::ALL);
    let sent = now.plan_notices(&[NoticeState::Sent]);
    let delivered = (total > 0).then(|| {
        let words = text.of("delivered-of").num("n", sent).num("m", total).to_string();
        (sent, total, words)
    });
    Live {
        state: labels::run_state(text, state),
        headline,
        sentence,
        acts: acts(text, facts),
        tiles: tiles(text, now),
        sparkline: sparkline(text, &facts.progress),
        solving: state == RunState::Solving,
        phases: phases(page, now),
        deliveries: deliveries(text, now),
        delivered,
        streams: streams(state),
    }
}

fn deliveries(text: Text, now: &Now) -> Vec<(String, Vec<(Tag, String)>)> {
    let mut rows: Vec<(String, Vec<(Tag, String)>)> = Vec::new();
    for (kind, state, n) in &now.notices {
        let cell = (labels::notice_state(text, *state), text.number(*n));
        let name = labels::notice_kind(text, kind);
        match rows.iter_mut().find(|(other, _)| *other == name) {
            Some((_, cells)) => cells.push(cell),
            None => rows.push((name, vec![cell])),
        }
    }
    rows
}

/// What happens next, as a headline and a sentence.
fn next(page: &Page, now: &Now) -> (String, String) {
    let text = page.text;
    let facts = &now.facts;
    let line = &facts.line;
    let left = |until: &DateTime<Utc>| text.duration(*until - page.now);
    let people = now.seated;
    let sitting = line.left_out.unwrap_or(0);
    let (headline, sentence) = match line.state {
        RunState::Draft if line.slot_at > page.now => (
            text.of("next-draft").arg("when", page.when(&line.slot_at)),
            text.of("next-draft-more").num("yes", now.yes).num("skip", now.skip),
        ),
        RunState::Draft => (text.of("next-due"), text.of("next-due-more")),
        RunState::Solving if facts.stop_asked_at.is_some() => {
            (text.of("next-stopping"), text.of("next-stopping-more"))
        }
        RunState::Solving => {
            let phase = facts.progress.last().map_or(SolvePhase::Search, |last| last.phase);
            (
                text.of("next-solving").arg("phase", labels::phase(text, phase)),
                text.of("next-solving-more"),
            )
        }
        RunState::Proposed => match &facts.hold_until {
            Some(until) if *until > page.now => (
                text.of("next-proposed").arg("when", page.when(until)).arg("left", left(until)),
                text.of("next-proposed-more").num("people", people).num("left", sitting),
            ),
            Some(_) => (
                text.of("next-proposed-due"),
                text.of("next-proposed-more").num("people", people).num("left", sitting),
            ),
            None => (
                text.of("next-approve"),
                text.of("next-approve-more").num("people", people).num("left", sitting),
            ),
        },
        RunState::Held => (
            text.of("next-held"),
            text.of("next-approve-more").num("people", people).num("left", sitting),
        ),
        RunState::Released | RunState::Sending => {
            let waiting = now.plan_notices(&[NoticeState::Queued, NoticeState::Deferred]);
            (text.of("next-sending"), text.of("next-sending-more").num("n", waiting))
        }
        RunState::Sent => (
            text.of("next-sent"),
            match &facts.closes_at {
                Some(until) => {
                    text.of("next-sent-more").arg("when", page.when(until)).arg("left", left(until))
                }
                None => text.of("next-sent-open"),
            },
        ),
        RunState::Closed => (text.of("next-closed"), text.of("next-closed-more")),
        RunState::Cancelled => (text.of("next-cancelled"), text.of("next-cancelled-more")),
        RunState::Failed => (text.of("next-failed"), text.of("next-failed-more")),
        RunState::Recalled => (text.of("next-recalled"), text.of("next-recalled-more")),
        RunState::Skipped => (text.of("next-skipped"), text.of("next-skipped-more")),
    };
    (headline.to_string(), sentence.to_string())
}

/// What somebody can do now; the safest thing first.
fn acts(text: Text, facts: &RunFacts) -> Vec<Act> {
    let id = facts.line.id;
    let act = |word: &str, label: &'static str, kind: &'static str| Act {
        href: format!("/admin/runs/{id}/{word}"),
        label: text.of(label).to_string(),
        kind,
        at_once: false,
    };
    match facts.line.state {
        RunState::Draft => vec![act("drop", "act-drop-round", "danger")],
        RunState::Solving => {
            let stop = Act { at_once: true, ..act("stop", "act-stop", "primary") };
            let drop = act("drop", "act-drop-round", "danger");
            if facts.stop_asked_at.is_some() { vec![drop] } else { vec![stop, drop] }
        }
        RunState::Proposed if facts.hold_until.is_some() => vec![
            act("hold", "act-hold", "primary"),
            act("release", "act-release", ""),
            act("mails", "act-mails", ""),
            act("drop", "act-drop", "danger"),
        ],
        RunState::Proposed | RunState::Held => vec![
            act("release", "act-approve", "primary"),
            act("mails", "act-mails", ""),
            act("drop", "act-drop", "danger"),
        ],
        RunState::Released | RunState::Sending => vec![
            act("mails", "act-mails-sent", ""),
            Act { href: "/admin/sending".to_owned(), ..act("", "act-stop-sending", "") },
            act("recall", "act-recall", "danger"),
        ],
        RunState::Sent => {
            vec![act("mails", "act-mails-sent", ""), act("recall", "act-recall", "danger")]
        }
        RunState::Closed => vec![act("mails", "act-mails-sent", "")],
        RunState::Failed => vec![act("retry", "act-retry", "primary")],
        RunState::Cancelled | RunState::Recalled | RunState::Skipped => Vec::new(),
    }
}

fn tiles(text: Text, now: &Now) -> Vec<(String, String, String)> {
    let line = &now.facts.line;
    let last = now.facts.progress.last();
    let value = line.value.or(last.map(|last| last.value));
    let bound = line.bound.or(last.and_then(|last| last.bound));
    let figure =
        |milli: Option<i64>| milli.map_or_else(|| "–".to_owned(), |m| labels::connections(text, m));
    let gap = value.zip(bound).and_then(|(v, b)| crate::store::overview::run::gap_ppm(v, b));
    let mut tiles = Vec::new();
    let mut tile = |value: String, label: &'static str, more: String| {
        tiles.push((value, text.of(label).to_string(), more));
    };
    if let Some(groups) = line.groups {
        let people = line.people.unwrap_or(0);
        let seated = text.of("tile-seated").num("n", now.seated).num("m", people).to_string();
        tile(text.number(groups), "tile-groups", seated);
        tile(
            labels::or_dash(text, line.new_connections),
            "tile-new",
            if now.recalled_groups > 0 {
                text.of("tile-recalled").num("n", now.recalled_groups).to_string()
            } else {
                String::new()
            },
        );
        tile(labels::or_dash(text, line.left_out), "tile-left-out", String::new());
    }
    if value.is_some() || now.facts.line.state == RunState::Solving {
        tile(figure(value), "tile-value", text.of("tile-value-more").to_string());
        tile(figure(bound), "tile-bound", text.of("tile-bound-more").to_string());
        tile(
            gap.map_or_else(|| "–".to_owned(), |ppm| labels::gap(text, ppm)),
            "tile-gap",
            line.solve_millis
                .or(last.map(|last| i64::try_from(last.millis).unwrap_or(i64::MAX)))
                .map(|millis| {
                    text.of("tile-gap-more")
                        .arg("seconds", labels::seconds(text, millis))
                        .to_string()
                })
                .unwrap_or_default(),
        );
    }
    tiles
}

/// The run's phases with their times.
fn phases(page: &Page, now: &Now) -> Vec<Phase> {
    let text = page.text;
    let facts = &now.facts;
    let line = &facts.line;
    let over = matches!(
        line.state,
        RunState::Cancelled | RunState::Failed | RunState::Skipped | RunState::Recalled
    );
    let mut phases = Vec::new();
    let mut add = |name: &'static str,
                   at: Option<DateTime<Utc>>,
                   due: Option<DateTime<Utc>>,
                   here: bool,
                   more: String| {
        let state = match (at, here) {
            (Some(_), false) => "done",
            (_, true) => "now",
            _ if over => "never",
            _ => "next",
        };
        let words = match state {
            "done" => "phase-done",
            "now" => "phase-now",
            "never" => "phase-never",
            _ => "phase-next",
        };
        let when = match (at, due) {
            (Some(at), _) => page.when(&at),
            (None, Some(due)) if state != "never" => {
                text.of("phase-due").arg("when", page.when(&due)).to_string()
            }
            _ => String::new(),
        };
        phases.push(Phase {
            name: text.of(name).to_string(),
            when,
            more,
            state,
            state_words: text.of(words).to_string(),
        });
    };
    // A round drawn by hand asks nobody.
    let asked = facts
        .asked_at
        .filter(|_| line.trigger != Trigger::Manual)
        .map(|_| text.of("phase-asked-more").num("yes", now.yes).num("skip", now.skip).to_string());
    add("phase-announced", Some(facts.created_at), None, false, String::new());
    if let Some(asked) = asked {
        add("phase-asked", facts.asked_at, None, false, asked);
    }
    let missed = match facts.missed_slots {
        0 => String::new(),
        n => text.of("phase-missed").num("n", n).to_string(),
    };
    let drawing = line.state == RunState::Solving;
    let drawn = facts.solved_at.or((facts.attempts > 0 && !drawing).then_some(line.slot_at));
    let took = line.solve_millis.map_or(missed, |millis| {
        text.of("phase-solved-more").arg("seconds", labels::seconds(text, millis)).to_string()
    });
    add(
        "phase-solved",
        drawn.filter(|_| facts.solved_at.is_some()),
        Some(line.slot_at),
        drawing,
        took,
    );
    let waiting = matches!(line.state, RunState::Proposed | RunState::Held);
    let by = match (&facts.released_at, &now.releaser) {
        (Some(_), Some(name)) => text.of("phase-released-by").arg("who", name).to_string(),
        (Some(_), None) => text.of("phase-released-alone").to_string(),
        (None, _) if line.state == RunState::Held => text.of("phase-held").to_string(),
        _ => String::new(),
    };
    add("phase-released", facts.released_at, facts.hold_until, waiting, by);
    let sending = matches!(line.state, RunState::Released | RunState::Sending);
    let sent = now.sent.map(|(_, last)| last).filter(|_| !sending);
    let total = now.plan_notices(NoticeState::ALL);
    let out = now.plan_notices(&[NoticeState::Sent]);
    let delivered = if total > 0 {
        text.of("delivered-of").num("n", out).num("m", total).to_string()
    } else {
        String::new()
    };
    add("phase-sent", sent, None, sending, delivered);
    if facts.nudge_at.is_some() {
        add("phase-nudged", facts.nudged_at, facts.nudge_at, false, String::new());
    }
    let meeting = line.state == RunState::Sent;
    let closing = if meeting { text.of("phase-meeting").to_string() } else { String::new() };
    add("phase-closed", facts.closed_at, facts.closes_at, meeting, closing);
    if let Some(at) = facts.recalled_at {
        add("phase-recalled", Some(at), None, false, String::new());
    }
    phases
}
