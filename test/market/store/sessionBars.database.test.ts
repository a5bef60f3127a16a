/** The table that tells which sessions have quorum equals a computation from scratch, whatever changes. */
import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { applySessionQuorum } from '../../../src/market/store/applySessionQuorum.js';
import { importBars } from '../../../src/market/store/importBars.js';
import { importFolder } from '../../../src/market/store/importFolder.js';
import type { IsoDate } from '../../../src/scoring/names.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { csv, day, fileOf, HEADER, removeFolders, writeFolder } from '../../support/market/folder.js';
import { sessionsFrom, TICKERS } from '../../support/market/market.js';
import { judgedSessions } from '../../support/market/quorumModel.js';

const sessions = await sessionsFrom('2024-05-02', 24);
const stocks = TICKERS.slice(0, 5);
const today = day('2026-11-20');

afterAll(async () => {
  await closeTestDatabases();
  await removeFolders();
});

type Change =
  | { readonly bars: readonly (readonly [stock: string, session: IsoDate])[] }
  | { readonly holiday: IsoDate; readonly kind: 'HOLIDAY' | 'SESSION' }
  | { readonly share: number };

const session = fc.constantFrom(...sessions);
const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      bars: fc.array(fc.tuple(fc.constantFrom(...stocks), session), { maxLength: 12 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ bars: fc.tuple(fc.tuple(fc.constantFrom(...stocks), session)) }) },
  { weight: 1, arbitrary: fc.record({ holiday: session, kind: fc.constantFrom('HOLIDAY', 'SESSION') }) },
  { weight: 1, arbitrary: fc.record({ share: fc.constantFrom(0, 30, 50, 100) }) },
);

test('the quorum of each session is as from the beginning, after any changes of bars, calendar and share', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 12, maxLength: 24 }), async (changes) => {
      const { pool } = await openTestDatabase();
      const take = async (files: Parameters<typeof writeFolder>[0]) =>
        importFolder(pool, await writeFolder(files), { today });
      await take(fileOf('companies', ...stocks.map((stock) => `${stock},${stock} Ltd.,,Power,`)));
      const known = new Map<IsoDate, Set<string>>();
      const closed = new Set<IsoDate>();
      let share = 50;
      await applySessionQuorum(pool, share / 100);
      for (const one of changes) {
        if ('share' in one) {
          share = one.share;
          await applySessionQuorum(pool, share / 100);
        } else if ('holiday' in one) {
          await take({ 'holidays.csv': csv(HEADER.holidays, `${one.holiday},${one.kind},`) });
          if (one.kind === 'HOLIDAY') closed.add(one.holiday);
          else closed.delete(one.holiday);
        } else {
          const open = one.bars.filter(([, date]) => !closed.has(date));
          const prices = { open: 10, high: 10, low: 10, close: 10, volume: 5, value: null };
          await importBars(
            pool,
            open.map(([ticker, date]) => ({ ticker, date, ...prices })),
            { today },
          );
          for (const [stock, date] of open) known.set(date, (known.get(date) ?? new Set()).add(stock));
        }
        const { rows } = await pool.query(
          'SELECT day::text, bars, of_former, expected, has_quorum FROM session_bars ORDER BY day',
        );
        const traded = new Map([...known].filter(([date]) => !closed.has(date)));
        expect(rows).toEqual(judgedSessions(traded, share));
      }
    }),
    { numRuns: 4, endOnFailure: true },
  );
}, 60_000);
