//! What came back of a mail, and what it says of its address.

use serde::{Deserialize, Serialize};

use super::words;

words! {
    /// What a bounce, or a relay's refusal of a recipient, means.
    pub enum Verdict {
        /// The address does not exist any more: nothing more is sent to it.
        Hard = "hard",
        /// Something else: full, too large, not now, not from us. Nothing follows from it.
        Soft = "soft",
        /// It could not be read, or was not shown to be about a mail of ours. Nothing follows from it.
        Aside = "aside",
    }
}

/// Of an enhanced status (RFC 3463): does it say that the mailbox itself is gone for good?
///
/// 5.1.1 no such mailbox, 5.1.2 no such host, 5.1.3 no address at all, 5.1.6 moved without a new address, 5.1.10 the host
/// takes no mail, 5.2.1 mailbox disabled. Not 5.2.2 (full), nor 5.7.x and all others: they speak of the message, of us, or
/// of a system, and one wrong rule of a relay must not silence a whole organisation.
pub fn is_gone_for_good(status: &str) -> bool {
    matches!(status, "5.1.1" | "5.1.2" | "5.1.3" | "5.1.6" | "5.1.10" | "5.2.1")
}

/// `class.subject.detail`, each of one to three digits: the only words of a report that are kept.
pub fn is_status(text: &str) -> bool {
    let digits =
        |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = text.split('.').collect();
    parts.len() == 3 && matches!(parts[0], "2" | "4" | "5") && parts.into_iter().all(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_missing_mailbox_is_gone_for_good() {
        for gone in ["5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"] {
            assert!(is_status(gone) && is_gone_for_good(gone), "{gone}");
        }
        for not in ["5.2.2", "5.0.0", "5.7.1", "4.1.1", "4.2.1", "5.3.4", "5.4.1", "5.1.7", "5.1"] {
            assert!(!is_gone_for_good(not), "{not}");
        }
        for no_status in
            ["", "5", "5.1", "5.1.1.1", "5..1", "1.1.1", "5.1.1000", "5.a.1", "5.1.-1", "٥.1.1"]
        {
            assert!(!is_status(no_status), "{no_status}");
        }
    }
}
