//! Team capacity: the coffee seats of a team, how the rounds use them, and what a change means before it is saved.

use askama::Template;
use axum::extract::State;
use serde_json::json;

use super::error::{WebError, WebResult};
use super::extract::{Fields, Id, Query};
use super::page::{Page, Section, html, html_with, refused, see_other};
use super::{App, Who};
use crate::domain::access::{Action, Role};
use crate::domain::id::TeamId;
use crate::store::StoreError;
use crate::store::audit::audit_append;
use crate::store::overview::seats::{SeatUse, TeamSeats, seat_uses, team_seats};
use crate::store::team::{TeamLine, team_set_seats, teams_count, teams_led_by, teams_page};
use crate::text::Text;

/// Teams on one page of the list.
const PAGE_SIZE: usize = 60;
/// The most seats that can be written; more is "no limit".
const MOST_SEATS: u32 = 10_000;

struct TeamRow {
    href: String,
    name: String,
    lead: String,
    seats: String,
    members: usize,
    joined: usize,
    short: bool,
}

#[derive(Template)]
#[template(path = "pages/admin_capacity_list.html")]
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
    let rows: Vec<TeamRow> = if all {
        let lines = teams_page(&mut tx, (number - 1) * PAGE_SIZE, PAGE_SIZE).await?;
        more = number * PAGE_SIZE < teams_count(&mut tx).await?;
        // A division without people of its own has nobody to give.
        lines
            .iter()
            .filter(|line| line.members > 0 || line.team.coffee_seats.is_some())
            .map(|line| line_row(text, line))
            .collect()
    } else {
        let mut rows = Vec::new();
        for team in teams_led_by(&mut tx, who.person).await? {
            if let Some(seats) = team_seats(&mut tx, team.id).await? {
                rows.push(team_row(text, &without_joined(seats), who.name.clone()));
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
fn without_joined(team: TeamSeats) -> TeamSeats {
    TeamSeats { joined: 0, ..team }
}

fn line_row(text: Text, line: &TeamLine) -> TeamRow {
    let seats = TeamSeats {
        id: line.team.id,
        name: line.team.name.clone(),
        lead_id: line.team.lead_id,
        seats: line.team.coffee_seats.map(i64::from),
        members: line.members,
        joined: line.enrolled,
    };
    team_row(text, &seats, line.lead.clone().unwrap_or_default())
}

fn team_row(text: Text, team: &TeamSeats, lead: String) -> TeamRow {
    TeamRow {
        href: format!("/admin/capacity/{}", team.id),
        name: team.name.clone(),
        lead,
        seats: match (team.seats, short_of(team.seats, team.joined)) {
            (Some(seats), 0) => text.number(seats),
            (Some(seats), short) => {
                text.of("seats-short").num("n", seats).num("short", short).to_string()
            }
            (None, _) => text.of("seats-no-limit").to_string(),
        },
        members: team.members,
        joined: team.joined,
        short: short_of(team.seats, team.joined) > 0,
    }
}

fn short_of(seats: Option<i64>, joined: usize) -> i64 {
    seats.map_or(0, |seats| (i64::try_from(joined).unwrap_or(i64::MAX) - seats).max(0))
}

/// How a round uses the seats.
struct UseRow {
    name: String,
    when: String,
    used: usize,
    most: i64,
    words: String,
    over: bool,
}

#[derive(Template)]
#[template(path = "pages/admin_capacity.html")]
struct TeamPage {
    page: Page,
    f: Fields,
    seen: i64,
    now_words: String,
    uses: Vec<UseRow>,
    effects: Vec<String>,
    checking: bool,
    action: String,
}

/// May the reader see this team's seats? Admins all; leads the teams that they lead. Other teams are not found, so
/// that nobody learns by asking.
async fn open(app: &App, who: &Who, id: TeamId) -> WebResult<(TeamSeats, Vec<SeatUse>)> {
    let mut tx = app.env.db.snapshot().await?;
    let team = team_seats(&mut tx, id).await?.ok_or_else(WebError::not_found)?;
    let allowed = who.roles.may(Action::Configure) || team.lead_id == Some(who.person);
    if !allowed {
        return Err(WebError::not_found());
    }
    let uses = seat_uses(&mut tx, id).await?;
    Ok((team, uses))
}

/// `GET /admin/capacity/{id}`
pub async fn one(
    State(app): State<App>,
    who: Who,
    Id(id): Id<TeamId>,
    Query(query): Query,
) -> WebResult {
    let (team, uses) = open(&app, &who, id).await?;
    let mut fields = Fields::new();
    fields.set("seats", team.seats.map(|seats| seats.to_string()).unwrap_or_default());
    let mut shown = team_page(&app, &who, team, &uses, fields, None);
    if query.get("done") == "saved" {
        let note = shown.page.text.of("seats-done");
        shown.page = shown.page.note(note);
    }
    html(&shown)
}

fn team_page(
    app: &App,
    who: &Who,
    team: TeamSeats,
    uses: &[SeatUse],
    f: Fields,
    wanted: Option<Option<i64>>,
) -> TeamPage {
    let text = who.text();
    let title = text.of("capacity-team-title").arg("team", &team.name).to_string();
    let page = Page::titled(app, who, title, Section::Capacity)
        .up("/admin/capacity", text.of("capacity-title"))
        .refused(&f);
    let limit = team.seats;
    let counts = who.roles.may(Action::Configure);
    TeamPage {
        seen: team.seats.unwrap_or(-1),
        now_words: if counts {
            text.of("capacity-now")
                .num("members", team.members)
                .num("joined", team.joined)
                .to_string()
        } else {
            text.of("capacity-now-lead").num("members", team.members).to_string()
        },
        uses: uses
            .iter()
            .map(|round| {
                let used = i64::try_from(round.used).unwrap_or(i64::MAX);
                UseRow {
                    name: text
                        .of("capacity-round")
                        .arg("programme", &round.programme)
                        .num("n", round.round_no)
                        .to_string(),
                    when: page.when(&round.slot_at),
                    used: round.used,
                    most: limit.unwrap_or(used.max(1)).max(1),
                    words: match limit {
                        None => text.of("seats-used-no-limit").num("n", used).to_string(),
                        Some(limit) if used > limit => {
                            text.of("seats-over").num("n", used).num("m", limit).to_string()
                        }
                        Some(limit) => text
                            .of("seats-used")
                            .num("n", used)
                            .num("m", limit)
                            .num("free", limit - used)
                            .to_string(),
                    },
                    over: limit.is_some_and(|limit| used > limit),
                }
            })
            .collect(),
        effects: wanted
            .map(|wanted| effects(text, &team, uses, wanted, counts))
            .unwrap_or_default(),
        checking: wanted.is_some(),
        action: format!("/admin/capacity/{}", team.id),
        f,
        page,
    }
}

/// What a number of seats means, before it is saved.
fn effects(
    text: Text,
    team: &TeamSeats,
    uses: &[SeatUse],
    wanted: Option<i64>,
    counts: bool,
) -> Vec<String> {
    let joined = team.joined;
    let mut lines = vec![match wanted {
        Some(seats) if !counts => text.of("seats-effect-lead").num("seats", seats),
        None if !counts => text.of("seats-effect-lead-no-limit"),
        None => text.of("seats-effect-no-limit").num("joined", joined),
        Some(0) => text.of("seats-effect-none").num("joined", joined),
        Some(_) => match short_of(wanted, joined) {
            0 => text.of("seats-effect-enough").num("joined", joined),
            short => text.of("seats-effect-short").num("joined", joined).num("short", short),
        },
    }];
    let fuller = uses
        .iter()
        .filter(|round| wanted.is_some_and(|seats| i64::try_from(round.used).unwrap_or(0) > seats))
        .count();
    lines.push(if fuller > 0 {
        text.of("seats-effect-rounds-over").num("n", fuller)
    } else {
        text.of("seats-effect-next")
    });
    lines.into_iter().map(|line| line.to_string()).collect()
}

/// `POST /admin/capacity/{id}`: `step=check` shows what the number means, `step=save` writes it.
pub async fn save(
    State(app): State<App>,
    who: Who,
    Id(id): Id<TeamId>,
    mut fields: Fields,
) -> WebResult {
    let (team, uses) = open(&app, &who, id).await?;
    let text = who.text();
    let typed = fields.get("seats").to_owned();
    let wanted: Option<u32> = match typed.as_str() {
        "" => None,
        digits => match digits.parse::<u32>() {
            Ok(seats) if seats <= MOST_SEATS => Some(seats),
            _ => {
                fields.refuse("seats", text.of("seats-fault").num("most", MOST_SEATS));
                return refused(&team_page(&app, &who, team, &uses, fields, None));
            }
        },
    };
    if fields.get("step") != "save" {
        return html(&team_page(&app, &who, team, &uses, fields, Some(wanted.map(i64::from))));
    }
    let seen: i64 = fields.word("seen").ok_or_else(WebError::unreadable)?;
    let before = u32::try_from(seen).ok();
    let now = app.env.clock.now();
    let mut tx = app.env.db.write().await?;
    if let Err(error) = team_set_seats(&mut tx, id, before, wanted).await {
        drop(tx);
        return match error {
            // The second press of the same button: what was wanted is so.
            StoreError::Stale { .. } if team.seats == wanted.map(i64::from) => {
                Ok(see_other(&format!("/admin/capacity/{id}?done=saved")))
            }
            StoreError::Stale { .. } => stale(&app, &who, team, &uses),
            error => Err(error.into()),
        };
    }
    let (actor, subject) = (format!("person:{}", who.person), format!("team:{id}"));
    let detail = json!({"from": before, "to": wanted});
    audit_append(&mut tx, now, &actor, "seats-changed", &subject, &detail).await?;
    tx.commit().await?;
    Ok(see_other(&format!("/admin/capacity/{id}?done=saved")))
}

/// Somebody else changed the seats meanwhile: says so and shows the number as it is now.
fn stale(app: &App, who: &Who, team: TeamSeats, uses: &[SeatUse]) -> WebResult {
    let mut fields = Fields::new();
    fields.set("seats", team.seats.map(|seats| seats.to_string()).unwrap_or_default());
    fields.refuse("seats", who.text().of("seats-stale"));
    html_with(axum::http::StatusCode::CONFLICT, &team_page(app, who, team, uses, fields, None))
}
