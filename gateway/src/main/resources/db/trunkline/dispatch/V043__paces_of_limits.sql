-- A lane keeps the paces of several limits at once, and lanes share limits: a pace is a limit's.
ALTER TABLE paces RENAME COLUMN lane_id TO limit_id;
