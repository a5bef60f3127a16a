import { describe, expect, test } from '@jest/globals';
import type { Shareholding } from '../../src/market/facts.js';
import { shareholdingAsOf } from '../../src/market/shareholding.js';
import { day, ticker } from '../support/market/folder.js';

const D = day('2024-10-08');

type Given = Partial<Pick<Shareholding, 'promoterPct' | 'pledgedPct' | 'fiiPct' | 'diiPct' | 'source'>>;

const shareholding = (quarterEnd: string, publishedOn: string, given: Given = {}): Shareholding => ({
  ticker: ticker('INFY'),
  quarterEnd: day(quarterEnd),
  publishedOn: day(publishedOn),
  source: 'PRIMARY',
  promoterPct: 50,
  pledgedPct: NaN,
  fiiPct: NaN,
  diiPct: NaN,
  ...given,
});

const june = shareholding('2024-06-30', '2024-07-21', { fiiPct: 20.5, diiPct: 30 });
const march = shareholding('2024-03-31', '2024-04-21', { fiiPct: 18, diiPct: 31.25 });

const deltaOf = (rows: readonly Shareholding[], asOf = D) =>
  shareholdingAsOf(rows, asOf)?.values.fii_dii_delta_pp ?? null;

describe('shareholdingAsOf', () => {
  test('turns percent into fractions: 74.5 % held, 12.5 % of it pledged', () => {
    const row = shareholding('2024-06-30', '2024-07-21', { promoterPct: 74.5, pledgedPct: 12.5 });
    expect(shareholdingAsOf([row], D)).toEqual({
      quarterEnd: day('2024-06-30'),
      publishedOn: day('2024-07-21'),
      source: 'PRIMARY',
      pledgeCarriedFrom: null,
      values: { promoter_hold_pct: 0.745, promoter_pledge_frac: 0.125, fii_dii_delta_pp: NaN },
      reported: row,
    });
  });

  test('a pledge that is not stated is null, and one of 0 is 0', () => {
    expect(shareholdingAsOf([june], D)?.values.promoter_pledge_frac).toBeNaN();
    const unpledged = shareholding('2024-06-30', '2024-07-21', { pledgedPct: 0 });
    expect(shareholdingAsOf([unpledged], D)?.values.promoter_pledge_frac).toBe(0);
  });

  test('nothing is known before publication, and on its day it is', () => {
    expect(shareholdingAsOf([], D)).toBeNull();
    expect(shareholdingAsOf([june], day('2024-07-20'))).toBeNull();
    expect(shareholdingAsOf([june], day('2024-07-21'))).not.toBeNull();
  });

  test('the greatest quarter counts, however late another was published', () => {
    const lateMarch = shareholding('2024-03-31', '2024-10-01', { promoterPct: 10 });
    for (const rows of [
      [june, lateMarch],
      [lateMarch, june],
    ]) {
      expect(shareholdingAsOf(rows, D)?.quarterEnd).toBe(day('2024-06-30'));
    }
  });

  test('of a quarter the newest version that is published counts, with its own empty fields', () => {
    const first = shareholding('2024-06-30', '2024-07-21', { pledgedPct: 5, source: 'SECONDARY' });
    const restated = shareholding('2024-06-30', '2024-09-02', { promoterPct: 51 });
    for (const rows of [
      [first, restated],
      [restated, first],
    ]) {
      expect(shareholdingAsOf(rows, day('2024-09-01'))).toMatchObject({
        source: 'SECONDARY',
        values: { promoter_hold_pct: 0.5, promoter_pledge_frac: 0.05 },
      });
      expect(shareholdingAsOf(rows, day('2024-09-02'))).toMatchObject({
        source: 'PRIMARY',
        publishedOn: day('2024-09-02'),
        values: { promoter_hold_pct: 0.51, promoter_pledge_frac: NaN },
      });
    }
  });

  test('counts for 550 days after the quarter, and not for 551', () => {
    // 2023-04-07 + 550 days: 366 to 2024-04-07 (February 29 between), then 23 + 31 + 30 + 31 + 31 + 30 + 8 = 184.
    const old = (quarterEnd: string) => shareholdingAsOf([shareholding(quarterEnd, '2024-01-01')], D);
    expect(D - day('2023-04-07')).toBe(550);
    expect(old('2023-04-07')).not.toBeNull();
    expect(old('2023-04-06')).toBeNull();
  });
});

describe('the change of FII and DII', () => {
  test('is what both hold, less what they held in the quarter before', () => {
    expect(deltaOf([june, march])).toBe(1.25); // 20.5 + 30 − (18 + 31.25)
    expect(deltaOf([march, june])).toBe(1.25);
  });

  test('takes the version of the former quarter that was known', () => {
    const restated = shareholding('2024-03-31', '2024-09-02', { fiiPct: 20, diiPct: 31.25 });
    expect(deltaOf([june, march, restated], day('2024-09-01'))).toBe(1.25);
    expect(deltaOf([june, march, restated], day('2024-09-02'))).toBe(-0.75); // 50.5 − 51.25
  });

  test('is null where the preceding quarter is missing: an older one does not stand in', () => {
    const december = shareholding('2023-12-31', '2024-01-21', { fiiPct: 18, diiPct: 31.25 });
    expect(deltaOf([june])).toBeNaN();
    expect(deltaOf([june, december])).toBeNaN();
  });

  test('is null where the preceding quarter was published after the day', () => {
    const late = shareholding('2024-03-31', '2024-10-09', { fiiPct: 18, diiPct: 31.25 });
    expect(deltaOf([june, late])).toBeNaN();
  });

  test('is null where one of the four figures is', () => {
    const complete = { fiiPct: 20, diiPct: 30 };
    for (const gap of [{ fiiPct: NaN }, { diiPct: NaN }]) {
      const newer = shareholding('2024-06-30', '2024-07-21', { ...complete, ...gap });
      const older = shareholding('2024-03-31', '2024-04-21', { ...complete, ...gap });
      expect(deltaOf([newer, march])).toBeNaN();
      expect(deltaOf([june, older])).toBeNaN();
    }
  });

  test('a preceding quarter crosses the year, and need not end on its last day', () => {
    const newer = shareholding('2024-03-31', '2024-04-21', { fiiPct: 20, diiPct: 30 });
    const older = shareholding('2023-12-29', '2024-01-21', { fiiPct: 19, diiPct: 30 });
    expect(deltaOf([newer, older])).toBe(1); // 50 − 49
  });

  test('may be older than 550 days itself', () => {
    const newest = shareholding('2023-04-07', '2023-05-01', { fiiPct: 20, diiPct: 30 });
    const former = shareholding('2023-03-31', '2023-04-21', { fiiPct: 19.5, diiPct: 30 });
    expect(deltaOf([newest, former])).toBe(0.5); // 50 − 49.5
  });
});
