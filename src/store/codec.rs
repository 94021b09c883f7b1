//! How a domain type lies in a column: the only place that knows.

use std::io::{Read as _, Write as _};
use std::str::FromStr;

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

use super::StoreError;

/// Reads a word (a text enum, a zone, an id kept as text) out of its column.
///
/// Errors: [`StoreError::Corrupt`] names the column and the text.
pub fn word<T: FromStr>(column: &'static str, text: &str) -> Result<T, StoreError> {
    text.parse().map_err(|_| StoreError::Corrupt { column, text: text.to_owned() })
}

/// A count or an amount as both engines keep it.
pub fn int(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// A count out of its column; negative ones read as 0.
pub fn count(n: i64) -> usize {
    usize::try_from(n).unwrap_or(0)
}

/// An unsigned 64-bit number (a seed) in a signed column, bit by bit.
pub fn seed_in(seed: u64) -> i64 {
    i64::from_ne_bytes(seed.to_ne_bytes())
}

/// The number that [`seed_in`] wrote.
pub fn seed_out(column: i64) -> u64 {
    u64::from_ne_bytes(column.to_ne_bytes())
}

/// The beginning of a packed message. No message begins so: a header's name is printable ASCII.
const PACKED: [u8; 2] = [0, 1];
/// How hard it is tried, of 9: measured over a round's mails, see `benches/mail.rs`.
const LEVEL: u32 = 3;
/// No message of ours is nearly as large; more comes out of damaged bytes only.
const LARGEST: u64 = 64 << 20;

/// A message as its column keeps it: deflated, marked by its first bytes. What would not get smaller, what is packed
/// already and the empty message stay as they are.
///
/// Cost: about 0.1 ms of one core for a mail with an invitation; it takes a quarter of the room then.
pub fn pack(message: &[u8]) -> Vec<u8> {
    if message.starts_with(&PACKED) {
        return message.to_vec();
    }
    let mut encoder =
        DeflateEncoder::new(Vec::with_capacity(message.len() / 3 + 64), Compression::new(LEVEL));
    // Writing into memory does not fail; if it did, the message would be kept as it is.
    let packed = encoder.write_all(message).and_then(|()| encoder.finish());
    match packed {
        Ok(packed) if packed.len() + PACKED.len() < message.len() => {
            [PACKED.as_slice(), &packed].concat()
        }
        _ => message.to_vec(),
    }
}

/// The message that [`pack`] packed, or that was kept as it is.
///
/// Errors: [`StoreError::Corrupt`] names the column.
pub fn unpack(column: &'static str, kept: Vec<u8>) -> Result<Vec<u8>, StoreError> {
    let Some(packed) = kept.strip_prefix(&PACKED) else { return Ok(kept) };
    let mut message = Vec::with_capacity(packed.len() * 5);
    let read = DeflateDecoder::new(packed).take(LARGEST).read_to_end(&mut message);
    read.map_err(|error| StoreError::Corrupt { column, text: error.to_string() })?;
    Ok(message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_come_back_as_they_were() {
        let long =
            "Subject: hello\r\n\r\nthe same, and the same again\r\n".repeat(200).into_bytes();
        let packed = pack(&long);
        assert!(packed.len() * 10 < long.len(), "{} of {}", packed.len(), long.len());
        assert_eq!(pack(&packed), packed, "packed once");
        for message in [Vec::new(), b"x".to_vec(), b"Subject: hi\r\n\r\n".to_vec(), long] {
            assert_eq!(unpack("outbox.message", pack(&message)).expect("read"), message);
            // Rows of before are as they were rendered.
            assert_eq!(unpack("outbox.message", message.clone()).expect("read"), message);
        }
    }

    #[test]
    fn damaged_bytes_are_an_error() {
        let packed = pack(&b"Subject: hello\r\n".repeat(100));
        let mut damaged = packed[..packed.len() / 2].to_vec();
        assert!(matches!(
            unpack("outbox.message", damaged.clone()),
            Err(StoreError::Corrupt { .. })
        ));
        damaged.extend([0xff; 40]);
        assert!(matches!(unpack("outbox.message", damaged), Err(StoreError::Corrupt { .. })));
    }
}
