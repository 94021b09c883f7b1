//! From the cells of a row to somebody: addresses, names, teams.

use std::collections::HashMap;

use super::columns::{self, Field, as_u64};
use super::flaw::Problem;
use super::values::{self, Written};
use super::{Cells, Manager, RosterRow};
use crate::domain::person::searchable;

/// Rows under way: what can only be settled when all are read stands beside them.
#[derive(Default)]
pub(super) struct Draft {
    pub rows: Vec<RosterRow>,
    pub managers: Vec<String>,
    pub dates: Vec<Option<Written>>,
    by_email: HashMap<String, u64>,
    by_id: HashMap<String, u64>,
}

impl Draft {
    /// Takes one more row; notes what is wrong with its cells.
    pub fn take(&mut self, mut cells: Cells<'_, '_, Field>) {
        let line = cells.record.line;
        let id = Some(cells.text(Field::Id, 100)).filter(|id| !id.is_empty());
        if let Some(id) = &id
            && let Some(first) = first_line(&mut self.by_id, id, line)
        {
            cells.wrong(Field::Id, Problem::DuplicateId { first });
        }
        let email = address(&mut cells);
        if !email.is_empty()
            && let Some(first) = first_line(&mut self.by_email, &email, line)
        {
            cells.wrong(Field::Email, Problem::DuplicateEmail { first });
        }
        let mut name = cells.text(Field::Name, 200);
        if name.is_empty() {
            let first = cells.text(Field::First, 100);
            let last = cells.text(Field::Last, 100);
            name = columns::tidy(&format!("{first} {last}"));
        }
        let (team, parent) = team(&mut cells);
        let manager = cells.text(Field::Manager, 254);
        let starts = cells.value(Field::Start, Written::read);
        let mut group =
            |field| Some(cells.text(field, 120)).filter(|text: &String| !text.is_empty());
        let (site, function, seniority) =
            (group(Field::Site), group(Field::Function), group(Field::Seniority));
        let row = RosterRow {
            line,
            id,
            email,
            name: without_number(&name).to_owned(),
            team,
            parent,
            manager: Manager::None,
            site,
            function,
            seniority,
            zone: cells.value(Field::Zone, values::zone),
            starts_on: None,
            language: cells.value(Field::Language, values::language),
            state: cells.value(Field::State, values::state),
            lead: cells.value(Field::Lead, values::yes_no).unwrap_or(false),
        };
        self.rows.push(row);
        self.managers.push(manager);
        self.dates.push(starts);
    }
}

/// The line that had the key first, if any did; keys are compared without case.
fn first_line(lines: &mut HashMap<String, u64>, key: &str, line: u64) -> Option<u64> {
    use std::collections::hash_map::Entry;
    match lines.entry(key.to_lowercase()) {
        Entry::Occupied(entry) => Some(*entry.get()),
        Entry::Vacant(entry) => {
            entry.insert(line);
            None
        }
    }
}

fn address(cells: &mut Cells<'_, '_, Field>) -> String {
    let before = cells.flaws.total;
    let text = cells.text(Field::Email, 254);
    if text.is_empty() {
        if cells.flaws.total == before {
            cells.wrong(Field::Email, Problem::Empty { field: Field::Email.as_str().to_owned() });
        }
        return text;
    }
    values::email(&text).unwrap_or_else(|problem| {
        cells.wrong(Field::Email, problem);
        String::new()
    })
}

/// The home team and the one above it. A path such as `/Engineering/Search`, which Google exports, names both.
fn team(cells: &mut Cells<'_, '_, Field>) -> (String, Option<String>) {
    let before = cells.flaws.total;
    let mut team = cells.text(Field::Team, 400);
    let mut parent = cells.text(Field::Parent, 400);
    if team.starts_with('/') {
        let path = team.clone();
        let mut parts = path.rsplit('/').map(str::trim).filter(|part| !part.is_empty());
        parts.next().unwrap_or_default().clone_into(&mut team);
        if parent.is_empty() {
            parts.next().unwrap_or_default().clone_into(&mut parent);
        }
    }
    let workday = cells
        .columns
        .name(Field::Team)
        .is_some_and(|name| columns::header_key(&name) == "supervisoryorganization");
    if workday {
        // Workday writes the head into the organisation's name: `Search (Jane Doe)`.
        team.truncate(without_brackets(&team, |_| true).len());
    }
    if team.is_empty() {
        team = std::mem::take(&mut parent);
    }
    if searchable(&team) == searchable(&parent) {
        parent.clear();
    }
    let field = if cells.columns.of(Field::Team).is_some() { Field::Team } else { Field::Parent };
    for text in [&team, &parent] {
        let length = text.chars().count();
        if length > 120 {
            cells.wrong(field, Problem::CellTooLong { length: as_u64(length), limit: 120 });
        }
    }
    if team.is_empty() && cells.flaws.total == before {
        cells.wrong(field, Problem::Empty { field: Field::Team.as_str().to_owned() });
    }
    (team, Some(parent).filter(|parent| !parent.is_empty()))
}

/// Without a last part in brackets, when `drop` says so of what stands in them.
fn without_brackets(text: &str, drop: impl Fn(&str) -> bool) -> &str {
    match text.rsplit_once(" (") {
        Some((before, rest)) if !before.is_empty() => {
            if rest.strip_suffix(')').is_some_and(drop) {
                before
            } else {
                text
            }
        }
        _ => text,
    }
}

/// Workday writes `Jane Doe (12345) (On Leave)`.
pub(super) fn without_number(name: &str) -> &str {
    let mut rest = name;
    loop {
        let shorter = without_brackets(rest, |inside| {
            inside.chars().all(|letter| letter.is_ascii_digit())
                || matches!(searchable(inside).as_str(), "on leave" | "terminated")
        });
        if shorter.len() == rest.len() {
            return rest;
        }
        rest = shorter;
    }
}
