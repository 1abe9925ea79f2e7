-- The first of a circle by the order in which they joined, read from an index: so many, whatever came and went.
DROP INDEX membership_joined;
CREATE INDEX membership_joined ON membership (circle_id, joined_at, id, state, person_id);
