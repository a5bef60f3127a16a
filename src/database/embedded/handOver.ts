/**
 * Gives everything that the current role owns in a database to the role `greyoak`: schemas, tables with their sequences,
 * routines and types. REASSIGN OWNED refuses to do so for the role that initdb made.
 */
export const HAND_OVER = `
  DO $$
  DECLARE statement text;
  BEGIN
    FOR statement IN
      WITH schemas AS (
        SELECT oid, nspname, nspowner FROM pg_namespace
        WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'
      ),
      me AS (SELECT oid FROM pg_roles WHERE rolname = current_user)
      SELECT format('ALTER SCHEMA %I OWNER TO greyoak', nspname) FROM schemas, me WHERE nspowner = me.oid
      UNION ALL
      SELECT format('ALTER TABLE %s OWNER TO greyoak', relation.oid::regclass)
      FROM pg_class AS relation JOIN schemas ON schemas.oid = relnamespace, me
      WHERE relowner = me.oid AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
        -- The sequence of a column has the owner of its table.
        AND NOT EXISTS (
          SELECT FROM pg_depend
          WHERE classid = 'pg_class'::regclass AND objid = relation.oid AND relkind = 'S' AND deptype IN ('a', 'i')
        )
      UNION ALL
      SELECT format('ALTER ROUTINE %s OWNER TO greyoak', routine.oid::regprocedure)
      FROM pg_proc AS routine JOIN schemas ON schemas.oid = pronamespace, me WHERE proowner = me.oid
      UNION ALL
      SELECT format('ALTER TYPE %s OWNER TO greyoak', type.oid::regtype)
      FROM pg_type AS type JOIN schemas ON schemas.oid = typnamespace LEFT JOIN pg_class ON pg_class.oid = typrelid, me
      WHERE typowner = me.oid AND (typtype IN ('e', 'd', 'r') OR relkind = 'c')
    LOOP
      EXECUTE statement;
    END LOOP;
  END $$`;
