//! Both engines have the same migrations, by version and name, and the same tables and columns in the same order.

use std::collections::BTreeMap;
use std::path::Path;

fn files(engine: &str) -> BTreeMap<String, String> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
    std::fs::read_dir(dir)
        .expect("migrations")
        .map(|entry| {
            let path = entry.expect("entry").path();
            let name = path.file_name().expect("name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).expect("migration"))
        })
        .collect()
}

/// `table.column` in order, with the constraints' words but without the types.
fn shape(sql: &str) -> Vec<String> {
    const TYPES: &[&str] = &[
        "uuid",
        "blob",
        "timestamptz",
        "text",
        "jsonb",
        "bytea",
        "bigint",
        "integer",
        "boolean",
        "date",
    ];
    let mut table = String::new();
    let mut shape = Vec::new();
    for line in
        sql.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("--"))
    {
        if let Some(rest) = line.strip_prefix("create table ") {
            table = rest.trim_end_matches(" (").to_owned();
        } else if line.starts_with(')') {
            table.clear();
        } else {
            // `alter table t add column c type …`, or a column of a new table.
            let type_at = if line.starts_with("alter table ") { 6 } else { 1 };
            let words: Vec<&str> = line
                .split([' ', ','])
                .enumerate()
                .filter(|(i, word)| !(type_at == *i && TYPES.contains(word)) && !word.is_empty())
                .map(|(_, word)| word)
                .collect();
            shape.push(format!(
                "{table}: {}",
                words.join(" ").replace("'\\x'", "''").replace("x''", "''")
            ));
        }
    }
    shape
}

#[test]
fn both_engines_have_the_same_migrations() {
    let (sqlite, postgres) = (files("sqlite"), files("postgres"));
    assert!(!sqlite.is_empty());
    assert_eq!(sqlite.keys().collect::<Vec<_>>(), postgres.keys().collect::<Vec<_>>());
    for (name, sql) in &sqlite {
        assert_eq!(shape(sql), shape(&postgres[name]), "{name}");
    }
}

#[test]
fn every_sqlite_table_is_strict() {
    for (name, sql) in files("sqlite") {
        assert_eq!(
            sql.matches("create table ").count(),
            sql.matches(") strict;").count(),
            "{name}"
        );
    }
}
