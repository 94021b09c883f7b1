//! The home page: what comes next, the current meeting, whom one met, and the time off from it.
//!
//! Reads with eight queries (the session's among them), each once; nothing is written.

use askama::Template;
use axum::extract::State;
use chrono::{DateTime, TimeDelta, Utc};

use super::error::{WebError, WebResult};
use super::extract::{Fields, Id, Query};
use super::group::{GroupCard, quarter_start, round_error};
use super::own_map::OwnMap;
use super::own_words::{ahead, first_name, pause_words, refuse};
use super::page::{Page, Section, html, refused, see_other};
use super::session::Who;
use super::state::App;
use super::stay_cards::stay_events;
use crate::domain::calendar::Cadence;
use crate::domain::coffee::{Answer, Consent, ProgrammeState};
use crate::domain::id::{ProgrammeId, RunId};
use crate::domain::plan::RunState;
use crate::domain::week::Week;
use crate::programmes::own_network::own_network;
use crate::programmes::participation;
use crate::programmes::{coffee, round::RoundError};
use crate::store::history::{Tied, ties_count, ties_of};
use crate::store::home::{Card, OpenRound, OwnGroup, cards_for, groups_now, open_rounds_for};
use crate::store::profile::Pause;
use crate::store::stay::{stays_hosted, stays_of};
use crate::text::Text;

/// The most ties that the page reads and draws from.
const MOST_TIES: i64 = 200;
/// So long after its slot a round that failed is still news to those who waited for it.
const FAILED_IS_NEWS: TimeDelta = TimeDelta::days(3);
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

/// "Are you in?"
struct Ask {
    title: String,
    body: String,
    action: String,
}

/// Something that happened or will, with one way on.
pub(super) struct Event {
    pub(super) title: String,
    pub(super) body: String,
    pub(super) link: Option<(String, String)>,
    pub(super) tone: &'static str,
}

/// A programme's next draw.
struct Draw {
    programme: String,
    date: Option<String>,
    when: String,
    rule: String,
    state: String,
    /// Hours since the last draw, of all hours between the two.
    progress: Option<(i64, i64)>,
    actions: Vec<(String, &'static str, &'static str, String)>,
}

/// Somebody in a list of people met.
struct Last {
    name: String,
    team: String,
    when: String,
}

/// The pause as the page shows it.
pub(super) struct PauseView {
    /// What holds; none: no pause.
    pub(super) sentence: Option<String>,
    /// It has not begun.
    pub(super) ahead: bool,
}

impl PauseView {
    pub(super) fn new(text: Text, who: &Who, pause: Option<Pause>, now: DateTime<Utc>) -> Self {
        let today = now.with_timezone(&who.zone).date_naive();
        let pause = pause.filter(|pause| pause.until_on.is_none_or(|until| until > today));
        let ahead = pause.is_some_and(|pause| pause.from_on > today);
        let sentence = pause.map(|pause| {
            let from = text.date(pause.from_on);
            match (ahead, pause.until_on) {
                (false, Some(until)) => {
                    text.of("home-paused-until").arg("date", text.date(until)).to_string()
                }
                (false, None) => text.of("home-paused-open").to_string(),
                (true, Some(until)) => text
                    .of("home-paused-ahead")
                    .arg("from", from)
                    .arg("until", text.date(until))
                    .to_string(),
                (true, None) => text.of("home-paused-ahead-open").arg("from", from).to_string(),
            }
        });
        Self { sentence, ahead }
    }
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
        knit: own.map(|own| super::own_words::knit(text, &own)),
        pause: PauseView::new(text, &who, pause, now),
        f: Fields::new(),
        tiles: view.tiles(&cards, met.len(), teams.len()),
        takes_part: cards.iter().any(|card| card.own.is_some()),
        page,
    })
}

/// What a page says of the thing that was just done, by the word in its address.
pub(super) fn done(text: Text, query: &Fields) -> Option<String> {
    let id = match query.get("done") {
        "scheduled" => "home-done-scheduled",
        "met" => "home-done-met",
        "not_met" => "home-done-not-met",
        "yes" => "home-done-answer-yes",
        "skip" => "home-done-answer-skip",
        "paused" => "home-done-paused",
        "resumed" => "home-done-resumed",
        "left" => "home-done-left",
        "third" => "home-done-third",
        "saved" => "home-done-saved",
        "words" => "words-kept",
        _ => return None,
    };
    Some(text.of(id).to_string())
}

/// The next draw of a programme, seen from now; none when it is paused or has none ahead.
pub(super) fn next_draw(card: &Card, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    if card.state != ProgrammeState::Active {
        return None;
    }
    Cadence::parse(&card.cadence, card.zone).ok()?.next_after(now, card.starts_at)
}

/// A programme's cadence in the reader's language; as written when it cannot be read.
pub(super) fn cadence_words(card: &Card, who: &Who) -> String {
    Cadence::parse(&card.cadence, card.zone)
        .map_or_else(|_| card.cadence.clone(), |cadence| cadence.words(who.language))
}

pub(super) struct View<'a> {
    pub(super) text: Text,
    pub(super) who: &'a Who,
    pub(super) now: DateTime<Utc>,
    pause: Option<Pause>,
}

impl View<'_> {
    fn date(&self, at: DateTime<Utc>) -> String {
        self.text.day_time(&at.with_timezone(&self.who.zone))
    }

    fn day(&self, at: DateTime<Utc>) -> String {
        self.text.date(at.with_timezone(&self.who.zone).date_naive())
    }

    fn ahead(&self, at: DateTime<Utc>) -> String {
        ahead(self.text, self.who.zone, self.now, at)
    }

    fn is_paused(&self, at: DateTime<Utc>) -> bool {
        self.pause.is_some_and(|pause| pause.covers(at.with_timezone(&self.who.zone).date_naive()))
    }

    /// Rounds to which the person has not answered yet.
    fn asks(&self, cards: &[Card], rounds: &[OpenRound]) -> Vec<Ask> {
        rounds
            .iter()
            .filter(|round| is_asking(round, self.now) && round.answer.is_none())
            .filter_map(|round| {
                let card = cards.iter().find(|card| card.id == round.programme_id)?;
                card.own.filter(|own| own.consent == Consent::Ask)?;
                Some(Ask {
                    title: self.text.of("home-ask-title").arg("programme", &card.name).to_string(),
                    body: self
                        .text
                        .of("home-ask-body")
                        .arg("date", self.date(round.slot_at))
                        .to_string(),
                    action: format!("/rounds/{}/answer", round.run_id),
                })
            })
            .collect()
    }

    /// What there is to say besides the current groups: a plan on its way, being left out, what to wait for.
    fn events(&self, cards: &[Card], rounds: &[OpenRound], groups: &[OwnGroup]) -> Vec<Event> {
        let text = self.text;
        let mut events = Vec::new();
        for round in rounds {
            let Some(card) = cards.iter().find(|card| card.id == round.programme_id) else {
                continue;
            };
            match round.state {
                RunState::Solving | RunState::Proposed | RunState::Held => {
                    let body = match round.hold_until {
                        Some(until) if round.state != RunState::Held => text
                            .of("home-drawn-body")
                            .arg("programme", &card.name)
                            .arg("when", self.ahead(until))
                            .to_string(),
                        _ => text
                            .of("home-drawn-body-person")
                            .arg("programme", &card.name)
                            .to_string(),
                    };
                    let title = text.of("home-drawn-title").to_string();
                    events.push(Event { title, body, link: None, tone: "" });
                }
                RunState::Failed if self.now - round.slot_at < FAILED_IS_NEWS => {
                    events.push(Event {
                        title: text.of("home-drawn-title").to_string(),
                        body: text
                            .of("home-drawn-trouble")
                            .arg("programme", &card.name)
                            .to_string(),
                        link: None,
                        tone: "",
                    });
                }
                RunState::Released | RunState::Sending | RunState::Sent
                    if round.left_out.is_some()
                        && !groups.iter().any(|group| group.run_id == round.run_id) =>
                {
                    let places = card.without_places
                        && round.left_out.as_deref() == Some(crate::programmes::plan::NO_PLACES);
                    let [title, body, more] = if places {
                        ["home-no-places-title", "home-no-places-body", "home-no-places-more"]
                    } else {
                        ["home-left-out-title", "home-left-out-body", "home-left-out-more"]
                    };
                    events.push(Event {
                        title: text.of(title).to_string(),
                        body: text
                            .of(body)
                            .arg("programme", &card.name)
                            .arg("date", self.day(round.slot_at))
                            .to_string(),
                        link: Some((
                            format!("/rounds/{}/left-out", round.run_id),
                            text.of(more).to_string(),
                        )),
                        tone: "warn",
                    });
                }
                _ => {}
            }
        }
        if events.is_empty() && groups.is_empty() {
            events.extend(self.waiting(cards, rounds));
        }
        events
    }

    /// Nothing is going on: what will, and when.
    fn waiting(&self, cards: &[Card], rounds: &[OpenRound]) -> Option<Event> {
        let text = self.text;
        let event = |title: &'static str, body: String, link| {
            Some(Event { title: text.of(title).to_string(), body, link, tone: "" })
        };
        let mine: Vec<&Card> = cards.iter().filter(|card| card.own.is_some()).collect();
        if cards.is_empty() {
            let title = "home-no-programme-title";
            if self.who.roles.may(crate::domain::access::Action::Configure) {
                let new = text.of("home-no-programme-new").to_string();
                let link = Some(("/admin/programmes/new".to_owned(), new));
                return event(title, text.of("home-no-programme-admin").to_string(), link);
            }
            return event(title, text.of("home-no-programme-body").to_string(), None);
        }
        if mine.is_empty() {
            let link = Some(("/programmes".to_owned(), text.of("home-none-button").to_string()));
            let body = text.of("home-none-body").num("count", cards.len()).to_string();
            return event("home-none-title", body, link);
        }
        if rounds.iter().any(|round| is_asking(round, self.now) && round.answer.is_none()) {
            return None;
        }
        let resting = |card: &&&Card| card.own.is_some_and(|own| own.resting_since.is_some());
        if mine.iter().all(|card| resting(&card)) {
            let body = text.of("home-waiting-body-resting").to_string();
            return event("home-waiting-title", body, None);
        }
        let next = mine
            .iter()
            .filter(|card| !resting(card))
            .filter_map(|card| Some((next_draw(card, self.now)?, card.own?.consent)))
            .min_by_key(|(at, _)| *at);
        let body = match next {
            None => text.of("home-waiting-body-idle").to_string(),
            Some((at, _)) if self.is_paused(at) => text.of("home-waiting-body-paused").to_string(),
            Some((at, Consent::Standing)) => {
                text.of("home-waiting-body").arg("date", self.day(at)).to_string()
            }
            Some((at, Consent::Ask)) => {
                text.of("home-waiting-body-ask").arg("date", self.day(at)).to_string()
            }
        };
        event("home-waiting-title", body, None)
    }

    /// The next draw of each programme the person is in.
    fn draws(&self, cards: &[Card], rounds: &[OpenRound]) -> Vec<Draw> {
        let text = self.text;
        cards
            .iter()
            .filter_map(|card| {
                let own = card.own?;
                let mine = || rounds.iter().filter(|round| round.programme_id == card.id);
                // A round that is open already may come before the cadence's next.
                let next = mine()
                    .filter(|round| round.state == RunState::Draft && round.slot_at > self.now)
                    .map(|round| round.slot_at)
                    .chain(next_draw(card, self.now))
                    .min();
                let asked = mine()
                    .find(|round| is_asking(round, self.now))
                    .and_then(|round| Some((round.run_id, round.answer?)));
                let resting = own.resting_since.is_some();
                let state = match (next, asked) {
                    (None, _) if card.state == ProgrammeState::Paused => text
                        .of("home-next-paused-programme")
                        .arg("programme", &card.name)
                        .to_string(),
                    (None, _) => text.of("home-next-none").to_string(),
                    _ if resting => text.of("home-next-resting").to_string(),
                    (Some(at), _) if self.is_paused(at) => {
                        text.of("home-next-you-paused").to_string()
                    }
                    _ if card.without_places => text.of("home-next-no-places").to_string(),
                    (Some(at), Some((_, Answer::Yes))) => {
                        text.of("home-answered-yes").arg("date", self.day(at)).to_string()
                    }
                    (_, Some((_, Answer::Skip))) => text.of("home-answered-skip").to_string(),
                    _ if own.consent == Consent::Standing => text.of("home-next-both").to_string(),
                    _ if card.rules.ask_days == 0 => text.of("home-next-ask-never").to_string(),
                    _ => text.of("home-next-ask").to_string(),
                };
                let mut actions = Vec::new();
                if resting {
                    actions.push((
                        "/resume".to_owned(),
                        "back",
                        "",
                        text.of("home-resume-rest").to_string(),
                    ));
                } else if let Some((run, answer)) = asked {
                    let (word, label) = match answer {
                        Answer::Yes => ("skip", "home-answer-undo-skip"),
                        Answer::Skip => ("yes", "home-answer-undo-yes"),
                    };
                    actions.push((
                        format!("/rounds/{run}/answer"),
                        "answer",
                        word,
                        text.of(label).to_string(),
                    ));
                }
                let waited = (own.waited > 0 && !card.without_places)
                    .then(|| text.of("home-waited").num("count", own.waited).to_string());
                Some(Draw {
                    programme: card.name.clone(),
                    date: next.map(|at| self.date(at)),
                    when: next.map_or(String::new(), |at| self.ahead(at)),
                    rule: text
                        .of("home-next-rule")
                        .arg("programme", &card.name)
                        .arg("cadence", cadence_words(card, self.who))
                        .arg("zone", text.zone(card.zone, &next.unwrap_or(self.now)))
                        .to_string(),
                    state: waited.map_or(state.clone(), |waited| format!("{state} {waited}")),
                    progress: next.and_then(|at| self.progress(card, at)),
                    actions,
                })
            })
            .collect()
    }

    /// How much of the time from the last draw to the next has passed.
    ///
    /// Units: hours, both at least 1.
    fn progress(&self, card: &Card, next: DateTime<Utc>) -> Option<(i64, i64)> {
        let cadence = Cadence::parse(&card.cadence, card.zone).ok()?;
        let last = cadence.latest_until(self.now, card.starts_at)?;
        let all = (next - last).num_hours().max(1);
        Some(((self.now - last).num_hours().clamp(0, all), all))
    }

    fn last(&self, tie: &Tied) -> Last {
        Last {
            name: tie.other.name.clone(),
            team: tie.other.team.clone(),
            when: match tie.last_on {
                Some(on) => self.text.date_long(on),
                None => self.text.of("home-map-known").to_string(),
            },
        }
    }

    /// What the person gave this quarter (meetings and time), and whom they have met in all; nothing before the first.
    fn tiles(&self, cards: &[Card], people: usize, teams: usize) -> Vec<(String, String)> {
        let text = self.text;
        let meetings: usize = cards.iter().map(|card| card.meetings).sum();
        if meetings == 0 && people == 0 {
            return Vec::new();
        }
        let minutes: i64 = cards
            .iter()
            .map(|card| i64::from(card.rules.minutes) * i64::try_from(card.meetings).unwrap_or(0))
            .sum();
        let label = |id: &'static str, count: usize| text.of(id).num("count", count).to_string();
        let mut tiles = vec![
            (text.number(meetings), label("home-load-meetings", meetings)),
            (text.duration(TimeDelta::minutes(minutes)), text.of("home-load-time").to_string()),
        ];
        if people > 0 {
            tiles.push((text.number(people), label("home-load-people", people)));
            tiles.push((text.number(teams), label("home-load-teams", teams)));
        }
        tiles
    }
}

/// People were asked, and an answer still counts.
fn is_asking(round: &OpenRound, now: DateTime<Utc>) -> bool {
    round.state == RunState::Draft && round.asked_at.is_some() && round.slot_at > now
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

#[derive(Template)]
#[template(path = "pages/pause.html")]
struct PausePage {
    page: Page,
    pause: PauseView,
    f: Fields,
}

async fn pause_page(app: &App, who: &Who, f: Fields) -> Result<PausePage, WebError> {
    let mut tx = app.env.db.read().await?;
    let pause = crate::store::profile::pause_get(&mut tx, who.person).await?;
    Ok(PausePage {
        page: Page::new(app, who, "preferences-pause", Section::Home)
            .up("/", who.text().of("nav-home"))
            .refused(&f),
        pause: PauseView::new(who.text(), who, pause, app.env.clock.now()),
        f,
    })
}

/// GET /pause
pub async fn pause(State(app): State<App>, who: Who) -> WebResult {
    html(&pause_page(&app, &who, Fields::new()).await?)
}

/// POST /pause
pub async fn pause_set(State(app): State<App>, who: Who, mut fields: Fields) -> WebResult {
    let today = app.env.clock.now().with_timezone(&who.zone).date_naive();
    match pause_words(&fields).read(today) {
        Ok((from, until)) => {
            participation::pause(&app.env, who.person, from, until)
                .await
                .map_err(|error| participation_error("", error))?;
            Ok(see_other("/?done=paused"))
        }
        Err(faults) => {
            refuse(&mut fields, who.text(), &faults);
            refused(&pause_page(&app, &who, fields).await?)
        }
    }
}

/// POST /resume
pub async fn resume(State(app): State<App>, who: Who) -> WebResult {
    participation::resume(&app.env, who.person)
        .await
        .map_err(|error| participation_error("", error))?;
    Ok(see_other("/?done=resumed"))
}

/// What a refused wish means to a page that has no field for it.
pub(super) fn participation_error(
    programme: &str,
    error: participation::ParticipationError,
) -> WebError {
    use participation::ParticipationError as E;
    match error {
        E::NoProgramme | E::Refused(_) => WebError::not_found(),
        E::Over => WebError::new(axum::http::StatusCode::GONE, "join-over-title", "join-over")
            .arg("programme", programme)
            .way_out("/programmes", "home-none-button"),
        E::Store(error) => error.into(),
    }
}

/// A card by its programme; not found when it is not open to people.
pub(super) async fn card_of(app: &App, who: &Who, id: ProgrammeId) -> Result<Card, WebError> {
    let mut tx = app.env.db.read().await?;
    let (cards, _) = cards_for(&mut tx, who.person, app.env.clock.now()).await?;
    cards.into_iter().find(|card| card.id == id).ok_or_else(WebError::not_found)
}
