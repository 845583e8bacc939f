-- Why it is up to a person to say what became of a message in doubt.
ALTER TABLE messages ADD COLUMN undecided_because text;
-- Nobody knows why, so the cautious reason.
UPDATE messages SET undecided_because = 'untold' WHERE undecided_since IS NOT NULL;
ALTER TABLE messages
  ADD CONSTRAINT messages_undecided_because_known CHECK (
    undecided_because IN ('unanswered', 'untold'));

-- Only what is with Twilio: what has arrived keeps its fallback_at and must not lie in the way.
DROP INDEX messages_falling_back;
CREATE INDEX messages_falling_back ON messages (fallback_at)
  WHERE fallback_at IS NOT NULL AND continued_as IS NULL
    AND status IN ('queued', 'sending', 'sent');
