//! The coordinator's pages on a large cohort: 120 hires, 200 host teams, 26 weeks; and the capacity map of 500 teams.
//!
//! The bars: the plan's page 300 ms, the places where one person could be 500 ms, the map 300 ms and 300 KB. Figures are
//! CPU time of this process, which a busy machine does not change; nothing fails by time. `bin/bench cohort`

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use chrono::{DateTime, TimeZone, Utc};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use tower::ServiceExt;
use weft::domain::access::Role;
use weft::domain::bootcamp::{BootcampRules, TeamOrder, TeamWindow};
use weft::domain::capacity::Offer;
use weft::domain::clock::Clock;
use weft::domain::coffee::{ProgrammeKind, ProgrammeState};
use weft::domain::id::{Ids, PersonId, TeamId};
use weft::domain::person::{Language, Person, PersonState};
use weft::domain::placement::{CohortState, Subject};
use weft::domain::team::Team;
use weft::domain::week::Week;
use weft::programmes::bootcamp::starters;
use weft::programmes::{Env, LinkKey, Site, placing, sessions};
use weft::store::capacity::offer_set;
use weft::store::cohort::{Cohort, cohort_add};
use weft::store::hire::{Hire, hires_add};
use weft::store::person::persons_put;
use weft::store::programme::{ProgrammeHead, head_add};
use weft::store::role::role_grant;
use weft::store::team::teams_put;
use weft::store::{Db, Url};
use weft::web;
use weft::web::session::cookie_name;

const HOSTS: usize = 200;
const TEAMS: usize = 500;
const HIRES: usize = 120;
const WEEKS: u32 = 26;

struct Still(DateTime<Utc>);

impl Clock for Still {
    fn now(&self) -> DateTime<Utc> {
        self.0
    }
}

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("runtime");
    runtime.block_on(measure());
}

/// CPU of this process so far, all threads, in milliseconds.
fn cpu() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("stat");
    let fields: Vec<&str> = stat.rsplit(") ").next().expect("fields").split(' ').collect();
    (fields[11].parse::<u64>().expect("utime") + fields[12].parse::<u64>().expect("stime")) * 10
}

async fn measure() {
    let dir = tempfile::tempdir().expect("folder");
    let db = Db::open(&Url::Sqlite(dir.path().join("weft.db"))).await.expect("database");
    let now = Utc.with_ymd_and_hms(2026, 1, 6, 8, 0, 0).single().expect("instant");
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let env = Env {
        db,
        clock: Arc::new(Still(now)),
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
    };
    let (cohort, coordinator) = organisation(&env, now).await;
    let begun = (Instant::now(), cpu());
    placing::solve(&env, Subject::Cohort(cohort.id), coordinator).await.expect("solve");
    let report = weft::scheduler::tick(&env, "bench").await.expect("tick");
    assert_eq!((report.drawn, report.failed), (1, 0), "{report:?}");
    println!(
        "{HIRES} hires, {HOSTS} host teams, {WEEKS} weeks: solved and certified in {:.1} s ({} ms of CPU)",
        begun.0.elapsed().as_secs_f64(),
        cpu() - begun.1
    );
    let mut tx = env.db.write().await.expect("write");
    let session =
        sessions::start(&env, &mut tx, coordinator, "bench", None).await.expect("session");
    tx.commit().await.expect("commit");
    let weft = web::App::new(env.clone(), 0);
    let cookie = format!("{}={session}", cookie_name(&weft));
    let router = web::router(weft).expect("router");
    let plan = format!("/cohorts/{}/plan", cohort.id);
    let page = look(&router, &cookie, "plan, people by weeks", &plan, 10).await;
    look(&router, &cookie, "plan, teams by weeks", &format!("{plan}?by=teams"), 10).await;
    let stint = page.find("stint/").map(|at| &page[at..]).expect("a stint");
    let stint = stint.split(['"', '?']).next().expect("its address");
    let stint = format!("/cohorts/{}/{stint}", cohort.id);
    look(&router, &cookie, "where one stint could be", &stint, 5).await;
    look(&router, &cookie, "cohorts", "/cohorts", 10).await;
    look(&router, &cookie, "capacity map, 500 teams × 26 weeks", "/admin/capacity/map", 10).await;
    let list: String = (0..10_000)
        .map(|n| format!("Byron{n};Ada;new{n}@weft.example;26.01.2026;Team {};4711\n", n % TEAMS))
        .collect();
    let list = format!("Nachname;Vorname;E-Mail;Startdatum;Abteilung;Kostenstelle\n{list}");
    let begun = cpu();
    let seen = weft::domain::roster::starter_columns::survey(&list);
    let found =
        starters::preview(&env, cohort.id, &list, Some(&seen.layout)).await.expect("preview");
    assert_eq!((found.lines.len(), found.refused_total), (10_000, 0));
    println!("10,000 starters with mapped columns: previewed in {} ms of CPU", cpu() - begun);
}

/// Asks for a page some times and prints what it costs.
async fn look(router: &Router, cookie: &str, what: &str, path: &str, times: u64) -> String {
    let ask = async || {
        let request = Request::get(path)
            .header(header::COOKIE, cookie)
            .header(header::HOST, "127.0.0.1")
            .body(Body::empty())
            .expect("request");
        let answer = router.clone().oneshot(request).await.expect("answer");
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        axum::body::to_bytes(answer.into_body(), 1 << 24).await.expect("body")
    };
    let body = ask().await;
    let (begun, before) = (Instant::now(), cpu());
    for _ in 0..times {
        ask().await;
    }
    println!(
        "{what}: {} ms of CPU, {:.0} ms of time, {} KB",
        (cpu() - before) / times,
        begun.elapsed().as_secs_f64() * 1000.0 / f64::from(u32::try_from(times).unwrap_or(1)),
        body.len() / 1024
    );
    String::from_utf8_lossy(&body).into_owned()
}

/// Teams with places in every week, and a cohort whose hires come from them.
async fn organisation(env: &Env, now: DateTime<Utc>) -> (Cohort, PersonId) {
    let teams: Vec<Team> = (0..TEAMS)
        .map(|n| Team {
            id: env.ids.next::<TeamId>(now),
            name: format!("Team {n}"),
            parent_id: None,
            lead_id: None,
            coffee_seats: None,
        })
        .collect();
    let people: Vec<Person> = (0..HIRES + TEAMS)
        .map(|n| Person {
            id: env.ids.next::<PersonId>(now),
            external_id: None,
            email: format!("p{n}@weft.example"),
            name: format!("Person Number {n}"),
            team_id: teams[n % TEAMS].id,
            manager_id: None,
            site: None,
            function: None,
            seniority: None,
            zone: chrono_tz::Europe::Berlin,
            starts_on: None,
            state: PersonState::Active,
            language: Language::English,
        })
        .collect();
    let coordinator = people[0].id;
    let starts_on = Week::of(now.date_naive()).plus(1);
    let head = ProgrammeHead {
        id: env.ids.next(now),
        kind: ProgrammeKind::Bootcamp,
        name: "First weeks".to_owned(),
        purpose: "New people get to know the teams.".to_owned(),
        owner_id: coordinator,
        state: ProgrammeState::Active,
        zone: chrono_tz::Europe::Berlin,
        updated_at: now,
    };
    let rules = BootcampRules {
        must: vec![teams[0].id],
        order: vec![TeamOrder { first: teams[1].id, then: teams[2].id }],
        windows: vec![TeamWindow { team: teams[3].id, from: 0, to: 8, hard: false }],
        ..BootcampRules::default()
    };
    let cohort = Cohort {
        id: env.ids.next(now),
        programme_id: head.id,
        name: "January".to_owned(),
        starts_on,
        weeks: WEEKS,
        rules,
        state: CohortState::Open,
        created_by: Some(coordinator),
        created_at: now,
        updated_at: now,
    };
    let mut tx = env.db.write().await.expect("write");
    teams_put(&mut tx, &teams, now).await.expect("teams");
    persons_put(&mut tx, &people, now).await.expect("people");
    role_grant(&mut tx, coordinator, Role::Coordinator, None, now).await.expect("role");
    for (n, team) in teams.iter().enumerate() {
        for (week, at) in starts_on.run(WEEKS).zip(0..) {
            let bootcamp = if n < HOSTS { u32::from((n + at) % 3 != 0) } else { 0 };
            let offer = Offer { bootcamp, minutes: Some(40 * 60), ..Offer::default() };
            offer_set(&mut tx, team.id, week, &offer, None, None, now).await.expect("offer");
        }
    }
    head_add(&mut tx, &head, now).await.expect("programme");
    cohort_add(&mut tx, &cohort).await.expect("cohort");
    let hires: Vec<Hire> = people[TEAMS..]
        .iter()
        .enumerate()
        .map(|(n, person)| Hire {
            cohort_id: cohort.id,
            person_id: person.id,
            from_week: u32::try_from(n % 6).unwrap_or(0),
            to_week: WEEKS,
            stints: None,
            length: None,
            likes: (0..3).map(|k| teams[(n * 7 + k * 31) % HOSTS].id).collect(),
            avoid: Vec::new(),
            added_by: Some(coordinator),
            added_at: now,
            changed_at: now,
        })
        .collect();
    hires_add(&mut tx, &hires).await.expect("hires");
    tx.commit().await.expect("commit");
    (cohort, coordinator)
}
