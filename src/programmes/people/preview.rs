//! What a roster file would do, kept until somebody confirms it.

use std::sync::Arc;

use super::ImportError;
use super::summary::{RosterSummary, summarise};
use crate::domain::id::{ImportId, PersonId};
use crate::domain::roster::columns::{Columns, Field, as_u64};
use crate::domain::roster::diff::{Outcome, Present, compare};
use crate::domain::roster::flaw::{Flaws, Problem};
use crate::domain::roster::{Reading, Refusal, RosterFile, read};
use crate::programmes::Env;
use crate::store::import::{NewImport, import_bytes, import_end, import_get, import_insert};
use crate::store::quarantine::held_decisions;
use crate::store::roster::persons_known;
use crate::store::setting::setting_get;
use crate::store::team::teams_all;
use crate::store::{StoreError, Tx};

/// The setting with domains that are the organisation's own whatever a file holds.
pub const DOMAINS_SETTING: &str = "roster-domains";

/// A roster file that waits for its confirmation, or that was applied.
#[derive(Clone, Debug, PartialEq)]
pub struct RosterPreview {
    /// By which it is applied.
    pub id: ImportId,
    /// As the file was called.
    pub file_name: String,
    /// `previewed`, `applied` or `dropped`.
    pub state: String,
    /// How the file is read.
    pub reading: Reading,
    /// What it would change; without a digest while its columns are asked about.
    pub summary: RosterSummary,
}

/// Reads a file, compares it with the roster and keeps the preview. Nothing else is written.
///
/// Errors: [`ImportError::Roster`] with everything that is wrong; nothing is kept then. [`ImportError::Columns`] when
/// all that is wrong can be answered by saying which column is which: then the file is kept for the answer.
/// Cost: linear in file and roster; the work runs on a thread of its own.
pub async fn roster_preview(
    env: &Env,
    by: Option<PersonId>,
    file_name: &str,
    bytes: Vec<u8>,
    reading: &Reading,
) -> Result<RosterPreview, ImportError> {
    let mut tx = env.db.snapshot().await?;
    let present = present(&mut tx, env).await?;
    drop(tx);
    let (bytes, looked) = look(bytes, reading.clone(), present).await?;
    let (summary, question) = match looked {
        Ok(looked) => (looked.summary, None),
        Err(ImportError::Roster(refusal)) if is_question(&refusal) => {
            (RosterSummary::default(), Some(refusal))
        }
        Err(refused) => return Err(refused),
    };
    let preview = RosterPreview {
        id: env.ids.next(env.clock.now()),
        file_name: file_name.to_owned(),
        state: "previewed".to_owned(),
        reading: reading.clone(),
        summary,
    };
    let mut tx = env.db.write().await?;
    keep(&mut tx, env, by, &preview, &bytes, reading).await?;
    tx.commit().await?;
    match question {
        None => Ok(preview),
        Some(refusal) => Err(ImportError::Columns(preview.id, refusal)),
    }
}

/// Can everything that is wrong be answered by a mapping or the order of dates?
fn is_question(refusal: &Refusal<Field>) -> bool {
    let answerable = |problem: &Problem| {
        matches!(
            problem,
            Problem::MissingColumn { .. }
                | Problem::MappedColumnMissing { .. }
                | Problem::AmbiguousDate { .. }
        )
    };
    let flaws = &refusal.flaws;
    refusal.columns.is_some()
        && flaws.total <= as_u64(flaws.listed.len())
        && flaws.listed.iter().all(|flaw| answerable(&flaw.problem))
}

/// What a file would do, without keeping anything.
pub async fn roster_dry_run(
    env: &Env,
    bytes: Vec<u8>,
    reading: &Reading,
) -> Result<RosterSummary, ImportError> {
    let mut tx = env.db.snapshot().await?;
    let present = present(&mut tx, env).await?;
    drop(tx);
    let (_, looked) = look(bytes, reading.clone(), present).await?;
    Ok(looked?.summary)
}

/// Reads a kept file again under another reading.
///
/// Errors: [`ImportError::Gone`] when it is no longer kept; those of [`roster_preview`].
pub async fn roster_reread(
    env: &Env,
    by: Option<PersonId>,
    id: ImportId,
    reading: &Reading,
) -> Result<RosterPreview, ImportError> {
    let before = roster_preview_get(env, id).await?;
    if before.state != "previewed" {
        return Err(ImportError::Gone);
    }
    let mut tx = env.db.read().await?;
    let bytes = import_bytes(&mut tx, id).await?;
    drop(tx);
    roster_preview(env, by, &before.file_name, bytes, reading).await
}

/// The columns of a kept file with what each field reads, and what is asked about them.
pub async fn roster_columns(
    env: &Env,
    id: ImportId,
) -> Result<(RosterPreview, Columns<Field>, Flaws), ImportError> {
    let preview = roster_preview_get(env, id).await?;
    if preview.state != "previewed" {
        return Err(ImportError::Gone);
    }
    let mut tx = env.db.snapshot().await?;
    let bytes = import_bytes(&mut tx, id).await?;
    let present = present(&mut tx, env).await?;
    drop(tx);
    let (_, looked) = look(bytes, preview.reading.clone(), present).await?;
    match looked {
        Ok(looked) => Ok((preview, looked.file.columns, Flaws::default())),
        Err(ImportError::Roster(refusal)) => match *refusal {
            Refusal { columns: Some(columns), flaws } => Ok((preview, columns, flaws)),
            Refusal { columns: None, .. } => Err(ImportError::Gone),
        },
        Err(other) => Err(other),
    }
}

/// Drops a preview with its bytes.
pub async fn import_drop(env: &Env, id: ImportId) -> Result<(), ImportError> {
    let mut tx = env.db.write().await?;
    match import_end(&mut tx, id, false, &serde_json::Value::Null, env.clock.now()).await {
        Ok(()) => Ok(tx.commit().await?),
        Err(StoreError::Stale { .. }) => Err(ImportError::Gone),
        Err(other) => Err(other.into()),
    }
}

/// Keeps a preview with its bytes.
pub(super) async fn keep(
    tx: &mut Tx,
    env: &Env,
    by: Option<PersonId>,
    preview: &RosterPreview,
    bytes: &[u8],
    reading: &Reading,
) -> Result<(), ImportError> {
    let import = NewImport {
        id: preview.id,
        kind: "roster",
        file_name: &preview.file_name,
        bytes,
        mapping: &serde_json::to_value(reading)?,
        summary: &serde_json::to_value(&preview.summary)?,
        created_by: by,
    };
    Ok(import_insert(tx, &import, env.clock.now()).await?)
}

/// A preview that was kept.
///
/// Errors: [`ImportError::Gone`] when there is none, or it was dropped.
pub async fn roster_preview_get(env: &Env, id: ImportId) -> Result<RosterPreview, ImportError> {
    let mut tx = env.db.read().await?;
    let import = import_get(&mut tx, id).await?;
    let import = import.filter(|import| import.kind == "roster" && import.state != "dropped");
    let import = import.ok_or(ImportError::Gone)?;
    Ok(RosterPreview {
        id,
        file_name: import.file_name,
        state: import.state,
        reading: serde_json::from_value(import.mapping)?,
        summary: serde_json::from_value(import.summary)?,
    })
}

/// The organisation as it is.
pub(super) async fn present(tx: &mut Tx, env: &Env) -> Result<Present, StoreError> {
    Ok(Present {
        people: persons_known(tx).await?,
        teams: teams_all(tx).await?,
        held: held_decisions(tx).await?.into_iter().collect(),
        domains: setting_get(tx, DOMAINS_SETTING).await?.unwrap_or_default(),
        zone: env.site.zone,
    })
}

/// A file beside the organisation that it was compared with.
pub(super) struct Looked {
    pub file: RosterFile,
    pub present: Present,
    pub outcome: Outcome,
    pub summary: RosterSummary,
}

type Look = Result<Looked, ImportError>;

/// Reads and compares on a thread of its own, and gives the bytes back.
pub(super) async fn look(
    bytes: Vec<u8>,
    reading: Reading,
    present: Present,
) -> Result<(Vec<u8>, Look), ImportError> {
    let bytes = Arc::new(bytes);
    let shared = Arc::clone(&bytes);
    let looked = tokio::task::spawn_blocking(move || -> Result<Looked, Box<Refusal<Field>>> {
        let file = read(&shared, &reading).map_err(Box::new)?;
        drop(shared);
        let outcome = compare(&file, &present)
            .map_err(|flaws| Box::new(Refusal { flaws, columns: Some(file.columns.clone()) }))?;
        let summary = summarise(&file, &present, &outcome);
        Ok(Looked { file, present, outcome, summary })
    })
    .await?;
    let bytes = Arc::try_unwrap(bytes).unwrap_or_else(|shared| shared.to_vec());
    Ok((bytes, looked.map_err(ImportError::Roster)))
}
