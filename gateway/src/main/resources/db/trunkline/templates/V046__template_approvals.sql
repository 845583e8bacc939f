-- What WhatsApp thinks of the contents that templates are linked to, as Twilio told it last.
CREATE TABLE template_approvals (
  account_id       uuid        NOT NULL CONSTRAINT template_approvals_account_fk REFERENCES accounts,
  content_sid      text        NOT NULL,
  status           text        NOT NULL,
  category         text,
  rejection_reason text,
  checked_at       timestamptz NOT NULL,
  -- when the status was seen first
  changed_at       timestamptz NOT NULL,
  CONSTRAINT template_approvals_pk PRIMARY KEY (account_id, content_sid),
  CONSTRAINT template_approvals_status_known CHECK (status IN (
    'unsubmitted', 'received', 'pending', 'approved', 'rejected', 'paused', 'disabled', 'missing',
    'unknown'))
);
