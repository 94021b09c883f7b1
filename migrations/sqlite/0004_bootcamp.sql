-- The new hires of a cohort. Their home team is the roster's.
-- The PostgreSQL twin has the same version, name, tables and columns; only types differ.

create table hires (
    cohort_id blob not null references cohorts (id),
    person_id blob not null references persons (id),
    -- weeks of the cohort: the first in which the hire can be placed, and the one after the last
    from_week integer not null check (from_week >= 0),
    to_week integer not null,
    -- their own number and length of stints; null: as the rules say
    stints integer check (stints >= 0),
    length integer check (length >= 1),
    -- teams: those they would like to visit, best first, and those they do not visit
    likes text not null,
    avoid text not null,
    added_by blob references persons (id),
    added_at text not null,
    changed_at text not null,
    primary key (cohort_id, person_id),
    check (to_week > from_week)
) strict;
create index hires_person on hires (person_id);
