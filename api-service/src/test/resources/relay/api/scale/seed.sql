-- Fills a relay's empty database with a week of traffic. How many events, and about as many
-- deliveries and attempts, is set before:
--
--   psql "$DATABASE" -c 'SET scale.events = 1000000' -f seed.sql
--
-- Nothing of it is ever sent: what waits is due in a year.

-- ---------------------------------------------------------------- webhooks

-- Three have a past: 18 was left by its subscriber days ago, 19 has failed for two days, and 20 is
-- switched off since yesterday.
CREATE TEMPORARY TABLE seeded_webhooks AS
SELECT number, uuidv7(interval '-8 days') AS id
  FROM generate_series(1, 20) AS number;

INSERT INTO webhooks (id, url, event_types, headers, secret, enabled, timeout_seconds, updated_at)
SELECT id, 'http://localhost:9/' || number, '{order.*,invoice.*,report.*}', '{}',
       'whsec_' || encode(sha256(id::text::bytea), 'base64'), number < 20, 15,
       now() - interval '8 days'
  FROM seeded_webhooks;

-- ---------------------------------------------------------------- events

-- Types of every size, from most of the traffic to one event in 10,000. Nobody is subscribed to
-- audit.logged. What failed is all of order.paid, so that a filter for what failed of another type
-- finds nothing among much.
CREATE TEMPORARY TABLE seeded AS
SELECT number,
       uuidv7(-age) AS event_id,
       now() - age AS at,
       age,
       CASE WHEN number % 10000 = 1 THEN 'report.yearly'
            WHEN number % 100 = 2   THEN 'audit.logged'
            WHEN number % 10 < 6    THEN 'order.created'
            WHEN number % 10 < 9    THEN 'order.paid'
            ELSE                         'invoice.sent'
       END AS type,
       CASE WHEN number % 20 = 17 AND age < interval '4 days' THEN 1
            ELSE                                                       1 + number % 20
       END AS webhook
  FROM (SELECT number,
               (1 - number / (1.0 + current_setting('scale.events')::integer)) * interval '7 days' AS age
          FROM generate_series(1, current_setting('scale.events')::integer) AS number) AS numbers;

-- Its triggers count traffic as of now; what they would have counted is seeded below.
ALTER TABLE events DISABLE TRIGGER count_accepted;

INSERT INTO events (id, type, data, occurred_at, subscription_version)
SELECT event_id, type,
       format('{"id": %s, "customer": "%s", "total": %s.50}', number, md5(number::text), number % 1000),
       at, 1
  FROM seeded
 ORDER BY number;

ALTER TABLE events ENABLE TRIGGER count_accepted;

INSERT INTO idempotency_keys (key, request_hash, event_id, created_at)
SELECT 'key-' || number, sha256(number::text::bytea), event_id, at
  FROM seeded
 ORDER BY number;

-- The newest event in a thousand waits for the fan-out.
INSERT INTO outbox (event_id, next_sweep_at)
SELECT event_id, now() + interval '1 year'
  FROM seeded
 ORDER BY number DESC
 LIMIT current_setting('scale.events')::integer / 1000;

INSERT INTO unmatched_events (event_id)
SELECT event_id
  FROM seeded
 WHERE type = 'audit.logged'
   AND event_id NOT IN (SELECT event_id FROM outbox);

-- ---------------------------------------------------------------- deliveries

INSERT INTO deliveries (id, event_id, webhook_id, state, attempts, series_attempts, next_attempt_at,
                        claim_token, lease_until)
SELECT uuidv7(-age + interval '20 milliseconds'), event_id, id, state, attempts, attempts,
       CASE WHEN state IN ('pending', 'retrying') THEN now() + interval '1 year' END,
       CASE WHEN state = 'in_flight' THEN gen_random_uuid() END,
       CASE WHEN state = 'in_flight' THEN now() + interval '1 year' END
  FROM (SELECT *,
               CASE state WHEN 'pending'   THEN 0
                          WHEN 'in_flight' THEN 0
                          WHEN 'exhausted' THEN 8
                          ELSE                  1
               END AS attempts
          FROM (SELECT s.event_id, s.number, s.age, w.id,
                       CASE WHEN w.number = 20 AND s.age < interval '1 day'    THEN 'pending'
                            WHEN w.number = 19 AND s.age < interval '12 hours' THEN 'retrying'
                            WHEN w.number = 19 AND s.age < interval '2 days'   THEN 'exhausted'
                            WHEN s.age > interval '6 days 23 hours'            THEN 'cancelled'
                            WHEN s.number > 0.998 * current_setting('scale.events')::integer
                                                                               THEN 'in_flight'
                            ELSE                                                    'succeeded'
                       END AS state
                  FROM seeded s
                  JOIN seeded_webhooks w ON w.number = s.webhook
                 WHERE s.type <> 'audit.logged'
                   AND s.event_id NOT IN (SELECT event_id FROM outbox)) AS placed) AS tried
 ORDER BY number;

-- ---------------------------------------------------------------- attempts

-- The last one of each delivery, which is the only one of most.
ALTER TABLE delivery_logs DISABLE TRIGGER count_attempts;

INSERT INTO delivery_logs (id, delivery_id, event_id, webhook_id, attempt, outcome, reason,
                           response_code, response_body, error, duration_ms, next_attempt_at, stale)
SELECT uuidv7(-s.age + interval '30 milliseconds'), d.id, d.event_id, d.webhook_id, d.attempts,
       CASE d.state WHEN 'succeeded' THEN 'succeeded' ELSE 'failed' END,
       CASE d.state WHEN 'succeeded' THEN NULL ELSE '5xx' END,
       CASE d.state WHEN 'succeeded' THEN 200 ELSE 503 END,
       'ok',
       CASE d.state WHEN 'succeeded' THEN NULL ELSE 'The endpoint failed (503)' END,
       5 + s.number % 200,
       d.next_attempt_at,
       false
  FROM seeded s
  JOIN deliveries d ON d.event_id = s.event_id
 WHERE d.attempts > 0
 ORDER BY s.number;

ALTER TABLE delivery_logs ENABLE TRIGGER count_attempts;

-- ---------------------------------------------------------------- traffic

-- As the folding leaves it: the older, the longer the steps.
INSERT INTO traffic (at, tier, accepted)
SELECT date_bin(step, at, timestamptz 'epoch'), tier, count(*)
  FROM seeded
  JOIN (VALUES (1, interval '1 minute',   interval '0',          interval '70 minutes'),
               (2, interval '5 minutes',  interval '70 minutes', interval '7 hours'),
               (3, interval '15 minutes', interval '7 hours',    interval '27 hours'),
               (4, interval '2 hours',    interval '27 hours',   interval '8 days'))
    AS tiers (tier, step, younger, older) ON age >= younger AND age < older
 GROUP BY 1, 2;

INSERT INTO traffic (at, tier, webhook_id, latency_bucket, succeeded, failed)
SELECT at, tier, id, bucket, CASE WHEN bucket IS NULL THEN 0 ELSE accepted / 100 END,
       CASE WHEN bucket IS NULL THEN accepted / 100 ELSE 0 END
  FROM traffic
 CROSS JOIN seeded_webhooks
 CROSS JOIN unnest(ARRAY[NULL, 14, 16, 18, 20, 22, 24]) AS bucket
 WHERE webhook_id IS NULL;

VACUUM ANALYZE;
