import { FLAG_COUNTS } from '../flag/policies.js';
import { inherited } from '../inherited.js';
import type { FieldVisit } from '../limits/fieldVisit.js';
import type { Policies } from '../noun.js';

export const RECORD_BARS_POLICIES: Policies = {
  'Mutation.recordBars': { access: 'MARKET_WRITE', freshness: 'VOLATILE', cost: givenBars },
  ...inherited('RecordedBars', ['inserted', 'rescoreQueued', 'rows', 'unchanged', 'updated']),
  'RecordedBars.flags': FLAG_COUNTS,
  'RecordedBars.refused': {
    access: 'INHERIT',
    freshness: 'INHERIT',
    size: ({ parent }) => (parent === null ? 0 : givenBars(parent)),
  },
  ...inherited('RefusedRow', ['column', 'row', 'rule'], { reason: 300, value: 100 }),
};

function givenBars({ args }: FieldVisit): number {
  const { rows } = (args['input'] ?? {}) as { readonly rows?: readonly unknown[] };
  return rows?.length ?? 0;
}
