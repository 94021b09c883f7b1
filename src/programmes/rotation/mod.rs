//! Rotations: calls, applications, what home teams say, and what the optimiser gets of it.

pub mod setting;

pub use setting::setting;
