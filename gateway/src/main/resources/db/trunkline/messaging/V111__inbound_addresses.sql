-- Addresses of ours at which texts come in by callback, and how far Twilio's list of each has been
-- read for those that no callback has brought.
CREATE TABLE inbound_addresses (
  account_id uuid        NOT NULL CONSTRAINT inbound_addresses_account_fk REFERENCES accounts,
  -- as Twilio writes it
  address    text        NOT NULL,
  -- when a callback brought the first text; what came before is nobody's business here
  begun_at   timestamptz NOT NULL,
  -- when a callback last brought one, to the day
  heard_at   timestamptz NOT NULL,
  -- the time that Twilio has for the newest text that was read, with all before it
  read_until timestamptz,
  -- when the list was last read to its end
  read_at    timestamptz,
  CONSTRAINT inbound_addresses_pk PRIMARY KEY (account_id, address)
);
