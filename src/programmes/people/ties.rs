//! Files of who knows whom: previewed, then applied by the preview's id.

use std::collections::HashMap;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{ImportError, actor};
use crate::domain::id::{ImportId, PersonId};
use crate::domain::roster::Reading;
use crate::domain::roster::columns::TieField;
use crate::domain::roster::ties::{TieRow, read};
use crate::domain::tie::{Tie, TieSource, TieState};
use crate::programmes::Env;
use crate::store::Tx;
use crate::store::audit::audit_append;
use crate::store::import::{
    NewImport, import_bytes, import_end, import_get, import_insert, imports_lock,
};
use crate::store::roster::persons_known;
use crate::store::tie::{ties_of_source, ties_put};

/// A file of ties that waits for its confirmation, or that was applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TiesPreview {
    /// By which it is applied.
    pub id: ImportId,
    /// As the file was called.
    pub file_name: String,
    /// `previewed`, `applied` or `dropped`.
    pub state: String,
    /// What it would change.
    pub summary: TiesSummary,
}

/// What a file of ties would change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TiesSummary {
    /// The column that each field reads.
    pub columns: Vec<(TieField, String)>,
    /// The numbers.
    pub counts: TieCounts,
    /// A digest of everything the file would do: the preview is stale when it differs.
    pub digest: String,
}

/// The numbers of a file of ties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TieCounts {
    /// Rows of the file.
    pub rows: usize,
    /// People who stand in it.
    pub people: usize,
    /// Pairs that no file had before.
    pub new: usize,
    /// Pairs with another day or number than before.
    pub changed: usize,
    /// Pairs as they were.
    pub same: usize,
    /// Pairs of earlier files that are not in this one; they stay.
    pub kept: usize,
}

/// Reads a file, compares it with the imported ties and keeps the preview. Nothing else is written.
///
/// Errors: [`ImportError::Ties`] with everything that is wrong; nothing is kept then.
pub async fn ties_preview(
    env: &Env,
    by: Option<PersonId>,
    file_name: &str,
    bytes: Vec<u8>,
    reading: &Reading,
) -> Result<TiesPreview, ImportError> {
    let now = env.clock.now();
    let mut tx = env.db.snapshot().await?;
    let (people, before) = present(&mut tx).await?;
    drop(tx);
    let (bytes, looked) = look(bytes, reading.clone(), people, before, env, now).await?;
    let preview = TiesPreview {
        id: env.ids.next(now),
        file_name: file_name.to_owned(),
        state: "previewed".to_owned(),
        summary: looked?.0,
    };
    let mut tx = env.db.write().await?;
    keep(&mut tx, by, &preview, &bytes, reading, now).await?;
    tx.commit().await?;
    Ok(preview)
}

/// What a file would do, without keeping anything.
pub async fn ties_dry_run(
    env: &Env,
    bytes: Vec<u8>,
    reading: &Reading,
) -> Result<TieCounts, ImportError> {
    let mut tx = env.db.snapshot().await?;
    let (people, before) = present(&mut tx).await?;
    drop(tx);
    let now = env.clock.now();
    let (_, looked) = look(bytes, reading.clone(), people, before, env, now).await?;
    Ok(looked?.0.counts)
}

async fn keep(
    tx: &mut Tx,
    by: Option<PersonId>,
    preview: &TiesPreview,
    bytes: &[u8],
    reading: &Reading,
    now: DateTime<Utc>,
) -> Result<(), ImportError> {
    let import = NewImport {
        id: preview.id,
        kind: "ties",
        file_name: &preview.file_name,
        bytes,
        mapping: &serde_json::to_value(reading)?,
        summary: &serde_json::to_value(&preview.summary)?,
        created_by: by,
    };
    Ok(import_insert(tx, &import, now).await?)
}

/// A preview that was kept.
///
/// Errors: [`ImportError::Gone`] when there is none, or it was dropped.
pub async fn ties_preview_get(env: &Env, id: ImportId) -> Result<TiesPreview, ImportError> {
    let mut tx = env.db.read().await?;
    let import = import_get(&mut tx, id).await?;
    let import = import.filter(|import| import.kind == "ties" && import.state != "dropped");
    let import = import.ok_or(ImportError::Gone)?;
    Ok(TiesPreview {
        id,
        file_name: import.file_name,
        state: import.state,
        summary: serde_json::from_value(import.summary)?,
    })
}

/// Applies a preview: everything of it, or nothing. Ties of earlier files that it does not name stay.
///
/// Errors: [`ImportError::Gone`] a second time; [`ImportError::StaleTies`] with a new preview when the file would now
/// do something else than was shown.
pub async fn ties_apply(
    env: &Env,
    by: Option<PersonId>,
    id: ImportId,
) -> Result<TieCounts, ImportError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    imports_lock(&mut tx, "ties").await?;
    let import = import_get(&mut tx, id).await?;
    let import = import
        .filter(|import| import.kind == "ties" && import.state == "previewed")
        .ok_or(ImportError::Gone)?;
    let shown: TiesSummary = serde_json::from_value(import.summary)?;
    let reading: Reading = serde_json::from_value(import.mapping)?;
    let bytes = import_bytes(&mut tx, id).await?;
    let (people, before) = present(&mut tx).await?;
    let (bytes, looked) = look(bytes, reading.clone(), people, before, env, now).await?;
    let (summary, ties) = looked?;
    if summary.digest != shown.digest {
        let fresh = TiesPreview {
            id: env.ids.next(now),
            file_name: import.file_name,
            state: "previewed".to_owned(),
            summary,
        };
        import_end(&mut tx, id, false, &serde_json::Value::Null, now).await?;
        keep(&mut tx, by, &fresh, &bytes, &reading, now).await?;
        tx.commit().await?;
        return Err(ImportError::StaleTies(Box::new(fresh)));
    }
    ties_put(&mut tx, &ties, now).await?;
    let counts = summary.counts;
    let kept = TiesSummary { counts, ..TiesSummary::default() };
    import_end(&mut tx, id, true, &serde_json::to_value(&kept)?, now).await?;
    audit_append(
        &mut tx,
        now,
        &actor(by),
        "ties-applied",
        &format!("import:{id}"),
        &serde_json::to_value(counts)?,
    )
    .await?;
    tx.commit().await?;
    Ok(counts)
}

type People = HashMap<String, PersonId>;
type Before = HashMap<(PersonId, PersonId), Tie>;

/// Everybody by id and address, and the ties of earlier files.
async fn present(tx: &mut Tx) -> Result<(People, Before), ImportError> {
    let mut people = People::new();
    for known in persons_known(tx).await? {
        if let Some(id) = known.person.external_id {
            people.insert(id.to_lowercase(), known.person.id);
        }
        people.insert(known.person.email, known.person.id);
    }
    let before = ties_of_source(tx, TieSource::Imported).await?;
    Ok((people, before.into_iter().map(|tie| ((tie.a_id, tie.b_id), tie)).collect()))
}

type Look = Result<(TiesSummary, Vec<Tie>), ImportError>;

async fn look(
    bytes: Vec<u8>,
    reading: Reading,
    people: People,
    before: Before,
    env: &Env,
    now: DateTime<Utc>,
) -> Result<(Vec<u8>, Look), ImportError> {
    // Nobody anywhere lives in tomorrow yet by the organisation's own calendar.
    let today = now.with_timezone(&env.site.zone).date_naive();
    let bytes = Arc::new(bytes);
    let shared = Arc::clone(&bytes);
    let looked = tokio::task::spawn_blocking(move || {
        read(&shared, &reading, |key| people.get(key).copied(), today).map(|(rows, columns)| {
            let header = |at: &usize| columns.headers.get(*at).cloned().unwrap_or_default();
            let names = columns.fields.iter().map(|(field, at)| (*field, header(at))).collect();
            compare(&rows, &before, names)
        })
    })
    .await?;
    let bytes = Arc::try_unwrap(bytes).unwrap_or_else(|shared| shared.to_vec());
    Ok((bytes, looked.map_err(|refusal| ImportError::Ties(Box::new(refusal)))))
}

/// The ties to write, and the numbers.
fn compare(
    rows: &[TieRow],
    before: &Before,
    columns: Vec<(TieField, String)>,
) -> (TiesSummary, Vec<Tie>) {
    let mut counts = TieCounts { rows: rows.len(), ..TieCounts::default() };
    let mut hash = Sha256::new();
    let mut write = Vec::new();
    let mut people: Vec<PersonId> = rows.iter().flat_map(|row| [row.pair.0, row.pair.1]).collect();
    people.sort_unstable();
    people.dedup();
    counts.people = people.len();
    let mut known = 0;
    for row in rows {
        let old = before.get(&row.pair);
        known += usize::from(old.is_some());
        let tie = wish(row, old);
        match old {
            Some(old) if *old == tie => {
                counts.same += 1;
                continue;
            }
            Some(_) => counts.changed += 1,
            None => counts.new += 1,
        }
        hash.update(format!("{tie:?}"));
        write.push(tie);
    }
    counts.kept = before.len() - known;
    let digest = STANDARD.encode(hash.finalize());
    (TiesSummary { columns, counts, digest }, write)
}

/// The tie a row asks for: what the file does not say stays as it was.
fn wish(row: &TieRow, old: Option<&Tie>) -> Tie {
    let last_on: Option<NaiveDate> = row.last_on.or_else(|| old.and_then(|tie| tie.last_on));
    Tie {
        a_id: row.pair.0,
        b_id: row.pair.1,
        source: TieSource::Imported,
        introduced_on: old.and_then(|tie| tie.introduced_on),
        first_on: old.and_then(|tie| tie.first_on),
        last_on,
        times: row.times.unwrap_or_else(|| old.map_or(0, |tie| tie.times)),
        state: TieState::Met,
    }
}
