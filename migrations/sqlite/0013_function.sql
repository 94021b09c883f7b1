-- What people do and how senior they are, as the roster groups them: by these too, figures about many can be told apart.
-- The PostgreSQL twin has the same version, name, tables and columns; only types differ.

-- a job family; null: the roster does not say
alter table persons add column function text;
-- a level in the roster's words; null: the roster does not say
alter table persons add column seniority text;
