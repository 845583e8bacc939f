-- What a message can be beside a text that is sent at once.
ALTER TABLE messages
  -- the name of the pool that the sender was chosen from; null if it was asked for by its address
  ADD COLUMN pool              text,
  -- which of a Messaging Service's senders Twilio has chosen
  ADD COLUMN sent_from         text,
  ADD COLUMN media_urls        jsonb,
  -- the version of the template that the body was made from
  ADD COLUMN template          text,
  ADD COLUMN template_version  int,
  ADD COLUMN language          text,
  -- Twilio's content and what its places are filled with
  ADD COLUMN content_sid       text,
  ADD COLUMN content_variables jsonb,
  ADD COLUMN held_because      text,
  -- from when on it is not worth sending any more
  ADD COLUMN expires_at        timestamptz,
  -- the channels to try next, in order, and how many seconds to wait for this one
  ADD COLUMN further_channels  text,
  ADD COLUMN fallback_after    int,
  ADD COLUMN fallback_at       timestamptz,
  ADD COLUMN continues         uuid CONSTRAINT messages_continues_fk REFERENCES messages
    ON DELETE SET NULL,
  ADD COLUMN continued_as      uuid CONSTRAINT messages_continued_as_fk REFERENCES messages
    ON DELETE SET NULL,
  ADD COLUMN estimated_price   numeric,
  ADD COLUMN price             numeric,
  ADD COLUMN currency          text,
  -- when Twilio's records are read for what no callback has told
  ADD COLUMN check_at          timestamptz,
  ADD COLUMN checks            smallint NOT NULL DEFAULT 0,
  -- senders that Twilio would not take it from
  ADD COLUMN senders_tried     text,
  -- null: not before somebody decides
  ALTER COLUMN due_at DROP NOT NULL,
  DROP CONSTRAINT messages_channel_known,
  ADD CONSTRAINT messages_channel_known CHECK (
    channel IN ('sms', 'mms', 'whatsapp', 'rcs', 'voice')),
  DROP CONSTRAINT messages_status_known,
  ADD CONSTRAINT messages_status_known CHECK (
    CASE direction
      WHEN 'outbound' THEN status IN (
        'accepted', 'held', 'dispatching', 'unconfirmed', 'queued', 'sending', 'sent', 'delivered',
        'undelivered', 'failed', 'read', 'refused', 'canceled', 'expired')
      ELSE status = 'received'
    END),
  ADD CONSTRAINT messages_held_says_why CHECK (status <> 'held' OR held_because IS NOT NULL),
  ADD CONSTRAINT messages_waiting_is_due CHECK (
    due_at IS NOT NULL OR (status <> 'accepted' AND held_because = 'parked'));

-- A message that Twilio does not know yet needs no entry.
ALTER TABLE messages DROP CONSTRAINT messages_twilio_sid_unique;
CREATE UNIQUE INDEX messages_twilio_sid_unique ON messages (account_id, twilio_sid)
  WHERE twilio_sid IS NOT NULL;

CREATE INDEX messages_held ON messages (due_at) WHERE status = 'held';
CREATE INDEX messages_expiring ON messages (expires_at)
  WHERE expires_at IS NOT NULL AND status IN ('accepted', 'held');
CREATE INDEX messages_falling_back ON messages (fallback_at)
  WHERE fallback_at IS NOT NULL AND continued_as IS NULL;
CREATE INDEX messages_to_check ON messages (account_id, check_at) WHERE check_at IS NOT NULL;

ALTER TABLE message_timeline
  DROP CONSTRAINT message_timeline_source_known,
  ADD CONSTRAINT message_timeline_source_known CHECK (
    source IN (
      'request', 'handover', 'callback', 'search', 'consent', 'inbound', 'time', 'person'));
