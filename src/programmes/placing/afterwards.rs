//! When a placement is over: guest and host are asked whether it was worth the time, and what they say is kept.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::letters::last_day_of;
use crate::domain::id::{PersonId, PlacementId};
use crate::domain::placement::{PlacementState, Side};
use crate::domain::week::Week;
use crate::mail::message::{Message, Placed, PlacedRole, PlacementFeedback};
use crate::programmes::Env;
use crate::programmes::links::{self, Purpose};
use crate::programmes::mailer::{AFTERWARDS, Post, seal};
use crate::programmes::round::{RoundError, actor};
use crate::store::Tx;
use crate::store::audit::audit_append;
use crate::store::outbox::notices_add;
use crate::store::placement_word::{Said, placement_said};
use crate::store::snapshot::participants_by_ids;
use crate::store::stay::{Stay, stay_asked, stay_get, stays_unasked};

/// The most characters of free words.
pub const MOST_WORDS: usize = 1_000;

/// A stay in the words of mails.
pub(super) fn in_mail(stay: &Stay) -> crate::mail::message::Stay {
    crate::mail::message::Stay {
        guest: stay.guest.clone(),
        home: stay.home.clone(),
        team: stay.team.clone(),
        host: stay.host.clone(),
        from: stay.from_on.monday(),
        to: last_day_of(stay.to_on),
        expect: stay.expect.clone().unwrap_or_default(),
    }
}

/// Which side of a placement somebody is on.
pub fn side_of(stay: &Stay, person: PersonId) -> Side {
    if stay.guest_id == person { Side::Guest } else { Side::Host }
}

/// May it be said now whether it was worth the time? From its second week on, or when it is over.
pub fn may_be_said(stay: &Stay, now: DateTime<Utc>) -> bool {
    match stay.state {
        PlacementState::Finished | PlacementState::EndedEarly => true,
        PlacementState::Started => {
            let today = now.date_naive();
            // One that lasts a week only can be judged on its last day.
            today >= last_day_of(stay.to_on) || today >= stay.from_on.plus(1).monday()
        }
        _ => false,
    }
}

/// Keeps whether a placement was worth the time (1 to 5), in place of what the person said before, with free words that
/// coordinators read only if `shared`.
///
/// Errors: [`RoundError::NoPlacement`] when the person is neither its guest nor looks after its guest;
/// [`RoundError::Unfit`] for a number or words out of bounds; [`RoundError::Stale`] when it is too early.
pub async fn say(
    env: &Env,
    placement: PlacementId,
    person: PersonId,
    worth: u32,
    words: &str,
    shared: bool,
) -> Result<(), RoundError> {
    if !(1..=5).contains(&worth) {
        return Err(RoundError::Unfit("a number from 1 to 5"));
    }
    let words = words.trim();
    if words.chars().count() > MOST_WORDS {
        return Err(RoundError::Unfit("fewer words"));
    }
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let stay = stay_get(&mut tx, person, placement).await?.ok_or(RoundError::NoPlacement)?;
    if !may_be_said(&stay, now) {
        return Err(RoundError::Stale { noun: "placement", expected: "over".to_owned() });
    }
    let said = Said {
        side: side_of(&stay, person),
        worth,
        words: words.to_owned(),
        shared: shared && !words.is_empty(),
        at: now,
    };
    placement_said(&mut tx, placement, person, &said).await?;
    let about = format!("placement:{placement}");
    audit_append(&mut tx, now, &actor(Some(person)), "placement-judged", &about, &json!({}))
        .await?;
    tx.commit().await?;
    Ok(())
}

/// Asks guest and host of every placement that is over, once. Returns how many mails that makes.
pub async fn ask_due(env: &Env) -> Result<usize, RoundError> {
    let now = env.clock.now();
    let since = Week::of((now - AFTERWARDS).date_naive());
    let mut tx = env.db.read().await?;
    let over = stays_unasked(&mut tx, since, now).await?;
    if over.is_empty() {
        return Ok(0);
    }
    let mut asked = Vec::with_capacity(over.len());
    for stay in over {
        let posts = questions(env, &mut tx, &stay, now).await?;
        asked.push((stay, posts));
    }
    drop(tx);
    let mut ready = Vec::with_capacity(asked.len());
    for (stay, posts) in asked {
        ready.push((stay.id, seal(env, stay.programme_id, posts, now).await?));
    }
    let mut tx = env.db.write().await?;
    let mut mails = 0;
    for (id, notices) in ready {
        if stay_asked(&mut tx, id, now).await? {
            mails += notices_add(&mut tx, &notices).await?;
        }
    }
    tx.commit().await?;
    Ok(mails)
}

/// The question to guest and host.
async fn questions(
    env: &Env,
    tx: &mut Tx,
    stay: &Stay,
    now: DateTime<Utc>,
) -> Result<Vec<Post>, RoundError> {
    let sides = [(Some(stay.guest_id), PlacedRole::Guest), (stay.host_id, PlacedRole::Host)];
    let ids: Vec<PersonId> = sides.iter().filter_map(|(person, _)| *person).collect();
    let people = participants_by_ids(tx, stay.programme_id, &ids).await?;
    let until = now + AFTERWARDS;
    let mut posts = Vec::new();
    for (person, role) in sides {
        let Some(reader) = person.and_then(|id| people.get(&id)) else { continue };
        if role == PlacedRole::Host && reader.id == stay.guest_id {
            continue;
        }
        let link = links::url(env, Purpose::PlacedWorth, reader.id, stay.id.0, until);
        let message = Message::PlacementFeedback(PlacementFeedback {
            about: Placed {
                programme: stay.programme.clone(),
                kind: stay.kind,
                role,
                owner: stay.owner.clone(),
                link: format!("{}/first-weeks", env.site.base_url),
            },
            stay: in_mail(stay),
            links: [1, 2, 3, 4, 5].map(|worth| format!("{link}?worth={worth}")),
        });
        let key = format!("placement-feedback:{}:{}", stay.id, reader.id);
        let post = Post::new(env, now, reader, key, message);
        posts.push(post.of_run(stay.run_id).not_after(until));
    }
    Ok(posts)
}
