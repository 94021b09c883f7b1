//! Real processes of the service: started, killed, started again.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::runtime::Runtime;
use weft::config::{Config, Secret};

/// Which database.
#[derive(Clone, Copy, Debug)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Where everything of one arrangement lies.
pub struct Arrangement {
    pub config: Config,
    pub dir: tempfile::TempDir,
    /// The database's address as the processes have it, when it is another one than ours: through a pooler.
    pub through: Option<String>,
    /// By how many seconds the clocks of the processes' machines are wrong, process by process.
    pub wrong_by: Vec<i64>,
}

impl Arrangement {
    /// Time runs sixty times as fast.
    pub fn new(engine: Engine, relay: Option<SocketAddr>, runtime: &Runtime) -> Self {
        Self::at_speed(60, engine, relay, runtime)
    }

    pub fn at_speed(
        speed: u32,
        engine: Engine,
        relay: Option<SocketAddr>,
        runtime: &Runtime,
    ) -> Self {
        let dir = tempfile::tempdir().expect("temp dir");
        #[expect(clippy::disallowed_methods, reason = "the fast clock begins at the machine's now")]
        let from = chrono::Utc::now().to_rfc3339_opts(chrono::SecondsFormat::Millis, true);
        let config = Config {
            data: dir.path().join("data"),
            database: match engine {
                Engine::Sqlite => String::new(),
                Engine::Postgres => runtime.block_on(fresh_postgres()),
            },
            base_url: "http://weft.example".to_owned(),
            mail_from: "weft@weft.example".to_owned(),
            smtp: Secret(relay.map(|relay| format!("smtp+plain://{relay}")).unwrap_or_default()),
            link_key: Secret("07".repeat(32)),
            test_clock: format!("{speed}@{from}"),
            ..Config::default()
        };
        Self { config, dir, through: None, wrong_by: Vec::new() }
    }
}

/// A new, empty database on the private server that `bin/with-postgres` starts.
pub async fn fresh_postgres() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    #[expect(clippy::disallowed_methods, reason = "a test has no configuration")]
    let server = std::env::var("WEFT_TEST_POSTGRES").expect(
        "WEFT_TEST_POSTGRES is not set: run the tests by bin/test, or under bin/with-postgres",
    );
    let name =
        format!("weft_kill_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let pool = sqlx::PgPool::connect(&server).await.expect("the private PostgreSQL server");
    sqlx::query(sqlx::AssertSqlSafe(format!("create database {name}")))
        .execute(&pool)
        .await
        .expect("create database");
    pool.close().await;
    let (base, _) = server.rsplit_once('/').expect("server address");
    format!("{base}/{name}")
}

/// The processes of one arrangement.
pub struct Fleet {
    command: Vec<(&'static str, String)>,
    wrong_by: Vec<i64>,
    log: PathBuf,
    processes: Vec<Child>,
    /// Where each answers, once it has said so.
    addresses: Vec<Option<String>>,
    marked: usize,
}

impl Fleet {
    pub fn start(arrangement: &Arrangement, processes: usize) -> Self {
        let config = &arrangement.config;
        let command = vec![
            ("WEFT_DATA", config.data.display().to_string()),
            ("WEFT_DATABASE", arrangement.through.clone().unwrap_or(config.database.clone())),
            ("WEFT_BASE_URL", config.base_url.clone()),
            ("WEFT_MAIL_FROM", config.mail_from.clone()),
            ("WEFT_SMTP", config.smtp.0.clone()),
            ("WEFT_SMTP_CONNECTIONS", config.smtp_connections.to_string()),
            ("WEFT_LINK_KEY", config.link_key.0.clone()),
            ("WEFT_TEST_CLOCK", config.test_clock.clone()),
            ("WEFT_LOG", "warn".to_owned()),
        ];
        let mut fleet = Self {
            command,
            wrong_by: arrangement.wrong_by.clone(),
            log: arrangement.dir.path().join("log"),
            processes: Vec::new(),
            addresses: vec![None; processes],
            marked: 0,
        };
        for which in 0..processes {
            let process = fleet.spawn(which);
            fleet.processes.push(process);
        }
        fleet
    }

    fn spawn(&self, which: usize) -> Child {
        let log = File::options().create(true).append(true).open(&self.log).expect("log");
        let mut variables = self.command.clone();
        if let Some(wrong_by) = self.wrong_by.get(which) {
            for (_, value) in variables.iter_mut().filter(|(name, _)| *name == "WEFT_TEST_CLOCK") {
                *value = format!("{value}~{wrong_by}");
            }
        }
        // A file that may not grow is an error of the write, as a full disk is, and not a signal that ends the process.
        Command::new("bash")
            .args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""])
            .arg(env!("CARGO_BIN_EXE_weft"))
            .args(["serve", "--listen", "127.0.0.1:0", "--tick", "1"])
            .envs(variables)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("weft serve")
    }

    /// Waits until the process answers requests.
    pub fn answers(&mut self, which: usize) {
        // One line is all it prints; when it was printed before, there is nothing to wait for.
        if let Some(out) = self.processes[which].stdout.take() {
            let mut line = String::new();
            BufReader::new(out).read_line(&mut line).expect("the service's words");
            let address =
                line.split("listening on ").nth(1).and_then(|rest| rest.split(')').next());
            self.addresses[which] = address.map(str::to_owned);
        }
    }

    /// What a page answers: the status line and everything after it.
    pub fn get(&mut self, which: usize, path: &str) -> String {
        self.get_as(which, path, "")
    }

    /// As a browser with this cookie.
    pub fn get_as(&mut self, which: usize, path: &str, cookie: &str) -> String {
        self.answers(which);
        let address = self.addresses[which].clone().expect("a process that never answered");
        ask(&address, path, cookie)
            .unwrap_or_else(|error| panic!("{path}: {error}\n{}", self.log()))
    }

    pub fn process_id(&self, which: usize) -> u32 {
        self.processes[which].id()
    }

    /// SIGKILL, and nothing in its place.
    pub fn kill(&mut self, which: usize) {
        self.processes[which].kill().expect("kill");
        self.processes[which].wait().expect("wait");
    }

    /// Fails when a process has ended by itself.
    pub fn all_alive(&mut self) {
        for which in 0..self.processes.len() {
            let ended = self.processes[which].try_wait().expect("wait");
            assert!(ended.is_none(), "process {which} ended by itself: {ended:?}\n{}", self.log());
        }
    }

    /// SIGKILL, and a new process in its place.
    pub fn kill_and_start_again(&mut self, which: usize) {
        self.processes[which].kill().expect("kill");
        let ended = self.processes[which].wait().expect("wait");
        // It must have been the signal: a service that ends by itself has failed.
        assert_eq!(ended.code(), None, "the service ended by itself: {ended}\n{}", self.log());
        self.start_again(which);
    }

    /// A new process in the place of one that is gone.
    pub fn start_again(&mut self, which: usize) {
        self.addresses[which] = None;
        self.processes[which] = self.spawn(which);
    }

    /// SIGTERM: the graceful way out, which must work too.
    pub fn stop(&mut self) {
        for process in &mut self.processes {
            let id = process.id().to_string();
            Command::new("kill").args(["-TERM", &id]).status().expect("kill -TERM");
        }
        for process in &mut self.processes {
            let ended = process.wait().expect("wait");
            assert!(ended.success(), "the service did not stop gracefully: {ended}");
        }
        self.processes.clear();
    }

    /// What was logged so far is old.
    pub fn mark_log(&mut self) {
        self.marked = std::fs::read_to_string(&self.log).map_or(0, |text| text.len());
    }

    /// What was logged since.
    pub fn log_since_marked(&self) -> String {
        let text = std::fs::read_to_string(&self.log).unwrap_or_default();
        text.get(self.marked..).unwrap_or_default().to_owned()
    }

    /// The end of what the processes logged.
    pub fn log(&self) -> String {
        let text = std::fs::read_to_string(&self.log).unwrap_or_default();
        let from = text.len().saturating_sub(6000);
        text.get(from..).unwrap_or_default().to_owned()
    }
}

impl Drop for Fleet {
    fn drop(&mut self) {
        for process in &mut self.processes {
            // A test that failed leaves nothing running.
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

fn ask(address: &str, path: &str, cookie: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}
