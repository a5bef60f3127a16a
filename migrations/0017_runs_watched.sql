-- What operators watch: runs by result and by what made them, and since when scores are behind.

-- REQUEST: a caller asked for the run; FACTS: facts had changed, or the day was not scored yet.
ALTER TABLE runs ADD cause text NOT NULL DEFAULT 'FACTS' CHECK (cause IN ('REQUEST', 'FACTS'));
UPDATE runs SET cause = 'REQUEST'
FROM audit_entries
WHERE action = 'RESCORED' AND subject = 'Run:' || runs.id AND details ? 'isNew';

-- Runs are counted from the index alone.
CREATE INDEX runs_by_result ON runs (status, cause) INCLUDE (started_at, finished_at);

-- Since when the store serves the method: facts that are older than that do not tell how long it lacks scores.
ALTER TABLE served_method ADD since timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE served_method ALTER since SET DEFAULT now();
