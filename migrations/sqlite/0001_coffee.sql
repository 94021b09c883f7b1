-- People, programmes, coffee runs, delivery and the audit chain.
-- The PostgreSQL twin has the same version, name, tables and columns; only types differ.

create table settings (
    name text primary key,
    value text not null,
    changed_at text not null
) strict;

create table teams (
    id blob primary key,
    name text not null unique,
    parent_id blob references teams (id),
    lead_id blob,
    -- the most people of the team in one coffee round; null: no limit
    coffee_seats integer check (coffee_seats >= 0),
    created_at text not null
) strict;

create table persons (
    id blob primary key,
    external_id text unique,
    email text not null unique check (email = lower(email)),
    name text not null,
    -- name and address as searches compare them: lower case, without marks
    search text not null,
    team_id blob not null references teams (id),
    manager_id blob references persons (id),
    site text,
    zone text not null,
    starts_on text,
    state text not null check (state in ('active', 'away', 'left')),
    language text not null check (language in ('en', 'de')),
    left_at text,
    -- the address bounced hard, or the person was erased: nothing is sent
    suppressed_at text,
    erased_at text,
    -- made on the command line, not by a roster: a roster without them does not make them leave
    by_hand integer not null,
    created_at text not null,
    updated_at text not null
) strict;
create index persons_team on persons (team_id);
create index persons_manager on persons (manager_id);
create index persons_name on persons (name, id);

-- the teams somebody was in before: in team_id until until_at, then in the next such row's, at last in persons.team_id
create table past_teams (
    person_id blob not null references persons (id),
    team_id blob not null references teams (id),
    until_at text not null,
    primary key (person_id, until_at)
) strict;

create table role_grants (
    person_id blob not null references persons (id),
    role text not null check (role in ('coordinator', 'hr', 'lead', 'admin', 'auditor')),
    granted_by blob references persons (id),
    granted_at text not null,
    primary key (person_id, role)
) strict;

create table profiles (
    person_id blob primary key references persons (id),
    about text not null,
    topics text not null,
    speaks text not null,
    place text not null check (place in ('online', 'office', 'either')),
    hours text not null,
    calendar integer not null,
    on_map integer not null,
    updated_at text not null
) strict;

create table pauses (
    person_id blob primary key references persons (id),
    from_on text not null,
    -- the first day the person is back; null: until they say so
    until_on text,
    created_at text not null,
    check (until_on is null or until_on > from_on)
) strict;

create table rather_nots (
    person_id blob not null references persons (id),
    other_id blob not null references persons (id),
    created_at text not null,
    primary key (person_id, other_id),
    check (person_id <> other_id)
) strict;
create index rather_nots_other on rather_nots (other_id);

create table ties (
    a_id blob not null references persons (id),
    b_id blob not null references persons (id),
    source text not null check (source in ('coffee', 'bootcamp', 'rotation', 'team', 'imported', 'stated')),
    -- a released plan brought the two together, whether or not they met
    introduced_on text,
    -- they met: first, last, how often. All null or 0: only introduced, or known since long (imported, stated)
    first_on text,
    last_on text,
    times integer not null check (times >= 0),
    -- 'introduced' is no tie yet for measures; 'met' is
    state text not null check (state in ('introduced', 'met')),
    updated_at text not null,
    primary key (a_id, b_id, source),
    check (a_id < b_id)
) strict;
create index ties_b on ties (b_id);

create table programmes (
    id blob primary key,
    kind text not null check (kind in ('coffee', 'bootcamp', 'rotation')),
    name text not null unique,
    purpose text not null,
    owner_id blob not null references persons (id),
    state text not null check (state in ('draft', 'active', 'paused', 'ended')),
    -- as written: 'every 2 weeks on Tuesday 09:00' or five-field cron
    cadence text not null,
    zone text not null,
    -- cadences count from here; no slot lies before it
    starts_at text not null,
    rules text not null,
    -- the latest slot for which a run exists or was skipped
    last_slot_at text,
    created_at text not null,
    updated_at text not null
) strict;

create table enrolments (
    programme_id blob not null references programmes (id),
    person_id blob not null references persons (id),
    consent text not null check (consent in ('standing', 'ask')),
    -- rounds in a row in which the person was eligible and left out
    waited integer not null check (waited >= 0),
    -- rounds in a row without any word (no answer to a question, no mark on a meeting)
    silent integer not null check (silent >= 0),
    -- after three silent rounds one question is asked and the person rests
    resting_since text,
    joined_at text not null,
    left_at text,
    primary key (programme_id, person_id)
) strict;
create index enrolments_person on enrolments (person_id);

create table runs (
    id blob primary key,
    programme_id blob not null references programmes (id),
    round_no integer not null,
    slot_at text not null,
    trigger text not null check (trigger in ('schedule', 'manual')),
    state text not null check (state in ('draft', 'solving', 'proposed', 'held', 'released', 'sending', 'sent', 'closed', 'cancelled', 'failed', 'recalled', 'skipped')),
    -- slots missed before this one and folded into it
    missed_slots integer not null,
    lease_holder text,
    lease_until text,
    fence integer not null,
    attempts integer not null,
    asked_at text,
    -- the stored input, exact bytes, and what made the plan of it
    problem blob,
    problem_sha256 text,
    seed integer,
    weft_version text,
    plan text,
    explanation text,
    status text,
    value integer,
    bound integer,
    people integer,
    group_count integer,
    left_out_count integer,
    new_connections integer,
    solve_millis integer,
    -- the solver's milestones so far (domain::plan::Milestone), thinned to at most 120
    progress text,
    -- somebody pressed Stop: the solver ends with the best plan so far
    stop_asked_at text,
    solved_at text,
    -- released by itself at this instant; null while proposed: waits for a person
    hold_until text,
    released_at text,
    released_by blob references persons (id),
    nudge_at text,
    nudged_at text,
    closes_at text,
    closed_at text,
    recalled_at text,
    note text,
    created_at text not null,
    unique (programme_id, slot_at),
    unique (programme_id, round_no)
) strict;
create index runs_state on runs (state, slot_at);

create table answers (
    run_id blob not null references runs (id),
    person_id blob not null references persons (id),
    answer text not null check (answer in ('yes', 'skip')),
    answered_at text not null,
    primary key (run_id, person_id)
) strict;

create table groups (
    id blob primary key,
    run_id blob not null references runs (id),
    ordinal integer not null,
    state text not null check (state in ('proposed', 'released', 'scheduled', 'met', 'not_met', 'unknown', 'recalled')),
    reason text,
    inviter_id blob not null references persons (id),
    -- three instants inside everybody's hours
    slots text not null,
    question text not null,
    -- SEQUENCE of the calendar event
    sequence integer not null,
    released_at text,
    changed_at text not null,
    unique (run_id, ordinal)
) strict;

create table group_members (
    group_id blob not null references groups (id),
    run_id blob not null references runs (id),
    person_id blob not null references persons (id),
    mark text check (mark in ('scheduled', 'met', 'not_met')),
    reason text,
    words text,
    -- coordinators may read the words
    words_shared integer not null,
    marked_at text,
    primary key (group_id, person_id),
    -- nobody is in two groups of one round
    unique (run_id, person_id)
) strict;
create index group_members_person on group_members (person_id);

create table left_outs (
    run_id blob not null references runs (id),
    person_id blob not null references persons (id),
    reason text not null,
    primary key (run_id, person_id)
) strict;

create table outbox (
    id blob primary key,
    -- what it is about, so that nobody gets the same thing twice: 'match:<group>:<person>'
    dedup_key text not null unique,
    kind text not null,
    programme_id blob references programmes (id),
    run_id blob references runs (id),
    group_id blob references groups (id),
    recipient_id blob references persons (id),
    recipient_address text not null,
    subject text not null,
    -- RFC 5322 bytes as they are sent, rendered once
    message blob not null,
    state text not null check (state in ('queued', 'sending', 'sent', 'deferred', 'failed', 'suppressed', 'cancelled')),
    attempts integer not null,
    next_at text not null,
    not_after text,
    lease_holder text,
    lease_until text,
    fence integer not null,
    sent_at text,
    last_error text,
    created_at text not null
) strict;
create index outbox_due on outbox (state, next_at);
create index outbox_group on outbox (group_id, recipient_id);
create index outbox_run on outbox (run_id, state);
create index outbox_recipient on outbox (recipient_id, created_at);

create table sign_ins (
    id blob primary key,
    -- null: nobody has the address; the row is there so that both answers cost the same
    person_id blob references persons (id),
    token_hash blob not null unique,
    code_hash blob not null,
    attempts integer not null,
    agent text not null,
    -- the local path to go to afterwards
    return_to text not null,
    created_at text not null,
    expires_at text not null,
    used_at text,
    -- the mail is in the outbox (or none is to be sent)
    mailed_at text
) strict;
create index sign_ins_person on sign_ins (person_id, created_at);

create table sessions (
    id_hash blob primary key,
    person_id blob not null references persons (id),
    agent text not null,
    created_at text not null,
    seen_at text not null,
    expires_at text not null,
    revoked_at text
) strict;
create index sessions_person on sessions (person_id);

create table imports (
    id blob primary key,
    kind text not null check (kind in ('roster', 'ties')),
    file_name text not null,
    bytes blob not null,
    mapping text not null,
    summary text not null,
    state text not null check (state in ('previewed', 'applied', 'dropped')),
    created_by blob references persons (id),
    created_at text not null,
    applied_at text
) strict;

create table quarantine (
    email text primary key,
    external_id text,
    name text not null,
    row text not null,
    reason text not null,
    -- null: waits; otherwise 'person' or 'ignored'
    decision text check (decision in ('person', 'ignored')),
    import_id blob references imports (id),
    created_at text not null
) strict;

create table leases (
    name text primary key,
    holder text not null,
    until_at text not null,
    term integer not null,
    renewed_at text not null
) strict;

-- append-only and chained: hash = sha256(prev_hash, seq, at, actor, action, subject, detail)
create table audit (
    seq integer primary key,
    at text not null,
    actor text not null,
    action text not null,
    subject text not null,
    detail text not null,
    prev_hash blob not null,
    hash blob not null
) strict;

-- the chain's end; the row is locked while a line is appended
create table audit_head (
    id integer primary key check (id = 1),
    seq integer not null,
    hash blob not null
) strict;
insert into audit_head (id, seq, hash) values (1, 0, x'');

-- who looked at somebody's data
create table views (
    id blob primary key,
    subject_id blob not null references persons (id),
    viewer text not null,
    what text not null,
    at text not null
) strict;
create index views_subject on views (subject_id, at);
