//! Copies and what follows from putting one back: backup, restore-check, restore, restored.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};

use super::{Failure, Outcome, Output, count};
use crate::app;
use crate::app::backup::{Looked, back_up, differences, dump_words, look_into, put_back};
use crate::config::Config;
use crate::domain::id::PersonId;
use crate::programmes::restored::{self, Hold, Rounds, Waits};
use crate::store::Url;
use crate::store::audit::AuditCheck;

#[derive(Debug, Args)]
pub(super) struct Backup {
    /// The file to make; it must not exist
    file: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct RestoreCheck {
    /// A file that `weft backup` made, or `postgres://…` of a database into which a dump was read
    copy: String,
    /// Compare with this file or database, table by table
    #[arg(long, value_name = "COPY")]
    against: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Restore {
    /// A file that `weft backup` made
    file: PathBuf,
}

#[derive(Debug, Subcommand)]
pub(super) enum Restored {
    /// What is held after a restore, and how old the backup is
    Status,
    /// Hold all sending by hand: after a restore that the service cannot notice
    Hold {
        /// The instant of the backup, such as 2026-01-06T08:00:00Z
        #[arg(long, value_name = "INSTANT")]
        backup_at: Option<DateTime<Utc>>,
        /// The address of whoever decides; for the audit log
        #[arg(long, value_name = "ADDRESS")]
        by: Option<String>,
    },
    /// End the hold; all that waits goes out, at the risk of telling people twice
    Send {
        #[command(flatten)]
        end: End,
    },
    /// End the hold; what was decided before the restore is withdrawn, the rest goes out
    Drop {
        /// Withdraw what was decided before this instant [default: when the restore was found]
        #[arg(long, value_name = "INSTANT")]
        before: Option<DateTime<Utc>>,
        #[command(flatten)]
        end: End,
    },
}

/// What both ways to end the hold need to know.
#[derive(Debug, Args)]
pub(super) struct End {
    /// Rounds that came due meanwhile: `stop` passes slots over and lets all plans wait for a person, `go-on` draws and
    /// releases them
    #[arg(long, value_enum)]
    rounds: RoundsWord,
    /// The address of whoever decides; for the audit log
    #[arg(long, value_name = "ADDRESS")]
    by: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum RoundsWord {
    Stop,
    GoOn,
}

pub(super) async fn backup(config: &Config, output: &Output, args: &Backup) -> Outcome {
    if let Url::Postgres(_) = app::database(config)? {
        return Err(Failure::Usage(format!(
            "the database is PostgreSQL's, which has a tool of its own: {}",
            dump_words(&args.file)
        )));
    }
    let copy = back_up(config, &args.file).await?;
    let mut sentences = format!(
        "{} holds the database as of {} ({} bytes).",
        args.file.display(),
        copy.at.format("%Y-%m-%d %H:%M:%S UTC"),
        copy.bytes
    );
    match &copy.key {
        Some(key) => {
            let key = key.display();
            sentences.push_str(&format!("\n{key} holds the key of the links in mails: keep the two together."));
        }
        None => sentences.push_str(
            "\nThe key of the links in mails is set as link_key: keep it with the backup, or links mailed before are dead \
             after a restore.",
        ),
    }
    if let Some(mailbox) = &copy.mailbox {
        sentences.push_str(&format!(
            "\nThe local mailbox {} is not in it; its messages stand in the outbox too.",
            mailbox.display()
        ));
    }
    output.result(
        &sentences,
        &json!({
            "file": args.file.display().to_string(),
            "at": copy.at,
            "bytes": copy.bytes,
            "key": copy.key.map(|key| key.display().to_string()),
            "mailbox_not_included": copy.mailbox.map(|folder| folder.display().to_string()),
        }),
    );
    Ok(())
}

pub(super) async fn restore_check(output: &Output, args: &RestoreCheck) -> Outcome {
    let looked = look_into(&args.copy).await?;
    let mut good = looked.is_good();
    let mut sentences = words(&looked);
    let mut value = json_of(&looked);
    if let Some(against) = &args.against {
        let found = differences(&looked, &look_into(against).await?)
            .map_err(|error| Failure::Usage(error.to_string()))?;
        good &= found.is_empty();
        if found.is_empty() {
            sentences.push_str("equal     both hold the same, table by table\n");
        } else {
            sentences.push_str(&format!("DIFFER    {}\n", found.join("\n          ")));
        }
        value["equal"] = Value::from(found.is_empty());
        value["differences"] = Value::from(found);
    }
    value["ok"] = Value::from(good);
    output.verdict(good, &sentences, &value, "the copy is not as it should be")
}

fn words(looked: &Looked) -> String {
    let mark = |ok: bool| if ok { "ok   " } else { "WRONG" };
    let mut lines = String::new();
    let mut line = |ok: bool, what: &str, found: &str| {
        lines.push_str(&format!("{}  {what}: {found}\n", mark(ok)));
    };
    match looked.defects.split_first() {
        None if looked.engine == "sqlite" => line(true, "pages and keys", "whole"),
        None => line(true, "keys", "held by PostgreSQL itself"),
        Some((first, rest)) => {
            line(false, "pages and keys", &format!("{first} (and {} more)", rest.len()));
        }
    }
    let schema = &looked.schema;
    if let Some(newer) = schema.ahead.first() {
        line(false, "schema", &format!("a newer version's: migration {newer} is not known here"));
    } else if schema.behind.is_empty() {
        line(true, "schema", &format!("this version's, migration {}", schema.known));
    } else {
        let n = count(schema.behind.len(), "migration runs", "migrations run");
        line(true, "schema", &format!("an earlier version's; {n} when it is first opened"));
    }
    match &looked.audit {
        AuditCheck::Whole { lines } => line(true, "audit log", &format!("whole, {lines} lines")),
        AuditCheck::Broken { seq, why } => {
            line(false, "audit log", &format!("broken at line {seq}: {why}"));
        }
    }
    line(
        looked.ledger == 0,
        "capacity ledger",
        &match looked.ledger {
            0 => "every count is what its bookings say".to_owned(),
            n => format!("{} differ from their bookings", count(n, "team week", "team weeks")),
        },
    );
    let rows: u64 = looked.contents.iter().map(|content| content.rows).sum();
    line(true, "contents", &format!("{rows} rows in {} tables", looked.contents.len()));
    let waits: usize = looked.waiting.iter().map(|waiting| waiting.rows).sum();
    line(true, "outbox", &format!("{} waited", count(waits, "message", "messages")));
    let held = match &looked.mark {
        Some(mark) => match mark.backup_at {
            Some(at) => format!("as of {}; once it is served, sending is held", at.format("%Y-%m-%d %H:%M:%S UTC")),
            None => "once it is served, sending is held".to_owned(),
        },
        None => "carries no mark: put it back with `weft restore`, or run `weft restored hold` before serving it".to_owned(),
    };
    line(true, "mark", &held);
    lines
}

fn json_of(looked: &Looked) -> Value {
    let (whole, lines) = match looked.audit {
        AuditCheck::Whole { lines } => (true, lines),
        AuditCheck::Broken { seq, .. } => (false, seq),
    };
    let tables: Vec<Value> = looked
        .contents
        .iter()
        .map(|content| json!({ "table": content.table, "rows": content.rows, "digest": content.digest }))
        .collect();
    json!({
        "engine": looked.engine,
        "defects": looked.defects,
        "schema": {
            "known": looked.schema.known,
            "behind": looked.schema.behind,
            "ahead": looked.schema.ahead,
        },
        "audit": { "whole": whole, "line": lines },
        "ledger_differences": looked.ledger,
        "tables": tables,
        "backup_at": looked.mark.as_ref().and_then(|mark| mark.backup_at),
        "marked": looked.mark.is_some(),
        "waiting": looked.waiting.iter().map(|waiting| waiting.rows).sum::<usize>(),
    })
}

pub(super) async fn restore(config: &Config, output: &Output, args: &Restore) -> Outcome {
    let done = put_back(config, &args.file).await?;
    let mut sentences = format!(
        "{} is in place. When the service starts, nothing but sign-in is sent until you decide: `weft restored status`.",
        args.file.display()
    );
    if let Some(before) = &done.before {
        sentences.push_str(&format!("\nThe database of before is kept as {}.", before.display()));
    }
    if done.key {
        sentences.push_str("\nThe key of the links in mails was put back too.");
    }
    output.result(
        &sentences,
        &json!({
            "restored": args.file.display().to_string(),
            "before": done.before.map(|before| before.display().to_string()),
            "key": done.key,
        }),
    );
    Ok(())
}

pub(super) async fn restored(config: &Config, output: &Output, command: &Restored) -> Outcome {
    let env = app::open_as_is(config).await?;
    let somebody = async |by: &Option<String>| -> Result<Option<PersonId>, Failure> {
        match by {
            None => Ok(None),
            Some(by) => super::people::find(&env, by).await.map(Some),
        }
    };
    match command {
        Restored::Status => match restored::look(&env).await? {
            None => output.result("Nothing is held.", &json!({ "held": false })),
            Some(hold) => {
                let now = env.clock.now();
                output.result(&hold_words(&hold, now), &hold_json(&hold, now));
            }
        },
        Restored::Hold { backup_at, by } => {
            let by = somebody(by).await?;
            let new = restored::hold(&env, *backup_at, by).await?;
            let sentence = if new {
                "Held: nothing but sign-in is sent and no round goes on until the hold is ended."
            } else {
                "It was held already."
            };
            output.result(sentence, &json!({ "held": true, "new": new }));
        }
        Restored::Send { end } => {
            let by = somebody(&end.by).await?;
            finish(&env, *output, Waits::Send, end, by).await?;
        }
        Restored::Drop { before, end } => {
            let by = somebody(&end.by).await?;
            let at = match (before, restored::look(&env).await?) {
                (Some(at), _) => *at,
                (None, Some(hold)) => hold.split_at,
                (None, None) => env.clock.now(),
            };
            finish(&env, *output, Waits::DropBefore(at), end, by).await?;
        }
    }
    env.db.close().await;
    Ok(())
}

async fn finish(
    env: &crate::programmes::Env,
    output: Output,
    waits: Waits,
    end: &End,
    by: Option<PersonId>,
) -> Outcome {
    let rounds = match end.rounds {
        RoundsWord::Stop => Rounds::Stop,
        RoundsWord::GoOn => Rounds::GoOn,
    };
    let Some(done) = restored::end(env, waits, rounds, by).await? else {
        return Err(Failure::Usage("nothing is held".to_owned()));
    };
    output.result(
        &format!(
            "The hold is over: {} withdrawn, {} go out now, {} stopped.",
            count(usize::try_from(done.dropped).unwrap_or(usize::MAX), "message", "messages"),
            count(done.sent_on, "message", "messages"),
            count(done.stopped, "round", "rounds"),
        ),
        &json!({ "dropped": done.dropped, "sent_on": done.sent_on, "rounds_stopped": done.stopped }),
    );
    Ok(())
}

fn hold_words(hold: &Hold, now: DateTime<Utc>) -> String {
    let mut lines = String::from(
        "All sending but sign-in is held, and no round goes on: the database was put back.\n",
    );
    match hold.restored.backup_at {
        Some(at) => lines.push_str(&format!(
            "Its state is of {}, {} minutes ago; what was mailed since is not known here.\n",
            at.format("%Y-%m-%d %H:%M:%S UTC"),
            (now - at).num_minutes()
        )),
        None => lines.push_str("How old its state is, is not known.\n"),
    }
    if hold.waiting.is_empty() {
        lines.push_str("Nothing waits.\n");
    }
    for waiting in &hold.waiting {
        lines.push_str(&format!(
            "  {} {}: {} decided before the restore and perhaps mailed already, the oldest of {}\n",
            waiting.rows,
            waiting.kind,
            waiting.before,
            waiting.oldest_at.format("%Y-%m-%d %H:%M UTC")
        ));
    }
    lines.push_str(&format!(
        "{} due. End the hold with `weft restored drop --rounds stop` (nobody is told twice), or `weft restored send \
         --rounds go-on` when you know that nothing was mailed since.",
        count(hold.runs_due, "step of a round is", "steps of rounds are")
    ));
    lines
}

fn hold_json(hold: &Hold, now: DateTime<Utc>) -> Value {
    let waiting: Vec<Value> = hold
        .waiting
        .iter()
        .map(|waiting| {
            json!({
                "kind": waiting.kind,
                "rows": waiting.rows,
                "before_the_restore": waiting.before,
                "oldest_at": waiting.oldest_at,
            })
        })
        .collect();
    json!({
        "held": true,
        "found": hold.restored.found.as_str(),
        "found_at": hold.restored.found_at,
        "backup_at": hold.restored.backup_at,
        "backup_age_seconds": hold.restored.backup_at.map(|at| (now - at).num_seconds()),
        "waiting": waiting,
        "steps_due": hold.runs_due,
    })
}
