//! What administrators try out.

use super::Env;
use super::post::{Letter, PostError, service_mail};
use crate::domain::id::PersonId;
use crate::mail::message::{Message, TestMail};
use crate::store::person::person_get;

/// Puts a test mail to this person into the outbox.
pub async fn test_mail(env: &Env, person: PersonId, through: &str) -> Result<(), PostError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let Some(person) = person_get(&mut tx, person).await? else { return Ok(()) };
    let message = Message::TestMail(TestMail {
        by: person.name.clone(),
        at: now.with_timezone(&person.zone),
        through: through.to_owned(),
    });
    let kind = message.kind().as_str();
    let letter = Letter {
        kind,
        dedup_key: format!("{kind}:{}:{}", person.id, now.timestamp_micros()),
        not_after: None,
    };
    service_mail(env, &mut tx, &person, &message, letter, now).await?;
    Ok(tx.commit().await?)
}
