-- What people do and how senior they are; the relay as all workers see it; bounces; calendar addresses; reviews of runs.
-- The PostgreSQL twin has the same version, name, tables and columns; only types differ.

-- What people do and how senior they are, as the roster groups them: by these too, figures about many can be told apart.

-- a job family; null: the roster does not say
alter table persons add column function text;
-- a level in the roster's words; null: the roster does not say
alter table persons add column seniority text;

-- The relay as all workers see it, bounces that came back, secret calendar addresses.

create table relay (
    id integer primary key check (id = 1),
    -- null: it works, as far as anybody knows
    down_since text,
    reason text,
    -- how often in a row it did not work
    tries integer not null,
    -- nobody speaks to it before; one worker tries then
    next_try_at text
) strict;
insert into relay (id, tries) values (1, 0);

-- messages of the last minute
create index outbox_sent on outbox (sent_at);

-- what came back of mails: reports by mail, and refusals of the relay itself
create table bounces (
    -- SHA-256 of what came: the same report read twice counts once
    digest blob primary key,
    notice_id blob references outbox (id),
    person_id blob references persons (id),
    verdict text not null check (verdict in ('hard', 'soft', 'aside')),
    -- 5.1.1, or why it was set aside
    status text not null,
    received_at text not null
) strict;
create index bounces_person on bounces (person_id, received_at);
create index bounces_received on bounces (received_at);

-- one secret address per person under which a calendar reads their own dates; only its hash is kept
create table calendar_feeds (
    person_id blob primary key references persons (id),
    token_hash blob not null unique,
    made_at text not null
) strict;

-- What people write about a run afterwards, without blame: for the next time, not about anybody.

create table run_reviews (
    run_id blob primary key references runs (id),
    -- what went well, what surprised, what is changed because of it
    went_well text not null,
    surprised text not null,
    changes text not null,
    -- grows with each change: two people who write at one time do not undo each other
    version integer not null,
    changed_by blob references persons (id),
    changed_at text not null
) strict;
