import type { GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import { codedError } from '../codedError.js';

export interface CostBucketsOptions {
  /** Units of a full bucket, which are the most that an operation may cost. */
  readonly capacity: number;
  /** Units that a bucket regains in a second. */
  readonly perSecond: number;
  /** How many callers are remembered; 10,000 by default. */
  readonly callers?: number;
  /** A monotonic clock in milliseconds. */
  readonly now?: () => number;
}

export interface Charged {
  /** Whole units that are left. */
  readonly remaining: number;
  /** Whole seconds until the bucket is full again. */
  readonly resetSeconds: number;
}

/** Thousandths of units, and whole milliseconds: with whole units per second all sums are exact. */
interface Bucket {
  thousandths: number;
  at: number;
}

/**
 * Token buckets, one for each caller. Within t seconds a caller's operations may cost capacity + t × perSecond
 * units, and the units that were given back.
 *
 * If there are too many callers, those that sent nothing for the longest time are forgotten, and begin again with
 * full buckets. A client could gain by this only with more addresses than are remembered, and each of these has a
 * bucket of its own anyway.
 */
export class CostBuckets {
  readonly #capacity: number;
  readonly #perSecond: number;
  readonly #now: () => number;
  readonly #buckets: LRUCache<string, Bucket>;

  /** @throws RangeError where a bucket would never let anything pass, or never fill */
  constructor({ capacity, perSecond, callers = 10_000, now = () => performance.now() }: CostBucketsOptions) {
    if (!(capacity > 0 && perSecond > 0)) {
      throw new RangeError(
        `Expected a capacity and units per second above 0, got ${capacity} and ${perSecond}.`,
      );
    }
    this.#capacity = capacity;
    this.#perSecond = perSecond;
    this.#now = now;
    this.#buckets = new LRUCache({ max: callers });
  }

  /** Units of a full bucket. */
  get capacity(): number {
    return this.#capacity;
  }

  get perSecond(): number {
    return this.#perSecond;
  }

  /**
   * Takes the units of an operation before it is executed.
   *
   * @param caller the name of a caller
   * @throws GraphQLError COST_EXCEEDED where too few units are left; then none are taken
   */
  charge(caller: string, units: number): Charged {
    requireUnits(units);
    const bucket = this.#bucketOf(caller);
    const left = bucket.thousandths - units * 1000;
    if (left < 0) throw this.#refusal(units, bucket.thousandths);
    bucket.thousandths = left;
    return {
      remaining: Math.floor(left / 1000),
      resetSeconds: this.#secondsFor(this.#capacity * 1000 - left),
    };
  }

  /** Returns what a caller may spend now. */
  left(caller: string): Charged {
    const { thousandths } = this.#bucketOf(caller);
    return {
      remaining: Math.max(0, Math.floor(thousandths / 1000)),
      resetSeconds: this.#secondsFor(this.#capacity * 1000 - thousandths),
    };
  }

  /** Takes units where enough are left. @returns whether they were taken */
  tryCharge(caller: string, units: number): boolean {
    requireUnits(units);
    const bucket = this.#bucketOf(caller);
    if (bucket.thousandths < units * 1000) return false;
    bucket.thousandths -= units * 1000;
    return true;
  }

  /**
   * Takes units of work that shows only while an operation is executed, before it is done. They may be more than are
   * left, and the caller then waits until they are regained.
   *
   * @throws GraphQLError COST_EXCEEDED where none are left; then none are taken
   */
  draw(caller: string, units: number): void {
    requireUnits(units);
    const bucket = this.#bucketOf(caller);
    if (bucket.thousandths <= 0) throw this.#refusal(Math.min(units, this.#capacity), bucket.thousandths);
    bucket.thousandths -= units * 1000;
  }

  /**
   * Corrects a charge to what an operation cost after all. What it did not cost is given back, up to a full bucket.
   * What it cost in addition is taken even where too few units are left, and the caller waits until they are regained.
   */
  settle(caller: string, charged: number, actual: number): void {
    requireUnits(charged);
    requireUnits(actual);
    const bucket = this.#bucketOf(caller);
    bucket.thousandths = Math.min(this.#capacity * 1000, bucket.thousandths + (charged - actual) * 1000);
  }

  /** Returns the caller's bucket, filled up to now. */
  #bucketOf(caller: string): Bucket {
    const full = this.#capacity * 1000;
    const now = Math.floor(this.#now());
    let bucket = this.#buckets.get(caller);
    if (bucket === undefined) {
      bucket = { thousandths: full, at: now };
      this.#buckets.set(caller, bucket);
    }
    // A unit per second is a thousandth per millisecond.
    bucket.thousandths = Math.min(full, bucket.thousandths + (now - bucket.at) * this.#perSecond);
    bucket.at = now;
    return bucket;
  }

  #secondsFor(thousandths: number): number {
    return Math.ceil(thousandths / this.#perSecond / 1000);
  }

  #refusal(cost: number, thousandths: number): GraphQLError {
    const remaining = Math.max(0, Math.floor(thousandths / 1000));
    const details = { cost, remaining, limit: this.#capacity };
    if (cost > this.#capacity) {
      // Not 429, after which clients would try the same operation again.
      return codedError(
        'COST_EXCEEDED',
        `Expected an operation of at most ${this.#capacity} cost units, got one of ${cost}, which never passes: ` +
          'ask for fewer fields, shorter lists or fewer aliases.',
        { status: 400, details: { ...details, retryAfter: null } },
      );
    }
    const retryAfter = this.#secondsFor(cost * 1000 - thousandths);
    return codedError(
      'COST_EXCEEDED',
      `Expected an operation of at most the ${remaining} cost units that are left of ${this.#capacity}, ` +
        `got one of ${cost}: try again in ${retryAfter} s, or ask for less.`,
      { status: 429, retryAfter, details },
    );
  }
}

/** Refuses negative units, which would fill a bucket, and NaN, with which it could never be compared again. */
function requireUnits(units: number): void {
  if (units >= 0 && units < Infinity) return;
  throw new RangeError(`Expected units from 0 on, got ${units}.`);
}
