import type pg from 'pg';
import { noteManyRows } from '../../database/statistics.js';
import { inTransaction } from '../../database/transaction.js';
import { EARLIER_HORIZONS, FEATURES, type Day } from '../../scoring/names.js';
import { isoOf } from '../day.js';
import { featureRows, sharedFacts, type SharedFacts } from './featureRows.js';
import { storedBars } from './storedBars.js';

/** The place of each column that is filled. */
const FILLED = EARLIER_HORIZONS.map((name) => FEATURES.indexOf(name));

/**
 * Fills columns that a migration added to stored features, in place: nothing else of the rows changes, and nothing is
 * superseded. Some stocks are one transaction, so that the others stay noted where it is stopped.
 *
 * @param client holds the lock of facts
 * @param atOnce stocks of one transaction
 * @returns how many stocks were filled
 */
export async function fillFeatures(client: pg.ClientBase, atOnce: number): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    'SELECT stock_id AS id FROM features_to_fill ORDER BY stock_id',
  );
  if (rows.length === 0) return 0;
  const market = await sharedFacts(client);
  let filled = 0;
  for (let done = 0; done < rows.length; done += atOnce) {
    const some = rows.slice(done, done + atOnce).map(({ id }) => id);
    filled += await inTransaction(client, () => fillStocks(client, market, some));
  }
  await noteManyRows(client, filled, 'features');
  return rows.length;
}

async function fillStocks(
  client: pg.ClientBase,
  market: SharedFacts,
  stocks: readonly number[],
): Promise<number> {
  let filled = 0;
  const bars = await storedBars(client, market.ids, { stocks });
  for (const id of stocks) {
    const ticker = market.ids.tickerOf(id);
    const traded = bars.get(ticker);
    if (traded === undefined) continue;
    const days: Day[] = [];
    const values: (number | null)[][] = FILLED.map(() => []);
    for (const row of featureRows(id, traded, market.actions.get(ticker) ?? [], market, -Infinity)) {
      if (FILLED.every((at) => Number.isNaN(row.values[at]))) continue;
      days.push(row.day);
      FILLED.forEach((at, k) => values[k].push(Number.isNaN(row.values[at]) ? null : row.values[at]));
    }
    const { rowCount } = await client.query(
      `UPDATE features SET ret_63_21d = filled.ret_63_21d, ret_126_21d = filled.ret_126_21d
       FROM unnest($2::date[], $3::float8[], $4::float8[]) AS filled (day, ret_63_21d, ret_126_21d)
       WHERE stock_id = $1 AND features.day = filled.day AND superseded_in IS NULL`,
      [id, days.map(isoOf), ...values],
    );
    filled += rowCount ?? 0;
  }
  await client.query('DELETE FROM features_to_fill WHERE stock_id = ANY ($1)', [stocks]);
  return filled;
}
