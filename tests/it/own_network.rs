//! Burt's constraint on the own map: said to the person in words, and to nobody else.

use axum::http::StatusCode;
use weft::domain::access::Role;
use weft::programmes::own_network::own_network;
use weft::store::history::ties_around;

use crate::contract::ask;
use crate::world::{World, both};

both!(how_much_ones_acquaintances_know_each_other_is_said_to_oneself_only, async |world: World| {
    world.team("search").person("ada").person("bea").person("cem").person("dee").await;
    world.team("maps").person("eva").person("fay").person("gil").person("hal").await;
    world.team("office").person("ida").person("hanna").await;
    // Ada knows some who do not know each other.
    for other in ["bea", "cem", "dee", "fay"] {
        world.know_each_other("ada", other, Some(20)).await;
    }
    let ada = world.id("ada").await;
    let mut tx = world.env.db.read().await.expect("read");
    assert_eq!(own_network(&mut tx, ada).await.expect("read"), None, "four are too few");
    drop(tx);
    world.know_each_other("ada", "gil", Some(20)).await;
    let mut tx = world.env.db.read().await.expect("read");
    assert_eq!(ask!(tx, ties_around(ada, 200)).len(), 5);
    assert!(ask!(tx, ties_around(ada, 4)).is_empty(), "too many for a page");
    drop(tx);
    let of = async |name: &str| {
        let id = world.id(name).await;
        let mut tx = world.env.db.read().await.expect("read");
        own_network(&mut tx, id).await.expect("read")
    };
    let strangers = of("ada").await.expect("five");
    assert_eq!((strangers.people, strangers.constraint), (5, 0.2));
    let page = world.browser_of(ada).await.get("/").await.text();
    assert!(page.contains("hardly know each other: you connect them"), "{page}");
    assert!(page.contains("about 0.20") && page.contains("0.65 if all of them did"), "{page}");
    // Those five come to know each other: the number goes up, and the sentence changes.
    let five = ["bea", "cem", "dee", "fay", "gil"];
    for (at, one) in five.iter().enumerate() {
        for other in &five[at + 1..] {
            world.know_each_other(one, other, Some(10)).await;
        }
    }
    assert_eq!(of("ada").await.expect("five").constraint, 0.65);
    let page = world.browser_of(ada).await.get("/").await.text();
    assert!(page.contains("Most of the people you know also know each other"), "{page}");
    // What lies further away does not count, and people without five acquaintances read nothing.
    world.know_each_other("hal", "eva", Some(10)).await;
    assert_eq!(of("ada").await.expect("five").constraint, 0.65);
    let hal = world.browser_of(world.id("hal").await).await.get("/").await;
    assert!(hal.status == StatusCode::OK && !hal.text().contains("Burt"), "{}", hal.text());

    // Nobody else sees it, whatever they may do: not on any page about Ada, nor in a file.
    for role in Role::ALL.iter().filter(|role| **role != Role::Participant) {
        weft::programmes::roles::grant(&world.env, "ida@test.example", *role, None)
            .await
            .expect("grant");
    }
    let ida = world.browser_of(world.id("ida").await).await;
    for path in [
        "/".to_owned(),
        "/map".to_owned(),
        format!("/map/people/{ada}"),
        format!("/admin/people/{ada}"),
        "/admin/people".to_owned(),
        "/hr/connections".to_owned(),
        "/hr/targets".to_owned(),
        "/admin/audit".to_owned(),
        "/history".to_owned(),
        "/me/data.json".to_owned(),
    ] {
        let answer = ida.get(&path).await;
        for words in ["Burt", "constraint", "know each other: you", "0.65"] {
            assert!(!answer.text().contains(words), "{path}: {words}");
        }
    }
});
