-- Where subscribers hear of events, and how.
CREATE TABLE webhook_endpoints (
  id               uuid             CONSTRAINT webhook_endpoints_pk PRIMARY KEY,
  account_id       uuid             NOT NULL
    CONSTRAINT webhook_endpoints_account_fk REFERENCES accounts,
  url              text             NOT NULL,
  description      text             NOT NULL,
  -- message.delivered, or message.* for all that begins so; none stands for all
  types            text[]           NOT NULL,
  -- whether what happens to one subject is told in order
  ordered          boolean          NOT NULL,
  pace_per_second  double precision NOT NULL,
  -- how many requests each node has under way to it at once
  concurrency      int              NOT NULL,
  status           text             NOT NULL,
  status_since     timestamptz      NOT NULL,
  disabled_because text,
  -- since when it has failed without any success, and when it last did; of several failures in a
  -- minute the first
  failing_since    timestamptz,
  failed_at        timestamptz,
  -- sealed with the encryption key, for this endpoint
  secret           bytea            NOT NULL,
  old_secret       bytea,
  old_secret_until timestamptz,
  created_at       timestamptz      NOT NULL,
  updated_at       timestamptz      NOT NULL,
  CONSTRAINT webhook_endpoints_status_known CHECK (status IN ('enabled', 'disabled', 'deleted')),
  CONSTRAINT webhook_endpoints_disabled_says_why CHECK (
    (status = 'disabled') = (disabled_because IS NOT NULL)
    AND disabled_because IN ('by_request', 'gone', 'failing')),
  CONSTRAINT webhook_endpoints_failing_since_when CHECK (
    (failing_since IS NULL) = (failed_at IS NULL)),
  CONSTRAINT webhook_endpoints_old_secret_ends CHECK (
    (old_secret IS NULL) = (old_secret_until IS NULL)),
  CONSTRAINT webhook_endpoints_pace_positive CHECK (pace_per_second > 0),
  CONSTRAINT webhook_endpoints_concurrency_positive CHECK (concurrency > 0)
);

CREATE INDEX webhook_endpoints_of_account ON webhook_endpoints (account_id, id)
  WHERE status <> 'deleted';

-- In the order in which what happened to one subject was committed: whoever records it has locked
-- the subject, on whatever node, and ids of two nodes may differ by their clocks.
CREATE SEQUENCE webhook_delivery_places;

-- One event for one endpoint. A row is its own queue entry, in the lane of its endpoint.
CREATE TABLE webhook_deliveries (
  id          uuid        CONSTRAINT webhook_deliveries_pk PRIMARY KEY,
  lane_id     uuid        NOT NULL
    CONSTRAINT webhook_deliveries_endpoint_fk REFERENCES webhook_endpoints,
  event_id    uuid        NOT NULL,
  type        text        NOT NULL,
  subject     text        NOT NULL,
  -- whether it waits for those of its subject that come before it
  ordered     boolean     NOT NULL,
  place       bigint      NOT NULL DEFAULT nextval('trunkline.webhook_delivery_places'),
  status      text        NOT NULL,
  priority    smallint    NOT NULL DEFAULT 2,
  due_at      timestamptz NOT NULL,
  units       int         NOT NULL DEFAULT 1,
  -- all that were begun, and those that have failed since it was last ordered to be sent
  attempts    int         NOT NULL DEFAULT 0,
  failures    int         NOT NULL DEFAULT 0,
  lease_until timestamptz,
  created_at  timestamptz NOT NULL,
  finished_at timestamptz,
  CONSTRAINT webhook_deliveries_once UNIQUE (lane_id, event_id),
  CONSTRAINT webhook_deliveries_status_known CHECK (
    status IN ('waiting', 'sending', 'delivered', 'failed')),
  CONSTRAINT webhook_deliveries_sending_is_leased CHECK (
    (status = 'sending') = (lease_until IS NOT NULL)),
  CONSTRAINT webhook_deliveries_finished_when CHECK (
    (status IN ('delivered', 'failed')) = (finished_at IS NOT NULL))
) WITH (fillfactor = 80);

CREATE INDEX webhook_deliveries_waiting ON webhook_deliveries (lane_id, priority, due_at, id)
  WHERE status = 'waiting';
CREATE INDEX webhook_deliveries_leased ON webhook_deliveries (lease_until)
  WHERE status = 'sending';
CREATE INDEX webhook_deliveries_failed ON webhook_deliveries (lane_id, event_id)
  WHERE status = 'failed';
CREATE INDEX webhook_deliveries_in_order ON webhook_deliveries (lane_id, subject, place)
  WHERE ordered AND status IN ('waiting', 'sending');

-- Each request that was made, and its answer.
CREATE TABLE webhook_attempts (
  delivery_id uuid        NOT NULL
    CONSTRAINT webhook_attempts_delivery_fk REFERENCES webhook_deliveries ON DELETE CASCADE,
  number      int         NOT NULL,
  at          timestamptz NOT NULL,
  url         text        NOT NULL,
  status_code int,
  -- why there was no answer, or none that counts
  failure     text,
  -- the beginning of its body
  answer      text        NOT NULL,
  took_ms     int         NOT NULL,
  CONSTRAINT webhook_attempts_pk PRIMARY KEY (delivery_id, number),
  CONSTRAINT webhook_attempts_has_come_to_something CHECK (
    status_code IS NOT NULL OR failure IS NOT NULL)
);

CREATE TRIGGER webhook_deliveries_count_inserted AFTER INSERT ON webhook_deliveries
  REFERENCING NEW TABLE AS came
  FOR EACH STATEMENT EXECUTE FUNCTION count_waiting('webhooks', 'waiting');
CREATE TRIGGER webhook_deliveries_count_updated AFTER UPDATE ON webhook_deliveries
  REFERENCING OLD TABLE AS went NEW TABLE AS came
  FOR EACH STATEMENT EXECUTE FUNCTION count_waiting('webhooks', 'waiting');
CREATE TRIGGER webhook_deliveries_count_deleted AFTER DELETE ON webhook_deliveries
  REFERENCING OLD TABLE AS went
  FOR EACH STATEMENT EXECUTE FUNCTION count_waiting('webhooks', 'waiting');
