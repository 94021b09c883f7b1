//! People: roles, their data and its erasure.

use std::path::PathBuf;

use anyhow::{Context, anyhow};
use chrono::TimeDelta;
use clap::Subcommand;
use serde_json::json;

use super::{Failure, Outcome, Output};
use crate::app;
use crate::config::Config;
use crate::domain::access::Role;
use crate::domain::id::PersonId;
use crate::programmes::{Env, person_data, roles, sign_in};
use crate::store::person::person_by_email;

#[derive(Debug, Subcommand)]
pub(super) enum User {
    /// Give somebody a role
    Grant {
        /// The person's address on the roster
        address: String,
        /// coordinator, hr, lead, admin or auditor
        role: Role,
    },
    /// Print a sign-in link for somebody, without a mail: for whoever is locked out
    Link {
        /// The person's address or id
        person: String,
        /// Minutes until it is worth nothing; it works once
        #[arg(long, default_value_t = 15, value_parser = clap::value_parser!(i64).range(1..=1440))]
        minutes: i64,
        /// Where people reach the service [default: `base_url`, else the address it listens on]
        #[arg(long, value_name = "URL")]
        base_url: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum Person {
    /// Everything held about a person, as JSON
    Export {
        /// The person's address or id
        person: String,
        /// Write it to this file instead of printing it
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Erase a person; their meetings stay as counts without a name
    Erase {
        /// The person's address or id
        person: String,
        /// Do it; without this the consequences are shown and nothing is done
        #[arg(long)]
        confirm: bool,
    },
}

pub(super) async fn user(config: &Config, output: &Output, command: &User) -> Outcome {
    let mut config = config.clone();
    if let User::Link { base_url: Some(base_url), .. } = command {
        config.base_url.clone_from(base_url);
        config.check().map_err(|error| Failure::Usage(format!("--base-url: {error}")))?;
    }
    let env = app::open_as_is(&config).await?;
    match command {
        User::Grant { address, role } => {
            let new = roles::grant(&env, address, *role, None).await?;
            output.result(
                &format!("{address} {} {role}.", if new { "is now" } else { "was already" }),
                &json!({ "address": address, "role": role, "new": new }),
            );
        }
        User::Link { person, minutes, .. } => {
            let id = find(&env, person).await?;
            let link = sign_in::link_for(&env, id, TimeDelta::minutes(*minutes)).await?;
            output.result(&link, &json!({ "person": id, "link": link, "minutes": minutes }));
            if config.base_url.is_empty() {
                output.warn(&format!(
                    "base_url is not set, so the link leads to {}; if people reach Weft elsewhere, set it or give \
                     --base-url",
                    env.site.base_url
                ));
            }
        }
    }
    env.db.close().await;
    Ok(())
}

pub(super) async fn person(config: &Config, output: &Output, command: &Person) -> Outcome {
    let env = app::open_as_is(config).await?;
    match command {
        Person::Export { person, out } => {
            let id = find(&env, person).await?;
            let data = person_data::export(&env, id).await?;
            match out {
                None => output.result(&format!("{data:#}"), &data),
                Some(out) => {
                    std::fs::write(out, format!("{data:#}\n"))
                        .with_context(|| format!("{} cannot be written", out.display()))?;
                    output.result(
                        &format!("Everything held about the person is in {}.", out.display()),
                        &json!({ "person": id, "out": out.display().to_string() }),
                    );
                }
            }
        }
        Person::Erase { person, confirm } => {
            let id = find(&env, person).await?;
            let counts = if *confirm {
                person_data::erase(&env, id, None).await?
            } else {
                person_data::consequences(&env, id).await?
            };
            let what = format!(
                "profile, {} programmes joined, {} sessions, {} mails, {} rather-nots; {} open groups are mended by the \
                 next tick; {} meetings and {} ties stay without the person",
                counts.programmes,
                counts.sessions,
                counts.mails,
                counts.rather_nots,
                counts.open_groups,
                counts.groups,
                counts.ties,
            );
            let sentence = if *confirm {
                format!("Erased: {what}.")
            } else {
                format!("This would erase: {what}.\nNothing was done; add --confirm to erase.")
            };
            output.result(
                &sentence,
                &json!({
                    "person": id,
                    "erased": confirm,
                    "programmes": counts.programmes,
                    "open_groups": counts.open_groups,
                    "groups": counts.groups,
                    "ties": counts.ties,
                    "rather_nots": counts.rather_nots,
                    "mails": counts.mails,
                    "sessions": counts.sessions,
                }),
            );
        }
    }
    env.db.close().await;
    Ok(())
}

/// Somebody by address or id.
pub(super) async fn find(env: &Env, person: &str) -> Result<PersonId, Failure> {
    if let Ok(id) = person.parse() {
        return Ok(id);
    }
    let mut tx = env.db.read().await?;
    let found = person_by_email(&mut tx, &person.trim().to_lowercase()).await?;
    Ok(found.ok_or_else(|| anyhow!("nobody on the roster has this address"))?.id)
}
