//! Runs as people steer them, through the pages: live events, every step once, and what a step too late shows.

use axum::http::{StatusCode, header};
use chrono::TimeDelta;
use weft::domain::clock::Clock as _;
use weft::domain::id::RunId;
use weft::domain::plan::RunState;
use weft::store::audit::audit_about;
use weft::store::overview::run::run_stop_ask;
use weft::store::view::view_list;

use crate::browser::Browser;
use crate::world::{World, both};

async fn town(world: &World) -> Browser {
    world
        .team("search")
        .seats(2)
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
        .person("bea")
        .in_coffee()
        .person("ben")
        .in_coffee()
        .await;
    world.admin("olga").await
}

async fn count(world: &World, run: RunId, action: &str) -> usize {
    let mut tx = world.env.db.read().await.expect("read");
    let lines = audit_about(&mut tx, &format!("run:{run}"), 100).await.expect("audit");
    lines.iter().filter(|line| line.action == action).count()
}

both!(a_plan_that_waits_shows_what_it_comes_to_and_what_can_be_done, async |world| {
    let olga = town(&world).await;
    let run = world.draw().await;
    let page = olga.get(&format!("/admin/runs/{run}")).await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    for words in [
        "Plan ready",
        "Released by itself on",
        "Every hard rule is kept",
        "new connections",
        "proven bound",
        "0, proven",
        "shuffling the same people",
        "Their team had no seat left",
        "2 seats, full",
    ] {
        assert!(text.contains(words), "{words:?} is missing in\n{text}");
    }
    assert!(!page.body.contains(" style="), "no inline style");
    assert!(!page.body.contains("sse-connect"), "nothing streams while the plan waits");
    for (name, _) in [("ada", 0), ("bob", 0)] {
        assert!(!text.contains(name), "{name} is named");
    }
    let list = olga.get("/admin/runs").await;
    assert!(list.body.contains(&format!("/admin/runs/{run}")));
    let none = olga.get("/admin/runs?state=failed").await;
    assert!(none.text().contains("No run fits"), "{}", none.text());
});

both!(release_pressed_twice_tells_everybody_once, async |world| {
    let olga = town(&world).await;
    let run = world.draw().await;
    let path = format!("/admin/runs/{run}/release");
    let ask = olga.get(&path).await;
    assert!(ask.text().contains("2 groups: 4 people get their match mail"), "{}", ask.text());
    assert!(world.outbox().await.is_empty(), "looking sends nothing");
    for _ in 0..2 {
        let answer = olga.post(&path, &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(answer.location(), format!("/admin/runs/{run}?done=release"));
    }
    assert_eq!(world.outbox().await.get("match"), Some(&4));
    assert_eq!(count(&world, run, "run-released").await, 1);
});

both!(two_tabs_the_second_learns_what_happened_meanwhile, async |world| {
    let olga = town(&world).await;
    let otto = world.admin("bea").await;
    let run = world.draw().await;
    assert_eq!(otto.get(&format!("/admin/runs/{run}/drop")).await.status, StatusCode::OK);
    assert_eq!(
        olga.post(&format!("/admin/runs/{run}/release"), &[]).await.status,
        StatusCode::SEE_OTHER
    );
    let late = otto.post(&format!("/admin/runs/{run}/drop"), &[]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let text = late.text();
    assert!(text.contains("Plan released, by olga"), "{text}");
    assert!(text.contains("What you wanted was not done"), "{text}");
    assert!(text.contains("Released"), "{text}");
    let late = otto.get(&format!("/admin/runs/{run}/hold")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    // Somebody else's release is not this person's own second press.
    let also = otto.post(&format!("/admin/runs/{run}/release"), &[]).await;
    assert_eq!(also.status, StatusCode::CONFLICT);
    assert_eq!(world.outbox().await.get("match"), Some(&4));
});

both!(a_held_plan_is_approved_and_then_recalled_once, async |world| {
    let olga = town(&world).await;
    let run = world.draw().await;
    assert_eq!(
        olga.post(&format!("/admin/runs/{run}/hold"), &[]).await.status,
        StatusCode::SEE_OTHER
    );
    world.advance(TimeDelta::hours(2));
    world.tick().await;
    assert_eq!(world.run(run).await.state, RunState::Held);
    let page = olga.get(&format!("/admin/runs/{run}")).await.text();
    assert!(page.contains("Held: waits for a person"), "{page}");
    assert_eq!(
        olga.post(&format!("/admin/runs/{run}/release"), &[]).await.status,
        StatusCode::SEE_OTHER
    );
    world.deliver().await;
    let ask = olga.get(&format!("/admin/runs/{run}/recall")).await.text();
    assert!(ask.contains("2 groups are withdrawn"), "{ask}");
    assert!(ask.contains("mails have left"), "{ask}");
    let long = "x".repeat(501);
    let refused = olga.post(&format!("/admin/runs/{run}/recall"), &[("why", &long)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains(&long), "what was typed is kept");
    for _ in 0..2 {
        let answer =
            olga.post(&format!("/admin/runs/{run}/recall"), &[("why", "wrong week")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    }
    assert_eq!(world.outbox().await.get("recall"), Some(&4));
    assert_eq!(count(&world, run, "run-recalled").await, 1);
    let page = olga.get(&format!("/admin/runs/{run}")).await.text();
    assert!(page.contains("Recalled"), "{page}");
});

both!(one_group_is_recalled_with_its_names_noted, async |world| {
    let olga = town(&world).await;
    let run = world.round().await;
    let list = olga.get(&format!("/admin/runs/{run}/groups")).await;
    let text = list.text();
    assert!(text.contains("search and maps") || text.contains("maps and search"), "{text}");
    let ada = world.id("ada").await;
    let group = world.group_rows(run).await[0].clone();
    let path = format!("/admin/runs/{run}/groups/{}/recall", group.id);
    let people = group.people();
    // Names are shown to whoever asks for them, and that is noted; looking at the form is not, and shows none.
    let form = olga.get(&path).await.text();
    assert!(!form.contains(&world.name(people[0]).await), "{form}");
    let mut tx = world.env.db.read().await.expect("read");
    assert!(view_list(&mut tx, people[0], 10).await.expect("views").is_empty());
    drop(tx);
    let ask = olga.post(&path, &[("step", "names")]).await;
    assert!(ask.text().contains(&world.name(people[0]).await), "{}", ask.text());
    let mut tx = world.env.db.read().await.expect("read");
    let views = view_list(&mut tx, people[0], 10).await.expect("views");
    assert_eq!(views[0].what, "group-names");
    drop(tx);
    assert_eq!(olga.post(&path, &[("why", "")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(olga.post(&path, &[("why", "")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(world.groups(run).await.len(), 1);
    assert_eq!(world.run(run).await.state, RunState::Released);
    // A group of another run, and ids of nothing.
    let foreign = format!("/admin/runs/{}/groups/{}/recall", ada, group.id);
    assert_eq!(olga.get(&foreign).await.status, StatusCode::NOT_FOUND);
    assert_eq!(olga.post(&foreign, &[]).await.status, StatusCode::NOT_FOUND);
});

both!(mails_are_shown_with_real_data_but_without_working_links, async |world| {
    let olga = town(&world).await;
    let run = world.draw().await;
    let form = olga.get(&format!("/admin/runs/{run}/mails")).await.text();
    assert!(form.contains("See the mails") && !form.contains("Left out"), "{form}");
    let mails = olga.post(&format!("/admin/runs/{run}/mails"), &[]).await;
    let text = mails.text();
    assert!(text.contains("Match") && text.contains("Left out"), "{text}");
    assert!(!text.contains("/l/") || text.contains("/…"), "{text}");
    assert!(world.outbox().await.is_empty());
    olga.post(&format!("/admin/runs/{run}/release"), &[]).await;
    let mails = olga.post(&format!("/admin/runs/{run}/mails"), &[]).await.text();
    for link in mails.split("/l/").skip(1) {
        let token = link.split_once('/').map_or("", |(_, token)| token);
        assert!(token.starts_with('…'), "a link is whole: {token:.20}");
    }
});

both!(the_events_of_a_run_that_rests_end, async |world| {
    let olga = town(&world).await;
    let run = world.draw().await;
    let events = olga.get(&format!("/admin/runs/{run}/events")).await;
    assert_eq!(events.status, StatusCode::OK);
    let kind = events.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    assert_eq!(kind, Some("text/event-stream"));
    assert!(events.body.contains("event: last"), "{}", events.body);
    assert!(events.body.contains(&format!("hx-get=\"/admin/runs/{run}\"")), "{}", events.body);
    assert_eq!(
        olga.get(&format!("/admin/runs/{}/events", world.id("ada").await)).await.status,
        StatusCode::NOT_FOUND
    );
});

both!(the_events_of_a_run_end_when_its_mails_are_out, async |world| {
    let olga = town(&world).await;
    let run = world.round().await;
    let path = format!("/admin/runs/{run}/events");
    let page = olga.get(&format!("/admin/runs/{run}")).await;
    assert!(page.body.contains(&format!("sse-connect=\"{path}\"")), "{}", page.body);
    assert!(page.body.contains("<noscript>"), "a way without script");
    let (events, ()) = tokio::join!(olga.get(&path), async {
        world.deliver().await;
        let mut tx = world.env.db.write().await.expect("write");
        weft::store::run_delivery::runs_delivery_end(&mut tx).await.expect("delivery");
        tx.commit().await.expect("commit");
    });
    assert!(events.body.trim_end().contains("event: last"), "{}", events.body);
});

both!(stop_is_asked_once_and_only_while_solving, async |world| {
    let olga = town(&world).await;
    let run = world.draw().await;
    let late = olga.post(&format!("/admin/runs/{run}/stop"), &[]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let mut tx = world.env.db.write().await.expect("write");
    assert!(!run_stop_ask(&mut tx, run, world.clock.now()).await.expect("stop"));
});

both!(a_replay_holds_and_downloads_name_nobody, async |world| {
    let olga = town(&world).await;
    let run = world.draw().await;
    let replay = olga.post(&format!("/admin/runs/{run}/replay"), &[]).await;
    assert_eq!(replay.status, StatusCode::OK);
    assert!(replay.text().contains("Everything holds"), "{}", replay.text());
    for (what, action) in [("problem", "problem-downloaded"), ("plan", "plan-downloaded")] {
        let file = olga.post(&format!("/admin/runs/{run}/{what}"), &[]).await;
        assert_eq!(file.status, StatusCode::OK);
        let json: serde_json::Value = serde_json::from_str(&file.body).expect("JSON");
        assert!(json["format"].as_str().is_some_and(|format| format.starts_with("weft-")));
        assert!(!file.body.contains("ada") && !file.body.contains("example"), "names nobody");
        assert_eq!(count(&world, run, action).await, 1);
    }
    // The two files go together, and nobody in them can be looked up: not one person's own id is there.
    let problem = olga.post(&format!("/admin/runs/{run}/problem"), &[]).await.body;
    let plan = olga.post(&format!("/admin/runs/{run}/plan"), &[]).await.body;
    let parsed = weft::optimise::Plan::parse(plan.as_bytes()).expect("a plan");
    let verdict = weft::optimise::certify_bytes(problem.as_bytes(), &parsed).expect("a problem");
    assert!(verdict.holds(), "{:?}", verdict.refused);
    for name in ["ada", "bob"] {
        let id = world.id(name).await.to_string();
        let (short, whole) = (id.replace('-', ""), id);
        for file in [&problem, &plan] {
            assert!(!file.contains(&short) && !file.contains(&whole), "{name} can be looked up");
        }
    }
    // The page names both hashes: that of the stored input, and that of the file, which differs.
    let page = olga.get(&format!("/admin/runs/{run}")).await.text();
    let stored = world.run(run).await.problem_sha256.expect("a hash");
    let file = weft::optimise::sha256(problem.as_bytes());
    assert_ne!(stored, file);
    assert!(page.contains(&stored) && page.contains(&file), "{page}");
    let none = olga.post(&format!("/admin/runs/{}/problem", world.id("ada").await), &[]).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
});

both!(a_round_by_hand_is_started_once_and_a_dry_run_keeps_nothing, async |world| {
    let olga = town(&world).await;
    let programme = world.programme().await;
    let dry = olga.post(&format!("/admin/programmes/{programme}/dry-run"), &[]).await;
    assert_eq!(dry.status, StatusCode::OK, "{}", dry.text());
    assert!(dry.text().contains("Nothing was kept"), "{}", dry.text());
    assert!(olga.get("/admin/runs").await.text().contains("No run yet"));
    let ask = olga.get(&format!("/admin/programmes/{programme}/draw")).await;
    assert!(ask.text().contains("6 people said yes to every round"), "{}", ask.text());
    let first = olga.post(&format!("/admin/programmes/{programme}/draw"), &[]).await;
    let second = olga.post(&format!("/admin/programmes/{programme}/draw"), &[]).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    assert_eq!(first.location(), second.location(), "one press, one round");
    world.tick().await;
    let page = olga.get(first.location()).await.text();
    assert!(page.contains("Plan ready"), "{page}");
    // A plan that waits is what another press leads to: nobody is matched twice at once.
    let third = olga.post(&format!("/admin/programmes/{programme}/draw"), &[]).await;
    assert_eq!(third.location(), first.location().split('?').next().expect("path"));
});

both!(a_failed_run_says_what_was_not_sent_and_can_be_tried_again, async |world| {
    let olga = town(&world).await;
    let run = world.draw().await;
    world.raw("update runs set state = 'failed', note = 'the disk was full'").await;
    let page = olga.get(&format!("/admin/runs/{run}")).await.text();
    for words in [
        "the disk was full",
        "No match mail: nobody was told of a group",
        "state failed",
        "Try again",
    ] {
        assert!(page.contains(words), "{words:?} is missing in\n{page}");
    }
    let again = olga.post(&format!("/admin/runs/{run}/retry"), &[]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text());
    world.tick().await;
    assert_eq!(world.run(run).await.state, RunState::Proposed);
});

both!(ids_of_nothing_are_not_found, async |world| {
    let olga = town(&world).await;
    let nothing = world.id("ada").await;
    for path in [
        format!("/admin/runs/{nothing}"),
        "/admin/runs/nonsense".to_owned(),
        format!("/admin/runs/{nothing}/release"),
        format!("/admin/runs/{nothing}/mails"),
        format!("/admin/runs/{nothing}/groups"),
        format!("/admin/programmes/{nothing}"),
        format!("/admin/programmes/{nothing}/draw"),
        format!("/admin/capacity/{nothing}"),
    ] {
        assert_eq!(olga.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for step in ["hold", "release", "drop", "recall", "retry", "stop", "replay", "explode"] {
        let path = format!("/admin/runs/{nothing}/{step}");
        assert_eq!(olga.post(&path, &[]).await.status, StatusCode::NOT_FOUND, "{path}");
    }
});
