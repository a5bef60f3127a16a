-- The log of events is read by position, and cut into runs.

-- Where the log stood when the run was stored; null until then.
ALTER TABLE runs ADD last_position bigint;
UPDATE runs SET last_position = stood.at
FROM (
  SELECT id, coalesce(max((SELECT max(position) FROM scores WHERE run_id = id)) OVER (ORDER BY id), 0) AS at FROM runs
) AS stood
WHERE stood.id = runs.id AND status = 'SUCCEEDED';
CREATE INDEX ON runs (finished_at, last_position) WHERE last_position IS NOT NULL;

-- Which database wrote the log: in another one, restored from it, positions may mean other events.
ALTER TABLE event_log ADD written_in text;

-- One hint for each commit that adds events, with the position that they reach (src/live/logReader.ts).
CREATE FUNCTION notify_of_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('greyoak_events', NEW.last_position::text);
  RETURN NULL;
END
$$;
CREATE TRIGGER notify_of_events AFTER UPDATE ON event_log
  FOR EACH ROW WHEN (OLD.last_position IS DISTINCT FROM NEW.last_position) EXECUTE FUNCTION notify_of_events();
