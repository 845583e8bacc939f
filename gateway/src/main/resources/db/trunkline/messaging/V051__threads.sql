-- Both sides of a conversation are found by the contact: what they sent, and what was sent to them.
CREATE INDEX messages_received_from ON messages (account_id, sender, id)
  WHERE direction = 'inbound';

-- What somebody chose rather than wrote, and what they call themselves (WhatsApp, RCS).
ALTER TABLE messages ADD COLUMN interaction jsonb;
