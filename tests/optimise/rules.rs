//! One test for each constraint id, and one line for each way a problem can be wrong.

use weft::optimise::problem::{Person, Rules, Tie};
use weft::optimise::{ConstraintId, Plan, barrier, certify_bytes, parse};

use crate::{bytes, make, solved};

fn person(id: &str, team: &str) -> Person {
    Person { id: id.into(), team: team.into(), ..Person::default() }
}

fn two() -> (Rules, Person, Person) {
    (Rules::default(), person("a", "t"), person("b", "u"))
}

#[test]
fn never() {
    let (rules, p, q) = two();
    assert_eq!(barrier(&rules, &p, &q, true, None), Some(ConstraintId::Never));
    assert_eq!(barrier(&rules, &p, &q, false, None), None);
}

#[test]
fn cross_team() {
    let (mut rules, p, mut q) = two();
    q.team = "t".into();
    assert_eq!(barrier(&rules, &p, &q, false, None), Some(ConstraintId::CrossTeam));
    rules.cross_team = false;
    assert_eq!(barrier(&rules, &p, &q, false, None), None);
}

#[test]
fn common_slot() {
    let (mut rules, mut p, mut q) = two();
    p.slots = Some(vec![1, 2]);
    assert_eq!(barrier(&rules, &p, &q, false, None), None);
    q.slots = Some(vec![3]);
    assert_eq!(barrier(&rules, &p, &q, false, None), Some(ConstraintId::CommonSlot));
    q.slots = Some(vec![2, 3]);
    assert_eq!(barrier(&rules, &p, &q, false, None), None);
    rules.min_common_slots = 2;
    assert_eq!(barrier(&rules, &p, &q, false, None), Some(ConstraintId::CommonSlot));
}

#[test]
fn common_language() {
    let (rules, mut p, mut q) = two();
    p.languages = vec!["en".into()];
    assert_eq!(barrier(&rules, &p, &q, false, None), None);
    q.languages = vec!["de".into()];
    assert_eq!(barrier(&rules, &p, &q, false, None), Some(ConstraintId::CommonLanguage));
}

#[test]
fn manager() {
    let (rules, mut p, q) = two();
    p.manager = Some("b".into());
    assert_eq!(barrier(&rules, &p, &q, false, None), Some(ConstraintId::Manager));
    assert_eq!(barrier(&rules, &q, &p, false, None), Some(ConstraintId::Manager));
}

#[test]
fn repeat_after() {
    let (rules, p, q) = two();
    let tie = |days| Tie { a: "a".into(), b: "b".into(), days };
    assert_eq!(
        barrier(&rules, &p, &q, false, Some(&tie(Some(89)))),
        Some(ConstraintId::RepeatAfter)
    );
    assert_eq!(barrier(&rules, &p, &q, false, Some(&tie(Some(90)))), None);
    assert_eq!(barrier(&rules, &p, &q, false, Some(&tie(None))), None);
}

/// The reasons certify gives for these groups in a problem of nine people, three teams, two seats in the first.
fn reasons(groups: &[&[&str]]) -> String {
    let mut problem = make::empty();
    problem.teams = make::dense(1, 3, 3).teams;
    problem.teams[0].seats = Some(2);
    problem.people = (0..9).map(|p| person(&format!("p{p}"), &format!("t{:03}", p % 3))).collect();
    problem.group.odd = Some(weft::optimise::problem::Odd::Trio);
    let mut plan: Plan = solved(&problem, 1);
    plan.groups =
        groups.iter().map(|group| group.iter().map(|id| (*id).to_string()).collect()).collect();
    let verdict = certify_bytes(&bytes(&problem), &plan).expect("a problem");
    verdict.refused.iter().map(|refusal| refusal.reason.as_str()).collect::<Vec<_>>().join("\n")
}

#[test]
fn team_seats() {
    assert!(
        reasons(&[&["p0", "p1"], &["p2", "p3"], &["p4", "p6"]])
            .contains(ConstraintId::TeamSeats.name())
    );
}

#[test]
fn one_group_each() {
    assert!(reasons(&[&["p0", "p1"], &["p1", "p2"]]).contains(ConstraintId::OneGroupEach.name()));
}

#[test]
fn group_size() {
    assert!(reasons(&[&["p0"]]).contains(ConstraintId::GroupSize.name()));
}

#[test]
fn one_trio() {
    assert!(
        reasons(&[&["p0", "p1", "p2"], &["p3", "p4", "p5"]]).contains(ConstraintId::OneTrio.name())
    );
}

#[test]
fn wrong_problems_are_refused_with_path_and_reason() {
    let base = |field: &str, value: &str| {
        let mut problem: serde_json::Value = serde_json::json!({
            "format": "weft-coffee/1", "teams": [{"id": "t"}, {"id": "u"}],
            "people": [{"id": "a", "team": "t"}, {"id": "b", "team": "u"}, {"id": "c", "team": "t"}],
            "ties": [{"a": "a", "b": "b"}], "never": [["a", "c"]],
        });
        problem[field] = serde_json::from_str(value).expect("JSON");
        problem.to_string()
    };
    for (text, path) in [
        ("nonsense".to_string(), "$"),
        ("[]".to_string(), "$"),
        ("{}".to_string(), "$.format"),
        (base("format", "\"weft-tea/1\""), "$.format"),
        (base("colour", "1"), "$.colour"),
        (base("teams", "[{\"id\":\"t\"},{\"id\":\"u\"},{\"id\":\"t\"}]"), "$.teams[2].id"),
        (base("teams", "[{\"id\":\"t\",\"seats\":-1},{\"id\":\"u\"}]"), "$.teams[0].seats"),
        (base("teams", "[{\"id\":\"t\",\"chairs\":1},{\"id\":\"u\"}]"), "$.teams[0].chairs"),
        (base("teams", "[{\"id\":\"t\"}]"), "$.people[1].team"),
        (
            base("people", "[{\"id\":\"a\",\"team\":\"t\"},{\"id\":\"a\",\"team\":\"t\"}]"),
            "$.people[1].id",
        ),
        (base("people", "[{\"id\":\"a\",\"team\":\"t\",\"waited\":-2}]"), "$.people[0].waited"),
        (base("people", "[{\"id\":\"a\",\"team\":\"t\",\"waited\":1.5}]"), "$.people[0].waited"),
        (
            base("people", "[{\"id\":\"a\",\"team\":\"t\",\"manager\":\"z\"}]"),
            "$.people[0].manager",
        ),
        (
            base("people", "[{\"id\":\"a\",\"team\":\"t\",\"manager\":\"a\"}]"),
            "$.people[0].manager",
        ),
        (
            base("people", "[{\"id\":\"a\",\"team\":\"t\",\"slots\":[1,336]}]"),
            "$.people[0].slots[1]",
        ),
        (base("people", "[{\"id\":\"a\",\"team\":\"t\",\"slots\":[1,1]}]"), "$.people[0].slots[1]"),
        (base("people", "[{\"id\":\"a\"}]"), "$.people[0].team"),
        (base("people", "{}"), "$.people"),
        (base("ties", "[{\"a\":\"a\",\"b\":\"z\"}]"), "$.ties[0].b"),
        (base("ties", "[{\"a\":\"a\",\"b\":\"a\"}]"), "$.ties[0]"),
        (base("ties", "[{\"a\":\"a\",\"b\":\"b\"},{\"a\":\"b\",\"b\":\"a\"}]"), "$.ties[1]"),
        (base("ties", "[{\"a\":\"a\",\"b\":\"b\",\"days\":-3}]"), "$.ties[0].days"),
        (base("never", "[[\"a\",\"c\"],[\"c\",\"a\"]]"), "$.never[1]"),
        (base("never", "[[\"a\"]]"), "$.never[0]"),
        (base("never", "[[\"z\",\"a\"]]"), "$.never[0][0]"),
        (base("bridges", "{}"), "$.bridges"),
        (base("bridges", "[{\"a\":\"t\"}]"), "$.bridges[0].b"),
        (base("bridges", "[{\"a\":\"t\",\"b\":\"u\",\"worth\":1}]"), "$.bridges[0].worth"),
        (base("bridges", "[{\"a\":\"t\",\"b\":\"z\"}]"), "$.bridges[0].b"),
        (base("bridges", "[{\"a\":\"z\",\"b\":\"t\"}]"), "$.bridges[0].a"),
        (base("bridges", "[{\"a\":\"t\",\"b\":\"t\"}]"), "$.bridges[0]"),
        (base("bridges", "[{\"a\":\"t\",\"b\":\"u\"},{\"a\":\"u\",\"b\":\"t\"}]"), "$.bridges[1]"),
        (base("weights", "{\"bridge\":-1}"), "$.weights.bridge"),
        (base("weights", "{\"seat\":-1}"), "$.weights.seat"),
        (base("weights", "{\"sofa\":1}"), "$.weights.sofa"),
        (base("rules", "{\"cross_team\":1}"), "$.rules.cross_team"),
        (base("group", "{\"min\":1,\"max\":2}"), "$.group.min"),
        (base("group", "{\"min\":2,\"max\":2,\"odd\":\"quartet\"}"), "$.group.odd"),
    ] {
        let error = parse(text.as_bytes()).expect_err(&text);
        assert_eq!(error.path, path, "{text}: {error}");
        assert!(!error.reason.is_empty());
    }
}
