import type { Scope } from '../../access/scopes.js';
import { inherited } from '../inherited.js';
import type { FieldVisit } from '../limits/fieldVisit.js';
import { PRICES } from '../limits/prices.js';
import type { Policies } from '../noun.js';

/**
 * What an id stands for is not known before it is read, and the fields of nodes inherit their access. So a caller
 * needs the scopes of all kinds of nodes: stocks and sectors are of the market, scores and runs are scores.
 */
const ALL_KINDS: readonly Scope[] = ['MARKET_READ', 'SCORES_READ'];
/** The row of a node, and the run of a score where it is not a current one. */
const ROWS = 2;

/** Points of an id: it may be of a score, or of nothing, which is refused and costs more. */
const FOUND = PRICES.found;

/** What Relay asks of every schema: nodes by their ids, and the position of a page. */
export const RELAY_POLICIES: Policies = {
  // Volatile because a run changes while it works.
  'Query.node': {
    access: ALL_KINDS,
    freshness: 'VOLATILE',
    cost: ROWS,
    work: FOUND,
    reads: 1,
  },
  'Query.nodes': {
    access: ALL_KINDS,
    freshness: 'VOLATILE',
    size: numberOfIds,
    cost: (visit) => numberOfIds(visit) * ROWS,
    work: (visit) => numberOfIds(visit) * FOUND,
    reads: 1,
  },
  ...inherited('Node', ['id']),
  ...inherited('PageInfo', ['hasNextPage', 'hasPreviousPage'], { endCursor: 110, startCursor: 110 }),
};

function numberOfIds({ args: { ids } }: FieldVisit): number {
  return Array.isArray(ids) ? ids.length : 0;
}
