import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anonymousAt, callerAt, callerWithKey, rightsTo, type Caller } from '../../../src/access/caller.js';
import { CostBuckets } from '../../../src/graphql/limits/costBuckets.js';
import { createLimitsOf } from '../../../src/graphql/limits/createLimitsOf.js';
import {
  MemoryQuotaStore,
  type MemoryQuotaStoreOptions,
} from '../../../src/graphql/limits/memoryQuotaStore.js';
import { leftOf, OperationQuotas, type Verdict } from '../../../src/graphql/limits/operationQuotas.js';

const NOBODY = rightsTo([]);
const anonymous = (address = '192.0.2.1') => anonymousAt(address, NOBODY);
const withKey = (id: number, owner: number, operationsPerMinute: number | null = null) =>
  callerWithKey(
    '192.0.2.1',
    { id, operationsPerMinute, shownPrefix: 'abcdefgh', scopes: [] },
    { id: owner, role: 'VIEWER' },
  );

/** Quotas of 3 operations for an address and 5 for a user, and a clock that `wait` moves. */
function fixture({ isClosed = true, ...options }: MemoryQuotaStoreOptions & { isClosed?: boolean } = {}) {
  let milliseconds = 5_000.5;
  const store = new MemoryQuotaStore({ now: () => milliseconds, ...options });
  const quotas = new OperationQuotas({ store, anonymous: 3, known: 5, isClosed: () => isClosed });
  const take = (caller: Caller): Verdict => {
    const verdict = quotas.take(caller);
    if (verdict instanceof Promise) throw new Error('expected a count in memory to take no promise');
    return verdict;
  };
  const passes = (caller: Caller, tries: number): number =>
    Array.from({ length: tries }, () => take(caller)).filter(({ refusal }) => refusal === null).length;
  return { quotas, take, passes, wait: (ms: number) => (milliseconds += ms) };
}

describe('operations a minute', () => {
  test('returns how many are left, without a promise', () => {
    const { take, wait } = fixture();
    expect(take(anonymous())).toEqual({
      caller: { limit: 3, count: 1, resetSeconds: 60 },
      apiKey: null,
      refusal: null,
    });
    wait(1_250);
    expect(take(anonymous()).caller).toEqual({ limit: 3, count: 2, resetSeconds: 59 });
  });

  test('refuses one above the quota, and says when the next one passes', () => {
    const { take, passes, wait } = fixture();
    expect(passes(anonymous(), 3)).toBe(3);
    wait(47_100);
    const { caller, refusal } = take(anonymous());
    expect(caller && leftOf(caller)).toBe(0);
    expect(refusal?.message).toBe(
      'Expected at most 3 operations a minute from one address without a credential, got one more: try again in 13 s.',
    );
    expect(refusal?.extensions).toEqual({
      code: 'RATE_LIMITED',
      limit: 3,
      windowSeconds: 60,
      remaining: 0,
      reset: 13,
      retryAfter: 13,
      http: { status: 429, headers: new Map([['retry-after', '13']]) },
    });
    wait(13_000);
    expect(passes(anonymous(), 9)).toBe(3);
  });

  test('counts by the minute that begins with the first operation', () => {
    const { passes, wait } = fixture();
    expect(passes(anonymous(), 1)).toBe(1);
    wait(59_999);
    expect(passes(anonymous(), 9)).toBe(2);
    // Refused ones do not prolong it.
    wait(1);
    expect(passes(anonymous(), 9)).toBe(3);
    wait(60_000);
    expect(passes(anonymous(), 9)).toBe(3);
  });

  test('counts each caller by itself, the /64 of an IPv6 address as one', () => {
    const { passes } = fixture();
    expect(passes(anonymous('2001:db8:1:2::1'), 2)).toBe(2);
    expect(passes(anonymous('2001:db8:1:2:ffff::9'), 2)).toBe(1);
    expect(passes(anonymous('2001:db8:1:3::1'), 9)).toBe(3);
    expect(passes(anonymous('192.0.2.7'), 9)).toBe(3);
    expect(passes(withKey(1, 7), 9)).toBe(5);
  });

  test('counts all keys of a user together', () => {
    const { passes, take } = fixture();
    expect(passes(withKey(1, 7), 4)).toBe(4);
    expect(passes(withKey(2, 7), 4)).toBe(1);
    expect(take(withKey(2, 7)).refusal?.message).toContain(
      'at most 5 operations a minute of one user with all its keys, got one more',
    );
    expect(passes(withKey(3, 8), 9)).toBe(5);
  });

  test('counts a key with a limit of its own in addition, and leaves the rest to the other keys', () => {
    const { passes, take } = fixture();
    expect(take(withKey(1, 7, 2))).toEqual({
      caller: { limit: 5, count: 1, resetSeconds: 60 },
      apiKey: { limit: 2, count: 1, resetSeconds: 60 },
      refusal: null,
    });
    expect(passes(withKey(1, 7, 2), 100)).toBe(1);
    const refused = take(withKey(1, 7, 2));
    expect(refused.refusal?.message).toContain(
      'at most 2 operations a minute with this API key, got one more',
    );
    expect(refused.refusal?.extensions).toMatchObject({ limit: 2, remaining: 0, reset: 60 });
    expect(refused.caller).toBeNull();
    expect(passes(withKey(2, 7, 9), 9)).toBe(3);
    // A higher limit counts at once, however often the lower one was exceeded.
    expect(passes(withKey(4, 9, 1), 100)).toBe(1);
    expect(take(withKey(4, 9, 3)).refusal).toBeNull();
  });

  test('counts nothing while access is open, nor where the limit is 0', () => {
    expect(fixture({ isClosed: false }).passes(withKey(1, 7, 1), 100)).toBe(100);
    expect(fixture({ isClosed: false }).take(callerAt('192.0.2.1'))).toEqual({
      caller: null,
      apiKey: null,
      refusal: null,
    });
    const store = new MemoryQuotaStore();
    const quotas = new OperationQuotas({ store, anonymous: 0, known: 0, isClosed: () => true });
    for (let k = 0; k < 100; k++) expect(quotas.take(anonymous())).toMatchObject({ refusal: null });
    expect(quotas.take(withKey(1, 7, 1))).toMatchObject({
      caller: null,
      apiKey: { limit: 1 },
      refusal: null,
    });
    expect(quotas.take(withKey(1, 7, 1))).toMatchObject({ apiKey: { limit: 1 }, refusal: expect.anything() });
  });

  test('forgets the callers that sent nothing for the longest time', () => {
    const { passes } = fixture({ keys: 2 });
    expect(passes(anonymous('192.0.2.1'), 9)).toBe(3);
    expect(passes(anonymous('192.0.2.2'), 9)).toBe(3);
    expect(passes(anonymous('192.0.2.1'), 1)).toBe(0);
    expect(passes(anonymous('192.0.2.3'), 9)).toBe(3);
    expect(passes(anonymous('192.0.2.1'), 1)).toBe(0);
    expect(passes(anonymous('192.0.2.2'), 9)).toBe(3);
  });

  test('lets pass what a list of times lets pass', () => {
    const steps = fc.array(
      fc.record({
        caller: fc.constantFrom('192.0.2.1', '192.0.2.2'),
        waitMs: fc.constantFrom(0, 1, 7_000, 59_999, 60_000),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(steps, (sent) => {
        const { take, wait } = fixture();
        let now = 0;
        const times = new Map<string, number[]>();
        for (const { caller, waitMs } of sent) {
          wait(waitMs);
          now += waitMs;
          // The times of the minute that is under way.
          const former = times.get(caller) ?? [];
          const ofMinute = former.length > 0 && now - former[0] < 60_000 ? former : [];
          times.set(caller, [...ofMinute, now]);
          expect(take(anonymous(caller)).refusal === null).toBe(ofMinute.length < 3);
        }
      }),
    );
  });
});

describe('the limits of a caller', () => {
  const buckets = new CostBuckets({ capacity: 100, perSecond: 10, now: () => 0 });

  test('are told without counting', async () => {
    const { quotas, passes, wait } = fixture();
    const limitsOf = createLimitsOf(buckets, quotas);
    const full = { operationsPerMinute: 3, operationsLeft: 3, pointsPerSecond: 10, pointsLeft: 100 };
    expect(await limitsOf(anonymous())).toEqual(full);
    passes(anonymous(), 2);
    buckets.charge(anonymous().name, 40);
    expect(await limitsOf(anonymous())).toEqual({ ...full, operationsLeft: 1, pointsLeft: 60 });
    passes(anonymous(), 9);
    expect(await limitsOf(anonymous())).toMatchObject({ operationsLeft: 0 });
    wait(60_000);
    expect(await limitsOf(anonymous())).toMatchObject({ operationsLeft: 3 });
  });

  test('are those of a key where fewer are left of it', async () => {
    const { quotas, passes } = fixture();
    const limitsOf = createLimitsOf(buckets, quotas);
    expect(await limitsOf(withKey(1, 7, 4))).toMatchObject({ operationsPerMinute: 4, operationsLeft: 4 });
    passes(withKey(2, 7), 2);
    expect(await limitsOf(withKey(1, 7, 4))).toMatchObject({ operationsPerMinute: 5, operationsLeft: 3 });
    expect(await limitsOf(withKey(2, 7))).toMatchObject({ operationsPerMinute: 5, operationsLeft: 3 });
  });

  test('are null for operations while access is open', async () => {
    const limitsOf = createLimitsOf(buckets, fixture({ isClosed: false }).quotas);
    expect(await limitsOf(withKey(1, 7, 4))).toMatchObject({
      operationsPerMinute: null,
      operationsLeft: null,
    });
  });
});
