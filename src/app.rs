//! The roof: puts the floors together from a configuration, starts the service, and stops it without losing anything.

mod clock;
mod health;
mod key;
mod relay;

use std::net::SocketAddr;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use chrono::TimeDelta;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use tokio::net::TcpListener;
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;

use crate::config::Config;
use crate::domain::id::Ids;
use crate::mail::transport::Transport;
use crate::programmes::{Env, Site};
use crate::scheduler::dispatch::{Limits, dispatch};
use crate::scheduler::heartbeat::Heartbeat;
use crate::scheduler::outbox::Signals;
use crate::scheduler::{bounces, lead};
use crate::store::{Db, Url};
use crate::web;

/// How long open requests may take once the service is told to stop.
const DRAIN: Duration = Duration::from_secs(10);

/// The database that the configuration names.
///
/// Errors: an address of another kind than `postgres://…` and `sqlite:PATH`.
pub fn database(config: &Config) -> Result<Url> {
    let text = config.database.as_str();
    if text.is_empty() {
        return Ok(Url::Sqlite(config.data.join("weft.db")));
    }
    if let Some(path) = text.strip_prefix("sqlite:") {
        let path = path.strip_prefix("//").unwrap_or(path);
        return Ok(Url::Sqlite(PathBuf::from(path)));
    }
    if text.starts_with("postgres://") || text.starts_with("postgresql://") {
        return Ok(Url::Postgres(text.to_owned()));
    }
    bail!("the database has to be postgres://… or sqlite:PATH")
}

/// The folder where the local mailbox keeps its messages.
pub fn mailbox(config: &Config) -> PathBuf {
    config.data.join("mailbox")
}

/// Everything an action needs: the data folder is made when it is not there, the database opened and brought up to date,
/// the clock and the generator taken from the machine.
pub async fn open(config: &Config) -> Result<Env> {
    prepare(&config.data)?;
    let db = Db::open(&database(config)?).await.context("the database could not be opened")?;
    env(config, db)
}

/// As [`open`], over a database that is open already.
pub fn env(config: &Config, db: Db) -> Result<Env> {
    let mut generator = generator()?;
    let link_key = key::link_key(&config.link_key.0, &config.data, &mut generator)?;
    let base_url = if config.base_url.is_empty() {
        format!("http://{}", config.listen)
    } else {
        config.base_url.trim_end_matches('/').to_owned()
    };
    let mail_host = config.mail_from.rsplit('@').next().unwrap_or_default().to_owned();
    let site = Site {
        base_url,
        organisation: config.organisation.clone(),
        mail_from: config.mail_from.clone(),
        mail_host,
        zone: config.zone,
        link_key,
        local_mailbox: config.smtp.0.is_empty(),
        demo: config.demo,
    };
    let ids = Ids::new(Box::new(move |bytes| generator.fill_bytes(bytes)));
    let clock = clock::clock(&config.test_clock)?;
    Ok(Env { db, clock, ids: Arc::new(ids), site: Arc::new(site) })
}

/// A generator for ids, tokens and keys, seeded once by the operating system.
fn generator() -> Result<ChaCha20Rng> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).context("the operating system gives no randomness")?;
    Ok(ChaCha20Rng::from_seed(seed))
}

/// Makes the data folder, readable by its owner alone.
fn prepare(data: &Path) -> Result<()> {
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(data)
        .with_context(|| format!("the data folder {} cannot be made", data.display()))
}

/// The ways out for mail: the local mailbox, or one connection to the relay per worker.
///
/// Errors: the relay's address is none, or the file with its certificates cannot be read.
pub fn transports(config: &Config) -> Result<Vec<Transport>> {
    if config.smtp.0.is_empty() {
        return Ok(vec![Transport::mailbox(mailbox(config))]);
    }
    let relay = relay::relay(config)?;
    Ok((0..config.smtp_workers).map(|_| Transport::smtp(relay.clone())).collect())
}

/// What all workers keep to.
fn limits(config: &Config) -> Limits {
    Limits {
        per_minute: config.smtp_per_minute,
        connections: config.smtp_connections,
        bounce_address: config.bounce_address.clone(),
    }
}

/// A name for this process in leases: its number on the machine, and eight random digits.
pub fn holder(env: &Env) -> String {
    let mut bytes = [0; 4];
    env.ids.fill(&mut bytes);
    format!("{}-{:08x}", std::process::id(), u32::from_be_bytes(bytes))
}

/// Takes the address that the service listens on, before anything else is done: an address in use is known at once.
///
/// Errors: the address cannot be listened on; `other` says how to choose another.
pub async fn listen(config: &Config, other: &str) -> Result<TcpListener> {
    TcpListener::bind(config.listen).await.with_context(|| {
        format!("{} cannot be listened on; choose another address with {other}", config.listen)
    })
}

/// Runs the service on `listener` until SIGTERM or SIGINT: pages, heartbeat and dispatcher. `listening` is called with the address
/// once requests are answered.
///
/// Stopping: not ready → open requests finish (10 s at most) → nothing new is claimed → the mail in hand is finished →
/// leases are given back.
pub async fn serve(
    env: Env,
    config: &Config,
    listener: TcpListener,
    listening: impl FnOnce(SocketAddr) + Send,
) -> Result<()> {
    let holder = holder(&env);
    let period = TimeDelta::seconds(i64::from(config.tick));
    let nudge = Arc::new(Notify::new());
    let (stop, stopping) = watch::channel(false);
    let signals = Signals { nudge: nudge.clone(), stop: stopping.clone() };

    let address = listener.local_addr()?;
    let ready = Arc::new(AtomicBool::new(true));
    let pages = web::router(web::App::new(env.clone(), config.trusted_proxies))
        .context("the base URL is no origin")?
        .merge(health::routes(env.clone(), period, ready.clone()))
        .layer(from_fn(move |request, next| wake(nudge.clone(), request, next)));

    let mut workers = JoinSet::new();
    for (n, transport) in transports(config)?.into_iter().enumerate() {
        let name = format!("{holder}/{n}");
        let limits = limits(config);
        workers.spawn(dispatch(env.clone(), transport, name, signals.clone(), limits));
    }
    if !config.bounces.as_os_str().is_empty() {
        workers.spawn(bounces::watch(env.clone(), config.bounces.clone(), signals.clone()));
    }
    let heartbeat = Heartbeat::start(env.clone(), &holder, config.tick, signals).await?;

    let mut server = tokio::spawn({
        let mut stopping = stopping.clone();
        axum::serve(listener, pages.into_make_service_with_connect_info::<SocketAddr>())
            .with_graceful_shutdown(async move {
                // An error means that the sender is gone, which is a reason to stop too.
                let _ = stopping.wait_for(|stop| *stop).await;
            })
            .into_future()
    });
    tracing::info!(%address, engine = env.db.engine(), %holder, "the service is ready");
    listening(address);

    tokio::select! {
        signal = told_to_stop() => signal?,
        ended = &mut server => bail!("the server ended by itself: {ended:?}"),
    }
    tracing::info!("stopping: open requests and the mail in hand are finished");
    ready.store(false, Ordering::Relaxed);
    stop.send_replace(true);
    if tokio::time::timeout(DRAIN, &mut server).await.is_err() {
        tracing::warn!("requests were still open after {} seconds", DRAIN.as_secs());
        server.abort();
    }
    heartbeat.end().await;
    while workers.join_next().await.is_some() {}
    if let Err(error) = lead::resign(&env, &holder).await {
        tracing::warn!(%error, "the ticker's lease could not be given back; it runs out by itself");
    }
    env.db.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// What somebody just did may have left a message in the outbox: the dispatcher looks at once.
async fn wake(nudge: Arc<Notify>, request: Request, next: Next) -> axum::response::Response {
    let reads = request.method().is_safe();
    let response = next.run(request).await;
    if !reads {
        nudge.notify_one();
    }
    response
}

/// SIGTERM, as service managers send it, or SIGINT from a terminal.
async fn told_to_stop() -> Result<()> {
    let mut term = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        _ = term.recv() => {}
        done = tokio::signal::ctrl_c() => done?,
    }
    Ok(())
}
