//! Accounts that may not be people: service and shared mailboxes, meeting rooms, tests, addresses from elsewhere.
//! They are held until an admin says what they are; the answer is remembered.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::RosterRow;
use crate::domain::person::searchable;
use crate::domain::words;

words! {
    /// Why an account is held.
    pub enum OddReason {
        /// Named like something that sends by itself.
        Service = "service",
        /// Named like a mailbox of several people.
        Shared = "shared",
        /// Named like a meeting room or a device.
        Room = "room",
        /// Named like a test.
        Test = "test",
        /// No name.
        NoName = "no-name",
        /// An address outside the organisation's usual domains.
        Domain = "domain",
    }
}

words! {
    /// What an admin said of a held account.
    pub enum OddDecision {
        /// It is somebody.
        Person = "person",
        /// It is nobody.
        Ignored = "ignored",
    }
}

/// Local parts that are nobody's own.
const SHARED: &[&str] = &[
    "info",
    "contact",
    "kontakt",
    "hello",
    "hallo",
    "office",
    "sales",
    "support",
    "help",
    "helpdesk",
    "admin",
    "administrator",
    "root",
    "postmaster",
    "webmaster",
    "hostmaster",
    "abuse",
    "security",
    "billing",
    "accounts",
    "accounting",
    "hr",
    "jobs",
    "careers",
    "bewerbung",
    "press",
    "presse",
    "marketing",
    "news",
    "newsletter",
    "team",
    "all",
    "everyone",
    "reception",
    "empfang",
    "facilities",
    "it",
    "ops",
    "legal",
    "finance",
    "privacy",
    "datenschutz",
    "feedback",
    "invoices",
    "rechnung",
    "purchasing",
    "service",
];

/// Parts of a local part, between its dots and dashes, that say what it is.
const SERVICE_PARTS: &[&str] = &[
    "svc",
    "bot",
    "robot",
    "noreply",
    "donotreply",
    "mailer",
    "daemon",
    "automation",
    "jenkins",
    "gitlab",
    "github",
    "jira",
    "slack",
    "zapier",
    "terraform",
    "monitoring",
    "alerts",
    "notifications",
    "notification",
    "backup",
    "serviceaccount",
    "api",
    "system",
    "cron",
];
const SHARED_PARTS: &[&str] = &["shared", "mailbox", "postfach", "sammelpostfach"];
const ROOM_PARTS: &[&str] = &[
    "room",
    "rooms",
    "meetingroom",
    "confroom",
    "conference",
    "raum",
    "besprechung",
    "besprechungsraum",
    "boardroom",
    "projector",
    "beamer",
    "printer",
    "drucker",
    "scanner",
    "kiosk",
];
const TEST_PARTS: &[&str] =
    &["test", "tests", "testuser", "testaccount", "dummy", "demo", "sandbox"];

/// Whole words of a name that say what it is.
const NAME_WORDS: &[(&str, OddReason)] = &[
    ("service account", OddReason::Service),
    ("service user", OddReason::Service),
    ("noreply", OddReason::Service),
    ("no reply", OddReason::Service),
    ("bot", OddReason::Service),
    ("shared mailbox", OddReason::Shared),
    ("mailbox", OddReason::Shared),
    ("helpdesk", OddReason::Shared),
    ("help desk", OddReason::Shared),
    ("service desk", OddReason::Shared),
    ("meeting room", OddReason::Room),
    ("conference room", OddReason::Room),
    ("besprechungsraum", OddReason::Room),
    ("test user", OddReason::Test),
    ("test account", OddReason::Test),
    ("testuser", OddReason::Test),
    ("testaccount", OddReason::Test),
    ("dummy", OddReason::Test),
];

/// Mail services for everybody: never an organisation's own domain beside another.
const PUBLIC_DOMAINS: &[&str] = &[
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "yahoo.com",
    "icloud.com",
    "gmx.de",
    "gmx.net",
    "web.de",
    "t-online.de",
    "proton.me",
    "protonmail.com",
    "aol.com",
    "posteo.de",
];

/// Why the row may not be a person, if anything speaks against it.
pub fn odd(row: &RosterRow, usual: &Domains) -> Option<OddReason> {
    let (local, domain) = row.email.split_once('@').unwrap_or((row.email.as_str(), ""));
    let local = local.split('+').next().unwrap_or(local);
    let joined: String = local.chars().filter(|c| c.is_alphanumeric()).collect();
    let has = |words: &[&str]| {
        words.contains(&joined.as_str())
            || local
                .split(['.', '-', '_'])
                .any(|part| words.contains(&part.trim_end_matches(|c: char| c.is_ascii_digit())))
    };
    if has(SERVICE_PARTS) {
        return Some(OddReason::Service);
    }
    if has(SHARED_PARTS) || SHARED.contains(&joined.as_str()) {
        return Some(OddReason::Shared);
    }
    if has(ROOM_PARTS) {
        return Some(OddReason::Room);
    }
    if has(TEST_PARTS) {
        return Some(OddReason::Test);
    }
    let name = format!(" {} ", searchable(&row.name).replace(['-', '_', '.', ',', '('], " "));
    if let Some((_, reason)) =
        NAME_WORDS.iter().find(|(word, _)| name.contains(&format!(" {word} ")))
    {
        return Some(*reason);
    }
    if !row.name.chars().any(char::is_alphabetic) || row.name.contains('@') {
        return Some(OddReason::NoName);
    }
    (!usual.holds(domain)).then_some(OddReason::Domain)
}

/// The domains of an organisation's addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Domains(HashSet<String>);

impl Domains {
    /// The given ones, and those of at least one address in twenty and of at least three. When none is so frequent,
    /// every domain is usual.
    pub fn of(rows: &[RosterRow], given: &[String]) -> Self {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for (_, domain) in rows.iter().filter_map(|row| row.email.split_once('@')) {
            *counts.entry(domain).or_default() += 1;
        }
        let frequent =
            |domain: &&str| counts.get(*domain).is_some_and(|n| *n >= 3 && n * 20 >= rows.len());
        let mut usual: HashSet<String> = given.iter().map(|domain| domain.to_lowercase()).collect();
        usual.extend(
            counts
                .keys()
                .filter(|domain| !PUBLIC_DOMAINS.contains(*domain))
                .filter(|domain| frequent(domain))
                .map(|domain| (*domain).to_owned()),
        );
        if usual.is_empty() {
            usual.extend(counts.keys().map(|domain| (*domain).to_owned()));
        }
        Self(usual)
    }

    /// Is it one of them, or below one of them?
    pub fn holds(&self, domain: &str) -> bool {
        let mut rest = domain;
        loop {
            if self.0.contains(rest) {
                return true;
            }
            match rest.split_once('.') {
                Some((_, above)) => rest = above,
                None => return false,
            }
        }
    }
}
