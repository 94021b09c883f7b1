//! Processes that start at once on an empty database.

use weft::store::Db;
use weft::store::schema::schema_get;

use super::service::{Arrangement, Engine, Fleet};
use crate::{alone, runtime};

fn three_start_at_once(engine: Engine) {
    let _alone = alone();
    let runtime = runtime();
    for _ in 0..3 {
        let arrangement = Arrangement::new(engine, None, &runtime);
        let mut fleet = Fleet::start(&arrangement, 3);
        (0..3).for_each(|which| fleet.answers(which));
        fleet.all_alive();
        let ready = fleet.get(1, "/healthz");
        assert!(ready.starts_with("HTTP/1.1 200"), "{ready}\n{}", fleet.log());
        runtime.block_on(async {
            let url = weft::app::database(&arrangement.config).expect("address");
            let db = Db::connect(&url).await.expect("connect");
            let mut tx = db.read().await.expect("read");
            let schema = schema_get(&mut tx).await.expect("schema");
            assert!(schema.behind.is_empty() && schema.ahead.is_empty(), "{schema:?}");
            drop(tx);
            db.close().await;
        });
        fleet.stop();
    }
}

#[test]
fn three_processes_migrate_an_empty_file_once() {
    three_start_at_once(Engine::Sqlite);
}

#[test]
fn three_processes_migrate_an_empty_postgres_database_once() {
    three_start_at_once(Engine::Postgres);
}
