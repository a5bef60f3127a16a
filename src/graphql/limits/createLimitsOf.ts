import type { CostBuckets } from './costBuckets.js';
import type { LimitsOf } from './limitsOf.js';
import { leftOf, type OperationQuotas } from './operationQuotas.js';

/**
 * Makes the function that tells callers their limits. Of an API key that has a limit of its own, it tells the operations of
 * the key or of its owner, whichever has fewer left.
 */
export function createLimitsOf(
  buckets: Pick<CostBuckets, 'left' | 'perSecond'>,
  quotas: Pick<OperationQuotas, 'look'>,
): LimitsOf {
  return async (caller) => {
    const counted = await quotas.look(caller);
    return {
      operationsPerMinute: counted?.limit ?? null,
      operationsLeft: counted && leftOf(counted),
      pointsPerSecond: buckets.perSecond,
      pointsLeft: buckets.left(caller.name).remaining,
    };
  };
}
