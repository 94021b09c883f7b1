//! The two grids of a plan: people by weeks, and teams by weeks with their loads.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::id::{PersonId, PlacementId, TeamId};
use crate::programmes::placing::Proposal;
use crate::store::hire::HireLine;
use crate::store::placement::Placement;
use crate::text::Text;

/// A cell of the grid of people: a stint, or weeks without one.
pub(super) struct Cell {
    pub(super) span: u32,
    pub(super) stint: Option<Stint>,
}

/// A stint as the grids show it.
pub(super) struct Stint {
    pub(super) id: PlacementId,
    pub(super) label: String,
    /// `■` set by hand, `＋` new, `→` moved: with the words behind them.
    pub(super) marks: Vec<(&'static str, String)>,
}

/// Somebody's row.
pub(super) struct PersonRow {
    pub(super) id: PersonId,
    pub(super) name: String,
    pub(super) home: String,
    pub(super) cells: Vec<Cell>,
}

/// What a team has in one week.
#[derive(Default)]
pub(super) struct Load {
    pub(super) planned: usize,
    pub(super) places: usize,
    pub(super) words: String,
    /// Length of the bar's full part, of its hatched part, and of the whole.
    pub(super) bar: (usize, usize, usize),
    pub(super) guests: Vec<Stint>,
}

impl Load {
    pub(super) fn is_over(&self) -> bool {
        self.planned > self.places
    }

    pub(super) fn is_empty(&self) -> bool {
        self.planned == 0 && self.places == 0
    }
}

/// A team's row.
pub(super) struct TeamRow {
    pub(super) id: TeamId,
    pub(super) name: String,
    pub(super) loads: Vec<Load>,
}

/// What the grids are drawn from.
pub(super) struct Drawing<'a> {
    pub(super) text: Text,
    pub(super) proposal: &'a Proposal,
    pub(super) hires: &'a [HireLine],
    pub(super) weeks: u32,
    pub(super) names: &'a dyn Fn(TeamId) -> String,
    pub(super) places: &'a BTreeMap<TeamId, Vec<u32>>,
}

impl Drawing<'_> {
    fn marks(&self, row: &Placement) -> Vec<(&'static str, String)> {
        let of = |id: &'static str| self.text.of(id).to_string();
        let mut marks = Vec::new();
        if row.locked && row.state.is_proposal() {
            marks.push(("■", of("bootcamp-mark-locked")));
        }
        let real = self.proposal.placements.iter().any(|row| row.state.is_booked());
        if row.replaces_id.is_some() {
            marks.push(("→", of("bootcamp-mark-moved")));
        } else if row.state.is_proposal() && real {
            marks.push(("＋", of("bootcamp-mark-new")));
        }
        marks
    }

    fn stint(&self, row: &Placement, label: String) -> Stint {
        Stint { id: row.id, label, marks: self.marks(row) }
    }

    /// A row for each hire, in the order of names.
    pub(super) fn people(&self) -> Vec<PersonRow> {
        let mut of: BTreeMap<PersonId, Vec<&Placement>> = BTreeMap::new();
        for row in self.proposal.after() {
            of.entry(row.person_id).or_default().push(row);
        }
        self.hires
            .iter()
            .map(|line| {
                let id = line.hire.person_id;
                let mut rows = of.remove(&id).unwrap_or_default();
                rows.sort_by_key(|row| row.slot);
                PersonRow {
                    id,
                    name: line.name.clone(),
                    home: (self.names)(line.home_team_id),
                    cells: self.cells(&rows),
                }
            })
            .collect()
    }

    fn cells(&self, rows: &[&Placement]) -> Vec<Cell> {
        let mut cells = Vec::new();
        let mut at = 0;
        for row in rows {
            let from = row.slot.max(at).min(self.weeks);
            if from > at {
                cells.push(Cell { span: from - at, stint: None });
            }
            let end = row.slot.saturating_add(row.length).min(self.weeks);
            if end > from {
                let stint = self.stint(row, (self.names)(row.team_id));
                cells.push(Cell { span: end - from, stint: Some(stint) });
                at = end;
            }
        }
        if at < self.weeks {
            cells.push(Cell { span: self.weeks - at, stint: None });
        }
        cells
    }

    /// A row for each team of the plan; with `all` for each team that has places.
    pub(super) fn teams(&self, all: bool) -> Vec<TeamRow> {
        let mut of: BTreeMap<TeamId, Vec<&Placement>> = BTreeMap::new();
        for row in self.proposal.after() {
            of.entry(row.team_id).or_default().push(row);
        }
        let teams: BTreeSet<TeamId> = if all {
            of.keys().chain(self.places.keys()).copied().collect()
        } else {
            of.keys().copied().collect()
        };
        let mut rows: Vec<TeamRow> = teams
            .into_iter()
            .map(|id| TeamRow {
                id,
                name: (self.names)(id),
                loads: self.loads(id, of.get(&id).map_or(&[][..], Vec::as_slice)),
            })
            .collect();
        rows.sort_by(|a, b| a.name.cmp(&b.name));
        rows
    }

    fn loads(&self, team: TeamId, rows: &[&Placement]) -> Vec<Load> {
        let places = self.places.get(&team);
        let mut loads: Vec<Load> = (0..self.weeks as usize)
            .map(|week| Load {
                places: places.and_then(|weeks| weeks.get(week)).map_or(0, |n| *n as usize),
                ..Load::default()
            })
            .collect();
        for row in rows {
            let end = row.slot.saturating_add(row.length) as usize;
            for load in loads.iter_mut().take(end).skip(row.slot as usize) {
                load.planned += 1;
                let name = self.proposal.people.get(&row.person_id).cloned().unwrap_or_default();
                load.guests.push(self.stint(row, name));
            }
        }
        for load in &mut loads {
            let id = if load.is_over() { "bootcamp-load-over" } else { "bootcamp-load" };
            load.words =
                self.text.of(id).num("n", load.planned).num("places", load.places).to_string();
            let full = load.planned.min(load.places);
            load.bar = (full, load.planned - full, load.planned.max(load.places).max(1));
        }
        loads
    }
}
