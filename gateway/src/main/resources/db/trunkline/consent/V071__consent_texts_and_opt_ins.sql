-- The exact texts that were shown to people who agreed, each once; an event's evidence names them by their hashes.
CREATE TABLE consent_texts (
  account_id uuid NOT NULL CONSTRAINT consent_texts_account_fk REFERENCES accounts,
  sha256     text NOT NULL,
  text       text NOT NULL,
  CONSTRAINT consent_texts_pk PRIMARY KEY (account_id, sha256),
  CONSTRAINT consent_texts_sha256_of_text CHECK (sha256 = encode(sha256(convert_to(text, 'UTF8')), 'hex'))
);

CREATE TRIGGER consent_texts_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON consent_texts
  FOR EACH STATEMENT EXECUTE FUNCTION consent_events_append_only();

-- Questions whether somebody agrees, asked by text: only a YES in time is a grant.
CREATE TABLE opt_ins (
  id           uuid        CONSTRAINT opt_ins_pk PRIMARY KEY,
  account_id   uuid        NOT NULL CONSTRAINT opt_ins_account_fk REFERENCES accounts,
  recipient    text        NOT NULL,
  -- the address the question goes from, and the answer comes to
  sender       text        NOT NULL,
  -- what is granted by a YES
  scope        text        NOT NULL,
  purposes     text[]      NOT NULL,
  level        text        NOT NULL,
  evidence     jsonb       NOT NULL,
  -- the exact text, which a YES agrees to
  question     text        NOT NULL,
  -- what a YES is answered with
  confirmation text,
  state        text        NOT NULL,
  asked_at     timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  -- our id of the message that asks
  message      text        NOT NULL,
  answered_at  timestamptz,
  answer_sid   text,
  CONSTRAINT opt_ins_recipient_shape CHECK (recipient ~ '^\+[0-9]{3,15}$'),
  CONSTRAINT opt_ins_state_known CHECK (state IN ('pending', 'granted', 'declined', 'replaced')),
  CONSTRAINT opt_ins_answered_at_once CHECK ((state IN ('granted', 'declined')) = (answered_at IS NOT NULL)),
  CONSTRAINT opt_ins_level_known CHECK (level IN ('express', 'written'))
);

-- Of several questions the last is the one that is answered.
CREATE UNIQUE INDEX opt_ins_one_pending ON opt_ins (account_id, recipient, sender) WHERE state = 'pending';
