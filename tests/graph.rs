//! What is published of the organisation, against somebody who tries to learn more.

#[path = "graph/attacker.rs"]
mod attacker;
#[path = "graph/differencing.rs"]
mod differencing;
#[path = "graph/fraction.rs"]
mod fraction;
#[path = "graph/organisation.rs"]
mod organisation;
