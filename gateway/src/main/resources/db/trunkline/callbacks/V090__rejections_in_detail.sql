-- What was expected, what Twilio has signed instead, and how many more there were.
ALTER TABLE callback_rejections
  -- of the route
  ADD COLUMN kind            text   NOT NULL DEFAULT 'unknown',
  ADD COLUMN expected_url    text,
  ADD COLUMN parameter_names text[] NOT NULL DEFAULT '{}',
  -- [{"url": …, "differs": ["SCHEME"], "account": …}]: only Twilio can have made the signatures
  -- that these explain
  ADD COLUMN matches         jsonb  NOT NULL DEFAULT '[]',
  ADD COLUMN advice          text   NOT NULL DEFAULT '',
  -- how many more of this kind the account was refused after it, before the next that is recorded
  ADD COLUMN unrecorded      bigint NOT NULL DEFAULT 0,
  ADD CONSTRAINT callback_rejections_kind_shape CHECK (kind ~ '^[a-z][a-z_]{0,62}$'),
  ADD CONSTRAINT callback_rejections_matches_array CHECK (jsonb_typeof(matches) = 'array'),
  ADD CONSTRAINT callback_rejections_unrecorded_counted CHECK (unrecorded >= 0);

ALTER TABLE callback_rejections
  ALTER COLUMN kind DROP DEFAULT;

DROP INDEX callback_rejections_latest;
CREATE INDEX callback_rejections_latest ON callback_rejections (account_id, kind, id DESC);
CREATE INDEX callback_rejections_of_account ON callback_rejections (account_id, id DESC);
