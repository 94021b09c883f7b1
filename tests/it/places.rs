//! Teams without a place: what their people are told, how often, and what happens when places come.

use weft::domain::clock::Clock as _;
use weft::programmes::plan::NO_PLACES;
use weft::store::group::left_outs_lasting;
use weft::store::overview::seats::team_leads;
use weft::store::team::{team_by_name, team_set_seats, teams_put};

use crate::world::{World, both};

/// Finance gives no places: Lea leads it, Fay is in it and German. Four others can always meet.
async fn town(world: &World) {
    world.team("finance").seats(0).person("lea").person("fay").in_coffee().await;
    world.team("search").person("ada").in_coffee().person("abe").in_coffee().await;
    world.team("maps").person("bob").in_coffee().person("bea").in_coffee().await;
    let lea = world.id("lea").await;
    let mut tx = world.env.db.write().await.expect("write");
    let mut team = team_by_name(&mut tx, "finance").await.expect("read").expect("team");
    team.lead_id = Some(lea);
    teams_put(&mut tx, &[team], world.clock.now()).await.expect("lead");
    tx.commit().await.expect("commit");
}

/// The lead changes what the team gives.
async fn gives(world: &World, before: Option<u32>, places: Option<u32>) {
    let mut tx = world.env.db.write().await.expect("write");
    let team = team_by_name(&mut tx, "finance").await.expect("read").expect("team").id;
    team_set_seats(&mut tx, team, before, places).await.expect("places");
    tx.commit().await.expect("commit");
}

both!(who_has_no_place_is_told_once_and_comes_first_when_there_is_one, async |world: World| {
    town(&world).await;
    world.round().await;
    let mails = world.mailbox("fay").await;
    assert_eq!(mails.len(), 1);
    let text = mails[0].raw.replace("=\r\n", "");
    assert!(text.contains("your team gives no places at present"), "{text}");
    assert!(text.contains("As soon as it does, you come first. lea decides about that."), "{text}");
    assert!(!text.contains("next time") && !text.contains("first in line"), "{text}");
    // The same again is no news; it is counted all the same.
    world.round().await;
    world.round().await;
    assert_eq!(world.kinds("fay").await, ["left-out"]);
    assert_eq!(world.waited("fay").await, 3);
    // A place comes, and Fay comes first; it goes, and that is said once more.
    gives(&world, Some(0), Some(1)).await;
    let run = world.round().await;
    world.group_of(run, "fay").await;
    assert_eq!(world.waited("fay").await, 0);
    gives(&world, Some(1), Some(0)).await;
    world.round().await;
    world.round().await;
    assert_eq!(world.kinds("fay").await, ["left-out", "match", "left-out"]);
});

both!(pages_say_who_decides_about_places, async |world: World| {
    town(&world).await;
    let run = world.round().await;
    world.deliver().await;
    let path = format!("/rounds/{run}/left-out");
    let browser = world.browser_of(world.id("fay").await).await;
    let page = browser.get(&path).await.text();
    assert!(page.contains("Your team gives no places at present."), "{page}");
    assert!(page.contains("As soon as it does, you come first. lea decides about that."), "{page}");
    for wrong in ["were taken", "weighs", "first in line", "No pair fits you", "it has 0"] {
        assert!(!page.contains(wrong), "{wrong}: {page}");
    }
    let home = browser.get("/").await.text();
    assert!(home.contains("Your team gives no places at present"), "{home}");
    assert!(!home.contains("you come first now") && !home.contains("first in line"), "{home}");
    insta::assert_snapshot!("left_out_without_places", page);
    // Once there are places, the promise is the ordinary one.
    gives(&world, Some(0), None).await;
    let page = browser.get(&path).await.text();
    assert!(page.contains("Your team gave no places at the time."), "{page}");
    assert!(page.contains("You are first in line next time"), "{page}");
    assert!(browser.get("/").await.text().contains("You were left out last time"));
});

both!(what_the_store_says_of_places, async |world: World| {
    town(&world).await;
    world.round().await;
    let (fay, lea) = (world.id("fay").await, world.id("lea").await);
    let programme = world.programme().await;
    let mut tx = world.env.db.read().await.expect("read");
    let lasting = left_outs_lasting(&mut tx, programme, NO_PLACES).await.expect("read");
    assert_eq!(lasting.into_iter().collect::<Vec<_>>(), [fay]);
    assert!(left_outs_lasting(&mut tx, programme, "alone").await.expect("read").is_empty());
    let finance = team_by_name(&mut tx, "finance").await.expect("read").expect("team").id;
    let search = team_by_name(&mut tx, "search").await.expect("read").expect("team").id;
    let leads = team_leads(&mut tx, &[finance, search]).await.expect("read");
    assert_eq!(leads.into_iter().collect::<Vec<_>>(), [(finance, (lea, "lea".to_owned()))]);
    assert!(team_leads(&mut tx, &[]).await.expect("read").is_empty());
});
