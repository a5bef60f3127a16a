import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

/** The features that name the session as of which figures are known. */
const FEATURES = 1;
/** Ten years of a dozen figures in each statement, and of as many quarters as there are. */
const FIGURES = 600;

export const FUNDAMENTALS_POLICIES: Policies = {
  'Stock.fundamentals': { access: 'MARKET_READ', freshness: 'DAY', cost: FEATURES + FIGURES, reads: 1 },
  ...inherited('Fundamentals', [
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
