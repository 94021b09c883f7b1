//! People and their wishes.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::id::{PersonId, TeamId};
use super::words;

words! {
    /// Whether somebody takes part in anything at all.
    pub enum PersonState {
        /// Works here.
        Active = "active",
        /// On leave by the roster; nothing is planned and nothing is sent but sign-in.
        Away = "away",
        /// Has left; matching and mail stop at once.
        Left = "left",
    }
}

words! {
    /// Where somebody likes to meet.
    pub enum Place {
        /// By video.
        Online = "online",
        /// On site.
        Office = "office",
        /// Either.
        Either = "either",
    }
}

words! {
    /// Languages of the pages and mails.
    pub enum Language {
        /// English.
        English = "en",
        /// German.
        German = "de",
    }
}

/// What the directory knows of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Ours.
    pub id: PersonId,
    /// The roster's id of the person, where it has one.
    pub external_id: Option<String>,
    /// Address, lower case; unique.
    pub email: String,
    /// As the person is called.
    pub name: String,
    /// The home team.
    pub team_id: TeamId,
    /// The person's manager.
    pub manager_id: Option<PersonId>,
    /// The site's name.
    pub site: Option<String>,
    /// What the person does, as the roster groups it: a job family, never a title of their own.
    pub function: Option<String>,
    /// How senior, in the roster's words.
    pub seniority: Option<String>,
    /// IANA zone.
    pub zone: chrono_tz::Tz,
    /// First day of work.
    pub starts_on: Option<NaiveDate>,
    /// Active, away or left.
    pub state: PersonState,
    /// Language of pages and mails.
    pub language: Language,
}

/// What somebody told us on the join form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Two lines about me; shown to partners.
    pub about: String,
    /// Topics I like to talk about, lower case.
    pub topics: Vec<String>,
    /// Languages I can meet in (BCP 47 primary tags such as `en`).
    pub speaks: Vec<String>,
    /// Online, office or either.
    pub place: Place,
    /// Working hours.
    pub hours: WorkingHours,
    /// May we attach calendar invitations?
    pub calendar: bool,
    /// "Show me on the map": everybody may see my name and my ties to others who ticked it.
    pub on_map: bool,
}

impl Default for Profile {
    fn default() -> Self {
        Self {
            about: String::new(),
            topics: Vec::new(),
            speaks: Vec::new(),
            place: Place::Either,
            hours: WorkingHours::default(),
            calendar: true,
            on_map: false,
        }
    }
}

/// The part of each week in which somebody can meet, in their own zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct WorkingHours {
    /// Minutes after midnight; a multiple of 30, below `until`.
    pub from: u16,
    /// Minutes after midnight; a multiple of 30, at most 1440.
    pub until: u16,
    /// Monday first.
    pub days: [bool; 7],
}

impl Default for WorkingHours {
    fn default() -> Self {
        Self { from: 9 * 60, until: 17 * 60, days: [true, true, true, true, true, false, false] }
    }
}

/// A name, address or search term as it is compared in searches: lower case, Latin letters without their marks,
/// single spaces.
pub fn searchable(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        for letter in word.chars().flat_map(char::to_lowercase) {
            match letter {
                'à'..='å' | 'ā' | 'ă' | 'ą' => plain.push('a'),
                'æ' => plain.push_str("ae"),
                'ç' | 'ć' | 'č' => plain.push('c'),
                'ď' | 'đ' => plain.push('d'),
                'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => plain.push('e'),
                'ğ' | 'ģ' => plain.push('g'),
                'ì'..='ï' | 'ī' | 'į' | 'ı' => plain.push('i'),
                'ł' | 'ľ' | 'ļ' => plain.push('l'),
                'ñ' | 'ń' | 'ň' => plain.push('n'),
                'ò'..='ö' | 'ø' | 'ő' => plain.push('o'),
                'œ' => plain.push_str("oe"),
                'ř' => plain.push('r'),
                'ś' | 'š' | 'ş' | 'ș' => plain.push('s'),
                'ß' => plain.push_str("ss"),
                'ť' | 'ț' | 'ţ' => plain.push('t'),
                'ù'..='ü' | 'ū' | 'ů' | 'ű' => plain.push('u'),
                'ý' | 'ÿ' => plain.push('y'),
                'ź' | 'ż' | 'ž' => plain.push('z'),
                // The marks of letters that were written as two characters.
                '\u{300}'..='\u{36f}' => {}
                other => plain.push(other),
            }
        }
    }
    plain
}
