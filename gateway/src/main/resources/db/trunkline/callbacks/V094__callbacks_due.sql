-- What is still to be applied stands apart from what came in: the log of callbacks is written once
-- and never changed, but for the few that are parked, and the short table is all that is worked on.
-- No foreign key: the two rows of a callback are written by one statement, and checking it would
-- write the long one again.
DROP INDEX callbacks_due;

CREATE TABLE callbacks_due (
  callback_id     uuid        CONSTRAINT callbacks_due_pk PRIMARY KEY,
  next_attempt_at timestamptz NOT NULL,
  -- how often applying it has failed
  attempts        integer     NOT NULL,
  -- why it failed the last time
  failure         text,
  CONSTRAINT callbacks_due_attempts_counted CHECK (attempts >= 0),
  CONSTRAINT callbacks_due_failure_length CHECK (length(failure) <= 500)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

INSERT INTO callbacks_due (callback_id, next_attempt_at, attempts, failure)
SELECT id, next_attempt_at, attempts, failure FROM callbacks WHERE state = 'pending';

CREATE INDEX callbacks_due_next ON callbacks_due (next_attempt_at);

ALTER TABLE callbacks
  -- why it was given up, for a person to look at; absent while it is due, and once it is applied
  ADD COLUMN parked_because text
    CONSTRAINT callbacks_parked_because_length CHECK (length(parked_because) BETWEEN 1 AND 500);

UPDATE callbacks SET parked_because = failure WHERE state = 'parked';

ALTER TABLE callbacks
  -- Checked for each row, and it made concurrent writers share a lock on the one account.
  DROP CONSTRAINT callbacks_account_fk,
  DROP COLUMN state,
  DROP COLUMN attempts,
  DROP COLUMN failure,
  DROP COLUMN applied_at,
  DROP COLUMN next_attempt_at;

CREATE INDEX callbacks_parked ON callbacks (account_id, id) WHERE parked_because IS NOT NULL;
