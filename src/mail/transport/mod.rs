//! Delivery: into a folder of `.eml` files, or to a relay by SMTP.
//!
//! A transport belongs to one worker and is not shared. It never retries by itself beyond opening a
//! fresh connection: what an outcome means for the outbox row is the scheduler's to decide.

mod mailbox;
mod smtp;

use std::path::PathBuf;

use uuid::Uuid;

pub use smtp::{Login, Security, Smtp, SmtpConfig};

/// What became of one message to one recipient. Reasons hold no address and no secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was taken over: a 250 after the data, or the file is safely on disk.
    Accepted {
        /// For the log: the relay's code and queue id.
        detail: String,
    },
    /// Not now; the same bytes may be tried again.
    Deferred {
        /// For the outbox page.
        reason: String,
        /// The transport as a whole does not work: pause it, and leave the rows alone.
        relay_down: bool,
        /// The relay said so itself, by a code, and is there.
        answered: bool,
    },
    /// Never: this recipient or this message is refused.
    Refused {
        /// For the outbox page.
        reason: String,
        /// There is no such mailbox, and by which status the relay said so.
        gone: Option<String>,
    },
}

/// Where messages go.
#[derive(Debug)]
pub enum Transport {
    /// A folder; the default when no relay is configured.
    Mailbox {
        /// The folder; it is made when it is missing.
        dir: PathBuf,
    },
    /// A relay, over a connection of our own.
    Smtp(Box<Smtp>),
}

impl Transport {
    /// A folder of `.eml` files.
    pub fn mailbox(dir: impl Into<PathBuf>) -> Self {
        Self::Mailbox { dir: dir.into() }
    }

    /// A relay; nothing is connected before the first message.
    pub fn smtp(config: SmtpConfig) -> Self {
        Self::Smtp(Box::new(Smtp::new(config)))
    }

    /// Delivers one message to one recipient.
    ///
    /// *Cancelling* this future is safe: a connection in the middle of a message is dropped and the
    /// next message gets a fresh one. What became of the cancelled message is then unknown.
    pub async fn deliver(
        &mut self,
        id: Uuid,
        envelope_from: &str,
        to: &str,
        raw: &[u8],
    ) -> Outcome {
        match self {
            Self::Mailbox { dir } => mailbox::deliver(dir, id, raw).await,
            Self::Smtp(smtp) => smtp.deliver(envelope_from, to, raw).await,
        }
    }

    /// Removes from the local mailbox the files of these messages, and all that are older than `before` (Unix time in
    /// seconds). A relay's mailboxes are out of reach. Returns how many were removed.
    pub async fn forget(&mut self, ids: Vec<Uuid>, before: u64) -> std::io::Result<usize> {
        match self {
            Self::Mailbox { dir } => mailbox::forget(dir, ids, before).await,
            Self::Smtp(_) => Ok(0),
        }
    }

    /// Connects to the relay, with TLS and login as configured, and says goodbye; no message is sent. Returns what was
    /// done, or what stopped it; neither holds an address or a secret.
    pub async fn probe(&mut self) -> Result<&'static str, String> {
        match self {
            Self::Mailbox { .. } => Ok("no relay"),
            Self::Smtp(smtp) => smtp.probe().await,
        }
    }

    /// Says goodbye to the relay; call it when the worker stops.
    pub async fn close(&mut self) {
        if let Self::Smtp(smtp) = self {
            smtp.close().await;
        }
    }
}
