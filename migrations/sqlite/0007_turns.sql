-- Taking turns at sitting out: an account for everybody in a programme.
-- The PostgreSQL twin has the same version, name, tables and columns; only types differ.

-- thousandths of a round sat out beyond an even share of the rounds the person was in; below 0: less than that
alter table enrolments add column account integer not null default 0;
