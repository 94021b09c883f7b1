//! Release of a round with 5,000 mails: rendered and stored. The bar is 5 seconds.
//!
//! `cargo bench --bench release` (SQLite in a temporary folder; set `WEFT_BENCH_PEOPLE` for another size).

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark prints its figures and is told its size"
)]

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde_json::json;
use weft::domain::clock::Clock;
use weft::domain::coffee::{CoffeeRules, Consent, ProgrammeKind, ProgrammeState};
use weft::domain::id::{Ids, PersonId, ProgrammeId, RunId, TeamId};
use weft::domain::person::{Language, Person, PersonState};
use weft::domain::placement::Subject;
use weft::domain::plan::Trigger;
use weft::domain::team::Team;
use weft::optimise;
use weft::programmes::release::release;
use weft::programmes::round::{person_key, team_key};
use weft::programmes::{Env, LinkKey, Site};
use weft::store::enrolment::enrolment_set;
use weft::store::person::persons_put;
use weft::store::programme::{Programme, programme_add};
use weft::store::run::{NewRun, RunResult, run_add, run_claim, run_input_keep, run_publish};
use weft::store::team::teams_put;
use weft::store::{Db, Url};

struct Still(DateTime<Utc>);

impl Clock for Still {
    fn now(&self) -> DateTime<Utc> {
        self.0
    }
}

fn main() {
    let people = std::env::var_os("WEFT_BENCH_PEOPLE")
        .and_then(|text| text.to_str().and_then(|text| text.parse().ok()))
        .unwrap_or(5_000);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("runtime");
    let told =
        |name: &str| std::env::args().find_map(|word| Some(word.strip_prefix(name)?.to_owned()));
    if let (Some(file), Some(run)) = (told("of="), told("run=")) {
        runtime.block_on(measure(Path::new(&file), run.parse().expect("run"), people));
        return;
    }
    let dir = tempfile::tempdir().expect("folder");
    let file = dir.path().join("weft.db");
    let run = runtime.block_on(async { proposed(&env(&file, 7).await, people).await });
    // In a process of its own: what making the organisation took of memory is none of the release's.
    let status = Command::new(std::env::current_exe().expect("program"))
        .arg(format!("of={}", file.display()))
        .arg(format!("run={run}"))
        .status();
    assert!(status.expect("measured").success());
}

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 1, 6, 8, 0, 0).single().expect("instant")
}

/// `seed`: no two processes make the same ids.
async fn env(file: &Path, seed: u64) -> Env {
    let db = Db::open(&Url::Sqlite(file.to_owned())).await.expect("database");
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    Env {
        db,
        clock: Arc::new(Still(now())),
        ids: Arc::new(Ids::new(Box::new(move |bytes| rng.fill_bytes(bytes)))),
        site: Arc::new(Site {
            base_url: "https://weft.example".to_owned(),
            organisation: "Bench works".to_owned(),
            mail_from: "weft@weft.example".to_owned(),
            mail_host: "weft.example".to_owned(),
            zone: chrono_tz::Europe::Berlin,
            link_key: LinkKey([7; 32]),
            local_mailbox: true,
            demo: false,
        }),
    }
}

async fn measure(file: &Path, run: RunId, count: usize) {
    let env = env(file, 8).await;
    let before = peak() >> 10;
    let begun = Instant::now();
    let released = release(&env, run, None).await.expect("release");
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "release: {} groups, {} mails rendered and stored in {seconds:.2} s ({:.0} mails/s)",
        released.groups,
        released.notices,
        f64::from(u32::try_from(released.notices).unwrap_or(0)) / seconds
    );
    assert_eq!(released.notices, count);
    let file = std::fs::metadata(file).map_or(0, |file| file.len()) >> 20;
    println!(
        "release: database of {file} MB, at most {} MB of memory ({before} before)",
        peak() >> 10
    );
}

/// The most memory this process had, in kilobytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// A proposed run whose plan pairs everybody with somebody of another team.
async fn proposed(env: &Env, count: usize) -> RunId {
    let now = now();
    let teams: Vec<Team> = (0..100)
        .map(|n| Team {
            id: env.ids.next::<TeamId>(now),
            name: format!("Team {n}"),
            parent_id: None,
            lead_id: None,
            coffee_seats: None,
        })
        .collect();
    let people: Vec<Person> = (0..count)
        .map(|n| Person {
            id: env.ids.next::<PersonId>(now),
            external_id: None,
            email: format!("p{n}@weft.example"),
            name: format!("Person Number {n}"),
            team_id: teams[n % 100].id,
            manager_id: None,
            site: None,
            function: None,
            seniority: None,
            zone: if n % 3 == 0 { chrono_tz::Europe::London } else { chrono_tz::Europe::Berlin },
            starts_on: None,
            state: PersonState::Active,
            language: if n % 4 == 0 { Language::German } else { Language::English },
        })
        .collect();
    let programme = Programme {
        id: env.ids.next::<ProgrammeId>(now),
        kind: ProgrammeKind::Coffee,
        name: "Coffee".to_owned(),
        purpose: "Meet".to_owned(),
        owner_id: people[0].id,
        state: ProgrammeState::Active,
        cadence: "every week on Tuesday 09:00".to_owned(),
        zone: chrono_tz::Europe::Berlin,
        starts_at: now,
        rules: CoffeeRules::default(),
        last_slot_at: None,
        created_at: now,
        updated_at: now,
    };
    let keys: Vec<String> = people.iter().map(|person| person_key(person.id)).collect();
    let problem = json!({
        "format": "weft-coffee/1",
        "teams": teams.iter().map(|team| json!({ "id": team_key(team.id) })).collect::<Vec<_>>(),
        "people": people.iter().zip(&keys).map(|(person, key)| json!({
            "id": key, "team": team_key(person.team_id), "slots": (16..32).collect::<Vec<u16>>(),
        })).collect::<Vec<_>>(),
    });
    let problem = serde_json::to_vec(&problem).expect("problem");
    let groups: Vec<Vec<String>> = keys.chunks(2).map(<[String]>::to_vec).collect();
    // A plan's outer form, from the smallest problem there is; release looks at its groups only.
    let clock = optimise::NoClock;
    let smallest = optimise::parse(br#"{"format": "weft-coffee/1", "teams": [], "people": []}"#)
        .expect("problem");
    let budget = optimise::Budget::unlimited(&clock);
    let mut plan = optimise::solve(&smallest, "", 7, &budget, &mut |_| {}).expect("plan");
    plan.groups = groups;
    let plan = serde_json::to_value(&plan).expect("plan");
    let mut tx = env.db.write().await.expect("write");
    teams_put(&mut tx, &teams, now).await.expect("teams");
    persons_put(&mut tx, &people, now).await.expect("people");
    programme_add(&mut tx, &programme).await.expect("programme");
    for person in &people {
        enrolment_set(&mut tx, programme.id, person.id, Consent::Standing, now)
            .await
            .expect("enrol");
    }
    let run = NewRun {
        id: env.ids.next(now),
        programme_id: programme.id,
        subject: Subject::Round,
        slot_at: now,
        trigger: Trigger::Manual,
        state: weft::domain::plan::RunState::Draft,
        missed_slots: 0,
        note: None,
        created_at: now,
    };
    run_add(&mut tx, &run).await.expect("run");
    let until = now + TimeDelta::minutes(1);
    let fence =
        run_claim(&mut tx, run.id, "bench", now, until).await.expect("claim").expect("fence");
    run_input_keep(&mut tx, run.id, fence, &problem, "", 7, "0.1.0").await.expect("input");
    let result = RunResult {
        plan: &plan,
        explanation: &json!(null),
        status: "feasible",
        value: 0,
        bound: 0,
        people: count,
        groups: count / 2,
        left_out: 0,
        new_connections: count / 2,
        solve_millis: 0,
        progress: &[],
        hold_until: Some(now),
        note: None,
        solved_at: now,
    };
    run_publish(&mut tx, run.id, fence, &result).await.expect("publish");
    tx.commit().await.expect("commit");
    run.id
}
