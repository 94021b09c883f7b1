//! Which meetings count: windows, layers, groups on the day, weights.

use weft::domain::tie::TieState;
use weft::graph::{
    Change, Groups, Layer, Meeting, Network, NetworkError, Person, View, across, change, newcomers,
};

use crate::make::day;

fn met(people: [u32; 2], groups: [u32; 2], on: Option<u32>) -> Meeting {
    Meeting { people, groups, on: on.map(day), times: 1, state: TieState::Met }
}

fn introduced(people: [u32; 2], on: u32) -> Meeting {
    let state = TieState::Introduced;
    Meeting { people, groups: [0, 1], on: Some(day(on)), times: 1, state }
}

fn network(people: usize, meetings: &[Meeting], view: View) -> Network {
    Network::new(&vec![Person::default(); people], meetings, view).expect("a network")
}

#[test]
fn an_introduction_is_no_tie_and_layers_contain_each_other() {
    let meetings = [
        introduced([0, 1], 700),
        introduced([0, 2], 700),
        met([0, 2], [0, 1], Some(710)),
        met([1, 2], [0, 1], Some(600)),
        met([2, 1], [1, 0], Some(720)),
        met([1, 3], [0, 1], Some(700)),
        met([1, 3], [0, 1], Some(701)),
    ];
    let year = View::year_to(day(730));
    let found = network(4, &meetings, year);
    let layers = Layer::ALL.iter().map(|layer| found.in_layer(*layer)).collect::<Vec<_>>();
    assert_eq!(layers, [4, 3, 1], "1 and 3 met on two days in a row: that is once");
    let people = |layer| {
        let of_layer = network(4, &meetings, View { layer, ..year });
        of_layer.ties().iter().map(|tie| tie.people).collect::<Vec<_>>()
    };
    assert_eq!(people(Layer::Introduced), [[0, 1], [0, 2], [1, 2], [1, 3]]);
    assert_eq!(people(Layer::Met), [[0, 2], [1, 2], [1, 3]]);
    assert_eq!(people(Layer::Kept), [[1, 2]]);
}

#[test]
fn a_window_ends_on_both_sides_and_what_has_no_day_is_in_it() {
    // A year up to 2025-12-31, which is day 730: from 2025-01-01, which is day 366.
    let meetings = [
        met([0, 1], [0, 1], Some(365)),
        met([0, 2], [0, 1], Some(366)),
        met([0, 3], [0, 1], Some(730)),
        met([0, 4], [0, 1], Some(731)),
        met([0, 5], [0, 1], None),
    ];
    let year = View::year_to(day(730));
    assert_eq!(year.from(), Some(day(366)));
    let found = network(6, &meetings, year);
    assert_eq!(found.neighbours(0), [2, 3, 5]);
    assert_eq!(found.before(), Some(&[[0, 1]][..]));
    let change = change(&found).expect("a window");
    let (growth, novelty, churn) = (Some(1.0), Some(1.0), Some(1.0));
    assert_eq!(change, Change { before: 1, now: 2, both: 0, growth, novelty, churn });
    let always = network(6, &meetings, View { window: None, ..year });
    assert_eq!((always.neighbours(0), always.before()), (&[1, 2, 3, 5][..], None));
}

#[test]
fn a_tie_has_the_groups_of_the_day_on_which_the_two_last_met() {
    // They were of one team, and one of them moved; an introduction after that changes nothing.
    let meetings =
        [met([1, 0], [7, 7], Some(500)), met([0, 1], [7, 8], Some(600)), introduced([0, 1], 650)];
    let found = network(2, &meetings, View::year_to(day(730)));
    let tie = found.ties()[0];
    assert_eq!((tie.groups, tie.times, tie.last), ([7, 8], 2, Some(day(600))));
    assert_eq!(tie.first_across, Some(day(600)));
    // Today both are of one group again: the tie stays one across, and chance knows no pair across.
    let across = across(&found, &Groups::new(vec![8, 8], 0));
    assert_eq!((across.external, across.chance, across.lift), (1, Some(0.0), None));
}

#[test]
fn weight_halves_with_age() {
    let view = View { half_life: Some(100.0), ..View::year_to(day(730)) };
    let meetings = [met([0, 1], [0, 0], Some(630)), met([0, 2], [0, 0], Some(730))];
    let found = network(3, &meetings, view);
    assert_eq!(found.weighted(0).collect::<Vec<_>>(), [(1, 0.5), (2, 1.0)]);
}

#[test]
fn a_newcomers_clock_runs_from_the_first_day_to_the_third_tie_across() {
    let mut people = vec![Person::default(); 8];
    people[0].starts_on = Some(day(500));
    people[1].starts_on = Some(day(600));
    people[2].starts_on = Some(day(100));
    let meetings = [
        met([0, 3], [0, 1], Some(490)),
        met([0, 4], [0, 1], Some(510)),
        met([0, 5], [0, 0], Some(511)),
        met([0, 5], [0, 2], Some(540)),
        met([0, 6], [0, 1], Some(600)),
        met([1, 3], [0, 1], Some(610)),
    ];
    let found = Network::new(&people, &meetings, View::year_to(day(730))).expect("a network");
    let curve = newcomers(&found).expect("two newcomers");
    assert_eq!((curve.people, curve.events, curve.median), (2, 1, Some(40)));
    people[0].ends_on = Some(day(530));
    let left = Network::new(&people, &meetings, View::year_to(day(730))).expect("a network");
    assert_eq!(newcomers(&left).expect("two newcomers").events, 0, "left before the third");
}

#[test]
fn what_names_nobody_is_refused() {
    let view = View::year_to(day(0));
    let people = [Person::default(); 2];
    let unknown = Network::new(&people, &[met([0, 2], [0, 0], None)], view);
    assert_eq!(unknown, Err(NetworkError::UnknownPerson { meeting: 0, person: 2, people: 2 }));
    let alone = Network::new(&people, &[met([1, 1], [0, 0], None)], view);
    assert_eq!(alone, Err(NetworkError::Alone { meeting: 0, person: 1 }));
}
