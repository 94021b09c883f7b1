//! From text to rows of cells, each with the line on which it starts.

use std::borrow::Cow;

use super::flaw::{Flaw, Problem, shown};

/// A row of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record<'t> {
    /// The line on which it starts, from 1.
    pub line: u64,
    /// Its cells, without their quotes.
    pub cells: Vec<Cow<'t, str>>,
}

impl Record<'_> {
    /// Is there nothing in any cell?
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// Reads rows one after another: quoted cells with separators, quotes and line breaks in them; `\n`, `\r\n` and `\r`
/// end rows; lines without anything are passed over.
#[derive(Clone, Debug)]
pub struct Rows<'t> {
    text: &'t str,
    at: usize,
    line: u64,
    separator: u8,
}

impl<'t> Rows<'t> {
    /// The rows of a text whose cells are separated by `separator` (an ASCII character).
    pub fn new(text: &'t str, separator: u8) -> Self {
        Self { text, at: 0, line: 1, separator }
    }

    fn bytes(&self) -> &'t [u8] {
        self.text.as_bytes()
    }

    /// Passes over a line break, if one is here.
    fn line_break(&mut self) -> bool {
        match self.bytes().get(self.at..) {
            Some([b'\r', b'\n', ..]) => self.at += 2,
            Some([b'\r' | b'\n', ..]) => self.at += 1,
            _ => return false,
        }
        self.line += 1;
        true
    }

    fn slice(&self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or_default()
    }

    fn cell(&mut self) -> Result<Cow<'t, str>, Problem> {
        if self.bytes().get(self.at) == Some(&b'"') {
            self.at += 1;
            return self.quoted();
        }
        let rest = self.bytes().get(self.at..).unwrap_or_default();
        let length = rest
            .iter()
            .position(|byte| matches!(byte, b'\r' | b'\n') || *byte == self.separator)
            .unwrap_or(rest.len());
        let cell = self.slice(self.at, self.at + length);
        self.at += length;
        Ok(Cow::Borrowed(cell))
    }

    fn quoted(&mut self) -> Result<Cow<'t, str>, Problem> {
        let from = self.at;
        let mut doubled = false;
        loop {
            match self.bytes().get(self.at..) {
                None | Some([]) => return Err(Problem::UnclosedQuote),
                Some([b'"', b'"', ..]) => {
                    doubled = true;
                    self.at += 2;
                }
                Some([b'"', ..]) => break,
                Some([b'\r' | b'\n', ..]) => {
                    self.line_break();
                }
                Some(_) => self.at += 1,
            }
        }
        let cell = self.slice(from, self.at);
        self.at += 1;
        match self.bytes().get(self.at) {
            None | Some(b'\r' | b'\n') => {}
            Some(byte) if *byte == self.separator => {}
            Some(_) => return Err(Problem::TextAfterQuote),
        }
        Ok(if doubled { Cow::Owned(cell.replace("\"\"", "\"")) } else { Cow::Borrowed(cell) })
    }

    /// Goes on behind the next line break: how reading resumes after a broken row.
    fn skip_line(&mut self) {
        let rest = self.bytes().get(self.at..).unwrap_or_default();
        let length =
            rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(rest.len());
        self.at += length;
        self.line_break();
    }
}

impl<'t> Iterator for Rows<'t> {
    type Item = Result<Record<'t>, Flaw>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.line_break() {}
        if self.at >= self.text.len() {
            return None;
        }
        let line = self.line;
        let mut cells = Vec::new();
        loop {
            let (start, start_line) = (self.at, self.line);
            match self.cell() {
                Ok(cell) => cells.push(cell),
                Err(problem) => {
                    let rest = self.text.get(start..).unwrap_or_default();
                    let found = shown(rest.split(['\r', '\n']).next().unwrap_or_default());
                    if problem == Problem::TextAfterQuote {
                        self.skip_line();
                    } else {
                        self.at = self.text.len();
                    }
                    return Some(Err(Flaw {
                        line: Some(start_line),
                        column: Some((cells.len() + 1).to_string()),
                        found: Some(found),
                        problem,
                    }));
                }
            }
            if self.bytes().get(self.at) == Some(&self.separator) {
                self.at += 1;
            } else {
                self.line_break();
                return Some(Ok(Record { line, cells }));
            }
        }
    }
}
