-- How good scores have been at predicting returns (docs/validation.md). A job computes this after each month.

-- What was validated last of each method and mode.
CREATE TABLE validated_modes (
  method text NOT NULL,
  mode mode NOT NULL,
  -- The method of the newest scores, by its hash.
  method_hash text NOT NULL,
  -- The first and the last session with scores.
  from_day date NOT NULL,
  to_day date NOT NULL,
  -- The verdict and its sentence.
  verdict jsonb NOT NULL,
  -- SHA-256 of all that the figures depend on.
  inputs_hash text NOT NULL,
  computed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (method, mode)
);
CREATE TRIGGER notify_of_commit AFTER INSERT OR UPDATE OR DELETE ON validated_modes
  FOR EACH STATEMENT EXECUTE FUNCTION notify_of_commit();

-- Its figures.
CREATE TABLE validations (
  method text NOT NULL,
  mode mode NOT NULL,
  -- In sessions.
  horizon integer NOT NULL,
  universe text NOT NULL CHECK (universe IN ('ALL_SCORED', 'MOST_TRADED_300', 'MOST_TRADED_500')),
  time_window text NOT NULL CHECK (time_window IN ('ALL', 'WARM', 'HOLD_OUT', 'YEAR', 'CUSTOM')),
  -- The calendar year of a window YEAR, else 0.
  year integer NOT NULL DEFAULT 0 CHECK ((time_window = 'YEAR') = (year <> 0)),
  result jsonb NOT NULL,
  PRIMARY KEY (method, mode, horizon, universe, time_window, year),
  FOREIGN KEY (method, mode) REFERENCES validated_modes ON DELETE CASCADE
);
