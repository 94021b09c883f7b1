//! Mails that come back: whose address does not work any more is not written to, and the programme's owner hears of it.

use chrono::{DateTime, Utc};
use hmac::Mac as _;
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::links::keyed;
use super::post::{Letter, PostError, service_mail};
use super::{Env, LinkKey};
use crate::domain::access::Role;
use crate::domain::bounce::Verdict;
use crate::domain::id::{NoticeId, PersonId, ProgrammeId};
use crate::domain::person::PersonState;
use crate::mail::bounce::{self, SIGNATURE};
use crate::mail::message::{Message, Unreachable};
use crate::store::audit::audit_append;
use crate::store::bounce::{
    NewBounce, bounce_add, notice_addressee, person_suppress, person_unsuppress, suppressed_since,
};
use crate::store::outbox::notice_came_back;
use crate::store::person::{person_get, persons_by_ids};
use crate::store::programme::head_get;
use crate::store::role::role_list;
use crate::store::{StoreError, Tx};

/// What became of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Nothing more is sent to the person.
    Suppressed,
    /// Kept; nothing follows from it: it is no hard bounce, or the person is not written to already, or has another
    /// address by now.
    Kept(Verdict),
    /// Set aside, and why.
    Aside(String),
    /// The same report was read before.
    Again,
    /// A worker has the mail in hand: the report came between the relay's answer and its note of it. Nothing was kept; the
    /// report is to be given again in a while.
    Early,
}

/// The envelope sender of a mail: with its token when bounces are read, so that what comes back says which mail it was and
/// cannot be forged; otherwise the address that mails come from.
pub fn envelope_sender(env: &Env, bounce_address: &str, notice: NoticeId) -> String {
    if bounce_address.is_empty() {
        return env.site.mail_from.clone();
    }
    bounce::sender(bounce_address, notice.0, signature(&env.site.link_key, notice.0))
}

fn signature(key: &LinkKey, notice: Uuid) -> [u8; SIGNATURE] {
    let mut signer = keyed(key, "bounce");
    signer.update(notice.as_bytes());
    let whole = signer.finalize().into_bytes();
    let mut short = [0; SIGNATURE];
    for (place, byte) in short.iter_mut().zip(whole) {
        *place = byte;
    }
    short
}

fn is_signed(key: &LinkKey, notice: Uuid, signature: &[u8; SIGNATURE]) -> bool {
    let mut signer = keyed(key, "bounce");
    signer.update(notice.as_bytes());
    signer.verify_truncated_left(signature).is_ok()
}

/// Reads a report that came back, and does what follows from it. Whatever it holds, it is no error: what cannot be read,
/// or is about no mail of ours, is kept as set aside with the reason.
///
/// Errors: the database's; the same report can be given again.
pub async fn hear(env: &Env, raw: &[u8]) -> Result<Heard, PostError> {
    let now = env.clock.now();
    let digest: [u8; 32] = Sha256::digest(raw).into();
    let mut tx = env.db.write().await?;
    let heard = match bounce::read(raw) {
        Err(error) => aside(&mut tx, digest, &error.to_string(), now).await?,
        Ok(report) => {
            let ours = report
                .tokens
                .iter()
                .find(|(id, signature)| is_signed(&env.site.link_key, *id, signature))
                .map(|(id, _)| NoticeId(*id));
            match ours {
                None => {
                    // Somebody made it up, or the key was changed since.
                    aside(&mut tx, digest, "its token was not signed by us", now).await?
                }
                Some(notice) if in_hand(&mut tx, notice, now).await? => Heard::Early,
                Some(notice) => {
                    let came = Came { digest, verdict: report.verdict, status: &report.status };
                    keep(env, &mut tx, notice, &came, now).await?
                }
            }
        }
    };
    tx.commit().await?;
    match &heard {
        Heard::Early => tracing::debug!("a bounce waits until its mail counts as sent"),
        Heard::Aside(why) => tracing::warn!(why, "a bounce was set aside"),
        heard => tracing::info!(?heard, "a bounce was read"),
    }
    Ok(heard)
}

/// Is a worker about to note what the relay said of a mail? What came back of it has to come after that: only a mail that
/// counts as sent can have come back.
async fn in_hand(tx: &mut Tx, notice: NoticeId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let mail = notice_addressee(tx, notice).await?;
    Ok(mail.and_then(|mail| mail.lease_until).is_some_and(|until| until > now))
}

/// The relay itself said of a recipient that there is no such mailbox.
pub async fn refused(
    env: &Env,
    tx: &mut Tx,
    notice: NoticeId,
    status: &str,
) -> Result<Heard, PostError> {
    let now = env.clock.now();
    // The same mail may be tried, and refused, once more after somebody lifted the suppression.
    let what = [notice.0.as_bytes().as_slice(), &now.timestamp_micros().to_be_bytes()].concat();
    let came = Came { digest: Sha256::digest(what).into(), verdict: Verdict::Hard, status };
    keep(env, tx, notice, &came, now).await
}

struct Came<'a> {
    digest: [u8; 32],
    verdict: Verdict,
    status: &'a str,
}

async fn aside(
    tx: &mut Tx,
    digest: [u8; 32],
    why: &str,
    at: DateTime<Utc>,
) -> Result<Heard, StoreError> {
    let bounce =
        NewBounce { digest, notice: None, person: None, verdict: Verdict::Aside, status: why, at };
    Ok(if bounce_add(tx, &bounce).await? { Heard::Aside(why.to_owned()) } else { Heard::Again })
}

async fn keep(
    env: &Env,
    tx: &mut Tx,
    notice: NoticeId,
    came: &Came<'_>,
    now: DateTime<Utc>,
) -> Result<Heard, PostError> {
    let Some(mail) = notice_addressee(tx, notice).await? else {
        return Ok(aside(tx, came.digest, "its mail is not in the outbox", now).await?);
    };
    let bounce = NewBounce {
        digest: came.digest,
        notice: Some(notice),
        person: mail.person,
        verdict: came.verdict,
        status: came.status,
        at: now,
    };
    if !bounce_add(tx, &bounce).await? {
        return Ok(Heard::Again);
    }
    let Some(person) = mail.person.filter(|_| came.verdict == Verdict::Hard) else {
        return Ok(Heard::Kept(came.verdict));
    };
    // Whoever was to be told was not: of a group, the others are told that it does not come about.
    notice_came_back(tx, notice, &format!("came back: {}", came.status)).await?;
    if !person_suppress(tx, person, &mail.address, now).await? {
        return Ok(Heard::Kept(came.verdict));
    }
    tell(env, tx, person, mail.programme, came.status, now).await?;
    let detail = json!({ "status": came.status, "notice": notice });
    let subject = format!("person:{person}");
    audit_append(tx, now, "system", "person-unreachable", &subject, &detail).await?;
    Ok(Heard::Suppressed)
}

/// Tells the owner of the programme whose mail came back; of a mail of the service itself, or when no mail reaches the
/// owner either, the administrators.
async fn tell(
    env: &Env,
    tx: &mut Tx,
    person: PersonId,
    programme: Option<ProgrammeId>,
    status: &str,
    now: DateTime<Utc>,
) -> Result<(), PostError> {
    let Some(gone) = person_get(tx, person).await? else { return Ok(()) };
    let head = match programme {
        Some(programme) => head_get(tx, programme).await?,
        None => None,
    };
    // Most often it is the owner's own mail that came back.
    let mut owner = head.as_ref().map(|head| head.owner_id).filter(|owner| *owner != person);
    if let Some(id) = owner
        && !is_reached(tx, id).await?
    {
        owner = None;
    }
    let readers: Vec<PersonId> = if let Some(owner) = owner {
        vec![owner]
    } else {
        let granted = role_list(tx).await?;
        let admins = granted.iter().filter(|it| it.role == Role::Admin);
        admins.map(|it| it.person_id).filter(|admin| *admin != person).collect()
    };
    let message = Message::Unreachable(Unreachable {
        name: gone.name,
        programme: head.map(|head| head.name),
        status: status.to_owned(),
        link: format!("{}/admin/unreachable", env.site.base_url),
    });
    let kind = message.kind().as_str();
    for reader in persons_by_ids(tx, &readers).await? {
        let letter = Letter {
            kind,
            dedup_key: format!("{kind}:{person}:{}:{}", now.timestamp_micros(), reader.id),
            not_after: None,
        };
        service_mail(env, tx, &reader, &message, letter, now).await?;
    }
    Ok(())
}

/// Does a mail to this person leave at all? The outbox keeps those to whoever left, is away or bounces.
async fn is_reached(tx: &mut Tx, person: PersonId) -> Result<bool, StoreError> {
    let here = person_get(tx, person).await?.is_some_and(|it| it.state == PersonState::Active);
    Ok(here && suppressed_since(tx, person).await?.is_none())
}

/// Somebody's address works again: they are written to. `false`: they were.
pub async fn lift(env: &Env, person: PersonId, by: PersonId) -> Result<bool, StoreError> {
    let mut tx = env.db.write().await?;
    if !person_unsuppress(&mut tx, person).await? {
        return Ok(false);
    }
    let (actor, subject) = (format!("person:{by}"), format!("person:{person}"));
    audit_append(&mut tx, env.clock.now(), &actor, "person-reachable", &subject, &json!({}))
        .await?;
    tx.commit().await?;
    Ok(true)
}
