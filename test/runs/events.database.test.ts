import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Database } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/openDatabase.js';
import { scoreSpan, type SpanOptions } from '../../src/runs/scoreSpan.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import { MODES } from '../../src/scoring/names.js';
import { closeTestDatabases } from '../support/database/testDatabase.js';
import { removeFolders } from '../support/market/folder.js';
import { Copies } from '../support/runs/copies.js';
import { anyCorrection, type Correction } from '../support/runs/corrections.js';
import { checkEvents } from '../support/runs/eventModel.js';
import { filesOf, marketOver, sessionsFrom } from '../support/market/market.js';
import { importFiles } from '../support/runs/store.js';

const [sessions, setup] = await Promise.all([sessionsFrom('2024-05-02', 50), loadSetup()]);

let copies: Copies;
beforeAll(async () => {
  copies = await Copies.of(async (database) => {
    await importFiles(database, filesOf(marketOver(sessions, 'events')));
  });
}, 60_000);
afterEach(async () => {
  await copies.close();
  await removeFolders();
});
afterAll(closeTestDatabases);

type Step = Correction | SpanOptions;

const anySpan: fc.Arbitrary<SpanOptions> = fc
  .record({
    days: fc.tuple(fc.constantFrom(...sessions), fc.constantFrom(...sessions)),
    mode: fc.constantFrom(undefined, undefined, ...MODES),
    again: fc.boolean(),
    recheck: fc.boolean(),
  })
  .map(({ days, mode, again, recheck }) => {
    const [from, to] = [...days].sort();
    return { from, to, again, recheck, ...(mode && { mode }) };
  });

async function take(database: Database, step: Step): Promise<void> {
  if ('rows' in step) await importFiles(database, filesOf(step.rows));
  else await scoreSpan(database.pool, setup, step);
}

describe('the log of events', () => {
  test('holds what differs from the former score, whatever is scored in whatever order', async () => {
    let single = 0;
    const steps = fc.array(fc.oneof(anySpan, anySpan, anyCorrection(sessions)), {
      minLength: 5,
      maxLength: 10,
    });
    await fc.assert(
      fc.asyncProperty(steps, async (drawn) => {
        const database = await copies.open();
        for (const step of [...drawn, {}]) {
          await take(database, step);
          if ('mode' in step) single++;
        }
        expect(await checkEvents(database)).toBeGreaterThan(0);
        await copies.close();
        await removeFolders();
      }),
      { numRuns: 10, seed: 42, endOnFailure: true },
    );
    expect(single).toBeGreaterThan(3);
  }, 240_000);

  test('begins with every first score, which has no former one', async () => {
    const database = await copies.open();
    const day = { from: sessions[10], to: sessions[10] };
    const { runs } = await scoreSpan(database.pool, setup, day);
    // Sixteen stocks but the one that is listed later, in two modes.
    expect(runs).toEqual([
      { id: 1, day: sessions[10], changed: 30, bandsChanged: 0, again: false, risksAlone: false },
    ]);
    const { rows } = await database.pool.query(
      `SELECT count(*)::int AS events, count(previous_value)::int AS values, count(previous_band)::int AS bands,
         min(position) AS first, max(position) AS last FROM scores WHERE position IS NOT NULL`,
    );
    expect(rows).toEqual([{ events: 30, values: 0, bands: 0, first: 1, last: 30 }]);
    expect(await checkEvents(database)).toBe(30);
    // An earlier day: what was scored for a later one is no former score.
    await scoreSpan(database.pool, setup, { from: sessions[5], to: sessions[5] });
    expect(await checkEvents(database)).toBe(60);
  }, 60_000);

  test('is one log where two processes score at once', async () => {
    const one = await copies.open();
    const other = await openDatabase({ url: await urlOf(one), home: '' });
    try {
      const whole = await Promise.all([scoreSpan(one.pool, setup), scoreSpan(other.pool, setup)]);
      const days = whole.flatMap(({ runs }) => runs.map(({ day }) => day));
      expect(days.sort()).toEqual(sessions);
      const last = await checkEvents(one);

      const span = { from: sessions[20], to: sessions[30] };
      const more = await Promise.all([
        scoreSpan(one.pool, setup, { ...span, again: true }),
        scoreSpan(other.pool, setup, { ...span, again: true }),
        scoreSpan(other.pool, setup, { mode: 'TRADER' }),
      ]);
      expect(more.map(({ runs }) => runs.length)).toEqual([11, 11, 0]);
      expect(await checkEvents(one)).toBe(last);
    } finally {
      await other.close();
    }
  }, 60_000);
});

async function urlOf({ pool }: Database): Promise<string> {
  const { connectionString } = pool.options;
  if (connectionString === undefined) throw new Error('the test database has no URL');
  return connectionString;
}
