import type pg from 'pg';
import { isoOf } from '../day.js';
import type { MarketDays } from '../imports/prices.js';
import type { StockIds } from './stockIds.js';

/**
 * Records what a file of all stocks of an exchange says of those without a bar, from which the causes of gaps are told.
 *
 * @param client is in the transaction of the batch
 * @param days undefined where a file is of single stocks
 */
export async function recordMarketDays(
  client: pg.ClientBase,
  days: MarketDays | undefined,
  ids: StockIds,
  batch: number,
): Promise<void> {
  if (days === undefined) return;
  const { exchange, shares, otherSeries } = days;
  await client.query(
    `INSERT INTO market_days (exchange, day, shares, recorded_in)
     SELECT $1, day, shares, $2 FROM unnest($3::date[], $4::int4[]) AS given (day, shares)`,
    [exchange, batch, [...shares.keys()].map(isoOf), [...shares.values()]],
  );
  await client.query(
    `INSERT INTO other_series (stock_id, day, series, recorded_in)
     SELECT stock_id, day, series, $1 FROM unnest($2::int4[], $3::date[], $4::text[]) AS given (stock_id, day, series)
     ON CONFLICT DO NOTHING`,
    [
      batch,
      otherSeries.map(({ ticker }) => ids.idOf(ticker)),
      otherSeries.map(({ day }) => isoOf(day)),
      otherSeries.map(({ series }) => series),
    ],
  );
}
