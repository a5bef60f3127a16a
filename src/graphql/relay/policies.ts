import { typeOfId } from '../ids.js';
import { inherited } from '../inherited.js';
import type { FieldVisit } from '../limits/fieldVisit.js';
import { PRICES } from '../limits/prices.js';
import type { Policies } from '../noun.js';

/** The row of a node, and the run of a score where it is not a current one. */
const ROWS = 2;

/** Units of an id, which may be of a score. */
const FOUND = PRICES.found;

/** What Relay asks of every schema: nodes by their ids, and the position of a page. */
export const RELAY_POLICIES: Policies = {
  // Volatile because a run changes while it works.
  'Query.node': {
    access: 'PUBLIC',
    kinds: ({ args: { id } }) => typesOf([id]),
    freshness: 'VOLATILE',
    cost: ROWS,
    work: FOUND,
    reads: 1,
  },
  'Query.nodes': {
    access: 'PUBLIC',
    kinds: ({ args: { ids } }) => typesOf(ids as readonly unknown[]),
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

/** Returns the types of ids. A text that is no id finds nothing, so that it needs no scope: its error is told. */
function typesOf(ids: readonly unknown[]): readonly string[] {
  return ids.map((id) => typeOfId(String(id))).filter((type) => type !== null);
}
