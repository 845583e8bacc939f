-- Since when it has been up to a person to say what became of a message in doubt.
ALTER TABLE messages
  ADD COLUMN undecided_since timestamptz,
  ADD CONSTRAINT messages_undecided_is_unconfirmed CHECK (
    undecided_since IS NULL OR status = 'unconfirmed');
