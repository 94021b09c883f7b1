//! Rounds above four hundred people: prices that settle, a proof in rows, a dive.

use std::sync::atomic::AtomicBool;
use std::time::Duration;

use serde_json::{Value, json};
use weft::optimise::{
    Budget, Clock, NoClock, Plan, Problem, Status, because, certify_bytes, explain,
};

use crate::make::{Stream, dense, mixed};
use crate::{bytes, solved, solved_with};

fn within(plan: &Plan, parts_per_million: i64) {
    let (value, bound) = (plan.value, plan.bound);
    assert!((bound - value) * 1_000_000 <= bound * parts_per_million, "{value} of {bound}");
}

#[test]
fn dense_rounds_come_within_a_three_thousandth_of_their_proof() {
    for (seed, n, teams) in [(5, 500, 25), (5, 501, 25), (2, 601, 30)] {
        within(&solved(&dense(seed, n, teams), 7), 330);
    }
}

#[test]
fn every_feature_is_kept_and_proven_in_large_rounds_too() {
    for seed in 0..10 {
        let n = 401 + usize::try_from(Stream(seed).below(50)).expect("small");
        let plan = solved(&mixed(seed, n), seed);
        assert_eq!(plan.status == Status::Optimal, plan.value == plan.bound);
    }
}

#[test]
fn seats_are_used_and_never_exceeded() {
    for seed in 0..3 {
        let mut problem = dense(seed, 460, 16);
        for (t, team) in problem.teams.iter_mut().enumerate() {
            team.seats = (t % 3 != 0).then_some([0, 3, 9, 40][t % 4]);
        }
        let plan = solved(&problem, seed);
        within(&plan, 4_000);
        assert!(plan.left_out.iter().any(|left| left.because == because::TEAM_SEATS));
    }
}

#[test]
fn one_team_that_may_meet_itself_and_nobody_at_all() {
    let mut problem = dense(1, 421, 1);
    let nobody = solved(&problem, 1);
    assert_eq!((nobody.value, nobody.bound, nobody.groups.len()), (0, 0, 0));
    problem.rules.cross_team = false;
    let all = solved(&problem, 1);
    assert!(all.left_out.is_empty());
    within(&all, 10_000);
    problem.group.odd = None;
    let odd = solved(&problem, 1);
    assert_eq!(odd.left_out.len(), 1);
    within(&odd, 10_000);
}

#[test]
fn whenever_it_is_stopped_there_is_a_plan_with_a_proof() {
    struct Steps(std::sync::atomic::AtomicU64);
    impl Clock for Steps {
        fn elapsed(&self) -> Duration {
            Duration::from_nanos(self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
        }
    }
    let problem = dense(9, 440, 14);
    let stop = AtomicBool::new(true);
    let stopped = solved_with(
        &problem,
        1,
        &Budget { time_limit: None, cancel: Some(&stop), clock: &NoClock },
    );
    assert!(stopped.bound >= solved(&problem, 1).value);
    for looks in [1, 10, 50, 200, 1_000, 5_000] {
        let clock = Steps(0.into());
        let limit = Some(Duration::from_nanos(looks));
        solved_with(&problem, 1, &Budget { time_limit: limit, cancel: None, clock: &clock });
    }
}

#[test]
fn relabelling_people_changes_little_and_the_proof_holds() {
    let problem = dense(4, 450, 14);
    let mut other = problem.clone();
    other.people.reverse();
    let (one, two) = (solved(&problem, 3), solved(&other, 3));
    assert!((one.value - two.value).abs() * 1_000 <= one.value);
    assert!(one.value <= two.bound && two.value <= one.bound);
}

fn refused(text: &[u8], plan: &Value, place: &str) {
    let plan: Plan = serde_json::from_value(plan.clone()).expect("a plan");
    let refused = certify_bytes(text, &plan).expect("a problem").refused;
    assert!(refused.iter().any(|one| one.place.starts_with(place)), "{place}: {refused:?}");
}

#[test]
fn an_altered_proof_of_a_large_round_is_refused_with_its_place() {
    for (n, odd) in [(450, true), (451, true), (451, false)] {
        let mut problem = dense(6, n, 13);
        problem.teams[1].seats = Some(4);
        if !odd {
            problem.group.odd = None;
        }
        let text = bytes(&problem);
        let plan = serde_json::to_value(solved(&problem, 1)).expect("JSON");
        let leaf = "/certificate/nodes/0";
        let with = |pointer: &str, value: Value| {
            let mut other = plan.clone();
            *other.pointer_mut(pointer).expect(pointer) = value;
            other
        };
        let number = |pointer: &str| plan.pointer(pointer).and_then(Value::as_i64).expect(pointer);
        // Whose price is lowered is not covered with somebody, and the sum no longer the sum of the rest.
        let mut dear: Vec<(&String, i64)> = plan[&"certificate"]["nodes"][0]["people"]
            .as_object()
            .expect("prices")
            .iter()
            .map(|(id, price)| (id, price.as_i64().expect("whole")))
            .collect();
        dear.sort_by_key(|(id, price)| (-price, (*id).clone()));
        for (id, price) in dear.into_iter().step_by(70) {
            let lowered = with(&format!("{leaf}/people/{id}"), json!(price - 2 * 65_536));
            refused(&text, &lowered, "$.certificate.nodes[0]");
        }
        let sum = number(&format!("{leaf}/sum"));
        refused(
            &text,
            &with(&format!("{leaf}/sum"), json!(sum - 65_536)),
            "$.certificate.nodes[0].sum",
        );
        refused(&text, &with("/bound", json!(number("/bound") - 1)), "$.bound");
        refused(&text, &with("/value", json!(number("/value") + 1)), "$.value");
        refused(&text, &with("/groups/1/0", plan["groups"][0][0].clone()), "$.groups[1]");
        if n == 451 && odd {
            let trio = number(&format!("{leaf}/trio"));
            let lower = with(&format!("{leaf}/trio"), json!(trio - 65_536));
            refused(&text, &lower, "$.certificate.nodes[0].trio");
        }
        let mut fewer = problem.clone();
        let busy = plan["groups"][0][0].as_str().expect("an id");
        let team = fewer.people.iter().find(|p| p.id == busy).expect("a person").team.clone();
        fewer.teams.iter_mut().find(|t| t.id == team).expect("a team").seats = Some(0);
        refused(&bytes(&fewer), &plan, "$.groups");
    }
}

#[test]
fn a_large_plan_is_explained_by_exchanges() {
    let problem = dense(7, 431, 14);
    let plan = solved(&problem, 1);
    let explained = explain(&Problem::Coffee(problem), &plan).expect("an explanation");
    assert_eq!(explained.groups.len(), plan.groups.len());
    let terms: i64 = explained.groups.iter().map(|group| group.value).sum();
    assert_eq!(terms, plan.value);
    for next in explained.groups.iter().flat_map(|group| &group.next_best) {
        assert!(next.loss >= 0, "an exchange improves the plan: {next:?}");
        assert!(next.at_least.is_none_or(|least| least <= next.loss));
    }
}
