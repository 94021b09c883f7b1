//! PostgreSQL as the store uses it: the pool, and one connection or transaction of it.
//!
//! Between the service and the server there may be a pooler that hands every transaction to another connection of the
//! server (`PgBouncer` in transaction mode). Nothing here outlives a transaction then: `statement-cache-capacity=0` in the
//! database's address means that statements have no names on the server, and that reads are transactions too.

use std::time::Duration;

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;
use sqlx::error::BoxDynError;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgArguments, PgConnectOptions, PgPoolOptions, PgQueryResult, PgRow};
use sqlx::postgres::{PgStatement, PgTypeInfo};
use sqlx::{
    ConnectOptions, Either, Execute, Executor, PgConnection, PgPool, Postgres, SqlStr, Transaction,
};

use super::{Conn, Db, StoreError};

/// What a database's address says when a pooler stands in between.
const NO_NAMES: &str = "statement-cache-capacity=0";

/// A pool of connections to a server.
#[derive(Clone, Debug)]
pub struct Server {
    pool: PgPool,
    /// Statements have names and are kept by the server's connection, which is ours alone.
    named: bool,
}

impl Server {
    /// Errors: the address is none, or the server cannot be reached within ten seconds.
    pub(super) async fn connect(address: &str) -> Result<Self, StoreError> {
        let named = !address.contains(NO_NAMES);
        let options: PgConnectOptions = address.parse()?;
        let pool = PgPoolOptions::new()
            .max_connections(8)
            .acquire_timeout(Duration::from_secs(10))
            // The hook below finds a connection that is gone as well as a ping would.
            .test_before_acquire(false)
            // sqlx 0.9.0 (issue 4393): a `begin` that is cancelled, as axum does when a client leaves, can leave its
            // connection inside a transaction. Both statements, because the server warns in its log of a `rollback`
            // outside a transaction. A connection that answers with an error is given up for a new one.
            .before_acquire(|conn, _| {
                Box::pin(async move { Ok(conn.execute("begin; rollback").await.is_ok()) })
            })
            // A pooler refuses parameters that it does not know; no column here holds a float.
            .connect_with(
                options.extra_float_digits(None).log_statements(tracing::log::LevelFilter::Off),
            )
            .await?;
        Ok(Self { pool, named })
    }

    /// A connection for independent reads; behind a pooler, a transaction.
    pub(super) async fn read(&self) -> Result<Session, StoreError> {
        if self.named {
            Ok(Session { held: Held::Reads(self.pool.acquire().await?), named: true })
        } else {
            self.begin("begin read only").await
        }
    }

    pub(super) async fn begin(&self, statement: &'static str) -> Result<Session, StoreError> {
        let held = Held::Whole(self.pool.begin_with(statement).await?);
        Ok(Session { held, named: self.named })
    }

    /// Connections that are open, and how many of them nobody uses.
    pub(super) fn connections(&self) -> (u32, usize) {
        (self.pool.size(), self.pool.num_idle())
    }

    pub(super) async fn close(&self) {
        self.pool.close().await;
    }
}

/// A connection or transaction.
#[derive(Debug)]
pub struct Session {
    held: Held,
    named: bool,
}

#[derive(Debug)]
enum Held {
    Reads(PoolConnection<Postgres>),
    Whole(Transaction<'static, Postgres>),
}

impl Session {
    fn connection(&mut self) -> &mut PgConnection {
        match &mut self.held {
            Held::Reads(connection) => connection,
            Held::Whole(transaction) => transaction,
        }
    }

    pub(super) async fn commit(self) -> Result<(), sqlx::Error> {
        match self.held {
            Held::Reads(_) => Ok(()),
            Held::Whole(transaction) => transaction.commit().await,
        }
    }

    /// Until the transaction ends no other that asks for it changes the schema. Not a lock of the session: behind a
    /// pooler the session that takes it is another one than the session that gives it back.
    pub(super) async fn lock_schema(&mut self) -> Result<(), StoreError> {
        // Any number that nothing else on this database takes.
        sqlx::query("select pg_advisory_xact_lock(7305804402)").execute(&mut *self).await?;
        Ok(())
    }
}

/// A statement, with or without a name on the server.
struct Spoken<E> {
    statement: E,
    named: bool,
}

impl<'q, E: Execute<'q, Postgres>> Execute<'q, Postgres> for Spoken<E> {
    fn sql(self) -> SqlStr {
        self.statement.sql()
    }

    fn statement(&self) -> Option<&PgStatement> {
        self.statement.statement()
    }

    fn take_arguments(&mut self) -> Result<Option<PgArguments>, BoxDynError> {
        self.statement.take_arguments()
    }

    fn persistent(&self) -> bool {
        self.named && self.statement.persistent()
    }
}

impl<'c> Executor<'c> for &'c mut Session {
    type Database = Postgres;

    fn fetch_many<'e, 'q: 'e, E>(
        self,
        query: E,
    ) -> BoxStream<'e, Result<Either<PgQueryResult, PgRow>, sqlx::Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        let named = self.named;
        self.connection().fetch_many(Spoken { statement: query, named })
    }

    fn fetch_optional<'e, 'q: 'e, E>(
        self,
        query: E,
    ) -> BoxFuture<'e, Result<Option<PgRow>, sqlx::Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        let named = self.named;
        self.connection().fetch_optional(Spoken { statement: query, named })
    }

    fn prepare_with<'e>(
        self,
        sql: SqlStr,
        parameters: &'e [PgTypeInfo],
    ) -> BoxFuture<'e, Result<PgStatement, sqlx::Error>>
    where
        'c: 'e,
    {
        self.connection().prepare_with(sql, parameters)
    }

    fn describe<'e>(
        self,
        sql: SqlStr,
    ) -> BoxFuture<'e, Result<sqlx::Describe<Postgres>, sqlx::Error>>
    where
        'c: 'e,
    {
        self.connection().describe(sql)
    }
}

impl Db {
    /// The clock of the database's server, which all replicas share; `None` on the embedded engine, whose processes share
    /// their machine's. The one place where SQL is asked for the time.
    pub async fn server_time(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let mut tx = self.read().await?;
        let Conn::Postgres(session) = tx.conn() else { return Ok(None) };
        let (now,): (DateTime<Utc>,) =
            sqlx::query_as("select clock_timestamp()").fetch_one(session).await?;
        Ok(Some(now))
    }
}
