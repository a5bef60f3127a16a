import type { Payer } from '../../live/payer.js';
import type { CostBuckets } from './costBuckets.js';

/** The part of a bucket that is left to requests, so that a caller's subscriptions do not shut out its own queries. */
const RESERVED = 1 / 4;

/** Pays for a caller's subscriptions off the bucket of its requests. */
export class BucketPayer implements Payer {
  /** @param name of the caller */
  constructor(
    private readonly buckets: CostBuckets,
    readonly name: string,
  ) {}

  canPay(units: number): boolean {
    const { capacity } = this.buckets;
    const needed = Math.min(units + RESERVED * capacity, capacity);
    return this.buckets.left(this.name).remaining >= Math.floor(needed);
  }

  pay(units: number): boolean {
    if (!this.canPay(units)) return false;
    // More than a full bucket could never be paid.
    this.buckets.charge(this.name, Math.min(units, this.buckets.capacity));
    return true;
  }
}
