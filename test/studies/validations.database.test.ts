/** Validation from the store to the API, over a small market that a test made. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { anonymousAt, rightsTo } from '../../src/access/caller.js';
import type { Database } from '../../src/database/database.js';
import { createContext } from '../../src/graphql/context.js';
import { enqueue } from '../../src/jobs/enqueue.js';
import { validateScores } from '../../src/studies/tasks/validateScores.js';
import { dueModes } from '../../src/studies/validations/dueModes.js';
import { readPanels } from '../../src/studies/validations/readPanels.js';
import { requestOf } from '../../src/studies/validations/requestOf.js';
import { validateInThread } from '../../src/studies/validations/validateInThread.js';
import { validateJob } from '../../src/studies/validations/validateJob.js';
import { validateMode } from '../../src/studies/validations/validateMode.js';
import { asOwner, closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { dataOf } from '../support/graphql/execute.js';
import { apiOver, closeApis, type TestApi } from '../support/http/api.js';
import { start, stopAll, untilEmpty } from '../support/jobs/workers.js';
import { eventually } from '../support/time/eventually.js';
import { METHOD, scoredMarket, storeScoredMarket } from '../support/validation/scoredMarket.js';

const SESSIONS = scoredMarket(45);
const INVESTOR = { methodName: METHOD, mode: 'INVESTOR' } as const;
const ALL = { universes: ['ALL_SCORED'], from: null, to: null, warm: null } as const;

let database: Database;
let api: TestApi;
beforeAll(async () => {
  database = await openTestDatabase();
  await storeScoredMarket(database, SESSIONS);
  api = await apiOver(database);
}, 60_000);
beforeEach(() => database.pool.query('DELETE FROM validated_modes'));
afterEach(stopAll);
afterAll(async () => {
  await closeApis();
  await closeTestDatabases();
});

interface Stored {
  readonly count: number;
  readonly hash: string;
  readonly at: Date;
}

async function stored(): Promise<Stored | null> {
  const { rows } = await database.pool.query<Stored>(
    `SELECT inputs_hash AS hash, computed_at AS at, (SELECT count(*)::int4 FROM validations) AS count FROM validated_modes`,
  );
  return rows.at(0) ?? null;
}

describe('the panels', () => {
  test('hold closes that are adjusted, and NaN where there is no bar', async () => {
    const { market } = await readPanels(database.pool, INVESTOR);
    expect(market.days).toEqual(SESSIONS.map(({ day }) => day));
    expect(market.tickers).toEqual(Array.from('ABCDEFGHIJKLMNOPQRSTUVWX'));
    const closeOf = (ticker: string, session: number) =>
      Number(SESSIONS[session].closes.get(ticker as never)) / 10_000;
    // A is split 2 for 1 on the fifth session.
    expect(market.closes[3]).toBe(closeOf('A', 3) / 2);
    expect(market.closes[4]).toBe(closeOf('A', 4));
    expect(market.tradedValues[3]).toBe(closeOf('A', 3));
    expect(market.closes[45 + 5]).toBeNaN();
    expect(market.closes[45 + 6]).toBe(closeOf('B', 6));
    expect(market.closes[23 * 45 + 7]).toBeNaN();
    expect(Array.from(market.indexCloses.subarray(0, 4))).toEqual([20_000, 20_010, NaN, 20_030]);
  });

  test('hold scores by session and then by security', async () => {
    const { market, scores, from, to } = await readPanels(database.pool, INVESTOR);
    expect([from, to]).toEqual([SESSIONS[0].day, SESSIONS[44].day]);
    expect(scores.firstOf).toHaveLength(46);
    for (const [session, { scores: given }] of SESSIONS.entries()) {
      const rows = Array.from({ length: scores.firstOf[session + 1] - scores.firstOf[session] }, (_, k) => {
        const row = scores.firstOf[session] + k;
        return [
          market.tickers[scores.security[row]],
          scores.figures.VALUE[row] / 100_000,
          scores.sectors[scores.sector[row]],
          scores.penalised[row],
        ];
      });
      const expected = given.map(({ ticker, score, sector }) => {
        const value = Number(score.over) / Number(score.under);
        return [ticker, value, sector, value < 20 ? 1 : 0];
      });
      expect(rows).toEqual(expected.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
    }
  });

  test('of a method without scores are refused', async () => {
    await expect(readPanels(database.pool, { methodName: 'x', mode: 'TRADER' })).rejects.toThrow(
      'Expected scores of the method "x" and TRADER, got none: name a method that is scored.',
    );
  });
});

describe('a thread', () => {
  test('gives the same bytes twice, and nothing for inputs that are known', async () => {
    const ask = async (known: string | null) => {
      const panels = await readPanels(database.pool, INVESTOR);
      const { market, scores } = panels;
      return validateInThread({ market, scores, request: requestOf(panels, ALL), known });
    };
    const [first, second] = [await ask(null), await ask(null)];
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    expect(first.result?.validations.length).toBeGreaterThan(0);
    expect(await ask(first.inputsHash)).toEqual({ inputsHash: first.inputsHash, result: null });
  });

  test('is ended with its signal', async () => {
    const { market, scores, validatedFrom } = await readPanels(database.pool, INVESTOR);
    const request = requestOf({ market, validatedFrom }, ALL);
    const end = new AbortController();
    const asked = validateInThread({ market, scores, request, known: null }, end.signal);
    end.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
  });
});

describe('the request', () => {
  const days = ['2024-01-01', '2024-06-03', '2025-02-03'] as const;
  const market = {
    days,
    tickers: [],
    closes: new Float64Array(),
    tradedValues: new Float64Array(),
    indexCloses: new Float64Array(),
  };
  const spans = (validatedFrom: string | null, from: string | null, to: string | null) =>
    requestOf(
      { market: market as never, validatedFrom: validatedFrom as never },
      {
        ...{ universes: ['ALL_SCORED'], warm: '2024-02-05' as never },
        ...{ from: from as never, to: to as never },
      },
    ).spans.map(({ window, year, from, to }) => [window, year, from, to]);

  test('has a window from the day on from which the method is validated', () => {
    expect(spans('2024-03-01', null, null)).toContainEqual(['CUSTOM', null, '2024-03-01', '2025-02-03']);
    expect(spans('2024-02-01', null, null).map(([window]) => window)).not.toContain('CUSTOM');
    // A method whose first day is still to come.
    expect(spans('2026-08-22', null, null).map(([window]) => window)).not.toContain('CUSTOM');
  });

  test('keeps within the days that are asked for', () => {
    expect(spans(null, '2024-05-01', '2024-12-01')).toEqual([
      ['ALL', null, '2024-05-01', '2024-12-01'],
      ['WARM', null, '2024-05-01', '2024-12-01'],
      ['HOLD_OUT', null, '2024-05-01', '2024-12-01'],
      ['YEAR', 2024, '2024-05-01', '2024-12-01'],
    ]);
  });
});

describe('the job', () => {
  const work = () => start(database, [validateScores], { services: null });
  const queue = () => enqueue(database.pool, validateJob, {});

  test('stores figures of all universes, windows and horizons once', async () => {
    expect(await dueModes(database.pool)).toEqual([INVESTOR]);
    await queue();
    await work();
    await untilEmpty(database);
    const first = await stored();
    // Three universes and four horizons of ALL, HOLD_OUT and the year 2024; no stock has a 200-day average.
    expect(first?.count).toBeGreaterThan(0);
    expect(await dueModes(database.pool)).toEqual([]);
    await queue();
    await untilEmpty(database);
    expect(await stored()).toEqual(first);
    // Figures of the same inputs are not computed again where they are due.
    expect(await validateMode(database.pool, INVESTOR)).toBe(false);
    expect(await stored()).toEqual(first);
    // Nor are they read again each hour where another method gives the same scores.
    await database.pool.query(`UPDATE validated_modes SET method_hash = 'other'`);
    expect(await validateMode(database.pool, INVESTOR)).toBe(false);
    expect(await dueModes(database.pool)).toEqual([]);
  });

  test.each([
    ['a session of a later month is final', `UPDATE validated_modes SET to_day = '2024-01-31'`],
    ['the method has other parameters', `UPDATE validated_modes SET method_hash = 'other'`],
  ])('is due where %s', async (_when, change) => {
    await validateMode(database.pool, INVESTOR);
    expect(await dueModes(database.pool)).toEqual([]);
    await database.pool.query(change);
    expect(await dueModes(database.pool)).toEqual([INVESTOR]);
  });

  test('waits for scores that are being computed, and for final ones', async () => {
    await enqueue(database.pool, { ...validateJob, name: 'rescore_outdated' }, {});
    expect(await dueModes(database.pool)).toEqual([]);
    await asOwner(database, 'DELETE FROM graphile_worker._private_jobs');
    await asOwner(database, 'UPDATE runs SET provisional = true');
    expect(await dueModes(database.pool)).toEqual([]);
    await asOwner(database, 'UPDATE runs SET provisional = false');
    expect(await dueModes(database.pool)).toEqual([INVESTOR]);
  });

  test('stores nothing that is cancelled', async () => {
    await expect(
      validateMode(database.pool, INVESTOR, AbortSignal.abort(new Error('enough'))),
    ).rejects.toThrow('enough');
    expect(await stored()).toBeNull();
  });

  test('is done by another worker where its process was killed in the middle', async () => {
    // A lock keeps the worker within the transaction in which it stores figures.
    const holder = await database.pool.connect();
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE validations IN SHARE ROW EXCLUSIVE MODE');
    await queue();
    const script = fileURLToPath(new URL('validatingWorker.js', import.meta.url));
    const child = spawn(process.execPath, [script, String(database.pool.options.connectionString)], {
      stdio: 'inherit',
    });
    await eventually(async () => {
      const waiting = `SELECT FROM pg_locks WHERE NOT granted AND relation = 'validations'::regclass`;
      return (await database.pool.query(waiting)).rows.length > 0;
    });
    child.kill('SIGKILL');
    await once(child, 'exit');
    await holder.query('ROLLBACK');
    holder.release();
    expect(await stored()).toBeNull();
    await work();
    await untilEmpty(database);
    expect((await stored())?.count).toBeGreaterThan(0);
  }, 60_000);
});

describe('Method.validation', () => {
  const caller = anonymousAt('192.0.2.1', rightsTo(['SCORES_READ']));
  const ask = async (fields: string): Promise<Record<string, unknown>> => {
    const { method } = await dataOf(await createContext(api.services, caller), `{ method { ${fields} } }`);
    return method as Record<string, unknown>;
  };

  test('is null, and the verdict is NOT_YET, before anything was validated', async () => {
    expect(
      await ask(
        'validation(mode: INVESTOR, window: ALL) { sessions } verdict(mode: INVESTOR) { evidence sentence }',
      ),
    ).toEqual({
      validation: null,
      verdict: {
        evidence: 'NOT_YET',
        sentence: expect.stringContaining('nothing was validated yet') as unknown,
      },
    });
  });

  test('has the stored figures, and nulls for what was not computed', async () => {
    await validateMode(database.pool, INVESTOR);
    const { found, ...others } = await ask(`
      found: validation(mode: INVESTOR, horizon: 5, universe: ALL_SCORED, window: ALL) {
        methodName mode horizon universe window from to sessions inputsHash
        ics { figure sessions ic { mean lower upper } neutral { mean } byYear { year ic } }
        deciles { deciles { decile excess } } ofWeighted: deciles(figure: WEIGHTED) { sessions }
        bands { band n share } transitions { from to after share } spells { band n }
        rules { guardrail penalty cappedBuys n movedVsKept { mean } } benchmarks { name } sectors { sector ic }
        autocorrelation { figure sessions value } buyMinusAvoid { mean } flipsPerYear notScored
      }
      horizon: validation(mode: INVESTOR, horizon: 7, window: ALL) { sessions }
      greatest: validation(mode: INVESTOR, horizon: 2147483647, window: ALL) { sessions }
      warm: validation(mode: INVESTOR, horizon: 5) { sessions }
      mode: validation(mode: TRADER, horizon: 5, window: ALL) { sessions }
      year: validation(mode: INVESTOR, horizon: 5, window: YEAR) { sessions }
      other: validation(mode: INVESTOR, horizon: 5, window: YEAR, year: 1999) { sessions }
      both: validation(mode: INVESTOR, horizon: 5, window: ALL, year: 2024) { sessions }
      byDefault: validation(mode: INVESTOR, window: ALL) { sessions }
      verdict(mode: INVESTOR) { evidence }`);
    expect(others).toEqual({
      ...{ horizon: null, greatest: null, warm: null, mode: null, year: null, other: null, both: null },
      // No session of 45 is followed by 121 others.
      byDefault: null,
      verdict: { evidence: 'NOT_YET' },
    });
    expect(found).toMatchObject({
      ...{ methodName: METHOD, mode: 'INVESTOR', horizon: 5, universe: 'ALL_SCORED', window: 'ALL' },
      ...{ from: SESSIONS[0].day, to: SESSIONS[44].day, sessions: 39 },
      inputsHash: (await stored())?.hash,
    });
    const { ics, deciles } = found as {
      ics: { figure: string; ic: { mean: number; lower: number } }[];
      deciles: { deciles: unknown[] };
    };
    expect(ics.map(({ figure }) => figure)).toContain('SECTOR_MOMENTUM');
    // High scores are followed by high returns in this market.
    expect(ics[0].figure).toBe('VALUE');
    expect(ics[0].ic.lower).toBeGreaterThan(0.2);
    expect(deciles.deciles).toHaveLength(10);
    const { rules } = found as { rules: { guardrail: string | null; movedVsKept: object | null }[] };
    expect(rules).toHaveLength(12);
    for (const { guardrail, movedVsKept } of rules) expect(movedVsKept === null).toBe(guardrail === null);
  });
});
