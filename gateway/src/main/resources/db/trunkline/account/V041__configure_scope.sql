ALTER TABLE api_keys
  DROP CONSTRAINT api_keys_scopes_known,
  ADD CONSTRAINT api_keys_scopes_known
    CHECK (cardinality(scopes) > 0 AND scopes <@ ARRAY['send', 'read', 'operate', 'configure']);
