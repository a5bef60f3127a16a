import { inherited } from '../inherited.js';
import type { FieldVisit } from '../limits/fieldVisit.js';
import { sizeOfPage } from '../limits/pageOf.js';
import type { Policies } from '../noun.js';

/** To change a method. */
const CHANGED = 40;
/** To score a stock of a day again. */
const SCORED_AGAIN = 0.15;
/** The most stocks of a day. */
const CROSS_SECTION = 2_000;

export const WHAT_IF_POLICIES: Policies = {
  'Query.whatIf': { access: 'WHAT_IF', freshness: 'DAY', work: triedUnits(CROSS_SECTION), reads: 'BOOK' },
  ...inherited('WhatIf', [], { methodHash: 66 }),
  'WhatIf.bands': { access: 'INHERIT', freshness: 'INHERIT', size: 4 },
  'WhatIf.stocks': { access: 'INHERIT', freshness: 'INHERIT', size: listedStocks },
  ...inherited('WhatIfStock', ['band', 'stock', 'value']),
  'WhatIfStock.base': { access: 'SCORES_READ', freshness: 'INHERIT' },
  // Together with the value it tells the base.
  'WhatIfStock.change': { access: 'SCORES_READ', freshness: 'INHERIT' },
};

/** Returns the units of scoring the stocks of a day with a changed method. */
export function triedUnits(stocks: number): number {
  return CHANGED + stocks * SCORED_AGAIN;
}

function listedStocks({ parent }: FieldVisit): number {
  const input = parent?.args['input'] as { readonly first?: number | null } | undefined;
  return sizeOfPage(input?.first ?? 50);
}
