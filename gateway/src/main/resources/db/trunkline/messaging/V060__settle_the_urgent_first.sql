-- A code in doubt is asked about before the texts of a bulk.
DROP INDEX messages_unconfirmed;
CREATE INDEX messages_unconfirmed ON messages (priority, settle_at) WHERE status = 'unconfirmed';
