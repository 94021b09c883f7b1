//! Modularity and assortativity of the org chart, from nothing but what the table of ties shows.
//!
//! Both hold the square of each group's ties: with a few cells withheld, that is one more equation about exactly these
//! cells, and whole numbers that fulfil it are few. So they are computed from the table that is published, and said only
//! where every reader could compute them.

use crate::graph::disclose::publication::{
    Dimension, Hidden, Level, Measure, Of, Subject, Table, Value,
};

/// Both measures of a publication's tables; withheld where a group's ties, or those inside it, are.
pub(super) fn org_chart(tables: &[Table]) -> Vec<Measure> {
    let table = tables.iter().find(|table| {
        table.subject == Subject::Ties
            && table.dimension == Dimension::Unit
            && table.level != Level::Whole
    });
    let Some(table) = table else { return Vec::new() };
    let found = computed(table);
    let measure = |name: &str, value: Option<f64>| {
        #[expect(clippy::cast_possible_truncation, reason = "both lie between -1 and 1")]
        let thousandths = value.map(|value| (value * 1000.0).round() as i64);
        Measure { name: name.to_owned(), thousandths }
    };
    vec![
        measure("modularity", found.map(|(inside, chance)| inside - chance)),
        measure(
            "assortativity",
            found
                .filter(|(_, chance)| *chance < 1.0)
                .map(|(inside, chance)| (inside - chance) / (1.0 - chance)),
        ),
    ]
}

/// The share of ties inside groups, and the one that chance would put there: Σ over groups of (d / 2m)², d the ends of
/// ties in a group. Ties of groups that are no more count as those of one group.
///
/// Sources: Newman & Girvan 2004; Newman 2003 (see [`crate::graph::modularity`], [`crate::graph::assortativity`]).
fn computed(table: &Table) -> Option<(f64, f64)> {
    let shown = |of: Of| match table.cells.iter().find(|cell| cell.of == of)?.value {
        Value::Shown(count) => Some(count),
        Value::Hidden(Hidden::Nobody) => Some(0),
        Value::Hidden(Hidden::Protected) => None,
    };
    let (all, across) = (shown(Of::All)?, shown(Of::Across)?);
    if all == 0 {
        return None;
    }
    let mut ends = Vec::with_capacity(table.groups.len() + 1);
    for group in (0_u16..).take(table.groups.len()) {
        ends.push(shown(Of::Group(group))? + shown(Of::Pair(group, group))?);
    }
    ends.push((2 * all).checked_sub(ends.iter().sum())?);
    let all = real(all);
    let chance = ends.into_iter().map(|ends| (real(ends) / (2.0 * all)).powi(2)).sum();
    Some((1.0 - real(across) / all, chance))
}

#[expect(clippy::cast_precision_loss, reason = "ties of an organisation are far below 2^53")]
fn real(count: u64) -> f64 {
    count as f64
}
