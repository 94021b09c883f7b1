//! Which language: by name, or as a browser asks for it.

use std::fmt;
use std::str::FromStr;

/// A language Weft speaks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// German.
    De,
    /// English with accents and about a third more letters, for tests: a sentence that is still
    /// plain English on a page was left out of the Fluent files, and what breaks is too narrow.
    Pseudo,
}

/// A language tag Weft has no texts for.
#[derive(Debug, PartialEq, Eq)]
pub struct UnknownLocale;

impl fmt::Display for UnknownLocale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there are no texts in this language")
    }
}

impl std::error::Error for UnknownLocale {}

impl Locale {
    /// The languages people can choose.
    pub const ALL: [Self; 2] = [Self::En, Self::De];

    /// The BCP 47 tag, as the `lang` attribute has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Pseudo => "en-XA",
        }
    }

    /// The best language for an `Accept-Language` header: highest quality first, then the
    /// header's order; English when nothing fits. Never the pseudo-locale.
    pub fn negotiate(accept_language: &str) -> Self {
        let mut best = (0.0_f32, Self::En);
        for range in accept_language.split(',').take(32) {
            let mut parts = range.split(';');
            let tag = parts.next().unwrap_or_default().trim();
            let quality = parts
                .find_map(|p| p.trim().strip_prefix("q="))
                .map_or(1.0, |q| q.trim().parse::<f32>().unwrap_or(0.0));
            let primary = tag.split('-').next().unwrap_or_default();
            let found = match primary.to_ascii_lowercase().as_str() {
                "en" | "*" => Self::En,
                "de" => Self::De,
                _ => continue,
            };
            if quality > best.0 {
                best = (quality, found);
            }
        }
        best.1
    }
}

impl FromStr for Locale {
    type Err = UnknownLocale;

    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        match tag {
            "en" => Ok(Self::En),
            "de" => Ok(Self::De),
            "en-XA" => Ok(Self::Pseudo),
            _ => Err(UnknownLocale),
        }
    }
}
