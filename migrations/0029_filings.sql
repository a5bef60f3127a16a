-- What companies filed with the exchanges (docs/import.md). Facts as all others are: a correction ends a row and adds one.
CREATE TABLE filings (
  stock_id integer NOT NULL REFERENCES stocks,
  -- In India.
  filed_on date NOT NULL,
  -- The second of that day in India; 86400: only the day is known.
  filed_second integer NOT NULL CHECK (filed_second BETWEEN 0 AND 86400),
  exchange text NOT NULL CHECK (exchange IN ('NSE', 'BSE')),
  subject text NOT NULL,
  recorded_in integer NOT NULL,
  superseded_in integer,
  category text NOT NULL CHECK (category IN ('RESULTS', 'SHAREHOLDING', 'ANNUAL_REPORT', 'BOARD_OUTCOME', 'ANALYST_MEET',
    'RATING', 'INSIDER', 'OTHER')),
  period_end date,
  -- Empty: not known.
  url text NOT NULL,
  -- SHA-256 in hex; empty: not known.
  hash text NOT NULL,
  PRIMARY KEY (stock_id, filed_on, filed_second, exchange, subject, recorded_in)
);

-- The first filing of a period tells whether a company was late.
CREATE INDEX filings_of_periods ON filings (stock_id, period_end, category, filed_on)
  WHERE superseded_in IS NULL AND period_end IS NOT NULL;
