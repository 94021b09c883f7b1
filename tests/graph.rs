//! The tie network measured, and what is published of it, against somebody who tries to learn more.

#[path = "graph/attacker.rs"]
mod attacker;
#[path = "graph/command.rs"]
mod command;
#[path = "graph/differencing.rs"]
mod differencing;
#[path = "graph/fraction.rs"]
mod fraction;
#[path = "graph/invariants.rs"]
mod invariants;
#[path = "graph/make.rs"]
mod make;
#[path = "graph/network.rs"]
mod network;
#[path = "graph/oracle.rs"]
mod oracle;
#[path = "graph/organisation.rs"]
mod organisation;
