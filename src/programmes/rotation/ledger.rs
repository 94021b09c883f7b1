//! What a team gave and got by rotations: weeks lent and weeks hosted, by quarter.

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::domain::capacity::Use;
use crate::domain::id::TeamId;
use crate::store::rotation_ledger::RotationWeek;

/// Weeks given and got.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weeks {
    /// Weeks of own people with other teams.
    pub lent: u32,
    /// Weeks of guests.
    pub hosted: u32,
}

impl Weeks {
    fn add(&mut self, week: &RotationWeek) {
        match week.what {
            Use::Lend => self.lent += week.people,
            Use::Rotation => self.hosted += week.people,
            Use::Coffee | Use::Bootcamp => {}
        }
    }
}

/// By year and quarter (1 to 4), in order. A week counts in the quarter of its Thursday, as ISO years do.
pub fn by_quarter(weeks: &[RotationWeek]) -> Vec<((i32, u32), Weeks)> {
    let mut quarters: BTreeMap<(i32, u32), Weeks> = BTreeMap::new();
    for week in weeks {
        let thursday = week.week.friday().pred_opt().unwrap_or(week.week.monday());
        quarters.entry((thursday.year(), thursday.month0() / 3 + 1)).or_default().add(week);
    }
    quarters.into_iter().collect()
}

/// By team.
pub fn by_team(weeks: &[RotationWeek]) -> BTreeMap<TeamId, Weeks> {
    let mut teams: BTreeMap<TeamId, Weeks> = BTreeMap::new();
    for week in weeks {
        teams.entry(week.team_id).or_default().add(week);
    }
    teams
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use uuid::Uuid;

    use super::*;
    use crate::domain::week::Week;

    fn week(team: u128, year: i32, month: u32, day: u32, what: Use, people: u32) -> RotationWeek {
        let day = NaiveDate::from_ymd_opt(year, month, day).expect("date");
        RotationWeek { team_id: TeamId(Uuid::from_u128(team)), week: Week::of(day), what, people }
    }

    #[test]
    fn a_week_counts_in_the_quarter_of_its_thursday() {
        let weeks = [
            week(1, 2026, 12, 28, Use::Lend, 1),
            week(1, 2027, 1, 4, Use::Rotation, 2),
            week(1, 2026, 3, 30, Use::Lend, 1),
        ];
        let lent = |n| Weeks { lent: n, hosted: 0 };
        assert_eq!(
            by_quarter(&weeks),
            [((2026, 2), lent(1)), ((2026, 4), lent(1)), ((2027, 1), Weeks { lent: 0, hosted: 2 })]
        );
    }

    #[test]
    fn teams_are_counted_apart() {
        let weeks = [week(1, 2026, 5, 4, Use::Lend, 1), week(2, 2026, 5, 4, Use::Rotation, 1)];
        let teams = by_team(&weeks);
        assert_eq!(teams[&TeamId(Uuid::from_u128(1))], Weeks { lent: 1, hosted: 0 });
        assert_eq!(teams[&TeamId(Uuid::from_u128(2))], Weeks { lent: 0, hosted: 1 });
    }
}
