import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compare, decimalOf, plus, times, type Ratio } from '../../../src/market/exact.js';
import type { Candidate } from '../../../src/portfolios/fromScores/candidate.js';
import { modelFromScores } from '../../../src/portfolios/fromScores/modelFromScores.js';
import {
  requireFromScores,
  type FromScoresInput,
} from '../../../src/portfolios/fromScores/requireFromScores.js';
import { BANDS, type Band, type Ticker } from '../../../src/scoring/names.js';

const candidate = (ticker: string, score: number, sector: string, band: Band = 'BUY'): Candidate => ({
  ticker: ticker as Ticker,
  score: decimalOf(score),
  band,
  sector,
});

const whole = (value: bigint): Ratio => ({ over: value, under: 1n });
const sum = (ratios: readonly Ratio[]): Ratio => ratios.reduce(plus, whole(0n));
const least = (...ratios: Ratio[]): Ratio => ratios.reduce((a, b) => (compare(a, b) <= 0 ? a : b));

const market = fc
  .uniqueArray(
    fc.record({
      name: fc.integer({ min: 0, max: 999 }),
      score: fc.integer({ min: 0, max: 1000 }),
      sector: fc.integer({ min: 0, max: 5 }),
      band: fc.constantFrom(...BANDS),
    }),
    {
      selector: ({ name }) => name,
      minLength: 1,
      maxLength: 40,
    },
  )
  .map((all) =>
    all.map(({ name, score, sector, band }) => candidate(`T${name}.NS`, score / 10, `s${sector}`, band)),
  );
const weight = (most: number) => fc.integer({ min: 1, max: most }).map((units) => units / 10_000);
const rule: fc.Arbitrary<FromScoresInput> = fc.record({
  topN: fc.integer({ min: 1, max: 40 }),
  weighting: fc.constantFrom('EQUAL', 'SCORE'),
  invest: weight(9500),
  maxWeight: weight(5000),
  sectorCap: weight(10_000),
});

const numRuns = Number(process.env['GREYOAK_MODELS'] ?? 300);

describe('modelFromScores', () => {
  test('gives weights of one f within both caps, and targets in steps', () => {
    fc.assert(
      fc.property(market, rule, (candidates, input) => {
        const of = requireFromScores(input);
        const chosen = candidates
          .filter(({ band }) => band === 'BUY' || band === 'STRONG_BUY')
          .filter(({ score }) => of.weighting === 'EQUAL' || compare(score, whole(50n)) > 0)
          .sort((a, b) => compare(b.score, a.score) || (a.ticker < b.ticker ? -1 : 1))
          .slice(0, of.topN);
        let model;
        try {
          model = modelFromScores(candidates, of);
        } catch (error) {
          expect(String(error)).toMatch(chosen.length === 0 ? /none of \d+ scored/ : /less for every stock/);
          return;
        }
        const weightOf = (ticker: Ticker) => model.exactWeights.get(ticker) as Ratio;
        expect([...model.exactWeights.keys()]).toEqual(chosen.map(({ ticker }) => ticker));
        const raw = ({ score }: Candidate) =>
          of.weighting === 'EQUAL' ? whole(1n) : plus(score, whole(-50n));
        const cap = whole(of.maxWeight);

        const sectors = [...new Set(chosen.map(({ sector }) => sector))];
        const inSector = (sector: string) => chosen.filter((one) => one.sector === sector);
        const full = sectors.map((sector) =>
          least(whole(of.sectorCap), whole(BigInt(inSector(sector).length) * of.maxWeight)),
        );
        const total = sum(chosen.map(({ ticker }) => weightOf(ticker)));
        expect(compare(total, least(whole(of.invest), sum(full)))).toBe(0);

        // f of each stock below its own cap: one in each sector, the same in all sectors below theirs, and no larger in others.
        const common: Ratio[] = [];
        const capped: Ratio[] = [];
        for (const sector of sectors) {
          const some = inSector(sector);
          const held = sum(some.map(({ ticker }) => weightOf(ticker)));
          expect(compare(held, whole(of.sectorCap))).toBeLessThanOrEqual(0);
          const free = some.filter(({ ticker }) => compare(weightOf(ticker), cap) < 0);
          const factors = free.map((one) =>
            times(weightOf(one.ticker), { over: raw(one).under, under: raw(one).over }),
          );
          for (const factor of factors) expect(compare(factor, factors[0] as Ratio)).toBe(0);
          for (const one of some) {
            expect(compare(weightOf(one.ticker), cap)).toBeLessThanOrEqual(0);
            // One at its cap would exceed it by the f of its sector.
            if (factors[0] !== undefined && !free.includes(one))
              expect(compare(times(factors[0], raw(one)), cap)).toBeGreaterThanOrEqual(0);
          }
          if (factors[0] !== undefined)
            (compare(held, whole(of.sectorCap)) === 0 ? capped : common).push(factors[0]);
        }
        for (const factor of common) expect(compare(factor, common[0] as Ratio)).toBe(0);
        for (const factor of capped)
          if (common[0] !== undefined) expect(compare(factor, common[0])).toBeLessThanOrEqual(0);

        expect(targetsOf(model)).toEqual(naiveTargets(chosen, weightOf, total, of));
        expect(model.invested + model.cashTarget).toBe(10_000n);
        expect(model.notInvested).toBe(of.invest - model.invested);
        expect(model.dropped).toEqual(
          chosen.map(({ ticker }) => ticker).filter((one) => !targetsOf(model).has(one)),
        );
      }),
      { numRuns },
    );
  });

  test('is the same for candidates in any order', () => {
    fc.assert(
      fc.property(market, (candidates) => {
        const of = requireFromScores({ minBand: 'AVOID' });
        expect(modelFromScores([...candidates].reverse(), of)).toEqual(modelFromScores(candidates, of));
      }),
      { numRuns: 50 },
    );
  });

  test('of nobody is refused', () => {
    expect(() =>
      modelFromScores([candidate('A.NS', 80, 'x', 'HOLD')], requireFromScores({ weighting: 'SCORE' })),
    ).toThrow(
      'Expected a stock of at least BUY and a score above 50, got none of 1 scored: nothing was saved',
    );
  });

  test('whose targets are all 0 is refused', () => {
    expect(() =>
      modelFromScores([candidate('A.NS', 80, 'x')], requireFromScores({ invest: '0.0049' })),
    ).toThrow('Expected a target of at least 0.005');
  });
});

function targetsOf({ positions }: ReturnType<typeof modelFromScores>): Map<Ticker, bigint> {
  return new Map(positions.map(({ ticker, target }) => [ticker, target]));
}

/** Gives steps of 0.005 one after the other, as the specification words it. */
function naiveTargets(
  chosen: readonly Candidate[],
  weightOf: (ticker: Ticker) => Ratio,
  total: Ratio,
  { maxWeight, sectorCap }: ReturnType<typeof requireFromScores>,
): Map<Ticker, bigint> {
  const steps = new Map<Ticker, bigint>();
  const stepsIn = ({ over, under }: Ratio) => over / (under * 50n);
  for (const { ticker } of chosen) steps.set(ticker, stepsIn(weightOf(ticker)));
  const stepsOf = (ticker: Ticker) => steps.get(ticker) ?? 0n;
  let left = stepsIn(total) - [...steps.values()].reduce((a, b) => a + b, 0n);
  for (; left > 0n; left--) {
    const [next] = chosen
      .filter(({ ticker }) => (stepsOf(ticker) + 1n) * 50n <= maxWeight)
      .filter(({ sector }) => {
        const held = chosen
          .filter((one) => one.sector === sector)
          .reduce((all, { ticker }) => all + stepsOf(ticker), 0n);
        return (held + 1n) * 50n <= sectorCap;
      })
      .map(({ ticker, score }) => ({
        ticker,
        score,
        rest: plus(weightOf(ticker), whole(-50n * stepsOf(ticker))),
      }))
      .sort((a, b) => compare(b.rest, a.rest) || compare(b.score, a.score) || (a.ticker < b.ticker ? -1 : 1));
    if (next === undefined) break;
    steps.set(next.ticker, stepsOf(next.ticker) + 1n);
  }
  return new Map(
    [...steps].filter(([, count]) => count > 0n).map(([ticker, count]) => [ticker, count * 50n]),
  );
}

describe('requireFromScores', () => {
  test('has the defaults of the API', () => {
    expect(requireFromScores({})).toEqual({
      minBand: 'BUY',
      topN: 20,
      weighting: 'EQUAL',
      invest: 9500n,
      maxWeight: 1000n,
      sectorCap: 3000n,
    });
  });

  test.each<[FromScoresInput, string]>([
    [{ topN: 0 }, 'Expected topN as a whole number from 1 to 100, got 0'],
    [{ topN: 101 }, 'got 101'],
    [{ topN: 1.5 }, 'got 1.5'],
    [
      { invest: 0.951 },
      'Expected invest as a number of at most 4 decimals from 0.0001 to 0.95, got "0.951": correct it.',
    ],
    [{ invest: 0 }, 'got "0"'],
    [{ maxWeight: '0.00005' }, 'Expected maxWeight as a number of at most 4 decimals'],
    [{ sectorCap: 1.1 }, 'from 0.0001 to 1, got "1.1"'],
    [{ minBand: 'buy' }, 'Expected minBand as one of AVOID, HOLD, BUY, STRONG_BUY, got "buy": correct it.'],
    [{ weighting: 'RISK' }, 'Expected weighting as one of EQUAL, SCORE'],
  ])('refuses %j', (input, message) => {
    expect(() => requireFromScores(input)).toThrow(message);
  });
});
