-- What people write about a run afterwards, without blame: for the next time, not about anybody.
-- The SQLite twin has the same version, name, tables and columns; only types differ.

create table run_reviews (
    run_id uuid primary key references runs (id),
    -- what went well, what surprised, what is changed because of it
    went_well text not null,
    surprised text not null,
    changes text not null,
    -- grows with each change: two people who write at one time do not undo each other
    version bigint not null,
    changed_by uuid references persons (id),
    changed_at timestamptz not null
);
