//! `/metrics` on a listener of its own: what an operator's alarms are made of. Labels are patterns of routes, states and
//! kinds, so there is a bounded number of them, and none names a person, a team, a programme or an address.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chrono::{DateTime, TimeDelta, Utc};
use metrics::{counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::domain::plan::{NoticeState, RunState};
use crate::programmes::{Env, connections};
use crate::scheduler::health::{Health, health};
use crate::store::audit::{AuditCheck, audit_verify};
use crate::store::error::database_errors;
use crate::store::figures::{Figures, figures};
use crate::store::overview::delivery::outbox_states;
use crate::store::restored::restored_get;
use crate::store::{StoreError, outbox::sending_get};

/// Bounds of the histogram of requests. Units: seconds.
const SECONDS: [f64; 10] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];
/// How often the chain of the audit log is walked.
const AUDIT_EVERY: Duration = Duration::from_hours(1);
/// A scrape does not wait longer for the database.
const PATIENCE: Duration = Duration::from_secs(5);

/// What a scrape needs.
#[derive(Clone, Debug)]
pub struct Scrape {
    env: Env,
    period: TimeDelta,
    data: PathBuf,
    handle: PrometheusHandle,
}

/// Starts counting in this process.
///
/// Errors: something counts already, which a process does once.
pub fn start(env: &Env, period: TimeDelta, data: &Path) -> Result<Scrape> {
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full("weft_request_seconds".to_owned()), &SECONDS)
        .and_then(PrometheusBuilder::install_recorder)
        .context("the metrics cannot be counted")?;
    describe();
    gauge!("weft_build_info", "version" => env!("CARGO_PKG_VERSION"), "engine" => env.db.engine())
        .set(1.0);
    // What has not happened yet is there, as 0: an alarm can tell "never" from "not asked".
    for outcome in ["sent", "deferred", "failed", "suppressed", "cancelled", "put_back"] {
        counter!("weft_mails_total", "outcome" => outcome).increment(0);
    }
    for result in ["done", "failed", "idle"] {
        counter!("weft_ticks_total", "result" => result).increment(0);
    }
    counter!("weft_steps_failed_total").increment(0);
    counter!("weft_publications_failed_total").increment(0);
    gauge!("weft_audit_chain_whole").set(1.0);
    Ok(Scrape { env: env.clone(), period, data: data.to_owned(), handle })
}

fn describe() {
    describe_gauge!("weft_build_info", "1; version and engine of this process");
    describe_counter!("weft_requests_total", "Requests by route pattern, method and status");
    describe_histogram!("weft_request_seconds", "How long requests took, by route pattern");
    describe_gauge!("weft_ready", "1 when this process would answer /readyz with 200");
    describe_gauge!("weft_database_up", "1 when the database answered this scrape");
    describe_counter!("weft_database_errors_total", "Errors of the database met by this process");
    describe_gauge!("weft_database_connections", "Connections of this process, by use");
    describe_gauge!("weft_schema_fits", "1 when this version may work on the database's schema");
    describe_counter!(
        "weft_ticks_total",
        "Beats of this process: done, failed, or another process ticks"
    );
    describe_counter!("weft_steps_failed_total", "Steps of runs that failed in this process");
    describe_gauge!(
        "weft_tick_age_seconds",
        "Seconds since the last tick of any process; -1: never"
    );
    describe_gauge!("weft_tick_period_seconds", "Seconds between two ticks as configured");
    describe_gauge!("weft_runs", "Runs by subject and state");
    describe_gauge!(
        "weft_runs_failed_open",
        "Runs that failed in the last seven days and wait for somebody"
    );
    describe_gauge!("weft_slots_skipped", "Slots skipped as too old, or folded into a later one");
    describe_gauge!("weft_last_solve_seconds", "How long the newest solve took, by subject");
    describe_gauge!("weft_last_solve_gap_ratio", "Gap of the newest plan to its bound, by subject");
    describe_gauge!("weft_outbox", "Messages by state");
    describe_gauge!(
        "weft_outbox_oldest_due_seconds",
        "How long the oldest due message waits; 0: none"
    );
    describe_counter!("weft_mails_total", "What this process did with messages, by outcome");
    describe_gauge!("weft_relay_down", "1 while the relay as a whole does not take messages");
    describe_gauge!(
        "weft_relay_down_since_seconds",
        "Unix time since when the relay is down; 0: it is not"
    );
    describe_gauge!(
        "weft_sending_paused_seconds",
        "How long all sending is stopped by hand; 0: it is not"
    );
    describe_gauge!(
        "weft_restore_hold_seconds",
        "How long sending is held after a restore; 0: it is not"
    );
    describe_gauge!("weft_people", "Active people");
    describe_gauge!("weft_people_suppressed", "Active people whose address bounced");
    describe_gauge!("weft_publications", "Quarters of figures published");
    describe_counter!("weft_publications_failed_total", "Publications that failed in this process");
    describe_gauge!(
        "weft_publication_late_seconds",
        "How long a quarter is due and not published; 0: none is"
    );
    describe_gauge!(
        "weft_audit_chain_whole",
        "1 when the audit log's chain held when it was last walked"
    );
    describe_gauge!("weft_audit_checked_seconds", "Unix time at which the chain was last walked");
    describe_gauge!("weft_disk_free_bytes", "Free space where the data folder lies");
    describe_gauge!("weft_disk_size_bytes", "Size of the disk where the data folder lies");
    describe_gauge!("weft_scrape_seconds", "How long it took to make this answer");
    describe_counter!("weft_log_errors_total", "Lines of this process's log at the level error");
}

/// Serves `/metrics` until the service stops.
pub async fn serve(scrape: Scrape, listener: TcpListener, mut stop: watch::Receiver<bool>) {
    let chain = tokio::spawn(walk_chain(scrape.env.clone(), stop.clone()));
    let routes = Router::new().route("/metrics", get(answer)).with_state(scrape);
    let served = axum::serve(listener, routes).with_graceful_shutdown(async move {
        // An error means that the sender is gone, which is a reason to stop too.
        let _ = stop.wait_for(|stop| *stop).await;
    });
    if let Err(error) = served.await {
        tracing::error!(%error, "the listener of the metrics ended");
    }
    // It may be in the middle of a long log; what it finds is asked for by nobody any more.
    chain.abort();
}

async fn answer(State(scrape): State<Scrape>) -> impl IntoResponse {
    (
        [
            (header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8"),
            (header::CACHE_CONTROL, "no-store"),
        ],
        text(&scrape).await,
    )
}

/// The answer to one scrape.
pub async fn text(scrape: &Scrape) -> String {
    let started = Instant::now();
    let read = tokio::time::timeout(PATIENCE, rows(scrape)).await;
    let up = matches!(read, Ok(Ok(())));
    if let Ok(Err(error)) = &read {
        tracing::warn!(
            error = error as &dyn std::error::Error,
            "a scrape could not read the database"
        );
    }
    gauge!("weft_database_up").set(flag(up));
    if !up {
        gauge!("weft_ready").set(0.0);
    }
    counter!("weft_database_errors_total").absolute(database_errors());
    let (open, idle) = scrape.env.db.connections();
    let idle = u32::try_from(idle).unwrap_or(u32::MAX);
    gauge!("weft_database_connections", "use" => "idle").set(f64::from(idle));
    gauge!("weft_database_connections", "use" => "busy").set(f64::from(open.saturating_sub(idle)));
    if let Some((free, size)) = disk(&scrape.data) {
        gauge!("weft_disk_free_bytes").set(float(free));
        gauge!("weft_disk_size_bytes").set(float(size));
    }
    gauge!("weft_tick_period_seconds").set(seconds(scrape.period));
    gauge!("weft_scrape_seconds").set(started.elapsed().as_secs_f64());
    scrape.handle.run_upkeep();
    scrape.handle.render()
}

/// Reads what stands in rows: every process on the database answers the same.
async fn rows(scrape: &Scrape) -> Result<(), StoreError> {
    let env = &scrape.env;
    let now = env.clock.now();
    let health = health(env, scrape.period).await?;
    let mut tx = env.db.read().await?;
    let states = outbox_states(&mut tx).await?;
    let figures = figures(&mut tx, now).await?;
    let sending = sending_get(&mut tx).await?;
    let hold = restored_get(&mut tx).await?;
    drop(tx);
    let late = connections::late_since(env).await?;
    show_health(&health, now);
    for state in NoticeState::ALL {
        let n = states.iter().find(|(other, ..)| other == state).map_or(0, |(_, n, _)| *n);
        gauge!("weft_outbox", "state" => state.as_str()).set(count(n));
    }
    let paused = sending.changed_at.filter(|_| sending.paused);
    gauge!("weft_sending_paused_seconds").set(since(paused, now));
    let held = hold.map(|hold| hold.found_at.unwrap_or(now) - TimeDelta::seconds(1));
    gauge!("weft_restore_hold_seconds").set(since(held, now));
    gauge!("weft_publication_late_seconds").set(since(late, now));
    show_figures(&figures);
    Ok(())
}

fn show_health(health: &Health, now: DateTime<Utc>) {
    gauge!("weft_ready").set(flag(health.is_ready()));
    gauge!("weft_schema_fits").set(flag(health.schema.fits()));
    gauge!("weft_tick_age_seconds").set(health.tick_age.map_or(-1.0, seconds));
    gauge!("weft_outbox_oldest_due_seconds").set(since(health.oldest_due_at, now));
    let down = health.relay.down_since;
    gauge!("weft_relay_down").set(flag(down.is_some()));
    gauge!("weft_relay_down_since_seconds")
        .set(down.map_or(0.0, |at| seconds(at - DateTime::UNIX_EPOCH)));
}

fn show_figures(figures: &Figures) {
    for subject in ["round", "cohort", "call"] {
        for state in RunState::ALL {
            let n = figures
                .runs
                .iter()
                .find(|(of, other, _)| *of == subject && other == state)
                .map_or(0, |(.., n)| *n);
            gauge!("weft_runs", "subject" => subject, "state" => state.as_str()).set(count(n));
        }
    }
    gauge!("weft_runs_failed_open").set(count(figures.failed));
    gauge!("weft_slots_skipped").set(count(figures.slots_missed));
    for solve in &figures.solves {
        let ratio = float(solve.bound.saturating_sub(solve.value).max(0).unsigned_abs())
            / float(solve.bound.unsigned_abs().max(1));
        gauge!("weft_last_solve_seconds", "subject" => solve.subject)
            .set(float(solve.millis.max(0).unsigned_abs()) / 1000.0);
        gauge!("weft_last_solve_gap_ratio", "subject" => solve.subject).set(ratio);
    }
    gauge!("weft_people").set(count(figures.people));
    gauge!("weft_people_suppressed").set(count(figures.suppressed));
    gauge!("weft_publications").set(count(figures.publications));
}

/// Walks the audit log's chain now and then.
async fn walk_chain(env: Env, mut stop: watch::Receiver<bool>) {
    loop {
        let check = async {
            let mut tx = env.db.snapshot().await?;
            audit_verify(&mut tx).await
        };
        match check.await {
            Ok(check) => {
                gauge!("weft_audit_chain_whole")
                    .set(flag(matches!(check, AuditCheck::Whole { .. })));
                gauge!("weft_audit_checked_seconds")
                    .set(float(env.clock.now().timestamp().max(0).unsigned_abs()));
                if let AuditCheck::Broken { seq, why } = check {
                    tracing::error!(line = seq, why, "the audit log is broken");
                }
            }
            Err(error) => {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "the audit log could not be checked"
                );
            }
        }
        tokio::select! {
            () = tokio::time::sleep(AUDIT_EVERY) => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
    }
}

/// Counts a request under the pattern of its route: paths hold ids and tokens.
pub async fn measure(route: Option<MatchedPath>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = method(request.method());
    let response = next.run(request).await;
    let route = route.map_or_else(|| "none".to_owned(), |route| route.as_str().to_owned());
    let status = class(response.status());
    histogram!("weft_request_seconds", "route" => route.clone())
        .record(started.elapsed().as_secs_f64());
    counter!("weft_requests_total", "route" => route, "method" => method, "status" => status)
        .increment(1);
    response
}

/// The methods there are; whatever else somebody sends is one.
fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        _ => "other",
    }
}

fn class(status: StatusCode) -> &'static str {
    match status.as_u16() / 100 {
        1 => "1xx",
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    }
}

/// Free and whole space of the disk under a folder. Units: bytes.
pub fn disk(folder: &Path) -> Option<(u64, u64)> {
    let found = rustix::fs::statvfs(folder).ok()?;
    Some((found.f_bavail.checked_mul(found.f_frsize)?, found.f_blocks.checked_mul(found.f_frsize)?))
}

fn flag(holds: bool) -> f64 {
    if holds { 1.0 } else { 0.0 }
}

fn since(at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> f64 {
    at.map_or(0.0, |at| seconds(now - at).max(0.0))
}

fn seconds(length: TimeDelta) -> f64 {
    length.as_seconds_f64()
}

fn count(n: usize) -> f64 {
    float(u64::try_from(n).unwrap_or(u64::MAX))
}

#[expect(clippy::cast_precision_loss, reason = "counts and bytes stay far below 2^53")]
fn float(n: u64) -> f64 {
    n as f64
}
