import { EventEmitter } from 'node:events';
import { expect, test } from '@jest/globals';
import { endedBySignals } from '../../src/cli/endedBySignals.js';

/** A process that notes which signals it sends to itself. */
class Stub extends EventEmitter {
  readonly pid = 7;
  readonly killed: unknown[] = [];
  readonly kill = (...of: unknown[]) => this.killed.push(of) > 0;
}

const started = (stub: Stub) =>
  endedBySignals(
    (signal) =>
      new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      }),
    stub as unknown as NodeJS.Process,
  );

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('ends the work by %s, and then the process', async (name) => {
  const stub = new Stub();
  const work = started(stub);
  stub.emit(name, name);
  expect(stub.killed).toEqual([]);
  // A second one is not ours any more.
  expect(stub.eventNames()).toEqual([]);
  await expect(work).rejects.toThrow(`ended by ${name}`);
  expect(stub.killed).toEqual([[7, name]]);
});

test('leaves signals alone before and after the work', async () => {
  const stub = new Stub();
  expect(await endedBySignals(() => Promise.resolve('done'), stub as unknown as NodeJS.Process)).toBe('done');
  expect(stub.eventNames()).toEqual([]);
  expect(stub.killed).toEqual([]);
});
