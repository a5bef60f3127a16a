import { inherited } from '../inherited.js';
import type { FieldVisit } from '../limits/fieldVisit.js';
import { PRICES } from '../limits/prices.js';
import type { Policies } from '../noun.js';
import type { Representation } from './anyScalar.js';

/** The row of a score, and its run where it is not a current one. */
const ROWS = 2;
/** The SDL of the schema. A test compares it with the schema. */
const SDL_BYTES = 352_256;

export const FEDERATION_POLICIES: Policies = {
  'Query._service': { access: 'PUBLIC', freshness: 'TODAY', showsSchema: true },
  ...inherited('_Service', [], { sdl: SDL_BYTES }),
  'Query._entities': {
    access: 'PUBLIC',
    kinds: ({ args: { representations } }) => (representations as readonly Representation[]).map(typeOf),
    freshness: 'TODAY',
    size: numberOfRepresentations,
    cost: (visit) => numberOfRepresentations(visit) * ROWS,
    // Any of them may be a score.
    work: (visit) => numberOfRepresentations(visit) * PRICES.found,
    reads: 1,
  },
};

function numberOfRepresentations({ args: { representations } }: FieldVisit): number {
  return Array.isArray(representations) ? representations.length : 0;
}

/** Returns the empty text where none is named, which is refused. */
function typeOf(representation: Representation): string {
  const type = Object.hasOwn(representation, '__typename') ? representation['__typename'] : null;
  return typeof type === 'string' ? type : '';
}
