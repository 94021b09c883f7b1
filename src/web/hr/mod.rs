//! What HR sees: figures of closed quarters about groups, and nothing else. Every page here is made from a
//! [`crate::graph::disclose::Publication`]; nothing here reads people, groups or ties.

mod advice;
pub mod connections;
pub mod export;
mod figures;
pub mod gate;
pub mod looks;
mod map;
mod matrix;
mod measures;
mod parity;
pub mod sheets;
