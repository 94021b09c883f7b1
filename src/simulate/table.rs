//! The report as a table of words and numbers, aligned for a terminal.

use super::report::{Measures, Point, Report, Share};

/// A measure's name, and how it is shown.
type Row = (&'static str, fn(&Measures) -> String);

const ROWS: [Row; 13] = [
    ("pairs that met", |m| grouped(i64::from(m.meetings))),
    ("repeats within 12 rounds", |m| counted(m.repeats_within_12)),
    ("repeats at all", |m| counted(m.repeats)),
    ("different pairs of possible", |m| percent(m.distinct_pairs)),
    ("partners a person, mean", |m| format!("{:.1}", m.partners.fraction(0.0))),
    ("partners a person, fewest", |m| m.partners_min.to_string()),
    ("meetings within a team", |m| counted(m.same_team)),
    ("sit-outs (forced)", |m| format!("{} ({})", m.sit_outs, m.sit_outs_forced)),
    ("sit-out spread (beyond forced)", |m| {
        format!("{} ({})", m.sit_out_spread, m.sit_out_spread_beyond)
    }),
    ("longest wait, rounds", |m| m.longest_wait.to_string()),
    ("new connections", |m| grouped(i64::from(m.new_connections))),
    ("value, milli-connections", |m| grouped(m.value)),
    ("rounds proven best", |m| m.rounds_proven.map_or("–".to_owned(), |n| n.to_string())),
];

/// The report as a table: measures down, policies across.
///
/// Shape: lines of text without a trailing newline.
#[must_use]
pub fn table(report: &Report) -> String {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let played: Vec<(&str, &Measures)> = report
        .policies
        .iter()
        .filter_map(|line| Some((line.policy, line.measures.as_ref()?)))
        .collect();
    if !played.is_empty() {
        rows.push(
            std::iter::once(String::new())
                .chain(played.iter().map(|(name, _)| (*name).to_owned()))
                .collect(),
        );
        for (name, show) in ROWS {
            rows.push(
                std::iter::once(name.to_owned())
                    .chain(played.iter().map(|(_, measures)| show(measures)))
                    .collect(),
            );
        }
        if report.target_percent > 0 {
            let cells = played.iter().map(|(_, measures)| grouped(i64::from(measures.bridged)));
            rows.push(std::iter::once("of them for the target".to_owned()).chain(cells).collect());
        }
        for (at, point) in played[0].1.team_pairs.iter().enumerate() {
            let rounds = if point.round == 1 { "round" } else { "rounds" };
            rows.push(
                std::iter::once(format!("team pairs tied, {} {rounds}", point.round))
                    .chain(played.iter().map(|(_, m)| covered(m.team_pairs.get(at))))
                    .collect(),
            );
        }
    }
    let mut text = head(report);
    text.push_str(&aligned(&rows));
    for line in &report.policies {
        if let Some(reason) = &line.refused {
            text.push_str(&format!("\n{} made no groups: {reason}", line.policy));
        }
    }
    text
}

fn head(report: &Report) -> String {
    let Report { people, teams, ties, rounds, present_percent, cadence_days, group, seed, .. } =
        report;
    let groups = match group {
        (2, 2) => "pairs".to_owned(),
        (min, max) => format!("groups of {min} to {max}"),
    };
    format!(
        "{people} people of {teams} teams, {ties} ties before; {groups} every {cadence_days} days, {rounds} rounds, \
         {present_percent} % there each time; seed {seed}\n\n"
    )
}

fn covered(point: Option<&Point>) -> String {
    point.map_or_else(String::new, |point| {
        let Share { count, of } = point.team_pairs;
        format!("{count}/{of} {}", percent(point.team_pairs))
    })
}

fn counted(share: Share) -> String {
    format!("{} ({})", share.count, percent(share))
}

fn percent(share: Share) -> String {
    if share.of == 0 { "–".to_owned() } else { format!("{:.1} %", share.fraction(0.0) * 100.0) }
}

/// A whole number with its thousands apart.
fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::from(if number < 0 { "−" } else { "" });
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The first column to the left, the others to the right, two blanks between.
fn aligned(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max()
    };
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or(0)).collect();
    let lines: Vec<String> = rows
        .iter()
        .map(|row| {
            let cells = row.iter().zip(&widths).enumerate().map(|(i, (cell, &width))| {
                if i == 0 { format!("{cell:<width$}") } else { format!("  {cell:>width$}") }
            });
            cells.collect::<String>().trim_end().to_owned()
        })
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_columns_line_up() {
        assert_eq!(grouped(-1_234_567), "−1,234,567");
        assert_eq!(grouped(999), "999");
        let rows = [vec!["a".into(), "10 %".into()], vec!["long".into(), "–".into()]];
        assert_eq!(aligned(&rows), "a     10 %\nlong     –");
    }
}
