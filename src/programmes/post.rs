//! Letters of the service itself: from a message to its row in the outbox.

use chrono::{DateTime, Utc};

use super::Env;
use crate::domain::id::NoticeId;
use crate::domain::person::{Language, Person};
use crate::mail::compose::{Envelope, compose};
use crate::mail::message::{Frame, Message};
use crate::mail::{MailError, Party};
use crate::store::outbox::{NewNotice, notice_add};
use crate::store::{StoreError, Tx};
use crate::text::Locale;

/// What the outbox keeps of a letter besides its bytes.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    /// Which mail.
    pub kind: &'static str,
    /// What it is about: nobody gets the same thing twice.
    pub dedup_key: String,
    /// Pointless from here on.
    pub not_after: Option<DateTime<Utc>>,
}

/// Why a letter did not get into the outbox.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// It could not be made.
    #[error("the mail could not be made")]
    Mail(#[from] MailError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Renders a letter of the service and puts it into the outbox. `false`: it is there already.
pub(super) async fn service_mail(
    env: &Env,
    tx: &mut Tx,
    to: &Person,
    message: &Message,
    letter: Letter,
    now: DateTime<Utc>,
) -> Result<bool, PostError> {
    let id: NoticeId = env.ids.next(now);
    let locale = match to.language {
        Language::English => Locale::En,
        Language::German => Locale::De,
    };
    let frame = Frame { organisation: env.site.organisation.clone(), preferences_link: None };
    let rendered = message.render(locale, &frame)?;
    let envelope = Envelope {
        outbox_id: id.0,
        date: now,
        from: Party::new("Weft", &env.site.mail_from),
        to: Party::new(&to.name, &to.email),
        reply_to: Vec::new(),
        list_id: None,
        list_unsubscribe_url: None,
        in_reply_to: None,
        host: env.site.mail_host.clone(),
    };
    let bytes = compose(&rendered, &envelope)?;
    let notice = NewNotice {
        id,
        dedup_key: letter.dedup_key,
        kind: letter.kind,
        programme_id: None,
        run_id: None,
        group_id: None,
        recipient_id: Some(to.id),
        recipient_address: to.email.clone(),
        subject: rendered.subject,
        message: bytes,
        next_at: now,
        not_after: letter.not_after,
        created_at: now,
    };
    Ok(notice_add(tx, &notice).await?)
}
