/** Amounts in texts: each exactly, and nothing else. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Amount } from '../../../src/companies/amounts/amount.js';
import { amountsIn } from '../../../src/companies/amounts/amountsIn.js';
import { AMOUNT_TEXTS, NO_AMOUNT_TEXTS } from './amountTexts.js';

const inWords = ({ decimal, unit, currency, isPoints }: Amount) =>
  [decimal, unit, unit === 'FOREIGN' ? currency : null, isPoints ? 'points' : null].filter(Boolean).join(' ');

test('there are at least 150 texts with amounts', () => {
  expect(AMOUNT_TEXTS.length).toBeGreaterThanOrEqual(150);
});

test.each(AMOUNT_TEXTS)('%s', (text, ...amounts) => {
  expect(amountsIn(text).map(inWords)).toEqual(amounts);
  // Neither what stands around it nor its place changes an amount.
  const shifted = amountsIn(`It was said: ${text}, and so on.`);
  expect(shifted.map(inWords)).toEqual(amounts);
  expect(shifted.map(({ start }) => start - 13)).toEqual(amountsIn(text).map(({ start }) => start));
});

test.each(NO_AMOUNT_TEXTS)('no amount: %s', (text) => {
  expect(amountsIn(text).map(inWords)).toEqual([]);
});

test('an amount says where it is, with its sign, currency and unit', () => {
  const text = 'a loss of Rs. (1,234.5) crore, or -5 %.';
  expect(amountsIn(text).map(({ start, end }) => text.slice(start, end))).toEqual([
    'Rs. (1,234.5) crore',
    '-5 %',
  ]);
});

test('the value is the double nearest to the decimal', () => {
  const [amount] = amountsIn('Rs 123456789012345678.9 lakhs');
  expect(amount.decimal).toBe('1234567890123456.789');
  expect(amount.value).toBe(Number('1234567890123456.789'));
});

test('every number that is written in a known way is read exactly', () => {
  const scales = { crore: 0n, lakh: -2n, mn: -1n, bn: 2n } as const;
  const scale = fc.constantFrom(...(Object.keys(scales) as (keyof typeof scales)[]));
  fc.assert(
    fc.property(
      fc.nat({ max: 10 ** 12 }),
      fc.nat({ max: 99 }),
      scale,
      fc.boolean(),
      (whole, cents, word, indian) => {
        const grouped = whole.toLocaleString(indian ? 'en-IN' : 'en-US');
        const [amount] = amountsIn(`₹ ${grouped}.${String(cents).padStart(2, '0')} ${word}`);
        // In ten thousandths of a crore.
        const exact = (BigInt(whole) * 100n + BigInt(cents)) * 10n ** (2n + scales[word]);
        const [integer, fraction = ''] = amount.decimal.split('.');
        expect(BigInt(integer + fraction.padEnd(4, '0'))).toBe(exact);
      },
    ),
    { numRuns: Number(process.env['AMOUNTS'] ?? 200) },
  );
});

test('amounts of any text are apart, in order and finite', () => {
  const piece = fc.constantFrom(
    'Rs',
    '.',
    ' ',
    '1',
    '12',
    ',',
    '%',
    '(',
    ')',
    '-',
    '–',
    'to',
    'crore',
    'x',
    '₹',
    '\t',
    '½',
    'bps',
    '/',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      let after = 0;
      for (const { start, end, value } of amountsIn(pieces.join(''))) {
        expect(start).toBeGreaterThanOrEqual(after);
        expect(end).toBeGreaterThan(start);
        expect(Number.isFinite(value)).toBe(true);
        after = end;
      }
    }),
    { numRuns: Number(process.env['AMOUNTS'] ?? 300) },
  );
});

test.each([
  '1',
  '1,',
  '1,1 ',
  '(',
  '(1',
  '-',
  '.',
  '1%',
  '1-',
  'Rs. ',
  'Rs.1 to ',
  '½',
  '` ',
  '\t',
  '1/',
  'between 1 and ',
])('hundred thousand units of %j take time in proportion to their length', (piece) => {
  const time = (units: number) => {
    const text = piece.repeat(units / piece.length);
    const began = performance.now();
    amountsIn(text);
    return performance.now() - began;
  };
  time(20_000);
  expect(time(100_000)).toBeLessThan(3000);
});
