//! The matrix of ties between groups, and the table of groups beside the map.

use crate::graph::disclose::Publication;
use crate::graph::disclose::publication::{Dimension, Of, Quantity, Subject};
use crate::text::Text;

use super::figures::{Cells, Figure, quarter};

/// Groups in the matrix at most on one page; more columns nobody can read.
pub const MOST_COLUMNS: usize = 120;

/// The matrix.
#[derive(Clone, Debug, Default)]
pub struct Matrix {
    /// Numbers of the columns, with the group's name.
    pub heads: Vec<(usize, String)>,
    /// One row for each group.
    pub rows: Vec<MatrixRow>,
}

/// A group's ties to every group.
#[derive(Clone, Debug)]
pub struct MatrixRow {
    /// Its number, as in the heads.
    pub number: usize,
    /// Its name.
    pub name: String,
    /// The figures; of the diagonal: ties inside the group.
    pub cells: Vec<MatrixCell>,
}

/// A figure of the matrix.
#[derive(Clone, Debug)]
pub struct MatrixCell {
    /// What it says.
    pub figure: Figure,
    /// Shade 0 to 4, by its share of the largest; beside the figure, never in its place.
    pub shade: usize,
    /// Inside the group.
    pub inside: bool,
}

/// A row of the table of groups.
#[derive(Clone, Debug)]
pub struct GroupRow {
    /// Address on the page.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many people.
    pub people: String,
    /// Ties that touch it.
    pub ties: Figure,
    /// Ties inside it.
    pub inside: Figure,
    /// The groups it has the most ties with, as far as they are shown.
    pub most_with: String,
    /// Its ties by quarter, oldest first, when at least two are shown.
    pub trend: Option<Trend>,
}

/// A small line of one figure over quarters.
#[derive(Clone, Debug)]
pub struct Trend {
    /// `x,y x,y …` in a box of 96 × 20.
    pub points: String,
    /// In words: quarter and figure of each.
    pub words: String,
}

/// The matrix of the publication; empty when it has none or too many groups.
pub fn matrix(text: Text, publication: &Publication, by: Dimension) -> Matrix {
    let Some(cells) = Cells::find(text, publication, Subject::Ties, by) else {
        return Matrix::default();
    };
    let groups: Vec<(u16, &str)> = cells.groups().collect();
    if groups.len() < 2 || groups.len() > MOST_COLUMNS {
        return Matrix::default();
    }
    let pair = |a: u16, b: u16| cells.figure(Of::Pair(a.min(b), a.max(b)), Quantity::Ties);
    let most = groups
        .iter()
        .flat_map(|(a, _)| groups.iter().map(move |(b, _)| (*a, *b)))
        .filter(|(a, b)| a != b)
        .filter_map(|(a, b)| pair(a, b).count)
        .max()
        .unwrap_or(1)
        .max(1);
    let rows = groups
        .iter()
        .map(|(a, name)| MatrixRow {
            number: usize::from(*a) + 1,
            name: (*name).to_owned(),
            cells: groups
                .iter()
                .map(|(b, _)| {
                    let figure = pair(*a, *b);
                    let shade =
                        figure.count.filter(|count| *count > 0 && a != b).map_or(0, |count| {
                            usize::try_from(1 + 3 * count / most).unwrap_or(4).min(4)
                        });
                    MatrixCell { figure, shade, inside: a == b }
                })
                .collect(),
        })
        .collect();
    Matrix {
        heads: groups.iter().map(|(at, name)| (usize::from(*at) + 1, (*name).to_owned())).collect(),
        rows,
    }
}

/// The groups of a publication with their ties, most ties first; `all` are the publications up to it, oldest first.
pub fn groups(
    text: Text,
    publication: &Publication,
    all: &[Publication],
    by: Dimension,
) -> Vec<GroupRow> {
    let Some(cells) = Cells::find(text, publication, Subject::Ties, by) else {
        return Vec::new();
    };
    let mut rows: Vec<(Option<u64>, GroupRow)> = cells
        .table
        .groups
        .iter()
        .enumerate()
        .filter_map(|(at, group)| {
            let place = u16::try_from(at).ok()?;
            let ties = cells.figure(Of::Group(place), Quantity::Ties);
            let mut others: Vec<(u64, &str)> = cells
                .groups()
                .filter(|(other, _)| *other != place)
                .filter_map(|(other, name)| {
                    let of = Of::Pair(place.min(other), place.max(other));
                    Some((cells.figure(of, Quantity::Ties).count?, name))
                })
                .filter(|(ties, _)| *ties > 0)
                .collect();
            others.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
            let most_with: Vec<String> =
                others.iter().take(3).map(|(ties, name)| format!("{name} ({ties})")).collect();
            let row = GroupRow {
                id: format!("group-{at}"),
                name: group.name.clone(),
                people: group.people.map_or_else(
                    || text.of("hr-under").num("k", publication.k).to_string(),
                    |people| text.number(people),
                ),
                inside: cells.figure(Of::Pair(place, place), Quantity::Ties),
                most_with: most_with.join(", "),
                trend: trend(text, all, &group.name, by),
                ties,
            };
            Some((row.ties.count, row))
        })
        .collect();
    rows.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.name.cmp(&b.1.name)));
    rows.into_iter().map(|(_, row)| row).collect()
}

/// A group's ties over quarters, by its name: quarters in which it is not shown leave no point.
fn trend(text: Text, all: &[Publication], name: &str, by: Dimension) -> Option<Trend> {
    let shown: Vec<(String, u64)> = all
        .iter()
        .filter_map(|publication| {
            let cells = Cells::find(text, publication, Subject::Ties, by)?;
            let (at, _) = cells.groups().find(|(_, group)| *group == name)?;
            let count = cells.figure(Of::Group(at), Quantity::Ties).count?;
            Some((quarter(text, publication.period), count))
        })
        .collect();
    if shown.len() < 2 {
        return None;
    }
    let most = shown.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
    let step = 92 / (shown.len() as u64 - 1).max(1);
    let points: Vec<String> = shown
        .iter()
        .zip(0_u64..)
        .map(|((_, count), at)| format!("{},{}", 2 + at * step, 18 - 16 * count / most))
        .collect();
    let words: Vec<String> = shown.iter().map(|(when, count)| format!("{when}: {count}")).collect();
    Some(Trend { points: points.join(" "), words: words.join("; ") })
}
