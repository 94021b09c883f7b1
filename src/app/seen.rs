//! What the data folder remembers of the database: which one it was, and how far its time had come. A database whose own
//! time is behind that was put back from a backup.

use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use tokio::sync::watch;
use uuid::Uuid;

use crate::programmes::Env;
use crate::programmes::restored::{Seen, arrive, identity};
use crate::scheduler::lead::TICKER;
use crate::store::StoreError;
use crate::store::lease::lease_get;

/// The file in the data folder.
pub const FILE: &str = "seen.json";

#[derive(Serialize, Deserialize)]
struct Remembered {
    database: Uuid,
    ticked_at: DateTime<Utc>,
}

fn remembered(data: &Path) -> Option<Seen> {
    // Whatever cannot be read remembers nothing; the other two signs of a restore stay.
    let text = std::fs::read_to_string(data.join(FILE)).ok()?;
    let kept: Remembered = serde_json::from_str(&text).ok()?;
    Some(Seen { id: kept.database, ticked_at: kept.ticked_at })
}

/// Written beside and renamed: a crash leaves the old one or the new one, never half of one.
fn remember(data: &Path, seen: Seen) -> std::io::Result<()> {
    let beside = data.join(format!("{FILE}.{}", std::process::id()));
    let text = serde_json::to_string(&Remembered { database: seen.id, ticked_at: seen.ticked_at })?;
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&beside)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all())?;
    std::fs::rename(&beside, data.join(FILE))
}

async fn last_tick(env: &Env) -> Result<Option<DateTime<Utc>>, StoreError> {
    let mut tx = env.db.read().await?;
    Ok(lease_get(&mut tx, TICKER).await?.map(|lease| lease.renewed_at))
}

/// Looks, before anything is sent or decided, whether the database was put back; sets the hold and says so if it was.
pub async fn look(env: &Env, data: &Path) -> Result<()> {
    let ticked_at = last_tick(env).await?;
    let mark = arrive(env, remembered(data), ticked_at)
        .await
        .context("whether the database was put back from a backup could not be found out")?;
    if let Some(mark) = mark {
        tracing::warn!(
            found = mark.found.as_str(),
            backup_at = ?mark.backup_at,
            "the database was put back from a backup: nothing but sign-in is sent and no round goes on until somebody \
             decides, on the page /admin/restored or with `weft restored`"
        );
    }
    Ok(())
}

/// Keeps the memory up to date, once a period, until the service stops.
pub async fn keep(
    env: Env,
    data: std::path::PathBuf,
    period: Duration,
    mut stop: watch::Receiver<bool>,
) {
    let mut kept = None;
    loop {
        match keep_once(&env, &data, &mut kept).await {
            Ok(()) => {}
            Err(error) => {
                tracing::warn!(error = %format!("{error:#}"), "the data folder does not remember the database");
            }
        }
        tokio::select! {
            () = tokio::time::sleep(period) => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
    }
}

async fn keep_once(env: &Env, data: &Path, kept: &mut Option<Seen>) -> Result<()> {
    let id = match kept {
        Some(seen) => seen.id,
        None => identity(env).await?,
    };
    let Some(ticked_at) = last_tick(env).await? else { return Ok(()) };
    let seen = Seen { id, ticked_at };
    if *kept != Some(seen) {
        remember(data, seen)
            .with_context(|| format!("{} cannot be written", data.join(FILE).display()))?;
        *kept = Some(seen);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_read_again_and_rubbish_remembers_nothing() {
        let dir = tempfile::tempdir().expect("temp dir");
        assert_eq!(remembered(dir.path()), None);
        let at = DateTime::from_timestamp(1_700_000_000, 0).expect("instant");
        let seen = Seen { id: Uuid::from_u128(7), ticked_at: at };
        remember(dir.path(), seen).expect("written");
        assert_eq!(remembered(dir.path()), Some(seen));
        assert_eq!(std::fs::read_dir(dir.path()).expect("folder").count(), 1);
        std::fs::write(dir.path().join(FILE), "half").expect("written");
        assert_eq!(remembered(dir.path()), None);
    }
}
