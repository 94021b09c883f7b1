//! The roster: files previewed and applied, odd accounts decided, people leaving, what teams can spare.
//!
//! A file goes three ways: refused whole with everything that is wrong in it; previewed, which writes nothing but the
//! preview; applied by the preview's id in one transaction, if it would still do what was shown.

pub mod apply;
pub mod held;
pub mod leave;
pub mod look;
pub mod preview;
pub mod summary;
pub mod ties;
pub mod wording;

use crate::domain::id::{ImportId, PersonId};
use crate::domain::roster::Refusal;
use crate::domain::roster::columns::{Field, TieField};
use crate::store::StoreError;

pub use apply::{Confirmation, roster_apply};
pub use leave::{leave, person_leave};
pub use preview::{
    RosterPreview, import_drop, roster_columns, roster_dry_run, roster_preview, roster_preview_get,
    roster_reread,
};
pub use summary::{Caution, Counts, RosterSummary};
pub use ties::{TiesPreview, ties_apply, ties_dry_run, ties_preview, ties_preview_get};

/// Why a file was not taken.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The roster file is refused; nothing of it is kept.
    #[error("the roster file is refused: {} flaws", .0.flaws.total)]
    Roster(Box<Refusal<Field>>),
    /// The file is kept, and asked about: which column is which, which part of a date is the day.
    #[error("the columns of the roster file must be named")]
    Columns(ImportId, Box<Refusal<Field>>),
    /// The file of ties is refused; nothing of it is kept.
    #[error("the file of ties is refused: {} flaws", .0.flaws.total)]
    Ties(Box<Refusal<TieField>>),
    /// There is no such preview, or it was applied or dropped.
    #[error("there is no such preview any more")]
    Gone,
    /// The roster has changed since: here is what the file would do now.
    #[error("the roster has changed since the preview")]
    StaleRoster(Box<RosterPreview>),
    /// The roster or the ties have changed since: here is what the file would do now.
    #[error("the ties have changed since the preview")]
    StaleTies(Box<TiesPreview>),
    /// The file does something that must be confirmed by itself.
    #[error("the file needs to be confirmed: {0:?}")]
    Unconfirmed(Vec<Caution>),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The worker thread ended.
    #[error("the worker thread ended")]
    Worker(#[from] tokio::task::JoinError),
    /// A summary could not be written or read.
    #[error("a stored summary could not be read")]
    Summary(#[from] serde_json::Error),
}

/// Who does something, as the audit log names them.
pub(crate) fn actor(by: Option<PersonId>) -> String {
    by.map_or_else(|| "system".to_owned(), |id| format!("person:{id}"))
}
