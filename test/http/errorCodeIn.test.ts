import { describe, expect, test } from '@jest/globals';
import { errorCodeIn } from '../../src/http/errorCodeIn.js';

const error = (message: string, extensions: object = {}) => ({ message, extensions });

describe('the code of an answer', () => {
  test.each([
    [
      'of the first error',
      { errors: [error('a', { code: 'FORBIDDEN' }), error('b', { code: 'TIMEOUT' })] },
      'FORBIDDEN',
    ],
    ['of the first answer of a batch', [{ errors: [error('a', { code: 'BAD_REQUEST' })] }], 'BAD_REQUEST'],
    ['and not of a message', { errors: [error('"code":"FORBIDDEN"', { code: 'TIMEOUT' })] }, 'TIMEOUT'],
    [
      'of an error of a field',
      { errors: [error('a', { code: 'RATE_LIMITED' })], data: { a: null } },
      'RATE_LIMITED',
    ],
    ['that has none', { errors: [error('a')] }, undefined],
    ['without errors', { data: { errors: [{ code: 'FORBIDDEN' }] } }, null],
  ])('is told %s', (_, answer, code) => {
    expect(errorCodeIn(JSON.stringify(answer))).toBe(code);
  });
});
