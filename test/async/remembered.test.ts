import { describe, expect, test } from '@jest/globals';
import { Remembered } from '../../src/async/remembered.js';

/** A read that ends when it is told to. */
function readsByHand() {
  const ends: ((value: number | Error) => void)[] = [];
  const read = () =>
    new Promise<number>((resolve, reject) =>
      ends.push((value) => (value instanceof Error ? reject(value) : resolve(value))),
    );
  return { ends, read };
}

describe('Remembered', () => {
  test('reads once for callers that ask at the same time, and again when the value is not fresh', async () => {
    let reads = 0;
    const remembered = new Remembered(async () => ++reads, {
      freshMs: 0,
      waitMs: 60_000,
      firstWaitMs: 60_000,
    });
    expect(await Promise.all([remembered.get(), remembered.get(), remembered.get()])).toEqual([1, 1, 1]);
    expect(await remembered.get()).toBe(2);
    const fresh = new Remembered(async () => ++reads, {
      freshMs: 60_000,
      waitMs: 60_000,
      firstWaitMs: 60_000,
    });
    expect([await fresh.get(), await fresh.get()]).toEqual([3, 3]);
  });

  test('does not wait for a read that takes long, and begins no other one', async () => {
    const { ends, read } = readsByHand();
    const remembered = new Remembered(read, { freshMs: 0, waitMs: 0, firstWaitMs: 0 });
    expect(await remembered.get()).toBeNull();
    expect(await remembered.get()).toBeNull();
    expect(ends).toHaveLength(1);
    ends[0](7);
    await Promise.resolve();
    const patient = new Remembered(read, { freshMs: 0, waitMs: 60_000, firstWaitMs: 60_000 });
    const got = patient.get();
    ends[1](8);
    expect(await got).toBe(8);
    // The next read takes long again: the value from before is there.
    const late = new Remembered(read, { freshMs: 0, waitMs: 0, firstWaitMs: 0 });
    void late.get();
    ends[2](9);
    await new Promise(setImmediate);
    expect(await late.get()).toBe(9);
    expect(ends).toHaveLength(4);
  });

  test('has no value after a failed read, nor one that is too old', async () => {
    const { ends, read } = readsByHand();
    const remembered = new Remembered(read, { freshMs: 0, waitMs: 60_000, firstWaitMs: 60_000 });
    const first = remembered.get();
    ends[0](1);
    expect(await first).toBe(1);
    const second = remembered.get();
    ends[1](new Error('the store is gone'));
    expect(await second).toBeNull();
    const old = new Remembered(async () => 1, { freshMs: 60_000, staleMs: -1 });
    expect(await old.get()).toBeNull();
  });
});
