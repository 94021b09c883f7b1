//! What every text must hold, read from the files themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use chrono::{NaiveDate, TimeDelta, TimeZone, Utc};
use fluent_bundle::FluentResource;

use super::bundles::FILES;
use super::{Locale, Text, one_line};

type Variables = BTreeMap<String, BTreeSet<String>>;

/// Messages and terms of a Fluent source with the variables each names, attributes as `id.attr`.
fn variables(source: &str) -> Variables {
    let resource = FluentResource::try_new(source.to_owned())
        .map_err(|(_, errors)| errors)
        .expect("the Fluent file has a defect");
    drop(resource);
    let mut found = Variables::new();
    let mut id = String::new();
    let mut message = String::new();
    for line in source.lines().filter(|l| !l.trim_start().starts_with('#')) {
        if line.starts_with(|c: char| c.is_ascii_lowercase() || c == '-') {
            if let Some((name, _)) = line.split_once('=') {
                message = name.trim().to_owned();
                id.clone_from(&message);
                let first = found.insert(id.clone(), BTreeSet::new());
                assert!(first.is_none(), "{id} stands twice in one file");
            }
        } else if let Some((name, _)) =
            line.trim_start().strip_prefix('.').and_then(|l| l.split_once('='))
        {
            id = format!("{message}.{}", name.trim());
            found.insert(id.clone(), BTreeSet::new());
        }
        let mut rest = line;
        while let Some(at) = rest.find('$') {
            rest = &rest[at + 1..];
            let end = rest
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')
                .unwrap_or(rest.len());
            found.entry(id.clone()).or_default().insert(rest[..end].to_owned());
        }
    }
    found
}

fn all(german: bool) -> Variables {
    let mut all = Variables::new();
    for (file, en, de) in FILES {
        for (id, names) in variables(if german { de } else { en }) {
            assert!(
                all.insert(id.clone(), names).is_none(),
                "{id} of {file}.ftl stands in another file too"
            );
        }
    }
    all
}

/// The package's root, also when this module is compiled through a symlink.
fn root() -> PathBuf {
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let templates = fs::canonicalize(templates).expect("templates");
    templates.parent().expect("the package").to_owned()
}

fn files(under: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(under) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, endings, found);
        } else if path.extension().is_some_and(|e| endings.iter().any(|x| e == *x)) {
            found.push(path);
        }
    }
}

/// Every template and every source but the tests of this module.
fn readers() -> Vec<(PathBuf, String)> {
    let mut paths = Vec::new();
    files(&root().join("templates"), &["html", "txt", "svg"], &mut paths);
    files(&root().join("src"), &["rs"], &mut paths);
    paths.retain(|p| !p.ends_with("src/text/tests.rs"));
    let code = |text: &str| {
        // Examples in comments ask for nothing.
        text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
    };
    paths
        .into_iter()
        .filter_map(|p| fs::read_to_string(&p).ok().map(|text| (p, code(&text))))
        .collect()
}

/// A call `.of("id")` with the variables given in the chain after it.
struct Use {
    id: String,
    given: BTreeSet<String>,
}

fn literal(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start().strip_prefix('"')?;
    text.split_once('"')
}

/// Reads over a balanced `(…)`; strings may hold brackets.
fn after_call(text: &str) -> Option<&str> {
    let mut depth = 0_usize;
    let mut quoted = false;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return text.get(at + 1..);
                }
            }
            _ => {}
        }
    }
    None
}

fn uses(text: &str) -> Vec<Use> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(".of(") {
        rest = &rest[at + 4..];
        let Some((id, mut chain)) = literal(rest) else { continue };
        let mut given = BTreeSet::new();
        chain = chain.trim_start().strip_prefix(')').unwrap_or("");
        while let Some(call) = chain.trim_start().strip_prefix('.') {
            let call = call.trim_start();
            let name_end = call.find('(').unwrap_or(0);
            let name = call.get(..name_end).unwrap_or("");
            if !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') || name.is_empty() {
                break;
            }
            let arguments = &call[name_end..];
            if (name == "arg" || name == "num")
                && let Some((variable, _)) = literal(&arguments[1..])
            {
                given.insert(variable.to_owned());
            }
            chain = after_call(arguments).unwrap_or("");
        }
        found.push(Use { id: id.to_owned(), given });
    }
    found
}

#[test]
fn english_and_german_have_the_same_texts_with_the_same_variables() {
    let (en, de) = (all(false), all(true));
    let ids = |v: &Variables| v.keys().cloned().collect::<BTreeSet<_>>();
    let missing: Vec<_> = ids(&en).symmetric_difference(&ids(&de)).cloned().collect();
    assert!(missing.is_empty(), "only in one language: {missing:?}");
    let different: Vec<_> = en.iter().filter(|(id, names)| de.get(*id) != Some(names)).collect();
    assert!(different.is_empty(), "other variables in German: {different:#?}");
}

#[test]
fn every_text_that_is_asked_for_exists_and_gets_its_variables() {
    let texts = all(false);
    let mut defects = Vec::new();
    for (path, source) in readers() {
        for Use { id, given } in uses(&source) {
            match texts.get(&id) {
                None => defects.push(format!("{}: no text {id}", path.display())),
                Some(wanted) if *wanted != given => defects
                    .push(format!("{}: {id} wants {wanted:?} and gets {given:?}", path.display())),
                Some(_) => {}
            }
        }
    }
    assert!(defects.is_empty(), "{}", defects.join("\n"));
}

#[test]
fn no_text_lies_unused() {
    let sources: String = readers().into_iter().map(|(_, source)| source).collect();
    let named: BTreeSet<&str> = sources.split('"').collect();
    let fluent: String = FILES.iter().map(|(_, en, _)| *en).collect();
    let unused: Vec<_> = all(false)
        .into_keys()
        .filter(|id| !named.contains(id.as_str()) && !id.contains('.'))
        .filter(|id| !fluent.contains(&format!("{{ {id} }}")))
        .collect();
    assert!(unused.is_empty(), "unused: {unused:?}");
}

#[test]
fn every_file_is_in_the_table() {
    for locale in ["en", "de"] {
        let mut found = Vec::new();
        files(&root().join("templates/locale").join(locale), &["ftl"], &mut found);
        let found: BTreeSet<_> =
            found.iter().filter_map(|p| p.file_stem()?.to_str().map(str::to_owned)).collect();
        let table: BTreeSet<_> = FILES.iter().map(|(name, ..)| (*name).to_owned()).collect();
        assert_eq!(found, table, "{locale}: the table in src/text/bundles.rs has every file");
    }
}

#[test]
fn a_missing_text_shows_its_id() {
    assert_eq!(Text::default().of("no-such-text").to_string(), "no-such-text");
}

#[test]
fn numbers_are_grouped_and_chosen_by() {
    let (en, de) = (Text::new(Locale::En), Text::new(Locale::De));
    assert_eq!(en.of("duration-minutes").num("n", 1).to_string(), "1 minute");
    assert_eq!(de.of("duration-minutes").num("n", 1005).to_string(), "1.005 Minuten");
    assert_eq!(en.number(1_234_567), "1,234,567");
    assert_eq!(en.number(999), "999");
    assert_eq!(en.number(-1000), "\u{2212}1,000");
    assert_eq!(de.decimal(1234.5, 2), "1.234,50");
    assert_eq!(en.number(0.125), "0.125");
    assert_eq!(en.percent(0.125, 1), "12.5%");
}

#[test]
fn moments_are_in_the_words_of_the_locale() {
    let (en, de) = (Text::new(Locale::En), Text::new(Locale::De));
    let at = Utc.with_ymd_and_hms(2026, 11, 24, 13, 30, 0).single().expect("an instant");
    let berlin = at.with_timezone(&chrono_tz::Europe::Berlin);
    let later = berlin + TimeDelta::minutes(30);
    assert_eq!(en.day_time(&berlin), "Tue 24 Nov, 14:30");
    assert_eq!(en.day_time_from(&(berlin - TimeDelta::days(30)), &berlin), "Tue 24 Nov, 14:30");
    assert_eq!(
        en.day_time_from(&(berlin + TimeDelta::days(353)), &berlin),
        "Tue 24 Nov 2026, 14:30"
    );
    assert_eq!(
        de.day_time_from(&(berlin + TimeDelta::days(353)), &berlin),
        "Di, 24. Nov. 2026, 14:30 Uhr"
    );
    assert_eq!(de.day_time(&berlin), "Di, 24. Nov., 14:30 Uhr");
    assert_eq!(en.day_times(&berlin, &later), "Tue 24 Nov, 14:30–15:00");
    assert_eq!(de.day_times(&berlin, &later), "Di, 24. Nov., 14:30–15:00 Uhr");
    assert_eq!(en.zone(chrono_tz::Europe::Berlin, &at), "Berlin, CET");
    assert_eq!(en.zone(chrono_tz::America::Sao_Paulo, &at), "Sao Paulo, UTC\u{2212}3");
    assert_eq!(en.zone(chrono_tz::UTC, &at), "UTC");
    let day = NaiveDate::from_ymd_opt(2027, 3, 5).expect("a date");
    assert_eq!(en.date_long(day), "5 March 2027");
    assert_eq!(de.date_full(day), "Freitag, 5. März");
    assert_eq!(de.month(day), "März 2027");
    assert_eq!(en.duration(TimeDelta::minutes(90)), "1 hour 30 minutes");
    assert_eq!(de.duration(TimeDelta::days(3)), "3 Tage");
    assert_eq!(en.duration(TimeDelta::zero()), "0 minutes");
    assert_eq!(en.list(&["a", "b", "c"]), "a, b and c");
    assert_eq!(de.list(&["a", "b"]), "a und b");
}

#[test]
fn a_browser_gets_its_language() {
    for (header, locale) in [
        ("", Locale::En),
        ("de", Locale::De),
        ("de-AT,de;q=0.9,en;q=0.8", Locale::De),
        ("fr,en;q=0.5,de;q=0.7", Locale::De),
        ("fr", Locale::En),
        ("en-GB, de", Locale::En),
        ("de;q=0, en;q=0.1", Locale::En),
        ("en-XA", Locale::En),
        (";;,,q=;q=x", Locale::En),
    ] {
        assert_eq!(Locale::negotiate(header), locale, "{header}");
    }
}

#[test]
fn a_name_cannot_forge_a_line_or_turn_a_sentence() {
    assert_eq!(one_line("Ada\r\nBcc: all@example.org"), "Ada Bcc: all@example.org");
    assert_eq!(one_line("\u{202e}evil\u{202c}\n"), "evil");
    assert!(matches!(one_line("Zoë Ångström"), std::borrow::Cow::Borrowed(_)));
}

#[test]
fn the_pseudo_locale_is_strange_and_longer() {
    let en = Text::new(Locale::En).weekday(chrono::Weekday::Wed);
    let strange = Text::new(Locale::Pseudo).weekday(chrono::Weekday::Wed);
    assert_ne!(en, strange);
    assert!(strange.chars().count() > en.chars().count());
}

#[test]
fn a_text_is_cheap() {
    let text = Text::new(Locale::De);
    let round = || {
        text.of("day-times")
            .arg("date", "x")
            .arg("from", "10:00")
            .arg("to", "11:00")
            .to_string()
            .len()
    };
    let mut length = 0;
    // The fastest of twenty: the others may have waited for the processor.
    let batch = |_| {
        let start = Instant::now();
        length += (0..1_000).map(|_| round()).sum::<usize>();
        start.elapsed() / 1_000
    };
    let each = (0..20).map(batch).min().expect("some");
    assert!(length > 0);
    // Twenty times the target, so that a loaded machine does not fail it; the figure is printed.
    assert!(each.as_nanos() < 30_000, "{each:?}");
    #[expect(clippy::print_stderr, reason = "the figure is what this test is about")]
    {
        eprintln!("a text with three variables: {each:?}");
    }
}
