-- Until when the endpoint of a webhook has asked for no deliveries. A row of the past means nothing.
CREATE TABLE webhook_rests (
  webhook_id uuid        PRIMARY KEY,
  until      timestamptz NOT NULL
);

-- Why a webhook is disabled. Null if it is not; a service of the version before leaves it null as well.
ALTER TABLE webhooks
  ADD COLUMN disabled_reason text CHECK (disabled_reason IN ('manual', 'gone')),
  ADD COLUMN disabled_at     timestamptz;

-- The relay itself disables a webhook whose endpoint is gone. Old rows keep the old rule, which is narrower.
ALTER TABLE audit_log
  DROP CONSTRAINT audit_log_actor_kind_check,
  ADD CONSTRAINT audit_log_actor_kind_check CHECK (actor_kind IN ('key', 'person', 'relay')) NOT VALID;

-- Which relay this is, so that it knows its own deliveries when they come back to it.
CREATE TABLE installation (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  id       uuid    NOT NULL DEFAULT gen_random_uuid()
);

INSERT INTO installation DEFAULT VALUES;
