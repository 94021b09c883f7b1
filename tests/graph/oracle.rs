//! Writes random networks with everything measured of them; `tests/oracle/graph_check.py` measures them again.

use std::path::Path;

use serde_json::{Value, json};
use weft::graph::{Settings, communities, components, constraint, cuts, measures, walks};

use crate::make::{World, world};

/// The network as it was taken, and what came of it, also for each person.
fn measured(world: &World) -> Value {
    let network = world.network();
    let settings = Settings::default();
    let walks = walks(&network, &world.groups, usize::MAX, 0, 1);
    let cuts = cuts(&network);
    json!({
        "shape": world.shape,
        "people": world.people,
        "meetings": world.meetings,
        "of": world.groups.of_all(),
        "view": world.view,
        "ties": network.ties(),
        "before": network.before(),
        "measures": measures(&network, &world.groups, &settings),
        "betweenness": walks.betweenness,
        "constraint": network.nodes().map(|person| constraint(&network, person)).collect::<Vec<_>>(),
        "community": communities(&network, &world.groups, 20, 1).0.of_all(),
        "component": components(&network),
        "cut_edges": cuts.edges,
        "cut_points": cuts.points,
    })
}

/// `WEFT_ORACLE_GRAPHS`: how many; 21 without it, so that all shapes are taken.
#[test]
fn networks_for_the_oracle() {
    #[expect(clippy::disallowed_methods, reason = "the oracle's command says how many")]
    let count = std::env::var("WEFT_ORACLE_GRAPHS").ok();
    let count: u64 = count.map_or(21, |count| count.parse().expect("a number"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("graph-oracle");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    for number in 0..count {
        let measured = measured(&world(number));
        let again: weft::graph::Measures =
            serde_json::from_value(measured["measures"].clone()).expect("reads back");
        assert_eq!(json!(again), measured["measures"]);
        std::fs::write(folder.join(format!("{number:03}.json")), measured.to_string())
            .expect("written");
    }
}
