//! Weft matches people across the teams of an organisation. The floors, lowest first; an arrow only points down.

pub mod domain;
pub mod text;
pub mod mail;
pub mod optimise;
pub mod store;
pub mod programmes;
pub mod scheduler;
pub mod web;
pub mod config;
pub mod telemetry;
pub mod app;
pub mod demo;
pub mod cli;
