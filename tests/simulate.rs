//! Turn-taking over many rounds: what each policy keeps, and what Weft promises of it.

#[path = "simulate/eu_core.rs"]
mod eu_core;
#[path = "simulate/wishes.rs"]
mod wishes;

use std::collections::{BTreeMap, BTreeSet};

use weft::optimise::problem::{Bridge, Group, Tie};
use weft::optimise::{CoffeeProblem, ConstraintId, barrier};
use weft::simulate::{
    BAN_DAYS, GREEDY_ROUNDS, Links, Measures, Policy, REPEAT_ROUNDS, Repay, Report, Setup, Shape,
    generate, of_sizes, plot, simulate, table, taking_part,
};

const BAN: Policy = Policy::Ban { days: BAN_DAYS };
const BAN_FOREVER: Policy = Policy::Ban { days: u32::MAX };
const GREEDY: Policy = Policy::Greedy { rounds: GREEDY_ROUNDS };
const ALL: [Policy; 5] = [Policy::Weft, Policy::Shuffle, GREEDY, BAN, BAN_FOREVER];

/// A count that a longer run asks for by the environment.
fn number(name: &str, default: u32) -> u32 {
    #[expect(clippy::disallowed_methods, reason = "a test has no configuration")]
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

fn setup(organisation: &CoffeeProblem, rounds: u32) -> Setup<'_> {
    Setup {
        organisation,
        rounds,
        present_percent: 90,
        cadence_days: 14,
        repay: Repay::Owed,
        links: Links::All,
        target_percent: 0,
        seed: 1,
    }
}

fn fifty(seed: u64) -> CoffeeProblem {
    generate(seed, Shape { people: 50, teams: 8, seats: None })
}

fn of(report: &Report, policy: Policy) -> &Measures {
    let line = report.policies.iter().find(|line| line.policy == policy.name());
    line.and_then(|line| line.measures.as_ref()).expect("a policy that made groups")
}

#[test]
fn the_same_seed_gives_the_same_report_and_another_seed_another() {
    let organisation = generate(3, Shape { people: 24, teams: 5, seats: Some(80) });
    assert_eq!(organisation, generate(3, Shape { people: 24, teams: 5, seats: Some(80) }));
    let run = |seed| {
        let setup = Setup { seed, ..setup(&organisation, 6) };
        simulate(&setup, &ALL, &mut |_| ()).expect("a report")
    };
    assert_eq!(run(1), run(1));
    assert_ne!(run(1), run(2));
}

#[test]
fn nobody_is_twice_in_a_round_and_nobody_absent_is_in_one() {
    let organisation = generate(5, Shape { people: 31, teams: 6, seats: Some(70) });
    let mut there: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    let mut rounds = 0;
    simulate(&setup(&organisation, 8), &ALL, &mut |played| {
        rounds += 1;
        let placed: Vec<usize> = played.groups.iter().flatten().copied().collect();
        let once: BTreeSet<usize> = placed.iter().copied().collect();
        assert_eq!(once.len(), placed.len(), "{played:?}");
        assert!(once.iter().all(|person| played.present.contains(person)), "{played:?}");
        // Every policy meets the same people.
        let same = there.entry(played.round).or_insert_with(|| played.present.to_vec());
        assert_eq!(same, played.present);
    })
    .expect("a report");
    assert_eq!(rounds, 8 * 5);
}

#[test]
fn the_hard_ban_never_repeats_within_its_days_and_the_greedy_keeps_its_window_while_it_can() {
    let organisation = fifty(2);
    let mut last: BTreeMap<(&str, usize, usize), u32> = BTreeMap::new();
    simulate(&setup(&organisation, 30), &[GREEDY, BAN, BAN_FOREVER], &mut |played| {
        for group in played.groups {
            let [p, q] = group.as_slice() else { panic!("a pair") };
            let key = (played.policy.name(), *p.min(q), *p.max(q));
            if let Some(before) = last.insert(key, played.round) {
                match played.policy {
                    Policy::Ban { days } => assert!((played.round - before) * 14 >= days),
                    // Fifty people have plenty of others; only the last pair of a round may have nobody else.
                    _ => assert!(
                        played.round - before > GREEDY_ROUNDS
                            || played.groups.iter().rev().take(3).any(|other| other == group)
                    ),
                }
            }
        }
    })
    .expect("a report");
}

#[test]
fn the_ban_makes_as_many_pairs_as_there_can_be() {
    let report = simulate(
        &Setup { present_percent: 100, ..setup(&of_sizes(&[5, 3, 1]), 1) },
        &[BAN],
        &mut |_| (),
    )
    .expect("a report");
    assert_eq!((of(&report, BAN).meetings, of(&report, BAN).sit_outs_forced), (4, 1));
}

#[test]
fn weft_keeps_every_rule_in_every_round() {
    let mut organisation = generate(4, Shape { people: 30, teams: 5, seats: Some(60) });
    organisation.never =
        vec![("p00000".into(), "p00001".into()), ("p00002".into(), "p00009".into())];
    let known = |a: &str, b: &str, days| Tie { a: a.into(), b: b.into(), days };
    organisation.ties = vec![
        known("p00000", "p00004", None),
        known("p00003", "p00007", Some(20)),
        known("p00004", "p00008", Some(400)),
    ];
    let rules = organisation.rules.clone();
    let people = organisation.people.clone();
    let mut last: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    simulate(&setup(&organisation, 12), &[Policy::Weft], &mut |played| {
        let mut seats: BTreeMap<&str, u32> = BTreeMap::new();
        for group in played.groups {
            let [p, q] = group.as_slice() else { panic!("a pair") };
            let (p, q) = (*p.min(q), *p.max(q));
            let met = last.insert((p, q), played.round).map(|before| (played.round - before) * 14);
            let (one, other) = (&people[p], &people[q]);
            let imported =
                organisation.ties.iter().find(|tie| tie.a == one.id && tie.b == other.id);
            let days = met.or(imported.and_then(|tie| Some(tie.days? + played.round * 14)));
            let tie = days.map(|days| known(&one.id, &other.id, Some(days)));
            let never = organisation.never.iter().any(|(a, b)| *a == one.id && *b == other.id);
            assert_eq!(barrier(&rules, one, other, never, tie.as_ref()), None);
            *seats.entry(&one.team).or_default() += 1;
            *seats.entry(&other.team).or_default() += 1;
        }
        for team in &organisation.teams {
            assert!(seats.get(team.id.as_str()).copied().unwrap_or(0) <= team.seats.unwrap_or(99));
        }
    })
    .expect("a report");
}

/// The row "52 rounds, 50 people, 90 % present". Repeats hold as they are; the sit-outs only where what is told of them
/// is what is owed: those in a row alone fall on the same few again and again (`docs/simulation.md`). Seed 7 is the
/// hardest of the first eight: a third of the people are of one team and have soon met everybody else.
#[test]
fn a_year_of_fifty_people_has_no_repeat_within_twelve_rounds_and_sit_outs_go_round() {
    let years = u64::from(number("WEFT_YEARS", 1));
    for seed in (1..=years).chain([7]) {
        let organisation = fifty(seed);
        for repay in [Repay::InARow, Repay::Owed] {
            let setup = Setup { repay, seed, ..setup(&organisation, 52) };
            let report = simulate(&setup, &[Policy::Weft], &mut |_| ()).expect("a report");
            let weft = of(&report, Policy::Weft);
            assert_eq!(weft.repeats_within_12.count, 0, "seed {seed}");
            assert!(weft.longest_wait <= 2, "seed {seed}: {}", weft.longest_wait);
            if repay == Repay::Owed {
                let beyond = weft.sit_out_spread_beyond;
                assert!(beyond <= 1, "seed {seed}: {beyond} of {}", weft.sit_outs);
                assert_eq!(weft.rounds_proven, Some(52), "seed {seed}");
            }
        }
    }
    assert_eq!(REPEAT_ROUNDS, 12);
}

/// The row "team pairs tied after 1, 3, 5, 10, 26 rounds, eu-core with 30 % taking part"; the last with `WEFT_ROUNDS=26`.
#[test]
fn eu_core_ties_nearly_every_team_pair_that_could_be_tied() {
    let whole = eu_core::organisation(false).unwrap_or_else(|| {
        println!(
            "tests/data/eu-core is not there: only the sizes of its departments are simulated"
        );
        of_sizes(&eu_core::DEPARTMENTS)
    });
    let pool = eu_core::pool(whole);
    let setup = Setup { present_percent: 100, ..setup(&pool, number("WEFT_ROUNDS", 5)) };
    let report = simulate(&setup, &[Policy::Weft], &mut |_| ()).expect("a report");
    for point in &of(&report, Policy::Weft).team_pairs {
        let (tied, could) = (point.team_pairs.count, point.team_pairs.of);
        // Each round is the best for itself. Where rounds are just enough for the pairs there could be, at three, what is
        // best for the first two can leave one or two pairs more out of reach (98.6 to 99.4 % by the seed).
        let share = if point.round == 3 { 98 } else { 99 };
        assert!(tied * 100 >= could * share, "after {}: {tied} of {could}", point.round);
    }
}

/// The first half of the teams with the second, their bridges counting in every other round: the sums over the seeds
/// are compared, so that no single roll decides. The second number is what it costs in new connections in all.
#[test]
fn a_target_raises_the_ties_between_two_groups_of_teams_in_six_rounds() {
    let (mut with, mut without, mut all_with, mut all_without) = (0, 0, 0, 0);
    for seed in 1..=u64::from(number("WEFT_TARGETS", 6)) {
        let mut organisation = generate(seed, Shape { people: 60, teams: 10, seats: None });
        organisation.weights.bridge = number("WEFT_BRIDGE", 400).into();
        // The two groups are of the small teams: by chance few meet there.
        let ids: Vec<String> = organisation.teams.iter().map(|team| team.id.clone()).collect();
        for a in &ids[4..7] {
            for b in &ids[7..] {
                organisation.bridges.push(Bridge { a: a.clone(), b: b.clone() });
            }
        }
        let run = |target_percent| {
            let setup = Setup { target_percent, seed, ..setup(&organisation, 6) };
            let report = simulate(&setup, &[Policy::Weft], &mut |_| ()).expect("a report");
            let rounds = if target_percent == 50 { 3 } else { 0 };
            assert_eq!(report.target_rounds, rounds);
            let weft = of(&report, Policy::Weft);
            (weft.bridged, weft.new_connections)
        };
        let (plain, meant) = (run(0), run(50));
        println!("seed {seed}: {plain:?} without, {meant:?} with the target");
        without += plain.0;
        with += meant.0;
        all_without += plain.1;
        all_with += meant.1;
    }
    println!("ties {without} → {with}; new connections {all_without} → {all_with}");
    assert!(with * 10 >= without * 12, "{with} with the target, {without} without");
    assert!(
        all_with * 100 >= all_without * 98,
        "{all_with} with the target, {all_without} without"
    );
}

/// With people missing, ties of those who are not there are forgotten, and team pairs are tied twice (`docs/simulation.md`).
#[test]
fn ties_of_those_who_are_not_there_help_to_tie_the_others() {
    let organisation = generate(7, Shape { people: 50, teams: 20, seats: None });
    let tied = |links| {
        let setup = Setup { links, present_percent: 60, ..setup(&organisation, 10) };
        let report = simulate(&setup, &[Policy::Weft], &mut |_| ()).expect("a report");
        of(&report, Policy::Weft).team_pairs.last().expect("ten rounds").team_pairs
    };
    let (present, all) = (tied(Links::Present), tied(Links::All));
    assert_eq!(present.of, all.of);
    assert!(all.count > present.count && all.count * 100 >= all.of * 95, "{present:?}, {all:?}");
}

#[test]
fn sizes_that_a_policy_cannot_make_are_refused_with_the_reason() {
    let mut organisation = fifty(1);
    organisation.group = Group { min: 4, max: 4, odd: None };
    let report = simulate(&setup(&organisation, 2), &[Policy::Shuffle, GREEDY, BAN], &mut |_| ())
        .expect("a report");
    let shuffle = of(&report, Policy::Shuffle);
    assert_eq!(shuffle.meetings % 6, 0, "groups of four are six pairs each");
    for line in &report.policies[1..] {
        assert!(line.measures.is_none());
        assert!(line.refused.as_ref().is_some_and(|reason| reason.contains("makes pairs")));
    }
    assert!(table(&report).contains("greedy made no groups"));
}

#[test]
fn an_organisation_that_is_wrong_is_refused() {
    let mut organisation = fifty(1);
    organisation.people[3].team = "nobody's".into();
    let error = simulate(&setup(&organisation, 1), &ALL, &mut |_| ()).expect_err("no such team");
    assert!(error.to_string().contains("$.people[3].team"), "{error}");
    assert_eq!(ConstraintId::Never.name(), "never");
}

#[test]
fn nobody_and_one_person_have_a_report_of_noughts() {
    for people in [0, 1] {
        let organisation = generate(1, Shape { people, teams: 1, seats: None });
        let report = simulate(&setup(&organisation, 3), &ALL, &mut |_| ()).expect("a report");
        assert!(ALL.iter().all(|&policy| of(&report, policy).meetings == 0));
        assert!(plot(&report).ends_with("</svg>\n"));
        assert!(!table(&report).is_empty());
    }
}

#[test]
fn the_picture_names_every_line_and_asks_for_nothing_from_outside() {
    let organisation = generate(2, Shape { people: 20, teams: 4, seats: None });
    let report = simulate(&setup(&organisation, 6), &ALL, &mut |_| ()).expect("a report");
    let picture = plot(&report);
    for policy in ALL {
        let label = format!("class=\"label f-{0}\"", policy.name());
        assert_eq!(picture.matches(&label).count(), 2, "{label}");
    }
    for part in
        ["<title id=\"title\">", "<desc id=\"desc\">", "prefers-color-scheme:dark", ">Round<"]
    {
        assert!(picture.contains(part), "{part}");
    }
    for outside in ["href", "url(", "<script", "@import", "<image"] {
        assert!(!picture.contains(outside), "{outside}");
    }
    let json = serde_json::to_value(&report).expect("JSON");
    assert_eq!(json["format"], "weft-simulation/1");
    assert_eq!(json["policies"][0]["measures"]["course"].as_array().map(Vec::len), Some(6));
}

/// What is taken from an organisation is an organisation still.
#[test]
fn those_who_take_part_keep_only_what_concerns_them() {
    let mut whole = fifty(6);
    for (p, q) in (0..50).flat_map(|p| (p + 1..50).map(move |q| (p, q))).step_by(7) {
        let (a, b) = (whole.people[p].id.clone(), whole.people[q].id.clone());
        whole.ties.push(Tie { a: a.clone(), b: b.clone(), days: None });
        whole.never.push((a, b));
    }
    for p in 1..50 {
        whole.people[p].manager = Some(whole.people[p / 2].id.clone());
    }
    let pool = taking_part(&whole, 30, 9);
    assert_eq!(pool.people.len(), 15);
    weft::optimise::check(&pool).expect("a right problem");
    assert_eq!(pool, taking_part(&whole, 30, 9));
    assert_ne!(pool.people, taking_part(&whole, 30, 10).people);
}
