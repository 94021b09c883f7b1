//! A run's problem and plan as files for outside tools: complete, checkable by `weft certify`, and without anybody's
//! own id. Who is who in them cannot be looked up in Weft's pages: names stand for people by a key that never leaves.

use std::collections::HashMap;

use hmac::Mac as _;
use serde_json::Value;

use super::links::keyed;
use super::round::RoundError;
use super::{Env, LinkKey};
use crate::domain::id::RunId;
use crate::optimise::certificate_digest;
use crate::optimise::sha256;
use crate::store::Tx;
use crate::store::run::{run_input, run_plan};

/// The stored problem with other names for its people, the same in the same run's plan. `None`: there is none.
///
/// Errors: [`RoundError::Plan`] when the stored problem cannot be read.
pub async fn problem(env: &Env, tx: &mut Tx, run: RunId) -> Result<Option<Vec<u8>>, RoundError> {
    Ok(renamed(env, tx, run).await?.map(|(bytes, _)| bytes))
}

/// The stored plan with the names of [`problem`], its hash and its certificate's digest. `None`: there is none.
///
/// Errors: [`RoundError::Plan`] when the stored problem or plan cannot be read.
pub async fn plan(env: &Env, tx: &mut Tx, run: RunId) -> Result<Option<Vec<u8>>, RoundError> {
    let Some((problem, names)) = renamed(env, tx, run).await? else { return Ok(None) };
    let Some((mut plan, _)) = run_plan(tx, run).await? else { return Ok(None) };
    rename(&mut plan, &names);
    // Plans list people by their names, in order.
    let by_name = |value: &Value| value.as_str().map(str::to_owned);
    if let Some(groups) = plan["groups"].as_array_mut() {
        for group in groups.iter_mut().filter_map(Value::as_array_mut) {
            group.sort_by_key(by_name);
        }
        groups.sort_by_key(|group| {
            group.as_array().map(|group| group.iter().map(by_name).collect::<Vec<_>>())
        });
    }
    if let Some(left_out) = plan["left_out"].as_array_mut() {
        left_out.sort_by_key(|out| by_name(&out["person"]));
    }
    let unreadable = |error: serde_json::Error| RoundError::Plan(error.to_string());
    plan["problem_sha256"] = sha256(&problem).into();
    let nodes: Vec<crate::optimise::Node> =
        serde_json::from_value(plan["certificate"]["nodes"].clone()).map_err(unreadable)?;
    plan["certificate"]["digest"] = certificate_digest(&nodes).into();
    Ok(Some(serde_json::to_vec(&plan).map_err(unreadable)?))
}

/// What `sha256sum` says of a file of [`problem`].
pub fn file_hash(file: &[u8]) -> String {
    sha256(file)
}

type Names = HashMap<String, String>;

async fn renamed(
    env: &Env,
    tx: &mut Tx,
    run: RunId,
) -> Result<Option<(Vec<u8>, Names)>, RoundError> {
    let Some((bytes, ..)) = run_input(tx, run).await? else { return Ok(None) };
    let unreadable = |error: serde_json::Error| RoundError::Plan(error.to_string());
    let mut problem: Value = serde_json::from_slice(&bytes).map_err(unreadable)?;
    let names: Names = problem["people"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|person| person["id"].as_str())
        .map(|id| (id.to_owned(), name(&env.site.link_key, run, id)))
        .collect();
    // In an order of their own: that of the stored file is the order of the roster's ids.
    if let Some(people) = problem["people"].as_array_mut() {
        people.sort_by_key(|person| person["id"].as_str().and_then(|id| names.get(id)).cloned());
    }
    rename(&mut problem, &names);
    Ok(Some((serde_json::to_vec(&problem).map_err(unreadable)?, names)))
}

/// Another name for somebody, of this run only.
fn name(key: &LinkKey, run: RunId, id: &str) -> String {
    let mut mac = keyed(key, "download");
    mac.update(run.0.as_bytes());
    mac.update(id.as_bytes());
    let mut name = String::from("p");
    for byte in mac.finalize().into_bytes().iter().take(8) {
        name.push_str(&format!("{byte:02x}"));
    }
    name
}

/// Replaces every string, and every key of an object, that is somebody's id.
fn rename(value: &mut Value, names: &Names) {
    match value {
        Value::String(text) => {
            if let Some(name) = names.get(text.as_str()) {
                text.clone_from(name);
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|item| rename(item, names)),
        Value::Object(fields) => {
            let old = std::mem::take(fields);
            for (key, mut item) in old {
                rename(&mut item, names);
                fields.insert(names.get(&key).cloned().unwrap_or(key), item);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
