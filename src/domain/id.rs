//! Identities: one newtype per noun over a `UUIDv7` made from a given instant and given random bits.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(out)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )+};
}

id!(
    /// Somebody on the roster.
    PersonId,
    /// A team.
    TeamId,
    /// A coffee, bootcamp or rotation programme.
    ProgrammeId,
    /// One execution of the optimiser.
    RunId,
    /// The people of one coffee meeting.
    GroupId,
    /// The new hires of one bootcamp that are planned together.
    CohortId,
    /// One application window of a rotation programme.
    CallId,
    /// Somebody's stint or rotation with a host team.
    PlacementId,
    /// Somebody's application to a call.
    ApplicationId,
    /// A swap of two placements, asked for.
    SwapId,
    /// A question to teams what they can spare.
    CapacityRequestId,
    /// Two groups of teams that should meet.
    TargetId,
    /// One message to one person.
    NoticeId,
    /// One uploaded file waiting for its confirmation.
    ImportId,
    /// A row of the sign-in table.
    SignInId,
);

/// Where random bytes come from: the operating system in the service, a seed in tests.
pub type Random = Box<dyn FnMut(&mut [u8]) + Send>;

/// Makes ids. Two ids made by one `Ids` never compare equal; ids made later sort later (by millisecond).
pub struct Ids(std::sync::Mutex<Random>);

impl Ids {
    /// A maker of ids over the given source of random bytes.
    pub fn new(random: Random) -> Self {
        Self(std::sync::Mutex::new(random))
    }

    /// Fills `bytes` from the same source.
    pub fn fill(&self, bytes: &mut [u8]) {
        let mut random = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        random(bytes);
    }

    /// The next id, as any of the newtypes.
    pub fn next<I: From<Uuid>>(&self, now: DateTime<Utc>) -> I {
        let mut bits = [0; 10];
        self.fill(&mut bits);
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
        I::from(uuid::Builder::from_unix_timestamp_millis(millis, &bits).into_uuid())
    }
}

impl fmt::Debug for Ids {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Ids")
    }
}
