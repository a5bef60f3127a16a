-- Reports that users hand on (docs/reports.md). A worker makes them.
CREATE TABLE reports (
  id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  owner_id integer NOT NULL REFERENCES users ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('COMPANY', 'PEERS', 'SECTOR', 'PORTFOLIO')),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  -- What it is about: ticker, sector and portfolioId, as GraphQL takes them; all but one are null.
  inputs jsonb NOT NULL,
  -- It sees only what was published by then.
  as_of date NOT NULL,
  formats text[] NOT NULL CHECK (cardinality(formats) BETWEEN 1 AND 3 AND formats <@ ARRAY['HTML', 'CSV', 'JSON']),
  status text NOT NULL DEFAULT 'QUEUED' CHECK (status IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED')),
  -- What a worker does with it now; null unless it is RUNNING.
  step text CHECK (step IN ('ASK', 'WRITE')),
  error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  template_version integer,
  -- Canonical JSON of kind, inputs, on, findings, tables and template version.
  content text,
  -- The same as in its content, for lists.
  findings json GENERATED ALWAYS AS (content::json -> 'findings') STORED,
  hash text,
  -- What differs from the report before of the same owner with the same kind, inputs and day: not part of its content.
  changes jsonb,
  CHECK ((status = 'RUNNING') = (step IS NOT NULL)),
  CHECK ((status = 'FAILED') = (error IS NOT NULL)),
  CHECK ((status IN ('SUCCEEDED', 'FAILED')) = (finished_at IS NOT NULL)),
  CHECK ((status = 'SUCCEEDED') = (content IS NOT NULL)),
  CHECK ((content IS NULL) = (template_version IS NULL) AND (content IS NULL) = (hash IS NULL)),
  CHECK (hash = encode(sha256(convert_to(content, 'UTF8')), 'hex'))
);
CREATE INDEX reports_of_owner ON reports (owner_id, id);

-- The files of a report, which never change. They lie in the database, so that a report and its files exist together.
CREATE TABLE report_files (
  report_id integer NOT NULL REFERENCES reports ON DELETE CASCADE,
  format text NOT NULL CHECK (format IN ('HTML', 'CSV', 'JSON')),
  bytes integer NOT NULL CHECK (bytes = octet_length(body)),
  body bytea NOT NULL,
  PRIMARY KEY (report_id, format)
);
