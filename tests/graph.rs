//! The tie network measured: what must hold of every network, and files for programs of others.

#[path = "graph/command.rs"]
mod command;
#[path = "graph/invariants.rs"]
mod invariants;
#[path = "graph/make.rs"]
mod make;
#[path = "graph/network.rs"]
mod network;
#[path = "graph/oracle.rs"]
mod oracle;
