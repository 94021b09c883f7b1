//! Embedded files: those of others are as published, and all stay within their budgets.

use std::path::Path;

use sha2::{Digest, Sha256};
use weft::web::assets::ASSETS;

#[derive(serde::Deserialize)]
struct Manifest {
    file: Vec<Vendored>,
}

#[derive(serde::Deserialize)]
struct Vendored {
    path: String,
    name: String,
    version: String,
    licence: String,
    sha256: String,
}

#[test]
fn files_of_others_are_as_published() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web/assets/vendor");
    let text = std::fs::read_to_string(folder.join("MANIFEST.toml")).expect("manifest");
    let manifest: Manifest = toml::from_str(&text).expect("manifest");
    for file in &manifest.file {
        let bytes = std::fs::read(folder.join(&file.path)).expect("file");
        let hash: String =
            Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hash, file.sha256, "{} {}", file.name, file.version);
        assert!(
            ["MIT", "0BSD", "BSD-2-Clause", "Apache-2.0"].contains(&file.licence.as_str()),
            "{}",
            file.name
        );
    }
    let there = std::fs::read_dir(&folder).expect("folder").count();
    assert_eq!(there, manifest.file.len() + 1, "every file of the folder is in the manifest");
}

#[test]
fn budgets_hold() {
    assert!(ASSETS.css.bytes.len() < 15 * 1024, "CSS: {} bytes", ASSETS.css.bytes.len());
    assert!(ASSETS.js.bytes.len() < 60 * 1024, "JS: {} bytes", ASSETS.js.bytes.len());
    let own = |file: &str| {
        let lines = file.lines().map(str::trim);
        lines.filter(|line| !line.is_empty() && !line.starts_with("//")).count()
    };
    let own = own(include_str!("../src/web/assets/weft.js"))
        + own(include_str!("../src/web/assets/map.js"));
    assert!(own < 160, "own script: {own} lines");
    for foreign in ["http://", "https://", "url(", "@import"] {
        assert!(
            !ASSETS.css.bytes.contains(foreign),
            "the style sheet asks for something: {foreign}"
        );
    }
}
