import type pg from 'pg';
import type { FactDataset } from '../datasets/dataset.js';
import { writtenFlags } from '../flags/writtenFlags.js';
import type { WrittenFacts } from '../flags/writtenFacts.js';
import type { FactsOnLines } from '../imports/factsOnLines.js';
import type { Flag } from '../imports/refusal.js';
import { arePricesAdjusted } from './marketKind.js';
import type { Recorded } from './recordFacts.js';
import type { StockIds } from './stockIds.js';
import { storedBars } from './storedBars.js';
import { newestBarDay, storedSessions } from './storedCalendar.js';

/** Returns what is odd about the facts that a batch wrote, judged against those of the store. */
export async function flagsOfFacts<Fact>(
  client: pg.ClientBase,
  ids: StockIds,
  dataset: FactDataset<string, Fact>,
  read: FactsOnLines<Fact>,
  { written, updated, current }: Recorded<Fact>,
): Promise<Flag[]> {
  if (dataset.flags === undefined || written.length === 0) return [];
  let counted: Promise<readonly [newest: number, ordinalBefore: (day: number) => number]> | null = null;
  const countSessions = async () => {
    const sessions = await storedSessions(client, ids);
    const newest = sessions.countUpTo((await newestBarDay(client)) ?? -Infinity);
    return [newest, (day: number) => sessions.countUpTo(day - 1)] as const;
  };
  const facts: WrittenFacts<Fact> = {
    written,
    formerOf: new Map(updated.map(({ fact, former }) => [fact, former])),
    known: current(),
    barsOf: async (stocks) => ({
      bars: await storedBars(client, ids, { stocks: stocks.map(ids.idOf) }),
      sessions: await storedSessions(client, ids),
      pricesAdjusted: await arePricesAdjusted(client),
    }),
    sessionsFrom: async (day) => {
      const [newest, before] = await (counted ??= countSessions());
      return Math.max(0, newest - before(day));
    },
  };
  return writtenFlags(dataset, read, facts);
}
