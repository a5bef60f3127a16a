import { scoreDay, type DayScores } from '../../../src/scoring/scoreDay.js';
import { sectionOf, V10, V11, type Row } from './section.js';

/** Thirty-six stocks of five groups, with everything that a penalty or a guardrail can hold against one. */
const rows: Row[] = [
  ...Array.from({ length: 24 }, (_, k): Row => ({
    sector: k % 2 === 0 ? 'energy' : 'fmcg',
    roe_3y: 0.05 + k / 100,
    ret_21d: k % 2 === 0 ? k / 1000 : -0.2 + k / 1000,
    ret_63d: k % 2 === 0 ? k / 800 : -0.3,
    ret_126d: k % 2 === 0 ? k / 500 : -0.4,
    rsi14: 30 + 2 * k,
    close: 95 + k,
  })),
  { sector: 'energy', median_traded_value_cr: 1, rsi14: 70, close: 120, roe_3y: 0.5, ev_ebitda: 3 },
  { sector: 'energy', median_traded_value_cr: null, meeting: 1, meetingSide: -1 },
  {
    sector: 'energy',
    promoter_pledge_frac: 0.3,
    sigma20: 0.2,
    meeting: 0,
    meetingSide: 0,
    auditor: 30,
    board: 1,
    close: 120,
  },
  { sector: 'energy', promoter_pledge_frac: null, meeting: 9, meetingSide: 1, board: 500 },
  { sector: 'fmcg', promoter_pledge_frac: 0.15, median_traded_value_cr: 4, secondary: ['prices'] },
  {
    sector: 'fmcg',
    roe_3y: null,
    sales_cagr_3y: null,
    eps_cagr_3y: null,
    ev_ebitda: null,
    pe: null,
    roce_3y: null,
    opm_stdev_12q: null,
  },
  { sector: 'it', age_prices: 9, age_fundamentals: null, age_ownership: null, sigma20: 0.03 },
  { sector: 'it', sigma20: null },
  // With fewer than five groups none can fall 1.5 deviations behind.
  ...['metals', 'metals', 'pharma', 'pharma'].map((sector): Row => ({ sector })),
];

export const DAY: DayScores = scoreDay(sectionOf(rows), V11);
export const DAY_10: DayScores = scoreDay(sectionOf(rows), V10);
