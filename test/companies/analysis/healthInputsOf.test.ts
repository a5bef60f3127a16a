/** How old the figures may be that the health of a company is judged by. */
import { expect, test } from '@jest/globals';
import { companyHealth } from '../../../src/companies/analysis/companyHealth.js';
import { healthInputsOf } from '../../../src/companies/analysis/healthInputsOf.js';
import { known } from '../../support/companies/figures.js';
import { day } from '../../support/market/folder.js';
import { annual, quarterly } from '../../support/market/statements.js';

/** Quarters and years up to June and March 2024, all published at once. */
const ROWS = [
  ...quarterly('sales', [140, 130, 120, 110, 100, 100, 100, 100]),
  ...quarterly('opm', [0.2, 0.2, 0.2, 0.2]),
  ...annual('roce', { 2024: 0.2 }),
  ...annual('equity', { 2024: -5 }),
  ...annual('net_profit', { 2022: -1, 2023: -1, 2024: -1 }),
];
const judgedOn = (session: string) =>
  companyHealth(healthInputsOf(known(ROWS, '2026-12-31'), false, day(session)));

test('figures of quarters count for 200 days, and those of years for 550', () => {
  expect(judgedOn('2025-01-16')).toMatchObject({
    health: 'AT_RISK',
    ...{ growth: 0.25, operatingMargin: 0.2, returnOnCapital: 0.2, coverage: 1 },
  });
  expect(judgedOn('2025-01-17')).toMatchObject({
    health: 'AT_RISK',
    ...{ growth: null, operatingMargin: null, returnOnCapital: 0.2 },
  });
  // 550 days after 2024-03-31, and one more: neither the losses nor the equity of former years say anything of today.
  expect(judgedOn('2025-10-02')).toMatchObject({ health: 'AT_RISK', returnOnCapital: 0.2 });
  expect(judgedOn('2025-10-03')).toEqual({
    health: null,
    reason:
      'No rule applies: results too old: growth of sales, operating margin, return on capital employed.',
    ...{ growth: null, operatingMargin: null, returnOnCapital: null, coverage: 0 },
    scores: ['growth', 'operatingMargin', 'returnOnCapital', 'overall'].map((name) => ({
      name,
      value: null,
    })),
  });
});

test('what was never known is told apart from what is too old', () => {
  const { reason } = companyHealth(
    healthInputsOf(
      known(quarterly('sales', [140, 130, 120, 110, 100, 100, 100, 100]), '2026-12-31'),
      false,
      day('2026-12-31'),
    ),
  );
  expect(reason).toBe(
    'No rule applies: not known: operating margin, return on capital employed; results too old: growth of sales.',
  );
});
