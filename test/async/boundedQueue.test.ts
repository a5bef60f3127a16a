import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { BoundedQueue } from '../../src/async/boundedQueue.js';
import { QueueFull } from '../../src/async/queueFull.js';

afterEach(() => void jest.useRealTimers());

const queueOf = (atOnce = 1, mostWaiting = 2, waitMs = 1_000) =>
  new BoundedQueue({ atOnce, mostWaiting, waitMs });

describe('a bounded queue', () => {
  test('lets work in by its order, a few pieces at a time', async () => {
    const queue = queueOf(2);
    const begun: string[] = [];
    const enter = async (name: string) => {
      const leave = await queue.enter();
      begun.push(name);
      return leave;
    };
    const leaves = await Promise.all([enter('a'), enter('b')]);
    const later = [enter('c'), enter('d')];
    expect([begun, queue.waiting]).toEqual([['a', 'b'], 2]);
    leaves[0]();
    // A turn is given back once.
    leaves[0]();
    const third = await later[0];
    expect([begun, queue.waiting]).toEqual([['a', 'b', 'c'], 1]);
    third();
    await later[1];
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
  });

  test('refuses what is too much', async () => {
    const queue = queueOf();
    const leave = await queue.enter();
    const waiting = [queue.enter(), queue.enter()];
    await expect(queue.enter()).rejects.toThrow(new QueueFull('2 are waiting already'));
    leave();
    (await waiting[0])();
    (await waiting[1])();
    expect(queue.waiting).toBe(0);
  });

  test('gives up what waits for too long', async () => {
    jest.useFakeTimers();
    const queue = queueOf();
    const leave = await queue.enter();
    const late = queue.enter();
    jest.advanceTimersByTime(1_000);
    await expect(late).rejects.toThrow(new QueueFull('its turn did not come within 1 s'));
    expect(queue.waiting).toBe(0);
    leave();
    (await queue.enter())();
  });

  test('forgets what is aborted while it waits, and does not begin what was aborted before', async () => {
    const queue = queueOf();
    const leave = await queue.enter();
    const ending = new AbortController();
    const [aborted, next] = [queue.enter(ending.signal), queue.enter()];
    ending.abort(new Error('gone'));
    await expect(aborted).rejects.toThrow('gone');
    await expect(queue.enter(ending.signal)).rejects.toThrow('gone');
    expect(queue.waiting).toBe(1);
    leave();
    (await next)();
  });
});
