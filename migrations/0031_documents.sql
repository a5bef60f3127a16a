-- Documents of companies: what was filed or said, read and cut so that it can be found (docs/documents.md).

CREATE TABLE documents (
  id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  -- SHA-256 of its bytes in hex, by which the store of files has them.
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  stock_id integer NOT NULL REFERENCES stocks,
  category text NOT NULL CHECK (category IN ('RESULTS', 'SHAREHOLDING', 'ANNUAL_REPORT', 'BOARD_OUTCOME', 'ANALYST_MEET',
    'RATING', 'INSIDER', 'OTHER')),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
  published_on date NOT NULL,
  -- Empty: not known.
  url text NOT NULL DEFAULT '',
  media_type text NOT NULL CHECK (media_type IN ('application/pdf', 'text/html', 'text/plain')),
  bytes integer NOT NULL CHECK (bytes > 0),
  -- Null: a command added it, or the user is deleted.
  uploaded_by integer REFERENCES users ON DELETE SET NULL,
  added_at timestamptz NOT NULL DEFAULT now(),
  status text NOT NULL DEFAULT 'QUEUED' CHECK (status IN ('QUEUED', 'PROCESSING', 'READY', 'FAILED')),
  -- The step that waits or runs, or that failed; null: all are done.
  step text DEFAULT 'EXTRACT' CHECK (step IN ('EXTRACT', 'CLEAN', 'CHUNK', 'EMBED', 'INDEX', 'SUGGEST')),
  -- Why it failed.
  reason text,
  -- Grows each time it is processed again. A job of an earlier time does nothing.
  generation integer NOT NULL DEFAULT 1,
  -- Null: it has none, or is not read yet.
  pages integer,
  -- Of the vectors of its chunks; null: it has none yet.
  model text,
  -- The revision of document_log with which it was last changed in a way that searches see.
  revision bigint NOT NULL DEFAULT 0,
  -- A deleted document stays without text, chunks and file, because events name it.
  deleted_at timestamptz,
  CHECK ((status = 'READY') = (step IS NULL)),
  CHECK ((status = 'FAILED') = (reason IS NOT NULL))
);
-- The same bytes are one document.
CREATE UNIQUE INDEX documents_hash ON documents (hash) WHERE deleted_at IS NULL;
CREATE INDEX documents_of_stock ON documents (stock_id, published_on DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX documents_waiting ON documents (id) WHERE status IN ('QUEUED', 'PROCESSING') AND deleted_at IS NULL;
CREATE INDEX documents_revision ON documents (revision);

-- What the steps EXTRACT and CLEAN made.
CREATE TABLE document_texts (
  document_id integer PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
  -- Lines by page; null once it is clean.
  extracted jsonb,
  -- Null until it is clean.
  cleaned text,
  -- Where pages, headings and tables of the cleaned text are.
  layout jsonb
);

-- What the step CHUNK made: pieces of the cleaned text.
CREATE TABLE document_chunks (
  document_id integer NOT NULL REFERENCES documents ON DELETE CASCADE,
  -- From 0.
  place integer NOT NULL,
  page integer,
  heading text,
  -- In UTF-16 units of the cleaned text; end_at is after the last one.
  start_at integer NOT NULL,
  end_at integer NOT NULL CHECK (end_at > start_at),
  text text NOT NULL,
  -- Null until the step INDEX.
  words tsvector,
  PRIMARY KEY (document_id, place)
);
CREATE INDEX document_chunks_words ON document_chunks USING gin (words);
-- Words lie in the row itself, so that ranking many chunks does not fetch each from elsewhere; their texts lie elsewhere.
ALTER TABLE document_chunks
  ALTER COLUMN words SET STORAGE MAIN,
  ALTER COLUMN text SET STORAGE EXTERNAL,
  SET (toast_tuple_target = 4080);

-- What the step EMBED made. Vectors of another model stay until those of the new one are complete.
CREATE TABLE chunk_vectors (
  document_id integer NOT NULL,
  place integer NOT NULL,
  model text NOT NULL,
  -- 32-bit floats, little-endian, of length 1 together.
  vector bytea NOT NULL,
  PRIMARY KEY (document_id, model, place),
  FOREIGN KEY (document_id, place) REFERENCES document_chunks ON DELETE CASCADE
);

-- What the step SUGGEST found: figures in the text. They never enter the statements by themselves.
CREATE TABLE document_figures (
  document_id integer NOT NULL REFERENCES documents ON DELETE CASCADE,
  place integer NOT NULL,
  code text NOT NULL,
  -- Null: the text does not say of which period it is. Months of the period, null likewise.
  period_end date,
  months integer,
  value numeric NOT NULL,
  unit text NOT NULL,
  -- The share of the marks that were found: name, unit, period, table.
  confidence numeric NOT NULL,
  -- Up to 100 characters around it.
  text text NOT NULL,
  page integer,
  start_at integer NOT NULL,
  PRIMARY KEY (document_id, place)
);

-- The log: documents that became READY or FAILED. Positions have no gaps, because one writer at a time appends.
CREATE TABLE document_events (
  position bigint PRIMARY KEY,
  document_id integer NOT NULL REFERENCES documents,
  status text NOT NULL CHECK (status IN ('READY', 'FAILED')),
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX ON document_events (at, position);

-- How far the log has come, and how often what searches see was changed.
CREATE TABLE document_log (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  last_position bigint NOT NULL DEFAULT 0,
  revision bigint NOT NULL DEFAULT 0
);
INSERT INTO document_log DEFAULT VALUES;
CREATE TRIGGER notify_of_commit AFTER UPDATE ON document_log
  FOR EACH STATEMENT EXECUTE FUNCTION notify_of_commit();
