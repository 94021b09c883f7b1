//! A database opens, keeps a setting and undoes what was not committed.

use chrono::TimeDelta;
use weft::domain::clock::Clock;
use weft::store::setting::{setting_get, setting_set};

use crate::world::both;

both!(a_setting_is_kept_when_committed_and_undone_when_not, async |world| {
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    setting_set(&mut tx, "sending", &"on", now).await.expect("set");
    tx.commit().await.expect("commit");
    world.advance(TimeDelta::minutes(1));
    let mut tx = world.env.db.write().await.expect("write");
    setting_set(&mut tx, "sending", &"off", now).await.expect("set");
    drop(tx);
    let mut tx = world.env.db.read().await.expect("read");
    let value: Option<String> = setting_get(&mut tx, "sending").await.expect("get");
    assert_eq!(value.as_deref(), Some("on"));
});
