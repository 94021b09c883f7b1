//! What a command prints: sentences for people, or one JSON object when asked for.

use std::io::{IsTerminal, Write};

use serde_json::Value;

use super::{Failure, Outcome};

/// Where a command prints to.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    json: bool,
}

impl Output {
    /// `json`: one JSON object instead of sentences.
    pub fn new(json: bool) -> Self {
        Self { json }
    }

    /// Was JSON asked for?
    pub fn is_json(self) -> bool {
        self.json
    }

    /// The result, in whichever form was asked for.
    pub fn result(self, sentences: &str, value: &Value) {
        if self.json {
            line(&mut std::io::stdout().lock(), &value.to_string());
        } else {
            line(&mut std::io::stdout().lock(), sentences.trim_end());
        }
    }

    /// The result of a check, which is told once, whatever it is; when it is not `well`, the command ends with 1 and says
    /// why on standard error.
    pub fn verdict(self, well: bool, sentences: &str, value: &Value, why: &str) -> Outcome {
        self.result(sentences, value);
        if well {
            return Ok(());
        }
        self.warn(why);
        Err(Failure::Told(1))
    }

    /// A sentence for people while work goes on; nothing when JSON was asked for.
    pub fn say(self, sentence: &str) {
        if !self.json {
            line(&mut std::io::stdout().lock(), sentence);
        }
    }

    /// A sentence on standard error about something that worked but may not be what is wanted.
    pub fn warn(self, message: &str) {
        line(&mut std::io::stderr().lock(), &format!("weft: {message}"));
    }

    /// Why it failed.
    pub fn failed(self, message: &str) {
        if self.json {
            line(
                &mut std::io::stdout().lock(),
                &serde_json::json!({ "error": message }).to_string(),
            );
        }
        line(&mut std::io::stderr().lock(), &format!("weft: {message}"));
    }

    /// A line that the next one writes over, on a terminal; nothing elsewhere.
    pub fn progress(self, text: &str) {
        let mut terminal = std::io::stderr().lock();
        if terminal.is_terminal() {
            // Nobody reads what a broken terminal does not show.
            let _ = write!(terminal, "\r\x1b[2K{text}");
            let _ = terminal.flush();
        }
    }
}

/// A number with its noun: "1 group", "2 groups".
pub fn count(n: usize, one: &str, many: &str) -> String {
    let number = crate::text::Text::default().number(n);
    format!("{number} {}", if n == 1 { one } else { many })
}

/// A reader that went away (`weft … | head`) is no error of ours.
fn line(to: &mut impl Write, text: &str) {
    let _ = writeln!(to, "{text}");
    let _ = to.flush();
}
