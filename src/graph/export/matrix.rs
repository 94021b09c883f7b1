//! The adjacency matrix.

use super::GroupGraph;

pub(super) fn rows(graph: &GroupGraph<'_>) -> Vec<Vec<String>> {
    let size = graph.nodes.len();
    let mut cells = vec![vec![String::new(); size]; size];
    for edge in &graph.edges {
        let text = edge.ties.map_or_else(|| "withheld".to_owned(), |ties| ties.to_string());
        cells[edge.a][edge.b].clone_from(&text);
        cells[edge.b][edge.a] = text;
    }
    for (at, node) in graph.nodes.iter().enumerate() {
        cells[at][at] = node.inside.map_or_else(|| "withheld".to_owned(), |ties| ties.to_string());
    }
    let names = graph.nodes.iter().map(|node| node.name.to_owned());
    let head = std::iter::once(graph.about.period.clone()).chain(names);
    std::iter::once(head.collect())
        .chain(graph.nodes.iter().zip(cells).map(|(node, row)| {
            std::iter::once(node.name.to_owned()).chain(row).collect::<Vec<_>>()
        }))
        .collect()
}
