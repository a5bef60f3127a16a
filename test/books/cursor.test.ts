import { describe, expect, test } from '@jest/globals';
import { bookOfCursor, decodeCursor, encodeCursor, type StockCursor } from '../../src/books/cursor.js';
import type { IsoDate } from '../../src/scoring/names.js';
import { UserError } from '../../src/userError.js';
import { ticker } from '../support/days/book.js';

const CURSOR: StockCursor = {
  runId: 7,
  mode: 'INVESTOR',
  batch: 3,
  riskRun: null,
  on: '2024-10-06' as IsoDate,
  method: null,
  includesAll: false,
  filter: 'abc',
  order: { field: 'SCORE', direction: 'DESC' },
  ticker: ticker('M&M'),
};
const packed = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function refusal(of: () => unknown): unknown {
  try {
    of();
  } catch (error) {
    return error;
  }
  return null;
}

describe('a cursor', () => {
  test('decodes to what was encoded', () => {
    expect(decodeCursor(encodeCursor(CURSOR))).toEqual(CURSOR);
    expect(encodeCursor(CURSOR)).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  test('has the run of the risks, and is as short as before where there is none', () => {
    const withRisks = encodeCursor({ ...CURSOR, riskRun: 9 });
    expect(decodeCursor(withRisks)).toEqual({ ...CURSOR, riskRun: 9 });
    expect(JSON.parse(Buffer.from(encodeCursor(CURSOR), 'base64url').toString())).toHaveLength(9);
  });

  test('has the method that the list was asked for by name, with risks and without', () => {
    for (const riskRun of [null, 9]) {
      const cursor = { ...CURSOR, riskRun, method: 'greyoak-2.0' };
      expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
    }
  });

  test('names the book of its page', () => {
    expect(bookOfCursor(encodeCursor(CURSOR), 'INVESTOR')).toEqual({
      runId: 7,
      mode: 'INVESTOR',
      batch: 3,
      riskRun: null,
      on: '2024-10-06',
      method: null,
    });
  });

  test('of another mode is refused', () => {
    const error = refusal(() => bookOfCursor(encodeCursor(CURSOR), 'TRADER'));
    expect(error).toBeInstanceOf(UserError);
    expect(error).toHaveProperty(
      'message',
      'Expected a cursor of TRADER, got one of INVESTOR: ask for its mode, or begin again without a cursor.',
    );
  });

  const good = [7, 'INVESTOR', 3, null, false, 'SCORE', 'DESC', '', 'M&M.NS'];
  const having = (place: number, value: unknown) => packed(good.with(place, value as string));

  test.each([
    ['an empty text', ''],
    ['a text that is none', 'nonsense'],
    ['with padding', `${encodeCursor(CURSOR)}=`],
    ['with a space behind', `${encodeCursor(CURSOR)} `],
    ['with letters behind', `${encodeCursor(CURSOR)}AA`],
    ['cut short', encodeCursor(CURSOR).slice(0, -1)],
    ['spaces inside', Buffer.from(JSON.stringify(good, null, 1)).toString('base64url')],
    ['of no list', packed({ runId: 7 })],
    ['null', packed(null)],
    ['a part too few', packed(good.slice(0, 8))],
    ['a run of risks that is 0', packed([...good, 0])],
    ['a run of risks that is a text', packed([...good, '1'])],
    ['a part too many', packed([...good, 1, 1])],
    ['a run that is a text', having(0, '7')],
    ['run 0', having(0, 0)],
    ['half a run', having(0, 7.5)],
    ['a run beyond what the database holds', having(0, 2 ** 31)],
    ['a batch that is a text', having(2, '3')],
    ['a batch below 0', having(2, -1)],
    ['an include that is none', having(4, 'ALL')],
    ['an unknown mode', having(1, 'GAMBLER')],
    ['an unknown field', having(5, 'LUCK')],
    ['the name of something that every object has', having(5, 'constructor')],
    ['an unknown direction', having(6, 'desc')],
    ['a day that is a number', having(3, 20241008)],
    ['a filter that is a number', having(7, 5)],
    ['a ticker that is a number', having(8, 5)],
  ])('%s is refused', (_, text) => {
    const error = refusal(() => decodeCursor(text));
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toContain('Expected a cursor from pageInfo or an edge of this connection, got "');
  });

  test('the refusal shows at most 80 characters of the text', () => {
    expect(refusal(() => decodeCursor('"x"'))).toHaveProperty(
      'message',
      'Expected a cursor from pageInfo or an edge of this connection, got ""x"": ' +
        'pass one on unchanged, or begin again without a cursor.',
    );
    expect(String(refusal(() => decodeCursor('x'.repeat(81))))).toContain(`got "${'x'.repeat(79)}…": pass`);
    expect(String(refusal(() => decodeCursor('x'.repeat(80))))).toContain(`got "${'x'.repeat(80)}": pass`);
  });
});
