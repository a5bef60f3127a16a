import { ApolloServer } from '@apollo/server';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { GraphQLError } from 'graphql';
import { buildSchemaSync, Field, FieldResolver, Int, ObjectType, Query, Resolver } from 'type-graphql';
import {
  perOperation,
  RateLimited,
  RateLimits,
  type LimitedName,
  type RateLimit,
  type RateLimitContext,
} from '../../../src/graphql/limits/rateLimit.js';
import { MemoryRateLimitStore, type RateLimitStore } from '../../../src/graphql/limits/rateLimitStore.js';

let clock = 0;
beforeEach(() => {
  clock = 1_700_000_000_000;
  jest.spyOn(Date, 'now').mockImplementation(() => clock);
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** Three calls of whatIf and five of components within 60 s; `reproduced` is not limited. */
function rateLimits(
  limits: Partial<Record<LimitedName, RateLimit>> = {},
  store: RateLimitStore = new MemoryRateLimitStore(),
): RateLimits {
  return new RateLimits({
    store,
    limits: {
      whatIf: { calls: 3, windowSeconds: 60 },
      components: { calls: 5, windowSeconds: 60 },
      reproduced: { calls: 0, windowSeconds: 60 },
      ...limits,
    },
  });
}

const passes = (limits: RateLimits, name: LimitedName, caller = 'a'): Promise<boolean> =>
  limits.take(name, caller).then(
    () => true,
    (error: unknown) => {
      if (error instanceof GraphQLError) return false;
      throw error;
    },
  );

async function passing(calls: readonly Promise<boolean>[]): Promise<number> {
  return (await Promise.all(calls)).filter(Boolean).length;
}

/** How many of so many calls at a time pass. */
const together = (limits: RateLimits, calls: number, name: LimitedName = 'whatIf', caller = 'a') =>
  passing(Array.from({ length: calls }, () => passes(limits, name, caller)));

describe('calls of a limited field', () => {
  test('pass up to the limit, also when 200 come at once; callers and names are counted apart', async () => {
    const limits = rateLimits();
    const passed = await Promise.all([
      together(limits, 200),
      together(limits, 200, 'whatIf', 'b'),
      together(limits, 200, 'components'),
    ]);
    expect(passed).toEqual([3, 3, 5]);
    expect(await together(limits, 10)).toBe(0);
  });

  test('get the limit, and when to try again', async () => {
    const limits = rateLimits();
    await limits.take('whatIf', 'a');
    clock += 10_500;
    await together(limits, 2);
    const error = await limits.take('whatIf', 'a').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GraphQLError);
    const { message, extensions } = error as GraphQLError;
    expect(message).toBe('Expected at most 3 calls of whatIf within 60 s, got one more: try again in 50 s.');
    expect(extensions).toEqual({
      code: 'RATE_LIMITED',
      limit: 3,
      windowSeconds: 60,
      remaining: 0,
      retryAfter: 50, // 60 − 10.5 = 49.5
      http: { status: 429, headers: new Map([['retry-after', '50']]) },
    });
    clock += 49_499;
    expect(await together(limits, 5)).toBe(0);
    clock += 1;
    expect(await together(limits, 5)).toBe(1);
  });

  test('that are refused do not count', async () => {
    const limits = rateLimits();
    await together(limits, 3);
    for (let second = 1; second < 60; second++) {
      clock += 1_000;
      expect(await passes(limits, 'whatIf')).toBe(false);
    }
    clock += 1_000;
    expect(await together(limits, 5)).toBe(3);
  });

  test('are not counted where the limit is 0', async () => {
    const store: RateLimitStore = {
      get: () => Promise.reject(new Error('asked')),
      replace: () => Promise.reject(new Error('asked')),
    };
    expect(await together(rateLimits({}, store), 200, 'reproduced')).toBe(200);
  });

  test('pass as a list of times allows, over any waits and bursts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ wait: fc.nat(40_000), calls: fc.nat(6) }), { maxLength: 25 }),
        fc.integer({ min: 1, max: 4 }),
        async (bursts, calls) => {
          const limits = rateLimits({ whatIf: { calls, windowSeconds: 60 } });
          const passed: number[] = [];
          for (const burst of bursts) {
            clock += burst.wait;
            const room = calls - passed.filter((time) => clock - time < 60_000).length;
            const expected = Math.min(room, burst.calls);
            expect(await together(limits, burst.calls)).toBe(expected);
            passed.push(...Array.from({ length: expected }, () => clock));
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  test('wait long enough where the limit was higher before', async () => {
    const store = new MemoryRateLimitStore();
    const former = rateLimits({}, store);
    for (let call = 0; call < 3; call++) {
      await former.take('whatIf', 'a');
      clock += 1_000;
    }
    // Made 3, 2 and 1 s ago: two of them must leave.
    const limits = rateLimits({ whatIf: { calls: 2, windowSeconds: 60 } }, store);
    await expect(limits.take('whatIf', 'a')).rejects.toMatchObject({ extensions: { retryAfter: 58 } });
    clock += 57_999;
    expect(await passes(limits, 'whatIf')).toBe(false);
    clock += 1;
    expect(await together(limits, 5)).toBe(1);
  });

  test('fail with the store, and pass with it again', async () => {
    const store = new MemoryRateLimitStore();
    const limits = rateLimits({}, store);
    const get = jest.spyOn(store, 'get').mockRejectedValueOnce(new Error('connection lost'));
    jest.spyOn(store, 'replace').mockRejectedValueOnce(new Error('disk full'));
    const calls = await Promise.allSettled(Array.from({ length: 6 }, () => limits.take('whatIf', 'a')));
    const outcomes = calls.map((call) =>
      call.status === 'fulfilled' ? 'passed' : String((call.reason as Error).message).slice(0, 15),
    );
    expect(outcomes).toEqual([
      'connection lost',
      'disk full',
      'passed',
      'passed',
      'passed',
      'Expected at mos',
    ]);
    expect(get).toHaveBeenCalledTimes(6);
  });

  test('run one after the other, also if they arrive while others are under way', async () => {
    const store = new MemoryRateLimitStore();
    const get = store.get.bind(store);
    const replace = jest.spyOn(store, 'replace');
    const limits = rateLimits({}, store);
    const later: Promise<boolean>[] = [];
    jest.spyOn(store, 'get').mockImplementation(async (key) => {
      // Each of the first ones is followed by another one, which must wait for those before it.
      if (later.length < 10) later.push(passes(limits, 'whatIf'));
      await Promise.resolve();
      return get(key);
    });
    expect(await together(limits, 2)).toBe(2);
    expect(await passing(later)).toBe(1);
    // No write was in vain.
    expect(await Promise.all(replace.mock.results.map(({ value }) => value))).toEqual([true, true, true]);
  });

  test('decide again if calls of another process overtake them', async () => {
    const store = new MemoryRateLimitStore();
    const key = 'whatIf a';
    const replace = store.replace.bind(store);
    const overtaken = jest.spyOn(store, 'replace').mockImplementation(async (...given) => {
      // Another process writes after we have read; three times, then there is no room left.
      const others = await store.get(key);
      if (others.length < 3) await replace(key, others, [...others, clock], 60_000);
      return replace(...given);
    });
    await expect(rateLimits({}, store).take('whatIf', 'a')).rejects.toMatchObject({
      extensions: { code: 'RATE_LIMITED' },
    });
    expect(overtaken).toHaveBeenCalledTimes(3);
    expect(await store.get(key)).toHaveLength(3);
  });
});

describe('the store in memory', () => {
  test('keeps what was made from what it has, and nothing else', async () => {
    const store = new MemoryRateLimitStore();
    const none = await store.get('key');
    expect(none).toEqual([]);
    expect(await store.replace('key', none, [1], 60_000)).toBe(true);
    expect(await store.replace('key', none, [2], 60_000)).toBe(false);
    const former = await store.get('key');
    expect(former).toEqual([1]);
    expect(await store.replace('key', former, [1, 2], 60_000)).toBe(true);
    expect(await store.get('key')).toEqual([1, 2]);
  });

  test('forgets a key when its window is over', async () => {
    let now = 1_000;
    const store = new MemoryRateLimitStore({ now: () => now });
    await store.replace('short', await store.get('short'), [1], 5_000);
    await store.replace('long', await store.get('long'), [1], 9_000);
    const former = await store.get('short');
    now += 5_001;
    expect(store.size).toBe(1);
    expect(await store.get('short')).toEqual([]);
    expect(await store.replace('short', former, [1, 2], 5_000)).toBe(false);
  });

  test('keeps at most the given number of keys, the last used ones', async () => {
    const limits = rateLimits({}, new MemoryRateLimitStore({ keys: 2 }));
    for (const caller of ['a', 'b', 'a', 'c']) await limits.take('whatIf', caller); // c: b goes
    expect(await together(limits, 5, 'whatIf', 'a')).toBe(1);
    expect(await together(limits, 5, 'whatIf', 'b')).toBe(3);

    const store = new MemoryRateLimitStore({ keys: 100 });
    const many = rateLimits({}, store);
    await Promise.all(Array.from({ length: 1_000 }, (_, k) => many.take('whatIf', `caller ${k}`)));
    expect(store.size).toBe(100);
  });
});

describe('an operation', () => {
  test('counts once for each name and subject', async () => {
    const taken: string[] = [];
    const operation = perOperation(
      {
        take: (name, caller) => {
          taken.push(`${name} ${caller}`);
          return Promise.resolve();
        },
      },
      'a',
    );
    const list = Array.from({ length: 300 }, () => operation.take('components', ''));
    await Promise.all([...list, ...[7, 8, 7].map((run) => operation.take('reproduced', run))]);
    expect(taken).toEqual(['components a', 'reproduced a', 'reproduced a']);
  });

  test('remembers a refusal as well', async () => {
    const limits = rateLimits();
    await together(limits, 5, 'components');
    const operation = perOperation(limits, 'a');
    const refusals = await Promise.all(
      [1, 2].map(() => operation.take('components', '').catch((error: unknown) => error)),
    );
    expect(refusals[0]).toBeInstanceOf(GraphQLError);
    expect(refusals[1]).toBe(refusals[0]);
  });
});

@ObjectType()
class Part {
  @Field(() => Int)
  readonly run: number;

  constructor(run: number) {
    this.run = run;
  }
}

@Resolver(() => Part)
class PartResolver {
  @Query(() => Int, { nullable: true })
  @RateLimited('whatIf')
  tried(): number {
    return 42;
  }

  @Query(() => [Part])
  parts(): Part[] {
    return Array.from({ length: 50 }, (_, k) => new Part(k % 2));
  }

  @FieldResolver(() => Int, { nullable: true })
  @RateLimited<Part>('components', ({ run }) => run)
  size(): number {
    return 1;
  }
}

describe('a resolver with a limit', () => {
  const server = new ApolloServer<RateLimitContext>({
    schema: buildSchemaSync({ resolvers: [PartResolver], validate: false }),
  });

  async function answer(limits: RateLimits, query: string) {
    const { body, http } = await server.executeOperation(
      { query },
      { contextValue: { rateLimits: perOperation(limits, 'a') } },
    );
    if (body.kind !== 'single') throw new Error(`expected one answer, got ${body.kind}`);
    return { ...body.singleResult, status: http.status, retryAfter: http.headers.get('retry-after') };
  }

  test('counts each alias', async () => {
    const limits = rateLimits();
    const query = `{ ${Array.from({ length: 20 }, (_, k) => `a${k}: tried`).join(' ')} }`;
    const refused = await answer(limits, query);
    expect(refused.status).toBe(429);
    expect(refused.retryAfter).toBe('60');
    expect(refused.errors).toHaveLength(17);
    expect(refused.errors?.[0]).toMatchObject({
      message: 'Expected at most 3 calls of whatIf within 60 s, got one more: try again in 60 s.',
      extensions: { code: 'RATE_LIMITED', limit: 3, windowSeconds: 60, remaining: 0, retryAfter: 60 },
    });
    expect(refused.errors?.[0].extensions).not.toHaveProperty('http');
    clock += 60_000;
    const passed = await answer(limits, '{ a: tried b: tried }');
    expect(passed.errors).toBeUndefined();
    expect(passed.data).toEqual({ a: 42, b: 42 });
    expect(passed.retryAfter).toBeUndefined();
  });

  test('counts a list once for each subject', async () => {
    const limits = rateLimits();
    // Two runs among 50 parts, twice in the operation: 2 of 5 calls.
    const query = '{ parts { size } again: parts { size } }';
    expect((await answer(limits, query)).errors).toBeUndefined();
    expect((await answer(limits, query)).errors).toBeUndefined();
    // The fifth is that of run 0; all parts of run 1 are refused.
    const { data, errors } = await answer(limits, '{ parts { run size } }');
    expect(errors).toHaveLength(25);
    const parts = data?.['parts'] as readonly { run: number; size: number | null }[];
    expect(parts.every(({ run, size }) => size === (run === 0 ? 1 : null))).toBe(true);
  });
});
