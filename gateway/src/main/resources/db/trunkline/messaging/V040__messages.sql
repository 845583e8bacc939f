-- Texts, both ways. An outbound row is its own queue entry.
CREATE TABLE messages (
  id             uuid        CONSTRAINT messages_pk PRIMARY KEY,
  account_id     uuid        NOT NULL CONSTRAINT messages_account_fk REFERENCES accounts,
  direction      text        NOT NULL,
  channel        text        NOT NULL,
  status         text        NOT NULL,
  purpose        text,
  -- the sender it is paced by; null for inbound texts
  lane_id        uuid        CONSTRAINT messages_sender_fk REFERENCES senders,
  sender         text        NOT NULL,
  recipient      text        NOT NULL,
  body           text        NOT NULL,
  encoding       text        NOT NULL,
  -- segments: what is paced and paid for
  units          int         NOT NULL,
  reference      text,
  metadata       jsonb       NOT NULL DEFAULT '{}',
  twilio_sid     text,
  error_code     int,
  priority       smallint    NOT NULL,
  due_at         timestamptz NOT NULL,
  attempts       int         NOT NULL DEFAULT 0,
  -- when the latest handing over began, and until when its worker has the row to itself
  handover_at    timestamptz,
  lease_until    timestamptz,
  -- unconfirmed: when Twilio is to be asked next, and how often it has shown that it has no such text
  settle_at      timestamptz,
  times_absent   smallint    NOT NULL DEFAULT 0,
  created_at     timestamptz NOT NULL,
  updated_at     timestamptz NOT NULL,
  CONSTRAINT messages_direction_known CHECK (direction IN ('outbound', 'inbound')),
  CONSTRAINT messages_channel_known CHECK (channel IN ('sms')),
  CONSTRAINT messages_status_known CHECK (
    CASE direction
      WHEN 'outbound' THEN status IN (
        'accepted', 'dispatching', 'unconfirmed', 'queued', 'sending', 'sent', 'delivered',
        'undelivered', 'failed', 'read', 'refused')
      ELSE status = 'received'
    END),
  CONSTRAINT messages_purpose_known CHECK (
    purpose IN ('marketing', 'informational', 'transactional', 'otp', 'emergency')),
  CONSTRAINT messages_outbound_complete CHECK (
    direction = 'inbound' OR (lane_id IS NOT NULL AND purpose IS NOT NULL)),
  CONSTRAINT messages_encoding_known CHECK (encoding IN ('gsm_7', 'ucs_2')),
  CONSTRAINT messages_units_positive CHECK (units > 0),
  CONSTRAINT messages_handed_over_has_sid CHECK (
    status NOT IN ('queued', 'sending', 'sent', 'delivered', 'undelivered', 'read', 'received')
    OR twilio_sid IS NOT NULL),
  CONSTRAINT messages_dispatching_is_leased CHECK (
    status <> 'dispatching' OR (lease_until IS NOT NULL AND handover_at IS NOT NULL)),
  CONSTRAINT messages_unconfirmed_will_settle CHECK (
    status <> 'unconfirmed' OR settle_at IS NOT NULL),
  CONSTRAINT messages_twilio_sid_unique UNIQUE (account_id, twilio_sid)
);

CREATE INDEX messages_of_account ON messages (account_id, id);
CREATE INDEX messages_of_recipient ON messages (account_id, recipient, id);
CREATE INDEX messages_waiting ON messages (lane_id, priority, due_at, id)
  WHERE status = 'accepted';
CREATE INDEX messages_leased ON messages (lease_until) WHERE status = 'dispatching';
CREATE INDEX messages_unconfirmed ON messages (settle_at) WHERE status = 'unconfirmed';

-- What happened to a message, in the order in which we learned of it.
CREATE TABLE message_timeline (
  id            uuid        CONSTRAINT message_timeline_pk PRIMARY KEY,
  message_id    uuid        NOT NULL
    CONSTRAINT message_timeline_message_fk REFERENCES messages ON DELETE CASCADE,
  at            timestamptz NOT NULL,
  source        text        NOT NULL,
  -- the status the message has since; null if this changed nothing
  status        text,
  twilio_status text,
  error_code    int,
  detail        text        NOT NULL,
  CONSTRAINT message_timeline_source_known CHECK (
    source IN ('request', 'handover', 'callback', 'search', 'consent', 'inbound'))
);

CREATE INDEX message_timeline_of_message ON message_timeline (message_id, id);

-- Which message an Idempotency-Key stands for.
CREATE TABLE idempotency_keys (
  account_id  uuid        NOT NULL CONSTRAINT idempotency_keys_account_fk REFERENCES accounts,
  key         text        NOT NULL,
  -- SHA-256 over the request
  fingerprint bytea       NOT NULL,
  message_id  uuid        NOT NULL
    CONSTRAINT idempotency_keys_message_fk REFERENCES messages ON DELETE CASCADE
    DEFERRABLE INITIALLY DEFERRED,
  created_at  timestamptz NOT NULL,
  CONSTRAINT idempotency_keys_pk PRIMARY KEY (account_id, key),
  CONSTRAINT idempotency_keys_key_length CHECK (length(key) BETWEEN 1 AND 255)
);

CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);
CREATE INDEX idempotency_keys_message ON idempotency_keys (message_id);
