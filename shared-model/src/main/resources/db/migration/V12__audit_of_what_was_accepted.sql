-- What was accepted either waits, has ended, or is open. An audit in api-service compares, from rows
-- that are written apart from one another, and keeps here how far it has come and what it found.

-- Since which version a webhook has had its event types: an event with this version or a later one
-- has to have a delivery for it if the types match. A trigger sets it, so nobody can forget to.
ALTER TABLE webhooks ADD COLUMN subscribed_since bigint;

-- What was accepted before does not say which of it was a test, meant for one webhook alone.
UPDATE subscription_version SET version = version + 1;
UPDATE webhooks SET subscribed_since = (SELECT version FROM subscription_version);

ALTER TABLE webhooks ALTER COLUMN subscribed_since SET NOT NULL;

CREATE FUNCTION note_since_when_subscribed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT'
     OR (NEW.tenant, NEW.event_types, NEW.deleted_at)
        IS DISTINCT FROM (OLD.tenant, OLD.event_types, OLD.deleted_at) THEN
    NEW.subscribed_since := (SELECT version FROM subscription_version);
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER note_since_when_subscribed BEFORE INSERT OR UPDATE ON webhooks
  FOR EACH ROW EXECUTE FUNCTION note_since_when_subscribed();

CREATE TABLE invariant_audit (
  only_row      boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
  checked_until uuid        NOT NULL,               -- events with smaller ids were looked at
  next_at       timestamptz NOT NULL DEFAULT now(), -- when it is due
  audited_at    timestamptz NOT NULL DEFAULT now(),
  -- The differences of the latest audit.
  events        bigint,
  deliveries    bigint,
  stuck         bigint,
  counts        bigint
);

INSERT INTO invariant_audit (checked_until)
SELECT coalesce((SELECT id FROM events ORDER BY id LIMIT 1), uuidv7(interval '-1 hour'));

-- What was found missing, until it is there.
CREATE TABLE unaccounted (
  event_id   uuid NOT NULL,
  webhook_id uuid, -- that has no delivery of the event; null if nothing at all became of the event
  UNIQUE NULLS NOT DISTINCT (event_id, webhook_id)
);
