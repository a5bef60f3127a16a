import { describe, expect, test } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { QueueFull } from '../../src/async/queueFull.js';
import { availableResult } from '../../src/graphql/operation/availableResult.js';
import { unavailable } from '../../src/graphql/unavailable.js';
import { UserError } from '../../src/userError.js';

const SECRET = 'password of greyoak at 10.0.0.5';
const coded = (code: string) => Object.assign(new Error(SECRET), { code });
const shownOf = (error: unknown) => unavailable(error)?.extensions;

describe('unavailable', () => {
  test.each([
    ['the server stops', '57P01'],
    ['a process of the server crashed', '57P02'],
    ['the server starts up', '57P03'],
    ['an idle session was ended', '57P05'],
    ['an idle transaction was ended', '25P03'],
    ['the connection is gone', '08006'],
    ['the connection cannot be made', '08001'],
    ['a pooler has no server', '08P01'],
    ['too many connections', '53300'],
    ['no memory', '53200'],
    ['transactions that conflict', '40001'],
    ['a deadlock', '40P01'],
    ['nothing listens', 'ECONNREFUSED'],
    ['the server cut the connection', 'ECONNRESET'],
    ['the connection was cut before', 'EPIPE'],
    ['the network is silent', 'ETIMEDOUT'],
    ['a stream that is over', 'ERR_STREAM_WRITE_AFTER_END'],
  ])('shows OVERLOADED where %s (%s)', (_, code) => {
    expect(shownOf(coded(code))).toMatchObject({ code: 'OVERLOADED', retryAfter: 1, http: { status: 503 } });
    expect(unavailable(coded(code))?.message).not.toContain(SECRET);
  });

  test.each([
    'Connection terminated unexpectedly',
    'Client has encountered a connection error and is not queryable',
    'timeout exceeded when trying to connect',
    'Query read timeout',
    'Cannot use a pool after calling end on the pool',
  ])('shows OVERLOADED for the error of pg without a code: %s', (message) => {
    expect(shownOf(new Error(message))).toMatchObject({ code: 'OVERLOADED' });
  });

  test('shows OVERLOADED for a socket that is missing, but not for a file', () => {
    const missing = (syscall: string) => Object.assign(coded('ENOENT'), { syscall });
    expect(shownOf(missing('connect'))).toMatchObject({ code: 'OVERLOADED' });
    expect(unavailable(missing('open'))).toBeNull();
  });

  test('finds the cause within errors of GraphQL', () => {
    const inner = new GraphQLError('failed', { originalError: coded('57P01') });
    expect(shownOf(new GraphQLError('failed', { originalError: inner }))).toMatchObject({
      code: 'OVERLOADED',
    });
  });

  test('asks for a longer pause where a lock or a queue is waited for', () => {
    expect(shownOf(coded('55P03'))).toMatchObject({ code: 'OVERLOADED', retryAfter: 5 });
    expect(shownOf(new QueueFull('20 are waiting already'))).toMatchObject({
      code: 'OVERLOADED',
      retryAfter: 5,
    });
  });

  test.each(['53100', '58030'])('shows OVERLOADED for a disk that fails: %s', (code) => {
    expect(shownOf(coded(code))).toMatchObject({ code: 'OVERLOADED', retryAfter: 60 });
  });

  test('shows TIMEOUT for a statement that was cancelled', () => {
    expect(shownOf(coded('57014'))).toMatchObject({ code: 'TIMEOUT', http: { status: 504 } });
  });

  test.each([
    ['a defect', new TypeError('x is not a function')],
    ['a wrong statement', coded('42703')],
    ['a wrong password', coded('28P01')],
    ['a refusal', new UserError('Expected a session.')],
    ['nothing', undefined],
  ])('leaves %s alone', (_, error) => {
    expect(unavailable(error)).toBeNull();
  });
});

describe('availableResult', () => {
  const lost = new GraphQLError('lost', { path: ['second'], originalError: coded('57P01') });
  const other = new GraphQLError('other', { path: ['third'] });
  const result = { data: { first: 1, second: null, third: null }, errors: [lost, other] };

  test('refuses a query as a whole', () => {
    const causes: unknown[] = [];
    expect(() => availableResult(result, false, (cause) => causes.push(cause))).toThrow(
      'The operation cannot be executed now: the database does not answer. Ask again in 1 s.',
    );
    expect(causes).toEqual([lost]);
  });

  test('keeps what a mutation has done, and says which part was not done', () => {
    const shown = availableResult(result, true, () => undefined);
    expect(shown.data).toEqual(result.data);
    expect(shown.errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['second'], 'OVERLOADED'],
      [['third'], undefined],
    ]);
  });
});
