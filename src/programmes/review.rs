//! A run looked at afterwards, without blame: what happened when, as what people acted, what became of the mails, what
//! the plan was made of; and what people write about it for the next time.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::Env;
use super::round::{RoundError, actor};
use crate::domain::id::{PersonId, RunId};
use crate::store::audit::audit_append;
use crate::store::mailed::{RunMails, run_mails};
use crate::store::overview::run::{RunFacts, run_facts};
use crate::store::run_review::{
    ActedAs, RunReview, StoryLine, run_review_get, run_review_set, run_story,
};

/// The longest text of one field. Units: characters.
pub const NOTES_MOST: usize = 5000;

/// Something that happened to a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// When.
    pub at: DateTime<Utc>,
    /// The audit log's word for it; `mails-first` and `mails-last` for the first and last mail that was sent.
    pub what: String,
    /// As what somebody acted.
    pub acted_as: ActedAs,
    /// How many people or messages it was about, when that is known.
    pub count: Option<u64>,
}

/// A run with its story.
#[derive(Clone, Debug)]
pub struct Review {
    /// Its row.
    pub facts: RunFacts,
    /// What happened, oldest first.
    pub story: Vec<Moment>,
    /// What became of its mails.
    pub mails: Vec<RunMails>,
    /// What people wrote.
    pub notes: RunReview,
}

/// Reads it. `None`: there is no such run.
pub async fn review(env: &Env, run: RunId) -> Result<Option<Review>, RoundError> {
    let now = env.clock.now();
    let mut tx = env.db.snapshot().await?;
    let Some(facts) = run_facts(&mut tx, run).await? else { return Ok(None) };
    let until = facts.closed_at.unwrap_or(now);
    let lines = run_story(&mut tx, run, facts.created_at, until).await?;
    let mails = run_mails(&mut tx, run).await?;
    let notes = run_review_get(&mut tx, run).await?;
    drop(tx);
    let mut story: Vec<Moment> = lines.into_iter().map(moment).collect();
    let begin = Moment {
        at: facts.created_at,
        what: "run-announced".to_owned(),
        acted_as: ActedAs::System,
        count: None,
    };
    // A round by hand has a line of its own about its beginning.
    if !story.iter().any(|moment| moment.what == "run-started") {
        story.push(begin);
    }
    let sent =
        mails.iter().filter(|mails| mails.kind != "apology").filter_map(|mails| mails.sent_at);
    if let Some(last) = sent.max() {
        let count = mails
            .iter()
            .filter(|mails| mails.kind != "apology" && mails.sent_at.is_some())
            .map(|mails| u64::try_from(mails.rows).unwrap_or(0))
            .sum();
        story.push(Moment {
            at: last,
            what: "mails-last".to_owned(),
            acted_as: ActedAs::System,
            count: Some(count),
        });
    }
    // Stable: what happened at one instant stays in the order of the log.
    story.sort_by_key(|moment| moment.at);
    Ok(Some(Review { facts, story, mails, notes }))
}

fn moment(line: StoryLine) -> Moment {
    let count = ["mails", "told", "groups", "people", "asked"]
        .into_iter()
        .find_map(|name| line.detail.get(name).and_then(serde_json::Value::as_u64));
    Moment { at: line.at, what: line.action, acted_as: line.acted_as, count }
}

/// Keeps what people write.
///
/// Errors: [`RoundError::Stale`] when somebody wrote since `notes.version`; nothing is lost, and the caller shows both.
pub async fn keep_notes(
    env: &Env,
    run: RunId,
    notes: &RunReview,
    by: PersonId,
) -> Result<(), RoundError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    if run_facts(&mut tx, run).await?.is_none() {
        return Err(RoundError::NoRun);
    }
    run_review_set(&mut tx, run, notes, by, now).await?;
    let subject = format!("run:{run}");
    audit_append(&mut tx, now, &actor(Some(by)), "run-reviewed", &subject, &json!({})).await?;
    tx.commit().await?;
    Ok(())
}
