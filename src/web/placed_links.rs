//! What the links in mails about placements open: a plan to look at, and whether a placement was worth the time.

use askama::Template;

use super::error::{WebError, WebResult};
use super::extract::Fields;
use super::group::round_error;
use super::page::{Page, html, refused};
use super::session::Visit;
use super::state::App;
use super::worth::{WorthPage, filled, read};
use crate::domain::id::{PersonId, PlacementId, RunId};
use crate::domain::plan::RunState;
use crate::programmes::links::Purpose;
use crate::programmes::placing::afterwards::{may_be_said, say, side_of};
use crate::programmes::placing::{Opinion, say_of_plan};
use crate::programmes::round::RoundError;
use crate::store::run::run_get;
use crate::store::stay::stay_get;
use crate::text::Text;

/// The most characters of an objection.
const MOST_REASON: usize = 500;

#[derive(Template)]
#[template(path = "pages/placed_link.html")]
struct PlacedPage {
    page: Page,
    sentences: Vec<String>,
    /// The button; none when there is nothing to do any more.
    button: Option<String>,
    asks_why: bool,
    action: String,
    f: Fields,
}

/// A link that was opened.
pub(super) struct PlacedLink<'a> {
    pub(super) app: &'a App,
    pub(super) visit: &'a Visit,
    pub(super) purpose: Purpose,
    pub(super) person: PersonId,
    pub(super) subject: uuid::Uuid,
    pub(super) text: Text,
    pub(super) action: String,
}

impl PlacedLink<'_> {
    fn said(&self, title: &'static str, sentence: &'static str) -> PlacedPage {
        let title = self.text.of(title).to_string();
        PlacedPage {
            page: Page::public_titled(self.app, self.visit, title),
            sentences: vec![self.text.of(sentence).to_string()],
            button: None,
            asks_why: false,
            action: self.action.clone(),
            f: Fields::new(),
        }
    }

    /// The page before its button is pressed. `worth`: the number that the mail's link names.
    pub(super) async fn page(&self, worth: &str) -> WebResult {
        if self.purpose == Purpose::PlacedWorth {
            return self.worth_page(None, worth).await;
        }
        html(&self.plan_page(Fields::new()).await?)
    }

    /// What its button does.
    pub(super) async fn act(&self, mut fields: Fields) -> WebResult {
        let opinion = match self.purpose {
            Purpose::PlacedWorth => return self.say_worth(fields).await,
            Purpose::PlacedFine => Opinion::Fine,
            _ => {
                let reason = fields.get("reason").trim().to_owned();
                if reason.is_empty() {
                    fields.refuse("reason", self.text.of("placed-link-why-missing"));
                } else if reason.chars().count() > MOST_REASON {
                    let most = self.text.of("words-too-long").num("most", MOST_REASON);
                    fields.refuse("reason", most);
                }
                if !fields.is_valid() {
                    return refused(&self.plan_page(fields).await?);
                }
                Opinion::Not(reason)
            }
        };
        let run = RunId(self.subject);
        match say_of_plan(&self.app.env, run, self.person, &opinion).await {
            Ok(()) if opinion == Opinion::Fine => {
                html(&self.said("placed-link-fine-done", "placed-link-fine-then"))
            }
            Ok(()) => html(&self.said("placed-link-not-done", "placed-link-not-then")),
            Err(RoundError::Stale { .. } | RoundError::NotMember | RoundError::NoRun) => {
                html(&self.said("link-gone-title", "placed-link-over"))
            }
            Err(error) => Err(round_error(error)),
        }
    }

    async fn plan_page(&self, f: Fields) -> Result<PlacedPage, WebError> {
        let mut tx = self.app.env.db.read().await?;
        let run = run_get(&mut tx, RunId(self.subject)).await?;
        drop(tx);
        let waits = run.is_some_and(|run| matches!(run.state, RunState::Proposed | RunState::Held));
        if !waits {
            return Ok(self.said("link-gone-title", "placed-link-over"));
        }
        let fine = self.purpose == Purpose::PlacedFine;
        let (title, sentence, button) = if fine {
            ("placed-link-fine-title", "placed-link-fine", "mail-placed-proposed-fine")
        } else {
            ("placed-link-not-title", "placed-link-not", "placed-link-not-button")
        };
        let mut page = self.said(title, sentence);
        page.button = Some(self.text.of(button).to_string());
        page.asks_why = !fine;
        page.page = page.page.refused(&f);
        page.f = f;
        Ok(page)
    }

    async fn worth_page(&self, f: Option<Fields>, worth: &str) -> WebResult {
        let mut tx = self.app.env.db.read().await?;
        let stay = stay_get(&mut tx, self.person, PlacementId(self.subject)).await?;
        drop(tx);
        let now = self.app.env.clock.now();
        let Some(stay) = stay.filter(|stay| may_be_said(stay, now)) else {
            return html(&self.said("link-gone-title", "link-gone"));
        };
        let page =
            Page::public_titled(self.app, self.visit, self.text.of("worth-title").to_string());
        let side = side_of(&stay, self.person);
        let was_refused = f.is_some();
        let f = f.unwrap_or_else(|| filled(&stay, worth));
        let page = WorthPage::new(page, self.text, &stay, side, self.action.clone(), f);
        if was_refused { refused(&page) } else { html(&page) }
    }

    async fn say_worth(&self, mut fields: Fields) -> WebResult {
        let Some((worth, words, shared)) = read(&mut fields, self.text) else {
            return self.worth_page(Some(fields), "").await;
        };
        let id = PlacementId(self.subject);
        match say(&self.app.env, id, self.person, worth, &words, shared).await {
            Ok(()) => html(&self.said("worth-kept", "worth-thanks")),
            Err(RoundError::NoPlacement | RoundError::Stale { .. }) => {
                html(&self.said("link-gone-title", "link-gone"))
            }
            Err(error) => Err(round_error(error)),
        }
    }
}
