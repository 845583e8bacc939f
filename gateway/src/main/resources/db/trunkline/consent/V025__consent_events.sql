-- The ledger: only ever appended to. Whether somebody may be texted follows from the latest event of
-- each scope.
CREATE TABLE consent_events (
  id          uuid        CONSTRAINT consent_events_pk PRIMARY KEY,
  account_id  uuid        NOT NULL CONSTRAINT consent_events_account_fk REFERENCES accounts,
  -- whose wish it is, E.164
  recipient   text        NOT NULL,
  -- towards whom: the address of a sender, or the SID of a Messaging Service
  scope       text        NOT NULL,
  kind        text        NOT NULL,
  source      text        NOT NULL,
  -- what shows it: the keyword as normalised, or Twilio's error code
  evidence    text        NOT NULL,
  -- Twilio's SID of the inbound text or the refused one, where there is one
  message_sid text,
  at          timestamptz NOT NULL,
  CONSTRAINT consent_events_kind_known CHECK (kind IN ('opted_out', 'opted_in')),
  CONSTRAINT consent_events_source_known CHECK (source IN ('keyword', 'twilio')),
  CONSTRAINT consent_events_recipient_shape CHECK (recipient ~ '^\+[0-9]{3,15}$')
);

CREATE INDEX consent_events_current ON consent_events (account_id, recipient, scope, at DESC, id DESC);

CREATE FUNCTION consent_events_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'consent_events is append-only';
END $$;

CREATE TRIGGER consent_events_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON consent_events
  FOR EACH STATEMENT EXECUTE FUNCTION consent_events_append_only();
