import type { GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import { codedError } from '../codedError.js';

export interface CostBucketsOptions {
  /** Points of a full bucket: the dearest operation that can ever pass. */
  readonly capacity: number;
  /** Points that come back in a second. */
  readonly perSecond: number;
  /** How many callers are remembered; 10,000 by default. */
  readonly callers?: number;
  /** A clock in milliseconds that never goes back. */
  readonly now?: () => number;
}

export interface Charged {
  /** Whole points that are left. */
  readonly remaining: number;
  /** Whole seconds until the bucket is full again. */
  readonly resetSeconds: number;
}

/** Thousandths of points, and whole milliseconds: with whole points per second all sums are exact. */
interface Bucket {
  thousandths: number;
  at: number;
}

/**
 * A token bucket for each caller: within t seconds operations of at most capacity + t × perSecond points pass,
 * and what was given back.
 *
 * Of too many callers those are forgotten who asked longest ago, and a forgotten one begins with a full bucket. To
 * gain by that, one would have to ask from more addresses than are remembered, and each of these has a bucket of
 * its own anyway.
 */
export class CostBuckets {
  readonly #capacity: number;
  readonly #perSecond: number;
  readonly #now: () => number;
  readonly #buckets: LRUCache<string, Bucket>;

  /** @throws RangeError where a bucket would never pass anything, or never fill */
  constructor({ capacity, perSecond, callers = 10_000, now = () => performance.now() }: CostBucketsOptions) {
    if (!(capacity > 0 && perSecond > 0)) {
      throw new RangeError(
        `Expected a capacity and points per second above 0, got ${capacity} and ${perSecond}.`,
      );
    }
    this.#capacity = capacity;
    this.#perSecond = perSecond;
    this.#now = now;
    this.#buckets = new LRUCache({ max: callers });
  }

  /** Points of a full bucket. */
  get capacity(): number {
    return this.#capacity;
  }

  get perSecond(): number {
    return this.#perSecond;
  }

  /**
   * Takes the points of an operation before it is worked on.
   *
   * @throws GraphQLError COST_EXCEEDED where too few are left; nothing is taken then
   */
  charge(caller: string, points: number): Charged {
    requirePoints(points);
    const bucket = this.#bucketOf(caller);
    const left = bucket.thousandths - points * 1000;
    if (left < 0) throw this.#refusal(points, bucket.thousandths);
    bucket.thousandths = left;
    return {
      remaining: Math.floor(left / 1000),
      resetSeconds: this.#secondsFor(this.#capacity * 1000 - left),
    };
  }

  /** What a caller may spend now. */
  left(caller: string): Charged {
    const { thousandths } = this.#bucketOf(caller);
    return {
      remaining: Math.floor(thousandths / 1000),
      resetSeconds: this.#secondsFor(this.#capacity * 1000 - thousandths),
    };
  }

  /** Gives back what an operation did not cost in the end, up to a full bucket. */
  refund(caller: string, points: number): void {
    requirePoints(points);
    const bucket = this.#bucketOf(caller);
    bucket.thousandths = Math.min(this.#capacity * 1000, bucket.thousandths + points * 1000);
  }

  /** The caller's bucket as it is now. */
  #bucketOf(caller: string): Bucket {
    const full = this.#capacity * 1000;
    const now = Math.floor(this.#now());
    let bucket = this.#buckets.get(caller);
    if (bucket === undefined) {
      bucket = { thousandths: full, at: now };
      this.#buckets.set(caller, bucket);
    }
    // A point per second is a thousandth per millisecond.
    bucket.thousandths = Math.min(full, bucket.thousandths + (now - bucket.at) * this.#perSecond);
    bucket.at = now;
    return bucket;
  }

  #secondsFor(thousandths: number): number {
    return Math.ceil(thousandths / this.#perSecond / 1000);
  }

  #refusal(cost: number, thousandths: number): GraphQLError {
    const remaining = Math.floor(thousandths / 1000);
    const details = { cost, remaining, limit: this.#capacity };
    if (cost > this.#capacity) {
      // Not 429, on which clients try the same again.
      return codedError(
        'COST_EXCEEDED',
        `Expected an operation of at most ${this.#capacity} points, got one of ${cost}, which never passes: ` +
          'ask for fewer fields, shorter lists or fewer aliases.',
        { status: 400, details: { ...details, retryAfter: null } },
      );
    }
    const retryAfter = this.#secondsFor(cost * 1000 - thousandths);
    return codedError(
      'COST_EXCEEDED',
      `Expected an operation of at most the ${remaining} points that are left of ${this.#capacity}, ` +
        `got one of ${cost}: try again in ${retryAfter} s, or ask for less.`,
      { status: 429, retryAfter, details },
    );
  }
}

/** Less than nothing would fill the bucket, and NaN would keep it from ever being compared again. */
function requirePoints(points: number): void {
  if (points >= 0 && points < Infinity) return;
  throw new RangeError(`Expected points from 0 on, got ${points}.`);
}
