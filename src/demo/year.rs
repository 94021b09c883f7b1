//! The year: every round asked, drawn, held, released, delivered, met or not, nudged and closed by the scheduler.

use anyhow::Context;
use chrono::{DateTime, Days, TimeDelta, Utc};

use super::scenes::{self, Calendar, Scene, Stage};
use super::story;
use super::{StoryClock, Told, id_of};
use crate::domain::calendar::Cadence;
use crate::domain::coffee::{Answer, GroupState, Mark, Reason};
use crate::domain::id::{ProgrammeId, RunId};
use crate::mail::transport::Transport;
use crate::programmes::{Env, coffee, connections, feedback, participation};
use crate::scheduler;
use crate::store::audit::audit_append;
use crate::store::group::groups_of_run;
use crate::store::person::person_get;
use crate::store::programme::{Programme, programme_get};
use crate::store::run::run_at_slot;
use crate::store::team::{team_get, team_set_seats};

/// Who holds the ticker's lease while the story is told.
const HOLDER: &str = "demo";

/// What happens in the story besides what the scheduler does by itself.
#[derive(Clone, Copy, Debug)]
enum Turn {
    /// Something is due.
    Tick,
    /// Most of those who are asked answer.
    Answers { round: usize, slot: DateTime<Utc> },
    /// Mika asks for a break, and Finance closes the year.
    News,
    /// The draw.
    Draw { slot: DateTime<Utc>, told: bool },
    /// People meet, or say why not.
    Meetings { round: usize, slot: DateTime<Utc> },
    /// Something beside coffee.
    Beside(Scene),
}

/// Runs the scheduler from where the story is until `now`, at the instants at which something is due. `beside`: the same
/// with the ids of what goes on beside coffee.
///
/// Returns: the run of the last round.
pub async fn tell(
    (env, beside): (&Env, &Env),
    clock: &StoryClock,
    told: &Told,
    now: DateTime<Utc>,
    transport: &mut Transport,
    say: &mut dyn FnMut(&str),
) -> anyhow::Result<RunId> {
    let id = ProgrammeId(told.programme);
    let programme = programme(env, id).await?;
    // Told before and cut short: on from the latest draw. What was done already is found done.
    let from = programme.last_slot_at.unwrap_or(told.reached_at);
    clock.reach(from);
    let (mut turns, last) = turns(&programme, now)?;
    let calendar = Calendar::new(now, env.site.zone);
    let scenes = scenes::scenes(calendar, programme.created_at, now);
    turns.extend(scenes.into_iter().map(|(at, scene)| (at, Turn::Beside(scene))));
    turns.sort_by_key(|(at, _)| *at);
    let stage = Stage { env: beside, calendar };
    for (at, turn) in turns.into_iter().filter(|(at, _)| *at >= from) {
        clock.reach(at);
        match turn {
            Turn::Tick => step(env, transport).await?,
            Turn::Draw { slot, told } => {
                if told {
                    say(&format!("the coffee round of {}", slot.format("%-d %B %Y")));
                }
                step(env, transport).await?;
            }
            Turn::Answers { round, slot } => answer(env, id, slot, round).await?,
            Turn::News => news(env).await?,
            Turn::Meetings { round, slot } => meet(env, id, slot, round).await?,
            Turn::Beside(scene) => scenes::play(&stage, scene, transport, say).await?,
        }
    }
    run_of(env, id, last).await
}

/// Everything that happens until `now`, in order, and the last draw.
fn turns(
    programme: &Programme,
    now: DateTime<Utc>,
) -> anyhow::Result<(Vec<(DateTime<Utc>, Turn)>, DateTime<Utc>)> {
    let rules = &programme.rules;
    let cadence = Cadence::parse(&programme.cadence, programme.zone)?;
    let mut slots = Vec::new();
    let mut from = programme.starts_at;
    while let Some(slot) = cadence.next_after(from, programme.starts_at).filter(|at| *at <= now) {
        slots.push(slot);
        from = slot;
    }
    let last = *slots.last().context("the demo's year has no round")?;
    let time_to_meet = TimeDelta::days(i64::from(rules.meet_within_days));
    let mut turns = Vec::new();
    for (at, slot) in slots.iter().copied().enumerate() {
        let round = at + 1;
        // The question is due whole days before by the wall clock, which an hour more makes sure of on both sides of
        // a change of clocks.
        let asked = slot - TimeDelta::days(i64::from(rules.ask_days)) + TimeDelta::hours(1);
        let released = slot + TimeDelta::minutes(i64::from(rules.hold_minutes.unwrap_or(0)));
        turns.push((asked, Turn::Tick));
        turns.push((slot - TimeDelta::days(2), Turn::Answers { round, slot }));
        turns.push((slot, Turn::Draw { slot, told: at.is_multiple_of(6) || slot == last }));
        turns.push((released, Turn::Tick));
        turns.push((released + time_to_meet / 2, Turn::Tick));
        turns.push((released + time_to_meet, Turn::Tick));
        if slot == last {
            turns.push((slot - TimeDelta::days(1), Turn::News));
        } else {
            turns.push((slot + TimeDelta::days(4), Turn::Meetings { round, slot }));
        }
    }
    turns.retain(|(at, _)| *at <= now);
    turns.sort_by_key(|(at, _)| *at);
    Ok((turns, last))
}

/// A tick, and the mails that are due after it.
pub async fn step(env: &Env, transport: &mut Transport) -> anyhow::Result<()> {
    scheduler::tick(env, HOLDER).await?;
    // The service publishes beside its ticks; a story has time.
    connections::publish_due(env).await?;
    let delivered = scheduler::outbox::deliver_all(env, transport, HOLDER).await?;
    anyhow::ensure!(!delivered.relay_down, "the local mailbox cannot be written");
    Ok(())
}

/// Before the last round Mika goes on a break, and Finance, which closes its year, gives no more seats.
async fn news(env: &Env) -> anyhow::Result<()> {
    let now = env.clock.now();
    let mika = id_of(env, story::ON_PAUSE).await?;
    participation::pause(
        env,
        mika,
        now.date_naive(),
        now.date_naive().checked_add_days(Days::new(30)),
    )
    .await?;
    let finance = story::TEAMS.iter().find(|team| team.name == story::FINANCE);
    let finance = finance.context("there is no Finance")?;
    let lead = id_of(env, finance.people[0]).await?;
    let mut tx = env.db.write().await?;
    let team = person_get(&mut tx, lead).await?.context("Finance has no lead")?.team_id;
    let seats = team_get(&mut tx, team).await?.and_then(|team| team.coffee_seats);
    if seats != Some(0) {
        team_set_seats(&mut tx, team, seats, Some(0)).await?;
        let (actor, subject) = (format!("person:{lead}"), format!("team:{team}"));
        let detail = serde_json::json!({ "from": seats, "to": 0 });
        audit_append(&mut tx, now, &actor, "seats-changed", &subject, &detail).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn programme(env: &Env, id: ProgrammeId) -> anyhow::Result<Programme> {
    let mut tx = env.db.read().await?;
    programme_get(&mut tx, id).await?.context("the demo's programme is gone")
}

async fn run_of(env: &Env, programme: ProgrammeId, slot: DateTime<Utc>) -> anyhow::Result<RunId> {
    let mut tx = env.db.read().await?;
    let run = run_at_slot(&mut tx, programme, slot).await?;
    Ok(run.with_context(|| format!("no round was made for {slot}"))?.id)
}

/// Of those who want to be asked, one in five is not up for it, and one in ten does not answer.
async fn answer(
    env: &Env,
    programme: ProgrammeId,
    slot: DateTime<Utc>,
    round: usize,
) -> anyhow::Result<()> {
    let run = run_of(env, programme, slot).await?;
    for (i, name) in story::ASKED.iter().enumerate() {
        let answer = match (round * 7 + i * 3) % 10 {
            0 => continue,
            1 | 2 => Answer::Skip,
            _ => Answer::Yes,
        };
        coffee::answer(env, run, id_of(env, name).await?, answer).await?;
    }
    Ok(())
}

/// Three of four groups meet, one in eight says why not, the others stay silent. Whoever a visitor may
/// be always meets, so that there is something to see and none of them rests.
async fn meet(
    env: &Env,
    programme: ProgrammeId,
    slot: DateTime<Utc>,
    round: usize,
) -> anyhow::Result<()> {
    let run = run_of(env, programme, slot).await?;
    let mut tx = env.db.read().await?;
    let groups = groups_of_run(&mut tx, run).await?;
    drop(tx);
    let mut shown = Vec::new();
    for name in story::SHOWN {
        shown.push(id_of(env, name).await?);
    }
    for (i, group) in groups.iter().enumerate() {
        if group.state != GroupState::Released {
            continue;
        }
        let first = group.members[0].person;
        let visited = group.members.iter().any(|member| shown.contains(&member.person));
        match (round * 5 + i * 3) % 8 {
            0 if !visited => {
                let reason =
                    if i.is_multiple_of(2) { Reason::TooBusy } else { Reason::NoCommonTime };
                feedback::mark(env, group.id, first, Mark::NotMet, Some(reason), None).await?;
            }
            1 if !visited => {}
            _ => {
                for member in &group.members {
                    feedback::mark(env, group.id, member.person, Mark::Met, None, None).await?;
                }
            }
        }
    }
    Ok(())
}
