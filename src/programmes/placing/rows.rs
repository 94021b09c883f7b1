//! From a plan to rows: what is new, what moves, what ends, and what stays untouched. Pure.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use crate::domain::id::{PersonId, PlacementId, RunId, TeamId};
use crate::domain::placement::{PlacementState, Subject};
use crate::domain::rotation::Period;
use crate::domain::week::Week;
use crate::store::capacity::Host;
use crate::store::placement::Placement;

/// A placement as a plan has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Planned {
    pub person: PersonId,
    pub team: TeamId,
    pub home: TeamId,
    pub slot: u32,
    pub length: u32,
}

impl Planned {
    fn is(&self, row: &Placement) -> bool {
        (self.person, self.team, self.slot, self.length)
            == (row.person_id, row.team_id, row.slot, row.length)
    }
}

/// What has to be written so that the rows say what the plan says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rows {
    /// New proposals.
    pub add: Vec<Placement>,
    /// Rows that are written anew, with what they were.
    pub set: Vec<(Placement, DateTime<Utc>)>,
    /// Proposals of an earlier plan that this one does not have.
    pub remove: Vec<PlacementId>,
}

/// The first week of a slot, and the week after the last of those that a placement takes.
pub(super) fn weeks(slots: &[Period], slot: u32, length: u32) -> Option<(Week, Week)> {
    let first = slots.get(slot as usize)?;
    let last = slots.get((slot + length.max(1) - 1) as usize)?;
    Some((first.from_on, last.to_on))
}

/// Compares a plan with what is there.
///
/// A real placement that the plan has is not touched. One that it does not have moves into a new one of the same person,
/// the same team first; what is left over ends with the release. Proposals that the plan keeps stay, with their ids, locks
/// and what both sides said of them.
pub(super) fn compare(
    there: &[Placement],
    planned: &[Planned],
    slots: &[Period],
    (subject, run, now): (Subject, RunId, DateTime<Utc>),
    mut next_id: impl FnMut() -> PlacementId,
) -> Rows {
    let mut rows = Rows::default();
    let mut fresh: Vec<Planned> = Vec::new();
    let mut kept: BTreeSet<PlacementId> = BTreeSet::new();
    for one in planned {
        let same = there.iter().find(|row| {
            one.is(row)
                && !kept.contains(&row.id)
                && (row.state.is_booked() || row.state.is_proposal())
        });
        match same {
            Some(row) => {
                kept.insert(row.id);
            }
            None => fresh.push(*one),
        }
    }
    let mut leaving: BTreeMap<PersonId, Vec<&Placement>> = BTreeMap::new();
    for row in there.iter().filter(|row| !kept.contains(&row.id)) {
        match row.state {
            PlacementState::Confirmed => leaving.entry(row.person_id).or_default().push(row),
            state if state.is_proposal() => rows.remove.push(row.id),
            _ => {}
        }
    }
    let written = |row: &Placement, change: &dyn Fn(&mut Placement)| {
        let mut anew = row.clone();
        change(&mut anew);
        if anew == *row {
            return None;
        }
        anew.changed_at = now;
        Some((anew, row.changed_at))
    };
    for row in there.iter().filter(|row| kept.contains(&row.id)) {
        let anew = if row.state.is_proposal() {
            written(row, &|row| row.run_id = run)
        } else {
            written(row, &|row| row.leaves_run_id = None)
        };
        rows.set.extend(anew);
    }
    // Same team first, so that one event moves instead of one going and one coming.
    fresh.sort_by_key(|one| {
        let same = leaving
            .get(&one.person)
            .is_some_and(|all| all.iter().any(|row| row.team_id == one.team));
        (!same, *one)
    });
    for one in fresh {
        let Some((from_on, to_on)) = weeks(slots, one.slot, one.length) else { continue };
        let replaced = leaving.get_mut(&one.person).and_then(|all| {
            let at = all.iter().position(|row| row.team_id == one.team);
            (!all.is_empty()).then(|| all.remove(at.unwrap_or(0)))
        });
        rows.add.push(Placement {
            id: next_id(),
            run_id: run,
            subject,
            person_id: one.person,
            team_id: one.team,
            home_team_id: one.home,
            host_id: None,
            slot: one.slot,
            length: one.length,
            from_on,
            to_on,
            state: PlacementState::Proposed,
            reason: None,
            locked: false,
            host_said_at: None,
            home_said_at: None,
            replaces_id: replaced.map(|row| row.id),
            leaves_run_id: None,
            sequence: 0,
            released_at: None,
            created_at: now,
            changed_at: now,
        });
        if let Some(row) = replaced {
            rows.set.extend(written(row, &|row| row.leaves_run_id = None));
        }
    }
    for row in leaving.into_values().flatten() {
        rows.set.extend(written(row, &|row| row.leaves_run_id = Some(run)));
    }
    rows
}

/// Chooses a host for each new placement: of the team's hosts who are free all the time the one with the fewest guests so
/// far; without hosts the team's lead. Nobody hosts themself.
pub(super) fn choose_hosts(
    new: &mut [Placement],
    there: &[Placement],
    hosts: &[Host],
    leads: &BTreeMap<TeamId, PersonId>,
) {
    let mut guests: Vec<(PersonId, Week, Week)> = there
        .iter()
        .filter(|row| row.state.is_booked() || row.state.is_proposal())
        .filter_map(|row| Some((row.host_id?, row.from_on, row.to_on)))
        .collect();
    new.sort_by_key(|row| (row.from_on, row.team_id, row.id));
    for row in new {
        let at_once = |host: PersonId| {
            row.from_on
                .run(u32::try_from(row.from_on.until(row.to_on)).unwrap_or(1))
                .map(|week| {
                    guests
                        .iter()
                        .filter(|(who, from, to)| *who == host && *from <= week && week < *to)
                        .count()
                })
                .max()
                .unwrap_or(0)
        };
        let named = hosts
            .iter()
            .filter(|host| host.team_id == row.team_id && host.person_id != row.person_id)
            .filter(|host| at_once(host.person_id) < host.most_at_once as usize)
            .min_by_key(|host| {
                (guests.iter().filter(|(who, ..)| *who == host.person_id).count(), host.person_id)
            })
            .map(|host| host.person_id);
        let lead = leads.get(&row.team_id).copied().filter(|lead| *lead != row.person_id);
        row.host_id = named.or(lead);
        if let Some(host) = row.host_id {
            guests.push((host, row.from_on, row.to_on));
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use uuid::Uuid;

    use super::*;
    use crate::domain::id::CohortId;

    fn id<T: From<Uuid>>(n: u128) -> T {
        T::from(Uuid::from_u128(n))
    }

    fn monday() -> Week {
        Week::of(NaiveDate::from_ymd_opt(2026, 11, 23).expect("date"))
    }

    fn slots() -> Vec<Period> {
        monday().run(8).map(|week| Period { from_on: week, to_on: week.plus(1) }).collect()
    }

    fn at(hour: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(hour * 3600, 0).expect("instant")
    }

    fn planned(person: u128, team: u128, slot: u32) -> Planned {
        Planned { person: id(person), team: id(team), home: id(99), slot, length: 1 }
    }

    fn run_of(there: &[Placement], plan: &[Planned], hour: i64) -> Rows {
        let mut n = 1000 * u128::try_from(hour).expect("hour");
        let subject = Subject::Cohort(id::<CohortId>(1));
        let run = id(u128::try_from(hour).expect("hour"));
        compare(there, plan, &slots(), (subject, run, at(hour)), || {
            n += 1;
            id(n)
        })
    }

    /// What a plan leaves, all of it released.
    fn released(plan: &[Planned]) -> Vec<Placement> {
        let mut rows = run_of(&[], plan, 1).add;
        for row in &mut rows {
            row.state = PlacementState::Confirmed;
            row.released_at = Some(at(1));
        }
        rows
    }

    #[test]
    fn the_same_plan_again_touches_nothing() {
        let plan = [planned(1, 10, 0), planned(2, 10, 1), planned(2, 11, 0)];
        let there = released(&plan);
        assert_eq!(run_of(&there, &plan, 2), Rows::default());
    }

    #[test]
    fn a_move_replaces_and_the_rest_stays() {
        let there = released(&[planned(1, 10, 0), planned(1, 11, 1), planned(2, 10, 1)]);
        let rows = run_of(&there, &[planned(1, 11, 2), planned(1, 10, 0), planned(2, 10, 1)], 2);
        assert_eq!(rows.add.len(), 1);
        let moved = there.iter().find(|row| row.team_id == id(11)).expect("there");
        assert_eq!(rows.add[0].replaces_id, Some(moved.id));
        assert_eq!((rows.set, rows.remove), (Vec::new(), Vec::new()));
    }

    #[test]
    fn what_the_plan_does_not_have_ends_and_a_second_thought_takes_that_back() {
        let there = released(&[planned(1, 10, 0), planned(2, 10, 1)]);
        let rows = run_of(&there, &[planned(1, 10, 0)], 2);
        assert_eq!(rows.set.len(), 1);
        let (leaving, before) = rows.set[0].clone();
        assert_eq!((leaving.person_id, leaving.leaves_run_id), (id(2), Some(id(2))));
        assert_eq!(before, at(1));
        let mut after = there.clone();
        *after.iter_mut().find(|row| row.id == leaving.id).expect("row") = leaving.clone();
        let rows = run_of(&after, &[planned(1, 10, 0), planned(2, 10, 1)], 3);
        assert_eq!(rows.set.len(), 1);
        assert_eq!(rows.set[0].0.leaves_run_id, None);
    }

    #[test]
    fn proposals_keep_their_ids_and_locks_and_others_go() {
        let mut there = run_of(&[], &[planned(1, 10, 0), planned(2, 11, 1)], 1).add;
        there[0].locked = true;
        let rows = run_of(&there, &[planned(1, 10, 0), planned(2, 12, 1)], 2);
        assert_eq!(rows.remove, [there[1].id]);
        assert_eq!(rows.set.len(), 1);
        assert!(rows.set[0].0.locked && rows.set[0].0.run_id == id(2));
        assert_eq!(rows.add.len(), 1);
        assert_eq!(rows.add[0].replaces_id, None);
    }

    #[test]
    fn hosts_take_turns_within_their_limits() {
        let mut new =
            run_of(&[], &[planned(1, 10, 0), planned(2, 10, 0), planned(3, 10, 0)], 1).add;
        let host = |person: u128| Host { team_id: id(10), person_id: id(person), most_at_once: 1 };
        let leads = BTreeMap::from([(id(10), id(77))]);
        choose_hosts(&mut new, &[], &[host(50), host(51)], &leads);
        let mut chosen: Vec<_> = new.iter().filter_map(|row| row.host_id).collect();
        chosen.sort_unstable();
        assert_eq!(chosen, [id(50), id(51), id(77)], "the third falls to the lead");
    }
}
