//! What an operator sets: a file, over it `WEFT_*` variables, over these the command line. Only this module reads the
//! environment, and only `app` and `cli` read this module.

mod secret;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;

pub use secret::Secret;

/// Everything that can be set. The names are the keys of the file (TOML); `WEFT_` and the name in capitals is the variable.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where the service listens.
    pub listen: SocketAddr,
    /// Where `/metrics` is answered, apart from the pages: an address such as `127.0.0.1:9464`; empty: nowhere.
    pub metrics_listen: String,
    /// The folder with the embedded database, the local mailbox and the link key.
    pub data: PathBuf,
    /// `postgres://…` or `sqlite:PATH`; empty: `weft.db` in the data folder.
    pub database: String,
    /// A file that holds `database` instead, as container and systemd secrets come.
    pub database_file: PathBuf,
    /// Where people reach the service; empty: `http://` and `listen`.
    pub base_url: String,
    /// The organisation's name.
    pub organisation: String,
    /// IANA zone of the organisation's own dates and of people without one.
    pub zone: chrono_tz::Tz,
    /// The address mails come from.
    pub mail_from: String,
    /// The relay: `smtp://USER:PASSWORD@HOST:PORT` (STARTTLS), `smtps://…` (TLS from the first byte) or
    /// `smtp+plain://…` (none, for a relay on this machine); empty: mails land in the local mailbox.
    pub smtp: Secret,
    /// A file that holds `smtp` instead.
    pub smtp_file: PathBuf,
    /// A file with certificates (PEM) to trust besides the public ones, for a relay inside the house.
    pub smtp_ca: PathBuf,
    /// Connections to the relay at a time, of this process.
    pub smtp_workers: usize,
    /// Connections to the relay at a time, of all replicas together; 0: as many as each has workers.
    pub smtp_connections: usize,
    /// Messages a minute, of all replicas together; 0: no limit.
    pub smtp_per_minute: usize,
    /// The address bounces go to, as envelope sender with a token of each mail: `bounces@example.org` becomes
    /// `bounces+TOKEN@example.org`. Empty: the address mails come from, and bounces say nothing.
    pub bounce_address: String,
    /// A Maildir folder into which the mail server puts what comes back; empty: `weft bounce` is told of it, or nobody.
    pub bounces: PathBuf,
    /// Proxies of your own in front of the service, whose `X-Forwarded-For` is believed.
    pub trusted_proxies: usize,
    /// Seconds between two ticks of the scheduler, 1 to 59.
    pub tick: u32,
    /// Seconds between the signal to stop and the moment at which no more requests are taken, for load balancers that
    /// have to see `/readyz` fail first; 0 to 60.
    pub stop_delay: u32,
    /// Signs links in mails, 64 hexadecimal digits; empty: kept in the data folder. Several replicas need one and the same.
    pub link_key: Secret,
    /// A file that holds `link_key` instead.
    pub link_key_file: PathBuf,
    /// What is logged: `info`, `weft=debug`, …
    pub log: String,
    /// `json`, `plain`, or `auto`: plain on a terminal.
    pub log_format: LogFormat,
    /// Only for tests that kill the service: `60@2026-01-06T08:00:00Z` is a clock that agrees with the machine's at that
    /// instant and runs sixty times as fast. Empty: the true time, which is the database server's or the machine's.
    pub test_clock: String,
    /// The data are a demonstration's; only the command that makes them says so.
    #[serde(skip)]
    pub demo: bool,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// Plain on a terminal, JSON otherwise.
    Auto,
    /// One JSON object a line.
    Json,
    /// For eyes.
    Plain,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            metrics_listen: String::new(),
            data: PathBuf::from("weft-data"),
            database: String::new(),
            database_file: PathBuf::new(),
            base_url: String::new(),
            organisation: "Our organisation".to_owned(),
            zone: chrono_tz::UTC,
            mail_from: "weft@localhost".to_owned(),
            smtp: Secret::default(),
            smtp_file: PathBuf::new(),
            smtp_ca: PathBuf::new(),
            smtp_workers: 4,
            smtp_connections: 0,
            smtp_per_minute: 0,
            bounce_address: String::new(),
            bounces: PathBuf::new(),
            trusted_proxies: 0,
            tick: 15,
            stop_delay: 0,
            link_key: Secret::default(),
            link_key_file: PathBuf::new(),
            log: "info".to_owned(),
            log_format: LogFormat::Auto,
            test_clock: String::new(),
            demo: false,
        }
    }
}

/// What is wrong with the configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("the configuration file {} cannot be read", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is no TOML, or has a key that does not exist, or a value of another kind.
    #[error("the configuration file {} is wrong: {problem}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// Where and what.
        problem: String,
    },
    /// A variable has a value that its setting does not take.
    #[error("{name} is wrong: {problem}")]
    Variable {
        /// The variable.
        name: String,
        /// What is wrong.
        problem: String,
    },
    /// A variable that no setting reads: most likely a slip, and what was meant would not be in force.
    #[error("{name} is no setting; there are {known}")]
    Unknown {
        /// The variable.
        name: String,
        /// The variables that exist.
        known: String,
    },
    /// The file of a secret cannot be read, or holds nothing. Without this refusal a secret that was not delivered would
    /// turn the service to its defaults: another database, the local mailbox.
    #[error("{name}: {} {problem}", path.display())]
    SecretFile {
        /// The setting that names the file.
        name: &'static str,
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// A secret is given by itself and by a file.
    #[error("{name} and {name}_file are both set; keep one of them")]
    Twice {
        /// The setting.
        name: &'static str,
    },
    /// A value that is out of its range.
    #[error("{name}: {problem}")]
    Range {
        /// The setting.
        name: &'static str,
        /// What it has to be.
        problem: &'static str,
    },
}

/// Settings that are numbers; all others are text, in the file and in variables.
const NUMBERS: &[&str] = &[
    "smtp_workers",
    "smtp_connections",
    "smtp_per_minute",
    "trusted_proxies",
    "tick",
    "stop_delay",
];
/// Every setting, in the order of [`Config`].
const NAMES: &[&str] = &[
    "listen",
    "metrics_listen",
    "data",
    "database",
    "database_file",
    "base_url",
    "organisation",
    "zone",
    "mail_from",
    "smtp",
    "smtp_file",
    "smtp_ca",
    "smtp_workers",
    "smtp_connections",
    "smtp_per_minute",
    "bounce_address",
    "bounces",
    "trusted_proxies",
    "tick",
    "stop_delay",
    "link_key",
    "link_key_file",
    "log",
    "log_format",
    "test_clock",
];

/// Beginnings of variables that are not ours to refuse: what Kubernetes sets beside a service called `weft`, and what
/// the project's own tests and benches tell each other.
const OTHERS: &[&str] = &[
    "WEFT_SERVICE_",
    "WEFT_PORT",
    "WEFT_TEST_",
    "WEFT_BENCH_",
    "WEFT_KILL",
    "WEFT_BINARY",
    "WEFT_SHOTS",
    "WEFT_SAMPLES",
    "WEFT_EU_CORE",
];

impl Config {
    /// The file (`file`, else `WEFT_CONFIG`, else `weft.toml` here, when there is one) with the variables over it.
    pub fn load(file: Option<&Path>) -> Result<Self, ConfigError> {
        Self::load_from(file, &variables(), &|name| environment(name))
    }

    fn load_from(
        file: Option<&Path>,
        names: &[String],
        variable: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, ConfigError> {
        let known: Vec<String> = NAMES
            .iter()
            .chain(&["config"])
            .map(|setting| format!("WEFT_{}", setting.to_uppercase()))
            .collect();
        let is_ours = |name: &&String| !OTHERS.iter().any(|beginning| name.starts_with(beginning));
        if let Some(name) = names.iter().filter(is_ours).find(|name| !known.contains(name)) {
            return Err(ConfigError::Unknown { name: name.clone(), known: known.join(", ") });
        }
        let named =
            file.map(Path::to_path_buf).or_else(|| variable("WEFT_CONFIG").map(PathBuf::from));
        let path = named.clone().unwrap_or_else(|| PathBuf::from("weft.toml"));
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            // Only a file that somebody named has to exist.
            Err(error) if named.is_none() && error.kind() == std::io::ErrorKind::NotFound => {
                String::new()
            }
            Err(source) => return Err(ConfigError::Unreadable { path, source }),
        };
        let mut table: toml::Table = toml::from_str(&text).map_err(|error| ConfigError::File {
            path: path.clone(),
            problem: place_and_problem(&text, &error),
        })?;
        // The file by itself first, so that its mistakes are not blamed on a variable.
        Self::read(&table).map_err(|problem| ConfigError::File { path, problem })?;
        for setting in NAMES {
            let name = format!("WEFT_{}", setting.to_uppercase());
            let Some(text) = variable(&name) else { continue };
            let value = if NUMBERS.contains(setting) {
                let number: i64 = text.trim().parse().map_err(|_| ConfigError::Variable {
                    name: name.clone(),
                    problem: format!("{text:?} is not a number"),
                })?;
                toml::Value::Integer(number)
            } else {
                toml::Value::String(text)
            };
            table.insert((*setting).to_owned(), value);
            Self::read(&table).map_err(|problem| ConfigError::Variable { name, problem })?;
        }
        let mut config = Self::read(&table)
            .map_err(|problem| ConfigError::Variable { name: "WEFT_*".to_owned(), problem })?;
        config.open_secrets()?;
        config.check()?;
        Ok(config)
    }

    fn read(table: &toml::Table) -> Result<Self, String> {
        // The library's own words for a value of another kind quote it, and it may be a password.
        for (name, value) in table.iter().filter(|(name, _)| NAMES.contains(&name.as_str())) {
            match NUMBERS.contains(&name.as_str()) {
                true if !value.is_integer() => return Err(format!("{name} has to be a number")),
                false if !value.is_str() => {
                    return Err(format!("{name} has to be a text in quotation marks"));
                }
                _ => {}
            }
        }
        table.clone().try_into().map_err(|error: toml::de::Error| error.to_string())
    }

    /// Errors: a number out of its range. Called again by whoever changed a value.
    pub fn check(&self) -> Result<(), ConfigError> {
        if !(1..=59).contains(&self.tick) {
            return Err(ConfigError::Range { name: "tick", problem: "has to be 1 to 59 seconds" });
        }
        if self.stop_delay > 60 {
            return Err(ConfigError::Range {
                name: "stop_delay",
                problem: "has to be 0 to 60 seconds",
            });
        }
        self.metrics_address()?;
        if !(1..=64).contains(&self.smtp_workers) {
            return Err(ConfigError::Range { name: "smtp_workers", problem: "has to be 1 to 64" });
        }
        if !self.mail_from.contains('@') {
            return Err(ConfigError::Range { name: "mail_from", problem: "has to be an address" });
        }
        if !self.bounce_address.is_empty() && !is_bounce_address(&self.bounce_address) {
            return Err(ConfigError::Range {
                name: "bounce_address",
                problem: "has to be an address of at most 20 characters before its @",
            });
        }
        if !self.bounces.as_os_str().is_empty() && self.bounce_address.is_empty() {
            return Err(ConfigError::Range {
                name: "bounces",
                problem: "needs bounce_address: without its token no bounce is believed",
            });
        }
        if !self.base_url.is_empty()
            && !self.base_url.starts_with("http://")
            && !self.base_url.starts_with("https://")
        {
            return Err(ConfigError::Range {
                name: "base_url",
                problem: "has to begin with https:// or http://",
            });
        }
        Ok(())
    }
}

/// A local part to which a plus and 42 characters fit (64 are allowed), and a host.
fn is_bounce_address(text: &str) -> bool {
    text.rsplit_once('@').is_some_and(|(local, host)| {
        (1..=20).contains(&local.len())
            && local.bytes().all(|b| b.is_ascii_alphanumeric() || b".-_+".contains(&b))
            && !host.is_empty()
            && host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-".contains(&b))
    })
}

impl Config {
    /// Where `/metrics` is answered, if anywhere.
    ///
    /// Errors: `metrics_listen` is no address.
    pub fn metrics_address(&self) -> Result<Option<SocketAddr>, ConfigError> {
        if self.metrics_listen.is_empty() {
            return Ok(None);
        }
        self.metrics_listen.parse().map(Some).map_err(|_| ConfigError::Range {
            name: "metrics_listen",
            problem: "has to be an address and a port, such as 127.0.0.1:9464, or empty",
        })
    }
}

/// The names of all variables that begin as ours do, in order.
fn variables() -> Vec<String> {
    let mut names: Vec<String> = std::env::vars_os()
        .filter_map(|(name, _)| name.into_string().ok())
        .filter(|name| name.starts_with("WEFT_"))
        .collect();
    names.sort_unstable();
    names
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the environment")]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Where a text is no TOML and why, without the text itself: the line may hold a password.
fn place_and_problem(text: &str, error: &toml::de::Error) -> String {
    let line = error
        .span()
        .and_then(|span| text.get(..span.start))
        .map_or(1, |before| before.matches('\n').count() + 1);
    format!("line {line}: {}", error.message())
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn load(text: &str, variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let dir = tempfile::tempdir().expect("temp dir");
        let path = dir.path().join("weft.toml");
        std::fs::write(&path, text).expect("write");
        let names: Vec<String> = variables.iter().map(|(name, _)| (*name).to_owned()).collect();
        Config::load_from(Some(&path), &names, &|name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn defaults_stand_alone() {
        let config = load("", &[]).expect("load");
        assert_eq!(config, Config::default());
        config.check().expect("defaults are in range");
    }

    #[test]
    fn variables_stand_over_the_file() {
        let config = load(
            "tick = 30\norganisation = \"File works\"\n",
            &[("WEFT_TICK", "1"), ("WEFT_ZONE", "Europe/Berlin"), ("WEFT_LOG_FORMAT", "json")],
        )
        .expect("load");
        assert_eq!(config.tick, 1);
        assert_eq!(config.organisation, "File works");
        assert_eq!(config.zone, chrono_tz::Europe::Berlin);
        assert_eq!(config.log_format, LogFormat::Json);
    }

    #[test]
    fn every_setting_has_its_variable() {
        let table = toml::Table::from_iter(NAMES.iter().map(|name| {
            let value = if NUMBERS.contains(name) {
                toml::Value::Integer(1)
            } else {
                toml::Value::String(match *name {
                    "listen" => "127.0.0.1:1".to_owned(),
                    "zone" => "UTC".to_owned(),
                    "log_format" => "auto".to_owned(),
                    other => other.to_owned(),
                })
            };
            ((*name).to_owned(), value)
        }));
        Config::read(&table).expect("every name is a setting");
        let shown = format!("{:?}", Config::default());
        // All but `demo`, which nobody sets.
        assert_eq!(shown.matches(": ").count(), NAMES.len() + 1, "{shown}");
    }

    #[test]
    fn mistakes_are_named() {
        let message = |text: &str, variables: &[(&str, &str)]| {
            load(text, variables).expect_err("refused").to_string()
        };
        assert!(message("tik = 1", &[]).contains("tik"));
        assert!(message("", &[("WEFT_TICK", "often")]).contains("WEFT_TICK"));
        assert!(message("", &[("WEFT_ZONE", "Europe/Atlantis")]).contains("WEFT_ZONE"));
        let slip = message("", &[("WEFT_BASEURL", "https://weft.example")]);
        assert!(slip.contains("WEFT_BASEURL") && slip.contains("WEFT_BASE_URL"), "{slip}");
        load("", &[("WEFT_SERVICE_HOST", "10.0.0.1"), ("WEFT_PORT", "tcp://10.0.0.1:80")])
            .expect("what Kubernetes sets beside a service called weft");
        assert!(message("tick = 60", &[]).contains("tick"));
        assert!(message("bounces = '/var/mail/bounces'", &[]).contains("bounce_address"));
        for wrong in ["bounces", "a b@x.org", "@x.org", "bounces-of-a-very-long-name@x.org"] {
            assert!(
                message(&format!("bounce_address = '{wrong}'"), &[]).contains("bounce_address")
            );
        }
        load("bounce_address = 'bounces@weft.example'", &[]).expect("an address");
        assert!(message("metrics_listen = '9090'", &[]).contains("metrics_listen"));
        assert!(message("stop_delay = 61", &[]).contains("stop_delay"));
        assert!(message("base_url = 'weft.example'", &[]).contains("base_url"));
    }

    #[test]
    fn a_named_file_has_to_exist() {
        let missing = Path::new("/nowhere/weft.toml");
        assert!(matches!(
            Config::load_from(Some(missing), &[], &|_| None),
            Err(ConfigError::Unreadable { .. })
        ));
    }
}
