import { describe, expect, test } from '@jest/globals';
import { driftReportOf } from '../../../src/portfolios/optimiser/driftReport.js';
import { requireProblem } from '../../../src/portfolios/optimiser/requireProblem.js';

const problem = (changes: object) =>
  requireProblem({
    prices: { 'A.NS': '100', 'B.NS': '250', 'C.NS': '10' },
    cash: '10000',
    holdings: { 'A.NS': 600, 'B.NS': 100, 'C.NS': 500 },
    targets: { 'A.NS': '0.5', 'B.NS': '0.4' },
    bands: { 'A.NS': ['0.05', '0.05'], 'B.NS': ['0.05', '0.05'] },
    mode: 'TO_TARGET',
    ...changes,
  });
const statusesOf = (changes: object) =>
  driftReportOf(problem(changes))?.positions.map(({ status, ticker }) => `${ticker} ${status}`);

describe('a drift report', () => {
  test('is of the value before trading, with all holdings and the cash', () => {
    // 60,000 + 25,000 + 5,000 + 10,000.
    const report = driftReportOf(problem({}));
    expect(report?.positions.map(({ actual, drift }) => [actual, drift])).toEqual([
      [0.6, 0.1],
      [0.25, -0.15],
      [0.05, 0.05],
    ]);
    expect(report).toMatchObject({ totalDrift: 0.3, breaches: 3 });
    expect(driftReportOf(problem({ outside: 'KEEP' }))).toMatchObject({ totalDrift: 0.25, breaches: 2 });
  });

  test('says frozen before not in the model, and blocked before below', () => {
    expect(statusesOf({})).toEqual(['A.NS ABOVE', 'B.NS BELOW', 'C.NS NOT_IN_MODEL']);
    expect(statusesOf({ neverBuy: ['A.NS', 'B.NS', 'C.NS'] })).toEqual([
      'A.NS ABOVE',
      'B.NS BLOCKED',
      'C.NS NOT_IN_MODEL',
    ]);
    expect(statusesOf({ frozen: ['B.NS', 'C.NS'], neverBuy: ['B.NS'] })).toEqual([
      'A.NS ABOVE',
      'B.NS FROZEN',
      'C.NS FROZEN',
    ]);
  });

  test('takes the ends of a band for within it', () => {
    expect(statusesOf({ holdings: { 'A.NS': 550, 'B.NS': 140 }, cash: '10000' })).toEqual([
      'A.NS WITHIN',
      'B.NS WITHIN',
    ]);
  });

  test('is none without a price, or without value', () => {
    expect(driftReportOf(problem({ prices: { 'A.NS': '100', 'B.NS': '250' } }))).toBeNull();
    expect(driftReportOf(problem({ cash: '-90000' }))).toBeNull();
  });
});
