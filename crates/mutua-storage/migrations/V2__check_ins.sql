-- Answers to "How are we?". What a person answered (score, layers, words) is sealed with the key of that person.

CREATE TABLE check_in (
    person_id UUID NOT NULL REFERENCES person (id),
    id UUID NOT NULL,
    -- The day on its author's own calendar, counted from 1970-01-01: one check-in a day.
    day BIGINT NOT NULL,
    share TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, id),
    UNIQUE (person_id, day)
);

-- The people whom its author chose.
CREATE TABLE check_in_reader (
    person_id UUID NOT NULL,
    check_in_id UUID NOT NULL,
    reader_id UUID NOT NULL,
    PRIMARY KEY (person_id, check_in_id, reader_id),
    FOREIGN KEY (person_id, check_in_id) REFERENCES check_in (person_id, id)
);
CREATE INDEX check_in_reader_reader ON check_in_reader (reader_id, check_in_id);

-- The circles whose answer it counts in.
CREATE TABLE check_in_circle (
    circle_id UUID NOT NULL REFERENCES circle (id),
    check_in_id UUID NOT NULL,
    person_id UUID NOT NULL,
    day BIGINT NOT NULL,
    -- Whether the members read it; otherwise it is a number among others.
    shown BOOLEAN NOT NULL,
    PRIMARY KEY (circle_id, check_in_id)
);
CREATE INDEX check_in_circle_day ON check_in_circle (circle_id, day);
CREATE INDEX check_in_circle_author ON check_in_circle (person_id, check_in_id);

CREATE TABLE check_in_setting (
    person_id UUID NOT NULL PRIMARY KEY REFERENCES person (id),
    rhythm TEXT NOT NULL,
    -- Whether a check-in ends with a wish for others.
    wish BOOLEAN NOT NULL,
    -- The country whose crisis lines are shown; where there is none it follows from the time zone.
    country TEXT
);

-- Whom a person wants to be told when their answers stay low.
CREATE TABLE check_in_alert (
    person_id UUID NOT NULL REFERENCES person (id),
    reader_id UUID NOT NULL,
    created_at BIGINT NOT NULL,
    -- When they were last told.
    told_at BIGINT,
    PRIMARY KEY (person_id, reader_id)
);
CREATE INDEX check_in_alert_reader ON check_in_alert (reader_id);

-- A circle's answer, week by week (Mondays, counted from that of 1969-12-29). Where it is withheld there are no figures.
CREATE TABLE circle_week (
    circle_id UUID NOT NULL REFERENCES circle (id),
    week BIGINT NOT NULL,
    shown BOOLEAN NOT NULL,
    -- Rounded figures, and how many answered as the lower end of a band.
    voices BIGINT,
    median BIGINT,
    low BIGINT,
    high BIGINT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (circle_id, week)
);

-- Whose answers a week was made of: what the next week is compared with, so that no difference gives one away.
CREATE TABLE circle_week_voice (
    circle_id UUID NOT NULL,
    week BIGINT NOT NULL,
    person_id UUID NOT NULL,
    PRIMARY KEY (circle_id, week, person_id),
    FOREIGN KEY (circle_id, week) REFERENCES circle_week (circle_id, week)
);
CREATE INDEX circle_week_voice_person ON circle_week_voice (person_id);
