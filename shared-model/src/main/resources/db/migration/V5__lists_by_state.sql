-- Lists and counts by state that read what they show, however much else there is. Each of these is
-- written only for what did not succeed at once, so the way of most events costs what it did.

-- Events that were fanned out to nobody: among all events they could only be found by looking for
-- the deliveries of each. The fan-out adds an event, and a replay that makes deliveries removes it.
CREATE TABLE unmatched_events (
  event_id uuid PRIMARY KEY
);

INSERT INTO unmatched_events (event_id)
SELECT e.id
  FROM events e
 WHERE NOT EXISTS (SELECT FROM outbox o WHERE o.event_id = e.id)
   AND NOT EXISTS (SELECT FROM deliveries d WHERE d.event_id = e.id);

-- What succeeded is most of all, so it is met soon by walking through all; what is in flight is
-- bounded by the lanes and found by deliveries_claimed.
DROP INDEX deliveries_ended_badly;
CREATE INDEX deliveries_by_state ON deliveries (state, id)
  WHERE state IN ('pending', 'retrying', 'exhausted', 'cancelled');
CREATE INDEX deliveries_by_webhook_and_state ON deliveries (webhook_id, state, id)
  WHERE state IN ('pending', 'retrying', 'exhausted', 'cancelled');
CREATE INDEX deliveries_by_state_and_event ON deliveries (state, event_id)
  WHERE state IN ('pending', 'retrying', 'exhausted', 'cancelled');

-- A webhook that works has hardly a failure among all its attempts.
CREATE INDEX delivery_logs_failed ON delivery_logs (id) WHERE outcome = 'failed';
CREATE INDEX delivery_logs_failed_by_webhook ON delivery_logs (webhook_id, id)
  WHERE outcome = 'failed';

-- Failures are not spread evenly: who believes that looks for those of a webhook that has none
-- among those of all.
CREATE STATISTICS deliveries_state_of_webhook (mcv) ON webhook_id, state FROM deliveries;
CREATE STATISTICS delivery_logs_outcome_of_webhook (mcv) ON webhook_id, outcome FROM delivery_logs;
