import type pg from 'pg';
import { copyOut } from '../../database/copy.js';
import type { Ticker } from '../../scoring/names.js';
import { BAR_NUMBERS } from '../barColumns.js';
import { BarsBuilder } from '../barsBuilder.js';
import { SERIES, type TradedBars } from '../facts.js';
import type { StockIds } from './stockIds.js';

/**
 * Reads the bars of each stock, ascending by day.
 *
 * @param rows SQL of the rows, from the word FROM on. Because COPY takes no parameters, it may hold only numbers and
 *   dates that were made by us.
 */
export async function readBars(
  client: pg.ClientBase,
  ids: StockIds,
  rows: string,
): Promise<Map<Ticker, TradedBars>> {
  const builders = new Map<number, BarsBuilder>();
  const series = `CASE series ${SERIES.map((one, at) => `WHEN '${one}' THEN ${at + 1}`).join(' ')} ELSE 0 END`;
  await copyOut(
    client,
    `SELECT stock_id, day, source = 'SECONDARY', ${BAR_NUMBERS.join(', ')}, ${series} ${rows}`,
    (row) => {
      const id = row.int4();
      let builder = builders.get(id);
      if (builder === undefined) builders.set(id, (builder = new BarsBuilder()));
      builder.push(
        row.date(),
        row.bool() ? 1 : 0,
        row.numeric(),
        row.numeric(),
        row.numeric(),
        row.numeric(),
        row.numeric(),
        row.numeric(),
        row.int4(),
      );
    },
  );
  const bars = new Map<Ticker, TradedBars>();
  for (const [id, builder] of [...builders].sort(([a], [b]) => a - b)) {
    bars.set(ids.tickerOf(id), builder.build());
    builders.delete(id);
  }
  return bars;
}
