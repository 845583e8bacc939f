-- When each auth token last signed a callback, by which one sees how far a rotation is.
CREATE TABLE auth_token_uses (
  account_id      uuid        NOT NULL CONSTRAINT auth_token_uses_account_fk REFERENCES accounts,
  -- SHA-256 of the token in hexadecimal; of 128 random bits it says nothing
  fingerprint     text        NOT NULL,
  first_signed_at timestamptz NOT NULL,
  -- at most a minute late
  last_signed_at  timestamptz NOT NULL,
  CONSTRAINT auth_token_uses_pk PRIMARY KEY (account_id, fingerprint),
  CONSTRAINT auth_token_uses_fingerprint_shape CHECK (fingerprint ~ '^[0-9a-f]{64}$'),
  CONSTRAINT auth_token_uses_in_order CHECK (first_signed_at <= last_signed_at)
);
