//! When things are due: pure functions of now and of what the rows say.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::id::NoticeId;
use crate::domain::plan::RunState;
use crate::store::run::Run;

/// What a run needs next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The people who want to be asked each round are asked.
    Ask,
    /// A released plan's one reminder.
    Nudge,
    /// The time to meet is over.
    Close,
    /// A plan whose hold is over becomes real.
    Release,
    /// The slot has come, or the one who drew it is gone: a plan is made. Last, because it takes longest.
    Draw,
}

/// What is due for a run now, if anything.
pub fn step(now: DateTime<Utc>, run: &Run) -> Option<Step> {
    let come = |at: Option<DateTime<Utc>>| at.is_some_and(|at| at <= now);
    match run.state {
        RunState::Draft if run.slot_at <= now => Some(Step::Draw),
        RunState::Draft if run.asked_at.is_none() => Some(Step::Ask),
        RunState::Solving if run.lease_until.is_none_or(|until| until <= now) => Some(Step::Draw),
        RunState::Proposed if come(run.hold_until) => Some(Step::Release),
        RunState::Released | RunState::Sending | RunState::Sent => {
            if come(run.closes_at) {
                Some(Step::Close)
            } else if come(run.nudge_at) && run.nudged_at.is_none() {
                Some(Step::Nudge)
            } else {
                None
            }
        }
        _ => None,
    }
}

/// Minutes before the second, third, fourth and fifth try; from then on it is an hour each.
const FIRST_WAITS: [i64; 4] = [1, 5, 15, 60];
/// Nothing is tried again when its waits would add up to more than this.
const GIVE_UP: TimeDelta = TimeDelta::hours(48);

/// How long to wait after the `attempt`th try (1 for the first) failed; `None`: it was tried for 48 hours, give up.
///
/// The wait is 1, 5, 15, 60 minutes and then hourly, moved by up to 20 % either way by a hash of message and attempt, so
/// that a thousand messages that failed together do not come back together. The 48 hours are counted over the waits, not
/// by the clock: time under the kill switch costs no try.
pub fn backoff(id: NoticeId, attempt: i64) -> Option<TimeDelta> {
    let tries = usize::try_from(attempt.max(1)).ok()?;
    let minutes = |n: usize| FIRST_WAITS.get(n).copied().unwrap_or(60);
    let waited: i64 = (0..tries.min(60)).map(minutes).sum();
    if TimeDelta::minutes(waited) > GIVE_UP {
        return None;
    }
    let wait = minutes(tries - 1) * 60_000;
    // −20 % to +20 % in thousandths.
    let moved = i64::try_from(hash(id, attempt) % 401).unwrap_or(200) - 200;
    Some(TimeDelta::milliseconds(wait + wait / 1000 * moved))
}

/// How the names of leases of connections to the relay begin.
pub const CONNECTIONS: &str = "relay-connection-";
/// How long a worker that died keeps its connection from others; one that is at work renews it.
pub const CONNECTION: TimeDelta = TimeDelta::seconds(40);

/// How long the holder of a lease of `term` waits until it renews it.
pub(super) fn renewal(term: TimeDelta) -> Duration {
    (term / 4).to_std().unwrap_or_default()
}

/// No message waits for its next try for longer.
pub const MOST_WAIT: TimeDelta = TimeDelta::minutes(80);

/// The shortest pause of a relay that is down.
const LEAST_PAUSE: TimeDelta = TimeDelta::seconds(5);
/// The longest one.
pub const MOST_PAUSE: TimeDelta = TimeDelta::minutes(5);

/// How long a relay is left alone that failed once more after `tries` times in a row: 5 seconds first, then twice as long
/// up to 5 minutes.
pub fn relay_pause(tries: i64) -> TimeDelta {
    let doubled = i32::try_from(tries.clamp(0, 10)).map_or(1, |tries| 1 << tries);
    (LEAST_PAUSE * doubled).min(MOST_PAUSE)
}

/// FNV-1a over the id and the attempt.
fn hash(id: NoticeId, attempt: i64) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = id.0.as_bytes().iter().copied().fold(0xcbf2_9ce4_8422_2325, step);
    let hash = attempt.to_be_bytes().into_iter().fold(hash, step);
    // The low bits of FNV alone are weak in its last bytes.
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::Trigger;

    fn run(state: RunState) -> Run {
        Run {
            id: uuid::Uuid::from_u128(1).into(),
            programme_id: uuid::Uuid::from_u128(2).into(),
            subject: crate::domain::placement::Subject::Round,
            round_no: 1,
            slot_at: at(10),
            trigger: Trigger::Schedule,
            state,
            fence: 0,
            attempts: 0,
            lease_until: None,
            asked_at: None,
            problem_sha256: None,
            hold_until: None,
            released_at: None,
            nudge_at: None,
            nudged_at: None,
            closes_at: None,
            note: None,
        }
    }

    fn at(hour: u32) -> DateTime<Utc> {
        chrono::TimeZone::with_ymd_and_hms(&Utc, 2026, 1, 6, hour, 0, 0).single().expect("instant")
    }

    #[test]
    fn a_draft_is_asked_about_and_then_drawn_at_its_slot() {
        let draft = run(RunState::Draft);
        assert_eq!(step(at(9), &draft), Some(Step::Ask));
        let asked = Run { asked_at: Some(at(8)), ..draft.clone() };
        assert_eq!(step(at(9), &asked), None);
        assert_eq!(step(at(10), &asked), Some(Step::Draw));
        // Too late to ask: nobody could answer.
        assert_eq!(step(at(10), &draft), Some(Step::Draw));
    }

    #[test]
    fn a_draw_belongs_to_its_lease() {
        let solving = Run { lease_until: Some(at(11)), ..run(RunState::Solving) };
        assert_eq!(step(at(10), &solving), None);
        assert_eq!(step(at(11), &solving), Some(Step::Draw));
        assert_eq!(step(at(10), &run(RunState::Solving)), Some(Step::Draw));
    }

    #[test]
    fn a_plan_is_released_when_its_hold_is_over_and_never_without_one() {
        assert_eq!(step(at(23), &run(RunState::Proposed)), None);
        let holds = Run { hold_until: Some(at(12)), ..run(RunState::Proposed) };
        assert_eq!(step(at(11), &holds), None);
        assert_eq!(step(at(12), &holds), Some(Step::Release));
        assert_eq!(step(at(23), &Run { state: RunState::Held, ..holds }), None);
    }

    #[test]
    fn a_released_run_has_one_nudge_and_a_close() {
        for state in [RunState::Released, RunState::Sending, RunState::Sent] {
            let run = Run { nudge_at: Some(at(12)), closes_at: Some(at(14)), ..run(state) };
            assert_eq!(step(at(11), &run), None);
            assert_eq!(step(at(12), &run), Some(Step::Nudge));
            assert_eq!(step(at(13), &Run { nudged_at: Some(at(12)), ..run.clone() }), None);
            // Nobody is reminded of what is over.
            assert_eq!(step(at(14), &run), Some(Step::Close));
        }
    }

    #[test]
    fn what_is_over_needs_nothing() {
        for state in [
            RunState::Closed,
            RunState::Cancelled,
            RunState::Failed,
            RunState::Recalled,
            RunState::Skipped,
        ] {
            let at = Some(at(1));
            let run =
                Run { lease_until: at, hold_until: at, nudge_at: at, closes_at: at, ..run(state) };
            assert_eq!(step(self::at(23), &run), None, "{state}");
        }
    }

    fn id(n: u128) -> NoticeId {
        NoticeId(uuid::Uuid::from_u128(n))
    }

    #[test]
    fn waits_grow_and_end_after_48_hours() {
        let mut waited = TimeDelta::zero();
        let mut tries = 0;
        for attempt in 1.. {
            let Some(wait) = backoff(id(7), attempt) else { break };
            let base = TimeDelta::minutes(match attempt {
                1 => 1,
                2 => 5,
                3 => 15,
                _ => 60,
            });
            assert!(wait * 10 >= base * 8 && wait * 10 <= base * 12, "attempt {attempt}: {wait}");
            waited += wait;
            tries = attempt;
        }
        assert_eq!(tries, 50);
        assert!(waited > TimeDelta::hours(40) && waited < TimeDelta::hours(56), "{waited}");
    }

    #[test]
    fn messages_that_failed_together_come_back_apart() {
        let waits: std::collections::BTreeSet<_> =
            (0..1000).filter_map(|n| backoff(id(n << 64 | n), 4)).collect();
        assert!(waits.len() > 300, "{}", waits.len());
        let mean = waits.iter().map(TimeDelta::num_seconds).sum::<i64>()
            / i64::try_from(waits.len()).expect("few");
        assert!((3400..3800).contains(&mean), "{mean}");
    }

    #[test]
    fn the_same_try_waits_the_same() {
        assert_eq!(backoff(id(1), 3), backoff(id(1), 3));
        assert_ne!(backoff(id(1), 3), backoff(id(2), 3));
    }

    #[test]
    fn a_relay_is_left_alone_twice_as_long_each_time() {
        let seconds: Vec<i64> = (-1..9).map(|tries| relay_pause(tries).num_seconds()).collect();
        assert_eq!(seconds, [5, 5, 10, 20, 40, 80, 160, 300, 300, 300]);
        assert_eq!(relay_pause(i64::MAX), TimeDelta::minutes(5));
    }

    #[test]
    fn odd_counts_are_harmless() {
        assert!(backoff(id(1), 0).is_some());
        assert!(backoff(id(1), -5).is_some());
        assert_eq!(backoff(id(1), i64::MAX), None);
    }
}
