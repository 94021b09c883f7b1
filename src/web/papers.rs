//! The privacy papers to take along, for auditors: what this very version stores, why, who sees it and how long, with
//! what holds in this installation on top.

use axum::extract::{Path, State};
use axum::response::Response;

use super::download::file;
use super::error::{WebError, WebResult};
use super::{App, Who};
use crate::programmes::connections;

/// The papers: name and text. A test keeps their facts equal to the code's.
pub const PAPERS: [(&str, &str); 3] = [
    ("privacy.md", include_str!("../../docs/privacy.md")),
    ("dpia.md", include_str!("../../docs/dpia.md")),
    ("works-agreement.md", include_str!("../../docs/works-agreement.md")),
];

/// `GET /admin/audit/papers/{name}`
pub async fn paper(
    State(app): State<App>,
    who: Who,
    Path(name): Path<String>,
) -> WebResult<Response> {
    let paper = PAPERS.iter().find(|(known, _)| *known == name);
    let (name, body) = paper.ok_or_else(WebError::not_found)?;
    let known = connections::threshold(&app.env).await?;
    let text = who.text();
    let today = app.env.clock.now().with_timezone(&app.env.site.zone).date_naive();
    let head = text
        .of("paper-head")
        .arg("organisation", &app.env.site.organisation)
        .arg("version", env!("CARGO_PKG_VERSION"))
        .arg("date", text.date_year(today))
        .num("k", known.now)
        .num("quarters", known.quarters.len())
        .to_string();
    Ok(file(
        "text/markdown; charset=utf-8",
        &format!("weft-{name}"),
        format!("> {head}\n\n{body}").into_bytes(),
    ))
}
