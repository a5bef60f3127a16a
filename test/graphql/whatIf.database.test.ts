import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { graphql } from 'graphql';
import { createContext, type Services } from '../../src/graphql/context.js';
import { buildGreyoakSchema } from '../../src/graphql/schema.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import { servicesOf } from '../../src/services.js';
import { readSettings } from '../../src/settings.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { testAuthKey } from '../support/access/testAuthKey.js';

let services: Services;
beforeAll(async () => {
  const database = await openTestDatabase('sample');
  const setup = await loadSetup();
  services = servicesOf(database, setup, readSettings({}), { authKey: testAuthKey });
}, 120_000);
afterAll(closeTestDatabases);

interface Tried {
  readonly stock: { readonly ticker: string };
  readonly value: number;
  readonly band: string;
  readonly change: number;
  readonly base: {
    readonly value: number;
    readonly band: string;
    readonly pillars: Readonly<Record<'fundamentals', { readonly score: number }>>;
    readonly penalty: { readonly total: number };
    readonly guardrails: readonly { readonly guardrail: string; readonly fired: boolean }[];
    readonly provenance: { readonly methodHash: string };
  };
}
interface Answer {
  readonly stocks: readonly Tried[];
  readonly bands: readonly { readonly band: string; readonly count: number }[];
  readonly methodHash: string;
}

async function ask(input: string): Promise<{ data?: Answer; message?: string }> {
  const source = `{ whatIf(input: { mode: INVESTOR, first: 500, ${input} }) {
    methodHash bands { band count }
    stocks { stock { ticker } value band change base { value band pillars { fundamentals { score } } penalty { total }
      guardrails { guardrail fired } provenance { methodHash } } } } }`;
  const { data, errors } = await graphql({
    schema: buildGreyoakSchema(),
    source,
    contextValue: await createContext(services),
  });
  const answer = data?.['whatIf'] as Answer | undefined;
  return { ...(answer && { data: answer }), ...(errors && { message: errors[0].message }) };
}

async function tried(input: string): Promise<Answer> {
  const { data, message } = await ask(input);
  if (data === undefined) throw new Error(message);
  return data;
}

const weights = (table: Readonly<Record<string, number>>): string =>
  `weights: [${Object.entries(table)
    .map(([pillar, weight]) => `{ pillar: ${pillar}, weight: ${weight} }`)
    .join(' ')}]`;
const ONLY_FUNDAMENTALS = {
  FUNDAMENTALS: 1,
  TECHNICALS: 0,
  RELATIVE_STRENGTH: 0,
  OWNERSHIP: 0,
  QUALITY: 0,
  SECTOR_MOMENTUM: 0,
};

describe('what if', () => {
  test('nothing is changed: every stock has the score that is stored, under the same hash', async () => {
    const { stocks, bands, methodHash } = await tried('');
    expect(stocks).toHaveLength(119);
    for (const { value, band, change, base } of stocks) {
      expect({ value, band, change }).toEqual({ value: base.value, band: base.band, change: 0 });
      expect(base.provenance.methodHash).toBe(methodHash);
    }
    expect(bands.reduce((sum, { count }) => sum + count, 0)).toBe(119);
    expect(stocks.map(({ value }) => value)).toEqual(
      stocks.map(({ value }) => value).toSorted((a, b) => b - a),
    );
  });

  test('fundamentals alone count: the score is that pillar less the penalty, where no guardrail fires', async () => {
    const { stocks, methodHash } = await tried(weights(ONLY_FUNDAMENTALS));
    const calm = stocks.filter(({ base }) => base.guardrails.every(({ fired }) => !fired));
    expect(calm.length).toBeGreaterThan(50);
    for (const { value, base, change } of calm) {
      const expected = Math.max(0, base.pillars.fundamentals.score - base.penalty.total);
      expect(value).toBeCloseTo(expected, 9);
      expect(change).toBeCloseTo(expected - base.value, 9);
    }
    expect(methodHash).not.toBe(stocks[0].base.provenance.methodHash);
  });

  test('bands begin elsewhere: scores stay, and bands follow them, but for what guardrails cap', async () => {
    const { stocks, bands } = await tried(
      'bandThresholds: [{ band: HOLD, atLeast: 10 } { band: BUY, atLeast: 20 } { band: STRONG_BUY, atLeast: 30 }]',
    );
    for (const { value, band, base } of stocks) {
      expect(value).toBe(base.value);
      // SECTOR_BEAR takes points off an investor's score instead of capping its band.
      const isCapped = base.guardrails.some(({ guardrail, fired }) => fired && guardrail !== 'SECTOR_BEAR');
      if (isCapped) expect(['HOLD', 'AVOID']).toContain(band);
      else
        expect(band).toBe(value >= 30 ? 'STRONG_BUY' : value >= 20 ? 'BUY' : value >= 10 ? 'HOLD' : 'AVOID');
    }
    expect(bands.map(({ band }) => band)).toEqual(['STRONG_BUY', 'BUY', 'HOLD', 'AVOID']);
  });

  test('only some stocks are listed: bands count all the same', async () => {
    const all = await tried('');
    const some = await tried('tickers: ["SYNMETAL11.NS", "SYNIT01.NS", "NOBODY.NS"]');
    expect(some.stocks.map(({ stock }) => stock.ticker)).toContain('SYNMETAL11.NS');
    expect(some.stocks.length).toBeLessThanOrEqual(2);
    expect(some.bands).toEqual(all.bands);
  });

  test('no day was scored: there is nothing, and no error', async () => {
    const { stocks, bands } = await tried('on: "2001-01-01"');
    expect(stocks).toEqual([]);
    expect(bands.map(({ count }) => count)).toEqual([0, 0, 0, 0]);
  });

  test.each([
    [weights({ ...ONLY_FUNDAMENTALS, QUALITY: 0.5 }), 'expected weights that sum to 1, got a sum of 1.5'],
    [
      'weights: [{ pillar: QUALITY, weight: 1 }]',
      'FUNDAMENTALS, TECHNICALS, RELATIVE_STRENGTH, OWNERSHIP, SECTOR_MOMENTUM are missing',
    ],
    ['bandThresholds: [{ band: AVOID, atLeast: 1 }]', 'got one of AVOID'],
    ['bandThresholds: [{ band: BUY, atLeast: 60 } { band: BUY, atLeast: 61 }]', 'got two of one band'],
    ['bandThresholds: [{ band: HOLD, atLeast: 70 }]', 'expected less than BUY (65), got 70'],
  ])('refuses %s', async (input, text) => {
    expect((await ask(input)).message).toContain(text);
  });

  test('stores nothing', async () => {
    const count = async () =>
      (
        await services.database.pool.query(
          'SELECT count(*) AS runs, (SELECT count(*) FROM scores) AS scores FROM runs',
        )
      ).rows;
    const before = await count();
    await tried(weights(ONLY_FUNDAMENTALS));
    expect(await count()).toEqual(before);
  });
});
