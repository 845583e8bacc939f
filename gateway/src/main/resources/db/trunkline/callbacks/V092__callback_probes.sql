-- Requests that somebody sends to ourselves through the public address, and what arrived of them.
CREATE TABLE callback_probes (
  -- in the path; whoever knows it may arrive once
  secret     text        CONSTRAINT callback_probes_pk PRIMARY KEY,
  account_id uuid        NOT NULL CONSTRAINT callback_probes_account_fk REFERENCES accounts,
  opened_at  timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  -- what came; absent while nothing has
  arrival    jsonb,
  CONSTRAINT callback_probes_secret_shape CHECK (secret ~ '^[0-9a-f]{32}$'),
  CONSTRAINT callback_probes_short_lived CHECK (expires_at <= opened_at + interval '10 minutes')
);

CREATE INDEX callback_probes_open ON callback_probes (account_id, expires_at);
