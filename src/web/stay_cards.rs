//! What the home page says of stints, rotations and guests: the next one, and whether the last was worth the time.

use super::first_weeks::dates;
use super::home::view::{Event, View};
use crate::domain::placement::PlacementState;
use crate::programmes::placing::afterwards::may_be_said;
use crate::store::stay::Stay;

/// The reader's current or next stay, the next guest, and what waits for a word.
pub(super) fn stay_events(view: &View<'_>, own: &[Stay], guests: &[Stay]) -> Vec<Event> {
    let text = view.text;
    let is_open =
        |stay: &&Stay| matches!(stay.state, PlacementState::Confirmed | PlacementState::Started);
    let when = |stay: &Stay| if stay.state == PlacementState::Started { "now" } else { "coming" };
    let mut events = Vec::new();
    if let Some(stay) = own.iter().find(is_open) {
        let body = match &stay.host {
            Some(host) => {
                text.of("home-stay-body").arg("dates", dates(text, stay)).arg("host", host)
            }
            None => text.of("home-stay-body-alone").arg("dates", dates(text, stay)),
        };
        events.push(Event {
            title: text
                .of("home-stay-title")
                .arg("when", when(stay))
                .arg("team", &stay.team)
                .to_string(),
            body: body.to_string(),
            link: Some(("/first-weeks".to_owned(), text.of("home-stay-more").to_string())),
            tone: "",
        });
    }
    let mine = |stay: &&Stay| stay.host_id == Some(view.who.person);
    if let Some(stay) = guests.iter().filter(mine).find(is_open) {
        events.push(Event {
            title: text
                .of("home-guest-title")
                .arg("when", when(stay))
                .arg("guest", &stay.guest)
                .arg("team", &stay.team)
                .to_string(),
            body: text
                .of("home-guest-body")
                .arg("dates", dates(text, stay))
                .arg("home", &stay.home)
                .to_string(),
            link: Some(("/guests".to_owned(), text.of("home-guest-more").to_string())),
            tone: "",
        });
    }
    let is_news = |stay: &&Stay| {
        let age = view.now.date_naive() - stay.to_on.monday();
        stay.said.is_none() && may_be_said(stay, view.now) && age <= super::home::WORTH_IS_NEWS
    };
    let asked = own.iter().map(|stay| (stay, "guest"));
    let asked = asked.chain(guests.iter().filter(mine).map(|stay| (stay, "host")));
    for (stay, role) in asked.filter(|(stay, _)| is_news(stay)) {
        events.push(Event {
            title: text
                .of("home-worth-title")
                .arg("role", role)
                .arg("guest", &stay.guest)
                .arg("team", &stay.team)
                .to_string(),
            body: text.of("home-stay-body-alone").arg("dates", dates(text, stay)).to_string(),
            link: Some((format!("/stays/{}/worth", stay.id), text.of("stay-say").to_string())),
            tone: "",
        });
    }
    events
}
