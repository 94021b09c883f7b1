//! The map of groups: laid out on the server, the same for everybody, with a table of the same numbers beside it.

use askama::Template;

use crate::domain::quarter::Quarter;
use crate::graph::disclose::Publication;
use crate::graph::disclose::publication::Dimension;
use crate::graph::export::{GroupGraph, group_graph_by, ties_by};
use crate::graph::layout::{Link, Spot, layout};
use crate::text::Text;

/// Groups above this number are not drawn: the matrix and the table say the same.
pub const MOST_DRAWN: usize = 300;
/// Ties drawn at most: the strongest; a drawing of all of them would be a blot.
const MOST_LINES: usize = 900;
/// Free room around the drawing.
const EDGE: f64 = 24.0;
/// The drawing's least width and height.
const LEAST: [f64; 2] = [640.0, 320.0];
/// About how wide a letter of the labels is.
const LETTER: f64 = 6.4;

/// What the drawing is made of. Units: those of its own view box.
#[derive(Clone, Debug)]
pub struct GroupMap {
    /// The view box.
    pub view: String,
    /// The same in numbers: left, top, width, height.
    pub frame: [f64; 4],
    /// Ties, the weakest first, so that the strong ones lie on top.
    pub lines: Vec<Line>,
    /// Groups.
    pub discs: Vec<Disc>,
    /// Where each group stands, for the next map to begin with.
    pub places: Vec<[f64; 2]>,
}

/// A tie between two groups.
#[derive(Clone, Debug)]
pub struct Line {
    /// Ends.
    pub ends: [String; 4],
    /// How strong, 1 to 5: the style sheet knows five widths.
    pub strength: usize,
    /// In words.
    pub title: String,
    /// The groups' names, and how many ties.
    pub between: (String, String, u64),
}

/// A group.
#[derive(Clone, Debug)]
pub struct Disc {
    /// Place.
    pub x: String,
    /// Place.
    pub y: String,
    /// Radius.
    pub r: String,
    /// Where its name stands.
    pub label_y: String,
    /// Its name, shortened to the room there is.
    pub name: String,
    /// Everything about it in words.
    pub title: String,
    /// Its row in the table.
    pub row: String,
    /// Its whole name.
    pub group: String,
    /// How many people; none: fewer than k.
    pub people: Option<u32>,
    /// Ties inside it; none: withheld.
    pub inside: Option<u64>,
}

/// The map as a file: everything it needs is in it, also the colours of light and dark.
#[derive(Template)]
#[template(path = "pages/hr/map.svg")]
struct Drawing<'a> {
    text: Text,
    map: &'a GroupMap,
    period: Quarter,
    quarter: String,
    level: String,
    k: u32,
    /// Left, top, width and height with room for the caption.
    paper: [String; 4],
    view: String,
    caption_y: String,
}

/// Room for the caption of a file.
const CAPTION: f64 = 40.0;

/// The map of a publication's ties by a dimension, laid out from the first of the earlier quarters on, so that groups
/// stay where they were. None where there is nothing to draw.
pub fn of(
    text: Text,
    publication: &Publication,
    earlier: &[Publication],
    by: Dimension,
) -> Option<GroupMap> {
    let graph = group_graph_by(publication, by)?;
    let level = ties_by(publication, by)?.level;
    let mut before: Vec<(String, [f64; 2])> = Vec::new();
    for one in earlier {
        let Some(earlier) = group_graph_by(one, by) else { continue };
        if ties_by(one, by).is_none_or(|table| table.level != level) {
            continue;
        }
        let known = known(&earlier, &before);
        if let Some(map) = GroupMap::new(text, &earlier, &known) {
            before =
                earlier.nodes.iter().map(|node| node.name.to_owned()).zip(map.places).collect();
        }
    }
    GroupMap::new(text, &graph, &known(&graph, &before))
}

fn known(graph: &GroupGraph<'_>, before: &[(String, [f64; 2])]) -> Vec<Option<[f64; 2]>> {
    graph
        .nodes
        .iter()
        .map(|node| before.iter().find(|(name, _)| name == node.name).map(|(_, place)| *place))
        .collect()
}

impl GroupMap {
    /// The map as a file that can be read alone. `level`: the sentence about the level shown.
    ///
    /// Errors: those of the template.
    pub fn file(
        &self,
        text: Text,
        publication: &Publication,
        level: String,
    ) -> Result<String, askama::Error> {
        let [left, top, width, height] = self.frame;
        Drawing {
            text,
            map: self,
            period: publication.period,
            quarter: super::figures::quarter(text, publication.period),
            level,
            k: publication.k,
            paper: [left, top, width, height + CAPTION].map(figure),
            view: format!("{left:.0} {top:.0} {width:.0} {:.0}", height + CAPTION),
            caption_y: figure(top + height + CAPTION - 16.0),
        }
        .render()
    }

    /// The map of a graph, or none when there is nothing to draw or too much. `before` are the places of the groups on an
    /// earlier map, where they had one.
    pub fn new(text: Text, graph: &GroupGraph<'_>, before: &[Option<[f64; 2]>]) -> Option<Self> {
        if graph.nodes.len() < 2 || graph.nodes.len() > MOST_DRAWN {
            return None;
        }
        let most = graph.nodes.iter().filter_map(|node| node.people).max().unwrap_or(1).max(1);
        let short = if graph.nodes.len() > 60 { 14 } else { 22 };
        let names: Vec<String> =
            graph.nodes.iter().map(|node| shortened(node.name, short)).collect();
        let radii: Vec<f64> = graph
            .nodes
            .iter()
            .map(|node| 6.0 + 18.0 * (f64::from(node.people.unwrap_or(0)) / f64::from(most)).sqrt())
            .collect();
        let spots: Vec<Spot> = names
            .iter()
            .zip(&radii)
            .enumerate()
            .map(|(at, (name, r))| Spot {
                size: [(2.0 * r).max(letters(name) * LETTER), 2.0 * r + 18.0],
                before: before.get(at).copied().flatten(),
            })
            .collect();
        let shown: Vec<(usize, usize, u64)> = graph
            .edges
            .iter()
            .filter_map(|edge| Some((edge.a, edge.b, edge.ties?)))
            .filter(|(_, _, ties)| *ties > 0)
            .collect();
        let links: Vec<Link> = shown
            .iter()
            .filter_map(|(a, b, ties)| {
                Some(Link {
                    ends: [u32::try_from(*a).ok()?, u32::try_from(*b).ok()?],
                    weight: weight(*ties),
                })
            })
            .collect();
        let places = layout(&spots, &links);
        Some(Self::drawn(text, graph, &names, &radii, shown, &spots, places))
    }

    fn drawn(
        text: Text,
        graph: &GroupGraph<'_>,
        names: &[String],
        radii: &[f64],
        mut shown: Vec<(usize, usize, u64)>,
        spots: &[Spot],
        places: Vec<[f64; 2]>,
    ) -> Self {
        shown.sort_by_key(|(a, b, ties)| (*ties, *a, *b));
        let strongest = shown.last().map_or(1, |(_, _, ties)| *ties).max(1);
        let skip = shown.len().saturating_sub(MOST_LINES);
        let lines = shown
            .into_iter()
            .skip(skip)
            .map(|(a, b, ties)| Line {
                ends: [places[a][0], places[a][1], places[b][0], places[b][1]].map(figure),
                strength: usize::try_from(1 + 4 * ties / strongest).unwrap_or(5).min(5),
                title: text
                    .of("hr-map-tie")
                    .arg("one", graph.nodes[a].name)
                    .arg("other", graph.nodes[b].name)
                    .num("ties", ties)
                    .to_string(),
                between: (graph.nodes[a].name.to_owned(), graph.nodes[b].name.to_owned(), ties),
            })
            .collect();
        let discs = graph
            .nodes
            .iter()
            .enumerate()
            .map(|(at, node)| Disc {
                x: figure(places[at][0]),
                y: figure(places[at][1] - 8.0),
                r: figure(radii[at]),
                label_y: figure(places[at][1] + radii[at] + 5.0),
                name: names[at].clone(),
                title: match node.people {
                    Some(people) => text
                        .of("hr-map-group")
                        .arg("name", node.name)
                        .num("people", people)
                        .to_string(),
                    None => node.name.to_owned(),
                },
                row: format!("group-{at}"),
                group: node.name.to_owned(),
                people: node.people,
                inside: node.inside,
            })
            .collect();
        let frame = frame(&places, spots);
        let [left, top, width, height] = frame;
        let view = format!("{left:.0} {top:.0} {width:.0} {height:.0}");
        Self { view, frame, lines, discs, places }
    }
}

/// The box around everything, with some room.
fn frame(places: &[[f64; 2]], spots: &[Spot]) -> [f64; 4] {
    let (mut low, mut high) = ([f64::MAX; 2], [f64::MIN; 2]);
    for (place, spot) in places.iter().zip(spots) {
        for axis in 0..2 {
            low[axis] = low[axis].min(place[axis] - spot.size[axis] / 2.0 - EDGE);
            high[axis] = high[axis].max(place[axis] + spot.size[axis] / 2.0 + EDGE);
        }
    }
    // A few groups are not blown up: letters stay as large as the page's.
    for (axis, least) in LEAST.into_iter().enumerate() {
        let more = (least - (high[axis] - low[axis])).max(0.0) / 2.0;
        low[axis] -= more;
        high[axis] += more;
    }
    [low[0], low[1], high[0] - low[0], high[1] - low[1]]
}

fn figure(number: f64) -> String {
    format!("{number:.1}")
}

/// Many ties pull harder than few, but not as many times harder.
#[expect(clippy::cast_precision_loss, reason = "a drawing's force")]
fn weight(ties: u64) -> f64 {
    (ties as f64).sqrt()
}

#[expect(clippy::cast_precision_loss, reason = "letters of a name")]
fn letters(name: &str) -> f64 {
    name.chars().count() as f64
}

fn shortened(name: &str, most: usize) -> String {
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let mut short: String = name.chars().take(most - 1).collect();
    short.push('…');
    short
}
