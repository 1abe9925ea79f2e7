-- The next due job is the first entry, however many wait: the order of claiming, without those that were given up.
DROP INDEX job_due;
CREATE INDEX job_due ON job (run_at, id) WHERE failed_at IS NULL;
CREATE INDEX job_given_up ON job (failed_at) WHERE failed_at IS NOT NULL;
