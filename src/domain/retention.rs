//! How long what is kept is kept: the one table that the daily clean-up follows and the privacy papers are made from.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::words;

words! {
    /// What is forgotten some time after it is over.
    pub enum Kept {
        /// Sign-in links, codes and sessions, from the end of their validity.
        SignIns = "sign-ins",
        /// Uploaded files of people and ties, from the upload.
        Files = "files",
        /// Text, subject and address of a mail, from the day it was written; that it was sent stays.
        Mails = "mails",
        /// Who looked at whose data, or at figures, from the look.
        Views = "views",
        /// Everything that names somebody who left, from the day they left: as if they had erased it themselves.
        Leavers = "leavers",
    }
}

/// After how many days it is forgotten.
///
/// Units: days.
pub const fn days(kept: Kept) -> i64 {
    match kept {
        Kept::SignIns | Kept::Files => 30,
        Kept::Mails | Kept::Leavers => 365,
        Kept::Views => 730,
    }
}

/// The same as a span of time.
pub const fn term(kept: Kept) -> TimeDelta {
    TimeDelta::days(days(kept))
}
