//! `weft bounce < message`: a mail server pipes into it what comes back.

use std::io::{Read as _, stdin};

use serde_json::json;

use super::{Failure, Outcome, Output};
use crate::app;
use crate::config::Config;
use crate::mail::bounce::LARGEST;
use crate::programmes::bounces::{Heard, hear};

/// Exit code for a mail server: not now, keep it and try again (`EX_TEMPFAIL`).
pub(super) const LATER: u8 = 75;

pub(super) async fn bounce(config: &Config, output: &Output) -> Outcome {
    let heard = match take(config).await {
        Ok(heard) => heard,
        Err(error) => {
            output.failed(&format!("{error:#}"));
            return Err(Failure::Told(LATER));
        }
    };
    let (what, sentence) = match &heard {
        Heard::Suppressed => ("suppressed", "Nothing more is sent to this address.".to_owned()),
        Heard::Kept(verdict) => (verdict.as_str(), "Kept; nothing follows from it.".to_owned()),
        Heard::Aside(why) => ("aside", format!("Set aside: {why}.")),
        Heard::Again => ("again", "It was read before.".to_owned()),
        Heard::Early => {
            output.failed("its mail is just being sent; give the report again in a while");
            return Err(Failure::Told(LATER));
        }
    };
    // Whatever it was, it was taken: a mail server that hears of a failure would send a bounce of the bounce.
    output.result(&sentence, &json!({ "heard": what }));
    Ok(())
}

async fn take(config: &Config) -> anyhow::Result<Heard> {
    let mut raw = Vec::new();
    stdin().lock().take(LARGEST as u64 + 1).read_to_end(&mut raw)?;
    let env = app::open_as_is(config).await?;
    let heard = hear(&env, &raw).await?;
    env.db.close().await;
    Ok(heard)
}
