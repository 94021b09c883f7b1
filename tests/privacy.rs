//! The privacy papers say what the code does: their facts are made from the migrations, the table of roles, the table of
//! retention, the disclosure floor and `docs/privacy/register.toml`, and are held against the papers here.
//!
//! `WEFT_WRITE_PAPERS=1 cargo test --test privacy` writes the facts into the papers anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use weft::domain::access::{Action, Role, may};
use weft::domain::retention::{Kept, days};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    about: String,
    purpose: String,
    seen: String,
    kept: String,
    erasure: String,
    columns: Vec<String>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn register() -> BTreeMap<String, Entry> {
    let text =
        std::fs::read_to_string(root().join("docs/privacy/register.toml")).expect("register");
    toml::from_str(&text).expect("a table for each table of the database")
}

/// Tables and their columns after all migrations, in the order of the migrations.
fn schema() -> Vec<(String, Vec<String>)> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(root().join("migrations/sqlite"))
        .expect("migrations")
        .map(|entry| entry.expect("entry").path())
        .collect();
    files.sort();
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("runtime");
    runtime.block_on(async {
        // One connection: a database in memory is the connection's own.
        let pool = sqlx::sqlite::SqlitePoolOptions::new()
            .max_connections(1)
            .connect("sqlite::memory:")
            .await
            .expect("database");
        for file in files {
            let sql = std::fs::read_to_string(&file).expect("migration");
            sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&pool).await.expect("migration");
        }
        let tables: Vec<(String,)> =
            sqlx::query_as("select name from sqlite_master where type = 'table' order by rowid")
                .fetch_all(&pool)
                .await
                .expect("tables");
        let mut schema = Vec::new();
        for (table,) in tables {
            let sql = format!("select name from pragma_table_info('{table}') order by cid");
            let columns: Vec<(String,)> =
                sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(&pool).await.expect("columns");
            schema.push((table, columns.into_iter().map(|(name,)| name).collect()));
        }
        schema
    })
}

#[test]
fn every_table_and_column_is_in_the_register() {
    let register = register();
    let schema = schema();
    for (table, columns) in &schema {
        let entry = register
            .get(table)
            .unwrap_or_else(|| panic!("docs/privacy/register.toml lacks [{table}]: {columns:?}"));
        assert_eq!(&entry.columns, columns, "[{table}]");
        for text in [&entry.about, &entry.purpose, &entry.seen, &entry.kept] {
            assert!(!text.trim().is_empty(), "[{table}] says nothing somewhere");
        }
        // Whoever leaves is forgotten as if they had erased themselves: no sentence promises less, or more.
        assert!(!entry.kept.contains("on the roster"), "[{table}] {:?}", entry.kept);
        if entry.kept.contains("erased") {
            assert!(entry.kept.contains("{leavers}"), "[{table}] {:?}", entry.kept);
        }
        assert!(
            ["deleted", "emptied", "nameless", "untouched"].contains(&entry.erasure.as_str()),
            "[{table}] erasure = {:?}",
            entry.erasure
        );
    }
    for table in register.keys() {
        assert!(schema.iter().any(|(name, _)| name == table), "[{table}] is no table any more");
    }
}

/// A term of the table of retention in words, or the register's own sentence.
fn kept(word: &str) -> String {
    let Some(term) = Kept::ALL.iter().find(|kept| kept.as_str() == word) else {
        return Kept::ALL.iter().fold(word.to_owned(), |sentence, it| {
            sentence.replace(&format!("{{{}}}", it.as_str()), &kept(it.as_str()))
        });
    };
    let after = match term {
        Kept::SignIns => "after the end of their validity",
        Kept::Files => "after the upload",
        Kept::Mails => "after they were written (text, subject and address)",
        Kept::Views => "after the look",
        Kept::Leavers => "after the person left",
    };
    format!("{} days {after}", days(*term))
}

fn fields() -> String {
    let register = register();
    let mut out = String::from(
        "| table | about | what for | who sees it | how long | on erasure | fields |\n|---|---|---|---|---|---|---|\n",
    );
    for (table, columns) in schema() {
        let entry = &register[&table];
        let _ = writeln!(
            out,
            "| `{table}` | {} | {} | {} | {} | {} | {} |",
            entry.about,
            entry.purpose,
            entry.seen,
            kept(&entry.kept),
            entry.erasure,
            columns.join(", ")
        );
    }
    out
}

fn purposes() -> String {
    let register = register();
    let mut out =
        String::from("| data about | what for | who sees it | how long |\n|---|---|---|---|\n");
    for (table, _) in schema() {
        let entry = &register[&table];
        if entry.about != "nobody" {
            let _ = writeln!(
                out,
                "| {} | {} | {} | {} |",
                entry.about,
                entry.purpose,
                entry.seen,
                kept(&entry.kept)
            );
        }
    }
    out
}

fn retention() -> String {
    let mut out = String::from("| what | days |\n|---|---|\n");
    for term in Kept::ALL {
        let _ = writeln!(out, "| {} | {} |", kept(term.as_str()), days(*term));
    }
    out
}

fn roles() -> String {
    let mut out = String::from("| action |");
    for role in Role::ALL {
        let _ = write!(out, " {} |", role.as_str());
    }
    out.push_str("\n|---|");
    out.push_str(&"---|".repeat(Role::ALL.len()));
    out.push('\n');
    for action in Action::ALL {
        let _ = write!(out, "| {} |", action.as_str());
        for role in Role::ALL {
            let _ = write!(out, " {} |", if may(*role, *action) { "yes" } else { "–" });
        }
        out.push('\n');
    }
    out
}

/// The paper with the facts between its markers `<!-- facts: name -->` and `<!-- end -->` made anew.
fn made(paper: &str) -> String {
    let facts: [(&str, fn() -> String); 4] =
        [("fields", fields), ("purposes", purposes), ("retention", retention), ("roles", roles)];
    let mut out = String::new();
    let mut rest = paper;
    while let Some(at) = rest.find("<!-- facts: ") {
        let (before, from) = rest.split_at(at);
        let name_end = from.find(" -->").expect("a marker ends");
        let name = &from["<!-- facts: ".len()..name_end];
        let end = from.find("<!-- end -->").expect("facts end");
        let (_, make) =
            facts.iter().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("{name}?"));
        let _ = write!(out, "{before}<!-- facts: {name} -->\n{}", make());
        rest = &from[end..];
    }
    out.push_str(rest);
    out
}

#[test]
fn the_papers_say_what_the_code_does() {
    let write = std::env::vars().any(|(name, _)| name == "WEFT_WRITE_PAPERS");
    for (paper, facts) in
        [("docs/privacy.md", 3), ("docs/dpia.md", 3), ("docs/works-agreement.md", 3)]
    {
        let path = root().join(paper);
        let text = std::fs::read_to_string(&path).expect(paper);
        assert!(text.matches("<!-- facts: ").count() >= facts, "{paper} has lost its facts");
        let anew = made(&text);
        if write {
            std::fs::write(&path, anew).expect(paper);
        } else {
            assert!(
                text == anew,
                "{paper} says something else than the code: run \
                 WEFT_WRITE_PAPERS=1 cargo test --test privacy, and read the difference"
            );
        }
    }
}
