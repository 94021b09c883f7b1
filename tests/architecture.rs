//! The floors of the house, held: an arrow may only point down, and each floor names only its own outside crates.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};

/// module, what of ours it may import, which outside crates it may name. Lowest floor first.
const FLOORS: &[(&str, &[&str], &[&str])] = &[
    (
        "domain",
        &[],
        &[
            "chrono",
            "chrono_tz",
            "croner",
            "csv",
            "encoding_rs",
            "serde",
            "serde_json",
            "thiserror",
            "uuid",
        ],
    ),
    (
        "text",
        &["domain"],
        &["chrono", "chrono_tz", "fluent_bundle", "intl_memoizer", "unic_langid"],
    ),
    (
        "graph",
        &["domain"],
        &["chrono", "rand_chacha", "rayon", "serde", "serde_json", "thiserror", "uuid"],
    ),
    (
        "optimise",
        &["domain"],
        &[
            "good_lp",
            "highs",
            "rand",
            "rand_chacha",
            "rayon",
            "serde",
            "serde_json",
            "sha2",
            "thiserror",
        ],
    ),
    ("simulate", &["domain", "optimise"], &["petgraph", "rand_chacha", "serde", "thiserror"]),
    (
        "store",
        &["domain"],
        &[
            "chrono",
            "chrono_tz",
            // messages lie deflated in their rows
            "flate2",
            // sqlx says what an executor is in its types.
            "futures_util",
            "serde",
            "serde_json",
            "sha2",
            "sqlx",
            "thiserror",
            "tokio",
            "tracing",
            "uuid",
        ],
    ),
    (
        "mail",
        &["domain", "text"],
        &[
            "askama",
            "base64",
            "chrono",
            "chrono_tz",
            "icalendar",
            "lettre",
            "mail_parser",
            "sha2",
            "thiserror",
            "tokio",
            "tracing",
            "uuid",
        ],
    ),
    (
        "programmes",
        &["domain", "text", "optimise", "graph", "store", "mail"],
        &[
            "base64",
            "chrono",
            "chrono_tz",
            "csv",
            "hmac",
            "rayon",
            "serde",
            "serde_json",
            "sha2",
            "subtle",
            "thiserror",
            "tokio",
            "tracing",
            "uuid",
        ],
    ),
    (
        "scheduler",
        &["domain", "store", "mail", "programmes"],
        &[
            "chrono",
            "metrics",
            "sha2",
            "thiserror",
            "tokio",
            "tokio_cron_scheduler",
            "tracing",
            "uuid",
        ],
    ),
    (
        "web",
        &["domain", "text", "graph", "store", "mail", "programmes"],
        &[
            "askama",
            "axum",
            "base64",
            "chrono",
            "chrono_tz",
            "futures_util",
            "serde",
            "serde_json",
            "sha2",
            "subtle",
            "thiserror",
            "tokio",
            "tokio_stream",
            "tower",
            "tower_http",
            "tracing",
            "uuid",
        ],
    ),
    ("config", &[], &["chrono_tz", "serde", "thiserror", "toml"]),
    ("telemetry", &[], &["metrics", "tracing", "tracing_subscriber"]),
];

/// Modules that may import everything.
const ROOF: &[&str] = &["app", "cli", "demo", "main", "lib"];

fn sources(dir: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).expect("src") {
        let path = entry.expect("entry").path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push(path);
        }
    }
}

/// Every `crate::x` and `name::` at the start of a path, also inside macros and grouped uses.
fn paths(tokens: TokenStream, ours: &mut BTreeSet<String>, outside: &mut BTreeSet<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let text = |i: usize| tokens.get(i).map(ToString::to_string).unwrap_or_default();
    for (i, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => paths(group.stream(), ours, outside),
            TokenTree::Ident(ident) if text(i + 1) == ":" && text(i + 2) == ":" => {
                let starts = i < 2 || text(i - 1) != ":" || text(i.wrapping_sub(2)) != ":";
                if ident == "crate" {
                    match tokens.get(i + 3) {
                        Some(TokenTree::Group(group)) => {
                            let mut depth_first = true;
                            for inner in group.stream() {
                                if let TokenTree::Ident(name) = &inner
                                    && depth_first
                                {
                                    ours.insert(name.to_string());
                                }
                                depth_first = inner.to_string() == ",";
                            }
                        }
                        Some(name) => {
                            ours.insert(name.to_string());
                        }
                        None => {}
                    }
                } else if starts {
                    outside.insert(ident.to_string());
                }
            }
            _ => {}
        }
    }
}

/// The crates of `[dependencies]`, as they are written in code.
fn dependencies() -> BTreeSet<String> {
    let manifest = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .expect("manifest");
    let section = manifest
        .split("[dependencies]")
        .nth(1)
        .and_then(|rest| rest.split("\n[").next())
        .expect("section");
    section
        .lines()
        .filter_map(|line| line.split_once('='))
        .map(|(name, _)| name.trim().replace('-', "_"))
        .collect()
}

fn modules() -> BTreeMap<String, Vec<(PathBuf, TokenStream)>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut modules: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for file in files {
        let inside = file.strip_prefix(&root).expect("inside src");
        let first = inside.components().next().expect("component").as_os_str().to_string_lossy();
        let module = first.trim_end_matches(".rs").to_owned();
        let text = std::fs::read_to_string(&file).expect("source");
        let tokens = text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        modules.entry(module).or_default().push((inside.to_owned(), tokens));
    }
    modules
}

#[test]
fn arrows_only_point_down() {
    let dependencies = dependencies();
    let mut wrong = Vec::new();
    for (module, files) in modules() {
        if ROOF.contains(&module.as_str()) {
            continue;
        }
        let Some((_, may_import, may_name)) = FLOORS.iter().find(|(name, ..)| *name == module)
        else {
            panic!(
                "src/{module} stands on no floor: give it one in tests/architecture.rs and ARCHITECTURE.md"
            );
        };
        for (file, tokens) in files {
            let (mut ours, mut outside) = (BTreeSet::new(), BTreeSet::new());
            paths(tokens, &mut ours, &mut outside);
            for name in ours {
                let a_module = FLOORS.iter().any(|(floor, ..)| *floor == name)
                    || ROOF.contains(&name.as_str());
                if a_module && name != module && !may_import.contains(&name.as_str()) {
                    wrong.push(format!("src/{} imports crate::{name}", file.display()));
                }
            }
            for name in outside.intersection(&dependencies) {
                let own_module = FLOORS.iter().any(|(floor, ..)| floor == name);
                if !own_module && !may_name.contains(&name.as_str()) {
                    wrong.push(format!("src/{} names the crate {name}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "against the floors:\n{}", wrong.join("\n"));
}

#[test]
fn the_walk_sees_paths_inside_macros_and_groups() {
    let tokens: TokenStream =
        "use crate::{store::x, web}; on!(tx, c => crate::mail::send(sqlx::query(a)))"
            .parse()
            .expect("tokens");
    let (mut ours, mut outside) = (BTreeSet::new(), BTreeSet::new());
    paths(tokens, &mut ours, &mut outside);
    assert!(["store", "web", "mail"].iter().all(|name| ours.contains(*name)), "{ours:?}");
    assert!(outside.contains("sqlx"), "{outside:?}");
}
