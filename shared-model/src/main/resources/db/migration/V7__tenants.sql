-- Whose rows they are. What is there already is the default tenant's.

CREATE TABLE tenants (
  name       text        PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT now()
);

INSERT INTO tenants (name) VALUES ('default');

ALTER TABLE events           ADD COLUMN tenant text NOT NULL DEFAULT 'default';
ALTER TABLE idempotency_keys ADD COLUMN tenant text NOT NULL DEFAULT 'default';
ALTER TABLE outbox           ADD COLUMN tenant text NOT NULL DEFAULT 'default';
ALTER TABLE unmatched_events ADD COLUMN tenant text NOT NULL DEFAULT 'default';
ALTER TABLE webhooks         ADD COLUMN tenant text NOT NULL DEFAULT 'default';
ALTER TABLE deliveries       ADD COLUMN tenant text NOT NULL DEFAULT 'default';
ALTER TABLE delivery_logs    ADD COLUMN tenant text NOT NULL DEFAULT 'default';
ALTER TABLE bulk_actions     ADD COLUMN tenant text NOT NULL DEFAULT 'default';
ALTER TABLE delivery_counts  ADD COLUMN tenant text NOT NULL DEFAULT 'default';
ALTER TABLE traffic          ADD COLUMN tenant text NOT NULL DEFAULT 'default';

ALTER TABLE idempotency_keys DROP CONSTRAINT idempotency_keys_pkey, ADD PRIMARY KEY (tenant, key);
ALTER TABLE unmatched_events DROP CONSTRAINT unmatched_events_pkey, ADD PRIMARY KEY (tenant, event_id);

DROP INDEX outbox_by_ordering_key;
CREATE INDEX outbox_by_ordering_key ON outbox (tenant, ordering_key, event_id)
  WHERE ordering_key IS NOT NULL;

CREATE INDEX webhooks_by_tenant ON webhooks (tenant, id) WHERE deleted_at IS NULL;

-- Each list begins with its tenant, so that what it costs does not tell what others have.

DROP INDEX events_by_type;
CREATE INDEX events_by_type ON events (tenant, type, id);

DROP INDEX deliveries_by_state;
CREATE INDEX deliveries_by_state ON deliveries (tenant, state, id)
  WHERE state IN ('pending', 'retrying', 'exhausted', 'cancelled');
DROP INDEX deliveries_by_state_and_event;
CREATE INDEX deliveries_by_state_and_event ON deliveries (tenant, state, event_id)
  WHERE state IN ('pending', 'retrying', 'exhausted', 'cancelled');

DROP INDEX delivery_logs_failed;
CREATE INDEX delivery_logs_failed ON delivery_logs (tenant, id) WHERE outcome = 'failed';

-- Without a filter, the lists of the default tenant walk through the ids of all: where it is the only
-- one, which most relays have, its rows cost no further index.
CREATE INDEX events_by_tenant ON events (tenant, id) WHERE tenant <> 'default';
CREATE INDEX deliveries_by_tenant ON deliveries (tenant, id) WHERE tenant <> 'default';
CREATE INDEX delivery_logs_by_tenant ON delivery_logs (tenant, id) WHERE tenant <> 'default';

-- ---------------------------------------------------------------- counts and charts

DROP INDEX traffic_by_age;
CREATE INDEX traffic_by_age ON traffic (tier, tenant, at);

CREATE OR REPLACE FUNCTION count_inserted_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO delivery_counts (tenant, state, delta)
  SELECT tenant, state, count(*) FROM new_rows GROUP BY tenant, state;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION count_updated_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO delivery_counts (tenant, state, delta)
  SELECT tenant, state, sum(delta)
    FROM (SELECT tenant, state, 1 AS delta FROM new_rows
          UNION ALL
          SELECT tenant, state, -1 FROM old_rows) AS changes
   GROUP BY tenant, state
  HAVING sum(delta) <> 0;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION count_deleted_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO delivery_counts (tenant, state, delta)
  SELECT tenant, state, -count(*) FROM old_rows GROUP BY tenant, state;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION count_accepted_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO traffic (tenant, at, accepted)
  SELECT tenant, date_trunc('minute', now()), count(*) FROM new_rows GROUP BY tenant;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION count_attempts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO traffic (tenant, at, webhook_id, latency_bucket, succeeded, failed)
  SELECT tenant, date_trunc('minute', now()), webhook_id, bucket,
         count(*) FILTER (WHERE outcome = 'succeeded'),
         count(*) FILTER (WHERE outcome = 'failed')
    FROM (SELECT tenant, webhook_id, outcome,
                 CASE WHEN outcome = 'succeeded' THEN
                   latency_bucket(
                     1000 * date_part('epoch', uuid_extract_timestamp(id)
                                               - uuid_extract_timestamp(event_id))
                     + duration_ms)
                 END AS bucket
            FROM new_rows) AS attempts
   GROUP BY tenant, webhook_id, bucket;
  RETURN NULL;
END $$;

-- Since when the delivery that is due longest has been due, for each tenant that has a late one. What
-- a disabled webhook holds back is not late. A webhook's first of each kind is found in the index.
CREATE VIEW oldest_due_by_tenant AS
SELECT w.tenant, min(waiting.next_attempt_at) AS due_at
  FROM webhooks w
 CROSS JOIN unnest(ARRAY['pending', 'retrying']) AS s (state)
 CROSS JOIN unnest(ARRAY[true, false]) AS o (ordered)
 CROSS JOIN LATERAL (
       SELECT d.next_attempt_at
         FROM deliveries d
        WHERE d.webhook_id = w.id
          AND d.state = s.state
          AND d.ordered = o.ordered
          AND d.state IN ('pending', 'retrying')
          AND d.next_attempt_at <= now()
        ORDER BY d.next_attempt_at
        LIMIT 1) AS waiting
 WHERE w.enabled
   AND w.deleted_at IS NULL
 GROUP BY w.tenant;

CREATE OR REPLACE VIEW oldest_due AS SELECT min(due_at) AS due_at FROM oldest_due_by_tenant;
