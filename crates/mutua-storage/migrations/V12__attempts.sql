-- Tries that are limited on all nodes together: passwords, mailed links, secret links and tokens that were no good. Whose
-- they are is a hash made with the instance's key; nothing here leads back to an address or a person.
CREATE TABLE attempt (
    id UUID NOT NULL PRIMARY KEY,
    who BYTEA NOT NULL,
    tried_at BIGINT NOT NULL
);
CREATE INDEX attempt_who ON attempt (who, tried_at);
