-- The Messaging Service that their last message came through; null if none.
ALTER TABLE conversations ADD COLUMN service text;
