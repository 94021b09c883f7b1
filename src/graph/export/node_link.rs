//! Node-link JSON, as `networkx.node_link_graph` reads it.

use serde_json::{Value, json};

use super::GroupGraph;

pub(super) fn text(graph: &GroupGraph<'_>) -> String {
    let nodes: Vec<Value> = graph
        .nodes
        .iter()
        .enumerate()
        .map(|(id, node)| {
            json!({ "id": id, "name": node.name, "people": node.people, "ties_inside": node.inside })
        })
        .collect();
    let edges: Vec<Value> = graph
        .edges
        .iter()
        .map(|edge| {
            json!({
                "source": edge.a, "target": edge.b, "ties": edge.ties, "withheld": edge.ties.is_none(),
            })
        })
        .collect();
    let whole = json!({
        "directed": false,
        "multigraph": false,
        "graph": { "period": graph.about.period, "level": graph.about.level, "k": graph.about.k },
        "nodes": nodes,
        "edges": edges,
    });
    format!("{whole:#}\n")
}
