//! What handlers take out of a request: form fields, ids in paths, query words.

use std::fmt::Display;
use std::str::FromStr;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;

use super::error::WebError;

/// A form as it was sent, and what is wrong with it.
///
/// The page that is shown again gets the same `Fields`, so that everything typed is kept.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    pairs: Vec<(String, String)>,
    problems: Vec<(String, String)>,
}

impl Fields {
    /// An empty form.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads `a=1&b=2`. Odd escapes and bytes that are no UTF-8 become replacement characters; control characters
    /// other than line breaks and tabs are dropped.
    pub fn parse(encoded: &str) -> Self {
        let pairs = encoded
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                (decode(name), decode(value))
            })
            .collect();
        Self { pairs, problems: Vec::new() }
    }

    /// A field's text without blanks around it; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// All texts of a field that may come several times; no empty ones.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        self.pairs
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// Was the field sent at all?
    pub fn has(&self, name: &str) -> bool {
        self.pairs.iter().any(|(key, _)| key == name)
    }

    /// Is this one of the field's texts? For check boxes and choices.
    pub fn ticked(&self, name: &str, value: &str) -> bool {
        self.pairs.iter().any(|(key, text)| key == name && text.trim() == value)
    }

    /// The field as a type; `None` when it is empty or not one.
    pub fn word<T: FromStr>(&self, name: &str) -> Option<T> {
        let text = self.get(name);
        if text.is_empty() { None } else { text.parse().ok() }
    }

    /// Sets a field's only text: what the page starts with.
    pub fn set(&mut self, name: &str, value: impl Display) {
        self.pairs.retain(|(key, _)| key != name);
        self.pairs.push((name.to_owned(), value.to_string()));
    }

    /// Adds a text to a field that may have several.
    pub fn add(&mut self, name: &str, value: impl Display) {
        self.pairs.push((name.to_owned(), value.to_string()));
    }

    /// Says what is wrong with a field, and what to do.
    pub fn refuse(&mut self, name: &str, message: impl Display) {
        self.problems.push((name.to_owned(), message.to_string()));
    }

    /// What is wrong with this field.
    pub fn problem(&self, name: &str) -> Option<&str> {
        self.problems.iter().find(|(key, _)| key == name).map(|(_, message)| message.as_str())
    }

    /// All that is wrong: field and message.
    pub fn problems(&self) -> &[(String, String)] {
        &self.problems
    }

    /// Nothing was refused.
    pub fn is_valid(&self) -> bool {
        self.problems.is_empty()
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = WebError;

    async fn from_request(request: Request, state: &S) -> Result<Self, WebError> {
        let bytes = Bytes::from_request(request, state).await?;
        Ok(Self::parse(&String::from_utf8_lossy(&bytes)))
    }
}

/// The query of an address, read like a form.
#[derive(Clone, Debug, Default)]
pub struct Query(pub Fields);

impl<S: Send + Sync> FromRequestParts<S> for Query {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, WebError> {
        Ok(Self(Fields::parse(parts.uri.query().unwrap_or(""))))
    }
}

/// The one id in a path. What is no id is not found.
#[derive(Clone, Copy, Debug)]
pub struct Id<I>(pub I);

impl<S: Send + Sync, I: FromStr> FromRequestParts<S> for Id<I> {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, WebError> {
        let Path(text) = Path::<String>::from_request_parts(parts, state)
            .await
            .map_err(|_| WebError::not_found())?;
        text.parse().map(Self).map_err(|_| WebError::not_found())
    }
}

/// A text as part of a query.
pub fn encode(text: &str) -> String {
    use std::fmt::Write as _;
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                encoded.push(char::from(byte));
            }
            // Writing to a String cannot fail.
            _ => {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        let byte = match (first, tail) {
            (b'+', _) => b' ',
            (b'%', [high, low, after @ ..]) => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    rest = after;
                    high << 4 | low
                }
                _ => b'%',
            },
            _ => *first,
        };
        bytes.push(byte);
    }
    String::from_utf8_lossy(&bytes)
        .replace("\r\n", "\n")
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_as_browsers_send_it() {
        let fields =
            Fields::parse("name=Ada+L%C3%B6v&tick=a&tick=b&empty=&odd=%zz%4&lines=1%0D%0A2%00");
        assert_eq!(fields.get("name"), "Ada Löv");
        assert_eq!(fields.all("tick").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(fields.get("empty"), "");
        assert_eq!(fields.get("odd"), "%zz%4");
        assert_eq!(fields.get("lines"), "1\n2");
        assert!(!fields.has("none"));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read_without_panic(bytes: Vec<u8>) {
            Fields::parse(&String::from_utf8_lossy(&bytes));
        }

        #[test]
        fn what_is_encoded_is_read_back(text in "[^\\x00-\\x1f\\x7f-\\x9f]*") {
            let fields = Fields::parse(&format!("a={}", encode(&text)));
            proptest::prop_assert_eq!(fields.get("a"), text.trim());
        }
    }
}
