-- Operations of each caller within a minute, for processes that share their limits.
--
-- Unlogged, as rate_limits: a crash may empty it, and all callers then begin anew.
CREATE UNLOGGED TABLE operation_counts (
  -- The name of the caller, or of an API key that has a ceiling of its own.
  key text PRIMARY KEY,
  -- The operations of the minute, of those above the limit only the first one.
  count integer NOT NULL,
  -- The end of the minute, which began with the first operation.
  ends_at timestamptz NOT NULL
);
