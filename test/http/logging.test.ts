import { expect, test } from '@jest/globals';
import { describeError } from '../../src/http/logging.js';

test('describes what happened and where, and leaves out the other properties of the error', () => {
  const cause = new Error('the socket is closed');
  const error = Object.assign(new Error('Connection terminated unexpectedly', { cause }), {
    code: 'ECONNRESET',
    client: { connectionParameters: { user: 'greyoak' }, saslSession: { password: 'secret' } },
  });
  const told = describeError(error);
  expect(told).toEqual({
    type: 'Error',
    message: 'Connection terminated unexpectedly: the socket is closed',
    stack: expect.stringContaining('logging.test.ts'),
    code: 'ECONNRESET',
  });
  expect(JSON.stringify(told)).not.toContain('secret');
});
