import { describe, expect, it } from '@jest/globals';
import { competitorAnalysis } from '../../../src/companies/analysis/competitorAnalysis.js';
import { confidenceOf } from '../../../src/companies/analysis/confidence.js';
import { inputsHash } from '../../../src/companies/analysis/inputsHash.js';
import { sectorOpportunityAnalysis } from '../../../src/companies/analysis/sectorOpportunityAnalysis.js';
import type { IsoDate, Ticker } from '../../../src/scoring/names.js';
import { comparedSectorOf, type FiledCompany } from '../../support/companies/comparedSectorOf.js';

const A: FiledCompany = { ticker: 'A.NS', sales: 500, salesBefore: 400, roce: 0.2, span: [400, 300] };
const B: FiledCompany = { ticker: 'B.NS', sales: 300 };
const ON = '2024-10-08' as IsoDate;

const hashOf = (filed: readonly FiledCompany[], asked = {}) => {
  const ticker = 'A.NS' as Ticker;
  const { figures } = competitorAnalysis(ticker, comparedSectorOf(filed));
  return inputsHash({ kind: 'COMPETITOR', ticker, sector: null, on: ON, figures, ...asked });
};

describe('the hash of the inputs of an analysis', () => {
  it('is the same for the same inputs, in any order', () => {
    expect(hashOf([A, B])).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOf([B, A])).toBe(hashOf([A, B]));
  });

  it('changes with each figure and each thing that was asked for', () => {
    const changed = [
      hashOf([A, B]),
      hashOf([A, B], { kind: 'VALUATION' }),
      hashOf([A, B], { ticker: 'B.NS' }),
      hashOf([A, B], { sector: 'cement' }),
      hashOf([A, B], { on: '2024-10-09' }),
      hashOf([A]),
      hashOf([{ ...A, sales: 500.01 }, B]),
      hashOf([{ ...A, salesBefore: 401 }, B]),
      hashOf([{ ...A, roce: 0.21 }, B]),
      hashOf([{ ...A, publishedOn: '2024-08-02' }, B]),
      hashOf([A, { ...B, sales: 301 }]),
    ];
    expect(new Set(changed).size).toBe(changed.length);
    // Annual sales are not among them.
    expect(hashOf([{ ...A, span: [400, 301] }, B])).toBe(changed[0]);
    const opportunity = (span: readonly [number, number], roce: number) =>
      sectorOpportunityAnalysis(comparedSectorOf([{ ...A, span, roce }])).figures;
    expect(opportunity([400, 300], 0.3)).toEqual(opportunity([400, 300], 0.2));
    expect(opportunity([400, 301], 0.2)).not.toEqual(opportunity([400, 300], 0.2));
  });
});

describe('a confidence', () => {
  it('is null where nothing is needed', () => {
    expect(confidenceOf([])).toBeNull();
  });

  it('counts each input alike, however many figures it is of', () => {
    const fresh = { of: 1, ages: [0] };
    expect(confidenceOf([fresh, { of: 100, ages: [] }])).toBe(0.5);
    expect(confidenceOf([fresh, { of: 4, ages: [120, 121] }])).toBe(0.625);
    expect(confidenceOf([fresh, { of: 0, ages: [] }])).toBe(0.5);
  });
});
