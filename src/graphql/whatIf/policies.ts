import { inherited } from '../inherited.js';
import type { FieldVisit } from '../limits/fieldVisit.js';
import { sizeOfPage } from '../limits/pageOf.js';
import type { Policies } from '../noun.js';

/** The stocks of a day, which are all scored again. */
const CROSS_SECTION = 2_000;

export const WHAT_IF_POLICIES: Policies = {
  'Query.whatIf': { access: 'WHAT_IF', freshness: 'DAY', cost: CROSS_SECTION, reads: 'BOOK' },
  ...inherited('WhatIf', ['methodHash']),
  'WhatIf.bands': { access: 'INHERIT', freshness: 'INHERIT', size: 4 },
  'WhatIf.stocks': { access: 'INHERIT', freshness: 'INHERIT', size: listedStocks },
  ...inherited('WhatIfStock', ['band', 'change', 'stock', 'value']),
  'WhatIfStock.base': { access: 'SCORES_READ', freshness: 'INHERIT' },
};

function listedStocks({ parent }: FieldVisit): number {
  const input = parent?.args['input'] as { readonly first?: number | null } | undefined;
  return sizeOfPage(input?.first ?? 50);
}
