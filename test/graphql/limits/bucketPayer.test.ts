import { describe, expect, test } from '@jest/globals';
import { BucketPayer } from '../../../src/graphql/limits/bucketPayer.js';
import { CostBuckets } from '../../../src/graphql/limits/costBuckets.js';

describe('BucketPayer', () => {
  test('pays off the bucket of requests, and leaves a quarter of it to them', () => {
    const buckets = new CostBuckets({ capacity: 100, perSecond: 1, now: () => 0 });
    const payer = new BucketPayer(buckets, 'a');
    expect(payer.pay(70)).toBe(true);
    expect(payer.canPay(6)).toBe(false);
    expect(payer.pay(6)).toBe(false);
    expect(payer.pay(5)).toBe(true);
    buckets.charge('a', 25);
    expect(buckets.left('b').remaining).toBe(100);
  });

  test('takes a full bucket for more than that, as it could never be paid', () => {
    let now = 0;
    const buckets = new CostBuckets({ capacity: 100, perSecond: 10, now: () => now });
    const payer = new BucketPayer(buckets, 'a');
    expect(payer.pay(1_000)).toBe(true);
    now = 9_999;
    expect(payer.pay(1_000)).toBe(false);
    now = 10_000;
    expect(payer.pay(1_000)).toBe(true);
  });
});
