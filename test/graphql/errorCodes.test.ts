import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { ERROR_CODES, isErrorCode } from '../../src/graphql/errorCodes.js';
import { formatError, INTERNAL_MESSAGE } from '../../src/graphql/errors.js';
import { UserError } from '../../src/userError.js';

const CODES = Object.keys(ERROR_CODES);

describe('the list of codes', () => {
  test('is the one of docs/errors.md, in the same order', () => {
    const rows = [...readFileSync('docs/errors.md', 'utf8').matchAll(/^\| `([A-Z_]+)` .*\|$/gm)];
    expect(rows.map(([, code]) => code)).toEqual(CODES);
    // Code, status, cause and remedy, none of them empty.
    for (const [row] of rows) {
      const cells = row.split('|').slice(1, -1);
      expect(cells.map((cell) => cell.trim() !== '')).toEqual([true, true, true, true]);
    }
  });

  test('has a sentence for each', () => {
    for (const meaning of Object.values(ERROR_CODES)) expect(meaning).toMatch(/^[A-Z].*\w\.$/);
  });

  test.each([['toString'], ['__proto__'], ['NOTHING'], [''], [undefined], [null], [400]])(
    'has no %j',
    (code) => expect(isErrorCode(code)).toBe(false),
  );
});

describe('formatError', () => {
  const format = (error: GraphQLError) => {
    const internal: unknown[] = [];
    const { extensions, ...rest } = error.toJSON();
    const code = extensions?.['code'] ?? 'INTERNAL_SERVER_ERROR';
    const shown = formatError({ ...rest, extensions: { ...extensions, code } }, error, (cause) =>
      internal.push(cause),
    );
    return { shown, internal };
  };

  test.each(CODES.filter((code) => code !== 'INTERNAL_SERVER_ERROR'))(
    'shows an error of %s as it is',
    (code) => {
      const { shown, internal } = format(
        new GraphQLError('Expected this.', { extensions: { code, left: 3 } }),
      );
      expect(shown).toEqual({ message: 'Expected this.', extensions: { code, left: 3 } });
      expect(internal).toEqual([]);
    },
  );

  test.each([['INTERNAL_SERVER_ERROR'], ['ECONNREFUSED'], ['UNKNOWN'], ['toString']])(
    'masks an error of %s, and hands it over',
    (code) => {
      const error = new GraphQLError('SELECT secret', {
        extensions: { code, stacktrace: ['at secret'], sql: 'secret' },
      });
      const { shown, internal } = format(error);
      expect(shown).toEqual({ message: INTERNAL_MESSAGE, extensions: { code: 'INTERNAL_SERVER_ERROR' } });
      expect(internal).toEqual([error]);
    },
  );

  test('masks what was thrown inside, also where that has a code of the list', () => {
    const thrown = Object.assign(new Error('secret'), { extensions: { code: 'BAD_USER_INPUT' } });
    const { shown, internal } = format(
      new GraphQLError('secret', { originalError: thrown, path: ['stock'] }),
    );
    expect(shown).toEqual({
      message: INTERNAL_MESSAGE,
      path: ['stock'],
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
    expect(internal).toEqual([thrown]);
  });

  test('tells what the caller can fix, without a stack', () => {
    const originalError = new UserError('Expected this, got that.');
    const error = new GraphQLError(originalError.message, {
      originalError,
      extensions: { stacktrace: ['at secret'] },
    });
    expect(format(error).shown).toEqual({
      message: 'Expected this, got that.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test('gives a code to requests that Apollo refuses without one', () => {
    const refused = new GraphQLError('provided sha does not match query', {
      extensions: { http: { status: 400 } },
    });
    expect(format(refused).shown).toMatchObject({ extensions: { code: 'BAD_REQUEST' } });
    const failed = new GraphQLError('secret', { extensions: { http: { status: 500 } } });
    expect(format(failed).shown).toEqual({
      message: INTERNAL_MESSAGE,
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
  });
});
