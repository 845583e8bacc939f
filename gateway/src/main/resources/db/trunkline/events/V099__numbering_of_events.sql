-- How often the events were numbered anew, since the cluster below them was another one; places in
-- their order that were found before are none any more.
CREATE TABLE events_numbering (
  times bigint NOT NULL,
  CONSTRAINT events_numbering_counted CHECK (times >= 0)
);

CREATE UNIQUE INDEX events_numbering_once ON events_numbering ((true));

INSERT INTO events_numbering (times) VALUES (0);
