//! Who looked at figures: a summary that every employee sees (rule R11).

use askama::Template;
use axum::extract::State;

use super::figures::quarter;
use super::gate::Sheet;
use crate::programmes::connections;
use crate::web::error::WebResult;
use crate::web::page::{Page, Section, html};
use crate::web::{App, Who};

struct Row {
    month: String,
    sheet: String,
    quarter: String,
    by_hr: String,
    by_others: String,
}

#[derive(Template)]
#[template(path = "pages/hr/looks.html")]
struct LooksPage {
    page: Page,
    rows: Vec<Row>,
}

/// `GET /looks`
pub async fn page(State(app): State<App>, who: Who) -> WebResult {
    let text = who.text();
    let rows = connections::looks_by_month(&app.env)
        .await?
        .into_iter()
        .map(|line| Row {
            month: text.month(line.month_on),
            sheet: line
                .what
                .parse::<Sheet>()
                .map_or(line.what, |sheet| text.of(sheet.title()).to_string()),
            quarter: line.period.map(|period| quarter(text, period)).unwrap_or_default(),
            by_hr: text.number(line.by_hr),
            by_others: text.number(line.by_others),
        })
        .collect();
    html(&LooksPage { page: Page::new(&app, &who, "hr-looks-title", Section::Account), rows })
}
