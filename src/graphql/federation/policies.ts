import type { Scope } from '../../access/scopes.js';
import { inherited } from '../inherited.js';
import type { FieldVisit } from '../limits/fieldVisit.js';
import { PRICES } from '../limits/prices.js';
import type { Policies } from '../noun.js';

/** As for Query.node: what is found is not known before it is read, and its fields inherit their access. */
const ALL_KINDS: readonly Scope[] = ['MARKET_READ', 'SCORES_READ'];
/** The row of a score, and its run where it is not a current one. */
const ROWS = 2;
/** The SDL of the schema. A test compares it with the schema. */
const SDL_BYTES = 65_536;

export const FEDERATION_POLICIES: Policies = {
  'Query._service': { access: 'PUBLIC', freshness: 'TODAY' },
  ...inherited('_Service', [], { sdl: SDL_BYTES }),
  'Query._entities': {
    access: ALL_KINDS,
    freshness: 'TODAY',
    size: numberOfRepresentations,
    cost: (visit) => numberOfRepresentations(visit) * ROWS,
    // Any of them may be refused, which costs more than the row of a score.
    work: (visit) => numberOfRepresentations(visit) * PRICES.found,
    reads: 1,
  },
};

function numberOfRepresentations({ args: { representations } }: FieldVisit): number {
  return Array.isArray(representations) ? representations.length : 0;
}
