-- Support teams. What a person keeps of someone (name, ways to reach them, a note, what they are, what flows) is sealed
-- with the key of that person.

CREATE TABLE supporter (
    person_id UUID NOT NULL REFERENCES person (id),
    id UUID NOT NULL,
    -- Who it is, where it is someone here. Else an outside contact, whose name is sealed like the rest.
    member_id UUID,
    sealed BYTEA NOT NULL,
    rhythm TEXT NOT NULL,
    -- When the two were last in touch, as far as it is known here.
    touched_at BIGINT NOT NULL,
    -- Not brought to mind before this.
    rests_until BIGINT,
    -- When its person was told that it is time again; none since they were last in touch.
    noticed_at BIGINT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, id),
    UNIQUE (person_id, member_id)
);
CREATE INDEX supporter_member ON supporter (member_id);

-- The circle that reads name and ways to reach of an outside contact.
CREATE TABLE supporter_share (
    circle_id UUID NOT NULL REFERENCES circle (id),
    supporter_id UUID NOT NULL,
    person_id UUID NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (circle_id, supporter_id)
);
CREATE INDEX supporter_share_person ON supporter_share (person_id, supporter_id);
