import type pg from 'pg';
import type { Day, Ticker } from '../../scoring/names.js';
import { joinBars } from '../barColumns.js';
import { isoOf } from '../day.js';
import type { TradedBars } from '../facts.js';
import type { KnownBars } from '../imports/judgedBars.js';
import { readBars } from './readBars.js';
import { asRecorded } from './recordFacts.js';
import type { StockIds } from './stockIds.js';
import { storedBarDays } from './storedBarDays.js';
import { storedBars } from './storedBars.js';

/** A run of equal closes is told from a longer one by its ten bars and the one before; the others look back one bar. */
const BARS_BEFORE = 12;

/**
 * Reads the current bars that given ones are judged against: of the same stocks, those from the first given day to the
 * last, and the last twelve before.
 *
 * @param newest the newest day with a bar; null where the store has no bars, and nothing is read
 */
export async function knownBars(
  client: pg.ClientBase,
  ids: StockIds,
  given: ReadonlyMap<Ticker, TradedBars>,
  newest: Day | null,
): Promise<KnownBars> {
  const days = storedBarDays(client, ids);
  if (newest === null || given.size === 0) return { days, bars: new Map() };
  const [from, to] = spanOf(given);
  const stocks = [...given.keys()].map(ids.idOf);
  const bars = await readBars(
    client,
    ids,
    `FROM unnest('{${stocks.join(',')}}'::int4[]) AS asked (id), LATERAL (
       SELECT * FROM bars WHERE stock_id = id AND day < '${isoOf(from)}' AND ${asRecorded(undefined)}
       ORDER BY day DESC LIMIT ${BARS_BEFORE}
     ) AS before`,
  );
  if (newest < from) return { days, bars };
  for (const [ticker, within] of await storedBars(client, ids, { stocks, from, to })) {
    const before = bars.get(ticker);
    bars.set(ticker, before === undefined ? within : joinBars(before, before.day.length, within));
  }
  return { days, bars };
}

function spanOf(bars: ReadonlyMap<Ticker, TradedBars>): [from: Day, to: Day] {
  let [from, to] = [Infinity, -Infinity];
  for (const { day } of bars.values()) {
    from = Math.min(from, day[0]);
    to = Math.max(to, day[day.length - 1]);
  }
  return [from, to];
}
