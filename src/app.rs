//! The roof: puts the floors together from a configuration, starts the service, and stops it without losing anything.

pub mod backup;
mod clock;
mod health;
mod key;
pub mod metrics;
mod relay;
mod seen;

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
use tokio::signal::unix::{Signal, SignalKind, signal};
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
use crate::store::run::runs_give_back;
use crate::store::schema::schema_get;
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
/// the generator taken from the machine, and the clock from the database's server or the machine.
pub async fn open(config: &Config) -> Result<Env> {
    prepare(&config.data)?;
    let db = Db::open(&database(config)?).await.context("the database could not be opened")?;
    env(config, db).await
}

/// As [`open`] where there is no database yet, else as [`open_as_is`]: for what may be the first thing that is done.
pub async fn open_or_make(config: &Config) -> Result<Env> {
    match database(config)? {
        Url::Sqlite(path) if path.exists() => open_as_is(config).await,
        Url::Sqlite(_) => open(config).await,
        url @ Url::Postgres(_) => {
            let db = Db::connect(&url).await.context("the database could not be opened")?;
            let mut tx = db.read().await?;
            let made = schema_get(&mut tx).await.is_ok();
            drop(tx);
            db.close().await;
            if made { open_as_is(config).await } else { open(config).await }
        }
    }
}

/// As [`open`], over the database as it is: for whoever looks, or does one thing, beside a service that may be of another
/// version. Nothing is brought up to date, because that is decided by whoever makes a backup first.
///
/// Errors: there is no database, it does not answer, or it is not one that this version works on.
pub async fn open_as_is(config: &Config) -> Result<Env> {
    let url = database(config)?;
    if let Url::Sqlite(path) = &url
        && !path.exists()
    {
        bail!("there is no database yet; weft migrate or weft serve makes it");
    }
    let db = Db::connect(&url).await.context("the database could not be opened")?;
    let mut tx = db.read().await?;
    let schema = schema_get(&mut tx)
        .await
        .context("the database holds no tables of Weft; weft migrate makes them")?;
    drop(tx);
    if !schema.behind.is_empty() {
        bail!(
            "the database is of an older version, {} behind this one: make a backup, then run weft migrate",
            match schema.behind.len() {
                1 => "one step".to_owned(),
                steps => format!("{steps} steps"),
            }
        );
    }
    if !schema.fits() {
        bail!("the database is of a newer version than this one; install that version");
    }
    prepare(&config.data)?;
    env(config, db).await
}

/// As [`open`], over a database that is open already.
pub async fn env(config: &Config, db: Db) -> Result<Env> {
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
    let clock = clock::clock(&config.test_clock, &db).await?;
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

/// Takes the address for `/metrics`, when one is configured.
///
/// Errors: the address cannot be listened on.
pub async fn listen_for_metrics(config: &Config) -> Result<Option<TcpListener>> {
    let Some(address) = config.metrics_address()? else { return Ok(None) };
    let listener = TcpListener::bind(address).await.with_context(|| {
        format!("{address} cannot be listened on; choose another address with metrics_listen")
    })?;
    Ok(Some(listener))
}

/// The service was told a second time to stop, and ended where it stood.
#[derive(Debug, thiserror::Error)]
#[error("told twice to stop: what was in hand is left, and its leases run out by themselves")]
pub struct Impatient;

/// Runs the service on `listener` until SIGTERM or SIGINT: pages, heartbeat and dispatcher. `listening` is called with the address
/// once requests are answered.
///
/// Stopping: not ready → (`stop_delay`) → open requests finish (10 s at most) → nothing new is claimed → the mail in hand
/// is finished → leases are given back. A second signal ends it at once.
///
/// Errors: [`Impatient`] after a second signal.
pub async fn serve(
    env: Env,
    config: &Config,
    listener: TcpListener,
    listening: impl FnOnce(SocketAddr) + Send,
) -> Result<()> {
    // Before anything works: a signal that comes meanwhile stops it like a later one, instead of killing it.
    let mut told = Told::new()?;
    let holder = holder(&env);
    let period = TimeDelta::seconds(i64::from(config.tick));
    let counted = match listen_for_metrics(config).await? {
        Some(listener) => Some((listener, metrics::start(&env, period, &config.data)?)),
        None => None,
    };
    seen::look(&env, &config.data).await?;
    let nudge = Arc::new(Notify::new());
    // Pages stop first, then what works behind them: requests that are under way may still decide something.
    let (close, mut closing) = watch::channel(false);
    let (stop, stopping) = watch::channel(false);
    let signals = Signals { nudge: nudge.clone(), stop: stopping.clone() };

    let address = listener.local_addr()?;
    let ready = Arc::new(AtomicBool::new(true));
    let pages = web::router(web::App::new(env.clone(), config.trusted_proxies))
        .context("the base URL is no origin")?
        .merge(health::routes(env.clone(), period, ready.clone()))
        .layer(from_fn(move |request, next| wake(nudge.clone(), request, next)))
        .layer(from_fn(metrics::measure));

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
    let every = Duration::from_secs(u64::from(config.tick));
    workers.spawn(seen::keep(env.clone(), config.data.clone(), every, stopping.clone()));
    if let Some((listener, counted)) = counted {
        tracing::info!(address = %listener.local_addr()?, "metrics are answered");
        workers.spawn(metrics::serve(counted, listener, stopping.clone()));
    }

    let mut server = tokio::spawn(
        axum::serve(listener, pages.into_make_service_with_connect_info::<SocketAddr>())
            .with_graceful_shutdown(async move {
                // An error means that the sender is gone, which is a reason to stop too.
                let _ = closing.wait_for(|close| *close).await;
            })
            .into_future(),
    );
    tracing::info!(%address, engine = env.db.engine(), %holder, "the service is ready");
    listening(address);

    tokio::select! {
        () = told.when_to_stop() => {}
        ended = &mut server => bail!("the server ended by itself: {ended:?}"),
    }
    let end = async {
        tracing::info!("stopping: open requests and the mail in hand are finished");
        ready.store(false, Ordering::Relaxed);
        tokio::time::sleep(Duration::from_secs(u64::from(config.stop_delay))).await;
        close.send_replace(true);
        if tokio::time::timeout(DRAIN, &mut server).await.is_err() {
            tracing::warn!("requests were still open after {} seconds", DRAIN.as_secs());
            server.abort();
        }
        stop.send_replace(true);
        heartbeat.end().await;
        while workers.join_next().await.is_some() {}
        give_back(&env, &holder).await;
        // A quarter that is being published may have a connection for long; it is published by the next start.
        if tokio::time::timeout(DRAIN, env.db.close()).await.is_err() {
            tracing::warn!("connections were still in use after {} seconds", DRAIN.as_secs());
        }
    };
    tokio::select! {
        () = end => tracing::info!("stopped"),
        () = told.when_to_stop() => {
            tracing::warn!("told twice to stop: ending at once; leases run out by themselves");
            return Err(Impatient.into());
        }
    }
    Ok(())
}

/// Gives back what this process has: the ticker's lease, and runs whose solve was left behind.
async fn give_back(env: &Env, holder: &str) {
    if let Err(error) = lead::resign(env, holder).await {
        tracing::warn!(%error, "the ticker's lease could not be given back; it runs out by itself");
    }
    let runs = async {
        let mut tx = env.db.write().await?;
        let runs = runs_give_back(&mut tx, holder, env.clock.now()).await?;
        tx.commit().await?;
        Ok::<_, crate::store::StoreError>(runs)
    };
    match runs.await {
        Ok(0) => {}
        Ok(runs) => tracing::info!(runs, "draws that were not finished were given back"),
        Err(error) => {
            tracing::warn!(%error, "draws could not be given back; their leases run out");
        }
    }
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

/// SIGTERM, as service managers send it, and SIGINT from a terminal.
struct Told {
    term: Signal,
    int: Signal,
}

impl Told {
    fn new() -> Result<Self> {
        Ok(Self { term: signal(SignalKind::terminate())?, int: signal(SignalKind::interrupt())? })
    }

    /// Returns with the next of either.
    async fn when_to_stop(&mut self) {
        tokio::select! {
            _ = self.term.recv() => {}
            _ = self.int.recv() => {}
        }
    }
}
