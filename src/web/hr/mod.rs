//! Published figures: those of closed quarters about groups, and nothing else. Every page here is made from a
//! [`crate::graph::disclose::Publication`]; nothing here reads people, groups or ties.

mod advice;
pub mod connections;
pub mod export;
pub mod figures;
pub mod gate;
pub mod looks;
mod map;
mod matrix;
mod measures;
mod parity;
pub mod sheets;
pub mod threshold;
mod trend;

use super::error::WebError;
use crate::programmes::connections::ConnectionsError;

impl From<ConnectionsError> for WebError {
    fn from(error: ConnectionsError) -> Self {
        match error {
            ConnectionsError::Store(error) => error.into(),
            error => Self::internal(error),
        }
    }
}
