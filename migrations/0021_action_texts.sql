-- What the exchange says of an action, in its own words; '' where nothing is known.
ALTER TABLE actions ADD detail text NOT NULL DEFAULT '';
