-- Who did what to which object, when and from where. Its id says when.
CREATE TABLE audit_log (
  id         uuid PRIMARY KEY,
  tenant     text NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('key', 'person')),
  actor_id   text NOT NULL,
  actor_name text NOT NULL, -- as it was then
  address    text NOT NULL,
  action     text NOT NULL,
  object_id  text NOT NULL
);

CREATE INDEX audit_log_by_tenant ON audit_log (tenant, id);
CREATE INDEX audit_log_by_object ON audit_log (tenant, object_id, id);

CREATE FUNCTION refuse_change_of_audit_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is only ever appended to';
END $$;

CREATE TRIGGER audit_log_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit_log();
