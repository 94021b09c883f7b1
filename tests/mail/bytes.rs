//! What goes over the wire: the same bytes each time, and no name ever forges a header.

use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use weft::mail::compose::{compose, message_id};
use weft::mail::message::Message;
use weft::mail::sample;
use weft::mail::{MailError, Party, read};
use weft::text::Locale;

fn raw(sample: &sample::Sample, number: u32, locale: Locale) -> Vec<u8> {
    let rendered = sample.message.render(locale, &sample::frame()).expect(sample.name);
    compose(&rendered, &sample::envelope(sample, number)).expect(sample.name)
}

#[test]
fn composing_twice_gives_the_same_bytes_and_only_ascii_of_decent_length() {
    for (number, sample) in (0_u32..).zip(sample::all()) {
        let once = raw(&sample, number, Locale::De);
        assert_eq!(once, raw(&sample, number, Locale::De), "{}", sample.name);
        assert!(once.is_ascii(), "{}", sample.name);
        let text = String::from_utf8(once).expect("ascii");
        for line in text.split("\r\n") {
            assert!(line.len() <= 998, "{}: a line of {}", sample.name, line.len());
            assert!(!line.contains(['\r', '\n']), "{}: a bare line break", sample.name);
        }
    }
}

#[test]
fn a_message_is_read_back_as_it_was_meant() {
    for (number, sample) in (0_u32..).zip(sample::all()) {
        let rendered = sample.message.render(Locale::En, &sample::frame()).expect(sample.name);
        let envelope = sample::envelope(&sample, number);
        let mail =
            read::parse(&compose(&rendered, &envelope).expect(sample.name)).expect(sample.name);
        assert_eq!(mail.subject, rendered.subject);
        assert_eq!(
            format!("<{}>", mail.message_id),
            message_id(envelope.outbox_id, &envelope.host)
        );
        assert_eq!(mail.date, Some(envelope.date));
        assert_eq!(mail.to, [envelope.to]);
        assert_eq!(
            mail.text.replace("\r\n", "\n").trim_end(),
            rendered.text.trim_end(),
            "{}",
            sample.name
        );
        assert_eq!(
            mail.html.expect("html").replace("\r\n", "\n").trim_end(),
            rendered.html.trim_end()
        );
        assert_eq!(mail.reply_to.len(), envelope.reply_to.len());
        assert_eq!(mail.in_reply_to.is_some(), envelope.in_reply_to.is_some());
        assert_eq!(mail.event.is_some(), rendered.invite.is_some(), "{}", sample.name);
        if let Some(event) = mail.event {
            let (cancelled, sequence) = match &sample.message {
                Message::Recalled(_) => (true, 1),
                Message::PlacementCancelled(_) => (true, 2),
                Message::PlacementChanged(_) => (false, 1),
                Message::PlacementCalendar(m) => (m.cancelled, u32::from(m.cancelled)),
                _ => (false, 0),
            };
            assert_eq!(event.method, if cancelled { "CANCEL" } else { "REQUEST" });
            assert_eq!(event.sequence, sequence);
            assert_eq!(event.uid, "01935a00-0000-7000-8000-0000000000aa@weft.example.org");
            assert_eq!(mail.attachments.len(), 1);
            assert_eq!(mail.attachments[0].name, "invite.ics");
            assert_eq!(mail.attachments[0].content, rendered.invite.expect("invite").as_bytes());
        }
        let names: Vec<&str> = mail.headers.iter().map(|(name, _)| name.as_str()).collect();
        for wanted in [
            "Auto-Submitted",
            "List-Id",
            "List-Unsubscribe",
            "List-Unsubscribe-Post",
            "MIME-Version",
        ] {
            assert_eq!(
                names.iter().filter(|n| n.eq_ignore_ascii_case(wanted)).count(),
                1,
                "{wanted} in {names:?}"
            );
        }
    }
}

#[test]
fn what_no_mail_can_hold_is_an_error() {
    let all = sample::all();
    let sample = &all[0];
    let rendered = sample.message.render(Locale::En, &sample::frame()).expect(sample.name);
    let good = sample::envelope(sample, 1);
    for address in
        ["", "x", "a@b\r\nBcc: c@d", "a b@c", "<a@b.org>", "\"a\nb\"@c.org", "a@b.org, c@d.org"]
    {
        let mut bad = good.clone();
        bad.to = Party::new("x", address);
        assert!(matches!(compose(&rendered, &bad), Err(MailError::Address)), "{address:?}");
    }
    let mut bad = good.clone();
    bad.host = "a\r\nb".to_owned();
    assert!(matches!(compose(&rendered, &bad), Err(MailError::Host)));
    let mut bad = good.clone();
    bad.in_reply_to = Some("<a>\r\nBcc: <b>".to_owned());
    assert!(matches!(compose(&rendered, &bad), Err(MailError::Host)));
    let mut bad = good;
    bad.list_unsubscribe_url = Some("https://x\r\nBcc: y".to_owned());
    assert!(matches!(compose(&rendered, &bad), Err(MailError::Link)));
}

/// Writes every sample in both languages for outside parsers to read: `WEFT_SAMPLES=folder`,
/// otherwise a folder of its own that is removed again.
#[test]
fn samples_are_written_for_outside_parsers() {
    #[expect(clippy::disallowed_methods, reason = "a test is told by its caller where to write")]
    let given = std::env::var_os("WEFT_SAMPLES").map(PathBuf::from);
    let own = tempfile::tempdir().expect("a folder");
    let folder = given.unwrap_or_else(|| own.path().to_owned());
    fs::create_dir_all(&folder).expect("the folder");
    for locale in Locale::ALL {
        for (number, sample) in (0_u32..).zip(sample::all()) {
            let name = format!("{}.{}", sample.name, locale.as_str());
            fs::write(folder.join(format!("{name}.eml")), raw(&sample, number, locale))
                .expect("written");
            let rendered = sample.message.render(locale, &sample::frame()).expect(sample.name);
            fs::write(folder.join(format!("{name}.html")), rendered.html).expect("written");
            fs::write(folder.join(format!("{name}.subject")), rendered.subject).expect("written");
        }
    }
}

fn anything() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-zA-Z \r\n:;,<>@\"\\\\=?_()\\[\\]\t\u{0}\u{7f}]{0,120}",
        "(=\\?utf-8\\?[QB]\\?[a-zA-Z0-9=]{0,20}\\?= ?){0,3}",
        "\\PC{0,300}",
        "(\r\n ?(Bcc|Subject|Content-Type): [a-z@.]{0,20}){1,4}",
        Just("a".repeat(2_000)),
        Just("é".repeat(500)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_name_forges_a_header_or_a_calendar_line(name in anything(), team in anything(), text in anything()) {
        let frame = sample::frame();
        let all = sample::all();
        let sample = all.iter().find(|s| s.name == "match--invitation").expect("a match");
        let mut nasty = sample.clone();
        let mut plain_headers = 0;
        for (number, s) in [(1, sample), (2, &nasty)] {
            let mail = read::parse(&raw(s, number, Locale::En)).expect("a mail");
            plain_headers = mail.headers.len();
        }
        if let Message::Match(m) = &mut nasty.message {
            for partner in &mut m.partners {
                partner.name.clone_from(&name);
                partner.team.clone_from(&team);
                partner.about.clone_from(&text);
                partner.topics = vec![text.clone(), name.clone()];
            }
            m.programme.clone_from(&text);
            m.opening_question.clone_from(&text);
            if let Some(meeting) = &mut m.invitation {
                for attendee in &mut meeting.attendees {
                    attendee.name.clone_from(&name);
                }
            }
        }
        let rendered = nasty.message.render(Locale::De, &frame).expect("rendered");
        let mut envelope = sample::envelope(&nasty, 2);
        envelope.to.name.clone_from(&name);
        envelope.from.name.clone_from(&team);
        let bytes = compose(&rendered, &envelope).expect("composed");
        prop_assert!(bytes.is_ascii());
        let mail = read::parse(&bytes).expect("a mail");
        prop_assert_eq!(mail.headers.len(), plain_headers);
        prop_assert_eq!(mail.to.len(), 1);
        prop_assert_eq!(&mail.to[0].address, &envelope.to.address);
        prop_assert_eq!(mail.reply_to.len(), 1);
        // Runs of spaces may be folded; everything else comes back.
        let squeezed = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(squeezed(&mail.subject), squeezed(&rendered.subject.replace("=?", "= ?")));
        let event = mail.event.expect("an event");
        prop_assert_eq!(event.attendees.len(), 2);
        prop_assert_eq!(event.method, "REQUEST");
        let ics = rendered.invite.expect("an invitation");
        for line in ics.split("\r\n") {
            prop_assert!(line.len() <= 75);
            prop_assert!(!line.chars().any(char::is_control));
        }
        let properties = ics.replace("\r\n ", "").matches("\r\n").count();
        prop_assert_eq!(properties, 21);
    }
}
