//! What became of a target: six rounds with it beside the same six without it, drawn by the scheduler, published by
//! quarters, and read from the page.

use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use weft::domain::access::Role;
use weft::domain::clock::Clock as _;
use weft::domain::coffee::Mark;
use weft::domain::id::TargetId;
use weft::domain::quarter::Quarter;
use weft::graph::disclose::publication::{Of, Subject};
use weft::programmes::connections::{publish_due, published};
use weft::programmes::targets::effect::{Rounds, effect, newest_quarter, rounds};
use weft::programmes::targets::ties::Tally;
use weft::programmes::targets::{self, NewTarget};
use weft::store::Url;
use weft::store::target::{Target, rounds_between, targets_until};
use weft::store::team::{team_by_name, teams_put};

use crate::contract::ask;
use crate::world::{Engine, World, both};

/// Divisions and their teams. The smallest figures hide what could be computed of Hanna's office: those of the west.
const DIVISIONS: [(&str, usize); 4] = [("north", 5), ("south", 5), ("east", 5), ("west", 3)];
/// People of a team: so few that figures are of divisions.
const PEOPLE: usize = 4;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("instant")
}

fn quarter(text: &str) -> Quarter {
    text.parse().expect("quarter")
}

impl World {
    fn goes_to(&self, instant: &str) {
        self.advance(at(instant) - self.clock.now());
    }

    /// Four divisions of teams of four, all in coffee every four weeks, and Hanna of HR.
    async fn divisions(&self) {
        self.programme_with("every 4 weeks on Tuesday 10:00", |_| {}).await;
        for (division, teams) in DIVISIONS {
            self.team(division).await;
            for team in 0..teams {
                let name = format!("{division} {team}");
                let mut words = self.team(&name);
                for person in 0..PEOPLE {
                    words = words.person(&format!("{division}{team}{person}")).in_coffee();
                }
                words.await;
                let mut tx = self.env.db.write().await.expect("write");
                let above = ask!(tx, team_by_name(division)).expect("division");
                let mut below = ask!(tx, team_by_name(&name)).expect("team");
                below.parent_id = Some(above.id);
                ask!(tx, teams_put(std::slice::from_ref(&below), self.clock.now()));
                tx.commit().await.expect("commit");
            }
        }
        self.team("office").person("hanna").await;
        weft::programmes::roles::grant(&self.env, "hanna@test.example", Role::Hr, None)
            .await
            .expect("grant");
    }

    /// Rounds in which everybody meets.
    async fn rounds(&self, count: usize) {
        for _ in 0..count {
            let run = self.round().await;
            for group in self.group_rows(run).await {
                let name = self.name(group.people()[0]).await;
                self.marks(&name, group.id, Mark::Met, None).await;
            }
        }
    }

    async fn publishes(&self, name: &str, on: &str) {
        self.goes_to(on);
        assert_eq!(publish_due(&self.env).await.expect("publish"), Some(quarter(name)));
    }

    /// Four rounds in the first quarter, and six in the next two, of which the second is published.
    async fn plays(&self, target: bool) -> Option<TargetId> {
        self.divisions().await;
        self.rounds(4).await;
        self.publishes("2026-Q1", "2026-04-20T06:00:00Z").await;
        let id = if target { Some(self.bridges_north_and_south().await) } else { None };
        self.rounds(6).await;
        self.publishes("2026-Q3", "2026-10-20T06:00:00Z").await;
        id
    }

    async fn wished(&self) -> NewTarget {
        NewTarget {
            name: "North meets south".to_owned(),
            a: vec![self.team_id("north").await],
            b: vec![self.team_id("south").await],
            share_percent: 50,
            from_on: at("2026-04-20T00:00:00Z").date_naive(),
            ends_on: at("2026-12-31T00:00:00Z").date_naive(),
        }
    }

    async fn bridges_north_and_south(&self) -> TargetId {
        let (id, new) = (self.env.ids.next(self.clock.now()), self.wished().await);
        let hanna = self.id("hanna").await;
        targets::set(&self.env, id, &new, self.clock.now().date_naive(), hanna).await.expect("set");
        id
    }

    /// The ties between north and south, quarter by quarter.
    async fn between(&self) -> Vec<(Quarter, Tally)> {
        let new = self.wished().await;
        let target = Target {
            id: self.env.ids.next(self.clock.now()),
            name: new.name,
            share_percent: new.share_percent,
            from_on: new.from_on,
            ends_on: new.ends_on,
            made_by: None,
            made_at: self.clock.now(),
            withdrawn_at: None,
            a: new.a,
            b: new.b,
        };
        let newest = newest_quarter(&self.env).await.expect("quarters").expect("published");
        effect(&self.env, &target, newest).await.expect("effect").course
    }

    async fn all_ties(&self, name: &str) -> u64 {
        let publication = published(&self.env, quarter(name)).await.expect("read").expect("there");
        let mut tables = publication.tables.iter();
        let ties = tables.find(|table| table.subject == Subject::Ties).expect("ties");
        let whole = ties.cells.iter().find(|cell| cell.of == Of::All).expect("whole");
        whole.value.shown().expect("shown")
    }
}

fn shown(course: &[(Quarter, Tally)], name: &str) -> u64 {
    match course.iter().find(|(one, _)| *one == quarter(name)) {
        Some((_, Tally::Ties(ties))) => *ties,
        other => panic!("{name}: {other:?}"),
    }
}

both!(a_target_raises_ties_over_six_rounds_and_the_page_shows_it, async |world: World| {
    let engine = match world.url {
        Url::Sqlite(_) => Engine::Sqlite,
        Url::Postgres(_) => Engine::Postgres,
    };
    let other = World::new(engine).await;
    assert_eq!(other.plays(false).await, None);
    let id = world.plays(true).await.expect("a target");

    let (with, without) = (world.between().await, other.between().await);
    let (before, now) = (shown(&with, "2026-Q1"), shown(&with, "2026-Q3"));
    let (before_there, now_there) = (shown(&without, "2026-Q1"), shown(&without, "2026-Q3"));
    println!(
        "ties of north and south: {before} → {now}; without a target {before_there} → {now_there}"
    );
    assert_eq!(before, before_there, "the same organisation until then");
    assert!(now >= now_there + 10, "{now} with the target, {now_there} without");
    // What it gives to the two it takes from nobody: as many people meet as many new people.
    let all = (world.all_ties("2026-Q3").await, other.all_ties("2026-Q3").await);
    println!("all ties: {} with the target, {} without", all.0, all.1);
    assert_eq!(all.0, all.1);

    let mut tx = world.env.db.read().await.expect("read");
    let target = ask!(tx, targets_until(at("2026-04-20T00:00:00Z").date_naive())).remove(0);
    let (from, until) = (at("2026-04-20T00:00:00Z"), at("2026-10-20T00:00:00Z"));
    assert_eq!(ask!(tx, rounds_between(from, until)), [5, 6, 7, 8, 9, 10]);
    drop(tx);
    let counted = rounds(&world.env, &target).await.expect("rounds");
    assert_eq!(counted, Rounds { all: 6, counted: 3 }, "half of six");

    let hanna = world.browser_of(world.id("hanna").await).await;
    let path = format!("/hr/targets/{id}");
    let closed = hanna.get(&path).await;
    assert!(closed.text().contains("counts in 3 of 6"), "{}", closed.text());
    assert!(!closed.body.contains("<td"), "no figure before the button: {}", closed.body);
    let target = id.to_string();
    let form = [("sheet", "targets"), ("quarter", "2026-Q3"), ("target", target.as_str())];
    let opened = hanna.post("/hr/open", &form).await;
    assert_eq!((opened.status, opened.location()), (StatusCode::SEE_OTHER, path.as_str()));
    let page = hanna.get(&path).await;
    let row = |name: &str| -> String {
        let row = page
            .body
            .split("<tr>")
            .find(|row| row.contains(&format!("<th scope=\"row\">{name}</th>")));
        row.unwrap_or_else(|| panic!("no {name}: {}", page.body)).to_owned()
    };
    assert!(row("Q1 2026").contains(&format!(">{before}<")) && row("Q1 2026").contains("before"));
    assert!(row("Q3 2026").contains(&format!(">{now}<")) && row("Q3 2026").contains("since"));
    let text = page.text();
    assert!(text.contains(&format!("+{}", now - before)), "{text}");
    assert!(text.contains("pairs who met in the four quarters up to the end of Q3 2026"), "{text}");
    // The drawing has one bar a quarter, and the same figures.
    assert_eq!(page.body.matches("<rect").count(), 2, "{}", page.body);
    // Everybody reads that somebody looked, and may look themselves; before they do, no figure is there.
    let anybody = world.browser_of(world.id("north00").await).await;
    let closed = anybody.get(&path).await;
    assert!(closed.status == StatusCode::OK && !closed.body.contains("<rect"), "{}", closed.text());
    assert!(anybody.get("/looks").await.text().contains("Targets"));
    for name in ["north00", "south13", "olga@"] {
        assert!(!page.body.contains(name), "{name}");
    }

    // Teams of four are coarser than what is shown, and the page says so.
    let small = NewTarget {
        name: "Two teams each".to_owned(),
        a: vec![world.team_id("north 0").await, world.team_id("north 1").await],
        b: vec![world.team_id("south 0").await, world.team_id("south 1").await],
        ends_on: world.clock.now().date_naive() + TimeDelta::days(30),
        ..world.wished().await
    };
    let other_id = world.env.ids.next(world.clock.now());
    let by = world.id("hanna").await;
    targets::set(&world.env, other_id, &small, world.clock.now().date_naive(), by)
        .await
        .expect("set");
    let page = hanna.get(&format!("/hr/targets/{other_id}")).await.text();
    assert!(page.contains("Coarser: in that quarter teams were too small"), "{page}");
    assert!(!page.contains(&format!("+{}", now - before)), "{page}");
    other.env.db.close().await;
});

both!(before_a_quarter_is_closed_the_page_says_when_one_will_be, async |world: World| {
    world.divisions().await;
    world.goes_to("2026-04-20T06:00:00Z");
    let id = world.bridges_north_and_south().await;
    let hanna = world.browser_of(world.id("hanna").await).await;
    let page = hanna.get(&format!("/hr/targets/{id}")).await.text();
    assert!(page.contains("none yet") && page.contains("15 July 2026"), "{page}");
    assert_eq!(newest_quarter(&world.env).await.expect("quarters"), None);
});
