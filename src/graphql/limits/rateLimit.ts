import type { GraphQLError, GraphQLResolveInfo } from 'graphql';
import { getGraphQLRateLimiter } from 'graphql-rate-limit';
import { createMethodMiddlewareDecorator } from 'type-graphql';
import { codedError } from '../codedError.js';
import type { RateLimitStore } from './rateLimitStore.js';

/** Fields whose calls are counted: each may compute a whole day of the market. */
export type LimitedName = 'whatIf' | 'reproduced' | 'components';

export interface RateLimit {
  /** The most within a window; 0: no limit. */
  readonly calls: number;
  readonly windowSeconds: number;
}

export interface RateLimitsOptions {
  readonly store: RateLimitStore;
  readonly limits: Readonly<Record<LimitedName, RateLimit>>;
}

/** Calls of costly fields, counted by caller and name within a sliding window. One for a process. */
export class RateLimits {
  readonly #store: RateLimitStore;
  readonly #limits: RateLimitsOptions['limits'];
  /** Ends of the last calls that are under way, by key. */
  readonly #turns = new Map<string, Promise<void>>();

  constructor({ store, limits }: RateLimitsOptions) {
    this.#store = store;
    this.#limits = limits;
  }

  /**
   * Counts a call. One that is refused is not counted.
   *
   * @param caller an address
   * @throws GraphQLError RATE_LIMITED
   */
  async take(name: LimitedName, caller: string): Promise<void> {
    const limit = this.#limits[name];
    if (limit.calls === 0) return;
    const key = `${name} ${caller}`;
    await this.#inTurn(key, async () => {
      // Overtaken by a call in another process: as often as these pass, so at most `calls` times in a window.
      while (!(await this.#count(name, key, limit)));
    });
  }

  /**
   * Calls of one key go one after the other. The store would count them right in any case, but only one of those
   * that began together would pass each time, and all would hold connections of the database.
   */
  #inTurn(key: string, work: () => Promise<void>): Promise<void> {
    const turn = (this.#turns.get(key) ?? Promise.resolve()).then(work);
    const end: Promise<void> = turn
      .catch(() => undefined)
      .then(() => {
        if (this.#turns.get(key) === end) this.#turns.delete(key);
      });
    this.#turns.set(key, end);
    return turn;
  }

  /** @returns whether the call was counted; not where another process was faster */
  async #count(name: LimitedName, key: string, limit: RateLimit): Promise<boolean> {
    const windowMs = limit.windowSeconds * 1000;
    const former = await this.#store.get(key);
    let times = former;
    // The library decides over what was read, and what it would write is kept aside.
    const decide = getGraphQLRateLimiter({
      identifyContext: () => key,
      store: { getForIdentity: () => former, setForIdentity: (_, next) => void (times = next) },
    });
    const refusal = await decide(
      // Of the call it reads the name only.
      { parent: null, args: {}, context: null, info: { fieldName: name } as GraphQLResolveInfo },
      { max: limit.calls, window: `${windowMs}ms`, uncountRejected: true },
    );
    if (refusal !== undefined) throw refused(name, limit, secondsToPass(times, limit.calls, windowMs));
    return this.#store.replace(key, former, times, windowMs);
  }
}

/** Whole seconds until so many times have left the window that there is room for one more. */
function secondsToPass(times: readonly number[], calls: number, windowMs: number): number {
  // More than `calls` where the limit was higher before, and unordered where clocks of processes differ.
  const leaving = [...times].sort((a, b) => a - b)[times.length - calls];
  return Math.max(1, Math.ceil((leaving + windowMs - Date.now()) / 1000));
}

function refused(name: LimitedName, { calls, windowSeconds }: RateLimit, retryAfter: number): GraphQLError {
  return codedError(
    'RATE_LIMITED',
    `Expected at most ${calls} calls of ${name} within ${windowSeconds} s, got one more: ` +
      `try again in ${retryAfter} s.`,
    { status: 429, retryAfter, details: { limit: calls, windowSeconds, remaining: 0 } },
  );
}

/** The limits as one operation of one caller meets them. */
export interface OperationRateLimits {
  /** Counts once in the operation for each name and subject, however often a list calls it. */
  take(name: LimitedName, subject?: string | number): Promise<void>;
  /** Counts each call, so each alias. */
  takeEach(name: LimitedName): Promise<void>;
}

export function perOperation(rateLimits: Pick<RateLimits, 'take'>, caller: string): OperationRateLimits {
  const taken = new Map<string, Promise<void>>();
  return {
    take: (name, subject = '') => {
      const key = `${name} ${subject}`;
      let counted = taken.get(key);
      if (counted === undefined) taken.set(key, (counted = rateLimits.take(name, caller)));
      return counted;
    },
    takeEach: (name) => rateLimits.take(name, caller),
  };
}

/** What the decorator reads of an operation's context. */
export interface RateLimitContext {
  readonly rateLimits: OperationRateLimits;
}

/**
 * Limits how often a caller may call a resolver.
 *
 * @param subjectOf what the work is done for, where a list calls the resolver many times and the work is done once:
 * the run of a score, say. It is counted once in an operation. Without it each call counts.
 */
export function RateLimited<Root = unknown>(
  name: LimitedName,
  subjectOf?: (root: Root) => string | number,
): MethodDecorator {
  return createMethodMiddlewareDecorator<RateLimitContext>(async ({ root, context }, next) => {
    const { rateLimits } = context;
    await (subjectOf ? rateLimits.take(name, subjectOf(root as Root)) : rateLimits.takeEach(name));
    return next();
  });
}
