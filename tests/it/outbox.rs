//! The outbox: every message goes out once, or stays visible as what it is.

use chrono::{DateTime, TimeDelta, Utc};
use weft::domain::clock::Clock;
use weft::domain::coffee::{CoffeeRules, Consent, ProgrammeKind, ProgrammeState};
use weft::domain::id::{NoticeId, PersonId, ProgrammeId};
use weft::domain::person::{Language, Person, PersonState};
use weft::domain::plan::NoticeState;
use weft::domain::team::Team;
use weft::store::StoreError;
use weft::store::enrolment::{enrolment_leave, enrolment_set};
use weft::store::outbox::{
    Claim, NewNotice, notice_add, notice_deferred, notice_failed, notice_sent, notice_turned_away,
    notice_unclaim, notices_add, notices_claim, sending_get, sending_set,
};
use weft::store::outbox_view::{notice_cancel, notice_get, notice_retry, notices_oldest_due};
use weft::store::person::person_insert;
use weft::store::programme::{Programme, programme_add};
use weft::store::team::team_insert;

use crate::world::{World, both};

const LEASE: TimeDelta = TimeDelta::minutes(10);

pub fn notice(world: &World, key: &str, kind: &'static str) -> NewNotice {
    let now = world.clock.now();
    NewNotice {
        id: world.env.ids.next(now),
        dedup_key: key.to_owned(),
        kind,
        programme_id: None,
        run_id: None,
        group_id: None,
        recipient_id: None,
        recipient_address: "ada@weft.example".to_owned(),
        subject: "Meet Bo".to_owned(),
        message: format!("Subject: {key}\r\n\r\nhello\r\n").into_bytes(),
        next_at: now,
        not_after: None,
        created_at: now,
    }
}

async fn add(world: &World, key: &str, kind: &'static str) -> NoticeId {
    add_it(world, &notice(world, key, kind)).await
}

pub async fn add_it(world: &World, notice: &NewNotice) -> NoticeId {
    let mut tx = world.env.db.write().await.expect("write");
    assert!(notice_add(&mut tx, notice).await.expect("add"));
    tx.commit().await.expect("commit");
    notice.id
}

async fn claim(world: &World, holder: &str, limit: usize) -> Claim {
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    let claim = notices_claim(&mut tx, holder, now, now + LEASE, limit).await.expect("claim");
    tx.commit().await.expect("commit");
    claim
}

fn ids(claim: &Claim) -> Vec<NoticeId> {
    claim.notices.iter().map(|notice| notice.id).collect()
}

pub async fn state(world: &World, id: NoticeId) -> (NoticeState, i64, Option<String>) {
    let mut tx = world.env.db.read().await.expect("read");
    let (row, _) = notice_get(&mut tx, id).await.expect("get").expect("there");
    (row.state, row.attempts, row.last_error)
}

async fn somebody(world: &World, name: &str, state: PersonState) -> PersonId {
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    let team = Team {
        id: world.env.ids.next(now),
        name: format!("Team {name}"),
        parent_id: None,
        lead_id: None,
        coffee_seats: None,
    };
    team_insert(&mut tx, &team, now).await.expect("team");
    let person = Person {
        id: world.env.ids.next(now),
        external_id: None,
        email: format!("{name}@weft.example"),
        name: name.to_owned(),
        team_id: team.id,
        manager_id: None,
        site: None,
        function: None,
        seniority: None,
        zone: chrono_tz::UTC,
        starts_on: None,
        state,
        language: Language::English,
    };
    person_insert(&mut tx, &person, now).await.expect("person");
    tx.commit().await.expect("commit");
    person.id
}

async fn programme(world: &World, owner: PersonId) -> ProgrammeId {
    let now: DateTime<Utc> = world.clock.now();
    let programme = Programme {
        id: world.env.ids.next(now),
        kind: ProgrammeKind::Coffee,
        name: "Coffee".to_owned(),
        purpose: "Meet".to_owned(),
        owner_id: owner,
        state: ProgrammeState::Active,
        cadence: "every 2 weeks on Tuesday 09:00".to_owned(),
        zone: chrono_tz::UTC,
        starts_at: now,
        rules: CoffeeRules::default(),
        last_slot_at: None,
        created_at: now,
        updated_at: now,
    };
    let mut tx = world.env.db.write().await.expect("write");
    programme_add(&mut tx, &programme).await.expect("programme");
    tx.commit().await.expect("commit");
    programme.id
}

both!(a_message_is_claimed_once_and_sent_once, async |world| {
    let id = add(&world, "match:1:ada", "match").await;
    let mut tx = world.env.db.write().await.expect("write");
    let again = notice(&world, "match:1:ada", "match");
    assert!(!notice_add(&mut tx, &again).await.expect("add"), "the same thing is not told twice");
    tx.commit().await.expect("commit");

    let first = claim(&world, "a", 10).await;
    assert_eq!(ids(&first), [id]);
    assert_eq!(first.notices[0].attempts, 1);
    assert_eq!(first.notices[0].message, notice(&world, "match:1:ada", "match").message);
    assert_eq!(claim(&world, "b", 10).await.rows(), 0);
    assert_eq!(state(&world, id).await.0, NoticeState::Sending);

    let mut tx = world.env.db.write().await.expect("write");
    notice_sent(&mut tx, id, first.notices[0].fence, world.clock.now()).await.expect("sent");
    tx.commit().await.expect("commit");
    world.advance(TimeDelta::days(3));
    assert_eq!(claim(&world, "b", 10).await.rows(), 0);
    let mut tx = world.env.db.read().await.expect("read");
    let (row, message) = notice_get(&mut tx, id).await.expect("get").expect("there");
    assert_eq!((row.state, row.sent_at.is_some()), (NoticeState::Sent, true));
    assert_eq!(message, first.notices[0].message);
});

both!(a_sign_in_mail_leaves_no_code_behind, async |world| {
    let id = add(&world, "sign-in:1", "sign-in").await;
    let first = claim(&world, "a", 10).await;
    let mut tx = world.env.db.write().await.expect("write");
    notice_sent(&mut tx, id, first.notices[0].fence, world.clock.now()).await.expect("sent");
    tx.commit().await.expect("commit");
    let mut tx = world.env.db.read().await.expect("read");
    let (row, message) = notice_get(&mut tx, id).await.expect("get").expect("there");
    assert_eq!((row.state, message.len()), (NoticeState::Sent, 0));
});

both!(a_claim_that_ran_out_goes_to_the_next_and_the_late_one_changes_nothing, async |world| {
    let id = add(&world, "match:1:ada", "match").await;
    let first = claim(&world, "a", 10).await;
    world.advance(LEASE - TimeDelta::seconds(1));
    assert_eq!(claim(&world, "b", 10).await.rows(), 0);
    world.advance(TimeDelta::seconds(1));
    let second = claim(&world, "b", 10).await;
    assert_eq!(ids(&second), [id]);
    assert_eq!(second.notices[0].message, first.notices[0].message, "the same to the byte");
    assert_eq!(second.notices[0].attempts, 2);

    let late = first.notices[0].fence;
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    assert!(matches!(notice_sent(&mut tx, id, late, now).await, Err(StoreError::Stale { .. })));
    assert!(matches!(notice_failed(&mut tx, id, late, "x").await, Err(StoreError::Stale { .. })));
    assert!(matches!(notice_unclaim(&mut tx, id, late).await, Err(StoreError::Stale { .. })));
    assert!(matches!(
        notice_deferred(&mut tx, id, late, now, "x").await,
        Err(StoreError::Stale { .. })
    ));
    assert!(matches!(
        notice_turned_away(&mut tx, id, late, now, "x").await,
        Err(StoreError::Stale { .. })
    ));
    notice_sent(&mut tx, id, second.notices[0].fence, now).await.expect("sent");
    tx.commit().await.expect("commit");
});

both!(a_deferred_message_waits_and_one_put_back_does_not, async |world| {
    let id = add(&world, "match:1:ada", "match").await;
    let now = world.clock.now();
    let fence = claim(&world, "a", 10).await.notices[0].fence;
    let mut tx = world.env.db.write().await.expect("write");
    notice_deferred(&mut tx, id, fence, now + TimeDelta::minutes(1), "451 of the relay")
        .await
        .expect("deferred");
    tx.commit().await.expect("commit");
    assert_eq!(claim(&world, "a", 10).await.rows(), 0);
    assert_eq!(
        state(&world, id).await,
        (NoticeState::Deferred, 1, Some("451 of the relay".to_owned()))
    );

    world.advance(TimeDelta::minutes(1));
    let fence = claim(&world, "a", 10).await.notices[0].fence;
    let mut tx = world.env.db.write().await.expect("write");
    notice_unclaim(&mut tx, id, fence).await.expect("put back");
    tx.commit().await.expect("commit");
    assert_eq!(state(&world, id).await.1, 1, "what was not tried does not count");
    let back = claim(&world, "a", 10).await;
    assert_eq!(ids(&back), [id]);

    let mut tx = world.env.db.write().await.expect("write");
    notice_failed(&mut tx, id, back.notices[0].fence, "550 of the relay").await.expect("failed");
    tx.commit().await.expect("commit");
    assert_eq!(claim(&world, "a", 10).await.rows(), 0);
    let mut tx = world.env.db.write().await.expect("write");
    notice_retry(&mut tx, id, world.clock.now()).await.expect("retry");
    assert!(matches!(
        notice_retry(&mut tx, id, world.clock.now()).await,
        Err(StoreError::Stale { .. })
    ));
    tx.commit().await.expect("commit");
    assert_eq!(ids(&claim(&world, "a", 10).await), [id]);
});

both!(a_message_the_relay_chokes_on_lets_the_others_pass, async |world| {
    let first = add(&world, "match:1:ada", "match").await;
    world.advance(TimeDelta::seconds(1));
    let second = add(&world, "match:1:bo", "match").await;
    world.advance(TimeDelta::seconds(1));
    let claimed = claim(&world, "a", 1).await;
    assert_eq!(ids(&claimed), [first]);
    let mut tx = world.env.db.write().await.expect("write");
    notice_turned_away(&mut tx, first, claimed.notices[0].fence, world.clock.now(), "at MAIL")
        .await
        .expect("away");
    tx.commit().await.expect("commit");
    assert_eq!(state(&world, first).await, (NoticeState::Queued, 0, Some("at MAIL".to_owned())));
    assert_eq!(ids(&claim(&world, "a", 1).await), [second]);
});

both!(sign_in_comes_first_and_the_kill_switch_stops_all_else, async |world| {
    let first = add(&world, "match:1:ada", "match").await;
    world.advance(TimeDelta::seconds(1));
    let sign_in = add(&world, "sign-in:1", "sign-in").await;
    let mut tx = world.env.db.write().await.expect("write");
    assert!(!sending_get(&mut tx).await.expect("get").paused);
    sending_set(&mut tx, true, None, world.clock.now()).await.expect("set");
    tx.commit().await.expect("commit");
    assert_eq!(ids(&claim(&world, "a", 10).await), [sign_in]);

    let mut tx = world.env.db.write().await.expect("write");
    assert_eq!(
        notices_oldest_due(&mut tx, world.clock.now()).await.expect("oldest"),
        Some(world.clock.now() - TimeDelta::seconds(1))
    );
    sending_set(&mut tx, false, None, world.clock.now()).await.expect("set");
    tx.commit().await.expect("commit");
    world.advance(LEASE);
    assert_eq!(ids(&claim(&world, "a", 10).await), [sign_in, first]);
});

both!(what_is_too_late_fails_and_what_was_withdrawn_is_gone, async |world| {
    let mut late = notice(&world, "match:1:ada", "match");
    late.not_after = Some(world.clock.now() + TimeDelta::hours(1));
    let late = add_it(&world, &late).await;
    let withdrawn = add(&world, "match:1:bo", "match").await;
    let mut tx = world.env.db.write().await.expect("write");
    notice_cancel(&mut tx, withdrawn).await.expect("cancel");
    assert!(matches!(notice_cancel(&mut tx, withdrawn).await, Err(StoreError::Stale { .. })));
    tx.commit().await.expect("commit");
    world.advance(TimeDelta::hours(1));
    let claim = claim(&world, "a", 10).await;
    assert_eq!((claim.notices.len(), claim.too_late), (0, 1));
    assert_eq!(state(&world, late).await, (NoticeState::Failed, 0, Some("too late".to_owned())));
    assert_eq!(state(&world, withdrawn).await.0, NoticeState::Cancelled);
});

both!(whoever_left_is_away_or_opted_out_is_asked_for_again_at_the_claim, async |world| {
    let owner = somebody(&world, "owner", PersonState::Active).await;
    let away = somebody(&world, "away", PersonState::Away).await;
    let left = somebody(&world, "left", PersonState::Left).await;
    let out = somebody(&world, "out", PersonState::Active).await;
    let programme = programme(&world, owner).await;
    let mut tx = world.env.db.write().await.expect("write");
    for person in [owner, out] {
        enrolment_set(&mut tx, programme, person, Consent::Standing, world.clock.now())
            .await
            .expect("join");
    }
    enrolment_leave(&mut tx, programme, out, world.clock.now()).await.expect("leave");
    tx.commit().await.expect("commit");
    let mut expected = Vec::new();
    for (person, sent) in [
        (owner, ["match", "recall", "sign-in"].as_slice()),
        (away, &["recall", "sign-in"]),
        (left, &[]),
        (out, &["recall", "sign-in"]),
    ] {
        for kind in ["match", "recall", "sign-in"] {
            let mut notice = notice(&world, &format!("{kind}:{person}"), kind);
            notice.programme_id = (kind != "sign-in").then_some(programme);
            notice.recipient_id = Some(person);
            let id = add_it(&world, &notice).await;
            if sent.contains(&kind) {
                expected.push(id);
            }
        }
    }
    let claim = claim(&world, "a", 50).await;
    let mut found = ids(&claim);
    found.sort_unstable();
    expected.sort_unstable();
    assert_eq!(found, expected);
    assert_eq!(claim.suppressed, 12 - expected.len());
});

both!(a_bouncing_address_gets_only_what_it_asks_for, async |world| {
    let bounces = somebody(&world, "bounces", PersonState::Active).await;
    for kind in ["match", "recall", "sign-in"] {
        let mut notice = notice(&world, kind, kind);
        notice.recipient_id = Some(bounces);
        add_it(&world, &notice).await;
    }
    world.raw("update persons set suppressed_at = created_at").await;
    let claim = claim(&world, "a", 50).await;
    assert_eq!(claim.notices.iter().map(|n| n.kind.as_str()).collect::<Vec<_>>(), ["sign-in"]);
    assert_eq!(claim.suppressed, 2);
    world.raw("update persons set erased_at = created_at").await;
    world.raw("update outbox set state = 'queued'").await;
    assert_eq!(self::claim(&world, "a", 50).await.suppressed, 3);
});

both!(workers_never_share_a_message, async |world| {
    let notices: Vec<NewNotice> =
        (0..400).map(|n| notice(&world, &format!("k{n}"), "match")).collect();
    let mut tx = world.env.db.write().await.expect("write");
    assert_eq!(notices_add(&mut tx, &notices).await.expect("add"), 400);
    assert_eq!(notices_add(&mut tx, &notices[..10]).await.expect("again"), 0);
    tx.commit().await.expect("commit");
    let workers = (0..4).map(|n| {
        let env = world.env.clone();
        tokio::spawn(async move {
            let mut mine = Vec::new();
            loop {
                let now = env.clock.now();
                let mut tx = env.db.write().await.expect("write");
                let claim = notices_claim(&mut tx, &format!("w{n}"), now, now + LEASE, 7)
                    .await
                    .expect("claim");
                tx.commit().await.expect("commit");
                assert!(claim.rows() <= 7);
                if claim.rows() == 0 {
                    return mine;
                }
                mine.extend(claim.notices.into_iter().map(|notice| notice.id));
            }
        })
    });
    let mut all = Vec::new();
    for worker in workers.collect::<Vec<_>>() {
        all.extend(worker.await.expect("worker"));
    }
    all.sort_unstable();
    let mut expected: Vec<NoticeId> = notices.iter().map(|notice| notice.id).collect();
    expected.sort_unstable();
    assert_eq!(all, expected);
});

both!(five_thousand_messages_are_stored_in_one_transaction, async |world| {
    let mut notices: Vec<NewNotice> =
        (0..5000).map(|n| notice(&world, &format!("k{n}"), "match")).collect();
    for notice in &mut notices {
        notice.message = vec![b'x'; 12_000];
    }
    let mut tx = world.env.db.write().await.expect("write");
    assert_eq!(notices_add(&mut tx, &notices).await.expect("add"), 5000);
    tx.commit().await.expect("commit");
});
