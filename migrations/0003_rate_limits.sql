-- Calls of costly fields by caller, for processes that share their limits.
--
-- Unlogged: a crash may empty it, and all callers then begin anew; so a call costs no flush of the log.
CREATE UNLOGGED TABLE rate_limits (
  -- Name of the field, caller.
  key text PRIMARY KEY,
  -- When the calls were made that count, in epoch milliseconds.
  times bigint[] NOT NULL,
  expires_at timestamptz NOT NULL
);
