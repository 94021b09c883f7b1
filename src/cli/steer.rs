//! What an admin does on the pages when a round went wrong, as commands: for when the pages are away.

use anyhow::anyhow;
use clap::{Args, Subcommand};
use serde_json::json;

use super::{Failure, Outcome, Output, count};
use crate::app;
use crate::config::Config;
use crate::domain::access::Role;
use crate::domain::id::{PersonId, RunId};
use crate::domain::placement::Subject;
use crate::domain::plan::NoticeState;
use crate::programmes::apology::{self, Words};
use crate::programmes::release::{drop_plan, hold, release};
use crate::programmes::round::RoundError;
use crate::programmes::{Env, coffee, placing, recall, sending};
use crate::store::role::role_has;
use crate::store::run::run_get;

#[derive(Debug, Subcommand)]
pub(super) enum Sending {
    /// Is sending stopped, and what waits?
    Status,
    /// Stop all sending but sign-in; what is in hand is finished
    Pause(By),
    /// Start sending again; what waits goes out
    Resume(By),
}

/// Who decides.
#[derive(Debug, Args)]
pub(super) struct By {
    /// The address of the admin who decides; the audit log names them
    #[arg(long, value_name = "ADDRESS")]
    by: String,
}

#[derive(Debug, Subcommand)]
pub(super) enum Steer {
    /// Stop the clock of a proposed plan: only a person releases it then
    Hold {
        /// The run's id, as its page shows it
        run: RunId,
        #[command(flatten)]
        by: By,
    },
    /// Release a plan: everybody is told
    Release {
        /// The run's id
        run: RunId,
        #[command(flatten)]
        by: By,
    },
    /// Drop a plan before anybody is told
    Drop {
        /// The run's id
        run: RunId,
        #[command(flatten)]
        by: By,
    },
    /// Recall a released plan: whoever was told gets a note and the calendar's cancellation
    Recall {
        /// The run's id
        run: RunId,
        /// What went wrong, for the note
        #[arg(long, default_value = "")]
        why: String,
        #[command(flatten)]
        by: By,
    },
    /// Let a failed run be solved again
    Retry {
        /// The run's id
        run: RunId,
        #[command(flatten)]
        by: By,
    },
    /// A new round of the run's programme out of turn, once the old one is dropped or recalled
    Again {
        /// The id of the run that went wrong
        run: RunId,
        #[command(flatten)]
        by: By,
    },
    /// Write once to everybody who was mailed about a run; without --send the mails are shown and nothing is sent
    Apologise {
        /// The run's id
        run: RunId,
        /// What went wrong and what follows, in English
        #[arg(long, default_value = "")]
        english: String,
        /// The same in German
        #[arg(long, default_value = "")]
        german: String,
        /// Send it
        #[arg(long)]
        send: bool,
        #[command(flatten)]
        by: By,
    },
}

/// The admin with this address.
async fn admin(env: &Env, by: &By) -> Result<PersonId, Failure> {
    let person = super::people::find(env, &by.by).await?;
    let mut tx = env.db.read().await?;
    if role_has(&mut tx, person, Role::Admin).await? {
        Ok(person)
    } else {
        Err(Failure::Usage(format!("{} is no admin", by.by)))
    }
}

pub(super) async fn sending(config: &Config, output: &Output, command: &Sending) -> Outcome {
    let env = app::open_as_is(config).await?;
    match command {
        Sending::Status => {
            let state = sending::state(&env).await?;
            let counts = sending::counts(&env).await?;
            let of = |states: &[NoticeState]| -> usize {
                counts.iter().filter(|(state, _)| states.contains(state)).map(|(_, n)| n).sum()
            };
            let waiting = of(&[NoticeState::Queued, NoticeState::Deferred]);
            let in_hand = of(&[NoticeState::Sending]);
            output.result(
                &format!(
                    "Sending is {}; {} wait, {in_hand} in hand.",
                    if state.paused { "STOPPED" } else { "on" },
                    count(waiting, "message", "messages"),
                ),
                &json!({
                    "paused": state.paused,
                    "since": state.changed_at,
                    "waiting": waiting,
                    "in_hand": in_hand,
                }),
            );
        }
        Sending::Pause(by) => {
            let by = admin(&env, by).await?;
            let new = sending::pause(&env, Some(by)).await?;
            let sentence = if new {
                "All sending is stopped, but sign-in."
            } else {
                "It was stopped already."
            };
            output.result(sentence, &json!({ "paused": true, "new": new }));
        }
        Sending::Resume(by) => {
            let by = admin(&env, by).await?;
            let new = sending::resume(&env, Some(by)).await?;
            let sentence = if new { "Sending goes on." } else { "It was on already." };
            output.result(sentence, &json!({ "paused": false, "new": new }));
        }
    }
    env.db.close().await;
    Ok(())
}

pub(super) async fn run(config: &Config, output: &Output, command: &Steer) -> Outcome {
    let env = app::open_as_is(config).await?;
    let done = steer(&env, *output, command).await;
    env.db.close().await;
    match done {
        Err(Failure::Failed(error)) => match error.downcast::<RoundError>() {
            Ok(RoundError::NoRun) => Err(Failure::Usage("there is no such run".to_owned())),
            Ok(error) => Err(error.into()),
            Err(error) => Err(Failure::Failed(error)),
        },
        other => other,
    }
}

async fn subject(env: &Env, run: RunId) -> Result<Subject, Failure> {
    let mut tx = env.db.read().await?;
    let row = run_get(&mut tx, run).await?.ok_or(RoundError::NoRun)?;
    Ok(row.subject)
}

async fn steer(env: &Env, output: Output, command: &Steer) -> Outcome {
    match command {
        Steer::Hold { run, by } => {
            let by = admin(env, by).await?;
            hold(env, *run, by).await?;
            output.result(
                "Held: only a person releases it now.",
                &json!({ "run": run, "state": "held" }),
            );
        }
        Steer::Release { run, by } => {
            let by = admin(env, by).await?;
            match subject(env, *run).await? {
                Subject::Round => drop(release(env, *run, Some(by)).await?),
                _ => drop(placing::release(env, *run, Some(by)).await?),
            }
            output.result(
                "Released: everybody is told now.",
                &json!({ "run": run, "state": "released" }),
            );
        }
        Steer::Drop { run, by } => {
            let by = admin(env, by).await?;
            match subject(env, *run).await? {
                Subject::Round => drop_plan(env, *run, by).await?,
                _ => placing::drop_plan(env, *run, by).await?,
            }
            output
                .result("Dropped: nobody was told.", &json!({ "run": run, "state": "cancelled" }));
        }
        Steer::Recall { run, why, by } => {
            let by = admin(env, by).await?;
            if subject(env, *run).await? != Subject::Round {
                let (placements, mails) = placing::recall_run(env, *run, by, why).await?;
                output.result(
                    &format!(
                        "Recalled: {} that had not begun, {} written.",
                        count(placements, "placement", "placements"),
                        count(mails, "mail", "mails"),
                    ),
                    &json!({ "run": run, "placements": placements, "mails": mails }),
                );
                return Ok(());
            }
            let done = recall::recall_run(env, *run, by, why).await?;
            output.result(
                &format!(
                    "Recalled: {}, {} told, {} cancelled before they left.",
                    count(done.groups, "group", "groups"),
                    count(done.told, "person", "people"),
                    done.cancelled,
                ),
                &json!({
                    "run": run,
                    "groups": done.groups,
                    "told": done.told,
                    "cancelled": done.cancelled,
                }),
            );
        }
        Steer::Retry { run, by } => {
            let by = admin(env, by).await?;
            coffee::retry(env, *run, by).await?;
            output.result(
                "The next tick solves it again.",
                &json!({ "run": run, "state": "solving" }),
            );
        }
        Steer::Again { run, by } => {
            let by = admin(env, by).await?;
            let mut tx = env.db.read().await?;
            let row = run_get(&mut tx, *run).await?.ok_or(RoundError::NoRun)?;
            drop(tx);
            if row.subject != Subject::Round {
                return Err(Failure::Usage(
                    "a cohort or call is solved again on its page".to_owned(),
                ));
            }
            let new = coffee::manual_round(env, row.programme_id, by).await?;
            output.result(
                &format!("Run {new} of the same programme; the next tick draws it."),
                &json!({ "run": new }),
            );
        }
        Steer::Apologise { run, english, german, send, by } => {
            let by = admin(env, by).await?;
            let words = Words { english: english.clone(), german: german.clone() };
            if words.is_empty() {
                return Err(Failure::Usage(
                    "an apology needs words: --english, --german or both".to_owned(),
                ));
            }
            apologise(env, output, *run, &words, (*send).then_some(by)).await?;
        }
    }
    Ok(())
}

async fn apologise(
    env: &Env,
    output: Output,
    run: RunId,
    words: &Words,
    by: Option<PersonId>,
) -> Outcome {
    let Some(by) = by else {
        let drafts = apology::drafts(env, run, words).await?;
        if drafts.is_empty() {
            return Err(anyhow!("nobody was mailed about this run").into());
        }
        let mut sentences = String::new();
        let mut list = Vec::new();
        for draft in &drafts {
            let people = draft.audience.people;
            sentences.push_str(&format!(
                "To {}: {}\n\n{}\n",
                count(people, "person", "people"),
                draft.mail.subject,
                draft.mail.text
            ));
            list.push(
                json!({ "people": people, "subject": draft.mail.subject, "text": draft.mail.text }),
            );
        }
        sentences.push_str("Nothing was sent; add --send.");
        output.result(&sentences, &json!({ "run": run, "sent": false, "mails": list }));
        return Ok(());
    };
    let done = apology::apologise(env, run, words, by).await?;
    output.result(
        &format!(
            "{} on the way; {} had one already, {} cannot be reached.",
            count(done.mails, "apology is", "apologies are"),
            done.already,
            done.gone
        ),
        &json!({ "run": run, "sent": true, "mails": done.mails, "already": done.already, "gone": done.gone }),
    );
    Ok(())
}
