use super::*;
use crate::graph::disclose::publication::{Cell, Group, Level};

/// Three divisions, one of which is too small to say anything of.
fn published() -> Publication {
    let pair = |a, b, value| Cell { of: Of::Pair(a, b), quantity: Quantity::Ties, value };
    let protected = Value::Hidden(Hidden::Protected);
    Publication {
        period: "2026-Q3".parse().expect("a quarter"),
        engine: 1,
        k: 5,
        tables: vec![Table {
            subject: Subject::Ties,
            dimension: Dimension::Unit,
            level: Level::Division,
            because: None,
            unfinished: false,
            groups: [("R & D <1>", Some(40)), ("Sales", Some(31)), ("\u{1}Board", None)]
                .map(|(name, people)| Group { name: name.to_owned(), people })
                .to_vec(),
            cells: vec![
                Cell { of: Of::All, quantity: Quantity::Ties, value: Value::Shown(120) },
                Cell { of: Of::Across, quantity: Quantity::Ties, value: protected },
                Cell { of: Of::Group(1), quantity: Quantity::Ties, value: Value::Shown(44) },
                pair(0, 0, Value::Shown(60)),
                pair(0, 1, Value::Shown(17)),
                pair(0, 2, protected),
                pair(1, 1, Value::Shown(27)),
                pair(1, 2, Value::Hidden(Hidden::Nobody)),
                pair(2, 2, protected),
            ],
        }],
        measures: Vec::new(),
    }
}

#[test]
fn what_is_withheld_is_no_nought_in_any_format() {
    let publication = published();
    let graph = group_graph(&publication).expect("ties");
    assert_eq!(
        graph.edges,
        [Edge { a: 0, b: 1, ties: Some(17) }, Edge { a: 0, b: 2, ties: None }],
        "nobody could be counted between the third and the second"
    );
    let json: serde_json::Value = serde_json::from_str(&graph.node_link()).expect("JSON");
    assert_eq!(json["edges"][1]["ties"], serde_json::Value::Null);
    assert_eq!(json["edges"][1]["withheld"], true);
    assert_eq!(json["nodes"][2]["people"], serde_json::Value::Null);
    assert!(
        graph.graphml().contains(
            "<edge source=\"g0\" target=\"g2\"><data key=\"withheld\">true</data></edge>"
        )
    );
    assert!(graph.gexf().contains("<edge id=\"1\" source=\"0\" target=\"2\"><attvalues>"));
    assert_eq!(
        graph.matrix(),
        [
            vec!["2026-Q3", "R & D <1>", "Sales", "\u{1}Board"],
            vec!["R & D <1>", "60", "17", "withheld"],
            vec!["Sales", "17", "27", ""],
            vec!["\u{1}Board", "withheld", "", "withheld"],
        ]
    );
}

#[test]
fn names_are_text_in_xml() {
    let publication = published();
    let graph = group_graph(&publication).expect("ties");
    for text in [graph.graphml(), graph.gexf()] {
        assert!(text.contains("R &amp; D &lt;1&gt;"));
        assert!(!text.contains('\u{1}'));
    }
}

#[test]
fn rows_say_whose_figure_it_is() {
    let publication = published();
    let rows = rows(&publication, &publication.tables[0]);
    assert_eq!(rows.len(), 10);
    assert_eq!(rows[1][2..], ["*", "", "ties", "120", ""]);
    assert_eq!(rows[2][2..], ["*", "*", "ties", "", "protected"]);
    assert_eq!(rows[5][2..], ["R & D <1>", "Sales", "ties", "17", ""]);
}
