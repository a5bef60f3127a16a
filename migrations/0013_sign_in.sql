-- Signing in: guesses that failed, the addresses that users are known by, and links by which passwords are set.

-- Each try to show a password, until its success takes it back. Those of unknown e-mails are counted alike.
CREATE TABLE sign_in_tries (
  id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  -- HMAC of the e-mail in lower case.
  account bytea NOT NULL CHECK (length(account) = 32),
  -- The address that limits count by, such as the /64 of IPv6.
  network text NOT NULL,
  -- Null where no user has the e-mail. It refers to nothing, so that storing a try takes as long for each e-mail.
  user_id integer,
  at timestamptz NOT NULL,
  -- False while the password is being checked. A failure is a write, whoever it is about.
  failed boolean NOT NULL DEFAULT false
);
CREATE INDEX sign_in_tries_of_account ON sign_in_tries (account, at);
CREATE INDEX sign_in_tries_of_network ON sign_in_tries (network, at);
CREATE INDEX sign_in_tries_of_user ON sign_in_tries (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX sign_in_tries_at ON sign_in_tries (at);

-- From where users signed in. Guesses at their passwords elsewhere do not delay them there.
CREATE TABLE sign_in_addresses (
  user_id integer NOT NULL REFERENCES users ON DELETE CASCADE,
  network text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (user_id, network)
);

-- Counts a try, or says after how many seconds one is taken. Parallel tries of an account or of a network wait for each
-- other here, so that each sees those before it. Networks are locked before accounts, so that no two wait for each other.
CREATE FUNCTION count_sign_in_try(of_account bytea, of_network text, of_user integer, at_time timestamptz)
RETURNS TABLE (try_id bigint, retry_after integer) LANGUAGE plpgsql AS $$
DECLARE
  delay CONSTANT interval := '15 minutes';
  refused_until timestamptz;
BEGIN
  PERFORM pg_advisory_xact_lock(7301005, hashtext(of_network));
  PERFORM pg_advisory_xact_lock(7301006, hashtext(encode(of_account, 'hex')));
  SELECT max(latest) + delay INTO refused_until
  FROM (
    -- An account and a network together.
    SELECT max(at), min(at), count(*), 5, delay
    FROM (
      SELECT at FROM sign_in_tries
      WHERE account = of_account AND network = of_network ORDER BY at DESC LIMIT 5
    ) AS together
    UNION ALL
    -- A network, over all accounts.
    SELECT max(at), min(at), count(*), 20, delay
    FROM (SELECT at FROM sign_in_tries WHERE network = of_network ORDER BY at DESC LIMIT 20) AS of_the_network
    UNION ALL
    -- An account, over all networks but those that its user has signed in from.
    SELECT max(at), min(at), count(*), 50, interval '1 day'
    FROM (SELECT at FROM sign_in_tries WHERE account = of_account ORDER BY at DESC LIMIT 50) AS of_the_account
    WHERE NOT EXISTS (
      SELECT FROM sign_in_addresses AS known
      WHERE known.user_id = of_user AND known.network = of_network AND known.at > at_time - interval '30 days'
    )
  ) AS counts (latest, earliest, tries, most, span)
  WHERE tries = most AND latest - earliest < span AND latest > at_time - delay;
  IF refused_until IS NOT NULL THEN
    RETURN QUERY SELECT NULL::bigint, greatest(1, ceil(extract(epoch FROM refused_until - at_time)))::integer;
    RETURN;
  END IF;
  RETURN QUERY
    INSERT INTO sign_in_tries AS counted (account, network, user_id, at)
    VALUES (of_account, of_network, of_user, at_time)
    RETURNING counted.id, NULL::integer;
  DELETE FROM sign_in_tries
  WHERE id IN (
    SELECT id FROM sign_in_tries WHERE at <= at_time - interval '1 day' ORDER BY at LIMIT 100 FOR UPDATE SKIP LOCKED
  );
END
$$;

-- One of a user at a time.
CREATE TABLE password_links (
  user_id integer PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  -- SHA-256 of the token. The token itself is stored nowhere.
  hash bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
  expires_at timestamptz NOT NULL
);
