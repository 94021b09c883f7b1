//! Backups: made while the service works, equal to the original, put back, and nobody is mailed twice afterwards.

use std::path::Path;
use std::process::{Command, Output};

use chrono::TimeDelta;
use weft::app::backup::{back_up, differences, look_into, put_back};
use weft::config::{Config, Secret};
use weft::domain::clock::Clock as _;
use weft::domain::plan::{NoticeState, RunState};
use weft::mail::transport::Transport;
use weft::programmes::restored::{self, Rounds, Seen, Waits};
use weft::scheduler::outbox::deliver_all;
use weft::store::audit::audit_page;
use weft::store::backup::content;
use weft::store::figures::figures;
use weft::store::integrity::{database_defects, server_clock};
use weft::store::outbox::{SIGN_IN, sending_get};
use weft::store::restored::{
    Found, database_home, notices_drop_waiting, notices_waiting, restored_clear, restored_get,
    restored_set,
};
use weft::store::run::{runs_give_back, runs_hold};
use weft::store::schema::schema_get;
use weft::store::{Db, Url};

use crate::outbox::{add_it, notice, state};
use crate::served::{LINK_KEY, Served};
use crate::world::{Engine, World, both, run};

fn config(world: &World) -> Config {
    let database = match &world.url {
        Url::Sqlite(path) => format!("sqlite:{}", path.display()),
        Url::Postgres(address) => address.clone(),
    };
    Config {
        data: world.dir.path().join("data"),
        database,
        link_key: Secret(LINK_KEY.to_owned()),
        ..Config::default()
    }
}

fn weft(world: &World, args: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_weft"))
        .args(args)
        .env_clear()
        .env("WEFT_DATA", world.dir.path().join("data"))
        .env("WEFT_DATABASE", world.database())
        .env("WEFT_LINK_KEY", LINK_KEY)
        .output();
    output.expect("weft runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

async fn town(world: &World) {
    world.team("search").person("ada").in_coffee().person("abe").in_coffee().await;
    world.team("maps").person("bob").in_coffee().person("bea").in_coffee().await;
}

async fn deliver(world: &World) -> usize {
    let mut transport = Transport::mailbox(world.dir.path().join("mailbox"));
    deliver_all(&world.env, &mut transport, "test").await.expect("delivery").sent
}

#[test]
fn a_backup_made_while_people_work_is_equal_and_is_put_back() {
    run(Engine::Sqlite, async |mut world| {
        world.before_the_machine(TimeDelta::days(60));
        town(&world).await;
        world.round().await;
        let file = world.dir.path().join("copy.db");
        let path = file.display().to_string();
        // Somebody writes all the while: the copy is of one instant.
        let writer = world.env.clone();
        let writing = tokio::spawn(async move {
            for _ in 0..40 {
                weft::programmes::sending::pause(&writer, None).await.expect("pause");
                weft::programmes::sending::resume(&writer, None).await.expect("resume");
            }
        });
        let made = weft(&world, &["backup", &path]);
        assert!(made.status.success(), "{}", said(&made));
        writing.await.expect("written");
        let again = weft(&world, &["backup", &path]);
        assert!(!again.status.success(), "a backup never overwrites one");
        assert!(said(&again).contains("is there already"), "{}", said(&again));
        let looked = look_into(&path).await.expect("a copy");
        assert!(looked.is_good(), "{looked:?}");
        assert_eq!(looked.mark.expect("mark").found, Found::InTheBackup);
        // Quiet now: a second copy and the original hold the same.
        let still = world.dir.path().join("still.db");
        back_up(&config(&world), &still).await.expect("copied");
        let original = world.dir.path().join("weft.db").display().to_string();
        let checked =
            weft(&world, &["restore-check", &still.display().to_string(), "--against", &original]);
        assert!(checked.status.success(), "{}", said(&checked));
        assert!(
            said(&checked).contains("both hold the same, table by table"),
            "{}",
            said(&checked)
        );
        // One row more, and they differ.
        weft::programmes::sending::pause(&world.env, None).await.expect("pause");
        let differs =
            weft(&world, &["restore-check", &still.display().to_string(), "--against", &original]);
        assert_eq!(differs.status.code(), Some(1));
        assert!(said(&differs).contains("audit: "), "{}", said(&differs));
        // What was lost is put back.
        world.env.db.close().await;
        let back = put_back(&config(&world), &still).await.expect("put back");
        let before = back.before.expect("the old one is kept");
        assert!(before.exists());
        world.env.db = Db::open(&world.url).await.expect("open");
        let here = look_into(&original).await.expect("here");
        let there = look_into(&still.display().to_string()).await.expect("there");
        assert_eq!(differences(&here, &there).expect("compared"), Vec::<String>::new());
        let mode = std::os::unix::fs::PermissionsExt::mode(
            &std::fs::metadata(&still).expect("file").permissions(),
        );
        assert_eq!(mode & 0o777, 0o600, "the copy is its owner's alone");
    });
}

#[test]
fn a_damaged_copy_is_refused() {
    run(Engine::Sqlite, async |world| {
        town(&world).await;
        let file = world.dir.path().join("copy.db");
        back_up(&config(&world), &file).await.expect("copied");
        let mut bytes = std::fs::read(&file).expect("read");
        let at = bytes.len() / 2;
        for byte in bytes.iter_mut().skip(at).take(8192) {
            *byte = 0xa5;
        }
        let broken = world.dir.path().join("broken.db");
        std::fs::write(&broken, &bytes).expect("write");
        let checked = weft(&world, &["restore-check", &broken.display().to_string()]);
        assert_eq!(checked.status.code(), Some(1), "{}", said(&checked));
        let refused = weft(&world, &["restore", &broken.display().to_string()]);
        assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
        std::fs::write(&broken, "no database at all").expect("write");
        let checked = weft(&world, &["restore-check", &broken.display().to_string()]);
        assert_eq!(checked.status.code(), Some(1), "{}", said(&checked));
        let missing = weft(&world, &["restore-check", "/nowhere/copy.db"]);
        assert!(said(&missing).contains("/nowhere/copy.db is not there"), "{}", said(&missing));
    });
}

#[test]
fn what_lies_in_the_log_beside_a_copy_is_put_back_too() {
    run(Engine::Sqlite, async |mut world| {
        town(&world).await;
        weft::programmes::sending::pause(&world.env, None).await.expect("pause");
        // As a snapshot of the disk has it.
        let original = world.dir.path().join("weft.db");
        let taken = world.dir.path().join("taken.db");
        for ending in ["", "-wal"] {
            let from = format!("{}{ending}", original.display());
            std::fs::copy(from, format!("{}{ending}", taken.display())).expect("taken");
        }
        let there = look_into(&taken.display().to_string()).await.expect("there");
        world.env.db.close().await;
        put_back(&config(&world), &taken).await.expect("put back");
        world.env.db = Db::open(&world.url).await.expect("open");
        let here = look_into(&original.display().to_string()).await.expect("here");
        assert_eq!(differences(&here, &there).expect("compared"), Vec::<String>::new());
        let mut tx = world.env.db.read().await.expect("read");
        assert!(
            sending_get(&mut tx).await.expect("sending").paused,
            "the last thing that was done"
        );
    });
}

#[test]
fn a_database_that_somebody_may_work_on_is_not_replaced() {
    run(Engine::Sqlite, async |world| {
        town(&world).await;
        let (original, copy) = (world.dir.path().join("weft.db"), world.dir.path().join("copy.db"));
        back_up(&config(&world), &copy).await.expect("copied");
        let left = || {
            let folder = std::fs::read_dir(world.dir.path()).expect("folder");
            let names = folder.map(|entry| entry.expect("entry").file_name());
            names.filter(|name| name.to_string_lossy().contains(".new-")).count()
        };
        // Nobody ticks, but it is open: a service whose disk is full cannot renew its lease.
        let refused = put_back(&config(&world), &copy).await.expect_err("it is open");
        assert!(refused.to_string().contains("is in use or cannot be read"), "{refused:#}");
        world.env.db.close().await;
        // Whatever lies there: when it does not say who works on it, it stays.
        std::fs::write(&original, "no database at all").expect("write");
        let refused = put_back(&config(&world), &copy).await.expect_err("it cannot be asked");
        assert!(refused.to_string().contains("is in use or cannot be read"), "{refused:#}");
        assert_eq!(std::fs::read(&original).expect("read"), b"no database at all");
        assert_eq!(left(), 0, "nothing is left over");
        std::fs::rename(&original, world.dir.path().join("away.db")).expect("move away");
        let back = put_back(&config(&world), &copy).await.expect("put back");
        assert_eq!(back.before, None);
    });
}

#[test]
fn after_a_restore_from_an_old_backup_nobody_is_mailed_twice() {
    run(Engine::Sqlite, async |mut world| {
        world.before_the_machine(TimeDelta::days(9));
        town(&world).await;
        let run = world.round().await;
        let file = world.dir.path().join("copy.db");
        back_up(&config(&world), &file).await.expect("copied");
        // After the backup everybody gets their mail, and a year's disk dies.
        assert_eq!(deliver(&world).await, 4);
        world.env.db.close().await;
        put_back(&config(&world), &file).await.expect("put back");
        world.env.db = Db::open(&world.url).await.expect("open");
        let mut sign_in = notice(&world, "sign-in:1", SIGN_IN);
        sign_in.message = b"Subject: in\r\n\r\n1\r\n".to_vec();
        let sign_in = add_it(&world, &sign_in).await;
        {
            let served = Served::start(&world, &[]);
            served.scrape_until("sign-in goes out", |now| {
                now.value("weft_outbox{state=\"sent\"}") == Some(1.0)
            });
            assert!(served.log().contains("put back from a backup"), "{}", served.log());
        }
        assert_eq!(state(&world, sign_in).await.0, NoticeState::Sent);
        let hold = restored::look(&world.env).await.expect("look").expect("held");
        assert_eq!(hold.restored.found, Found::InTheBackup);
        let waits: usize = hold.waiting.iter().map(|waiting| waiting.before).sum();
        assert_eq!(waits, 4, "{hold:?}");
        let status = weft(&world, &["restored", "status"]);
        assert!(said(&status).contains("4 match: 4 decided before"), "{}", said(&status));
        let done = weft(&world, &["restored", "drop", "--rounds", "stop"]);
        assert!(done.status.success(), "{}", said(&done));
        assert!(said(&done).contains("4 messages withdrawn"), "{}", said(&done));
        assert_eq!(deliver(&world).await, 0, "nobody is mailed twice");
        assert_eq!(restored::look(&world.env).await.expect("look"), None);
        let again = weft(&world, &["restored", "send", "--rounds", "go-on"]);
        assert_eq!(again.status.code(), Some(2), "{}", said(&again));
        assert!(matches!(
            world.run(run).await.state,
            RunState::Released | RunState::Sending | RunState::Sent
        ));
    });
}

both!(while_held_nothing_goes_out_and_no_round_goes_on, async |world| {
    town(&world).await;
    let run = world.draw().await;
    assert_eq!(world.run(run).await.state, RunState::Proposed);
    assert!(restored::hold(&world.env, None, None).await.expect("hold"));
    assert!(!restored::hold(&world.env, None, None).await.expect("held already"));
    let waiting = add_it(&world, &notice(&world, "closing:1", "closing")).await;
    world.advance(TimeDelta::hours(2));
    world.tick().await;
    assert_eq!(world.run(run).await.state, RunState::Proposed, "its hour is over, and it waits");
    assert_eq!(deliver(&world).await, 0);
    // Weeks go by: the slot that has come is passed over, the plan waits for a person.
    world.advance(TimeDelta::days(7));
    world.tick().await;
    let ended = restored::end(&world.env, Waits::Send, Rounds::Stop, None)
        .await
        .expect("end")
        .expect("was held");
    assert_eq!((ended.dropped, ended.sent_on, ended.stopped), (0, 1, 2));
    world.tick().await;
    assert_eq!(world.run(run).await.state, RunState::Held);
    assert_eq!(deliver(&world).await, 1);
    assert_eq!(state(&world, waiting).await.0, NoticeState::Sent);
    assert_eq!(world.outbox().await.len(), 1, "nobody was told of a round");
    let mut tx = world.env.db.read().await.expect("read");
    let lines = audit_page(&mut tx, None, 50).await.expect("log");
    let actions: Vec<&str> = lines.iter().map(|line| line.action.as_str()).collect();
    for action in ["sending-held-after-restore", "sending-hold-ended"] {
        assert!(actions.contains(&action), "{actions:?}");
    }
});

/// The hold ends as it does for whoever wants nobody told twice. Returns how many rounds were stopped.
async fn stop(world: &World) -> usize {
    assert!(restored::hold(&world.env, None, None).await.expect("hold"));
    let waits = Waits::DropBefore(world.clock.now());
    let ended = restored::end(&world.env, waits, Rounds::Stop, None).await.expect("end");
    ended.expect("was held").stopped
}

both!(a_stop_holds_a_plan_whose_hour_is_not_over, async |world| {
    town(&world).await;
    let run = world.draw().await;
    assert_eq!(world.run(run).await.state, RunState::Proposed);
    assert_eq!(stop(&world).await, 1);
    world.advance(TimeDelta::hours(2));
    world.tick().await;
    assert_eq!(world.run(run).await.state, RunState::Held, "it may have been released before");
    assert_eq!(deliver(&world).await, 0);
});

both!(a_stop_asks_and_reminds_nobody_a_second_time, async |world| {
    town(&world).await;
    world.team("legal").person("eve").asked_each_round().await;
    let run = world.round().await;
    assert!(deliver(&world).await >= 4, "those in pairs are told");
    // Reminder and question were sent, and the rows that say so are lost.
    let due = world.run(run).await.nudge_at.expect("a reminder");
    world.advance(due - world.clock.now() + TimeDelta::minutes(1));
    stop(&world).await;
    world.tick().await;
    assert_eq!(deliver(&world).await, 0);
    let row = world.run(run).await;
    assert!(row.nudged_at.is_some(), "{row:?}");
    // The same of its end.
    let due = row.closes_at.expect("an end");
    world.advance(due - world.clock.now() + TimeDelta::minutes(1));
    stop(&world).await;
    world.tick().await;
    assert_eq!(world.run(run).await.state, RunState::Closed);
    assert_eq!(deliver(&world).await, 0);
    assert_eq!(world.kinds("ada").await, ["match"]);
    assert_eq!(world.kinds("eve").await, ["round-question"]);
    assert_eq!(world.silent("ada").await, 0, "nobody was silent who was not asked");
});

both!(a_data_folder_that_has_seen_more_notices_an_older_database, async |world| {
    town(&world).await;
    world.tick().await;
    let now = world.clock.now();
    let env = &world.env;
    let id = restored::identity(env).await.expect("identity");
    assert_eq!(restored::identity(env).await.expect("the same"), id);
    let seen = |ticked_at| Some(Seen { id, ticked_at });
    assert_eq!(restored::arrive(env, None, Some(now)).await.expect("first"), None);
    assert_eq!(restored::arrive(env, seen(now), Some(now)).await.expect("again"), None);
    let other = Some(Seen { id: uuid::Uuid::from_u128(1), ticked_at: now + TimeDelta::days(1) });
    assert_eq!(restored::arrive(env, other, Some(now)).await.expect("another"), None);
    let later = seen(now + TimeDelta::days(1));
    let mark = restored::arrive(env, later, Some(now)).await.expect("older").expect("held");
    assert_eq!((mark.found, mark.backup_at), (Found::OlderThanSeen, Some(now)));
    // A second start finds what the first one found.
    let again = restored::arrive(env, later, Some(now)).await.expect("start").expect("held");
    assert_eq!(again, mark);
});

both!(the_stores_of_backups_answer_on_both_engines, async |world| {
    town(&world).await;
    let run = world.draw().await;
    let now = world.clock.now();
    add_it(&world, &notice(&world, "a", "closing")).await;
    world.advance(TimeDelta::minutes(1));
    add_it(&world, &notice(&world, "b", "closing")).await;
    let mut tx = world.env.db.write().await.expect("write");
    assert!(schema_get(&mut tx).await.expect("schema").fits());
    assert_eq!(database_defects(&mut tx).await.expect("defects"), Vec::<String>::new());
    let sqlite = matches!(world.url, Url::Sqlite(_));
    assert_eq!(server_clock(&mut tx).await.expect("clock").is_none(), sqlite);
    assert_eq!(database_home(&mut tx).await.expect("home").is_none(), sqlite);
    let waiting = notices_waiting(&mut tx, now + TimeDelta::seconds(1)).await.expect("waiting");
    assert_eq!(waiting.iter().map(|w| (w.rows, w.before)).collect::<Vec<_>>(), [(2, 1)]);
    let dropped = notices_drop_waiting(&mut tx, now + TimeDelta::seconds(1)).await.expect("drop");
    assert_eq!(dropped, 1);
    let mark =
        weft::store::restored::Restored { backup_at: None, found_at: None, found: Found::ByHand };
    assert_eq!(restored_get(&mut tx).await.expect("mark"), None);
    let before = content(&mut tx).await.expect("content");
    restored_set(&mut tx, &mark, now).await.expect("set");
    assert_eq!(restored_get(&mut tx).await.expect("mark"), Some(mark));
    assert_eq!(content(&mut tx).await.expect("content"), before, "the mark is no content");
    assert!(restored_clear(&mut tx).await.expect("clear"));
    assert!(!restored_clear(&mut tx).await.expect("nothing"));
    let counted = figures(&mut tx, now).await.expect("figures");
    assert_eq!(counted.runs, [("round", RunState::Proposed, 1)]);
    assert_eq!((counted.people, counted.suppressed, counted.failed), (5, 0, 0));
    assert_eq!(counted.solves.len(), 1);
    assert!(
        weft::store::connections::directory_began_before(&mut tx, now + TimeDelta::days(1))
            .await
            .expect("people")
    );
    assert_eq!(runs_give_back(&mut tx, "nobody", now).await.expect("none"), 0);
    assert!(!sending_get(&mut tx).await.expect("sending").paused);
    assert_eq!(runs_hold(&mut tx, "a try").await.expect("hold"), 1);
    assert_eq!(runs_hold(&mut tx, "a try").await.expect("again"), 0);
    drop(tx);
    assert_eq!(world.run(run).await.state, RunState::Proposed);
});

fn postgres_tool(name: &str) -> std::path::PathBuf {
    let mut versions: Vec<_> = std::fs::read_dir("/usr/lib/postgresql")
        .expect("PostgreSQL's programs")
        .map(|entry| entry.expect("entry").path().join("bin").join(name))
        .filter(|tool| tool.exists())
        .collect();
    versions.sort();
    versions.pop().expect("a PostgreSQL with this tool")
}

fn succeeds(command: &mut Command) {
    let done = command.output().expect("runs");
    assert!(done.status.success(), "{}", said(&done));
}

#[test]
fn postgres_is_dumped_and_read_into_another_database_which_is_equal_and_held() {
    run(Engine::Postgres, async |world| {
        world.before_the_machine(TimeDelta::hours(4));
        town(&world).await;
        world.round().await;
        // It was served here before.
        assert_eq!(restored::arrive(&world.env, None, None).await.expect("arrive"), None);
        let refused = weft(&world, &["backup", "copy.dump"]);
        assert_eq!(refused.status.code(), Some(2));
        assert!(said(&refused).contains("pg_dump --format=custom"), "{}", said(&refused));
        let address = world.database();
        let (server, name) = address.rsplit_once('/').expect("address");
        let (copy, dump) = (format!("{name}_copy"), world.dir.path().join("copy.dump"));
        succeeds(
            Command::new(postgres_tool("pg_dump"))
                .args(["--format=custom", "--no-owner", "--file"])
                .arg(&dump)
                .arg(&address),
        );
        succeeds(Command::new(postgres_tool("psql")).arg(&address).args([
            "--quiet",
            "--command",
            &format!("create database {copy}"),
        ]));
        let there = format!("{server}/{copy}");
        succeeds(
            Command::new(postgres_tool("pg_restore"))
                .args(["--no-owner", "--exit-on-error", "--dbname", &there])
                .arg(&dump),
        );
        let checked = weft(&world, &["restore-check", &there, "--against", &address]);
        assert!(checked.status.success(), "{}", said(&checked));
        assert!(
            said(&checked).contains("both hold the same, table by table"),
            "{}",
            said(&checked)
        );
        assert_eq!(deliver(&world).await, 4, "mailed after the dump was made");
        let differs = weft(&world, &["restore-check", &there, "--against", &address]);
        assert_eq!(differs.status.code(), Some(1), "{}", said(&differs));
        // Whoever serves the copy finds that its tables are others.
        let db = Db::open(&Url::Postgres(there)).await.expect("open");
        let env = weft::programmes::Env { db: db.clone(), ..world.env.clone() };
        let mark = restored::arrive(&env, None, None).await.expect("arrive").expect("held");
        assert_eq!(mark.found, Found::OtherServer);
        let mut transport = Transport::mailbox(world.dir.path().join("mailbox"));
        let done = deliver_all(&env, &mut transport, "test").await.expect("delivery");
        assert_eq!(done.sent, 0, "nobody is mailed twice");
        db.close().await;
    });
}

#[test]
fn the_key_of_links_is_copied_with_the_database() {
    run(Engine::Sqlite, async |world| {
        let config = Config { link_key: Secret::default(), ..config(&world) };
        std::fs::create_dir(&config.data).expect("folder");
        std::fs::write(config.data.join("link.key"), LINK_KEY).expect("key");
        let file = world.dir.path().join("copy.db");
        let copy = back_up(&config, &file).await.expect("copied");
        let key = copy.key.expect("a key");
        assert_eq!(std::fs::read_to_string(&key).expect("key"), LINK_KEY);
        assert_eq!(Path::new(&key), Path::new(&format!("{}.link.key", file.display())));
    });
}
