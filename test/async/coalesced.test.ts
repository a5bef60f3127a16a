import { expect, test } from '@jest/globals';
import { Coalesced } from '../../src/async/coalesced.js';

/** Work that lasts until the test ends it. */
function heldWork() {
  const ends: (() => void)[] = [];
  const work = () => new Promise<number>((resolve) => ends.push(() => resolve(ends.length)));
  return { work, ends };
}

const turn = () => new Promise(setImmediate);

test('runs once more for all calls that are made during a run', async () => {
  const { work, ends } = heldWork();
  const coalesced = new Coalesced(work);
  const first = coalesced.run();
  const later = [coalesced.run(), coalesced.run()];
  expect(ends).toHaveLength(1);
  ends[0]();
  expect(await first).toBe(1);
  await turn();
  expect(ends).toHaveLength(2);
  ends[1]();
  expect(await Promise.all(later)).toEqual([2, 2]);
});

test('runs once more if the run under way fails', async () => {
  let times = 0;
  const coalesced = new Coalesced(async () => {
    if (++times === 1) throw new Error('cut off');
    return times;
  });
  const [first, second] = await Promise.allSettled([coalesced.run(), coalesced.run()]);
  expect([first, second]).toMatchObject([
    { status: 'rejected', reason: { message: 'cut off' } },
    { status: 'fulfilled', value: 2 },
  ]);
  await coalesced.idle();
});

test('is idle once the run that follows has ended, too', async () => {
  const { work, ends } = heldWork();
  const coalesced = new Coalesced(work);
  await coalesced.idle();
  void coalesced.run();
  void coalesced.run();
  let isIdle = false;
  const idle = coalesced.idle().then(() => (isIdle = true));
  ends[0]();
  await turn();
  expect({ begun: ends.length, isIdle }).toEqual({ begun: 2, isIdle: false });
  ends[1]();
  await idle;
  expect(ends).toHaveLength(2);
});
