//! GEXF 1.3 (<https://gexf.net>).

use std::fmt::Write as _;

use super::GroupGraph;
use super::xml::escaped;

pub(super) fn text(graph: &GroupGraph<'_>) -> String {
    let about = &graph.about;
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n  \
         <meta><creator>Weft</creator><description>{}, {}, k = {}</description></meta>\n  \
         <graph defaultedgetype=\"undirected\" mode=\"static\">\n    \
         <attributes class=\"node\"><attribute id=\"0\" title=\"people\" type=\"integer\"/>\
         <attribute id=\"1\" title=\"ties_inside\" type=\"long\"/></attributes>\n    \
         <attributes class=\"edge\"><attribute id=\"0\" title=\"ties\" type=\"long\"/>\
         <attribute id=\"1\" title=\"withheld\" type=\"boolean\"/></attributes>\n    <nodes>\n",
        escaped(&about.period),
        escaped(about.level),
        about.k
    );
    for (id, node) in graph.nodes.iter().enumerate() {
        let _ = write!(out, "      <node id=\"{id}\" label=\"{}\"><attvalues>", escaped(node.name));
        if let Some(people) = node.people {
            let _ = write!(out, "<attvalue for=\"0\" value=\"{people}\"/>");
        }
        if let Some(inside) = node.inside {
            let _ = write!(out, "<attvalue for=\"1\" value=\"{inside}\"/>");
        }
        out.push_str("</attvalues></node>\n");
    }
    out.push_str("    </nodes>\n    <edges>\n");
    for (id, edge) in graph.edges.iter().enumerate() {
        let weight = edge.ties.map(|ties| format!(" weight=\"{ties}\"")).unwrap_or_default();
        let _ = write!(
            out,
            "      <edge id=\"{id}\" source=\"{}\" target=\"{}\"{weight}><attvalues>",
            edge.a, edge.b
        );
        if let Some(ties) = edge.ties {
            let _ = write!(out, "<attvalue for=\"0\" value=\"{ties}\"/>");
        }
        let _ = writeln!(
            out,
            "<attvalue for=\"1\" value=\"{}\"/></attvalues></edge>",
            edge.ties.is_none()
        );
    }
    out.push_str("    </edges>\n  </graph>\n</gexf>\n");
    out
}
