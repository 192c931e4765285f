-- The one place that defines tables. Ids are UUIDv7 made by the services, so an id also says when
-- its row was made and lists sort by it. There are no foreign keys between the tables that grow
-- with traffic: each would cost a lookup per row, and rows are inserted by one statement each,
-- together, in one transaction.

-- ---------------------------------------------------------------- ingest

CREATE TABLE events (
  id                   uuid        PRIMARY KEY,
  type                 text        NOT NULL,
  data                 text        NOT NULL, -- text, not jsonb: jsonb would change it
  occurred_at          timestamptz NOT NULL, -- the `timestamp` of the request, or when it was accepted
  ordering_key         text,
  subscription_version bigint      NOT NULL  -- of the webhooks, when the event was accepted
);

CREATE INDEX events_by_type ON events (type, id);

-- A key is remembered whether or not its event is still kept.
CREATE TABLE idempotency_keys (
  key          text        PRIMARY KEY,
  request_hash bytea       NOT NULL,
  event_id     uuid        NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idempotency_keys_by_age ON idempotency_keys USING brin (created_at);

-- A row here means: accepted, not yet fanned out.
CREATE TABLE outbox (
  event_id      uuid        PRIMARY KEY,
  ordering_key  text,
  sweeps        integer     NOT NULL DEFAULT 0,
  next_sweep_at timestamptz NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

CREATE INDEX outbox_by_sweep ON outbox (next_sweep_at);
CREATE INDEX outbox_by_ordering_key ON outbox (ordering_key, event_id) WHERE ordering_key IS NOT NULL;

-- ---------------------------------------------------------------- webhooks

CREATE TABLE webhooks (
  id              uuid        PRIMARY KEY,
  url             text        NOT NULL,
  event_types     text[]      NOT NULL,
  description     text,
  headers         jsonb       NOT NULL,
  secret          text        NOT NULL,
  enabled         boolean     NOT NULL,
  timeout_seconds integer     NOT NULL CHECK (timeout_seconds BETWEEN 1 AND 30),
  updated_at      timestamptz NOT NULL,
  deleted_at      timestamptz -- the row stays, since deliveries and attempts name it
);

-- Raised in the transaction of each change of a webhook.
CREATE TABLE subscription_version (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  version  bigint  NOT NULL
);

INSERT INTO subscription_version (version) VALUES (1);

-- ---------------------------------------------------------------- deliveries

-- The checks hold for every state that is not final that the column is set by which a sweep finds it.
CREATE TABLE deliveries (
  id              uuid        PRIMARY KEY,
  event_id        uuid        NOT NULL,
  webhook_id      uuid        NOT NULL,
  state           text        NOT NULL
    CHECK (state IN ('pending', 'in_flight', 'retrying', 'succeeded', 'exhausted', 'cancelled')),
  attempts        integer     NOT NULL DEFAULT 0, -- recorded so far, over all series
  series_attempts integer     NOT NULL DEFAULT 0, -- since the first fan-out or the last retry by an operator
  next_attempt_at timestamptz,
  claim_token     uuid,
  lease_until     timestamptz,
  ordering_key    text,
  ordered         boolean     NOT NULL GENERATED ALWAYS AS (ordering_key IS NOT NULL) STORED,
  CONSTRAINT waiting_has_due_time CHECK ((state IN ('pending', 'retrying')) = (next_attempt_at IS NOT NULL)),
  CONSTRAINT claimed_has_token    CHECK ((state = 'in_flight') = (claim_token IS NOT NULL)),
  CONSTRAINT claimed_has_lease    CHECK ((state = 'in_flight') = (lease_until IS NOT NULL))
) WITH (fillfactor = 85);

CREATE UNIQUE INDEX deliveries_by_event ON deliveries (event_id, webhook_id);
CREATE INDEX deliveries_by_webhook ON deliveries (webhook_id, id);
-- Those that are ordered stand apart, since they may be due and still have to wait for others.
CREATE INDEX deliveries_due ON deliveries (webhook_id, state, ordered, next_attempt_at)
  WHERE state IN ('pending', 'retrying');
CREATE INDEX deliveries_claimed ON deliveries (lease_until) WHERE state = 'in_flight';
CREATE INDEX deliveries_ended_badly ON deliveries (state, id) WHERE state IN ('exhausted', 'cancelled');
CREATE INDEX deliveries_open_by_ordering_key ON deliveries (webhook_id, ordering_key, event_id)
  WHERE ordering_key IS NOT NULL AND state IN ('pending', 'in_flight', 'retrying');

-- One row an attempt, that is, a POST that was made or tried. Its id is made when it starts.
CREATE TABLE delivery_logs (
  id              uuid    PRIMARY KEY,
  delivery_id     uuid    NOT NULL,
  event_id        uuid    NOT NULL,
  webhook_id      uuid    NOT NULL,
  attempt         integer NOT NULL,
  outcome         text    NOT NULL CHECK (outcome IN ('succeeded', 'failed')),
  reason          text,   -- why it failed
  response_code   integer,
  response_body   text,
  error           text,
  duration_ms     integer NOT NULL,
  next_attempt_at timestamptz,
  stale           boolean NOT NULL -- came after the claim was lost, and did not change the delivery
);

CREATE INDEX delivery_logs_by_delivery ON delivery_logs (delivery_id, id);
CREATE INDEX delivery_logs_by_webhook ON delivery_logs (webhook_id, id);

-- ---------------------------------------------------------------- deliveries by state

-- How many deliveries are in each state is the sum of these rows. Counting the deliveries
-- themselves would read all of them each time; one row a state that each statement updates would
-- make all writers wait for one another. So statements append their difference, and the worker
-- folds the rows together now and then.
CREATE TABLE delivery_counts (
  state text   NOT NULL,
  delta bigint NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

CREATE FUNCTION count_inserted_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO delivery_counts (state, delta)
  SELECT state, count(*) FROM new_rows GROUP BY state;
  RETURN NULL;
END $$;

CREATE FUNCTION count_updated_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO delivery_counts (state, delta)
  SELECT state, sum(delta)
    FROM (SELECT state, 1 AS delta FROM new_rows
          UNION ALL
          SELECT state, -1 FROM old_rows) AS changes
   GROUP BY state
  HAVING sum(delta) <> 0;
  RETURN NULL;
END $$;

CREATE FUNCTION count_deleted_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO delivery_counts (state, delta)
  SELECT state, -count(*) FROM old_rows GROUP BY state;
  RETURN NULL;
END $$;

CREATE TRIGGER count_inserted AFTER INSERT ON deliveries
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_inserted_deliveries();
CREATE TRIGGER count_updated AFTER UPDATE ON deliveries
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_updated_deliveries();
CREATE TRIGGER count_deleted AFTER DELETE ON deliveries
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_deleted_deliveries();
