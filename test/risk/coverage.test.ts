import { expect, test } from '@jest/globals';
import { assessDay } from '../../src/risk/assessDay.js';
import type { RiskPartColumns } from '../../src/risk/dayRisks.js';
import { riskInputs, riskMethod, riskStock } from '../support/risk/riskDay.js';
import { Random } from '../support/synthetic/random.js';

const SERIES = 2000;
const random = new Random(20_241_008);

/** The share of series whose interval holds the truth. */
const share = ({ rawLower, rawUpper }: RiskPartColumns, truth: number): number =>
  rawLower.reduce((held, lower, i) => held + Number(lower <= truth && truth <= rawUpper[i]), 0) / SERIES;

const series = <One>(of: () => One): One[] => Array.from({ length: SERIES }, of);

/** Closes whose daily log returns are these. */
function closesOf(returns: readonly number[]): number[] {
  let close = 100;
  return [close, ...returns.map((one) => (close *= Math.exp(one)))];
}

test.each([20, 30, 60])('of %p normal returns, the interval of volatility holds it in 95 %%', (n) => {
  const daily = 0.02;
  const stocks = series(() =>
    riskStock({ closes: closesOf(Array.from({ length: n }, () => 0.001 + daily * random.normal())) }),
  );
  const { parts } = assessDay(riskInputs(stocks), riskMethod);
  const held = share(parts.VOLATILITY, daily * Math.sqrt(252));
  expect(held).toBeGreaterThanOrEqual(0.93);
  expect(held).toBeLessThanOrEqual(0.97);
});

test.each([60, 252])('of %p normal pairs, the interval of beta holds it in 95 %%', (n) => {
  const ofIndex = Array.from({ length: n }, () => 0.01 * random.normal());
  const stocks = series(() =>
    riskStock({ closes: closesOf(ofIndex.map((one) => 0.001 + 1.2 * one + 0.015 * random.normal())) }),
  );
  const { parts } = assessDay(riskInputs(stocks, { indexClose: closesOf(ofIndex) }), riskMethod);
  const held = share(parts.MARKET, 1.2);
  expect(held).toBeGreaterThanOrEqual(0.93);
  expect(held).toBeLessThanOrEqual(0.97);
});

test.each([6, 7, 8, 9, 11, 14, 16, 19, 20])(
  'of %p traded values, the interval of liquidity holds the median in at least 93 %%',
  (n) => {
    const median = 30;
    const stocks = series(() =>
      riskStock({ crores: Array.from({ length: n }, () => median * Math.exp(random.normal())) }),
    );
    const { parts } = assessDay(riskInputs(stocks), riskMethod);
    expect(share(parts.LIQUIDITY, median)).toBeGreaterThanOrEqual(0.93);
  },
);
