import { describe, expect, it } from '@jest/globals';
import type { Findings } from '../../../src/companies/analysis/findings.js';
import { MONTHS, type KnownPe } from '../../../src/companies/analysis/knownPe.js';
import { valuationAnalysis } from '../../../src/companies/analysis/valuationAnalysis.js';
import { dayOf } from '../../../src/market/day.js';
import type { Ticker } from '../../../src/scoring/names.js';

const ON = dayOf('2024-10-08');
const A = 'A.NS' as Ticker;

const pe = (value: number, age = 60, day = ON): KnownPe => ({ day, value, publishedOn: day - age });
const months = (values: readonly number[]) => values.map((value, k) => pe(value, 60, ON - 8 - 30 * k));
const sectorOf = (...values: (number | null)[]) => ({
  name: 'Cement',
  companies: new Map(values.map((value, k) => [`T${k}.NS` as Ticker, value === null ? null : pe(value)])),
});

const analyse = (
  own: number | null,
  history: readonly number[],
  sector: ReturnType<typeof sectorOf> | null,
): Findings =>
  valuationAnalysis({
    ticker: A,
    on: ON,
    own: own === null ? null : pe(own),
    months: months(history),
    sector,
  });

const numbers = ({ results }: Findings) =>
  Object.fromEntries(results.map(({ name, value }) => [name, value]));
const rules = (found: Findings) => found.insights.map(({ rule }) => rule);
const advice = (found: Findings) => found.recommendations.map(({ rule }) => rule);

/** 10, 11 … 69: sixty months. */
const SIXTY = Array.from({ length: MONTHS }, (_, k) => 10 + k);

describe('a valuation', () => {
  it('places the P/E among its own and those of its sector', () => {
    const found = analyse(25, SIXTY, sectorOf(25, 20, 30, 40));
    expect(numbers(found)).toEqual({
      pe: 25,
      // 15 are below, and one equals it: 15.5 / 60.
      ownPercentile: 0.2583333333,
      ownMedianPe: 39.5,
      ownMonths: 60,
      ownLossMonths: 0,
      // 1.5 of 4.
      sectorPercentile: 0.375,
      sectorMedianPe: 27.5,
      sectorCompanies: 4,
      sectorLossCompanies: 0,
    });
    expect(found.insights.map(({ sentence }) => sentence)).toEqual([
      'Its P/E of 25 is at percentile 25.8 of those at its own month ends, whose median is 39.5.',
      'Its P/E of 25 is at percentile 37.5 of those of the companies of its sector, whose median is 27.5.',
    ]);
    expect(found.confidence).toBe(1);
    expect(found.basis).toBe(
      'P/E above 0 as Stock.fundamentals gives it (quoted, or close / earnings per share): on 2024-10-08; at 60 of 60 month ends, ' +
        'from 2019-11-26 to 2024-09-30; of 4 of 4 companies of Cement.',
    );
  });

  it.each([
    ['LOW_BY_BOTH', 10, ['LOW_FOR_OWN', 'LOW_FOR_SECTOR']],
    ['HIGH_BY_BOTH', 69, ['HIGH_FOR_OWN', 'HIGH_FOR_SECTOR']],
    ['BETWEEN', 40, ['USUAL_FOR_OWN', 'HIGH_FOR_SECTOR']],
  ])('advises %s at a P/E of %d', (rule, own, fired) => {
    const found = analyse(own, SIXTY, sectorOf(own, 15, 20, 25, 30, 35));
    expect(advice(found)).toEqual([rule]);
    expect(rules(found)).toEqual(fired);
    expect(found.recommendations[0].numbers.map(({ name }) => name)).toEqual([
      'ownPercentile',
      'sectorPercentile',
    ]);
  });

  it('neither compares losses nor compares with them', () => {
    const loss = analyse(-5, SIXTY, sectorOf(-5, 20, 30));
    expect(numbers(loss)).toMatchObject({ pe: -5, ownPercentile: null, sectorPercentile: null });
    expect(numbers(loss)).toMatchObject({ ownMedianPe: 39.5, sectorMedianPe: 25, sectorLossCompanies: 1 });
    expect(rules(loss)).toEqual(['LOSS']);
    expect(loss.recommendations).toEqual([]);
    const before = analyse(20, [-3, -2, 10, 30], sectorOf(20, -7, 30, null));
    expect(numbers(before)).toMatchObject({ ownPercentile: 0.5, ownMonths: 2, ownLossMonths: 2 });
    expect(numbers(before)).toMatchObject({ sectorPercentile: 0.25, sectorCompanies: 2 });
    expect(rules(before)).toEqual(['SHORT_HISTORY', 'LOSSES_BEFORE', 'USUAL_FOR_OWN', 'USUAL_FOR_SECTOR']);
  });

  it.each<[string, Findings, object, readonly string[]]>([
    [
      'no P/E',
      analyse(null, SIXTY, sectorOf(null, 20, 30)),
      { pe: null, ownPercentile: null, sectorPercentile: null, sectorMedianPe: 25 },
      ['NO_PE'],
    ],
    [
      'no history',
      analyse(20, [], sectorOf(20, 30)),
      { ownMonths: 0, ownMedianPe: null, ownPercentile: null, sectorPercentile: 0.25 },
      ['SHORT_HISTORY', 'USUAL_FOR_SECTOR'],
    ],
    [
      'one company',
      analyse(20, SIXTY, sectorOf(20, null, -1)),
      { sectorCompanies: 1, sectorMedianPe: null, sectorPercentile: null },
      ['ONE_COMPANY', 'LOW_FOR_OWN'],
    ],
    [
      'no sector',
      analyse(20, SIXTY, null),
      { sectorCompanies: null, sectorMedianPe: null, sectorPercentile: null },
      ['NO_SECTOR', 'LOW_FOR_OWN'],
    ],
  ])('states the outcome for %s', (_, found, expected, fired) => {
    expect(numbers(found)).toMatchObject(expected);
    expect(rules(found)).toEqual(fired);
    expect(found.recommendations).toEqual([]);
  });

  it('computes its confidence from what is known, and how old its results are', () => {
    expect(analyse(20, SIXTY.slice(30), sectorOf(20, null)).confidence).toBe(0.6666666667);
    const old = { ticker: A, on: ON, own: pe(20, 121), months: months(SIXTY), sector: sectorOf(20, 30) };
    expect(valuationAnalysis(old).confidence).toBe(0.6666666667);
    expect(valuationAnalysis({ ...old, own: pe(20, 120) }).confidence).toBe(1);
    expect(analyse(null, [], null).confidence).toBe(0);
  });

  it('says the session of its P/E, and counts the age of results to the day that is asked for', () => {
    const own = { ...pe(20, 100), day: ON - 30 };
    const found = valuationAnalysis({ ticker: A, on: ON, own, months: months(SIXTY), sector: null });
    expect(found.basis).toMatch('per share): on 2024-09-08; at 60');
    expect(found.confidence).toBe(0.6666666667);
    const late = valuationAnalysis({ ticker: A, on: ON + 21, own, months: months(SIXTY), sector: null });
    expect(late.confidence).toBe(0.3333333333);
  });
});
