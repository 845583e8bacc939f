-- Which rule set was in force when can be shown later.
CREATE FUNCTION rule_set_activations_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rule_set_activations is append-only';
END
$$;

CREATE TRIGGER rule_set_activations_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON rule_set_activations
  FOR EACH STATEMENT EXECUTE FUNCTION rule_set_activations_append_only();
