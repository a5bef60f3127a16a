import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { LogEvent } from '../../src/live/eventLog.js';
import { LogReader, type LogReaderOptions } from '../../src/live/logReader.js';
import { Clock } from '../support/time/clock.js';
import { MemoryLog, positions, range } from '../support/live/memoryLog.js';

let clock: Clock;
let undo: () => void;
let log: MemoryLog;
const readers: LogReader<LogEvent>[] = [];
beforeEach(() => {
  clock = new Clock();
  undo = clock.install();
  log = new MemoryLog();
});
afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.stop();
  undo();
  expect(clock.timers).toBe(0);
});

/** A reader with a waiting subscriber, and what it reported. */
async function reading(options: LogReaderOptions = {}) {
  const reader = new LogReader(log, options);
  readers.push(reader);
  const told = { isWaiting: true, ends: [] as number[], rebuilt: 0, failures: [] as string[] };
  await reader.start({
    isWaiting: () => told.isWaiting,
    onEvents: () => told.ends.push(reader.end.position),
    onRebuilt: () => told.rebuilt++,
    onFailure: ({ message }) => told.failures.push(message),
  });
  log.ends = 0;
  return { reader, told };
}

/** Holds answers back; the result lets them go. */
function hold(): () => void {
  let open: () => void = () => undefined;
  log.gate = new Promise((resolve) => (open = resolve));
  return open;
}

describe('a reader of the log', () => {
  test('begins at its end', async () => {
    log.append(7);
    const { reader, told } = await reading();
    reader.hint();
    await clock.run(0);
    expect({ position: reader.end.position, reads: log.reads, ends: told.ends }).toEqual({
      position: 7,
      reads: [[7, 1_000]],
      ends: [],
    });
  });

  test('reads what was committed when it gets a hint, page by page', async () => {
    const { reader, told } = await reading({ pageSize: 3 });
    log.append(7);
    reader.hint(7);
    await clock.run(0);
    expect(log.reads).toEqual([
      [0, 3],
      [3, 3],
      [6, 3],
    ]);
    expect(told.ends).toEqual([3, 6, 7]);
    expect(positions(await reader.after(0, 100))).toEqual(range(1, 7));
    expect(positions(await reader.after(4, 2))).toEqual([5, 6]);
    expect(await reader.after(7, 100)).toEqual([]);
  });

  test('does nothing for a hint of what it has read, and trusts no wrong hint', async () => {
    log.append(5);
    const { reader, told } = await reading();
    for (const position of [0, 4, 5]) reader.hint(position);
    await clock.run(0);
    expect(log.ends).toBe(0);
    reader.hint(1_000);
    await clock.run(0);
    expect({ ends: log.ends, position: reader.end.position, told: told.ends }).toEqual({
      ends: 1,
      position: 5,
      told: [],
    });
  });

  test('reads once more, and not more often, for all hints that arrive while it reads', async () => {
    const { reader } = await reading();
    const open = hold();
    reader.hint();
    log.append(3);
    for (let k = 0; k < 100; k++) reader.hint(3);
    open();
    await clock.run(0);
    // The first look was asked before the commit.
    expect({ ends: log.ends, position: reader.end.position }).toEqual({ ends: 2, position: 3 });
  });

  test('reads every two seconds even without a hint', async () => {
    const { reader, told } = await reading();
    log.append(2);
    await clock.run(1_999);
    expect(told.ends).toEqual([]);
    await clock.run(2);
    expect(told.ends).toEqual([2]);
    await clock.run(6_000);
    expect({ ends: log.ends, position: reader.end.position }).toEqual({ ends: 4, position: 2 });
  });

  test('catches up with all that was committed before, also while it is reading', async () => {
    const { reader } = await reading();
    const open = hold();
    reader.hint();
    log.append(4);
    const caught = reader.catchUp().then(() => reader.end.position);
    open();
    expect(await caught).toBe(4);
  });

  test('reports that it cannot read, and continues where it was', async () => {
    const { reader, told } = await reading();
    log.append(4);
    log.failure = new Error('the server is gone');
    await expect(reader.catchUp()).rejects.toThrow('the server is gone');
    await clock.run(2_000);
    log.failure = null;
    expect(told).toMatchObject({ ends: [], failures: ['the server is gone', 'the server is gone'] });
    await clock.run(2_000);
    expect(told.ends).toEqual([4]);
  });

  test('continues from the page that it has when a later one fails', async () => {
    const { reader, told } = await reading({ pageSize: 2 });
    log.append(5);
    const { since } = log;
    let failures = 1;
    Object.assign(log, {
      since: (after: number, limit: number) =>
        after === 2 && failures-- > 0 ? Promise.reject(new Error('cut off')) : since(after, limit),
    });
    reader.hint();
    await clock.run(0);
    expect(told).toMatchObject({ ends: [2], failures: ['cut off'] });
    reader.hint();
    await clock.run(0);
    expect(told.ends).toEqual([2, 4, 5]);
    expect(positions(await reader.after(0, 100))).toEqual(range(1, 5));
  });

  test.each([
    ['in a page', 3, 2],
    ['before a page', 1, 0],
  ])('passes over no gap %s', async (_, missing, after) => {
    const { reader, told } = await reading({ pageSize: 100 });
    log.append(5);
    log.rows = log.rows.filter(({ position }) => position !== missing);
    await expect(reader.catchUp()).rejects.toThrow('the log says that it ends at 5, but has a gap after 0');
    expect({ ends: told.ends, position: reader.end.position }).toEqual({ ends: [], position: 0 });
    // Neither does who reads older events of the table again.
    told.isWaiting = false;
    await reader.catchUp();
    await expect(reader.after(after, 100)).rejects.toThrow(
      `the log says that it ends at 5, but has a gap after ${after}`,
    );
  });

  test.each([
    ['has another epoch', () => (log.epoch = '00000000-0000-4000-8000-000000000002')],
    ['is shorter than it was', () => log.rows.splice(2)],
  ])('notices that the log was rebuilt when it %s', async (_, rebuild) => {
    const { reader, told } = await reading();
    log.append(4);
    await reader.catchUp();
    rebuild();
    await reader.catchUp();
    expect(told).toMatchObject({ ends: [4], rebuilt: 1, failures: [] });
    expect(reader.end).toEqual({ epoch: log.epoch, position: log.rows.length });
    expect(reader.ringStart).toBe(log.rows.length);
    log.append(1);
    await reader.catchUp();
    expect(told).toMatchObject({ rebuilt: 1, ends: [4, log.rows.length] });
  });

  test('skips events while no subscriber waits, and reads them for a subscriber that needs them', async () => {
    const { reader, told } = await reading();
    log.append(2);
    await reader.catchUp();
    told.isWaiting = false;
    log.append(1_000_000 / 1_000);
    await reader.catchUp();
    expect({ position: reader.end.position, ringStart: reader.ringStart, reads: log.reads.length }).toEqual({
      position: 1_002,
      ringStart: 1_002,
      reads: 1,
    });
    expect(positions(await reader.after(1, 3))).toEqual([2, 3, 4]);
    expect(log.reads.at(-1)).toEqual([1, 3]);
    told.isWaiting = true;
    log.append(1);
    await reader.catchUp();
    expect(told.ends).toEqual([2, 1_003]);
    expect(positions(await reader.after(1_001, 9))).toEqual([1_002, 1_003]);
  });

  test('skips nothing for a subscriber that arrives while it reads the end', async () => {
    const { reader, told } = await reading();
    told.isWaiting = false;
    log.append(3);
    const open = hold();
    const caught = reader.catchUp();
    told.isWaiting = true;
    open();
    await caught;
    expect(told.ends).toEqual([3]);
    expect(positions(await reader.after(0, 9))).toEqual([1, 2, 3]);
  });

  test('keeps the newest events, at most twice as many as its ring has, and gives all', async () => {
    const { reader } = await reading({ ringSize: 5, pageSize: 3 });
    for (let round = 0; round < 40; round++) {
      log.append((round * 7) % 4);
      await reader.catchUp();
      const end = log.rows.length;
      const kept = reader.end.position - reader.ringStart;
      expect(kept).toBeGreaterThanOrEqual(Math.min(5, end));
      expect(kept).toBeLessThanOrEqual(10);
      for (const after of range(0, end)) {
        expect(positions(await reader.after(after, 4))).toEqual(range(after + 1, Math.min(after + 4, end)));
      }
    }
  });

  test('never gives more than it has read', async () => {
    const { reader, told } = await reading({ ringSize: 1 });
    told.isWaiting = false;
    log.append(3);
    await reader.catchUp();
    log.append(3);
    expect(positions(await reader.after(1, 100))).toEqual([2, 3]);
  });

  test('stops: reads and reports nothing more, and rejects for callers that wait for it', async () => {
    const { reader, told } = await reading();
    const open = hold();
    log.append(2);
    const caught = reader.catchUp();
    const later = reader.catchUp();
    const stopped = reader.stop();
    open();
    await expect(caught).rejects.toThrow('the log is not read any more');
    await expect(later).rejects.toThrow('the log is not read any more');
    await stopped;
    reader.hint();
    await clock.run(10_000);
    expect({ told, ends: log.ends, reads: log.reads }).toMatchObject({
      told: { ends: [] },
      ends: 1,
      reads: [[0, 1_000]],
    });
    await expect(reader.catchUp()).rejects.toThrow('the log is not read any more');
  });

  test('can be stopped while it begins', async () => {
    const open = hold();
    const reader = new LogReader(log);
    const started = reader.start({
      isWaiting: () => true,
      onEvents: () => undefined,
      onRebuilt: () => undefined,
      onFailure: () => undefined,
    });
    await reader.stop();
    open();
    await started;
    expect(clock.timers).toBe(0);
  });

  test('ignores hints before it has started', async () => {
    const open = hold();
    const reader = new LogReader(log);
    readers.push(reader);
    const told: string[] = [];
    const started = reader.start({
      isWaiting: () => true,
      onEvents: () => told.push('events'),
      onRebuilt: () => told.push('rebuilt'),
      onFailure: () => told.push('failure'),
    });
    // Answered sooner than what it began with.
    log.gate = Promise.resolve();
    reader.hint(3);
    await clock.run(0);
    log.append(3);
    open();
    await started;
    await clock.run(0);
    expect({ told, position: reader.end.position }).toEqual({ told: [], position: 0 });
    await clock.run(2_000);
    expect({ told, position: reader.end.position }).toEqual({ told: ['events'], position: 3 });
  });
});
