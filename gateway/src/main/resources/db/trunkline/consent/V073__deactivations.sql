-- The days whose deactivated numbers have been read to the end.
CREATE TABLE deactivations (
  account_id uuid        NOT NULL CONSTRAINT deactivations_account_fk REFERENCES accounts,
  day        date        NOT NULL,
  -- how many numbers were in the file, and how many of them were of people known here
  numbers    bigint      NOT NULL,
  known      bigint      NOT NULL,
  read_at    timestamptz NOT NULL,
  CONSTRAINT deactivations_pk PRIMARY KEY (account_id, day)
);
