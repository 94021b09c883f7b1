//! The story's bootcamp cohorts: set up, planned, shown, released, repaired, judged.

use std::collections::BTreeSet;

use anyhow::Context;

use super::offers::lead_of;
use super::scenes::{Stage, Which};
use super::{cast, id_of, story};
use crate::domain::bootcamp::BootcampRules;
use crate::domain::coffee::ProgrammeKind;
use crate::domain::id::{PersonId, PlacementId, RunId};
use crate::domain::placement::{PlacementState, Subject};
use crate::domain::plan::RunState;
use crate::programmes::Env;
use crate::programmes::bootcamp::form::{Chosen, CohortDraft, TeamNames, typed_rules};
use crate::programmes::bootcamp::{cohort, starters};
use crate::programmes::placing::{self, afterwards};
use crate::store::cohort::{Cohort, cohort_get, cohorts_all};
use crate::store::placement::{Placement, placements_of};
use crate::store::placement_word::words_shared;
use crate::store::programme::heads_of_kind;
use crate::store::run::{Run, runs_of_subject};
use crate::store::stay::stay_get;
use crate::store::team::teams_all;

/// The programme of all cohorts.
pub const PROGRAMME: &str = "First weeks";

/// A cohort of the story, when it is there.
async fn found(stage: &Stage<'_>, which: Which) -> anyhow::Result<Option<Cohort>> {
    let starts_on = stage.calendar.week(which.cohort().starts);
    let mut tx = stage.env.db.read().await?;
    Ok(cohorts_all(&mut tx).await?.into_iter().find(|cohort| cohort.starts_on == starts_on))
}

async fn there(stage: &Stage<'_>, which: Which) -> anyhow::Result<Cohort> {
    found(stage, which).await?.with_context(|| format!("the demo's cohort {which:?} is gone"))
}

/// The latest run of a cohort or call.
pub async fn latest_run(env: &Env, subject: Subject) -> anyhow::Result<Option<Run>> {
    let mut tx = env.db.read().await?;
    Ok(runs_of_subject(&mut tx, subject).await?.into_iter().next())
}

/// Makes a cohort with its starters and rules, and has it planned by the tick that follows.
pub async fn set_up(stage: &Stage<'_>, which: Which, by: PersonId) -> anyhow::Result<()> {
    let (env, cast) = (stage.env, which.cohort());
    let id = if let Some(cohort) = found(stage, which).await? {
        cohort.id
    } else {
        let draft = draft(stage, cast).await?;
        cohort::create(env, by, &draft).await?
    };
    let added = starters::apply(env, by, id, &list(stage, cast), None).await?;
    if let Err(preview) = added {
        anyhow::bail!("the demo's starters are refused: {:?}", preview.refused);
    }
    let rules = BootcampRules {
        stints: cast.stints,
        length: cast.length,
        must: stage.teams(cast.must).await?,
        should: stage.teams(cast.should).await?,
        ..BootcampRules::default()
    };
    let mut tx = env.db.read().await?;
    let names = TeamNames::new(&teams_all(&mut tx).await?);
    let seen_at = cohort_get(&mut tx, id).await?.context("the cohort is gone")?.updated_at;
    drop(tx);
    cohort::set_rules(env, by, id, seen_at, &typed_rules(&rules, &names)).await?;
    if latest_run(env, Subject::Cohort(id)).await?.is_none() {
        placing::solve(env, Subject::Cohort(id), by).await?;
    }
    Ok(())
}

async fn draft(stage: &Stage<'_>, cast: &cast::Cohort) -> anyhow::Result<CohortDraft> {
    let mut tx = stage.env.db.read().await?;
    let programme = heads_of_kind(&mut tx, ProgrammeKind::Bootcamp)
        .await?
        .into_iter()
        .find(|head| head.name == PROGRAMME)
        .map_or_else(
            || Chosen::New {
                name: PROGRAMME.to_owned(),
                purpose:
                    "Whoever starts here spends their first weeks with several teams, and knows \
                          whom to ask from then on."
                        .to_owned(),
                owner: story::email(story::COORDINATOR),
            },
            |head| Chosen::There(head.id),
        );
    let starts_on = stage.calendar.week(cast.starts);
    Ok(CohortDraft {
        programme: Some(programme),
        name: starts_on.monday().format("%B %Y").to_string(),
        starts_on,
        weeks: cast.weeks,
    })
}

/// The starters as a coordinator pastes them.
fn list(stage: &Stage<'_>, cast: &cast::Cohort) -> String {
    let mut list = "Name;Email;Team;Start;Likes\n".to_owned();
    for one in cast.starters {
        let day = stage.calendar.day(cast.starts + i64::from(one.from_week), 0);
        let email = story::email(one.name);
        list.push_str(&format!(
            "{};{email};{};{day};{}\n",
            one.name,
            one.team,
            one.likes.join(", ")
        ));
    }
    list
}

/// The run of a cohort whose plan waits for its release.
async fn waiting(env: &Env, subject: Subject) -> anyhow::Result<Option<RunId>> {
    let run = latest_run(env, subject).await?;
    Ok(run.filter(|run| matches!(run.state, RunState::Proposed | RunState::Held)).map(|run| run.id))
}

/// Hosts and home leads see the plan.
pub async fn show(stage: &Stage<'_>, which: Which, by: PersonId) -> anyhow::Result<()> {
    let subject = Subject::Cohort(there(stage, which).await?.id);
    if let Some(run) = waiting(stage.env, subject).await? {
        placing::show_plan(stage.env, run, Some(by)).await?;
    }
    Ok(())
}

/// Releases the plan that waits. Returns what to say about it; nothing when it was released before.
pub async fn release(
    stage: &Stage<'_>,
    which: Which,
    by: PersonId,
) -> anyhow::Result<Option<String>> {
    let cohort = there(stage, which).await?;
    let Some(run) = waiting(stage.env, Subject::Cohort(cohort.id)).await? else {
        return Ok(None);
    };
    let done = placing::release(stage.env, run, Some(by)).await?;
    Ok(Some(if done.moved == 0 {
        format!(
            "the bootcamp of {}: {} people, {} stints",
            cohort.name,
            which.cohort().starters.len(),
            done.new
        )
    } else {
        format!("the bootcamp of {}: repaired, {} stints moved", cohort.name, done.moved)
    }))
}

/// A lead says that the team cannot host; the tick that follows repairs the plan.
pub async fn cannot_host(stage: &Stage<'_>) -> anyhow::Result<()> {
    let (name, from, weeks, reason) = cast::NO_HOST;
    let (env, team) = (stage.env, stage.team(name).await?);
    let lead = id_of(env, lead_of(name)).await?;
    let from = stage.calendar.week(from);
    let to = from.plus(weeks);
    let (touched, _) = placing::would_touch(env, team, from, to).await?;
    let cohort = there(stage, Which::Running).await?;
    if !touched.is_empty() && waiting(env, Subject::Cohort(cohort.id)).await?.is_none() {
        placing::withdraw(env, team, (from, to), reason, lead).await?;
    }
    Ok(())
}

/// A starter with a stint behind, one going on and one to come, if possible one that was moved; and somebody who looks
/// after a guest now.
pub async fn guest_and_host(
    env: &Env,
) -> anyhow::Result<(Option<&'static str>, Option<&'static str>)> {
    let mut tx = env.db.read().await?;
    let mut rows: Vec<Placement> = Vec::new();
    for cohort in cohorts_all(&mut tx).await? {
        rows.extend(placements_of(&mut tx, Subject::Cohort(cohort.id)).await?);
    }
    drop(tx);
    let mut guests = Vec::new();
    for one in cast::RUNNING.starters {
        let Ok(person) = id_of(env, one.name).await else { continue };
        let own: Vec<_> = rows.iter().filter(|row| row.person_id == person).collect();
        let has = |state| own.iter().any(|row| row.state == state);
        let shows = usize::from(has(PlacementState::Finished))
            + usize::from(has(PlacementState::Started))
            + usize::from(has(PlacementState::Confirmed))
            + usize::from(own.iter().any(|row| row.sequence > 0));
        guests.push((shows, one.name));
    }
    // Of those who show equally much, the first.
    let most = guests.iter().map(|(shows, _)| *shows).max();
    let guest = guests.iter().find(|(shows, _)| Some(*shows) == most).map(|(_, name)| *name);
    for (_, name, _) in cast::HOSTS {
        let person = id_of(env, name).await?;
        let looks_after =
            |row: &&Placement| row.host_id == Some(person) && row.state == PlacementState::Started;
        if rows.iter().any(|row| looks_after(&row)) {
            return Ok((guest, Some(name)));
        }
    }
    Ok((guest, None))
}

/// Guests, and some hosts, say whether a placement that is over was worth the time.
pub async fn words(stage: &Stage<'_>) -> anyhow::Result<()> {
    let env = stage.env;
    let mut tx = env.db.read().await?;
    let mut over: Vec<(PlacementId, PersonId, Option<PersonId>)> = Vec::new();
    for cohort in cohorts_all(&mut tx).await? {
        let rows = placements_of(&mut tx, Subject::Cohort(cohort.id)).await?;
        let rows = rows.into_iter().filter(|row| row.state == PlacementState::Finished);
        over.extend(rows.map(|row| (row.id, row.person_id, row.host_id)));
    }
    let mut told: BTreeSet<String> =
        words_shared(&mut tx).await?.into_iter().map(|(.., words)| words).collect();
    drop(tx);
    for (n, (placement, guest, host)) in over.into_iter().enumerate() {
        // One in six says nothing.
        if n % 6 == 5 {
            continue;
        }
        let (worth, mut words, mut shared) = cast::WORDS[n % cast::WORDS.len()];
        // No two say the same.
        if told.contains(words) {
            (words, shared) = ("", false);
        }
        if judge(env, placement, guest, (worth, words, shared)).await? {
            told.insert(words.to_owned());
        }
        if let Some(host) = host.filter(|_| n.is_multiple_of(3)) {
            judge(env, placement, host, (4 + u32::from(n.is_multiple_of(2)), "", false)).await?;
        }
    }
    Ok(())
}

async fn judge(
    env: &Env,
    placement: PlacementId,
    person: PersonId,
    (worth, words, shared): (u32, &str, bool),
) -> anyhow::Result<bool> {
    let mut tx = env.db.read().await?;
    let stay = stay_get(&mut tx, person, placement).await?;
    drop(tx);
    let is_new = stay.is_some_and(|stay| stay.said.is_none());
    if is_new {
        afterwards::say(env, placement, person, worth, words, shared).await?;
    }
    Ok(is_new)
}
