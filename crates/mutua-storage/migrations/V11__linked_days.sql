-- Two people who let their days be compared. The lesser id is `a`. Ended, the row goes with all that is in it.
CREATE TABLE day_link (
    a_id UUID NOT NULL REFERENCES person (id),
    b_id UUID NOT NULL REFERENCES person (id),
    id UUID NOT NULL,
    -- When each said yes. Days are compared once both did.
    a_agreed_at BIGINT,
    b_agreed_at BIGINT,
    -- What was found, the same for both, sealed for each with the key of that one.
    a_sealed BYTEA,
    b_sealed BYTEA,
    made_at BIGINT,
    PRIMARY KEY (a_id, b_id)
);
CREATE INDEX day_link_id ON day_link (id);
CREATE INDEX day_link_b ON day_link (b_id, a_id);
