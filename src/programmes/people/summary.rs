//! What a roster file would change, in numbers and by name, as it is shown and kept.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::person::PersonState;
use crate::domain::roster::columns::Field;
use crate::domain::roster::decode::Encoding;
use crate::domain::roster::diff::{Fate, FieldChange, Outcome, Present, UnknownWhy};
use crate::domain::roster::odd::OddReason;
use crate::domain::roster::{Manager, RosterFile, RosterRow};

/// The most people that a preview lists by name in each of its parts; all are counted.
pub const NAMED: usize = 500;

/// What a roster file would change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterSummary {
    /// How the file writes its characters.
    pub encoding: Option<Encoding>,
    /// What stands between its cells.
    pub separator: Option<char>,
    /// The column that each field reads.
    pub columns: Vec<(Field, String)>,
    /// Columns that nothing reads.
    pub unused: Vec<String>,
    /// The numbers.
    pub counts: Counts,
    /// Who is new.
    pub new: Vec<Named>,
    /// Who changes, and how.
    pub changed: Vec<Changed>,
    /// Who comes back.
    pub back: Vec<Changed>,
    /// Who leaves.
    pub leaving: Vec<Named>,
    /// Accounts that are held.
    pub held: Vec<HeldRow>,
    /// Managers who are not known.
    pub unknown: Vec<UnknownRow>,
    /// Teams that are new.
    pub new_teams: Vec<String>,
    /// A digest of everything the file would do: the preview is stale when it differs.
    pub digest: String,
}

/// The numbers of a preview.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Rows of the file.
    pub rows: usize,
    /// On the roster before: active and away.
    pub before: usize,
    /// On the roster afterwards.
    pub after: usize,
    /// New.
    pub new: usize,
    /// Changed.
    pub changed: usize,
    /// Coming back.
    pub back: usize,
    /// Leaving.
    pub leaving: usize,
    /// Unchanged.
    pub same: usize,
    /// Held.
    pub held: usize,
    /// Ignored, as an admin said before.
    pub ignored: usize,
    /// Rows that say somebody has left.
    pub left: usize,
    /// Managers' cells that lead to nobody.
    pub unknown: usize,
    /// Rows with a manager's cell.
    pub managed: usize,
    /// New teams.
    pub new_teams: usize,
}

impl Counts {
    /// Does the file change nothing at all? Held accounts are no change.
    pub fn nothing(&self) -> bool {
        self.new + self.changed + self.back + self.leaving + self.new_teams == 0
    }

    /// What must be confirmed by itself.
    pub fn cautions(&self) -> Vec<Caution> {
        let mut cautions = Vec::new();
        if self.leaving * 5 > self.before {
            cautions.push(Caution::Leaving { people: self.leaving, of: self.before });
        }
        if self.unknown * 5 > self.managed {
            cautions.push(Caution::UnknownManagers { people: self.unknown, of: self.managed });
        }
        cautions
    }
}

/// Something that must be confirmed by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caution {
    /// More than 20 % of the people would leave.
    Leaving {
        /// How many would.
        people: usize,
        /// Of how many on the roster.
        of: usize,
    },
    /// More than 20 % of the managers' cells lead to nobody: most likely the wrong column is read.
    UnknownManagers {
        /// How many cells do.
        people: usize,
        /// Of how many.
        of: usize,
    },
}

/// Somebody in a preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The line, when the file has one.
    pub line: Option<u64>,
    /// As the person is called.
    pub name: String,
    /// Address.
    pub email: String,
    /// The home team.
    pub team: String,
}

/// Somebody who changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// Who.
    pub who: Named,
    /// Field by field.
    pub changes: Vec<FieldChange>,
}

/// An account that is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldRow {
    /// Who it says it is.
    pub who: Named,
    /// Why it is held.
    pub reason: OddReason,
}

/// Somebody whose manager is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnknownRow {
    /// Who.
    pub who: Named,
    /// The manager's cell.
    pub found: String,
    /// Why it leads to nobody.
    pub why: UnknownWhy,
}

/// The summary of a comparison.
pub(super) fn summarise(file: &RosterFile, present: &Present, outcome: &Outcome) -> RosterSummary {
    let used: Vec<usize> = file.columns.fields.values().copied().collect();
    let header = |at: &usize| file.columns.headers.get(*at).cloned().unwrap_or_default();
    let mut summary = RosterSummary {
        encoding: Some(file.encoding),
        separator: Some(file.separator),
        columns: file.columns.fields.iter().map(|(field, at)| (*field, header(at))).collect(),
        unused: (0..file.columns.headers.len())
            .filter(|at| !used.contains(at))
            .map(|at| header(&at))
            .filter(|name| !name.is_empty())
            .take(100)
            .collect(),
        digest: digest(file, present, outcome),
        ..RosterSummary::default()
    };
    let mut counts = Counts {
        rows: file.rows.len(),
        before: present
            .people
            .iter()
            .filter(|known| known.person.state != PersonState::Left)
            .count(),
        leaving: outcome.leaving.len(),
        unknown: outcome.unknown.len(),
        managed: file.rows.iter().filter(|row| row.manager != Manager::None).count(),
        ..Counts::default()
    };
    for (row, (fate, _)) in file.rows.iter().zip(&outcome.rows) {
        match fate {
            Fate::Same => counts.same += 1,
            Fate::Ignored => counts.ignored += 1,
            Fate::Left => counts.left += 1,
            Fate::New => {
                counts.new += 1;
                push(&mut summary.new, || named(row));
            }
            Fate::Changed(changes) => {
                counts.changed += 1;
                push(&mut summary.changed, || Changed {
                    who: named(row),
                    changes: changes.clone(),
                });
            }
            Fate::Back(changes) => {
                counts.back += 1;
                push(&mut summary.back, || Changed { who: named(row), changes: changes.clone() });
            }
            Fate::Held(reason) => {
                counts.held += 1;
                push(&mut summary.held, || HeldRow { who: named(row), reason: *reason });
            }
        }
    }
    counts.after = counts.before + counts.new + counts.back - counts.leaving;
    for unknown in outcome.unknown.iter().take(NAMED) {
        summary.unknown.push(UnknownRow {
            who: named(&file.rows[unknown.row]),
            found: unknown.found.clone(),
            why: unknown.why,
        });
    }
    let mut leaving: Vec<Named> = outcome
        .leaving
        .iter()
        .map(|at| {
            let person = &present.people[*at].person;
            let team = present.teams.iter().find(|team| team.id == person.team_id);
            Named {
                line: None,
                name: person.name.clone(),
                email: person.email.clone(),
                team: team.map(|team| team.name.clone()).unwrap_or_default(),
            }
        })
        .collect();
    leaving.sort_by(|one, other| one.name.cmp(&other.name));
    leaving.truncate(NAMED);
    summary.leaving = leaving;
    let new_teams: Vec<&str> = outcome
        .teams
        .iter()
        .filter(|team| team.known.is_none())
        .map(|team| team.name.as_str())
        .collect();
    counts.new_teams = new_teams.len();
    summary.new_teams = new_teams.into_iter().take(NAMED).map(str::to_owned).collect();
    summary.new_teams.sort();
    summary.counts = counts;
    summary
}

fn push<T>(list: &mut Vec<T>, item: impl FnOnce() -> T) {
    if list.len() < NAMED {
        list.push(item());
    }
}

fn named(row: &RosterRow) -> Named {
    Named {
        line: Some(row.line),
        name: row.name.clone(),
        email: row.email.clone(),
        team: row.team.clone(),
    }
}

/// Everything the file would do, by ids rather than places, so that only what matters makes a preview stale.
fn digest(file: &RosterFile, present: &Present, outcome: &Outcome) -> String {
    use std::fmt::Write as _;
    let mut hash = Sha256::new();
    let mut line = String::new();
    for ((row, (fate, who)), above) in file.rows.iter().zip(&outcome.rows).zip(&outcome.above) {
        line.clear();
        let who = who.map(|at| present.people[at].person.id);
        // Writing to a String cannot fail.
        let _ = writeln!(line, "{} {who:?} {fate:?} {above:?}", row.line);
        hash.update(&line);
    }
    for at in &outcome.leaving {
        hash.update(present.people[*at].person.id.to_string());
    }
    hash.update(format!("{:?} {:?}", outcome.teams, outcome.unknown));
    STANDARD.encode(hash.finalize())
}
