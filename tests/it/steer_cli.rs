//! What an admin does on the pages, by command; and `weft doctor`.

use std::process::{Command, Output};

use chrono::TimeDelta;
use weft::domain::access::Role;
use weft::domain::plan::RunState;
use weft::programmes::roles;

use crate::served::{LINK_KEY, Served};
use crate::smtp_server::{Fault, Server};
use crate::world::{Engine, World, run};

fn weft(world: &World, settings: &[(&str, &str)], args: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_weft"))
        .args(args)
        .env_clear()
        .env("WEFT_DATA", world.dir.path().join("data"))
        .env("WEFT_DATABASE", world.database())
        .env("WEFT_LINK_KEY", LINK_KEY)
        .envs(settings.iter().copied())
        .output();
    output.expect("weft runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

async fn town(world: &World) {
    world.before_the_machine(TimeDelta::days(9));
    world.team("search").person("ada").in_coffee().person("abe").in_coffee().await;
    world.team("maps").person("bob").in_coffee().person("bea").in_coffee().await;
    roles::grant(&world.env, "olga@test.example", Role::Admin, None).await.expect("grant");
}

#[test]
fn a_round_that_went_wrong_is_steered_by_commands() {
    run(Engine::Sqlite, async |world| {
        town(&world).await;
        let round = world.draw().await;
        let id = round.to_string();
        let by = ["--by", "olga@test.example"];
        let run = |args: &[&str]| weft(&world, &[], &[args, &by].concat());
        let stranger = weft(&world, &[], &["run", "hold", &id, "--by", "ada@test.example"]);
        assert_eq!(stranger.status.code(), Some(2));
        assert!(said(&stranger).contains("ada@test.example is no admin"), "{}", said(&stranger));
        let held = run(&["run", "hold", &id]);
        assert!(held.status.success(), "{}", said(&held));
        assert_eq!(world.run(round).await.state, RunState::Held);
        let late = run(&["run", "hold", &id]);
        assert_eq!(late.status.code(), Some(1), "{}", said(&late));
        assert!(run(&["sending", "pause"]).status.success());
        let status = weft(&world, &[], &["sending", "status"]);
        assert!(said(&status).contains("Sending is STOPPED"), "{}", said(&status));
        let released = run(&["run", "release", &id]);
        assert!(released.status.success(), "{}", said(&released));
        assert_eq!(world.deliver().await, 0);
        assert!(run(&["sending", "resume"]).status.success());
        // The commands go by the machine's clock: what they made due is due for the world a little later.
        world.before_the_machine(TimeDelta::minutes(-5));
        assert_eq!(world.deliver().await, 4);
        let recalled = run(&["run", "recall", &id, "--why", "a week old"]);
        assert!(
            said(&recalled).contains("Recalled: 2 groups, 4 people told"),
            "{}",
            said(&recalled)
        );
        let words = ["run", "apologise", &id, "--english", "It was a week old."];
        let shown = run(&words);
        assert!(said(&shown).contains("Nothing was sent; add --send."), "{}", said(&shown));
        let sent = run(&[&words[..], &["--send"]].concat());
        assert!(said(&sent).contains("4 apologies are on the way"), "{}", said(&sent));
        let again = run(&["run", "again", &id]);
        assert!(again.status.success(), "{}", said(&again));
        let nothing = run(&["run", "retry", "01935a00-0000-7000-8000-000000000000"]);
        assert_eq!(nothing.status.code(), Some(2), "{}", said(&nothing));
    });
}

#[test]
fn the_doctor_says_what_is_wrong_and_what_to_do() {
    run(Engine::Sqlite, async |world| {
        use std::os::unix::fs::PermissionsExt as _;
        town(&world).await;
        let server = Server::start(&[Fault::None, Fault::Auth("535 5.7.8 no")]).await;
        let relay = format!("smtp+plain://weft:secret@{}", server.address);
        let served = Served::start(&world, &[]);
        served.scrape_until("ready", |now| now.value("weft_ready") == Some(1.0));
        let well = weft(&world, &[("WEFT_SMTP", &relay)], &["doctor"]);
        assert!(well.status.success(), "{}", said(&well));
        for words in ["the login works", "every count is what its bookings say", "last tick was"] {
            assert!(said(&well).contains(words), "{words:?} is missing in\n{}", said(&well));
        }
        assert!(server.taken().is_empty(), "a doctor sends no mail");
        let folder = world.dir.path().join("data");
        let open = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(&folder, open).expect("open to others");
        let settings = [
            ("WEFT_SMTP", "smtp+plain://weft:secret@127.0.0.1:9"),
            ("WEFT_BASE_URL", "http://weft.example"),
        ];
        let ill = weft(&world, &settings, &["doctor"]);
        assert_eq!(ill.status.code(), Some(1), "{}", said(&ill));
        for words in [
            "open to other users of this machine (mode 755)",
            "what to do: chmod 700 ",
            "the relay does not work: at the connection",
            "is not encrypted",
        ] {
            assert!(said(&ill).contains(words), "{words:?} is missing in\n{}", said(&ill));
        }
        assert!(!said(&ill).contains("secret"), "{}", said(&ill));
        let json = weft(&world, &settings, &["doctor", "--json"]);
        let line = String::from_utf8_lossy(&json.stdout).into_owned();
        let value: serde_json::Value =
            serde_json::from_str(line.lines().next().expect("a line")).expect("JSON");
        assert_eq!(value["ok"], false);
        let findings = value["findings"].as_array().expect("findings");
        assert!(findings.iter().all(|finding| finding["ok"] == true || finding["todo"] != ""));
        let mut dead = served;
        dead.signal("KILL");
        dead.wait();
        tokio::time::sleep(std::time::Duration::from_secs(5)).await;
        let dead = weft(&world, &[("WEFT_TICK", "1")], &["doctor"]);
        assert_eq!(dead.status.code(), Some(1), "{}", said(&dead));
        assert!(said(&dead).contains("WeftTickerDead"), "{}", said(&dead));
    });
}
