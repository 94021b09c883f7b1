//! What is done with a cohort's plan as a whole: solved, held, released, dropped; each with a page that says in numbers
//! what it means.

use axum::extract::{Path, State};

use super::super::error::{WebError, WebResult};
use super::super::extract::Id;
use super::super::page::{html, refused, see_other};
use super::super::{App, Who};
use super::cohort_form::StepPage;
use super::plan::{Plan, fault, read};
use super::{page_of, path};
use crate::domain::id::CohortId;
use crate::domain::placement::Subject;
use crate::domain::plan::RunState;
use crate::programmes::bootcamp::kept::kept;
use crate::programmes::placing::{self, StandIn};
use crate::programmes::release::hold;
use crate::programmes::round::RoundError;
use crate::store::placement::Placement;
use crate::text::Text;

/// `POST /cohorts/{id}/solve`: has a plan made. Nobody is told of it, and a second press finds the first one's run.
pub async fn solve(State(app): State<App>, who: Who, Id(id): Id<CohortId>) -> WebResult {
    let back = path(id);
    placing::solve(&app.env, Subject::Cohort(id), who.person)
        .await
        .map_err(|error| fault(error, &back))?;
    Ok(see_other(&format!("{back}/plan?done=solve")))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Show,
    Hold,
    Release,
    Drop,
}

impl Step {
    fn of(word: &str) -> WebResult<Self> {
        match word {
            "show" => Ok(Self::Show),
            "hold" => Ok(Self::Hold),
            "release" => Ok(Self::Release),
            "drop" => Ok(Self::Drop),
            _ => Err(WebError::not_found()),
        }
    }

    fn is_open(self, state: RunState) -> bool {
        match self {
            Self::Hold => state == RunState::Proposed,
            Self::Show | Self::Release => matches!(state, RunState::Proposed | RunState::Held),
            Self::Drop => matches!(
                state,
                RunState::Draft | RunState::Solving | RunState::Proposed | RunState::Held
            ),
        }
    }

    /// Title, sentence, button.
    fn texts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Show => ("bootcamp-show-title", "bootcamp-show-lead", "bootcamp-show"),
            Self::Hold => ("bootcamp-hold-title", "bootcamp-hold-lead", "bootcamp-hold"),
            Self::Release => {
                ("bootcamp-release-title", "bootcamp-release-lead", "bootcamp-release")
            }
            Self::Drop => ("bootcamp-drop-title", "bootcamp-drop-lead", "bootcamp-drop"),
        }
    }
}

fn ids(segments: &(String, String)) -> WebResult<(CohortId, Step)> {
    let id = segments.0.parse().map_err(|_| WebError::not_found())?;
    Ok((id, Step::of(&segments.1)?))
}

/// `GET /cohorts/{id}/plan/{step}`
pub async fn form(
    State(app): State<App>,
    who: Who,
    Path(segments): Path<(String, String)>,
) -> WebResult {
    let (id, step) = ids(&segments)?;
    let plan = read(&app, id).await?;
    let mut page = step_page(&app, &who, &plan, step, String::new())?;
    if let (Step::Release, Some(run)) = (step, &plan.proposal.run) {
        let back = format!("{}/plan", path(id));
        let all = placing::stand_ins(&app.env, run.id).await.map_err(|e| fault(e, &back))?;
        page.effects.extend(all.iter().map(|one| stand_in_words(who.text(), one)));
    }
    html(&page)
}

fn step_page(
    app: &App,
    who: &Who,
    plan: &Plan,
    step: Step,
    blocked: String,
) -> WebResult<StepPage> {
    let text = who.text();
    let back = format!("{}/plan", path(plan.cohort.id));
    let open = plan.proposal.run.as_ref().is_some_and(|run| step.is_open(run.state));
    if !open {
        return Err(WebError::stale().way_out(back, "bootcamp-back-to-plan"));
    }
    let (title, lead, label) = step.texts();
    let mut page = page_of(app, who, &plan.cohort, title);
    page.up = Some((back.clone(), text.of("bootcamp-plan").to_string()));
    Ok(StepPage {
        page,
        lead: text.of(lead).to_string(),
        effects: effects(text, plan, step),
        blocked,
        action: format!("{back}/{}", label.trim_start_matches("bootcamp-")),
        label: text.of(label).to_string(),
        danger: step == Step::Drop,
        back,
    })
}

/// Who looks after a guest because the host is away.
pub(in crate::web) fn stand_in_words(text: Text, one: &StandIn) -> String {
    match &one.instead {
        Some(name) => text
            .of("placing-stand-in")
            .arg("host", name)
            .arg("away", &one.away)
            .arg("guest", &one.guest)
            .to_string(),
        None => text
            .of("placing-no-stand-in")
            .arg("team", &one.team)
            .arg("away", &one.away)
            .arg("guest", &one.guest)
            .to_string(),
    }
}

/// What a step means, in numbers.
fn effects(text: Text, plan: &Plan, step: Step) -> Vec<String> {
    let (new, moved, ended) = plan.proposal.pending();
    let mut lines = Vec::new();
    match step {
        Step::Show => {
            let teams = count(touched(plan).flat_map(|row| [row.team_id, row.home_team_id]));
            lines.push(text.of("bootcamp-show-told").num("n", teams).to_string());
            lines.push(text.of("bootcamp-show-answers").to_string());
        }
        Step::Hold => lines.push(text.of("bootcamp-hold-effect").to_string()),
        Step::Drop => {
            let gone = text.of("bootcamp-drop-effect").num("n", new + moved);
            lines.push(gone.to_string());
            lines.push(text.of("bootcamp-drop-real").to_string());
        }
        Step::Release => {
            let people = count(touched(plan).map(|row| row.person_id));
            let teams = count(touched(plan).map(|row| row.team_id));
            lines.push(
                text.of("bootcamp-release-stints")
                    .num("new", new)
                    .num("moved", moved)
                    .num("ended", ended)
                    .to_string(),
            );
            lines.push(
                text.of("bootcamp-release-told")
                    .num("people", people)
                    .num("teams", teams)
                    .to_string(),
            );
            let none = kept(&plan.cohort, &plan.hires, plan.proposal.after()).none.len();
            if none > 0 {
                lines.push(text.of("bootcamp-release-none").num("n", none).to_string());
            }
            if plan.unanswered > 0 {
                let missing = text.of("bootcamp-release-unanswered").num("n", plan.unanswered);
                lines.push(missing.to_string());
            }
            let hostless = touched(plan)
                .filter(|row| row.leaves_run_id.is_none() && row.host_id.is_none())
                .count();
            if hostless > 0 {
                lines.push(text.of("bootcamp-release-hostless").num("n", hostless).to_string());
            }
        }
    }
    lines
}

/// What a release would change.
fn touched(plan: &Plan) -> impl Iterator<Item = &Placement> {
    let all = plan.proposal.placements.iter();
    all.filter(|row| row.state.is_proposal() || row.leaves_run_id.is_some())
}

fn count<T: Ord>(all: impl Iterator<Item = T>) -> usize {
    all.collect::<std::collections::BTreeSet<T>>().len()
}

/// `POST /cohorts/{id}/plan/{step}`
pub async fn act(
    State(app): State<App>,
    who: Who,
    Path(segments): Path<(String, String)>,
) -> WebResult {
    let (id, step) = ids(&segments)?;
    let text = who.text();
    let plan = read(&app, id).await?;
    let back = format!("{}/plan", path(id));
    let Some(run) = plan.proposal.run.as_ref() else { return Err(WebError::not_found()) };
    let (done, word) = match step {
        Step::Show => {
            let done = placing::show_plan(&app.env, run.id, Some(who.person)).await;
            (done.map(|_| ()), "shown")
        }
        Step::Hold => (hold(&app.env, run.id, who.person).await, "held"),
        Step::Drop => (placing::drop_plan(&app.env, run.id, who.person).await, "dropped"),
        Step::Release => {
            let done = placing::release(&app.env, run.id, Some(who.person)).await;
            (done.map(|_| ()), "released")
        }
    };
    let blocked = match done {
        Ok(()) => return Ok(see_other(&format!("{back}?done={word}"))),
        Err(RoundError::Full { team, week, what, why }) => {
            let reason = text
                .of("placing-full")
                .arg("team", plan.team(team))
                .arg("week", text.date_year(week))
                .arg("what", what.as_str())
                .arg("why", why.as_str());
            text.of("bootcamp-release-full").arg("reason", reason)
        }
        Err(RoundError::Busy { person }) => {
            text.of("bootcamp-release-busy").arg("name", plan.person(person))
        }
        Err(error) => return Err(fault(error, &back)),
    };
    refused(&step_page(&app, &who, &plan, step, blocked.to_string())?)
}
