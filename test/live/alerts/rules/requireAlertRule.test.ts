import { describe, expect, test } from '@jest/globals';
import { ALERT_METRICS, METRICS } from '../../../../src/live/alerts/metrics.js';
import type { NewAlertRule } from '../../../../src/live/alerts/rules/newAlertRule.js';
import { requireAlertRule } from '../../../../src/live/alerts/rules/requireAlertRule.js';
import type { Ticker } from '../../../../src/scoring/names.js';

const STOCKS: Readonly<Record<string, number>> = { 'NEW.NS': 7, 'OLD.NS': 7, 'OTHER.NS': 8 };
const KNOWN = {
  sectors: ['banks', 'energy'],
  stockId: (ticker: Ticker) => STOCKS[ticker] ?? null,
};

const RULE: NewAlertRule = {
  name: 'Risky',
  metric: 'RISK',
  part: null,
  mode: null,
  guardrail: null,
  tickers: ['NEW.NS' as Ticker],
  sectors: null,
  portfolioId: null,
  everything: false,
  toBands: null,
  onProvisional: false,
  comparator: 'ABOVE',
  threshold: 60,
  rearm: null,
  severity: 'HIGH',
  scope: 'OWN',
  enabled: true,
};
const BAND = { metric: 'BAND', mode: 'TRADER', comparator: 'CHANGED', threshold: null };
const STALE = { metric: 'DATA_STALE', tickers: null, threshold: 2 };

const required = (change: Partial<Record<keyof NewAlertRule, unknown>>) =>
  requireAlertRule({ ...RULE, ...change } as NewAlertRule, KNOWN);

describe('a rule', () => {
  test('becomes its columns, with the default of rearm', () => {
    expect(required({ name: '  Risky ' })).toEqual({
      name: 'Risky',
      metric: 'RISK',
      part: null,
      mode: null,
      guardrail: null,
      stock_ids: [7],
      sectors: null,
      portfolio_id: null,
      everything: false,
      comparator: 'ABOVE',
      threshold: 60,
      rearm: 5,
      severity: 'HIGH',
      scope: 'OWN',
      to_bands: null,
      on_provisional: false,
      enabled: true,
    });
  });

  test.each([
    [{ metric: 'SCORE', mode: 'TRADER' }, 5],
    [{ metric: 'SCORE_CHANGE', mode: 'TRADER', threshold: -4 }, 5],
    [{ metric: 'CLOSE', threshold: 1250 }, 12.5],
    [STALE, 1],
    [{ rearm: 0 }, 0],
    [{ rearm: -0 }, 0],
    [{ rearm: 100 }, 100],
    [BAND, 0],
    // As a client sends back what it read.
    [{ ...BAND, rearm: 0 }, 0],
  ])('%j rearms by %d', (change, rearm) => {
    expect(required(change).rearm).toBe(rearm);
  });

  test('names each stock, sector and band once, and former symbols as the stock of today', () => {
    const rule = required({
      ...BAND,
      tickers: ['NEW.NS', 'OLD.NS', 'OTHER.NS', 'NEW.NS'],
      sectors: ['banks', 'banks'],
      toBands: ['BUY', 'HOLD', 'BUY'],
    });
    expect(rule).toMatchObject({ stock_ids: [7, 8], sectors: ['banks'], to_bands: ['BUY', 'HOLD'] });
    expect(required({ tickers: null, everything: true })).toMatchObject({
      stock_ids: null,
      sectors: null,
      portfolio_id: null,
      everything: true,
    });
  });

  test.each([
    ['the least threshold', { threshold: 0 }],
    ['the greatest threshold', { threshold: 100 }],
    ['a negative change', { metric: 'SCORE_CHANGE', mode: 'TRADER', threshold: -100, comparator: 'BELOW' }],
  ])('may have %s', (_, change) => {
    expect(() => required(change)).not.toThrow();
  });

  test.each([
    [{ name: ' ' }, 'Expected the name of a rule to have 1 to 100 characters that print, got " "'],
    [{ name: 'x'.repeat(101) }, 'Expected the name of a rule to have 1 to 100 characters'],
    [
      { comparator: 'CHANGED', threshold: null },
      'Expected ABOVE or BELOW as the comparator of a rule of RISK, got CHANGED: use one of these, or another metric.',
    ],
    [
      { ...BAND, comparator: 'ABOVE', threshold: 3 },
      'Expected CHANGED as the comparator of a rule of BAND, got ABOVE: use it, or another metric.',
    ],
    [
      { ...STALE, comparator: 'BELOW' },
      'Expected ABOVE as the comparator of a rule of DATA_STALE, got BELOW: use it, or another metric.',
    ],
    [{ metric: 'RISK_PART' }, 'Expected a part in a rule of RISK_PART, got none: name one.'],
    [{ metric: 'SCORE' }, 'Expected a mode in a rule of SCORE, got none: name one.'],
    [{ ...BAND, metric: 'GUARDRAIL' }, 'Expected a guardrail in a rule of GUARDRAIL, got none: name one.'],
    [{ part: 'TREND' }, 'Expected no part in a rule of RISK, got TREND: leave it out.'],
    [{ mode: 'TRADER' }, 'Expected no mode in a rule of RISK, got TRADER: leave it out.'],
    [
      { ...BAND, guardrail: 'ILLIQUIDITY' },
      'Expected no guardrail in a rule of BAND, got ILLIQUIDITY: leave it out.',
    ],
    [{ toBands: ['BUY'] }, 'Expected toBands only in a rule of BAND, got it in one of RISK: leave it out.'],
    [
      { ...BAND, toBands: [] },
      'Expected at least one band in toBands, got none: name one, or leave it out for all.',
    ],
    [
      { ...STALE, onProvisional: true },
      'Expected onProvisional only in a rule about stocks or a portfolio, got it in one of DATA_STALE: leave it out.',
    ],
    [{ threshold: null }, 'Expected a threshold in a rule of RISK, got none: give one of 0 to 100 (points).'],
    [
      { threshold: 100.01 },
      'Expected the threshold of a rule of RISK to be 0 to 100 (points), got 100.01: give another.',
    ],
    [{ threshold: -1 }, 'Expected the threshold of a rule of RISK to be 0 to 100 (points), got -1'],
    [{ threshold: NaN }, 'Expected the threshold of a rule of RISK to be 0 to 100 (points), got NaN'],
    [{ threshold: Infinity }, 'got Infinity'],
    [
      { metric: 'ERROR_RATE', tickers: null, threshold: 1.5 },
      'Expected the threshold of a rule of ERROR_RATE to be 0 to 1 (share of a minute), got 1.5',
    ],
    [
      { rearm: -1 },
      'Expected rearm in a rule of RISK to be 0 to 100 (points), got -1: give another, or leave',
    ],
    [{ rearm: 101 }, 'Expected rearm in a rule of RISK to be 0 to 100 (points), got 101'],
    [{ rearm: NaN }, 'got NaN'],
    [
      { ...BAND, threshold: 5 },
      'Expected no threshold in a rule of BAND, whose comparator is CHANGED, got 5: leave it out.',
    ],
    [
      { ...BAND, rearm: 5 },
      'Expected no rearm in a rule of BAND, whose comparator is CHANGED, got 5: leave it out.',
    ],
    [
      { tickers: null },
      'Expected a rule with a subject, got one without: name tickers or sectors, or set everything to true.',
    ],
    [
      { everything: true },
      'Expected a rule about everything or about what it names, got everything and tickers: leave one out.',
    ],
    [
      { tickers: null, sectors: ['banks'], everything: true },
      'Expected a rule about everything or about what it names, got everything and sectors: leave one out.',
    ],
    [
      { ...STALE, everything: true, sectors: ['banks'] },
      'Expected no subject in a rule of DATA_STALE, which is about the service itself, got everything and sectors: leave ' +
        'it out.',
    ],
    [{ tickers: [] }, 'Expected 1 to 200 tickers in a rule, got 0: name some, or leave them out.'],
    [
      { tickers: Array.from({ length: 201 }, (_, k) => `S${k}.NS`) },
      'Expected 1 to 200 tickers in a rule, got 201: name fewer, or sectors.',
    ],
    [
      { tickers: ['NEW.NS', 'NOBODY.NS', 'NOTHING.NS'] },
      'Expected tickers of known companies in a rule, got NOBODY.NS, NOTHING.NS: check the spelling, or leave them out.',
    ],
    [
      { tickers: Array.from({ length: 12 }, (_, k) => `S${k}.NS`) },
      'S9.NS and 2 more: check the spelling, or leave them out.',
    ],
    [{ sectors: [] }, 'Expected at least one sector in a rule, got none: name one, or leave them out.'],
    [
      { portfolioId: 7 },
      'Expected no portfolioId in a rule of RISK, which is about stocks, got one: leave it out.',
    ],
    [
      { metric: 'PORTFOLIO_DRIFT', threshold: 0.05, tickers: null },
      'Expected portfolioId alone as the subject of a rule of PORTFOLIO_DRIFT, got none: name a portfolio of yours.',
    ],
    [
      { metric: 'PORTFOLIO_DRIFT', threshold: 0.05, portfolioId: 7 },
      'Expected portfolioId alone as the subject of a rule of PORTFOLIO_DRIFT, got tickers and portfolioId: name a portfolio ' +
        'of yours.',
    ],
    [
      { metric: 'PORTFOLIO_DRIFT', threshold: 0.05, tickers: null, portfolioId: 7, scope: 'EVERYBODY' },
      "Expected the scope OWN in a rule of PORTFOLIO_DRIFT, because a portfolio is its owner's, got EVERYBODY: leave it out.",
    ],
    [
      { metric: 'PORTFOLIO_VALUE_AT_RISK', threshold: 3, tickers: null, portfolioId: 7 },
      'Expected the threshold of a rule of PORTFOLIO_VALUE_AT_RISK to be 0 to 1 (as a fraction of the value), got 3',
    ],
    [
      { sectors: ['banks', 'oil'] },
      'Expected keys of sectors in a rule, got "oil". The known ones: banks, energy.',
    ],
  ])('%j is refused', (change, message) => {
    expect(() => required(change)).toThrow(message);
  });

  test.each(ALERT_METRICS)('of %s fits where it says just what the metric needs', (metric) => {
    const { comparators, needs, about, threshold } = METRICS[metric];
    const parts = { part: 'TREND', mode: 'INVESTOR', guardrail: 'PLEDGE_CAP' } as const;
    const given = Object.fromEntries(needs.map((name) => [name, parts[name]]));
    const subject = {
      STOCKS: {},
      PORTFOLIO: { tickers: null, portfolioId: 7 },
      SERVICE: { tickers: null },
    }[about];
    for (const comparator of comparators) {
      const rule = required({
        metric,
        comparator,
        ...given,
        ...subject,
        threshold: threshold && threshold.max,
      });
      expect(rule).toMatchObject({ metric, comparator, threshold: threshold && threshold.max });
    }
  });
});
