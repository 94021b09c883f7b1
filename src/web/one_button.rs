//! A page of one button: what a link in a mail leads to. Opening it changes nothing; pressing the button does.

use askama::Template;

use super::error::WebResult;
use super::page::{Page, html};

/// The page: `page.title` asks or says what it is about.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/one_button.html")]
pub struct OneButton {
    /// Frame and title.
    pub page: Page,
    /// A sentence or two.
    pub lead: String,
    /// What there is to know before pressing: name and value.
    pub facts: Vec<(String, String)>,
    /// Where the button posts to: a path of this service.
    pub action: String,
    /// What the button says; empty: there is nothing to do any more, and no button.
    pub button: String,
    /// The button undoes or ends something.
    pub danger: bool,
    /// Another way: path and label.
    pub other: Option<(String, String)>,
}

impl OneButton {
    /// The page as an answer.
    pub fn show(&self) -> WebResult {
        html(self)
    }
}
