//! A world: one organisation in a fresh database, with a clock that only moves when told.

use std::future::Future;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use weft::domain::clock::Clock;
use weft::domain::id::Ids;
use weft::programmes::{Env, LinkKey, Site};
use weft::store::{Db, Url};

/// Runs a scenario on both engines: `both!(name, async |world| { … });`.
macro_rules! both {
    ($(#[$meta:meta])* $name:ident, $scenario:expr) => {
        mod $name {
            #[allow(unused_imports, reason = "scenarios use what they need")]
            use super::*;
            $(#[$meta])*
            #[test]
            fn sqlite() {
                $crate::world::run($crate::world::Engine::Sqlite, $scenario);
            }
            $(#[$meta])*
            #[test]
            fn postgres() {
                $crate::world::run($crate::world::Engine::Postgres, $scenario);
            }
        }
    };
}
pub(crate) use both;

/// Which database a world lives in.
#[derive(Clone, Copy, Debug)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// A clock that moves when told; and what it showed when it was last set forward without anybody noticing time pass.
#[derive(Debug)]
pub struct TestClock(Mutex<DateTime<Utc>>, Mutex<Option<DateTime<Utc>>>);

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().expect("clock")
    }

    fn set_forward_at(&self) -> Option<DateTime<Utc>> {
        *self.1.lock().expect("clock")
    }
}

/// A clock that goes on between two looks, as a machine's does.
struct GoingOn(Arc<TestClock>, AtomicI64);

impl Clock for GoingOn {
    fn now(&self) -> DateTime<Utc> {
        self.0.now() + TimeDelta::microseconds(self.1.fetch_add(1, Ordering::Relaxed) + 1)
    }
}

pub struct World {
    pub env: Env,
    pub clock: Arc<TestClock>,
    pub dir: tempfile::TempDir,
    pub url: Url,
}

/// Builds a world on `engine`, runs the scenario and tears the database down.
pub fn run<F, R>(engine: Engine, scenario: F)
where
    F: FnOnce(World) -> R,
    R: Future<Output = ()>,
{
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("runtime");
    runtime.block_on(async {
        let world = World::new(engine).await;
        let db = world.env.db.clone();
        scenario(world).await;
        db.close().await;
    });
}

impl World {
    /// The same world while time goes on: what was read of the clock a moment ago is not what it shows now.
    pub fn while_time_goes_on(&self) -> Env {
        let clock = Arc::new(GoingOn(self.clock.clone(), AtomicI64::new(0)));
        Env { clock, ..self.env.clone() }
    }

    /// An empty organisation on Tuesday 6 January 2026, 08:00 UTC.
    pub async fn new(engine: Engine) -> Self {
        let dir = tempfile::tempdir().expect("temp dir");
        let url = match engine {
            Engine::Sqlite => Url::Sqlite(dir.path().join("weft.db")),
            Engine::Postgres => Url::Postgres(fresh_postgres().await),
        };
        let db = Db::open(&url).await.expect("open database");
        let start = Utc.with_ymd_and_hms(2026, 1, 6, 8, 0, 0).single().expect("instant");
        let clock = Arc::new(TestClock(Mutex::new(start), Mutex::default()));
        let mut rng = ChaCha8Rng::seed_from_u64(7);
        let ids = Arc::new(Ids::new(Box::new(move |bytes| rng.fill_bytes(bytes))));
        let site = Arc::new(Site {
            base_url: "http://127.0.0.1:8080".to_owned(),
            organisation: "Test works".to_owned(),
            mail_from: "weft@test.example".to_owned(),
            mail_host: "test.example".to_owned(),
            zone: chrono_tz::Europe::Berlin,
            link_key: LinkKey([7; 32]),
            local_mailbox: true,
            demo: false,
        });
        let env = Env { db, clock: clock.clone(), ids, site };
        Self { env, clock, dir, url }
    }

    /// Runs a statement past the store, to damage rows on purpose. The same text has to do for both engines.
    pub async fn raw(&self, sql: &'static str) {
        match &self.url {
            Url::Sqlite(path) => {
                let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
                let pool = sqlx::SqlitePool::connect_with(options).await.expect("connect");
                sqlx::query(sql).execute(&pool).await.expect("statement");
                pool.close().await;
            }
            Url::Postgres(address) => {
                let pool = sqlx::PgPool::connect(address).await.expect("connect");
                sqlx::query(sql).execute(&pool).await.expect("statement");
                pool.close().await;
            }
        }
    }

    /// How many rows every table holds.
    pub async fn counts(&self) -> Vec<(String, i64)> {
        let mut counts = Vec::new();
        match &self.url {
            Url::Sqlite(path) => {
                let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
                let pool = sqlx::SqlitePool::connect_with(options).await.expect("connect");
                let names: Vec<(String,)> = sqlx::query_as(
                    "select name from sqlite_master where type = 'table' order by name",
                )
                .fetch_all(&pool)
                .await
                .expect("tables");
                for (name,) in names {
                    let sql = sqlx::AssertSqlSafe(format!("select count(*) from {name}"));
                    let (rows,): (i64,) =
                        sqlx::query_as(sql).fetch_one(&pool).await.expect("count");
                    counts.push((name, rows));
                }
                pool.close().await;
            }
            Url::Postgres(address) => {
                let pool = sqlx::PgPool::connect(address).await.expect("connect");
                let names: Vec<(String,)> = sqlx::query_as(
                    "select table_name::text from information_schema.tables where table_schema = 'public' order by 1",
                )
                .fetch_all(&pool)
                .await
                .expect("tables");
                for (name,) in names {
                    let sql = sqlx::AssertSqlSafe(format!("select count(*) from {name}"));
                    let (rows,): (i64,) =
                        sqlx::query_as(sql).fetch_one(&pool).await.expect("count");
                    counts.push((name, rows));
                }
                pool.close().await;
            }
        }
        counts
    }

    /// Lets time pass.
    pub fn advance(&self, by: TimeDelta) {
        *self.clock.0.lock().expect("clock") += by;
    }

    /// Somebody sets the clock, and a process that is alive sees that no such time passed.
    pub fn set_forward(&self, by: TimeDelta) {
        self.advance(by);
        *self.clock.1.lock().expect("clock") = Some(self.clock.now());
    }
}

/// A new, empty database on the private server that `bin/with-postgres` starts.
async fn fresh_postgres() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let server = std::env::var_os("WEFT_TEST_POSTGRES")
        .and_then(|address| address.into_string().ok())
        .expect(
            "WEFT_TEST_POSTGRES is not set: run the tests by bin/test, or under bin/with-postgres",
        );
    let name = format!("weft_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let pool = sqlx::PgPool::connect(&server).await.expect("the private PostgreSQL server");
    sqlx::query(sqlx::AssertSqlSafe(format!("create database {name}")))
        .execute(&pool)
        .await
        .expect("create database");
    pool.close().await;
    let (base, _) = server.rsplit_once('/').expect("server address");
    format!("{base}/{name}")
}
