-- What files of all stocks of an exchange say beyond bars: in which series a stock traded, and why a stock has no bar.

-- The series of NSE in which the stock traded; null where the source does not say it.
ALTER TABLE bars ADD series text CHECK (series IN ('EQ', 'BE', 'BZ'));

-- Days of which a file of all stocks was read. `shares` is how many rows of shares it had, so that a part of such a file is
-- not taken for the whole.
CREATE TABLE market_days (
  exchange text NOT NULL,
  day date NOT NULL,
  shares integer NOT NULL,
  recorded_in integer NOT NULL,
  PRIMARY KEY (day, exchange, recorded_in)
);

-- Stocks that such a file names in other series alone, so that they have no bar.
CREATE TABLE other_series (
  stock_id integer NOT NULL,
  day date NOT NULL,
  series text NOT NULL,
  recorded_in integer NOT NULL,
  PRIMARY KEY (stock_id, day)
);
