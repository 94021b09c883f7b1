//! How the organisation is connected: tiles, map, table, matrix, downloads. Made from one closed quarter's publication.

use askama::Template;
use axum::extract::State;

use super::figures::{Cells, Figure, dimension, level_sentence};
use super::gate::{Choice, Opened, Sheet, Shelf, opened};
use super::map::{self, GroupMap};
use super::matrix::{GroupRow, Matrix, groups, matrix};
use super::measures::{MeasureLine, measure_lines, tile};
use super::trend::{Trend, trend};
use crate::graph::disclose::Publication;
use crate::graph::disclose::publication::{Dimension, Of, Quantity, Subject, Table};
use crate::graph::export;
use crate::text::Text;
use crate::web::error::WebResult;
use crate::web::extract::{Fields, Query};
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
    /// What groups the measures mean, where the page shows others.
    measured: String,
    downloads: Vec<(&'static str, String)>,
    k: u32,
    by: &'static str,
    choices: Vec<Choice>,
    trend: Trend,
}

/// By what ties are shown: a fixed list (rule R8).
const BY: [Dimension; 3] = [Dimension::Unit, Dimension::Site, Dimension::Function];

/// The dimension that is asked for; units where none of the list is.
pub fn asked(query: &Fields) -> Dimension {
    query.word::<Dimension>("by").filter(|by| BY.contains(by)).unwrap_or(Dimension::Unit)
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
    let by = asked(&query);
    let map = map::of(text, &publication, &earlier, by);
    let mut all = earlier;
    all.push(publication.clone());
    html(&ConnectionsPage {
        page,
        coverage: coverage(text, &publication),
        level: export::ties_by(&publication, by)
            .map(|table| level_sentence(text, table))
            .unwrap_or_default(),
        tiles: tiles(text, &publication, by),
        rows: groups(text, &publication, &all, by),
        matrix: matrix(text, &publication, by),
        measures: measure_lines(text, &publication),
        measured: export::ties_by(&publication, Dimension::Unit)
            .filter(|_| by != Dimension::Unit)
            .map(|units| {
                format!("{} {}", text.of("hr-measures-units"), level_sentence(text, units))
            })
            .unwrap_or_default(),
        downloads: export::Format::ALL
            .iter()
            .filter(|format| **format != export::Format::Svg || map.is_some())
            .map(|format| (format.as_str(), text.of(super::export::label(*format)).to_string()))
            .collect(),
        map,
        k: publication.k,
        by: by.as_str(),
        choices: BY
            .iter()
            .map(|one| Choice {
                label: text.of(dimension(*one)).to_string(),
                href: shelf.with("by", one.as_str()),
                here: *one == by,
            })
            .collect(),
        trend: trend(text, &all),
        shelf,
    })
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

fn tiles(text: Text, publication: &Publication, by: Dimension) -> Vec<Tile> {
    let mut tiles = Vec::new();
    if let Some(ties) = Cells::find(text, publication, Subject::Ties, by) {
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
                .arg("level", level_word(text, publication, by))
                .to_string(),
        });
    }
    tiles.extend(
        ["mean-path", "silos"].into_iter().filter_map(|name| tile(text, publication, name)),
    );
    tiles
}

/// The level that groups are of; of sites and functions the dimension says more.
fn level_word(text: Text, publication: &Publication, by: Dimension) -> String {
    let level = |table: &Table| match by {
        Dimension::Unit => super::figures::level(table.level),
        _ => dimension(by),
    };
    export::ties_by(publication, by)
        .map(|table| text.of(level(table)).to_string())
        .unwrap_or_default()
}
