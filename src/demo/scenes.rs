//! What goes on beside coffee: teams offer places, cohorts of new hires come, calls for rotations open and are planned.
//! Everything is done by what the pages call; nothing is written past it.

use anyhow::Context;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::cast;
use super::year::step;
use super::{calls, cohorts, id_of, offers, story, target};
use crate::domain::id::TeamId;
use crate::domain::week::Week;
use crate::mail::transport::Transport;
use crate::programmes::Env;
use crate::store::team::team_by_name;

/// The first week of the story beside coffee, counted back from this one.
const FIRST: i64 = -23;

/// A cohort of the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    Earlier,
    Running,
    Coming,
}

/// A call of the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    Past,
    Current,
    Open,
}

impl Which {
    pub fn cohort(self) -> &'static cast::Cohort {
        match self {
            Self::Earlier => &cast::EARLIER,
            Self::Running => &cast::RUNNING,
            Self::Coming => &cast::COMING,
        }
    }
}

impl Window {
    pub fn call(self) -> &'static cast::Call {
        match self {
            Self::Past => &cast::PAST_CALL,
            Self::Current => &cast::CURRENT_CALL,
            Self::Open => &cast::OPEN_CALL,
        }
    }
}

/// Something that people do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scene {
    /// Leads say what their teams can spare, and name hosts.
    Offers,
    /// The coordinator asks for the quarter to come; most leads answer.
    Question,
    /// A cohort is set up and planned.
    SetUp(Which),
    /// Its plan is shown to hosts and home leads.
    Show(Which),
    /// Its plan is released.
    Release(Which),
    /// A team cannot host after all.
    CannotHost,
    /// A call is made and opened.
    Announce(Window),
    /// People apply.
    Apply(Window),
    /// Home teams answer.
    Answers(Window),
    /// A call whose window is over is planned.
    Plan(Window),
    /// Its plan is released.
    Settle(Window),
    /// Two would like to swap.
    Swap,
    /// Monday morning: what begins begins, what is over is over.
    Monday,
    /// Guests say whether it was worth the time.
    Words,
    /// HR asks that two teams meet more.
    Target,
    /// HR asks that two divisions do.
    BroadTarget,
}

/// Where the story's weeks lie.
#[derive(Clone, Copy, Debug)]
pub struct Calendar {
    this_week: Week,
    zone: Tz,
}

impl Calendar {
    pub fn new(now: DateTime<Utc>, zone: Tz) -> Self {
        Self { this_week: Week::of(now.with_timezone(&zone).date_naive()), zone }
    }

    /// A week, counted from this one.
    pub fn week(self, offset: i64) -> Week {
        let weeks = u32::try_from(offset.unsigned_abs()).unwrap_or(0);
        if offset < 0 { self.this_week.minus(weeks) } else { self.this_week.plus(weeks) }
    }

    /// A day of a week, Monday first.
    pub fn day(self, offset: i64, day: u64) -> NaiveDate {
        let monday = self.week(offset).monday();
        monday.checked_add_days(Days::new(day)).unwrap_or(monday)
    }

    /// An hour of such a day, by the wall clock.
    fn at(self, offset: i64, day: u64, hour: i64) -> DateTime<Utc> {
        let at = self.day(offset, day).and_time(NaiveTime::MIN) + TimeDelta::hours(hour);
        at.and_local_timezone(self.zone)
            .earliest()
            .map_or(at.and_utc(), |at| at.with_timezone(&Utc))
    }
}

/// What happens beside coffee until today, by time; nothing when the organisation is too young for it. Of today nothing
/// is told, so that the whole of it tells one story.
pub fn scenes(
    calendar: Calendar,
    founded_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Vec<(DateTime<Utc>, Scene)> {
    let mut scenes = vec![
        (calendar.at(FIRST, 0, 10), Scene::Offers),
        (calendar.at(-1, 1, 15), Scene::Question),
        (calendar.at(-2, 1, 11), Scene::CannotHost),
        (calendar.at(-2, 2, 14), Scene::Release(Which::Running)),
        (calendar.at(-1, 2, 12), Scene::Swap),
        (calendar.at(-7, 3, 10), Scene::Target),
    ];
    for which in [Which::Earlier, Which::Running, Which::Coming] {
        // What is still to come was set up last week.
        let starts = which.cohort().starts.min(1);
        scenes.push((calendar.at(starts - 2, 1, 10), Scene::SetUp(which)));
        scenes.push((calendar.at(starts - 2, 2, 10), Scene::Show(which)));
        if which != Which::Coming {
            scenes.push((calendar.at(starts - 1, 2, 13), Scene::Release(which)));
        }
    }
    for window in [Window::Past, Window::Current, Window::Open] {
        let opens = window.call().opens;
        scenes.push((calendar.at(opens, 0, 11), Scene::Announce(window)));
        scenes.push((calendar.at(opens, 1, 13), Scene::Apply(window)));
        scenes.push((calendar.at(opens, 3, 16), Scene::Answers(window)));
        if window != Window::Open {
            scenes.push((calendar.at(opens + 3, 0, 12), Scene::Plan(window)));
            scenes.push((calendar.at(opens + 3, 3, 11), Scene::Settle(window)));
        }
    }
    for week in FIRST + 1..=0 {
        scenes.push((calendar.at(week, 0, 9), Scene::Monday));
        scenes.push((calendar.at(week, 2, 16), Scene::Words));
    }
    if scenes.iter().any(|(at, _)| *at < founded_at) {
        return Vec::new();
    }
    // Half a year ago, so that a closed quarter shows what became of it; a younger organisation did not think of it yet.
    let broad = calendar.at(-30, 3, 10);
    if broad >= founded_at {
        scenes.push((broad, Scene::BroadTarget));
    }
    let today = now.with_timezone(&calendar.zone).date_naive();
    scenes.retain(|(at, _)| at.with_timezone(&calendar.zone).date_naive() < today);
    scenes.sort_by_key(|(at, _)| *at);
    scenes
}

/// What a scene needs.
pub struct Stage<'a> {
    pub env: &'a Env,
    pub calendar: Calendar,
}

impl Stage<'_> {
    pub async fn team(&self, name: &str) -> anyhow::Result<TeamId> {
        let mut tx = self.env.db.read().await?;
        let team = team_by_name(&mut tx, name).await?;
        Ok(team.with_context(|| format!("there is no team {name}"))?.id)
    }

    pub async fn teams(&self, names: &[&str]) -> anyhow::Result<Vec<TeamId>> {
        let mut teams = Vec::with_capacity(names.len());
        for name in names {
            teams.push(self.team(name).await?);
        }
        Ok(teams)
    }
}

/// Lets a scene happen. What was done already, by a story that was cut short, is found done.
pub async fn play(
    stage: &Stage<'_>,
    scene: Scene,
    transport: &mut Transport,
    say: &mut dyn FnMut(&str),
) -> anyhow::Result<()> {
    let env = stage.env;
    let coordinator = id_of(env, story::COORDINATOR).await?;
    match scene {
        Scene::Offers => offers::offer(stage).await?,
        Scene::Question => offers::question(stage, coordinator).await?,
        Scene::SetUp(which) => cohorts::set_up(stage, which, coordinator).await?,
        Scene::Show(which) => cohorts::show(stage, which, coordinator).await?,
        Scene::Release(which) => {
            if let Some(line) = cohorts::release(stage, which, coordinator).await? {
                say(&line);
            }
        }
        Scene::CannotHost => cohorts::cannot_host(stage).await?,
        Scene::Announce(window) => calls::announce(stage, window, coordinator).await?,
        Scene::Apply(window) => calls::apply(stage, window).await?,
        Scene::Answers(window) => calls::answers(stage, window).await?,
        Scene::Plan(window) => calls::plan(stage, window, coordinator).await?,
        Scene::Settle(window) => {
            if let Some(line) = calls::settle(stage, window, coordinator).await? {
                say(&line);
            }
        }
        Scene::Swap => calls::swap(stage).await?,
        Scene::Monday => {}
        Scene::Words => cohorts::words(stage).await?,
        Scene::Target => target::set(stage, &target::TEAMS).await?,
        Scene::BroadTarget => target::set(stage, &target::DIVISIONS).await?,
    }
    step(env, transport).await
}
