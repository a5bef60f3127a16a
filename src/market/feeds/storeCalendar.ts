import type pg from 'pg';
import { withConnection } from '../../database/withConnection.js';
import { TradingCalendar } from '../calendar.js';
import { holidays } from '../datasets/holidays.js';
import { nseCalendar } from '../imports/nseCalendar.js';
import { factsAsRecorded } from '../store/recordFacts.js';
import { stockIds } from '../store/stockIds.js';

/** Reads the calendar of the store. The shipped one stands behind it, as a store without an import has none. */
export async function storeCalendar(pool: pg.Pool): Promise<TradingCalendar> {
  const shipped = await nseCalendar();
  return withConnection(pool, async (client) => {
    const stored = await factsAsRecorded(client, holidays.table, await stockIds(client));
    // Later entries of a day replace earlier ones.
    return new TradingCalendar([...shipped, ...stored.filter(({ shipped: isShipped }) => !isShipped)]);
  });
}
