-- Returns that leave out the last month, which greyoak-2.0 scores (docs/method.md, §2). They supersede nothing and touch no
-- day: scores of other methods do not depend on them.
ALTER TABLE features
  ADD COLUMN ret_63_21d double precision,
  ADD COLUMN ret_126_21d double precision;

-- Stocks with features that were stored before. Prices are adjusted by the program, which fills the columns in place before
-- it computes anything else, and removes each stock in the transaction that fills it.
CREATE TABLE features_to_fill (
  stock_id integer PRIMARY KEY REFERENCES stocks
);
INSERT INTO features_to_fill SELECT DISTINCT stock_id FROM features WHERE superseded_in IS NULL;
