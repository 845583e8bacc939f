-- Neither accounts nor lanes are ever deleted, so these constraints guarded nothing, and had each
-- message lock two rows that all messages share.
ALTER TABLE messages
  DROP CONSTRAINT messages_account_fk,
  DROP CONSTRAINT messages_lane_fk;

-- Deleting a message asks who names it.
CREATE INDEX messages_continuing ON messages (continues) WHERE continues IS NOT NULL;
CREATE INDEX messages_continued ON messages (continued_as) WHERE continued_as IS NOT NULL;

-- Its steps are read by their message only: one index serves both.
ALTER TABLE message_timeline
  DROP CONSTRAINT message_timeline_pk,
  ADD CONSTRAINT message_timeline_pk PRIMARY KEY (message_id, id);
DROP INDEX message_timeline_of_message;
