import { connectionPolicies } from '../connection/connectionPolicies.js';
import { inherited } from '../inherited.js';
import { rowsOfPage } from '../limits/pageOf.js';
import type { Policies } from '../noun.js';

/** The former values of a stock, of which all are read, whatever the page. */
const FORMER_VALUES = 500;

export const CORRECTION_POLICIES: Policies = {
  'Stock.corrections': {
    access: 'MARKET_READ',
    freshness: 'TODAY',
    cost: (visit) => rowsOfPage(visit) + FORMER_VALUES,
    reads: 1,
  },
  ...connectionPolicies('Correction', { cost: FORMER_VALUES, reads: 1 }),
  'Correction.batch': { access: 'OPERATIONS_READ', freshness: 'TODAY', cost: 1, reads: 1 },
  ...inherited('Correction', ['dataset', 'recordedAt', 'withdrawn'], {
    field: 30,
    former: 100,
    key: 100,
    new: 100,
    reason: 300,
  }),
};
