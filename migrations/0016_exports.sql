-- What users take away as files (docs/exports.md).
CREATE TABLE exports (
  id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  owner_id integer NOT NULL REFERENCES users ON DELETE CASCADE,
  kind text NOT NULL,
  format text NOT NULL,
  -- The rest of the request: from, to, mode, method and tickers, of which the last three may be null.
  arguments jsonb NOT NULL,
  status text NOT NULL DEFAULT 'QUEUED' CHECK (status IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED')),
  -- The name of the file in EXPORTS_FOLDER.
  file uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
  rows bigint,
  bytes bigint,
  -- SHA-256 of the file.
  hash text,
  error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Until when the file is kept and its link works.
  expires_at timestamptz,
  CHECK ((status = 'SUCCEEDED') = (expires_at IS NOT NULL))
);
CREATE INDEX exports_of_owner ON exports (owner_id, id);

-- The files of exports that are gone, such as those of a deleted user, are deleted soon and not by the clock.
CREATE FUNCTION queue_prune_exports() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM gone) THEN
    PERFORM queue_job('prune_exports', '{}', 'prune exports', NULL, 0, NULL, 3);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER queue_prune_exports AFTER DELETE ON exports REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION queue_prune_exports();
