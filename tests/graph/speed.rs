//! How long a quarter of a large organisation takes to publish. Run by hand: `cargo test --release --test graph
//! ten_thousand -- --ignored --nocapture`.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use uuid::Uuid;
use weft::domain::id::PersonId;
use weft::graph::disclose::facts::{Facts, PersonFact, TieFact};
use weft::graph::disclose::publication::{Dimension, Level, Subject};
use weft::graph::disclose::{Closed, Rules, publish};

const PEOPLE: u32 = 10_000;
const TIES: usize = 33_000;
const TEAMS: u32 = 900;
const DEPARTMENTS: u32 = 60;
const DIVISIONS: u32 = 10;

fn path(team: u32) -> Vec<u32> {
    let department = TEAMS + team % DEPARTMENTS;
    vec![TEAMS + DEPARTMENTS + team % DIVISIONS, department, team]
}

fn below(dice: &mut ChaCha8Rng, most: u32) -> u32 {
    dice.next_u32() % most
}

/// One quarter; later ones have other ties for one in ten.
fn facts(period: &str, dice: &mut ChaCha8Rng, before: Option<&Facts>) -> Facts {
    let names = (0..TEAMS + DEPARTMENTS + DIVISIONS).map(|at| format!("unit {at}")).collect();
    let people: Vec<PersonFact> = (0..PEOPLE)
        .map(|at| PersonFact {
            id: PersonId(Uuid::from_u128(u128::from(at) + 1)),
            here: true,
            unit: path(at % TEAMS),
            groups: BTreeMap::from([
                (Dimension::Site, at / TEAMS % 6),
                (Dimension::Tenure, at / 7 % 3),
                (Dimension::Line, at % DIVISIONS),
                (Dimension::Cohort, at / 5_000),
            ]),
            coffee: u8::try_from(below(dice, 4)).expect("small"),
            placement: u8::try_from(below(dice, 16).saturating_sub(12)).expect("small"),
            minutes: u64::from(below(dice, 4)) * 30,
            waiting: below(dice, 20) == 0,
            reasons: BTreeSet::new(),
            three_ties: (at % 12 == 0).then(|| below(dice, 2) == 0),
        })
        .collect();
    let mut pairs: BTreeSet<[u32; 2]> = BTreeSet::new();
    if let Some(before) = before {
        pairs.extend(before.ties.iter().map(|tie| tie.people).filter(|pair| pair[0] % 10 != 3));
    }
    while pairs.len() < TIES {
        let one = below(dice, PEOPLE);
        // Half of the ties lie in the own department, as people's ties do.
        let other = if below(dice, 2) == 0 {
            one % DEPARTMENTS + DEPARTMENTS * below(dice, PEOPLE / DEPARTMENTS)
        } else {
            below(dice, PEOPLE)
        };
        if one != other {
            pairs.insert([one.min(other), one.max(other)]);
        }
    }
    let ties = pairs
        .into_iter()
        .map(|people| TieFact { people, units: people.map(|at| path(at % TEAMS)) })
        .collect();
    let group = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let names = BTreeMap::from([
        (Dimension::Unit, names),
        (Dimension::Site, group(&["a", "b", "c", "d", "e", "f"])),
        (Dimension::Tenure, group(&["under-1", "1-to-3", "over-3"])),
        (Dimension::Line, (0..DIVISIONS).map(|at| format!("line {at}")).collect()),
        (Dimension::Cohort, group(&["2026-Q1", "2026-Q2"])),
    ]);
    Facts { period: period.parse().expect("quarter"), names, people, ties, measures: Vec::new() }
}

#[test]
#[ignore = "a measurement"]
fn ten_thousand_people_are_published_in_seconds() {
    let mut dice = ChaCha8Rng::seed_from_u64(7);
    let rules = Rules::new(5).expect("five");
    let mut closed: Vec<Closed> = Vec::new();
    for period in ["2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"] {
        let facts = facts(period, &mut dice, closed.last().map(|closed| &closed.facts));
        let started = Instant::now();
        let publication = publish(&facts, &closed, rules);
        let took = started.elapsed();
        let ties = publication.tables.iter().find(|table| table.subject == Subject::Ties);
        let ties = ties.expect("ties");
        let shown = ties.cells.iter().filter(|cell| cell.value.shown().is_some()).count();
        println!(
            "{period}: {took:?}; {:?}, {shown} of {} cells; {} bytes",
            ties.level,
            ties.cells.len(),
            serde_json::to_string(&publication).expect("text").len()
        );
        for table in &publication.tables {
            println!("  {:?} by {:?}: {:?}", table.subject, table.dimension, table.level);
        }
        assert_ne!(ties.level, Level::Whole);
        assert!(took.as_secs() < 120, "{took:?}");
        closed.push(Closed { facts, publication });
    }
}
