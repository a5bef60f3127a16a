import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { TerminatedCloseEvent } from 'graphql-ws';
import { liveOptions } from '../../src/client/index.js';

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

/** How long an attempt waits where `Math.random` gives a number, in milliseconds. */
async function waitOf(retries: number, random: number): Promise<number> {
  jest.spyOn(Math, 'random').mockReturnValue(random);
  const start = Date.now();
  const waiting = liveOptions.retryWait(retries);
  await jest.runAllTimersAsync();
  await waiting;
  return Date.now() - start;
}

test.each([
  // From half of to the whole of 1 s × 2^retries, at most 30 s.
  [0, 500, 1_000],
  [1, 1_000, 2_000],
  [4, 8_000, 16_000],
  [5, 15_000, 30_000],
  [5_000, 15_000, 30_000],
])('waits before attempt %d from %d to %d ms', async (retries, least, most) => {
  expect([await waitOf(retries, 0), await waitOf(retries, 1)]).toEqual([least, most]);
});

test('reconnects after closes and failures of the network, not after errors of the page', () => {
  expect(liveOptions.retryAttempts).toBe(Infinity);
  expect(liveOptions.shouldRetry({ code: 1006, reason: '' })).toBe(true);
  expect(liveOptions.shouldRetry({ type: 'error', message: 'connect ECONNREFUSED' })).toBe(true);
  expect(liveOptions.shouldRetry(new TerminatedCloseEvent())).toBe(true);
  expect(liveOptions.shouldRetry(new Error('no token'))).toBe(false);
});
