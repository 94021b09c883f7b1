//! What people read, as snapshots, and what must hold for all of it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use weft::mail::message::{Kind, Rendered};
use weft::mail::sample::{self, Sample};
use weft::text::Locale;

fn rendered(sample: &Sample, locale: Locale) -> Rendered {
    sample.message.render(locale, &sample::frame()).expect(sample.name)
}

#[test]
fn every_kind_has_a_sample() {
    let sampled: BTreeSet<Kind> = sample::all().iter().map(|s| s.message.kind()).collect();
    let all: BTreeSet<Kind> = Kind::ALL.iter().copied().collect();
    assert_eq!(sampled, all);
    for kind in Kind::ALL {
        assert_eq!(Kind::from_name(kind.as_str()), Some(*kind));
    }
    assert_eq!(Kind::from_name("no-such-kind"), None);
}

#[test]
fn the_texts_read_well() {
    for locale in Locale::ALL {
        for kind in Kind::ALL {
            let mut page = String::new();
            for sample in sample::all().iter().filter(|s| s.message.kind() == *kind) {
                let mail = rendered(sample, locale);
                let invite = mail.invite.map(|ics| ics.replace("\r\n", "\n")).unwrap_or_default();
                write!(
                    page,
                    "===== {}\nSubject: {}\n\n{}\n{invite}",
                    sample.name, mail.subject, mail.text
                )
                .expect("a String takes everything");
            }
            insta::assert_snapshot!(format!("{}.{}", kind.as_str(), locale.as_str()), page);
        }
    }
}

#[test]
fn the_pages_say_it_too() {
    for locale in Locale::ALL {
        for kind in Kind::ALL {
            let all = sample::all();
            let Some(sample) = all.iter().find(|s| s.message.kind() == *kind) else { continue };
            let html = rendered(sample, locale).html;
            // The head is the same for all and seen in `the_whole_page`.
            let body = html.split_once("<body>").map_or("", |(_, body)| body);
            insta::assert_snapshot!(format!("{}.{}.html", kind.as_str(), locale.as_str()), body);
        }
    }
}

#[test]
fn no_text_is_left_out_of_the_fluent_files() {
    let missing = |text: &str| {
        text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
            .any(|word| word.starts_with("mail-") && word.matches('-').count() > 1)
    };
    for locale in [Locale::En, Locale::De, Locale::Pseudo] {
        for sample in sample::all() {
            let mail = rendered(&sample, locale);
            for text in [&mail.subject, &mail.text, &mail.html] {
                assert!(!missing(text), "{} has an id in it: {text}", sample.name);
                assert!(
                    !text.contains("{$") && !text.contains("{ $"),
                    "{} lacks a variable: {text}",
                    sample.name
                );
            }
        }
    }
}

#[test]
fn pages_carry_no_markup_of_names_and_no_outside_reference() {
    for locale in Locale::ALL {
        for sample in sample::all() {
            let html = rendered(&sample, locale).html;
            for forbidden in
                ["<b>", "<script", "<i>", "<img", " src=", "url(", "@import", " style=", "<link"]
            {
                assert!(!html.contains(forbidden), "{}: {forbidden}", sample.name);
            }
        }
    }
}

#[test]
fn text_and_page_have_the_same_links_and_words_have_no_exclamation_marks() {
    for locale in Locale::ALL {
        for sample in sample::all() {
            let mail = rendered(&sample, locale);
            let in_text: Vec<&str> =
                mail.text.split_whitespace().filter(|w| w.starts_with("https://")).collect();
            let in_page: Vec<String> = mail
                .html
                .split("href=\"")
                .skip(1)
                .filter_map(|rest| rest.split('"').next())
                .map(|href| href.replace("&#38;", "&").replace("&amp;", "&"))
                .collect();
            assert_eq!(in_text, in_page, "{}", sample.name);
            assert!(!mail.text.contains('!'), "{}: {}", sample.name, mail.text);
            assert!(!mail.subject.contains(['\r', '\n']), "{}", sample.name);
        }
    }
}

#[test]
fn a_broken_link_or_address_fails_the_rendering() {
    use weft::mail::message::Message;
    for broken in [
        "",
        "javascript:alert(1)",
        "https://",
        "https://x y",
        "https://x\"",
        "https://x\r\nBcc: a",
        "http:/x",
        "//x",
    ] {
        let mut found = false;
        for mut sample in sample::all() {
            if let Message::SignIn(m) = &mut sample.message {
                broken.clone_into(&mut m.link);
                found = true;
                assert!(sample.message.render(Locale::En, &sample::frame()).is_err(), "{broken:?}");
            }
        }
        assert!(found);
    }
}
