//! How the organisation is connected: tiles, map, table, matrix, downloads. Made from one closed quarter's publication.

use askama::Template;
use axum::extract::State;

use super::figures::{Cells, Figure, level_sentence};
use super::gate::{Opened, Sheet, Shelf, opened};
use super::map::GroupMap;
use super::matrix::{GroupRow, Matrix, groups, matrix};
use super::measures::{MeasureLine, measure_lines, tile};
use crate::graph::disclose::Publication;
use crate::graph::disclose::publication::{Dimension, Of, Quantity, Subject};
use crate::graph::export;
use crate::text::Text;
use crate::web::error::WebResult;
use crate::web::extract::Query;
use crate::web::page::{Page, Section, html};
use crate::web::{App, Who};

/// A figure with its name.
pub struct Tile {
    /// The figure.
    pub value: String,
    /// Its name.
    pub label: String,
    /// What it means.
    pub more: String,
}

#[derive(Template)]
#[template(path = "pages/hr/connections.html")]
struct ConnectionsPage {
    page: Page,
    shelf: Shelf,
    coverage: String,
    level: String,
    tiles: Vec<Tile>,
    map: Option<GroupMap>,
    rows: Vec<GroupRow>,
    matrix: Matrix,
    measures: Vec<MeasureLine>,
    downloads: Vec<(&'static str, String)>,
}

/// `GET /hr/connections`
pub async fn page(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let text = who.text();
    let (shelf, publication, earlier) = match opened(&app, &who, Sheet::Connections, &query).await?
    {
        Opened::Publication { shelf, publication, earlier } => (shelf, publication, earlier),
        Opened::Answer(answer) => return Ok(answer),
    };
    let page = Page::new(&app, &who, "hr-connections-title", Section::Connections).wide();
    let graph = export::group_graph(&publication);
    let map = graph.as_ref().and_then(|graph| places(text, graph, &publication, &earlier));
    let mut all = earlier;
    all.push(publication.clone());
    html(&ConnectionsPage {
        page,
        coverage: coverage(text, &publication),
        level: export::ties(&publication)
            .map(|table| level_sentence(text, table))
            .unwrap_or_default(),
        tiles: tiles(text, &publication),
        map,
        rows: groups(text, &publication, &all),
        matrix: matrix(text, &publication),
        measures: measure_lines(text, &publication),
        downloads: export::Format::ALL
            .iter()
            .map(|format| (format.as_str(), text.of(super::export::label(*format)).to_string()))
            .collect(),
        shelf,
    })
}

/// The map, laid out from the first quarter on, so that groups stay where they were.
fn places(
    text: Text,
    graph: &export::GroupGraph<'_>,
    publication: &Publication,
    earlier: &[Publication],
) -> Option<GroupMap> {
    let level = export::ties(publication)?.level;
    let mut before: Vec<(String, [f64; 2])> = Vec::new();
    for one in earlier {
        let Some(earlier) = export::group_graph(one) else { continue };
        if export::ties(one).is_none_or(|table| table.level != level) {
            continue;
        }
        let known = known(&earlier, &before);
        if let Some(map) = GroupMap::new(text, &earlier, &known) {
            before =
                earlier.nodes.iter().map(|node| node.name.to_owned()).zip(map.places).collect();
        }
    }
    GroupMap::new(text, graph, &known(graph, &before))
}

fn known(graph: &export::GroupGraph<'_>, before: &[(String, [f64; 2])]) -> Vec<Option<[f64; 2]>> {
    graph
        .nodes
        .iter()
        .map(|node| before.iter().find(|(name, _)| name == node.name).map(|(_, place)| *place))
        .collect()
}

/// On whom the figures rest.
fn coverage(text: Text, publication: &Publication) -> String {
    let Some(coffee) = Cells::find(text, publication, Subject::Coffee, Dimension::Unit) else {
        return text.of("hr-coverage-unknown").to_string();
    };
    let (able, met) =
        (coffee.figure(Of::All, Quantity::Eligible), coffee.figure(Of::All, Quantity::Met));
    match (able.count, met.count) {
        (Some(able), Some(met)) => {
            text.of("hr-coverage").num("eligible", able).num("met", met).to_string()
        }
        _ => text.of("hr-coverage-unknown").to_string(),
    }
}

fn tiles(text: Text, publication: &Publication) -> Vec<Tile> {
    let mut tiles = Vec::new();
    if let Some(ties) = Cells::find(text, publication, Subject::Ties, Dimension::Unit) {
        let (all, across) =
            (ties.figure(Of::All, Quantity::Ties), ties.figure(Of::Across, Quantity::Ties));
        let share = Figure::share(text, &across, &all);
        tiles.push(Tile {
            value: all.words,
            label: text.of("hr-tile-ties").to_string(),
            more: text.of("hr-tile-ties-more").to_string(),
        });
        tiles.push(Tile {
            value: share.words,
            label: text.of("hr-tile-across").to_string(),
            more: text
                .of("hr-tile-across-more")
                .arg("level", level_word(text, publication))
                .to_string(),
        });
    }
    tiles.extend(
        ["mean-path", "silos"].into_iter().filter_map(|name| tile(text, publication, name)),
    );
    tiles
}

fn level_word(text: Text, publication: &Publication) -> String {
    export::ties(publication)
        .map(|table| text.of(super::figures::level(table.level)).to_string())
        .unwrap_or_default()
}
