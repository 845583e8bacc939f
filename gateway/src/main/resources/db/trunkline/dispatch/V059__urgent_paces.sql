-- The instant at which the urgent units handed out so far would have gone out at an even pace: they
-- wait for each other, but not for the others.
ALTER TABLE paces ADD COLUMN urgent_free_at timestamptz NOT NULL DEFAULT 'epoch';
