//! The service's measured claims: import, start, idle memory, and what the home page costs beside a bare handler that
//! reads the same rows. Figures are printed; nothing fails by time. `bin/bench service`

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, StatusCode, header};
use axum::routing::get;
use chrono::TimeDelta;
use tower::ServiceExt;
use weft::config::Config;
use weft::domain::id::PersonId;
use weft::programmes::{Env, sessions};
use weft::store::history::ties_of;
use weft::store::home::{cards_for, groups_now, open_rounds_for};
use weft::store::person::person_by_email;
use weft::web::session::cookie_name;
use weft::{app, web};

const WEFT: &str = env!("CARGO_BIN_EXE_weft");
const REQUESTS: u32 = 3_000;

fn main() {
    let dir = tempfile::tempdir().expect("folder");
    import(dir.path());
    start(dir.path());
    home_page(dir.path());
}

fn run(arguments: &[&str], data: &Path) -> Duration {
    let began = Instant::now();
    let status = Command::new(WEFT)
        .args(arguments)
        .arg("--data")
        .arg(data)
        .stdout(Stdio::null())
        .status()
        .expect("weft");
    assert!(status.success(), "weft {arguments:?} failed");
    began.elapsed()
}

/// 50,000 people in 2,000 teams, into an empty database and once more unchanged.
fn import(dir: &Path) {
    let mut csv = String::from("id,email,name,team,manager,site,zone,start date\n");
    for i in 0..50_000 {
        let manager =
            if i < 2_000 { String::new() } else { format!("p{}@bench.example", i % 2_000) };
        writeln!(csv, "P{i},p{i}@bench.example,Person {i},Team {:04},{manager},Berlin,Europe/Berlin,2020-01-{:02}", i % 2_000, 1 + i % 28)
            .expect("text");
    }
    let file = dir.join("roster.csv");
    std::fs::write(&file, csv).expect("roster");
    let name = file.to_str().expect("path");
    let data = dir.join("import");
    run(&["migrate"], &data);
    let first = run(&["import", "roster", name], &data);
    let again = run(&["import", "roster", name], &data);
    println!(
        "import of 50,000 people: {:.2} s; the same file again: {:.2} s",
        first.as_secs_f64(),
        again.as_secs_f64()
    );
}

/// From the process's start to the first answer, and what it holds when nobody asks anything.
fn start(dir: &Path) {
    let data = dir.join("start");
    run(&["migrate"], &data);
    let port =
        TcpListener::bind("127.0.0.1:0").and_then(|probe| probe.local_addr()).expect("port").port();
    let began = Instant::now();
    let mut child = Command::new(WEFT)
        .args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--data"])
        .arg(&data)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("weft serve");
    let answered = loop {
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) {
            stream.write_all(b"GET /sign-in HTTP/1.0\r\n\r\n").expect("request");
            let mut answer = String::new();
            stream.read_to_string(&mut answer).expect("answer");
            break began.elapsed();
        }
        assert!(began.elapsed() < Duration::from_secs(20), "weft serve does not answer");
        std::thread::sleep(Duration::from_millis(2));
    };
    std::thread::sleep(Duration::from_secs(20));
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).expect("status");
    let resident =
        status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("VmRSS").trim();
    println!("start to first answer: {} ms; idle after 20 s: {resident}", answered.as_millis());
    child.kill().expect("kill");
    child.wait().expect("wait");
}

/// CPU of this process so far, all threads, in hundredths of a second.
fn cpu() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("stat");
    let fields: Vec<&str> = stat.rsplit(") ").next().expect("fields").split(' ').collect();
    fields[11].parse::<u64>().expect("utime") + fields[12].parse::<u64>().expect("stime")
}

async fn microseconds(router: Router, cookie: &str) -> u64 {
    let ask = async |router: Router| {
        let request = Request::get("/")
            .header(header::COOKIE, cookie)
            .header(header::HOST, "127.0.0.1")
            .body(Body::empty())
            .expect("request");
        let answer = router.oneshot(request).await.expect("answer");
        assert_eq!(answer.status(), StatusCode::OK);
        axum::body::to_bytes(answer.into_body(), 1 << 20).await.expect("body").len()
    };
    for _ in 0..200 {
        ask(router.clone()).await;
    }
    let before = cpu();
    for _ in 0..REQUESTS {
        ask(router.clone()).await;
    }
    (cpu() - before) * 10_000 / u64::from(REQUESTS)
}

/// A participant's home page after a year of rounds, against a handler that reads the same rows and prints them.
fn home_page(dir: &Path) {
    let data = dir.join("demo");
    let told = run(&["demo", "--exit"], &data);
    println!("demo organisation with 26 rounds: {:.1} s", told.as_secs_f64());
    let config = Config { data, ..Config::default() };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("runtime");
    runtime.block_on(async {
        let env = app::open(&config).await.expect("database");
        let mut tx = env.db.write().await.expect("write");
        let person = person_by_email(&mut tx, "daniel.osei@halden.example").await.expect("read").expect("Daniel").id;
        let session = sessions::start(&env, &mut tx, person, "bench", None).await.expect("session");
        tx.commit().await.expect("commit");
        let weft = web::App::new(env.clone(), 0);
        let cookie = format!("{}={session}", cookie_name(&weft));
        let page = microseconds(web::router(weft).expect("router"), &cookie).await;
        let bare = Router::new().route("/", get(same_rows)).with_state((env, person, session));
        let bare = microseconds(bare, &cookie).await;
        println!(
            "home page: {page} µs of CPU a request; bare axum + sqlx over the same rows: {bare} µs; ratio {}.{:02}",
            page / bare.max(1),
            page * 100 / bare.max(1) % 100
        );
    });
}

async fn same_rows(State((env, person, session)): State<(Env, PersonId, String)>) -> String {
    let hash = sessions::hash_of(&session).expect("session");
    let owner = sessions::owner(&env, &hash).await.expect("owner");
    let mut tx = env.db.read().await.expect("read");
    let since = env.clock.now() - TimeDelta::days(90);
    let cards = cards_for(&mut tx, person, since).await.expect("cards").0.len();
    let rounds = open_rounds_for(&mut tx, person).await.expect("rounds").len();
    let groups = groups_now(&mut tx, person).await.expect("groups").len();
    let ties = ties_of(&mut tx, person, 200, 0).await.expect("ties").len();
    format!("{} {cards} {rounds} {groups} {ties}", owner.is_some())
}
