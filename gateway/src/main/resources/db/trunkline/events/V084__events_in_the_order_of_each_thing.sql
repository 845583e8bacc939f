-- A subscriber gets what was written, and in that order of its fields, so nothing takes it apart.
ALTER TABLE events
  DROP CONSTRAINT events_data_object,
  ALTER COLUMN data TYPE json,
  ADD CONSTRAINT events_data_object CHECK (json_typeof(data) = 'object'),
  -- Several events are written for each message. An account is never deleted, and what an event is
  -- about belongs to one already.
  DROP CONSTRAINT events_account_fk,
  -- Compared by its bytes, which is what most of the cost of an index on text is about.
  ALTER COLUMN subject TYPE text COLLATE "C";

-- A transaction has its number from the first row that it locks, and may then wait for a row of
-- another that began later and ends before it. What it tells of that row has to come behind what the
-- other has told, though its number is smaller: tx is the greater of its own and of the last event
-- of the same thing, and this says which of two came first. An id cannot: clocks of nodes differ.
ALTER TABLE events ADD COLUMN seq bigint NOT NULL GENERATED ALWAYS AS IDENTITY;

DROP INDEX events_in_order;
CREATE INDEX events_in_order ON events (account_id, tx, seq);
CREATE INDEX events_of_subject ON events (subject, tx, seq);
