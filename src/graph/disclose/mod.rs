//! What HR may see (rules R1–R12 of the specification): one way from facts to figures.
//!
//! **In**: [`Facts`] of one closed quarter: people with their units (division → department → team) and other groups,
//! what they did, and ties with the units that both were in when they met; and all that was published before.
//! **Out**: a [`Publication`]: always the same tables ([`rules::r8_tables`]), each cell a count or withheld, and the
//! level really shown. It is made once, kept, and never made again: what is reported late counts for a later quarter.
//!
//! # What somebody can learn, and what is done about it
//!
//! Whoever reads the figures knows the directory: who was in which group when, and how many. They add and subtract.
//!
//! | what leaks | what is done |
//! |---|---|
//! | small cells | R1, R3, R7 for each cell by itself |
//! | totals less shown parts; a level against the level above; matrices with both marginals, symmetric ones; tables of one thing by several dimensions | every figure of a quarter that counts the same thing is a row of one matrix; cells are shown as long as **every** combination of rows depends on k people or more ([`algebra`] proves what is checked). Larger cells are tried first, so the smallest go, as complementary suppression wants it |
//! | rates whose denominator is known: all but two opted in | the same is asked of those who did *not*: people who could have, at every stage |
//! | noughts | nought is withheld like any count below k, also where it could be computed: "none of these" tells about all of them. Only what the directory itself makes impossible says so ([`publication::Hidden::Nobody`]) |
//! | what a reason tells: "withheld to protect another" means "at least k" | one word for all reasons |
//! | "not below nought", "at most all of them" | follows from the same condition (see [`algebra`]) |
//! | rounding | there is none: rounded figures can be averaged; counts are exact or withheld |
//! | quarters one after the other: somebody comes, goes, moves, or a department is moved | R6: the same condition over the rows of the newest quarter with those of each earlier one, and of all together, as if everybody did always what they once did. A figure that changed by fewer than k contributors is withheld until nothing or enough has changed since it was last shown; the earlier figure stays and pages can show it with its date |
//! | growth, novelty and churn since the quarter before | growth is what two shown totals say. How many ties came is one figure more: novelty and churn are shown when none came or none went, or when the same condition holds for that figure with all others |
//! | corrections that come late | nothing is published anew |
//! | k raised later | new figures, together with the old ones, are held to the new k; old ones stay |
//! | counts of people among the measures (isolates, cut points) | shown only from k up to all but k, and when they changed by none or k; no measure without the ties it is made of |
//! | measures from which the number of ties across groups follows (share, lift) | of the level that the table of ties shows, and only where it shows that number |
//! | modularity and assortativity: squares of what groups have, so that whole numbers give withheld cells away | computed from the published table itself, where it shows each group's ties and those inside it |
//! | pairs without a way: of which teams the people without a way are, and in what pieces they hang together | pairs of all people that are not both in the largest piece: the same number as how large that is |
//! | a measure that is not there, where another one would be withheld: nobody hosted, half of the newcomers are not so far | the fixed list of measures ([`rules::r8_measures`]): withheld is the one word for all |
//! | a gate that is an answer: withheld only when one to four people have no tie, or no offer | no gate hangs on how many have none; a spread over everybody does not tell it |
//! | a spread over whole numbers that are nearly all alike | k people have another number than most |
//! | mean steps below two; mean and harmonic mean of the same steps: with the number of ties they can tell how many people have no way | a mean from two on, in hundredths, and no harmonic mean |
//! | how many communities there are, with fewer ties than people | counted from as many ties as people on |
//! | a rate with its interval, from which both numbers follow, and so one meeting more | steps of five in a hundred with the interval of 100, 200, 400, … meetings, from 100 on |
//! | a late median that only one newcomer can be behind | k newcomers were watched for so long |
//! | hours where all meetings are as long | shown of whom it is shown how many met |
//! | ties that are not there, where nearly all are | R3 for each cell; where fewer than k are missing, also nothing from which that cell follows |
//!
//! # Contributors or headcount
//!
//! "Membership changed by 0 or by at least k" (R6) is asked of those who contributed where nobody outside can know who
//! could have: of ties. A hire who has met nobody hides no figure of ties, nor a measure of the whole, all of which rest
//! on the number of ties. It is asked of everybody who could have contributed where the directory tells who that is: one
//! hire more and as many opted in as before would say that the hire did not. (Counting contributors there too would show
//! more, and the attacker of `tests/graph` derives that hire.) So quarters in which few people came or went hide much of
//! who takes part, and little of who is connected.
//!
//! Ties: a pair counts once, where both were when they last met; over time what comes and goes are the ties, so a
//! cell is shown again when those that came or went are of enough people. That nothing came or went may be seen (R6:
//! changed by none).
//!
//! Not covered: what somebody knows from elsewhere (a person who knows of all others in a group but one), and relations
//! between different quantities other than minutes and meetings. Against the first k is the measure; for the second each
//! quantity keeps the rules by itself.
//!
//! # What it costs
//!
//! Small spaces are eliminated as a whole at each look ([`algebra`]). In large ones figures are taken on one by one, and
//! what earlier quarters showed only says who was alike until now ([`sharing`]): the cost of a quarter grows with what is
//! read of earlier ones and hardly otherwise. All work is counted in steps; a table whose steps are spent withholds what
//! was not decided and says so ([`publication::Table::unfinished`]), and a level with too many cells is passed over
//! ([`publication::RolledUp::TooMany`]).
//!
//! Tests turn off a rule with `Rules::broken` to show that the attack in `tests/graph` finds something then. It is
//! hidden from the documentation, `Rules` has no public field, and a test asserts that nothing in `src` calls it.

mod algebra;
mod deck;
pub mod facts;
mod history;
mod kept;
pub mod publication;
pub mod rules;
mod select;
mod sharing;
mod space;
#[cfg(test)]
mod tests;

pub use facts::{Closed, Facts};
pub use publication::Publication;
pub use rules::{K_FLOOR, Rules, TooFew};
pub use select::publish;

/// The version of the rules' code; a publication keeps the one that made it.
pub const ENGINE: u32 = 4;
