//! Downloads of a quarter's ties between groups: the same publication as the page, in other programs' formats.

use axum::extract::State;
use axum::http::StatusCode;

use super::gate::{Sheet, note};
use crate::domain::quarter::Quarter;
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
    }
}

/// `POST /hr/export`: fields `quarter` and `format`. A download is noted, so it is no GET.
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
    let publication =
        connections::published(&app.env, quarter).await?.ok_or_else(WebError::not_found)?;
    note(&app, &who, Sheet::Export, quarter).await?;
    let graph = export::group_graph(&publication).ok_or_else(WebError::not_found)?;
    let name = |ending: &str| format!("weft-{quarter}.{ending}");
    Ok(match format {
        Format::Csv => {
            let ties = export::ties(&publication).ok_or_else(WebError::not_found)?;
            table(&name("csv"), export::rows(&publication, ties))
        }
        Format::Matrix => wide_table(&name("matrix.csv"), graph.matrix()),
        Format::NodeLink => file("application/json", &name("json"), graph.node_link().into_bytes()),
        Format::GraphMl => {
            file("application/graphml+xml", &name("graphml"), graph.graphml().into_bytes())
        }
        Format::Gexf => file("application/gexf+xml", &name("gexf"), graph.gexf().into_bytes()),
    })
}
