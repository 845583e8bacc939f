-- A repeated request gets the answer of the first, its warnings included: a list of code and detail, null for none.
ALTER TABLE idempotency_keys ADD COLUMN warnings jsonb;
