//! `GraphML` 1.0 (<http://graphml.graphdrawing.org>).

use std::fmt::Write as _;

use super::GroupGraph;
use super::xml::escaped;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="period" for="graph" attr.name="period" attr.type="string"/>
  <key id="level" for="graph" attr.name="level" attr.type="string"/>
  <key id="k" for="graph" attr.name="k" attr.type="int"/>
  <key id="name" for="node" attr.name="name" attr.type="string"/>
  <key id="people" for="node" attr.name="people" attr.type="int"/>
  <key id="inside" for="node" attr.name="ties_inside" attr.type="long"/>
  <key id="ties" for="edge" attr.name="ties" attr.type="long"/>
  <key id="withheld" for="edge" attr.name="withheld" attr.type="boolean"/>
  <graph id="weft" edgedefault="undirected">
"#;

pub(super) fn text(graph: &GroupGraph<'_>) -> String {
    let mut out = String::from(HEAD);
    let about = &graph.about;
    let _ = writeln!(out, "    <data key=\"period\">{}</data>", escaped(&about.period));
    let _ = writeln!(out, "    <data key=\"level\">{}</data>", escaped(about.level));
    let _ = writeln!(out, "    <data key=\"k\">{}</data>", about.k);
    for (id, node) in graph.nodes.iter().enumerate() {
        let _ =
            write!(out, "    <node id=\"g{id}\"><data key=\"name\">{}</data>", escaped(node.name));
        if let Some(people) = node.people {
            let _ = write!(out, "<data key=\"people\">{people}</data>");
        }
        if let Some(inside) = node.inside {
            let _ = write!(out, "<data key=\"inside\">{inside}</data>");
        }
        out.push_str("</node>\n");
    }
    for edge in &graph.edges {
        let _ = write!(out, "    <edge source=\"g{}\" target=\"g{}\">", edge.a, edge.b);
        if let Some(ties) = edge.ties {
            let _ = write!(out, "<data key=\"ties\">{ties}</data>");
        }
        let _ = writeln!(out, "<data key=\"withheld\">{}</data></edge>", edge.ties.is_none());
    }
    out.push_str("  </graph>\n</graphml>\n");
    out
}
