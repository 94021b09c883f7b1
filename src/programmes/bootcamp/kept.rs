//! Which ranked rules a plan keeps, and which it bends: counted from its placements.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::bootcamp::{TeamOrder, TeamWindow};
use crate::domain::id::{PersonId, TeamId};
use crate::domain::person::PersonState;
use crate::store::cohort::Cohort;
use crate::store::hire::HireLine;
use crate::store::placement::Placement;

/// What a plan keeps of the ranked rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Of each team that everybody must visit: how many are asked to, and who does not.
    pub must: Vec<(TeamId, usize, Vec<PersonId>)>,
    /// Of each order of two teams: how many visit both, and who visits them the other way round.
    pub order: Vec<(TeamOrder, usize, Vec<PersonId>)>,
    /// Of each team's weeks: how many visit it, and who does so at another time.
    pub windows: Vec<(TeamWindow, usize, Vec<PersonId>)>,
    /// Hires who wished for a team.
    pub wished: usize,
    /// Of them, who visit the one they like best.
    pub first: usize,
    /// Of them, who visit any they like.
    pub any: usize,
    /// Hires without a stint.
    pub none: Vec<PersonId>,
    /// Hires with fewer stints than they could make, how many they have, and how many they could.
    pub fewer: Vec<(PersonId, usize, u32)>,
    /// The most weeks of guests that one team has.
    pub most: usize,
}

/// Counts what the placements that a plan leaves keep of a cohort's ranked rules. Who is away or has left is not counted.
pub fn kept<'a>(
    cohort: &Cohort,
    hires: &[HireLine],
    planned: impl Iterator<Item = &'a Placement>,
) -> Kept {
    let mut of: BTreeMap<PersonId, BTreeSet<TeamId>> = BTreeMap::new();
    let mut load: BTreeMap<TeamId, usize> = BTreeMap::new();
    let mut when: BTreeMap<PersonId, Vec<(TeamId, u32, u32)>> = BTreeMap::new();
    for row in planned {
        when.entry(row.person_id).or_default().push((row.team_id, row.slot, row.length));
        of.entry(row.person_id).or_default().insert(row.team_id);
        *load.entry(row.team_id).or_default() += row.length as usize;
    }
    let mut kept = Kept { most: load.values().copied().max().unwrap_or(0), ..Kept::default() };
    let rules = &cohort.rules;
    for one in &rules.order {
        let (mut both, mut wrong) = (0, Vec::new());
        for (person, stints) in &when {
            let start = |team| stints.iter().find(|(at, ..)| *at == team).map(|(_, slot, _)| *slot);
            let (Some(first), Some(then)) = (start(one.first), start(one.then)) else { continue };
            both += 1;
            if then < first {
                wrong.push(*person);
            }
        }
        kept.order.push((*one, both, wrong));
    }
    for one in &rules.windows {
        let visits = || {
            let all =
                when.iter().flat_map(|(person, all)| all.iter().map(move |one| (person, one)));
            all.filter(|(_, (team, ..))| *team == one.team)
        };
        let outside = visits().filter(|(_, (_, slot, length))| !one.holds(*slot, *length));
        kept.windows.push((*one, visits().count(), outside.map(|(person, _)| *person).collect()));
    }
    let nothing = BTreeSet::new();
    let active: Vec<&HireLine> =
        hires.iter().filter(|line| line.state == PersonState::Active).collect();
    for line in &active {
        let person = line.hire.person_id;
        let visited = of.get(&person).unwrap_or(&nothing);
        let wanted = line.hire.stints.unwrap_or(cohort.rules.stints);
        if visited.is_empty() && wanted > 0 {
            kept.none.push(person);
        } else if visited.len() < wanted as usize {
            kept.fewer.push((person, visited.len(), wanted));
        }
        if let Some(first) = line.hire.likes.first() {
            kept.wished += 1;
            kept.first += usize::from(visited.contains(first));
            kept.any += usize::from(line.hire.likes.iter().any(|team| visited.contains(team)));
        }
    }
    for team in &cohort.rules.must {
        let asked = active
            .iter()
            .filter(|line| line.home_team_id != *team && !line.hire.avoid.contains(team));
        let (mut all, mut missing) = (0, Vec::new());
        for line in asked {
            all += 1;
            if !of.get(&line.hire.person_id).unwrap_or(&nothing).contains(team) {
                missing.push(line.hire.person_id);
            }
        }
        kept.must.push((*team, all, missing));
    }
    kept
}
