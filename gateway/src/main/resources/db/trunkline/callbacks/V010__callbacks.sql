-- Every request from Twilio whose signature was right, as it came.
CREATE TABLE callbacks (
  id                uuid        CONSTRAINT callbacks_pk PRIMARY KEY,
  account_id        uuid        NOT NULL CONSTRAINT callbacks_account_fk REFERENCES accounts,
  -- which route applies it
  kind              text        NOT NULL,
  path              text        NOT NULL,
  -- {"From": ["+1…"], …}: every value of a repeated parameter
  parameters        jsonb       NOT NULL,
  -- Twilio's mark of a repetition of the same request; absent if it sent none
  idempotency_token text,
  received_at       timestamptz NOT NULL,
  -- pending: to be applied; applied: its effect stands; parked: given up, for a person to look at
  state             text        NOT NULL,
  -- how often applying it has failed
  attempts          integer     NOT NULL,
  -- why it failed the last time
  failure           text,
  applied_at        timestamptz,
  -- when it is tried again
  next_attempt_at   timestamptz,
  CONSTRAINT callbacks_kind_shape CHECK (kind ~ '^[a-z][a-z_]{0,62}$'),
  CONSTRAINT callbacks_path_length CHECK (length(path) BETWEEN 1 AND 1024),
  CONSTRAINT callbacks_parameters_object CHECK (jsonb_typeof(parameters) = 'object'),
  CONSTRAINT callbacks_token_length CHECK (length(idempotency_token) BETWEEN 1 AND 200),
  CONSTRAINT callbacks_state_known CHECK (state IN ('pending', 'applied', 'parked')),
  CONSTRAINT callbacks_attempts_counted CHECK (attempts >= 0),
  CONSTRAINT callbacks_failure_length CHECK (length(failure) <= 500),
  CONSTRAINT callbacks_applied_once CHECK ((state = 'applied') = (applied_at IS NOT NULL)),
  CONSTRAINT callbacks_pending_is_due CHECK ((state = 'pending') = (next_attempt_at IS NOT NULL)),
  CONSTRAINT callbacks_parked_says_why CHECK (state <> 'parked' OR failure IS NOT NULL)
);

CREATE UNIQUE INDEX callbacks_repetition
  ON callbacks (account_id, kind, path, idempotency_token) WHERE idempotency_token IS NOT NULL;

CREATE INDEX callbacks_due ON callbacks (next_attempt_at) WHERE state = 'pending';
