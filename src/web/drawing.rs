//! Small drawings as SVG: how value and bound met, and bars. Every drawing has a title, a description and a table with
//! the same numbers beside it.

use crate::domain::plan::Milestone;
use crate::text::Text;

use super::labels;

/// Width of the drawing's own units.
const WIDTH: i64 = 480;
/// Height of the drawing's own units.
const HEIGHT: i64 = 96;
/// Room at the edges.
const EDGE: i64 = 6;

/// Value and bound over time.
#[derive(Clone, Debug)]
pub struct Sparkline {
    /// `x,y x,y …` of the value.
    pub value: String,
    /// `x,y x,y …` of the bound.
    pub bound: String,
    /// The area between the two.
    pub between: String,
    /// Where the value ends.
    pub end: (i64, i64),
    /// The newest value.
    pub value_figure: String,
    /// The newest bound.
    pub bound_figure: String,
    /// What it shows, in a sentence.
    pub title: String,
    /// The figures, in a sentence.
    pub description: String,
    /// Time, phase, value, bound, gap of each point.
    pub rows: Vec<[String; 5]>,
}

/// The drawing of a solver's milestones; `None` while there are fewer than two.
pub fn sparkline(text: Text, milestones: &[Milestone]) -> Option<Sparkline> {
    let (first, last) = (milestones.first()?, milestones.last()?);
    if milestones.len() < 2 {
        return None;
    }
    let until = last.millis.max(first.millis + 1);
    let bounds = milestones.iter().filter_map(|milestone| milestone.bound);
    let top = bounds.chain(milestones.iter().map(|m| m.value)).max()?;
    let low = milestones.iter().map(|m| m.value).min()?;
    let x = |millis: u64| {
        let share = i128::from(millis - first.millis) * i128::from(WIDTH - 2 * EDGE)
            / i128::from(until - first.millis);
        EDGE + i64::try_from(share).unwrap_or(0)
    };
    let y = |value: i64| {
        // A plan that was the best from the start is a line through the middle.
        if top == low {
            return HEIGHT / 2;
        }
        let of = i128::from(top - low).max(1);
        let share = i128::from(top - value) * i128::from(HEIGHT - 2 * EDGE) / of;
        EDGE + i64::try_from(share).unwrap_or(0)
    };
    // Steps, not slopes: between two milestones the older figure holds.
    let stairs = |points: Vec<(i64, i64)>| {
        let mut path: Vec<(i64, i64)> = Vec::new();
        for point in points {
            if let Some(before) = path.last().copied() {
                path.push((point.0, before.1));
            }
            path.push(point);
        }
        path
    };
    let value = stairs(milestones.iter().map(|m| (x(m.millis), y(m.value))).collect());
    let bound =
        stairs(milestones.iter().filter_map(|m| Some((x(m.millis), y(m.bound?)))).collect());
    let shown = |path: &[(i64, i64)]| {
        path.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ")
    };
    let between = match bound.first() {
        None => String::new(),
        Some((from, _)) => {
            let mut area = bound.clone();
            area.extend(value.iter().rev().filter(|(x, _)| x >= from));
            // The value's stair may begin left of the first bound: close the area straight below it.
            let at = value.iter().rev().find(|(x, _)| x <= from).map_or(HEIGHT - EDGE, |(_, y)| *y);
            area.push((*from, at));
            shown(&area)
        }
    };
    let figure = |milli: Option<i64>| {
        milli.map_or_else(|| "–".to_owned(), |milli| labels::connections(text, milli))
    };
    let gap = |m: &Milestone| {
        m.bound
            .and_then(|bound| crate::store::overview::run::gap_ppm(m.value, bound))
            .map_or_else(|| "–".to_owned(), |ppm| labels::gap(text, ppm))
    };
    Some(Sparkline {
        end: value.last().copied().unwrap_or((WIDTH, HEIGHT)),
        value: shown(&value),
        bound: shown(&bound),
        between,
        value_figure: figure(Some(last.value)),
        bound_figure: figure(last.bound),
        title: text.of("sparkline-title").to_string(),
        description: text
            .of("sparkline-description")
            .arg("value", figure(Some(last.value)))
            .arg("bound", figure(last.bound))
            .arg("gap", gap(last))
            .arg("seconds", labels::seconds(text, i64::try_from(last.millis).unwrap_or(i64::MAX)))
            .to_string(),
        rows: thinned(milestones)
            .into_iter()
            .map(|m| {
                [
                    labels::seconds(text, i64::try_from(m.millis).unwrap_or(i64::MAX)),
                    labels::phase(text, m.phase),
                    figure(Some(m.value)),
                    figure(m.bound),
                    gap(m),
                ]
            })
            .collect(),
    })
}

/// At most about twenty of them, always with the first and the last.
fn thinned(milestones: &[Milestone]) -> Vec<&Milestone> {
    let step = milestones.len().div_ceil(20).max(1);
    let last = milestones.len().saturating_sub(1);
    milestones
        .iter()
        .enumerate()
        .filter(|(n, _)| n % step == 0 || *n == last)
        .map(|(_, m)| m)
        .collect()
}
