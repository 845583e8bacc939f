-- Every rule set that was ever loaded. Decisions name them: none changes, none goes.
CREATE TABLE rule_sets (
  version   text        NOT NULL CONSTRAINT rule_sets_pk PRIMARY KEY,
  -- as it was loaded
  document  text        NOT NULL,
  published date        NOT NULL,
  loaded_at timestamptz NOT NULL,
  -- an API key, the host application, or "bundled"
  loaded_by text        NOT NULL
);

-- From when on which is in force. Where there is none yet, it is the one that the program brings.
CREATE TABLE rule_set_activations (
  -- of several at one instant the last said counts
  id            bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT rule_set_activations_pk PRIMARY KEY,
  version       text        NOT NULL CONSTRAINT rule_set_activations_set_fk REFERENCES rule_sets,
  in_force_from timestamptz NOT NULL,
  activated_at  timestamptz NOT NULL,
  activated_by  text        NOT NULL,
  CONSTRAINT rule_set_activations_not_in_the_past CHECK (in_force_from >= activated_at)
);

CREATE INDEX rule_set_activations_in_order ON rule_set_activations (in_force_from, id);

CREATE FUNCTION rule_sets_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rule_sets_stay: decisions name this rule set';
END
$$;

CREATE TRIGGER rule_sets_stay BEFORE UPDATE OR DELETE ON rule_sets
  FOR EACH ROW EXECUTE FUNCTION rule_sets_stay();
