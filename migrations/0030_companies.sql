-- What is known of companies besides their figures (docs/companies.md).

-- The profile. No score depends on it, and none is computed again because of it.
ALTER TABLE companies
  ADD COLUMN listed_on date,
  -- In ₹.
  ADD COLUMN face_value numeric,
  -- Empty where it was not imported.
  ADD COLUMN website text NOT NULL DEFAULT '';

-- The stocks that users watch, each list in the order of its places.
CREATE TABLE watched_stocks (
  owner_id integer NOT NULL REFERENCES users ON DELETE CASCADE,
  stock_id integer NOT NULL REFERENCES stocks,
  place integer NOT NULL,
  PRIMARY KEY (owner_id, stock_id)
);

-- News and remarks about companies. A row is a version of an item: of those published up to a day, the newest counts.
CREATE TABLE intelligence (
  -- The hash of type, title, day, source and tickers.
  item text NOT NULL,
  published_on date NOT NULL,
  type text NOT NULL,
  title text NOT NULL,
  -- Of what it tells.
  day date NOT NULL,
  source text NOT NULL,
  -- Separated by blanks.
  tickers text NOT NULL,
  -- Empty where there is none, as is url.
  text text NOT NULL,
  url text NOT NULL,
  recorded_in integer NOT NULL,
  superseded_in integer,
  stocks text[] NOT NULL GENERATED ALWAYS AS (string_to_array(tickers, ' ')) STORED,
  words tsvector NOT NULL GENERATED ALWAYS AS (to_tsvector('english', title || ' ' || text)) STORED,
  PRIMARY KEY (item, published_on, recorded_in)
);
CREATE INDEX intelligence_newest ON intelligence (day, item) WHERE superseded_in IS NULL;
CREATE INDEX intelligence_of_stocks ON intelligence USING gin (stocks) WHERE superseded_in IS NULL;
CREATE INDEX intelligence_words ON intelligence USING gin (words) WHERE superseded_in IS NULL;
