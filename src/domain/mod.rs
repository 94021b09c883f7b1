//! Floor 0: the words of Weft as types. No I/O, no clock, no globals.

pub mod access;
pub mod calendar;
pub mod clock;
pub mod coffee;
pub mod id;
pub mod person;
pub mod plan;
pub mod roster;
pub mod slots;
pub mod team;
pub mod tie;
pub mod turns;
pub mod wishes;
pub mod words;

pub(crate) use words::words;
