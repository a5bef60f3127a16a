-- How good scores have been at predicting returns (docs/validation.md): the newest figures of each method, mode, horizon,
-- universe and window. A job computes them after each month.
CREATE TABLE validations (
  method text NOT NULL,
  mode mode NOT NULL,
  -- In sessions.
  horizon integer NOT NULL,
  universe text NOT NULL CHECK (universe IN ('ALL_SCORED', 'MOST_TRADED_300', 'MOST_TRADED_500')),
  time_window text NOT NULL CHECK (time_window IN ('ALL', 'WARM', 'HOLD_OUT', 'YEAR', 'CUSTOM')),
  -- The calendar year of a window YEAR, else 0.
  year integer NOT NULL DEFAULT 0 CHECK ((time_window = 'YEAR') = (year <> 0)),
  -- The method of the newest scores, by its hash.
  method_hash text NOT NULL,
  -- The sessions of the scores that were read.
  from_day date NOT NULL,
  to_day date NOT NULL,
  result jsonb NOT NULL,
  -- SHA-256 of all that the figures depend on.
  inputs_hash text NOT NULL,
  computed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (method, mode, horizon, universe, time_window, year)
);
CREATE TRIGGER notify_of_commit AFTER INSERT OR UPDATE OR DELETE ON validations
  FOR EACH STATEMENT EXECUTE FUNCTION notify_of_commit();
