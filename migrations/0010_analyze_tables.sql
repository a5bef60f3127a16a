-- ANALYZE is for the owner of a table, and the service's role owns none. The service has tables analyzed after an
-- import, because the plans for its next statements would be those of small tables until autovacuum comes by.
CREATE FUNCTION analyze_tables(names text[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY names LOOP
    EXECUTE format('ANALYZE %I', name);
  END LOOP;
END
$$;
-- Without a fixed path, a caller could have it find tables of its own.
DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION analyze_tables SET search_path = %I, pg_temp', current_schema());
END
$$;
REVOKE EXECUTE ON FUNCTION analyze_tables FROM PUBLIC;
