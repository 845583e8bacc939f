-- The accounts that nothing is handed over for, or only on trial; without a row all is well.
CREATE TABLE circuits (
  account_id uuid        CONSTRAINT circuits_pk PRIMARY KEY
                         CONSTRAINT circuits_account_fk REFERENCES accounts,
  state      text        NOT NULL CONSTRAINT circuits_state_known CHECK (
                           state IN ('open', 'half_open')),
  -- since when not all is well, trials that failed included
  since      timestamptz NOT NULL,
  why        text        NOT NULL,
  error_code int,
  -- when Twilio is asked next whether the account could send
  probe_at   timestamptz NOT NULL,
  -- how often it was asked in vain
  probes     int         NOT NULL DEFAULT 0
);

-- How many attempts were refused in a way that passes; when too many, the message is given up.
ALTER TABLE messages ADD COLUMN retries int NOT NULL DEFAULT 0;
