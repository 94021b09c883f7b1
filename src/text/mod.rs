//! Texts: every sentence a person reads, in Fluent files, English and German.
//!
//! [`Text`] is a locale; [`Text::of`] names a message and gives a [`Say`], a small builder that
//! implements `Display`, so a template writes
//! `{{ text.of("match-subject").arg("name", name).num("minutes", 30) }}` and askama escapes it.
//!
//! A message that does not exist shows its id, never a panic; the tests below hold that every id
//! and every variable named in templates and sources exists in every locale.

mod bundles;
mod locale;
mod moment;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt::{self, Display, Write as _};

use fluent_bundle::FluentArgs;

pub use locale::{Locale, UnknownLocale};

/// One reader's language: formats messages, dates and lists in the words of its locale.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Text {
    locale: Locale,
}

impl Text {
    /// Texts in this locale.
    pub fn new(locale: Locale) -> Self {
        Self { locale }
    }

    /// The locale these texts are in.
    pub fn locale(self) -> Locale {
        self.locale
    }

    /// A message by its kebab-case id; give its variables with [`Say::arg`] and [`Say::num`].
    pub fn of(self, id: &'static str) -> Say {
        Say { locale: self.locale, id, args: FluentArgs::new() }
    }

    /// Names in a row as a sentence has them: "a", "a and b", "a, b and c".
    pub fn list<S: AsRef<str>>(self, items: &[S]) -> String {
        match items {
            [] => String::new(),
            [one] => one.as_ref().to_owned(),
            [first @ .., last] => {
                let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
                self.of("list-and")
                    .arg("first", first.join(", "))
                    .arg("last", last.as_ref())
                    .to_string()
            }
        }
    }

    /// A whole number with the digits grouped as the locale does it: "1,005", "1.005".
    pub fn number(self, value: impl Count) -> String {
        bundles::number(self.locale, value.count(), None)
    }

    /// A number with exactly `digits` decimals, grouped: "3.50", "3,50".
    pub fn decimal(self, value: f64, digits: usize) -> String {
        bundles::number(self.locale, value, Some(digits))
    }

    /// A share (0 to 1) as a percentage with `digits` decimals: "12.5%", "12,5 %".
    pub fn percent(self, share: f64, digits: usize) -> String {
        self.of("percent").arg("number", self.decimal(share * 100.0, digits)).to_string()
    }
}

/// A message with its variables, ready to be shown.
///
/// Variables are put on one line: line breaks and other control characters become spaces and
/// marks that turn the reading direction of what follows are dropped, so that a name can neither
/// forge a line of a plain-text mail nor turn a sentence round.
#[derive(Debug)]
#[must_use = "a message is shown by formatting it"]
pub struct Say {
    locale: Locale,
    id: &'static str,
    args: FluentArgs<'static>,
}

impl Say {
    /// Gives a variable anything that can be shown: a name, a date already in words, another `Say`.
    pub fn arg(mut self, name: &'static str, value: impl Display) -> Self {
        let shown = value.to_string();
        let shown = match one_line(&shown) {
            Cow::Borrowed(_) => shown,
            Cow::Owned(clean) => clean,
        };
        self.args.set(name, shown);
        self
    }

    /// Gives a variable a number, which Fluent selectors and plural rules can choose by.
    pub fn num(mut self, name: &'static str, value: impl Count) -> Self {
        self.args.set(name, value.count());
        self
    }
}

impl Display for Say {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        bundles::write(f, self.locale, self.id, &self.args)
    }
}

/// A number a message can count: any integer or float, or a reference to one (as askama passes it).
pub trait Count {
    /// The number as Fluent counts it. *Units:* exact up to 2^53.
    fn count(&self) -> f64;
}

macro_rules! count {
    ($($small:ty),+; $($large:ty),+) => {
        $(impl Count for $small { fn count(&self) -> f64 { f64::from(*self) } })+
        $(impl Count for $large {
            #[expect(clippy::cast_precision_loss, reason = "what is shown to people stays far under 2^53")]
            fn count(&self) -> f64 { *self as f64 }
        })+
    };
}
count!(i8, u8, i16, u16, i32, u32, f32, f64; i64, u64, isize, usize);

impl<T: Count + ?Sized> Count for &T {
    fn count(&self) -> f64 {
        (**self).count()
    }
}

/// The text on one line, without control characters and without marks that override the reading
/// direction. *Cost:* nothing is allocated when there is nothing to change.
pub fn one_line(text: &str) -> Cow<'_, str> {
    let steers = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if !text.chars().any(|c| steers(c) || breaks(c)) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    for c in text.chars().filter(|&c| !steers(c)) {
        if !breaks(c) {
            clean.push(c);
        } else if !clean.ends_with(' ') {
            clean.push(' ');
        }
    }
    let trimmed = clean.trim().len();
    if trimmed < clean.len() {
        clean = clean.trim().to_owned();
    }
    Cow::Owned(clean)
}

/// Formats into any writer; only used where a `Display` is at hand.
fn shown(parts: fmt::Arguments<'_>) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = out.write_fmt(parts);
    out
}
