//! Copies of the embedded database, looked into and put back. PostgreSQL has tools of its own for the first and the
//! last; looking works on both.

use std::ffi::OsString;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use chrono::{DateTime, Utc};

use super::clock;
use crate::config::Config;
use crate::scheduler::lead::TICKER;
use crate::store::audit::{AuditCheck, audit_verify};
use crate::store::backup::{Content, content, have_alone, mark_copy};
use crate::store::capacity::ledger_differences;
use crate::store::integrity::database_defects;
use crate::store::lease::lease_get;
use crate::store::restored::{Found, Restored, Waiting, notices_waiting, restored_get};
use crate::store::schema::{Schema, schema_get};
use crate::store::{Db, Url};

/// The key beside a copy.
const KEY: &str = ".link.key";

/// A copy that was made.
#[derive(Clone, Debug)]
pub struct Copy {
    /// As of when.
    pub at: DateTime<Utc>,
    /// Units: bytes.
    pub bytes: u64,
    /// The link key's copy, when the key is kept in the data folder.
    pub key: Option<PathBuf>,
    /// The local mailbox that is not in it, when there is one.
    pub mailbox: Option<PathBuf>,
}

/// Writes a copy of the embedded database to `file` while others use it, and the link key beside it. The copy carries
/// the mark that holds all sending once it is put back.
///
/// Errors: the database is no file, or is not there; `file` exists; the disk.
pub async fn back_up(config: &Config, file: &Path) -> Result<Copy> {
    let Url::Sqlite(path) = super::database(config)? else {
        bail!("the database is PostgreSQL's; its own tool makes the copy: {}", dump_words(file));
    };
    if !path.exists() {
        bail!("{} is not there", path.display());
    }
    if file.exists() {
        bail!("{} is there already; a backup never overwrites one", file.display());
    }
    let at = now(config)?;
    let part = beside(file, &format!(".part-{}", std::process::id()));
    let made = copy_and_mark(&path, &part, at).await.and_then(|bytes| {
        // Linked, not renamed: whoever made the file meanwhile keeps it.
        std::fs::hard_link(&part, file)
            .with_context(|| format!("{} cannot be made", file.display()))?;
        Ok(bytes)
    });
    // Linked in place or of no use.
    let _ = std::fs::remove_file(&part);
    let bytes = made?;
    let kept = config.data.join("link.key");
    let key = if config.link_key.0.is_empty() && kept.exists() {
        let key = beside(file, KEY);
        copy_private(&kept, &key)?;
        Some(key)
    } else {
        None
    };
    let mailbox = Some(super::mailbox(config)).filter(|folder| folder.exists());
    Ok(Copy { at, bytes, key, mailbox })
}

fn now(config: &Config) -> Result<DateTime<Utc>> {
    Ok(clock::machine_clock(&config.test_clock)?.now())
}

/// How PostgreSQL makes a copy, without an address that may hold a password.
pub fn dump_words(file: &Path) -> String {
    format!(
        "pg_dump --format=custom --no-owner --file={} \"$WEFT_DATABASE\" (docs/operations.md, “Back up and restore”); \
         keep the link key with it",
        file.display()
    )
}

async fn copy_and_mark(path: &Path, part: &Path, at: DateTime<Utc>) -> Result<u64> {
    let cannot = || format!("{} cannot be written", part.display());
    make_private(part)?;
    let db = Db::connect(&Url::Sqlite(path.to_owned()))
        .await
        .context("the database could not be opened")?;
    let copied = db.copy_into(part).await.with_context(cannot);
    db.close().await;
    copied?;
    let mark = Restored { backup_at: Some(at), found_at: None, found: Found::InTheBackup };
    mark_copy(part, &mark, at).await.context("the copy could not be marked")?;
    let file = std::fs::File::open(part).with_context(cannot)?;
    file.sync_all().with_context(cannot)?;
    Ok(file.metadata().with_context(cannot)?.len())
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name: OsString = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// A new, empty file for its owner alone.
fn make_private(path: &Path) -> Result<std::fs::File> {
    std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .with_context(|| format!("{} cannot be made", path.display()))
}

fn copy_private(from: &Path, to: &Path) -> Result<()> {
    let cannot = || format!("{} cannot be copied to {}", from.display(), to.display());
    let bytes = std::fs::read(from).with_context(cannot)?;
    let mut file = make_private(to)?;
    file.write_all(&bytes).and_then(|()| file.sync_all()).with_context(cannot)
}

/// What was found in a copy.
#[derive(Clone, Debug)]
pub struct Looked {
    /// `sqlite` or `postgres`.
    pub engine: &'static str,
    /// Damage, as the engine tells it.
    pub defects: Vec<String>,
    /// Its migrations.
    pub schema: Schema,
    /// The audit log's chain.
    pub audit: AuditCheck,
    /// Team weeks whose count is not what their bookings say.
    pub ledger: usize,
    /// What its tables hold.
    pub contents: Vec<Content>,
    /// The mark that it carries.
    pub mark: Option<Restored>,
    /// What waits in its outbox.
    pub waiting: Vec<Waiting>,
}

impl Looked {
    /// It can be put back and served by this version.
    pub fn is_good(&self) -> bool {
        self.defects.is_empty()
            && self.schema.ahead.is_empty()
            && self.ledger == 0
            && matches!(self.audit, AuditCheck::Whole { .. })
    }
}

/// Looks into a copy: a file, or a PostgreSQL database into which a dump was read. Nothing is changed.
///
/// Errors: it cannot be read, or is no database of Weft.
pub async fn look_into(copy: &str) -> Result<Looked> {
    let db = open_copy(copy).await?;
    let looked = look(&db, copy).await;
    db.close().await;
    looked
}

async fn open_copy(copy: &str) -> Result<Db> {
    if copy.starts_with("postgres://") || copy.starts_with("postgresql://") {
        return Db::connect(&Url::Postgres(copy.to_owned()))
            .await
            .context("the database does not answer");
    }
    let path = copy.strip_prefix("sqlite:").unwrap_or(copy);
    let path = Path::new(path.strip_prefix("//").unwrap_or(path));
    if !path.exists() {
        bail!("{} is not there", path.display());
    }
    Db::look_at(path).await.with_context(|| format!("{} is no SQLite database", path.display()))
}

async fn look(db: &Db, copy: &str) -> Result<Looked> {
    let mut tx = db.snapshot().await?;
    let what = || match copy.split_once("://") {
        // An address may hold a password.
        Some((kind, _)) => format!("the {kind} database"),
        None => copy.to_owned(),
    };
    let schema =
        schema_get(&mut tx).await.with_context(|| format!("{} is no database of Weft", what()))?;
    let defects = database_defects(&mut tx).await?;
    let audit = audit_verify(&mut tx).await?;
    let ledger = ledger_differences(&mut tx).await?.len();
    let contents = content(&mut tx).await?;
    let mark = restored_get(&mut tx).await?;
    let waiting = notices_waiting(&mut tx, DateTime::UNIX_EPOCH).await?;
    Ok(Looked { engine: db.engine(), defects, schema, audit, ledger, contents, mark, waiting })
}

/// The tables in which two databases differ, with how.
///
/// Errors: the two are of different engines, whose rows do not compare.
pub fn differences(one: &Looked, other: &Looked) -> Result<Vec<String>> {
    if one.engine != other.engine {
        bail!("a {} database cannot be compared with a {} one", one.engine, other.engine);
    }
    let mut differences = Vec::new();
    for content in &one.contents {
        match other.contents.iter().find(|there| there.table == content.table) {
            None => differences.push(format!("{} is missing in the other", content.table)),
            Some(there) if there.rows != content.rows => differences.push(format!(
                "{}: {} rows, {} in the other",
                content.table, content.rows, there.rows
            )),
            Some(there) if there.digest != content.digest => {
                differences
                    .push(format!("{}: the same number of rows, other contents", content.table));
            }
            Some(_) => {}
        }
    }
    for there in &other.contents {
        if !one.contents.iter().any(|content| content.table == there.table) {
            differences.push(format!("{} is only in the other", there.table));
        }
    }
    Ok(differences)
}

/// What was put back.
#[derive(Clone, Debug)]
pub struct PutBack {
    /// Where the database of before lies now, when there was one.
    pub before: Option<PathBuf>,
    /// The key was put back too.
    pub key: bool,
}

/// Puts a copy in the place of the embedded database; what lies there is kept beside it under another name. The hold is
/// set whatever made the copy.
///
/// Errors: the database is no file; somebody has it open or ticks on it, or that cannot be told; the copy is damaged or a
/// newer version's.
pub async fn put_back(config: &Config, file: &Path) -> Result<PutBack> {
    let Url::Sqlite(path) = super::database(config)? else {
        bail!(
            "the database is PostgreSQL's: read the dump with pg_restore into an empty database, then run `weft restored \
             hold` before a service starts (docs/operations.md, “Back up and restore”)"
        );
    };
    let now = now(config)?;
    let looked = look_into(&file.display().to_string()).await?;
    if !looked.is_good() {
        bail!(
            "{} is not whole, or a newer version's; `weft restore-check` says what is wrong",
            file.display()
        );
    }
    super::prepare(&config.data)?;
    let stamp = now.format("%Y%m%dT%H%M%SZ");
    let before = beside(&path, &format!(".before-{stamp}"));
    let old = path.exists().then_some(path.as_path());
    if let Some(old) = old {
        nobody_works_on(old, now).await?;
    }
    let new = beside(&path, &format!(".new-{stamp}"));
    make_private(&new)?;
    let made = make_new(file, &looked, &new, now).await;
    let made = match (made, old) {
        // Copying takes its time, and a service may have been started meanwhile.
        (Ok(()), Some(old)) => nobody_works_on(old, now).await,
        (made, _) => made,
    };
    if let Err(error) = made {
        // Of no use; what lies in place was not touched.
        let _ = std::fs::remove_file(&new);
        return Err(error);
    }
    let before_there = old.is_some();
    // The log of the old database must never be read into the new one, so it goes first; it may lie there alone.
    for ending in ["-wal", "-shm", ""] {
        let (from, to) = (beside(&path, ending), beside(&before, ending));
        match std::fs::rename(&from, &to) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error)
                    .with_context(|| format!("{} cannot be set aside", from.display()));
            }
            _ => {}
        }
    }
    std::fs::rename(&new, &path)
        .with_context(|| format!("{} cannot be put in place", path.display()))?;
    let (kept, key) = (config.data.join("link.key"), beside(file, KEY));
    let key = key.exists() && config.link_key.0.is_empty() && !kept.exists();
    if key {
        copy_private(&beside(file, KEY), &kept)?;
    }
    Ok(PutBack { before: before_there.then_some(before), key })
}

/// Makes of a copy the file that takes the place, with the mark, and looks into it: a copy may have a log beside it, and
/// what was committed there only belongs to it as well.
async fn make_new(file: &Path, looked: &Looked, new: &Path, now: DateTime<Utc>) -> Result<()> {
    let db = open_copy(&file.display().to_string()).await?;
    let copied = db.copy_into(new).await;
    db.close().await;
    if !copied.with_context(|| format!("{} cannot be written", new.display()))? {
        bail!("{} is no file", file.display());
    }
    let mark = looked.mark.clone().unwrap_or(Restored {
        backup_at: None,
        found_at: None,
        found: Found::ByHand,
    });
    let mark = Restored { found_at: None, ..mark };
    mark_copy(new, &mark, now).await.context("the copy could not be marked")?;
    std::fs::File::open(new).and_then(|file| file.sync_all()).context("the copy cannot be kept")?;
    let there = look_into(&new.display().to_string()).await?;
    let differences = differences(looked, &there)?;
    if !there.is_good() || !differences.is_empty() {
        bail!(
            "what was made of {} is not what lies in it: {}",
            file.display(),
            differences.join("; ")
        );
    }
    Ok(())
}

/// Nobody works on this database: no process has it open, and nobody ticks on it, of another machine perhaps.
///
/// Errors: somebody does; or it cannot be told, and whoever cannot write any more (the disk is full) may serve all the same.
async fn nobody_works_on(path: &Path, now: DateTime<Utc>) -> Result<()> {
    have_alone(path).await.with_context(|| {
        format!(
            "{} is in use or cannot be read; stop whoever works on it (if nobody does, move it away first)",
            path.display()
        )
    })?;
    if is_served(path, now).await? {
        bail!(
            "a service works on {}; stop it first (one that was killed is noticed after 40 seconds)",
            path.display()
        );
    }
    Ok(())
}

/// Does somebody tick on this database?
async fn is_served(path: &Path, now: DateTime<Utc>) -> Result<bool> {
    let cannot = || format!("{} does not say who works on it", path.display());
    let db = Db::connect(&Url::Sqlite(path.to_owned())).await.with_context(cannot)?;
    let lease = async {
        let mut tx = db.read().await?;
        lease_get(&mut tx, TICKER).await
    };
    let lease = lease.await;
    db.close().await;
    Ok(lease.with_context(cannot)?.is_some_and(|lease| lease.until_at > now))
}
