-- What the mirror of each person is made from and keeps.

-- Two people who ever helped each other; the lesser id is `a`.
CREATE TABLE tie (
    a_id UUID NOT NULL REFERENCES person (id),
    b_id UUID NOT NULL REFERENCES person (id),
    -- Decaying sums of their helps, by direction and kind: made of their helps alone, and made again from them weekly.
    sums TEXT NOT NULL,
    -- When each said that the care between them is agreed on. Where both did, no label is said of it.
    a_agreed_at BIGINT,
    b_agreed_at BIGINT,
    -- What weekly checks have agreed on, as each side may know it, sealed with the key of that side.
    a_checks BYTEA,
    b_checks BYTEA,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (a_id, b_id)
);
CREATE INDEX tie_b ON tie (b_id, a_id);

CREATE TABLE mirror (
    person_id UUID NOT NULL PRIMARY KEY REFERENCES person (id),
    -- Turned off by its person: nothing is computed and nothing kept.
    is_off BOOLEAN NOT NULL,
    -- All that it shows, sealed with the key of its person.
    sealed BYTEA,
    made_at BIGINT
);

-- The helps between two people, in order.
CREATE INDEX help_between ON help (giver_id, receiver_id, happened_at);
