-- Pictures and files that we keep: what callers give us to send, and copies of what comes in.
CREATE TABLE media (
  id           uuid        CONSTRAINT media_pk PRIMARY KEY,
  account_id   uuid        NOT NULL CONSTRAINT media_account_fk REFERENCES accounts,
  -- the last part of its public address; 256 random bits, since whoever knows it may read
  token        text        NOT NULL CONSTRAINT media_token_unique UNIQUE,
  -- these three are known once the last piece is stored; nobody sees it before
  content_type text,
  size         bigint,
  sha256       bytea,
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  CONSTRAINT media_token_shape CHECK (token ~ '^[A-Za-z0-9_-]{43}$'),
  CONSTRAINT media_known_at_once CHECK (num_nulls(content_type, size, sha256) IN (0, 3)),
  CONSTRAINT media_size_possible CHECK (size BETWEEN 1 AND 16777216),
  CONSTRAINT media_hash_length CHECK (length(sha256) = 32)
);

CREATE INDEX media_expiry ON media (expires_at);
CREATE INDEX media_unfinished ON media (created_at) WHERE size IS NULL;

-- The bytes, in pieces, so that neither side ever holds a whole file in memory.
CREATE TABLE media_pieces (
  media_id uuid  NOT NULL CONSTRAINT media_pieces_media_fk REFERENCES media ON DELETE CASCADE,
  number   int   NOT NULL,
  bytes    bytea NOT NULL,
  CONSTRAINT media_pieces_pk PRIMARY KEY (media_id, number),
  CONSTRAINT media_pieces_number_counted CHECK (number >= 0)
);

-- Pictures are compressed already.
ALTER TABLE media_pieces ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- What came in and is to be copied from Twilio; its own queue entry.
CREATE TABLE media_copies (
  account_id      uuid        NOT NULL CONSTRAINT media_copies_account_fk REFERENCES accounts,
  -- Twilio's SID of the message, and the place of this file in it
  message_sid     text        NOT NULL,
  position        smallint    NOT NULL,
  url             text        NOT NULL,
  -- pending: to be copied; copied: done; parked: given up
  state           text        NOT NULL,
  attempts        int         NOT NULL DEFAULT 0,
  -- why it failed the last time
  failure         text,
  next_attempt_at timestamptz,
  -- the copy; null again once that has expired
  media_id        uuid        CONSTRAINT media_copies_media_fk REFERENCES media ON DELETE SET NULL,
  created_at      timestamptz NOT NULL,
  CONSTRAINT media_copies_pk PRIMARY KEY (account_id, message_sid, position),
  CONSTRAINT media_copies_state_known CHECK (state IN ('pending', 'copied', 'parked')),
  CONSTRAINT media_copies_pending_is_due CHECK ((state = 'pending') = (next_attempt_at IS NOT NULL)),
  CONSTRAINT media_copies_parked_says_why CHECK (state <> 'parked' OR failure IS NOT NULL)
);

CREATE INDEX media_copies_due ON media_copies (next_attempt_at) WHERE state = 'pending';
CREATE INDEX media_copies_age ON media_copies (created_at);
CREATE INDEX media_copies_media ON media_copies (media_id);
