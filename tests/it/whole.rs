//! Whole transactions, done again when the database breaks them off.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use chrono::TimeDelta;
use tokio::sync::Barrier;
use weft::domain::clock::Clock as _;
use weft::programmes::round::RoundError;
use weft::store::StoreError;
use weft::store::error::LostAtCommit;
use weft::store::lease::{lease_get, lease_take};
use weft::store::whole::{Outage, away, broken_off, outage};
use weft::web::error::WebError;
use weft::whole;

use crate::world::{Engine, World, both, run};

async fn touch(
    tx: &mut weft::store::Tx,
    world: &World,
    name: &str,
    holder: &str,
) -> Result<(), StoreError> {
    let now = world.clock.now();
    lease_take(tx, name, holder, now, now + TimeDelta::seconds(1)).await.map(|_| ())
}

both!(an_error_undoes_what_was_written_and_is_not_tried_again, async |world| {
    let mut tries = 0;
    let failed = whole!(&world.env, |tx| {
        tries += 1;
        touch(tx, &world, "one", "a").await?;
        Err::<(), _>(StoreError::Stale { noun: "thing", expected: "there".to_owned() })
    });
    assert!(matches!(failed, Err(StoreError::Stale { .. })));
    assert_eq!(tries, 1);
    let mut tx = world.env.db.read().await.expect("read");
    assert_eq!(lease_get(&mut tx, "one").await.expect("read"), None);
});

both!(the_databases_clock_is_the_servers, async |world| {
    let time = world.env.db.server_time().await.expect("asked");
    assert_eq!(time.is_some(), world.env.db.engine() == "postgres");
});

/// Two transactions that take two rows in opposite order, each after the other has its first.
#[test]
fn of_two_that_wait_for_each_other_both_are_done() {
    run(Engine::Postgres, async |world: World| {
        let world = Arc::new(world);
        for name in ["one", "two"] {
            whole!(&world.env, |tx| touch(tx, &world, name, "a").await).expect("rows");
        }
        let (both_have_one, tries) = (Arc::new(Barrier::new(2)), Arc::new(AtomicUsize::new(0)));
        let work = [["one", "two"], ["two", "one"]].map(|[first, second]| {
            let (world, meet, tries) = (world.clone(), both_have_one.clone(), tries.clone());
            tokio::spawn(async move {
                let mut first_try = true;
                whole!(&world.env, |tx| {
                    tries.fetch_add(1, Ordering::Relaxed);
                    touch(tx, &world, first, "a").await?;
                    if std::mem::take(&mut first_try) {
                        meet.wait().await;
                    }
                    touch(tx, &world, second, "a").await
                })
            })
        });
        for done in work {
            done.await.expect("task").expect("both are done");
        }
        assert!(tries.load(Ordering::Relaxed) > 2, "nobody was broken off");
    });
}

/// The server ends the session in the middle of a transaction.
#[test]
fn a_lost_connection_is_no_lost_transaction() {
    run(Engine::Postgres, async |world: World| {
        let mut tries = 0;
        let done = whole!(&world.env, |tx| {
            tries += 1;
            touch(tx, &world, "one", "a").await?;
            if tries == 1 {
                world
                    .raw(
                        "select pg_terminate_backend(pid) from pg_stat_activity
                         where datname = current_database() and pid <> pg_backend_pid()",
                    )
                    .await;
            }
            touch(tx, &world, "two", "a").await
        });
        done.expect("done again");
        assert_eq!(tries, 2);
        let mut tx = world.env.db.read().await.expect("a new connection");
        for name in ["one", "two"] {
            assert!(lease_get(&mut tx, name).await.expect("read").is_some(), "{name}");
        }
    });
}

#[test]
fn what_is_tried_again_and_what_is_waited_for() {
    let lost = || sqlx::Error::Io(std::io::ErrorKind::ConnectionReset.into());
    assert!(broken_off(&StoreError::Database(lost())));
    assert!(!broken_off(&StoreError::Database(sqlx::Error::RowNotFound)));
    assert!(!broken_off(&StoreError::Database(sqlx::Error::PoolTimedOut)));
    assert!(away(&StoreError::Database(sqlx::Error::PoolTimedOut)));
    assert!(away(&StoreError::Unsure(LostAtCommit("gone".to_owned()))));
    assert!(!broken_off(&StoreError::Unsure(LostAtCommit("gone".to_owned()))));
    assert!(!away(&StoreError::Database(sqlx::Error::RowNotFound)));
    // Also inside the errors of those who asked for it, up to the page.
    let unsure = || RoundError::Store(StoreError::Unsure(LostAtCommit("gone".to_owned())));
    assert_eq!(outage(&unsure()), Some(Outage::Unsure));
    assert_eq!(outage(&RoundError::Store(StoreError::Database(lost()))), Some(Outage::Away));
    let status = |error: RoundError| WebError::internal(error).into_response().status();
    assert_eq!(status(unsure()), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(status(RoundError::Interrupted), StatusCode::INTERNAL_SERVER_ERROR);
}
