import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { FlagKind } from '../../market/imports/refusal.js';
import { knownAt } from '../../market/store/knownAt.js';
import type { IsoDate } from '../../scoring/names.js';
import type { LoaderSources } from '../loaders.js';
import { momentLoader, type StockMoment } from '../momentLoader.js';

/** A flag of a row that counts: that of a row that was corrected is gone with it. */
export interface FactFlag {
  readonly kind: FlagKind;
  readonly detail: string;
  /** The end of the period of the row. */
  readonly day: IsoDate;
  /** When the row was published, which tells as of which days the flag is known. */
  readonly published_on: IsoDate;
}

type FlagsLoader = (
  sources: Pick<LoaderSources, 'reads'>,
) => DataLoader<StockMoment, readonly FactFlag[], string>;

/**
 * Makes the factory of a loader of the flags of what companies published.
 *
 * @param table a table whose rows are of periods
 * @param end its column of the ends of periods
 */
export function factFlagsLoader(
  table: 'fundamentals' | 'shareholding' | 'statements',
  end: 'period_end' | 'quarter_end',
): FlagsLoader {
  // A flag of a statement is of its metric, or of all metrics of the period.
  const isOfMetric =
    table === 'statements' ? sql`(flagged.metric = '' OR flagged.metric = fact.metric)` : sql`true`;
  return ({ reads }) =>
    momentLoader(async (keys, moment) => {
      const stocks = keys.map(({ stockId }) => stockId);
      const rows = await reads.rows(sql<FactFlag & { readonly stock_id: number }>`
        SELECT flagged.stock_id, flagged.kind, flagged.detail, flagged.day, min(fact.published_on) AS published_on
        FROM flagged_rows AS flagged
        JOIN ${sql.table(table)} AS fact
          ON fact.stock_id = flagged.stock_id AND ${sql.ref(`fact.${end}`)} = flagged.day
            AND fact.recorded_in = flagged.batch_id AND ${isOfMetric} AND ${knownAt('fact', moment)}
        WHERE flagged.stock_id = ANY (${stocks}::integer[])
        GROUP BY flagged.stock_id, flagged.kind, flagged.detail, flagged.day, flagged.metric
        ORDER BY flagged.day, flagged.kind, flagged.metric`);
      const lists = new Map<number, FactFlag[]>(stocks.map((stock) => [stock, []]));
      for (const row of rows) lists.get(row.stock_id)?.push(row);
      return stocks.map((stock) => lists.get(stock) ?? []);
    });
}
