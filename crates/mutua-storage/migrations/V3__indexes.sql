-- The unread notices of a person, with what each is about: pages count them, and look whether there is one about what
-- they show, without reading the notices themselves. Those that were read, nearly all after a while, aren't in it.
DROP INDEX notice_unread;
CREATE INDEX notice_unread ON notice (person_id, ask_id, help_id, circle_id, read_at) WHERE read_at IS NULL;

-- Each ask on a page counts its pledges by state, and the reader's own: from the index alone.
DROP INDEX pledge_ask;
CREATE INDEX pledge_ask ON pledge (ask_id, state, person_id);
