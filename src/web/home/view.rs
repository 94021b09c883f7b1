//! What the home page says: questions, news, the next draws, people met, the quarter's figures.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::calendar::Cadence;
use crate::domain::coffee::{Answer, Consent, ProgrammeState};
use crate::domain::plan::RunState;
use crate::store::history::Tied;
use crate::store::home::{Card, OpenRound, OwnGroup};
use crate::store::profile::Pause;
use crate::text::Text;
use crate::web::own_words::{ahead, cadence_words, next_draw};
use crate::web::session::Who;

/// So long after its slot a round that failed is still news to those who waited for it.
const FAILED_IS_NEWS: TimeDelta = TimeDelta::days(3);
/// "Are you in?"
pub(super) struct Ask {
    pub(super) title: String,
    pub(super) body: String,
    pub(super) action: String,
}

/// Something that happened or will, with one way on.
pub(in crate::web) struct Event {
    pub(in crate::web) title: String,
    pub(in crate::web) body: String,
    pub(in crate::web) link: Option<(String, String)>,
    pub(in crate::web) tone: &'static str,
}

/// A programme's next draw.
pub(super) struct Draw {
    pub(super) programme: String,
    pub(super) date: Option<String>,
    pub(super) when: String,
    pub(super) rule: String,
    pub(super) state: String,
    /// Hours since the last draw, of all hours between the two.
    pub(super) progress: Option<(i64, i64)>,
    pub(super) actions: Vec<(String, &'static str, &'static str, String)>,
}

/// Somebody in a list of people met.
pub(super) struct Last {
    pub(super) name: String,
    pub(super) team: String,
    pub(super) when: String,
}
pub(in crate::web) struct View<'a> {
    pub(in crate::web) text: Text,
    pub(in crate::web) who: &'a Who,
    pub(in crate::web) now: DateTime<Utc>,
    pub(super) pause: Option<Pause>,
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
    pub(super) fn asks(&self, cards: &[Card], rounds: &[OpenRound]) -> Vec<Ask> {
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
    pub(super) fn events(
        &self,
        cards: &[Card],
        rounds: &[OpenRound],
        groups: &[OwnGroup],
    ) -> Vec<Event> {
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
    pub(super) fn draws(&self, cards: &[Card], rounds: &[OpenRound]) -> Vec<Draw> {
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

    pub(super) fn last(&self, tie: &Tied) -> Last {
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
    pub(super) fn tiles(
        &self,
        cards: &[Card],
        people: usize,
        teams: usize,
    ) -> Vec<(String, String)> {
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
