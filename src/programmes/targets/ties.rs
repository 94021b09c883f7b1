//! What a target did: ties between its two groups before it began and now, out of what is published of closed quarters.
//!
//! Nothing is counted here: published figures are added up, so nothing can be told from a target that the published
//! tables do not tell.

use std::collections::{BTreeSet, HashMap};

use crate::domain::id::TeamId;
use crate::domain::quarter::Quarter;
use crate::domain::team::Team;
use crate::graph::disclose::Publication;
use crate::graph::disclose::publication::{Dimension, Hidden, Of, Quantity, Subject, Table, Value};
use crate::store::target::Target;

use super::Tree;

/// Ties between a target's two groups at the end of a quarter, or why they are not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tally {
    /// So many.
    Ties(u64),
    /// A figure it would be made of is withheld.
    Protected,
    /// The published table is coarser than the target's groups, or the groups were not there yet.
    Coarser,
}

/// Before and now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BeforeAndNow {
    /// The last quarter that ended before the target began; none is published: `None`.
    pub before: Option<(Quarter, Tally)>,
    /// The latest one published that ended after it began; none yet: `None`.
    pub now: Option<(Quarter, Tally)>,
}

/// Had the target begun when the quarter ended?
pub fn begun(target: &Target, quarter: Quarter) -> bool {
    quarter.after_on() > target.from_on
}

/// What each published quarter says of a target, the oldest first. `teams`: all of them, for what lies below the
/// target's.
pub fn course(
    publications: &[Publication],
    target: &Target,
    teams: &[Team],
) -> Vec<(Quarter, Tally)> {
    let mut course: Vec<_> =
        publications.iter().map(|one| (one.period, tally(one, target, teams))).collect();
    course.sort_by_key(|(quarter, _)| *quarter);
    course
}

/// The two ends of a course.
pub fn before_and_now(course: &[(Quarter, Tally)], target: &Target) -> BeforeAndNow {
    let latest = |since: bool| {
        course.iter().rev().find(|(quarter, _)| begun(target, *quarter) == since).copied()
    };
    BeforeAndNow { before: latest(false), now: latest(true) }
}

fn tally(publication: &Publication, target: &Target, teams: &[Team]) -> Tally {
    let wanted =
        |table: &&Table| table.subject == Subject::Ties && table.dimension == Dimension::Unit;
    let Some(table) = publication.tables.iter().find(wanted) else { return Tally::Coarser };
    let tree = Tree::new(teams);
    let places = |side: &[TeamId]| places(table, &tree, side, teams);
    let (Some(a), Some(b)) = (places(&target.a), places(&target.b)) else {
        return Tally::Coarser;
    };
    if !a.is_disjoint(&b) {
        // At this level both are one.
        return Tally::Coarser;
    }
    let cells: HashMap<(u16, u16), Value> = table
        .cells
        .iter()
        .filter(|cell| cell.quantity == Quantity::Ties)
        .filter_map(|cell| match cell.of {
            Of::Pair(one, other) => Some(((one.min(other), one.max(other)), cell.value)),
            _ => None,
        })
        .collect();
    let mut sum = 0;
    for (one, other) in a.iter().flat_map(|one| b.iter().map(move |other| (*one, *other))) {
        match cells.get(&(one.min(other), one.max(other))) {
            Some(Value::Shown(ties)) => sum += ties,
            Some(Value::Hidden(Hidden::Nobody)) => {}
            Some(Value::Hidden(Hidden::Protected)) | None => return Tally::Protected,
        }
    }
    Tally::Ties(sum)
}

/// The groups of a table that a target's group is made of; none: one of its teams is in no group of its own.
fn places(table: &Table, tree: &Tree, side: &[TeamId], teams: &[Team]) -> Option<BTreeSet<u16>> {
    let mut all = BTreeSet::new();
    for team in side {
        let whole = tree.whole(std::slice::from_ref(team));
        let names: BTreeSet<&str> = teams
            .iter()
            .filter(|team| whole.contains(&team.id))
            .map(|team| team.name.as_str())
            .collect();
        let own: BTreeSet<u16> = table
            .groups
            .iter()
            .zip(0..)
            .filter(|(group, _)| names.contains(group.name.as_str()))
            .map(|(_, place)| place)
            .collect();
        if own.is_empty() {
            return None;
        }
        all.extend(own);
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::id::TargetId;
    use crate::graph::disclose::publication::{Cell, Group, Level};

    fn team(number: u128, name: &str, parent: Option<u128>) -> Team {
        Team {
            id: TeamId(Uuid::from_u128(number)),
            name: name.to_owned(),
            parent_id: parent.map(|parent| TeamId(Uuid::from_u128(parent))),
            lead_id: None,
            coffee_seats: None,
        }
    }

    /// North with oak and elm, south with fir and ash.
    fn teams() -> Vec<Team> {
        vec![
            team(1, "north", None),
            team(2, "south", None),
            team(3, "oak", Some(1)),
            team(4, "elm", Some(1)),
            team(5, "fir", Some(2)),
            team(6, "ash", Some(2)),
        ]
    }

    fn target(a: &[u128], b: &[u128]) -> Target {
        let ids = |ids: &[u128]| ids.iter().map(|id| TeamId(Uuid::from_u128(*id))).collect();
        Target {
            id: TargetId(Uuid::from_u128(9)),
            name: "north meets south".to_owned(),
            share_percent: 25,
            from_on: "2026-04-20".parse().unwrap_or_default(),
            ends_on: "2026-12-31".parse().unwrap_or_default(),
            made_by: None,
            made_at: chrono::DateTime::UNIX_EPOCH,
            withdrawn_at: None,
            a: ids(a),
            b: ids(b),
        }
    }

    fn published(
        period: &str,
        level: Level,
        names: &[&str],
        cells: &[(u16, u16, Value)],
    ) -> Publication {
        let cell = |&(one, other, value): &(u16, u16, Value)| Cell {
            of: Of::Pair(one, other),
            quantity: Quantity::Ties,
            value,
        };
        let group = |name: &&str| Group { name: (*name).to_owned(), people: Some(9) };
        Publication {
            period: period.parse().expect("a quarter"),
            engine: 1,
            k: 5,
            tables: vec![Table {
                subject: Subject::Ties,
                dimension: Dimension::Unit,
                level,
                because: None,
                unfinished: false,
                groups: names.iter().map(group).collect(),
                cells: cells.iter().map(cell).collect(),
            }],
            measures: Vec::new(),
        }
    }

    const TEAMS: [&str; 4] = ["oak", "elm", "fir", "ash"];
    const HIDDEN: Value = Value::Hidden(Hidden::Protected);

    fn by_teams(period: &str, elm_and_ash: Value) -> Publication {
        let nobody = Value::Hidden(Hidden::Nobody);
        let cells = [
            (0, 1, Value::Shown(900)),
            (0, 2, Value::Shown(7)),
            (0, 3, Value::Shown(11)),
            (1, 2, nobody),
            (1, 3, elm_and_ash),
            (2, 2, Value::Shown(500)),
        ];
        published(period, Level::Team, &TEAMS, &cells)
    }

    #[test]
    fn published_cells_between_the_two_groups_add_up_before_and_now() {
        let all = [
            by_teams("2025-Q4", Value::Shown(2)),
            by_teams("2026-Q1", Value::Shown(5)),
            by_teams("2026-Q2", Value::Shown(20)),
            by_teams("2026-Q3", Value::Shown(40)),
        ];
        let said = |publications: &[Publication], target: &Target| {
            before_and_now(&course(publications, target, &teams()), target)
        };
        let both = said(&all, &target(&[1], &[2]));
        let quarter = |text: &str| text.parse::<Quarter>().expect("a quarter");
        assert_eq!(both.before, Some((quarter("2026-Q1"), Tally::Ties(23))));
        assert_eq!(both.now, Some((quarter("2026-Q3"), Tally::Ties(58))));
        // Fewer teams are fewer cells.
        let fewer = said(&all, &target(&[3], &[5, 6]));
        assert_eq!(fewer.now, Some((quarter("2026-Q3"), Tally::Ties(18))));
        assert_eq!(said(&all[2..], &target(&[1], &[2])).before, None);
        assert_eq!(said(&all[..2], &target(&[1], &[2])).now, None);
        // The order in which they come does not matter.
        let mut turned = all.clone();
        turned.reverse();
        assert_eq!(said(&turned, &target(&[1], &[2])), both);
        let ties: Vec<Tally> = course(&turned, &target(&[1], &[2]), &teams())
            .iter()
            .map(|(_, tally)| *tally)
            .collect();
        assert_eq!(ties, [20, 23, 38, 58].map(Tally::Ties));
    }

    #[test]
    fn one_withheld_cell_withholds_the_sum_and_a_coarser_table_says_nothing() {
        let now = |publication: Publication, a: &[u128], b: &[u128]| {
            let target = target(a, b);
            let course = course(&[publication], &target, &teams());
            before_and_now(&course, &target).now.map(|(_, tally)| tally)
        };
        let withheld = || by_teams("2026-Q2", HIDDEN);
        assert_eq!(now(withheld(), &[1], &[2]), Some(Tally::Protected));
        // What it would be made of is shown.
        assert_eq!(now(withheld(), &[3], &[2]), Some(Tally::Ties(18)));
        let cells = [(0, 1, Value::Shown(60))];
        let coarse = || published("2026-Q2", Level::Division, &["north", "south"], &cells);
        assert_eq!(now(coarse(), &[1], &[2]), Some(Tally::Ties(60)));
        assert_eq!(now(coarse(), &[3], &[2]), Some(Tally::Coarser));
        let whole = published("2026-Q2", Level::Whole, &[], &[]);
        assert_eq!(now(whole, &[1], &[2]), Some(Tally::Coarser));
        let missing = published("2026-Q2", Level::Team, &TEAMS, &[]);
        assert_eq!(now(missing, &[1], &[2]), Some(Tally::Protected));
    }
}
