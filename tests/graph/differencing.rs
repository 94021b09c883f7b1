//! Who subtracts all published tables and periods learns of no fewer than k people; and would, were a rule off.

use proptest::prelude::*;
use weft::graph::disclose::rules::{Broken, r9_names_nobody};
use weft::graph::disclose::{Closed, Facts, Publication, Rules, publish};

use crate::attacker::{Finding, attack};
use crate::organisation::{Kind, history};

fn published(kind: Kind, rules: Rules) -> Vec<(Facts, Publication)> {
    let mut earlier: Vec<Closed> = Vec::new();
    for facts in history(kind) {
        let publication = publish(&facts, &earlier, rules);
        earlier.push(Closed { facts, publication });
    }
    earlier.into_iter().map(|closed| (closed.facts, closed.publication)).collect()
}

fn findings(kind: Kind, rules: Rules) -> Vec<Finding> {
    attack(&published(kind, rules), kind.seed)
}

fn kinds() -> impl Strategy<Value = Kind> {
    (any::<u64>(), 3..120_usize, 1..5_usize, 1..4_usize, 1..6_usize, 10..95_u64).prop_map(
        |(seed, people, divisions, depth, periods, eager)| Kind {
            seed,
            people,
            divisions,
            depth,
            periods: periods + 1,
            eager,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_below_k_can_be_computed(kind in kinds()) {
        let rules = Rules::new(5).expect("five");
        // As an organisation of this size is decided, and as a large one is.
        for rules in [rules, rules.large()] {
            let all = published(kind, rules);
            for (facts, publication) in &all {
                prop_assert!(r9_names_nobody(publication, facts));
            }
            let found = attack(&all, kind.seed);
            let first = found.first();
            prop_assert!(found.is_empty(), "{rules:?}: {} findings, the first: {first:?}", found.len());
        }
    }
}

fn some(seed: u64) -> Kind {
    Kind {
        seed,
        people: 60 + usize::try_from(seed % 5).expect("small") * 20,
        divisions: 3,
        depth: 3,
        periods: 3,
        eager: 60,
    }
}

/// Each rule is seen to be needed: without it the same attacker finds something within a few organisations.
#[test]
fn without_complementary_suppression_something_is_found() {
    let found = (0..10).find_map(|seed| {
        let kind = Kind { periods: 2, ..some(seed) };
        findings(kind, Rules::broken(Broken::Complement)).into_iter().next()
    });
    assert!(found.is_some());
}

#[test]
fn without_the_rule_about_differences_something_is_found() {
    let found = (0..10).find_map(|seed| {
        findings(some(seed), Rules::broken(Broken::Differences)).into_iter().next()
    });
    assert!(found.is_some());
}

/// The rules would be kept by showing nothing: they show something.
#[test]
fn figures_are_shown() {
    let all = published(Kind { people: 150, ..some(1) }, Rules::new(5).expect("five"));
    let shown: Vec<usize> = all
        .iter()
        .map(|(_, publication)| {
            let cells = publication.tables.iter().flat_map(|table| &table.cells);
            cells.filter(|cell| cell.value.shown().is_some()).count()
        })
        .collect();
    assert!(shown.iter().all(|count| *count >= 20), "{shown:?}");
}

/// Rules with one turned off are made by tests only.
#[test]
fn the_service_never_breaks_a_rule() {
    fn walk(dir: &std::path::Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(dir).expect("folder") {
            let path = entry.expect("entry").path();
            if path.is_dir() {
                walk(&path, found);
            } else {
                let text = std::fs::read_to_string(&path).unwrap_or_default();
                let calls = text.lines().filter(|line| !line.trim_start().starts_with("//"));
                if calls.filter(|line| line.contains("Rules::broken")).count() > 0 {
                    found.push(path.display().to_string());
                }
            }
        }
    }
    let mut found = Vec::new();
    walk(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(found.is_empty(), "{found:?}");
}
