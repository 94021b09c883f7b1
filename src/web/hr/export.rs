//! Downloads of a quarter's ties between groups: the same publication as the page, in other programs' formats.

use axum::extract::State;
use axum::http::StatusCode;

use super::connections::asked;
use super::figures::level_sentence;
use super::gate::{Sheet, note};
use super::map;
use crate::domain::quarter::Quarter;
use crate::graph::disclose::publication::Dimension;
use crate::graph::export::{self, Format};
use crate::programmes::connections;
use crate::web::download::{file, table, wide_table};
use crate::web::error::{WebError, WebResult};
use crate::web::extract::Fields;
use crate::web::{App, Who};

/// The name of a format.
pub fn label(format: Format) -> &'static str {
    match format {
        Format::Csv => "hr-format-csv",
        Format::NodeLink => "hr-format-json",
        Format::GraphMl => "hr-format-graphml",
        Format::Gexf => "hr-format-gexf",
        Format::Matrix => "hr-format-matrix",
        Format::Svg => "hr-format-svg",
    }
}

/// `POST /hr/export`: fields `quarter`, `format`, and `by` for groups other than units. A download is noted, so it is no GET.
pub async fn send(State(app): State<App>, who: Who, fields: Fields) -> WebResult {
    let (Some(quarter), Some(format)) =
        (fields.word::<Quarter>("quarter"), fields.word::<Format>("format"))
    else {
        return Err(WebError::new(
            StatusCode::BAD_REQUEST,
            "hr-export-which-title",
            "hr-export-which",
        ));
    };
    let by = asked(&fields);
    let mut all = connections::published_up_to(&app.env, quarter).await?;
    let publication =
        all.pop().filter(|one| one.period == quarter).ok_or_else(WebError::not_found)?;
    let text = who.text();
    let graph = export::group_graph_by(&publication, by).ok_or_else(WebError::not_found)?;
    let drawing = match format {
        Format::Svg => {
            let map = map::of(text, &publication, &all, by).ok_or_else(WebError::not_found)?;
            let level = export::ties_by(&publication, by)
                .map(|table| level_sentence(text, table))
                .unwrap_or_default();
            map.file(text, &publication, level).map_err(WebError::internal)?
        }
        _ => String::new(),
    };
    note(&app, &who, Sheet::Export, quarter).await?;
    let name = |ending: &str| match by {
        Dimension::Unit => format!("weft-{quarter}.{ending}"),
        by => format!("weft-{quarter}-{by}.{ending}"),
    };
    Ok(match format {
        Format::Csv => {
            let ties = export::ties_by(&publication, by).ok_or_else(WebError::not_found)?;
            table(&name("csv"), export::rows(&publication, ties))
        }
        Format::Matrix => wide_table(&name("matrix.csv"), graph.matrix()),
        Format::NodeLink => file("application/json", &name("json"), graph.node_link().into_bytes()),
        Format::GraphMl => {
            file("application/graphml+xml", &name("graphml"), graph.graphml().into_bytes())
        }
        Format::Gexf => file("application/gexf+xml", &name("gexf"), graph.gexf().into_bytes()),
        Format::Svg => file("image/svg+xml", &name("svg"), drawing.into_bytes()),
    })
}
