//! The person's own small map: the reader in the middle, a dot for each person they know, grouped by team. Drawn on
//! the server as SVG; the page shows the same facts as a list beside it.

use std::collections::BTreeMap;

use super::own_words::first_name;
use crate::store::history::Tied;

/// The most people that are drawn; the list beside the drawing says so.
pub const MOST_DRAWN: usize = 60;
/// Up to so many people the dots carry names.
const MOST_NAMED: usize = 14;
/// Colours that the style sheet knows.
const COLOURS: usize = 5;

/// What the drawing is made of. All numbers are coordinates in a square of 400.
#[derive(Clone, Debug, Default)]
pub struct OwnMap {
    /// The people, by team.
    pub dots: Vec<Dot>,
    /// The teams, the largest first.
    pub arcs: Vec<Arc>,
    /// Everybody the reader knows, those not drawn included.
    pub people: usize,
    /// Of how many teams.
    pub teams: usize,
}

/// Somebody the reader knows.
#[derive(Clone, Debug)]
pub struct Dot {
    /// Place.
    pub x: String,
    /// Place.
    pub y: String,
    /// Size: grows with the meetings.
    pub r: usize,
    /// Number of the team's colour.
    pub colour: usize,
    /// They met; otherwise they know each other from before.
    pub met: bool,
    /// The name beside the dot, when there is room for names.
    pub label: Option<Label>,
    /// Name and team, for the drawing's tooltip.
    pub title: String,
}

/// A text and where it stands.
#[derive(Clone, Debug)]
pub struct Label {
    /// Place.
    pub x: String,
    /// Place.
    pub y: String,
    /// `start`, `middle` or `end`.
    pub anchor: &'static str,
    /// What it says.
    pub words: String,
}

/// A team's part of the circle.
#[derive(Clone, Debug)]
pub struct Arc {
    /// The path.
    pub path: String,
    /// Number of the team's colour.
    pub colour: usize,
    /// The team's number in the legend, and where it stands.
    pub number: Label,
    /// The team's name.
    pub team: String,
    /// How many people of it the reader knows.
    pub count: usize,
}

impl OwnMap {
    /// The map of somebody's ties; `ties` has the latest first.
    pub fn new(ties: &[Tied]) -> Self {
        let mut by_team: BTreeMap<&str, Vec<&Tied>> = BTreeMap::new();
        for tie in ties.iter().take(MOST_DRAWN) {
            by_team.entry(tie.other.team.as_str()).or_default().push(tie);
        }
        let mut teams: Vec<(&str, Vec<&Tied>)> = by_team.into_iter().collect();
        teams.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(b.0)));
        let drawn: usize = teams.iter().map(|(_, people)| people.len()).sum();
        // One step a dot, and one empty step between two teams.
        let gaps = if teams.len() > 1 { teams.len() } else { 0 };
        let step = std::f64::consts::TAU / number((drawn + gaps).max(1));
        let named = drawn <= MOST_NAMED;
        let mut map = Self { people: ties.len(), ..Self::default() };
        let mut at = 0;
        for (index, (team, people)) in teams.iter().enumerate() {
            let first = at;
            for (row, tie) in people.iter().enumerate() {
                map.dots.push(dot(
                    tie,
                    angle(at, step),
                    radius(row, drawn),
                    index % COLOURS,
                    named,
                ));
                at += 1;
            }
            let (from, to) = (angle(first, step) - step * 0.45, angle(at - 1, step) + step * 0.45);
            map.arcs.push(Arc {
                path: arc(from, to, teams.len() == 1),
                colour: index % COLOURS,
                number: label(f64::midpoint(from, to), 190.0, (index + 1).to_string(), true),
                team: (*team).to_owned(),
                count: people.len(),
            });
            at += 1;
        }
        let mut names: Vec<&str> = ties.iter().map(|tie| tie.other.team.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        map.teams = names.len();
        map
    }

    /// Not everybody is drawn.
    pub fn is_cut(&self) -> bool {
        self.people > self.dots.len()
    }
}

fn number(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// The first dot stands on top.
fn angle(at: usize, step: f64) -> f64 {
    number(at) * step - std::f64::consts::FRAC_PI_2
}

/// Many dots stand in two rows, so that they do not touch.
fn radius(row: usize, drawn: usize) -> f64 {
    if drawn > 24 && row % 2 == 1 { 112.0 } else { 144.0 }
}

fn point(angle: f64, radius: f64) -> (f64, f64) {
    (200.0 + radius * angle.cos(), 200.0 + radius * angle.sin())
}

fn shown(n: f64) -> String {
    format!("{n:.1}")
}

fn dot(tie: &Tied, angle: f64, radius: f64, colour: usize, named: bool) -> Dot {
    let radius = if named { 112.0 } else { radius };
    let (x, y) = point(angle, radius);
    Dot {
        x: shown(x),
        y: shown(y),
        r: 6 + tie.times.min(4),
        colour,
        met: tie.times > 0,
        label: named
            .then(|| label(angle, radius + 16.0, first_name(&tie.other.name).to_owned(), false)),
        title: format!("{} ({})", tie.other.name, tie.other.team),
    }
}

fn label(angle: f64, radius: f64, words: String, centred: bool) -> Label {
    let (x, y) = point(angle, radius);
    let anchor = match angle.cos() {
        _ if centred => "middle",
        side if side > 0.3 => "start",
        side if side < -0.3 => "end",
        _ => "middle",
    };
    // Half a line down, so that the text's middle stands at the point.
    Label { x: shown(x), y: shown(y + 4.0), anchor, words }
}

/// A part of the outer circle from one angle to another; the whole circle when there is one team only.
fn arc(from: f64, to: f64, whole: bool) -> String {
    const R: f64 = 172.0;
    if whole {
        return format!("M200 {top}A{R} {R} 0 1 1 199.9 {top}", top = 200.0 - R);
    }
    let (from_x, from_y) = point(from, R);
    let (to_x, to_y) = point(to, R);
    let large = u8::from(to - from > std::f64::consts::PI);
    format!("M{from_x:.1} {from_y:.1}A{R} {R} 0 {large} 1 {to_x:.1} {to_y:.1}")
}
