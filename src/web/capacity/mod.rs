//! Team capacity: the list of teams; a team's weeks, hosts and coffee seats; the coordinator's map and question.

pub mod answers;
pub mod ask;
pub mod expect;
pub mod hosts;
pub mod map;
pub mod seats;
pub mod team;
pub mod weeks;

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;

use super::error::{WebError, WebResult};
use super::extract::Query;
use super::page::{Page, Section, html};
use super::{App, Who};
use crate::domain::access::{Action, Role};
use crate::domain::id::TeamId;
use crate::programmes::capacity::offers::{QUARTER, this_week};
use crate::store::capacity::{GridWeek, weeks_by_team};
use crate::store::overview::seats::team_seats;
use crate::store::team::{TeamLine, team_line_get, teams_count, teams_led_by, teams_page};
use crate::text::Text;

/// Teams on one page of the list.
const PAGE_SIZE: usize = 60;

struct TeamRow {
    href: String,
    name: String,
    lead: String,
    /// What the team offers in the quarter ahead.
    quarter: String,
    seats: String,
    members: usize,
    joined: usize,
    short: bool,
}

#[derive(Template)]
#[template(path = "pages/capacity_list.html")]
struct ListPage {
    page: Page,
    rows: Vec<TeamRow>,
    shows_joined: bool,
    before: String,
    after: String,
}

/// `GET /admin/capacity`: for admins all teams, for leads their own.
pub async fn list(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let number: usize = query.word("page").unwrap_or(1).clamp(1, 10_000);
    let all = who.roles.has(Role::Admin);
    let mut tx = app.env.db.snapshot().await?;
    let mut more = false;
    let page = Page::new(&app, &who, "capacity-title", Section::Capacity);
    let text = page.text;
    let week = this_week(&app.env);
    let quarters = weeks_by_team(&mut tx, week, week.plus(QUARTER)).await?;
    let rows: Vec<TeamRow> = if all {
        let lines = teams_page(&mut tx, (number - 1) * PAGE_SIZE, PAGE_SIZE).await?;
        more = number * PAGE_SIZE < teams_count(&mut tx).await?;
        // A division without people of its own has nobody to give.
        lines
            .iter()
            .filter(|line| line.members > 0 || line.team.coffee_seats.is_some())
            .map(|line| team_row(text, line, &quarters))
            .collect()
    } else {
        let mut rows = Vec::new();
        for team in teams_led_by(&mut tx, who.person).await? {
            if let Some(line) = team_line_get(&mut tx, team.id).await? {
                rows.push(team_row(text, &without_joined(line), &quarters));
            }
        }
        rows
    };
    drop(tx);
    let path = |number: usize| format!("/admin/capacity?page={number}");
    html(&ListPage {
        rows,
        shows_joined: all,
        before: if all && number > 1 { path(number - 1) } else { String::new() },
        after: if more { path(number + 1) } else { String::new() },
        page,
    })
}

/// What leads see: who of their team takes part in coffee rounds is nobody's business but theirs, and in a small team a
/// count tells.
fn without_joined(line: TeamLine) -> TeamLine {
    TeamLine { enrolled: 0, ..line }
}

fn team_row(text: Text, line: &TeamLine, quarters: &HashMap<TeamId, Vec<GridWeek>>) -> TeamRow {
    let seats = line.team.coffee_seats.map(i64::from);
    let short = seats::short_of(seats, line.enrolled);
    TeamRow {
        href: format!("/admin/capacity/{}", line.team.id),
        name: line.team.name.clone(),
        lead: line.lead.clone().unwrap_or_default(),
        quarter: quarter_words(text, quarters.get(&line.team.id).map_or(&[], Vec::as_slice)),
        seats: match (seats, short) {
            (Some(seats), 0) => text.number(seats),
            (Some(seats), short) => {
                text.of("seats-short").num("n", seats).num("short", short).to_string()
            }
            (None, _) => text.of("seats-no-limit").to_string(),
        },
        members: line.members,
        joined: line.enrolled,
        short: short > 0,
    }
}

/// Guests' weeks that a team offers in a quarter, and how many are taken.
fn quarter_words(text: Text, weeks: &[GridWeek]) -> String {
    let said = weeks.iter().filter(|week| week.said);
    if said.clone().next().is_none() {
        return text.of("capacity-quarter-unsaid").to_string();
    }
    let offered: u32 = said
        .filter(|week| week.offer.blackout.is_none())
        .map(|week| week.offer.bootcamp + week.offer.rotation)
        .sum();
    let used: u32 = weeks.iter().map(|week| week.taken.guests()).sum();
    text.of("capacity-quarter").num("used", used).num("offered", offered).to_string()
}

/// A team that its reader may change.
pub(super) struct Own {
    id: TeamId,
    name: String,
    members: usize,
}

/// The team, for whoever may change what it offers: admins all, leads the teams that they lead. Other teams are not
/// found, so that nobody learns by asking.
pub(super) async fn own(app: &App, who: &Who, id: TeamId) -> WebResult<Own> {
    let mut tx = app.env.db.read().await?;
    let team = team_seats(&mut tx, id).await?.ok_or_else(WebError::not_found)?;
    if !(who.roles.may(Action::Configure) || team.lead_id == Some(who.person)) {
        return Err(WebError::not_found());
    }
    Ok(Own { id, name: team.name, members: team.members })
}

/// Minutes as hours: "12", "7.5".
pub(super) fn hours(text: Text, minutes: u32) -> String {
    if minutes.is_multiple_of(60) {
        text.number(minutes / 60)
    } else {
        text.decimal(f64::from(minutes) / 60.0, 1)
    }
}
