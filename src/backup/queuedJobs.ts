/** The columns of `early_jobs` that a backup has. The others are given anew. */
export const QUEUED_COLUMNS: readonly string[] = [
  'key',
  'task',
  'payload',
  'run_at',
  'priority',
  'queue',
  'max_attempts',
];

/**
 * Selects the jobs that wait or run, as rows of `early_jobs`, from which workers take them. So a backup is independent of
 * the tables of graphile-worker, which change with its versions. A job that was given up is not kept, nor is one that runs
 * and has been replaced: it has lost its key.
 */
export const QUEUED_JOBS = `
  SELECT key, task, payload, run_at, priority, queue, max_attempts
  FROM (
    SELECT false AS is_early, job.id, key, identifier AS task, payload, run_at, job.priority, queue_name AS queue,
      max_attempts
    FROM graphile_worker._private_jobs AS job
    JOIN graphile_worker._private_tasks AS task ON task.id = task_id
    LEFT JOIN graphile_worker._private_job_queues AS queue ON queue.id = job_queue_id
    WHERE (attempts < max_attempts OR job.locked_at IS NOT NULL)
      AND NOT (key IS NULL AND coalesce(flags ? 'keyed', false))
    UNION ALL
    SELECT true, id, key, task, payload, run_at, priority, queue, max_attempts FROM early_jobs AS early
    WHERE key IS NULL OR NOT EXISTS (
      SELECT FROM graphile_worker._private_jobs AS job
      WHERE job.key = early.key AND (attempts < job.max_attempts OR locked_at IS NOT NULL)
    )
  ) AS waiting
  ORDER BY is_early, id`;
