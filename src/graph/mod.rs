//! Floor 1: the tie network. Pure: no I/O, no clock, no global; the same input gives the same answer.

pub mod open_map;
