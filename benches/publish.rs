//! Publishing quarter after quarter of a made-up organisation of 10,000 people: CPU seconds of each quarter, and what can
//! be shown. Figures are printed; nothing fails by time. Run with `bin/bench publish`.
//!
//! Words, each `name=number`: people, ties, teams, departments, divisions, quarters, seed. `out=FILE` writes what was
//! published, so that two versions can be compared.

mod made;

use std::io::Write;
use std::time::Instant;

use made::{Organisation, Size, cpu};
use weft::domain::quarter::Quarter;
use weft::graph::disclose::publication::Table;
use weft::graph::disclose::{Closed, Rules, publish};

fn shown(table: &Table) -> usize {
    table.cells.iter().filter(|cell| cell.value.shown().is_some()).count()
}

fn main() -> std::io::Result<()> {
    let words: Vec<String> = std::env::args().collect();
    let word = |name: &str| {
        words.iter().find_map(|word| word.strip_prefix(name)?.strip_prefix('=')).map(str::to_owned)
    };
    let number = |name: &str, usual: u32| word(name).and_then(|n| n.parse().ok()).unwrap_or(usual);
    let people = number("people", 10_000);
    let size = Size {
        people,
        ties: number("ties", people / 10 * 33),
        teams: number("teams", 60),
        departments: number("departments", 12),
        divisions: number("divisions", 4),
    };
    let mut organisation = Organisation::found(size, u64::from(number("seed", 7)));
    let rules = Rules::new(5).expect("five");
    let mut period: Quarter = "2021-Q1".parse().expect("a quarter");
    let mut closed: Vec<Closed> = Vec::new();
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{people} people, {} ties, {} teams, {} departments, {} divisions",
        size.ties, size.teams, size.departments, size.divisions
    )?;
    for _ in 0..number("quarters", 20) {
        let facts = organisation.quarter(period);
        let (before, began) = (cpu(), Instant::now());
        let publication = publish(&facts, &closed, rules);
        let (spent, wall) = (cpu() - before, began.elapsed().as_secs_f64());
        let tables: Vec<String> = publication
            .tables
            .iter()
            .map(|table| {
                let (subject, by) = (table.subject.as_str(), table.dimension.as_str());
                let (level, of) = (table.level.as_str(), table.cells.len());
                let mark = if table.unfinished { "!" } else { "" };
                format!("{subject}/{by} {level} {}/{of}{mark}", shown(table))
            })
            .collect();
        let all: usize = publication.tables.iter().map(|table| table.cells.len()).sum();
        writeln!(
            out,
            "{period}: {spent:.1} s of CPU ({wall:.1} s on the clock); {} of {all} cells shown: {}",
            publication.tables.iter().map(shown).sum::<usize>(),
            tables.join(", ")
        )?;
        out.flush()?;
        closed.push(Closed { facts, publication });
        period = period.next();
    }
    if let Some(file) = word("out") {
        let all: Vec<_> = closed.iter().map(|closed| &closed.publication).collect();
        std::fs::write(file, serde_json::to_string(&all).expect("text"))?;
    }
    Ok(())
}
