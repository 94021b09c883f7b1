//! How the whole organisation went from quarter to quarter: one line for each measure, and a table of the same numbers.

use super::figures::{Cells, Figure, level, quarter};
use super::measures;
use crate::graph::disclose::Publication;
use crate::graph::disclose::publication::{Dimension, Of, Quantity, Subject};
use crate::graph::export::ties_by;
use crate::text::Text;

/// Measures that a trend shows, beside the number of ties: name in publications, label.
const SHOWN: [(&str, &str); 5] = [
    ("across", "hr-measure-across"),
    ("growth", "hr-measure-growth"),
    ("novelty", "hr-measure-novelty"),
    ("churn", "hr-measure-churn"),
    ("mean-path", "hr-measure-mean-path"),
];

/// Room of a quarter in a drawing.
const STEP: u32 = 40;
/// The heights between which a line is drawn.
const LOW: f64 = 52.0;
const HIGH: f64 = 12.0;

/// A figure and the number it is drawn by.
type Point = (Figure, Option<i64>);

/// Quarters and their measures.
#[derive(Clone, Debug, Default)]
pub struct Trend {
    /// What is shown.
    pub heads: Vec<String>,
    /// The quarters, the latest first: name and figures.
    pub rows: Vec<(String, Vec<Figure>)>,
    /// One drawing for each measure that at least two quarters show.
    pub lines: Vec<Line>,
}

/// One measure over the quarters.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it shows.
    pub label: String,
    /// First and last figure in words.
    pub words: String,
    /// The drawing's width.
    pub width: u32,
    /// Runs of quarters one after the other that show it: `x,y x,y …`.
    pub runs: Vec<String>,
    /// The quarters that show it: place and figure in words.
    pub dots: Vec<(u32, String, String)>,
}

/// The trend up to the last of the publications, which come the oldest first.
pub fn trend(text: Text, all: &[Publication]) -> Trend {
    let mut heads = vec![text.of("hr-column-ties").to_string()];
    heads.extend(SHOWN.iter().map(|(_, label)| text.of(label).to_string()));
    // The groups that ties lie across are those of the level shown: with other groups it is another measure.
    let level_of =
        |publication: &Publication| ties_by(publication, Dimension::Unit).map(|table| table.level);
    let newest = all.last().and_then(level_of);
    let measure = |publication: &Publication, name: &str| -> Point {
        let (mut figure, number) = measures::figure(text, publication, name);
        match level_of(publication) {
            Some(other) if name == "across" && number.is_some() && newest != Some(other) => {
                figure.words = format!("{} ({})", figure.words, text.of(level(other)));
                (figure, None)
            }
            _ => (figure, number),
        }
    };
    // Each quarter's figures, and the numbers they are drawn by.
    let quarters: Vec<(String, Vec<Point>)> = all
        .iter()
        .map(|publication| {
            let mut figures = vec![ties(text, publication)];
            figures.extend(SHOWN.iter().map(|(name, _)| measure(publication, name)));
            (quarter(text, publication.period), figures)
        })
        .collect();
    let lines = heads
        .iter()
        .enumerate()
        .filter_map(|(at, label)| {
            let points: Vec<(&str, &Point)> = quarters
                .iter()
                .filter_map(|(name, figures)| Some((name.as_str(), figures.get(at)?)))
                .collect();
            line(label, &points)
        })
        .collect();
    Trend {
        heads,
        lines,
        rows: quarters
            .into_iter()
            .rev()
            .map(|(name, figures)| (name, figures.into_iter().map(|(figure, _)| figure).collect()))
            .collect(),
    }
}

fn ties(text: Text, publication: &Publication) -> (Figure, Option<i64>) {
    let figure = Cells::find(text, publication, Subject::Ties, Dimension::Unit)
        .map_or_else(|| Figure::of(text, None), |cells| cells.figure(Of::All, Quantity::Ties));
    let number = figure.count.and_then(|count| i64::try_from(count).ok());
    (figure, number)
}

/// A line through the quarters that show a measure; a quarter that does not breaks it.
#[expect(clippy::cast_precision_loss, reason = "a drawing's height")]
fn line(label: &str, points: &[(&str, &Point)]) -> Option<Line> {
    let shown: Vec<i64> = points.iter().filter_map(|(_, (_, number))| *number).collect();
    let (low, high) = (*shown.iter().min()?, *shown.iter().max()?);
    if shown.len() < 2 {
        return None;
    }
    let height = |number: i64| {
        let part = if high > low { (number - low) as f64 / (high - low) as f64 } else { 0.5 };
        format!("{:.1}", LOW - (LOW - HIGH) * part)
    };
    let (mut runs, mut dots) = (vec![Vec::new()], Vec::new());
    for ((name, (figure, number)), at) in points.iter().zip(0_u32..) {
        let Some(number) = number else {
            runs.push(Vec::new());
            continue;
        };
        let (x, y) = (STEP / 2 + at * STEP, height(*number));
        if let Some(run) = runs.last_mut() {
            run.push(format!("{x},{y}"));
        }
        dots.push((x, y, format!("{name}: {}", figure.words)));
    }
    let words: Vec<&str> = dots.iter().map(|(.., words)| words.as_str()).collect();
    Some(Line {
        label: label.to_owned(),
        words: format!("{label}: {}", words.join("; ")),
        width: STEP * u32::try_from(points.len()).unwrap_or(1),
        runs: runs.iter().filter(|run| run.len() > 1).map(|run| run.join(" ")).collect(),
        dots,
    })
}
