import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

/** Actions of a company in some thirty years, and flags of its bars. */
const ACTIONS = 20;
const FLAGS = 30;
/** Of a text of the exchange. */
const DETAIL_BYTES = 500;
/** Kinds of flags of actions. */
const MOST_FLAGS = 3;

export const ACTION_POLICIES: Policies = {
  'Stock.actions': {
    access: 'MARKET_READ',
    freshness: 'COMMIT',
    size: ACTIONS,
    cost: ACTIONS + FLAGS,
    reads: 1,
  },
  'CorporateAction.flags': { access: 'INHERIT', freshness: 'INHERIT', size: MOST_FLAGS },
  ...inherited(
    'CorporateAction',
    ['exDate', 'factor', 'factorDerived', 'kind', 'newShares', 'oldShares', 'price', 'recordedAt', 'source'],
    { detail: DETAIL_BYTES },
  ),
};
