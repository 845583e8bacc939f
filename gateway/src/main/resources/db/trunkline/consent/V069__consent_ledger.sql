-- What an event says: what of, for what, by whom, how that can be shown.
ALTER TABLE consent_events DISABLE TRIGGER consent_events_append_only;

ALTER TABLE consent_events
  DROP CONSTRAINT consent_events_kind_known,
  DROP CONSTRAINT consent_events_source_known;

ALTER TABLE consent_events
  -- the purposes it reaches; null for all there are and will be
  ADD COLUMN purposes    text[],
  -- how far a grant goes
  ADD COLUMN level       text,
  ADD COLUMN recorded_at timestamptz,
  -- the order of writing
  ADD COLUMN ordinal     bigint,
  ADD COLUMN proof       jsonb;

UPDATE consent_events AS event SET
  scope       = 'sender:' || scope,
  kind        = CASE kind WHEN 'opted_out' THEN 'revoked' ELSE 'restored' END,
  proof       = jsonb_strip_nulls(jsonb_build_object(
                  'said', evidence,
                  'message_sids', CASE WHEN message_sid IS NOT NULL THEN jsonb_build_array(message_sid) END)),
  recorded_at = coalesce(uuid_extract_timestamp(event.id), event.at),
  ordinal     = numbered.ordinal
FROM (SELECT id, row_number() OVER (ORDER BY at, id) AS ordinal FROM consent_events) AS numbered
WHERE numbered.id = event.id;

ALTER TABLE consent_events DROP COLUMN evidence, DROP COLUMN message_sid;
-- what shows it: io.trunkline.consent.Evidence
ALTER TABLE consent_events RENAME COLUMN proof TO evidence;
ALTER TABLE consent_events
  ALTER COLUMN recorded_at SET NOT NULL,
  ALTER COLUMN evidence SET NOT NULL,
  ALTER COLUMN ordinal SET NOT NULL,
  ALTER COLUMN ordinal ADD GENERATED ALWAYS AS IDENTITY,
  ADD CONSTRAINT consent_events_ordinal_unique UNIQUE (ordinal),
  ADD CONSTRAINT consent_events_kind_known
    CHECK (kind IN ('granted', 'revoked', 'restored', 'suspended', 'cleared')),
  ADD CONSTRAINT consent_events_source_known
    CHECK (source IN ('keyword', 'phrase', 'doubt', 'twilio', 'meta', 'carrier', 'reassigned', 'api', 'import', 'web',
      'paper', 'voice', 'double_opt_in', 'operator', 'regulator')),
  ADD CONSTRAINT consent_events_scope_shape CHECK (scope ~ '^(all|(programme|sender|channel):.+)$'),
  ADD CONSTRAINT consent_events_purposes_known
    CHECK (cardinality(purposes) > 0
      AND purposes <@ ARRAY['marketing', 'informational', 'transactional', 'otp', 'emergency']),
  ADD CONSTRAINT consent_events_level_known CHECK (level IN ('implied', 'express', 'written')),
  ADD CONSTRAINT consent_events_grant_complete
    CHECK ((kind = 'granted') = (level IS NOT NULL) AND (kind <> 'granted' OR purposes IS NOT NULL)),
  ADD CONSTRAINT consent_events_evidence_object CHECK (jsonb_typeof(evidence) = 'object');
DO $$ BEGIN
  PERFORM setval(pg_get_serial_sequence('trunkline.consent_events', 'ordinal'), max(ordinal))
  FROM trunkline.consent_events HAVING count(*) > 0;
END $$;

DROP INDEX consent_events_current;
CREATE INDEX consent_events_person ON consent_events (account_id, recipient);

ALTER TABLE consent_events ENABLE TRIGGER consent_events_append_only;
