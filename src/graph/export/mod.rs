//! The published ties between groups as files for other programs. Made from a [`Publication`] and nothing else, so that a
//! file never says more than the page.

mod gexf;
mod graphml;
mod matrix;
mod node_link;
mod xml;

use super::disclose::Publication;
use super::disclose::publication::{Dimension, Hidden, Of, Quantity, Subject, Table, Value};
use crate::domain::words;
use serde::{Deserialize, Serialize};

words! {
    /// A file format.
    pub enum Format {
        /// One line for each cell, comma separated (RFC 4180).
        Csv = "csv",
        /// Node-link JSON, as networkx reads it.
        NodeLink = "json",
        /// `GraphML` 1.0.
        GraphMl = "graphml",
        /// GEXF 1.3, as Gephi reads it.
        Gexf = "gexf",
        /// The adjacency matrix, comma separated.
        Matrix = "matrix",
        /// The map as a drawing that can be read alone.
        Svg = "svg",
    }
}

/// The groups and what is published between them, ready for any format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupGraph<'a> {
    /// Period, level, k: what a reader of the file has to know.
    pub about: About,
    /// The groups.
    pub nodes: Vec<Node<'a>>,
    /// Pairs of different groups, shown or withheld; pairs in which nobody could be counted are left out.
    pub edges: Vec<Edge>,
}

/// What a reader of a file has to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The quarter.
    pub period: String,
    /// Teams, departments or divisions.
    pub level: &'static str,
    /// At least so many people stand behind each figure.
    pub k: u32,
}

/// A group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node<'a> {
    /// Its name.
    pub name: &'a str,
    /// How many people; none: fewer than k.
    pub people: Option<u32>,
    /// Ties inside it; none: withheld.
    pub inside: Option<u64>,
}

/// What is published between two groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Place of one group in the nodes.
    pub a: usize,
    /// Place of the other.
    pub b: usize,
    /// How many ties; none: withheld, which is not nought.
    pub ties: Option<u64>,
}

/// The table of ties by team, department or division.
pub fn ties(publication: &Publication) -> Option<&Table> {
    ties_by(publication, Dimension::Unit)
}

/// The table of ties by a dimension: what graphs are drawn of. There are some by unit, site and function.
pub fn ties_by(publication: &Publication, dimension: Dimension) -> Option<&Table> {
    publication
        .tables
        .iter()
        .find(|table| table.subject == Subject::Ties && table.dimension == dimension)
}

/// The graph of groups of a publication; none when it has no table of ties.
pub fn group_graph(publication: &Publication) -> Option<GroupGraph<'_>> {
    group_graph_by(publication, Dimension::Unit)
}

/// The graph of the groups of a dimension; none when there is no table of ties by it.
pub fn group_graph_by(publication: &Publication, dimension: Dimension) -> Option<GroupGraph<'_>> {
    let table = ties_by(publication, dimension)?;
    let mut nodes: Vec<Node<'_>> = table
        .groups
        .iter()
        .map(|group| Node { name: &group.name, people: group.people, inside: None })
        .collect();
    let mut edges = Vec::new();
    for cell in table.cells.iter().filter(|cell| cell.quantity == Quantity::Ties) {
        let Of::Pair(a, b) = cell.of else { continue };
        let (a, b) = (usize::from(a), usize::from(b));
        if a >= nodes.len() || b >= nodes.len() {
            continue;
        }
        if a == b {
            nodes[a].inside = cell.value.shown();
        } else if cell.value != Value::Hidden(Hidden::Nobody) {
            edges.push(Edge { a, b, ties: cell.value.shown() });
        }
    }
    let about = About {
        period: publication.period.to_string(),
        level: table.level.as_str(),
        k: publication.k,
    };
    Some(GroupGraph { about, nodes, edges })
}

/// Every cell of the table of ties as rows of texts, with a heading: for comma separated files.
///
/// Shape: period, level, group, other group, what is counted, count, why there is none.
pub fn rows(publication: &Publication, table: &Table) -> Vec<[String; 7]> {
    let head = ["period", "level", "group", "other_group", "quantity", "count", "withheld"];
    let mut rows = vec![head.map(str::to_owned)];
    let name = |at: u16| {
        table.groups.get(usize::from(at)).map(|group| group.name.clone()).unwrap_or_default()
    };
    for cell in &table.cells {
        let (one, other) = match cell.of {
            Of::All => ("*".to_owned(), String::new()),
            Of::Across => ("*".to_owned(), "*".to_owned()),
            Of::Group(group) => (name(group), String::new()),
            Of::Pair(a, b) => (name(a), name(b)),
        };
        let (count, withheld) = match cell.value {
            Value::Shown(count) => (count.to_string(), ""),
            Value::Hidden(why) => (String::new(), why.as_str()),
        };
        rows.push([
            publication.period.to_string(),
            table.level.as_str().to_owned(),
            one,
            other,
            cell.quantity.as_str().to_owned(),
            count,
            withheld.to_owned(),
        ]);
    }
    rows
}

impl GroupGraph<'_> {
    /// The graph as node-link JSON.
    pub fn node_link(&self) -> String {
        node_link::text(self)
    }

    /// The graph as `GraphML`.
    pub fn graphml(&self) -> String {
        graphml::text(self)
    }

    /// The graph as GEXF.
    pub fn gexf(&self) -> String {
        gexf::text(self)
    }

    /// The adjacency matrix as rows of texts, with a heading. Cells without a figure say why: `withheld`, or nothing where
    /// nobody could be counted.
    pub fn matrix(&self) -> Vec<Vec<String>> {
        matrix::rows(self)
    }
}

#[cfg(test)]
mod tests;
