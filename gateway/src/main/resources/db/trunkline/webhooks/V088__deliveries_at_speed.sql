-- An endpoint is deleted only when nothing is left of its deliveries, and none is written for one that
-- is not enabled: this constraint guarded nothing, and had each transaction that tells of an event lock
-- a row that all of them share.
ALTER TABLE webhook_deliveries DROP CONSTRAINT webhook_deliveries_endpoint_fk;
