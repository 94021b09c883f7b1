//! The year: every round asked, drawn, held, released, delivered, met or not, nudged and closed by the scheduler.

use chrono::{DateTime, TimeDelta, Utc};

use super::story;
use super::{StoryClock, Told, id_of};
use crate::domain::clock::Clock;
use crate::domain::coffee::{Answer, Mark, Reason};
use crate::domain::id::{PersonId, ProgrammeId, RunId};
use crate::domain::plan::RunState;
use crate::mail::transport::Transport;
use crate::programmes::{Env, coffee, feedback, participation};
use crate::scheduler;
use crate::store::group::{group_members, groups_of_run};
use crate::store::run::{Run, run_latest};

/// Who holds the ticker's lease while the story is told.
const HOLDER: &str = "demo";

/// Runs the scheduler from where the story is until `now`.
pub async fn tell(
    env: &Env,
    clock: &StoryClock,
    told: &Told,
    now: DateTime<Utc>,
    transport: &mut Transport,
    say: &mut dyn FnMut(&str),
) -> anyhow::Result<RunId> {
    let programme = ProgrammeId(told.programme);
    let mut round = 0_u64;
    let mut slot = told.first_at;
    while slot <= now {
        round += 1;
        if round % 6 == 1 {
            say(&format!("round {round}, {}", slot.format("%-d %B %Y")));
        }
        // The question goes out three days before, and most of those asked answer the next day.
        step(env, clock, slot - TimeDelta::days(3) + TimeDelta::minutes(1), transport).await?;
        clock.reach(slot - TimeDelta::days(2));
        answers(env, programme, round).await?;
        let last = slot + TimeDelta::days(14) > now;
        if last {
            // This week Mika asks for a break.
            let mika = id_of(env, story::ON_PAUSE).await?;
            let today = clock.now().date_naive();
            participation::pause(env, mika, today, today.checked_add_days(chrono::Days::new(30))).await?;
        }
        step(env, clock, slot + TimeDelta::minutes(1), transport).await?;
        step(env, clock, slot + TimeDelta::minutes(62), transport).await?;
        if last {
            break;
        }
        clock.reach(slot + TimeDelta::days(4));
        marks(env, programme, round).await?;
        step(env, clock, slot + TimeDelta::days(8), transport).await?;
        step(env, clock, slot + TimeDelta::days(12) + TimeDelta::hours(2), transport).await?;
        slot = next_slot(env, programme, slot).await?;
    }
    Ok(latest(env, programme).await?.id)
}

/// One tick and the mails of it.
async fn step(
    env: &Env,
    clock: &StoryClock,
    at: DateTime<Utc>,
    transport: &mut Transport,
) -> anyhow::Result<()> {
    clock.reach(at);
    scheduler::tick(env, HOLDER).await?;
    while scheduler::outbox::deliver_due(env, transport, HOLDER, 500).await?.claimed > 0 {}
    Ok(())
}
