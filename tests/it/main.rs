//! The whole service's scenarios, in the domain's words, each on SQLite and on PostgreSQL.

mod calendar;
mod people;
mod smoke;
mod world;
