-- What operators do to many deliveries at once. Which ones is frozen by the statement that makes the
-- action; a loop in api-service works them off.

CREATE TABLE bulk_actions (
  id        uuid    PRIMARY KEY,
  action    text    NOT NULL CHECK (action IN ('retry', 'cancel')),
  total     integer NOT NULL,
  changed   integer NOT NULL DEFAULT 0,
  unchanged integer NOT NULL DEFAULT 0,
  done_at   timestamptz,
  CONSTRAINT done_when_all_are CHECK ((changed + unchanged = total) = (done_at IS NOT NULL)),
  CONSTRAINT no_more_than_all  CHECK (changed + unchanged <= total)
);

CREATE INDEX bulk_actions_running ON bulk_actions (id) WHERE done_at IS NULL;

CREATE TABLE bulk_action_items (
  bulk_action_id uuid    NOT NULL,
  delivery_id    uuid    NOT NULL,
  attempts       integer NOT NULL, -- of the delivery, when it was frozen
  done           boolean NOT NULL DEFAULT false,
  why            text    CHECK (done OR why IS NULL), -- it was left alone
  PRIMARY KEY (bulk_action_id, delivery_id)
);

CREATE INDEX bulk_action_items_open ON bulk_action_items (bulk_action_id, delivery_id) WHERE NOT done;
CREATE INDEX bulk_action_items_left_alone ON bulk_action_items (bulk_action_id, delivery_id)
  WHERE why IS NOT NULL;
