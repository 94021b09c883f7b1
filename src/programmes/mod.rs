//! Floor 3: what Weft does. Pages and the scheduler ask here; here the store, the optimiser and mail come together.

pub mod apology;
pub mod bootcamp;
pub mod capacity;
mod closing;
pub mod coffee;
pub mod connections;
pub mod download;
pub mod draw;
pub mod feedback;
mod letters;
pub mod links;
pub mod mailbox;
pub mod mailer;
pub mod participation;
pub mod people;
pub mod person_data;
pub mod placing;
pub mod plan;
pub mod post;
pub mod problem;
pub mod programme;
pub mod programme_form;
pub mod questions;
pub mod recall;
pub mod release;
pub mod replay;
pub mod restored;
pub mod retention;
pub mod review;
pub mod roles;
pub mod rotation;
pub mod round;
pub mod run_groups;
pub mod run_report;
pub mod sending;
pub mod sessions;
pub mod settings;
pub mod sign_in;
mod solving;
pub mod targets;
pub mod third;
mod turns;
pub mod why;

use std::sync::Arc;

use crate::domain::clock::Clock;
use crate::domain::id::Ids;
use crate::store::Db;

/// All that an action needs from outside: rows, time, identity, and what this installation is called.
#[derive(Clone)]
pub struct Env {
    /// The rows.
    pub db: Db,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Identity and randomness.
    pub ids: Arc<Ids>,
    /// What this installation is called and where it answers.
    pub site: Arc<Site>,
}

impl std::fmt::Debug for Env {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Env").field("db", &self.db.engine()).finish_non_exhaustive()
    }
}

/// This installation.
#[derive(Clone, Debug)]
pub struct Site {
    /// Where people reach the service, without a slash at the end: `https://weft.example`.
    pub base_url: String,
    /// The organisation's name in pages and mails.
    pub organisation: String,
    /// The address mails come from.
    pub mail_from: String,
    /// The host part of Message-IDs.
    pub mail_host: String,
    /// The zone for people without one and for the organisation's own dates.
    pub zone: chrono_tz::Tz,
    /// Signs links in mails; 32 random bytes that never leave the process.
    pub link_key: LinkKey,
    /// No relay is configured: mails land in the local mailbox, which admins can read.
    pub local_mailbox: bool,
    /// A demonstration with fictional people: admins may open everybody's sign-in mails.
    pub demo: bool,
}

/// The key of signed links. Its debug form hides it.
#[derive(Clone)]
pub struct LinkKey(pub [u8; 32]);

impl std::fmt::Debug for LinkKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("LinkKey(…)")
    }
}
