-- The last event of each account, in their order, that is not kept any more. Whoever has read it has
-- read everything that was removed, and goes on with what is kept, however long nothing happened.
-- An event stays in the feed for no longer than it is wished to; of this one there is no more than
-- where it was.
CREATE TABLE event_ends (
  account_id uuid PRIMARY KEY,
  id         uuid NOT NULL,
  tx         bigint NOT NULL,
  seq        bigint NOT NULL
);
