//! `weft demo`: the demo organisation, its latest round in figures, a sign-in link per role, and the service.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

use anyhow::Context;
use clap::Args;
use serde_json::json;

use super::{Failure, Outcome, Output};
use crate::config::Config;
use crate::demo::{self, Door, OtherOrganisation};
use crate::domain::plan::NoticeState;
use crate::mail::transport::Transport;
use crate::store::overview::programme::programme_joined;
use crate::store::overview::round::notice_states;
use crate::store::overview::run::{RunFacts, run_facts};
use crate::text::Text;
use crate::web::labels;
use crate::{app, scheduler};

/// Where the demo lives unless a folder is named: never where a service keeps its data.
const FOLDER: &str = "weft-demo";

#[derive(Debug, Args)]
pub(super) struct Demo {
    /// End once the round is delivered, without serving
    #[arg(long)]
    exit: bool,
    /// Port on 127.0.0.1 to serve on; 0: any that is free
    #[arg(long, default_value_t = 8080, value_name = "N")]
    port: u16,
    /// Where to listen instead
    #[arg(long, value_name = "ADDRESS", conflicts_with = "port")]
    listen: Option<SocketAddr>,
}

impl Demo {
    /// The demo is an organisation of its own: nothing that is configured for another one counts, neither its database
    /// nor its relay nor its address. Only what the command line names does, and how the log looks.
    pub(super) fn over(&self, config: &mut Config, data: Option<&Path>, database: Option<&str>) {
        *config = Config {
            listen: self.listen.unwrap_or(SocketAddr::from((Ipv4Addr::LOCALHOST, self.port))),
            data: data.unwrap_or(Path::new(FOLDER)).to_path_buf(),
            database: database.unwrap_or_default().to_owned(),
            organisation: demo::ORGANISATION.to_owned(),
            mail_from: format!("coffee@{}", demo::DOMAIN),
            zone: chrono_tz::Europe::Oslo,
            demo: true,
            // A minute between a press and its effect is long when somebody is looking.
            tick: config.tick.min(5),
            log: std::mem::take(&mut config.log),
            log_format: config.log_format,
            test_clock: std::mem::take(&mut config.test_clock),
            ..Config::default()
        };
    }
}

pub(super) async fn demo(config: &Config, command: &Demo, output: &Output) -> Outcome {
    // Before the year is told: an address in use is no news to hear at its end.
    let listener =
        if command.exit { None } else { Some(app::listen(config, "--port or --listen").await?) };
    let mut config = config.clone();
    if let Some(listener) = &listener {
        config.listen = listener.local_addr()?;
    }
    let config = &config;
    let env = app::open(config).await?;
    let mut transport = Transport::mailbox(app::mailbox(config));
    let mut say = |line: &str| output.say(&format!("  {line}"));
    let run = demo::tell(&env, &mut transport, demo::YEAR, &mut say)
        .await
        .map_err(|error| refused(config, error))?;
    // What a demo that was cut short left behind goes out now, and nothing goes out twice.
    scheduler::outbox::deliver_all(&env, &mut transport, "demo").await?;
    let mut tx = env.db.read().await?;
    let facts = run_facts(&mut tx, run).await?.context("the demo's round is gone")?;
    let joined = programme_joined(&mut tx, facts.line.programme_id, facts.line.slot_at).await?;
    let notices = notice_states(&mut tx, run).await?;
    drop(tx);
    let sent = |wanted: &str| -> usize {
        let of = notices.iter().filter(|(kind, state, _)| {
            *state == NoticeState::Sent && (wanted.is_empty() || kind == wanted)
        });
        of.map(|(_, _, n)| n).sum()
    };
    let doors = if command.exit { Vec::new() } else { demo::doors(&env).await? };
    let line = &facts.line;
    let gap = gap(line.value, line.bound);
    output.result(
        &told_in_words(config, &facts, joined.people, sent(""), &doors),
        &json!({
            "organisation": demo::ORGANISATION,
            "run": run,
            "round": line.round_no,
            "joined": joined.people,
            "people": line.people,
            "groups": line.groups,
            "left_out": line.left_out,
            "new_connections": line.new_connections,
            "status": facts.status,
            "value": line.value,
            "bound": line.bound,
            "gap": gap,
            "seconds": line.solve_millis.map(|millis| std::time::Duration::from_millis(u64::try_from(millis).unwrap_or(0)).as_secs_f64()),
            "mails": { "sent": sent(""), "match": sent("match"), "left-out": sent("left-out") },
            "mailbox": app::mailbox(config),
            "doors": doors,
        }),
    );
    let Some(listener) = listener else {
        env.db.close().await;
        return Ok(());
    };
    let (base_url, output) = (env.site.base_url.clone(), *output);
    app::serve(env, config, listener, move |_| {
        output.say(&format!("\nServing on {base_url} until stopped with Ctrl-C."));
    })
    .await?;
    Ok(())
}

/// Somebody else's database is named; everything else failed.
fn refused(config: &Config, error: anyhow::Error) -> Failure {
    let Some(OtherOrganisation { people }) = error.downcast_ref() else {
        return Failure::Failed(error);
    };
    let people = if *people == 1 { "1 person".to_owned() } else { format!("{people} people") };
    Failure::Usage(if config.database.is_empty() {
        format!(
            "{} holds another organisation ({people}); give --data FOLDER",
            config.data.display()
        )
    } else {
        format!("the database holds another organisation ({people}); leave out --database")
    })
}

/// (bound − value) / max(1, |bound|).
#[expect(
    clippy::cast_precision_loss,
    reason = "shown to people; a value has far fewer than 53 bits"
)]
fn gap(value: Option<i64>, bound: Option<i64>) -> Option<f64> {
    let (value, bound) = (value?, bound?);
    Some((bound - value) as f64 / bound.abs().max(1) as f64)
}

fn told_in_words(
    config: &Config,
    facts: &RunFacts,
    joined: usize,
    sent: usize,
    doors: &[Door],
) -> String {
    let line = &facts.line;
    let text = Text::default();
    let figure = |n: Option<i64>| n.map_or_else(|| "–".to_owned(), |n| text.number(n));
    // As the round's page shows them.
    let connections =
        |milli: Option<i64>| milli.map_or_else(|| "–".to_owned(), |n| labels::connections(text, n));
    let proof = match line.gap_ppm() {
        None => String::new(),
        Some(0) => ", proven to be the best there is".to_owned(),
        Some(ppm) => {
            format!(
                "; none is worth more than {} (gap {})",
                connections(line.bound),
                labels::gap(text, ppm)
            )
        }
    };
    let drawn = line.slot_at.with_timezone(&config.zone);
    let mut words = format!(
        "\n{}: coffee round {}, drawn on {} ({})\n\
         \x20 took part         {} of {} who joined\n\
         \x20 groups            {}\n\
         \x20 left out          {}\n\
         \x20 new connections   {}\n\
         \x20 worth             {} connections{proof}\n\
         \x20 mails             {} of this round, in {}\n",
        demo::ORGANISATION,
        line.round_no,
        text.day_time(&drawn),
        text.zone(config.zone, &line.slot_at),
        figure(line.people),
        text.number(joined),
        figure(line.groups),
        figure(line.left_out),
        figure(line.new_connections),
        connections(line.value),
        text.number(sent),
        app::mailbox(config).display(),
    );
    if doors.is_empty() {
        words.push_str("\nThe same without --exit serves it, with a sign-in link for each role.\n");
        return words;
    }
    words.push_str(
        "\nSign in as (each link once, within a day; started again it prints new ones):\n",
    );
    for door in doors {
        let page = door.page.map_or_else(
            || "no pages of its own yet".to_owned(),
            |page| format!("{page} {}", what_is_there(door.role)).trim_end().to_owned(),
        );
        words.push_str(&format!(
            "  {:<12} {:<18} {page}\n  {:<12} {}\n",
            door.role, door.name, "", door.link
        ));
    }
    words.push_str(
        "\nOpen the participant's link first: whom to meet, when, and why. Then, in another browser or a private\n\
         window, the admin's: “Runs” shows how this round was made, and starts the next. The coordinator's shows a\n\
         bootcamp in its middle, one whose rules collide, and three calls for rotations.\n",
    );
    words
}

/// What a role's first page shows in the story.
fn what_is_there(role: &str) -> &'static str {
    match role {
        "participant" => "(whom to meet, when, and why)",
        "admin" => "(how every plan was made)",
        "coordinator" => "(a bootcamp that runs, one whose rules collide; /admin/rotations)",
        "lead" => "(somebody of the team waits for an answer; /guests)",
        "host" => "(who comes, and who is here)",
        "hire" => "(stints behind, now and to come; one was moved)",
        "applicant" => "(an open call, and where the application stands)",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Secret;

    #[test]
    fn nothing_of_another_organisation_is_used() {
        let mut config = Config {
            data: "/var/lib/weft".into(),
            database: "postgres://weft@db.example.org/weft".to_owned(),
            smtp: Secret("smtp://relay.example.org:587".to_owned()),
            base_url: "https://weft.example.org".to_owned(),
            link_key: Secret("ab".repeat(32)),
            ..Config::default()
        };
        let demo = Demo { exit: false, port: 8080, listen: None };
        demo.over(&mut config, None, None);
        assert_eq!(config.data, Path::new(FOLDER));
        assert!(config.demo && config.database.is_empty() && config.base_url.is_empty());
        assert!(config.smtp.0.is_empty() && config.link_key.0.is_empty());
        // What the command line itself names counts.
        demo.over(&mut config, Some(Path::new("here")), Some("sqlite:there.db"));
        assert_eq!(config.data, Path::new("here"));
        assert_eq!(config.database, "sqlite:there.db");
    }
}
