//! People and teams in the store: added, found, listed, changed in bulk.

use weft::domain::clock::Clock;
use weft::domain::id::TeamId;
use weft::domain::person::{Language, Person, PersonState};
use weft::domain::team::Team;
use weft::domain::tie::{Tie, TieSource, TieState, pair};
use weft::store::StoreError;
use weft::store::person::{
    PersonFilter, person_by_email, person_get, person_insert, persons_by_ids, persons_count,
    persons_free_keys, persons_page, persons_put,
};
use weft::store::team::{
    team_by_name, team_get, team_insert, team_line_get, team_set_seats, teams_all, teams_count,
    teams_page, teams_put,
};
use weft::store::tie::{tie_get, tie_remove, ties_of_source, ties_put};

use crate::world::{World, both};

fn person(world: &World, team: TeamId, name: &str, email: &str) -> Person {
    Person {
        id: world.env.ids.next(world.clock.now()),
        external_id: Some(format!("x-{email}")),
        email: email.to_owned(),
        name: name.to_owned(),
        team_id: team,
        manager_id: None,
        site: Some("Berlin".to_owned()),
        function: Some("Engineering".to_owned()),
        seniority: Some("Senior".to_owned()),
        zone: chrono_tz::Europe::Berlin,
        starts_on: chrono::NaiveDate::from_ymd_opt(2024, 2, 29),
        state: PersonState::Active,
        language: Language::German,
    }
}

both!(people_and_teams_are_kept_found_and_swapped, async |world| {
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    let team = Team {
        id: world.env.ids.next(now),
        name: "Search".to_owned(),
        parent_id: None,
        lead_id: None,
        coffee_seats: None,
    };
    team_insert(&mut tx, &team, now).await.expect("team");
    let ada = person(&world, team.id, "Ada Müller", "ada@weft.example");
    let mut bo = person(&world, team.id, "Bo_Åkesson", "bo@weft.example");
    bo.manager_id = Some(ada.id);
    person_insert(&mut tx, &ada, now).await.expect("ada");
    persons_put(&mut tx, std::slice::from_ref(&bo), now).await.expect("bo");
    assert_eq!(person_get(&mut tx, bo.id).await.expect("get"), Some(bo.clone()));
    assert_eq!(
        person_by_email(&mut tx, "ADA@weft.example ").await.expect("email"),
        Some(ada.clone())
    );

    let find = |search: &str| PersonFilter { search: search.to_owned(), ..PersonFilter::default() };
    for (search, names) in [
        ("muller", vec!["Ada Müller"]),
        ("MÜLLER ada", vec!["Ada Müller"]),
        ("o_a", vec!["Bo_Åkesson"]),
        ("%", vec![]),
        ("weft.example", vec!["Ada Müller", "Bo_Åkesson"]),
    ] {
        let page = persons_page(&mut tx, &find(search), 0, 10).await.expect("page");
        assert_eq!(
            page.iter().map(|line| line.name.as_str()).collect::<Vec<_>>(),
            names,
            "{search}"
        );
        assert_eq!(persons_count(&mut tx, &find(search)).await.expect("count"), names.len());
    }

    let (mut one, mut other) = (ada.clone(), bo.clone());
    std::mem::swap(&mut one.email, &mut other.email);
    std::mem::swap(&mut one.external_id, &mut other.external_id);
    persons_free_keys(&mut tx, &[one.id, other.id]).await.expect("free");
    persons_put(&mut tx, &[one.clone(), other.clone()], now).await.expect("swap");
    assert_eq!(persons_by_ids(&mut tx, &[ada.id, bo.id]).await.expect("both"), vec![one, other]);

    let mut moved = team.clone();
    moved.lead_id = Some(ada.id);
    teams_put(&mut tx, std::slice::from_ref(&moved), now).await.expect("lead");
    team_set_seats(&mut tx, team.id, None, Some(3)).await.expect("seats");
    assert!(matches!(
        team_set_seats(&mut tx, team.id, None, Some(4)).await,
        Err(StoreError::Stale { .. })
    ));
    moved.coffee_seats = Some(3);
    assert_eq!(team_get(&mut tx, team.id).await.expect("get"), Some(moved.clone()));
    assert_eq!(team_by_name(&mut tx, "Search").await.expect("name"), Some(moved.clone()));
    assert_eq!(teams_all(&mut tx).await.expect("all"), vec![moved]);
    let line = team_line_get(&mut tx, team.id).await.expect("line").expect("there");
    assert_eq!((line.members, line.lead.as_deref()), (2, Some("Ada Müller")));
    assert_eq!(teams_page(&mut tx, 0, 10).await.expect("page"), vec![line]);
    assert_eq!(teams_count(&mut tx).await.expect("count"), 1);

    let (a_id, b_id) = pair(ada.id, bo.id).expect("two people");
    let tie = Tie {
        a_id,
        b_id,
        source: TieSource::Imported,
        introduced_on: None,
        first_on: None,
        last_on: None,
        times: 0,
        state: TieState::Met,
    };
    ties_put(&mut tx, std::slice::from_ref(&tie), now).await.expect("tie");
    let tie = Tie { times: 4, ..tie };
    ties_put(&mut tx, std::slice::from_ref(&tie), now).await.expect("tie again");
    assert_eq!(ties_of_source(&mut tx, TieSource::Imported).await.expect("all"), vec![tie.clone()]);
    assert_eq!(tie_get(&mut tx, (a_id, b_id), TieSource::Imported).await.expect("get"), Some(tie));
    assert!(tie_remove(&mut tx, (a_id, b_id), TieSource::Imported).await.expect("remove"));
});
