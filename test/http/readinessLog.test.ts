import { expect, test } from '@jest/globals';
import { ReadinessLog } from '../../src/http/readinessLog.js';

test('logs each reason once, and the return, but not the first time that the service is ready', () => {
  const lines: unknown[] = [];
  const log = {
    info: (message: string) => lines.push(message),
    warn: ({ reason }: { reason: string }, message: string) => lines.push([message, reason]),
  };
  const readiness = new ReadinessLog(() => log as never);
  const notReady = (reason: string) => readiness.note({ ready: false, reason });
  notReady('the database is being opened');
  notReady('the database is being opened');
  readiness.note({ ready: true });
  expect(lines).toEqual([['not ready', 'the database is being opened']]);
  readiness.note({ ready: true });
  notReady('the database does not answer (ECONNREFUSED)');
  notReady('the database does not answer (ECONNREFUSED)');
  notReady('the database is starting up or shutting down (57P03)');
  readiness.note({ ready: true });
  expect(lines.slice(1)).toEqual([
    ['not ready', 'the database does not answer (ECONNREFUSED)'],
    ['not ready', 'the database is starting up or shutting down (57P03)'],
    'ready again',
  ]);
});
