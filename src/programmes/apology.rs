//! An apology: everybody who was mailed about a run gets one more mail, in the words of whoever apologises, once. It
//! goes out although the run was recalled, and not to people who left or whom no mail reaches.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::Env;
use super::mailer::{Post, locale, seal};
use super::round::{RoundError, actor, run_and_programme};
use crate::domain::id::{PersonId, RunId};
use crate::domain::person::{Language, PersonState};
use crate::domain::placement::Subject;
use crate::mail::Party;
use crate::mail::message::{Apology, Message, Rendered, Wronged};
use crate::store::audit::audit_append;
use crate::store::mailed::{Audience, ToldAs, run_audience, run_mailed};
use crate::store::outbox::{NewNotice, notices_add};
use crate::store::programme::Programme;
use crate::store::run::Run;
use crate::store::snapshot::{Participant, participants_by_ids};

/// The longest words of an apology. Units: characters.
pub const WORDS_MOST: usize = 2000;

/// What whoever apologises wrote. People whose language has no words get the other's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// In English.
    pub english: String,
    /// In German.
    pub german: String,
}

impl Words {
    /// Nothing was written.
    pub fn is_empty(&self) -> bool {
        self.english.trim().is_empty() && self.german.trim().is_empty()
    }

    /// For a reader of this language.
    fn of(&self, language: Language) -> &str {
        let (own, other) = match language {
            Language::English => (&self.english, &self.german),
            Language::German => (&self.german, &self.english),
        };
        if own.trim().is_empty() { other.trim() } else { own.trim() }
    }
}

/// One mail as it would go out: to whom (how told, in which language, how many), and what it says.
#[derive(Clone, Debug)]
pub struct Draft {
    /// To whom.
    pub audience: Audience,
    /// What it says.
    pub mail: Rendered,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Apologised {
    /// Mails written.
    pub mails: usize,
    /// People who had one already.
    pub already: usize,
    /// People whom no mail reaches any more, or who left the programme.
    pub gone: usize,
}

/// Whom an apology would reach.
pub async fn audience(env: &Env, run: RunId) -> Result<Vec<Audience>, RoundError> {
    let mut tx = env.db.snapshot().await?;
    run_and_programme(&mut tx, run).await?;
    Ok(run_audience(&mut tx, run).await?)
}

/// One mail for each way people were told, and each language.
///
/// Errors: [`RoundError::Render`] when one does not render.
pub async fn drafts(env: &Env, run: RunId, words: &Words) -> Result<Vec<Draft>, RoundError> {
    let mut tx = env.db.snapshot().await?;
    let (row, programme) = run_and_programme(&mut tx, run).await?;
    let audiences = run_audience(&mut tx, run).await?;
    let owner = participants_by_ids(&mut tx, programme.id, &[programme.owner_id]).await?;
    drop(tx);
    let owner = owner.get(&programme.owner_id);
    let frame = super::mailer::frame(&env.site);
    audiences
        .into_iter()
        .map(|audience| {
            let language = audience.language;
            let message = message(&row, &programme, owner, audience.told_as, words.of(language));
            let mail = message.render(locale(language), &frame)?;
            Ok(Draft { audience, mail })
        })
        .collect()
}

/// Writes it into the outbox for everybody who was mailed about the run and has no apology yet. Pressed twice, nobody
/// gets two.
///
/// Errors: [`RoundError::Unfit`] without words; [`RoundError::Render`] when one does not render, and then nothing is
/// written.
pub async fn apologise(
    env: &Env,
    run: RunId,
    words: &Words,
    by: PersonId,
) -> Result<Apologised, RoundError> {
    if words.is_empty() {
        return Err(RoundError::Unfit("an apology needs words"));
    }
    let now = env.clock.now();
    let mut tx = env.db.snapshot().await?;
    let (row, programme) = run_and_programme(&mut tx, run).await?;
    let told = run_mailed(&mut tx, run).await?;
    let mut ids: Vec<PersonId> = told.iter().map(|(person, ..)| *person).collect();
    ids.push(programme.owner_id);
    let people = participants_by_ids(&mut tx, programme.id, &ids).await?;
    drop(tx);
    let (posts, gone) = posts(env, &row, &programme, &people, &told, words, now);
    let notices = seal(env, programme.id, posts, now).await?;
    let written = notices.len();
    let mails = write(env, run, &notices, (written, gone), by, now).await?;
    Ok(Apologised { mails, already: written - mails, gone })
}

fn posts(
    env: &Env,
    run: &Run,
    programme: &Programme,
    people: &HashMap<PersonId, Participant>,
    told: &[(PersonId, ToldAs, crate::domain::id::NoticeId)],
    words: &Words,
    now: DateTime<Utc>,
) -> (Vec<Post>, usize) {
    let owner = people.get(&programme.owner_id);
    let mut posts = Vec::with_capacity(told.len());
    let mut gone = 0;
    for (person, told_as, first) in told {
        let reader = people.get(person).filter(|reader| {
            reader.state != PersonState::Left
                && !reader.unreachable
                && (run.subject != Subject::Round || reader.enrolled)
        });
        let Some(reader) = reader else {
            gone += 1;
            continue;
        };
        let message = message(run, programme, owner, *told_as, words.of(reader.language));
        posts.push(
            Post::new(env, now, reader, format!("apology:{}:{}", run.id, reader.id), message)
                .of_run(run.id)
                .reply_to(owner.map(party).into_iter().collect())
                .follows(Some(*first)),
        );
    }
    (posts, gone)
}

async fn write(
    env: &Env,
    run: RunId,
    notices: &[NewNotice],
    (written, gone): (usize, usize),
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<usize, RoundError> {
    let mut tx = env.db.write().await?;
    let mails = notices_add(&mut tx, notices).await?;
    let detail = json!({ "mails": mails, "already": written - mails, "gone": gone });
    let subject = format!("run:{run}");
    audit_append(&mut tx, now, &actor(Some(by)), "run-apologised", &subject, &detail).await?;
    tx.commit().await?;
    Ok(mails)
}

fn message(
    run: &Run,
    programme: &Programme,
    owner: Option<&Participant>,
    told_as: ToldAs,
    words: &str,
) -> Message {
    Message::Apology(Apology {
        list: match run.subject {
            Subject::Round => "coffee",
            Subject::Cohort(_) => "bootcamp",
            Subject::Call(_) => "rotation",
        },
        programme: programme.name.clone(),
        on: run.slot_at.with_timezone(&programme.zone).date_naive(),
        wronged: match told_as {
            ToldAs::Group => Wronged::Group,
            ToldAs::Placement => Wronged::Placement,
            ToldAs::LeftOut => Wronged::LeftOut,
            ToldAs::Asked => Wronged::Asked,
        },
        words: words.to_owned(),
        owner: owner.map(|owner| owner.name.clone()).unwrap_or_default(),
    })
}

fn party(person: &Participant) -> Party {
    Party::new(person.name.clone(), person.email.clone())
}
