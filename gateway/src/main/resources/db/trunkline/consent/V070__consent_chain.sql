-- The chain of an account's events, so that a change of one of them shows. Verified in Java, by
-- io.trunkline.consent.ChainCheck; what is written here never changes, or no chain could be verified any more.

-- What exactly is chained of an event: its JSON, the text of PostgreSQL's jsonb.
CREATE VIEW consent_documents AS
SELECT id, account_id, recipient, ordinal,
  jsonb_strip_nulls(jsonb_build_object(
    'id', id,
    'account', account_id,
    'recipient', recipient,
    'scope', scope,
    'kind', kind,
    'purposes', to_jsonb(purposes),
    'level', level,
    'source', source,
    'evidence', evidence,
    'at', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'recorded_at', to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))::text AS document
FROM consent_events;

-- Where the chain of an account ends. Locked by whoever appends, last of all that a transaction locks.
CREATE TABLE consent_chains (
  account_id uuid   CONSTRAINT consent_chains_pk PRIMARY KEY CONSTRAINT consent_chains_account_fk REFERENCES accounts,
  length     bigint NOT NULL,
  hash       bytea  NOT NULL,
  CONSTRAINT consent_chains_hash_length CHECK (length(hash) = 32)
);

CREATE TABLE consent_links (
  account_id uuid   NOT NULL CONSTRAINT consent_links_account_fk REFERENCES accounts,
  -- 1, 2, 3 …, without a gap
  seq        bigint NOT NULL,
  event_id   uuid   NOT NULL CONSTRAINT consent_links_event_unique UNIQUE
                             CONSTRAINT consent_links_event_fk REFERENCES consent_events,
  -- SHA-256 of the document
  digest     bytea  NOT NULL,
  -- SHA-256 of the previous hash (of 64 zeros for the first) and the digest, both in hexadecimal
  hash       bytea  NOT NULL,
  CONSTRAINT consent_links_pk PRIMARY KEY (account_id, seq),
  CONSTRAINT consent_links_seq_positive CHECK (seq > 0),
  CONSTRAINT consent_links_hash_length CHECK (length(digest) = 32 AND length(hash) = 32)
);

CREATE TRIGGER consent_links_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON consent_links
  FOR EACH STATEMENT EXECUTE FUNCTION consent_events_append_only();

-- Chains events in the order of their writing; once for each transaction, at its end.
CREATE FUNCTION consent_link(written uuid[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  chain trunkline.consent_chains;
  event record;
BEGIN
  INSERT INTO trunkline.consent_chains (account_id, length, hash)
  SELECT DISTINCT account_id, 0, decode(repeat('0', 64), 'hex')
  FROM trunkline.consent_events WHERE id = ANY (written)
  ORDER BY account_id
  ON CONFLICT DO NOTHING;
  FOR chain IN
    SELECT * FROM trunkline.consent_chains
    WHERE account_id IN (SELECT account_id FROM trunkline.consent_events WHERE id = ANY (written))
    ORDER BY account_id
    FOR UPDATE
  LOOP
    FOR event IN
      SELECT id, sha256(convert_to(document, 'UTF8')) AS digest FROM trunkline.consent_documents
      WHERE id = ANY (written) AND account_id = chain.account_id
      ORDER BY ordinal
    LOOP
      chain.length := chain.length + 1;
      chain.hash := sha256(convert_to(encode(chain.hash, 'hex') || encode(event.digest, 'hex'), 'UTF8'));
      INSERT INTO trunkline.consent_links (account_id, seq, event_id, digest, hash)
      VALUES (chain.account_id, chain.length, event.id, event.digest, chain.hash);
    END LOOP;
    UPDATE trunkline.consent_chains SET length = chain.length, hash = chain.hash
    WHERE account_id = chain.account_id;
  END LOOP;
END $$;

DO $$ BEGIN
  PERFORM trunkline.consent_link(array_agg(id)) FROM trunkline.consent_events;
END $$;

-- An event that is not chained cannot be committed.
ALTER TABLE consent_events
  ADD CONSTRAINT consent_events_linked FOREIGN KEY (id) REFERENCES consent_links (event_id)
  DEFERRABLE INITIALLY DEFERRED;
