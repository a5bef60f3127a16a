import { expect, test } from '@jest/globals';
import pc from 'picocolors';
import { humanLog } from '../../src/cli/humanLog.js';

test('writes lines for people: the time of day, the level, what happened, and details without control characters', () => {
  let out = '';
  const { write } = humanLog({ out: (text) => (out += text), colors: pc.createColors(false) });
  const line = { time: new Date(2026, 10, 29, 8, 5, 3).getTime(), pid: 1, hostname: 'h', requestId: 'r' };
  write(`${JSON.stringify({ level: 'info', ...line, ms: 12, cause: 'a b', msg: 'stopped' })}\n`);
  write(`${JSON.stringify({ level: 'warn', ...line, origin: 'x\u001b[2J', msg: 'socket refused' })}\n`);
  write(
    `${JSON.stringify({ level: 'error', ...line, err: { message: 'no', stack: 'Error: no\n  at x' }, msg: 'failed' })}\n`,
  );
  expect(out).toBe(
    '08:05:03 info  stopped ms=12 cause="a b"\n' +
      '08:05:03 warn  socket refused origin=x\uFFFD[2J\n' +
      '08:05:03 error failed: no\nError: no\n  at x\n',
  );
});
