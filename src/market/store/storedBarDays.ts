import type pg from 'pg';
import type { Ticker } from '../../scoring/names.js';
import { dayOf, isoOf } from '../day.js';
import type { BarDays } from '../imports/barDays.js';
import type { StockIds } from './stockIds.js';

/** Returns the days on which stocks have current bars in the store. */
export function storedBarDays(client: pg.ClientBase, ids: StockIds): BarDays {
  return {
    async lastBefore(day) {
      const { rows } = await client.query<{ day: string | null }>(
        'SELECT max(day)::text AS day FROM bars WHERE day < $1 AND superseded_in IS NULL',
        [isoOf(day)],
      );
      return rows[0].day === null ? -Infinity : dayOf(rows[0].day);
    },
    async stocksOn(day): Promise<Ticker[]> {
      const { rows } = await client.query<{ id: number }>(
        'SELECT stock_id AS id FROM bars WHERE day = $1 AND superseded_in IS NULL',
        [isoOf(day)],
      );
      return rows.map(({ id }) => ids.tickerOf(id));
    },
  };
}
