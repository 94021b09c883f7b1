//! Weft matches people across the teams of an organisation. The floors, lowest first; an arrow only points down.

pub mod app;
pub mod cli;
pub mod config;
pub mod demo;
pub mod domain;
pub mod mail;
pub mod optimise;
pub mod programmes;
pub mod scheduler;
pub mod simulate;
pub mod store;
pub mod telemetry;
pub mod text;
pub mod web;
