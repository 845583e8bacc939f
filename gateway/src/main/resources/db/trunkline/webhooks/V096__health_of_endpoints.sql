-- When it last failed is remembered after a success, too: one that fails now and then would else be
-- written to with each request.
ALTER TABLE webhook_endpoints DROP CONSTRAINT webhook_endpoints_failing_since_when;
ALTER TABLE webhook_endpoints ADD CONSTRAINT webhook_endpoints_failing_since_when CHECK (
  failing_since IS NULL OR failed_at IS NOT NULL);

-- One an hour is the slowest: what a claim takes is paid by the next ones, for years if they are slow
-- enough.
UPDATE webhook_endpoints SET pace_per_second = 1.0 / 3600 WHERE pace_per_second < 1.0 / 3600;
