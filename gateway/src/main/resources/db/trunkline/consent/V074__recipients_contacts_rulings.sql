-- What is known of a recipient beside the number.
CREATE TABLE recipients (
  account_id       uuid        NOT NULL CONSTRAINT recipients_account_fk REFERENCES accounts,
  -- E.164
  recipient        text        NOT NULL,
  time_zone        text,
  postal_code      text,
  -- ISO 3166-2 in the United States and Canada, ISO 3166-1 elsewhere
  region           text,
  -- when they wish to be reached: mon-fri=09:00-17:00;sat-sun=closed
  hours            text,
  -- of an established business relationship
  last_purchase_at timestamptz,
  updated_at       timestamptz NOT NULL,
  CONSTRAINT recipients_pk PRIMARY KEY (account_id, recipient)
);

-- When a recipient was reached, or is about to be: what frequency caps count. Written where a cap
-- may apply, by the transaction that hands over; taken away again if nothing was sent.
CREATE TABLE contacts (
  message_id uuid        CONSTRAINT contacts_pk PRIMARY KEY,
  account_id uuid        NOT NULL,
  recipient  text        NOT NULL,
  at         timestamptz NOT NULL,
  programme  text,
  medium     text        NOT NULL
);

CREATE INDEX contacts_of_recipient ON contacts (account_id, recipient, at);
CREATE INDEX contacts_age ON contacts (at);

-- What was decided about a message when it was to be handed over, and when it was accepted unless
-- nothing stood against it then; with all it was decided by. Never changed.
CREATE TABLE consent_rulings (
  id            uuid        CONSTRAINT consent_rulings_pk PRIMARY KEY,
  account_id    uuid        NOT NULL,
  -- absent for what was refused and never became a message
  message_id    uuid,
  recipient     text        NOT NULL,
  purpose       text        NOT NULL,
  channel       text        NOT NULL,
  programme     text,
  at            timestamptz NOT NULL,
  outcome       text        NOT NULL,
  -- until when it is put off, or when it is lawful no longer
  until         timestamptz,
  -- [{"kind", "rule", "detail"}]: what stood in the way, or was warned of
  because       jsonb,
  rule_set      text        NOT NULL,
  -- how late it was by every clock that the recipient may live by, as {"America/New_York": "…"}
  local_times   jsonb       NOT NULL,
  zone_source   text        NOT NULL,
  -- names joined by spaces: whose rules were asked, which rules applied, which zones were widened
  jurisdictions text        NOT NULL,
  rules         text        NOT NULL,
  uncertain     text        NOT NULL,
  CONSTRAINT consent_rulings_outcome_known CHECK (outcome IN ('send', 'defer', 'block'))
);

CREATE INDEX consent_rulings_of_message ON consent_rulings (message_id, id) WHERE message_id IS NOT NULL;
CREATE INDEX consent_rulings_of_recipient ON consent_rulings (account_id, recipient, id);

CREATE FUNCTION consent_rulings_unchanged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'consent_rulings is append-only';
END $$;

CREATE TRIGGER consent_rulings_unchanged
  BEFORE UPDATE ON consent_rulings
  FOR EACH STATEMENT EXECUTE FUNCTION consent_rulings_unchanged();
