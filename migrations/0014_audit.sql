-- The chain that makes changes of the audit show, and what the lists of entries are read by.

-- One row for each entry, in the order in which they were chained. The hash is an HMAC over the place, the entry and
-- the hash before, with a key that is not in the database.
CREATE TABLE audit_chain (
  seq bigint PRIMARY KEY,
  entry_id bigint NOT NULL UNIQUE,
  hash bytea NOT NULL CHECK (length(hash) = 32)
);

-- Entries that are not chained yet. Transactions commit in another order than their entries have numbers, so that an
-- entry may become visible after ones with greater numbers; here it cannot be missed.
CREATE TABLE audit_pending (
  entry_id bigint PRIMARY KEY,
  since timestamptz NOT NULL DEFAULT clock_timestamp()
);
INSERT INTO audit_pending (entry_id) SELECT id FROM audit_entries;

-- The end of what was pruned, after which the chain goes on.
CREATE TABLE audit_anchor (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  seq bigint NOT NULL,
  hash bytea NOT NULL CHECK (length(hash) = 32),
  -- HMAC over both, so that only a holder of the key can move it.
  mac bytea NOT NULL CHECK (length(mac) = 32),
  pruned_at timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION note_audit_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_pending (entry_id) SELECT id FROM added;
  PERFORM pg_notify('greyoak_audit', '');
  RETURN NULL;
END
$$;
CREATE TRIGGER note_audit_entries AFTER INSERT ON audit_entries REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION note_audit_entries();

CREATE INDEX audit_entries_by_action ON audit_entries (action, at, id);
CREATE INDEX audit_entries_by_result ON audit_entries (result, at, id);
CREATE INDEX audit_entries_by_user ON audit_entries (user_id, at, id);
CREATE INDEX audit_entries_by_key ON audit_entries (api_key_id, at, id) WHERE api_key_id IS NOT NULL;
