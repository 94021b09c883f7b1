//! Which team comes before which, and when teams are visited: as people write it, a line each.

use super::{Fault, Faults, Field, TeamNames, Typed, get};
use crate::domain::bootcamp::{BootcampRules, TeamOrder, TeamWindow};

/// What stands between the two teams of an order, in English and German.
const BETWEEN: [&str; 4] = [" before ", " vor ", " < ", " → "];

/// The most lines of either kind.
const MOST: usize = 50;

fn lines(typed: &Typed, field: Field) -> impl Iterator<Item = &str> {
    get(typed, field).lines().map(str::trim).filter(|line| !line.is_empty())
}

/// Reads `Platform before Search`, a pair a line; each once.
pub(super) fn order(faults: &mut Faults, typed: &Typed, names: &TeamNames) -> Vec<TeamOrder> {
    let mut all: Vec<TeamOrder> = Vec::new();
    for line in lines(typed, Field::Order) {
        let typed = || line.to_owned();
        // A team's name may hold one of the words: both sides have to be teams.
        let splits = BETWEEN.iter().flat_map(|word| {
            line.match_indices(word).map(|(at, word)| (&line[..at], &line[at + word.len()..]))
        });
        let splits: Vec<(&str, &str)> = splits.collect();
        let known = splits
            .iter()
            .find_map(|(first, then)| Some((names.find(first.trim())?, names.find(then.trim())?)));
        match (known, splits.first()) {
            (Some((first, then)), _) if first == then => {
                faults.add(Field::Order, Fault::NotAnOrder { typed: typed() });
            }
            (Some((first, then)), _) if all.contains(&TeamOrder { first: then, then: first }) => {
                faults.add(Field::Order, Fault::BothWays { typed: typed() });
            }
            (Some((first, then)), _) => {
                let one = TeamOrder { first, then };
                if !all.contains(&one) && all.len() < MOST {
                    all.push(one);
                }
            }
            (None, Some((first, then))) => {
                let unknown = [first.trim(), then.trim()];
                for name in unknown.into_iter().filter(|name| names.find(name).is_none()) {
                    let nearest = names.nearest(name);
                    let fault = Fault::UnknownTeam { typed: name.to_owned(), nearest };
                    faults.add(Field::Order, fault);
                }
            }
            (None, None) => faults.add(Field::Order, Fault::NotAnOrder { typed: typed() }),
        }
    }
    all
}

/// Reads `Security: 1-2`, a team a line: the numbers behind the colon are the first and the last week, from 1.
pub(super) fn windows(
    faults: &mut Faults,
    typed: &Typed,
    field: Field,
    names: &TeamNames,
    weeks: u32,
) -> Vec<TeamWindow> {
    let mut all: Vec<TeamWindow> = Vec::new();
    for line in lines(typed, field) {
        let wrong = || Fault::NotWeeks { typed: line.to_owned(), most: weeks };
        let Some((name, rest)) = line.rsplit_once(':') else {
            faults.add(field, wrong());
            continue;
        };
        let Some(team) = names.find(name.trim()) else {
            let nearest = names.nearest(name.trim());
            faults.add(field, Fault::UnknownTeam { typed: name.trim().to_owned(), nearest });
            continue;
        };
        let numbers: Option<Vec<u32>> = rest
            .split(|letter: char| !letter.is_ascii_digit())
            .filter(|digits| !digits.is_empty())
            .map(|digits| digits.parse().ok())
            .collect();
        let span = match numbers.as_deref() {
            Some([week]) => Some((*week, *week)),
            Some([first, last]) => Some((*first, *last)),
            _ => None,
        };
        match span {
            Some((first, last)) if 1 <= first && first <= last && last <= weeks => {
                let hard = field == Field::Within;
                let one = TeamWindow { team, from: first - 1, to: last, hard };
                if !all.contains(&one) && all.len() < MOST {
                    all.push(one);
                }
            }
            _ => faults.add(field, wrong()),
        }
    }
    all
}

/// The orders as they are typed. `before` and `vor` are both read; English stands in the form.
pub(super) fn order_lines(rules: &BootcampRules, names: &TeamNames) -> String {
    let line = |one: &TeamOrder| format!("{} < {}", names.name(one.first), names.name(one.then));
    rules.order.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The windows as they are typed.
pub(super) fn window_lines(rules: &BootcampRules, names: &TeamNames, hard: bool) -> String {
    let line = |one: &TeamWindow| format!("{}: {}-{}", names.name(one.team), one.from + 1, one.to);
    let some = rules.windows.iter().filter(|one| one.hard == hard);
    some.map(line).collect::<Vec<_>>().join("\n")
}
