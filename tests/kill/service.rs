//! Real processes of the service: started, killed, started again.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};

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
}

impl Arrangement {
    pub fn new(engine: Engine, relay: Option<SocketAddr>, runtime: &Runtime) -> Self {
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
            test_clock: format!("60@{from}"),
            ..Config::default()
        };
        Self { config, dir }
    }
}

/// A new, empty database on the private server that `bin/with-postgres` starts.
async fn fresh_postgres() -> String {
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
    log: PathBuf,
    processes: Vec<Child>,
}

impl Fleet {
    pub fn start(arrangement: &Arrangement, processes: usize) -> Self {
        let config = &arrangement.config;
        let command = vec![
            ("WEFT_DATA", config.data.display().to_string()),
            ("WEFT_DATABASE", config.database.clone()),
            ("WEFT_BASE_URL", config.base_url.clone()),
            ("WEFT_MAIL_FROM", config.mail_from.clone()),
            ("WEFT_SMTP", config.smtp.0.clone()),
            ("WEFT_LINK_KEY", config.link_key.0.clone()),
            ("WEFT_TEST_CLOCK", config.test_clock.clone()),
            ("WEFT_LOG", "warn".to_owned()),
        ];
        let mut fleet =
            Self { command, log: arrangement.dir.path().join("log"), processes: Vec::new() };
        for _ in 0..processes {
            let process = fleet.spawn();
            fleet.processes.push(process);
        }
        fleet
    }

    fn spawn(&self) -> Child {
        let log = File::options().create(true).append(true).open(&self.log).expect("log");
        Command::new(env!("CARGO_BIN_EXE_weft"))
            .args(["serve", "--listen", "127.0.0.1:0", "--tick", "1"])
            .envs(self.command.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("weft serve")
    }

    /// Waits until the process answers requests.
    pub fn answers(&mut self, which: usize) {
        let mut line = String::new();
        if let Some(out) = self.processes[which].stdout.as_mut() {
            // One line is all it prints; when it was printed before, there is nothing to wait for.
            BufReader::new(out).read_line(&mut line).expect("the service's words");
        }
        self.processes[which].stdout = None;
    }

    /// SIGKILL, and a new process in its place.
    pub fn kill_and_start_again(&mut self, which: usize) {
        self.processes[which].kill().expect("kill");
        let ended = self.processes[which].wait().expect("wait");
        // It must have been the signal: a service that ends by itself has failed.
        assert_eq!(ended.code(), None, "the service ended by itself: {ended}\n{}", self.log());
        self.processes[which] = self.spawn();
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
