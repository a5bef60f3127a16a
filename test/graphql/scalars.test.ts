import { describe, expect, test } from '@jest/globals';
import { Kind } from 'graphql';
import { DateScalar, DateTimeScalar, TickerScalar } from '../../src/graphql/scalars.js';

describe('Date', () => {
  test('reads a calendar date from a variable and from a literal', () => {
    expect(DateScalar.parseValue('2024-02-29')).toBe('2024-02-29');
    expect(DateScalar.parseLiteral({ kind: Kind.STRING, value: '2024-02-29' })).toBe('2024-02-29');
  });

  test.each(['2023-02-29', '2024-1-1', '2024-10-08 ', '', 7, null, true, {}])('refuses %p', (value) => {
    expect(() => DateScalar.parseValue(value)).toThrow('Expected a date that exists');
  });
});

describe('DateTime', () => {
  test.each([
    ['2024-10-08T16:05:00+05:30', '2024-10-08T10:35:00.000Z'],
    ['2024-10-08T10:35:00Z', '2024-10-08T10:35:00.000Z'],
    ['2024-10-08t10:35:00.25z', '2024-10-08T10:35:00.250Z'],
  ])('%s is served as %s', (text, served) => {
    expect(DateTimeScalar.serialize(DateTimeScalar.parseValue(text))).toBe(served);
  });

  test.each([
    '2024-10-08',
    '2024-10-08T10:35:00',
    '2024-02-30T10:35:00Z',
    '2024-10-08T24:00:00Z',
    1_728_383_700,
  ])('refuses %p', (value) => {
    expect(() => DateTimeScalar.parseValue(value)).toThrow('Expected an instant by RFC 3339 with its offset');
  });
});

describe('Ticker', () => {
  test('normalises the spelling', () => {
    expect(TickerScalar.parseValue('reliance.ns')).toBe('RELIANCE.NS');
    expect(TickerScalar.parseLiteral({ kind: Kind.STRING, value: 'm&m' })).toBe('M&M.NS');
  });

  test('refuses a literal that is not a string, and shows it', () => {
    expect(() => TickerScalar.parseLiteral({ kind: Kind.INT, value: '500325' })).toThrow('got 500325.');
    expect(() => TickerScalar.parseLiteral({ kind: Kind.OBJECT, fields: [] })).toThrow('got {}.');
  });
});
