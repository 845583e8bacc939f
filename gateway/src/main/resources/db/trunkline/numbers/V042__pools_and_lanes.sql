ALTER TABLE senders
  -- where it may be used, ISO 3166-1: the country of a short code, those in which a name is
  -- registered; empty where that follows from the address or nobody has said
  ADD COLUMN countries  text[] NOT NULL DEFAULT '{}',
  -- what a Messaging Service can send by; empty for other kinds, whose kind says it
  ADD COLUMN channels   text[] NOT NULL DEFAULT '{}',
  -- nothing new is sent from it since; what waited then still goes
  ADD COLUMN removed_at timestamptz,
  DROP CONSTRAINT senders_kind_known;

UPDATE senders SET channels = '{sms,mms}' WHERE kind = 'messaging_service';

ALTER TABLE senders
  ADD CONSTRAINT senders_kind_known CHECK (
    kind IN ('long_code', 'toll_free', 'short_code', 'alphanumeric', 'whatsapp', 'rcs',
      'messaging_service')),
  ADD CONSTRAINT senders_channels_known CHECK (
    channels <@ ARRAY['sms', 'mms', 'whatsapp', 'rcs']),
  ADD CONSTRAINT senders_services_say_channels CHECK (
    (kind = 'messaging_service') = (cardinality(channels) > 0));

-- Senders under one name, of which one is chosen for each message.
CREATE TABLE pools (
  id         uuid        CONSTRAINT pools_pk PRIMARY KEY,
  account_id uuid        NOT NULL CONSTRAINT pools_account_fk REFERENCES accounts,
  name       text        NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pools_name_unique UNIQUE (account_id, name),
  CONSTRAINT pools_name_shape CHECK (name ~ '^[a-z][a-z0-9_-]{0,62}$')
);

CREATE TABLE pool_members (
  pool_id   uuid NOT NULL CONSTRAINT pool_members_pool_fk REFERENCES pools ON DELETE CASCADE,
  sender_id uuid NOT NULL CONSTRAINT pool_members_sender_fk REFERENCES senders,
  CONSTRAINT pool_members_pk PRIMARY KEY (pool_id, sender_id)
);

-- What an account sends from where a message does not say.
CREATE TABLE default_senders (
  account_id uuid CONSTRAINT default_senders_pk PRIMARY KEY
             CONSTRAINT default_senders_account_fk REFERENCES accounts,
  -- the address of a sender or the name of a pool
  sender     text NOT NULL
);

-- From which sender of a pool a recipient was texted first, and is ever since.
CREATE TABLE sticky_senders (
  pool_id   uuid        NOT NULL
            CONSTRAINT sticky_senders_pool_fk REFERENCES pools ON DELETE CASCADE,
  -- E.164
  recipient text        NOT NULL,
  channel   text        NOT NULL,
  sender_id uuid        NOT NULL CONSTRAINT sticky_senders_sender_fk REFERENCES senders,
  chosen_at timestamptz NOT NULL,
  CONSTRAINT sticky_senders_pk PRIMARY KEY (pool_id, recipient, channel),
  CONSTRAINT sticky_senders_recipient_shape CHECK (recipient ~ '^\+[0-9]{3,15}$')
);

-- Paces of all senders of an account together; its id is that of the limit.
CREATE TABLE account_paces (
  id              uuid             CONSTRAINT account_paces_pk PRIMARY KEY,
  account_id      uuid             NOT NULL
                  CONSTRAINT account_paces_account_fk REFERENCES accounts,
  -- of the recipients, ISO 3166-1; null for those of all countries
  country         text,
  -- segments a second
  pace_per_second double precision NOT NULL,
  CONSTRAINT account_paces_country_unique UNIQUE NULLS NOT DISTINCT (account_id, country),
  CONSTRAINT account_paces_country_shape CHECK (country ~ '^[A-Z]{2}$'),
  CONSTRAINT account_paces_positive CHECK (pace_per_second > 0 AND pace_per_second < 'Infinity')
);

-- Messages that keep the same paces wait in one lane: those of a sender, or those of a sender into
-- one country that has a pace of its own.
CREATE TABLE lanes (
  id         uuid CONSTRAINT lanes_pk PRIMARY KEY,
  account_id uuid NOT NULL CONSTRAINT lanes_account_fk REFERENCES accounts,
  sender_id  uuid NOT NULL CONSTRAINT lanes_sender_fk REFERENCES senders,
  -- null for the lane that has the id of its sender
  country    text,
  CONSTRAINT lanes_sender_country_unique UNIQUE NULLS NOT DISTINCT (sender_id, country),
  CONSTRAINT lanes_of_the_sender_itself CHECK ((country IS NULL) = (id = sender_id))
);

INSERT INTO lanes (id, account_id, sender_id) SELECT id, account_id, id FROM senders;

ALTER TABLE messages
  DROP CONSTRAINT messages_sender_fk,
  ADD CONSTRAINT messages_lane_fk FOREIGN KEY (lane_id) REFERENCES lanes;
