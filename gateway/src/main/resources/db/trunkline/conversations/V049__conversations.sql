-- Who speaks with whom: one row for each pair of addresses on a channel.
CREATE TABLE conversations (
  id               uuid        CONSTRAINT conversations_pk PRIMARY KEY,
  account_id       uuid        NOT NULL CONSTRAINT conversations_account_fk REFERENCES accounts,
  -- pictures belong to the thread of the texts around them, so there is no mms here
  channel          text        NOT NULL,
  -- our address and theirs, without the prefix of the channel
  sender           text        NOT NULL,
  contact          text        NOT NULL,
  last_inbound_at  timestamptz,
  last_outbound_at timestamptz,
  last_activity_at timestamptz NOT NULL
    GENERATED ALWAYS AS (greatest(last_inbound_at, last_outbound_at)) STORED,
  -- how the latest message begins, whoever wrote it
  preview          text        NOT NULL,
  -- messages that came in since somebody last read
  unread           int         NOT NULL,
  -- SHA-256 of the latest body that came in, and when it came the last few times in a row; null for
  -- a message without words
  repeated_body    bytea,
  repeats          timestamptz[] NOT NULL DEFAULT '{}',
  -- when we last answered by ourselves, the last few times
  answers          timestamptz[] NOT NULL DEFAULT '{}',
  created_at       timestamptz NOT NULL,
  CONSTRAINT conversations_key_unique UNIQUE (account_id, channel, sender, contact),
  CONSTRAINT conversations_channel_known CHECK (channel IN ('sms', 'whatsapp', 'rcs', 'voice')),
  CONSTRAINT conversations_preview_length CHECK (length(preview) <= 160),
  CONSTRAINT conversations_unread_counted CHECK (unread >= 0),
  CONSTRAINT conversations_repeats_of_something
    CHECK (repeated_body IS NOT NULL OR cardinality(repeats) = 0)
);

CREATE INDEX conversations_latest ON conversations (account_id, last_activity_at DESC, id DESC);
CREATE INDEX conversations_unread ON conversations (account_id, last_activity_at DESC, id DESC)
  WHERE unread > 0;
CREATE INDEX conversations_of_contact
  ON conversations (account_id, contact, channel, last_outbound_at DESC);
