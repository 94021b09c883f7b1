//! Commands around the service: serve, migrate, doctor, roles, the audit log.

use std::io::Write as _;
use std::net::SocketAddr;

use anyhow::{Context, anyhow};
use chrono::TimeDelta;
use clap::Args;
use serde_json::{Value, json};

use super::{Outcome, Output};
use crate::app;
use crate::config::Config;
use crate::domain::id::RunId;
use crate::programmes::{Env, replay};
use crate::scheduler::health::health;
use crate::store::Db;
use crate::store::audit::{AuditCheck, audit_verify as verify};
use crate::store::capacity::ledger_differences;

#[derive(Debug, Args)]
pub(super) struct Serve {
    /// Where to listen [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<SocketAddr>,
    /// Seconds between two ticks of the scheduler, 1 to 59 [default: 15]
    #[arg(long, value_name = "SECONDS")]
    tick: Option<u32>,
}

impl Serve {
    /// The command line stands over file and variables.
    pub(super) fn over(&self, config: &mut Config) {
        config.listen = self.listen.unwrap_or(config.listen);
        config.tick = self.tick.unwrap_or(config.tick);
    }
}

pub(super) async fn serve(config: &Config, output: &Output) -> Outcome {
    let listener = app::listen(config, "--listen").await?;
    // Port 0 is any that is free: links have to name the one it became.
    let config = &Config { listen: listener.local_addr()?, ..config.clone() };
    let env = app::open(config).await?;
    let output = *output;
    let base_url = env.site.base_url.clone();
    app::serve(env, config, listener, move |address| {
        output.result(
            &format!("Weft answers at {base_url} (listening on {address}). Stop it with Ctrl-C."),
            &json!({ "base_url": base_url, "listening": address }),
        );
    })
    .await?;
    Ok(())
}

pub(super) async fn migrate(config: &Config, output: &Output) -> Outcome {
    let env = app::open(config).await?;
    let engine = env.db.engine();
    env.db.close().await;
    output.result(
        &format!("The {engine} database is up to date."),
        &json!({ "engine": engine, "up_to_date": true }),
    );
    Ok(())
}

pub(super) async fn audit_verify(config: &Config, output: &Output) -> Outcome {
    let env = app::open(config).await?;
    let mut tx = env.db.snapshot().await?;
    let check = verify(&mut tx).await?;
    drop(tx);
    env.db.close().await;
    match check {
        AuditCheck::Whole { lines } => {
            output.result(
                &format!(
                    "The audit log is whole: {lines} lines, each follows from the one before."
                ),
                &json!({ "whole": true, "lines": lines }),
            );
            Ok(())
        }
        AuditCheck::Broken { seq, why } => {
            output.result("", &json!({ "whole": false, "line": seq, "why": why }));
            Err(anyhow!("the audit log is broken at line {seq}: {why}").into())
        }
    }
}

/// Solves a stored run again and compares.
pub(super) async fn replay(config: &Config, output: &Output, run: RunId) -> Outcome {
    let env = app::open(config).await?;
    let found = replay::replay(&env, run).await?;
    env.db.close().await;
    let mut sentences = format!(
        "The plan of {} is {}; the stored problem {} its hash; the certificate {}.",
        found.version,
        if found.equal { "the same, byte for byte" } else { "NOT the same" },
        if found.hash_holds { "has" } else { "does NOT have" },
        if found.certificate_holds { "holds" } else { "does NOT hold" },
    );
    for difference in &found.differences {
        sentences.push_str(&format!("\n  {difference}"));
    }
    output.result(
        &sentences,
        &json!({
            "run": run,
            "equal": found.equal,
            "hash_holds": found.hash_holds,
            "certificate_holds": found.certificate_holds,
            "weft": found.version,
            "differences": found.differences,
            "seconds": std::time::Duration::from_millis(u64::try_from(found.solve_millis).unwrap_or(0)).as_secs_f64(),
        }),
    );
    if found.holds() { Ok(()) } else { Err(anyhow!("the replay differs").into()) }
}

/// One thing that was looked at.
struct Finding {
    what: &'static str,
    ok: bool,
    found: String,
}

/// Looks at everything the service needs, without starting it.
pub(super) async fn doctor(config: &Config, output: &Output) -> Outcome {
    let mut findings = vec![data_folder(config)];
    match database(config).await {
        Ok(env) => {
            findings.push(Finding {
                what: "database",
                ok: true,
                found: format!("{} answers, schema up to date", env.db.engine()),
            });
            findings.extend(inside(config, &env).await);
            env.db.close().await;
        }
        Err(error) => {
            findings.push(Finding { what: "database", ok: false, found: format!("{error:#}") });
        }
    }
    findings.push(mail(config));
    findings.push(address(config));
    let well = findings.iter().all(|finding| finding.ok);
    let mut sentences = String::new();
    for Finding { what, ok, found } in &findings {
        let mark = if *ok { "ok   " } else { "WRONG" };
        sentences.push_str(&format!("{mark}  {what}: {found}\n"));
    }
    let list: Vec<Value> = findings
        .iter()
        .map(|finding| json!({ "what": finding.what, "ok": finding.ok, "found": finding.found }))
        .collect();
    output.result(&sentences, &json!({ "ok": well, "findings": list }));
    if well { Ok(()) } else { Err(anyhow!("something is wrong").into()) }
}

async fn database(config: &Config) -> anyhow::Result<Env> {
    let url = app::database(config)?;
    if let crate::store::Url::Sqlite(path) = &url
        && !path.exists()
    {
        return Err(anyhow!("there is none yet; weft migrate or weft serve makes it"));
    }
    let db = Db::connect(&url).await.context("it does not answer")?;
    db.migrate().await.context("its schema is not this version's")?;
    app::env(config, db).await
}

fn data_folder(config: &Config) -> Finding {
    if !config.data.exists() {
        let found = format!("{} is made at the first start", config.data.display());
        return Finding { what: "data folder", ok: true, found };
    }
    let probe = config.data.join(".doctor");
    let written = std::fs::File::create(&probe)
        .and_then(|mut file| file.write_all(b"?").and_then(|()| file.sync_all()));
    // It was only a probe.
    let _ = std::fs::remove_file(&probe);
    Finding {
        what: "data folder",
        ok: written.is_ok(),
        found: match written {
            Ok(()) => format!("{} can be written", config.data.display()),
            Err(error) => format!("{} cannot be written: {error}", config.data.display()),
        },
    }
}

async fn inside(config: &Config, env: &Env) -> Vec<Finding> {
    let mut findings = Vec::new();
    let period = TimeDelta::seconds(i64::from(config.tick));
    match health(env, period).await {
        Ok(health) => {
            let tick = match health.tick_age {
                None => "has never ticked; that is right before the first start".to_owned(),
                Some(age) => format!("the last tick was {} seconds ago", age.num_seconds()),
            };
            findings.push(Finding { what: "scheduler", ok: true, found: tick });
            let waiting = health.oldest_due_at.map(|at| env_age(env, at));
            let found = match (health.sending_paused, waiting) {
                (true, _) => "all sending is stopped by the kill switch".to_owned(),
                (false, None) => "nothing waits".to_owned(),
                (false, Some(age)) => {
                    format!("the oldest due message waits for {} minutes", age.num_minutes())
                }
            };
            let ok = !health.sending_paused && waiting.is_none_or(|age| age < TimeDelta::hours(1));
            findings.push(Finding { what: "outbox", ok, found });
        }
        Err(error) => {
            findings.push(Finding { what: "scheduler", ok: false, found: error.to_string() });
        }
    }
    let check = async {
        let mut tx = env.db.snapshot().await?;
        verify(&mut tx).await
    };
    findings.push(match check.await {
        Ok(AuditCheck::Whole { lines }) => {
            Finding { what: "audit log", ok: true, found: format!("whole, {lines} lines") }
        }
        Ok(AuditCheck::Broken { seq, why }) => {
            Finding { what: "audit log", ok: false, found: format!("broken at line {seq}: {why}") }
        }
        Err(error) => Finding { what: "audit log", ok: false, found: error.to_string() },
    });
    findings.push(ledger(env).await);
    findings
}

/// Counts the capacity ledger again from its bookings.
async fn ledger(env: &Env) -> Finding {
    let check = async {
        let mut tx = env.db.snapshot().await?;
        ledger_differences(&mut tx).await
    };
    let (ok, found) = match check.await {
        Ok(wrong) => match wrong.first() {
            None => (true, "every count is what its bookings say".to_owned()),
            Some(first) => (
                false,
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
            ),
        },
        Err(error) => (false, error.to_string()),
    };
    Finding { what: "capacity ledger", ok, found }
}

fn env_age(env: &Env, since: chrono::DateTime<chrono::Utc>) -> TimeDelta {
    env.clock.now() - since
}

fn mail(config: &Config) -> Finding {
    match app::transports(config) {
        Ok(_) if config.smtp.0.is_empty() => Finding {
            what: "mail",
            ok: true,
            found: format!("no relay: mails land in {}", app::mailbox(config).display()),
        },
        Ok(workers) => Finding {
            what: "mail",
            ok: true,
            found: format!("a relay is configured, {} connections at most", workers.len()),
        },
        Err(error) => Finding { what: "mail", ok: false, found: format!("{error:#}") },
    }
}

fn address(config: &Config) -> Finding {
    let guessed = config.base_url.is_empty();
    let local = config.listen.ip().is_loopback();
    Finding {
        what: "base URL",
        ok: !guessed || local,
        found: match (guessed, local) {
            (false, _) => config.base_url.clone(),
            (true, true) => "not set; links in mails work on this machine only".to_owned(),
            (true, false) => "not set, though the service listens to other machines: links in mails would not work".to_owned(),
        },
    }
}
