//! The story's rotation calls: announced, applied to, answered by home teams, planned, released, and a swap.

use anyhow::Context;

use super::cast::{self, Answer, Applicant};
use super::cohorts::latest_run;
use super::offers::lead_of;
use super::scenes::{Stage, Window};
use super::{id_of, story};
use crate::domain::coffee::ProgrammeKind;
use crate::domain::id::PersonId;
use crate::domain::placement::{ApplicationState, CallState, Subject};
use crate::domain::plan::RunState;
use crate::domain::rotation::{Period, RotationRules};
use crate::programmes::placing;
use crate::programmes::rotation::apply::{self, Wish, own_application};
use crate::programmes::rotation::call::{self, Step};
use crate::programmes::rotation::call_form::Draft;
use crate::programmes::rotation::home::{self, Word};
use crate::programmes::rotation::offer::say_what_one_does;
use crate::programmes::rotation::swap as swaps;
use crate::store::application::{Application, applications_of_person};
use crate::store::call::{Call, calls_all};
use crate::store::placement::placements_of;
use crate::store::programme::heads_of_kind;
use crate::store::swap::swaps_of_call;

/// The programme of all calls.
pub const PROGRAMME: &str = "A while with another team";

async fn found(stage: &Stage<'_>, window: Window) -> anyhow::Result<Option<Call>> {
    let opens_on = stage.calendar.day(window.call().opens, 0);
    let mut tx = stage.env.db.read().await?;
    Ok(calls_all(&mut tx).await?.into_iter().find(|call| call.opens_on == opens_on))
}

async fn there(stage: &Stage<'_>, window: Window) -> anyhow::Result<Call> {
    found(stage, window).await?.with_context(|| format!("the demo's call {window:?} is gone"))
}

/// Makes a call and opens it; leads say what guests would do.
pub async fn announce(stage: &Stage<'_>, window: Window, by: PersonId) -> anyhow::Result<()> {
    let (env, cast) = (stage.env, window.call());
    let id = if let Some(call) = found(stage, window).await? {
        call.id
    } else {
        let mut tx = env.db.read().await?;
        let heads = heads_of_kind(&mut tx, ProgrammeKind::Rotation).await?;
        drop(tx);
        let known = heads.into_iter().find(|head| head.name == PROGRAMME);
        let programme = if let Some(head) = known {
            head.id
        } else {
            let purpose = "Some weeks on another team, a year after the start at the earliest; \
                           your own team keeps your place.";
            let owner = story::email(story::COORDINATOR);
            call::programme_create(env, by, PROGRAMME, purpose, &owner).await?
        };
        call::create(env, by, programme, &draft(stage, cast)).await?
    };
    for (team, words) in cast::TASKS {
        let lead = id_of(env, lead_of(team)).await?;
        say_what_one_does(env, lead, id, stage.team(team).await?, words).await?;
    }
    if there(stage, window).await?.state == CallState::Draft {
        call::step(env, by, id, Step::Open, "").await?;
    }
    Ok(())
}

fn draft(stage: &Stage<'_>, cast: &cast::Call) -> Draft {
    let first = stage.calendar.week(cast.from);
    let second = first.plus(cast.weeks);
    Draft {
        name: format!("{} rotation", first.monday().format("%B %Y")),
        opens_on: stage.calendar.day(cast.opens, 0),
        closes_on: stage.calendar.day(cast.opens + 2, 5),
        periods: vec![
            Period { from_on: first, to_on: second },
            Period { from_on: second, to_on: second.plus(cast.weeks) },
        ],
        rules: RotationRules::default(),
    }
}

async fn application(
    stage: &Stage<'_>,
    call: &Call,
    person: PersonId,
) -> anyhow::Result<Option<Application>> {
    let mut tx = stage.env.db.read().await?;
    let all = applications_of_person(&mut tx, person).await?;
    Ok(all.into_iter().find(|one| one.call_id == call.id))
}

/// People apply.
pub async fn apply(stage: &Stage<'_>, window: Window) -> anyhow::Result<()> {
    let call = there(stage, window).await?;
    for one in window.call().applicants {
        let person = id_of(stage.env, one.name).await?;
        if application(stage, &call, person).await?.is_some() {
            continue;
        }
        let wish = Wish {
            choices: stage.teams(one.choices).await?,
            periods: one.periods.to_vec(),
            length: 1,
            goals: one.goals.to_owned(),
        };
        let applied = if matches!(one.answer, Answer::Draft) {
            apply::keep(stage.env, person, call.id, &wish).await
        } else {
            apply::submit(stage.env, person, call.id, &wish).await
        };
        applied.with_context(|| format!("{} applies", one.name))?;
    }
    Ok(())
}

/// Home teams answer, or do not.
pub async fn answers(stage: &Stage<'_>, window: Window) -> anyhow::Result<()> {
    let call = there(stage, window).await?;
    for one in window.call().applicants {
        let person = id_of(stage.env, one.name).await?;
        let mut tx = stage.env.db.read().await?;
        let Some(application) = own_application(&mut tx, call.id, person).await? else { continue };
        drop(tx);
        answer(stage, one, person, &application)
            .await
            .with_context(|| format!("the answer to {}", one.name))?;
    }
    Ok(())
}

async fn answer(
    stage: &Stage<'_>,
    one: &Applicant,
    person: PersonId,
    application: &Application,
) -> anyhow::Result<()> {
    let env = stage.env;
    let word = match one.answer {
        Answer::Draft | Answer::Silence => return Ok(()),
        Answer::Withdrawn => return Ok(apply::withdraw(env, person, application.id).await?),
        Answer::Yes => Word::These(application.periods.clone()),
        Answer::First => Word::These(application.periods.iter().copied().take(1).collect()),
        Answer::NotNow(reason, weeks) => {
            Word::NotNow { reason: reason.to_owned(), not_before: stage.calendar.day(weeks, 0) }
        }
    };
    if application.state == ApplicationState::AwaitingHome {
        let lead = application.asked_id.context("nobody was asked")?;
        home::answer(env, lead, application.id, &word, false).await?;
    }
    Ok(())
}

/// Has a call planned by the tick that follows, when its window is over.
pub async fn plan(stage: &Stage<'_>, window: Window, by: PersonId) -> anyhow::Result<()> {
    let subject = Subject::Call(there(stage, window).await?.id);
    if latest_run(stage.env, subject).await?.is_none() {
        placing::solve(stage.env, subject, by).await?;
    }
    Ok(())
}

/// Releases a call's plan. Returns what to say about it; nothing when it was released before.
pub async fn settle(
    stage: &Stage<'_>,
    window: Window,
    by: PersonId,
) -> anyhow::Result<Option<String>> {
    let call = there(stage, window).await?;
    let run = latest_run(stage.env, Subject::Call(call.id)).await?;
    let Some(run) = run.filter(|run| run.state == RunState::Proposed) else { return Ok(None) };
    let done = placing::release(stage.env, run.id, Some(by)).await?;
    Ok(Some(format!("the {}: {} people are placed", call.name, done.new)))
}

/// The first two whose places can be swapped want to; one of them agrees, and the home teams are asked.
pub async fn swap(stage: &Stage<'_>) -> anyhow::Result<()> {
    let (env, call) = (stage.env, there(stage, Window::Current).await?);
    let mut tx = env.db.read().await?;
    let asked = swaps_of_call(&mut tx, call.id).await?;
    let placed = placements_of(&mut tx, Subject::Call(call.id)).await?;
    drop(tx);
    if !asked.is_empty() {
        return Ok(());
    }
    for row in placed {
        let Ok(others) = swaps::possible(env, call.id, row.person_id).await else { continue };
        if let Some((other, _)) = others.first() {
            let swap = swaps::ask(env, row.person_id, call.id, other.id).await?;
            swaps::say(env, other.person_id, swap, true).await?;
            return Ok(());
        }
    }
    Ok(())
}
