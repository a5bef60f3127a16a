import { barOriginLoader } from '../../../src/graphql/bar/barOriginLoader.js';
import { barCountLoader, barsLoader, type BarRow } from '../../../src/graphql/bar/barLoaders.js';
import type { GraphqlContext } from '../../../src/graphql/context.js';
import { keyedLoader } from '../../../src/graphql/keyedLoader.js';
import { portfolioListing } from '../../../src/graphql/portfolio/portfolioLoaders.js';
import { historyCountLoader, historyLoader } from '../../../src/graphql/score/historyLoaders.js';
import { spellLoader } from '../../../src/graphql/scoreChange/spellLoader.js';
import { searchLoader } from '../../../src/graphql/search/searchLoader.js';
import { momentumLoader } from '../../../src/graphql/sector/sectorLoaders.js';
import type { IsoDate } from '../../../src/scoring/names.js';
import { DAY } from '../days/day.js';
import { sessionLoader } from '../../../src/graphql/health/sessionLoader.js';
import { rowsOf } from '../days/storedRows.js';
import { given, RUN, stubContext } from './stubContext.js';

const BARS: readonly BarRow[] = ['2024-10-08', '2024-10-07'].map((day, k) => ({
  day: day as IsoDate,
  open: 100 + k,
  high: 110.5,
  low: 95,
  close: 101 + k,
  volume: 12_000,
  value: k === 0 ? null : 1_212_000,
}));

const ORIGIN = { source: 'PRIMARY', series: null, recorded_at: '2024-10-08T12:00:00.000Z' } as const;

const ROWS = {
  TRADER: rowsOf(DAY, 'TRADER', RUN.id),
  INVESTOR: rowsOf(DAY, 'INVESTOR', RUN.id),
};

/** Whether a day is on a page that lies between a newer and an older day. */
const isBetween = (day: IsoDate, after: IsoDate | null, before: IsoDate | null): boolean =>
  (after === null || day < after) && (before === null || day > before);

const known = <Key extends object, Value>(valueOf: (key: Key) => Value) =>
  keyedLoader<Key, Value>((keys) => Promise.resolve(keys.map(valueOf)));

/** A market in memory that answers every query: with books, bars and histories, and without facts and features. */
export async function memoryContext(): Promise<GraphqlContext> {
  const context = stubContext(
    [
      given(
        barsLoader,
        known(({ limit, after, before }) =>
          BARS.filter(({ day }) => isBetween(day, after, before)).slice(0, limit),
        ),
      ),
      given(
        barOriginLoader,
        known(() => new Map(BARS.map(({ day }) => [day, ORIGIN]))),
      ),
      given(
        barCountLoader,
        known(() => BARS.length),
      ),
      given(
        historyLoader,
        known(({ stockId, mode, limit, after, before }) =>
          ROWS[mode]
            .filter((row) => row.stock_id === stockId && isBetween(row.day, after, before))
            .slice(0, limit),
        ),
      ),
      given(
        historyCountLoader,
        known(() => 1),
      ),
      given(portfolioListing, { page: () => Promise.resolve([]), count: () => Promise.resolve(0) }),
      given(
        spellLoader,
        known(({ day }) => ({ at: 1, since: day, sessions: 1, flips: 0 })),
      ),
      given(
        searchLoader,
        known(({ mode }) => ({ mode, model: null, hits: [] })),
      ),
      given(
        sessionLoader,
        known(() => null),
      ),
      given(
        momentumLoader,
        known(({ sector }) => (sector === 'energy' ? { day: RUN.day, z: 0.25, score: 56.25 } : null)),
      ),
    ],
    () => Promise.resolve([]),
  );
  // Which of several errors is met first does not depend on who reads a book first.
  await context.books.fetch([
    { runId: RUN.id, mode: 'TRADER' },
    { runId: RUN.id, mode: 'INVESTOR' },
  ]);
  return context;
}
