import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { FairTurns } from '../../src/async/fairTurns.js';

describe('FairTurns', () => {
  test('lets parties take turns, however much each of them wants', async () => {
    const turns = new FairTurns(1);
    const began: string[] = [];
    const work = ['a', 'a', 'a', 'a', 'b', 'b', 'c'].map((name) =>
      turns.inTurn([name], () => void began.push(name)),
    );
    await Promise.all(work);
    expect(began.join('')).toBe('abcabaa');
  });

  test('begins one piece of work in each turn of the event loop', async () => {
    const turns = new FairTurns(10);
    const began: number[] = [];
    let turn = 0;
    let isDone = false;
    const count = async () => {
      for (; !isDone; turn++) await setImmediate();
    };
    const counted = count();
    await Promise.all(['a', 'b', 'a', 'c'].map((name) => turns.inTurn([name], () => void began.push(turn))));
    isDone = true;
    await counted;
    expect(new Set(began).size).toBe(4);
  });

  test('runs so much of one party at once, and others beside it', async () => {
    const turns = new FairTurns(2);
    const began: string[] = [];
    const ends: (() => void)[] = [];
    const work = ['a1', 'a2', 'a3', 'b1'].map((name) =>
      turns.inTurn([name[0]], () => {
        began.push(name);
        return new Promise<void>((resolve) => ends.push(resolve));
      }),
    );
    for (let k = 0; k < 10; k++) await setImmediate();
    expect(began).toEqual(['a1', 'b1', 'a2']);
    ends[0]();
    for (let k = 0; k < 10; k++) await setImmediate();
    expect(began.at(-1)).toBe('a3');
    for (const end of ends) end();
    await Promise.all(work);
  });

  test('runs so much of all parties together, and still in fair turns', async () => {
    const turns = new FairTurns(1, 1);
    const began: string[] = [];
    let running = 0;
    let most = 0;
    const work = ['a', 'a', 'a', 'b', 'c'].map((name) =>
      turns.inTurn([name], async () => {
        began.push(name);
        most = Math.max(most, ++running);
        await setImmediate();
        running--;
      }),
    );
    await Promise.all(work);
    expect(most).toBe(1);
    expect(began.join('')).toBe('abcaa');
  });

  test('counts work of several parties as work of the one that has the least to do', async () => {
    const turns = new FairTurns(1);
    const began: string[] = [];
    const note = (what: string) => () => void began.push(what);
    const work = [
      ...Array.from({ length: 5 }, () => turns.inTurn(['busy'], note('busy'))),
      turns.inTurn(['busy', 'idle'], note('shared')),
    ];
    await Promise.all(work);
    expect(began.indexOf('shared')).toBe(1);
  });

  test('continues after work that failed, and returns results', async () => {
    const turns = new FairTurns(1);
    await expect(turns.inTurn(['a'], () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await turns.inTurn(['a'], () => 'done')).toBe('done');
  });
});
