import type { FieldPolicy } from '../fieldPolicy.js';
import { inherited } from '../inherited.js';
import type { FieldVisit } from '../limits/fieldVisit.js';
import { pageOf } from '../limits/pageOf.js';
import type { Policies } from '../noun.js';

const PAGE: FieldPolicy = {
  access: 'INHERIT',
  freshness: 'INHERIT',
  size: ({ parent }: FieldVisit) => (parent === null ? 0 : pageOf(parent)),
};

/**
 * Returns the policies of a connection and its edges: `StockConnection` and `StockEdge` for `Stock`.
 *
 * @param totalCount what `totalCount` costs and reads; nothing where it is left out
 */
export function connectionPolicies(
  nodeType: string,
  totalCount: Pick<FieldPolicy, 'cost' | 'reads'> = {},
): Policies {
  const connection = `${nodeType}Connection`;
  return {
    [`${connection}.edges`]: PAGE,
    [`${connection}.nodes`]: PAGE,
    ...inherited(connection, ['pageInfo']),
    [`${connection}.totalCount`]: { access: 'INHERIT', freshness: 'INHERIT', ...totalCount },
    ...inherited(`${nodeType}Edge`, ['node'], { cursor: 110 }),
  };
}
