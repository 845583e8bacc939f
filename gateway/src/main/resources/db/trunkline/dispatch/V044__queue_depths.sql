-- How much waits, without counting rows: the sum over a lane and priority is what waits there now.
-- Each statement adds what it changed; a routine adds these up. Nobody waits for anybody here.
CREATE TABLE queue_depth_changes (
  queue    text     NOT NULL,
  lane_id  uuid     NOT NULL,
  priority smallint NOT NULL,
  rows     bigint   NOT NULL,
  units    bigint   NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);

-- For triggers on the table of a queue; arguments: the queue, the status of rows that wait.
CREATE FUNCTION count_waiting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO trunkline.queue_depth_changes (queue, lane_id, priority, rows, units)
    SELECT TG_ARGV[0], lane_id, priority, count(*), sum(units)
    FROM came WHERE status = TG_ARGV[1]
    GROUP BY lane_id, priority;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO trunkline.queue_depth_changes (queue, lane_id, priority, rows, units)
    SELECT TG_ARGV[0], lane_id, priority, -count(*), -sum(units)
    FROM went WHERE status = TG_ARGV[1]
    GROUP BY lane_id, priority;
  ELSE
    INSERT INTO trunkline.queue_depth_changes (queue, lane_id, priority, rows, units)
    SELECT TG_ARGV[0], lane_id, priority, sum(rows), sum(units)
    FROM (
      SELECT lane_id, priority, 1 AS rows, units FROM came WHERE status = TG_ARGV[1]
      UNION ALL
      SELECT lane_id, priority, -1, -units FROM went WHERE status = TG_ARGV[1]) AS change
    GROUP BY lane_id, priority
    HAVING sum(rows) <> 0 OR sum(units) <> 0;
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER messages_count_inserted AFTER INSERT ON messages
  REFERENCING NEW TABLE AS came
  FOR EACH STATEMENT EXECUTE FUNCTION count_waiting('messages', 'accepted');
CREATE TRIGGER messages_count_updated AFTER UPDATE ON messages
  REFERENCING OLD TABLE AS went NEW TABLE AS came
  FOR EACH STATEMENT EXECUTE FUNCTION count_waiting('messages', 'accepted');
CREATE TRIGGER messages_count_deleted AFTER DELETE ON messages
  REFERENCING OLD TABLE AS went
  FOR EACH STATEMENT EXECUTE FUNCTION count_waiting('messages', 'accepted');

INSERT INTO queue_depth_changes (queue, lane_id, priority, rows, units)
SELECT 'messages', lane_id, priority, count(*), sum(units)
FROM messages WHERE status = 'accepted'
GROUP BY lane_id, priority;
