-- That nobody else had a number is an event, too.
ALTER TABLE consent_events
  DROP CONSTRAINT consent_events_kind_known,
  ADD CONSTRAINT consent_events_kind_known
    CHECK (kind IN ('granted', 'revoked', 'restored', 'suspended', 'cleared', 'confirmed'));
