-- People, programmes, coffee runs, delivery and the audit chain.
-- The SQLite twin has the same version, name, tables and columns; only types differ.

create table settings (
    name text primary key,
    value jsonb not null,
    changed_at timestamptz not null
);

create table teams (
    id uuid primary key,
    name text not null unique,
    parent_id uuid references teams (id),
    lead_id uuid,
    -- the most people of the team in one coffee round; null: no limit
    coffee_seats bigint check (coffee_seats >= 0),
    created_at timestamptz not null
);

create table persons (
    id uuid primary key,
    external_id text unique,
    email text not null unique check (email = lower(email)),
    name text not null,
    -- name and address as searches compare them: lower case, without marks
    search text not null,
    team_id uuid not null references teams (id),
    manager_id uuid references persons (id),
    site text,
    zone text not null,
    starts_on date,
    state text not null check (state in ('active', 'away', 'left')),
    language text not null check (language in ('en', 'de')),
    left_at timestamptz,
    -- the address bounced hard, or the person was erased: nothing is sent
    suppressed_at timestamptz,
    erased_at timestamptz,
    -- made on the command line, not by a roster: a roster without them does not make them leave
    by_hand boolean not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create index persons_team on persons (team_id);
create index persons_manager on persons (manager_id);
create index persons_name on persons (name, id);

-- the teams somebody was in before: in team_id until until_at, then in the next such row's, at last in persons.team_id
create table past_teams (
    person_id uuid not null references persons (id),
    team_id uuid not null references teams (id),
    until_at timestamptz not null,
    primary key (person_id, until_at)
);

create table role_grants (
    person_id uuid not null references persons (id),
    role text not null check (role in ('coordinator', 'hr', 'lead', 'admin', 'auditor')),
    granted_by uuid references persons (id),
    granted_at timestamptz not null,
    primary key (person_id, role)
);

create table profiles (
    person_id uuid primary key references persons (id),
    about text not null,
    topics jsonb not null,
    speaks jsonb not null,
    place text not null check (place in ('online', 'office', 'either')),
    hours jsonb not null,
    calendar boolean not null,
    on_map boolean not null,
    updated_at timestamptz not null
);

create table pauses (
    person_id uuid primary key references persons (id),
    from_on date not null,
    -- the first day the person is back; null: until they say so
    until_on date,
    created_at timestamptz not null,
    check (until_on is null or until_on > from_on)
);

create table rather_nots (
    person_id uuid not null references persons (id),
    other_id uuid not null references persons (id),
    created_at timestamptz not null,
    primary key (person_id, other_id),
    check (person_id <> other_id)
);
create index rather_nots_other on rather_nots (other_id);

create table ties (
    a_id uuid not null references persons (id),
    b_id uuid not null references persons (id),
    source text not null check (source in ('coffee', 'bootcamp', 'rotation', 'team', 'imported', 'stated')),
    -- a released plan brought the two together, whether or not they met
    introduced_on date,
    -- they met: first, last, how often. All null or 0: only introduced, or known since long (imported, stated)
    first_on date,
    last_on date,
    times bigint not null check (times >= 0),
    -- 'introduced' is no tie yet for measures; 'met' is
    state text not null check (state in ('introduced', 'met')),
    updated_at timestamptz not null,
    primary key (a_id, b_id, source),
    check (a_id < b_id)
);
create index ties_b on ties (b_id);

create table programmes (
    id uuid primary key,
    kind text not null check (kind in ('coffee', 'bootcamp', 'rotation')),
    name text not null unique,
    purpose text not null,
    owner_id uuid not null references persons (id),
    state text not null check (state in ('draft', 'active', 'paused', 'ended')),
    -- as written: 'every 2 weeks on Tuesday 09:00' or five-field cron
    cadence text not null,
    zone text not null,
    -- cadences count from here; no slot lies before it
    starts_at timestamptz not null,
    rules jsonb not null,
    -- the latest slot for which a run exists or was skipped
    last_slot_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null
);

create table enrolments (
    programme_id uuid not null references programmes (id),
    person_id uuid not null references persons (id),
    consent text not null check (consent in ('standing', 'ask')),
    -- rounds in a row in which the person was eligible and left out
    waited bigint not null check (waited >= 0),
    -- rounds in a row without any word (no answer to a question, no mark on a meeting)
    silent bigint not null check (silent >= 0),
    -- after three silent rounds one question is asked and the person rests
    resting_since timestamptz,
    joined_at timestamptz not null,
    left_at timestamptz,
    primary key (programme_id, person_id)
);
create index enrolments_person on enrolments (person_id);

create table runs (
    id uuid primary key,
    programme_id uuid not null references programmes (id),
    round_no bigint not null,
    slot_at timestamptz not null,
    trigger text not null check (trigger in ('schedule', 'manual')),
    state text not null check (state in ('draft', 'solving', 'proposed', 'held', 'released', 'sending', 'sent', 'closed', 'cancelled', 'failed', 'recalled', 'skipped')),
    -- slots missed before this one and folded into it
    missed_slots bigint not null,
    lease_holder text,
    lease_until timestamptz,
    fence bigint not null,
    attempts bigint not null,
    asked_at timestamptz,
    -- the stored input, exact bytes, and what made the plan of it
    problem bytea,
    problem_sha256 text,
    seed bigint,
    weft_version text,
    plan jsonb,
    explanation jsonb,
    status text,
    value bigint,
    bound bigint,
    people bigint,
    group_count bigint,
    left_out_count bigint,
    new_connections bigint,
    solve_millis bigint,
    -- the solver's milestones so far (domain::plan::Milestone), thinned to at most 120
    progress jsonb,
    -- somebody pressed Stop: the solver ends with the best plan so far
    stop_asked_at timestamptz,
    solved_at timestamptz,
    -- released by itself at this instant; null while proposed: waits for a person
    hold_until timestamptz,
    released_at timestamptz,
    released_by uuid references persons (id),
    nudge_at timestamptz,
    nudged_at timestamptz,
    closes_at timestamptz,
    closed_at timestamptz,
    recalled_at timestamptz,
    note text,
    created_at timestamptz not null,
    unique (programme_id, slot_at),
    unique (programme_id, round_no)
);
create index runs_state on runs (state, slot_at);

create table answers (
    run_id uuid not null references runs (id),
    person_id uuid not null references persons (id),
    answer text not null check (answer in ('yes', 'skip')),
    answered_at timestamptz not null,
    primary key (run_id, person_id)
);

create table groups (
    id uuid primary key,
    run_id uuid not null references runs (id),
    ordinal bigint not null,
    state text not null check (state in ('proposed', 'released', 'scheduled', 'met', 'not_met', 'unknown', 'recalled')),
    reason text,
    inviter_id uuid not null references persons (id),
    -- three instants inside everybody's hours
    slots jsonb not null,
    question text not null,
    -- SEQUENCE of the calendar event
    sequence bigint not null,
    released_at timestamptz,
    changed_at timestamptz not null,
    unique (run_id, ordinal)
);

create table group_members (
    group_id uuid not null references groups (id),
    run_id uuid not null references runs (id),
    person_id uuid not null references persons (id),
    mark text check (mark in ('scheduled', 'met', 'not_met')),
    reason text,
    words text,
    -- coordinators may read the words
    words_shared boolean not null,
    marked_at timestamptz,
    primary key (group_id, person_id),
    -- nobody is in two groups of one round
    unique (run_id, person_id)
);
create index group_members_person on group_members (person_id);

create table left_outs (
    run_id uuid not null references runs (id),
    person_id uuid not null references persons (id),
    reason text not null,
    primary key (run_id, person_id)
);

create table outbox (
    id uuid primary key,
    -- what it is about, so that nobody gets the same thing twice: 'match:<group>:<person>'
    dedup_key text not null unique,
    kind text not null,
    programme_id uuid references programmes (id),
    run_id uuid references runs (id),
    group_id uuid references groups (id),
    recipient_id uuid references persons (id),
    recipient_address text not null,
    subject text not null,
    -- RFC 5322 bytes as they are sent, rendered once
    message bytea not null,
    state text not null check (state in ('queued', 'sending', 'sent', 'deferred', 'failed', 'suppressed', 'cancelled')),
    attempts bigint not null,
    next_at timestamptz not null,
    not_after timestamptz,
    lease_holder text,
    lease_until timestamptz,
    fence bigint not null,
    sent_at timestamptz,
    last_error text,
    created_at timestamptz not null
);
create index outbox_due on outbox (state, next_at);
create index outbox_group on outbox (group_id, recipient_id);
create index outbox_run on outbox (run_id, state);
create index outbox_recipient on outbox (recipient_id, created_at);

create table sign_ins (
    id uuid primary key,
    -- null: nobody has the address; the row is there so that both answers cost the same
    person_id uuid references persons (id),
    token_hash bytea not null unique,
    code_hash bytea not null,
    attempts bigint not null,
    agent text not null,
    -- the local path to go to afterwards
    return_to text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    -- the mail is in the outbox (or none is to be sent)
    mailed_at timestamptz
);
create index sign_ins_person on sign_ins (person_id, created_at);

create table sessions (
    id_hash bytea primary key,
    person_id uuid not null references persons (id),
    agent text not null,
    created_at timestamptz not null,
    seen_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);
create index sessions_person on sessions (person_id);

create table imports (
    id uuid primary key,
    kind text not null check (kind in ('roster', 'ties')),
    file_name text not null,
    bytes bytea not null,
    mapping jsonb not null,
    summary jsonb not null,
    state text not null check (state in ('previewed', 'applied', 'dropped')),
    created_by uuid references persons (id),
    created_at timestamptz not null,
    applied_at timestamptz
);

create table quarantine (
    email text primary key,
    external_id text,
    name text not null,
    row jsonb not null,
    reason text not null,
    -- null: waits; otherwise 'person' or 'ignored'
    decision text check (decision in ('person', 'ignored')),
    import_id uuid references imports (id),
    created_at timestamptz not null
);

create table leases (
    name text primary key,
    holder text not null,
    until_at timestamptz not null,
    term bigint not null,
    renewed_at timestamptz not null
);

-- append-only and chained: hash = sha256(prev_hash, seq, at, actor, action, subject, detail)
create table audit (
    seq bigint primary key,
    at timestamptz not null,
    actor text not null,
    action text not null,
    subject text not null,
    detail text not null,
    prev_hash bytea not null,
    hash bytea not null
);

-- the chain's end; the row is locked while a line is appended
create table audit_head (
    id bigint primary key check (id = 1),
    seq bigint not null,
    hash bytea not null
);
insert into audit_head (id, seq, hash) values (1, 0, '\x');

-- who looked at somebody's data
create table views (
    id uuid primary key,
    subject_id uuid not null references persons (id),
    viewer text not null,
    what text not null,
    at timestamptz not null
);
create index views_subject on views (subject_id, at);
