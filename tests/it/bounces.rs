//! Mail that comes back: a hard bounce with our token silences its address and nobody else, everything else changes nothing.

use axum::http::StatusCode;
use chrono::TimeDelta;
use weft::domain::access::Role;
use weft::domain::bounce::Verdict;
use weft::domain::clock::Clock as _;
use weft::domain::id::{NoticeId, PersonId};
use weft::domain::plan::NoticeState;
use weft::mail::transport::{Security, SmtpConfig, Transport};
use weft::programmes::bounces::{Heard, envelope_sender, hear, lift};
use weft::scheduler::bounces::{Looked, look};
use weft::scheduler::outbox::{Manner, deliver};
use weft::store::audit::audit_page;
use weft::store::bounce::{
    NewBounce, bounce_add, bounces_forget, bounces_since, notice_addressee, person_suppress,
    person_unsuppress, suppressed_since, unreachable_list,
};
use weft::store::outbox_view::{notice_get, notices_of_erased};
use weft::store::person::{person_get, persons_put};

use crate::outbox::{add_it, notice};
use crate::smtp_server::{Fault, Server};
use crate::world::{World, both};

const BOUNCES: &str = "bounces@test.example";

/// A report as Postfix makes it, about the mail with this envelope sender.
pub fn report(sender: &str, action: &str, status: &str) -> Vec<u8> {
    format!(
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@relay.example\r\nTo: {sender}\r\n\
         Subject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"edge\"\r\n\r\n\
         --edge\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered: user unknown\r\n\r\n\
         --edge\r\nContent-Type: message/delivery-status\r\n\r\n\
         Reporting-MTA: dns; relay.example\r\nArrival-Date: Tue, 6 Jan 2026 08:00:00 +0000\r\n\r\n\
         Final-Recipient: rfc822; ada@test.example\r\nAction: {action}\r\nStatus: {status}\r\n\
         Diagnostic-Code: smtp; 550 {status} no such user\r\n\r\n\
         --edge\r\nContent-Type: text/rfc822-headers\r\n\r\n\
         Return-Path: <{sender}>\r\nSubject: Meet Bo\r\nTo: ada@test.example\r\n\r\n--edge--\r\n"
    )
    .into_bytes()
}

/// A mail to somebody about a programme of somebody else's, sent.
async fn sent(world: &World, person: PersonId, owner: PersonId) -> NoticeId {
    let programme = world.office_coffee(&format!("Coffee {}", world.clock.now()), owner).await;
    let mut tx = world.env.db.read().await.expect("read");
    let address = person_get(&mut tx, person).await.expect("read").expect("person").email;
    drop(tx);
    let mut mail = notice(world, &format!("match:{}:{person}", world.clock.now()), "match");
    mail.recipient_id = Some(person);
    mail.recipient_address = address;
    mail.programme_id = Some(programme);
    let id = add_it(world, &mail).await;
    world.advance(TimeDelta::seconds(1));
    id
}

async fn is_silenced(world: &World, person: PersonId) -> bool {
    let mut tx = world.env.db.read().await.expect("read");
    suppressed_since(&mut tx, person).await.expect("read").is_some()
}

async fn told(world: &World, person: PersonId) -> Vec<String> {
    world.mails_to(person).await.into_iter().map(|(_, mail)| mail.subject).collect()
}

both!(a_hard_bounce_silences_its_address_and_the_owner_hears_of_it, async |world: World| {
    let ada = world.somebody("Ada Lov").await;
    let bea = world.somebody("Bea Own").await;
    let id = sent(&world, ada.id, bea.id).await;
    let sender = envelope_sender(&world.env, BOUNCES, id);
    let raw = report(&sender, "failed", "5.1.1");
    assert_eq!(hear(&world.env, &raw).await.expect("heard"), Heard::Suppressed);
    assert!(is_silenced(&world, ada.id).await && !is_silenced(&world, bea.id).await);
    assert_eq!(told(&world, bea.id).await, ["Mail to Ada Lov comes back"]);
    let (_, mail) = world.mails_to(bea.id).await.remove(0);
    assert!(mail.text.contains("5.1.1") && !mail.text.contains("ada.lov@"), "{}", mail.text);
    // The same report once more, and another one of the same mail.
    assert_eq!(hear(&world.env, &raw).await.expect("heard"), Heard::Again);
    let other = report(&sender, "failed", "5.1.10");
    assert_eq!(hear(&world.env, &other).await.expect("heard"), Heard::Kept(Verdict::Hard));
    assert_eq!(told(&world, bea.id).await.len(), 1);

    let mut tx = world.env.db.read().await.expect("read");
    let listed = unreachable_list(&mut tx).await.expect("list");
    assert_eq!((listed.len(), listed[0].person), (1, ada.id));
    let came = bounces_since(&mut tx, Some(ada.id), world.clock.now() - TimeDelta::days(1))
        .await
        .expect("bounces");
    assert_eq!(came.len(), 2);
    let lines = audit_page(&mut tx, None, 50).await.expect("audit");
    assert_eq!(lines.iter().filter(|line| line.action == "person-unreachable").count(), 1);
    drop(tx);

    // An administrator lets it be tried again.
    assert!(lift(&world.env, ada.id, bea.id).await.expect("lift"));
    assert!(!lift(&world.env, ada.id, bea.id).await.expect("again"));
    assert!(!is_silenced(&world, ada.id).await);
});

both!(when_no_mail_reaches_the_owner_the_administrators_hear_of_it, async |world: World| {
    let ada = world.somebody("Ada Lov").await;
    let bea = world.somebody("Bea Own").await;
    let adam = world.somebody_who_is(Role::Admin).await;
    let about_ada = sent(&world, ada.id, bea.id).await;
    // The owner's own mail comes back.
    let own = sent(&world, bea.id, bea.id).await;
    let raw = report(&envelope_sender(&world.env, BOUNCES, own), "failed", "5.1.1");
    assert_eq!(hear(&world.env, &raw).await.expect("heard"), Heard::Suppressed);
    assert_eq!(told(&world, adam.id).await, ["Mail to Bea Own comes back"]);
    // Nothing reaches her any more, so the next one is the administrators' too.
    world.advance(TimeDelta::seconds(1));
    let raw = report(&envelope_sender(&world.env, BOUNCES, about_ada), "failed", "5.1.1");
    assert_eq!(hear(&world.env, &raw).await.expect("heard"), Heard::Suppressed);
    let subjects = told(&world, adam.id).await;
    assert!(subjects.contains(&"Mail to Ada Lov comes back".to_owned()), "{subjects:?}");
    assert_eq!(subjects.len(), 2);
    let to_bea = told(&world, bea.id).await;
    assert!(to_bea.iter().all(|subject| !subject.contains("comes back")), "{to_bea:?}");
});

both!(nothing_follows_from_what_is_passing_or_not_ours, async |world: World| {
    let ada = world.somebody("Ada Lov").await;
    let bea = world.somebody("Bea Own").await;
    let id = sent(&world, ada.id, bea.id).await;
    let sender = envelope_sender(&world.env, BOUNCES, id);
    for (action, status) in [
        ("failed", "5.2.2"),
        ("failed", "5.7.1"),
        ("failed", "5.0.0"),
        ("failed", "4.4.7"),
        ("delayed", "4.1.1"),
    ] {
        let heard = hear(&world.env, &report(&sender, action, status)).await.expect("heard");
        assert_eq!(heard, Heard::Kept(Verdict::Soft), "{action} {status}");
    }
    // Somebody who knows the mail's id, as everybody does whom its reader answered, but not its token.
    let forged = sender.replacen(|c: char| c == '2' || c == 'q', "x", 1);
    let other_key = {
        let mut stranger = world.env.clone();
        let mut site = (*stranger.site).clone();
        site.link_key = weft::programmes::LinkKey([8; 32]);
        stranger.site = std::sync::Arc::new(site);
        envelope_sender(&stranger, BOUNCES, id)
    };
    let unknown = envelope_sender(&world.env, BOUNCES, world.env.ids.next(world.clock.now()));
    for sender in [&other_key, &unknown, "bounces@test.example", "weft@test.example"] {
        let heard = hear(&world.env, &report(sender, "failed", "5.1.1")).await.expect("heard");
        assert!(matches!(heard, Heard::Aside(_)), "{sender}: {heard:?}");
    }
    if forged != sender {
        let heard = hear(&world.env, &report(&forged, "failed", "5.1.1")).await.expect("heard");
        assert!(matches!(heard, Heard::Aside(_)), "{heard:?}");
    }
    let whole = report(&sender, "failed", "5.1.1");
    for raw in [
        b"".as_slice(),
        b"\xff\xfe\x00",
        b"Subject: out of office\r\n\r\nback on Monday\r\n",
        &whole[..whole.len() / 2],
        &report(&sender, "delivered", "2.1.5"),
        &report(&sender, "failed", "nonsense"),
        &vec![b'x'; weft::mail::bounce::LARGEST + 1],
    ] {
        let heard = hear(&world.env, raw).await.expect("heard");
        assert!(matches!(heard, Heard::Aside(_)), "{heard:?}");
    }
    assert!(!is_silenced(&world, ada.id).await);
    assert!(told(&world, bea.id).await.is_empty());
    let mut tx = world.env.db.write().await.expect("write");
    let since = world.clock.now() - TimeDelta::days(1);
    let kept = bounces_since(&mut tx, None, since).await.expect("bounces");
    assert!(kept.iter().any(|bounce| bounce.verdict == Verdict::Aside), "{kept:?}");
    let gone = bounces_forget(&mut tx, world.clock.now() + TimeDelta::days(1)).await;
    assert_eq!(usize::try_from(gone.expect("forget")).expect("few"), kept.len());
});

both!(a_relay_that_knows_no_such_mailbox_says_the_same, async |world: World| {
    let ada = world.somebody("Ada Lov").await;
    let bea = world.somebody("Bea Own").await;
    let server = Server::start(&[
        Fault::Rcpt("550 5.1.1 <ada.lov@test.example> unknown"),
        Fault::Rcpt("550 5.7.1 relaying denied"),
    ])
    .await;
    let mut transport = Transport::smtp(SmtpConfig {
        security: Security::None,
        ..SmtpConfig::new(server.address.ip().to_string(), server.address.port())
    });
    let hers = sent(&world, ada.id, bea.id).await;
    let next = sent(&world, ada.id, bea.id).await;
    let other = sent(&world, bea.id, ada.id).await;
    let manner = Manner { bounce_address: BOUNCES, ..Manner::at_once("worker", 50) };
    let report = deliver(&world.env, &mut transport, &manner).await.expect("deliver");
    // What was in hand for her already does not leave; a policy of the relay silences nobody.
    assert_eq!((report.failed, report.put_back), (2, 1), "{report:?}");
    assert!(is_silenced(&world, ada.id).await && !is_silenced(&world, bea.id).await);
    let state = async |id: NoticeId| {
        let mut tx = world.env.db.read().await.expect("read");
        notice_get(&mut tx, id).await.expect("read").expect("there").0.state
    };
    assert_eq!(state(hers).await, NoticeState::Failed);
    assert_eq!(state(next).await, NoticeState::Queued);
    assert_eq!(state(other).await, NoticeState::Failed);
    assert_eq!(told(&world, bea.id).await[0], "Mail to Ada Lov comes back");
    // Every mail has an envelope sender of its own.
    let senders = server.senders();
    assert_eq!(senders[0], envelope_sender(&world.env, BOUNCES, hers));
    assert!(senders.iter().all(|sender| sender.starts_with("bounces+")), "{senders:?}");
    // Whatever else waits for her does not leave.
    let later = sent(&world, ada.id, bea.id).await;
    let _ = deliver(&world.env, &mut transport, &manner).await.expect("deliver");
    assert_eq!(state(next).await, NoticeState::Suppressed);
    assert_eq!(state(later).await, NoticeState::Suppressed);
});

both!(a_relay_that_only_says_550_silences_nobody, async |world: World| {
    let ada = world.somebody("Ada Lov").await;
    let bea = world.somebody("Bea Own").await;
    let server = Server::start(&[Fault::Rcpt("550 relay not permitted")]).await;
    let mut transport = Transport::smtp(SmtpConfig {
        security: Security::None,
        ..SmtpConfig::new(server.address.ip().to_string(), server.address.port())
    });
    let refused = sent(&world, ada.id, bea.id).await;
    sent(&world, ada.id, bea.id).await;
    let manner = Manner::at_once("worker", 50);
    let report = deliver(&world.env, &mut transport, &manner).await.expect("deliver");
    // That message alone fails; the next one to the same reader goes out.
    assert_eq!((report.failed, report.sent), (1, 1), "{report:?}");
    let mut tx = world.env.db.read().await.expect("read");
    let (row, _) = notice_get(&mut tx, refused).await.expect("get").expect("there");
    drop(tx);
    assert_eq!(row.state, NoticeState::Failed);
    assert!(!is_silenced(&world, ada.id).await);
    assert!(told(&world, bea.id).await.is_empty(), "nobody hears of an address that may well work");
});

both!(a_mail_goes_to_the_address_its_reader_has_today, async |world: World| {
    let mut ada = world.somebody("Ada Lov").await;
    let bea = world.somebody("Bea Own").await;
    let id = sent(&world, ada.id, bea.id).await;
    let mut tx = world.env.db.write().await.expect("write");
    let now = world.clock.now();
    assert!(person_suppress(&mut tx, ada.id, &ada.email, now).await.expect("suppress"));
    assert!(!person_suppress(&mut tx, ada.id, &ada.email, now).await.expect("again"));
    // What bounced was the old address.
    ada.email = "ada.new@test.example".to_owned();
    persons_put(&mut tx, std::slice::from_ref(&ada), now).await.expect("roster");
    assert!(!person_suppress(&mut tx, ada.id, "ada.lov@test.example", now).await.expect("late"));
    assert!(!person_unsuppress(&mut tx, ada.id).await.expect("unsuppress"));
    let to = notice_addressee(&mut tx, id).await.expect("row").expect("row");
    assert_eq!((to.person, to.address.as_str()), (Some(ada.id), "ada.lov@test.example"));
    tx.commit().await.expect("commit");
    let server = Server::start(&[]).await;
    let mut transport = Transport::smtp(SmtpConfig {
        security: Security::None,
        ..SmtpConfig::new(server.address.ip().to_string(), server.address.port())
    });
    let report = deliver(&world.env, &mut transport, &Manner::at_once("worker", 50)).await;
    assert_eq!(report.expect("deliver").sent, 1);
    assert_eq!(server.answered(), ["ada.new@test.example"]);
    assert_eq!(server.senders(), ["weft@test.example"], "no bounce address, no token");
    let mut tx = world.env.db.read().await.expect("read");
    let (row, _) = notice_get(&mut tx, id).await.expect("get").expect("there");
    assert_eq!(row.recipient_address, "ada.new@test.example");
    assert_eq!(notices_of_erased(&mut tx, now).await.expect("nobody"), []);
});

both!(bounces_are_read_from_a_maildir, async |world: World| {
    let ada = world.somebody("Ada Lov").await;
    let bea = world.somebody("Bea Own").await;
    let id = sent(&world, ada.id, bea.id).await;
    let sender = envelope_sender(&world.env, BOUNCES, id);
    let folder = world.dir.path().join("bounces");
    // There is none yet: nothing came.
    assert_eq!(look(&world.env, &folder).await, Ok(Looked::default()));
    for part in ["new", "cur", "tmp"] {
        std::fs::create_dir_all(folder.join(part)).expect("folder");
    }
    let write = |name: &str, raw: &[u8]| std::fs::write(folder.join(name), raw).expect("file");
    write("new/1.a", &report(&sender, "failed", "5.1.1"));
    write("cur/2.b:2,S", b"Subject: hello\r\n\r\nno report\r\n");
    write("new/3.c", &report(&sender, "failed", "5.2.2"));
    write("tmp/4.d", &report(&sender, "failed", "5.1.2"));
    let looked = look(&world.env, &folder).await.expect("look");
    assert_eq!(looked, Looked { read: 3, suppressed: 1, aside: 1 });
    assert!(is_silenced(&world, ada.id).await);
    let left = |part: &str| std::fs::read_dir(folder.join(part)).expect("folder").count();
    assert_eq!((left("new"), left("cur"), left("tmp"), left(".Aside/cur")), (0, 0, 1, 1));
    assert_eq!(look(&world.env, &folder).await, Ok(Looked::default()));
});

both!(the_page_shows_who_cannot_be_reached_and_one_button_mends_it, async |world: World| {
    let olga = world.somebody_who_is(Role::Admin).await;
    let ada = world.somebody("Ada Lov").await;
    let browser = world.browser_of(olga.id).await;
    let empty = browser.get("/admin/unreachable").await;
    assert!(empty.text().contains("Everybody can be reached"), "{}", empty.text());
    let id = sent(&world, ada.id, olga.id).await;
    let sender = envelope_sender(&world.env, BOUNCES, id);
    hear(&world.env, &report(&sender, "failed", "5.1.1")).await.expect("heard");
    let page = browser.get("/admin/unreachable").await.text();
    assert!(page.contains("Ada Lov") && page.contains("5.1.1") && page.contains("Address gone"));
    let outbox = browser.get("/admin/outbox").await.text();
    assert!(outbox.contains("One person cannot be reached"), "{outbox}");
    browser.post(&format!("/admin/people/{}/look", ada.id), &[]).await;
    let person = browser.get(&format!("/admin/people/{}", ada.id)).await.text();
    assert!(person.contains("Cannot be reached since"), "{person}");
    let done = browser.post(&format!("/admin/people/{}/reach", ada.id), &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let page = browser.get(done.location()).await.text();
    assert!(
        page.contains("written to again") && page.contains("Everybody can be reached"),
        "{page}"
    );
    assert!(!is_silenced(&world, ada.id).await);
    // Nobody else may look, or press.
    let other = world.browser_of(ada.id).await;
    assert_eq!(other.get("/admin/unreachable").await.status, StatusCode::FORBIDDEN);
});

both!(the_relay_that_is_down_stands_on_the_pages, async |world: World| {
    let olga = world.somebody_who_is(Role::Admin).await;
    let ada = world.somebody("Ada Lov").await;
    sent(&world, ada.id, olga.id).await;
    let server = Server::start(&[Fault::Greeting("421 4.3.2 full of ada@test.example")]).await;
    let mut transport = Transport::smtp(SmtpConfig {
        security: Security::None,
        ..SmtpConfig::new(server.address.ip().to_string(), server.address.port())
    });
    let manner = Manner::at_once("worker", 50);
    assert!(deliver(&world.env, &mut transport, &manner).await.expect("deliver").relay_down);
    let browser = world.browser_of(olga.id).await;
    for path in ["/admin/outbox", "/admin/health"] {
        let page = browser.get(path).await.text();
        assert!(page.contains("has not worked since") && page.contains("421"), "{path}: {page}");
        assert!(!page.contains("ada@test"), "{path}");
    }
    assert_eq!(deliver(&world.env, &mut transport, &manner).await.expect("deliver").sent, 1);
    for path in ["/admin/outbox", "/admin/health"] {
        assert!(!browser.get(path).await.text().contains("has not worked since"), "{path}");
    }
    let mut tx = world.env.db.write().await.expect("write");
    let kept = NewBounce {
        digest: [7; 32],
        notice: None,
        person: None,
        verdict: Verdict::Aside,
        status: "no token of ours",
        at: world.clock.now(),
    };
    assert!(bounce_add(&mut tx, &kept).await.expect("add"));
    assert!(!bounce_add(&mut tx, &kept).await.expect("again"));
});
