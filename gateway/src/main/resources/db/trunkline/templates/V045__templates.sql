-- Texts that are said again and again.
CREATE TABLE templates (
  id              uuid        CONSTRAINT templates_pk PRIMARY KEY,
  account_id      uuid        NOT NULL CONSTRAINT templates_account_fk REFERENCES accounts,
  name            text        NOT NULL,
  -- rendered when no version is named; null until one is published, or when it was archived
  current_version int,
  -- what a current version must be, for the key below
  current_status  text        GENERATED ALWAYS AS ('published') STORED,
  created_at      timestamptz NOT NULL,
  CONSTRAINT templates_name_unique UNIQUE (account_id, name),
  CONSTRAINT templates_name_shape CHECK (name ~ '^[a-z0-9][a-z0-9_-]{0,62}$')
);

CREATE INDEX templates_by_account ON templates (account_id, id DESC);

CREATE TABLE template_versions (
  template_id  uuid        NOT NULL CONSTRAINT template_versions_template_fk REFERENCES templates,
  -- 1, 2, 3…
  number       int         NOT NULL,
  status       text        NOT NULL,
  -- the document of the REST API; json, since jsonb would forget the order of the variables
  content      json        NOT NULL,
  edited_at    timestamptz NOT NULL,
  -- the first time
  published_at timestamptz,
  archived_at  timestamptz,
  CONSTRAINT template_versions_pk PRIMARY KEY (template_id, number),
  CONSTRAINT template_versions_status_unique UNIQUE (template_id, number, status),
  CONSTRAINT template_versions_number_positive CHECK (number > 0),
  CONSTRAINT template_versions_status_known CHECK (
    (status = 'draft' AND published_at IS NULL AND archived_at IS NULL)
    OR (status = 'published' AND published_at IS NOT NULL AND archived_at IS NULL)
    OR (status = 'archived' AND archived_at IS NOT NULL))
);

CREATE UNIQUE INDEX template_versions_one_draft ON template_versions (template_id)
  WHERE status = 'draft';

-- The current version is a published one of this template.
ALTER TABLE templates ADD CONSTRAINT templates_current_is_published
  FOREIGN KEY (id, current_version, current_status)
  REFERENCES template_versions (template_id, number, status);

CREATE FUNCTION template_versions_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status <> 'draft' AND (
    TG_OP = 'DELETE'
    OR NEW.status = 'draft'
    OR NEW.content::text <> OLD.content::text
    OR (NEW.template_id, NEW.number) <> (OLD.template_id, OLD.number))
  THEN
    RAISE EXCEPTION 'a published version of a template never changes';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER template_versions_frozen
  BEFORE UPDATE OR DELETE ON template_versions
  FOR EACH ROW EXECUTE FUNCTION template_versions_frozen();
