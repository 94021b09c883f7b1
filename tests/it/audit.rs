//! The audit chain: whoever changes the past is found out.

use serde_json::json;
use weft::domain::clock::Clock;
use weft::store::audit::{AuditCheck, audit_append, audit_verify};

use crate::world::{World, both};

async fn three_lines(world: &World) {
    for n in 1..=3 {
        let mut tx = world.env.db.write().await.expect("write");
        let detail = json!({ "n": n });
        audit_append(&mut tx, world.clock.now(), "system", "run-released", "run:7", &detail)
            .await
            .expect("append");
        tx.commit().await.expect("commit");
    }
}

async fn check(world: &World) -> AuditCheck {
    let mut tx = world.env.db.snapshot().await.expect("snapshot");
    audit_verify(&mut tx).await.expect("verify")
}

both!(an_untouched_chain_is_whole, async |world| {
    assert_eq!(check(&world).await, AuditCheck::Whole { lines: 0 });
    three_lines(&world).await;
    // What is undone leaves no line and no gap.
    let mut tx = world.env.db.write().await.expect("write");
    audit_append(&mut tx, world.clock.now(), "system", "undone", "run:7", &json!({}))
        .await
        .expect("append");
    drop(tx);
    three_lines(&world).await;
    assert_eq!(check(&world).await, AuditCheck::Whole { lines: 6 });
});

both!(lines_of_one_moment_follow_each_other, async |world| {
    let writers = (0..6).map(|n| {
        let env = world.env.clone();
        tokio::spawn(async move {
            for _ in 0..5 {
                let mut tx = env.db.write().await.expect("write");
                let actor = format!("person:{n}");
                audit_append(&mut tx, env.clock.now(), &actor, "signed-in", "x", &json!({}))
                    .await
                    .expect("append");
                tx.commit().await.expect("commit");
            }
        })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.expect("writer");
    }
    assert_eq!(check(&world).await, AuditCheck::Whole { lines: 30 });
});

both!(a_changed_line_is_found, async |world| {
    three_lines(&world).await;
    world.raw("update audit set actor = 'person:1' where seq = 2").await;
    assert_eq!(check(&world).await, AuditCheck::Broken { seq: 2, why: "the line was changed" });
});

both!(a_changed_detail_is_found, async |world| {
    three_lines(&world).await;
    world.raw(r#"update audit set detail = '{"n":4}' where seq = 3"#).await;
    assert_eq!(check(&world).await, AuditCheck::Broken { seq: 3, why: "the line was changed" });
});

both!(words_moved_from_one_field_to_the_next_are_found, async |world| {
    three_lines(&world).await;
    world
        .raw("update audit set action = 'run-released' || 'run', subject = ':7' where seq = 1")
        .await;
    assert_eq!(check(&world).await, AuditCheck::Broken { seq: 1, why: "the line was changed" });
});

both!(a_removed_line_is_found, async |world| {
    three_lines(&world).await;
    world.raw("delete from audit where seq = 2").await;
    assert_eq!(check(&world).await, AuditCheck::Broken { seq: 2, why: "a line is missing" });
});

both!(lines_cut_off_at_the_end_are_found, async |world| {
    three_lines(&world).await;
    world.raw("delete from audit where seq = 3").await;
    assert_eq!(
        check(&world).await,
        AuditCheck::Broken { seq: 3, why: "lines at the end are missing" }
    );
});

both!(a_line_that_was_made_up_is_found, async |world| {
    three_lines(&world).await;
    world
        .raw(
            "insert into audit (seq, at, actor, action, subject, detail, prev_hash, hash)
             select 4, at, actor, action, subject, detail, hash, prev_hash from audit where seq = 3",
        )
        .await;
    assert_eq!(check(&world).await, AuditCheck::Broken { seq: 4, why: "the line was changed" });
});
