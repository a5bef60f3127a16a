-- Jobs (src/jobs): each task names its queue and how often it is attempted, and a job that runs reports its progress.

ALTER TABLE early_jobs DROP CONSTRAINT early_jobs_pkey;
ALTER TABLE early_jobs
  ALTER key DROP NOT NULL,
  ADD UNIQUE (key),
  ADD id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  ADD queue text,
  ADD max_attempts integer,
  ADD created_at timestamptz NOT NULL DEFAULT now(),
  -- Counts how often the job was replaced.
  ADD revision integer NOT NULL DEFAULT 0;
-- Until now all jobs shared one queue.
UPDATE early_jobs SET queue = 'scores';

-- Adds a job in the transaction of the caller, so that the job and what it follows from are stored together or not at
-- all. A job that waits under the same key is replaced. A job that already runs under it may have read the store before
-- this transaction, so it is followed by a new one. The last two parameters have defaults for processes of the former
-- version that still run during an upgrade.
DROP FUNCTION queue_job(text, json, text, timestamptz, integer);
CREATE FUNCTION queue_job(
  task_name text, task_payload json, job_key text, due timestamptz, rank integer,
  task_queue text DEFAULT NULL, most_attempts integer DEFAULT NULL
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  added bigint;
BEGIN
  IF to_regprocedure('graphile_worker.add_job(text,json,text,timestamptz,integer,text,integer,text[],text)') IS NULL THEN
    INSERT INTO early_jobs AS waiting (key, task, payload, run_at, priority, queue, max_attempts)
    VALUES (job_key, task_name, task_payload, due, rank, task_queue, most_attempts)
    ON CONFLICT (key) DO UPDATE SET task = excluded.task, payload = excluded.payload, run_at = excluded.run_at,
      priority = excluded.priority, queue = excluded.queue, max_attempts = excluded.max_attempts,
      revision = waiting.revision + 1;
    RETURN;
  END IF;
  -- add_job adds nothing if a worker takes the waiting job at this very moment. That job then runs, so the second
  -- attempt adds one that follows it.
  LOOP
    SELECT id INTO added FROM graphile_worker.add_job(
      task_name, task_payload, queue_name => task_queue, run_at => due, max_attempts => most_attempts,
      job_key => job_key, priority => rank,
      -- graphile-worker removes the key of a running job that is followed by another one. The flag tells such a job
      -- from one that never had a key.
      flags => CASE WHEN job_key IS NOT NULL THEN ARRAY['keyed'] END
    );
    EXIT WHEN added IS NOT NULL;
  END LOOP;
END
$$;

-- Decides what becomes of a job whose attempt has failed. The worker calls this before it reports the failure to
-- graphile-worker, which then makes the job wait for exp(attempts) seconds, or gives it up after the last attempt.
-- This is the only place that writes to a private table of graphile-worker, because its public functions refuse jobs
-- that are locked.
--
-- RETRY: the job waits up to half as long again, so that jobs that failed together do not come back together.
-- GIVE_BACK: the attempt does not count, because the worker stopped and the job did not fail.
-- FAIL: no attempt follows.
CREATE FUNCTION settle_attempt(job_id bigint, worker text, verdict text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE graphile_worker._private_jobs SET
    attempts = CASE verdict WHEN 'GIVE_BACK' THEN greatest(attempts - 1, 0) WHEN 'FAIL' THEN max_attempts ELSE attempts END,
    run_at = CASE verdict WHEN 'RETRY' THEN now() + random() / 2 * exp(least(attempts, 10)) * interval '1 second' ELSE run_at END
  WHERE id = job_id AND locked_by = worker
    -- A job that is followed by another one is not tried again.
    AND NOT (key IS NULL AND coalesce(flags ? 'keyed', false));
END
$$;

-- How far running jobs are. A job that succeeds leaves no row.
CREATE TABLE job_progress (
  -- That of graphile-worker.
  job_id bigint PRIMARY KEY,
  done integer NOT NULL,
  total integer NOT NULL,
  reported_at timestamptz NOT NULL DEFAULT now()
);
