-- The last requests to a callback path that were not believed, for an operator who wonders why.
-- Nothing of what they carried: whoever sent it may be anybody.
CREATE TABLE callback_rejections (
  id          uuid        CONSTRAINT callback_rejections_pk PRIMARY KEY,
  account_id  uuid        NOT NULL
              CONSTRAINT callback_rejections_account_fk REFERENCES accounts,
  rejected_at timestamptz NOT NULL,
  -- the path of the route, with places instead of values
  path        text        NOT NULL,
  reason      text        NOT NULL,
  -- what would have been right; absent if nothing that was tried
  would_match text,
  -- what to change
  setting     text        NOT NULL,
  CONSTRAINT callback_rejections_reason_present CHECK (length(reason) > 0),
  CONSTRAINT callback_rejections_setting_present CHECK (length(setting) > 0)
);

CREATE INDEX callback_rejections_latest ON callback_rejections (account_id, id DESC);
