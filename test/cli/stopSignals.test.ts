import { describe, expect, test } from '@jest/globals';
import { EventEmitter } from 'node:events';
import { stopSignals, type Signalled } from '../../src/cli/stopSignals.js';

/** Stands for the process, and for its clock. */
function standIn(env: NodeJS.ProcessEnv = {}) {
  const target = Object.assign(new EventEmitter(), { ppid: 7, env, clock: 0 });
  const seconds: string[] = [];
  const signals = stopSignals(
    (signal) => seconds.push(signal),
    target as unknown as Signalled,
    () => target.clock,
  );
  return { target, seconds, signals };
}

describe('stopSignals', () => {
  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'])('resolves with %s', async (signal) => {
    const { target, signals } = standIn();
    target.emit(signal, signal);
    expect(await signals.first).toBe(signal);
    signals.off();
    expect(target.eventNames()).toEqual([]);
  });

  test('takes two signals within a second for one request, and a later one for a second', async () => {
    const { target, seconds, signals } = standIn();
    target.emit('SIGINT', 'SIGINT');
    target.clock = 1_000;
    target.emit('SIGINT', 'SIGINT');
    expect(seconds).toEqual([]);
    target.clock = 1_001;
    target.emit('SIGTERM', 'SIGTERM');
    expect(seconds).toEqual(['SIGTERM']);
    expect(await signals.first).toBe('SIGINT');
    signals.off();
  });

  test('resolves when the npm that started the process has ended', async () => {
    const { target, signals } = standIn({ npm_lifecycle_event: 'start' });
    target.ppid = 1;
    expect(await signals.first).toBe('the npm that started it has ended');
    signals.off();
  });
});
