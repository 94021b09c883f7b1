//! Every alarm of deploy/prometheus/alerts.yml: it has a section in the runbook, and its condition is provoked against a
//! running service and seen by the very expression.

use std::path::Path;

use chrono::TimeDelta;
use weft::domain::clock::Clock as _;
use weft::programmes::{restored, sending};
use weft::store::outbox::notices_add;
use weft::store::run::{run_claim, run_failed};

use crate::outbox::notice;
use crate::served::{Samples, Served};
use crate::smtp_server::{Fault, Server};
use crate::world::{Engine, World, run};

fn root(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path)
}

/// Name and expression of every alarm.
fn alarms() -> Vec<(String, String)> {
    let text = root("deploy/prometheus/alerts.yml");
    let mut alarms = Vec::new();
    let mut name = String::new();
    for line in text.lines().map(str::trim) {
        if let Some(alarm) = line.strip_prefix("- alert: ") {
            name = alarm.to_owned();
        } else if let Some(expression) = line.strip_prefix("expr: ") {
            alarms.push((name.clone(), expression.to_owned()));
        }
    }
    alarms
}

/// Does an alarm's expression hold, of the samples now and a while before? Knows what the file uses of Prometheus'
/// language: comparisons of a quotient or product, `and`, `or`, `increase` and `delta`.
fn holds(expression: &str, before: &Samples, now: &Samples) -> bool {
    expression.split(" or ").any(|all| all.split(" and ").all(|one| compares(one, before, now)))
}

fn compares(text: &str, before: &Samples, now: &Samples) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let at = words
        .iter()
        .position(|word| matches!(*word, "==" | ">" | "<"))
        .unwrap_or_else(|| panic!("{text} compares nothing"));
    let side = |words: &[&str]| value(words, before, now);
    match (side(&words[..at]), side(&words[at + 1..])) {
        (Some(left), Some(right)) => match words[at] {
            "==" => (left - right).abs() < 1e-9,
            ">" => left > right,
            _ => left < right,
        },
        // A sample that is not there fulfils nothing.
        _ => false,
    }
}

fn value(words: &[&str], before: &Samples, now: &Samples) -> Option<f64> {
    match words {
        [one] => term(one, before, now),
        [one, "*", other] => Some(term(one, before, now)? * term(other, before, now)?),
        [one, "/", other] => Some(term(one, before, now)? / term(other, before, now)?),
        other => panic!("{other:?} is not understood"),
    }
}

fn term(word: &str, before: &Samples, now: &Samples) -> Option<f64> {
    if let Ok(number) = word.parse() {
        return Some(number);
    }
    for function in ["increase(", "delta("] {
        if let Some(rest) = word.strip_prefix(function) {
            let selector = rest.split_once('[').expect("a range").0;
            return Some(now.value(selector)? - before.value(selector).unwrap_or(0.0));
        }
    }
    now.value(word)
}

/// The alarms that hold.
fn ringing(before: &Samples, now: &Samples) -> Vec<String> {
    alarms()
        .into_iter()
        .filter(|(_, expression)| holds(expression, before, now))
        .map(|(name, _)| name)
        .collect()
}

fn rings(name: &str, before: &Samples, now: &Samples) -> bool {
    let alarms = alarms();
    let (_, expression) =
        alarms.iter().find(|(alarm, _)| alarm == name).unwrap_or_else(|| panic!("no alarm {name}"));
    holds(expression, before, now)
}

/// Scrapes until the alarm rings, and says which others do.
fn wait_for(served: &Served, before: &Samples, name: &str) -> Samples {
    served.scrape_until(name, |now| rings(name, before, now))
}

async fn town(world: &World) {
    world.team("search").person("ada").in_coffee().person("abe").in_coffee().await;
    world.team("maps").person("bob").in_coffee().person("bea").in_coffee().await;
}

#[test]
fn every_alarm_has_its_section_and_is_provoked() {
    let runbook = root("docs/operations.md");
    let tests = root("tests/it/alarms.rs");
    let alarms = alarms();
    assert!(alarms.len() >= 14, "{alarms:?}");
    for (name, expression) in &alarms {
        let section = runbook
            .split_once(&format!("\n### {name}\n"))
            .unwrap_or_else(|| panic!("docs/operations.md has no section {name}"))
            .1;
        let section = section.split("\n### ").next().unwrap_or_default();
        for part in ["**Means.**", "**See.**", "**Do.**", "**Provoke.**"] {
            assert!(section.contains(part), "{name} lacks {part}");
        }
        // By name outside of this test: as what a scenario waits for.
        assert!(tests.contains(&format!("\"{name}\"")), "{name} is provoked by no test");
        // The expression is one that the evaluation here understands.
        let _ = holds(expression, &Samples::default(), &Samples::default());
    }
    for line in runbook.lines().filter_map(|line| line.strip_prefix("### Weft")) {
        assert!(
            alarms.iter().any(|(name, _)| name == &format!("Weft{line}")),
            "no alarm Weft{line}"
        );
    }
}

#[test]
fn a_service_that_does_well_rings_nothing_and_one_that_is_gone_is_missed() {
    run(Engine::Sqlite, async |world| {
        world.before_the_machine(TimeDelta::zero());
        town(&world).await;
        let mut served = Served::start(&world, &[]);
        let well = served.scrape_until("it ticks", |now| now.value("weft_ready") == Some(1.0));
        for path in ["/sign-in", "/nowhere", "/admin/runs/not-an-id", "/readyz"] {
            served.get(path, "");
        }
        if let Some(sample) = std::env::var_os("WEFT_TEST_METRICS") {
            let text = served.scrape_text().expect("metrics");
            let (_, body) = text.split_once("\n\n").expect("a body");
            std::fs::write(sample, body).expect("sample");
        }
        // The machine's own disk is what it is.
        let ringing: Vec<String> =
            ringing(&well, &well).into_iter().filter(|name| name != "WeftDiskLow").collect();
        assert_eq!(ringing, Vec::<String>::new());
        served.signal("KILL");
        served.wait();
        assert!(rings("WeftDown", &well, &served.scrape()));
    });
}

#[test]
fn a_database_that_is_damaged_or_behind_and_a_ticker_that_cannot_are_seen() {
    run(Engine::Sqlite, async |world| {
        world.before_the_machine(TimeDelta::zero());
        town(&world).await;
        let served = Served::start(&world, &[]);
        let before = served.scrape_until("it ticks", |now| now.value("weft_ready") == Some(1.0));
        // Somebody changes a schema by hand: nothing can be ticked or sent any more.
        world.raw("alter table leases rename to leases_gone").await;
        wait_for(&served, &before, "WeftDatabaseErrors");
        wait_for(&served, &before, "WeftNotReady");
        let (status, body) = served.get("/readyz", "");
        assert_eq!(status, 503, "{body}");
        world.raw("alter table leases_gone rename to leases").await;
        served.scrape_until("ready again", |now| now.value("weft_ready") == Some(1.0));
        // Whoever ticks writes that down first.
        world
            .raw(
                "create trigger still before update on leases begin select raise(abort, 'still'); end",
            )
            .await;
        wait_for(&served, &before, "WeftTickerDead");
    });
}

#[test]
fn a_failed_run_a_missed_slot_and_a_late_quarter_are_seen() {
    run(Engine::Sqlite, async |world| {
        // People were there before the last quarter ended, and the figures about it cannot be kept.
        world.before_the_machine(TimeDelta::days(200));
        town(&world).await;
        world
            .raw(
                "create trigger full before insert on publications begin select raise(abort, 'no room'); end",
            )
            .await;
        let served = Served::start(&world, &[]);
        // It is late after a day; on the first day after the days of grace, the day is added.
        let none = Samples::default();
        let late = |now: &Samples| now.value("weft_publication_late_seconds") > Some(0.0);
        let before = served.scrape_until("late", late);
        let in_a_day = before.plus("weft_publication_late_seconds", 86_400.0);
        assert!(rings("WeftPublicationLate", &none, &in_a_day), "{in_a_day:?}");
        // Weeks were missed: the latest is skipped as too old or drawn, the others are folded into it.
        let now = wait_for(&served, &none, "WeftSlotSkipped");
        assert!(now.value("weft_slots_skipped") >= Some(10.0), "{now:?}");
        assert!(!rings("WeftRunFailed", &before, &now));
        world.before_the_machine(TimeDelta::zero());
        let programme = world.programme().await;
        // Ticks let the runs of a paused programme be.
        world.raw("update programmes set state = 'paused'").await;
        let run = world.office_asked(programme).await;
        let at = world.clock.now();
        let mut tx = world.env.db.write().await.expect("write");
        let fence = run_claim(&mut tx, run, "test", at, at + TimeDelta::minutes(1))
            .await
            .expect("claim")
            .expect("free");
        run_failed(&mut tx, run, fence, "the problem cannot be read").await.expect("failed");
        tx.commit().await.expect("commit");
        wait_for(&served, &before, "WeftRunFailed");
        world.raw("update runs set state = 'cancelled' where state = 'failed'").await;
        served.scrape_until("looked after", |now| !rings("WeftRunFailed", &before, now));
    });
}

#[test]
fn a_relay_that_is_away_or_refuses_and_sending_that_is_stopped_are_seen() {
    run(Engine::Sqlite, async |world| {
        // Due for an hour.
        world.before_the_machine(TimeDelta::hours(2));
        town(&world).await;
        let mails: Vec<_> =
            (0..40).map(|n| notice(&world, &format!("refused:{n}"), "test-mail")).collect();
        let mut tx = world.env.db.write().await.expect("write");
        notices_add(&mut tx, &mails).await.expect("mails");
        tx.commit().await.expect("commit");
        let none = Samples::default();
        {
            // Nobody listens there.
            let served = Served::start(&world, &[("WEFT_SMTP", "smtp+plain://127.0.0.1:9")]);
            wait_for(&served, &none, "WeftRelayDown");
            wait_for(&served, &none, "WeftOutboxStuck");
        }
        sending::pause(&world.env, None).await.expect("paused");
        let server = Server::start(&[Fault::Rcpt("550 5.1.1 unknown"); 8]).await;
        let relay = format!("smtp+plain://{}", server.address);
        let served = Served::start(&world, &[("WEFT_SMTP", &relay)]);
        let before = wait_for(&served, &none, "WeftSendingPaused");
        assert!(!rings("WeftOutboxStuck", &before, &before), "somebody wanted it so");
        sending::resume(&world.env, None).await.expect("resumed");
        wait_for(&served, &before, "WeftMailsFailing");
    });
}

#[test]
fn a_restore_is_seen_until_somebody_decides() {
    run(Engine::Sqlite, async |world| {
        world.before_the_machine(TimeDelta::zero());
        town(&world).await;
        restored::hold(&world.env, None, None).await.expect("held");
        let served = Served::start(&world, &[]);
        // Pages are for people all the same: it is ready once it has ticked.
        let before = served.scrape_until("held, and ready", |now| {
            rings("WeftOutboxHeldAfterRestore", &Samples::default(), now)
                && now.value("weft_ready") == Some(1.0)
        });
        restored::end(&world.env, restored::Waits::Send, restored::Rounds::GoOn, None)
            .await
            .expect("ended");
        served.scrape_until("decided", |now| !rings("WeftOutboxHeldAfterRestore", &before, now));
    });
}

#[test]
fn an_audit_log_that_was_changed_is_seen() {
    run(Engine::Sqlite, async |world| {
        world.before_the_machine(TimeDelta::zero());
        town(&world).await;
        sending::pause(&world.env, None).await.expect("a line");
        sending::resume(&world.env, None).await.expect("a line");
        world.raw("update audit set actor = 'person:somebody-else' where seq = 1").await;
        let served = Served::start(&world, &[]);
        wait_for(&served, &Samples::default(), "WeftAuditChainBroken");
    });
}

#[test]
fn a_disk_without_room_is_seen() {
    run(Engine::Sqlite, async |world| {
        world.before_the_machine(TimeDelta::zero());
        town(&world).await;
        let served = Served::start_on_a_small_disk(&world);
        wait_for(&served, &Samples::default(), "WeftDiskLow");
    });
}
