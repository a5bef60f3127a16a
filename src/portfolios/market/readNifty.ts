import { sql, type RawBuilder } from 'kysely';
import { namesOfIndex } from '../../market/indexNameOf.js';
import type { IndexClose } from '../performance/indexReturn.js';
import type { ReadRows } from './readRows.js';

/** What portfolios are compared with. It is a price index, without dividends. */
export const BENCHMARK = 'NIFTY 50';

/**
 * Reads the closes of NIFTY 50 over a span, in ascending order.
 *
 * @param from SQL of the first day; the last close on or before it is read, too
 * @param to SQL of the last day
 */
export function readNifty(
  read: ReadRows,
  from: RawBuilder<unknown>,
  to: RawBuilder<unknown>,
): Promise<readonly IndexClose[]> {
  // Before names were made alike, an import kept them as they were given. The statement jumps from name to name in the index.
  return read(sql<IndexClose>`
    WITH RECURSIVE named AS (
      (SELECT index_name AS name FROM index_bars ORDER BY index_name LIMIT 1)
      UNION ALL
      SELECT (SELECT index_name FROM index_bars WHERE index_name > named.name ORDER BY index_name LIMIT 1)
      FROM named WHERE named.name IS NOT NULL
    ), own AS MATERIALIZED (
      SELECT name FROM named
      WHERE upper(regexp_replace(name, '\\s', '', 'g') COLLATE "C") = ANY (${namesOfIndex(BENCHMARK)}::text[])
    )
    SELECT DISTINCT ON (day) day, close::float8 AS close
    FROM index_bars
    WHERE index_name IN (SELECT name FROM own) AND superseded_in IS NULL AND day <= (${to})::date
      AND day >= coalesce((
        SELECT max(former.day) FROM index_bars AS former
        WHERE former.index_name IN (SELECT name FROM own) AND former.superseded_in IS NULL AND former.day <= (${from})::date
      ), (${from})::date)
    ORDER BY day, index_name <> ${BENCHMARK}::text`);
}
