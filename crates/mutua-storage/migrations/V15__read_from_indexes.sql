-- A card names the circle that an ask reached last: the last entry of an ask here, without reading its reach.
CREATE INDEX ask_reach_since ON ask_reach (circle_id, ask_id, since, reach_circle_id);

-- A circle's open asks are found by both parts of their key.
DROP INDEX ask_reach_open;
CREATE INDEX ask_reach_open ON ask_reach (reach_circle_id, open, ask_id, circle_id);

-- What a card counts of pledges, from the index alone, now that one who steps back may wish for another.
DROP INDEX pledge_ask;
CREATE INDEX pledge_ask ON pledge (ask_id, state, person_id, wish);

-- With whom someone helps each other, and what they agreed on, without the sums and checks of each tie.
CREATE INDEX tie_a ON tie (a_id, b_id, a_agreed_at, b_agreed_at);
DROP INDEX tie_b;
CREATE INDEX tie_b ON tie (b_id, a_id, a_agreed_at, b_agreed_at);
