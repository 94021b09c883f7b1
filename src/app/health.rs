//! `/healthz` (the process answers) and `/readyz` (it can work), for service managers and load balancers.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use chrono::TimeDelta;
use serde_json::json;

use crate::programmes::Env;
use crate::scheduler::health::health;

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

/// 200 when the database answers, its schema is this version's (the service does not start otherwise) and the last tick
/// is younger than four periods; 503 with the same JSON when not.
async fn readyz(State(probe): State<Probe>) -> impl IntoResponse {
    let serving = probe.ready.load(Ordering::Relaxed);
    let found = health(&probe.env, probe.period).await;
    let (ready, body) = match &found {
        Ok(health) => {
            let ready = serving && health.ticking;
            let body = json!({
                "ready": ready,
                "stopping": !serving,
                "database": "ok",
                "tick_age_seconds": health.tick_age.map(|age| age.num_seconds()),
                "ticking": health.ticking,
                "oldest_due_at": health.oldest_due_at,
                "sending_paused": health.sending_paused,
            });
            (ready, body)
        }
        Err(error) => {
            tracing::error!(error = error as &dyn std::error::Error, "not ready");
            (false, json!({ "ready": false, "stopping": !serving, "database": "does not answer" }))
        }
    };
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (
        status,
        [(header::CACHE_CONTROL, "no-store"), (header::CONTENT_TYPE, "application/json")],
        format!("{body}\n"),
    )
}
