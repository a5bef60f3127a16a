import { responsePathAsArray, type GraphQLError, type GraphQLResolveInfo } from 'graphql';
import { getGraphQLRateLimiter } from 'graphql-rate-limit';
import { createMethodMiddlewareDecorator } from 'type-graphql';
import { codedError } from '../codedError.js';
import type { RateLimitStore } from './rateLimitStore.js';

/** Names of fields whose calls are counted, because each may compute a whole day of the market. */
export type LimitedName = 'whatIf' | 'reproduced' | 'components';

export interface RateLimit {
  /** The most calls within a window; 0 means no limit. */
  readonly calls: number;
  readonly windowSeconds: number;
}

export interface RateLimitsOptions {
  readonly store: RateLimitStore;
  readonly limits: Readonly<Record<LimitedName, RateLimit>>;
}

/** Counts calls of costly fields by caller and name, within a sliding window. A process has one. */
export class RateLimits {
  readonly #store: RateLimitStore;
  readonly #limits: RateLimitsOptions['limits'];
  /** By key, a promise that resolves when the last call in the queue has ended. */
  readonly #turns = new Map<string, Promise<void>>();

  constructor({ store, limits }: RateLimitsOptions) {
    this.#store = store;
    this.#limits = limits;
  }

  /**
   * Counts a call. One that is refused is not counted.
   *
   * @param caller the name of a caller
   * @throws GraphQLError RATE_LIMITED
   */
  async take(name: LimitedName, caller: string): Promise<void> {
    const limit = this.#limits[name];
    if (limit.calls === 0) return;
    const key = `${name} ${caller}`;
    await this.#inTurn(key, async () => {
      // A call in another process was faster. That happens at most as often as calls pass: `calls` times in a window.
      while (!(await this.#count(name, key, limit)));
    });
  }

  /**
   * Runs calls of one key one after the other. The store would count them correctly anyway, but of calls that begin
   * together only one would pass each time, while all of them would hold connections of the database.
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

  /** @returns false where another process was faster, so that the call was not counted */
  async #count(name: LimitedName, key: string, limit: RateLimit): Promise<boolean> {
    const windowMs = limit.windowSeconds * 1000;
    const former = await this.#store.get(key);
    let times = former;
    // The library decides by what was read. What it would write goes to the store below.
    const decide = getGraphQLRateLimiter({
      identifyContext: () => key,
      store: { getForIdentity: () => former, setForIdentity: (_, next) => void (times = next) },
    });
    const refusal = await decide(
      // It reads nothing but the name of the field.
      { parent: null, args: {}, context: null, info: { fieldName: name } as GraphQLResolveInfo },
      { max: limit.calls, window: `${windowMs}ms`, uncountRejected: true },
    );
    if (refusal !== undefined) throw refused(name, limit, secondsToPass(times, limit.calls, windowMs));
    return this.#store.replace(key, former, times, windowMs);
  }
}

/** Returns the whole seconds until enough times have left the window to make room for one more. */
function secondsToPass(times: readonly number[], calls: number, windowMs: number): number {
  // There are more than `calls` where the limit was higher before. They are unordered where clocks of processes differ.
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

/** The limits of one operation of one caller. */
export interface OperationRateLimits {
  /** Counts one call in the operation for each name and subject, no matter how often it is made. */
  take(name: LimitedName, subject: string | number): Promise<void>;
}

/** @param caller the name of a caller */
export function perOperation(rateLimits: Pick<RateLimits, 'take'>, caller: string): OperationRateLimits {
  const taken = new Map<string, Promise<void>>();
  return {
    take: (name, subject) => {
      const key = `${name} ${subject}`;
      let counted = taken.get(key);
      if (counted === undefined) taken.set(key, (counted = rateLimits.take(name, caller)));
      return counted;
    },
  };
}

/** The part of an operation's context that the decorator reads. */
export interface RateLimitContext {
  readonly rateLimits: OperationRateLimits;
}

/**
 * Limits how often a caller may call a resolver.
 *
 * @param subjectOf returns what the work is done for, such as the run of a score, where a list calls the resolver many
 * times but the work is done once. Each subject counts once in an operation. Without `subjectOf` each place of the
 * answer counts, so that each alias does.
 *
 * @example
 * @RateLimited<Provenance>('reproduced', ({ row }) => row.run_id)
 */
export function RateLimited<Root = unknown>(
  name: LimitedName,
  subjectOf?: (root: Root) => string | number,
): MethodDecorator {
  return createMethodMiddlewareDecorator<RateLimitContext>(async ({ root, context, info }, next) => {
    const subject = subjectOf ? subjectOf(root as Root) : responsePathAsArray(info.path).join('.');
    await context.rateLimits.take(name, subject);
    return next();
  });
}
