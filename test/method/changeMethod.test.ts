import { beforeAll, describe, expect, test } from '@jest/globals';
import { changeMethod, type MethodChanges } from '../../src/method/changeMethod.js';
import { loadMethod } from '../../src/method/loadMethod.js';
import type { Method } from '../../src/scoring/method.js';
import { weightsOf } from '../../src/scoring/method.js';

let method: Method;
beforeAll(async () => {
  method = await loadMethod();
});

const EVEN = { F: 0.2, T: 0.2, R: 0.2, O: 0.2, Q: 0.1, S: 0.1 };
const changed = (changes: Partial<MethodChanges>) =>
  changeMethod(method, { mode: 'TRADER', weights: null, bands: {}, ...changes });

describe('a changed method', () => {
  test('without changes is the same method', () => {
    expect(changed({})).toEqual(method);
  });

  test('has the weights for every sector group of the one mode', () => {
    const { parameters, hash } = changed({ weights: EVEN });
    expect(weightsOf(parameters, 'TRADER', 'banks')).toEqual(EVEN);
    expect(weightsOf(parameters, 'TRADER', 'it')).toEqual(EVEN);
    expect(parameters.weights.INVESTOR).toEqual(method.parameters.weights.INVESTOR);
    expect(hash).not.toBe(method.hash);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('has the bounds that were given, and the others of the method', () => {
    const { thresholds } = changed({ bands: { BUY: 60 } });
    expect(thresholds).toEqual({ ...method.thresholds, bands: { STRONG_BUY: 75, BUY: 60, HOLD: 50 } });
  });

  test.each<[string, Partial<MethodChanges>, string]>([
    [
      'a sum that is not 1',
      { weights: { ...EVEN, F: 0.3 } },
      'expected weights that sum to 1, got a sum of 1.1',
    ],
    [
      'more than 3 decimals',
      { weights: { ...EVEN, F: 0.2004, T: 0.1996 } },
      'expected at most 3 decimals, got 0.2004',
    ],
    [
      'a negative weight',
      { weights: { ...EVEN, F: -0.2, T: 0.6 } },
      'weight of F: expected 0 to 1, got -0.2',
    ],
    [
      'bounds that do not fall',
      { bands: { BUY: 80 } },
      'bands.BUY: expected less than STRONG_BUY (75), got 80',
    ],
    ['a bound beyond 100', { bands: { STRONG_BUY: 101 } }, 'STRONG_BUY: expected 0 to 100, got 101'],
    ['a bound that is none', { bands: { HOLD: NaN } }, 'HOLD: expected 0 to 100, got NaN'],
  ])('refuses %s', (_, changes, text) => {
    expect(() => changed(changes)).toThrow(text);
  });
});
