-- What guests of a bootcamp can expect of a team, in its own words.
-- The PostgreSQL twin has the same version, name, tables and columns; only types differ.

alter table teams add column expect text not null default '';
