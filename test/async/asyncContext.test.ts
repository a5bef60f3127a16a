/** Work that waits in a queue keeps the async context of its caller, by which traces tell requests apart. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, test } from '@jest/globals';
import { BoundedQueue } from '../../src/async/boundedQueue.js';
import { FairTurns } from '../../src/async/fairTurns.js';
import { Pace } from '../../src/async/pace.js';
import { Turns } from '../../src/async/turns.js';

type Enqueue = (work: () => void) => Promise<void>;

function paced(): Enqueue {
  const pace = new Pace();
  return (work) =>
    new Promise((resolve) =>
      pace.begin('one', () => {
        work();
        resolve();
      }),
    );
}

function inTurn(): Enqueue {
  const turns = new Turns(1);
  return (work) => turns.inTurn(work);
}

function inFairTurn(): Enqueue {
  const turns = new FairTurns(1);
  return (work) => turns.inTurn(['one'], work);
}

function bounded(): Enqueue {
  const queue = new BoundedQueue({ atOnce: 1, mostWaiting: 10, waitMs: 60_000 });
  return async (work) => {
    const leave = await queue.enter();
    work();
    leave();
  };
}

describe('work that waits keeps the async context of its caller', () => {
  test.each([
    ['Pace', paced],
    ['Turns', inTurn],
    ['FairTurns', inFairTurn],
    ['BoundedQueue', bounded],
  ])('in %s', async (_, queueOf) => {
    const enqueue = queueOf();
    const callers = new AsyncLocalStorage<number>();
    const seen: unknown[] = [];
    const asked = [1, 2, 3];
    await Promise.all(
      asked.map((caller) =>
        callers.run(caller, () => enqueue(() => seen.push([caller, callers.getStore()]))),
      ),
    );
    expect(seen).toEqual(asked.map((caller) => [caller, caller]));
  });
});
