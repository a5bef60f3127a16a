import { describe, expect, test } from '@jest/globals';
import { EventEmitter } from 'node:events';
import { endedBySignals } from '../../src/cli/endedBySignals.js';
import { exitOnSignals } from '../../src/cli/exitOnSignals.js';

/** Stands for a process, and notes how it exited. */
class Target extends EventEmitter {
  readonly pid = 1;
  readonly exits: number[] = [];

  exit(code: number): never {
    this.exits.push(code);
    return undefined as never;
  }

  kill(_pid: number, signal: string): true {
    this.emit(signal, signal);
    return true;
  }
}

describe('exitOnSignals', () => {
  test('exits by a signal that nothing else handles, and not after it was told to leave them', () => {
    const target = new Target();
    const leave = exitOnSignals(target as never);
    target.emit('SIGTERM', 'SIGTERM');
    expect(target.exits).toEqual([143]);
    leave();
    expect(target.eventNames()).toEqual([]);
  });

  test('leaves a signal to work that cleans up, and exits when that is done', async () => {
    const target = new Target();
    const leave = exitOnSignals(target as never);
    const steps: string[] = [];
    const work = endedBySignals(
      (signal) =>
        new Promise<void>((resolve) => {
          signal.addEventListener('abort', () => {
            steps.push(`cleaned up, ${target.exits.length} exits`);
            resolve();
          });
        }),
      target as never,
    );
    target.emit('SIGINT', 'SIGINT');
    await work;
    expect(steps).toEqual(['cleaned up, 0 exits']);
    expect(target.exits).toEqual([130]);
    leave();
  });
});
