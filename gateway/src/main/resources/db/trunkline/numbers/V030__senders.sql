-- What we send from.
CREATE TABLE senders (
  id              uuid             CONSTRAINT senders_pk PRIMARY KEY,
  account_id      uuid             NOT NULL CONSTRAINT senders_account_fk REFERENCES accounts,
  -- a number in E.164, a short code, an alphanumeric name, or the SID of a Messaging Service
  address         text             NOT NULL,
  kind            text             NOT NULL,
  -- segments a second
  pace_per_second double precision NOT NULL,
  created_at      timestamptz      NOT NULL,
  CONSTRAINT senders_address_unique UNIQUE (account_id, address),
  CONSTRAINT senders_kind_known CHECK (
    kind IN ('long_code', 'toll_free', 'short_code', 'alphanumeric', 'messaging_service')),
  CONSTRAINT senders_pace_positive CHECK (pace_per_second > 0 AND pace_per_second < 'Infinity')
);
