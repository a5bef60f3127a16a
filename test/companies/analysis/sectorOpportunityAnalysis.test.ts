import { describe, expect, it } from '@jest/globals';
import type { Findings } from '../../../src/companies/analysis/findings.js';
import { sectorOpportunityAnalysis } from '../../../src/companies/analysis/sectorOpportunityAnalysis.js';
import { comparedSectorOf, type FiledCompany } from '../../support/companies/comparedSectorOf.js';

const numbers = ({ results }: Findings) =>
  Object.fromEntries(results.map(({ name, value }) => [name, value]));
const rules = (found: Findings) => found.insights.map(({ rule }) => rule);
const analyse = (filed: readonly FiledCompany[], options = {}) =>
  sectorOpportunityAnalysis(comparedSectorOf(filed, options));

/** Companies of equal sales: the HHI of ten is 1,000, that of five is 2,000. */
const equal = (count: number, growth: number): FiledCompany[] =>
  Array.from({ length: count }, (_, k) => ({
    ticker: `T${k}.NS`,
    sales: 100 * (1 + growth),
    salesBefore: 100,
  }));

describe('the opportunity of a sector', () => {
  it('has its size, growth, concentration and disruptors', () => {
    const found = analyse([
      { ticker: 'A.NS', sales: 500, salesBefore: 400, span: [439, 216] },
      { ticker: 'B.NS', sales: 300, salesBefore: 300, span: [289, 127] },
      { ticker: 'C.NS', sales: 200, salesBefore: 220, span: [1000, 0] },
    ]);
    expect(numbers(found)).toEqual({
      companies: 3,
      revenue: 1000,
      growth: 0.0869565217,
      // (1728 / 343)^(1/3) − 1: 12 / 7 − 1.
      cagr3y: 0.7142857143,
      companiesInCagr: 3,
      companiesInGrowth: 3,
      hhi: 3800,
      topThree: 1,
      disruptors: 0,
      coverage: 1,
    });
  });

  it('says where growth is that of few companies', () => {
    const of = (known: number) =>
      analyse(
        equal(10, 0.25).map(({ salesBefore = 0, ...one }, k) => (k < known ? { ...one, salesBefore } : one)),
      );
    expect(rules(of(5))).not.toContain('GROWTH_OF_FEW');
    expect(of(4).insights.find(({ rule }) => rule === 'GROWTH_OF_FEW')).toMatchObject({
      sentence: expect.stringContaining('The growth of 25 % is that of 4 of 10 companies'),
    });
  });

  it.each([
    ['HIGH', 10, 0.21],
    ['MEDIUM', 10, 0.2],
    ['MEDIUM', 10, -0.5],
    ['MEDIUM', 5, 0.21],
    ['MEDIUM', 5, 0.11],
    ['LOW', 5, 0.1],
    ['LOW', 5, -0.2],
  ])('is %s for %d companies that grow by %d', (level, count, growth) => {
    const { recommendations } = analyse(equal(count, growth));
    expect(recommendations.map(({ rule }) => rule)).toEqual([`OPPORTUNITY_${level}`]);
    expect(recommendations[0].numbers.map(({ name }) => name)).toEqual(['growth', 'hhi']);
  });

  it('says what it is judged by', () => {
    expect(analyse(equal(10, 0.25)).recommendations[0].sentence).toBe(
      'With growth of 25 % and an HHI of 1,000, below 1,500, the opportunity is HIGH. The sector grows fast, and many ' +
        'companies share its revenue. Ask which of them grow faster than it does, and at what margin.',
    );
    const advice = (count: number, growth: number) =>
      analyse(equal(count, growth)).recommendations[0].sentence;
    expect(advice(10, 0.15)).toMatch('The sector grows, and many companies share its revenue.');
    expect(advice(5, 0.25)).toMatch('The sector grows, but its revenue is concentrated.');
    expect(advice(10, 0.05)).toMatch('but it does not grow by more than 10 %.');
    expect(advice(5, 0.05)).toMatch('does not grow by more than 10 %, and its revenue is concentrated.');
    const [unknown] = analyse([{ ticker: 'A.NS', sales: 100 }]).recommendations;
    expect(unknown).toMatchObject({
      rule: 'OPPORTUNITY_UNKNOWN',
      sentence: 'The opportunity is not judged: the growth of the sector is not known.',
    });
  });

  it('counts disruptors, and says how the pace changed', () => {
    const found = analyse([
      ...Array.from({ length: 6 }, (_, k) => ({
        ticker: `T${k}.NS`,
        sales: 1000 - k,
        salesBefore: 900,
        span: [900, 700] as const,
      })),
      { ticker: 'X.NS', sales: 20, salesBefore: 5 },
      { ticker: 'Y.NS', sales: 10, salesBefore: 5 },
    ]);
    expect(numbers(found)).toMatchObject({ disruptors: 2, companiesInCagr: 6 });
    expect(found.insights.map(({ sentence }) => sentence)).toEqual([
      'Revenue changed by 11.2 % within a year, more than the 8.74 % a year of the newest three fiscal years.',
      '2 disruptors: among the three that grow fastest, and not among the six largest.',
    ]);
  });

  it.each<[string, readonly FiledCompany[], object, readonly string[]]>([
    ['no company', [], { companies: 0, revenue: null, hhi: null, coverage: 0 }, ['NO_REVENUE']],
    [
      'no revenue',
      [{ ticker: 'A.NS', sales: 0, salesBefore: 0 }],
      { companies: 0, revenue: null, growth: null, hhi: null },
      ['NO_REVENUE'],
    ],
    [
      'one company',
      [{ ticker: 'A.NS', sales: 10, salesBefore: 0 }],
      { companies: 1, revenue: 10, growth: null, hhi: 10_000 },
      ['ONE_COMPANY', 'CONCENTRATED'],
    ],
    [
      'low coverage',
      [{ ticker: 'A.NS', sales: 10 }, { ticker: 'B.NS', sales: 10 }, { ticker: 'C.NS' }],
      { companies: 2, coverage: 0.6666666667, hhi: 5000 },
      ['LOW_COVERAGE', 'CONCENTRATED'],
    ],
  ])('states the outcome for %s', (_, filed, expected, fired) => {
    const found = analyse(filed);
    expect(numbers(found)).toMatchObject(expected);
    expect(rules(found)).toEqual(fired);
    // Only of more than three companies are there three largest ones.
    expect(JSON.stringify(found.insights)).not.toMatch('three largest');
    expect(found.basis).toContain('of listed companies of the store only');
  });

  it('has no growth a year where sales at an end are not above 0', () => {
    const cagr = (span: readonly [number, number]) =>
      numbers(analyse([{ ticker: 'A.NS', sales: 1, span }]))['cagr3y'];
    expect(cagr([8, 1])).toBe(1);
    expect(cagr([0, 1])).toBeNull();
    expect(cagr([1, 0])).toBeNull();
    expect(cagr([-1, -8])).toBeNull();
  });

  it('computes its confidence from the companies that are known', () => {
    const whole = { ticker: 'A.NS', sales: 10, salesBefore: 10, span: [10, 10] as const };
    expect(analyse([whole]).confidence).toBe(1);
    // Revenue, growth and span of one of two.
    expect(analyse([whole, { ticker: 'B.NS' }]).confidence).toBe(0.5);
    expect(analyse([{ ...whole, publishedOn: '2024-06-09' }]).confidence).toBe(0);
    expect(analyse([]).confidence).toBe(0);
  });
});
