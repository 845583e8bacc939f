-- What a person has to look at: texts that may take back consent, and such that come from somebody
-- else than we thought. While it is open, what the same person says joins it.
CREATE TABLE consent_flags (
  id           uuid        CONSTRAINT consent_flags_pk PRIMARY KEY,
  account_id   uuid        NOT NULL CONSTRAINT consent_flags_account_fk REFERENCES accounts,
  -- who said it, E.164
  recipient    text        NOT NULL,
  -- our address that got the latest text, and Twilio's SID of it
  address      text        NOT NULL,
  message_sid  text        NOT NULL,
  reason       text        NOT NULL,
  -- the word or the phrase in the first text
  rule         text        NOT NULL,
  -- how many texts, the first and the latest
  texts        integer     NOT NULL DEFAULT 1,
  at           timestamptz NOT NULL,
  latest_at    timestamptz NOT NULL,
  -- what a person has made of it, who, why and when; null while it is open
  resolved     text,
  resolved_by  text,
  resolved_why text,
  resolved_at  timestamptz,
  CONSTRAINT consent_flags_reason_known CHECK (reason IN ('doubt', 'wrong_number')),
  CONSTRAINT consent_flags_resolved_known CHECK (resolved IN ('revoke', 'clear')),
  CONSTRAINT consent_flags_resolved_whole
    CHECK (num_nulls(resolved, resolved_by, resolved_why, resolved_at) IN (0, 4))
);

CREATE UNIQUE INDEX consent_flags_open ON consent_flags (account_id, recipient, reason)
  WHERE resolved IS NULL;
CREATE INDEX consent_flags_of_account ON consent_flags (account_id, id);
