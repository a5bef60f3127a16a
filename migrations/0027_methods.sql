-- Several methods are scored side by side. Each has current runs of its own (0008); served_method names the one that is
-- read and told where a caller names none.

-- The methods that services score (METHODS); the served one is among them. A method that was taken out keeps its scores,
-- and gets no new ones.
CREATE TABLE scored_methods (
  name text PRIMARY KEY,
  -- Since when it is scored: facts that are older than that do not tell how long it lacks scores.
  since timestamptz NOT NULL DEFAULT now()
);
INSERT INTO scored_methods (name, since) SELECT name, since FROM served_method;
CREATE TRIGGER notify_of_commit AFTER INSERT OR UPDATE OR DELETE ON scored_methods
  FOR EACH STATEMENT EXECUTE FUNCTION notify_of_commit();

-- The scores of a method's current runs, as current_scores has those of the served method, and for the same reason not a
-- join. PostgreSQL puts the body in the place of the call, so that conditions on it use the indexes of scores.
CREATE FUNCTION current_scores_of(method text) RETURNS SETOF scores LANGUAGE sql STABLE AS $$
  SELECT scores.*
  FROM scores
  WHERE run_id = (
    SELECT run_id FROM scored_days AS scored
    WHERE scored.method = $1 AND scored.mode = scores.mode AND scored.day = scores.day
  )
$$;

-- Subscribers are told of withdrawn scores of each method. Until now only those of the served one were noted.
ALTER TABLE withdrawn_days ADD method text;
UPDATE withdrawn_days SET method = (SELECT name FROM served_method);
ALTER TABLE withdrawn_days ALTER method SET NOT NULL;
ALTER TABLE withdrawn_days DROP CONSTRAINT withdrawn_days_pkey;
ALTER TABLE withdrawn_days ADD PRIMARY KEY (method, mode, day, run_id);

-- A run waits for each method, day and mode.
DROP INDEX runs_waiting;
CREATE UNIQUE INDEX runs_waiting ON runs (day, mode, method_hash) NULLS NOT DISTINCT WHERE status = 'QUEUED';
