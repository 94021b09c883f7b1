//! Weft matches people across the teams of an organisation. The floors, lowest first; an arrow only points down.

// Tests inside use the generators of tests/, which name the crate.
#[cfg(test)]
extern crate self as weft;

pub mod app;
pub mod cli;
pub mod config;
pub mod demo;
pub mod domain;
pub mod graph;
pub mod mail;
pub mod optimise;
pub mod programmes;
pub mod scheduler;
pub mod simulate;
pub mod store;
pub mod telemetry;
pub mod text;
pub mod web;
