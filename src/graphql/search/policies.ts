import type { FieldVisit } from '../limits/fieldVisit.js';
import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';
import { MOST_HITS } from './searchInput.js';

/** Units of work: to count and rank words takes some 20 ms, to embed a query and compare its vector as much again. */
const WORK = { KEYWORD: 1_000, SEMANTIC: 1_000, HYBRID: 2_000 };
/** Bytes of the highlights of a hit: three of some 160 characters. */
const HIGHLIGHT_BYTES = 520;

export const SEARCH_POLICIES: Policies = {
  // Uploads and jobs change documents without a commit of an import.
  'Query.searchDocuments': {
    access: 'COMPANIES_READ',
    freshness: 'VOLATILE',
    cost: hitsOf,
    work: (visit) => WORK[modeOf(visit)],
    // Its other statements are part of its work. With one, the document of a hit can be asked for.
    reads: 1,
  },
  ...inherited('SearchResult', ['mode'], { model: 60 }),
  'SearchResult.hits': { access: 'INHERIT', freshness: 'INHERIT', size: (visit) => hitsOf(visit.parent) },
  ...inherited('SearchHit', ['keyword', 'score', 'semantic'], { highlights: HIGHLIGHT_BYTES }),
  'SearchHit.chunk': { access: 'INHERIT', freshness: 'INHERIT' },
};

/** Returns the most hits of a search. The resolver refuses numbers out of bounds, which count as the nearest one. */
function hitsOf(visit: Pick<FieldVisit, 'args'> | null): number {
  const { first } = inputOf(visit);
  return typeof first === 'number' ? Math.min(Math.max(first, 1), MOST_HITS) : MOST_HITS;
}

function modeOf(visit: FieldVisit): keyof typeof WORK {
  const { mode } = inputOf(visit);
  return mode === 'KEYWORD' || mode === 'SEMANTIC' ? mode : 'HYBRID';
}

const inputOf = (
  visit: Pick<FieldVisit, 'args'> | null,
): { readonly first?: unknown; readonly mode?: unknown } => (visit?.args['input'] ?? {}) as object;
