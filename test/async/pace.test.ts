import { setImmediate as turned } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { Pace } from '../../src/async/pace.js';

describe('Pace', () => {
  test('begins one piece of work each time the event loop turns, in the order of the calls', async () => {
    const pace = new Pace();
    const began: number[] = [];
    for (const k of [0, 1, 2]) pace.begin('one', () => began.push(k));
    expect(began).toEqual([]);
    for (const k of [1, 2, 3, 3]) {
      await turned();
      expect(began).toHaveLength(k);
    }
    expect(began).toEqual([0, 1, 2]);
  });

  test('takes owners in rotation, so that one with much work does not hold up the others', async () => {
    const pace = new Pace();
    const began: string[] = [];
    const begin = (owner: string, k: number) => pace.begin(owner, () => began.push(`${owner}${k}`));
    for (const k of [0, 1, 2, 3]) begin('busy', k);
    begin('other', 0);
    await turned();
    begin('third', 0);
    begin('other', 1);
    for (let k = 0; k < 8; k++) await turned();
    expect(began).toEqual(['busy0', 'other0', 'busy1', 'third0', 'other1', 'busy2', 'busy3']);
  });

  test('goes on with work that work begins', async () => {
    const pace = new Pace();
    const began: number[] = [];
    pace.begin('one', () => {
      began.push(0);
      pace.begin('one', () => began.push(1));
    });
    await turned();
    expect(began).toEqual([0]);
    await turned();
    expect(began).toEqual([0, 1]);
    await turned();
  });
});
