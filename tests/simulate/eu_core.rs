//! email-Eu-core as an organisation: 1,005 people of 42 departments (`tests/data/eu-core/SOURCE.md`).

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use weft::optimise::CoffeeProblem;
use weft::optimise::problem::{Person, Team, Tie};
use weft::simulate::of_sizes;

/// The whole organisation, with its ties or as if nobody knew anybody; nothing when the data is not there.
pub fn organisation(ties: bool) -> Option<CoffeeProblem> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/eu-core");
    let roster = std::fs::read_to_string(folder.join("roster.csv")).ok()?;
    let mut organisation = of_sizes(&[]);
    for line in roster.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let [id, _, _, team] = fields.as_slice() else { panic!("a line of four fields: {line}") };
        organisation.people.push(Person {
            id: (*id).to_owned(),
            team: (*team).to_owned(),
            ..Person::default()
        });
    }
    let teams: BTreeSet<&String> = organisation.people.iter().map(|person| &person.team).collect();
    organisation.teams = teams.into_iter().map(|id| Team { id: id.clone(), seats: None }).collect();
    if ties {
        let known = std::fs::read_to_string(folder.join("ties.csv")).ok()?;
        organisation.ties = known
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once(','))
            .map(|(a, b)| Tie { a: a.to_owned(), b: b.to_owned(), days: None })
            .collect();
    }
    Some(organisation)
}

/// The 30 % of the people who take part: the same whom `tests/oracle/eu_core.py` lets join.
pub fn pool(mut whole: CoffeeProblem) -> CoffeeProblem {
    let mut at = 0;
    whole.people.retain(|_| {
        at += 1;
        matches!((at - 1) % 10, 1 | 4 | 7)
    });
    let ids: HashSet<String> = whole.people.iter().map(|person| person.id.clone()).collect();
    whole.ties.retain(|tie| ids.contains(&tie.a) && ids.contains(&tie.b));
    whole
}

/// Sizes of the departments, for where the data is not.
pub const DEPARTMENTS: [usize; 42] = [
    109, 92, 65, 61, 55, 51, 49, 39, 35, 32, 29, 29, 28, 27, 26, 25, 25, 22, 19, 18, 15, 14, 13,
    13, 13, 12, 10, 10, 9, 9, 8, 8, 6, 6, 5, 4, 4, 3, 3, 2, 1, 1,
];
