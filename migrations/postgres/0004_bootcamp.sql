-- The new hires of a cohort. Their home team is the roster's.
-- The SQLite twin has the same version, name, tables and columns; only types differ.

create table hires (
    cohort_id uuid not null references cohorts (id),
    person_id uuid not null references persons (id),
    -- weeks of the cohort: the first in which the hire can be placed, and the one after the last
    from_week bigint not null check (from_week >= 0),
    to_week bigint not null,
    -- their own number and length of stints; null: as the rules say
    stints bigint check (stints >= 0),
    length bigint check (length >= 1),
    -- teams: those they would like to visit, best first, and those they do not visit
    likes jsonb not null,
    avoid jsonb not null,
    added_by uuid references persons (id),
    added_at timestamptz not null,
    changed_at timestamptz not null,
    primary key (cohort_id, person_id),
    check (to_week > from_week)
);
create index hires_person on hires (person_id);
