//! How a domain type lies in a column: the only place that knows.

use std::cell::RefCell;
use std::io::Read as _;
use std::str::FromStr;

use flate2::read::DeflateDecoder;
use flate2::{Compress, Compression, FlushCompress, Status};

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

thread_local! {
    /// Kept, as making one costs more than packing a mail: its tables are a third of a megabyte.
    static PACKER: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(LEVEL), false));
}

/// A message as its column keeps it: deflated, marked by its first bytes. What would not get smaller, what is packed
/// already and the empty message stay as they are.
///
/// Cost: about 0.1 ms of one core for a mail with an invitation; it takes a quarter of the room then.
pub fn pack(message: &[u8]) -> Vec<u8> {
    if message.starts_with(&PACKED) {
        return message.to_vec();
    }
    // It writes into the room there is: what would not get smaller does not end.
    let mut packed = Vec::with_capacity(message.len());
    packed.extend(&PACKED[..PACKED.len().min(message.len())]);
    let ended = PACKER.with_borrow_mut(|packer| {
        packer.reset();
        packer.compress_vec(message, &mut packed, FlushCompress::Finish)
    });
    if !matches!(ended, Ok(Status::StreamEnd)) {
        return message.to_vec();
    }
    packed.shrink_to_fit();
    packed
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
        // Of no kind that gets smaller, from none to many bytes.
        let mut state = 1_u32;
        let mut noise = |bytes: usize| -> Vec<u8> {
            (0..bytes)
                .map(|_| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    state.to_be_bytes()[0] | 0x20
                })
                .collect()
        };
        let mut messages: Vec<Vec<u8>> = (0..40).map(&mut noise).collect();
        messages.push(noise(100_000));
        messages.push(b"Subject: hi\r\n\r\n".to_vec());
        messages.push(long);
        for message in messages {
            assert!(pack(&message).len() <= message.len());
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
