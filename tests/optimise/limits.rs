//! A hundred thousand people when the time ends, or somebody cancels, at any moment: a plan with its honest bound.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use weft::optimise::{Budget, Clock, NoClock, Plan, Problem, because, certify, solve};

use crate::make::dense;

/// Nobody knows how fast a machine is: time is over when the clock was looked at so often.
struct Looks<'a> {
    looks: AtomicU64,
    most: u64,
    cancel: &'a AtomicBool,
}

impl Clock for Looks<'_> {
    fn elapsed(&self) -> Duration {
        let over = self.looks.fetch_add(1, Ordering::Relaxed) >= self.most;
        self.cancel.store(over, Ordering::Relaxed);
        Duration::from_secs(u64::from(over))
    }
}

/// The plan when time is over after so many looks at the clock, or it is cancelled then.
fn ended(problem: &Problem, most: u64, by_hand: bool) -> Plan {
    let cancel = AtomicBool::new(false);
    let clock = Looks { looks: AtomicU64::new(0), most, cancel: &cancel };
    let limit = Duration::from_secs(if by_hand { 10 } else { 1 });
    let budget =
        Budget { time_limit: Some(limit), cancel: by_hand.then_some(&cancel), clock: &clock };
    let plan = solve(problem, "", 3, &budget, &mut |_| ()).expect("a plan");
    assert!(clock.looks.load(Ordering::Relaxed) > most, "it ended by itself before");
    plan
}

fn stands(problem: &Problem, plan: &Plan) {
    let verdict = certify(problem, plan);
    assert!(verdict.holds(), "{:?}", verdict.refused.first());
    assert_eq!(verdict.bound, Some(plan.bound));
    assert!(plan.value * 5 > plan.bound * 4, "{} of {}", plan.value, plan.bound);
}

#[test]
fn a_hundred_thousand_people_have_a_plan_whenever_the_time_ends() {
    let problem = Problem::Coffee(dense(1, 100_000, 12_000));
    // At once; in the first look at all pairs.
    for (most, by_hand) in [(0, false), (5_000, true)] {
        stands(&problem, &ended(&problem, most, by_hand));
    }
    // An odd number, so that a group of three is looked for; while prices settle.
    let problem = Problem::Coffee(dense(2, 100_001, 12_000));
    stands(&problem, &ended(&problem, 20_000, false));
}

#[test]
fn a_crowd_of_one_team_is_told_at_once_that_nobody_may_meet() {
    let problem = Problem::Coffee(dense(4, 60_000, 1));
    let plan = solve(&problem, "", 3, &Budget::unlimited(&NoClock), &mut |_| ()).expect("a plan");
    assert!(plan.left_out.iter().all(|left| left.because == because::NO_ADMISSIBLE_PARTNER));
    assert_eq!((plan.value, plan.left_out.len()), (0, 60_000));
    let verdict = certify(&problem, &plan);
    assert!(verdict.holds(), "{:?}", verdict.refused.first());
}
