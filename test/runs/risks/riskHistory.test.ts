import { describe, expect, test } from '@jest/globals';
import { Sessions } from '../../../src/market/calendar.js';
import type { Action, Figure, TradedBars } from '../../../src/market/facts.js';
import { RiskHistory } from '../../../src/runs/risks/riskHistory.js';
import { day, ticker } from '../../support/market/folder.js';

const INFY = ticker('INFY');
const DATES = ['2024-10-01', '2024-10-03', '2024-10-04', '2024-10-07', '2024-10-08'];
const sessions = new Sessions(Int32Array.from(DATES, day));

const action = (exDate: string, kind: Action['kind'], newShares: number, oldShares: number): Action => ({
  ...{ ticker: INFY, exDate: day(exDate), kind, newShares, oldShares },
  ...{ price: NaN, factor: NaN },
});

function traded(dates: readonly string[], close: readonly number[]): TradedBars {
  const prices = Float64Array.from(close);
  return {
    ...{ day: Int32Array.from(dates, day), open: prices, high: prices, low: prices, close: prices },
    volume: new Float64Array(close.length).fill(10),
    value: new Float64Array(close.length).fill(NaN),
    ...{ secondary: new Uint8Array(close.length), series: new Uint8Array(close.length) },
  };
}

const figure = (
  metric: Figure['metric'],
  periodEnd: string,
  value: number,
  publishedOn = periodEnd,
): Figure => ({
  ...{ ticker: INFY, periodEnd: day(periodEnd), publishedOn: day(publishedOn), period: 'POINT', months: 0 },
  ...{ basis: '', metric, adjustedTo: NaN, value, source: 'PRIMARY' },
});

const historyOf = (given: Partial<ConstructorParameters<typeof RiskHistory>[0]>) =>
  new RiskHistory({
    bars: traded(DATES, [100, 102, 51, 52, 53]),
    ...{ actions: [], figures: [], sessions, pricesAdjusted: false },
    ...given,
  });

describe('bars', () => {
  test('are adjusted for what has gone ex up to the day, whatever day was asked for before', () => {
    const history = historyOf({ actions: [action('2024-10-04', 'SPLIT', 2, 1)] });
    const closes = (date: string) => {
      const known = history.on(day(date));
      return known && [...known.bars.close.subarray(0, known.last + 1)];
    };
    expect(closes('2024-09-30')).toBeNull();
    expect(closes('2024-10-03')).toEqual([100, 102]);
    expect(closes('2024-10-08')).toEqual([50, 51, 51, 52, 53]);
    expect(closes('2024-10-03')).toEqual([100, 102]);
    // Sunday: the bar before is the last one.
    expect(closes('2024-10-06')).toEqual([50, 51, 51]);
  });

  test('know of an action also where prices are given as adjusted, or the ex-date has no bar', () => {
    const marks = (exDate: string, dates: readonly string[] = DATES) => {
      const bars = traded(
        dates,
        dates.map(() => 100),
      );
      const history = historyOf({ bars, actions: [action(exDate, 'BONUS', 2, 1)], pricesAdjusted: true });
      return [...(history.on(day('2024-10-08'))?.bars.hasAction ?? [])];
    };
    expect(marks('2024-10-04')).toEqual([0, 0, 1, 0, 0]);
    // Between two sessions, and on a session without a bar.
    expect(marks('2024-10-05')).toEqual([0, 0, 0, 1, 0]);
    expect(marks('2024-10-04', ['2024-10-01', '2024-10-08'])).toEqual([0, 1]);
    // Before the first bar, and after the last.
    expect(marks('2024-10-01')).toEqual([0, 0, 0, 0, 0]);
    expect(marks('2024-10-09')).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('size', () => {
  const split = [action('2024-10-04', 'SPLIT', 2, 1)];

  test('is the reported capitalisation, moved with the adjusted price', () => {
    const history = historyOf({ actions: split, figures: [figure('market_cap_cr', '2024-10-03', 1020)] });
    // 102 before the split is 51 after it.
    expect(history.sizeOn(day('2024-10-08'), 53)).toEqual({
      crore: 1060,
      source: 'market_cap_cr of 2024-10-03',
    });
    expect(history.sizeOn(day('2024-10-03'), 102).crore).toBe(1020);
  });

  test('is shares × close where none is reported, it is too old, or its day has no close', () => {
    const shares = figure('shares_cr', '2024-03-31', 10);
    const sizeWith = (...figures: Figure[]) =>
      historyOf({ actions: split, figures }).sizeOn(day('2024-10-08'), 53);
    const expected = { crore: 1060, source: 'shares_cr of 2024-03-31' };
    expect(sizeWith(shares)).toEqual(expected);
    expect(sizeWith(shares, figure('market_cap_cr', '2024-03-21', 5000))).toEqual(expected); // 201 days
    expect(sizeWith(shares, figure('market_cap_cr', '2024-03-22', 5000))).toEqual(expected); // no close then
    expect(sizeWith(figure('market_cap_cr', '2024-03-22', 5000))).toEqual({
      crore: NaN,
      source: 'no market capitalisation',
    });
  });

  test('is not known from figures that are published later, or speak of too long ago', () => {
    const sizeWith = (given: Figure) => historyOf({ figures: [given] }).sizeOn(day('2024-10-07'), 52).crore;
    expect(sizeWith(figure('shares_cr', '2024-09-30', 10, '2024-10-08'))).toBeNaN();
    expect(sizeWith(figure('shares_cr', '2023-04-06', 10))).toBe(520); // 550 days
    expect(sizeWith(figure('shares_cr', '2023-04-05', 10))).toBeNaN();
  });

  test('takes no close of a day that is still to come', () => {
    const early = figure('market_cap_cr', '2024-10-08', 1000, '2024-10-01');
    expect(historyOf({ figures: [early] }).sizeOn(day('2024-10-04'), 51).crore).toBe(1000);
  });
});
