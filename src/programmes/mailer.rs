//! From what is to be said to somebody to the row in the outbox: language, sender, links, Message-ID, dedup key.
//!
//! Everything is rendered before anything is written. A mail that does not render fails its whole step while nobody
//! was told yet.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use rayon::prelude::*;

use super::links::{self, Purpose};
use super::round::RoundError;
use super::{Env, Site};
use crate::domain::id::{GroupId, NoticeId, PersonId, ProgrammeId, RunId};
use crate::domain::person::Language;
use crate::mail::compose::{Envelope, compose, message_id};
use crate::mail::message::{Frame, Message, Rendered};
use crate::mail::{MailError, Party};
use crate::store::outbox::NewNotice;
use crate::store::snapshot::Participant;
use crate::text::Locale;

/// Links about a round's meeting go on working so long after its end.
pub(super) const AFTERWARDS: TimeDelta = TimeDelta::days(14);
/// Links to come back, and to leave a programme.
pub(super) const LONG: TimeDelta = TimeDelta::days(365);

/// One mail to one person, before it is rendered.
#[derive(Debug)]
pub(super) struct Post {
    /// The outbox row's id.
    pub id: NoticeId,
    /// The reader.
    pub to: PersonId,
    /// As the person is called.
    pub name: String,
    /// Address.
    pub address: String,
    /// Language.
    pub language: Language,
    /// What it is about.
    pub dedup_key: String,
    /// The run it is about.
    pub run: Option<RunId>,
    /// The group it is about.
    pub group: Option<GroupId>,
    /// Who gets an answer.
    pub reply_to: Vec<Party>,
    /// The mail it follows up.
    pub follows: Option<NoticeId>,
    /// Pointless after this.
    pub not_after: Option<DateTime<Utc>>,
    /// What it says.
    pub message: Message,
}

impl Post {
    /// A mail to a participant.
    pub fn new(
        env: &Env,
        now: DateTime<Utc>,
        to: &Participant,
        dedup_key: String,
        message: Message,
    ) -> Self {
        Self {
            id: env.ids.next(now),
            to: to.id,
            name: to.name.clone(),
            address: to.email.clone(),
            language: to.language,
            dedup_key,
            run: None,
            group: None,
            reply_to: Vec::new(),
            follows: None,
            not_after: None,
            message,
        }
    }

    /// About this run.
    pub fn of_run(mut self, run: RunId) -> Self {
        self.run = Some(run);
        self
    }

    /// About this group.
    pub fn of_group(mut self, group: GroupId) -> Self {
        self.group = Some(group);
        self
    }

    /// Answers go to these.
    pub fn reply_to(mut self, parties: Vec<Party>) -> Self {
        self.reply_to = parties;
        self
    }

    /// Follows up this mail.
    pub fn follows(mut self, first: Option<NoticeId>) -> Self {
        self.follows = first;
        self
    }

    /// Pointless after `at`.
    pub fn not_after(mut self, at: DateTime<Utc>) -> Self {
        self.not_after = Some(at);
        self
    }

    /// The mail in words.
    pub fn render(&self, site: &Site) -> Result<Rendered, MailError> {
        self.message.render(locale(self.language), &frame(site))
    }

    fn seal(
        &self,
        env: &Env,
        programme: ProgrammeId,
        now: DateTime<Utc>,
    ) -> Result<NewNotice, MailError> {
        let site = &env.site;
        let rendered = self.render(site)?;
        let envelope = Envelope {
            outbox_id: self.id.0,
            date: now,
            from: Party::new(site.organisation.clone(), site.mail_from.clone()),
            to: Party::new(self.name.clone(), self.address.clone()),
            reply_to: self.reply_to.clone(),
            list_id: Some(format!("{}.{}", self.message.list(), site.mail_host)),
            // What is decided about somebody's weeks reaches them; only coffee can be left by a header.
            list_unsubscribe_url: (self.message.list() == "coffee")
                .then(|| links::url(env, Purpose::Leave, self.to, programme.0, now + LONG)),
            in_reply_to: self.follows.map(|first| message_id(first.0, &site.mail_host)),
            host: site.mail_host.clone(),
        };
        Ok(NewNotice {
            id: self.id,
            dedup_key: self.dedup_key.clone(),
            kind: outbox_kind(&self.message),
            programme_id: Some(programme),
            run_id: self.run,
            group_id: self.group,
            recipient_id: Some(self.to),
            recipient_address: self.address.clone(),
            message: compose(&rendered, &envelope)?,
            subject: rendered.subject,
            next_at: now,
            not_after: self.not_after,
            created_at: now,
        })
    }
}

/// The outbox's word for a mail. A recall has one of its own there: it goes out although its group or run is
/// recalled.
fn outbox_kind(message: &Message) -> &'static str {
    match message {
        Message::Recalled(_) | Message::PlacementCancelled(_) => "recall",
        Message::PlacementCalendar(entry) if entry.cancelled => "recall",
        other => other.kind().as_str(),
    }
}

/// The texts' locale of a person's language.
pub fn locale(language: Language) -> Locale {
    match language {
        Language::English => Locale::En,
        Language::German => Locale::De,
    }
}

pub(super) fn frame(site: &Site) -> Frame {
    Frame {
        organisation: site.organisation.clone(),
        preferences_link: Some(format!("{}/preferences", site.base_url)),
    }
}

/// Renders mails into rows of the outbox, on all cores and off the service's own threads.
///
/// Errors: [`RoundError::Render`] with the first mail that does not render; then none is made.
/// Cost: tens of microseconds of one core each.
pub(super) async fn seal(
    env: &Env,
    programme: ProgrammeId,
    posts: Vec<Post>,
    now: DateTime<Utc>,
) -> Result<Vec<NewNotice>, RoundError> {
    if posts.is_empty() {
        return Ok(Vec::new());
    }
    let env = Arc::new(env.clone());
    let sealed = tokio::task::spawn_blocking(move || {
        posts
            .par_iter()
            .map(|post| post.seal(&env, programme, now))
            .collect::<Result<Vec<_>, MailError>>()
    })
    .await
    .map_err(|_| RoundError::Interrupted)?;
    Ok(sealed?)
}
