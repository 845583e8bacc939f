-- By what a subscriber sees why a webhook did not verify; null where no request was made.
ALTER TABLE webhook_attempts
  -- the time that was signed, in whole seconds
  ADD COLUMN signed_at timestamptz,
  -- of each secret that signed the first digits of its SHA-256, the current one first
  ADD COLUMN signed_with text,
  ADD COLUMN body_sha256 text,
  ADD CONSTRAINT webhook_attempts_request_whole CHECK (
    (signed_at IS NULL) = (signed_with IS NULL) AND (signed_at IS NULL) = (body_sha256 IS NULL)),
  ADD CONSTRAINT webhook_attempts_signed_with_shape CHECK (signed_with ~ '^[0-9a-f]{8}( [0-9a-f]{8})?$'),
  ADD CONSTRAINT webhook_attempts_body_sha256_shape CHECK (body_sha256 ~ '^[0-9a-f]{64}$');
