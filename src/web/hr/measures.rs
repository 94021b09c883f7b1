//! Measures of the organisation as a whole, in words.

use super::connections::Tile;
use super::figures::Figure;
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
    /// A share of which only whole hundredths are said.
    Rough,
    /// A share with its sign.
    Change,
    Times,
    Number,
    /// A number of which only tenths are said.
    Tenths,
    Count,
    Weeks,
    PartsOfWeeks,
    AMonth,
}

/// How a measure is found, written and explained: name, unit, label, explanation.
type Known = (&'static str, Unit, &'static str, &'static str);

/// Every measure that pages know: name, how it is written, label, explanation.
const KNOWN: [Known; 20] = [
    ("across", Unit::Share, "hr-measure-across", "hr-measure-across-how"),
    ("lift", Unit::Times, "hr-measure-lift", "hr-measure-lift-how"),
    ("density", Unit::Share, "hr-measure-density", "hr-measure-density-how"),
    ("mean-path", Unit::Number, "hr-measure-mean-path", "hr-measure-mean-path-how"),
    ("unreachable", Unit::Share, "hr-measure-unreachable", "hr-measure-unreachable-how"),
    ("modularity", Unit::Number, "hr-measure-modularity", "hr-measure-modularity-how"),
    ("assortativity", Unit::Number, "hr-measure-assortativity", "hr-measure-assortativity-how"),
    ("communities", Unit::Count, "hr-measure-communities", "hr-measure-communities-how"),
    ("agreement", Unit::Tenths, "hr-measure-agreement", "hr-measure-agreement-how"),
    ("silos", Unit::Count, "hr-measure-silos", "hr-measure-silos-how"),
    ("few-links", Unit::Count, "hr-measure-few-links", "hr-measure-few-links-how"),
    ("one-bridge", Unit::Count, "hr-measure-one-bridge", "hr-measure-one-bridge-how"),
    ("giant", Unit::Share, "hr-measure-giant", "hr-measure-giant-how"),
    ("replies", Unit::Rough, "hr-measure-replies", "hr-measure-replies-how"),
    ("gini", Unit::Number, "hr-measure-gini", "hr-measure-gini-how"),
    ("concentration", Unit::Share, "hr-measure-concentration", "hr-measure-concentration-how"),
    ("cut-points", Unit::Count, "hr-measure-cut-points", "hr-measure-cut-points-how"),
    ("growth", Unit::Change, "hr-measure-growth", "hr-measure-growth-how"),
    ("novelty", Unit::Share, "hr-measure-novelty", "hr-measure-novelty-how"),
    ("churn", Unit::Share, "hr-measure-churn", "hr-measure-churn-how"),
];

/// How evenly offers are spread: on the sheet of fairness.
const OFFERS: [Known; 3] = [
    ("opportunity", Unit::AMonth, "hr-measure-opportunity", "hr-measure-opportunity-how"),
    (
        "opportunity-gini",
        Unit::Number,
        "hr-measure-opportunity-gini",
        "hr-measure-opportunity-gini-how",
    ),
    (
        "opportunity-between",
        Unit::Share,
        "hr-measure-opportunity-between",
        "hr-measure-opportunity-between-how",
    ),
];

/// What guests take of their hosts: on the sheet of health.
const HOSTING: [Known; 2] = [
    ("hosting", Unit::PartsOfWeeks, "hr-measure-hosting", "hr-measure-hosting-how"),
    ("hosting-gini", Unit::Number, "hr-measure-hosting-gini", "hr-measure-hosting-gini-how"),
];

/// How soon newcomers know others: on their sheet.
const RAMP: [Known; 1] =
    [("ramp-weeks", Unit::Weeks, "hr-measure-ramp-weeks", "hr-measure-ramp-weeks-how")];

fn written(text: Text, unit: Unit, thousandths: i64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a measure to read, in thousandths")]
    let value = thousandths as f64 / 1000.0;
    match unit {
        Unit::Share => text.percent(value, 1),
        Unit::Rough => text.percent(value, 0),
        Unit::Change => {
            let sign = if thousandths < 0 { "−" } else { "+" };
            format!("{sign}{}", text.percent(value.abs(), 1))
        }
        Unit::Times => format!("{} ×", text.decimal(value, 2)),
        Unit::Number => text.decimal(value, 2),
        Unit::Tenths => text.decimal(value, 1),
        Unit::Count => text.decimal(value, 0),
        Unit::Weeks => text.of("hr-weeks").num("weeks", thousandths / 1000).to_string(),
        Unit::PartsOfWeeks => {
            text.of("hr-host-weeks").arg("weeks", text.decimal(value, 1)).to_string()
        }
        Unit::AMonth => text.of("hr-a-month").arg("offers", text.decimal(value, 2)).to_string(),
    }
}

fn value(text: Text, publication: &Publication, name: &str, unit: Unit) -> Option<String> {
    let measure = |name: &str| publication.measures.iter().find(|measure| measure.name == name);
    let Some(shown) = measure(name)?.thousandths else {
        return Some(text.of("hr-withheld").to_string());
    };
    let words = |thousandths| written(text, unit, thousandths);
    let end = |end: &str| measure(&format!("{name}-{end}"))?.thousandths.map(words);
    Some(match (end("low"), end("high")) {
        (Some(low), Some(high)) => text
            .of("hr-share-interval")
            .arg("share", words(shown))
            .arg("low", low)
            .arg("high", high)
            .to_string(),
        _ => words(shown),
    })
}

/// A measure as a figure, and its thousandths where it is shown.
pub fn figure(text: Text, publication: &Publication, name: &str) -> (Figure, Option<i64>) {
    let Some(measure) = publication.measures.iter().find(|measure| measure.name == name) else {
        return (Figure::of(text, None), None);
    };
    let unit = KNOWN.iter().find(|(known, ..)| *known == name).map(|(_, unit, ..)| *unit);
    let words = |thousandths| written(text, unit.unwrap_or(Unit::Number), thousandths);
    match measure.thousandths {
        None => (Figure::withheld(text), None),
        Some(shown) => (Figure { words: words(shown), class: "", count: None }, Some(shown)),
    }
}

fn lines(text: Text, publication: &Publication, known: &[Known]) -> Vec<MeasureLine> {
    known
        .iter()
        .filter_map(|(name, unit, label, how)| {
            Some(MeasureLine {
                name: text.of(label).to_string(),
                value: value(text, publication, name, *unit)?,
                how: text.of(how).to_string(),
            })
        })
        .collect()
}

/// The measures of how the organisation is connected, as far as the publication has them.
pub fn measure_lines(text: Text, publication: &Publication) -> Vec<MeasureLine> {
    lines(text, publication, &KNOWN)
}

/// The measures of how evenly offers are spread.
pub fn offer_lines(text: Text, publication: &Publication) -> Vec<MeasureLine> {
    lines(text, publication, &OFFERS)
}

/// The measures of what guests take of their hosts.
pub fn hosting_lines(text: Text, publication: &Publication) -> Vec<MeasureLine> {
    lines(text, publication, &HOSTING)
}

/// The measures of how soon newcomers know others.
pub fn ramp_lines(text: Text, publication: &Publication) -> Vec<MeasureLine> {
    lines(text, publication, &RAMP)
}

/// A Lorenz curve, drawn, with its numbers.
pub struct Lorenz {
    /// `x,y x,y …` in a box of 100 × 100, from the lower left.
    pub points: String,
    /// What each part of the people has: words for the part, and the share.
    pub rows: Vec<(String, String)>,
}

/// The curve of offers in tenths of the people; none when it is not published, or withheld.
pub fn lorenz(text: Text, publication: &Publication) -> Option<Lorenz> {
    let mut points = vec!["0,100".to_owned()];
    let mut rows = Vec::new();
    for tenth in 1..10_u8 {
        let name = format!("lorenz-{tenth}");
        let measure = publication.measures.iter().find(|measure| measure.name == name)?;
        #[expect(clippy::cast_precision_loss, reason = "a share to read, in thousandths")]
        let share = measure.thousandths? as f64 / 1000.0;
        points.push(format!("{},{:.1}", 10 * tenth, 100.0 - 100.0 * share));
        let part = text.percent(f64::from(tenth) / 10.0, 0);
        rows.push((part, text.percent(share, 0)));
    }
    points.push("100,0".to_owned());
    Some(Lorenz { points: points.join(" "), rows })
}

/// One measure as a tile, when the publication has it.
pub fn tile(text: Text, publication: &Publication, name: &str) -> Option<Tile> {
    let (name, unit, label, how) = KNOWN.into_iter().find(|(known, ..)| *known == name)?;
    Some(Tile {
        value: value(text, publication, name, unit)?,
        label: text.of(label).to_string(),
        // When it is said has its place in the table of measures.
        more: text
            .of(if name == "mean-path" { "hr-measure-mean-path-tile" } else { how })
            .to_string(),
    })
}
