//! Why somebody was left out of a round, what it brings them next time, and joining a pair as a third.

use askama::Template;
use axum::extract::State;

use super::error::{WebError, WebResult};
use super::extract::Id;
use super::group::{back_home, round_error};
use super::home::card_of;
use super::own_words::next_draw;
use super::page::{Page, Section, html, see_other};
use super::session::Who;
use super::state::App;
use crate::domain::id::RunId;
use crate::programmes::plan::{FELL_THROUGH, NO_PLACES, NO_TIME};
use crate::programmes::round::RoundError;
pub(super) use crate::programmes::third::ThirdOffer;
use crate::programmes::{third, why};
use crate::store::group::left_out_get;
use crate::store::overview::seats::team_leads;
use crate::store::person::person_get;
use crate::store::run::run_get;
use crate::text::Text;

#[derive(Template)]
#[template(path = "pages/left_out.html")]
struct LeftOutPage {
    page: Page,
    run: RunId,
    sorry: String,
    why: String,
    numbers: Vec<String>,
    repaid: String,
    /// Where a lead changes what the team gives.
    edit: Option<String>,
    offers: bool,
    third: String,
}

/// What there is to say about joining a pair.
pub(super) fn third_words(text: Text, offer: ThirdOffer) -> String {
    text.of(match offer {
        ThirdOffer::Open => "left-out-third-lead",
        ThirdOffer::Joined => "link-done-third",
        ThirdOffer::InGroup => "left-out-in-group",
        ThirdOffer::Late => "left-out-third-late",
        ThirdOffer::NoPair => "left-out-third-none",
        ThirdOffer::NoSeat => "left-out-third-seats",
    })
    .to_string()
}

/// The sentence for a reason that the draw wrote.
fn reason_words(text: Text, reason: &str) -> String {
    text.of(match reason {
        "odd-number" => "left-out-reason-odd",
        "team-seats" => "left-out-reason-seats",
        NO_PLACES => "left-out-reason-places",
        NO_TIME => "left-out-reason-no-time",
        "knows-everybody" => "left-out-reason-knows",
        "no-common-hours" => "left-out-reason-hours",
        "no-common-language" => "left-out-reason-language",
        "match-fell-through" => "left-out-reason-fell-through",
        "alone" => "left-out-reason-alone",
        "better-plan" => "left-out-reason-plan",
        "budget-ended" => "left-out-reason-time",
        _ => "left-out-reason-nobody",
    })
    .to_string()
}

/// GET /rounds/{id}/left-out
pub async fn page(State(app): State<App>, who: Who, Id(run): Id<RunId>) -> WebResult {
    let text = who.text();
    let mut tx = app.env.db.read().await?;
    let row = run_get(&mut tx, run).await?.filter(|run| run.released_at.is_some());
    let reason = left_out_get(&mut tx, run, who.person).await?;
    let (row, reason) = row.zip(reason).ok_or_else(WebError::not_found)?;
    let lead = if reason == NO_PLACES {
        match person_get(&mut tx, who.person).await? {
            Some(own) => {
                let found = team_leads(&mut tx, &[own.team_id]).await?;
                found.into_iter().next()
            }
            None => None,
        }
    } else {
        None
    };
    drop(tx);
    let card = card_of(&app, &who, row.programme_id).await?;
    let offer = third::offer(&app.env, run, who.person).await.map_err(round_error)?;
    let mut numbers = Vec::new();
    match why::left_out(&app.env, run, who.person).await {
        Ok(Some(found)) => {
            if let Some((wanted, seats)) = found.seats.filter(|(wanted, seats)| {
                usize::try_from(*seats).is_ok_and(|seats| *wanted > seats)
            }) {
                numbers.push(
                    text.of("left-out-seats").num("wanted", wanted).num("seats", seats).to_string(),
                );
            }
            let others = found.run.people.saturating_sub(1);
            numbers.push(
                text.of("left-out-could")
                    .num("could", found.could_meet)
                    .num("others", others)
                    .to_string(),
            );
            // The summary is the plan's, in which somebody whose match fell through afterwards had a place.
            if reason != FELL_THROUGH {
                numbers.extend(super::why::summary(text, &found.run));
            }
        }
        // A round whose plan is not kept any more has no numbers.
        Ok(None) | Err(RoundError::Plan(_)) => {}
        Err(error) => return Err(round_error(error)),
    }
    let day =
        |at: chrono::DateTime<chrono::Utc>| text.date(at.with_timezone(&who.zone).date_naive());
    html(&LeftOutPage {
        page: Page::new(&app, &who, "left-out-title", Section::Home).up("/", text.of("nav-home")),
        run,
        sorry: text
            .of("left-out-sorry")
            .arg("date", day(row.slot_at))
            .arg("programme", &card.name)
            .to_string(),
        why: if reason == NO_PLACES && !card.without_places {
            text.of("left-out-reason-places-then").to_string()
        } else {
            reason_words(text, &reason)
        },
        numbers,
        edit: lead
            .as_ref()
            .filter(|(_, (lead, _))| *lead == who.person && card.without_places)
            .map(|(team, _)| format!("/admin/capacity/{team}/seats")),
        repaid: if card.without_places && reason == NO_PLACES {
            match lead {
                Some((_, (lead, _))) if lead == who.person => text.of("left-out-places-you"),
                Some((_, (_, name))) => text.of("left-out-places-lead").arg("lead", name),
                None => text.of("left-out-places"),
            }
            .to_string()
        } else {
            match next_draw(&card, app.env.clock.now()) {
                Some(at) => text.of("left-out-repaid").arg("date", day(at)).to_string(),
                None => text.of("left-out-repaid-plain").to_string(),
            }
        },
        offers: offer == ThirdOffer::Open,
        third: third_words(text, offer),
    })
}

/// POST /rounds/{id}/third
pub async fn join(State(app): State<App>, who: Who, Id(run): Id<RunId>) -> WebResult {
    match third::join(&app.env, run, who.person).await.map_err(round_error)? {
        ThirdOffer::Joined | ThirdOffer::InGroup => Ok(back_home("third")),
        _ => Ok(see_other(&format!("/rounds/{run}/left-out"))),
    }
}
