import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { Turns } from '../../src/async/turns.js';

describe('Turns', () => {
  test('runs so many at once, and the others in the order of their calls', async () => {
    const turns = new Turns(2);
    const began: number[] = [];
    const ends: (() => void)[] = [];
    const work = Array.from({ length: 5 }, (_, k) =>
      turns.inTurn(() => {
        began.push(k);
        return new Promise<number>((resolve) => ends.push(() => resolve(k)));
      }),
    );
    await setImmediate();
    expect(began).toEqual([0, 1]);
    ends[1]();
    expect(await work[1]).toBe(1);
    await setImmediate();
    await setImmediate();
    expect(began).toEqual([0, 1, 2]);
    for (let k = 0; began.length < 5 || k < 5; k++) {
      ends[k]?.();
      await setImmediate();
      await setImmediate();
    }
    expect(await Promise.all(work)).toEqual([0, 1, 2, 3, 4]);
  });

  test('gives the turn of work that waits to others, and one back to it', async () => {
    const turns = new Turns(1);
    const order: string[] = [];
    let end = (): void => undefined;
    const waiting = turns.inTurn(async () => {
      order.push('asks');
      await turns.outOfTurn(() => new Promise<void>((resolve) => (end = resolve)));
      order.push('goes on');
    });
    await turns.inTurn(() => void order.push('another one'));
    let endOther = (): void => undefined;
    const other = turns.inTurn(() => {
      order.push('a third one');
      return new Promise<void>((resolve) => (endOther = resolve));
    });
    await setImmediate();
    await setImmediate();
    end();
    await setImmediate();
    await setImmediate();
    expect(order).toEqual(['asks', 'another one', 'a third one']);
    endOther();
    await Promise.all([waiting, other]);
    expect(order).toEqual(['asks', 'another one', 'a third one', 'goes on']);
    // What fails out of turn gives its turn on, too.
    const failing = turns.inTurn(() => turns.outOfTurn(() => Promise.reject(new Error('broken'))));
    await expect(failing).rejects.toThrow('broken');
    expect(await turns.inTurn(() => 'done')).toBe('done');
  });

  test('continues after work that failed', async () => {
    const turns = new Turns(1);
    await expect(turns.inTurn(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await turns.inTurn(() => Promise.resolve('done'))).toBe('done');
  });
});
