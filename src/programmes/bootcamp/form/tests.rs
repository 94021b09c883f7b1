//! Forms as people fill them in.

use chrono::NaiveDate;

use super::*;
use crate::domain::bootcamp::{BootcampRules, TeamOrder, TeamWindow};
use crate::domain::team::Team;
use crate::domain::week::Week;

fn names() -> TeamNames {
    let team = |n: u128, name: &str| Team {
        id: TeamId(uuid::Uuid::from_u128(n)),
        name: name.to_owned(),
        parent_id: None,
        lead_id: None,
        coffee_seats: None,
    };
    TeamNames::new(&[team(1, "Search"), team(2, "Maps"), team(3, "Qualität")])
}

fn monday() -> Week {
    Week::of(NaiveDate::from_ymd_opt(2026, 1, 5).expect("date"))
}

fn rules(changes: &[(Field, &str)]) -> Result<BootcampRules, Vec<FieldFault>> {
    let mut typed = typed_rules(&BootcampRules::default(), &names());
    for (field, text) in changes {
        typed.insert(*field, (*text).to_owned());
    }
    check_rules(&typed, &names(), monday(), 6)
}

fn faults(changes: &[(Field, &str)]) -> Vec<(Field, Fault)> {
    let found = rules(changes).expect_err("faults");
    found.into_iter().map(|fault| (fault.field, fault.fault)).collect()
}

#[test]
fn what_is_shown_is_read_back() {
    let all = BootcampRules {
        must: vec![TeamId(uuid::Uuid::from_u128(1))],
        should: vec![TeamId(uuid::Uuid::from_u128(3))],
        order: vec![TeamOrder { first: id(3), then: id(1) }],
        windows: vec![
            TeamWindow { team: id(2), from: 0, to: 2, hard: false },
            TeamWindow { team: id(1), from: 3, to: 4, hard: true },
        ],
        closed: vec![monday().plus(2)],
        minutes_per_week: 90,
        hold_minutes: Some(45),
        ..BootcampRules::default()
    };
    let typed = typed_rules(&all, &names());
    assert_eq!(check_rules(&typed, &names(), monday(), 6), Ok(all));
}

#[test]
fn zero_weeks_and_zero_stints_are_refused_at_their_fields() {
    let out = |least, most| Fault::OutOf { least, most };
    assert_eq!(faults(&[(Field::Stints, "0")]), [(Field::Stints, out(1, 52))]);
    let typed = Typed::from([
        (Field::Name, "Spring".to_owned()),
        (Field::StartsOn, "2026-01-07".to_owned()),
        (Field::Weeks, "0".to_owned()),
    ]);
    let found = check_edit(&typed).expect_err("faults");
    assert_eq!(found, [FieldFault { field: Field::Weeks, fault: out(1, 52) }]);
}

#[test]
fn any_day_of_the_first_week_will_do() {
    let typed = Typed::from([
        (Field::Name, " Spring\n2026 ".to_owned()),
        (Field::StartsOn, "2026-01-07".to_owned()),
        (Field::Weeks, "6".to_owned()),
    ]);
    let draft = check_edit(&typed).expect("draft");
    assert_eq!((draft.name.as_str(), draft.starts_on), ("Spring 2026", monday()));
}

#[test]
fn stints_that_do_not_fit_the_open_weeks_are_refused() {
    assert_eq!(
        faults(&[(Field::Stints, "3"), (Field::Length, "2"), (Field::Closed, "2026-01-14")]),
        [(Field::Stints, Fault::DoNotFit { need: 6, have: 5 })]
    );
    assert!(rules(&[(Field::Stints, "3"), (Field::Length, "2")]).is_ok());
}

#[test]
fn teams_are_named_once_and_known() {
    assert_eq!(
        faults(&[(Field::Must, "search\nSerch"), (Field::MustNot, "Search")]),
        [
            (
                Field::Must,
                Fault::UnknownTeam {
                    typed: "Serch".to_owned(),
                    nearest: Some("Search".to_owned())
                }
            ),
            (Field::MustNot, Fault::AlsoIn { team: "Search".to_owned(), other: Field::Must }),
        ]
    );
    let read = rules(&[(Field::Must, "qualitat\nSEARCH\nsearch")]).expect("rules");
    assert_eq!(read.must.len(), 2);
}

fn id(n: u128) -> TeamId {
    TeamId(uuid::Uuid::from_u128(n))
}

#[test]
fn orders_and_weeks_are_read_as_people_write_them() {
    let read = rules(&[
        (Field::Order, "Search before Maps\nqualitat vor search\nSearch < Maps"),
        (Field::Within, "Maps: weeks 1 to 2"),
        (Field::Rather, "Search: 3"),
    ])
    .expect("rules");
    let order = |first, then| TeamOrder { first: id(first), then: id(then) };
    assert_eq!(read.order, [order(1, 2), order(3, 1)]);
    assert_eq!(
        read.windows,
        [
            TeamWindow { team: id(1), from: 2, to: 3, hard: false },
            TeamWindow { team: id(2), from: 0, to: 2, hard: true },
        ]
    );
    let unknown = Fault::UnknownTeam { typed: "Map".to_owned(), nearest: Some("Maps".to_owned()) };
    assert_eq!(faults(&[(Field::Order, "Search before Map")]), [(Field::Order, unknown)]);
    let typed = |typed: &str| Fault::NotAnOrder { typed: typed.to_owned() };
    assert_eq!(
        faults(&[(Field::Order, "Search, Maps\nMaps before Maps")]),
        [(Field::Order, typed("Search, Maps")), (Field::Order, typed("Maps before Maps"))]
    );
    let both = Fault::BothWays { typed: "Maps before Search".to_owned() };
    let ways = "Search before Maps\nMaps before Search";
    assert_eq!(faults(&[(Field::Order, ways)]), [(Field::Order, both)]);
    for line in ["Maps", "Maps: 0-2", "Maps: 3-2", "Maps: 1-7", "Maps: soon", "Maps: 1 2 3"] {
        let fault = Fault::NotWeeks { typed: line.to_owned(), most: 6 };
        assert_eq!(faults(&[(Field::Within, line)]), [(Field::Within, fault)]);
    }
}

#[test]
fn weeks_outside_of_the_cohort_are_refused() {
    assert_eq!(
        faults(&[(Field::Closed, "2026-03-02\nEaster")]),
        [
            (Field::Closed, Fault::OutsideWeeks { typed: "2026-03-02".to_owned() }),
            (Field::Closed, Fault::NotADate { typed: "Easter".to_owned() }),
        ]
    );
}

#[test]
fn hours_are_read_as_people_write_them() {
    for (text, minutes) in [("6", 360), ("1.5", 90), ("1,25", 75), ("0.1", 6)] {
        assert_eq!(minutes_of(text), Some(minutes), "{text}");
        assert_eq!(minutes_of(&hours_of(minutes)), Some(minutes), "{text}");
    }
    for text in ["", "x", "1.234", "-1", "1h"] {
        assert_eq!(minutes_of(text), None, "{text}");
    }
}
