-- What people are ready to give in a week, and who could be the one for an ask.

CREATE TABLE capacity (
    person_id UUID NOT NULL PRIMARY KEY REFERENCES person (id),
    -- Minutes of a week; none where nothing was said.
    minutes BIGINT,
    -- Parts of the week, a bit each (see WeekTimes).
    times BIGINT NOT NULL,
    -- Ready for nothing, for a while.
    paused BOOLEAN NOT NULL,
    paused_until BIGINT,
    changed_at BIGINT NOT NULL
);

-- What someone who promised to help wishes for; set only while the pledge is accepted.
ALTER TABLE pledge ADD COLUMN wish TEXT;

-- Whether a circle wants its open asks matched with those who could help.
ALTER TABLE circle ADD COLUMN matching BOOLEAN NOT NULL DEFAULT FALSE;

-- Made in one go for the open asks of a circle; each is its person's alone.
CREATE TABLE suggestion (
    circle_id UUID NOT NULL REFERENCES circle (id),
    ask_id UUID NOT NULL,
    person_id UUID NOT NULL REFERENCES person (id),
    -- Why, in words of a vocabulary, with commas between them.
    reasons TEXT NOT NULL,
    -- When its person said that it isn't for them. It stays, so that they aren't asked again.
    declined_at BIGINT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (circle_id, ask_id, person_id)
);
CREATE INDEX suggestion_person ON suggestion (person_id, ask_id);
