-- Feeds: files that come by themselves (docs/feeds.md). config/feeds.yaml says what a feed is; here stands what became of it.

CREATE TABLE feeds (
  name text PRIMARY KEY,
  -- When the feed was first seen. The schedule leaves the days before to backfills.
  since timestamptz NOT NULL,
  paused boolean NOT NULL DEFAULT false,
  breaker text NOT NULL DEFAULT 'CLOSED' CHECK (breaker IN ('CLOSED', 'OPEN', 'HALF_OPEN')),
  -- Failed attempts in a row.
  failures integer NOT NULL DEFAULT 0,
  -- Attempts that succeeded since the breaker was half open.
  successes integer NOT NULL DEFAULT 0,
  opened_at timestamptz,
  -- How the last attempts ended, the oldest first: + succeeded, - failed. A file that is not there yet is neither.
  outcomes text NOT NULL DEFAULT '' CHECK (length(outcomes) <= 100),
  succeeded bigint NOT NULL DEFAULT 0,
  failed bigint NOT NULL DEFAULT 0,
  last_at timestamptz,
  last_result text CHECK (last_result IN ('SUCCEEDED', 'FAILED', 'UNCHANGED')),
  last_error text,
  last_success_at timestamptz,
  -- The day in India whose requests are counted.
  quota_day date,
  quota_used integer NOT NULL DEFAULT 0,
  -- The job that looks into a watched folder.
  looking_job bigint
);

-- When the next request may be sent to a host, by any process and for any feed.
CREATE TABLE feed_hosts (
  host text PRIMARY KEY,
  next_at timestamptz NOT NULL
);

-- What became of a day of a feed. QUEUED has a job that waits, RUNNING one that runs.
CREATE TABLE feed_days (
  feed text NOT NULL REFERENCES feeds,
  day date NOT NULL,
  status text NOT NULL CHECK (status IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  -- Whether the schedule asked for it, and not backfills alone.
  scheduled boolean NOT NULL,
  -- The job that runs, or ran last.
  job bigint,
  -- Attempts that failed, and answers that the file is not there, since the day was queued.
  attempts integer NOT NULL DEFAULT 0,
  misses integer NOT NULL DEFAULT 0,
  -- Before then it is not asked for again.
  next_at timestamptz,
  checked_at timestamptz,
  -- When it first succeeded; it keeps this when it is asked for again.
  succeeded_at timestamptz,
  rows integer,
  error text,
  -- Of the file that was taken last.
  etag text,
  last_modified text,
  sha256 text,
  batches integer[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (feed, day)
);
CREATE INDEX feed_days_unfinished ON feed_days (feed, day) WHERE status IN ('QUEUED', 'RUNNING');

-- The files that lie in a watched folder now. One is taken when its size and time of change stood still for a while.
CREATE TABLE feed_files (
  feed text NOT NULL REFERENCES feeds,
  name text NOT NULL,
  size bigint NOT NULL,
  -- Nanoseconds since 1970.
  modified bigint NOT NULL,
  since timestamptz NOT NULL,
  -- How often its import was begun.
  tries integer NOT NULL DEFAULT 0,
  -- Whether it was taken or refused as it is now.
  is_done boolean NOT NULL DEFAULT false,
  PRIMARY KEY (feed, name)
);

-- What was taken from watched folders, so that no file is taken twice.
CREATE TABLE feed_takings (
  id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  feed text NOT NULL REFERENCES feeds,
  name text NOT NULL,
  sha256 text NOT NULL,
  at timestamptz NOT NULL,
  -- Why it was refused; null: it was imported.
  error text,
  batches integer[] NOT NULL DEFAULT '{}'
);
CREATE INDEX feed_takings_by_hash ON feed_takings (feed, sha256);
CREATE INDEX feed_takings_by_name ON feed_takings (feed, name, id);

CREATE TABLE backfills (
  id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  feeds text[] NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  status text NOT NULL DEFAULT 'QUEUED' CHECK (status IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  -- The user who asked for it; null: the command line.
  by_user integer,
  created_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  finished_at timestamptz,
  error text
);

CREATE TABLE backfill_days (
  backfill_id integer NOT NULL REFERENCES backfills ON DELETE CASCADE,
  feed text NOT NULL REFERENCES feeds,
  day date NOT NULL,
  status text NOT NULL DEFAULT 'QUEUED' CHECK (status IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  rows integer,
  attempts integer NOT NULL DEFAULT 0,
  error text,
  PRIMARY KEY (backfill_id, feed, day)
);
CREATE INDEX backfill_days_unfinished ON backfill_days (feed, day) WHERE status IN ('QUEUED', 'RUNNING');

-- Progress is told as that of runs is.
CREATE TRIGGER notify_of_commit AFTER INSERT OR UPDATE ON feeds
  FOR EACH STATEMENT EXECUTE FUNCTION notify_of_commit();
CREATE TRIGGER notify_of_commit AFTER INSERT OR UPDATE ON backfills
  FOR EACH STATEMENT EXECUTE FUNCTION notify_of_commit();
CREATE TRIGGER notify_of_commit AFTER INSERT OR UPDATE ON backfill_days
  FOR EACH STATEMENT EXECUTE FUNCTION notify_of_commit();
