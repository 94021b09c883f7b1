-- The relay as all workers see it, bounces that came back, secret calendar addresses.
-- The PostgreSQL twin has the same version, name, tables and columns; only types differ.

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
