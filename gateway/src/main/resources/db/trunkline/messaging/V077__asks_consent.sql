-- Whether a message asks for the consent that others of its purpose need: it keeps their hours and
-- their caps without it.
ALTER TABLE messages
  ADD COLUMN asks_consent boolean NOT NULL DEFAULT false;
