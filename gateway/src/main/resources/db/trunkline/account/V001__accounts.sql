-- Whose rows: one account for each Twilio account or subaccount.
CREATE TABLE accounts (
  id                 uuid        CONSTRAINT accounts_pk PRIMARY KEY,
  name               text        NOT NULL CONSTRAINT accounts_name_unique UNIQUE,
  twilio_sid         text        CONSTRAINT accounts_twilio_sid_unique UNIQUE,
  -- AES-256-GCM over the credentials; null for the account that is configured by properties
  sealed_credentials bytea,
  created_at         timestamptz NOT NULL,
  CONSTRAINT accounts_name_shape CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  CONSTRAINT accounts_twilio_sid_shape CHECK (twilio_sid ~ '^AC[0-9a-fA-F]{32}$'),
  CONSTRAINT accounts_sealed_has_sid CHECK (sealed_credentials IS NULL OR twilio_sid IS NOT NULL)
);

CREATE TABLE api_keys (
  id          uuid        CONSTRAINT api_keys_pk PRIMARY KEY,
  account_id  uuid        NOT NULL CONSTRAINT api_keys_account_fk REFERENCES accounts,
  name        text        NOT NULL,
  -- SHA-256 of the secret, which has 256 random bits: nothing to slow a guesser down is needed
  secret_hash bytea       NOT NULL CONSTRAINT api_keys_secret_hash_unique UNIQUE,
  scopes      text[]      NOT NULL,
  created_at  timestamptz NOT NULL,
  revoked_at  timestamptz,
  CONSTRAINT api_keys_name_present CHECK (length(name) BETWEEN 1 AND 100),
  CONSTRAINT api_keys_hash_length CHECK (length(secret_hash) = 32),
  CONSTRAINT api_keys_scopes_known
    CHECK (cardinality(scopes) > 0 AND scopes <@ ARRAY['send', 'read', 'operate'])
);

CREATE INDEX api_keys_account ON api_keys (account_id);
