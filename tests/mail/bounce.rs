//! Reports of mail servers, and what pretends to be one: never a panic, and nothing believed without its token.

use proptest::prelude::*;
use uuid::Uuid;
use weft::domain::bounce::Verdict;
use weft::mail::bounce::{BounceError, LARGEST, SIGNATURE, read, sender};

const ID: Uuid = Uuid::from_u128(0x0193_5a00_0000_7000_8000_0000_0000_00aa);
const SIGNED: [u8; SIGNATURE] = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0];

fn token() -> String {
    sender("bounces@weft.example", ID, SIGNED)
}

/// As Postfix, Exim (by its own draft), Exchange and old gateways write them.
fn report(to: &str, kind: &str, fields: &str, returned: &str) -> Vec<u8> {
    format!(
        "From: MAILER-DAEMON@relay.example\r\nTo: {to}\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"=_edge\"\r\n\r\n\
         --=_edge\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSorry.\r\n\r\n\
         --=_edge\r\nContent-Type: message/{kind}\r\n\r\n{fields}\r\n\
         --=_edge\r\nContent-Type: message/rfc822\r\n\r\n{returned}\r\n--=_edge--\r\n"
    )
    .into_bytes()
}

#[test]
fn reports_of_all_kinds_are_read() {
    let to = token();
    let plain = "Reporting-MTA: dns; relay.example\r\n\r\nFinal-Recipient: rfc822; ada@weft.example\r\n\
                 Action: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 unknown\r\n";
    let loud = "REPORTING-MTA: dns; RELAY\r\n\r\nACTION: Failed (bad destination mailbox)\r\nstatus: 5.1.10 (null MX)\r\n";
    let unix = "Reporting-MTA: dns; relay\n\nAction: failed\nStatus: 5.2.1\n";
    let first_delayed = "Reporting-MTA: dns; r\r\n\r\nAction: delayed\r\nStatus: 4.4.1\r\n\r\nAction: failed\r\nStatus: 5.1.2\r\n";
    for (kind, fields, status) in [
        ("delivery-status", plain, "5.1.1"),
        ("delivery-status", loud, "5.1.10"),
        ("DELIVERY-STATUS", unix, "5.2.1"),
        ("global-delivery-status", plain, "5.1.1"),
        ("delivery-status", first_delayed, "5.1.2"),
    ] {
        let report = read(&report(&to, kind, fields, "Subject: hi\r\n\r\nhello")).expect(fields);
        assert_eq!((report.verdict, report.status.as_str()), (Verdict::Hard, status));
        assert_eq!(report.tokens, [(ID, SIGNED)]);
    }
    // The token may stand in what is returned of the mail only, and in capitals.
    let returned = format!("Return-Path: <{}>\r\nSubject: hi\r\n\r\nhello", to.to_uppercase());
    let found = read(&report("postmaster@weft.example", "delivery-status", plain, &returned));
    assert_eq!(found.expect("a report").tokens, [(ID, SIGNED)]);
}

#[test]
fn what_says_nothing_is_named() {
    let to = token();
    let fields = |action: &str, status: &str| {
        format!("Reporting-MTA: dns; r\r\n\r\nAction: {action}\r\nStatus: {status}\r\n")
    };
    let said =
        |to: &str, fields: &str| read(&report(to, "delivery-status", fields, "x: y\r\n\r\n"));
    assert_eq!(said("a@b.org", &fields("failed", "5.1.1")), Err(BounceError::NoToken));
    assert_eq!(said(&to, &fields("delivered", "2.0.0")), Err(BounceError::Delivered));
    assert_eq!(said(&to, &fields("failed", "5.1")), Err(BounceError::NoStatus));
    assert_eq!(said(&to, ""), Err(BounceError::NoStatus));
    assert_eq!(read(b"Subject: hi\r\n\r\nhello\r\n"), Err(BounceError::NoReport));
    assert_eq!(read(b""), Err(BounceError::NoReport));
    assert_eq!(read(&vec![b'+'; LARGEST + 1]), Err(BounceError::Large));
    for (status, verdict) in
        [("5.2.2", Verdict::Soft), ("4.1.1", Verdict::Soft), ("5.1.1", Verdict::Hard)]
    {
        assert_eq!(
            said(&to, &fields("failed", status)).expect("read").verdict,
            verdict,
            "{status}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_are_a_panic_or_a_token(raw in proptest::collection::vec(any::<u8>(), 0..3000)) {
        prop_assert!(read(&raw).is_err());
    }

    #[test]
    fn a_damaged_report_says_what_it_said_or_nothing(
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_usize..40), 1..8),
    ) {
        let fields = "Reporting-MTA: dns; r\r\n\r\nAction: failed\r\nStatus: 5.2.2\r\n";
        let mut raw = report(&token(), "delivery-status", fields, "Subject: hi\r\n\r\n+hello+");
        for (at, byte, length) in cuts {
            if raw.is_empty() { break; }
            let at = at.index(raw.len());
            let end = (at + length).min(raw.len());
            raw.splice(at..end, std::iter::repeat_n(byte, length / 2));
        }
        if let Ok(report) = read(&raw) {
            for (id, signature) in &report.tokens {
                // A damaged token is another one, which our key did not sign.
                prop_assert!(*id == ID && *signature == SIGNED || (*id, *signature) != (ID, SIGNED));
            }
            prop_assert!(report.tokens.len() <= 8);
            prop_assert!(!report.status.contains(char::is_whitespace) && report.status.len() <= 11);
        }
    }

    #[test]
    fn every_token_comes_back(id in any::<u128>(), signature in any::<[u8; SIGNATURE]>()) {
        let id = Uuid::from_u128(id);
        let address = sender("bounces@weft.example", id, signature);
        prop_assert!(address.len() <= 64 + 13 && address.parse::<lettre::Address>().is_ok());
        let fields = "Reporting-MTA: dns; r\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n";
        let report = read(&report(&address, "delivery-status", fields, "x: y\r\n\r\n")).expect("read");
        prop_assert_eq!(report.tokens, [(id, signature)]);
    }
}
