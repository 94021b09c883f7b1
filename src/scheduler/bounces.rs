//! Bounces that a mail server puts into a Maildir folder: looked for, read, and taken out.
//!
//! What was read is removed: its verdict is kept, its text is somebody's mail. What could not be read, or is about no mail
//! of ours, goes into the folder `.Aside` beside it, for the operator to look at. Several processes may look into one
//! folder: a report that was read twice counts once.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::outbox::Signals;
use crate::mail::bounce::LARGEST;
use crate::programmes::Env;
use crate::programmes::bounces::{Heard, hear};

/// How often the folder is looked into.
const LOOK: Duration = Duration::from_secs(15);
/// The most reports of one look.
const MOST: usize = 500;

/// What one look found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// Reports read.
    pub read: usize,
    /// People nothing more is sent to because of them.
    pub suppressed: usize,
    /// Files set aside.
    pub aside: usize,
}

/// Looks into a Maildir folder until told to stop.
pub async fn watch(env: Env, folder: PathBuf, mut signals: Signals) {
    while !*signals.stop.borrow() {
        match look(&env, &folder).await {
            Ok(looked) if looked != Looked::default() => {
                tracing::info!(?looked, "bounces were read");
            }
            Ok(_) => {}
            Err(error) => {
                tracing::error!(error, "bounces could not be read; they stay where they are");
            }
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK) => {}
            _ = signals.stop.wait_for(|stop| *stop) => {}
        }
    }
}

/// Reads what lies in a Maildir folder.
///
/// Errors: in words, without a path: the folder cannot be read or written, or the database failed. What was not read stays;
/// a single file that cannot be read holds up none of the others.
pub async fn look(env: &Env, folder: &Path) -> Result<Looked, String> {
    let mut looked = Looked::default();
    let mut unread = None;
    for file in files(folder).map_err(|error| said(&error))? {
        let raw = match bytes(&file) {
            Ok(raw) => raw,
            // Another process was first.
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => {
                unread = Some(said(&error));
                continue;
            }
        };
        let heard = hear(env, &raw).await.map_err(|error| error.to_string())?;
        if heard == Heard::Early {
            continue;
        }
        looked.read += 1;
        looked.suppressed += usize::from(heard == Heard::Suppressed);
        let done = if let Heard::Aside(_) = heard {
            looked.aside += 1;
            put_aside(folder, &file)
        } else {
            std::fs::remove_file(&file)
        };
        match done {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(said(&error)),
            _ => {}
        }
    }
    unread.map_or(Ok(looked), Err)
}

fn said(error: &io::Error) -> String {
    format!("the folder of bounces: {}", error.kind())
}

/// The files in `new` and `cur`, in order of their names, which begin with the time.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for part in ["new", "cur"] {
        let entries = match std::fs::read_dir(folder.join(part)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        for entry in entries {
            let entry = entry?;
            // No link that leads elsewhere, no folder.
            if entry.file_type()?.is_file() {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    found.truncate(MOST);
    Ok(found)
}

/// A file's bytes, one more than the largest report at most.
fn bytes(file: &Path) -> io::Result<Vec<u8>> {
    use std::io::Read as _;
    let mut raw = Vec::new();
    std::fs::File::open(file)?.take(LARGEST as u64 + 1).read_to_end(&mut raw)?;
    Ok(raw)
}

fn put_aside(folder: &Path, file: &Path) -> io::Result<()> {
    let aside = folder.join(".Aside").join("cur");
    std::fs::create_dir_all(&aside)?;
    let name = file.file_name().unwrap_or_default();
    std::fs::rename(file, aside.join(name))
}
