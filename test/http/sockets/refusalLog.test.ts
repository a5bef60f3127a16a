import { expect, test } from '@jest/globals';
import { RefusalLog } from '../../../src/http/sockets/refusalLog.js';
import { eventually } from '../../support/time/eventually.js';

test('logs the page and the cause of refused sockets, and only counts them in a flood', async () => {
  const lines: [object, string][] = [];
  const log = { info: (fields: object, message: string) => lines.push([fields, message]) };
  const refusals = new RefusalLog(log as never, 50);
  const request = { headers: { origin: 'https://other.example\n{"level":"fatal"}' } };
  refusals.note(request, 'not allowed', { requestId: 'a', status: 403 });
  refusals.note({ headers: {} }, 'too many', { requestId: 'b', closeCode: 1013 });
  expect(lines).toEqual([
    [
      {
        requestId: 'a',
        status: 403,
        origin: 'https://other.example\uFFFD{"level":"fatal"}',
        cause: 'not allowed',
      },
      'socket refused',
    ],
    [{ requestId: 'b', closeCode: 1013, origin: null, cause: 'too many' }, 'socket refused'],
  ]);
  for (let k = 0; k < 1_000; k++) refusals.note(request, 'not allowed', { requestId: String(k) });
  await eventually(() => lines.at(-1)?.[1] === 'more sockets were refused');
  expect(lines.at(-1)?.[0]).toEqual({ suppressed: 982 });
  expect(lines).toHaveLength(21);
  refusals.note(request, 'not allowed', { requestId: 'c' });
  expect(lines.at(-1)?.[0]).toMatchObject({ requestId: 'c' });
});
