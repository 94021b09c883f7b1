//! Letters about placements that may be out already, by rows that were lost with an older database.

use chrono::{DateTime, Utc};

use super::advance::{Advanced, begin_and_finish};
use super::digest::unmade;
use crate::domain::week::Week;
use crate::programmes::mailer::AFTERWARDS;
use crate::programmes::round::RoundError;
use crate::store::Tx;
use crate::store::stay::{digest_begin, stay_asked, stays_unasked};

/// What would have been written about placements by `lost_until` counts as written, and nobody is mailed: the questions to
/// guests and hosts of what was over by then, and Monday's digests. To be called behind
/// [`placings_lock`](crate::store::order::placings_lock). Returns how many of them there are.
pub async fn pass_over_letters(
    tx: &mut Tx,
    lost_until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<usize, RoundError> {
    // A placement is asked about when it has ended, and none did by its date while everything stood still. A look shows so
    // many at most; what was dealt with is in it no longer.
    loop {
        let mut done = Advanced::default();
        begin_and_finish(tx, lost_until, &mut Vec::new(), &mut done).await?;
        if done == Advanced::default() {
            break;
        }
    }
    let since = Week::of((lost_until - AFTERWARDS).date_naive());
    let mut passed = 0;
    loop {
        let over = stays_unasked(tx, since, lost_until).await?;
        if over.is_empty() {
            break;
        }
        for stay in over {
            passed += usize::from(stay_asked(tx, stay.id, now).await?);
        }
    }
    for (programme, week) in unmade(tx, lost_until).await? {
        passed += usize::from(digest_begin(tx, programme.id, week, now).await?);
    }
    Ok(passed)
}
