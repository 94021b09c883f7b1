-- What a rotation call is about: who applies, what their home teams say, what host teams offer, and swaps afterwards.
-- The PostgreSQL twin has the same version, name, tables and columns; only types differ.

create table applications (
    id blob primary key,
    call_id blob not null references calls (id),
    person_id blob not null references persons (id),
    -- the team that decides whether the person may go: the one they were in when they applied
    home_team_id blob not null references teams (id),
    -- ids of teams, the dearest first
    choices text not null,
    -- numbers of the call's periods in which the person could be away
    periods text not null,
    -- how many periods in a row
    length integer not null check (length >= 1),
    goals text not null,
    state text not null check (state in ('draft', 'submitted', 'awaiting_home', 'eligible', 'placed', 'waitlisted', 'declined', 'withdrawn')),
    submitted_at text,
    -- when the home team's lead was asked, and who that was
    asked_at text,
    asked_id blob references persons (id),
    -- when the home team's silence was told to the programme's owner
    escalated_at text,
    answered_at text,
    answered_by blob references persons (id),
    -- the periods that the home team agreed to; null: it has not, or said "not now"
    agreed text,
    -- why the home team said "not now", why it was declined or taken back, and the day before which it is no use to ask
    reason text,
    not_before_on text,
    created_at text not null,
    updated_at text not null
) strict;
-- one at a time: whoever took theirs back, or was told "not now", may apply again
create unique index applications_one on applications (call_id, person_id)
    where state not in ('declined', 'withdrawn');
create index applications_call on applications (call_id, state);
create index applications_person on applications (person_id, created_at);
create index applications_team on applications (home_team_id, state);

-- what one would do with a host team in a call
create table call_teams (
    call_id blob not null references calls (id),
    team_id blob not null references teams (id),
    words text not null,
    changed_by blob references persons (id),
    changed_at text not null,
    primary key (call_id, team_id)
) strict;

-- two placements of a call that would change places
create table swaps (
    id blob primary key,
    call_id blob not null references calls (id),
    -- the placement of the one who asks, and the other
    asking_id blob not null references placements (id),
    asked_id blob not null references placements (id),
    state text not null check (state in ('asked', 'agreed', 'booked', 'refused', 'withdrawn')),
    asked_at text not null,
    -- each side's yes, in whatever order they come
    other_said_at text,
    asking_home_said_at text,
    asked_home_said_at text,
    -- who ended it, and when
    ended_by blob references persons (id),
    ended_at text,
    check (asking_id <> asked_id)
) strict;
create index swaps_call on swaps (call_id, state);
create index swaps_asking on swaps (asking_id);
create index swaps_asked on swaps (asked_id);
