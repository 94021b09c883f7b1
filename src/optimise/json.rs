//! A JSON value and where it stands: what all readers of problem files share.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::{ProblemError, RefusalKind};

/// What was read, or why it is refused.
pub(super) type Read<T> = Result<T, ProblemError>;

/// Refuses what is wrong.
pub(super) fn refuse<T>(path: impl Into<String>, reason: impl Into<String>) -> Read<T> {
    Err(ProblemError { path: path.into(), reason: reason.into(), kind: RefusalKind::Invalid })
}

/// Refuses what is right and not solved yet.
pub(super) fn not_yet<T>(path: impl Into<String>, reason: impl Into<String>) -> Read<T> {
    Err(ProblemError {
        path: path.into(),
        reason: format!("not yet: {}", reason.into()),
        kind: RefusalKind::NotYet,
    })
}

/// A JSON value and where it stands.
pub(super) struct At<'a> {
    pub(super) value: &'a Value,
    pub(super) path: String,
}

/// What kind of JSON value it is, in words.
pub(super) fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

impl<'a> At<'a> {
    pub(super) fn object(&self, known: &[&str]) -> Read<&'a Map<String, Value>> {
        let Value::Object(map) = self.value else {
            return refuse(&self.path, format!("must be an object, not {}", kind_of(self.value)));
        };
        for key in map.keys() {
            if !known.contains(&key.as_str()) {
                return refuse(
                    format!("{}.{key}", self.path),
                    format!("unknown field; known are {}", known.join(", ")),
                );
            }
        }
        Ok(map)
    }

    pub(super) fn get(&self, key: &str) -> Option<At<'a>> {
        let value = self.value.get(key)?;
        (!value.is_null()).then(|| At { value, path: format!("{}.{key}", self.path) })
    }

    pub(super) fn need(&self, key: &str) -> Read<At<'a>> {
        match self.get(key) {
            Some(at) => Ok(at),
            None => refuse(format!("{}.{key}", self.path), "is missing"),
        }
    }

    pub(super) fn list(&self) -> Read<impl Iterator<Item = At<'a>>> {
        let Value::Array(items) = self.value else {
            return refuse(&self.path, format!("must be a list, not {}", kind_of(self.value)));
        };
        let path = self.path.clone();
        Ok(items
            .iter()
            .enumerate()
            .map(move |(i, value)| At { value, path: format!("{path}[{i}]") }))
    }

    pub(super) fn text(&self) -> Read<String> {
        match self.value {
            Value::String(text) => Ok(text.clone()),
            other => refuse(&self.path, format!("must be text, not {}", kind_of(other))),
        }
    }

    pub(super) fn id(&self) -> Read<String> {
        let text = self.text()?;
        if text.is_empty() { refuse(&self.path, "an id must not be empty") } else { Ok(text) }
    }

    pub(super) fn truth(&self) -> Read<bool> {
        match self.value {
            Value::Bool(truth) => Ok(*truth),
            other => refuse(&self.path, format!("must be true or false, not {}", kind_of(other))),
        }
    }

    pub(super) fn whole(&self, most: i64) -> Read<i64> {
        let Value::Number(number) = self.value else {
            return refuse(
                &self.path,
                format!("must be a whole number, not {}", kind_of(self.value)),
            );
        };
        match number.as_i64() {
            Some(n) if n < 0 => refuse(&self.path, format!("must not be negative, is {n}")),
            Some(n) if n > most => refuse(&self.path, format!("must be at most {most}, is {n}")),
            Some(n) => Ok(n),
            None if number.as_f64().is_some_and(|x| x < 0.0) => {
                refuse(&self.path, format!("must not be negative, is {number}"))
            }
            None => {
                refuse(&self.path, format!("must be a whole number of at most {most}, is {number}"))
            }
        }
    }

    pub(super) fn small(&self) -> Read<u32> {
        let n = self.whole(i64::from(u32::MAX))?;
        Ok(u32::try_from(n).unwrap_or(u32::MAX))
    }

    pub(super) fn texts(&self) -> Read<Vec<String>> {
        let mut seen = HashSet::new();
        let mut all = Vec::new();
        for at in self.list()? {
            let text = at.id()?;
            if !seen.insert(text.clone()) {
                return refuse(at.path, format!("\"{text}\" stands twice in this list"));
            }
            all.push(text);
        }
        Ok(all)
    }
}
