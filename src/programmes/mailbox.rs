//! Mails as they were sent: one's own for everybody, all of them for administrators while no relay is configured.

use uuid::Uuid;

use super::Env;
use crate::domain::id::{NoticeId, PersonId};
use crate::domain::plan::NoticeState;
use crate::mail::read::{Mail, parse};
use crate::store::StoreError;
use crate::store::outbox::SIGN_IN;
use crate::store::outbox_view::{NoticeFilter, NoticeRow, notice_get, notices_page};
use crate::store::view::{View, view_add, view_exists};

/// Mails of one page.
pub const PAGE: usize = 30;

/// Whose mails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Box {
    /// Those to this person.
    Own(PersonId),
    /// Everybody's, for this administrator.
    All(PersonId),
}

/// A mail that was opened.
#[derive(Clone, Debug)]
pub enum Opened {
    /// As it was sent.
    Mail(std::boxed::Box<Mail>),
    /// Somebody else's that was not opened yet: opening it is noted for its reader to see.
    Closed,
    /// Somebody else's way in.
    SignIn,
}

/// The mails that were sent, newest first; one more than [`PAGE`] when there are older ones.
pub async fn list(
    env: &Env,
    whose: Box,
    before: Option<NoticeId>,
) -> Result<Vec<NoticeRow>, StoreError> {
    let recipient = match whose {
        Box::Own(person) => Some(person),
        Box::All(_) => None,
    };
    let filter = NoticeFilter {
        state: Some(NoticeState::Sent),
        recipient,
        before,
        ..NoticeFilter::default()
    };
    let mut tx = env.db.read().await?;
    notices_page(&mut tx, filter, crate::store::codec::int(PAGE + 1)).await
}

/// One mail, if it is in that box and may be read. Reading changes nothing.
pub async fn open(
    env: &Env,
    whose: Box,
    id: NoticeId,
) -> Result<Option<(NoticeRow, Opened)>, StoreError> {
    let mut tx = env.db.read().await?;
    let Some((row, bytes)) = notice_get(&mut tx, id).await? else { return Ok(None) };
    if row.state != NoticeState::Sent {
        return Ok(None);
    }
    let opened = match whose {
        Box::Own(person) if row.recipient_id != Some(person) => return Ok(None),
        Box::Own(_) => None,
        Box::All(reader) if row.recipient_id == Some(reader) => None,
        Box::All(_) if row.kind == SIGN_IN && !env.site.demo => Some(Opened::SignIn),
        Box::All(reader) => match row.recipient_id {
            Some(subject) => {
                let seen = view_exists(&mut tx, subject, &viewer(reader), &what(id)).await?;
                (!seen).then_some(Opened::Closed)
            }
            None => None,
        },
    };
    let opened = match opened {
        Some(opened) => opened,
        None => Opened::Mail(std::boxed::Box::new(parse(&bytes).unwrap_or_default())),
    };
    Ok(Some((row, opened)))
}

/// Notes that an administrator opens somebody else's mail, once, so that its reader can see it.
pub async fn note_view(env: &Env, reader: PersonId, id: NoticeId) -> Result<bool, StoreError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let Some((row, _)) = notice_get(&mut tx, id).await? else { return Ok(false) };
    let Some(subject) = row.recipient_id else { return Ok(true) };
    let view = View { viewer: viewer(reader), what: what(id), at: now };
    if subject != reader && !view_exists(&mut tx, subject, &view.viewer, &view.what).await? {
        view_add(&mut tx, env.ids.next::<Uuid>(now), subject, &view).await?;
    }
    tx.commit().await?;
    Ok(true)
}

fn viewer(reader: PersonId) -> String {
    format!("person:{reader}")
}

fn what(id: NoticeId) -> String {
    format!("mail:{id}")
}
