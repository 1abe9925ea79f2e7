-- Whether someone has pledged for an ask is looked up with each pledge: by who, before where it stands.
DROP INDEX pledge_ask;
CREATE INDEX pledge_ask ON pledge (ask_id, person_id, id, state, wish);

-- The circles nested in one, in the order in which they are listed.
DROP INDEX circle_parent;
CREATE INDEX circle_parent ON circle (parent_id, id);

-- How much mail a person got within the last hour is counted with each notice.
DROP INDEX mail_person;
CREATE INDEX mail_person ON mail (person_id, created_at);
