-- Risks: how risky each stock is, beside its scores (docs/risk.md).

-- Methods of risk that a run was made with, as they were written.
CREATE TABLE risk_methods (
  hash text PRIMARY KEY,
  name text NOT NULL,
  document text NOT NULL
);

-- Append-only, stored by a run. Raw numbers are rounded to 1e-10, points to 0.01. What a part makes of its raw numbers
-- follows from the method. Null: the part is missing, or a bound that it does not have.
CREATE TABLE risks (
  run_id integer NOT NULL,
  stock_id integer NOT NULL,
  day date NOT NULL,
  -- Two bits for each part, the first part in the lowest: 0 OK, 1 THIN, 2 MISSING.
  statuses smallint NOT NULL,
  -- Returns, closes, sessions, 1 or 0, pairs, closes.
  volatility_n smallint NOT NULL,
  drawdown_n smallint NOT NULL,
  liquidity_n smallint NOT NULL,
  size_n smallint NOT NULL,
  market_n smallint NOT NULL,
  trend_n smallint NOT NULL,
  value double precision NOT NULL,
  lower double precision NOT NULL,
  upper double precision NOT NULL,
  judged double precision NOT NULL,
  volatility double precision,
  volatility_lower double precision,
  volatility_upper double precision,
  drawdown double precision,
  liquidity double precision,
  liquidity_lower double precision,
  liquidity_upper double precision,
  size double precision,
  market double precision,
  market_lower double precision,
  market_upper double precision,
  trend double precision,
  -- The reason of each part, a line each.
  reasons text NOT NULL,
  PRIMARY KEY (run_id, stock_id)
);
CREATE INDEX ON risks (stock_id, day, run_id);

-- The run whose risks of a day are current: the newest. The facts up to valid_batch give the same risks.
CREATE TABLE assessed_days (
  day date PRIMARY KEY,
  run_id integer NOT NULL REFERENCES runs,
  valid_batch integer NOT NULL
);
CREATE TRIGGER notify_of_commit AFTER INSERT OR UPDATE ON assessed_days
  FOR EACH STATEMENT EXECUTE FUNCTION notify_of_commit();

-- Null: the run has stored no risks. A run may have risks alone, where the scores of its day are as they were.
ALTER TABLE runs ADD risk_method_hash text REFERENCES risk_methods;
-- SHA-256 over the risks of the run.
ALTER TABLE runs ADD risks_hash text;
ALTER TABLE runs ADD assessed integer NOT NULL DEFAULT 0;
-- Counts runs in the order in which they were stored, which is not that of their ids; null in runs of former versions.
ALTER TABLE runs ADD committed bigint UNIQUE;

-- As current_scores: not a join, so that a stock's newest risk is found without its history. The planner expects a bare
-- comparison to hold for one row in 200, and sorts all risks of the stock then; of a CASE it expects every second row.
CREATE VIEW current_risks AS
SELECT risks.*
FROM risks
WHERE CASE
  WHEN run_id = (SELECT run_id FROM assessed_days AS assessed WHERE assessed.day = risks.day) THEN true
  ELSE false
END;
