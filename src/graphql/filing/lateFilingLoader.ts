import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import { isLateFiling } from '../../companies/filings/isLateFiling.js';
import { yearEndsOf } from '../../market/flags/resultsDue.js';
import type { FilingCategory } from '../../market/facts.js';
import type { IsoDate } from '../../scoring/names.js';
import { inOrderOfKeys, keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

/** A filing of a period. */
export interface PeriodFiling {
  readonly stockId: number;
  readonly category: FilingCategory;
  readonly periodEnd: IsoDate;
  readonly filedOn: IsoDate;
}

interface Known {
  readonly at: number;
  readonly first_filed_on: IsoDate | null;
  /** Months counted from 0. */
  readonly year_ends: readonly number[];
}

/**
 * Loads whether companies were late with filings. What counts is the first filing of the period up to then, of which the
 * outcome of a board's meeting may be one; and the ends of those years that were published up to then.
 */
export function lateFilingLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<PeriodFiling, boolean | null, string> {
  return keyedLoader(async (keys) => {
    const stocks = [...new Set(keys.map(({ stockId }) => stockId))];
    const rows = await reads.rows(sql<Known>`
      WITH years AS MATERIALIZED (
        SELECT stock_id, extract(month FROM period_end)::integer - 1 AS month, min(published_on) AS published_on
        FROM statements
        WHERE stock_id = ANY (${stocks}::integer[]) AND period = 'ANNUAL' AND superseded_in IS NULL
        GROUP BY 1, 2
      )
      SELECT asked.at,
        (SELECT min(first.filed_on) FROM filings AS first
         WHERE first.stock_id = asked.stock AND first.superseded_in IS NULL AND first.period_end = asked.period
           AND (first.category = asked.kind OR (asked.kind = 'RESULTS' AND first.category = 'BOARD_OUTCOME'))
        ) AS first_filed_on,
        ARRAY(SELECT month FROM years WHERE stock_id = asked.stock AND published_on <= asked.filed) AS year_ends
      FROM unnest(
        ${keys.map(({ stockId }) => stockId)}::integer[],
        ${keys.map(({ category }) => category)}::text[],
        ${keys.map(({ periodEnd }) => periodEnd)}::date[],
        ${keys.map(({ filedOn }) => filedOn)}::date[]
      ) WITH ORDINALITY AS asked (stock, kind, period, filed, at)`);
    return inOrderOfKeys(keys.length, rows).map(([known], place) => {
      const { category, periodEnd, filedOn } = keys[place];
      const firstFiledOn = known.first_filed_on ?? filedOn;
      const yearEnds = known.year_ends.length > 0 ? new Set(known.year_ends) : yearEndsOf([]);
      return isLateFiling({ category, periodEnd, firstFiledOn, yearEnds });
    });
  });
}
