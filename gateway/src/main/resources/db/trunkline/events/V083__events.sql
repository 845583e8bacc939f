-- What has happened, in the order in which it was committed.
CREATE TABLE events (
  id         uuid        CONSTRAINT events_pk PRIMARY KEY,
  account_id uuid        NOT NULL CONSTRAINT events_account_fk REFERENCES accounts,
  -- the transaction that made it true. Ids alone would let a reader skip: an id that is made
  -- earlier may be committed later. What a reader has seen ends below the oldest transaction that
  -- is still open, so nothing can appear before it any more.
  tx         bigint      NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
  -- message.delivered
  type       text        NOT NULL,
  -- what it has happened to, msg_…
  subject    text        NOT NULL,
  at         timestamptz NOT NULL,
  -- the thing as it was right after that
  data       jsonb       NOT NULL,
  CONSTRAINT events_type_shape CHECK (type ~ '^[a-z][a-z_]*(\.[a-z][a-z_]*)+$'),
  CONSTRAINT events_subject_length CHECK (length(subject) BETWEEN 1 AND 200),
  CONSTRAINT events_data_object CHECK (jsonb_typeof(data) = 'object')
);

CREATE INDEX events_in_order ON events (account_id, tx, id);
