-- What models made from scores would have done (docs/portfolios.md).
CREATE TABLE backtests (
  id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  owner_id integer NOT NULL REFERENCES users ON DELETE CASCADE,
  mode mode NOT NULL,
  method text NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  -- The rest of the request. Decimals are texts.
  arguments jsonb NOT NULL,
  status text NOT NULL DEFAULT 'QUEUED' CHECK (status IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  error text,
  -- Figures, and the curve as [day, value, return of the index]; null until it has succeeded. Decimals are texts.
  result jsonb,
  points jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  CHECK ((status = 'SUCCEEDED') = (result IS NOT NULL)),
  CHECK ((status = 'SUCCEEDED') = (points IS NOT NULL))
);
CREATE INDEX backtests_of_owner ON backtests (owner_id, id);
