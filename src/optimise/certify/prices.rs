//! Reading the prices of a relaxation: each row named fully, known, and once.

use std::collections::BTreeSet;

use super::super::Rule;
use super::super::certificate::RowPrice;
use super::Refusal;

/// What a row's constraint is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Person,
    PersonTime,
    PersonTeam,
    /// A person, and a number below this instead of a time.
    PersonStep(usize),
    Team,
    TeamTime,
}

/// A row by numbers; those it is not about are 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Named {
    pub(super) rule: Rule,
    pub(super) person: usize,
    pub(super) team: usize,
    pub(super) at: usize,
    pub(super) price: i64,
}

/// Prices are below this. Units: 1/65536 milli-connection.
const LARGEST: i64 = 1 << 50;

/// The rows by numbers. `shapes`: the constraints of the kind, and which of them may have a price of any sign.
///
/// `place`: where the rows stand.
pub(super) fn named(
    place: &str,
    rows: &[RowPrice],
    shapes: &[(Rule, Shape, bool)],
    times: usize,
    person: impl Fn(Rule, &str) -> Option<usize>,
    team: impl Fn(&str) -> Option<usize>,
) -> Result<Vec<Named>, Refusal> {
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let place = format!("{place}[{i}]");
        let wrong = |field: &str, reason: &str| {
            Err(Refusal { place: format!("{place}{field}"), reason: reason.into() })
        };
        let Some(&(rule, shape, any_sign)) =
            shapes.iter().find(|(rule, ..)| rule.name() == row.constraint)
        else {
            return wrong(".constraint", "is no constraint of this kind with a price");
        };
        let (about_person, about_team, about_time) = match shape {
            Shape::Person => (true, false, false),
            Shape::PersonTime | Shape::PersonStep(_) => (true, false, true),
            Shape::PersonTeam => (true, true, false),
            Shape::Team => (false, true, false),
            Shape::TeamTime => (false, true, true),
        };
        let times = if let Shape::PersonStep(steps) = shape { steps } else { times };
        let mut one = Named { rule, person: 0, team: 0, at: 0, price: row.price };
        match (&row.person, about_person) {
            (Some(id), true) => match person(rule, id) {
                Some(number) => one.person = number,
                None => return wrong(".person", "is unknown"),
            },
            (None, false) => {}
            _ => return wrong(".person", "does not fit this constraint"),
        }
        match (&row.team, about_team) {
            (Some(id), true) => match team(id) {
                Some(number) => one.team = number,
                None => return wrong(".team", "is unknown"),
            },
            (None, false) => {}
            _ => return wrong(".team", "does not fit this constraint"),
        }
        match (row.at, about_time) {
            (Some(at), true) if (at as usize) < times => one.at = at as usize,
            (None, false) => {}
            _ => return wrong(".at", "does not fit this constraint"),
        }
        if row.price.abs() > LARGEST || (row.price < 0 && !any_sign) {
            return wrong(".price", "must not be negative, nor beyond all measure");
        }
        if !seen.insert((one.rule, one.person, one.team, one.at)) {
            return wrong("", "is given twice");
        }
        all.push(one);
    }
    Ok(all)
}
