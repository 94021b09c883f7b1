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

/// The newest migration of the time before replicas were replaced one after the other. What it and those before it did
/// cannot be undone; from here on a migration only expands.
const BEFORE_ROLLING: u32 = 12;

/// What a migration may not do, because the version before it still runs beside it: the statement, and why.
fn breaks_the_version_before(sql: &str) -> Vec<String> {
    let mut found = Vec::new();
    let without_comments: Vec<&str> =
        sql.lines().map(|line| line.split("--").next().unwrap_or_default()).collect();
    for statement in without_comments.join(" ").to_lowercase().split(';') {
        let words: Vec<&str> = statement.split_whitespace().collect();
        let text = words.join(" ");
        let has = |what: &str| format!(" {text} ").contains(what);
        let made_anew = has(" create table ") || has(" create index ");
        let why = if has(" drop table ") || has(" drop column ") || has(" drop view ") {
            "the version before reads and writes what is dropped; stop using it, and drop it a version later"
        } else if has(" rename ") {
            "the version before asks for the old name; add the new one beside it, write both, and drop a version later"
        } else if has(" alter table ") && has(" not null") && !has(" default ") && !made_anew {
            "rows of the version before have no value for it; give it a default, or let it be null"
        } else if has(" alter column ") {
            "the version before writes values of the old type and reads them; add another column"
        } else if has(" create unique index ") && !is_of_new_table(sql, &words) {
            "the version before may write the same value twice; make it unique when it no longer runs"
        } else if has(" alter table ")
            && (has(" add constraint ") || has(" check "))
            && !has(" drop constraint ")
        {
            "the version before may write what the rule forbids; make the rule when it no longer runs"
        } else if words.first() == Some(&"delete") || words.first() == Some(&"truncate") {
            "the version before still shows these rows"
        } else {
            continue;
        };
        found.push(format!("`{text}`: {why}"));
    }
    found
}

/// An index over a table that the same migration makes binds nobody who does not know the table.
fn is_of_new_table(sql: &str, words: &[&str]) -> bool {
    let table = words.iter().skip_while(|word| **word != "on").nth(1).copied().unwrap_or_default();
    let table = table.split('(').next().unwrap_or_default();
    sql.to_lowercase().contains(&format!("create table {table} "))
}

#[test]
fn migrations_only_expand() {
    for engine in ["sqlite", "postgres"] {
        for (name, sql) in files(engine) {
            let version: u32 =
                name.split('_').next().and_then(|n| n.parse().ok()).expect("version");
            if version > BEFORE_ROLLING {
                let wrong = breaks_the_version_before(&sql);
                assert!(wrong.is_empty(), "{engine}/{name}:\n{}", wrong.join("\n"));
            }
        }
    }
}

#[test]
fn what_breaks_the_version_before_is_found_with_the_reason() {
    for (sql, why) in [
        ("drop table swaps;", "drop it a version later"),
        ("alter table teams drop column motto;", "drop it a version later"),
        ("alter table teams rename column name to title;", "asks for the old name"),
        ("alter table teams\n    rename to groups;", "asks for the old name"),
        ("alter table teams add column motto text not null;", "give it a default"),
        ("alter table teams alter column name type varchar(9);", "another column"),
        ("create unique index teams_name on teams (name);", "the same value twice"),
        (
            "alter table teams add constraint short check (length(name) < 9);",
            "what the rule forbids",
        ),
        ("delete from teams where parent_id is null;", "still shows these rows"),
    ] {
        let found = breaks_the_version_before(sql);
        assert!(found.len() == 1 && found[0].contains(why), "{sql}: {found:?}");
    }
    for fine in [
        "alter table teams add column motto text;",
        "alter table teams add column motto text not null default '';",
        "create table mottos (\n    id uuid primary key,\n    words text not null unique\n);",
        "create table mottos (id uuid primary key);\ncreate unique index m on mottos (id);",
        "-- drop table teams, one day\ncreate index teams_name on teams (name);",
        "insert into settings (name, value) values ('a', 'b');",
    ] {
        assert_eq!(breaks_the_version_before(fine), Vec::<String>::new(), "{fine}");
    }
}
