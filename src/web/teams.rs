//! The teams: members, lead, seats, parent.

use askama::Template;
use axum::extract::State;

use super::error::WebResult;
use super::extract::Query;
use super::page::{Page, Section, html};
use super::{App, Who};
use crate::store::team::{TeamLine, teams_count, teams_page};

/// Teams on one page.
const PAGE_SIZE: usize = 100;

#[derive(Template)]
#[template(path = "pages/teams.html")]
struct TeamsPage {
    page: Page,
    rows: Vec<(TeamLine, String)>,
    total: usize,
    before: String,
    after: String,
}

/// `GET /admin/teams`
pub async fn list(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let number: usize = query.word("page").unwrap_or(1).clamp(1, 100_000);
    let mut tx = app.env.db.snapshot().await?;
    let rows = teams_page(&mut tx, (number - 1) * PAGE_SIZE, PAGE_SIZE).await?;
    let total = teams_count(&mut tx).await?;
    drop(tx);
    let page = Page::new(&app, &who, "teams-title", Section::Teams).wide();
    let text = page.text;
    let path = |number: usize| format!("/admin/teams?page={number}");
    html(&TeamsPage {
        rows: rows
            .into_iter()
            .map(|line| {
                let seats = line.team.coffee_seats.map_or_else(
                    || text.of("teams-no-limit").to_string(),
                    |seats| text.number(seats),
                );
                (line, seats)
            })
            .collect(),
        total,
        before: if number > 1 { path(number - 1) } else { String::new() },
        after: if number * PAGE_SIZE < total { path(number + 1) } else { String::new() },
        page,
    })
}
