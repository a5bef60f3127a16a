import { describe, expect, test } from '@jest/globals';
import { componentsOf } from '../../../src/scoring/explain.js';
import { scoreDay } from '../../../src/scoring/scoreDay.js';
import { METHODS, NOTHING, sectionOf, V11, type Row } from '../../support/days/section.js';
import { componentOf, pillarContract, pillarOf } from '../../support/days/pillarContract.js';

// Averages, breakout: 0; rsi and volume 50 of weight 0.20 each.
pillarContract('T', { v11: 0.2 * 50 + 0.2 * 50, v10: 0.2 * 50 + 0.2 * 50 });

describe.each(METHODS)('T of %s, by hand (method §5)', (_, method) => {
  const pillarOfRow = (row: Row) => pillarOf('T', sectionOf([row]), method);
  const points = (name: string, row: Row) => componentOf(pillarOfRow(row), name).points?.[0];

  test.each([
    [100.01, 100, 100],
    [100, 100, 0], // only above counts
    [99, 100, 0],
    [100, null, 0],
    [null, 100, 0],
  ])('above_200: close %p, dma200 %p', (close, dma200, expected) => {
    expect(points('above_200', { close, dma200 })).toBe(expected);
  });

  test.each([
    [100.01, 100, 100],
    [100, 100, 0],
    [99, 100, 0],
    [100, null, 0],
    [null, 100, 0],
  ])('golden_cross: dma20 %p, dma50 %p', (dma20, dma50, expected) => {
    expect(points('golden_cross', { dma20, dma50 })).toBe(expected);
  });

  test.each([
    [0, 0],
    [30, 0],
    [30.4, 1], // 0.4 of 40
    [50, 50],
    [60, 75],
    [70, 100],
    [100, 100],
    [null, 50],
  ])('rsi %p scores %p', (rsi14, expected) => {
    expect(points('rsi', { rsi14 })).toBeCloseTo(expected, 9);
  });

  test.each([
    [0, 0],
    [0.5, 0],
    [0.65, 10], // 0.15 of 1.5
    [1.25, 50],
    [2, 100],
    [9, 100],
    [null, 50],
  ])('volume ratio %p scores %p', (volume_ratio, expected) => {
    expect(points('volume', { volume_ratio })).toBeCloseTo(expected, 9);
  });

  test.each<[string, Row, number]>([
    ['a gap of 1.5 over a threshold of 0.75 × 4', { close: 101.5, resistance_high: 100, atr14: 4 }, 50],
    [
      'a threshold of 1 % of the close where that is more',
      { close: 200, resistance_high: 199, atr14: 2 },
      50,
    ],
    ['a gap as wide as the threshold', { close: 103, resistance_high: 100, atr14: 4 }, 100],
    ['a wider gap', { close: 150, resistance_high: 100, atr14: 4 }, 100],
    ['no gap', { close: 100, resistance_high: 100, atr14: 4 }, 0],
    ['a close below', { close: 90, resistance_high: 100, atr14: 4 }, 0],
    ['dma20 above the resistance', { close: 101.5, resistance_high: 50, dma20: 100, atr14: 4 }, 50],
    ['no range at all: 1 % of the close', { close: 100, resistance_high: 99.5, dma20: 99.5, atr14: 0 }, 50],
    ['no threshold', { close: 0, resistance_high: -5, dma20: -5, atr14: 0 }, 0],
    ['no close', { close: null, resistance_high: 100, atr14: 4 }, 0],
    ['no resistance', { close: 150, resistance_high: null, atr14: 4 }, 0],
    ['no dma20', { close: 150, resistance_high: 100, dma20: null, atr14: 4 }, 0],
    ['no range', { close: 150, resistance_high: 100, atr14: null }, 0],
  ])('breakout: %s', (_name, row, expected) => {
    expect(points('breakout', { dma20: 90, ...row })).toBeCloseTo(expected, 9);
  });

  test('above_200 0.20, golden_cross 0.15, rsi 0.20, breakout 0.25, volume 0.20', () => {
    const row = { close: 103, dma20: 98, dma50: 97, dma200: 104, rsi14: 60, resistance_high: 101, atr14: 4 };
    // 0; 100; 75; gap 2 of 3; ratio 0.8: 20
    expect(pillarOfRow({ ...row, volume_ratio: 0.8 }).score[0]).toBeCloseTo(
      0.15 * 100 + 0.2 * 75 + 0.25 * (200 / 3) + 0.2 * 20,
      9,
    );
    expect(pillarOfRow({ ...row, volume_ratio: 0.8, dma200: 102 }).score[0]).toBeCloseTo(
      0.2 * 100 + 0.15 * 100 + 0.2 * 75 + 0.25 * (200 / 3) + 0.2 * 20,
      9,
    );
  });

  test('the best and the worst', () => {
    const best = {
      close: 120,
      dma20: 110,
      dma50: 105,
      dma200: 100,
      rsi14: 80,
      resistance_high: 112,
      atr14: 2,
    };
    expect(pillarOfRow({ ...best, volume_ratio: 3 }).score[0]).toBe(100);
    const worst = { close: 90, dma20: 95, dma50: 100, dma200: 110, rsi14: 10, resistance_high: 99, atr14: 2 };
    expect(pillarOfRow({ ...worst, volume_ratio: 0.1 }).score[0]).toBe(0);
  });

  test('a stock’s peers count for nothing', () => {
    const rows: Row[] = [{ close: 103 }, { close: 500, rsi14: 90 }, NOTHING, { sector: 'banks', rsi14: 5 }];
    const { score } = pillarOf('T', sectionOf(rows), method);
    rows.forEach((row, i) => expect(score[i]).toBe(pillarOfRow(row).score[0]));
  });
});

test('a neutral 50 says so; a 0 for want of an average is a rule', () => {
  const day = scoreDay(sectionOf([NOTHING, {}]), V11);
  const ways = (stock: number) => componentsOf(day, 'T', stock).map(({ name, scoredBy }) => [name, scoredBy]);
  expect(ways(0)).toEqual([
    ['above_200', 'RULE'],
    ['golden_cross', 'RULE'],
    ['rsi', 'NEUTRAL'],
    ['breakout', 'RULE'],
    ['volume', 'NEUTRAL'],
  ]);
  expect(new Set(ways(1).map(([, way]) => way))).toEqual(new Set(['RULE']));
});
