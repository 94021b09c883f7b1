//! A world that a real process serves: `weft serve` over the world's database, spoken to by HTTP, listened to by its log.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use weft::domain::clock::Clock as _;
use weft::domain::id::PersonId;
use weft::programmes::sessions;
use weft::store::Url;

use crate::world::World;

/// The key of the world's links, as a setting.
pub const LINK_KEY: &str = "0707070707070707070707070707070707070707070707070707070707070707";

/// The machine's clock, which a process goes by.
#[expect(clippy::disallowed_methods, reason = "the process under test reads the machine's clock")]
pub fn machine_now() -> DateTime<Utc> {
    Utc::now()
}

impl World {
    /// Puts the world's clock so far before the machine's: a process sees what is made now as so old.
    pub fn before_the_machine(&self, by: TimeDelta) {
        self.advance(machine_now() - by - self.clock.now());
    }

    /// The database as `--database` takes it.
    pub fn database(&self) -> String {
        match &self.url {
            Url::Sqlite(path) => format!("sqlite:{}", path.display()),
            Url::Postgres(address) => address.clone(),
        }
    }

    /// A session's cookie.
    pub async fn cookie_of(&self, person: PersonId) -> String {
        let mut tx = self.env.db.write().await.expect("write");
        let id = sessions::start(&self.env, &mut tx, person, "test", None).await.expect("session");
        tx.commit().await.expect("commit");
        format!("weft={id}")
    }
}

/// The process.
pub struct Served {
    child: Child,
    pub address: String,
    metrics: String,
    log: PathBuf,
}

/// A free port. Somebody else could take it before the process does; nobody here does.
fn free() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("address").to_string()
}

impl Served {
    /// Starts `weft serve` with these settings over the usual ones, and waits until it answers.
    pub fn start(world: &World, settings: &[(&str, &str)]) -> Self {
        Self::start_in(world, settings, None)
    }

    /// The same with another data folder, mounted as a disk of 64 MB that nobody else sees.
    pub fn start_on_a_small_disk(world: &World) -> Self {
        let folder = world.dir.path().join("small");
        std::fs::create_dir(&folder).expect("folder");
        Self::start_in(world, &[("WEFT_DATA", &folder.display().to_string())], Some(folder))
    }

    fn start_in(world: &World, settings: &[(&str, &str)], small: Option<PathBuf>) -> Self {
        let log = world.dir.path().join("log");
        let metrics = free();
        let file = File::options().create(true).append(true).open(&log).expect("log");
        let weft = env!("CARGO_BIN_EXE_weft");
        let mut command = match &small {
            None => Command::new(weft),
            Some(folder) => {
                let mut command = Command::new("unshare");
                let mount = "mount -t tmpfs -o size=64m tmpfs \"$0\" && exec \"$@\"";
                command
                    .args(["--mount", "--map-root-user", "sh", "-c", mount])
                    .arg(folder)
                    .arg(weft);
                command
            }
        };
        let mut child = command
            .args(["serve", "--listen", "127.0.0.1:0", "--tick", "1"])
            .env_clear()
            .env("PATH", "/usr/bin:/bin:/usr/sbin:/sbin")
            .env("WEFT_DATA", world.dir.path().join("data"))
            .env("WEFT_DATABASE", world.database())
            .env("WEFT_LINK_KEY", LINK_KEY)
            .env("WEFT_METRICS_LISTEN", &metrics)
            .env("WEFT_LOG_FORMAT", "json")
            .envs(settings.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(file)
            .spawn()
            .expect("weft serve");
        let mut line = String::new();
        let out = child.stdout.take().expect("stdout");
        BufReader::new(out).read_line(&mut line).expect("the service's words");
        let address = line
            .split_once("(listening on ")
            .and_then(|(_, rest)| rest.split_once(')'))
            .map(|(address, _)| address.to_owned());
        let mut served = Self { child, address: String::new(), metrics, log };
        match address {
            Some(address) => served.address = address,
            None => panic!("the service did not start: {line}\n{}", served.log()),
        }
        served
    }

    /// Everything it logged.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    pub fn id(&self) -> String {
        self.child.id().to_string()
    }

    /// Sends it a signal: `TERM`, `KILL`.
    pub fn signal(&self, name: &str) {
        let done = Command::new("kill").args([&format!("-{name}"), &self.id()]).status();
        assert!(done.expect("kill").success());
    }

    /// How it ended.
    pub fn wait(&mut self) -> ExitStatus {
        self.child.wait().expect("wait")
    }

    pub fn get(&self, path: &str, cookie: &str) -> (u16, String) {
        ask(&self.address, "GET", path, cookie, "").expect("an answer")
    }

    pub fn post(&self, path: &str, cookie: &str, form: &str) -> (u16, String) {
        ask(&self.address, "POST", path, cookie, form).expect("an answer")
    }

    /// `/metrics` as it stands, or nothing when nobody answers.
    pub fn scrape_text(&self) -> Option<String> {
        match ask(&self.metrics, "GET", "/metrics", "", "") {
            Ok((200, text)) => Some(text),
            _ => None,
        }
    }

    /// The samples of one scrape, `up` among them.
    pub fn scrape(&self) -> Samples {
        Samples::read(self.scrape_text().as_deref())
    }

    /// Scrapes until something is so.
    pub fn scrape_until(&self, what: &str, is_so: impl Fn(&Samples) -> bool) -> Samples {
        let begun = Instant::now();
        loop {
            let samples = self.scrape();
            if is_so(&samples) {
                return samples;
            }
            let text = self.scrape_text().unwrap_or_default();
            assert!(
                begun.elapsed() < Duration::from_secs(120),
                "{what}: not so\n{text}\n{}",
                self.log()
            );
            std::thread::sleep(Duration::from_millis(200));
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // A test that failed leaves nothing running.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One request on a connection of its own.
pub fn ask(
    address: &str,
    method: &str,
    path: &str,
    cookie: &str,
    form: &str,
) -> std::io::Result<(u16, String)> {
    send(address, method, path, cookie, "application/x-www-form-urlencoded", form)
}

/// A request with a body of any kind.
pub fn send(
    address: &str,
    method: &str,
    path: &str,
    cookie: &str,
    kind: &str,
    form: &str,
) -> std::io::Result<(u16, String)> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    let length = form.len();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\nConnection: close\r\n\
         Sec-Fetch-Site: same-origin\r\nContent-Type: {kind}\r\n\
         Content-Length: {length}\r\n\r\n{form}"
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
    Ok((status, format!("{head}\n\n{body}")))
}

/// The samples of one scrape: name with labels as written, and value.
#[derive(Clone, Debug, Default)]
pub struct Samples(BTreeMap<String, f64>);

impl Samples {
    fn read(text: Option<&str>) -> Self {
        let mut samples = BTreeMap::new();
        samples.insert("up{job=\"weft\"}".to_owned(), if text.is_some() { 1.0 } else { 0.0 });
        let body = text.and_then(|text| text.split_once("\n\n")).map_or("", |(_, body)| body);
        for line in body.lines().filter(|line| !line.starts_with('#')) {
            // Chunks of the transfer have lines of their own, of one word.
            if let Some((name, value)) = line.rsplit_once(' ')
                && let Ok(value) = value.parse()
            {
                samples.insert(name.to_owned(), value);
            }
        }
        Self(samples)
    }

    /// The same with more of one sample.
    pub fn plus(&self, name: &str, more: f64) -> Self {
        let mut samples = self.0.clone();
        *samples.entry(name.to_owned()).or_default() += more;
        Self(samples)
    }

    /// The samples that a selector names, added up; nothing when there is none.
    pub fn value(&self, selector: &str) -> Option<f64> {
        let (name, labels) = match selector.split_once('{') {
            Some((name, labels)) => (name, labels.trim_end_matches('}').split(',').collect()),
            None => (selector, Vec::new()),
        };
        let fits = |key: &str| {
            let (other, rest) = key.split_once('{').unwrap_or((key, ""));
            other == name && labels.iter().all(|label: &&str| rest.contains(*label))
        };
        let found: Vec<f64> =
            self.0.iter().filter(|(key, _)| fits(key)).map(|(_, value)| *value).collect();
        if found.is_empty() { None } else { Some(found.iter().sum()) }
    }
}
