//! Measures of the organisation as a whole, in words.

use super::connections::Tile;
use crate::graph::disclose::Publication;
use crate::text::Text;

/// A measure, as the fold "How it is computed" shows it.
pub struct MeasureLine {
    /// Its name.
    pub name: String,
    /// Its worth, or that it is withheld.
    pub value: String,
    /// How it is computed.
    pub how: String,
}

/// How a measure is written.
#[derive(Clone, Copy)]
enum Unit {
    Share,
    Times,
    Number,
    Count,
}

/// Every measure that pages know: name, how it is written, label, explanation.
const KNOWN: [(&str, Unit, &str, &str); 16] = [
    ("across", Unit::Share, "hr-measure-across", "hr-measure-across-how"),
    ("lift", Unit::Times, "hr-measure-lift", "hr-measure-lift-how"),
    ("density", Unit::Share, "hr-measure-density", "hr-measure-density-how"),
    ("mean-path", Unit::Number, "hr-measure-mean-path", "hr-measure-mean-path-how"),
    ("unreachable", Unit::Share, "hr-measure-unreachable", "hr-measure-unreachable-how"),
    ("efficiency", Unit::Number, "hr-measure-efficiency", "hr-measure-efficiency-how"),
    ("modularity", Unit::Number, "hr-measure-modularity", "hr-measure-modularity-how"),
    ("assortativity", Unit::Number, "hr-measure-assortativity", "hr-measure-assortativity-how"),
    ("communities", Unit::Count, "hr-measure-communities", "hr-measure-communities-how"),
    ("agreement", Unit::Number, "hr-measure-agreement", "hr-measure-agreement-how"),
    ("silos", Unit::Count, "hr-measure-silos", "hr-measure-silos-how"),
    ("few-links", Unit::Count, "hr-measure-few-links", "hr-measure-few-links-how"),
    ("one-bridge", Unit::Count, "hr-measure-one-bridge", "hr-measure-one-bridge-how"),
    ("giant", Unit::Share, "hr-measure-giant", "hr-measure-giant-how"),
    ("replies", Unit::Share, "hr-measure-replies", "hr-measure-replies-how"),
    ("gini", Unit::Number, "hr-measure-gini", "hr-measure-gini-how"),
];

fn written(text: Text, unit: Unit, thousandths: i64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a measure to read, in thousandths")]
    let value = thousandths as f64 / 1000.0;
    match unit {
        Unit::Share => text.percent(value, 1),
        Unit::Times => format!("{} ×", text.decimal(value, 2)),
        Unit::Number => text.decimal(value, 2),
        Unit::Count => text.decimal(value, 0),
    }
}

fn value(text: Text, publication: &Publication, name: &str, unit: Unit) -> Option<String> {
    let measure = publication.measures.iter().find(|measure| measure.name == name)?;
    Some(measure.thousandths.map_or_else(
        || text.of("hr-withheld").to_string(),
        |thousandths| written(text, unit, thousandths),
    ))
}

/// All measures that the publication has.
pub fn measure_lines(text: Text, publication: &Publication) -> Vec<MeasureLine> {
    KNOWN
        .into_iter()
        .filter_map(|(name, unit, label, how)| {
            Some(MeasureLine {
                name: text.of(label).to_string(),
                value: value(text, publication, name, unit)?,
                how: text.of(how).to_string(),
            })
        })
        .collect()
}

/// One measure as a tile, when the publication has it.
pub fn tile(text: Text, publication: &Publication, name: &str) -> Option<Tile> {
    let (name, unit, label, how) = KNOWN.into_iter().find(|(known, ..)| *known == name)?;
    Some(Tile {
        value: value(text, publication, name, unit)?,
        label: text.of(label).to_string(),
        more: text.of(how).to_string(),
    })
}
