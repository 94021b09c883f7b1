//! The clock of the service: the database server's, where there is one, so that replicas agree whatever their machines
//! show; else the machine's own. And a faster one for tests that kill the service.

use std::sync::{Arc, Mutex, PoisonError, RwLock, Weak};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::clock::{Clock, to_micros};
use crate::store::{Db, StoreError};

/// How often the server's clock is looked at again.
const LOOK: Duration = Duration::from_secs(5);
/// A machine that is further away from the server is told of in the log.
const NOTABLE: TimeDelta = TimeDelta::seconds(2);
/// A clock that is further on than the steady counter says was set forward: by somebody, or because the machine slept.
const SET: TimeDelta = TimeDelta::minutes(1);

/// The clock over an open database, as the setting asks for it (see [`Setting`]). On a server's database it shows the
/// server's time, counted on by the machine's steady counter, which nobody sets; a task looks again every five seconds
/// for as long as the clock is held by somebody.
///
/// Errors: the setting cannot be read; the database does not answer.
pub async fn clock(setting: &str, db: &Db) -> Result<Arc<dyn Clock>> {
    let setting: Setting = setting.parse()?;
    let machine = setting.machine();
    let below: Arc<dyn Clock> = match measure(db).await? {
        None => Arc::new(machine),
        Some(first) => {
            let ahead = machine.now() - first.now();
            if ahead.abs() > NOTABLE {
                tracing::warn!(
                    seconds_ahead = ahead.num_seconds(),
                    "this machine's clock differs from the database's, which is the one that counts"
                );
            }
            let clock = Arc::new(Servers(RwLock::new((first, None))));
            tokio::spawn(watch(Arc::downgrade(&clock), db.clone()));
            clock
        }
    };
    Ok(setting.sped_up(below))
}

/// The clock over no database, or over an embedded one: the machine's, as the setting asks for it.
///
/// Errors: the setting cannot be read.
pub fn machine_clock(setting: &str) -> Result<Arc<dyn Clock>> {
    let setting: Setting = setting.parse()?;
    Ok(setting.sped_up(Arc::new(setting.machine())))
}

/// What `test_clock` says: nothing, or `60@2026-01-06T08:00:00Z`, a clock that agrees with the true one at that instant
/// and runs sixty times as fast, so that processes with the same setting agree with each other. `…~-600` at its end makes
/// the machine's own clock wrong by so many seconds.
#[derive(Default)]
struct Setting {
    fast: Option<(i32, DateTime<Utc>)>,
    wrong_by: TimeDelta,
}

impl Setting {
    fn machine(&self) -> Machine {
        Machine { wrong_by: self.wrong_by, seen: Mutex::default() }
    }

    fn sped_up(&self, below: Arc<dyn Clock>) -> Arc<dyn Clock> {
        match self.fast {
            None => below,
            Some((speed, from)) => Arc::new(Fast { below, speed, from }),
        }
    }
}

impl std::str::FromStr for Setting {
    type Err = anyhow::Error;

    fn from_str(setting: &str) -> Result<Self> {
        if setting.is_empty() {
            return Ok(Self::default());
        }
        let (fast, wrong_by) = setting.split_once('~').unwrap_or((setting, "0"));
        let (speed, from) = fast.split_once('@').context("test_clock has to be SPEED@INSTANT")?;
        let wrong_by =
            wrong_by.parse().context("the error of test_clock is no number of seconds")?;
        Ok(Self {
            fast: Some((
                speed.parse().context("the speed of test_clock is no number")?,
                from.parse().context("the instant of test_clock cannot be read")?,
            )),
            wrong_by: TimeDelta::seconds(wrong_by),
        })
    }
}

struct Machine {
    wrong_by: TimeDelta,
    seen: Mutex<Seen>,
}

/// What a clock that anybody may set was seen to show.
#[derive(Default)]
struct Seen {
    last: Option<(DateTime<Utc>, Instant)>,
    set_forward_at: Option<DateTime<Utc>>,
}

impl Seen {
    /// It shows `now`, at `at` by the counter that nobody sets.
    fn look(&mut self, now: DateTime<Utc>, at: Instant) {
        if let Some((showed, then)) = self.last.replace((now, at)) {
            let passed =
                TimeDelta::from_std(at.saturating_duration_since(then)).unwrap_or_default();
            if now - showed > passed + SET {
                self.set_forward_at = Some(now);
            }
        }
    }
}

impl Clock for Machine {
    #[expect(clippy::disallowed_methods, reason = "this is the one clock that reads the machine's")]
    fn now(&self) -> DateTime<Utc> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        // Behind the lock, so that no two looks come in the wrong order.
        let now = to_micros(Utc::now() + self.wrong_by);
        seen.look(now, Instant::now());
        now
    }

    fn set_forward_at(&self) -> Option<DateTime<Utc>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).set_forward_at
    }
}

/// What a server's clock showed, and when that was.
#[derive(Clone, Copy)]
struct Look {
    showed: DateTime<Utc>,
    at: Instant,
    /// The answer was on its way for so long; the truth is at most half of it away.
    way: TimeDelta,
}

impl Look {
    fn now(&self) -> DateTime<Utc> {
        let since = TimeDelta::from_std(self.at.elapsed()).unwrap_or_default();
        to_micros(self.showed + since)
    }

    /// The better of two looks: an older one that agrees with the newer as well as that can tell stays, so that time does
    /// not tremble.
    fn or(self, newer: Self) -> Self {
        let apart = (self.now() - newer.now()).abs();
        if apart <= newer.way / 2 + TimeDelta::milliseconds(1) { self } else { newer }
    }
}

/// The look that counts, and what the clock showed when it was last found set forward.
struct Servers(RwLock<(Look, Option<DateTime<Utc>>)>);

impl Clock for Servers {
    fn now(&self) -> DateTime<Utc> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).0.now()
    }

    fn set_forward_at(&self) -> Option<DateTime<Utc>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).1
    }
}

async fn measure(db: &Db) -> Result<Option<Look>, StoreError> {
    let mut best: Option<Look> = None;
    // The first may have to connect and to prepare.
    for _ in 0..3 {
        let asked = Instant::now();
        let Some(showed) = db.server_time().await? else { return Ok(None) };
        let way = asked.elapsed();
        let look = Look {
            showed,
            at: asked + way / 2,
            way: TimeDelta::from_std(way).unwrap_or(TimeDelta::MAX),
        };
        if best.is_none_or(|best| look.way < best.way) {
            best = Some(look);
        }
    }
    Ok(best)
}

/// Looks at the server's clock again and again, until nobody holds ours any more.
async fn watch(clock: Weak<Servers>, db: Db) {
    loop {
        tokio::time::sleep(LOOK).await;
        if clock.strong_count() == 0 {
            return;
        }
        let newer = match measure(&db).await {
            Ok(Some(newer)) => newer,
            Ok(None) => return,
            Err(error) => {
                tracing::debug!(%error, "the database's clock could not be looked at");
                continue;
            }
        };
        let Some(clock) = clock.upgrade() else { return };
        let mut held = clock.0.write().unwrap_or_else(PoisonError::into_inner);
        let (look, set_forward_at) = *held;
        let moved = newer.now() - look.now();
        *held = (look.or(newer), if moved > SET { Some(newer.now()) } else { set_forward_at });
        drop(held);
        if moved.abs() > NOTABLE {
            tracing::warn!(seconds = moved.num_seconds(), "the database's clock was set");
        }
    }
}

struct Fast {
    below: Arc<dyn Clock>,
    speed: i32,
    from: DateTime<Utc>,
}

impl Clock for Fast {
    fn now(&self) -> DateTime<Utc> {
        self.fast(self.below.now())
    }

    fn set_forward_at(&self) -> Option<DateTime<Utc>> {
        self.below.set_forward_at().map(|at| self.fast(at))
    }
}

impl Fast {
    fn fast(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        let since: TimeDelta = at - self.from;
        self.from + since * self.speed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(showed: &str, way: i64) -> Look {
        Look {
            showed: showed.parse().expect("instant"),
            at: Instant::now(),
            way: TimeDelta::milliseconds(way),
        }
    }

    #[test]
    fn a_look_that_agrees_changes_nothing_and_one_that_differs_counts() {
        let first = look("2026-01-06T08:00:00Z", 4);
        let agrees = look("2026-01-06T08:00:00.100Z", 400);
        assert_eq!(first.or(agrees).showed, first.showed);
        let was_set = look("2026-01-06T03:00:00Z", 4);
        assert_eq!(first.or(was_set).showed, was_set.showed);
    }

    #[test]
    fn a_clock_that_is_further_on_than_time_was_set_forward() {
        let (mut seen, begun) = (Seen::default(), Instant::now());
        let at = |wall: &str| wall.parse::<DateTime<Utc>>().expect("instant");
        seen.look(at("2026-01-06T08:00:00Z"), begun);
        seen.look(at("2026-01-06T09:00:30Z"), begun + Duration::from_secs(3600));
        assert_eq!(seen.set_forward_at, None, "an hour passed");
        seen.look(at("2026-01-06T09:12:31Z"), begun + Duration::from_secs(3601));
        assert_eq!(seen.set_forward_at, Some(at("2026-01-06T09:12:31Z")));
        seen.look(at("2026-01-06T08:12:32Z"), begun + Duration::from_secs(3602));
        assert_eq!(seen.set_forward_at, Some(at("2026-01-06T09:12:31Z")), "set back");
    }

    #[test]
    fn settings_are_read_or_refused() {
        let setting: Setting = "60@2026-01-06T08:00:00Z~-600".parse().expect("setting");
        assert_eq!(setting.wrong_by, TimeDelta::minutes(-10));
        assert_eq!(setting.fast.expect("fast").0, 60);
        assert!("".parse::<Setting>().expect("none").fast.is_none());
        for wrong in ["60", "x@2026-01-06T08:00:00Z", "60@soon", "60@2026-01-06T08:00:00Z~much"] {
            assert!(wrong.parse::<Setting>().is_err(), "{wrong}");
        }
    }
}
