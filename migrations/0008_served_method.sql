-- Several methods may have current scores of the same day. The store serves those of one: readers use the views below.

-- The name of the method that the store serves; no row until the first run is stored.
CREATE TABLE served_method (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  name text NOT NULL
);
CREATE TRIGGER notify_of_commit AFTER INSERT OR UPDATE ON served_method
  FOR EACH STATEMENT EXECUTE FUNCTION notify_of_commit();

-- Until now a run of any method became current: the method with the most current days is taken for the served one.
INSERT INTO served_method (name)
SELECT methods.name
FROM scored_days
JOIN runs ON runs.id = run_id
JOIN methods ON methods.hash = method_hash
GROUP BY methods.name
ORDER BY count(*) DESC, max(runs.id) DESC
LIMIT 1;

-- The key is the name and not the hash, so that a method with a changed parameter supersedes its former version. All
-- current days stay current, also those whose run is of another method: they are due, as they were before.
ALTER TABLE scored_days ADD method text;
UPDATE scored_days SET method = (SELECT name FROM served_method);
ALTER TABLE scored_days ALTER method SET NOT NULL;
ALTER TABLE scored_days DROP CONSTRAINT scored_days_pkey;
ALTER TABLE scored_days ADD PRIMARY KEY (method, mode, day);

-- The current runs of the served method, by mode and day.
CREATE VIEW served_days AS
SELECT mode, day, run_id, valid_batch
FROM scored_days
WHERE method = (SELECT name FROM served_method);

-- The scores of these runs. Not a join, for which PostgreSQL reads and sorts a stock's whole history where only its
-- newest scores are wanted (79 stocks, 842 days: the newest score of each takes 113 ms instead of 2).
CREATE VIEW current_scores AS
SELECT scores.*
FROM scores
WHERE run_id = (SELECT run_id FROM served_days AS served WHERE served.mode = scores.mode AND served.day = scores.day);
