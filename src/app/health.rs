//! `/healthz` (the process answers) and `/readyz` (it can work), for service managers and load balancers.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use chrono::TimeDelta;
use serde_json::json;

use crate::programmes::Env;
use crate::scheduler::health::health;
use crate::scheduler::outbox::relay_down_since;

#[derive(Clone)]
struct Probe {
    env: Env,
    period: TimeDelta,
    ready: Arc<AtomicBool>,
}

/// The two routes. `ready` becomes false when the service is told to stop.
pub fn routes(env: Env, period: TimeDelta, ready: Arc<AtomicBool>) -> Router {
    Router::new()
        .route("/healthz", get(async || ([(header::CACHE_CONTROL, "no-store")], "ok\n")))
        .route("/readyz", get(readyz))
        .with_state(Probe { env, period, ready })
}

/// A look at the database does not take longer.
const PATIENCE: Duration = Duration::from_secs(5);

/// 200 when the database answers, its schema has everything this version needs and the last tick is younger than four
/// periods; 503 with the same JSON when not.
async fn readyz(State(probe): State<Probe>) -> impl IntoResponse {
    let serving = probe.ready.load(Ordering::Relaxed);
    let found = tokio::time::timeout(PATIENCE, health(&probe.env, probe.period)).await;
    let (ready, body) = match &found {
        Ok(Ok(health)) => {
            let ready = serving && health.is_ready();
            let body = json!({
                "ready": ready,
                "stopping": !serving,
                "database": "ok",
                "schema": {
                    "fits": health.schema.fits(),
                    "known": health.schema.known,
                    "behind": health.schema.behind,
                    "ahead": health.schema.ahead,
                },
                "tick_age_seconds": health.tick_age.map(|age| age.num_seconds()),
                "ticking": health.ticking,
                "oldest_due_at": health.oldest_due_at,
                "oldest_due_age_seconds": health.oldest_due_age.map(|age| age.num_seconds()),
                "relay_down_since": relay_down_since(),
                "sending_paused": health.sending_paused,
                "held_after_restore": health.held_after_restore,
            });
            (ready, body)
        }
        Ok(Err(error)) => {
            tracing::error!(error = error as &dyn std::error::Error, "not ready");
            (false, json!({ "ready": false, "stopping": !serving, "database": "does not answer" }))
        }
        Err(_) => {
            tracing::error!(
                "not ready: the database takes longer than {} seconds",
                PATIENCE.as_secs()
            );
            (
                false,
                json!({ "ready": false, "stopping": !serving, "database": "does not answer in time" }),
            )
        }
    };
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (
        status,
        [(header::CACHE_CONTROL, "no-store"), (header::CONTENT_TYPE, "application/json")],
        format!("{body}\n"),
    )
}
