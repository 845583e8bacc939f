-- How far each lane of each queue has used up its pace; one row that all nodes share.
CREATE TABLE paces (
  queue        text        NOT NULL,
  lane_id      uuid        NOT NULL,
  -- the instant at which the units handed out so far would have gone out at an even pace
  next_free_at timestamptz NOT NULL,
  CONSTRAINT paces_pk PRIMARY KEY (queue, lane_id)
);
