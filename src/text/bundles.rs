//! The Fluent files, compiled into the binary and parsed once per process.

use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use intl_memoizer::concurrent::IntlLangMemoizer;
use unic_langid::LanguageIdentifier;

use super::Locale;

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        /// Every Fluent file: name, English, German. A new file is one more name in this table.
        pub(super) const FILES: &[(&str, &str, &str)] = &[$((
            $name,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/locale/en/", $name, ".ftl")),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/locale/de/", $name, ".ftl")),
        )),+];
    };
}
files![
    "common", "mail", "web", "admin", "people", "round", "employee", "placed", "capacity",
    "bootcamp", "rotation", "stints", "hr", "map", "targets", "post", "incident", "figures"
];

type Bundle = FluentBundle<FluentResource>;

fn bundle(locale: Locale) -> &'static Bundle {
    static EN: OnceLock<Bundle> = OnceLock::new();
    static DE: OnceLock<Bundle> = OnceLock::new();
    static PSEUDO: OnceLock<Bundle> = OnceLock::new();
    let slot = match locale {
        Locale::En => &EN,
        Locale::De => &DE,
        Locale::Pseudo => &PSEUDO,
    };
    slot.get_or_init(|| build(locale))
}

fn build(locale: Locale) -> Bundle {
    let language = match locale {
        Locale::En | Locale::Pseudo => "en",
        Locale::De => "de",
    };
    // Both tags are well-formed; the language chooses the plural rules.
    let language: LanguageIdentifier = language.parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![language]);
    // Isolation marks would stand around every name in subjects and plain-text mails.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match locale {
        Locale::De => format_de,
        Locale::En | Locale::Pseudo => format_en,
    }));
    if locale == Locale::Pseudo {
        bundle.set_transform(Some(pseudo));
    }
    for (_, en, de) in FILES {
        let source = if locale == Locale::De { de } else { en };
        // A file with a defect still gives its sound messages; tests refuse defects and doubles.
        let resource =
            FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(sound, _)| sound);
        let _ = bundle.add_resource(resource);
    }
    bundle
}

/// Writes a message; one that is missing shows its id.
pub(super) fn write(
    f: &mut fmt::Formatter<'_>,
    locale: Locale,
    id: &str,
    args: &FluentArgs<'_>,
) -> fmt::Result {
    let bundle = bundle(locale);
    let (id_of_message, attribute) = id.split_once('.').map_or((id, None), |(m, a)| (m, Some(a)));
    let pattern = bundle.get_message(id_of_message).and_then(|message| match attribute {
        Some(attribute) => message.get_attribute(attribute).map(|a| a.value()),
        None => message.value(),
    });
    let Some(pattern) = pattern else {
        return f.write_str(id);
    };
    // A variable that was not given shows its name; the tests of this module find it beforehand.
    bundle.write_pattern(f, pattern, Some(args), &mut Vec::new())
}

// Fluent's type for a formatter passes the memoizer, which plain digits do not need.
fn format_en(value: &FluentValue<'_>, _: &IntlLangMemoizer) -> Option<String> {
    format(Locale::En, value)
}

fn format_de(value: &FluentValue<'_>, _: &IntlLangMemoizer) -> Option<String> {
    format(Locale::De, value)
}

fn format(locale: Locale, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(n) => Some(number(locale, n.value, n.options.minimum_fraction_digits)),
        _ => None,
    }
}

/// A number in the locale's digits; without a number of decimals, those the value has, at most three.
pub(super) fn number(locale: Locale, value: f64, decimals: Option<usize>) -> String {
    let (group, point) = match locale {
        Locale::De => ('.', ','),
        Locale::En | Locale::Pseudo => (',', '.'),
    };
    let plain = match decimals {
        Some(decimals) => format!("{value:.decimals$}"),
        None if value.fract() == 0.0 => format!("{value:.0}"),
        None => {
            let three = format!("{value:.3}");
            three.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
    };
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |d| ("\u{2212}", d));
    let mut out = String::with_capacity(plain.len() + plain.len() / 3 + 3);
    out.push_str(sign);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        // Writing to a String cannot fail.
        let _ = write!(out, "{point}{fraction}");
    }
    out
}

/// English made strange: accents on vowels and some consonants, and every other vowel doubled,
/// which is about 30 % more letters.
pub(super) fn pseudo(text: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(text.len() * 2);
    let mut vowels = 0_usize;
    for c in text.chars() {
        let strange = match c {
            'a' => 'á',
            'e' => 'é',
            'i' => 'í',
            'o' => 'ó',
            'u' => 'ú',
            'A' => 'Á',
            'E' => 'É',
            'I' => 'Í',
            'O' => 'Ó',
            'U' => 'Ú',
            'c' => 'ç',
            'n' => 'ñ',
            's' => 'š',
            'y' => 'ý',
            other => other,
        };
        out.push(strange);
        if matches!(c, 'a' | 'e' | 'i' | 'o' | 'u') {
            vowels += 1;
            if !vowels.is_multiple_of(4) {
                out.push(strange);
            }
        }
    }
    Cow::Owned(out)
}
