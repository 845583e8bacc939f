-- What an account allows itself, in versions. The latest holds; without one, the settings of the server do.
CREATE TABLE policies (
  account_id uuid        NOT NULL CONSTRAINT policies_account_fk REFERENCES accounts,
  version    int         NOT NULL,
  settings   jsonb       NOT NULL,
  -- the id of a key, or the name of the host
  changed_by text        NOT NULL,
  changed_at timestamptz NOT NULL,
  CONSTRAINT policies_pk PRIMARY KEY (account_id, version),
  CONSTRAINT policies_version_positive CHECK (version > 0),
  CONSTRAINT policies_settings_object CHECK (jsonb_typeof(settings) = 'object')
);

CREATE FUNCTION policies_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'policies is append-only';
END $$;

CREATE TRIGGER policies_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON policies
  FOR EACH STATEMENT EXECUTE FUNCTION policies_append_only();
