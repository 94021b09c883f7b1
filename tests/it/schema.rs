//! Versions of the schema: which versions of Weft run on which.

use chrono::TimeDelta;
use weft::scheduler::health::health;
use weft::store::schema::{Schema, schema_get};
use weft::store::{Db, StoreError};

use crate::world::{World, both};

async fn schema(world: &World) -> Schema {
    let mut tx = world.env.db.read().await.expect("read");
    schema_get(&mut tx).await.expect("schema")
}

/// A migration of a version of Weft that is yet to come.
async fn one_step_more(world: &World, version: i64) {
    let expand = match version {
        9001 => "alter table teams add column motto text",
        _ => "create table mottos (id bigint primary key, words text not null)",
    };
    world.raw(expand).await;
    let note = match version {
        9001 => {
            "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
             values (9001, 'to come', true, '', 1)"
        }
        _ => {
            "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
             values (9002, 'to come too', true, '', 1)"
        }
    };
    world.raw(note).await;
}

both!(a_version_works_one_step_behind_and_says_so_and_not_two, async |world| {
    world.team("search").person("ada").in_coffee().await;
    world.team("maps").person("bob").in_coffee().await;
    assert!(schema(&world).await.fits());
    one_step_more(&world, 9001).await;
    // What runs goes on: a whole round, with the columns that it knows.
    world.round().await;
    let found = health(&world.env, TimeDelta::seconds(15)).await.expect("health");
    assert_eq!(found.schema.ahead, [9001]);
    assert!(found.schema.fits() && found.ticking);
    // What starts may.
    let db = Db::open(&world.url).await.expect("one step ahead");
    db.close().await;

    one_step_more(&world, 9002).await;
    let found = health(&world.env, TimeDelta::seconds(15)).await.expect("health");
    assert!(!found.schema.fits(), "{:?}", found.schema);
    let Err(error) = Db::open(&world.url).await else { panic!("two steps ahead") };
    assert!(
        matches!(&error, StoreError::Ahead { ahead, .. } if ahead == &[9001, 9002]),
        "{error:?}"
    );
    let words = error.to_string();
    assert!(words.contains("2 steps ahead") && words.contains("9001, 9002"), "{words}");
    assert!(words.contains("start a newer version"), "{words}");
    // Nothing was touched by the refusal.
    assert_eq!(schema(&world).await, found.schema);
});

both!(a_migration_that_was_changed_after_it_ran_is_refused, async |world| {
    world.raw("update _sqlx_migrations set checksum = '' where version = 1").await;
    let Err(error) = Db::open(&world.url).await else { panic!("it was changed") };
    assert!(matches!(error, StoreError::Migrate(_)), "{error:?}");
});

both!(what_is_missing_is_brought_in, async |world| {
    // The last migration was never there.
    world.raw("drop table target_teams").await;
    world.raw("drop table targets").await;
    world.raw("delete from _sqlx_migrations where version = 12").await;
    assert_eq!(schema(&world).await.behind, [12]);
    let db = Db::open(&world.url).await.expect("brought forward");
    db.migrate().await.expect("again changes nothing");
    db.close().await;
    assert!(schema(&world).await.behind.is_empty());
});
