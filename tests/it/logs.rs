//! A whole scenario at the loudest log: signing in, an import, a round, a relay that refuses by name, an erasure, a
//! database that fails. Neither the log nor the metrics nor the readiness names anybody, or holds a key to anything.

use chrono::TimeDelta;
use weft::domain::access::Role;
use weft::domain::plan::NoticeState;
use weft::mail::read::parse;
use weft::programmes::roles;
use weft::store::outbox_view::{NoticeFilter, notices_page};

use crate::served::{LINK_KEY, Served, send};
use crate::smtp_server::{Fault, Server};
use crate::world::{Engine, World, run};

const RELAY_PASSWORD: &str = "hunter2secret";
const DATABASE_PASSWORD: &str = "swordfish4711";

/// People whose names are words of nothing else.
const PEOPLE: [&str; 6] =
    ["zenobia", "quirinus", "xanthippe", "thaddaeus", "philomena", "ermintrude"];

async fn people(world: &World) {
    let [a, b, c, d, e, f] = PEOPLE;
    let search = world.team("search").person(a).in_coffee().person(b).in_coffee();
    search.person(c).in_coffee().await;
    world.team("maps").person(d).in_coffee().person(e).in_coffee().person(f).in_coffee().await;
}

/// What lets somebody in or acts for them: tokens of links, codes to type.
fn keys_in(text: &str) -> Vec<String> {
    let mut keys = Vec::new();
    for mark in ["/l/", "/sign-in/link/"] {
        for (at, _) in text.match_indices(mark) {
            let link: String =
                text[at + mark.len()..].chars().take_while(|c| !c.is_whitespace()).collect();
            keys.extend(link.rsplit('/').next().map(str::to_owned));
        }
    }
    for line in text.lines() {
        let plain: String = line.chars().filter(|c| !c.is_whitespace()).collect();
        if plain.len() == 6 && plain.bytes().all(|b| b.is_ascii_digit()) {
            keys.push(plain);
        }
    }
    keys
}

fn cookie_in(answer: &str) -> Option<String> {
    let from = answer.to_lowercase().find("set-cookie: weft=")? + "set-cookie: ".len();
    let cookie: String = answer[from..].chars().take_while(|c| *c != ';').collect();
    Some(cookie)
}

async fn wait(what: &str, served: &Served, mut is_so: impl AsyncFnMut() -> bool) {
    for _ in 0..1200 {
        if is_so().await {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("{what}: not so\n{}", served.log());
}

fn sweep(engine: Engine) {
    run(engine, async |mut world| {
        world.before_the_machine(TimeDelta::minutes(5));
        people(&world).await;
        roles::grant(&world.env, "olga@test.example", Role::Admin, None).await.expect("grant");
        let programme = world.programme().await;
        // A login is not taken; after the sign-in's mail one is told who is not there, and two are not wanted now.
        let server =
            Server::start(&[Fault::Auth("535 5.7.8 relayuser hunter2secret is not known here")])
                .await;
        let relay = format!("smtp+plain://relayuser:{RELAY_PASSWORD}@{}", server.address);
        let database = world.database().replace("//weft@", &format!("//weft:{DATABASE_PASSWORD}@"));
        let settings =
            [("WEFT_SMTP", relay.as_str()), ("WEFT_LOG", "trace"), ("WEFT_DATABASE", &database)];
        let served = Served::start(&world, &settings);

        // Signing in, first with a wrong address and a wrong code.
        served.post("/sign-in", "", "address=nobody.at.all%40test.example");
        served.post("/sign-in", "", "address=olga%40test.example");
        wait("the sign-in mail", &served, async || {
            server.taken().iter().any(|(to, _)| to == "olga@test.example")
        })
        .await;
        server.meets(&[
            Fault::Rcpt("550 5.1.1 <zenobia@test.example>: zenobia does not live here"),
            Fault::Content("451 4.3.0 quirinus@test.example is over quota"),
            Fault::Mail("421 4.3.2 xanthippe@test.example must wait"),
        ]);
        let taken = server.taken();
        let (_, raw) = taken.iter().find(|(to, _)| to == "olga@test.example").expect("olga's mail");
        let text = parse(raw).expect("a mail").text;
        let link = keys_in(&text).into_iter().next().expect("a link");
        served.get("/sign-in/link/not-a-real-token", "");
        served.get(&format!("/sign-in/link/{link}"), "");
        let (_, answer) = served.post(&format!("/sign-in/link/{link}"), "", "");
        let cookie = cookie_in(&answer).unwrap_or_else(|| panic!("no session: {answer}"));

        // A roster with a defect, and one that brings somebody new.
        for rows in ["broken", "9,wilhelmina@test.example,wilhelmina,maps"] {
            let form = format!(
                "--edge\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nroster\r\n--edge\r\n\
                 Content-Disposition: form-data; name=\"file\"; filename=\"people.csv\"\r\n\
                 Content-Type: text/csv\r\n\r\nid,email,name,team\n{rows}\r\n--edge--\r\n"
            );
            let kind = "multipart/form-data; boundary=edge";
            send(&served.address, "POST", "/admin/import", &cookie, kind, &form).expect("import");
        }

        // A round: drawn by hand, released by hand, mailed against a relay that refuses by name.
        served.post(&format!("/admin/programmes/{programme}/draw"), &cookie, "");
        let run = {
            let mut found = None;
            wait("the plan", &served, async || {
                let (_, page) = served.get("/admin/runs", &cookie);
                for (at, _) in page.match_indices("/admin/runs/0") {
                    let id = &page[at + 12..at + 48];
                    let state = world.run(id.parse().expect("a run")).await.state;
                    if state == weft::domain::plan::RunState::Proposed {
                        found = Some(id.to_owned());
                        return true;
                    }
                }
                false
            })
            .await;
            found.expect("a run")
        };
        served.post(&format!("/admin/runs/{run}/release"), &cookie, "");
        wait("a refusal", &served, async || {
            let mut tx = world.env.db.read().await.expect("read");
            let filter = NoticeFilter { state: Some(NoticeState::Failed), ..Default::default() };
            !notices_page(&mut tx, filter, 10).await.expect("rows").is_empty()
        })
        .await;
        wait("mails", &served, async || server.taken().len() >= 4).await;

        // Links of the mails are opened; somebody is erased; a table is away for a while.
        let mut keys: Vec<String> = Vec::new();
        for (_, raw) in server.taken() {
            keys.extend(keys_in(&parse(&raw).expect("a mail").text));
        }
        for token in keys.iter().filter(|key| key.len() > 6).take(3) {
            served.get(&format!("/l/scheduled/{token}"), "");
        }
        let erased = world.id(PEOPLE[5]).await;
        let hers = world.cookie_of(erased).await;
        served.get("/me/data.json", &hers);
        served.post("/me/erase", &hers, "confirm=yes");
        world.raw("alter table profiles rename to profiles_gone").await;
        let (status, _) = served.get("/preferences", &cookie);
        assert_eq!(status, 500, "the database failed");
        world.raw("alter table profiles_gone rename to profiles").await;
        let (_, readiness) = served.get("/readyz", "");
        let metrics = served.scrape_text().expect("metrics");
        let log = served.log();
        drop(served);

        // The log says what happened, and to which rows.
        for words in ["a message was refused for good", "the relay does not work", "ticked"] {
            assert!(log.contains(words), "{words:?} is missing in the log\n{log}");
        }
        let lines = log.lines().count();
        assert!(lines > 20, "only {lines} lines at the loudest:\n{log}");
        keys.push(link);
        keys.push(cookie.trim_start_matches("weft=").to_owned());
        keys.push(hers.trim_start_matches("weft=").to_owned());
        assert!(keys.len() > 10, "{keys:?}");
        let mut secrets: Vec<String> = [
            RELAY_PASSWORD,
            DATABASE_PASSWORD,
            LINK_KEY,
            "relayuser",
            "nobody.at.all",
            "wilhelmina",
        ]
        .map(str::to_owned)
        .to_vec();
        secrets.extend(PEOPLE.map(str::to_owned));
        secrets.push("@test.example".to_owned());
        secrets.push("olga".to_owned());
        secrets.append(&mut keys);
        for (where_, text) in [("log", &log), ("metrics", &metrics), ("readiness", &readiness)] {
            for secret in &secrets {
                let line = text.lines().find(|line| line.contains(secret.as_str()));
                assert_eq!(line, None, "the {where_} holds {secret:?}");
            }
        }
        for team in ["search", "maps", "Coffee"] {
            assert!(!metrics.contains(team), "the metrics name {team}");
        }
        world.env = world.while_time_goes_on();
    });
}

#[test]
fn sqlite() {
    sweep(Engine::Sqlite);
}

#[test]
fn postgres() {
    sweep(Engine::Postgres);
}
