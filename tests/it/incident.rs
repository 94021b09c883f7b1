//! A round went wrong: the apology to everybody who was mailed, and the look back without blame.

use axum::http::StatusCode;
use chrono::TimeDelta;
use weft::domain::clock::Clock as _;
use weft::domain::person::{Language, PersonState};
use weft::domain::plan::NoticeState;
use weft::programmes::apology::{Words, apologise};
use weft::programmes::recall::recall_run;
use weft::store::audit::audit_about;
use weft::store::mailed::{ToldAs, run_audience, run_mailed, run_mails};
use weft::store::run_review::{ActedAs, RunReview, run_review_get, run_review_set, run_story};

use crate::browser::Browser;
use crate::world::{World, both};

/// Seven people: three pairs or a pair and a trio, with somebody who reads German.
async fn town(world: &World) -> Browser {
    world
        .team("search")
        .person("ada")
        .in_coffee()
        .person("abe")
        .in_coffee()
        .person("amy")
        .in_coffee()
        .await;
    world
        .team("maps")
        .person("bob")
        .in_coffee()
        .german()
        .person("bea")
        .in_coffee()
        .person("ben")
        .in_coffee()
        .await;
    world.admin("olga").await
}

fn words() -> Words {
    Words {
        english: "The roster was a week old.\n\nWe draw again on Thursday.".to_owned(),
        german: "Die Liste war eine Woche alt.".to_owned(),
    }
}

async fn apologies(world: &World) -> Vec<(String, NoticeState, String)> {
    let mut found = Vec::new();
    for name in ["ada", "abe", "amy", "bob", "bea", "ben"] {
        for mail in world.mailbox(name).await {
            if mail.kind == "apology" {
                found.push((name.to_owned(), mail.state, mail.subject));
            }
        }
    }
    found
}

both!(everybody_who_was_mailed_is_apologised_to_once_and_leavers_are_not, async |world| {
    let olga = town(&world).await;
    let run = world.round().await;
    assert_eq!(world.deliver().await, 6);
    world.becomes("ben", PersonState::Left).await;
    let path = format!("/admin/runs/{run}/apology");
    let form = olga.get(&path).await;
    assert!(form.text().contains("The mail reaches 5 people."), "{}", form.text());
    let empty = olga.post(&path, &[("step", "check"), ("english", "  ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let typed = [("english", "The roster was a week old."), ("german", "Die Liste war alt.")];
    let mut check = typed.to_vec();
    check.push(("step", "check"));
    let shown = olga.post(&path, &check).await;
    let text = shown.text();
    for words in [
        "Told whom to meet, in English",
        "Told whom to meet, in German",
        "Coffee: an apology",
        "Coffee: eine Entschuldigung",
        "Die Liste war alt.",
        "Send 5 mails",
    ] {
        assert!(text.contains(words), "{words:?} is missing in\n{text}");
    }
    assert!(apologies(&world).await.is_empty(), "looking sends nothing");
    let mut press = typed.to_vec();
    press.push(("step", "send"));
    let sent = olga.post(&path, &press).await;
    assert_eq!(sent.location(), format!("/admin/runs/{run}/review?done=apology&n=5"));
    let again = olga.post(&path, &press).await;
    assert_eq!(again.location(), format!("/admin/runs/{run}/review?done=apology&n=0"));
    assert_eq!(apologies(&world).await.len(), 5);
    assert_eq!(world.deliver().await, 5);
    let mut tx = world.env.db.read().await.expect("read");
    let lines = audit_about(&mut tx, &format!("run:{run}"), 50).await.expect("log");
    assert_eq!(lines.iter().filter(|line| line.action == "run-apologised").count(), 2);
});

both!(an_apology_goes_out_although_the_round_was_recalled_before_or_after, async |world| {
    town(&world).await;
    let run = world.round().await;
    world.deliver().await;
    let olga = world.id("olga").await;
    let done = apologise(&world.env, run, &words(), olga).await.expect("apology");
    assert_eq!((done.mails, done.already, done.gone), (6, 0, 0));
    recall_run(&world.env, run, olga, "").await.expect("recalled");
    assert_eq!(world.deliver().await, 12, "six notes of the recall, six apologies");
    assert!(apologies(&world).await.iter().all(|(_, state, _)| *state == NoticeState::Sent));
    let done = apologise(&world.env, run, &words(), olga).await.expect("apology");
    assert_eq!((done.mails, done.already), (0, 6));
});

both!(the_look_back_says_what_happened_and_not_who_it_was, async |world| {
    let olga = town(&world).await;
    let run = world.draw().await;
    olga.post(&format!("/admin/runs/{run}/hold"), &[]).await;
    world.advance(TimeDelta::minutes(3));
    olga.post(&format!("/admin/runs/{run}/release"), &[]).await;
    world.deliver().await;
    world.advance(TimeDelta::minutes(3));
    olga.post("/admin/sending", &[("sending", "pause")]).await;
    world.advance(TimeDelta::minutes(3));
    olga.post(&format!("/admin/runs/{run}/recall"), &[("why", "a week old")]).await;
    let path = format!("/admin/runs/{run}/review");
    let page = olga.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let text = page.text();
    let mut rest = text.as_str();
    for words in [
        "Plan held",
        "the programme's owner",
        "The last mail left, 6",
        "All sending stopped",
        "Plan recalled",
    ] {
        let at = rest
            .find(words)
            .unwrap_or_else(|| panic!("{words:?} is missing or out of order in\n{text}"));
        rest = &rest[at..];
    }
    let main = page.body.split_once("<main").expect("main").1;
    for name in ["olga", "ada", "bob"] {
        assert!(!main.contains(name), "{name} is named");
    }
    let notes = [
        ("version", "0"),
        ("well", "Stopped within minutes"),
        ("surprised", "# The roster\nwas a week old"),
        ("changes", "Import every night, from 1 March"),
    ];
    let kept = olga.post(&path, &notes).await;
    assert_eq!(kept.location(), format!("{path}?done=notes"));
    // Somebody who had the page open before writes too: nothing of either is lost.
    let mut late = notes;
    late[1].1 = "Something else";
    let conflict = olga.post(&path, &late).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert!(conflict.text().contains("Somebody else wrote meanwhile."), "{}", conflict.text());
    assert!(conflict.body.contains("Something else") && conflict.body.contains("Stopped within"));
    let file = olga.get(&format!("{path}.md")).await;
    assert_eq!(file.status, StatusCode::OK);
    for words in [
        "# Review: ",
        "Plan held (the programme&#39;s owner)",
        "| Match |",
        "> # The roster\n> was a week old",
        "> Import every night, from 1 March",
    ] {
        let words = words.replace("&#39;", "'");
        assert!(file.body.contains(&words), "{words:?} is missing in\n{}", file.body);
    }
    assert!(!file.body.contains("olga"), "{}", file.body);
    let long = "x".repeat(5001);
    let refused = olga.post(&path, &[("version", "1"), ("well", &long)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let nowhere = olga.get("/admin/runs/01935a00-0000-7000-8000-000000000000/review").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
});

both!(the_stores_of_looking_back_answer_on_both_engines, async |world| {
    town(&world).await;
    let run = world.round().await;
    let now = world.clock.now();
    let olga = world.id("olga").await;
    let mut tx = world.env.db.write().await.expect("write");
    assert!(run_audience(&mut tx, run).await.expect("nobody yet").is_empty());
    tx.commit().await.expect("commit");
    world.deliver().await;
    let mut tx = world.env.db.write().await.expect("write");
    let audience = run_audience(&mut tx, run).await.expect("audience");
    let counted: Vec<_> =
        audience.iter().map(|a| (a.told_as, a.language, a.people, a.gone, a.already)).collect();
    assert_eq!(
        counted,
        [(ToldAs::Group, Language::German, 1, 0, 0), (ToldAs::Group, Language::English, 5, 0, 0)]
    );
    assert_eq!(run_mailed(&mut tx, run).await.expect("mailed").len(), 6);
    let mails = run_mails(&mut tx, run).await.expect("mails");
    assert_eq!(mails.iter().map(|m| (m.kind.as_str(), m.rows)).collect::<Vec<_>>(), [("match", 6)]);
    assert_eq!(run_review_get(&mut tx, run).await.expect("none"), RunReview::default());
    let notes = RunReview { went_well: "all".to_owned(), ..RunReview::default() };
    run_review_set(&mut tx, run, &notes, olga, now).await.expect("written");
    assert!(run_review_set(&mut tx, run, &notes, olga, now).await.is_err(), "written over");
    let read = run_review_get(&mut tx, run).await.expect("notes");
    assert_eq!((read.went_well.as_str(), read.version), ("all", 1));
    let story = run_story(&mut tx, run, now - TimeDelta::days(30), now).await.expect("story");
    assert!(story.iter().any(|line| line.action == "run-released"));
    assert!(story.iter().all(|line| line.acted_as == ActedAs::System));
});
