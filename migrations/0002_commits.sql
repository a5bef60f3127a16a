-- Whoever keeps what it has read is told that there is something new (src/database/commitListener.ts). A hint without
-- a payload: it comes with the commit, several of one transaction as one, and the reader looks for itself.

CREATE FUNCTION notify_of_commit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NOTIFY greyoak_commits;
  RETURN NULL;
END
$$;

CREATE TRIGGER notify_of_commit AFTER INSERT OR UPDATE ON batches
  FOR EACH STATEMENT EXECUTE FUNCTION notify_of_commit();
CREATE TRIGGER notify_of_commit AFTER INSERT OR UPDATE ON features
  FOR EACH STATEMENT EXECUTE FUNCTION notify_of_commit();
CREATE TRIGGER notify_of_commit AFTER INSERT OR UPDATE ON runs
  FOR EACH STATEMENT EXECUTE FUNCTION notify_of_commit();
CREATE TRIGGER notify_of_commit AFTER INSERT OR UPDATE ON scored_days
  FOR EACH STATEMENT EXECUTE FUNCTION notify_of_commit();
