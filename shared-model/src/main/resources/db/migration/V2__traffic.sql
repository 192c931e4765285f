-- What charts are drawn from. Counting events and attempts themselves would read every row of the
-- range; here a range is some thousand rows, however much traffic it had.

-- Statements append what they add (tier 0), and api-service folds rows together as they age, into
-- steps of a minute (tier 1), 5 minutes (2), 15 minutes (3) and 2 hours (4). So a sum over a range
-- is always right, whatever has been folded already, as long as the range is cut at such steps.
CREATE TABLE traffic (
  at             timestamptz NOT NULL,           -- the start of the step
  tier           smallint    NOT NULL DEFAULT 0,
  webhook_id     uuid,                           -- of attempts
  latency_bucket smallint,                       -- of attempts that succeeded, see latency_bucket()
  accepted       bigint      NOT NULL DEFAULT 0, -- events
  succeeded      bigint      NOT NULL DEFAULT 0, -- attempts
  failed         bigint      NOT NULL DEFAULT 0  -- attempts
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

CREATE INDEX traffic_by_age ON traffic (tier, at);
CREATE INDEX traffic_by_webhook ON traffic (webhook_id, at) WHERE webhook_id IS NOT NULL;

-- Bucket n has the latencies from 1.2^n - 1 to 1.2^(n + 1) - 1 ms, so its middle is true to 10 %.
CREATE FUNCTION latency_bucket(millis double precision) RETURNS smallint
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN floor(ln(greatest(millis, 0) + 1) / ln(1.2::double precision))::smallint;

CREATE FUNCTION count_accepted_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO traffic (at, accepted)
  SELECT date_trunc('minute', now()), count(*) FROM new_rows HAVING count(*) > 0;
  RETURN NULL;
END $$;

-- Latency is what a subscriber sees: from the acceptance of the event, which its id tells, to the
-- end of the attempt that succeeded.
CREATE FUNCTION count_attempts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO traffic (at, webhook_id, latency_bucket, succeeded, failed)
  SELECT date_trunc('minute', now()), webhook_id, bucket,
         count(*) FILTER (WHERE outcome = 'succeeded'),
         count(*) FILTER (WHERE outcome = 'failed')
    FROM (SELECT webhook_id, outcome,
                 CASE WHEN outcome = 'succeeded' THEN
                   latency_bucket(
                     1000 * date_part('epoch', uuid_extract_timestamp(id)
                                               - uuid_extract_timestamp(event_id))
                     + duration_ms)
                 END AS bucket
            FROM new_rows) AS attempts
   GROUP BY webhook_id, bucket;
  RETURN NULL;
END $$;

CREATE TRIGGER count_accepted AFTER INSERT ON events
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_accepted_events();
CREATE TRIGGER count_attempts AFTER INSERT ON delivery_logs
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_attempts();

-- Since when the delivery that is due longest has been due, null if none is late. What a disabled
-- webhook holds back is not late. A webhook's first of each kind is found in the index.
CREATE VIEW oldest_due AS
SELECT min(waiting.next_attempt_at) AS due_at
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
   AND w.deleted_at IS NULL;

-- Which delivery-workers run: each says so every few seconds.
CREATE TABLE workers (
  id         uuid        PRIMARY KEY,
  started_at timestamptz NOT NULL,
  seen_at    timestamptz NOT NULL
);
