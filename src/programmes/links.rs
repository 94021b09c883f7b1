//! Links in mails: signed, for one purpose, one person and one thing, and only for a time.
//!
//! Nothing of them is stored, and opening one changes nothing: it leads to a page with one button.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use uuid::Uuid;

use super::{Env, LinkKey};
use crate::domain::id::PersonId;
use crate::domain::words;

words! {
    /// What a link is for. A link for one purpose opens nothing else.
    pub enum Purpose {
        /// Say yes to a round; the subject is the run.
        Yes = "yes",
        /// Skip a round; the subject is the run.
        Skip = "skip",
        /// Pause until a date; the subject is the programme.
        Pause = "pause",
        /// The meeting is in the calendar; the subject is the group.
        Scheduled = "scheduled",
        /// The meeting happened; the subject is the group.
        Met = "met",
        /// The meeting did not happen or cannot; the subject is the group.
        NotMet = "not-met",
        /// The people of the group know each other already; the subject is the group.
        KnowEachOther = "know-each-other",
        /// Join a pair as a third; the subject is the run.
        Third = "third",
        /// Take part again after resting; the subject is the programme.
        Return = "return",
        /// No more mails of a programme (RFC 8058); the subject is the programme.
        Leave = "leave",
        /// The teams offer what they did the quarter before; the subject is the capacity request.
        CapacitySame = "capacity-same",
        /// The teams offer nothing this time; the subject is the capacity request.
        CapacityNothing = "capacity-nothing",
        /// Fill in what the teams offer; the subject is the capacity request.
        CapacityFill = "capacity-fill",
        /// The home team agrees to an application's dates; the subject is the application.
        HomeYes = "home-yes",
        /// The home team says "not now"; the subject is the application.
        HomeNotNow = "home-not-now",
        /// Agree to a swap; the subject is the swap.
        SwapYes = "swap-yes",
        /// Say no to a swap; the subject is the swap.
        SwapNo = "swap-no",
        /// A plan's placements with the reader's team, or of its people, are fine; the subject is the run.
        PlacedFine = "placed-fine",
        /// They are not; the subject is the run.
        PlacedNot = "placed-not",
        /// Whether a placement was worth the time; the subject is the placement.
        PlacedWorth = "placed-worth",
    }
}

/// Why a link opens nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// It was real, and its time is over.
    #[error("the link has expired")]
    Expired,
    /// It was cut, changed, or made for something else.
    #[error("the link is not one of ours")]
    Malformed,
}

/// Person, subject and seconds of expiry.
const SIGNED: usize = 16 + 16 + 8;

/// The address of a link: `{base_url}/l/{purpose}/{token}`. The same arguments give the same link.
pub fn url(
    env: &Env,
    purpose: Purpose,
    person: PersonId,
    subject: Uuid,
    expires: DateTime<Utc>,
) -> String {
    let mut token = Vec::with_capacity(SIGNED + 32);
    token.extend_from_slice(person.0.as_bytes());
    token.extend_from_slice(subject.as_bytes());
    token.extend_from_slice(&expires.timestamp().to_be_bytes());
    let signature = signer(&env.site.link_key, purpose, &token).finalize().into_bytes();
    token.extend_from_slice(&signature);
    format!("{}/l/{purpose}/{}", env.site.base_url, URL_SAFE_NO_PAD.encode(token))
}

/// Whom and what a link is about.
///
/// Errors: [`LinkError`]; the signature is compared in constant time and before the expiry is looked at.
pub fn open(
    env: &Env,
    purpose: Purpose,
    token: &str,
    now: DateTime<Utc>,
) -> Result<(PersonId, Uuid), LinkError> {
    let bytes = URL_SAFE_NO_PAD.decode(token).map_err(|_| LinkError::Malformed)?;
    let (signed, signature) = bytes.split_at_checked(SIGNED).ok_or(LinkError::Malformed)?;
    signer(&env.site.link_key, purpose, signed)
        .verify_slice(signature)
        .map_err(|_| LinkError::Malformed)?;
    let part = |from: usize| signed.get(from..from + 16).and_then(|id| Uuid::from_slice(id).ok());
    let person = part(0).ok_or(LinkError::Malformed)?;
    let subject = part(16).ok_or(LinkError::Malformed)?;
    let expires = signed
        .get(32..)
        .and_then(|seconds| seconds.try_into().ok())
        .map(i64::from_be_bytes)
        .ok_or(LinkError::Malformed)?;
    if now.timestamp() >= expires {
        return Err(LinkError::Expired);
    }
    Ok((PersonId(person), subject))
}

fn signer(key: &LinkKey, purpose: Purpose, content: &[u8]) -> Hmac<Sha256> {
    let mut signer = keyed(key, "link");
    signer.update(purpose.as_str().as_bytes());
    signer.update(&[0]);
    signer.update(content);
    signer
}

/// An HMAC under the installation's key for one use: what is signed for one use is worth nothing for another.
pub(super) fn keyed(key: &LinkKey, name: &str) -> Hmac<Sha256> {
    let mut block = hmac::digest::Key::<Hmac<Sha256>>::default();
    for (place, byte) in block.iter_mut().zip(key.0) {
        *place = byte;
    }
    let mut signer = Hmac::<Sha256>::new(&block);
    signer.update(name.as_bytes());
    signer.update(&[0]);
    signer
}
