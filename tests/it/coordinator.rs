//! What coordinators and leads find on their pages: orders of teams kept by a plan, what guests can expect, who has too
//! much, what waits.

use axum::http::StatusCode;
use weft::domain::access::Role;
use weft::domain::bootcamp::{TeamOrder, TeamWindow};
use weft::domain::id::TeamId;
use weft::programmes::capacity::hosts;
use weft::store::capacity::{busy_hosts, guest_weeks};
use weft::store::cohort::{cohort_edit, cohort_get};
use weft::store::expect::{team_expect, team_expect_set, teams_expect};
use weft::store::team::team_get;

use crate::academy::Academy;
use crate::visitor::Visitor;
use crate::world::{World, both};

async fn lead_of(world: &World, team: TeamId) -> Visitor {
    let mut tx = world.env.db.read().await.expect("read");
    let lead = team_get(&mut tx, team).await.expect("read").expect("team").lead_id.expect("lead");
    drop(tx);
    Visitor::of(world, lead).await
}

/// Adds rules about order and time to a cohort.
async fn ordered(world: &World, academy: &Academy, order: TeamOrder, windows: Vec<TeamWindow>) {
    let mut tx = world.env.db.write().await.expect("write");
    let mut cohort = cohort_get(&mut tx, academy.cohort).await.expect("read").expect("cohort");
    let seen = cohort.updated_at;
    cohort.rules.order = vec![order];
    cohort.rules.windows = windows;
    cohort_edit(&mut tx, &cohort, seen).await.expect("rules");
    tx.commit().await.expect("commit");
}

both!(a_plan_keeps_the_order_of_teams_and_says_so, async |world: World| {
    let academy = world.academy(4, 3).await;
    let mut teams = Vec::new();
    for name in ["Search", "Maps", "Legal"] {
        teams.push(world.host_team(&academy, name, 4, 1).await);
    }
    let [search, maps, legal] = teams[..] else { panic!("three teams") };
    for name in ["Ada", "Bo"] {
        world.hire(&academy, name, "People", &[search]).await;
    }
    let order = TeamOrder { first: maps, then: search };
    let window = |team, from, to, hard| TeamWindow { team, from, to, hard };
    let windows = vec![window(legal, 2, 4, true), window(maps, 0, 1, false)];
    ordered(&world, &academy, order, windows).await;
    let plan = world.planned(&academy).await;
    for person in plan.placements.iter().map(|row| row.person_id) {
        let at = |team| {
            let own = |row: &&weft::store::placement::Placement| row.person_id == person;
            plan.placements.iter().filter(own).find(|row| row.team_id == team).map(|row| row.slot)
        };
        assert!(at(legal).is_none_or(|slot| slot >= 2), "Legal from the third week on");
        if let (Some(first), Some(then)) = (at(maps), at(search)) {
            assert!(first < then, "Maps before Search");
        }
    }
    assert!(plan.placements.len() >= 5, "{}", plan.placements.len());
    let carla = world.somebody_who_is(Role::Coordinator).await;
    let mut browser = Visitor::of(&world, carla.id).await;
    let path = format!("/cohorts/{}", academy.cohort);
    let page = browser.get(&format!("{path}/plan")).await.body;
    for said in ["Maps before Search: ", "Legal in weeks 3 to 4: ", "Maps in week 1: "] {
        assert!(page.contains(said), "{said}: {page}");
    }
    // Two people cannot both be with Maps in its only week: one of them bends the ranked rule and is named.
    assert!(page.contains("Bent"), "{page}");
    let form = browser.get(&format!("{path}/rules")).await.body;
    assert!(form.contains("Maps &#60; Search") || form.contains("Maps &lt; Search"), "{form}");
    assert!(form.contains("Legal: 3-4") && form.contains("Maps: 1-1"), "{form}");
    let cohorts = browser.get("/cohorts").await.body;
    assert!(cohorts.contains("Waits for you"), "{cohorts}");
    assert!(cohorts.contains("January: look at the plan and release it"), "{cohorts}");
    assert!(cohorts.contains("href=\"/admin/stays\""), "{cohorts}");
});

both!(what_guests_can_expect_is_written_by_the_lead_and_read_by_the_guest, async |world: World| {
    let academy = world.academy(2, 1).await;
    let search = world.host_team(&academy, "Search", 2, 1).await;
    let ada = world.hire(&academy, "Ada New", "Payments", &[]).await;
    let mut lead = lead_of(&world, search).await;
    let page = format!("/admin/capacity/{search}");
    let shown = lead.get(&page).await.body;
    assert!(shown.contains("What guests can expect") && shown.contains("Cannot host after all"));
    let long = "x".repeat(601);
    let refused = lead.post(&format!("{page}/expect"), &[("expect", &long)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("at most 600 characters") && refused.body.contains(&long));
    let words = "Monday 09:30 at the <whiteboard>.\nBring a question.";
    let kept = lead.post(&format!("{page}/expect"), &[("expect", words)]).await;
    assert_eq!(kept.leads_to(), format!("{page}?done=expect#expect-words"));
    let mut stranger = Visitor::of(&world, ada).await;
    let no = stranger.post(&format!("{page}/expect"), &[("expect", "mine")]).await;
    assert_ne!(no.status, StatusCode::SEE_OTHER);
    let mut tx = world.env.db.write().await.expect("write");
    assert_eq!(team_expect(&mut tx, search).await.expect("read"), words);
    assert_eq!(teams_expect(&mut tx).await.expect("read").len(), 1);
    assert!(!team_expect_set(&mut tx, TeamId(uuid::Uuid::nil()), "x").await.expect("nobody"));
    drop(tx);

    world.released(&academy).await;
    let weeks = stranger.get("/first-weeks").await.body;
    assert!(weeks.contains("Monday 09:30 at the") && !weeks.contains("<whiteboard>"), "{weeks}");
    let mails = world.mails_to(ada).await;
    let told = mails.iter().find(|(_, mail)| mail.text.contains("What to expect"));
    let (_, told) = told.expect("the release is told");
    assert!(told.text.contains("Monday 09:30 at the <whiteboard>"), "{}", told.text);
    let html = told.html.as_deref().unwrap_or_default();
    assert!(html.contains("What to expect") && !html.contains("<whiteboard>"), "{html}");
});

both!(hosts_with_too_much_stand_on_the_dashboard, async |world: World| {
    let academy = world.academy(5, 5).await;
    let search = world.host_team(&academy, "Search", 5, 4).await;
    let maps = world.host_team(&academy, "Maps", 1, 1).await;
    let legal = world.host_team(&academy, "Legal", 1, 1).await;
    let people = ["Ada", "Bo", "Cy", "Di", "Ed"];
    for name in people {
        world.hire(&academy, name, "People", &[search]).await;
    }
    let mut tx = world.env.db.read().await.expect("read");
    let lead = team_get(&mut tx, search).await.expect("read").expect("team").lead_id.expect("lead");
    drop(tx);
    let carla = world.somebody_who_is(Role::Coordinator).await;
    hosts::name(&world.env, search, lead, 4, carla.id).await.expect("host");
    world.released(&academy).await;
    let mut browser = Visitor::of(&world, carla.id).await;
    let mut tx = world.env.db.read().await.expect("read");
    let guests = guest_weeks(&mut tx, academy.starts_on).await.expect("read");
    assert!(
        busy_hosts(&mut tx, academy.starts_on).await.expect("read").is_empty(),
        "within limits"
    );
    drop(tx);
    assert_eq!((guests[0].0, guests[0].2), (search, 5), "{guests:?}");
    assert!(guests.iter().any(|(team, ..)| *team == maps || *team == legal), "{guests:?}");
    let page = browser.get("/cohorts").await.body;
    assert!(page.contains("Hosts with too much"), "{page}");
    assert!(page.contains("Search: 5 weeks of guests, more than twice"), "{page}");
    // The host says later that one guest at a time is enough.
    hosts::name(&world.env, search, lead, 1, carla.id).await.expect("host");
    let mut tx = world.env.db.read().await.expect("read");
    let busy = busy_hosts(&mut tx, academy.starts_on).await.expect("read");
    drop(tx);
    let many = busy.first().map(|host| (host.team_id, host.guests > host.most, host.most));
    assert_eq!(many, Some((search, true, 1)), "{busy:?}");
    let page = browser.get("/cohorts").await.body;
    assert!(page.contains("guests at once from the week of"), "{page}");
});
