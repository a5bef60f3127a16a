import { expect, test } from '@jest/globals';
import { EventEmitter } from 'node:events';
import { logProcess } from '../../src/cli/logProcess.js';

test('logs warnings and what nothing caught, and leaves both to Node again', () => {
  const printed: unknown[] = [];
  const exits: unknown[] = [];
  const target = Object.assign(new EventEmitter(), { exit: (code: number) => exits.push(code) });
  target.on('warning', (warning) => printed.push(warning));
  const lines: unknown[][] = [];
  const log = {
    warn: (...line: unknown[]) => lines.push(line),
    fatal: (...line: unknown[]) => lines.push(line),
  };
  const end = logProcess(log as never, target as never);
  target.emit('warning', Object.assign(new Error('old'), { name: 'DeprecationWarning' }));
  const error = new Error('lost');
  target.emit('uncaughtException', error);
  expect(lines).toEqual([
    [{ warning: 'DeprecationWarning' }, 'old'],
    [{ err: error }, 'a defect of greyoak itself, please report it'],
  ]);
  expect([printed, exits]).toEqual([[], [70]]);
  end();
  target.emit('warning', 'later');
  expect(printed).toEqual(['later']);
  expect(target.listenerCount('uncaughtException')).toBe(0);
});
