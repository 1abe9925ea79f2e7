-- Four questions about wellbeing, once a month, in circles whose stewards switched them on. What a person answered is
-- sealed with the key of that person. Months are counted from January 1970. What a circle is shown stands in group_figure.

CREATE TABLE wellbeing_round (
    circle_id UUID NOT NULL PRIMARY KEY REFERENCES circle (id),
    is_on BOOLEAN NOT NULL,
    -- The last month of which members were told: once a month at the most, however often it is switched.
    told_month BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);

CREATE TABLE wellbeing_answer (
    circle_id UUID NOT NULL REFERENCES circle (id),
    month BIGINT NOT NULL,
    person_id UUID NOT NULL REFERENCES person (id),
    id UUID NOT NULL,
    sealed BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (circle_id, month, person_id)
);
CREATE INDEX wellbeing_answer_id ON wellbeing_answer (id);
CREATE INDEX wellbeing_answer_person ON wellbeing_answer (person_id, id);
