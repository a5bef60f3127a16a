-- Facts that are checked, named, dated and taken back (docs/import.md).

-- Kinds of actions beyond splits and bonuses have other terms than shares.
ALTER TABLE actions ALTER new_shares DROP NOT NULL;
ALTER TABLE actions ALTER old_shares DROP NOT NULL;
ALTER TABLE actions ADD price numeric;
ALTER TABLE actions ADD factor numeric;

-- The length of a period in months (0 of a POINT) and what it covers ('' where that is not known) tell figures apart.
ALTER TABLE statements ADD months integer;
UPDATE statements SET months = CASE period WHEN 'ANNUAL' THEN 12 WHEN 'QUARTER' THEN 3 ELSE 0 END;
ALTER TABLE statements ALTER months SET NOT NULL;
ALTER TABLE statements ADD basis text NOT NULL DEFAULT '';
-- The day up to whose splits a figure per share is adjusted; null: as filed.
ALTER TABLE statements ADD adjusted_to date;
ALTER TABLE statements DROP CONSTRAINT statements_pkey;
ALTER TABLE statements ADD PRIMARY KEY
  (stock_id, period_end, period, metric, published_on, months, basis, recorded_in);

-- NSE's fourth level of industries; '' where it is not given.
ALTER TABLE companies ADD basic_industry text NOT NULL DEFAULT '';

-- Former symbols of stocks. `former` is a text, because the exchange may give a symbol to another company.
CREATE TABLE symbols (
  former text NOT NULL,
  until date NOT NULL,
  recorded_in integer NOT NULL,
  superseded_in integer,
  stock_id integer NOT NULL REFERENCES stocks,
  PRIMARY KEY (former, until, recorded_in)
);

-- What companies did from a day on. Rows of companies.csv that changed are kept here too, as `of_company`.
CREATE TABLE classifications (
  stock_id integer NOT NULL REFERENCES stocks,
  from_day date NOT NULL,
  of_company boolean NOT NULL,
  recorded_in integer NOT NULL,
  superseded_in integer,
  industry text NOT NULL,
  basic_industry text NOT NULL,
  sector_group text NOT NULL,
  PRIMARY KEY (stock_id, from_day, of_company, recorded_in)
);

-- Facts that were taken back. `key` is the canonical text of all columns that name the fact (src/market/datasets).
CREATE TABLE withdrawals (
  key text NOT NULL,
  recorded_in integer NOT NULL,
  superseded_in integer,
  dataset text NOT NULL,
  ticker text NOT NULL,
  index_name text NOT NULL,
  day date,
  kind text NOT NULL,
  period text NOT NULL,
  metric text NOT NULL,
  basis text NOT NULL,
  months integer,
  published_on date,
  reason text NOT NULL,
  lifted boolean NOT NULL,
  PRIMARY KEY (key, recorded_in)
);

-- Rows that went in and are odd, as the batch found them. What is odd about bars now is in bar_flags.
CREATE TABLE flagged_rows (
  batch_id integer NOT NULL REFERENCES batches,
  -- 0 where the flag is about no row.
  line integer NOT NULL,
  kind text NOT NULL,
  stock_id integer,
  day date,
  -- Of statements; '' for all other facts.
  metric text NOT NULL,
  detail text NOT NULL
);
CREATE INDEX ON flagged_rows (batch_id, line);
CREATE INDEX ON flagged_rows (stock_id, day);

-- A file that was refused as a whole is a batch without rows, which says why.
ALTER TABLE batches ADD error text;
ALTER TABLE batches ADD format text NOT NULL DEFAULT 'CSV';
-- The user who recorded it; null: the command line, or the service itself.
ALTER TABLE batches ADD by_user integer;
CREATE INDEX ON batches (recorded_at);

-- For each session with a bar: how many stocks have one, and how many of the stocks of the last session with quorum do.
CREATE TABLE session_bars (
  day date PRIMARY KEY,
  bars integer NOT NULL,
  of_former integer NOT NULL,
  expected integer NOT NULL,
  has_quorum boolean NOT NULL
);

-- The share of stocks that session_bars was computed with; null: it was not computed yet.
ALTER TABLE market_kind ADD session_quorum numeric;

-- The share of stocks that makes a session count, and where the market return was taken from. Runs that were stored
-- before did not ask for a quorum; of these, null says that the market return is to be computed again.
ALTER TABLE runs ADD session_quorum numeric NOT NULL DEFAULT 0;
ALTER TABLE runs ADD market_return text;

-- Why a company was not scored has a code: {ticker: {code, reason}}.
UPDATE runs SET not_scored = (
  SELECT coalesce(jsonb_object_agg(ticker, jsonb_build_object(
    'code', CASE
      WHEN reason LIKE 'no bar on or before%' THEN 'NO_BARS'
      WHEN reason LIKE 'no bar in the last%' THEN 'NOT_TRADED'
      ELSE 'NO_SECTOR_GROUP'
    END,
    'reason', reason
  )), '{}') FROM jsonb_each_text(not_scored) AS stock (ticker, reason)
);

-- The sector file that gives the same scores as that of the day's run; null: only that of the run is known to.
ALTER TABLE scored_days ADD valid_sectors text;

-- Runs of the served method with scores that ceased to be served and were not replaced: their day is no session any
-- more, or stocks have no score on it any more. They stay here until subscribers have been told.
CREATE TABLE withdrawn_days (
  mode mode NOT NULL,
  day date NOT NULL,
  run_id integer NOT NULL REFERENCES runs,
  PRIMARY KEY (mode, day, run_id)
);

-- Events of the log that tell what a stock's score is instead of one that was withdrawn. All other events are rows of
-- scores; the positions of both are one sequence.
CREATE TABLE withdrawn_events (
  position bigint PRIMARY KEY,
  -- The score that the event tells: the stock's newest one, or, where it has none any more, the withdrawn one.
  run_id integer NOT NULL,
  stock_id integer NOT NULL REFERENCES stocks,
  mode mode NOT NULL,
  has_score boolean NOT NULL,
  -- The score that was withdrawn.
  previous_value numeric NOT NULL,
  previous_band band NOT NULL,
  at timestamptz NOT NULL
);

-- Days cease to be served by their rows being deleted.
CREATE TRIGGER notify_of_end AFTER DELETE ON scored_days
  FOR EACH STATEMENT EXECUTE FUNCTION notify_of_commit();
