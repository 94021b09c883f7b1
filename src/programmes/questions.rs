//! Opening questions: one for each group, by the id of its text.

use crate::text::Text;

const QUESTIONS: &[&str] = &[
    "opening-one",
    "opening-two",
    "opening-three",
    "opening-four",
    "opening-five",
    "opening-six",
    "opening-seven",
    "opening-eight",
    "opening-nine",
    "opening-ten",
    "opening-eleven",
    "opening-twelve",
];

/// The id of a question, chosen by a seed.
pub fn choose(seed: u64) -> &'static str {
    let count = u64::try_from(QUESTIONS.len()).unwrap_or(1);
    QUESTIONS[usize::try_from(seed % count).unwrap_or(0)]
}

/// A group's stored question in the reader's language; a text that is no id is shown as it is.
pub fn opening_question(stored: &str, text: Text) -> String {
    match QUESTIONS.iter().find(|id| **id == stored) {
        Some(id) => text.of(id).to_string(),
        None => stored.to_owned(),
    }
}
