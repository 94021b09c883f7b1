//! Floor 0: the words of Weft as types. No I/O, no clock, no globals.

pub mod access;
pub mod bootcamp;
pub mod bounce;
pub mod calendar;
pub mod capacity;
pub mod clock;
pub mod coffee;
pub mod id;
pub mod person;
pub mod placement;
pub mod plan;
pub mod quarter;
pub mod retention;
pub mod roster;
pub mod rotation;
pub mod slots;
pub mod target;
pub mod team;
pub mod tie;
pub mod turns;
pub mod week;
pub mod wishes;
pub mod words;

pub(crate) use words::words;
