//! The command line as somebody meets it who follows the README.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};

/// Runs `weft` in a folder, with no settings but those given.
fn weft(dir: &Path, args: &[&str], variables: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_weft"));
    command.current_dir(dir).args(args).env_clear().envs(variables.iter().copied());
    command.output().expect("weft runs")
}

fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    text(&output.stdout) + &text(&output.stderr)
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code")
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("folder")
}

/// A folder whose database holds so many people.
fn with_people(people: usize) -> tempfile::TempDir {
    let dir = folder();
    roster(dir.path(), people);
    let done = weft(dir.path(), &["import", "roster", "people.csv"], &[]);
    assert_eq!(code(&done), 0, "{}", said(&done));
    dir
}

/// Runs a statement past the store; the number it gives, if any.
fn in_file(database: &Path, sql: &'static str) -> i64 {
    use sqlx::Connection as _;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("runtime").block_on(async {
        let path = format!("sqlite:{}", database.display());
        let mut file = sqlx::SqliteConnection::connect(&path).await.expect("open");
        let row: Option<(i64,)> =
            sqlx::query_as(sql).fetch_optional(&mut file).await.expect("statement");
        file.close().await.expect("close");
        row.map_or(0, |(number,)| number)
    })
}

fn roster(dir: &Path, people: usize) {
    let rows: String =
        (0..people).map(|n| format!("{n},p{n}@example.org,Person {n},Team {}\n", n % 3)).collect();
    std::fs::write(dir.join("people.csv"), format!("id,email,name,team\n{rows}")).expect("write");
}

#[test]
fn a_sample_is_solved_certified_and_its_files_may_not_be_swapped() {
    let dir = folder();
    for kind in ["weft-coffee/1", "weft-bootcamp/1", "weft-rotation/1"] {
        let sample = weft(dir.path(), &["solve", "--sample", kind], &[]);
        assert_eq!(code(&sample), 0, "{}", said(&sample));
        std::fs::write(dir.path().join("problem.json"), &sample.stdout).expect("write");
        let args = ["solve", "problem.json", "--seed", "7", "--out", "plan.json"];
        let solved = weft(dir.path(), &args, &[]);
        assert_eq!(code(&solved), 0, "{}", said(&solved));
        let checked = weft(dir.path(), &["certify", "problem.json", "plan.json"], &[]);
        assert_eq!(code(&checked), 0, "{}", said(&checked));
        let swapped = weft(dir.path(), &["certify", "plan.json", "problem.json"], &[]);
        assert_eq!(code(&swapped), 2);
        assert!(said(&swapped).contains("are the two files swapped?"), "{}", said(&swapped));
    }
    let missing = weft(dir.path(), &["solve", "missing.json"], &[]);
    assert_eq!(code(&missing), 2);
    assert!(said(&missing).contains("missing.json cannot be read: "), "{}", said(&missing));
}

#[test]
fn the_demo_keeps_out_of_another_organisation() {
    let dir = with_people(2);
    let args = ["demo", "--exit", "--data", "weft-data"];
    let refused = weft(dir.path(), &args, &[]);
    assert_eq!(code(&refused), 2);
    let said = said(&refused);
    assert!(
        said.contains("weft-data holds another organisation (2 people); give --data FOLDER"),
        "{said}"
    );
}

#[test]
fn an_address_in_use_is_said_before_anything_is_done() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("address");
    let (port, address) = (address.port().to_string(), address.to_string());
    let dir = folder();
    let demo = weft(dir.path(), &["demo", "--port", &port], &[]);
    assert_eq!(code(&demo), 1);
    assert!(said(&demo).contains("choose another address with --port or --listen"));
    let serve = weft(dir.path(), &["serve", "--listen", &address], &[]);
    assert_eq!(code(&serve), 1);
    assert!(said(&serve).contains("choose another address with --listen"), "{}", said(&serve));
    assert_eq!(std::fs::read_dir(dir.path()).expect("folder").count(), 0, "nothing was made");
}

#[test]
fn a_dry_run_refuses_what_the_import_refuses() {
    let dir = with_people(10);
    roster(dir.path(), 6);
    let dry = weft(dir.path(), &["import", "roster", "people.csv", "--dry-run"], &[]);
    let real = weft(dir.path(), &["import", "roster", "people.csv"], &[]);
    let warning = "4 of 10 people would leave, which is more than 20 %; add --confirm";
    for refused in [&dry, &real] {
        assert_eq!(code(refused), 1, "{}", said(refused));
        assert!(said(refused).contains(warning), "{}", said(refused));
    }
    let args = ["import", "roster", "people.csv", "--dry-run", "--confirm"];
    let confirmed = weft(dir.path(), &args, &[]);
    assert_eq!(code(&confirmed), 0, "{}", said(&confirmed));
    let args = ["import", "roster", "people.csv", "--dry-run", "--map", "Mail=email"];
    let reversed = weft(dir.path(), &args, &[]);
    assert_eq!(code(&reversed), 2);
    assert!(said(&reversed).contains("did you mean --map email=\"Mail\"?"), "{}", said(&reversed));
}

#[test]
fn the_first_admin_gets_a_link_that_leads_where_weft_is() {
    let dir = with_people(3);
    let granted = weft(dir.path(), &["user", "grant", "p1@example.org", "admin"], &[]);
    assert_eq!(code(&granted), 0, "{}", said(&granted));
    let king = weft(dir.path(), &["user", "grant", "p1@example.org", "king"], &[]);
    assert!(said(&king).contains("“king” is none of: "), "{}", said(&king));
    let link = |more: &[&str], variables: &[(&str, &str)]| {
        let args: Vec<&str> =
            ["user", "link", "p1@example.org"].iter().chain(more).copied().collect();
        weft(dir.path(), &args, variables)
    };
    let here = link(&[], &[]);
    assert!(said(&here).contains("http://127.0.0.1:8080/sign-in/link/"));
    assert!(said(&here).contains("base_url is not set"), "{}", said(&here));
    let there = link(&["--base-url", "https://weft.example.org"], &[]);
    assert!(said(&there).starts_with("https://weft.example.org/sign-in/link/"), "{}", said(&there));
    assert!(there.stderr.is_empty());
    let slip = link(&[], &[("WEFT_BASEURL", "https://weft.example.org")]);
    assert_eq!(code(&slip), 2);
    assert!(said(&slip).contains("WEFT_BASEURL is no setting"), "{}", said(&slip));
}

#[test]
fn the_database_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = with_people(1);
    let file = dir.path().join("weft-data").join("weft.db");
    let mode = std::fs::metadata(file).expect("database").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_running_service_is_asked_how_it_is() {
    use std::io::{BufRead as _, BufReader, Read as _, Write as _};
    let dir = folder();
    let mut service = Command::new(env!("CARGO_BIN_EXE_weft"))
        .current_dir(dir.path())
        .args(["serve", "--listen", "127.0.0.1:0", "--tick", "1", "--json"])
        .env_clear()
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("weft serves");
    let mut first = String::new();
    BufReader::new(service.stdout.as_mut().expect("its output"))
        .read_line(&mut first)
        .expect("read");
    let told: serde_json::Value = serde_json::from_str(&first).expect("one JSON object");
    let address = told["listening"].as_str().expect("an address").to_owned();
    // By its own settings it asks /readyz, which is 200 once the scheduler has ticked.
    let listen = [("WEFT_LISTEN", address.as_str())];
    let well = (0..600).any(|_| {
        let well = code(&weft(dir.path(), &["health"], &listen)) == 0;
        if !well {
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        well
    });
    let live = weft(dir.path(), &["health", &format!("http://{address}/healthz")], &[]);
    let other = weft(dir.path(), &["health", &format!("http://{address}/nowhere")], &[]);
    service.kill().and_then(|()| service.wait()).expect("stopped");
    assert!(well, "never ready");
    assert_eq!(code(&live), 0, "{}", said(&live));
    assert!(said(&live).contains("answers 200: ok"), "{}", said(&live));
    assert_eq!(code(&other), 1, "{}", said(&other));
    assert!(said(&other).contains("answers 404"), "{}", said(&other));
    let gone = weft(dir.path(), &["health"], &listen);
    assert_eq!(code(&gone), 1);
    assert!(said(&gone).contains("does not answer: "), "{}", said(&gone));
    let tls = weft(dir.path(), &["health", "https://weft.example.org/readyz"], &[]);
    assert_eq!(code(&tls), 2);
    assert!(said(&tls).contains("only http:// is asked"), "{}", said(&tls));

    // Not ready is what it says, with the reason.
    let stand_in = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = stand_in.local_addr().expect("address").to_string();
    let answer = std::thread::spawn(move || {
        let (mut asked, _) = stand_in.accept().expect("asked");
        let mut request = [0; 512];
        let n = asked.read(&mut request).expect("read");
        asked
            .write_all(
                b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 15\r\n\r\n{\"ready\":false}",
            )
            .expect("answered");
        String::from_utf8_lossy(&request[..n]).into_owned()
    });
    let unwell = weft(dir.path(), &["health", "--json"], &[("WEFT_LISTEN", address.as_str())]);
    let request = answer.join().expect("one request");
    assert!(request.starts_with("GET /readyz HTTP/1.1\r\n"), "{request}");
    assert_eq!(code(&unwell), 1, "{}", said(&unwell));
    assert!(said(&unwell).contains(r#""answer":{"ready":false}"#), "{}", said(&unwell));
}

#[test]
fn a_mail_server_pipes_in_what_came_back() {
    use std::io::Write as _;
    use std::process::Stdio;
    let dir = folder();
    let bounce = |raw: &[u8], variables: &[(&str, &str)]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_weft"));
        command.current_dir(dir.path()).arg("bounce").env_clear();
        command.envs(variables.iter().copied());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("weft runs");
        child.stdin.take().expect("a pipe").write_all(raw).expect("written");
        child.wait_with_output().expect("weft ends")
    };
    let sender = "bounces+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@test.example";
    let forged = crate::bounces::report(sender, "failed", "5.1.1");
    let early = bounce(&forged, &[]);
    assert_eq!(code(&early), 75, "there is no database yet: {}", said(&early));
    assert_eq!(code(&weft(dir.path(), &["migrate"], &[])), 0);
    let taken = bounce(&forged, &[]);
    assert_eq!(code(&taken), 0, "{}", said(&taken));
    assert!(said(&taken).contains("not signed by us"), "{}", said(&taken));
    let again = bounce(&forged, &[]);
    assert!(code(&again) == 0 && said(&again).contains("read before"), "{}", said(&again));
    let nothing = bounce(b"", &[]);
    assert!(code(&nothing) == 0 && said(&nothing).contains("Set aside"), "{}", said(&nothing));
    // Nor while the configuration is being changed.
    std::fs::write(dir.path().join("weft.toml"), "tick = ").expect("write");
    let wrong = bounce(&forged, &[]);
    assert_eq!(code(&wrong), 75, "{}", said(&wrong));
    std::fs::remove_file(dir.path().join("weft.toml")).expect("remove");
    // Not now: the mail server keeps it and tries again.
    let later = bounce(&forged, &[("WEFT_DATABASE", "postgres://127.0.0.1:1/none")]);
    assert_eq!(code(&later), 75, "{}", said(&later));
}

#[test]
fn what_looks_brings_nothing_forward_and_says_it_once() {
    let dir = with_people(3);
    let database = dir.path().join("weft-data/weft.db");
    let newest =
        "delete from _sqlx_migrations where version = (select max(version) from _sqlx_migrations)";
    let count = || -> i64 { in_file(&database, "select count(*) from _sqlx_migrations") };
    let all = count();
    in_file(&database, newest);
    let doctor = weft(dir.path(), &["--json", "doctor"], &[]);
    assert_eq!(code(&doctor), 1, "{}", said(&doctor));
    let told: serde_json::Value = serde_json::from_slice(&doctor.stdout).expect("one document");
    assert_eq!(told["ok"], false);
    assert!(said(&doctor).contains("make a backup, then run weft migrate"), "{}", said(&doctor));
    for command in
        [&["sending", "status"][..], &["audit", "verify"], &["user", "link", "p0@example.org"]]
    {
        let done = weft(dir.path(), command, &[]);
        assert_eq!(code(&done), 1, "{command:?}: {}", said(&done));
        assert!(said(&done).contains("weft migrate"), "{command:?}: {}", said(&done));
    }
    assert_eq!(count(), all - 1);
}

#[test]
fn no_complaint_about_the_configuration_quotes_a_password() {
    let dir = folder();
    for text in [
        "smtp = \"smtp://weft:hunter2@relay.example\nzone = \"UTC\"",
        "database = \"postgres://weft:hunter2@db.example/weft\" x",
        "link_key = [\"hunter2\"]",
        "zone = \"UTC\"\nsmtp = hunter2",
    ] {
        std::fs::write(dir.path().join("weft.toml"), text).expect("write");
        let refused = weft(dir.path(), &["doctor"], &[]);
        assert_eq!(code(&refused), 2, "{}", said(&refused));
        assert!(!said(&refused).contains("hunter2"), "{}", said(&refused));
        assert!(said(&refused).contains("weft.toml is wrong"), "{}", said(&refused));
    }
}
