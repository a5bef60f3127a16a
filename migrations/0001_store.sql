-- The store: facts, features, runs and scores.
--
-- Facts are bitemporal. A row carries when the world knew (published_on, announced_on, day) and when we knew:
-- recorded_in and superseded_in are ids of batches, which are contiguous and ascend in the order of their commits.
-- "As recorded at batch P" is recorded_in <= P AND (superseded_in IS NULL OR superseded_in > P). A correction
-- supersedes a row and adds another one; nothing is overwritten or deleted.
--
-- The large tables (bars, features, scores) have no foreign keys: a check per row would double the time of an
-- import, and they are written by one module each. Their columns stand in the order of alignment.

CREATE TYPE mode AS ENUM ('TRADER', 'INVESTOR');
CREATE TYPE band AS ENUM ('AVOID', 'HOLD', 'BUY', 'STRONG_BUY');
CREATE TYPE source AS ENUM ('PRIMARY', 'SECONDARY');

-- One import of one file, in one transaction.
CREATE TABLE batches (
  id integer PRIMARY KEY,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  file text NOT NULL,
  rows_read integer NOT NULL,
  inserted integer NOT NULL,
  updated integer NOT NULL,
  unchanged integer NOT NULL,
  refused integer NOT NULL,
  -- The first day whose scores may differ by what was inserted or updated; null where nothing was.
  touches_from date
);

CREATE TABLE refusals (
  batch_id integer NOT NULL REFERENCES batches,
  line integer NOT NULL,
  column_name text NOT NULL,
  value text NOT NULL,
  rule text NOT NULL,
  reason text NOT NULL
);
CREATE INDEX ON refusals (batch_id, line);

-- What this store holds, set by its first import and never changed: statistics over a market that is half synthetic,
-- or over prices of which some are adjusted, mean nothing. Adjusted is null until the first prices came.
CREATE TABLE market_kind (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  synthetic boolean NOT NULL,
  adjusted boolean
);

CREATE TABLE stocks (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  ticker text NOT NULL UNIQUE
);

CREATE TABLE companies (
  stock_id integer NOT NULL REFERENCES stocks,
  recorded_in integer NOT NULL,
  superseded_in integer,
  name text NOT NULL,
  isin text NOT NULL,
  industry text NOT NULL,
  sector_group text NOT NULL,
  PRIMARY KEY (stock_id, recorded_in)
);

-- Prices in rupees and volumes in shares, as traded (or as given, where market_kind says adjusted).
CREATE TABLE bars (
  stock_id integer NOT NULL,
  day date NOT NULL,
  recorded_in integer NOT NULL,
  superseded_in integer,
  source source NOT NULL,
  open numeric NOT NULL,
  high numeric NOT NULL,
  low numeric NOT NULL,
  close numeric NOT NULL,
  volume numeric NOT NULL,
  value numeric,
  PRIMARY KEY (stock_id, day, recorded_in)
);
CREATE INDEX ON bars (day);

CREATE TABLE index_bars (
  index_name text NOT NULL,
  day date NOT NULL,
  recorded_in integer NOT NULL,
  superseded_in integer,
  open numeric NOT NULL,
  high numeric NOT NULL,
  low numeric NOT NULL,
  close numeric NOT NULL,
  PRIMARY KEY (index_name, day, recorded_in)
);

CREATE TABLE actions (
  stock_id integer NOT NULL REFERENCES stocks,
  ex_date date NOT NULL,
  kind text NOT NULL,
  recorded_in integer NOT NULL,
  superseded_in integer,
  new_shares numeric NOT NULL,
  old_shares numeric NOT NULL,
  PRIMARY KEY (stock_id, ex_date, kind, recorded_in)
);

CREATE TABLE fundamentals (
  stock_id integer NOT NULL REFERENCES stocks,
  period_end date NOT NULL,
  published_on date NOT NULL,
  recorded_in integer NOT NULL,
  superseded_in integer,
  source source NOT NULL,
  roe_3y numeric,
  roce_3y numeric,
  eps_cagr_3y numeric,
  sales_cagr_3y numeric,
  pe numeric,
  ev_ebitda numeric,
  opm_stdev_12q numeric,
  roa_3y numeric,
  gnpa_pct numeric,
  pcr_pct numeric,
  nim_3y numeric,
  PRIMARY KEY (stock_id, period_end, published_on, recorded_in)
);

CREATE TABLE statements (
  stock_id integer NOT NULL,
  period_end date NOT NULL,
  published_on date NOT NULL,
  recorded_in integer NOT NULL,
  superseded_in integer,
  source source NOT NULL,
  period text NOT NULL,
  metric text NOT NULL,
  value numeric NOT NULL,
  PRIMARY KEY (stock_id, period_end, period, metric, published_on, recorded_in)
);

CREATE TABLE shareholding (
  stock_id integer NOT NULL REFERENCES stocks,
  quarter_end date NOT NULL,
  published_on date NOT NULL,
  recorded_in integer NOT NULL,
  superseded_in integer,
  source source NOT NULL,
  promoter_pct numeric NOT NULL,
  pledged_pct numeric,
  fii_pct numeric,
  dii_pct numeric,
  PRIMARY KEY (stock_id, quarter_end, published_on, recorded_in)
);

CREATE TABLE company_events (
  stock_id integer NOT NULL REFERENCES stocks,
  day date NOT NULL,
  kind text NOT NULL,
  recorded_in integer NOT NULL,
  superseded_in integer,
  announced_on date NOT NULL,
  detail text NOT NULL,
  PRIMARY KEY (stock_id, day, kind, recorded_in)
);

-- Holidays and special sessions: those shipped with the program, and those imported, which replace them.
CREATE TABLE calendar_days (
  day date NOT NULL,
  shipped boolean NOT NULL,
  recorded_in integer NOT NULL,
  superseded_in integer,
  kind text NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (day, shipped, recorded_in)
);

-- Features of a stock on each session up to its tenth without a bar, from the bars and actions up to that session.
-- They are facts computed: versioned like these, so that what a run has read can be read again.
CREATE TABLE features (
  stock_id integer NOT NULL,
  day date NOT NULL,
  recorded_in integer NOT NULL,
  superseded_in integer,
  source source NOT NULL,
  -- Sessions since the last bar; 0 where the day has one.
  bar_age smallint NOT NULL,
  close double precision,
  volume double precision,
  dma20 double precision,
  dma50 double precision,
  dma200 double precision,
  rsi14 double precision,
  atr14 double precision,
  macd_line double precision,
  macd_signal double precision,
  resistance_high double precision,
  lo20 double precision,
  hi52w double precision,
  lo52w double precision,
  ret_21d double precision,
  ret_63d double precision,
  ret_126d double precision,
  sigma20 double precision,
  sigma60 double precision,
  median_traded_value_cr double precision,
  volume_ratio double precision,
  PRIMARY KEY (stock_id, day, recorded_in)
);

-- Stocks whose features are not up to date, and from which day on. Written with the facts, removed with the features.
CREATE TABLE stale_features (
  stock_id integer PRIMARY KEY REFERENCES stocks,
  from_day date NOT NULL
);

-- Bars that somebody may want to look at (import.md); computed with the features, current ones only.
CREATE TABLE bar_flags (
  stock_id integer NOT NULL REFERENCES stocks,
  day date NOT NULL,
  kind text NOT NULL,
  detail text NOT NULL,
  PRIMARY KEY (stock_id, day, kind)
);

-- Methods and sector files that a run was made with, as they were written.
CREATE TABLE methods (
  hash text PRIMARY KEY,
  name text NOT NULL,
  threshold_set text NOT NULL,
  document text NOT NULL
);
CREATE TABLE sector_files (
  hash text PRIMARY KEY,
  document text NOT NULL
);
CREATE TABLE sectors (
  id smallint PRIMARY KEY,
  key text NOT NULL UNIQUE
);

CREATE TABLE runs (
  id integer PRIMARY KEY,
  day date NOT NULL,
  -- Null: both.
  mode mode,
  status text NOT NULL CHECK (status IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED')),
  -- Facts and features were read as recorded at this batch.
  read_batch integer NOT NULL,
  method_hash text NOT NULL REFERENCES methods,
  sectors_hash text NOT NULL REFERENCES sector_files,
  inputs_hash text,
  code_version text NOT NULL,
  -- Stored scores, stocks that were asked for, and scores that differ from the former ones.
  scored integer NOT NULL DEFAULT 0,
  total integer,
  changed integer NOT NULL DEFAULT 0,
  started_at timestamptz,
  finished_at timestamptz,
  error text,
  -- Why companies were not scored: {ticker: reason}.
  not_scored jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX ON runs (day, id);

-- The run whose scores of a mode and day are current: the newest. The facts up to valid_batch give the same scores.
CREATE TABLE scored_days (
  mode mode NOT NULL,
  day date NOT NULL,
  run_id integer NOT NULL REFERENCES runs,
  valid_batch integer NOT NULL,
  PRIMARY KEY (mode, day)
);

CREATE TABLE sector_momentum (
  run_id integer NOT NULL REFERENCES runs,
  sector_id smallint NOT NULL REFERENCES sectors,
  stocks integer NOT NULL,
  -- Null where the group has no result.
  z double precision,
  score double precision,
  PRIMARY KEY (run_id, sector_id)
);

-- Append-only. Floats are rounded to 1e-10. A score with a position is an event of the log (live.md): one that
-- differs from the stock's former newest score up to that day. Positions are contiguous, in the order of commits.
CREATE TABLE scores (
  run_id integer NOT NULL,
  stock_id integer NOT NULL,
  day date NOT NULL,
  mode mode NOT NULL,
  band band NOT NULL,
  previous_band band,
  position bigint,
  confidence double precision NOT NULL,
  coverage double precision NOT NULL,
  freshness double precision NOT NULL,
  source_penalty double precision NOT NULL,
  imputed_fraction double precision NOT NULL,
  sector_z double precision NOT NULL,
  -- What the penalty parts observed; null where nothing was known.
  traded_value_cr double precision,
  pledged_fraction double precision,
  sigma20 double precision,
  volatility_threshold double precision,
  days_to_meeting integer,
  days_since_governance integer,
  sector_id smallint NOT NULL,
  -- Bit k: the k-th guardrail, in their order, fired.
  fired smallint NOT NULL,
  value numeric NOT NULL,
  previous_value numeric,
  weighted numeric NOT NULL,
  before_guardrails numeric NOT NULL,
  f numeric NOT NULL,
  t numeric NOT NULL,
  r numeric NOT NULL,
  o numeric NOT NULL,
  q numeric NOT NULL,
  s numeric NOT NULL,
  penalty numeric NOT NULL,
  penalty_before_cap numeric NOT NULL,
  penalty_cap numeric NOT NULL,
  liquidity_points numeric NOT NULL,
  pledge_points numeric NOT NULL,
  volatility_points numeric NOT NULL,
  event_points numeric NOT NULL,
  governance_points numeric NOT NULL,
  -- The band before the guardrails and after each of the six, a letter each: A, H, B, S.
  band_trace text NOT NULL,
  PRIMARY KEY (run_id, mode, stock_id)
);
CREATE INDEX ON scores (stock_id, mode, day, run_id);
CREATE UNIQUE INDEX ON scores (position) WHERE position IS NOT NULL;

-- The epoch changes when the log is rebuilt or restored, so that old cursors are recognised.
CREATE TABLE event_log (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  epoch uuid NOT NULL DEFAULT gen_random_uuid(),
  last_position bigint NOT NULL DEFAULT 0
);
INSERT INTO event_log DEFAULT VALUES;
