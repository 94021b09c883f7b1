//! The local mailbox: one `.eml` file per outbox row.

use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use uuid::Uuid;

use super::Outcome;

/// How the name of a file ends that is being written, or that a process was killed over.
const UNFINISHED: &str = ".tmp";
/// What is being written is finished or given up after this time. Seconds.
const WRITING: u64 = 3600;

/// Writes `<id>.eml`, all of it or nothing, and says so only once it is on disk.
pub(super) async fn deliver(dir: &Path, id: Uuid, raw: &[u8]) -> Outcome {
    let (dir, raw) = (dir.to_owned(), raw.to_owned());
    // Plain blocking files, on a thread made for that: tokio's own file type reports a failed write
    // only at the next write or flush, and a full disk would pass for a success.
    let written = tokio::task::spawn_blocking(move || write(&dir, id, &raw)).await;
    let error = match written {
        Ok(Ok(outcome)) => return outcome,
        Ok(Err(error)) => error,
        Err(_) => io::Error::from(ErrorKind::Interrupted),
    };
    // The error's kind and no path: folders may be named after people.
    let reason = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "the local mailbox's disk is full".to_owned()
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "the local mailbox's folder cannot be written".to_owned()
        }
        kind => format!("the local mailbox could not be written: {kind}"),
    };
    Outcome::Deferred { reason, relay_down: true, answered: false }
}

fn write(dir: &Path, id: Uuid, raw: &[u8]) -> io::Result<Outcome> {
    let path = dir.join(format!("{}.eml", id.hyphenated()));
    match fs::read(&path) {
        Ok(there) if there == raw => {
            return Ok(Outcome::Accepted { detail: "already in the mailbox".to_owned() });
        }
        Ok(_) => {
            return Ok(Outcome::Refused {
                reason: "another message lies in the mailbox under this id".to_owned(),
                gone: None,
            });
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    fs::create_dir_all(dir)?;
    // Same folder, so that the rename stays within a filesystem; the process in the name, so that
    // two processes with the same row do not write into one file.
    let temporary = dir.join(format!(".{}.{}{UNFINISHED}", id.simple(), std::process::id()));
    let done = (|| {
        let mut file = fs::File::create(&temporary)?;
        file.write_all(raw)?;
        file.sync_all()?;
        fs::rename(&temporary, &path)?;
        // The rename itself is safe only once the folder is.
        fs::File::open(dir)?.sync_all()
    })();
    if let Err(error) = done {
        // Best effort: the error that matters is the one above.
        let _ = fs::remove_file(&temporary);
        return Err(error);
    }
    Ok(Outcome::Accepted { detail: "in the mailbox".to_owned() })
}

/// Removes the files of these ids, those whose id says that they are older than `before` (seconds of Unix time), and what
/// a killed process left unfinished an hour ago. Returns how many.
pub(super) async fn forget(dir: &Path, ids: Vec<Uuid>, before: u64) -> io::Result<usize> {
    let dir = dir.to_owned();
    let removed = tokio::task::spawn_blocking(move || {
        let mut removed = 0;
        for id in &ids {
            removed += remove(&dir.join(format!("{}.eml", id.hyphenated())))?;
        }
        let entries = match fs::read_dir(&dir) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(removed),
            Err(error) => return Err(error),
        };
        for entry in entries {
            let entry = entry?;
            let path = entry.path();
            if let Some(id) = unfinished(&path) {
                if ids.contains(&id) || is_left_over(&entry) {
                    removed += remove(&path)?;
                }
                continue;
            }
            let id = path
                .extension()
                .filter(|ending| *ending == "eml")
                .and_then(|_| path.file_stem()?.to_str()?.parse::<Uuid>().ok());
            // Ids are UUIDv7: they say when they were made.
            let made = id.and_then(|id| id.get_timestamp()).map(|at| at.to_unix().0);
            if made.is_some_and(|made| made < before) {
                removed += remove(&path)?;
            }
        }
        Ok(removed)
    });
    removed.await.map_err(|_| io::Error::from(ErrorKind::Interrupted))?
}

/// The message of `.<id>.<process>.tmp`.
fn unfinished(path: &Path) -> Option<Uuid> {
    let name = path.file_name()?.to_str()?.strip_prefix('.')?.strip_suffix(UNFINISHED)?;
    name.split_once('.')?.0.parse().ok()
}

/// Does nobody write this file any more? By the disk's clock, which need not be ours: what it does not say is let be.
fn is_left_over(entry: &fs::DirEntry) -> bool {
    let changed = entry.metadata().and_then(|about| about.modified()).ok();
    let age = changed.and_then(|at| at.elapsed().ok());
    age.is_some_and(|age| age.as_secs() >= WRITING)
}

fn remove(path: &Path) -> io::Result<usize> {
    match fs::remove_file(path) {
        Ok(()) => Ok(1),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(0),
        Err(error) => Err(error),
    }
}
