//! Commands around the service: serve, migrate, replay, the audit log.

use std::net::SocketAddr;

use clap::Args;
use serde_json::json;

use super::{Outcome, Output};
use crate::app;
use crate::config::Config;
use crate::domain::id::RunId;
use crate::programmes::replay;
use crate::store::audit::{AuditCheck, audit_verify as verify};

#[derive(Debug, Args)]
pub(super) struct Serve {
    /// Where to listen [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<SocketAddr>,
    /// Seconds between two ticks of the scheduler, 1 to 59 [default: 15]
    #[arg(long, value_name = "SECONDS")]
    tick: Option<u32>,
    /// Where `/metrics` is answered, such as 127.0.0.1:9464 [default: nowhere]
    #[arg(long, value_name = "ADDRESS")]
    metrics_listen: Option<SocketAddr>,
}

impl Serve {
    /// The command line stands over file and variables.
    pub(super) fn over(&self, config: &mut Config) {
        config.listen = self.listen.unwrap_or(config.listen);
        config.tick = self.tick.unwrap_or(config.tick);
        if let Some(address) = self.metrics_listen {
            config.metrics_listen = address.to_string();
        }
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
    let env = app::open_as_is(config).await?;
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
            let broken = format!("the audit log is broken at line {seq}: {why}");
            let value = json!({ "whole": false, "line": seq, "why": why });
            output.verdict(false, &broken, &value, "the log cannot be relied on")
        }
    }
}

/// Solves a stored run again and compares.
pub(super) async fn replay(config: &Config, output: &Output, run: RunId) -> Outcome {
    let env = app::open_as_is(config).await?;
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
    output.verdict(
        found.holds(),
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
        "the replay differs",
    )
}
