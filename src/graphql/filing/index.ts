import type { Noun } from '../noun.js';
import { nodeKind } from '../relay/nodeKind.js';
import { FILING_IDS } from './filing.js';
import { filingOf } from './filingOf.js';
import { FilingResolver } from './filingResolver.js';
import { FILING_POLICIES } from './policies.js';
import { StockFilings } from './stockFilings.js';

export const filingNoun: Noun = {
  resolvers: [StockFilings, FilingResolver],
  policies: FILING_POLICIES,
  nodes: [nodeKind(FILING_IDS, 'COMPANIES_READ', filingOf)],
};
