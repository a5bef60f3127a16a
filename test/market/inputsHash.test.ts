import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inputsHashOf } from '../../src/market/inputsHash.js';
import type { CrossSection } from '../../src/scoring/crossSection.js';
import {
  DATASETS,
  COMMON_FEATURES,
  EARLIER_HORIZONS,
  FUNDAMENTALS,
  OWNERSHIP,
} from '../../src/scoring/names.js';
import { day, iso, ticker } from '../support/market/folder.js';

/** Two stocks; every column holds the same two numbers. */
function section(first = 1, second = 2): CrossSection {
  const columns = <Name extends string>(names: readonly Name[]) =>
    Object.fromEntries(names.map((name) => [name, Float64Array.of(first, second)])) as Record<
      Name,
      Float64Array
    >;
  return {
    date: iso('2024-10-08'),
    day: day('2024-10-08'),
    tickers: [ticker('INFY'), ticker('SBIN')],
    sectors: ['it', 'psu_banks'],
    sectorOf: Int32Array.of(0, 1),
    features: { ...columns(COMMON_FEATURES), ...columns(EARLIER_HORIZONS) },
    fundamentals: columns(FUNDAMENTALS),
    ownership: columns(OWNERSHIP),
    events: columns(['meeting', 'auditor', 'board']),
    meetingSide: Float64Array.of(0, 0),
    age: columns(DATASETS),
    secondary: columns(DATASETS),
    indexReturn: { ret_21d: 0.01, ret_63d: NaN, ret_126d: 0.03 },
  };
}

const columnsOf = (of: CrossSection): Float64Array[] => [
  ...COMMON_FEATURES.map((name) => of.features[name]),
  ...[of.fundamentals, of.ownership, of.events, of.age, of.secondary].flatMap(Object.values),
];

const hash = inputsHashOf(section());

describe('inputsHashOf', () => {
  test('is SHA-256 over a line of JSON and every column as little-endian doubles', () => {
    const line =
      '{"date":"2024-10-08","index":[0.01,null,0.03],"stocks":[["INFY.NS","it"],["SBIN.NS","psu_banks"]]}\n';
    // 1 is 3FF0000000000000, 2 is 4000000000000000.
    const column = Buffer.from('000000000000f03f0000000000000040', 'hex');
    // 20 features, 11 fundamentals, 3 ownership inputs, 3 distances to events, 3 ages, 3 sources.
    const bytes = Buffer.concat(Array.from({ length: 43 }, () => column));
    expect(hash).toBe(createHash('sha256').update(line).update(bytes).digest('hex'));
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('is another one as soon as any number of any column is', () => {
    const seen = new Set([hash]);
    const all = columnsOf(section()).length * 2;
    for (let k = 0; k < all; k++) {
      const changed = section();
      columnsOf(changed)[k >> 1][k % 2] = 7;
      seen.add(inputsHashOf(changed));
    }
    expect(seen.size).toBe(1 + all);
  });

  test.each([
    ['date', { date: iso('2024-10-09') }],
    ['tickers', { tickers: [ticker('INFY'), ticker('TCS')] }],
    ['sector groups', { sectorOf: Int32Array.of(0, 0) }],
    ['index returns', { indexReturn: { ret_21d: 0.01, ret_63d: NaN, ret_126d: 0.04 } }],
    ['a null of an index return', { indexReturn: { ret_21d: 0.01, ret_63d: 0, ret_126d: 0.03 } }],
  ])('is another one for another %s', (_, change) => {
    expect(inputsHashOf({ ...section(), ...change })).not.toBe(hash);
  });

  test('null is one thing, whatever the bits of the NaN, and is not 0', () => {
    const [one, two] = [section(), section()];
    new DataView(one.features.close.buffer).setBigUint64(0, 0x7ff8_0000_0000_0000n, true);
    new DataView(two.features.close.buffer).setBigUint64(0, 0xfff8_0000_0000_0001n, true);
    expect([one.features.close[0], two.features.close[0]]).toEqual([NaN, NaN]);
    expect(inputsHashOf(one)).toBe(inputsHashOf(two));
    expect(inputsHashOf(section(NaN))).not.toBe(inputsHashOf(section(0)));
  });

  test('there is no negative zero', () => {
    expect(inputsHashOf(section(-0))).toBe(inputsHashOf(section(0)));
    const zero = (ret_63d: number) => ({
      ...section(),
      indexReturn: { ret_21d: 0.01, ret_63d, ret_126d: 0.03 },
    });
    expect(inputsHashOf(zero(-0))).toBe(inputsHashOf(zero(0)));
    expect(inputsHashOf(section(-1e-11))).toBe(inputsHashOf(section(0))); // snapped to 0, not to −0
  });

  test('noise below 1e-10 does not count, a difference of 1e-10 does', () => {
    expect(inputsHashOf(section(1 + 2e-11))).toBe(hash);
    expect(inputsHashOf(section(1 + 1e-10))).not.toBe(hash);
  });

  test('depends on nothing else: equal sections have equal hashes', () => {
    const number = fc.double({ noDefaultInfinity: true });
    fc.assert(
      fc.property(number, number, (first, second) => {
        expect(inputsHashOf(section(first, second))).toBe(inputsHashOf(section(first, second)));
      }),
    );
  });
});
