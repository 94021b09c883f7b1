//! The report as a picture: team pairs tied and repeats, round by round. Plain SVG, readable in light and in dark.

use std::fmt::Write as _;

use super::report::{Measures, Point, Report, Share};

const WIDTH: f64 = 760.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 632.0;
/// Height of a panel's drawing area, and where the two begin.
const HEIGHT: f64 = 210.0;
const TOPS: [f64; 2] = [98.0, 412.0];
const FULL: f64 = 680.0;

/// Dashes tell the lines apart where colours do not: class, dash pattern.
const STYLES: [(&str, &str); 5] = [
    ("weft", "none"),
    ("shuffle", "2 4"),
    ("greedy", "9 4"),
    ("ban", "12 4 2 4"),
    ("ban-forever", "5 3"),
];

const CSS: &str = "\
text{font:13px system-ui,-apple-system,'Segoe UI',sans-serif;fill:#18201d}\
.title{font-size:17px;font-weight:600}.panel{font-size:14px;font-weight:600}.muted{fill:#58615c}\
.back{fill:#fff}.grid{stroke:#e1e3de}.axis{stroke:#868e89}\
.line{fill:none;stroke-width:2;stroke-linejoin:round}.line.weft{stroke-width:3}\
.label{font-weight:600}.lead{stroke-width:1;fill:none}\
.s-weft{stroke:#0b6357}.s-shuffle{stroke:#9a3b12}.s-greedy{stroke:#75490a}.s-ban{stroke:#5b3fa0}.s-ban-forever{stroke:#1d4f91}\
.f-weft{fill:#0b6357}.f-shuffle{fill:#9a3b12}.f-greedy{fill:#75490a}.f-ban{fill:#5b3fa0}.f-ban-forever{fill:#1d4f91}\
@media (prefers-color-scheme:dark){text{fill:#e6ebe8}.muted{fill:#9fa9a4}.back{fill:#131615}.grid{stroke:#2b312e}.axis{stroke:#717b76}\
.s-weft{stroke:#62c9b5}.s-shuffle{stroke:#f0a07c}.s-greedy{stroke:#e8b55c}.s-ban{stroke:#b9a3f0}.s-ban-forever{stroke:#8fbcf5}\
.f-weft{fill:#62c9b5}.f-shuffle{fill:#f0a07c}.f-greedy{fill:#e8b55c}.f-ban{fill:#b9a3f0}.f-ban-forever{fill:#8fbcf5}}";

/// One panel: its words and what it draws.
struct Panel {
    title: &'static str,
    note: &'static str,
    top: f64,
    /// The top of its scale. Units: per cent.
    most: f64,
    /// The height of a point. Units: per cent.
    of: fn(&Point) -> f64,
}

/// The report as an SVG document: two panels over the rounds, a line for each policy that made groups.
///
/// Shape: 760 × 680 units; no outside resources, no scripts; a title and a description for those who do not see it.
#[must_use]
pub fn plot(report: &Report) -> String {
    let lines: Vec<(&'static str, &Measures)> = report
        .policies
        .iter()
        .filter_map(|line| Some((line.policy, line.measures.as_ref()?)))
        .collect();
    let highest =
        lines.iter().flat_map(|(_, measures)| &measures.course).map(repeats).fold(0.0, f64::max);
    let panels = [
        Panel {
            title: "Team pairs tied",
            note: "of those that any plan could have tied by then, per cent",
            top: TOPS[0],
            most: 100.0,
            of: |point| percent(point.team_pairs, 1.0),
        },
        Panel {
            title: "Meetings with somebody met in the 12 rounds before",
            note: "of all meetings so far, per cent",
            top: TOPS[1],
            most: ceiling(highest),
            of: repeats,
        },
    ];
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {FULL}\" role=\"img\" \
         aria-labelledby=\"title desc\">\n<title id=\"title\">{title}</title>\n<desc id=\"desc\">{desc}</desc>\n\
         <style>{CSS}</style>\n<rect class=\"back\" width=\"{WIDTH}\" height=\"{FULL}\"/>\n\
         <text class=\"title\" x=\"24\" y=\"36\">{title}</text>\n",
        title = title(report),
        desc = described(&lines),
    );
    for panel in &panels {
        frame(&mut svg, panel, report.rounds);
        curves(&mut svg, panel, report.rounds, &lines);
    }
    svg.push_str("</svg>\n");
    svg
}

fn title(report: &Report) -> String {
    let what = if report.group == (2, 2) { "pairs" } else { "groups" };
    format!(
        "{} people of {} teams, {} rounds of {what}, {} % there each time",
        report.people, report.teams, report.rounds, report.present_percent
    )
}

fn described(lines: &[(&str, &Measures)]) -> String {
    lines
        .iter()
        .filter_map(|(name, measures)| {
            let last = measures.course.last()?;
            Some(format!(
                "{name}: {:.0} per cent of the possible team pairs tied, {:.1} per cent of meetings repeated within \
                 12 rounds.",
                percent(last.team_pairs, 1.0),
                repeats(last)
            ))
        })
        .collect::<Vec<String>>()
        .join(" ")
}

fn percent(share: Share, empty: f64) -> f64 {
    share.fraction(empty) * 100.0
}

fn repeats(point: &Point) -> f64 {
    percent(point.repeats_within_12, 0.0)
}

/// The round number at or above which the scale ends.
fn ceiling(highest: f64) -> f64 {
    [5.0, 10.0, 20.0, 40.0, 60.0, 80.0].into_iter().find(|&most| highest <= most).unwrap_or(100.0)
}

fn x(round: u32, rounds: u32) -> f64 {
    let span = f64::from(rounds.saturating_sub(1).max(1));
    LEFT + (RIGHT - LEFT) * f64::from(round.saturating_sub(1)) / span
}

fn y(panel: &Panel, value: f64) -> f64 {
    panel.top + HEIGHT * (1.0 - value / panel.most)
}

fn frame(svg: &mut String, panel: &Panel, rounds: u32) {
    let _ = writeln!(
        svg,
        "<text class=\"panel\" x=\"24\" y=\"{}\">{} <tspan class=\"muted\" font-weight=\"400\">{}</tspan></text>",
        panel.top - 20.0,
        panel.title,
        panel.note
    );
    for step in 0..=4 {
        let value = panel.most * f64::from(step) / 4.0;
        let at = y(panel, value);
        let class = if step == 0 { "axis" } else { "grid" };
        let _ = writeln!(
            svg,
            "<path class=\"{class}\" d=\"M{LEFT} {at:.1}H{RIGHT}\"/><text class=\"muted\" x=\"{}\" y=\"{:.1}\" \
             text-anchor=\"end\">{value}</text>",
            LEFT - 10.0,
            at + 4.5
        );
    }
    let bottom = panel.top + HEIGHT;
    for round in marks(rounds) {
        let at = x(round, rounds);
        let _ = writeln!(
            svg,
            "<path class=\"axis\" d=\"M{at:.1} {bottom}v5\"/><text class=\"muted\" x=\"{at:.1}\" y=\"{}\" \
             text-anchor=\"middle\">{round}</text>",
            bottom + 21.0
        );
    }
    let _ = writeln!(
        svg,
        "<text class=\"muted\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">Round</text>",
        f64::midpoint(LEFT, RIGHT),
        bottom + 40.0
    );
}

/// Rounds that are marked below a panel: the first, the last, and round numbers between.
fn marks(rounds: u32) -> Vec<u32> {
    let step = [1, 2, 5, 10, 20, 50, 100, 200].into_iter().find(|step| rounds / step <= 8);
    let step = step.unwrap_or(rounds.max(1));
    let mut marks = vec![1];
    marks.extend((step.max(2)..rounds).step_by(step as usize).filter(|&mark| {
        // A mark beside the last one would write over it.
        mark > 1 && rounds - mark > step / 2
    }));
    if rounds > 1 {
        marks.push(rounds);
    }
    marks
}

fn curves(svg: &mut String, panel: &Panel, rounds: u32, lines: &[(&'static str, &Measures)]) {
    let mut labels: Vec<(f64, f64, &str)> = Vec::new();
    // The first line asked for is drawn last, on top.
    for (name, measures) in lines.iter().rev() {
        let Some(last) = measures.course.last() else { continue };
        let mut path = String::new();
        for point in &measures.course {
            let to = if path.is_empty() { 'M' } else { 'L' };
            let (at, height) = (x(point.round, rounds), y(panel, (panel.of)(point)));
            let _ = write!(path, "{to}{at:.1} {height:.1}");
        }
        let dash = STYLES.iter().find(|(style, _)| style == name).map_or("none", |style| style.1);
        let _ = writeln!(
            svg,
            "<path class=\"line {name} s-{name}\" stroke-dasharray=\"{dash}\" d=\"{path}\"/>"
        );
        let height = y(panel, (panel.of)(last));
        labels.push((height, height, name));
    }
    // Where lines end together, the first asked for is named first.
    labels.reverse();
    spread(&mut labels, panel);
    for (end, at, name) in labels {
        let _ = writeln!(
            svg,
            "<path class=\"lead s-{name}\" d=\"M{} {end:.1}L{} {at:.1}\"/><text class=\"label f-{name}\" x=\"{}\" \
             y=\"{:.1}\">{name}</text>",
            RIGHT + 3.0,
            RIGHT + 15.0,
            RIGHT + 19.0,
            at + 4.5
        );
    }
}

/// Moves labels apart that would lie over each other, and keeps them beside the panel.
fn spread(labels: &mut [(f64, f64, &str)], panel: &Panel) {
    const APART: f64 = 17.0;
    labels.sort_by(|a, b| a.0.total_cmp(&b.0));
    for i in 1..labels.len() {
        labels[i].1 = labels[i].1.max(labels[i - 1].1 + APART);
    }
    let mut floor = panel.top + HEIGHT;
    for label in labels.iter_mut().rev() {
        label.1 = label.1.min(floor);
        floor = label.1 - APART;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_few_and_not_over_each_other() {
        assert_eq!(marks(1), [1]);
        assert_eq!(marks(2), [1, 2]);
        assert_eq!(marks(5), [1, 2, 3, 4, 5]);
        assert_eq!(marks(26), [1, 5, 10, 15, 20, 26]);
        assert_eq!(marks(52), [1, 10, 20, 30, 40, 52]);
    }
}
