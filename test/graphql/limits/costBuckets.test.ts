import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { GraphQLError } from 'graphql';
import { CostBuckets, type CostBucketsOptions } from '../../../src/graphql/limits/costBuckets.js';

/** Buckets of 100 units, of which 10 come back in a second, and a clock that `wait` moves. */
function fixture(options: Partial<CostBucketsOptions> = {}) {
  let milliseconds = 5_000;
  const buckets = new CostBuckets({ capacity: 100, perSecond: 10, now: () => milliseconds, ...options });
  return { buckets, wait: (ms: number) => (milliseconds += ms) };
}

function refusal(buckets: CostBuckets, caller: string, units: number): GraphQLError {
  try {
    buckets.charge(caller, units);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
  throw new Error(`expected ${units} units to be refused`);
}

describe('a bucket of units', () => {
  test('is full at first, is charged, and fills with time', () => {
    const { buckets, wait } = fixture();
    expect(buckets.charge('a', 0)).toEqual({ remaining: 100, resetSeconds: 0 });
    expect(buckets.charge('a', 65)).toEqual({ remaining: 35, resetSeconds: 7 }); // 65 / 10 = 6.5
    wait(1_250);
    expect(buckets.charge('a', 0)).toEqual({ remaining: 47, resetSeconds: 6 }); // 35 + 12.5; 52.5 / 10 = 5.25
    wait(60_000);
    expect(buckets.charge('a', 100)).toEqual({ remaining: 0, resetSeconds: 10 });
  });

  test('is drawn on below nothing, and no further until units are regained', () => {
    const { buckets, wait } = fixture();
    buckets.draw('a', 250);
    expect(buckets.left('a')).toEqual({ remaining: 0, resetSeconds: 25 });
    const draw = () => buckets.draw('a', 30);
    expect(draw).toThrow(
      'Expected an operation of at most the 0 cost units that are left of 100, got one of 30',
    );
    wait(15_000);
    expect(draw).toThrow('try again in 3 s');
    wait(100);
    draw();
    expect(buckets.left('a')).toEqual({ remaining: 0, resetSeconds: 13 }); // 100 − 1 + 30; / 10
    expect(() => buckets.draw('b', NaN)).toThrow(RangeError);
  });

  test('is one for each caller', () => {
    const { buckets } = fixture();
    buckets.charge('a', 100);
    expect(buckets.charge('b', 1)).toEqual({ remaining: 99, resetSeconds: 1 });
  });

  test('with too few units refuses, takes nothing, and says when it would pass', () => {
    const { buckets, wait } = fixture();
    buckets.charge('a', 70);
    wait(50);
    const error = refusal(buckets, 'a', 62);
    expect(error.message).toBe(
      'Expected an operation of at most the 30 cost units that are left of 100, got one of 62: ' +
        'try again in 4 s, or ask for less.',
    );
    expect(error.extensions).toEqual({
      code: 'COST_EXCEEDED',
      cost: 62,
      remaining: 30,
      limit: 100,
      retryAfter: 4, // (62 − 30.5) / 10 = 3.15
      http: { status: 429, headers: new Map([['retry-after', '4']]) },
    });
    expect(buckets.charge('a', 30).remaining).toBe(0);
  });

  test('never passes an operation dearer than itself, and says so', () => {
    const { buckets } = fixture();
    const error = refusal(buckets, 'a', 101);
    expect(error.message).toBe(
      'Expected an operation of at most 100 cost units, got one of 101, which never passes: ' +
        'ask for fewer fields, shorter lists or fewer aliases.',
    );
    expect(error.extensions).toEqual({
      code: 'COST_EXCEEDED',
      cost: 101,
      remaining: 100,
      limit: 100,
      retryAfter: null,
      http: { status: 400, headers: new Map() },
    });
  });

  test('takes units back, and is never more than full', () => {
    const { buckets } = fixture();
    buckets.charge('a', 80);
    buckets.settle('a', 30, 0);
    expect(buckets.charge('a', 0).remaining).toBe(50);
    buckets.settle('a', 1_000, 0);
    buckets.settle('new', 1_000, 0);
    expect(buckets.charge('a', 0).remaining).toBe(100);
    expect(buckets.charge('new', 0).remaining).toBe(100);
  });

  test('owes what an operation cost in addition, and says how long to wait', () => {
    const { buckets } = fixture();
    buckets.charge('a', 90);
    buckets.settle('a', 90, 150);
    expect(buckets.left('a').remaining).toBe(0);
    expect(buckets.tryCharge('a', 1)).toBe(false);
    // 50 units are owed, and one is asked for; ten come in a second.
    expect(refusal(buckets, 'a', 1).extensions).toMatchObject({ remaining: 0, retryAfter: 6 });
    expect(buckets.tryCharge('new', 100)).toBe(true);
    expect(buckets.left('new').remaining).toBe(0);
  });

  test('is forgotten if too many callers come after it, and is full again then', () => {
    const { buckets } = fixture({ callers: 2 });
    buckets.charge('a', 60);
    buckets.charge('b', 60);
    buckets.charge('a', 20);
    buckets.charge('c', 60); // b goes
    expect(buckets.charge('a', 0).remaining).toBe(20);
    expect(buckets.charge('b', 0).remaining).toBe(100);
  });

  test('passes exactly its quota of 200 calls at a time', async () => {
    const { buckets } = fixture();
    const calls = Array.from({ length: 200 }, async () => {
      await Promise.resolve();
      return buckets.charge('a', 3);
    });
    const passed = (await Promise.allSettled(calls)).filter(({ status }) => status === 'fulfilled');
    expect(passed).toHaveLength(33); // 33 × 3 = 99
  });

  test('reads the clock of the process where none is given', () => {
    const buckets = new CostBuckets({ capacity: 100, perSecond: 1e-9 });
    buckets.charge('a', 100);
    expect(refusal(buckets, 'a', 1).extensions['remaining']).toBe(0);
  });

  test.each([-1, NaN, Infinity])('refuses %d units of its own program', (units) => {
    const { buckets } = fixture();
    expect(() => buckets.charge('a', units)).toThrow(`Expected units from 0 on, got ${units}.`);
    expect(() => buckets.settle('a', units, 0)).toThrow(RangeError);
    expect(buckets.charge('a', 0).remaining).toBe(100);
  });

  test.each([
    [0, 1],
    [1, 0],
    [NaN, 1],
  ])('refuses a capacity of %d with %d per second', (capacity, perSecond) => {
    expect(() => new CostBuckets({ capacity, perSecond })).toThrow(
      `Expected a capacity and units per second above 0, got ${capacity} and ${perSecond}.`,
    );
  });
});

type Step = { readonly kind: 'charge' | 'refund' | 'wait'; readonly amount: number };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('charge' as const), amount: fc.nat(120) }),
  fc.record({ kind: fc.constant('refund' as const), amount: fc.nat(40) }),
  fc.record({ kind: fc.constant('wait' as const), amount: fc.nat(8_000) }),
);

describe('over any charges, refunds and waits', () => {
  test('between any two moments no more passes than capacity, time and refunds allow', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 30 }), (steps, perSecond) => {
        const { buckets, wait } = fixture({ perSecond });
        // What passed less what came in, in thousandths, and the least of that so far: their difference is what
        // passed since some moment beyond what came in since then.
        let balance = 0;
        let least = 0;
        for (const { kind, amount } of steps) {
          if (kind === 'wait') {
            wait(amount);
            balance -= amount * perSecond;
          } else if (kind === 'refund') {
            buckets.settle('a', amount, 0);
            balance -= amount * 1000;
          } else if (passes(buckets, amount)) balance += amount * 1000;
          least = Math.min(least, balance);
          expect(balance - least).toBeLessThanOrEqual(100_000);
        }
      }),
    );
  });

  test('a caller passes after the announced wait, and not a second earlier', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 20 }),
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 30 }),
        (steps, units, perSecond) => {
          const { buckets, wait } = fixture({ perSecond });
          for (const { kind, amount } of steps) {
            if (kind === 'wait') wait(amount);
            else if (kind === 'refund') buckets.settle('a', amount, 0);
            else passes(buckets, amount);
          }
          while (passes(buckets, units));
          const retryAfter = Number(refusal(buckets, 'a', units).extensions['retryAfter']);
          wait(retryAfter * 1000 - 1000);
          expect(passes(buckets, units)).toBe(false);
          wait(1000);
          expect(passes(buckets, units)).toBe(true);
        },
      ),
    );
  });
});

function passes(buckets: CostBuckets, units: number): boolean {
  try {
    buckets.charge('a', units);
    return true;
  } catch (error) {
    if (error instanceof GraphQLError) return false;
    throw error;
  }
}
