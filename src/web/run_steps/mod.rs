//! Steering a run: every step has a page that says what it does, in numbers, before it is done. A step that comes too
//! late shows what happened meanwhile.

pub mod draw;
pub mod groups;
pub mod mails;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;

use super::error::{WebError, WebResult};
use super::extract::{Fields, Id};
use super::labels;
use super::page::{Page, Section, html, html_with, see_other};
use super::programmes::change::MeanwhilePage;
use super::run_live::{Now, read};
use super::{App, Who};
use crate::domain::coffee::{GroupState, ProgrammeState};
use crate::domain::id::{ProgrammeId, RunId};
use crate::domain::plan::{NoticeState, RunState};
use crate::programmes::programme::next_draw;
use crate::programmes::release::{drop_plan, hold, preview, release};
use crate::programmes::round::RoundError;
use crate::programmes::{coffee, recall};
use crate::store::audit::{audit_about, audit_append};
use crate::store::overview::Slice;
use crate::store::overview::chain::{AuditFilter, actor_names, audit_lines};
use crate::store::overview::round::group_states;
use crate::store::overview::run::{run_facts, run_stop_ask};
use crate::store::programme::programme_get;
use crate::text::Text;

/// The longest note of a recall.
const NOTE_MOST: usize = 500;

/// A step that has a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Hold,
    Release,
    Drop,
    Recall,
    Retry,
}

impl Step {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "hold" => Self::Hold,
            "release" => Self::Release,
            "drop" => Self::Drop,
            "recall" => Self::Recall,
            "retry" => Self::Retry,
            _ => return None,
        })
    }

    fn word(self) -> &'static str {
        match self {
            Self::Hold => "hold",
            Self::Release => "release",
            Self::Drop => "drop",
            Self::Recall => "recall",
            Self::Retry => "retry",
        }
    }

    /// May it be done in this state?
    fn is_open(self, state: RunState) -> bool {
        match self {
            Self::Hold => state == RunState::Proposed,
            Self::Release => matches!(state, RunState::Proposed | RunState::Held),
            Self::Drop => matches!(
                state,
                RunState::Draft | RunState::Solving | RunState::Proposed | RunState::Held
            ),
            Self::Recall => {
                matches!(state, RunState::Released | RunState::Sending | RunState::Sent)
            }
            Self::Retry => state == RunState::Failed,
        }
    }

    /// Is it so already? Then a second press of the same button finds what it wanted.
    fn is_done(self, state: RunState) -> bool {
        match self {
            Self::Hold => state == RunState::Held,
            Self::Release => matches!(
                state,
                RunState::Released | RunState::Sending | RunState::Sent | RunState::Closed
            ),
            Self::Drop => state == RunState::Cancelled,
            Self::Recall => state == RunState::Recalled,
            Self::Retry => matches!(state, RunState::Draft | RunState::Solving),
        }
    }

    fn texts(self, waits: bool) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Hold => ("step-hold-title", "step-hold-lead", "step-hold"),
            Self::Release if waits => ("step-approve-title", "step-release-lead", "step-approve"),
            Self::Release => ("step-release-title", "step-release-lead", "step-release"),
            Self::Drop => ("step-drop-title", "step-drop-lead", "step-drop"),
            Self::Recall => ("step-recall-title", "step-recall-lead", "step-recall"),
            Self::Retry => ("step-retry-title", "step-retry-lead", "step-retry"),
        }
    }
}

#[derive(Template)]
#[template(path = "pages/admin_run_step.html")]
struct StepPage {
    page: Page,
    lead: String,
    effects: Vec<String>,
    people: Vec<String>,
    action: String,
    label: String,
    danger: bool,
    back: String,
    mails_href: Option<String>,
    /// The names of the people concerned may be asked for.
    names_asked: bool,
    asks_why: bool,
    why: String,
    why_most: usize,
    why_problem: String,
    blocked: String,
}

async fn look(app: &App, id: RunId) -> WebResult<Now> {
    let mut tx = app.env.db.snapshot().await?;
    let facts = run_facts(&mut tx, id).await?.ok_or_else(WebError::not_found)?;
    Ok(read(&mut tx, facts).await?)
}

fn run_title(text: Text, now: &Now) -> String {
    run_called(text, "run-title", now)
}

/// The round as a sentence names it.
fn run_named(text: Text, now: &Now) -> String {
    run_called(text, "run-named", now)
}

fn run_called(text: Text, id: &'static str, now: &Now) -> String {
    text.of(id)
        .num("n", now.facts.line.round_no)
        .arg("programme", &now.facts.line.programme)
        .to_string()
}

/// `GET /admin/runs/{id}/{step}`
pub async fn step_form(
    State(app): State<App>,
    who: Who,
    Path((id, word)): Path<(String, String)>,
) -> WebResult {
    let id: RunId = id.parse().map_err(|_| WebError::not_found())?;
    let step = Step::of(&word).ok_or_else(WebError::not_found)?;
    let now = look(&app, id).await?;
    if !step.is_open(now.facts.line.state) {
        return meanwhile(&app, &who, &now).await;
    }
    let shown = step_page(&app, &who, step, &now, "", "").await?;
    html(&shown)
}

async fn step_page(
    app: &App,
    who: &Who,
    step: Step,
    now: &Now,
    why: &str,
    why_problem: &str,
) -> WebResult<StepPage> {
    let text = who.text();
    let facts = &now.facts;
    let id = facts.line.id;
    let waits = facts.line.state == RunState::Held || facts.hold_until.is_none();
    let (title, lead, label) = step.texts(waits);
    let title = text.of(title).arg("run", run_named(text, now)).to_string();
    let page = Page::titled(app, who, title, Section::Runs)
        .up(format!("/admin/runs/{id}"), run_title(text, now));
    let mut effects = Vec::new();
    let mut blocked = String::new();
    let planned = matches!(facts.line.state, RunState::Proposed | RunState::Held);
    match step {
        Step::Hold => {
            effects.push(text.of("step-hold-nobody").num("people", now.seated).to_string());
            effects.push(text.of("step-hold-undo").to_string());
        }
        Step::Release => match preview(&app.env, id).await {
            Ok(preview) => {
                let people = preview.groups.iter().map(|(_, group)| group.len()).sum::<usize>();
                effects.push(
                    text.of("step-release-groups")
                        .num("groups", preview.groups.len())
                        .num("people", people)
                        .to_string(),
                );
                effects.push(
                    text.of("step-release-left-out").num("n", preview.left_out.len()).to_string(),
                );
                let fallen = facts.line.groups.unwrap_or(0)
                    - i64::try_from(preview.groups.len()).unwrap_or(0);
                if fallen > 0 {
                    effects.push(text.of("step-release-fallen").num("n", fallen).to_string());
                }
                if who.sending_paused {
                    effects.push(text.of("step-release-paused").to_string());
                }
                effects.push(text.of("step-release-undo").to_string());
            }
            Err(RoundError::Stale { .. }) => return Err(WebError::stale()),
            Err(error) => {
                blocked = text.of("step-release-blocked").arg("why", error).to_string();
            }
        },
        Step::Drop => {
            effects.push(if planned {
                text.of("step-drop-plan").num("people", now.seated).to_string()
            } else {
                text.of("step-drop-round").to_string()
            });
            if now.yes > 0 {
                effects.push(text.of("step-drop-yes").num("n", now.yes).to_string());
            }
            effects.push(next_words(app, &page, facts.line.programme_id).await?);
            effects.push(text.of("step-drop-undo").to_string());
        }
        Step::Recall => effects.extend(recall_words(app, text, now).await?),
        Step::Retry => {
            effects.push(text.of("step-retry-fresh").to_string());
            effects.push(text.of("step-retry-attempts").num("n", facts.attempts).to_string());
            effects.push(text.of("step-retry-hold").to_string());
        }
    }
    let shows_mails = matches!(step, Step::Release | Step::Recall | Step::Hold);
    Ok(StepPage {
        lead: text.of(lead).to_string(),
        effects,
        people: Vec::new(),
        action: format!("/admin/runs/{id}/{}", step.word()),
        label: text.of(label).to_string(),
        danger: matches!(step, Step::Drop | Step::Recall),
        back: format!("/admin/runs/{id}"),
        mails_href: shows_mails.then(|| format!("/admin/runs/{id}/mails")),
        names_asked: false,
        asks_why: step == Step::Recall,
        why: why.to_owned(),
        why_most: NOTE_MOST,
        why_problem: why_problem.to_owned(),
        blocked,
        page,
    })
}

/// When the programme's next round comes, in a sentence.
async fn next_words(app: &App, page: &Page, programme: ProgrammeId) -> WebResult<String> {
    let mut tx = app.env.db.read().await?;
    let programme = programme_get(&mut tx, programme).await?.ok_or_else(WebError::not_found)?;
    let next = (programme.state == ProgrammeState::Active)
        .then(|| next_draw(&programme, page.now))
        .flatten();
    Ok(match next {
        Some(at) => page.text.of("effect-next").arg("when", page.when(&at)).to_string(),
        None => page.text.of("effect-no-next").to_string(),
    })
}

/// What a recall of the whole plan does.
async fn recall_words(app: &App, text: Text, now: &Now) -> WebResult<Vec<String>> {
    let mut tx = app.env.db.read().await?;
    let states = group_states(&mut tx, now.facts.line.id).await?;
    drop(tx);
    let count = |wanted: &[GroupState]| -> usize {
        states.iter().filter(|(state, _)| wanted.contains(state)).map(|(_, n)| *n).sum()
    };
    let open = count(&[GroupState::Released, GroupState::Scheduled]);
    let kept = count(&[GroupState::Met, GroupState::NotMet, GroupState::Unknown]);
    let sent = now.plan_notices(&[NoticeState::Sent, NoticeState::Sending]);
    let waiting = now.plan_notices(&[NoticeState::Queued, NoticeState::Deferred]);
    let mut lines = vec![text.of("step-recall-groups").num("n", open).to_string()];
    lines.push(text.of("step-recall-sent").num("n", sent).to_string());
    lines.push(text.of("step-recall-waiting").num("n", waiting).to_string());
    if kept > 0 {
        // How many met is feedback; that some groups are settled already is not.
        lines.push(text.of("step-recall-kept").to_string());
    }
    lines.push(text.of("step-recall-first").to_string());
    lines.push(text.of("step-recall-undo").to_string());
    Ok(lines)
}

/// `POST /admin/runs/{id}/{step}`
pub async fn step(
    State(app): State<App>,
    who: Who,
    Path((id, word)): Path<(String, String)>,
    fields: Fields,
) -> WebResult {
    let id: RunId = id.parse().map_err(|_| WebError::not_found())?;
    let step = Step::of(&word).ok_or_else(WebError::not_found)?;
    let now = look(&app, id).await?;
    let why = fields.get("why");
    if why.chars().count() > NOTE_MOST {
        let text = who.text();
        let problem = text.of("step-why-too-long").num("most", NOTE_MOST).to_string();
        let mut refused = Fields::new();
        refused.refuse("why", &problem);
        let mut shown = step_page(&app, &who, step, &now, why, &problem).await?;
        shown.page = shown.page.refused(&refused);
        return super::page::refused(&shown);
    }
    let env = &app.env;
    let outcome = match step {
        Step::Hold => hold(env, id, who.person).await,
        Step::Release => release(env, id, Some(who.person)).await.map(|_| ()),
        Step::Drop => drop_plan(env, id, who.person).await,
        Step::Recall => recall::recall_run(env, id, who.person, why).await.map(|_| ()),
        Step::Retry => coffee::retry(env, id, who.person).await,
    };
    match outcome {
        Ok(()) => Ok(see_other(&format!("/admin/runs/{id}?done={}", step.word()))),
        Err(RoundError::Stale { .. }) => {
            let now = look(&app, id).await?;
            if step.is_done(now.facts.line.state) && pressed_by(&app, &who, step, id).await? {
                return Ok(see_other(&format!("/admin/runs/{id}?done={}", step.word())));
            }
            meanwhile(&app, &who, &now).await
        }
        Err(RoundError::NoRun | RoundError::NoGroup | RoundError::NoProgramme) => {
            Err(WebError::not_found())
        }
        Err(RoundError::Store(error)) => Err(error.into()),
        // The plan stands as it stood, and nobody was told: the page says why.
        Err(error) => {
            tracing::error!(run = %id, error = %error, "a step of a run failed");
            let mut shown = step_page(&app, &who, step, &now, why, "").await?;
            let words = who.text().of("step-failed").arg("why", error).to_string();
            shown.blocked = words;
            html_with(StatusCode::CONFLICT, &shown)
        }
    }
}

/// Was it this person's own press, a moment ago, that did it?
async fn pressed_by(app: &App, who: &Who, step: Step, id: RunId) -> WebResult<bool> {
    let action = match step {
        Step::Hold => "run-held",
        Step::Release => "run-released",
        Step::Drop => "run-dropped",
        Step::Recall => "run-recalled",
        Step::Retry => "run-retried",
    };
    let mut tx = app.env.db.read().await?;
    let lines = audit_about(&mut tx, &format!("run:{id}"), 20).await?;
    let me = format!("person:{}", who.person);
    Ok(lines.iter().any(|line| line.action == action && line.actor == me))
}

/// What happened meanwhile, and how it stands: for a step that came too late.
async fn meanwhile(app: &App, who: &Who, now: &Now) -> WebResult {
    let text = who.text();
    let id = now.facts.line.id;
    let page = Page::new(app, who, "meanwhile-title", Section::Runs)
        .up(format!("/admin/runs/{id}"), run_title(text, now));
    let mut tx = app.env.db.read().await?;
    let about = AuditFilter {
        subject: Some(format!("run:{id}")),
        only: Some(super::audit::offices(&mut tx).await?),
        ..AuditFilter::default()
    };
    let lines = audit_lines(&mut tx, &about, Slice { offset: 0, limit: 1 }).await?;
    let names = actor_names(&mut tx, lines.iter().map(|line| line.actor.as_str())).await?;
    drop(tx);
    let mut sentences = vec![match lines.first() {
        Some(line) => text
            .of("meanwhile-run-last")
            .arg("what", super::deeds::action(text, &line.action))
            .arg("who", super::audit::actor(text, &line.actor, &line.action, &names))
            .arg("when", page.when(&line.at))
            .to_string(),
        None => text.of("meanwhile-run").to_string(),
    }];
    sentences.push(text.of("meanwhile-nothing-done").to_string());
    html_with(
        StatusCode::CONFLICT,
        &MeanwhilePage {
            sentences,
            state: labels::run_state(text, now.facts.line.state),
            back: format!("/admin/runs/{id}"),
            back_label: text.of("meanwhile-see-run").to_string(),
            page,
        },
    )
}

/// `POST /admin/runs/{id}/stop`: the solver ends with the best plan so far.
pub async fn stop(State(app): State<App>, who: Who, Id(id): Id<RunId>) -> WebResult {
    let at = app.env.clock.now();
    let mut tx = app.env.db.write().await?;
    let facts = run_facts(&mut tx, id).await?.ok_or_else(WebError::not_found)?;
    if run_stop_ask(&mut tx, id, at).await? {
        let (actor, subject) = (format!("person:{}", who.person), format!("run:{id}"));
        let detail = serde_json::json!({"attempt": facts.attempts});
        audit_append(&mut tx, at, &actor, "run-stop-asked", &subject, &detail).await?;
        tx.commit().await?;
        return Ok(see_other(&format!("/admin/runs/{id}?done=stop")));
    }
    drop(tx);
    if facts.stop_asked_at.is_some() {
        return Ok(see_other(&format!("/admin/runs/{id}?done=stop")));
    }
    meanwhile(&app, &who, &look(&app, id).await?).await
}

fn round_error(error: RoundError) -> WebError {
    match error {
        RoundError::NoRun | RoundError::NoGroup | RoundError::NoProgramme => WebError::not_found(),
        RoundError::Stale { .. } => WebError::stale(),
        RoundError::Store(error) => error.into(),
        error => WebError::internal(error),
    }
}
