import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { callerAt } from '../../../src/access/caller.js';
import { CallerSlots } from '../../../src/http/subscribers/callerSlots.js';
import { LiveCounts } from '../../../src/http/subscribers/liveCounts.js';
import { withRequestId } from '../../../src/http/subscribers/liveErrors.js';
import { measureLive } from '../../../src/http/subscribers/liveMetrics.js';
import { Rounds } from '../../../src/http/subscribers/rounds.js';

afterEach(() => {
  jest.useRealTimers();
});

test('slots are counted together and of each caller', () => {
  const slots = new CallerSlots({ sockets: 3, socketsPerCaller: 2 });
  const [a, b] = [callerAt('a'), callerAt('b')];
  expect([a, a, a, b, b].map((caller) => slots.take(caller))).toEqual([
    'taken',
    'taken',
    'callerIsFull',
    'taken',
    'serverIsFull',
  ]);
  // Another object stands for the same caller.
  slots.release(callerAt('a'));
  expect(slots.take(b)).toBe('taken');
  expect(slots.take(a)).toBe('serverIsFull');
});

test('rounds visit each member once in a period, spread over it, until they are stopped', () => {
  jest.useFakeTimers();
  const visits: string[] = [];
  const rounds = new Rounds<string>(1500, (name) => visits.push(name));
  rounds.add('a');
  jest.advanceTimersByTime(700);
  rounds.add('b');
  rounds.add('gone');
  rounds.delete('gone');
  expect(visits).toEqual([]);
  jest.advanceTimersByTime(800);
  expect(visits).toEqual(['a']);
  jest.advanceTimersByTime(700);
  expect(visits).toEqual(['a', 'b']);
  jest.advanceTimersByTime(1500);
  expect(visits).toEqual(['a', 'b', 'a', 'b']);
  rounds.stop();
  expect(jest.getTimerCount()).toBe(0);
});

test('the metrics show what is counted, and codes of clients as one', async () => {
  const counts = new LiveCounts();
  const registry = new Registry();
  measureLive(registry, counts);
  counts.sockets = 3;
  counts.streams = 2;
  counts.operations = 5;
  counts.results = 70;
  for (const code of [4290, 4290, 1006, 3000, 4999]) counts.countClose(code);
  const lines = (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  expect(lines).toEqual([
    'live_sockets 3',
    'live_streams 2',
    'live_operations 5',
    'live_results_total 70',
    'live_closes_total{code="4290"} 2',
    'live_closes_total{code="1006"} 1',
    'live_closes_total{code="other"} 2',
  ]);
});

describe('errors on the wire', () => {
  test('keep the id under which their cause is logged; errors without one get that of the request', () => {
    const own = { message: 'a', extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'own' } };
    expect(withRequestId([own, { message: 'b' }], 'request')).toEqual([
      own,
      { message: 'b', extensions: { requestId: 'request' } },
    ]);
  });
});
