//! What is kept long enough is forgotten, and an erased person is nowhere: held against `docs/privacy/register.toml`.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use sqlx::{AssertSqlSafe, SqlitePool};
use weft::demo;
use weft::domain::clock::Clock;
use weft::domain::person::PersonState;
use weft::domain::retention::{Kept, days, term};
use weft::mail::transport::Transport;
use weft::programmes::retention::{Forgotten, forget_due};
use weft::programmes::{mailbox, person_data};
use weft::store::Url;
use weft::store::person::{person_by_email, person_get};
use weft::store::publication::{NewLook, look_add};
use weft::store::retention::{import_files_forget, leavers_named, mails_forget, views_forget};
use weft::store::view::{View, view_add, view_list};

use crate::world::{Engine, World, both, run};

both!(what_was_kept_long_enough_is_forgotten, async |world: World| {
    world.team("Finance").person("ada").in_coffee().await;
    world.team("Legal").person("bob").in_coffee().await;
    let (ada, bob) = (world.id("ada").await, world.id("bob").await);
    world.round().await;
    assert!(world.deliver().await >= 2);
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    let look = View { viewer: "admin".to_owned(), what: "mail".to_owned(), at: now };
    view_add(&mut tx, uuid::Uuid::from_u128(9), ada, &look).await.expect("look");
    let on = now.date_naive();
    let figures = NewLook {
        viewer: Some(ada),
        role: "participant",
        what: "health",
        period: None,
        on,
        at: now,
    };
    look_add(&mut tx, uuid::Uuid::from_u128(8), &figures).await.expect("look at figures");
    tx.commit().await.expect("commit");
    assert_eq!(forget_due(&world.env).await.expect("first day"), Forgotten::default());

    // A day before the mails' term nothing of them is gone; a day after it they are empty, and the look is still there.
    world.advance(term(Kept::Mails) - TimeDelta::days(1));
    assert_eq!(forget_due(&world.env).await.expect("forget").mails, 0);
    world.advance(TimeDelta::days(2));
    let forgotten = forget_due(&world.env).await.expect("forget");
    assert!(forgotten.mails >= 2, "{forgotten:?}");
    let mut tx = world.env.db.write().await.expect("write");
    assert_eq!(mails_forget(&mut tx, world.clock.now(), 500).await.expect("again"), 0);
    assert_eq!(import_files_forget(&mut tx, now).await.expect("files"), 0);
    assert_eq!(views_forget(&mut tx, now).await.expect("views"), 0);
    assert_eq!(view_list(&mut tx, ada, 9).await.expect("views").len(), 1);
    assert_eq!(leavers_named(&mut tx, world.clock.now(), 9).await.expect("nobody left"), []);
    drop(tx);
    assert_eq!(forget_due(&world.env).await.expect("same day"), Forgotten::default());
    world.advance(term(Kept::Views) - term(Kept::Mails));
    assert_eq!(forget_due(&world.env).await.expect("forget").views, 2, "at her, and at figures");

    // Who left keeps the name for the term, and loses it then; who stayed keeps it.
    world.becomes("bob", PersonState::Left).await;
    world.advance(term(Kept::Leavers) - TimeDelta::days(1));
    assert_eq!(forget_due(&world.env).await.expect("forget").leavers, 0);
    world.advance(TimeDelta::days(2));
    assert_eq!(forget_due(&world.env).await.expect("forget").leavers, 1);
    let mut tx = world.env.db.read().await.expect("read");
    let gone = person_get(&mut tx, bob).await.expect("read").expect("a row");
    assert_eq!((gone.state, gone.name.as_str()), (PersonState::Left, "–"));
    let here = person_get(&mut tx, ada).await.expect("read").expect("a row");
    assert_eq!(here.name, world.name(ada).await);
    assert_eq!(days(Kept::Leavers), 365);
    drop(tx);
    assert!(mailbox::list(&world.env, mailbox::Box::Own(ada), None).await.is_ok());
});

/// Rows of each column that refers to a person, for one person.
async fn rows_of(pool: &SqlitePool, person: &[u8]) -> BTreeMap<(String, String), i64> {
    let tables: Vec<(String,)> =
        sqlx::query_as("select name from sqlite_master where type = 'table' and name not like '\\_sqlx%' escape '\\'")
            .fetch_all(pool)
            .await
            .expect("tables");
    let mut rows = BTreeMap::new();
    for (table,) in tables {
        let keys: Vec<(String,)> = sqlx::query_as(AssertSqlSafe(format!(
            "select \"from\" from pragma_foreign_key_list('{table}') where \"table\" = 'persons'"
        )))
        .fetch_all(pool)
        .await
        .expect("keys");
        for (column,) in keys {
            let sql = format!("select count(*) from {table} where {column} = $1");
            let (count,): (i64,) = sqlx::query_as(AssertSqlSafe(sql))
                .bind(person)
                .fetch_one(pool)
                .await
                .expect("count");
            rows.insert((table.clone(), column), count);
        }
    }
    rows
}

/// Every column of every table in which a text occurs.
async fn where_it_stands(pool: &SqlitePool, text: &str) -> Vec<String> {
    let columns: Vec<(String, String)> = sqlx::query_as(
        "select m.name, i.name from sqlite_master as m join pragma_table_info(m.name) as i
         where m.type = 'table'",
    )
    .fetch_all(pool)
    .await
    .expect("columns");
    let mut found = Vec::new();
    for (table, column) in columns {
        let sql =
            format!("select count(*) from {table} where instr(cast({column} as text), $1) > 0");
        let (count,): (i64,) =
            sqlx::query_as(AssertSqlSafe(sql)).bind(text).fetch_one(pool).await.expect("count");
        if count > 0 {
            found.push(format!("{table}.{column}"));
        }
    }
    found
}

#[test]
fn an_erased_person_is_nowhere_but_where_the_register_says() {
    run(Engine::Sqlite, async |world: World| {
        let mut transport = Transport::mailbox(world.dir.path().join("mailbox"));
        demo::tell(&world.env, &mut transport, 2, &mut |_| {}).await.expect("the demo's story");
        let Url::Sqlite(path) = &world.url else { unreachable!("SQLite") };
        let pool =
            SqlitePool::connect_with(sqlx::sqlite::SqliteConnectOptions::new().filename(path))
                .await
                .expect("connect");
        let register: BTreeMap<String, toml::Table> =
            toml::from_str(include_str!("../../docs/privacy/register.toml")).expect("register");

        // Everybody with mails of a round: the first by address, so that the day has one story.
        let (email,): (String,) = sqlx::query_as(
            "select persons.email from persons
             join group_members on group_members.person_id = persons.id
             join profiles on profiles.person_id = persons.id
             where not exists (select 1 from role_grants where role_grants.person_id = persons.id)
             group by persons.id order by count(*) desc, persons.email limit 1",
        )
        .fetch_one(&pool)
        .await
        .expect("somebody");
        let mut tx = world.env.db.read().await.expect("read");
        let person = person_by_email(&mut tx, &email).await.expect("read").expect("somebody");
        drop(tx);
        let id = person.id.0.as_bytes().to_vec();
        let before = rows_of(&pool, &id).await;
        assert!(before.values().filter(|count| **count > 0).count() >= 5, "{before:?}");
        assert!(!where_it_stands(&pool, &email).await.is_empty());

        person_data::erase(&world.env, person.id, None).await.expect("erase");

        let after = rows_of(&pool, &id).await;
        for ((table, column), rows) in &after {
            let erasure = register[table]["erasure"].as_str().expect("a word");
            let own =
                ["person_id", "subject_id", "recipient_id", "other_id"].contains(&column.as_str());
            match erasure {
                "deleted" if own => assert_eq!(*rows, 0, "{table}.{column} is said to be deleted"),
                "untouched" => {
                    panic!("{table}.{column} names people, the register says it does not")
                }
                "nameless" if own => {
                    assert_eq!(*rows, before[&(table.clone(), column.clone())], "{table}.{column}")
                }
                _ => {}
            }
        }
        // Name and address (of invitations) are in what others were written, until those mails are forgotten.
        let mut still: Vec<String> = where_it_stands(&pool, &person.name).await;
        still.extend(where_it_stands(&pool, &email).await);
        let to_others = ["outbox.subject".to_owned(), "outbox.message".to_owned()];
        assert!(still.iter().all(|place| to_others.contains(place)), "{still:?}");
        let (own,): (i64,) = sqlx::query_as(
            "select count(*) from outbox where recipient_id = $1 and (length(message) > 0 or subject <> '' or recipient_address <> '')",
        )
        .bind(&id)
        .fetch_one(&pool)
        .await
        .expect("count");
        assert_eq!(own, 0);
        pool.close().await;
    });
}
