import { MOST_TICKERS } from '../../market/datasets/intelligence.js';
import { connectionPolicies } from '../connection/connectionPolicies.js';
import { inherited } from '../inherited.js';
import { rowsOfPage } from '../limits/pageOf.js';
import type { Policies } from '../noun.js';

/** Bytes of a long text. Most are shorter, and none is longer than five of them. */
const TEXT_BYTES = 2_000;

export const INTELLIGENCE_POLICIES: Policies = {
  'Query.intelligence': { access: 'COMPANIES_READ', freshness: 'UP_TO_DAY', cost: rowsOfPage, reads: 1 },
  'Stock.intelligence': { access: 'COMPANIES_READ', freshness: 'DAY', cost: rowsOfPage, reads: 1 },
  'Mutation.recordIntelligence': {
    access: ['COMPANIES_READ', 'COMPANIES_WRITE'],
    freshness: 'VOLATILE',
    cost: 20,
  },
  ...connectionPolicies('Intelligence', { cost: 1, reads: 1 }),
  ...inherited('IntelligenceItem', ['date', 'id', 'publishedOn', 'recordedBy'], {
    source: 60,
    text: TEXT_BYTES,
    title: 120,
    type: 24,
    url: 120,
  }),
  'IntelligenceItem.stocks': {
    access: 'MARKET_READ',
    freshness: 'INHERIT',
    size: MOST_TICKERS,
    // One statement finds companies that are not known any more.
    cost: 1,
    reads: 1,
  },
};
