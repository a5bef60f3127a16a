import { describe, expect, test } from '@jest/globals';
import { canonicalJson } from '../src/canonicalJson.js';

describe('canonicalJson', () => {
  test('sorts keys by code unit, at every depth, and leaves arrays in order', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: 'x', B: true })).toBe(
      '{"B":true,"a":"x","b":[{"c":null,"d":1}]}',
    );
  });

  test('refuses a number that JSON cannot hold, rather than write null for it', () => {
    expect(() => canonicalJson({ score: NaN })).toThrow(
      'Expected score to be a finite number, got NaN: write null for a missing one.',
    );
    expect(() => canonicalJson([Infinity])).toThrow('Expected 0 to be a finite number, got Infinity');
  });
});
