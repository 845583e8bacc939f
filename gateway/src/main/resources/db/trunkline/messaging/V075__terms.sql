-- What law and consent are asked beside the purpose: what the message is part of, as its recipient
-- agreed to it, and where the recipient is, as the caller said.
ALTER TABLE messages
  ADD COLUMN programme text,
  ADD COLUMN time_zone text;
