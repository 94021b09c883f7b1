//! The coordinator's map: every team's weeks, what is offered and what is taken.

use std::fmt::Write as _;

use askama::Template;
use axum::extract::State;

use super::hours;
use crate::domain::capacity::{Offer, Taken};
use crate::domain::week::Week;
use crate::programmes::capacity::offers::this_week;
use crate::store::capacity::{GridWeek, weeks_by_team};
use crate::store::team::teams_all;
use crate::text::Text;
use crate::web::error::WebResult;
use crate::web::extract::Query;
use crate::web::page::{Page, Section, html};
use crate::web::{App, Who};

/// Weeks across.
const WEEKS: u32 = 26;
/// Teams down; more come on further pages.
const TEAMS: usize = 500;

/// What the map counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Show {
    Guests,
    Bootcamp,
    Rotation,
    Lend,
    Hours,
    Reserve,
}

const SHOWS: [(Show, &str, &str); 6] = [
    (Show::Guests, "guests", "capacity-map-show-guests"),
    (Show::Bootcamp, "bootcamp", "capacity-map-show-bootcamp"),
    (Show::Rotation, "rotation", "capacity-map-show-rotation"),
    (Show::Lend, "lend", "capacity-map-show-lend"),
    (Show::Hours, "hours", "capacity-map-show-hours"),
    (Show::Reserve, "reserve", "capacity-map-show-reserve"),
];

impl Show {
    /// What is taken and what is offered, in people or minutes; none where the team has set no bound.
    fn of(self, offer: &Offer, taken: Taken) -> Option<(u32, u32)> {
        Some(match self {
            Self::Guests => (taken.guests(), offer.bootcamp.saturating_add(offer.rotation)),
            Self::Bootcamp => (taken.bootcamp, offer.bootcamp),
            Self::Rotation => (taken.rotation, offer.rotation),
            Self::Lend => (taken.lend, offer.lend),
            Self::Hours => (taken.minutes, offer.minutes_to_spend()?),
            Self::Reserve => {
                let spend = offer.minutes_to_spend()?;
                (taken.minutes.saturating_sub(spend), offer.reserve)
            }
        })
    }

    fn is_time(self) -> bool {
        matches!(self, Self::Hours | Self::Reserve)
    }
}

struct Row {
    id: String,
    name: String,
    /// The cells' markup: digits and marks of our own only.
    cells: String,
}

struct Choice {
    label: String,
    href: String,
    here: bool,
}

#[derive(Template)]
#[template(path = "pages/capacity_map.html")]
struct MapPage {
    page: Page,
    choices: Vec<Choice>,
    heads: Vec<(u32, String)>,
    rows: Vec<Row>,
    offered: Vec<String>,
    used: Vec<String>,
    unsaid: usize,
    earlier: String,
    later: String,
    before: String,
    after: String,
}

/// `GET /admin/capacity/map`
pub async fn page(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let text = who.text();
    let this = this_week(&app.env);
    let from = query.word("from").map_or(this, Week::of).clamp(this.minus(520), this.plus(520));
    let to = from.plus(WEEKS);
    let number: usize = query.word("page").unwrap_or(1).clamp(1, 1_000);
    let (show, word, _) =
        SHOWS.into_iter().find(|(_, word, _)| query.get("show") == *word).unwrap_or(SHOWS[0]);
    let mut tx = app.env.db.snapshot().await?;
    let teams = teams_all(&mut tx).await?;
    let weeks = weeks_by_team(&mut tx, from, to).await?;
    drop(tx);
    let count = teams.len();
    let mut totals = vec![(0_u32, 0_u32); WEEKS as usize];
    let mut rows = Vec::new();
    for team in teams.into_iter().skip((number - 1) * TEAMS).take(TEAMS) {
        let own = weeks.get(&team.id).map_or(&[][..], Vec::as_slice);
        rows.push(Row {
            id: team.id.to_string(),
            name: team.name,
            cells: cells(text, show, from, own, &mut totals),
        });
    }
    let path = |show: &str, from: Week, page: usize| {
        format!("/admin/capacity/map?show={show}&from={}&page={page}", from.monday())
    };
    let figure = |amount: u32| {
        if show.is_time() { hours(text, amount) } else { text.number(amount) }
    };
    let page = Page::new(&app, &who, "capacity-map-title", Section::CapacityMap).wide();
    html(&MapPage {
        page,
        choices: SHOWS
            .into_iter()
            .map(|(one, word, label)| Choice {
                label: text.of(label).to_string(),
                href: path(word, from, number),
                here: one == show,
            })
            .collect(),
        heads: from.run(WEEKS).map(|week| (week.iso().1, text.date(week.monday()))).collect(),
        unsaid: rows
            .iter()
            .filter(|row| {
                let id = row.id.parse().ok();
                id.and_then(|id| weeks.get(&id)).is_none_or(|own| own.iter().all(|week| !week.said))
            })
            .count(),
        rows,
        offered: totals.iter().map(|(_, offered)| figure(*offered)).collect(),
        used: totals.iter().map(|(used, _)| figure(*used)).collect(),
        earlier: path(word, from.minus(WEEKS), number),
        later: path(word, from.plus(WEEKS), number),
        before: if number > 1 { path(word, from, number - 1) } else { String::new() },
        after: if number * TEAMS < count { path(word, from, number + 1) } else { String::new() },
    })
}

/// A team's cells, as short as HTML allows: 13,000 of them are on the page. Each says in figures and marks what its shade
/// says again. What is taken and offered is added to `totals`.
fn cells(
    text: Text,
    show: Show,
    from: Week,
    weeks: &[GridWeek],
    totals: &mut [(u32, u32)],
) -> String {
    let mut by_place: Vec<Option<&GridWeek>> = vec![None; totals.len()];
    for week in weeks {
        let place = usize::try_from(from.until(week.week)).ok();
        if let Some(cell) = place.and_then(|place| by_place.get_mut(place)) {
            *cell = Some(week);
        }
    }
    let mut out = String::with_capacity(totals.len() * 16);
    for (week, total) in by_place.into_iter().zip(totals) {
        let Some(week) = week else {
            out.push_str("<td>");
            continue;
        };
        let counts = show.of(&week.offer, week.taken);
        let dark = week.offer.blackout.is_some();
        if let Some((used, offered)) = counts {
            total.0 += used;
            total.1 += if dark { 0 } else { offered };
        }
        // Writing to a String cannot fail.
        let _ = match counts {
            _ if dark => {
                let used = counts.map_or(0, |(used, _)| used);
                if used == 0 {
                    write!(out, "<td class=x>×")
                } else {
                    write!(out, "<td class=x>×{}", figure(text, show, used))
                }
            }
            None => write!(out, "<td>{}", if week.said { "∞" } else { "" }),
            Some(_) if !week.said => write!(out, "<td>"),
            Some((used, offered)) => {
                let over =
                    if show.is_time() { week.offer.is_over(week.taken) } else { used > offered };
                let class = match (used, offered) {
                    _ if over => "o",
                    (_, 0) => "n",
                    (used, offered) if used >= offered => "f",
                    (used, offered) if used * 2 >= offered => "h",
                    _ => "l",
                };
                let mark = if over { "!" } else { "" };
                let (used, offered) = (figure(text, show, used), figure(text, show, offered));
                write!(out, "<td class={class}>{used}/{offered}{mark}")
            }
        };
    }
    out
}

/// People, or minutes as hours.
fn figure(text: Text, show: Show, amount: u32) -> String {
    if show.is_time() { hours(text, amount) } else { amount.to_string() }
}
