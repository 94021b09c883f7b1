//! The home page: what comes next, the current meeting, whom one met.
//!
//! Reads with eight queries (the session's among them), each once; nothing is written.

pub(super) mod view;

use askama::Template;
use axum::extract::State;
use chrono::TimeDelta;

use self::view::{Ask, Draw, Event, Last, View};
use super::error::{WebError, WebResult};
use super::extract::{Fields, Id, Query};
use super::group::{GroupCard, quarter_start, round_error};
use super::own_map::OwnMap;
use super::own_words::{done, first_name, knit};
use super::page::{Page, Section, html, see_other};
use super::pause::PauseView;
use super::session::Who;
use super::state::App;
use super::stay_cards::stay_events;
use crate::domain::coffee::Answer;
use crate::domain::id::{ProgrammeId, RunId};
use crate::domain::week::Week;
use crate::programmes::own_network::own_network;
use crate::programmes::{coffee, round::RoundError};
use crate::store::history::{Tied, ties_count, ties_of};
use crate::store::home::{Card, cards_for, groups_now, open_rounds_for};
use crate::store::stay::{stays_hosted, stays_of};

/// The most ties that the page reads and draws from.
const MOST_TIES: i64 = 200;
/// So long after a placement the page asks whether it was worth the time.
pub(super) const WORTH_IS_NEWS: TimeDelta = TimeDelta::days(14);
/// How many meetings the page lists.
const LAST_MEETINGS: usize = 5;

#[derive(Template)]
#[template(path = "pages/home.html")]
struct HomePage {
    page: Page,
    hello: String,
    asks: Vec<Ask>,
    groups: Vec<GroupCard>,
    events: Vec<Event>,
    draws: Vec<Draw>,
    last: Vec<Last>,
    map: OwnMap,
    /// How much the people on the map know each other: in a sentence, and how that is computed.
    knit: Option<(String, String)>,
    list: Vec<Last>,
    pause: PauseView,
    f: Fields,
    /// What the person gave this quarter and has of it: value and label.
    tiles: Vec<(String, String)>,
    takes_part: bool,
}

/// GET /
pub async fn page(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let now = app.env.clock.now();
    let mut tx = app.env.db.read().await?;
    let (cards, pause) = cards_for(&mut tx, who.person, quarter_start(&who, now)).await?;
    let rounds = open_rounds_for(&mut tx, who.person).await?;
    let groups = groups_now(&mut tx, who.person).await?;
    let ties = ties_of(&mut tx, who.person, MOST_TIES, 0).await?;
    let mut map = OwnMap::new(&ties);
    if crate::store::codec::int(ties.len()) == MOST_TIES {
        // Who knows more people than the page lists still reads how many.
        (map.people, map.teams) = ties_count(&mut tx, who.person).await?;
    }
    let own = own_network(&mut tx, who.person).await?;
    let today = now.with_timezone(&who.zone).date_naive();
    let own_stays = stays_of(&mut tx, who.person).await?;
    let guests = stays_hosted(&mut tx, who.person, Week::of(today - WORTH_IS_NEWS)).await?;
    drop(tx);
    let text = who.text();
    let mut page = Page::new(&app, &who, "home-title", Section::Home).wide();
    if let Some(note) = done(text, &query) {
        page = page.note(note);
    }
    let view = View { text, who: &who, now, pause };
    let met: Vec<&Tied> = ties.iter().filter(|tie| tie.times > 0).collect();
    let mut teams: Vec<&str> = met.iter().map(|tie| tie.other.team.as_str()).collect();
    teams.sort_unstable();
    teams.dedup();
    html(&HomePage {
        hello: text.of("home-hello").arg("name", first_name(&who.name)).to_string(),
        asks: view.asks(&cards, &rounds),
        events: stay_events(&view, &own_stays, &guests)
            .into_iter()
            .chain(view.events(&cards, &rounds, &groups))
            .collect(),
        groups: groups.iter().map(|group| GroupCard::new(text, &who, group, now)).collect(),
        draws: view.draws(&cards, &rounds),
        last: met.iter().take(LAST_MEETINGS).map(|tie| view.last(tie)).collect(),
        list: ties.iter().map(|tie| view.last(tie)).collect(),
        map,
        knit: own.map(|own| knit(text, &own)),
        pause: PauseView::new(text, &who, pause, now),
        f: Fields::new(),
        tiles: view.tiles(&cards, met.len(), teams.len()),
        takes_part: cards.iter().any(|card| card.own.is_some()),
        page,
    })
}

/// POST /rounds/{id}/answer
pub async fn answer(
    State(app): State<App>,
    who: Who,
    Id(run): Id<RunId>,
    fields: Fields,
) -> WebResult {
    let Some(answer) = fields.word::<Answer>("answer") else { return Ok(see_other("/")) };
    match coffee::answer(&app.env, run, who.person, answer).await {
        Ok(()) => Ok(see_other(&format!("/?done={answer}"))),
        Err(RoundError::Stale { .. }) => {
            Err(WebError::new(axum::http::StatusCode::CONFLICT, "link-over-title", "link-over"))
        }
        Err(error) => Err(round_error(error)),
    }
}

/// A card by its programme; not found when it is not open to people.
pub(super) async fn card_of(app: &App, who: &Who, id: ProgrammeId) -> Result<Card, WebError> {
    let mut tx = app.env.db.read().await?;
    let (cards, _) = cards_for(&mut tx, who.person, app.env.clock.now()).await?;
    cards.into_iter().find(|card| card.id == id).ok_or_else(WebError::not_found)
}
