//! The proof of a bound, as data: what an independent reader needs to check it without solving.
//!
//! A tree of case distinctions. Each leaf has a price for every person, seat, team pair, odd set and the trio, and
//! these prices bound every plan of its case (weak duality; `docs/model.md`, "The bound"). Prices are integers, so the
//! check is exact.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Prices are counted in this fraction of a milli-connection.
pub const SCALE: i64 = 65_536;

/// The name of this kind of certificate.
pub const CERTIFICATE_KIND: &str = "coffee-dual-tree/1";

/// The proof of a plan's bound.
///
/// Units: all prices in 1/`scale` milli-connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// [`CERTIFICATE_KIND`], [`RELAXATION_KIND`], [`GROUPS_TREE_KIND`] or [`GROUPS_RELAXATION_KIND`].
    pub kind: String,
    /// Always [`SCALE`].
    pub scale: i64,
    /// SHA-256 of `nodes`, or of `relaxation`, as compact JSON, so that a change is noticed even where it would prove the same.
    pub digest: String,
    /// The tree: node 0 is the root; a child's number is larger than its parent's; every node but the root has exactly
    /// one parent. Bootcamps and rotations have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nodes: Vec<Node>,
    /// The prices of the linear relaxation, for bootcamps and rotations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relaxation: Option<Relaxation>,
}

/// The name of the certificate of bootcamps and rotations.
pub const RELAXATION_KIND: &str = "packing-relaxation/1";

/// The name of the certificate of groups whose prices cover every group.
pub const GROUPS_TREE_KIND: &str = "coffee-groups-tree/1";

/// The name of the certificate of groups by the relaxation to pairs: a single leaf, in which a person's price is for
/// each of their pairs.
pub const GROUPS_RELAXATION_KIND: &str = "coffee-groups-relaxation/1";

/// Prices of the linear relaxation of a whole-number programme, and what its solver says beyond them.
///
/// Units: prices and their sum in 1/`scale` milli-connection.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relaxation {
    /// What the prices prove.
    pub sum: i64,
    /// What the solver of the whole-number programme says no plan is worth more than, where that is less than the
    /// prices prove: its word, which nothing here proves. Units: milli-connections.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub solver_bound: Option<i64>,
    /// The prices that are not 0.
    pub rows: Vec<RowPrice>,
    /// Prices of odd sets of rows; absent: none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub odd_sets: Vec<OddRows>,
}

/// Half the sum of some rows, each side rounded down: no plan exceeds it, because whatever is chosen is whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OddRows {
    /// Its price.
    pub price: i64,
    /// The rows, each once; only such as are limits.
    pub rows: Vec<RowName>,
}

/// A row of the linear relaxation, named as in [`RowPrice`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowName {
    /// The constraint's id.
    pub constraint: String,
    /// The person it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// The team it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
    /// The week or period it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<u32>,
}

impl RowName {
    /// The row at this price.
    #[must_use]
    pub fn at_price(&self, price: i64) -> RowPrice {
        let Self { constraint, person, team, at } = self.clone();
        RowPrice { constraint, person, team, at, price }
    }
}

impl From<RowPrice> for RowName {
    fn from(row: RowPrice) -> Self {
        let RowPrice { constraint, person, team, at, .. } = row;
        Self { constraint, person, team, at }
    }
}

/// The price of a row of the linear relaxation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowPrice {
    /// The constraint's id.
    pub constraint: String,
    /// The person it is about; for `manager-first` the manager.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// The team it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
    /// The week or period it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<u32>,
    /// The price.
    pub price: i64,
}

impl Certificate {
    /// A certificate of these nodes.
    #[must_use]
    pub fn new(nodes: Vec<Node>) -> Self {
        let digest = digest(&nodes);
        Self { kind: CERTIFICATE_KIND.into(), scale: SCALE, digest, nodes, relaxation: None }
    }

    /// A certificate of groups: of kind [`GROUPS_TREE_KIND`] or [`GROUPS_RELAXATION_KIND`].
    #[must_use]
    pub fn of_groups(kind: &str, nodes: Vec<Node>) -> Self {
        Self { kind: kind.into(), ..Self::new(nodes) }
    }

    /// A certificate of these prices.
    #[must_use]
    pub fn of_relaxation(relaxation: Relaxation) -> Self {
        Self {
            kind: RELAXATION_KIND.into(),
            scale: SCALE,
            digest: digest_of_relaxation(&relaxation),
            nodes: Vec::new(),
            relaxation: Some(relaxation),
        }
    }
}

/// SHA-256 of the nodes as compact JSON.
#[must_use]
pub fn digest(nodes: &[Node]) -> String {
    super::sha256_of(nodes)
}

/// SHA-256 of the prices as compact JSON.
#[must_use]
pub fn digest_of_relaxation(relaxation: &Relaxation) -> String {
    super::sha256_of(relaxation)
}

/// A case, distinguished further or bounded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "node", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Node {
    /// Either two people are in one group, or they are not.
    Pair {
        /// One of the two.
        a: String,
        /// The other.
        b: String,
        /// The case in which they are in one group.
        together: usize,
        /// The case in which they are not.
        apart: usize,
    },
    /// Either two teams get at most so many new connections, or more.
    Link {
        /// One of the teams.
        a: String,
        /// The other.
        b: String,
        /// The limit.
        at_most: u32,
        /// The case of at most so many.
        below: usize,
        /// The case of more.
        above: usize,
    },
    /// Either a person is in the trio, or not.
    Trio {
        /// The person.
        person: String,
        /// The case in which there is a trio with them.
        inside: usize,
        /// The case in which they are in no trio.
        outside: usize,
    },
    /// A case with its prices.
    Leaf(Leaf),
}

/// The prices that bound a case.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leaf {
    /// What the prices prove for this case: their sum.
    pub sum: i64,
    /// Price of each person; absent: 0.
    pub people: BTreeMap<String, i64>,
    /// Price of a seat of each team; absent: 0.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub seats: BTreeMap<String, i64>,
    /// Price of a link between two teams; absent: what its first step is worth, so that the link itself gains nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<LinkPrice>,
    /// Prices of odd sets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub odd_sets: Vec<OddSet>,
    /// Price of the trio.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub trio: i64,
    /// Prices of groups by their size, where groups may have more than two; absent: 0.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sizes: Vec<SizePrice>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
fn is_zero(n: &i64) -> bool {
    *n == 0
}

/// The price of a group of a size.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SizePrice {
    /// The size.
    pub size: u32,
    /// The price.
    pub price: i64,
}

/// The price of a new connection between two teams, on top of what it is worth by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkPrice {
    /// One of the teams.
    pub a: String,
    /// The other.
    pub b: String,
    /// The price.
    pub price: i64,
}

/// Half the sum of some constraints, rounded down: people, seats, links, steps and the one trio, whose right sides add
/// up to an odd number (the blossoms of matching, and their like for seats, links and the trio).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OddSet {
    /// Its price.
    pub price: i64,
    /// People whose constraint is in the sum.
    pub people: Vec<String>,
    /// Teams whose seats are in the sum.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub teams: Vec<String>,
    /// Team pairs whose link constraint is in the sum.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<(String, String)>,
    /// Steps (from 1) of those links whose limit is in the sum.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<(String, String, u32)>,
    /// Whether "at most one trio" is in the sum.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub trio: bool,
}
