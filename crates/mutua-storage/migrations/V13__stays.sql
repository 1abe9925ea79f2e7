-- When people were active in which circle: one row from coming, or coming back, to going or taking a break. Two who are
-- active at the same time could have helped each other, so the mirror counts those days.
CREATE TABLE stay (
    person_id UUID NOT NULL REFERENCES person (id),
    circle_id UUID NOT NULL REFERENCES circle (id),
    began_at BIGINT NOT NULL,
    -- Missing while it goes on.
    ended_at BIGINT,
    PRIMARY KEY (person_id, circle_id, began_at)
);

-- Of breaks that are over nothing is known any more; they count as days that one was there.
INSERT INTO stay (person_id, circle_id, began_at, ended_at)
    SELECT person_id, circle_id, joined_at, CASE WHEN state = 'active' THEN NULL ELSE changed_at END
    FROM membership WHERE joined_at IS NOT NULL AND person_id IN (SELECT id FROM person WHERE state <> 'gone');
