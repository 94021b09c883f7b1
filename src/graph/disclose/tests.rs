//! Each rule by itself. What they do together is shown by somebody who attacks them (`tests/graph`).

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::algebra::{Columns, Steps};
use super::facts::{MeasureFact, PersonFact, TieFact};
use super::publication::{
    Dimension, Hidden, Level, Of, Publication, Quantity, Subject, Table, Value,
};
use super::rules::{
    Look, r1_contributors, r2_threshold, r3_both_sides, r3_not_nearly_all, r4_fine_enough,
    r5_complement, r6_difference, r7_dominated, r8_measures, r8_tables, r9_names_nobody,
    r10_figures, r11_open, r12_graph_of_groups,
};
use super::{Closed, Facts, K_FLOOR, Rules, TooFew, publish};
use crate::domain::id::PersonId;

/// Teams of so many people each; `did` of each opted into coffee.
fn teams(sizes: &[(usize, usize)]) -> Facts {
    let mut people = Vec::new();
    for (team, (size, did)) in sizes.iter().enumerate() {
        for at in 0..*size {
            people.push(PersonFact {
                id: PersonId(Uuid::from_u128((team * 1000 + at + 1) as u128)),
                here: true,
                unit: vec![u32::try_from(team).expect("small")],
                groups: BTreeMap::new(),
                coffee: u8::from(at < *did),
                placement: 0,
                minutes: 0,
                waiting: false,
                reasons: BTreeSet::new(),
                three_ties: None,
            });
        }
    }
    let names = (0..sizes.len()).map(|team| format!("team {team}")).collect();
    Facts {
        period: "2026-Q1".parse().expect("quarter"),
        names: BTreeMap::from([(Dimension::Unit, names)]),
        people,
        ties: Vec::new(),
        measures: Vec::new(),
    }
}

/// Ties one by one between the people of team 0 and of team 1.
fn tied(mut facts: Facts, pairs: &[(usize, usize)]) -> Facts {
    let first = facts.people.iter().filter(|person| person.unit == [0]).count();
    let place = |at: usize| u32::try_from(at).expect("small");
    facts.ties = pairs
        .iter()
        .map(|(one, other)| TieFact {
            people: [place(*one), place(first + other)],
            units: [vec![0], vec![1]],
        })
        .collect();
    facts
}

fn published(facts: &Facts, earlier: &[Closed]) -> Publication {
    publish(facts, earlier, Rules::new(5).expect("five"))
}

fn table(publication: &Publication, subject: Subject) -> &Table {
    publication
        .tables
        .iter()
        .find(|table| table.subject == subject && table.dimension == Dimension::Unit)
        .expect("table")
}

fn opted(publication: &Publication, of: Of) -> Option<u64> {
    let cells = &table(publication, Subject::Coffee).cells;
    let cell = cells.iter().find(|cell| cell.of == of && cell.quantity == Quantity::OptedIn);
    cell.and_then(|cell| cell.value.shown())
}

#[test]
fn r1_counts_each_contributor_once() {
    assert_eq!(r1_contributors([3, 3, 4]), 2);
    // A team of thirty in which four take part is a group of four.
    let publication = published(&teams(&[(30, 4), (30, 12), (30, 13)]), &[]);
    assert_eq!(opted(&publication, Of::Group(0)), None);
}

#[test]
fn r2_k_can_only_be_raised() {
    assert_eq!(K_FLOOR, 5);
    assert_eq!(r2_threshold(4), Err(TooFew(4)));
    assert_eq!(Rules::new(0).expect_err("too few"), TooFew(0));
    assert_eq!(Rules::new(9).expect("nine").k(), 9);
    let facts = teams(&[(30, 8), (30, 12), (30, 13)]);
    let raised = publish(&facts, &[], Rules::new(9).expect("nine"));
    assert_eq!((opted(&raised, Of::Group(0)), raised.k), (None, 9));
}

#[test]
fn r3_a_cell_needs_k_on_each_side() {
    assert!(r3_both_sides(5, 5, 5) && !r3_both_sides(5, 4, 5));
    let pair = Of::Pair(0, 1);
    let shown = |pairs: &[(usize, usize)]| {
        let facts = tied(teams(&[(8, 0), (8, 0)]), pairs);
        let publication = published(&facts, &[]);
        let whole = publication.tables[0].cells[0].value.shown();
        let cells = &table(&publication, Subject::Ties).cells;
        (whole, cells.iter().find(|cell| cell.of == pair).and_then(|cell| cell.value.shown()))
    };
    // Four people of one team, eight of the other: not even the whole.
    let few: Vec<_> = (0..8).map(|at| (at % 4, at)).collect();
    assert_eq!(shown(&few), (None, None));
    let enough: Vec<_> = (0..8).map(|at| (at % 5, at)).collect();
    assert_eq!(shown(&enough).0, Some(8));
}

#[test]
fn r3_where_nearly_all_are_tied_nobody_can_hide() {
    // Of 10 × 10 pairs, whoever is missing: four people cover forty of them.
    assert!(r3_not_nearly_all(41, 40) && !r3_not_nearly_all(40, 40));
    let all: Vec<_> = (0..5).flat_map(|one| (0..5).map(move |other| (one, other))).collect();
    let facts = tied(teams(&[(5, 0), (5, 0), (30, 0)]), &all);
    let publication = published(&facts, &[]);
    for cell in &table(&publication, Subject::Ties).cells {
        // Nor anything from which it would follow: both groups have 25, and so has the whole.
        let of_both = matches!(cell.of, Of::Pair(0, 1) | Of::Group(0 | 1) | Of::Across);
        assert!(!of_both || cell.value.shown().is_none(), "each of 25 pairs would be known");
        // A pair of groups of whom nobody has met is withheld as one of whom few have.
        assert_ne!(cell.value, Value::Hidden(Hidden::Nobody), "{cell:?}");
    }
}

#[test]
fn r4_levels_roll_up_until_half_can_be_shown() {
    assert!(r4_fine_enough(2, 4, false) && !r4_fine_enough(2, 5, false));
    assert!(!r4_fine_enough(1, 1, false) && r4_fine_enough(1, 9, true));
    // Eight teams of four in two divisions.
    let mut facts = teams(&[(8, 4); 8]);
    for person in &mut facts.people {
        let team = person.unit[0];
        person.unit = vec![8 + team / 4, team];
    }
    let names = facts.names.get_mut(&Dimension::Unit).expect("names");
    names.extend(["left".to_owned(), "right".to_owned()]);
    let publication = published(&facts, &[]);
    let coffee = table(&publication, Subject::Coffee);
    assert_eq!((coffee.level, coffee.because.is_some()), (Level::Division, true));
    let groups: Vec<_> = coffee.groups.iter().map(|group| group.name.as_str()).collect();
    assert_eq!(groups, ["left", "right"]);
    assert_eq!(opted(&publication, Of::Group(1)), Some(16));
}

#[test]
fn r5_a_rest_below_k_takes_the_next_smallest_with_it() {
    let publication = published(&teams(&[(30, 4), (30, 7), (30, 13)]), &[]);
    assert_eq!(opted(&publication, Of::All), Some(24));
    assert_eq!(opted(&publication, Of::Group(2)), Some(13));
    // 24 − 13 − 7 would be the four.
    assert_eq!(opted(&publication, Of::Group(1)), None);
    // Of thirty, twenty-eight: the two who did not would be known.
    let publication = published(&teams(&[(30, 28), (30, 12), (30, 13)]), &[]);
    assert_eq!(opted(&publication, Of::Group(0)), None);
    let mut columns = Columns::default();
    (0..4).for_each(|person| columns.real(vec![(0, 1)], [person, person]));
    assert!(!r5_complement(&[columns], 1, 5, &Steps::new(1000)));
}

#[test]
fn r6_a_change_by_few_hides_the_newer_figure_and_by_none_or_many_does_not() {
    let first = teams(&[(30, 12), (30, 13), (30, 14)]);
    let publication = published(&first, &[]);
    assert_eq!(opted(&publication, Of::Group(0)), Some(12));
    let earlier = [Closed { facts: first.clone(), publication }];
    let after = |facts: &Facts| opted(&published(facts, &earlier), Of::Group(0));
    assert_eq!(after(&first), Some(12), "nobody came or went");
    let mut few = first.clone();
    few.people.retain(|person| person.id.0.as_u128() > 3);
    assert_eq!(after(&few), None, "three of those in coffee left");
    let mut many = first.clone();
    let mut guests = teams(&[(90, 45)]).people;
    guests.retain(|person| person.id.0.as_u128() > 36);
    many.people.extend(guests.into_iter().map(|person| PersonFact {
        id: PersonId(Uuid::from_u128(person.id.0.as_u128() + 9000)),
        ..person
    }));
    assert_eq!(after(&many), Some(21), "nine with coffee and many without came");
    let mut columns = Columns::default();
    columns.real(vec![(0, 1), (1, 1)], [1, 1]);
    columns.real(vec![(1, 1)], [2, 2]);
    assert!(!r6_difference(&[columns], 1, 2, 5, &Steps::new(1000)));
}

/// The first `met` met for half an hour; of the others six were offered a meeting and six opted in, as far as there are.
fn had_coffee(facts: &mut Facts, met: usize) {
    for (at, person) in facts.people.iter_mut().enumerate() {
        person.coffee = if at < met { 3 } else { [2, 1, 0][((at - met) / 6).min(2)] };
        person.minutes = if at < met { 30 } else { 0 };
    }
}

#[test]
fn r7_nobody_holds_more_than_half() {
    assert!(r7_dominated([([1, 2], 1), ([1, 3], 1), ([4, 5], 1)]));
    assert!(!r7_dominated([([1, 2], 1), ([1, 3], 1), ([4, 5], 1), ([6, 7], 1)]));
    assert!(!r7_dominated([]));
    let mut facts = teams(&[(16, 0), (16, 0)]);
    had_coffee(&mut facts, 16);
    let minutes = |facts: &Facts| table(&published(facts, &[]), Subject::Time).cells[0].value;
    assert_eq!(minutes(&facts), Value::Shown(16 * 30));
    facts.people[0].minutes = 16 * 30;
    assert_eq!(minutes(&facts), Value::Hidden(Hidden::Protected));
}

#[test]
fn hours_are_said_only_where_it_is_said_how_many_met() {
    let met = |some: usize| {
        let mut facts = teams(&[(16, 0), (16, 0)]);
        had_coffee(&mut facts, some);
        let publication = published(&facts, &[]);
        let cells = &table(&publication, Subject::Coffee).cells;
        let met = cells.iter().find(|cell| cell.of == Of::All && cell.quantity == Quantity::Met);
        let hours = table(&publication, Subject::Time).cells[0].value.shown();
        (met.and_then(|cell| cell.value.shown()), hours)
    };
    assert_eq!(met(12), (Some(12), Some(360)));
    // All but two met: fifteen hours would say so.
    assert_eq!(met(30), (None, None));
}

#[test]
fn r8_the_tables_are_always_the_same() {
    let none = published(&teams(&[]), &[]);
    let some = published(&teams(&[(30, 12), (30, 13)]), &[]);
    let kinds = |publication: &Publication| -> Vec<_> {
        publication.tables.iter().map(|table| (table.subject, table.dimension)).collect()
    };
    assert_eq!(kinds(&none), kinds(&some));
    let fixed: Vec<_> = r8_tables().iter().map(|fixed| (fixed.subject, fixed.dimension)).collect();
    assert_eq!(kinds(&some), fixed);
}

#[test]
fn r9_nobody_is_named() {
    let facts = teams(&[(30, 12), (30, 13)]);
    let mut publication = published(&facts, &[]);
    assert!(r9_names_nobody(&publication, &facts));
    let mut tables = publication.tables.iter_mut();
    let table = tables.find(|table| !table.groups.is_empty()).expect("one with groups");
    table.groups[0].name = facts.people[7].id.to_string();
    assert!(!r9_names_nobody(&publication, &facts));
}

#[test]
fn r10_figures_are_the_cells_and_nothing_else() {
    let publication = published(&teams(&[(30, 12), (30, 13)]), &[]);
    let cells: usize = publication.tables.iter().map(|table| table.cells.len()).sum();
    assert_eq!(r10_figures(&publication).count(), cells);
    let whole = r10_figures(&publication)
        .find(|figure| figure.quantity == Quantity::OptedIn && figure.group.is_none());
    assert_eq!(whole.map(|figure| figure.value), Some(Value::Shown(25)));
}

#[test]
fn r11_who_opens_it_leaves_a_line() {
    let publication = published(&teams(&[(30, 12)]), &[]);
    let look = Look { role: "hr".to_owned(), what: "connections".to_owned() };
    let opened = r11_open(&publication, look.clone());
    assert_eq!((opened.publication(), opened.look()), (&publication, &look));
}

#[test]
fn r12_graphs_are_of_groups() {
    let pairs: Vec<_> = (0..8).map(|at| (at, at)).collect();
    let facts = tied(teams(&[(8, 0), (8, 0)]), &pairs);
    let publication = published(&facts, &[]);
    let graph = r12_graph_of_groups(table(&publication, Subject::Ties)).expect("a graph");
    assert_eq!(graph.nodes.len(), table(&publication, Subject::Ties).groups.len());
    assert!(r12_graph_of_groups(table(&publication, Subject::Coffee)).is_none());
}

fn measure(
    name: &str,
    people: Option<u32>,
    behind: Option<u32>,
    level: Option<Level>,
) -> MeasureFact {
    MeasureFact { name: name.to_owned(), thousandths: 7000, people, behind, level }
}

fn told(publication: &Publication, name: &str) -> Option<i64> {
    let mut found = publication.measures.iter().filter(|measure| measure.name == name);
    let one = found.next().unwrap_or_else(|| panic!("no measure {name}"));
    assert!(found.next().is_none(), "{name} twice");
    one.thousandths
}

#[test]
fn measures_tell_of_no_fewer_than_k() {
    let pairs: Vec<_> = (0..8).map(|at| (at, at)).collect();
    let mut facts = tied(teams(&[(8, 0), (8, 0)]), &pairs);
    facts.measures = vec![
        measure("density", None, None, None),
        measure("few", None, Some(4), None),
        measure("enough", None, Some(5), None),
        measure("four", Some(4), None, None),
        measure("seven", Some(7), None, None),
        measure("all-but-four", Some(12), None, None),
    ];
    let publication = published(&facts, &[]);
    assert_eq!(told(&publication, "density"), Some(7000));
    assert_eq!((told(&publication, "few"), told(&publication, "enough")), (None, Some(7000)));
    assert_eq!((told(&publication, "four"), told(&publication, "all-but-four")), (None, None));
    assert_eq!(told(&publication, "seven"), Some(7000));
    // Whatever there is to say, the same are there; what nothing was made of is withheld like the rest.
    let listed = |publication: &Publication| -> Vec<String> {
        let names = publication.measures.iter().map(|measure| measure.name.clone());
        names.filter(|name| r8_measures().contains(&name.as_str())).collect()
    };
    assert_eq!(listed(&publication), r8_measures());
    assert_eq!(told(&publication, "ramp-weeks"), None);
    // Two more than were shown before: it could be told who they are.
    let earlier = [Closed { facts: facts.clone(), publication }];
    let count = |people: u32| {
        let mut later = facts.clone();
        later.measures[4].people = Some(people);
        told(&published(&later, &earlier), "seven")
    };
    assert_eq!((count(7), count(9)), (Some(7000), None));
    // Without ties that can be shown nothing is said of them.
    let mut none = facts.clone();
    none.ties.truncate(4);
    let nothing = published(&none, &[]);
    assert_eq!(told(&nothing, "density"), None);
    assert_eq!(listed(&nothing), r8_measures());
}

#[test]
fn what_tells_of_ties_across_keeps_to_the_tables_level() {
    let mut facts = four_teams();
    facts.measures = [Level::Team, Level::Department, Level::Division]
        .into_iter()
        .enumerate()
        .map(|(at, level)| MeasureFact {
            thousandths: i64::try_from(at).expect("small"),
            ..measure("across", None, None, Some(level))
        })
        .collect();
    let publication = published(&facts, &[]);
    let ties = table(&publication, Subject::Ties);
    assert_eq!(ties.level, Level::Team);
    let across = ties.cells.iter().find(|cell| cell.of == Of::Across).expect("a cell").value;
    assert_eq!((told(&publication, "across"), across), (Some(0), Value::Shown(60)));
    // With only three ties inside teams, how many lie across would tell of them.
    let mut inside = 0;
    facts.ties.retain(|tie| {
        inside += usize::from(tie.units[0] == tie.units[1]);
        tie.units[0] != tie.units[1] || inside <= 3
    });
    let publication = published(&facts, &[]);
    let ties = table(&publication, Subject::Ties);
    let shown =
        |of: Of| ties.cells.iter().any(|cell| cell.of == of && cell.value.shown().is_some());
    assert!(!(shown(Of::All) && shown(Of::Across)));
    if !shown(Of::Across) {
        assert_eq!(told(&publication, "across"), None);
    }
}

/// Four teams of ten; everybody knows one person of each other team, and the two neighbours in the own one.
fn four_teams() -> Facts {
    let mut facts = teams(&[(10, 0); 4]);
    let mut tie = |one: (u32, u32), other: (u32, u32)| {
        facts.ties.push(TieFact {
            people: [one.0 * 10 + one.1, other.0 * 10 + other.1],
            units: [vec![one.0], vec![other.0]],
        });
    };
    for team in 0..4 {
        for at in 0..10 {
            for other in team + 1..4 {
                tie((team, at), (other, at));
            }
            tie((team, at), (team, (at + 1) % 10));
        }
    }
    facts
}

#[test]
fn the_org_chart_is_measured_from_what_the_table_shows_and_nothing_else() {
    let mut facts = four_teams();
    let publication = published(&facts, &[]);
    // 10 of 100 ties inside each team, 50 ends of 200 in each: 0.4 − 4 × 0.25², and that over 0.75.
    assert_eq!(told(&publication, "modularity"), Some(150));
    assert_eq!(told(&publication, "assortativity"), Some(200));
    // One team whose people hardly know each other: its cell is withheld, and so is what it could be computed from.
    let mut inside = 0;
    facts.ties.retain(|tie| {
        let in_first = tie.units == [vec![0], vec![0]];
        inside += usize::from(in_first);
        !in_first || inside <= 1
    });
    let publication = published(&facts, &[]);
    let ties = table(&publication, Subject::Ties);
    let cell = ties.cells.iter().find(|cell| cell.of == Of::Pair(0, 0)).expect("a cell");
    assert_eq!(cell.value.shown(), None);
    assert_eq!(told(&publication, "modularity"), None);
    assert_eq!(told(&publication, "assortativity"), None);
}

/// Growth, novelty and churn of a quarter with these ties after one with those. Thousandths; none: withheld.
fn turned(was: &[(usize, usize)], is: &[(usize, usize)]) -> Vec<(String, Option<i64>)> {
    let facts = |period: &str, pairs: &[(usize, usize)]| Facts {
        period: period.parse().expect("quarter"),
        ..tied(teams(&[(30, 0), (30, 0)]), pairs)
    };
    let first = facts("2026-Q1", was);
    let publication = published(&first, &[]);
    assert!(turnover(&publication).is_empty(), "nothing was before");
    let earlier = [Closed { facts: first, publication }];
    turnover(&published(&facts("2026-Q2", is), &earlier))
}

/// Growth, novelty and churn of a publication.
fn turnover(publication: &Publication) -> Vec<(String, Option<i64>)> {
    let measures = publication.measures.iter();
    measures
        .filter(|measure| ["growth", "novelty", "churn"].contains(&measure.name.as_str()))
        .map(|measure| (measure.name.clone(), measure.thousandths))
        .collect()
}

fn measured(
    growth: Option<i64>,
    novelty: Option<i64>,
    churn: Option<i64>,
) -> Vec<(String, Option<i64>)> {
    [("growth", growth), ("novelty", novelty), ("churn", churn)]
        .map(|(name, value)| (name.to_owned(), value))
        .to_vec()
}

#[test]
fn growth_novelty_and_churn_say_what_came_and_went_of_enough_people() {
    let pairs = |from: usize, to: usize| -> Vec<_> { (from..to).map(|at| (at, at)).collect() };
    // Nothing went: 10 and 6 new ones, 16/10 − 1, 6/16, 0.
    assert_eq!(turned(&pairs(0, 10), &pairs(0, 16)), measured(Some(600), Some(375), Some(0)));
    // Nothing came and nothing went.
    assert_eq!(turned(&pairs(0, 10), &pairs(0, 10)), measured(Some(0), Some(0), Some(0)));
    // Eight of twenty went and nine came: 21/20 − 1, 9/21, 8/20.
    assert_eq!(turned(&pairs(0, 20), &pairs(8, 29)), measured(Some(50), Some(429), Some(400)));
    // One came beside ten that went: that one would be told. So many as before less nine of eighteen people: shown.
    assert_eq!(turned(&pairs(0, 20), &pairs(10, 21)), measured(Some(-450), None, None));
    // One came and nothing went: the totals would differ by two people.
    assert_eq!(turned(&pairs(0, 10), &pairs(0, 11)), measured(None, None, None));
}

#[test]
fn growth_is_of_one_quarter_to_the_next() {
    let facts = |period: &str| Facts {
        period: period.parse().expect("quarter"),
        ..tied(teams(&[(9, 0), (9, 0)]), &(0..9).map(|at| (at, at)).collect::<Vec<_>>())
    };
    let first = facts("2026-Q1");
    let publication = published(&first, &[]);
    let earlier = [Closed { facts: first, publication }];
    assert!(turnover(&published(&facts("2026-Q3"), &earlier)).is_empty());
    assert_eq!(turnover(&published(&facts("2026-Q2"), &earlier)).len(), 3);
}

/// R6 asks for contributors where nobody can know who could have been one, and for all who could where that is known.
#[test]
fn a_hire_who_has_met_nobody_hides_no_ties_but_hides_who_opted_in() {
    let pairs: Vec<_> = (0..9).map(|at| (at, at)).collect();
    let first = tied(teams(&[(20, 8), (20, 9)]), &pairs);
    let publication = published(&first, &[]);
    let ties = |publication: &Publication| {
        let cells = &table(publication, Subject::Ties).cells;
        cells.iter().find(|cell| cell.of == Of::All).and_then(|cell| cell.value.shown())
    };
    assert_eq!((ties(&publication), opted(&publication, Of::All)), (Some(9), Some(17)));
    let mut second = Facts { period: "2026-Q2".parse().expect("quarter"), ..first.clone() };
    let mut hire = second.people[0].clone();
    hire.id = PersonId(Uuid::from_u128(77_777));
    hire.coffee = 0;
    second.people.push(hire);
    let earlier = [Closed { facts: first, publication }];
    let later = published(&second, &earlier);
    assert_eq!(ties(&later), Some(9), "the directory does not say whom the hire could have met");
    assert_eq!(opted(&later, Of::All), None, "17 again would say that the hire did not opt in");
}
