//! Was it worth the time? One tap and, if they like, words, of a guest or a host; and what coordinators see of it.

use askama::Template;
use axum::extract::State;

use super::error::{WebError, WebResult};
use super::extract::{Fields, Id, Query};
use super::first_weeks::dates;
use super::group::round_error;
use super::page::{Page, Section, html, refused, see_other};
use super::session::Who;
use super::state::App;
use crate::domain::id::PlacementId;
use crate::domain::placement::Side;
use crate::programmes::connections::k_in_force;
use crate::programmes::placing::afterwards::{MOST_WORDS, may_be_said, say, side_of};
use crate::store::placement_word::{TeamWorth, team_worths, words_shared, worth_coverage};
use crate::store::stay::{Stay, stay_get};
use crate::text::Text;

#[derive(Template)]
#[template(path = "pages/worth.html")]
pub(super) struct WorthPage {
    page: Page,
    lead: String,
    action: String,
    options: Vec<(&'static str, String, &'static str)>,
    f: Fields,
}

impl WorthPage {
    pub(super) fn new(
        page: Page,
        text: Text,
        stay: &Stay,
        side: Side,
        action: String,
        f: Fields,
    ) -> Self {
        let role = side.as_str();
        Self {
            page: page.refused(&f),
            lead: text
                .of("mail-placed-feedback-lead")
                .arg("role", role)
                .arg("guest", &stay.guest)
                .arg("team", &stay.team)
                .arg("dates", dates(text, stay))
                .to_string(),
            action,
            options: [(1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5")]
                .map(|(worth, value)| {
                    let label = text.of("mail-placed-feedback-worth").num("worth", worth);
                    (value, label.to_string(), "")
                })
                .to_vec(),
            f,
        }
    }
}

/// What the form said before, to begin with.
pub(super) fn filled(stay: &Stay, worth: &str) -> Fields {
    let mut f = Fields::new();
    if let Some((said, words, shared)) = &stay.said {
        f.set("worth", said);
        f.set("words", words);
        if *shared {
            f.set("share", "yes");
        }
    }
    if (1..=5).any(|known| worth == known.to_string()) {
        f.set("worth", worth);
    }
    f
}

/// Reads the form; refuses what does not fit at its field.
pub(super) fn read(fields: &mut Fields, text: Text) -> Option<(u32, String, bool)> {
    let worth = fields.word::<u32>("worth").filter(|worth| (1..=5).contains(worth));
    if worth.is_none() {
        fields.refuse("worth", text.of("worth-choose"));
    }
    let words = fields.get("words").replace("\r\n", "\n").trim().to_owned();
    if words.chars().count() > MOST_WORDS {
        fields.refuse("words", text.of("words-too-long").num("most", MOST_WORDS));
    }
    let worth = worth.filter(|_| fields.is_valid())?;
    Some((worth, words, fields.has("share")))
}

async fn own_stay(app: &App, who: &Who, id: PlacementId) -> Result<Stay, WebError> {
    let mut tx = app.env.db.read().await?;
    let stay = stay_get(&mut tx, who.person, id).await?.ok_or_else(WebError::not_found)?;
    if may_be_said(&stay, app.env.clock.now()) { Ok(stay) } else { Err(WebError::stale()) }
}

fn shown(app: &App, who: &Who, stay: &Stay, f: Fields) -> WorthPage {
    let text = who.text();
    let side = side_of(stay, who.person);
    let (back, name) = match side {
        Side::Guest => ("/first-weeks", text.of("first-weeks-title")),
        Side::Host => ("/guests", text.of("guests-title")),
    };
    let page = Page::new(app, who, "worth-title", Section::Home).up(back, name);
    WorthPage::new(page, text, stay, side, format!("/stays/{}/worth", stay.id), f)
}

/// GET /stays/{id}/worth
pub async fn form(State(app): State<App>, who: Who, Id(id): Id<PlacementId>) -> WebResult {
    let stay = own_stay(&app, &who, id).await?;
    html(&shown(&app, &who, &stay, filled(&stay, "")))
}

/// POST /stays/{id}/worth
pub async fn keep(
    State(app): State<App>,
    who: Who,
    Id(id): Id<PlacementId>,
    mut fields: Fields,
) -> WebResult {
    let stay = own_stay(&app, &who, id).await?;
    let Some((worth, words, shared)) = read(&mut fields, who.text()) else {
        return refused(&shown(&app, &who, &stay, fields));
    };
    say(&app.env, id, who.person, worth, &words, shared).await.map_err(round_error)?;
    Ok(see_other(match side_of(&stay, who.person) {
        Side::Guest => "/first-weeks?done=worth",
        Side::Host => "/guests?done=worth",
    }))
}

#[derive(Template)]
#[template(path = "pages/admin_worth.html")]
struct SummaryPage {
    page: Page,
    coverage: String,
    teams: Vec<TeamView>,
    words: Vec<(String, String, String)>,
    least: usize,
}

struct TeamView {
    team: String,
    guests: String,
    mean: String,
}

impl TeamView {
    fn new(text: Text, one: TeamWorth) -> Self {
        Self { team: one.team, guests: text.number(one.guests), mean: text.decimal(one.mean, 1) }
    }
}

/// GET /admin/stays: what guests said of the teams they were with, for coordinators.
pub async fn summary(State(app): State<App>, who: Who, Query(_): Query) -> WebResult {
    let text = who.text();
    let mut tx = app.env.db.read().await?;
    let (over, guests, hosts) = worth_coverage(&mut tx).await?;
    let least = k_in_force(&mut tx).await? as usize;
    let teams = team_worths(&mut tx, least).await?;
    let words = words_shared(&mut tx).await?;
    drop(tx);
    html(&SummaryPage {
        page: Page::new(&app, &who, "worth-summary-title", Section::Stays).wide(),
        coverage: text
            .of("worth-coverage")
            .num("over", over)
            .num("guests", guests)
            .num("hosts", hosts)
            .to_string(),
        teams: teams.into_iter().map(|one| TeamView::new(text, one)).collect(),
        words: words
            .into_iter()
            .map(|(team, side, words)| {
                let who = match side {
                    Side::Guest => text.of("worth-said-guest"),
                    Side::Host => text.of("worth-said-host"),
                };
                (team, who.to_string(), words)
            })
            .collect(),
        least,
    })
}
