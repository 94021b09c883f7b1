//! A round over a whole organisation: 1,005 people of 42 departments, 8,865 pairs who know each other, 30 % taking part.
//!
//! By default the organisation is drawn from a seed in the shape of a large research institution (departments of very
//! unequal size, most ties inside them). With `WEFT_EU_CORE` naming a folder with `roster.csv` and `ties.csv` of the
//! real one, that is used.

use std::collections::{BTreeMap, BTreeSet};

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use weft::domain::clock::Clock;
use weft::domain::coffee::Consent;
use weft::domain::id::{PersonId, TeamId};
use weft::domain::person::{Language, Person, PersonState};
use weft::domain::plan::RunState;
use weft::domain::team::Team;
use weft::domain::tie::{Tie, TieSource, TieState};
use weft::programmes::replay::replay;
use weft::store::enrolment::enrolment_set;
use weft::store::person::persons_put;
use weft::store::team::teams_put;
use weft::store::tie::ties_put;

use crate::world::{World, both};

/// Department of each person, and who knows whom.
struct Shape {
    department: Vec<usize>,
    ties: BTreeSet<(usize, usize)>,
}

impl Shape {
    fn given() -> Self {
        match std::env::var_os("WEFT_EU_CORE") {
            Some(folder) => Self::read(std::path::Path::new(&folder)),
            None => Self::drawn(),
        }
    }

    fn read(folder: &std::path::Path) -> Self {
        let mut at = BTreeMap::new();
        let mut names = BTreeMap::new();
        let mut department = Vec::new();
        let mut roster = csv::Reader::from_path(folder.join("roster.csv")).expect("roster.csv");
        for row in roster.records() {
            let row = row.expect("row");
            at.insert(row[0].to_owned(), department.len());
            let next = names.len();
            department.push(*names.entry(row[3].to_owned()).or_insert(next));
        }
        let mut ties = BTreeSet::new();
        let mut file = csv::Reader::from_path(folder.join("ties.csv")).expect("ties.csv");
        for row in file.records() {
            let row = row.expect("row");
            let (a, b) = (at[&row[0]], at[&row[1]]);
            ties.insert((a.min(b), a.max(b)));
        }
        Self { department, ties }
    }

    fn drawn() -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(42);
        let mut below = |n: usize| {
            usize::try_from(rng.next_u64() % u64::try_from(n).expect("n")).expect("small")
        };
        // The smaller of two draws: early departments are many times as large as late ones.
        let department: Vec<usize> = (0..1005).map(|_| below(42).min(below(42))).collect();
        let mut ties = BTreeSet::new();
        while ties.len() < 8865 {
            let (a, b) = (below(1005), below(1005));
            let near = department[a] == department[b];
            if a != b && (near || below(20) == 0) {
                ties.insert((a.min(b), a.max(b)));
            }
        }
        Self { department, ties }
    }
}

async fn settle_in(world: &World, shape: &Shape) -> Vec<PersonId> {
    let programme = world.programme().await;
    let now = world.clock.now();
    let count = shape.department.iter().max().expect("people") + 1;
    let teams: Vec<Team> = (0..count)
        .map(|n| Team {
            id: world.env.ids.next::<TeamId>(now),
            name: format!("Department {n:02}"),
            parent_id: None,
            lead_id: None,
            coffee_seats: None,
        })
        .collect();
    let people: Vec<Person> = shape
        .department
        .iter()
        .enumerate()
        .map(|(n, department)| Person {
            id: world.env.ids.next(now),
            external_id: None,
            email: format!("p{n:04}@eu-core.example"),
            name: format!("Person {n:04}"),
            team_id: teams[*department].id,
            manager_id: None,
            site: None,
            function: None,
            seniority: None,
            zone: chrono_tz::Europe::Paris,
            starts_on: None,
            state: PersonState::Active,
            language: Language::English,
        })
        .collect();
    let ids: Vec<PersonId> = people.iter().map(|person| person.id).collect();
    let ties: Vec<Tie> = shape
        .ties
        .iter()
        .map(|(a, b)| Tie {
            a_id: ids[*a].min(ids[*b]),
            b_id: ids[*a].max(ids[*b]),
            source: TieSource::Imported,
            introduced_on: None,
            first_on: None,
            last_on: None,
            times: 0,
            state: TieState::Met,
        })
        .collect();
    let mut tx = world.env.db.write().await.expect("write");
    teams_put(&mut tx, &teams, now).await.expect("teams");
    persons_put(&mut tx, &people, now).await.expect("people");
    ties_put(&mut tx, &ties, now).await.expect("ties");
    // Three of every ten take part.
    for (n, id) in ids.iter().enumerate() {
        if n % 10 < 3 {
            enrolment_set(&mut tx, programme, *id, Consent::Standing, now).await.expect("enrol");
        }
    }
    tx.commit().await.expect("commit");
    ids
}

both!(a_round_of_a_thousand_people_pairs_nobody_who_knows_each_other, async |world| {
    let shape = Shape::given();
    let ids = settle_in(&world, &shape).await;
    let run = world.round().await;
    let row = world.run(run).await;
    assert_eq!(row.state, RunState::Released, "{:?}", row.note);
    let at: BTreeMap<PersonId, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let groups = world.group_rows(run).await;
    let mut seen = BTreeSet::new();
    for group in &groups {
        let members: Vec<usize> = group.people().iter().map(|id| at[id]).collect();
        assert!((2..=3).contains(&members.len()));
        for (i, p) in members.iter().enumerate() {
            assert!(p % 10 < 3, "only those who take part");
            assert!(seen.insert(*p), "nobody is in two groups");
            for q in &members[i + 1..] {
                assert_ne!(shape.department[*p], shape.department[*q]);
                assert!(
                    !shape.ties.contains(&((*p).min(*q), (*p).max(*q))),
                    "{p} and {q} know each other"
                );
            }
        }
    }
    let pool = (0..ids.len()).filter(|n| n % 10 < 3).count();
    assert!(seen.len() + 1 >= pool, "{} of {pool} are in a group", seen.len());
    let outbox = world.outbox().await;
    assert_eq!(outbox.get("match"), Some(&seen.len()));
    assert_eq!(world.deliver().await, outbox.values().sum::<usize>());
    let replayed = replay(&world.env, run).await.expect("replay");
    assert!(replayed.holds(), "{replayed:?}");
});
