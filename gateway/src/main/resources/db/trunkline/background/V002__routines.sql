-- The table of db-scheduler 16 (its documented PostgreSQL schema), under a name that says what is in it.
CREATE TABLE routines (
  task_name            text        NOT NULL,
  task_instance        text        NOT NULL,
  task_data            bytea,
  execution_time       timestamptz NOT NULL,
  picked               boolean     NOT NULL,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint      NOT NULL,
  priority             smallint,
  CONSTRAINT routines_pk PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX routines_execution_time ON routines (execution_time);
CREATE INDEX routines_last_heartbeat ON routines (last_heartbeat);
