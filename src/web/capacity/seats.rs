//! The coffee seats of a team, how the rounds use them, and what a change means before it is saved.

use askama::Template;
use axum::extract::State;
use serde_json::json;

use crate::domain::access::Action;
use crate::domain::id::TeamId;
use crate::store::StoreError;
use crate::store::audit::audit_append;
use crate::store::overview::seats::{SeatUse, TeamSeats, seat_uses, team_seats};
use crate::store::team::team_set_seats;
use crate::text::Text;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Fields, Id, Query};
use crate::web::page::{Page, Section, html, html_with, refused, see_other};
use crate::web::{App, Who};

/// The most seats that can be written; more is "no limit".
const MOST_SEATS: u32 = 10_000;

pub(super) fn short_of(seats: Option<i64>, joined: usize) -> i64 {
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
#[template(path = "pages/capacity_seats.html")]
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

/// `GET /admin/capacity/{id}/seats`
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
        .up(format!("/admin/capacity/{}", team.id), &team.name)
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
        action: format!("/admin/capacity/{}/seats", team.id),
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

/// `POST /admin/capacity/{id}/seats`: `step=check` shows what the number means, `step=save` writes it.
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
                Ok(see_other(&format!("/admin/capacity/{id}/seats?done=saved")))
            }
            StoreError::Stale { .. } => stale(&app, &who, team, &uses),
            error => Err(error.into()),
        };
    }
    let (actor, subject) = (format!("person:{}", who.person), format!("team:{id}"));
    let detail = json!({"from": before, "to": wanted});
    audit_append(&mut tx, now, &actor, "seats-changed", &subject, &detail).await?;
    tx.commit().await?;
    Ok(see_other(&format!("/admin/capacity/{id}/seats?done=saved")))
}

/// Somebody else changed the seats meanwhile: says so and shows the number as it is now.
fn stale(app: &App, who: &Who, team: TeamSeats, uses: &[SeatUse]) -> WebResult {
    let mut fields = Fields::new();
    fields.set("seats", team.seats.map(|seats| seats.to_string()).unwrap_or_default());
    fields.refuse("seats", who.text().of("seats-stale"));
    html_with(axum::http::StatusCode::CONFLICT, &team_page(app, who, team, uses, fields, None))
}
