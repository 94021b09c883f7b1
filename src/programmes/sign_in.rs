//! Signing in: a link and a six-digit code in a mail, for a quarter of an hour, once.
//!
//! Whether anybody has the address shows neither in the answer nor in the time it takes: a request writes one row
//! either way, and the mail is made afterwards. Link and code follow from the row's id and the installation's key, so
//! that only hashes lie in the database and a mail that was not made before a crash is made later.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use hmac::Mac as _;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use super::links::keyed;
use super::{Env, post, sessions};
use crate::domain::id::{PersonId, SignInId};
use crate::mail::message::{Message, SignIn as SignInMail};
use crate::store::StoreError;
use crate::store::audit::audit_append;
use crate::store::outbox::SIGN_IN;
use crate::store::person::person_get;
use crate::store::session::SessionHash;
use crate::store::sign_in::{
    NewSignIn, SignIn, sign_in_add, sign_in_by_token, sign_in_get, sign_in_mailed,
    sign_in_possible, sign_in_try_code, sign_in_use, sign_ins_unmailed,
};

/// Link and code are worth something for this long.
pub const VALID: TimeDelta = TimeDelta::minutes(15);
/// Codes that may be tried for one mail.
const TRIES: i64 = 5;

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Link or code are too old; a new mail can be asked for.
    #[error("the sign-in has expired")]
    Expired {
        /// To whom it had been sent, so that it need not be typed again.
        address: String,
    },
    /// Link or code were used already.
    #[error("the sign-in was used before")]
    Used {
        /// To whom it had been sent.
        address: String,
    },
    /// The code is another one; so many tries are left.
    #[error("the code is wrong")]
    WrongCode {
        /// Tries left.
        left: i64,
    },
    /// No such link.
    #[error("the link is not one of ours")]
    Unknown,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The mail could not be made or kept.
    #[error(transparent)]
    Post(#[from] post::PostError),
}

/// The agent of links that the command line made: no browser asked for them.
const PRINTED: &str = "weft";

/// Somebody is signed in.
#[derive(Debug)]
pub struct SignedIn {
    /// The session's id, for the cookie.
    pub session: String,
    /// The local path to go to.
    pub return_to: String,
}

/// A link as its page shows it before anything is used.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Who would be signed in.
    pub name: String,
    /// The browser that asked, as it named itself.
    pub agent: String,
    /// When it asked.
    pub asked_at: DateTime<Utc>,
    /// The person's zone.
    pub zone: chrono_tz::Tz,
    /// It was made by the command line, and no mail went out.
    pub printed: bool,
}

/// Notes that somebody wants to sign in. The mail follows by [`mail`], or by [`mail_waiting`] at the next tick.
pub async fn ask(
    env: &Env,
    address: &str,
    agent: &str,
    return_to: &str,
) -> Result<SignInId, StoreError> {
    let now = env.clock.now();
    let new = new_sign_in(env, agent, return_to, now + VALID);
    let mut tx = env.db.write().await?;
    sign_in_add(&mut tx, &new, &address.trim().to_lowercase()).await?;
    tx.commit().await?;
    Ok(new.id)
}

/// A one-time sign-in link for a person, without a mail: for demonstrations and for whoever is locked out.
pub async fn link_for(
    env: &Env,
    person: PersonId,
    lasts: TimeDelta,
) -> Result<String, SignInError> {
    let now = env.clock.now();
    let new = new_sign_in(env, PRINTED, "/", now + lasts);
    let mut tx = env.db.write().await?;
    let somebody = person_get(&mut tx, person).await?.ok_or(SignInError::Unknown)?;
    sign_in_add(&mut tx, &new, &somebody.email).await?;
    sign_in_mailed(&mut tx, new.id, now).await?;
    let subject = format!("person:{person}");
    audit_append(&mut tx, now, "system", "sign-in.link-made", &subject, &json!({})).await?;
    tx.commit().await?;
    Ok(link(env, new.id))
}

fn new_sign_in(env: &Env, agent: &str, return_to: &str, expires_at: DateTime<Utc>) -> NewSignIn {
    let now = env.clock.now();
    let id: SignInId = env.ids.next(now);
    NewSignIn {
        id,
        token_hash: Sha256::digest(token(env, id).as_bytes()).into(),
        code_hash: code_hash(env, id, &code(env, id)),
        agent: agent.to_owned(),
        return_to: return_to.to_owned(),
        created_at: now,
        expires_at,
    }
}

/// Puts the mail of a sign-in into the outbox, once, if somebody has the address.
pub async fn mail(env: &Env, id: SignInId) -> Result<(), SignInError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let Some(sign_in) = sign_in_get(&mut tx, id).await? else { return Ok(()) };
    let Some(person) = sign_in.person_id else { return Ok(()) };
    let Some(person) = person_get(&mut tx, person).await? else { return Ok(()) };
    let message = Message::SignIn(SignInMail {
        code: code(env, id),
        link: link(env, id),
        minutes_valid: u32::try_from(VALID.num_minutes()).unwrap_or(0),
        device: device(&sign_in.agent),
        at: sign_in.created_at.with_timezone(&person.zone),
    });
    let letter = post::Letter {
        kind: SIGN_IN,
        dedup_key: format!("{SIGN_IN}:{id}"),
        not_after: Some(sign_in.expires_at),
    };
    post::service_mail(env, &mut tx, &person, &message, letter, now).await?;
    sign_in_mailed(&mut tx, id, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Makes the mails that a crash kept from being made; how many. The tick calls it.
pub async fn mail_waiting(env: &Env) -> Result<usize, SignInError> {
    let mut tx = env.db.read().await?;
    let waiting = sign_ins_unmailed(&mut tx, env.clock.now()).await?;
    drop(tx);
    for id in &waiting {
        mail(env, *id).await?;
    }
    Ok(waiting.len())
}

/// What a link would do. Nothing is used up.
pub async fn look(env: &Env, token: &str) -> Result<Offer, SignInError> {
    let mut tx = env.db.read().await?;
    let sign_in = by_token(&mut tx, token).await?;
    let person = sign_in.person_id.ok_or(SignInError::Unknown)?;
    let person = person_get(&mut tx, person).await?.ok_or(SignInError::Unknown)?;
    usable(&sign_in, &person.email, env.clock.now())?;
    Ok(Offer {
        name: person.name,
        printed: sign_in.agent == PRINTED,
        agent: sign_in.agent,
        asked_at: sign_in.created_at,
        zone: person.zone,
    })
}

/// Signs in by a link, once. The session that the browser had ends.
pub async fn by_link(
    env: &Env,
    token: &str,
    agent: &str,
    before: Option<&SessionHash>,
) -> Result<SignedIn, SignInError> {
    let mut tx = env.db.write().await?;
    let sign_in = by_token(&mut tx, token).await?;
    let signed_in = enter(env, &mut tx, &sign_in, agent, before).await?;
    tx.commit().await?;
    Ok(signed_in)
}

/// Signs in by a code, once; a few wrong codes end the mail's worth.
pub async fn by_code(
    env: &Env,
    id: SignInId,
    code: &str,
    agent: &str,
    before: Option<&SessionHash>,
) -> Result<SignedIn, SignInError> {
    let now = env.clock.now();
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    let mut tx = env.db.write().await?;
    let counted = sign_in_try_code(&mut tx, id, TRIES, now).await?;
    let sign_in = sign_in_get(&mut tx, id).await?.ok_or(SignInError::Unknown)?;
    if !counted {
        // Whoever guesses learns nothing about the address from here: it is what they typed.
        return Err(SignInError::Expired { address: String::new() });
    }
    let given = code_hash(env, id, &digits);
    let right = bool::from(given.as_slice().ct_eq(sign_in.code_hash.as_slice()));
    if !right || sign_in.person_id.is_none() {
        tx.commit().await?;
        return Err(SignInError::WrongCode { left: TRIES - sign_in.attempts });
    }
    let signed_in = enter(env, &mut tx, &sign_in, agent, before).await?;
    tx.commit().await?;
    Ok(signed_in)
}

async fn by_token(tx: &mut crate::store::Tx, token: &str) -> Result<SignIn, SignInError> {
    let hash = Sha256::digest(token.as_bytes()).into();
    sign_in_by_token(tx, &hash).await?.ok_or(SignInError::Unknown)
}

fn usable(sign_in: &SignIn, address: &str, now: DateTime<Utc>) -> Result<(), SignInError> {
    let address = address.to_owned();
    if sign_in.used_at.is_some() {
        Err(SignInError::Used { address })
    } else if sign_in.expires_at <= now {
        Err(SignInError::Expired { address })
    } else {
        Ok(())
    }
}

async fn enter(
    env: &Env,
    tx: &mut crate::store::Tx,
    sign_in: &SignIn,
    agent: &str,
    before: Option<&SessionHash>,
) -> Result<SignedIn, SignInError> {
    let now = env.clock.now();
    let person = sign_in.person_id.ok_or(SignInError::Unknown)?;
    let somebody = person_get(tx, person).await?.ok_or(SignInError::Unknown)?;
    if somebody.state == crate::domain::person::PersonState::Left {
        return Err(SignInError::Unknown);
    }
    usable(sign_in, &somebody.email, now)?;
    if !sign_in_use(tx, sign_in.id, now).await? {
        return Err(SignInError::Used { address: somebody.email });
    }
    let session = sessions::start(env, tx, person, agent, before).await?;
    Ok(SignedIn { session, return_to: sign_in.return_to.clone() })
}

/// Is nobody on the roster yet?
pub async fn is_empty(env: &Env) -> Result<bool, StoreError> {
    let mut tx = env.db.read().await?;
    Ok(!sign_in_possible(&mut tx).await?)
}

fn link(env: &Env, id: SignInId) -> String {
    format!("{}/sign-in/link/{}", env.site.base_url, token(env, id))
}

/// The secret of a link: follows from the id and the installation's key.
fn token(env: &Env, id: SignInId) -> String {
    let mut signer = keyed(&env.site.link_key, "sign-in-link");
    signer.update(id.0.as_bytes());
    URL_SAFE_NO_PAD.encode(signer.finalize().into_bytes())
}

/// The six digits: follow from the id and the installation's key.
fn code(env: &Env, id: SignInId) -> String {
    let mut signer = keyed(&env.site.link_key, "sign-in-code");
    signer.update(id.0.as_bytes());
    let bytes = signer.finalize().into_bytes();
    let number = bytes.iter().take(8).fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    format!("{:06}", number % 1_000_000)
}

/// A million codes are soon tried, so their hash is keyed.
fn code_hash(env: &Env, id: SignInId, code: &str) -> [u8; 32] {
    let mut signer = keyed(&env.site.link_key, "sign-in-code-hash");
    signer.update(id.0.as_bytes());
    signer.update(code.as_bytes());
    signer.finalize().into_bytes().into()
}

/// A browser in a few words: "Firefox on Linux". What it says of itself is not to be trusted, only recognised.
pub fn device(agent: &str) -> String {
    let browser = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ];
    let system = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];
    let find = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    match (find(&browser), find(&system)) {
        (Some(browser), Some(system)) => format!("{browser} · {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "Weft".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::device;

    #[test]
    fn browsers_are_recognised() {
        let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        let safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1";
        assert_eq!(device(firefox), "Firefox · Linux");
        assert_eq!(device(safari), "Safari · iPhone");
        assert_eq!(device(""), "Weft");
    }
}
