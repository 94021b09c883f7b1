//! Quarters are closed, published once, and looked at.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use weft::domain::clock::Clock;
use weft::domain::coffee::{Mark, Reason};
use weft::domain::id::PersonId;
use weft::domain::quarter::Quarter;
use weft::graph::disclose::Publication;
use weft::graph::disclose::publication::{Of, Quantity, Subject, Value};
use weft::graph::disclose::rules::{Look, r10_figures};
use weft::programmes::connections::{
    ConnectionsError, all, k_in_force, latest, looks, publish_due, raise_k, threshold,
};
use weft::store::connections::{
    asked_between, begun_between, enrolled_at, hosted_between, imported_between, listed_before,
    moves_all, parts_between, waiting_between,
};
use weft::store::leaver::past_teams_add;
use weft::store::publication::{
    NewLook, Published, look_add, look_exists, looks_by_month, looks_since, publication_add,
    publication_newest, publication_periods, publications_shown, publications_up_to,
    publications_with_ledgers,
};
use weft::store::team::team_by_name;

use crate::contract::ask;
use crate::world::{World, both};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("instant")
}

fn quarter(text: &str) -> Quarter {
    text.parse().expect("quarter")
}

fn look(what: &str) -> Look {
    Look { role: "hr".to_owned(), what: what.to_owned() }
}

/// Two teams of `drinkers` in coffee and six who are not; one round, in which all groups met but the first.
async fn a_quarter(world: &World, drinkers: usize) {
    for team in ["north", "south"] {
        let mut words = world.team(team);
        for at in 0..drinkers {
            words = words.person(&format!("{team}{at}")).in_coffee();
        }
        for at in 0..6 {
            words = words.person(&format!("{team}-out{at}"));
        }
        words.await;
    }
    let run = world.round().await;
    for (at, group) in world.group_rows(run).await.iter().enumerate() {
        let people = group.people();
        let name = world.name(people[0]).await;
        world.marks(&name, group.id, Mark::Met, None).await;
        if at == 0 {
            let other = world.name(people[1]).await;
            world.marks(&other, group.id, Mark::NotMet, Some(Reason::TooBusy)).await;
        }
    }
}

fn whole(publication: &Publication, subject: Subject, quantity: Quantity) -> Value {
    let table = publication.tables.iter().find(|table| table.subject == subject).expect("table");
    let mut cells = table.cells.iter();
    cells.find(|cell| cell.of == Of::All && cell.quantity == quantity).expect("cell").value
}

both!(a_quarter_is_published_once_and_only_after_its_days_of_grace, async |world| {
    a_quarter(&world, 9).await;
    world.advance(at("2026-04-14T21:59:00Z") - world.clock.now());
    assert_eq!(publish_due(&world.env).await.expect("publish"), None);
    world.advance(TimeDelta::minutes(2));
    // Two replicas at once: one row.
    let (one, other) = tokio::join!(publish_due(&world.env), publish_due(&world.env));
    let made = [one.expect("one"), other.expect("other")];
    assert_eq!(made.iter().flatten().collect::<Vec<_>>(), [&quarter("2026-Q1")]);
    assert_eq!(publish_due(&world.env).await.expect("publish"), None);

    let shown = latest(&world.env, look("connections")).await.expect("read").expect("there");
    assert_eq!((shown.period, shown.k), (quarter("2026-Q1"), 5));
    // Nine groups, of which one denied; the others are ties of eight and eight people.
    assert_eq!(whole(&shown, Subject::Ties, Quantity::Ties), Value::Shown(8));
    assert_eq!(whole(&shown, Subject::Coffee, Quantity::OptedIn), Value::Shown(18));
    // Two were offered a meeting and did not meet: not to be seen beside the eighteen.
    let met = whole(&shown, Subject::Coffee, Quantity::Met);
    let offered = whole(&shown, Subject::Coffee, Quantity::Offered);
    assert!(met.shown().is_none() || offered.shown().is_none(), "{met:?} {offered:?}");
    assert_eq!(whole(&shown, Subject::Reasons, Quantity::TooBusy).shown(), None);
    assert!(r10_figures(&shown).count() > 20);
    let text = serde_json::to_string(&shown).expect("text");
    let mut tx = world.env.db.read().await.expect("read");
    for person in ask!(tx, listed_before(world.clock.now())) {
        assert!(!text.contains(&person.id.to_string()));
    }
    drop(tx);

    // What is said later changes nothing that was published.
    world.team("north").person("late").in_coffee().await;
    assert_eq!(all(&world.env, look("export.csv")).await.expect("read"), [shown]);
    let seen = looks(&world.env, at("2026-01-01T00:00:00Z")).await.expect("looks");
    let seen: Vec<_> = seen.iter().map(|look| (look.what.as_str(), look.times)).collect();
    assert_eq!(seen.len(), 2);
    assert!(seen.contains(&("connections", 1)) && seen.contains(&("export.csv", 1)), "{seen:?}");
});

both!(a_quarter_later_nothing_differs_by_one, async |world| {
    a_quarter(&world, 6).await;
    world.advance(at("2026-04-20T06:00:00Z") - world.clock.now());
    assert_eq!(publish_due(&world.env).await.expect("publish"), Some(quarter("2026-Q1")));
    assert_eq!(publish_due(&world.env).await.expect("publish"), None);
    // The next quarter, in which one person came: what is shown of both never differs by one.
    world.team("north").person("new").in_coffee().await;
    world.advance(at("2026-07-20T06:00:00Z") - world.clock.now());
    let quarter_made = publish_due(&world.env).await.expect("publish");
    assert_eq!(quarter_made, Some(quarter("2026-Q2")));
    let both = all(&world.env, look("trend")).await.expect("read");
    let opted: Vec<Option<u64>> =
        both.iter().map(|one| whole(one, Subject::Coffee, Quantity::OptedIn).shown()).collect();
    assert_eq!(opted, [None, Some(12)], "the newer quarter first");
});

both!(more_people_may_be_asked_for_but_not_fewer, async |world| {
    for (k, fits) in [(4, 0), (5, 1), (51, 2), (u32::MAX, 2)] {
        let refused = raise_k(&world.env, k, None).await.expect_err("refused");
        let kinds = [
            matches!(refused, ConnectionsError::TooFew(_)),
            matches!(refused, ConnectionsError::NotMore { now: 5, .. }),
            matches!(refused, ConnectionsError::TooMany(_)),
        ];
        assert!(kinds[fits], "{k}: {refused:?}");
    }
    a_quarter(&world, 6).await;
    raise_k(&world.env, 40, None).await.expect("forty");
    // Never fewer again.
    for k in [5, 39, 40] {
        let refused = raise_k(&world.env, k, None).await;
        assert!(matches!(refused, Err(ConnectionsError::NotMore { now: 40, .. })), "{k}");
    }
    world.advance(at("2026-04-20T06:00:00Z") - world.clock.now());
    publish_due(&world.env).await.expect("publish");
    let shown = latest(&world.env, look("connections")).await.expect("read").expect("there");
    assert_eq!(shown.k, 40);
    assert!(r10_figures(&shown).all(|figure| figure.value.shown().is_none()));
    let known = threshold(&world.env).await.expect("threshold");
    assert_eq!((known.now, known.quarters), (40, vec![(quarter("2026-Q1"), 40)]));
    let mut tx = world.env.db.read().await.expect("read");
    assert_eq!(ask!(tx, k_in_force()), 40);
});

both!(publications_and_looks_are_kept, async |world| {
    world.team("Finance").person("ada").await;
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    assert_eq!(ask!(tx, publication_newest()), None);
    let new = Published {
        period: quarter("2025-Q4"),
        level: "team".to_owned(),
        engine: 1,
        k: 5,
        body: "{}".to_owned(),
        ledger: "[]".to_owned(),
        made_at: now,
    };
    assert!(ask!(tx, publication_add(&new)));
    let again = Published { body: "[1]".to_owned(), ..new };
    assert!(!ask!(tx, publication_add(&again)));
    assert_eq!(ask!(tx, publication_newest()), Some(quarter("2025-Q4")));
    let shown = ask!(tx, publications_shown(3));
    assert_eq!(shown, [(quarter("2025-Q4"), "{}".to_owned())]);
    let kept = ask!(tx, publications_with_ledgers());
    assert_eq!(kept, [("{}".to_owned(), "[]".to_owned())]);
    let viewer = Some(world.id("ada").await);
    let period = Some(quarter("2025-Q4"));
    let on = now.date_naive();
    let look = NewLook { viewer, role: "hr", what: "map", period, on, at: now };
    ask!(tx, look_add(uuid::Uuid::from_u128(9), &look));
    let other = NewLook { viewer: None, what: "export", ..look.clone() };
    ask!(tx, look_add(uuid::Uuid::from_u128(8), &other));
    let ada = viewer.expect("ada");
    assert!(ask!(tx, look_exists(ada, "map", quarter("2025-Q4"), on)));
    assert!(!ask!(tx, look_exists(ada, "map", quarter("2025-Q3"), on)));
    assert!(!ask!(tx, look_exists(ada, "export", quarter("2025-Q4"), on)));
    let others = NewLook { role: "participant", what: "map", ..other.clone() };
    ask!(tx, look_add(uuid::Uuid::from_u128(7), &others));
    let months = ask!(tx, looks_by_month(on));
    assert!(
        months.iter().all(|it| it.month_on.to_string() == format!("{}-01", on.format("%Y-%m")))
    );
    let months: Vec<_> =
        months.iter().map(|it| (it.what.as_str(), it.by_hr, it.by_others)).collect();
    assert_eq!(months, [("export", 1, 0), ("map", 1, 1)]);
    assert_eq!(ask!(tx, publication_periods()), [quarter("2025-Q4")]);
    assert_eq!(ask!(tx, publications_up_to(quarter("2026-Q1"), 3)), ["{}"]);
    assert_eq!(ask!(tx, publications_up_to(quarter("2025-Q3"), 3)), Vec::<String>::new());
    let seen = ask!(tx, looks_since(now));
    assert_eq!((seen.len(), seen[0].role.as_str(), seen[0].times), (3, "hr", 1));
    tx.commit().await.expect("commit");
});

both!(facts_are_those_of_their_time, async |world| {
    a_quarter(&world, 2).await;
    let now = world.clock.now();
    let (year, end) = (now - TimeDelta::days(300), now + TimeDelta::days(1));
    let day = |instant: DateTime<Utc>| -> NaiveDate { instant.date_naive() };
    let north0 = world.id("north0").await;
    let mut tx = world.env.db.write().await.expect("write");
    let south = ask!(tx, team_by_name("south")).expect("south").id;
    ask!(tx, past_teams_add(&[(north0, south)], now));
    assert_eq!(ask!(tx, moves_all()), [(north0, south, now)]);
    // Two times two in coffee, two times six not, and the programme's owner.
    assert_eq!(ask!(tx, listed_before(end)).len(), 17);
    assert_eq!(ask!(tx, enrolled_at(end)).len(), 4);
    assert!(ask!(tx, enrolled_at(year)).is_empty());
    let parts = ask!(tx, parts_between(year, end));
    let said: Vec<PersonId> =
        parts.iter().filter(|part| part.mark.is_some()).map(|part| part.person_id).collect();
    assert_eq!((parts.len(), said.len()), (4, 3));
    assert!(ask!(tx, parts_between(year, now - TimeDelta::days(2))).is_empty());
    assert!(ask!(tx, waiting_between(year, end)).is_empty());
    assert!(ask!(tx, begun_between(day(year), day(end))).is_empty());
    assert!(ask!(tx, hosted_between(day(year), day(end), chrono_tz::UTC)).is_empty());
    assert!(ask!(tx, asked_between(day(year), day(end))).is_empty());
    assert!(ask!(tx, imported_between(day(year), day(end))).is_empty());
    tx.commit().await.expect("commit");
});
