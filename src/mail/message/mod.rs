//! The kinds of mail, one struct of plain data each, and the words they become.

mod apology;
mod capacity;
mod coffee;
mod data;
mod matched;
mod placed;
mod placed_words;
mod rotation;
mod service;

use super::MailError;
use crate::text::{Locale, Text};

pub use apology::{Apology, Wronged};
pub use data::{
    AfterRecall, CapacityRequest, Closing, Decides, Inviter, KindQuestion, LeftOut, LeftOutBecause,
    Match, MatchLinks, Meeting, Nudge, Partner, Reader, Reason, Recalled, RoundProposed,
    RoundQuestion, SignIn, Silence, TestMail,
};
pub use placed::{
    Because, Days, Entry, HAS_LEFT, Missing, MondayDigest, Placed, PlacedRole, PlacementCalendar,
    PlacementCancelled, PlacementChanged, PlacementFeedback, PlacementProposed, PlacementTold,
    Stay,
};
pub use rotation::{
    Answer, ApplicationAnswer, HomeQuestion, HomeSilence, Span, SwapAsks, SwapPlace, SwapQuestion,
};

/// What surrounds every mail of an installation.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The organisation's name, as people call it.
    pub organisation: String,
    /// Where the reader changes or stops these mails; service mails have none.
    pub preferences_link: Option<String>,
}

/// A mail in words, ready to be put into an envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// One line, any length.
    pub subject: String,
    /// The plain body; lines end in `\n`.
    pub text: String,
    /// The HTML body: a whole document without any outside reference.
    pub html: String,
    /// An iCalendar object, when the mail invites or cancels.
    pub invite: Option<String>,
}

/// Any mail Weft writes.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Message {
    /// See [`SignIn`].
    SignIn(SignIn),
    /// See [`RoundQuestion`].
    RoundQuestion(RoundQuestion),
    /// See [`Match`].
    Match(Match),
    /// See [`LeftOut`].
    LeftOut(LeftOut),
    /// See [`Nudge`].
    Nudge(Nudge),
    /// See [`Closing`].
    Closing(Closing),
    /// See [`KindQuestion`].
    KindQuestion(KindQuestion),
    /// See [`Recalled`].
    Recalled(Recalled),
    /// See [`TestMail`].
    TestMail(TestMail),
    /// See [`RoundProposed`].
    RoundProposed(RoundProposed),
    /// See [`CapacityRequest`].
    CapacityRequest(CapacityRequest),
    /// See [`HomeQuestion`].
    HomeQuestion(HomeQuestion),
    /// See [`HomeSilence`].
    HomeSilence(HomeSilence),
    /// See [`ApplicationAnswer`].
    ApplicationAnswer(ApplicationAnswer),
    /// See [`SwapQuestion`].
    SwapQuestion(SwapQuestion),
    /// See [`PlacementProposed`].
    PlacementProposed(PlacementProposed),
    /// See [`PlacementTold`].
    PlacementTold(PlacementTold),
    /// See [`PlacementChanged`].
    PlacementChanged(PlacementChanged),
    /// See [`PlacementCancelled`].
    PlacementCancelled(PlacementCancelled),
    /// See [`PlacementCalendar`].
    PlacementCalendar(PlacementCalendar),
    /// See [`PlacementFeedback`].
    PlacementFeedback(PlacementFeedback),
    /// See [`MondayDigest`].
    MondayDigest(MondayDigest),
    /// See [`Apology`].
    Apology(Apology),
}

impl Message {
    /// The kind's stable name, as the outbox keeps it.
    pub fn kind(&self) -> Kind {
        match self {
            Self::SignIn(_) => Kind::SignIn,
            Self::RoundQuestion(_) => Kind::RoundQuestion,
            Self::Match(_) => Kind::Match,
            Self::LeftOut(_) => Kind::LeftOut,
            Self::Nudge(_) => Kind::Nudge,
            Self::Closing(_) => Kind::Closing,
            Self::KindQuestion(_) => Kind::KindQuestion,
            Self::Recalled(_) => Kind::Recalled,
            Self::TestMail(_) => Kind::TestMail,
            Self::RoundProposed(_) => Kind::RoundProposed,
            Self::CapacityRequest(_) => Kind::CapacityRequest,
            Self::HomeQuestion(_) => Kind::HomeQuestion,
            Self::HomeSilence(_) => Kind::HomeSilence,
            Self::ApplicationAnswer(_) => Kind::ApplicationAnswer,
            Self::SwapQuestion(_) => Kind::SwapQuestion,
            Self::PlacementProposed(_) => Kind::PlacementProposed,
            Self::PlacementTold(_) => Kind::PlacementTold,
            Self::PlacementChanged(_) => Kind::PlacementChanged,
            Self::PlacementCancelled(_) => Kind::PlacementCancelled,
            Self::PlacementCalendar(_) => Kind::PlacementCalendar,
            Self::PlacementFeedback(_) => Kind::PlacementFeedback,
            Self::MondayDigest(_) => Kind::MondayDigest,
            Self::Apology(_) => Kind::Apology,
        }
    }

    /// The name of its list among the installation's, for List-Id.
    pub fn list(&self) -> &'static str {
        match self {
            Self::PlacementProposed(PlacementProposed { about, .. })
            | Self::PlacementTold(PlacementTold { about, .. })
            | Self::PlacementChanged(PlacementChanged { about, .. })
            | Self::PlacementCancelled(PlacementCancelled { about, .. })
            | Self::PlacementCalendar(PlacementCalendar { about, .. })
            | Self::PlacementFeedback(PlacementFeedback { about, .. }) => about.kind.as_str(),
            Self::MondayDigest(_) => "mondays",
            Self::Apology(Apology { list, .. }) => list,
            Self::HomeQuestion(_)
            | Self::HomeSilence(_)
            | Self::ApplicationAnswer(_)
            | Self::SwapQuestion(_) => "rotation",
            _ => "coffee",
        }
    }

    /// The mail in words of the reader's language.
    ///
    /// *Cost:* some tens of microseconds. *Errors:* a link that is none, an attendee without an address.
    pub fn render(&self, locale: Locale, frame: &Frame) -> Result<Rendered, MailError> {
        let text = Text::new(locale);
        let (letter, invite) = match self {
            Self::SignIn(m) => (service::sign_in(m, text), None),
            Self::RoundQuestion(m) => (coffee::round_question(m, text), None),
            Self::Match(m) => {
                let invite =
                    m.invitation.as_ref().map(|meeting| matched::invitation(m, meeting, text));
                (matched::letter(m, text), invite.transpose()?)
            }
            Self::LeftOut(m) => (coffee::left_out(m, text), None),
            Self::Nudge(m) => (coffee::nudge(m, text), None),
            Self::Closing(m) => (coffee::closing(m, text), None),
            Self::KindQuestion(m) => (coffee::kind_question(m, text), None),
            Self::Recalled(m) => {
                let cancel =
                    m.cancelled.as_ref().map(|meeting| matched::cancellation(m, meeting, text));
                (matched::recalled(m, text), cancel.transpose()?)
            }
            Self::TestMail(m) => (service::test_mail(m, text), None),
            Self::RoundProposed(m) => (service::round_proposed(m, text), None),
            Self::CapacityRequest(m) => (capacity::request(m, text), None),
            Self::HomeQuestion(m) => (rotation::home_question(m, text), None),
            Self::HomeSilence(m) => (rotation::home_silence(m, text), None),
            Self::ApplicationAnswer(m) => (rotation::application_answer(m, text), None),
            Self::SwapQuestion(m) => (rotation::swap_question(m, text), None),
            Self::PlacementProposed(m) => (placed_words::proposed(m, text), None),
            Self::PlacementTold(m) => {
                let stay = m.stays.first().zip(m.entry.here());
                let event =
                    stay.map(|(stay, days)| placed_words::event(&m.about, stay, days, false, text));
                (placed_words::told(m, text), event.transpose()?)
            }
            Self::PlacementChanged(m) => {
                let now = m.changes.first().zip(m.entry.here());
                let event = now.map(|((_, stay, _), days)| {
                    placed_words::event(&m.about, stay, days, false, text)
                });
                (placed_words::changed(m, text), event.transpose()?)
            }
            Self::PlacementCancelled(m) => {
                let gone = m.stays.first().zip(m.entry.here());
                let event = gone
                    .map(|((stay, _), days)| placed_words::event(&m.about, stay, days, true, text));
                (placed_words::cancelled(m, text), event.transpose()?)
            }
            Self::PlacementCalendar(m) => {
                let event = placed_words::event(&m.about, &m.stay, &m.days, m.cancelled, text)?;
                (placed_words::calendar_only(m, text), Some(event))
            }
            Self::PlacementFeedback(m) => (placed_words::feedback(m, text), None),
            Self::MondayDigest(m) => (placed_words::digest(m, text), None),
            Self::Apology(m) => (apology::letter(m, text), None),
        };
        letter.render(text, frame, invite)
    }
}

macro_rules! kinds {
    ($($kind:ident = $name:literal),+ $(,)?) => {
        /// The kinds of mail, by their stable names.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Kind {
            $(#[doc = concat!("`", $name, "`")] $kind),+
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$kind),+];

            /// The stable name, kebab-case.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$kind => $name),+ }
            }

            /// The kind of this stable name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$kind),)+ _ => None }
            }
        }
    };
}
kinds! {
    SignIn = "sign-in",
    RoundQuestion = "round-question",
    Match = "match",
    LeftOut = "left-out",
    Nudge = "nudge",
    Closing = "closing",
    KindQuestion = "kind-question",
    Recalled = "recalled",
    TestMail = "test-mail",
    RoundProposed = "round-proposed",
    CapacityRequest = "capacity-request",
    HomeQuestion = "home-question",
    HomeSilence = "home-silence",
    ApplicationAnswer = "application-answer",
    SwapQuestion = "swap-question",
    PlacementProposed = "placement-proposed",
    PlacementTold = "placement-told",
    PlacementChanged = "placement-changed",
    PlacementCancelled = "placement-cancelled",
    PlacementCalendar = "placement-calendar",
    PlacementFeedback = "placement-feedback",
    MondayDigest = "monday-digest",
    Apology = "apology",
}
