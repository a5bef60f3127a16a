import type pg from 'pg';
import type { Ticker } from '../../scoring/names.js';
import type { Sessions } from '../calendar.js';
import { actions } from '../datasets/actions.js';
import { isoOf } from '../day.js';
import { flagsOf } from '../flags/flagsOf.js';
import type { BarsToRecord } from '../imports/judgedBars.js';
import type { Flag } from '../imports/refusal.js';
import { arePricesAdjusted } from './marketKind.js';
import { factsAsRecorded } from './recordFacts.js';
import type { StockIds } from './stockIds.js';

/**
 * Returns what is odd about the bars that a batch wrote, and about the actions whose first bar they are, ascending by
 * ticker.
 *
 * @param written the places of these bars among those that were given
 */
export async function flagsOfWritten(
  client: pg.ClientBase,
  ids: StockIds,
  { file, lines, seen }: BarsToRecord,
  written: ReadonlyMap<Ticker, readonly number[]>,
  sessions: Sessions,
): Promise<Flag[]> {
  if (written.size === 0) return [];
  const adjusted = await arePricesAdjusted(client);
  const actionsOf = actions.group(await factsAsRecorded(client, actions.table, ids));
  const flags: Flag[] = [];
  for (const [ticker, places] of [...written].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const stock = seen.get(ticker);
    if (stock === undefined) continue;
    const odd = flagsOf(stock.bars, actionsOf.get(ticker) ?? [], sessions, adjusted);
    if (odd.length === 0) continue;
    const lineAt = new Map(places.map((place) => [stock.placeOf(place), lines.get(ticker)?.[place] ?? 0]));
    for (const { kind, day, at, detail } of odd) {
      const line = lineAt.get(at);
      if (line === undefined) continue;
      flags.push({ file, line, kind, ticker, date: isoOf(day), metric: '', detail });
    }
  }
  return flags;
}
