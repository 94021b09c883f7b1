//! Sentences about gaps between groups. A gap is named only when the interval of the group's share excludes the share of
//! everybody else (Wilson's score interval at 95 %; E. B. Wilson, JASA 22, 1927), so that chance is not reported as unfair.

use super::figures::{Cells, Figure, dimension, ratio};
use crate::graph::disclose::Publication;
use crate::graph::disclose::publication::{Level, Of, Quantity, Subject};
use crate::text::Text;

/// The 97.5 % quantile of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// The interval in which a share of `part` of `whole` plausibly lies.
fn wilson(part: u64, whole: u64) -> (f64, f64) {
    let share = ratio(part, whole);
    let n = ratio(whole, 1);
    let middle = (share + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
    let half = Z / (1.0 + Z * Z / n) * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

/// The share of one figure of another with its interval, when both are shown.
pub fn share(cells: &Cells<'_>, of: Of, part: Quantity, whole: Quantity) -> Figure {
    let share = cells.share(of, part, whole);
    let (own, all) = (cells.figure(of, part).count, cells.figure(of, whole).count);
    let (Some(own), Some(all)) = (own, all.filter(|all| *all > 0)) else { return share };
    let (low, high) = wilson(own.min(all), all);
    let text = cells.text();
    let words = text
        .of("hr-share-interval")
        .arg("share", &share.words)
        .arg("low", text.percent(low, 0))
        .arg("high", text.percent(high, 0))
        .to_string();
    Figure { words, ..share }
}

/// One sentence for each group whose share lies away from that of everybody else, by every dimension.
pub fn sentences(
    text: Text,
    publication: &Publication,
    subject: Subject,
    part: Quantity,
    whole: Quantity,
) -> Vec<String> {
    let mut says = Vec::new();
    for table in &publication.tables {
        if table.subject != subject || table.level == Level::Whole {
            continue;
        }
        let cells = Cells::of(text, table);
        let count = |of: Of, quantity: Quantity| cells.figure(of, quantity).count;
        let (Some(all_part), Some(all_whole)) = (count(Of::All, part), count(Of::All, whole))
        else {
            continue;
        };
        for (at, name) in cells.groups() {
            let of = Of::Group(at);
            let (Some(own), Some(own_whole)) = (count(of, part), count(of, whole)) else {
                continue;
            };
            let (others, others_whole) =
                (all_part.saturating_sub(own), all_whole.saturating_sub(own_whole));
            if own_whole == 0 || others_whole == 0 || own > own_whole {
                continue;
            }
            let (low, high) = wilson(own, own_whole);
            let parity = ratio(others.min(others_whole), others_whole);
            if (low..=high).contains(&parity) {
                continue;
            }
            let id = if high < parity { "hr-gap-less" } else { "hr-gap-more" };
            says.push(
                text.of(id)
                    .arg("by", text.of(dimension(table.dimension)).to_string())
                    .arg("name", name)
                    .arg("share", text.percent(ratio(own, own_whole), 0))
                    .arg("others", text.percent(parity, 0))
                    .arg("low", text.percent(low, 0))
                    .arg("high", text.percent(high, 0))
                    .to_string(),
            );
        }
    }
    says
}

#[cfg(test)]
mod tests {
    use super::wilson;

    #[test]
    fn wilsons_interval_is_that_of_the_books() {
        // statsmodels.stats.proportion.proportion_confint(8, 10, method="wilson")
        let (low, high) = wilson(8, 10);
        assert!((low - 0.490_162_471_536_641_8).abs() < 1e-9, "{low}");
        assert!((high - 0.943_317_848_545_624_8).abs() < 1e-9, "{high}");
    }
}
