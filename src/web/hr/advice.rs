//! What the reasons for missed meetings suggest to change.

use super::figures::{Cells, ratio};
use crate::graph::disclose::Publication;
use crate::graph::disclose::publication::{Dimension, Of, Quantity, Subject};
use crate::text::Text;

/// A reason is worth a change when it is at least this share of all reasons.
const WORTH: f64 = 0.25;

/// One sentence for each reason that stands out.
pub fn sentences(text: Text, publication: &Publication) -> Vec<String> {
    const ADVICE: [(Quantity, &str); 5] = [
        (Quantity::TooBusy, "hr-advice-too-busy"),
        (Quantity::NoCommonTime, "hr-advice-no-common-time"),
        (Quantity::KnowEachOther, "hr-advice-know-each-other"),
        (Quantity::NotUseful, "hr-advice-not-useful"),
        (Quantity::Away, "hr-advice-away"),
    ];
    let Some(cells) = Cells::find(text, publication, Subject::Reasons, Dimension::Unit) else {
        return Vec::new();
    };
    let shown: Vec<(u64, &'static str)> = ADVICE
        .into_iter()
        .filter_map(|(reason, id)| Some((cells.figure(Of::All, reason).count?, id)))
        .collect();
    let all: u64 = shown.iter().map(|(count, _)| count).sum();
    if all == 0 {
        return Vec::new();
    }
    shown
        .into_iter()
        .filter(|(count, _)| ratio(*count, all) >= WORTH)
        .map(|(count, id)| text.of(id).arg("share", text.percent(ratio(count, all), 0)).to_string())
        .collect()
}
