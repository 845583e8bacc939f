-- What Twilio reports twice stands once in a timeline.
DELETE FROM message_timeline repeated
USING message_timeline first
WHERE repeated.source = 'callback' AND first.source = 'callback'
  AND repeated.twilio_status IS NOT NULL
  AND first.message_id = repeated.message_id
  AND first.twilio_status = repeated.twilio_status
  AND first.error_code IS NOT DISTINCT FROM repeated.error_code
  AND first.id < repeated.id;

CREATE UNIQUE INDEX message_timeline_said_once
  ON message_timeline (message_id, twilio_status, error_code) NULLS NOT DISTINCT
  WHERE source = 'callback' AND twilio_status IS NOT NULL;
