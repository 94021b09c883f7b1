//! Reading what comes back of mails: delivery status notifications (RFC 3464).
//!
//! A report is somebody else's text from the network. What it says of an address counts only with the token of our own
//! envelope sender, which is signed: nothing else in a report is secret, not even the Message-ID, which whoever answers a
//! mail repeats. Nothing of a report is kept but its enhanced status.

use mail_parser::{MessageParser, MimeHeaders as _, PartType};
use uuid::Uuid;

use crate::domain::bounce::{Verdict, is_gone_for_good, is_status};

/// A report larger than this is not read.
pub const LARGEST: usize = 1 << 20;
/// Bytes of the signature in an envelope sender: 80 bits.
pub const SIGNATURE: usize = 10;
/// Characters of a token: 16 bytes of id and the signature, in base 32.
const TOKEN: usize = 42;
/// The alphabet of tokens: a relay may change the case of an address.
const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// What a report says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The mails it may be about, by the tokens in it, with their signatures, still to be checked. Usually one.
    pub tokens: Vec<(Uuid, [u8; SIGNATURE])>,
    /// What it says of the recipient.
    pub verdict: Verdict,
    /// The enhanced status that says so.
    pub status: String,
}

/// Why a report says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BounceError {
    /// Larger than [`LARGEST`].
    #[error("too large")]
    Large,
    /// Not a message, or one that is no delivery status notification.
    #[error("no delivery status notification")]
    NoReport,
    /// No recipient in it has an action and a status.
    #[error("no recipient with a status")]
    NoStatus,
    /// It tells of a mail that was delivered, or handed on.
    #[error("not a failure")]
    Delivered,
    /// No envelope sender of ours stands in it.
    #[error("no token of ours")]
    NoToken,
}

/// The envelope sender for a mail: `bounces+TOKEN@host` for `bounces@host`. Where a bounce address has a plus already, the
/// token follows it.
pub fn sender(bounce_address: &str, id: Uuid, signature: [u8; SIGNATURE]) -> String {
    let (local, host) = bounce_address.rsplit_once('@').unwrap_or((bounce_address, "localhost"));
    let plus = if local.ends_with('+') { "" } else { "+" };
    format!("{local}{plus}{}@{host}", token(id, signature))
}

fn token(id: Uuid, signature: [u8; SIGNATURE]) -> String {
    let bytes = id.as_bytes().iter().chain(&signature);
    let mut out = String::with_capacity(TOKEN);
    let (mut held, mut bits) = (0_u32, 0);
    for byte in bytes {
        held = ((held << 8) | u32::from(*byte)) & 0xFFFF;
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            out.push(letter(held >> bits));
        }
    }
    // 26 bytes are 208 bits: 41 letters and three bits more.
    out.push(letter(held << (5 - bits)));
    out
}

fn letter(five_bits: u32) -> char {
    let at = usize::try_from(five_bits & 31).unwrap_or(0);
    ALPHABET.get(at).copied().map_or('a', char::from)
}

fn read_token(text: &[u8]) -> Option<(Uuid, [u8; SIGNATURE])> {
    let mut bytes = Vec::with_capacity(26);
    let (mut held, mut bits) = (0_u32, 0);
    for byte in text {
        let low = byte.to_ascii_lowercase();
        let value = ALPHABET.iter().position(|known| *known == low)?;
        held = ((held << 5) | u32::try_from(value).ok()?) & 0xFFFF;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 0xFF).ok()?);
        }
    }
    let (id, signature) = bytes.split_at_checked(16)?;
    Some((Uuid::from_slice(id).ok()?, signature.try_into().ok()?))
}

/// Reads a report.
///
/// Errors: [`BounceError`] says why it says nothing. Cost: linear in its size, which is bounded.
pub fn read(raw: &[u8]) -> Result<Report, BounceError> {
    if raw.len() > LARGEST {
        return Err(BounceError::Large);
    }
    let message = MessageParser::default().parse(raw).ok_or(BounceError::NoReport)?;
    let is = |part: &mail_parser::MessagePart<'_>, wanted: &str| {
        part.content_type().is_some_and(|kind| {
            kind.ctype().eq_ignore_ascii_case("message")
                && kind.subtype().is_some_and(|sub| sub.eq_ignore_ascii_case(wanted))
        })
    };
    let status_part = message
        .parts
        .iter()
        .find(|part| is(part, "delivery-status") || is(part, "global-delivery-status"))
        .ok_or(BounceError::NoReport)?;
    let fields = match &status_part.body {
        PartType::Text(text) => text.to_string(),
        _ => String::from_utf8_lossy(status_part.contents()).into_owned(),
    };
    let (verdict, status) = said_of_recipients(&fields)?;
    let tokens = tokens(raw);
    if tokens.is_empty() {
        return Err(BounceError::NoToken);
    }
    Ok(Report { tokens, verdict, status })
}

/// The worst that is said of a recipient. Each of our mails has one; a relay that lists more speaks of the same.
fn said_of_recipients(fields: &str) -> Result<(Verdict, String), BounceError> {
    let mut worst: Option<(Verdict, String)> = None;
    let mut delivered = false;
    let text = fields.replace("\r\n", "\n");
    for block in text.split("\n\n") {
        let action = field(block, "action");
        let status = field(block, "status").filter(|status| is_status(status));
        let (Some(action), Some(status)) = (action, status) else { continue };
        let verdict = match action.to_ascii_lowercase().as_str() {
            "failed" if is_gone_for_good(status) => Verdict::Hard,
            "failed" | "delayed" => Verdict::Soft,
            "delivered" | "relayed" | "expanded" => {
                delivered = true;
                continue;
            }
            _ => continue,
        };
        if worst.as_ref().is_none_or(|(so_far, _)| verdict == Verdict::Hard && *so_far != verdict) {
            worst = Some((verdict, status.to_owned()));
        }
    }
    worst.ok_or(if delivered { BounceError::Delivered } else { BounceError::NoStatus })
}

/// The first word of a field's value; comments after it are left out.
fn field<'a>(block: &'a str, name: &str) -> Option<&'a str> {
    block.lines().find_map(|line| {
        let (found, value) = line.split_once(':')?;
        if !found.trim().eq_ignore_ascii_case(name) {
            return None;
        }
        value.split([' ', '\t', ';', '(']).find(|word| !word.is_empty())
    })
}

/// All tokens in a report, wherever they stand: in its own `To` and `Delivered-To`, or in what is returned of the mail. A
/// token says by itself, by its signature, whether it is one.
fn tokens(raw: &[u8]) -> Vec<(Uuid, [u8; SIGNATURE])> {
    const MOST: usize = 8;
    let mut found = Vec::new();
    for (at, _) in raw.iter().enumerate().filter(|(_, byte)| **byte == b'+') {
        let rest = raw.get(at + 1..).unwrap_or_default();
        // In a path of old mailers the @ is written =40, or = as in VERP.
        let whole = rest.get(TOKEN).is_some_and(|end| matches!(end, b'@' | b'='));
        if let Some(token) = rest.get(..TOKEN).filter(|_| whole).and_then(read_token)
            && !found.contains(&token)
        {
            found.push(token);
            if found.len() == MOST {
                break;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_survives_the_way_through_addresses() {
        let id = Uuid::from_u128(0x0193_5a00_0000_7000_8000_0000_0000_00aa);
        let signature = [0xfe, 1, 2, 3, 4, 5, 6, 7, 8, 0xff];
        let address = sender("bounces@weft.example", id, signature);
        let (local, host) = address.split_once('@').expect("an address");
        assert_eq!((local.len(), host), (50, "weft.example"));
        assert!(address.parse::<lettre::Address>().is_ok());
        for written in [address.clone(), address.to_uppercase(), format!("<{address}>")] {
            assert_eq!(tokens(written.as_bytes()), [(id, signature)], "{written}");
        }
        assert_eq!(tokens(b"bounces+abc@weft.example, a+b"), []);
    }
}
