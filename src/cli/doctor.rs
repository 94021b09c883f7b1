//! `weft doctor`: is everything there that the service needs, and does it work? Each finding says what to do.

use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::{Outcome, Output};
use crate::app;
use crate::app::metrics::disk;
use crate::config::Config;
use crate::programmes::{Env, restored};
use crate::scheduler::health::{Health, health};
use crate::store::StoreError;
use crate::store::audit::{AuditCheck, audit_verify};
use crate::store::capacity::ledger_differences;
use crate::store::figures::figures;
use crate::store::integrity::{database_defects, server_clock};

/// Less free space than this is too little: a backup and the day's mails need room.
const DISK_LEAST: u64 = 500 * 1024 * 1024;
/// A due message that waits for longer says that delivery does not keep up.
const WAITS_MOST: TimeDelta = TimeDelta::hours(1);
/// Clocks may differ by so much: leases of 40 seconds are compared across machines.
const CLOCKS_MOST: TimeDelta = TimeDelta::seconds(5);

/// One thing that was looked at.
struct Finding {
    what: &'static str,
    ok: bool,
    found: String,
    /// What to do; empty when nothing is.
    todo: String,
}

impl Finding {
    fn good(what: &'static str, found: impl Into<String>) -> Self {
        Self { what, ok: true, found: found.into(), todo: String::new() }
    }

    fn bad(what: &'static str, found: impl Into<String>, todo: impl Into<String>) -> Self {
        Self { what, ok: false, found: found.into(), todo: todo.into() }
    }
}

/// Looks at everything the service needs, without starting it and without sending anything.
pub(super) async fn doctor(config: &Config, output: &Output) -> Outcome {
    let mut findings =
        vec![data_folder(config), disk_space(config), link_key(config), address(config)];
    match app::open_as_is(config).await {
        Ok(env) => {
            let found = format!("{} answers, schema up to date", env.db.engine());
            findings.push(Finding::good("database", found));
            findings.extend(inside(config, &env).await);
            env.db.close().await;
        }
        Err(error) => findings.push(Finding::bad(
            "database",
            format!("{error:#}"),
            "check `database` in the configuration, and that its server runs; `weft migrate` makes an embedded one, \
             and brings an older one up to date",
        )),
    }
    findings.push(relay(config).await);
    let well = findings.iter().all(|finding| finding.ok);
    let mut sentences = String::new();
    for Finding { what, ok, found, todo } in &findings {
        let mark = if *ok { "ok   " } else { "WRONG" };
        sentences.push_str(&format!("{mark}  {what}: {found}\n"));
        if !todo.is_empty() {
            sentences.push_str(&format!("       what to do: {todo}\n"));
        }
    }
    let list: Vec<Value> = findings
        .iter()
        .map(|finding| {
            json!({
                "what": finding.what,
                "ok": finding.ok,
                "found": finding.found,
                "todo": finding.todo,
            })
        })
        .collect();
    output.verdict(well, &sentences, &json!({ "ok": well, "findings": list }), "something is wrong")
}

fn data_folder(config: &Config) -> Finding {
    const WHAT: &str = "data folder";
    let folder = config.data.display();
    if !config.data.exists() {
        return Finding::good(WHAT, format!("{folder} is made at the first start"));
    }
    let probe = config.data.join(".doctor");
    let written = std::fs::File::create(&probe)
        .and_then(|mut file| file.write_all(b"?").and_then(|()| file.sync_all()));
    // It was only a probe.
    let _ = std::fs::remove_file(&probe);
    if let Err(error) = written {
        return Finding::bad(
            WHAT,
            format!("{folder} cannot be written: {error}"),
            "give it to the user that runs the service, and look at the disk",
        );
    }
    match open_to_others(&config.data) {
        Some(mode) => Finding::bad(
            WHAT,
            format!("{folder} is open to other users of this machine (mode {mode:o})"),
            format!("chmod 700 {folder}"),
        ),
        None => Finding::good(WHAT, format!("{folder} can be written, by its owner alone")),
    }
}

/// The permissions, when others than the owner have any.
fn open_to_others(path: &Path) -> Option<u32> {
    let mode = std::fs::metadata(path).ok()?.permissions().mode() & 0o777;
    (mode & 0o077 != 0).then_some(mode)
}

fn disk_space(config: &Config) -> Finding {
    const WHAT: &str = "disk";
    let folder = if config.data.exists() { config.data.as_path() } else { Path::new(".") };
    let Some((free, size)) = disk(folder) else {
        return Finding::good(WHAT, "how much is free cannot be told here");
    };
    let mega = |bytes: u64| bytes / (1024 * 1024);
    let found = format!("{} of {} MB are free", mega(free), mega(size));
    if free < DISK_LEAST {
        return Finding::bad(
            WHAT,
            found,
            "make room: without it nothing can be written, and a backup needs as much as the database has",
        );
    }
    Finding::good(WHAT, found)
}

fn link_key(config: &Config) -> Finding {
    const WHAT: &str = "link key";
    if !config.link_key.0.is_empty() {
        return Finding::good(WHAT, "set as link_key");
    }
    let file = config.data.join("link.key");
    if !file.exists() {
        return Finding::good(WHAT, "is made at the first start");
    }
    match open_to_others(&file) {
        Some(mode) => Finding::bad(
            WHAT,
            format!("{} is open to other users of this machine (mode {mode:o})", file.display()),
            format!("chmod 600 {}; whoever read it can act for people", file.display()),
        ),
        None => Finding::good(WHAT, format!("kept in {}, for its owner alone", file.display())),
    }
}

async fn inside(config: &Config, env: &Env) -> Vec<Finding> {
    let mut findings = vec![whole(env).await, clocks(env).await];
    let period = TimeDelta::seconds(i64::from(config.tick));
    match health(env, period).await {
        Ok(health) => findings.extend([ticker(&health), outbox(&health)]),
        Err(error) => findings.push(unread("scheduler", &error)),
    }
    findings.push(held(env).await);
    findings.push(suppressed(env).await);
    findings.push(audit(env).await);
    findings.push(ledger(env).await);
    findings
}

fn unread(what: &'static str, error: &StoreError) -> Finding {
    Finding::bad(what, error.to_string(), "the log of the database says why it does not answer")
}

async fn whole(env: &Env) -> Finding {
    const WHAT: &str = "integrity";
    let check = async {
        let mut tx = env.db.snapshot().await?;
        database_defects(&mut tx).await
    };
    match check.await {
        Ok(defects) => match defects.first() {
            None => Finding::good(WHAT, "no page and no key is damaged"),
            Some(first) => Finding::bad(
                WHAT,
                format!("{first} ({} findings)", defects.len()),
                "stop the service, keep this file, and put the last good backup back: docs/operations.md, “Back up and \
                 restore”",
            ),
        },
        Err(error) => unread(WHAT, &error),
    }
}

async fn clocks(env: &Env) -> Finding {
    const WHAT: &str = "clock";
    let look = async {
        let mut tx = env.db.read().await?;
        server_clock(&mut tx).await
    };
    match look.await {
        Ok(None) => Finding::good(WHAT, format!("{} UTC", stamp(env.clock.now()))),
        Ok(Some(there)) => {
            let off = env.clock.now() - there;
            let found = format!("{} ms apart from the database's", off.num_milliseconds().abs());
            if off.abs() <= CLOCKS_MOST {
                return Finding::good(WHAT, found);
            }
            Finding::bad(
                WHAT,
                found,
                "let both machines follow a time server (chrony, systemd-timesyncd)",
            )
        }
        Err(error) => unread(WHAT, &error),
    }
}

fn stamp(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%M:%S").to_string()
}

fn ticker(health: &Health) -> Finding {
    const WHAT: &str = "scheduler";
    match health.tick_age {
        None => Finding::good(WHAT, "has never ticked; that is right before the first start"),
        Some(age) => {
            let found = format!("the last tick was {} seconds ago", age.num_seconds());
            if health.ticking {
                return Finding::good(WHAT, found);
            }
            Finding::bad(
                WHAT,
                found,
                "start the service; if it runs, its log says why it does not tick: docs/operations.md, “WeftTickerDead”",
            )
        }
    }
}

fn outbox(health: &Health) -> Finding {
    const WHAT: &str = "outbox";
    if health.sending_paused {
        return Finding::bad(
            WHAT,
            "all sending is stopped by the kill switch",
            "start it again on the page /admin/sending or by `weft sending resume`, once the reason is gone",
        );
    }
    match health.oldest_due_age {
        None => Finding::good(WHAT, "nothing waits"),
        Some(age) if age < WAITS_MOST => Finding::good(
            WHAT,
            format!("the oldest due message waits for {} minutes", age.num_minutes()),
        ),
        Some(age) => Finding::bad(
            WHAT,
            format!("the oldest due message waits for {} minutes", age.num_minutes()),
            "look at the relay below and at the page /admin/outbox: docs/operations.md, “WeftOutboxStuck”",
        ),
    }
}

async fn held(env: &Env) -> Finding {
    const WHAT: &str = "restore";
    match restored::is_held(env).await {
        Ok(false) => Finding::good(WHAT, "nothing is held"),
        Ok(true) => Finding::bad(
            WHAT,
            "the database was put back from a backup: sending and rounds are held",
            "decide with `weft restored status` or on the page /admin/restored",
        ),
        Err(error) => unread(WHAT, &error),
    }
}

async fn suppressed(env: &Env) -> Finding {
    const WHAT: &str = "addresses";
    let look = async {
        let mut tx = env.db.read().await?;
        figures(&mut tx, env.clock.now()).await
    };
    match look.await {
        // A few bounces are ordinary; a twentieth of everybody is a wrong domain in the roster.
        Ok(figures) if figures.suppressed * 20 > figures.people => Finding::bad(
            WHAT,
            format!(
                "{} of {} active people get no mail, because theirs bounced",
                figures.suppressed, figures.people
            ),
            "compare the roster's addresses with the directory and import it again",
        ),
        Ok(figures) => Finding::good(
            WHAT,
            format!(
                "{} of {} active people get no mail, because theirs bounced",
                figures.suppressed, figures.people
            ),
        ),
        Err(error) => unread(WHAT, &error),
    }
}

async fn audit(env: &Env) -> Finding {
    const WHAT: &str = "audit log";
    let check = async {
        let mut tx = env.db.snapshot().await?;
        audit_verify(&mut tx).await
    };
    match check.await {
        Ok(AuditCheck::Whole { lines }) => Finding::good(WHAT, format!("whole, {lines} lines")),
        Ok(AuditCheck::Broken { seq, why }) => Finding::bad(
            WHAT,
            format!("broken at line {seq}: {why}"),
            "keep a copy of the database as it is: docs/operations.md, “WeftAuditChainBroken”",
        ),
        Err(error) => unread(WHAT, &error),
    }
}

/// Counts the capacity ledger again from its bookings.
async fn ledger(env: &Env) -> Finding {
    const WHAT: &str = "capacity ledger";
    let check = async {
        let mut tx = env.db.snapshot().await?;
        ledger_differences(&mut tx).await
    };
    match check.await {
        Ok(wrong) => match wrong.first() {
            None => Finding::good(WHAT, "every count is what its bookings say"),
            Some(first) => Finding::bad(
                WHAT,
                format!(
                    "{} team weeks count something else than their bookings say; the first is team {} in the week \
                     of {}: {} bootcamp, {} rotation, {} lent, {} minutes counted; {}, {}, {}, {} booked",
                    wrong.len(),
                    first.team_id,
                    first.week.monday(),
                    first.counted.bootcamp,
                    first.counted.rotation,
                    first.counted.lend,
                    first.counted.minutes,
                    first.booked.bootcamp,
                    first.booked.rotation,
                    first.booked.lend,
                    first.booked.minutes,
                ),
                "this is a defect of Weft: report it with this line; bookings hold, and count as they stand",
            ),
        },
        Err(error) => unread(WHAT, &error),
    }
}

/// Connects to the relay; no message is sent.
async fn relay(config: &Config) -> Finding {
    const WHAT: &str = "mail";
    let mut transports = match app::transports(config) {
        Ok(transports) => transports,
        Err(error) => {
            return Finding::bad(
                WHAT,
                format!("{error:#}"),
                "correct `smtp` or `smtp_ca` in the configuration",
            );
        }
    };
    if config.smtp.0.is_empty() {
        return Finding::good(
            WHAT,
            format!("no relay: mails land in {}", app::mailbox(config).display()),
        );
    }
    let workers = transports.len();
    let Some(transport) = transports.first_mut() else {
        return Finding::bad(
            WHAT,
            "no connection to the relay is configured",
            "set smtp_workers to 1 or more",
        );
    };
    match transport.probe().await {
        Ok(found) => Finding::good(
            WHAT,
            format!("the relay answers: {found}; {workers} connections at most"),
        ),
        Err(why) => Finding::bad(
            WHAT,
            format!("the relay does not work: {why}"),
            "check address, port, certificate and login of `smtp`: docs/operations.md, “WeftRelayDown”",
        ),
    }
}

fn address(config: &Config) -> Finding {
    const WHAT: &str = "base URL";
    let local = config.listen.ip().is_loopback();
    if config.base_url.is_empty() {
        return if local {
            Finding::good(WHAT, "not set; links in mails work on this machine only")
        } else {
            Finding::bad(
                WHAT,
                "not set, though the service listens to other machines: links in mails would not work",
                "set base_url to where people reach the service, such as https://weft.example.org",
            )
        };
    }
    let host = config.base_url.split("://").nth(1).unwrap_or_default();
    let here =
        host.starts_with("127.") || host.starts_with("localhost") || host.starts_with("[::1]");
    if config.base_url.starts_with("http://") && !here {
        return Finding::bad(
            WHAT,
            format!("{} is not encrypted: sessions and links travel in the open", config.base_url),
            "put a proxy with TLS in front (deploy/) and set base_url to https://…",
        );
    }
    if host.trim_end_matches('/').contains('/') {
        return Finding::bad(
            WHAT,
            format!("{} has a path", config.base_url),
            "Weft answers at the root of a host name: take the path away",
        );
    }
    Finding::good(WHAT, config.base_url.clone())
}
