//! Roster and tie files with every defect: what is said of each, and that no bytes at all make a panic.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use weft::domain::id::PersonId;
use weft::domain::roster::columns::Mapping;
use weft::domain::roster::decode::FILE_LIMIT;
use weft::domain::roster::diff::{Fate, Present, compare};
use weft::domain::roster::flaw::Flaws;
use weft::domain::roster::table::Rows;
use weft::domain::roster::values::DateOrder;
use weft::domain::roster::{Reading, RosterFile, read, ties};
use weft::programmes::people::wording::{flaw_line, odd_reason, unknown_why};
use weft::text::{Locale, Text};

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/import").join(name)
}

fn names(of: impl Fn(&str) -> bool) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(data(""))
        .expect("the folder")
        .map(|entry| entry.expect("entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".csv") && of(name))
        .collect();
    names.sort();
    names
}

fn flaws_in_words(flaws: &Flaws, out: &mut String) {
    let text = Text::new(Locale::En);
    for flaw in &flaws.listed {
        let _ = writeln!(out, "  {}", flaw_line(text, flaw));
        // Every sentence exists in German too.
        assert!(!flaw_line(Text::new(Locale::De), flaw).contains("flaw-"));
    }
    if flaws.total > u64::try_from(flaws.listed.len()).expect("count") {
        let _ = writeln!(out, "  … {} in all", flaws.total);
    }
}

fn file_in_words(file: &RosterFile, out: &mut String) {
    let text = Text::new(Locale::En);
    let columns: Vec<String> = file
        .columns
        .fields
        .iter()
        .map(|(field, at)| format!("{field}={}", file.columns.headers[*at]))
        .collect();
    let _ = writeln!(out, "  {} {:?} {}", file.encoding, file.separator, columns.join(", "));
    let outcome = compare(file, &Present::default()).expect("comparable");
    for (row, (fate, _)) in file.rows.iter().zip(&outcome.rows) {
        let fate = match fate {
            Fate::Held(reason) => format!("held: {}", odd_reason(text, *reason)),
            other => format!("{other:?}").to_lowercase(),
        };
        let _ = writeln!(
            out,
            "  {} {} <{}> {}{} manager {:?} {:?} {:?} {:?} {:?} {:?}{} → {fate}",
            row.line,
            row.name,
            row.email,
            row.parent.as_deref().map(|parent| format!("{parent} / ")).unwrap_or_default(),
            row.team,
            row.manager,
            row.site,
            row.zone.map(chrono_tz::Tz::name),
            row.starts_on.map(|date| date.to_string()),
            row.language.map(|language| language.as_str()),
            row.state.map(|state| state.as_str()),
            match (&row.function, &row.seniority) {
                (None, None) => String::new(),
                (function, level) => format!(" works as {function:?}, level {level:?}"),
            },
        );
    }
    for unknown in &outcome.unknown {
        let row = &file.rows[unknown.row];
        let _ = writeln!(
            out,
            "  line {}: manager {:?}: {}",
            row.line,
            unknown.found,
            unknown_why(text, unknown.why)
        );
    }
}

#[test]
fn each_roster_file_is_read_or_refused_in_words() {
    let mut out = String::new();
    for name in names(|name| !name.starts_with("ties-")) {
        let bytes = std::fs::read(data(&name)).expect("file");
        let _ = writeln!(out, "{name}");
        match read(&bytes, &Reading::default()) {
            Ok(file) => file_in_words(&file, &mut out),
            Err(refusal) => {
                assert!(!name.starts_with("good-"), "{name} is refused: {refusal:?}");
                flaws_in_words(&refusal.flaws, &mut out);
            }
        }
        out.push('\n');
    }
    insta::assert_snapshot!("roster_files", out);
}

#[test]
fn each_file_of_ties_is_read_or_refused_in_words() {
    let people: HashMap<String, PersonId> = (1_u128..=3)
        .flat_map(|n| {
            let id = PersonId(uuid::Uuid::from_u128(n));
            let email = ["ada", "bo", "cy"][usize::try_from(n).expect("small") - 1];
            [(n.to_string(), id), (format!("{email}@weft.example"), id)]
        })
        .collect();
    let today = chrono::NaiveDate::from_ymd_opt(2026, 1, 6).expect("day");
    let mut out = String::new();
    for name in names(|name| name.starts_with("ties-")) {
        let bytes = std::fs::read(data(&name)).expect("file");
        let _ = writeln!(out, "{name}");
        match ties::read(&bytes, &Reading::default(), |key| people.get(key).copied(), today) {
            Ok((rows, _)) => {
                for row in rows {
                    let _ = writeln!(
                        out,
                        "  {} {}–{} {:?} {:?}",
                        row.line,
                        row.pair.0.0.as_u128(),
                        row.pair.1.0.as_u128(),
                        row.last_on,
                        row.times
                    );
                }
            }
            Err(refusal) => flaws_in_words(&refusal.flaws, &mut out),
        }
        out.push('\n');
    }
    insta::assert_snapshot!("tie_files", out);
}

#[test]
fn a_mapping_names_the_columns_and_a_wrong_one_is_refused() {
    let map = |pairs: &[(&str, Option<&str>)]| Reading {
        mapping: pairs
            .iter()
            .map(|(field, column)| ((*field).to_owned(), column.map(str::to_owned)))
            .collect::<Mapping>(),
        dates: DateOrder::Detect,
    };
    let bytes = b"who,post,group,state\nAda L,ada@weft.example,Search,California\n";
    let mapped = map(&[
        ("name", Some("Who")),
        ("email", Some("post")),
        ("team", Some("group")),
        ("state", None),
    ]);
    let file = read(bytes, &mapped).expect("mapped");
    assert_eq!(file.rows[0].name, "Ada L");
    assert_eq!(file.rows[0].state, None);

    let wrong = map(&[("name", Some("whom")), ("email", Some("post")), ("team", Some("group"))]);
    let refusal = read(bytes, &wrong).expect_err("no such column");
    let mut out = String::new();
    flaws_in_words(&refusal.flaws, &mut out);
    assert_eq!(
        out.trim(),
        "Line 1: There is no column “whom” for “Name”. The file has: who, post, group, state. Is it “who”?"
    );
    assert!(refusal.columns.is_some(), "the columns are there to be chosen from");
}

#[test]
fn dates_are_read_in_the_order_somebody_says() {
    let bytes = b"email,name,team,start\na@weft.example,A A,T,03/04/2020\n";
    let under = |dates| {
        let reading = Reading { dates, ..Reading::default() };
        read(bytes, &reading).map(|file| file.rows[0].starts_on.map(|date| date.to_string()))
    };
    assert_eq!(under(DateOrder::DayFirst).expect("read").as_deref(), Some("2020-04-03"));
    assert_eq!(under(DateOrder::MonthFirst).expect("read").as_deref(), Some("2020-03-04"));
    assert!(under(DateOrder::Detect).is_err());
}

/// What is said of a file that is too large in one way or another.
fn said(bytes: &[u8]) -> String {
    let refusal = read(bytes, &Reading::default()).expect_err("refused");
    let mut out = String::new();
    flaws_in_words(&refusal.flaws, &mut out);
    out.trim().to_owned()
}

#[test]
fn files_that_are_too_large_are_refused_in_words() {
    let zeros = vec![b'x'; usize::try_from(FILE_LIMIT).expect("size") + 1];
    assert_eq!(
        said(&zeros),
        "The file has 65 MB; files up to 64 MB are read. Leave out columns that are not needed, or split the file."
    );
    drop(zeros);
    let mut cell = b"email,name,team\na@weft.example,\"".to_vec();
    cell.resize(10 * 1024 * 1024, b'A');
    let open = said(&cell);
    assert!(open.starts_with("Line 2, column “name”, “\"AAAA"), "{open}");
    assert!(open.contains("opens here and never closes"), "{open}");
    assert!(open.len() < 300, "{open}");
    cell.extend(b"\",T\n");
    let long = said(&cell);
    assert!(long.contains("up to 200 are allowed"), "{long}");
    let columns = (0..50_001).map(|n| format!("c{n}")).collect::<Vec<_>>().join(",");
    assert_eq!(
        said(columns.as_bytes()),
        "Line 1: The header has 50,001 columns; up to 500 are read. Is the separator right?"
    );
}

#[test]
fn at_most_200_flaws_are_listed_and_all_are_counted() {
    let mut file = "email,name,team\n".to_owned();
    for n in 0..12_345 {
        let _ = writeln!(file, "nobody{n},N N,T");
    }
    let refusal = read(file.as_bytes(), &Reading::default()).expect_err("refused");
    assert_eq!(refusal.flaws.total, 12_345);
    assert_eq!(refusal.flaws.listed.len(), 200);
    assert_eq!(refusal.flaws.listed[199].line, Some(201));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_bytes_make_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        check(&bytes)?;
    }

    #[test]
    fn nothing_like_a_roster_makes_a_panic(
        header in proptest::sample::select(vec![
            "id,email,name,team,manager", "email;name;team;start;zone", "E-Mail\tVorname\tNachname\tTeam\tLead",
            "sep=;\nemail;name;department;division;state", "email,first,last,team,parent team,language",
        ]),
        cells in proptest::collection::vec(
            prop_oneof![
                Just("a@weft.example".to_owned()), Just("\"".to_owned()), Just("=1".to_owned()),
                Just("3/4/2020".to_owned()), Just("\u{feff}".to_owned()), Just("Ada".to_owned()),
                Just("\"x\"\"y\nz\"".to_owned()), Just(String::new()), "[ -~äöß€\\t]{0,12}",
            ], 0..60),
        separators in proptest::collection::vec(proptest::sample::select(vec![",", ";", "\t", "\n", "\r\n", "\r"]), 60),
    ) {
        let mut file = header.to_owned();
        file.push('\n');
        for (cell, separator) in cells.iter().zip(&separators) {
            file.push_str(cell);
            file.push_str(separator);
        }
        check(file.as_bytes())?;
    }

    #[test]
    fn rows_are_read_as_the_csv_crate_reads_them(
        rows in proptest::collection::vec(proptest::collection::vec("[a-z \"',;\n\r]{0,8}", 1..5), 1..6),
    ) {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).expect("write");
        }
        let text = String::from_utf8(writer.into_inner().expect("bytes")).expect("text");
        let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(text.as_bytes());
        let theirs: Vec<Vec<String>> = reader
            .records()
            .map(|record| record.expect("record").iter().map(str::to_owned).collect())
            .collect();
        let ours: Vec<Vec<String>> = Rows::new(&text, b',')
            .map(|record| record.expect("record").cells.into_iter().map(|cell| cell.into_owned()).collect())
            .collect();
        prop_assert_eq!(ours, theirs);
    }
}

/// Read, or refused with at least one flaw that says where.
fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    match read(bytes, &Reading::default()) {
        Ok(file) => {
            prop_assert!(!file.rows.is_empty());
            let _ = compare(&file, &Present::default());
        }
        Err(refusal) => {
            prop_assert!(refusal.flaws.total > 0);
            let whole = ["FileEmpty", "HeaderOnly", "OtherFormat", "FileTooLarge"];
            for flaw in &refusal.flaws.listed {
                let problem = format!("{:?}", flaw.problem);
                prop_assert!(
                    flaw.line.is_some() || whole.iter().any(|word| problem.starts_with(word)),
                    "{problem} without a line"
                );
                prop_assert!(!flaw_line(Text::new(Locale::En), flaw).contains("flaw-"));
            }
        }
    }
    Ok(())
}
