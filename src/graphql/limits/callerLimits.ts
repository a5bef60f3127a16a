import type { Caller } from '../../access/caller.js';
import type { CostBuckets } from './costBuckets.js';
import { leftOf, type OperationQuotas } from './operationQuotas.js';

/** What a caller may do, and what is left of it at the moment. */
export interface LimitsOfCaller {
  /** The most operations a minute; null where they are not counted. */
  readonly operationsPerMinute: number | null;
  /** How many of them are left; null where they are not counted. */
  readonly operationsLeft: number | null;
  /** The points that the caller gets back in a second. */
  readonly pointsPerSecond: number;
  /** The points that the caller may spend now. */
  readonly pointsLeft: number;
}

/** Tells callers their limits. */
export class CallerLimits {
  constructor(
    private readonly buckets: Pick<CostBuckets, 'left' | 'perSecond'>,
    private readonly quotas: Pick<OperationQuotas, 'look'>,
  ) {}

  /** Returns the limits of a caller; of an API key with a limit of its own, the one of which fewer operations are left. */
  async of(caller: Caller): Promise<LimitsOfCaller> {
    const counted = await this.quotas.look(caller);
    return {
      operationsPerMinute: counted?.limit ?? null,
      operationsLeft: counted && leftOf(counted),
      pointsPerSecond: this.buckets.perSecond,
      pointsLeft: this.buckets.left(caller.name).remaining,
    };
  }
}
