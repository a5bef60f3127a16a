import { FLAG_COUNTS } from '../flag/policies.js';
import { inherited } from '../inherited.js';
import { givenRows } from '../limits/givenRows.js';
import type { Policies } from '../noun.js';

export const RECORD_BARS_POLICIES: Policies = {
  'Mutation.recordBars': { access: 'MARKET_WRITE', freshness: 'VOLATILE', cost: givenRows },
  ...inherited('RecordedBars', ['inserted', 'rescoreQueued', 'rows', 'unchanged', 'updated']),
  'RecordedBars.flags': FLAG_COUNTS,
  'RecordedBars.refused': {
    access: 'INHERIT',
    freshness: 'INHERIT',
    size: ({ parent }) => (parent === null ? 0 : givenRows(parent)),
  },
  ...inherited('RefusedRow', ['column', 'row', 'rule'], { reason: 300, value: 100 }),
};
