import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeEventCursor, decodeEventCursors, encodeEventCursor } from '../../src/live/eventCursor.js';

const anyCursor = fc.record({ epoch: fc.uuid(), position: fc.maxSafeNat() });

describe('the cursor of an event', () => {
  test('is 32 characters that are fit for addresses, and decodes to what was encoded', () => {
    fc.assert(
      fc.property(anyCursor, (cursor) => {
        const text = encodeEventCursor(cursor);
        expect(text).toMatch(/^[A-Za-z0-9_-]{32}$/);
        expect(decodeEventCursor(text)).toEqual(cursor);
      }),
    );
  });

  test('differs for different places', () => {
    fc.assert(
      fc.property(anyCursor, anyCursor, (one, other) => {
        const isSame = one.epoch === other.epoch && one.position === other.position;
        expect(encodeEventCursor(one) === encodeEventCursor(other)).toBe(isSame);
      }),
    );
  });

  test('is no other text: whatever is read is what is written for it', () => {
    const nearly = fc
      .tuple(anyCursor, fc.nat(31), fc.string({ minLength: 1, maxLength: 2 }))
      .map(([cursor, at, put]) => {
        const text = encodeEventCursor(cursor);
        return text.slice(0, at) + put + text.slice(at + 1);
      });
    fc.assert(
      fc.property(fc.oneof(nearly, fc.string(), fc.base64String()), (text) => {
        const cursor = decodeEventCursor(text);
        if (cursor !== null) expect(encodeEventCursor(cursor)).toBe(text);
      }),
    );
  });

  test.each([
    ['nothing', ''],
    ['a text that is too short', 'A'.repeat(31)],
    ['a text that is too long', 'A'.repeat(33)],
    ['padding', `${'A'.repeat(32)}=`],
    ['space', ` ${'A'.repeat(32)}`],
    ['the other alphabet of base64', `${'A'.repeat(31)}+`],
    // 2^53: the first whole number that a number may stand for instead of the next one.
    [
      'a position beyond those of numbers',
      Buffer.from('0020000000000000'.padStart(48, '0'), 'hex').toString('base64url'),
    ],
  ])('is not %s', (_, text) => {
    expect(decodeEventCursor(text)).toBeNull();
  });
});

describe('joined cursors', () => {
  const one = { epoch: '00000000-0000-4000-8000-000000000001', position: 3 };
  const other = { epoch: '00000000-0000-4000-8000-000000000002', position: 4 };

  test('are read apart', () => {
    expect(decodeEventCursors(encodeEventCursor(one))).toEqual([one]);
    expect(decodeEventCursors(encodeEventCursor(one) + encodeEventCursor(other))).toEqual([one, other]);
  });

  test.each(['', 'A', `${encodeEventCursor(one)}A`, `${encodeEventCursor(one)}${'='.repeat(32)}`])(
    'are none in "%s"',
    (text) => {
      expect(decodeEventCursors(text)).toBeNull();
    },
  );
});
