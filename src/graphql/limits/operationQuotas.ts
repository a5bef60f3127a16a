import type { GraphQLError } from 'graphql';
import type { Caller } from '../../access/caller.js';
import { codedError } from '../codedError.js';
import { MINUTE_MS, type Counted, type QuotaStore } from './quotaStore.js';

export interface OperationQuotasOptions {
  readonly store: QuotaStore;
  /** The most operations a minute of an address without a credential; 0 sets no limit. */
  readonly anonymous: number;
  /** The most operations a minute of a user, all of its keys together; 0 sets no limit. */
  readonly known: number;
  /** Whether access is closed. While it is open, no operation is counted. */
  readonly isClosed: () => boolean;
}

/** What became of an operation when it was counted. */
export interface Verdict {
  /** How the caller stands; null where it has no limit, or was not counted because its key is refused. */
  readonly caller: Counted | null;
  /** How its API key stands; null where that has no limit of its own. */
  readonly apiKey: Counted | null;
  /** Null for an operation that may be executed. */
  readonly refusal: GraphQLError | null;
}

const WINDOW_SECONDS = MINUTE_MS / 1000;
const NOT_COUNTED: Verdict = { caller: null, apiKey: null, refusal: null };

/**
 * Counts the operations of callers by the minute. All keys of one user share its quota; a key may have a limit of its own
 * in addition. An operation above the limit of its key does not count for the user, so that one key cannot use up what
 * is left to the others. All else counts, whatever becomes of the operation. A process has one.
 */
export class OperationQuotas {
  readonly #options: OperationQuotasOptions;

  constructor(options: OperationQuotasOptions) {
    this.#options = options;
  }

  /**
   * Counts an operation of a caller. With a store in memory it answers at once, because kept answers are sent without a
   * promise.
   */
  take(caller: Caller): Verdict | Promise<Verdict> {
    const key = this.#limitedKeyOf(caller);
    if (key === null) return this.#takeOfCaller(caller, null);
    const counted = this.#options.store.take(key.name, key.limit);
    return counted instanceof Promise
      ? counted.then((apiKey) => this.#takeOfKey(caller, apiKey))
      : this.#takeOfKey(caller, counted);
  }

  /**
   * Counts an operation of a caller, as `take`.
   *
   * @throws GraphQLError RATE_LIMITED
   */
  admit(caller: Caller): void | Promise<void> {
    const verdict = this.take(caller);
    return verdict instanceof Promise ? verdict.then(throwRefusal) : throwRefusal(verdict);
  }

  /** Returns how a caller stands, without counting; null where it has no limit. With a key, the lower of both counts. */
  async look(caller: Caller): Promise<Counted | null> {
    const { store } = this.#options;
    const limit = this.#limitOf(caller);
    const key = this.#limitedKeyOf(caller);
    const ofCaller = limit === null ? null : await store.look(caller.name, limit);
    const ofKey = key === null ? null : await store.look(key.name, key.limit);
    if (ofCaller === null || ofKey === null) return ofCaller ?? ofKey;
    return leftOf(ofKey) < leftOf(ofCaller) ? ofKey : ofCaller;
  }

  /** Returns the most operations a minute of a caller, all keys of a user together; null where there is no limit. */
  #limitOf({ user }: Caller): number | null {
    const { anonymous, isClosed, known } = this.#options;
    const limit = user === null ? anonymous : known;
    return limit === 0 || !isClosed() ? null : limit;
  }

  /** Returns the limit of a caller's API key, and the name that it is counted by; null where there is no limit. */
  #limitedKeyOf({ apiKey }: Caller): { readonly name: string; readonly limit: number } | null {
    if (apiKey === null || apiKey.operationsPerMinute === null || !this.#options.isClosed()) return null;
    // No caller is named like it.
    return { name: `key ${apiKey.id}`, limit: apiKey.operationsPerMinute };
  }

  #takeOfKey(caller: Caller, apiKey: Counted): Verdict | Promise<Verdict> {
    return apiKey.count > apiKey.limit
      ? { caller: null, apiKey, refusal: refusalOf(apiKey, 'with this API key') }
      : this.#takeOfCaller(caller, apiKey);
  }

  #takeOfCaller(caller: Caller, apiKey: Counted | null): Verdict | Promise<Verdict> {
    const limit = this.#limitOf(caller);
    if (limit === null) return apiKey === null ? NOT_COUNTED : { ...NOT_COUNTED, apiKey };
    const counted = this.#options.store.take(caller.name, limit);
    return counted instanceof Promise
      ? counted.then((known) => verdictOf(caller, known, apiKey))
      : verdictOf(caller, counted, apiKey);
  }
}

/** Returns how many operations are left of a quota. */
export const leftOf = ({ limit, count }: Counted): number => Math.max(0, limit - count);

function verdictOf({ user }: Caller, counted: Counted, apiKey: Counted | null): Verdict {
  if (counted.count <= counted.limit) return { caller: counted, apiKey, refusal: null };
  const whose = user === null ? 'from one address without a credential' : 'of one user with all its keys';
  return { caller: counted, apiKey, refusal: refusalOf(counted, whose) };
}

function throwRefusal({ refusal }: Verdict): void {
  if (refusal !== null) throw refusal;
}

function refusalOf({ limit, resetSeconds }: Counted, whose: string): GraphQLError {
  return codedError(
    'RATE_LIMITED',
    `Expected at most ${limit} operations a minute ${whose}, got one more: try again in ${resetSeconds} s.`,
    {
      status: 429,
      retryAfter: resetSeconds,
      details: { limit, windowSeconds: WINDOW_SECONDS, remaining: 0, reset: resetSeconds },
    },
  );
}
