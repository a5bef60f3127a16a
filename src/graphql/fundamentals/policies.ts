import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

/** The features that name the session as of which figures are known. */
const FEATURES = 1;
/** Ten years of a dozen figures in each statement, and of as many quarters as there are, with the actions since. */
const FIGURES = 600;

/** LATE and DATED_BACK of the period, and UNITS of each figure. */
const MOST_FLAGS = 10;

export const FUNDAMENTALS_POLICIES: Policies = {
  'Stock.fundamentals': { access: 'MARKET_READ', freshness: 'DAY', cost: FEATURES + FIGURES, reads: 1 },
  // All are of one day of the market, which is charged as it is read.
  'StockEdge.fundamentals': { access: 'INHERIT', freshness: 'INHERIT', reads: 1 },
  'Fundamentals.flags': {
    access: 'INHERIT',
    freshness: 'INHERIT',
    cost: MOST_FLAGS,
    size: MOST_FLAGS,
    reads: 1,
  },
  ...inherited('Fundamentals', [
    'assetGrowth',
    'basis',
    'bookYield',
    'earningsYield',
    'epsCagr3y',
    'evEbitda',
    'gnpaPct',
    'nim3y',
    'opmStdev12q',
    'pcrPct',
    'pe',
    'periodEnd',
    'publishedOn',
    'roa3y',
    'roce3y',
    'roe3y',
    'salesCagr3y',
    'source',
  ]),
};
