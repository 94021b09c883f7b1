//! HR's pages of an organisation of 10,000 people with two years of published quarters, on SQLite: server time of each
//! page and download, first as it is asked for the first time, then the middle of many. The bar: 300 ms. Figures are
//! printed; nothing fails by time. Run with `bin/bench hr`, which serves the same pages to headless Chromium afterwards
//! (`then=WORD` for each word of the command that asks for them) and tells when they are painted first.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod made;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use chrono::{DateTime, TimeZone, Utc};
use made::{Organisation, Size, cpu};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use tower::ServiceExt;
use weft::domain::access::Role;
use weft::domain::clock::Clock;
use weft::domain::id::{Ids, PersonId, TeamId};
use weft::domain::person::{Language, Person, PersonState};
use weft::domain::quarter::Quarter;
use weft::domain::team::Team;
use weft::graph::disclose::facts::{Facts, MeasureFact};
use weft::graph::disclose::{Closed, Rules, publish};
use weft::programmes::{Env, LinkKey, Site, connections, sessions};
use weft::store::person::persons_put;
use weft::store::publication::{Published, publication_add};
use weft::store::role::role_grant;
use weft::store::team::teams_put;
use weft::store::{Db, Url};
use weft::web;
use weft::web::session::cookie_name;

const SIZE: Size = Size { people: 10_000, ties: 33_000, teams: 400, departments: 12, divisions: 4 };
const QUARTERS: usize = 8;
const PAGES: [&str; 7] = [
    "/hr/connections",
    "/hr/fairness",
    "/hr/newcomers",
    "/hr/health",
    "/hr/targets",
    "/hr/targets/new",
    "/looks",
];
const MEASURES: [&str; 12] = [
    "density",
    "mean-path",
    "giant",
    "communities",
    "agreement",
    "gini",
    "concentration",
    "silos",
    "ramp-weeks",
    "opportunity",
    "opportunity-gini",
];

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

async fn measure() {
    let dir = tempfile::tempdir().expect("folder");
    let db = Db::open(&Url::Sqlite(dir.path().join("weft.db"))).await.expect("database");
    let now = Utc.with_ymd_and_hms(2026, 1, 20, 8, 0, 0).single().expect("instant");
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("address"));
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let env = Env {
        db,
        clock: Arc::new(Still(now)),
        ids: Arc::new(Ids::new(Box::new(move |bytes| rng.fill_bytes(bytes)))),
        site: Arc::new(Site {
            base_url: base.clone(),
            organisation: "Bench works".to_owned(),
            mail_from: "weft@weft.example".to_owned(),
            mail_host: "weft.example".to_owned(),
            zone: chrono_tz::Europe::Berlin,
            link_key: LinkKey([7; 32]),
            local_mailbox: true,
            demo: false,
        }),
    };
    let reader = people(&env, now).await;
    let quarters = quarters(&env, now).await;
    let newest = *quarters.last().expect("quarters");
    for sheet in ["connections", "fairness", "newcomers", "health", "export"] {
        connections::note_look(&env, (reader, Role::Hr), sheet, newest).await.expect("a look");
    }
    let mut tx = env.db.write().await.expect("write");
    let session = sessions::start(&env, &mut tx, reader, "bench", None).await.expect("session");
    tx.commit().await.expect("commit");
    let weft = web::App::new(env.clone(), 0);
    let cookie = format!("{}={session}", cookie_name(&weft));
    let router = web::router(weft).expect("router");
    for page in PAGES {
        look(&router, page, || get(page, &cookie)).await;
    }
    for format in ["csv", "json", "graphml", "gexf", "matrix"] {
        let body = format!("quarter={newest}&format={format}");
        let ask = || {
            Request::post("/hr/export")
                .header(header::COOKIE, &cookie)
                .header(header::HOST, base.trim_start_matches("http://"))
                .header(header::ORIGIN, &base)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(Body::from(body.clone()))
                .expect("request")
        };
        look(&router, &format!("download, {format}"), ask).await;
    }
    let words: Vec<String> =
        std::env::args().filter_map(|word| word.strip_prefix("then=").map(str::to_owned)).collect();
    let Some((command, words)) = words.split_first() else { return };
    let pages = router.into_make_service_with_connect_info::<SocketAddr>();
    let server = tokio::spawn(async move { axum::serve(listener, pages).await });
    let ended = tokio::process::Command::new(command)
        .args(words)
        .env("WEFT_BENCH_BASE", &base)
        .env("WEFT_BENCH_COOKIE", &cookie)
        .env("WEFT_BENCH_PAGES", PAGES.join(" "))
        .status()
        .await
        .expect("the command that looks");
    server.abort();
    assert!(ended.success(), "the command that looks: {ended}");
}

fn get(path: &str, cookie: &str) -> Request<Body> {
    Request::get(path)
        .header(header::COOKIE, cookie)
        .header(header::HOST, "127.0.0.1")
        .body(Body::empty())
        .expect("request")
}

/// Asks for a page once, then some times, and prints what it costs.
async fn look(router: &Router, what: &str, request: impl Fn() -> Request<Body>) {
    const TIMES: usize = 11;
    let ask = async || {
        let began = Instant::now();
        let answer = router.clone().oneshot(request()).await.expect("answer");
        assert_eq!(answer.status(), StatusCode::OK, "{what}");
        let body = axum::body::to_bytes(answer.into_body(), 1 << 24).await.expect("body");
        (began.elapsed().as_secs_f64() * 1000.0, body.len())
    };
    let (first, bytes) = ask().await;
    let before = cpu();
    let mut times = Vec::new();
    for _ in 0..TIMES {
        times.push(ask().await.0);
    }
    let of_cpu = (cpu() - before) * 1000.0 / 11.0;
    times.sort_by(f64::total_cmp);
    println!(
        "{what}: {:.1} ms (slowest {:.1}, the first {first:.1}), {of_cpu:.1} ms of CPU, {:.1} KB",
        times[TIMES / 2],
        times[TIMES - 1],
        f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1024.0
    );
}

/// Teams in departments in divisions, with everybody; who reads is one of them.
async fn people(env: &Env, now: DateTime<Utc>) -> PersonId {
    let count = SIZE.divisions + SIZE.departments + SIZE.teams;
    let ids: Vec<TeamId> = (0..count).map(|_| env.ids.next(now)).collect();
    let team = |at: u32| {
        let (name, above) = if at < SIZE.divisions {
            (format!("division {at}"), None)
        } else if at < SIZE.divisions + SIZE.departments {
            let number = at - SIZE.divisions;
            (format!("department {number}"), Some(number % SIZE.divisions))
        } else {
            let number = at - SIZE.divisions - SIZE.departments;
            (format!("team {number}"), Some(SIZE.divisions + number % SIZE.departments))
        };
        let parent_id = above.map(|above| ids[above as usize]);
        Team { id: ids[at as usize], name, parent_id, lead_id: None, coffee_seats: None }
    };
    let teams: Vec<Team> = (0..count).map(team).collect();
    let people: Vec<Person> = (0..SIZE.people)
        .map(|n| Person {
            id: env.ids.next(now),
            external_id: None,
            email: format!("p{n}@weft.example"),
            name: format!("Person Number {n}"),
            team_id: ids[(SIZE.divisions + SIZE.departments + n % SIZE.teams) as usize],
            manager_id: None,
            site: Some(format!("site {}", n % 6)),
            function: None,
            seniority: None,
            zone: chrono_tz::Europe::Berlin,
            starts_on: None,
            state: PersonState::Active,
            language: Language::English,
        })
        .collect();
    let mut tx = env.db.write().await.expect("write");
    teams_put(&mut tx, &teams, now).await.expect("teams");
    persons_put(&mut tx, &people, now).await.expect("people");
    role_grant(&mut tx, people[0].id, Role::Hr, None, now).await.expect("role");
    tx.commit().await.expect("commit");
    people[0].id
}

/// Published quarters, oldest first.
async fn quarters(env: &Env, now: DateTime<Utc>) -> Vec<Quarter> {
    let mut organisation = Organisation::found(SIZE, 7);
    let rules = Rules::new(5).expect("five");
    let mut period: Quarter = "2024-Q1".parse().expect("a quarter");
    let mut closed: Vec<Closed> = Vec::new();
    let before = cpu();
    for _ in 0..QUARTERS {
        let facts: Facts = organisation.quarter(period);
        let measures = MEASURES.iter().zip(1_i64..).map(|(name, at)| MeasureFact {
            name: (*name).to_owned(),
            thousandths: at * 137,
            people: None,
            behind: None,
            level: None,
        });
        let facts = Facts { measures: measures.collect(), ..facts };
        let publication = publish(&facts, &closed, rules);
        let new = Published {
            period,
            level: publication.tables[0].level.as_str().to_owned(),
            engine: publication.engine,
            k: publication.k,
            body: serde_json::to_string(&publication).expect("text"),
            ledger: serde_json::to_string(&facts).expect("text"),
            made_at: now,
        };
        let mut tx = env.db.write().await.expect("write");
        assert!(publication_add(&mut tx, &new).await.expect("kept"));
        tx.commit().await.expect("commit");
        closed.push(Closed { facts, publication });
        period = period.next();
    }
    println!(
        "{} people in {} teams, {QUARTERS} quarters: published in {:.1} s of CPU",
        SIZE.people,
        SIZE.teams,
        cpu() - before
    );
    closed.iter().map(|one| one.facts.period).collect()
}
