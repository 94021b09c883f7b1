//! From bytes to text: which encoding a file is in, and where it is broken.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::flaw::{Flaw, Flaws, Problem};
use crate::domain::words;

/// The largest file that is read. Units: bytes.
pub const FILE_LIMIT: u64 = 64 * 1024 * 1024;

const MEGABYTE: u64 = 1024 * 1024;

words! {
    /// How a file writes its characters.
    pub enum Encoding {
        /// UTF-8, with or without a mark.
        Utf8 = "UTF-8",
        /// UTF-16 with the mark of little endian.
        Utf16Le = "UTF-16LE",
        /// UTF-16 with the mark of big endian.
        Utf16Be = "UTF-16BE",
        /// What Excel writes in western Europe.
        Windows1252 = "Windows-1252",
    }
}

/// The flaw of a file that is too large, in whole megabytes.
pub fn too_large(bytes: u64) -> Flaws {
    Flaws::of_file(Problem::FileTooLarge {
        size: bytes.div_ceil(MEGABYTE),
        limit: FILE_LIMIT / MEGABYTE,
    })
}

/// The text of a file.
///
/// Errors: too large, empty, another format, bytes that are no text (with line and position).
/// Cost: UTF-8 is borrowed; other encodings are copied once.
pub fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), Flaws> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > FILE_LIMIT {
        return Err(too_large(size));
    }
    if let Some(format) = other_format(bytes) {
        return Err(Flaws::of_file(Problem::OtherFormat { format: format.to_owned() }));
    }
    let (text, encoding) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => (utf8(rest)?, Encoding::Utf8),
        [0xFF, 0xFE, rest @ ..] => {
            (Cow::Owned(utf16(rest, u16::from_le_bytes, Encoding::Utf16Le)?), Encoding::Utf16Le)
        }
        [0xFE, 0xFF, rest @ ..] => {
            (Cow::Owned(utf16(rest, u16::from_be_bytes, Encoding::Utf16Be)?), Encoding::Utf16Be)
        }
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => (Cow::Borrowed(text), Encoding::Utf8),
            // A single letter beyond ASCII that is proper UTF-8 shows that the file means UTF-8 and is broken.
            Err(_) if has_utf8_letters(bytes) => (utf8(bytes)?, Encoding::Utf8),
            Err(_) => (Cow::Owned(windows_1252(bytes)?), Encoding::Windows1252),
        },
    };
    if let Some(at) = text.find('\0') {
        let (line, position) = place(&text, at);
        return Err(Flaws::one(Flaw {
            line: Some(line),
            column: None,
            found: None,
            problem: Problem::NulByte { position },
        }));
    }
    if text.trim().is_empty() {
        return Err(Flaws::of_file(Problem::FileEmpty));
    }
    Ok((text, encoding))
}

fn other_format(bytes: &[u8]) -> Option<&'static str> {
    Some(match bytes {
        [b'P', b'K', 3, 4, ..] if contains(bytes, b"xl/") => "excel",
        [b'P', b'K', 3, 4, ..] => "zip",
        [0xD0, 0xCF, 0x11, 0xE0, ..] => "excel",
        [b'%', b'P', b'D', b'F', ..] => "pdf",
        [0x1F, 0x8B, ..] => "gzip",
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => "utf-32",
        [0, second, 0, fourth, ..] | [second, 0, fourth, 0, ..] if *second != 0 && *fourth != 0 => {
            "utf-16-unmarked"
        }
        _ => return None,
    })
}

/// Looks at the beginning only: a workbook names its parts there and in its end.
fn contains(bytes: &[u8], part: &[u8]) -> bool {
    let start = bytes.get(..8192).unwrap_or(bytes);
    let end = bytes.get(bytes.len().saturating_sub(8192)..).unwrap_or(bytes);
    [start, end].iter().any(|piece| piece.windows(part.len()).any(|window| window == part))
}

fn utf8(bytes: &[u8]) -> Result<Cow<'_, str>, Flaws> {
    std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| {
        let (before, after) = bytes.split_at(error.valid_up_to());
        let before = std::str::from_utf8(before).unwrap_or_default();
        let byte = after.first().copied().unwrap_or_default();
        undecodable(before, Encoding::Utf8, &format!("0x{byte:02X}"))
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, encoding: Encoding) -> Result<String, Flaws> {
    let mut text = String::with_capacity(bytes.len() / 2);
    let (pairs, rest) = bytes.as_chunks::<2>();
    for letter in char::decode_utf16(pairs.iter().copied().map(unit)) {
        match letter {
            Ok(letter) => text.push(letter),
            Err(error) => {
                let unit = error.unpaired_surrogate();
                return Err(undecodable(&text, encoding, &format!("0x{unit:04X}")));
            }
        }
    }
    match rest {
        [] => Ok(text),
        [byte, ..] => Err(undecodable(&text, encoding, &format!("0x{byte:02X}"))),
    }
}

fn windows_1252(bytes: &[u8]) -> Result<String, Flaws> {
    /// 0x80 to 0x9F; the five bytes without a letter are 0.
    const HIGH: [u16; 32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
        0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
        0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    ];
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    for byte in bytes.iter().copied() {
        let letter = match byte {
            0x80..=0x9F => HIGH
                .get(usize::from(byte - 0x80))
                .filter(|code| **code != 0)
                .and_then(|code| char::from_u32(u32::from(*code))),
            other => Some(char::from(other)),
        };
        match letter {
            Some(letter) => text.push(letter),
            None => {
                return Err(undecodable(&text, Encoding::Windows1252, &format!("0x{byte:02X}")));
            }
        }
    }
    Ok(text)
}

/// Is any sequence of bytes beyond ASCII proper UTF-8?
fn has_utf8_letters(bytes: &[u8]) -> bool {
    bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii())
}

fn undecodable(before: &str, encoding: Encoding, byte: &str) -> Flaws {
    let (line, position) = place(before, before.len());
    Flaws::one(Flaw {
        line: Some(line),
        column: None,
        found: None,
        problem: Problem::Undecodable {
            encoding: encoding.as_str().to_owned(),
            byte: byte.to_owned(),
            position,
        },
    })
}

/// Line and character of a place in a text, both from 1.
fn place(text: &str, at: usize) -> (u64, u64) {
    let before = text.get(..at).unwrap_or(text);
    let (mut line, mut position) = (1, 1);
    let mut letters = before.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '\n' || (letter == '\r' && letters.peek() != Some(&'\n')) {
            (line, position) = (line + 1, 1);
        } else {
            position += 1;
        }
    }
    (line, position)
}
