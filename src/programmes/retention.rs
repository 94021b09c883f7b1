//! Forgetting, once a day: what the table in [`crate::domain::retention`] says is over long enough.

use chrono::NaiveDate;

use super::Env;
use super::person_data::{self, PersonDataError};
use crate::domain::retention::{Kept, term};
use crate::store::StoreError;
use crate::store::bounce::bounces_forget;
use crate::store::retention::{import_files_forget, leavers_named, mails_forget, views_forget};
use crate::store::session::session_forget;
use crate::store::setting::{setting_get, setting_set};
use crate::store::sign_in::sign_ins_forget;

/// The setting that holds the last day on which everything due was forgotten.
const DONE_ON: &str = "retention.done_on";
/// The most rows of one kind in one transaction: others want to write too.
const BATCH: usize = 500;

/// What was forgotten.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Sign-ins and sessions deleted.
    pub sign_ins: u64,
    /// Uploaded files emptied.
    pub files: u64,
    /// Mails emptied.
    pub mails: u64,
    /// Looks deleted.
    pub views: u64,
    /// People made nameless.
    pub leavers: u64,
}

/// Forgets what is due, unless it was done today. A crash in the middle is gone on with by the next tick.
///
/// Cost: one read of a setting on all ticks of a day but the first.
pub async fn forget_due(env: &Env) -> Result<Forgotten, PersonDataError> {
    let now = env.clock.now();
    let today = now.date_naive();
    let mut forgotten = Forgotten::default();
    if done_on(env).await? == Some(today) {
        return Ok(forgotten);
    }
    let mut tx = env.db.write().await?;
    let over = now - term(Kept::SignIns);
    forgotten.sign_ins =
        sign_ins_forget(&mut tx, over).await? + session_forget(&mut tx, over).await?;
    forgotten.files = import_files_forget(&mut tx, now - term(Kept::Files)).await?;
    bounces_forget(&mut tx, now - term(Kept::Mails)).await?;
    forgotten.views = views_forget(&mut tx, now - term(Kept::Views)).await?;
    tx.commit().await?;
    loop {
        let mut tx = env.db.write().await?;
        let emptied = mails_forget(&mut tx, now - term(Kept::Mails), BATCH).await?;
        tx.commit().await?;
        if emptied == 0 {
            break;
        }
        forgotten.mails += emptied;
    }
    forgotten.leavers = leavers(env).await?;
    let mut tx = env.db.write().await?;
    setting_set(&mut tx, DONE_ON, &today, now).await?;
    tx.commit().await?;
    Ok(forgotten)
}

async fn done_on(env: &Env) -> Result<Option<NaiveDate>, StoreError> {
    let mut tx = env.db.read().await?;
    setting_get(&mut tx, DONE_ON).await
}

/// People who left long ago are erased as if they had asked for it.
async fn leavers(env: &Env) -> Result<u64, PersonDataError> {
    let before = env.clock.now() - term(Kept::Leavers);
    let mut erased = 0;
    loop {
        let mut tx = env.db.read().await?;
        let named = leavers_named(&mut tx, before, BATCH).await?;
        drop(tx);
        let before_batch = erased;
        for person in named {
            match person_data::erase(env, person, None).await {
                Ok(_) => erased += 1,
                // Somebody else erased them meanwhile. Nobody who left is the last administrator: their roles ended.
                Err(PersonDataError::NoPerson | PersonDataError::LastAdmin) => {}
                Err(error) => return Err(error),
            }
        }
        if erased == before_batch {
            return Ok(erased);
        }
    }
}
