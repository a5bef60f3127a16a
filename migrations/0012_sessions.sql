-- Sessions of users who have signed in, and the record of what everybody did.

ALTER TABLE users
  -- argon2id as PHC writes it, with its parameters and salt. Null: the user cannot sign in yet.
  ADD COLUMN password_hash text,
  ADD COLUMN last_sign_in_at timestamptz;

CREATE TABLE sessions (
  id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  owner_id integer NOT NULL REFERENCES users ON DELETE CASCADE,
  -- SHA-256 of the cookie of a session of our own pages; null for one with tokens.
  cookie_hash bytea UNIQUE CHECK (length(cookie_hash) = 32),
  -- The number of the newest refresh token, and when it was issued.
  counter integer NOT NULL DEFAULT 0,
  rotated_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  -- From where it began.
  address text NOT NULL,
  user_agent text CHECK (length(user_agent) <= 200)
);
CREATE INDEX sessions_of_owner ON sessions (owner_id, id);

-- A session may have several at a time, because a page may refresh in two tabs at once.
CREATE TABLE access_tokens (
  -- SHA-256 of the token. The token itself is stored nowhere.
  hash bytea PRIMARY KEY CHECK (length(hash) = 32),
  session_id integer NOT NULL REFERENCES sessions ON DELETE CASCADE,
  expires_at timestamptz NOT NULL
);
CREATE INDEX access_tokens_of_session ON access_tokens (session_id);

-- Processes keep copies of sessions, and forget what has ended. Changes of users are heard as greyoak_access.
CREATE FUNCTION notify_of_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('greyoak_sessions', OLD.id::text);
  RETURN NULL;
END
$$;
CREATE TRIGGER notify_of_session AFTER DELETE ON sessions FOR EACH ROW EXECUTE FUNCTION notify_of_session();

-- One row for each act. Nothing refers to users and keys, so that an entry outlives them.
CREATE TABLE audit_entries (
  id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  action text NOT NULL,
  result text NOT NULL CHECK (result IN ('DONE', 'DENIED', 'FAILED')),
  user_id integer,
  api_key_id integer,
  -- Null for acts of the command line and of the service itself.
  address text,
  operation_name text,
  -- What was acted on, as a kind and an id, such as `ApiKey:7`.
  subject text,
  -- Ids, counts and names of fields: no e-mails, no names that were typed, no secrets.
  details jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_entries_at ON audit_entries (at, id);
