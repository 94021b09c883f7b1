//! Floor 1: how the organisation is connected, and what of it may be shown. Pure: no I/O, no clock, no globals.

pub mod disclose;
