-- When messages that count were accepted for neighbouring numbers: what the longest window needs, and no more than the
-- highest limit allows. One row is one lock: whoever adds to it holds it until its message is accepted or is not.
CREATE TABLE prefix_sends (
  account_id uuid          NOT NULL CONSTRAINT prefix_sends_account_fk REFERENCES accounts,
  -- a number without its last digits
  prefix     text          NOT NULL,
  -- how many are missing
  digits     smallint      NOT NULL,
  sent       timestamptz[] NOT NULL,
  CONSTRAINT prefix_sends_pk PRIMARY KEY (account_id, prefix, digits),
  CONSTRAINT prefix_sends_prefix_shape CHECK (prefix ~ '^\+[0-9]+$'),
  CONSTRAINT prefix_sends_digits_known CHECK (digits IN (3, 4))
) WITH (fillfactor = 70);

-- When somebody was last told how to opt out, where an account does not say it every time.
CREATE TABLE opt_out_notices (
  account_id uuid        NOT NULL CONSTRAINT opt_out_notices_account_fk REFERENCES accounts,
  recipient  text        NOT NULL,
  given_at   timestamptz NOT NULL,
  CONSTRAINT opt_out_notices_pk PRIMARY KEY (account_id, recipient),
  CONSTRAINT opt_out_notices_recipient_shape CHECK (recipient ~ '^\+[1-9][0-9]{4,14}$')
) WITH (fillfactor = 70);
