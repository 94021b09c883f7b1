//! Growth, novelty and churn from the quarter before to this one.

use std::collections::BTreeSet;

use super::Season;
use crate::domain::id::PersonId;
use crate::graph::disclose::algebra::{Steps, depends_on_k};
use crate::graph::disclose::facts::Facts;
use crate::graph::disclose::publication::{Dimension, Measure, Of, Subject, Table};
use crate::graph::disclose::rules::r7_dominated;
use crate::graph::disclose::space::{Grain, Picture, Row, Space};

/// Steps for the one figure: less than a second.
const STEPS: u64 = 300_000_000;

type Pairs = BTreeSet<[PersonId; 2]>;

/// Of the ties B that the quarter before was published with and N of this one: growth |N| / |B| − 1, novelty |N \ B| / |N|,
/// churn |B \ N| / |B| ([`crate::graph::change`], with the year up to the quarter before as the window before). Nothing
/// where the quarter before is not published.
///
/// Growth says what the two totals say, and is shown with them. Novelty and churn tell one number more, how many ties came:
/// they are shown when none came or none went (R6: changed by nobody), or when whatever can be computed from that number
/// and all figures depends on k people.
/// Cost: that of deciding about one figure; what needs more steps is withheld.
pub(super) fn turnover(season: &Season, tables: &[Table]) -> Vec<Measure> {
    let (facts, earlier) = (season.facts, season.earlier);
    let last = earlier.last().filter(|closed| closed.facts.period == facts.period.previous());
    let Some(last) = last else { return Vec::new() };
    let (was, is) = (pairs(&last.facts), pairs(facts));
    let totals = total(&last.publication.tables) && total(tables);
    let came: Pairs = is.difference(&was).copied().collect();
    let went: Pairs = was.difference(&is).copied().collect();
    let apart = totals
        && (came.is_empty()
            || went.is_empty()
            || (!alone(&came)
                && !alone(&went)
                && !alone(&is.intersection(&was).copied().collect())
                && came_holds(season, tables)));
    let over = |part: usize, whole: usize| -> i64 {
        // Of no ties nothing is shown: there is no total.
        let thousandths = (2000 * part + whole) / (2 * whole).max(1);
        i64::try_from(thousandths).unwrap_or(i64::MAX)
    };
    let measure = |name: &str, thousandths: i64, shown: bool| Measure {
        name: name.to_owned(),
        thousandths: shown.then_some(thousandths),
    };
    vec![
        measure("growth", over(is.len(), was.len()) - 1000, totals),
        measure("novelty", over(came.len(), is.len()), apart),
        measure("churn", over(went.len(), was.len()), apart),
    ]
}

/// Ties by people; the same two in all quarters.
fn pairs(facts: &Facts) -> Pairs {
    facts
        .ties
        .iter()
        .filter_map(|tie| {
            let [a, b] = tie.people.map(|at| facts.people.get(at as usize).map(|one| one.id));
            Some([a?.min(b?), a?.max(b?)])
        })
        .collect()
}

/// Whether the number of all ties is shown.
fn total(tables: &[Table]) -> bool {
    tables
        .iter()
        .filter(|table| table.subject == Subject::Ties && table.dimension == Dimension::Unit)
        .flat_map(|table| &table.cells)
        .any(|cell| cell.of == Of::All && cell.value.shown().is_some())
}

/// One person has a part in more than half of them (rule R7).
fn alone(pairs: &Pairs) -> bool {
    let ids: BTreeSet<PersonId> = pairs.iter().flatten().copied().collect();
    let number = |id: PersonId| u32::try_from(ids.range(..id).count()).unwrap_or(u32::MAX);
    r7_dominated(pairs.iter().map(|pair| (pair.map(number), 1)))
}

/// Whether all that can be computed with the number of ties that came depends on k people: together with the two
/// quarters, and with all.
fn came_holds(season: &Season, tables: &[Table]) -> bool {
    let earlier = season.earlier;
    let space = Space { subject: Subject::Ties, reason: None };
    let now = earlier.len();
    let mut rows: Vec<Row> = Vec::new();
    for (period, closed) in earlier.iter().enumerate() {
        rows.extend(season.shown_rows(&closed.publication.tables, space, period));
    }
    rows.extend(season.shown_rows(tables, space, now));
    let mut grains: Vec<Grain> = rows.iter().map(|row| row.grain).collect();
    grains.sort_unstable();
    grains.dedup();
    let told_of: Vec<usize> = (0..now)
        .filter(|period| {
            let measures = &earlier[*period].publication.measures;
            measures.iter().any(|one| one.name == "novelty" && one.thousandths.is_some())
        })
        .collect();
    let picture = Picture::new(space, &season.roll, earlier, season.facts, &grains);
    let mut views = vec![vec![now - 1, now]];
    if now > 1 {
        views.push((0..=now).collect());
    }
    let steps = Steps::new(STEPS);
    views.iter().all(|periods| {
        let rows: Vec<Row> =
            rows.iter().filter(|row| periods.contains(&row.period)).copied().collect();
        // What came earlier and was told is known, too: ties that came together go together a year later.
        let told: Vec<usize> = told_of
            .iter()
            .filter(|period| periods.contains(period) && periods.contains(&period.wrapping_sub(1)))
            .copied()
            .collect();
        let columns = picture.columns_with_came(&rows, periods, &told);
        let known = rows.len() + told.len();
        depends_on_k(&columns, (known, known + 1), season.rules.people(), &steps)
    })
}
