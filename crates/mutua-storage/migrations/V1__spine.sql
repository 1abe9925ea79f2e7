-- One text for SQLite and PostgreSQL. Ids are UUIDs made by the application, times BIGINT microseconds since 1970
-- (UTC), words of a vocabulary TEXT. Rows that belong to a circle carry circle_id first in their keys, so that the
-- tables can be distributed by circle; foreign keys stay within a circle or within a person for the same reason.

CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE person (
    id UUID NOT NULL PRIMARY KEY,
    state TEXT NOT NULL,
    name TEXT NOT NULL,
    pronouns TEXT,
    language TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    email TEXT,
    email_folded TEXT UNIQUE,
    email_confirmed_at BIGINT,
    password_hash TEXT,
    -- How to be reached; seen by the other side of an accepted pledge alone.
    reach TEXT,
    is_administrator BOOLEAN NOT NULL,
    -- Counts up to make links that were mailed before worthless.
    link_epoch BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);

-- The key of each person, wrapped by the instance's key, which is never in the database.
CREATE TABLE person_key (
    person_id UUID NOT NULL PRIMARY KEY REFERENCES person (id),
    wrapped BYTEA NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE session (
    id UUID NOT NULL PRIMARY KEY,
    hash BYTEA NOT NULL UNIQUE,
    person_id UUID NOT NULL REFERENCES person (id),
    agent TEXT,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX session_person ON session (person_id);

CREATE TABLE token (
    id UUID NOT NULL PRIMARY KEY,
    hash BYTEA NOT NULL UNIQUE,
    person_id UUID NOT NULL REFERENCES person (id),
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT,
    expires_at BIGINT
);
CREATE INDEX token_person ON token (person_id);

-- Secret links that work once, or until they are replaced: set-up, mailed sign-in, recovery, a new address.
CREATE TABLE link (
    id UUID NOT NULL PRIMARY KEY,
    hash BYTEA NOT NULL UNIQUE,
    purpose TEXT NOT NULL,
    person_id UUID REFERENCES person (id),
    detail TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    used_at BIGINT
);
CREATE INDEX link_person ON link (person_id, purpose);

CREATE TABLE block (
    person_id UUID NOT NULL REFERENCES person (id),
    blocked_id UUID NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, blocked_id)
);
CREATE INDEX block_blocked ON block (blocked_id);

CREATE TABLE idempotency (
    person_id UUID NOT NULL REFERENCES person (id),
    idempotency_key TEXT NOT NULL,
    fingerprint BYTEA NOT NULL,
    status BIGINT NOT NULL,
    location TEXT,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, idempotency_key)
);
CREATE INDEX idempotency_age ON idempotency (created_at);

CREATE TABLE circle (
    id UUID NOT NULL PRIMARY KEY,
    parent_id UUID,
    name TEXT NOT NULL,
    about TEXT,
    agreements TEXT,
    place TEXT,
    joining TEXT NOT NULL,
    created_by UUID NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX circle_parent ON circle (parent_id);

CREATE TABLE circle_question (
    circle_id UUID NOT NULL REFERENCES circle (id),
    position BIGINT NOT NULL,
    question TEXT NOT NULL,
    PRIMARY KEY (circle_id, position)
);

CREATE TABLE membership (
    circle_id UUID NOT NULL REFERENCES circle (id),
    person_id UUID NOT NULL,
    id UUID NOT NULL,
    role TEXT NOT NULL,
    state TEXT NOT NULL,
    -- Kept out by the stewards; may not come back until they say otherwise.
    barred BOOLEAN NOT NULL,
    joined_at BIGINT,
    paused_until BIGINT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (circle_id, person_id),
    UNIQUE (circle_id, id)
);
CREATE INDEX membership_person ON membership (person_id, state);
CREATE INDEX membership_id ON membership (id);
-- Counting a circle, and finding its stewards and applicants, without reading everyone who ever was in it.
CREATE INDEX membership_state ON membership (circle_id, state, role);

CREATE TABLE application_answer (
    circle_id UUID NOT NULL,
    person_id UUID NOT NULL,
    position BIGINT NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (circle_id, person_id, position),
    FOREIGN KEY (circle_id, person_id) REFERENCES membership (circle_id, person_id)
);

CREATE TABLE invitation (
    circle_id UUID NOT NULL REFERENCES circle (id),
    id UUID NOT NULL,
    created_by UUID NOT NULL,
    words TEXT,
    uses BIGINT NOT NULL,
    uses_most BIGINT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    revoked_at BIGINT,
    PRIMARY KEY (circle_id, id)
);
CREATE INDEX invitation_id ON invitation (id);

-- What stewards did, and why.
CREATE TABLE record (
    circle_id UUID NOT NULL REFERENCES circle (id),
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    person_id UUID NOT NULL,
    by_id UUID NOT NULL,
    reason TEXT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (circle_id, id)
);
CREATE INDEX record_person ON record (person_id);

CREATE TABLE need (
    person_id UUID NOT NULL REFERENCES person (id),
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    -- The words of a kept need, encrypted by its person's key.
    sealed BYTEA,
    ask_id UUID,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, id)
);
CREATE INDEX need_ask ON need (ask_id);

CREATE TABLE ask (
    circle_id UUID NOT NULL REFERENCES circle (id),
    id UUID NOT NULL,
    asker_id UUID NOT NULL,
    -- Who wrote it: the asker, or a member on the asker's behalf until they take it over.
    writer_id UUID NOT NULL,
    title TEXT NOT NULL,
    words TEXT,
    kind TEXT NOT NULL,
    effort TEXT NOT NULL,
    timing TEXT NOT NULL,
    due_at BIGINT,
    place TEXT,
    reach TEXT NOT NULL,
    anonymous BOOLEAN NOT NULL,
    helpers_wanted BIGINT NOT NULL,
    state TEXT NOT NULL,
    widen_at BIGINT,
    expires_at BIGINT NOT NULL,
    -- How long it stays open at a time: what "yes, still needed" adds.
    lasts BIGINT NOT NULL,
    -- When its author was last asked whether it is still needed, and hasn't answered.
    probed_at BIGINT,
    first_pledge_at BIGINT,
    closed_at BIGINT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (circle_id, id)
);
CREATE INDEX ask_id ON ask (id);
CREATE INDEX ask_asker ON ask (asker_id, state);
CREATE INDEX ask_writer ON ask (writer_id, state);
CREATE INDEX ask_life ON ask (circle_id, created_at);

-- The circles whose members see an ask.
CREATE TABLE ask_reach (
    circle_id UUID NOT NULL,
    ask_id UUID NOT NULL,
    reach_circle_id UUID NOT NULL,
    -- The ask's state, repeated so that a circle's open asks are found without its past.
    open BOOLEAN NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (circle_id, ask_id, reach_circle_id),
    FOREIGN KEY (circle_id, ask_id) REFERENCES ask (circle_id, id)
);
CREATE INDEX ask_reach_open ON ask_reach (reach_circle_id, open, ask_id);

CREATE TABLE ask_chosen (
    circle_id UUID NOT NULL,
    ask_id UUID NOT NULL,
    person_id UUID NOT NULL,
    PRIMARY KEY (circle_id, ask_id, person_id),
    FOREIGN KEY (circle_id, ask_id) REFERENCES ask (circle_id, id)
);
CREATE INDEX ask_chosen_person ON ask_chosen (person_id, ask_id);

CREATE TABLE ask_time (
    circle_id UUID NOT NULL,
    ask_id UUID NOT NULL,
    id UUID NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT,
    PRIMARY KEY (circle_id, ask_id, id),
    FOREIGN KEY (circle_id, ask_id) REFERENCES ask (circle_id, id)
);

CREATE TABLE pledge (
    circle_id UUID NOT NULL,
    id UUID NOT NULL,
    ask_id UUID NOT NULL,
    person_id UUID NOT NULL,
    words TEXT,
    state TEXT NOT NULL,
    time_id UUID,
    -- What the asker said with their yes or no, or the pledger when taking it back.
    reply TEXT,
    -- Taken back after it had been accepted.
    late BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (circle_id, id),
    FOREIGN KEY (circle_id, ask_id) REFERENCES ask (circle_id, id)
);
CREATE INDEX pledge_id ON pledge (id);
CREATE INDEX pledge_ask ON pledge (ask_id);
CREATE INDEX pledge_person ON pledge (person_id, state);

CREATE TABLE message (
    circle_id UUID NOT NULL,
    ask_id UUID NOT NULL,
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    words TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (circle_id, ask_id, id),
    FOREIGN KEY (circle_id, ask_id) REFERENCES ask (circle_id, id)
);
CREATE INDEX message_person ON message (person_id);

CREATE TABLE help (
    circle_id UUID NOT NULL REFERENCES circle (id),
    id UUID NOT NULL,
    ask_id UUID,
    pledge_id UUID,
    giver_id UUID NOT NULL,
    receiver_id UUID NOT NULL,
    kind TEXT NOT NULL,
    happened_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (circle_id, id)
);
CREATE INDEX help_id ON help (id);
CREATE INDEX help_pledge ON help (pledge_id);
CREATE INDEX help_giver ON help (giver_id, id);
CREATE INDEX help_receiver ON help (receiver_id, id);

-- Each side's own word on a help. Where they differ, both are kept.
CREATE TABLE telling (
    circle_id UUID NOT NULL,
    help_id UUID NOT NULL,
    side TEXT NOT NULL,
    by_id UUID NOT NULL,
    outcome TEXT NOT NULL,
    minutes BIGINT,
    words TEXT,
    told_at BIGINT NOT NULL,
    PRIMARY KEY (circle_id, help_id, side),
    FOREIGN KEY (circle_id, help_id) REFERENCES help (circle_id, id)
);

CREATE TABLE thanks (
    circle_id UUID NOT NULL,
    id UUID NOT NULL,
    help_id UUID NOT NULL,
    from_id UUID NOT NULL,
    to_id UUID NOT NULL,
    words TEXT NOT NULL,
    audience TEXT NOT NULL,
    -- When the giver agreed that the circle may read them.
    agreed_at BIGINT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (circle_id, id),
    FOREIGN KEY (circle_id, help_id) REFERENCES help (circle_id, id)
);
CREATE INDEX thanks_id ON thanks (id);
CREATE INDEX thanks_help ON thanks (help_id);
CREATE INDEX thanks_to ON thanks (to_id, id);

CREATE TABLE loan (
    circle_id UUID NOT NULL,
    help_id UUID NOT NULL,
    proposed_by UUID NOT NULL,
    words TEXT NOT NULL,
    due_at BIGINT,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (circle_id, help_id),
    FOREIGN KEY (circle_id, help_id) REFERENCES help (circle_id, id)
);

CREATE TABLE offer (
    circle_id UUID NOT NULL REFERENCES circle (id),
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    words TEXT,
    times TEXT,
    how_often TEXT,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (circle_id, id)
);
CREATE INDEX offer_id ON offer (id);
CREATE INDEX offer_person ON offer (person_id);

CREATE TABLE offer_reach (
    circle_id UUID NOT NULL,
    offer_id UUID NOT NULL,
    reach_circle_id UUID NOT NULL,
    open BOOLEAN NOT NULL,
    PRIMARY KEY (circle_id, offer_id, reach_circle_id),
    FOREIGN KEY (circle_id, offer_id) REFERENCES offer (circle_id, id)
);
CREATE INDEX offer_reach_open ON offer_reach (reach_circle_id, open, offer_id);

CREATE TABLE offer_skill (
    circle_id UUID NOT NULL,
    offer_id UUID NOT NULL,
    position BIGINT NOT NULL,
    skill TEXT NOT NULL,
    PRIMARY KEY (circle_id, offer_id, position),
    FOREIGN KEY (circle_id, offer_id) REFERENCES offer (circle_id, id)
);

-- The words by which an offer is found, folded (see search_words). Bytes, so that both databases compare them alike.
CREATE TABLE offer_word (
    circle_id UUID NOT NULL,
    offer_id UUID NOT NULL,
    word BYTEA NOT NULL,
    PRIMARY KEY (circle_id, offer_id, word),
    FOREIGN KEY (circle_id, offer_id) REFERENCES offer (circle_id, id)
);

CREATE TABLE notice (
    person_id UUID NOT NULL REFERENCES person (id),
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    -- The message key that says it ("notice-…").
    what TEXT NOT NULL,
    circle_id UUID,
    ask_id UUID,
    help_id UUID,
    -- Who did it, where that may be told.
    actor_id UUID,
    -- 'none', 'daily' (waits for the day's mail) or 'mailed'.
    mail TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    read_at BIGINT,
    PRIMARY KEY (person_id, id)
);
CREATE INDEX notice_unread ON notice (person_id, read_at);

CREATE TABLE notice_setting (
    person_id UUID NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL,
    mode TEXT NOT NULL,
    PRIMARY KEY (person_id, kind)
);

-- Mails, written in the transaction that causes them.
CREATE TABLE mail (
    id UUID NOT NULL PRIMARY KEY,
    person_id UUID NOT NULL,
    kind TEXT NOT NULL,
    address TEXT NOT NULL,
    subject TEXT NOT NULL,
    plain TEXT NOT NULL,
    html TEXT NOT NULL,
    unsubscribe TEXT,
    -- 'waiting', 'sent' or 'failed'.
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    sent_at BIGINT,
    error TEXT
);
CREATE INDEX mail_state ON mail (state, created_at);
CREATE INDEX mail_person ON mail (person_id);

CREATE TABLE job (
    id UUID NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    subject_id UUID NOT NULL,
    run_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    claimed_until BIGINT,
    -- Given up; kept for the operator.
    failed_at BIGINT,
    error TEXT,
    UNIQUE (kind, subject_id)
);
CREATE INDEX job_due ON job (failed_at, run_at);
