//! Teams by the names that people write.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::domain::id::TeamId;
use crate::domain::person::searchable;
use crate::domain::team::Team;

/// Teams by name, as people write them.
#[derive(Clone, Debug, Default)]
pub struct TeamNames {
    by_key: HashMap<String, TeamId>,
    names: BTreeMap<TeamId, String>,
}

impl TeamNames {
    /// The names of these teams.
    pub fn new(teams: &[Team]) -> Self {
        Self {
            by_key: teams.iter().rev().map(|team| (searchable(&team.name), team.id)).collect(),
            names: teams.iter().map(|team| (team.id, team.name.clone())).collect(),
        }
    }

    /// The team of this name: upper and lower case, accents and blanks do not count.
    pub fn find(&self, name: &str) -> Option<TeamId> {
        self.by_key.get(&searchable(name)).copied()
    }

    /// A team's name; empty when there is no such team.
    pub fn name(&self, team: TeamId) -> &str {
        self.names.get(&team).map_or("", String::as_str)
    }

    /// Names, one a line, as a form shows a list of teams.
    pub fn lines(&self, teams: &[TeamId]) -> String {
        teams.iter().map(|team| self.name(*team)).collect::<Vec<_>>().join("\n")
    }

    /// Names in a row.
    pub fn listed(&self, teams: &[TeamId]) -> Vec<&str> {
        teams.iter().map(|team| self.name(*team)).collect()
    }

    /// The team whose name has the most pairs of letters in common, when it is more than half of them.
    pub fn nearest(&self, typed: &str) -> Option<String> {
        let wanted = pairs(&searchable(typed));
        let alike = |name: &str| {
            let its = pairs(&searchable(name));
            let common = wanted.intersection(&its).count();
            // Dice's coefficient, in thousandths.
            2000 * common / (wanted.len() + its.len()).max(1)
        };
        self.names
            .values()
            .map(|name| (alike(name), name))
            .max_by(|(a, one), (b, other)| a.cmp(b).then_with(|| other.cmp(one)))
            .filter(|(alike, _)| *alike > 500)
            .map(|(_, name)| name.clone())
    }
}

fn pairs(key: &str) -> BTreeSet<(char, char)> {
    key.chars().zip(key.chars().skip(1)).collect()
}
