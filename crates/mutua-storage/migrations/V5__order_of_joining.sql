-- A circle's page shows those who joined first: from the index in order, not by sorting all who are in it.
CREATE INDEX membership_joined ON membership (circle_id, joined_at, id);
