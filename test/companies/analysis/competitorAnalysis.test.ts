import { describe, expect, it } from '@jest/globals';
import { competitorAnalysis } from '../../../src/companies/analysis/competitorAnalysis.js';
import type { Findings } from '../../../src/companies/analysis/findings.js';
import type { Ticker } from '../../../src/scoring/names.js';
import { comparedSectorOf, type FiledCompany } from '../../support/companies/comparedSectorOf.js';

const A = 'A.NS' as Ticker;

const THREE: readonly FiledCompany[] = [
  { ticker: 'A.NS', sales: 500, salesBefore: 400, operatingProfit: 100, roce: 0.2 },
  { ticker: 'B.NS', sales: 300, salesBefore: 300, operatingProfit: 30, roce: 0.12 },
  { ticker: 'C.NS', sales: 200, salesBefore: 220, operatingProfit: 10, roce: 0.1 },
];

const numbers = ({ results }: Findings) =>
  Object.fromEntries(results.map(({ name, value }) => [name, value]));
const rules = (found: Findings) => found.insights.map(({ rule }) => rule);
const advice = (found: Findings) => found.recommendations.map(({ rule }) => rule);
const analyse = (filed: readonly FiledCompany[], options = {}) =>
  competitorAnalysis(A, comparedSectorOf(filed, options));

describe('a comparison with competitors', () => {
  it('has the shares, growth and efficiency of a company and its rivals', () => {
    const found = analyse(THREE);
    expect(numbers(found)).toEqual({
      companies: 3,
      rank: 1,
      revenue: 500,
      share: 0.5,
      relativeShare: 1.6666666667,
      growth: 0.25,
      // 1000 / 920 − 1.
      sectorGrowth: 0.0869565217,
      operatingMargin: 0.2,
      // Of 0.1 and 0.05.
      medianOperatingMargin: 0.075,
      returnOnCapital: 0.2,
      medianReturnOnCapital: 0.11,
      hhi: 3800,
    });
    expect(found.insights.map(({ sentence }) => sentence)).toEqual([
      'Its revenue is 1.67 times that of its largest rival.',
      'Its growth within a year of 25 % is above that of its sector, 8.7 %.',
      'Its operating margin of 20 % is above the median of its peers, 7.5 %.',
      'Its return on capital employed of 20 % is above the median of its peers, 11 %.',
    ]);
    expect(found.recommendations).toEqual([
      {
        rule: 'SHARE_FROM_30',
        sentence: expect.stringMatching(/^With a share of 50 %, above 30 %, it has more to defend/),
        numbers: [
          { name: 'share', value: 0.5 },
          { name: 'companies', value: 3 },
        ],
      },
    ]);
    expect(found.confidence).toBe(1);
    expect(found.basis).toBe(
      'TTM sales of listed companies of the store only: of 3, 3 are compared, 3 consolidated, 0 standalone, 0 of unknown ' +
        'basis; the newest results were published on 2024-08-01.',
    );
  });

  it.each([
    ['SHARE_BELOW_10', 99.99],
    ['SHARE_BELOW_30', 100],
    ['SHARE_BELOW_30', 299.99],
    ['SHARE_FROM_30', 300],
  ])('advises %s at sales of %d of 1000', (rule, sales) => {
    const found = analyse([
      { ticker: 'A.NS', sales },
      { ticker: 'B.NS', sales: 1000 - sales },
    ]);
    expect(advice(found)).toEqual([rule]);
  });

  it('says what it has against a larger rival', () => {
    const found = analyse([
      { ticker: 'A.NS', sales: 50, salesBefore: 60, operatingProfit: -5, roce: 0.02 },
      ...THREE.slice(1),
    ]);
    expect(rules(found)).toEqual(['SMALLER_THAN_THE_LARGEST', 'LOSES_SHARE', 'MARGIN_BELOW', 'RETURN_BELOW']);
  });

  it('states that a company is alone', () => {
    const found = analyse([THREE[0]]);
    expect(numbers(found)).toMatchObject({ companies: 1, share: 1, relativeShare: null, hhi: 10_000 });
    expect(numbers(found)).toMatchObject({ medianOperatingMargin: null, medianReturnOnCapital: null });
    expect(rules(found)).toEqual(['ONE_COMPANY']);
    expect(found.recommendations).toEqual([]);
    // Its own four inputs are known, and none of rivals.
    expect(found.confidence).toBe(0.5);
  });

  it('states that a company has no revenue, and that none has', () => {
    const one = analyse([{ ticker: 'A.NS', sales: 0, salesBefore: 0 }, ...THREE.slice(1)]);
    expect(numbers(one)).toMatchObject({ share: 0, relativeShare: 0, growth: null, rank: 3 });
    expect(rules(one)).toEqual(['NO_REVENUE', 'SMALLER_THAN_THE_LARGEST', 'NOT_KNOWN']);
    expect(one.insights[2]).toEqual({
      rule: 'NOT_KNOWN',
      sentence:
        'It has no growth within a year, no operating margin, no return on capital employed: figures are missing, too old, ' +
        'or not above 0 where they are divided by.',
      numbers: ['growth', 'operatingMargin', 'returnOnCapital'].map((name) => ({ name, value: null })),
    });
    expect(advice(one)).toEqual(['SHARE_BELOW_10']);
    const none = analyse([
      { ticker: 'A.NS', sales: 0 },
      { ticker: 'B.NS', sales: 0 },
    ]);
    expect(numbers(none)).toMatchObject({ companies: 0, share: null, relativeShare: null, hhi: null });
    expect(none.insights).toEqual([
      {
        rule: 'NOT_COMPARED',
        sentence: expect.stringContaining('A.NS has no share: no revenue'),
        numbers: [],
      },
    ]);
    expect(none.recommendations).toEqual([]);
  });

  it('says why a company is not compared', () => {
    const sentence = (filed: readonly FiledCompany[], options = {}) => {
      const { insights, results } = analyse(filed, options);
      expect(results.find(({ name }) => name === 'share')?.value).toBeNull();
      return insights.map((insight) => insight.sentence);
    };
    expect(sentence([{ ticker: 'A.NS', roce: 0.2 }, ...THREE.slice(1)])).toEqual([
      'A.NS has no share: no figures: no sales of four consecutive quarters.',
    ]);
    expect(sentence(THREE.slice(1))).toEqual([
      'A.NS has no share: it was not traded in the 30 days up to the newest session up to 2024-10-08.',
    ]);
    expect(sentence([], { isGroup: false })).toEqual([
      'A.NS was in no sector group on 2024-10-08, so there is nothing to compare it with.',
    ]);
  });

  it('compares lenders without a margin', () => {
    const found = analyse(
      [
        { ticker: 'A.NS', sales: 500, salesBefore: 400, operatingProfit: 100, roe: 0.2, roce: 0.01 },
        { ticker: 'B.NS', sales: 300, salesBefore: 300, operatingProfit: 30, roe: 0.1 },
      ],
      { isLender: true },
    );
    expect(numbers(found)).toMatchObject({
      operatingMargin: null,
      medianOperatingMargin: null,
      returnOnCapital: 0.2,
      medianReturnOnCapital: 0.1,
    });
    expect(found.confidence).toBe(1);
    expect(found.basis).toMatch(/^TTM revenue of /);
  });

  it('computes its confidence from what is known, and how old it is', () => {
    const old = THREE.map((company) => ({ ...company, publishedOn: '2024-06-10' }));
    // 2024-10-08 is 120 days after 2024-06-10, and 121 after the day before.
    expect(analyse(old).confidence).toBe(1);
    expect(analyse(old.map((one) => ({ ...one, publishedOn: '2024-06-09' }))).confidence).toBe(0);
    const mixed = [THREE[0], { ...THREE[1], publishedOn: '2024-06-09' }, THREE[2]];
    // Of eight inputs all are known; the four of the rivals are half old.
    expect(analyse(mixed).confidence).toBe(0.75);
    const lacking = [THREE[0], { ticker: 'B.NS', sales: 300, salesBefore: 300 }, THREE[2]];
    // Margin and return are known of one of two rivals.
    expect(analyse(lacking).confidence).toBe(0.875);
    expect(analyse([]).confidence).toBe(0);
  });
});
