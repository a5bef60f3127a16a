import { describe, expect, test } from '@jest/globals';
import { ExplainedStock } from '../../../src/runs/reproduce/explainedStock.js';
import { ExplainedStocks } from '../../../src/runs/reproduce/explainedStocks.js';
import type { FinishedRunRow } from '../../../src/runs/reproduce/recomputer.js';
import { componentsOf } from '../../../src/scoring/explain.js';
import { PILLARS, type Ticker } from '../../../src/scoring/names.js';
import { DAY, DAY_10 } from '../../support/days/day.js';
import { recomputedRun } from '../../support/days/recomputedRun.js';

const [FIRST, SECOND] = DAY.section.tickers;
const run = (id: number) => ({ id }) as FinishedRunRow;
const of = (id: number, ticker: Ticker = FIRST) => ({ run: run(id), ticker });

/** Counts the runs that it computes, and is asked to keep. */
function recomputerOf(failures = 0) {
  const computed: number[] = [];
  const kept: number[] = [];
  let left = failures;
  return {
    computed,
    kept,
    isKept: () => false,
    recompute: (runs: readonly FinishedRunRow[], keeps = true) => {
      computed.push(...runs.map(({ id }) => id));
      if (keeps) kept.push(...runs.map(({ id }) => id));
      if (left-- > 0) return runs.map(() => Promise.reject(new Error('no database')));
      return runs.map(({ id }) => Promise.resolve(recomputedRun(id)));
    },
  };
}

describe('an explained stock', () => {
  test.each([
    ['greyoak-1.1', DAY],
    ['greyoak-1.0', DAY_10],
  ])('has the components of the day, by %s', (_, day) => {
    for (const [stock] of day.section.tickers.entries()) {
      const explained = new ExplainedStock(day, stock);
      for (const pillar of PILLARS) {
        expect(explained.components(pillar)).toEqual(componentsOf(day, pillar, stock));
      }
      expect(explained.bytes).toBeLessThan(6_000);
    }
  });

  test('has no components without a score', () => {
    const explained = new ExplainedStock(DAY, -1);
    expect(PILLARS.flatMap((pillar) => explained.components(pillar))).toEqual([]);
  });
});

describe('explained stocks', () => {
  test('are computed once, for all stocks that are asked for meanwhile', async () => {
    const recomputer = recomputerOf();
    const stocks = new ExplainedStocks(recomputer);
    const asked = [
      ...stocks.explain([of(1), of(1, SECOND), of(2), of(1)]),
      ...stocks.explain([of(2, SECOND), of(1)]),
    ];
    expect(stocks.isKept(of(2, 'OTHER.NS' as Ticker))).toBe(true);
    const [a, b, c, again, d, later] = await Promise.all(asked);
    expect(recomputer.computed).toEqual([1, 2]);
    expect([again, later]).toEqual([a, a]);
    const expected = [FIRST, SECOND, FIRST, SECOND].map((ticker) =>
      componentsOf(DAY, 'T', DAY.section.tickers.indexOf(ticker)),
    );
    expect([a, b, c, d].map((stock) => stock.components('T'))).toEqual(expected);
    expect([of(1), of(2, SECOND), of(3)].map((stock) => stocks.isKept(stock))).toEqual([true, true, false]);
    expect(await Promise.all(stocks.explain([of(1)]))).toEqual([a]);
    expect(recomputer.computed).toEqual([1, 2]);
  });

  test('of few runs leave the runs to be kept, those of many do not', async () => {
    const recomputer = recomputerOf();
    const stocks = new ExplainedStocks(recomputer);
    const ids = Array.from({ length: 20 }, (_, k) => 10 + k);
    await Promise.all(stocks.explain([of(1)]));
    await Promise.all(stocks.explain(ids.map((id) => of(id))));
    expect(recomputer.computed).toEqual([1, ...ids]);
    expect(recomputer.kept).toEqual([1]);
  });

  test('are computed again after a failure', async () => {
    const recomputer = recomputerOf(1);
    const stocks = new ExplainedStocks(recomputer);
    const answers = await Promise.allSettled(stocks.explain([of(1), of(2)]));
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(stocks.isKept(of(1))).toBe(false);
    const [explained] = await Promise.all(stocks.explain([of(1)]));
    expect(explained.components('Q')).toEqual(componentsOf(DAY, 'Q', 0));
    expect(recomputer.computed).toEqual([1, 2, 1]);
  });

  test('take no more memory than is allowed, and the answer is whole all the same', async () => {
    const { bytes } = new ExplainedStock(DAY, 0);
    const stocks = new ExplainedStocks(recomputerOf(), 10 * bytes);
    const all = Array.from({ length: 100 }, (_, k) => of(1 + k));
    const explained = await Promise.all(stocks.explain(all));
    expect(explained.every((stock) => stock.components('R').length > 0)).toBe(true);
    expect(stocks.bytes).toBe(10 * bytes);
    expect(all.filter((stock) => stocks.isKept(stock))).toEqual(all.slice(90));
  });
});
