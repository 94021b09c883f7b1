//! The demo organisation: founded once, then a year of rounds run by the service's own scheduler under a story clock
//! that ends now. Nothing in it is made up but the people: every plan was solved, every mail rendered and delivered.

mod calls;
mod cast;
mod cohorts;
mod founding;
mod offers;
mod scenes;
mod story;
mod target;
mod year;

use std::sync::{Arc, Mutex};

use anyhow::Context;
use chrono::{DateTime, TimeDelta, Utc};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::domain::clock::{Clock, to_micros};
use crate::domain::id::{Ids, PersonId, RunId};
use crate::mail::transport::Transport;
use crate::programmes::Env;
use crate::programmes::sign_in::link_for;
use crate::store::group::groups_of_run;
use crate::store::person::person_by_email;
use crate::store::setting::{setting_get, setting_set};

pub use story::{DOMAIN, ORGANISATION};

/// Marks a finished demo, so that starting again tells no part of the story twice.
const TOLD: &str = "demo";

/// Rounds of a year, the last one included.
pub const YEAR: u32 = 26;

/// The database holds people who are not the demo's: nothing is founded there.
#[derive(Debug, thiserror::Error)]
#[error("it holds another organisation ({people} people)")]
pub struct OtherOrganisation {
    /// How many.
    pub people: usize,
}

/// A role, who has it in the demo, and a link that signs in as them.
#[derive(Debug, serde::Serialize)]
pub struct Door {
    /// The role's word.
    pub role: &'static str,
    /// The person's name.
    pub name: &'static str,
    /// Valid for a day, once.
    pub link: String,
    /// What to open first; `None`: the role has no pages of its own, and the link leads to a participant's.
    pub page: Option<&'static str>,
}

/// A clock that the story moves.
#[derive(Debug)]
struct StoryClock(Mutex<DateTime<Utc>>);

impl Clock for StoryClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl StoryClock {
    /// Moves forward; never back.
    fn reach(&self, at: DateTime<Utc>) {
        let mut now = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *now = (*now).max(to_micros(at));
    }
}

/// Founds the organisation and tells its last `rounds` rounds, unless that was done. A story that was cut short goes on
/// where it stopped. `say` hears one line per quarter.
///
/// Returns: the latest round's run.
///
/// Cost: some twenty rounds of 60 people, a few seconds.
pub async fn tell(
    env: &Env,
    transport: &mut Transport,
    rounds: u32,
    say: &mut dyn FnMut(&str),
) -> anyhow::Result<RunId> {
    let mut tx = env.db.read().await?;
    let told: Option<Told> = setting_get(&mut tx, TOLD).await?;
    drop(tx);
    let now = env.clock.now();
    // The ids decide among equally good plans: those of a new story follow from its day, so that everybody who starts
    // it on that day sees the same figures. What was cut short goes on with the machine's own, which never repeat.
    let (told, ids, beside) = if let Some(told) = told {
        (told, env.ids.clone(), env.ids.clone())
    } else {
        let founded_at = founding::founding(now, env.site.zone, rounds);
        let ids = seeded(founded_at);
        let beside = seeded(founded_at + TimeDelta::seconds(1));
        let then = Env { ids: ids.clone(), ..env.clone() };
        let told = founding::found(&then, founded_at, now).await?;
        say(&format!("{ORGANISATION} is founded: {} people", founding::people()));
        (told, ids, beside)
    };
    if let Some(run) = told.latest {
        return Ok(RunId(run));
    }
    let clock = Arc::new(StoryClock(Mutex::new(told.reached_at)));
    let then = Env { clock: clock.clone(), ids, ..env.clone() };
    let beside = Env { ids: beside, ..then.clone() };
    let run = year::tell((&then, &beside), &clock, &told, now, transport, say).await?;
    let mut tx = env.db.write().await?;
    setting_set(&mut tx, TOLD, &Told { latest: Some(run.0), ..told }, now).await?;
    tx.commit().await?;
    Ok(run)
}

/// Ids that follow from an instant. No secret is made of them: the story signs nobody in.
fn seeded(at: DateTime<Utc>) -> Arc<Ids> {
    let mut generator = ChaCha20Rng::seed_from_u64(at.timestamp().unsigned_abs());
    Arc::new(Ids::new(Box::new(move |bytes| generator.fill_bytes(bytes))))
}

/// How far the story is.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
struct Told {
    programme: uuid::Uuid,
    /// From where the clock runs.
    reached_at: DateTime<Utc>,
    /// The last round, when it is out.
    latest: Option<uuid::Uuid>,
}

/// A sign-in link per role. The participant is one who has somebody to meet in this round; guest and host have a stint
/// now, and are missing from a story without any.
pub async fn doors(env: &Env) -> anyhow::Result<Vec<Door>> {
    let mut doors = Vec::new();
    let (hire, host) = cohorts::guest_and_host(env).await?;
    for (role, name, page) in [
        ("participant", Some(matched(env).await?), Some("/")),
        ("admin", Some(story::ADMIN), Some("/admin/runs")),
        ("coordinator", Some(story::COORDINATOR), Some("/cohorts")),
        ("lead", Some(story::LEAD), Some("/team-rotations")),
        ("host", host, Some("/guests")),
        ("hire", hire, Some("/first-weeks")),
        ("applicant", hire.and(Some(story::APPLICANT)), Some("/rotations")),
        ("auditor", Some(story::AUDITOR), Some("/admin/audit")),
        ("hr", Some(story::HR), Some("/hr/connections")),
    ] {
        let Some(name) = name else { continue };
        let person = id_of(env, name).await?;
        let link = link_for(env, person, TimeDelta::days(1)).await?;
        doors.push(Door { role, name, link, page });
    }
    Ok(doors)
}

/// The story's participant, when the latest round has a group for them; else somebody who has one.
async fn matched(env: &Env) -> anyhow::Result<&'static str> {
    let mut tx = env.db.read().await?;
    let told: Option<Told> = setting_get(&mut tx, TOLD).await?;
    let Some(run) = told.and_then(|told| told.latest) else { return Ok(story::PARTICIPANT) };
    let groups = groups_of_run(&mut tx, RunId(run)).await?;
    drop(tx);
    let offices = [story::ADMIN, story::COORDINATOR, story::HR, story::LEAD, story::AUDITOR];
    let others = story::TEAMS.iter().flat_map(|team| team.people).copied();
    for name in std::iter::once(story::PARTICIPANT).chain(others) {
        let person = id_of(env, name).await?;
        let has_group = groups.iter().any(|group| group.people().contains(&person));
        if has_group && !offices.contains(&name) {
            return Ok(name);
        }
    }
    Ok(story::PARTICIPANT)
}

async fn id_of(env: &Env, name: &str) -> anyhow::Result<PersonId> {
    let mut tx = env.db.read().await?;
    let person = person_by_email(&mut tx, &story::email(name)).await?;
    Ok(person.with_context(|| format!("{name} is not in the demo organisation"))?.id)
}
