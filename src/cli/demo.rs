//! `weft demo`: the demo organisation, its latest round in figures, a sign-in link per role, and the service.

use std::net::{Ipv4Addr, SocketAddr};

use anyhow::Context;
use clap::Args;
use serde_json::json;

use super::{Outcome, Output};
use crate::config::Config;
use crate::demo::{self, Door};
use crate::domain::plan::NoticeState;
use crate::programmes::Env;
use crate::store::overview::round::notice_states;
use crate::store::overview::run::{RunFacts, run_facts};
use crate::{app, scheduler};

#[derive(Debug, Args)]
pub(super) struct Demo {
    /// End once the round is delivered, without serving
    #[arg(long)]
    exit: bool,
    /// Port on 127.0.0.1 to serve on; 0: any that is free
    #[arg(long, default_value_t = 8080, value_name = "N")]
    port: u16,
}

impl Demo {
    /// The demo says who it is; whatever else is configured stays, so that it can be tried on a server too.
    pub(super) fn over(&self, config: &mut Config) {
        config.listen = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        demo::ORGANISATION.clone_into(&mut config.organisation);
        config.mail_from = format!("coffee@{}", demo::DOMAIN);
        config.zone = chrono_tz::Europe::Oslo;
        config.demo = true;
        // A minute between a press and its effect is long when somebody is looking.
        config.tick = config.tick.min(5);
    }
}

pub(super) async fn demo(config: &Config, command: &Demo, output: &Output) -> Outcome {
    let env = app::open(config).await?;
    let mut transports = app::transports(config)?;
    let transport = transports.first_mut().context("there is no way out for mail")?;
    let run = demo::tell(&env, transport, &mut |line| output.say(&format!("  {line}"))).await?;
    // What a demo that was cut short left behind goes out now, and nothing goes out twice.
    while scheduler::outbox::deliver_due(&env, transport, "demo", 200).await?.claimed > 0 {}
    let mut tx = env.db.read().await?;
    let facts = run_facts(&mut tx, run).await?.context("the demo's round is gone")?;
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
        &told(config, &facts, gap, sent(""), &doors),
        &json!({
            "organisation": demo::ORGANISATION,
            "run": run,
            "round": line.round_no,
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
    if command.exit {
        env.db.close().await;
        return Ok(());
    }
    serve(env, config, output).await
}

async fn serve(env: Env, config: &Config, output: &Output) -> Outcome {
    let (base_url, output) = (env.site.base_url.clone(), *output);
    app::serve(env, config, move |_| {
        output.say(&format!("\nServing on {base_url} until stopped with Ctrl-C."));
    })
    .await?;
    Ok(())
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

fn told(
    config: &Config,
    facts: &RunFacts,
    gap: Option<f64>,
    sent: usize,
    doors: &[Door],
) -> String {
    let line = &facts.line;
    let figure = |n: Option<i64>| n.map_or_else(|| "–".to_owned(), |n| n.to_string());
    let mut text = format!(
        "\n{}: coffee round {}\n\
         \x20 people           {}\n\
         \x20 groups           {}\n\
         \x20 left out         {}\n\
         \x20 new connections  {}\n\
         \x20 value            {} milli-connections\n\
         \x20 proven bound     {}\n\
         \x20 gap              {}\n\
         \x20 mails delivered  {sent}, in {}\n",
        demo::ORGANISATION,
        line.round_no,
        figure(line.people),
        figure(line.groups),
        figure(line.left_out),
        figure(line.new_connections),
        figure(line.value),
        figure(line.bound),
        gap.map_or_else(|| "–".to_owned(), |gap| format!("{:.4} %", gap * 100.0)),
        app::mailbox(config).display(),
    );
    if !doors.is_empty() {
        text.push_str("\nSign in as (each link once, within a day):\n");
        for door in doors {
            text.push_str(&format!("  {:<12} {:<18} {}\n", door.role, door.name, door.link));
        }
    }
    text
}
