-- Alerts: rules, what they raised, the log that tells of it, and the webhooks that it is sent to (docs/alerts.md).

CREATE TYPE severity AS ENUM ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL');

CREATE TABLE webhooks (
  id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  owner_id integer NOT NULL REFERENCES users ON DELETE CASCADE,
  url text NOT NULL CHECK (length(url) <= 2000),
  -- The secret is an HMAC over id and generation, and is stored nowhere.
  generation integer NOT NULL DEFAULT 1,
  -- No delivery is tried until the owner resumes it: one failed for a day.
  paused boolean NOT NULL DEFAULT false,
  -- Failed tries in a row.
  failures integer NOT NULL DEFAULT 0,
  last_delivered_at timestamptz,
  -- Why the last try failed: a class and a status, such as "HTTP 503", and no text of the receiver. Also how many
  -- deliveries were dropped. Null: the last try succeeded, or there was none.
  last_error text,
  -- Deliveries that were dropped since the owner last resumed it: more than 10,000 waited, or its owner might not have
  -- alerts for a day.
  dropped integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX webhooks_of_owner ON webhooks (owner_id, id);

CREATE TABLE alert_rules (
  id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  -- Null once the administrator who made a rule for everybody is deleted. A user's own rules are deleted with the user.
  owner_id integer REFERENCES users ON DELETE SET NULL,
  scope text NOT NULL CHECK (scope IN ('OWN', 'EVERYBODY')),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  metric text NOT NULL,
  part text,
  mode mode,
  guardrail text,
  -- The subject: these stocks and the stocks of these sector groups, or everything. Null in rules of operators.
  stock_ids integer[],
  sectors text[],
  everything boolean NOT NULL DEFAULT false,
  comparator text NOT NULL CHECK (comparator IN ('ABOVE', 'BELOW', 'CHANGED')),
  threshold double precision,
  rearm double precision NOT NULL DEFAULT 0,
  severity severity NOT NULL,
  to_bands band[],
  on_provisional boolean NOT NULL DEFAULT false,
  enabled boolean NOT NULL DEFAULT true,
  version integer NOT NULL DEFAULT 1,
  -- The version that was evaluated last. The first evaluation of a version raises where the value is beyond already.
  evaluated_version integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- A deleted rule stays, because its alerts name it.
  deleted_at timestamptz,
  CHECK ((comparator = 'CHANGED') = (threshold IS NULL))
);
CREATE INDEX alert_rules_of_owner ON alert_rules (owner_id, id) WHERE deleted_at IS NULL;

CREATE TABLE alert_rule_webhooks (
  rule_id integer NOT NULL REFERENCES alert_rules ON DELETE CASCADE,
  webhook_id integer NOT NULL REFERENCES webhooks ON DELETE CASCADE,
  PRIMARY KEY (rule_id, webhook_id)
);

CREATE TABLE alerts (
  id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  rule_id integer NOT NULL REFERENCES alert_rules ON DELETE CASCADE,
  -- The version of the rule that raised it.
  rule_version integer NOT NULL DEFAULT 1,
  -- Null in alerts of operators, and in one that stands for many stocks.
  stock_id integer REFERENCES stocks,
  -- The stocks of an alert that stands for many, and those whose value has not been back since. Else null.
  stock_ids integer[],
  beyond_ids integer[],
  -- The session that raised it; null in alerts of operators.
  day date,
  state text NOT NULL CHECK (state IN ('OPEN', 'ACKNOWLEDGED', 'RESOLVED')),
  severity severity NOT NULL,
  value double precision,
  -- The value on the session before.
  previous double precision,
  threshold double precision,
  band band,
  message text NOT NULL,
  -- Sessions on which the value was beyond the threshold.
  occurrences integer NOT NULL DEFAULT 1,
  -- The newest of these sessions.
  last_day date,
  first_seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  last_seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  acknowledged_at timestamptz,
  resolved_at timestamptz,
  resolved_by_value boolean NOT NULL DEFAULT false,
  corrected boolean NOT NULL DEFAULT false,
  note text CHECK (length(note) <= 1000),
  -- Whether the value has not been back since. Until then the rule raises nothing new of the stock, even where the owner
  -- has resolved the alert.
  beyond boolean NOT NULL
);
CREATE UNIQUE INDEX alerts_beyond ON alerts (rule_id, coalesce(stock_id, 0)) WHERE beyond AND stock_ids IS NULL;
CREATE INDEX alerts_beyond_many ON alerts (rule_id) WHERE beyond AND stock_ids IS NOT NULL;
-- A stock that is renamed takes its alerts along.
CREATE INDEX alerts_of_stock ON alerts (stock_id, id);
CREATE INDEX alerts_of_rule ON alerts (rule_id, id);
CREATE INDEX alerts_open ON alerts (severity, id) WHERE state <> 'RESOLVED';
CREATE INDEX alerts_of_day ON alerts (day, id) WHERE NOT corrected;
-- The dashboard of a user counts them.
CREATE INDEX alerts_open_of_rule ON alerts (rule_id, severity) WHERE state = 'OPEN';

-- The log. What a change was, with value and state as they were then. An event whose alert was deleted stays, so that
-- positions have no gap; nobody sees it.
CREATE TABLE alert_events (
  position bigint PRIMARY KEY,
  alert_id bigint REFERENCES alerts ON DELETE SET NULL,
  change text NOT NULL CHECK (change IN ('RAISED', 'REPEATED', 'ACKNOWLEDGED', 'RESOLVED', 'CORRECTED')),
  value double precision,
  state text NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX ON alert_events (at, position);
CREATE INDEX ON alert_events (alert_id) WHERE alert_id IS NOT NULL;

-- How far the log has come, and up to which commit of runs rules were evaluated.
CREATE TABLE alert_log (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  last_position bigint NOT NULL DEFAULT 0,
  evaluated bigint NOT NULL DEFAULT 0
);
INSERT INTO alert_log DEFAULT VALUES;
CREATE TRIGGER notify_of_commit AFTER UPDATE ON alert_log
  FOR EACH STATEMENT EXECUTE FUNCTION notify_of_commit();

-- Operations of all processes by the minute, for rules on the share of them that failed.
--
-- Unlogged: a crash may empty it.
CREATE UNLOGGED TABLE operation_minutes (
  minute timestamptz PRIMARY KEY,
  operations integer NOT NULL,
  -- Those that failed for a reason of the service.
  failures integer NOT NULL
);

-- What is still to be sent to a webhook. A row goes once it was delivered.
CREATE TABLE webhook_deliveries (
  webhook_id integer NOT NULL REFERENCES webhooks ON DELETE CASCADE,
  position bigint NOT NULL REFERENCES alert_events,
  -- Deliveries of one rule are made in the order of positions.
  rule_id integer NOT NULL REFERENCES alert_rules ON DELETE CASCADE,
  -- The same on each try, so that the receiver can tell a delivery that it has had. Positions begin again in a store that is
  -- restored.
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  attempts integer NOT NULL DEFAULT 0,
  -- When it was queued, or its webhook resumed; once a try has failed, when the first did. Tries go on for a day from then.
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  next_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (webhook_id, position)
);
CREATE INDEX webhook_deliveries_of_rule ON webhook_deliveries (webhook_id, rule_id, position);
