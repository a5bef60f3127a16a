import { inherited } from '../inherited.js';
import type { FieldVisit } from '../limits/fieldVisit.js';
import { sizeOfPage } from '../limits/pageOf.js';
import type { Policies } from '../noun.js';

/** To score a stock of a day again. */
export const SCORED_AGAIN = 0.15;
/** The most stocks of a day. */
const CROSS_SECTION = 2_000;

export const WHAT_IF_POLICIES: Policies = {
  'Query.whatIf': { access: 'WHAT_IF', freshness: 'DAY', work: CROSS_SECTION * SCORED_AGAIN, reads: 'BOOK' },
  ...inherited('WhatIf', [], { methodHash: 66 }),
  'WhatIf.bands': { access: 'INHERIT', freshness: 'INHERIT', size: 4 },
  'WhatIf.stocks': { access: 'INHERIT', freshness: 'INHERIT', size: listedStocks },
  ...inherited('WhatIfStock', ['band', 'change', 'stock', 'value']),
  'WhatIfStock.base': { access: 'SCORES_READ', freshness: 'INHERIT' },
};

function listedStocks({ parent }: FieldVisit): number {
  const input = parent?.args['input'] as { readonly first?: number | null } | undefined;
  return sizeOfPage(input?.first ?? 50);
}
