-- Another version after each change of what subscribers want to hear. It is read in the statement that
-- records events, where it costs nothing: who remembers what he knew of his subscribers, and of which
-- version that was, sees by it that he misses none whose change was committed before. Not a number, since
-- what is seen in a transaction that is then rolled back would pass for what comes next.
CREATE TABLE event_audience (
  version uuid NOT NULL
);

CREATE UNIQUE INDEX event_audience_once ON event_audience ((true));

INSERT INTO event_audience (version) VALUES (gen_random_uuid());

-- For triggers on the tables of subscribers, for each row. Whoever changes some waits for others who do.
CREATE FUNCTION audience_has_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE trunkline.event_audience SET version = gen_random_uuid();
  RETURN NULL;
END
$$;
