-- Models and portfolios of users: what should be held, what is held, and what was proposed to be traded (docs/portfolios.md).
--
-- Money, prices, weights and rates are exact: they are written and read as texts, and no double stands between.

CREATE TABLE models (
  id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  owner_id integer NOT NULL REFERENCES users ON DELETE CASCADE,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  kind text NOT NULL CHECK (kind IN ('MANUAL', 'FROM_SCORES')),
  -- What becomes of stocks that are held and not in the model.
  outside text NOT NULL CHECK (outside IN ('SELL', 'KEEP')),
  -- Bands of the mode in which nothing is bought.
  never_buy band[] NOT NULL DEFAULT '{}',
  never_buy_mode mode,
  -- How it was made from scores; null in manual models.
  from_scores jsonb,
  -- The run of these scores.
  scores_run_id integer REFERENCES runs,
  last_rebalanced_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  -- A change names the version that it saw.
  version integer NOT NULL DEFAULT 1,
  UNIQUE (owner_id, name),
  CHECK ((kind = 'FROM_SCORES') = (from_scores IS NOT NULL)),
  CHECK ((kind = 'FROM_SCORES') = (scores_run_id IS NOT NULL)),
  CHECK (never_buy = '{}' OR never_buy_mode IS NOT NULL)
);

CREATE TABLE model_positions (
  model_id integer NOT NULL REFERENCES models ON DELETE CASCADE,
  stock_id integer NOT NULL REFERENCES stocks,
  target numeric NOT NULL CHECK (target > 0 AND target <= 0.95),
  low_drift numeric NOT NULL CHECK (low_drift BETWEEN 0 AND 1),
  high_drift numeric NOT NULL CHECK (high_drift BETWEEN 0 AND 1),
  PRIMARY KEY (model_id, stock_id)
);

CREATE TABLE portfolios (
  id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  owner_id integer NOT NULL REFERENCES users ON DELETE CASCADE,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  model_id integer REFERENCES models ON DELETE SET NULL,
  -- Limits of its risk, as fractions.
  position_limit numeric NOT NULL,
  sector_limit numeric NOT NULL,
  cash_limit numeric NOT NULL,
  value_at_risk_limit numeric NOT NULL,
  -- What trades cost; null: as config/costs.yaml says.
  buy_rate numeric,
  sell_rate numeric,
  per_sale numeric,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- A change names the version that it saw.
  version integer NOT NULL DEFAULT 1,
  -- A deleted portfolio stays, because rebalances name it.
  deleted_at timestamptz
);
CREATE INDEX portfolios_of_owner ON portfolios (owner_id, id) WHERE deleted_at IS NULL;
CREATE INDEX portfolios_of_model ON portfolios (model_id, id) WHERE deleted_at IS NULL;

-- What was done with a portfolio. Cash and holdings of any day follow from it and from the splits and bonuses that are known
-- today, so that neither is stored. Entries of one day count in the order of their ids.
CREATE TABLE portfolio_journal (
  id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  portfolio_id integer NOT NULL REFERENCES portfolios ON DELETE CASCADE,
  day date NOT NULL,
  kind text NOT NULL CHECK (kind IN ('OPENING', 'DEPOSIT', 'WITHDRAWAL', 'BUY', 'SELL', 'DIVIDEND', 'CORRECTION')),
  stock_id integer REFERENCES stocks,
  -- Whole shares; negative in corrections that take shares away.
  quantity numeric CHECK (quantity = trunc(quantity)),
  -- ₹ a share.
  price numeric,
  -- What it adds to the cash in ₹, costs included: negative for WITHDRAWAL and BUY.
  amount numeric NOT NULL,
  costs numeric,
  -- By how much it changes the total cost of the holding in ₹, in OPENING and CORRECTION; null: unknown, or as the kind says.
  cost numeric,
  note text CHECK (length(note) <= 1000),
  -- The rebalance whose fill it is.
  rebalance_id integer,
  recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX portfolio_journal_of_portfolio ON portfolio_journal (portfolio_id, day, id);

CREATE TABLE rebalances (
  id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  owner_id integer NOT NULL REFERENCES users ON DELETE CASCADE,
  -- The user who asked for it.
  requested_by integer REFERENCES users ON DELETE SET NULL,
  -- Of all portfolios of the model, or of one portfolio.
  kind text NOT NULL CHECK (kind IN ('MODEL', 'PORTFOLIO')),
  model_id integer REFERENCES models ON DELETE SET NULL,
  model_version integer,
  mode text NOT NULL CHECK (mode IN ('TO_TARGET', 'ONLY_BREACHES', 'TO_BAND_EDGE')),
  as_of date NOT NULL,
  cash_floor numeric NOT NULL,
  min_trade_value numeric NOT NULL,
  status text NOT NULL CHECK (status IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  error text,
  -- Chosen by the caller, so that the same input gives the same rebalance; null: not given, or 30 days old.
  idempotency_key text CHECK (length(idempotency_key) BETWEEN 1 AND 255),
  -- SHA-256 of the input that was given with the key.
  idempotency_hash text,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  finished_at timestamptz,
  confirmed_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  UNIQUE (owner_id, idempotency_key)
);
CREATE INDEX rebalances_of_owner ON rebalances (owner_id, id);
CREATE INDEX rebalances_of_model ON rebalances (model_id, id);
CREATE INDEX rebalances_open ON rebalances (id) WHERE status IN ('QUEUED', 'RUNNING');

ALTER TABLE portfolio_journal ADD FOREIGN KEY (rebalance_id) REFERENCES rebalances ON DELETE SET NULL;
CREATE INDEX portfolio_journal_of_rebalance ON portfolio_journal (rebalance_id) WHERE rebalance_id IS NOT NULL;

-- The portfolios of a rebalance. The answer is null until it has been computed; then it is stored with its transactions and
-- raises the version of the portfolio, all in one transaction.
CREATE TABLE rebalance_portfolios (
  rebalance_id integer NOT NULL REFERENCES rebalances ON DELETE CASCADE,
  portfolio_id integer NOT NULL REFERENCES portfolios ON DELETE CASCADE,
  status text CHECK (status IN ('DONE', 'INFEASIBLE', 'FAILED', 'SKIPPED')),
  reason text,
  message text,
  market_value numeric,
  cash_before numeric,
  cash_after numeric,
  costs numeric,
  objective numeric,
  optimal boolean,
  gap numeric,
  -- What it was computed from: prices with their days, holdings, cash, targets, bands, costs, runs of scores. Decimals are texts.
  inputs jsonb,
  -- Reports of drift before and after, and what is infeasible. Decimals are texts.
  reports jsonb,
  PRIMARY KEY (rebalance_id, portfolio_id),
  CHECK ((status IS NULL) = (reports IS NULL))
);
CREATE INDEX rebalance_portfolios_of_portfolio ON rebalance_portfolios (portfolio_id, rebalance_id);

CREATE TABLE rebalance_transactions (
  rebalance_id integer NOT NULL,
  portfolio_id integer NOT NULL,
  -- From 0: sales first, then by ticker.
  place integer NOT NULL,
  side text NOT NULL CHECK (side IN ('SELL', 'BUY')),
  stock_id integer NOT NULL REFERENCES stocks,
  quantity numeric NOT NULL CHECK (quantity > 0 AND quantity = trunc(quantity)),
  price numeric NOT NULL,
  value numeric NOT NULL,
  costs numeric NOT NULL,
  trade_day date NOT NULL,
  reason text NOT NULL CHECK (reason IN ('ABOVE_BAND', 'BELOW_BAND', 'NOT_IN_MODEL', 'TO_TARGET', 'CASH')),
  PRIMARY KEY (rebalance_id, portfolio_id, place),
  FOREIGN KEY (rebalance_id, portfolio_id) REFERENCES rebalance_portfolios ON DELETE CASCADE
);

-- Rules on portfolios (docs/alerts.md). A rule has this or another subject. It ends with its portfolio.
ALTER TABLE alert_rules ADD portfolio_id integer REFERENCES portfolios ON DELETE CASCADE;
CREATE INDEX alert_rules_of_portfolio ON alert_rules (portfolio_id) WHERE portfolio_id IS NOT NULL;
-- The portfolio that such a rule was about when it raised the alert.
ALTER TABLE alerts ADD portfolio_id integer REFERENCES portfolios ON DELETE CASCADE;
CREATE INDEX alerts_of_portfolio ON alerts (portfolio_id) WHERE portfolio_id IS NOT NULL;
-- The newest session whose final scores rules on portfolios were evaluated after.
ALTER TABLE alert_log ADD portfolios_evaluated date;
