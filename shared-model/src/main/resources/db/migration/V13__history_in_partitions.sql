-- History that is dropped by age: to delete rows one by one would cost as much as to write them did.
-- Events, their deliveries and attempts stand in partitions of the same days, by the time that is in
-- their ids; those of one span go together. api-service makes the partitions ahead and drops the old
-- ones, see relay.retention.keep. What is there already becomes the first partition, as it is; the
-- one index that it lacks is built, and its rows are read once.

-- The smallest UUIDv7 of a moment.
CREATE FUNCTION first_id_at(moment timestamptz) RETURNS uuid
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (lpad(to_hex(floor(1000 * extract(epoch FROM moment))::bigint), 12, '0')
          || repeat('0', 20))::uuid;

-- Which partitions there are, besides the default ones. Their names end in the suffix.
CREATE TABLE history_partitions (
  suffix   text        PRIMARY KEY,
  until    timestamptz NOT NULL UNIQUE, -- where the next one begins
  detached boolean     NOT NULL DEFAULT false -- no query sees it any more; it is about to be dropped
);

INSERT INTO history_partitions (suffix, until)
VALUES ('before', date_trunc('day', now(), 'UTC') + interval '2 days');

-- All at once, so that this and a service that runs meanwhile do not wait for each other.
LOCK TABLE events, deliveries, delivery_logs, unmatched_events IN ACCESS EXCLUSIVE MODE;

DROP VIEW oldest_due;
DROP VIEW oldest_due_by_tenant;

-- ---------------------------------------------------------------- the tables that were

DROP TRIGGER count_accepted ON events;
DROP TRIGGER count_inserted ON deliveries;
DROP TRIGGER count_updated  ON deliveries;
DROP TRIGGER count_deleted  ON deliveries;
DROP TRIGGER count_attempts ON delivery_logs;

ALTER TABLE events           RENAME TO events_before;
ALTER TABLE deliveries       RENAME TO deliveries_before;
ALTER TABLE delivery_logs    RENAME TO delivery_logs_before;
ALTER TABLE unmatched_events RENAME TO unmatched_events_before;

-- So that the names are free for those of all partitions.
DO $$
DECLARE
  index_name text;
BEGIN
  FOR index_name IN
    SELECT indexname
      FROM pg_indexes
     WHERE schemaname = current_schema()
       AND tablename IN ('events_before', 'deliveries_before', 'delivery_logs_before',
                         'unmatched_events_before')
  LOOP
    EXECUTE format('ALTER INDEX %I RENAME TO %I', index_name, index_name || '_before');
  END LOOP;
END $$;

ALTER STATISTICS deliveries_state_of_webhook      RENAME TO deliveries_state_of_webhook_before;
ALTER STATISTICS delivery_logs_outcome_of_webhook RENAME TO delivery_logs_outcome_of_webhook_before;

-- A primary key has to have what the partitions are made by. It is an id of its own all the same.
ALTER TABLE deliveries_before
  DROP CONSTRAINT deliveries_pkey_before,
  ADD CONSTRAINT deliveries_pkey_before PRIMARY KEY (id, event_id);

-- ---------------------------------------------------------------- the tables that are

CREATE TABLE events (LIKE events_before INCLUDING ALL EXCLUDING INDEXES)
  PARTITION BY RANGE (id);
CREATE TABLE deliveries (LIKE deliveries_before INCLUDING ALL EXCLUDING INDEXES EXCLUDING STATISTICS)
  PARTITION BY RANGE (event_id);
CREATE TABLE delivery_logs (LIKE delivery_logs_before INCLUDING ALL EXCLUDING INDEXES EXCLUDING STATISTICS)
  PARTITION BY RANGE (id);
CREATE TABLE unmatched_events (LIKE unmatched_events_before INCLUDING ALL EXCLUDING INDEXES)
  PARTITION BY RANGE (event_id);

DO $$
DECLARE
  until uuid := (SELECT first_id_at(h.until) FROM history_partitions h);
BEGIN
  EXECUTE format('ALTER TABLE events ATTACH PARTITION events_before
                  FOR VALUES FROM (MINVALUE) TO (%L)', until);
  EXECUTE format('ALTER TABLE deliveries ATTACH PARTITION deliveries_before
                  FOR VALUES FROM (MINVALUE) TO (%L)', until);
  EXECUTE format('ALTER TABLE delivery_logs ATTACH PARTITION delivery_logs_before
                  FOR VALUES FROM (MINVALUE) TO (%L)', until);
  EXECUTE format('ALTER TABLE unmatched_events ATTACH PARTITION unmatched_events_before
                  FOR VALUES FROM (MINVALUE) TO (%L)', until);
END $$;

-- Each takes the index of what was there, where that has it.

ALTER TABLE events ADD PRIMARY KEY (id);
CREATE INDEX events_by_type ON events (tenant, type, id);
CREATE INDEX events_by_tenant ON events (tenant, id) WHERE tenant <> 'default';

ALTER TABLE unmatched_events ADD PRIMARY KEY (tenant, event_id);

ALTER TABLE deliveries ADD PRIMARY KEY (id, event_id);
CREATE UNIQUE INDEX deliveries_by_event ON deliveries (event_id, webhook_id);
CREATE INDEX deliveries_by_webhook ON deliveries (webhook_id, id);
CREATE INDEX deliveries_due ON deliveries (webhook_id, state, ordered, next_attempt_at)
  WHERE state IN ('pending', 'retrying');
CREATE INDEX deliveries_claimed ON deliveries (lease_until) WHERE state = 'in_flight';
CREATE INDEX deliveries_open_by_ordering_key ON deliveries (webhook_id, ordering_key, event_id)
  WHERE ordering_key IS NOT NULL AND state IN ('pending', 'in_flight', 'retrying');
CREATE INDEX deliveries_by_state ON deliveries (tenant, state, id)
  WHERE state IN ('pending', 'retrying', 'exhausted', 'cancelled');
CREATE INDEX deliveries_by_webhook_and_state ON deliveries (webhook_id, state, id)
  WHERE state IN ('pending', 'retrying', 'exhausted', 'cancelled');
CREATE INDEX deliveries_by_state_and_event ON deliveries (tenant, state, event_id)
  WHERE state IN ('pending', 'retrying', 'exhausted', 'cancelled');
CREATE INDEX deliveries_by_tenant ON deliveries (tenant, id) WHERE tenant <> 'default';

ALTER TABLE delivery_logs ADD PRIMARY KEY (id);
CREATE INDEX delivery_logs_by_delivery ON delivery_logs (delivery_id, id);
CREATE INDEX delivery_logs_by_webhook ON delivery_logs (webhook_id, id);
CREATE INDEX delivery_logs_failed ON delivery_logs (tenant, id) WHERE outcome = 'failed';
CREATE INDEX delivery_logs_failed_by_webhook ON delivery_logs (webhook_id, id)
  WHERE outcome = 'failed';
CREATE INDEX delivery_logs_by_tenant ON delivery_logs (tenant, id) WHERE tenant <> 'default';

CREATE STATISTICS deliveries_state_of_webhook (mcv) ON webhook_id, state FROM deliveries;
CREATE STATISTICS delivery_logs_outcome_of_webhook (mcv) ON webhook_id, outcome FROM delivery_logs;

-- For an id of a time for which no partition is made, so that no event is ever refused.
CREATE TABLE events_default           PARTITION OF events           DEFAULT;
CREATE TABLE deliveries_default       PARTITION OF deliveries       DEFAULT WITH (fillfactor = 85);
CREATE TABLE delivery_logs_default    PARTITION OF delivery_logs    DEFAULT;
CREATE TABLE unmatched_events_default PARTITION OF unmatched_events DEFAULT;

CREATE TRIGGER count_accepted AFTER INSERT ON events
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_accepted_events();
CREATE TRIGGER count_inserted AFTER INSERT ON deliveries
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_inserted_deliveries();
CREATE TRIGGER count_updated AFTER UPDATE ON deliveries
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_updated_deliveries();
CREATE TRIGGER count_deleted AFTER DELETE ON deliveries
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_deleted_deliveries();
CREATE TRIGGER count_attempts AFTER INSERT ON delivery_logs
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_attempts();

-- As they were, of the tables that are.

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

CREATE VIEW oldest_due AS SELECT min(due_at) AS due_at FROM oldest_due_by_tenant;
