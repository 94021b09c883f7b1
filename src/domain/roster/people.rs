//! What can only be seen when all rows are read: dates of one column, who manages whom, how teams hang together.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::columns::{Columns, Field};
use super::flaw::{Flaw, Flaws, Problem, shown};
use super::rows::{Draft, without_number};
use super::values::{DateOrder, Written};
use super::{Manager, RosterRow};
use crate::domain::person::searchable;

/// Settles the rows of a draft.
pub(super) fn finish(
    draft: Draft,
    columns: &Columns<Field>,
    order: DateOrder,
    flaws: &mut Flaws,
) -> Vec<RosterRow> {
    let Draft { mut rows, managers, dates, .. } = draft;
    let lines: Vec<u64> = rows.iter().map(|row| row.line).collect();
    let column = columns.name(Field::Start);
    let settled = settle_dates(&lines, &dates, column.as_deref(), order, flaws);
    for (row, date) in rows.iter_mut().zip(settled) {
        row.starts_on = date;
    }
    settle_managers(&mut rows, &managers, columns, flaws);
    check_cycles(&rows, columns, flaws);
    check_teams(&rows, columns, flaws);
    rows
}

/// Reads the dates of one column in one order; what cannot be settled is noted and left out.
pub(super) fn settle_dates(
    lines: &[u64],
    dates: &[Option<Written>],
    column: Option<&str>,
    order: DateOrder,
    flaws: &mut Flaws,
) -> Vec<Option<NaiveDate>> {
    let shows = |wanted: DateOrder| {
        lines
            .iter()
            .zip(dates)
            .find(|(_, date)| {
                date.as_ref().and_then(|written| written.date.order()) == Some(wanted)
            })
            .map(|(line, _)| *line)
    };
    let (day_first, month_first) = (shows(DateOrder::DayFirst), shows(DateOrder::MonthFirst));
    let order = match (order, day_first, month_first) {
        (DateOrder::Detect, Some(_), None) => DateOrder::DayFirst,
        (DateOrder::Detect, None, Some(_)) => DateOrder::MonthFirst,
        (given, _, _) => given,
    };
    let mut settled = Vec::with_capacity(dates.len());
    for (line, date) in lines.iter().zip(dates) {
        let Some(Written { date, text: found }) = date else {
            settled.push(None);
            continue;
        };
        let read = date.under(order);
        settled.push(read);
        if read.is_some() {
            continue;
        }
        let problem = match (order, day_first, month_first) {
            // Both orders stand in the column: each line names one that shows the other.
            (DateOrder::Detect, Some(day), Some(month)) => Problem::MixedDates {
                first: if date.order() == Some(DateOrder::DayFirst) { month } else { day },
            },
            (DateOrder::Detect, _, _) => {
                let text =
                    |order| date.under(order).map(|date| date.to_string()).unwrap_or_default();
                Problem::AmbiguousDate {
                    one: text(DateOrder::DayFirst),
                    other: text(DateOrder::MonthFirst),
                }
            }
            _ => Problem::BadDate,
        };
        flaws.push(Flaw {
            line: Some(*line),
            column: column.map(str::to_owned),
            found: Some(shown(found)),
            problem,
        });
    }
    settled
}

/// Who a name means: nobody yet, one row, or several.
enum Named {
    One(usize),
    Several,
}

fn settle_managers(
    rows: &mut [RosterRow],
    managers: &[String],
    columns: &Columns<Field>,
    flaws: &mut Flaws,
) {
    let mut by_email = HashMap::new();
    let mut by_id = HashMap::new();
    let mut by_name: HashMap<String, Named> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        by_email.entry(row.email.clone()).or_insert(at);
        if let Some(id) = &row.id {
            by_id.entry(id.to_lowercase()).or_insert(at);
        }
        by_name
            .entry(searchable(&row.name))
            .and_modify(|named| *named = Named::Several)
            .or_insert(Named::One(at));
    }
    let find = |cell: &str| -> Manager {
        let plain = cell.to_lowercase();
        if let Some(at) = by_email.get(&plain).or_else(|| by_id.get(&plain)) {
            return Manager::Row(*at);
        }
        // Workday: `Jane Doe (12345)`; BambooHR: `Doe, Jane`.
        let inside = cell.rsplit_once(" (").and_then(|(_, rest)| rest.strip_suffix(')'));
        if let Some(at) = inside.and_then(|id| by_id.get(&id.to_lowercase())) {
            return Manager::Row(*at);
        }
        let name = searchable(without_number(cell));
        let turned = name.split_once(", ").map(|(last, first)| format!("{first} {last}"));
        for name in [Some(name), turned].into_iter().flatten() {
            match by_name.get(&name) {
                Some(Named::One(at)) => return Manager::Row(*at),
                Some(Named::Several) => return Manager::Ambiguous(shown(cell)),
                None => {}
            }
        }
        Manager::Unknown(shown(cell))
    };
    let found: Vec<Manager> = managers
        .iter()
        .map(|cell| if cell.is_empty() { Manager::None } else { find(cell) })
        .collect();
    for (at, manager) in found.into_iter().enumerate() {
        if manager == Manager::Row(at) {
            flaws.push(Flaw {
                line: Some(rows[at].line),
                column: columns.name(Field::Manager),
                found: managers.get(at).map(|cell| shown(cell)),
                problem: Problem::OwnManager,
            });
        } else {
            rows[at].manager = manager;
        }
    }
}

/// Walks up from everybody once; a walk that meets itself is a circle.
fn check_cycles(rows: &[RosterRow], columns: &Columns<Field>, flaws: &mut Flaws) {
    let next = |at: usize| match rows[at].manager {
        Manager::Row(above) => Some(above),
        _ => None,
    };
    for circle in circles(rows.len(), next) {
        let first = circle.iter().copied().min_by_key(|at| rows[*at].line).unwrap_or_default();
        let turn = circle.iter().position(|at| *at == first).unwrap_or_default();
        let lines: Vec<String> = circle[turn..]
            .iter()
            .chain(&circle[..turn])
            .chain([&first])
            .map(|at| rows[*at].line.to_string())
            .collect();
        let lines = match lines.as_slice() {
            many if many.len() > 12 => {
                format!("{} → … → {first}", many[..10].join(" → "), first = many[0])
            }
            few => few.join(" → "),
        };
        flaws.push(Flaw {
            line: Some(rows[first].line),
            column: columns.name(Field::Manager),
            found: Some(shown(&rows[first].name)),
            problem: Problem::ManagerCycle { lines },
        });
    }
}

/// The circles of a graph in which everything points to at most one other thing. Cost: linear.
pub(super) fn circles(length: usize, next: impl Fn(usize) -> Option<usize>) -> Vec<Vec<usize>> {
    let mut walked: Vec<usize> = vec![0; length];
    let mut circles = Vec::new();
    for start in 0..length {
        let walk = start + 1;
        let mut at = Some(start);
        while let Some(here) = at.filter(|here| walked[*here] == 0) {
            walked[here] = walk;
            at = next(here);
        }
        if let Some(entry) = at.filter(|here| walked[*here] == walk) {
            let mut circle = vec![entry];
            let mut here = next(entry);
            while let Some(member) = here.filter(|member| *member != entry) {
                circle.push(member);
                here = next(member);
            }
            circles.push(circle);
        }
    }
    circles
}

fn check_teams(rows: &[RosterRow], columns: &Columns<Field>, flaws: &mut Flaws) {
    let mut names: Vec<&str> = Vec::new();
    let mut index: HashMap<String, usize> = HashMap::new();
    let mut parents: HashMap<usize, (u64, &str)> = HashMap::new();
    let mut leads: HashMap<usize, u64> = HashMap::new();
    for row in rows.iter().filter(|row| !row.team.is_empty()) {
        let at = *index.entry(searchable(&row.team)).or_insert_with(|| {
            names.push(&row.team);
            names.len() - 1
        });
        if let Some(parent) = row.parent.as_deref() {
            let (first, known) = *parents.entry(at).or_insert((row.line, parent));
            if searchable(known) != searchable(parent) {
                flaws.push(Flaw {
                    line: Some(row.line),
                    column: columns.name(Field::Parent).or_else(|| columns.name(Field::Team)),
                    found: Some(shown(parent)),
                    problem: Problem::TwoParents {
                        team: shown(&row.team),
                        first,
                        parent: shown(known),
                    },
                });
            }
        }
        if row.lead
            && let Some(first) = leads.insert(at, row.line)
        {
            flaws.push(Flaw {
                line: Some(row.line),
                column: columns.name(Field::Lead),
                found: Some(shown(&row.name)),
                problem: Problem::TwoLeads { team: shown(&row.team), first },
            });
        }
    }
    let above = |at: usize| {
        let (_, parent) = parents.get(&at)?;
        index.get(&searchable(parent)).copied()
    };
    for circle in circles(names.len(), above) {
        let line = circle.iter().filter_map(|at| parents.get(at)).map(|(line, _)| *line).min();
        let teams: Vec<String> =
            circle.iter().chain(circle.first()).take(12).map(|at| shown(names[*at])).collect();
        flaws.push(Flaw {
            line,
            column: columns.name(Field::Parent).or_else(|| columns.name(Field::Team)),
            found: None,
            problem: Problem::TeamCycle { teams: teams.join(" → ") },
        });
    }
}
