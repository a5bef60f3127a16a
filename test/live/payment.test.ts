import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { LogEvent } from '../../src/live/eventLog.js';
import type { GroupOptions } from '../../src/live/group.js';
import { Hub, type HubOptions } from '../../src/live/hub.js';
import { LogReader, type LogReaderOptions } from '../../src/live/logReader.js';
import { RetryLater } from '../../src/live/retryLater.js';
import { BucketPayer, RICH } from '../support/live/bucketPayer.js';
import { MemoryLog, positions, range } from '../support/live/memoryLog.js';
import { RecordingSink } from '../support/live/recordingSink.js';
import { Clock } from '../support/time/clock.js';

/** Points of a result, which is executed in pages of ten. */
const PRICE = 5;
const AT_ONCE = 10;
/** What a page needs before it is known what it has. */
const A_PAGE = 1 + AT_ONCE * PRICE;

let clock: Clock;
let undo: () => void;
const running: { reader: LogReader<LogEvent>; hub: Hub<LogEvent> }[] = [];
beforeEach(() => {
  clock = new Clock();
  undo = clock.install();
});
afterEach(async () => {
  for (const { reader, hub } of running.splice(0)) {
    hub.end(() => undefined);
    await reader.stop();
  }
  // Nothing waits for a bucket once all have left.
  expect(clock.timers).toBe(0);
  undo();
});

async function live({ first = 0, ...options }: HubOptions & LogReaderOptions & { first?: number } = {}) {
  const log = new MemoryLog();
  log.append(first);
  const reader = new LogReader(log, options);
  const hub = new Hub(reader, { now: () => clock.now, ...options });
  running.push({ reader, hub });
  await reader.start({
    isWaiting: () => hub.isWaiting,
    onEvents: () => hub.advance(),
    onRebuilt: () => undefined,
    onFailure: () => undefined,
  });
  /** How often each event was executed, by its position. */
  const executed = new Map<number, number>();
  const group: GroupOptions<LogEvent> = {
    matches: () => true,
    encode: async (events) => {
      for (const { position } of events) executed.set(position, (executed.get(position) ?? 0) + 1);
      return events.map(({ position }) => ({ cursor: `${position}`, payload: Buffer.alloc(100) }));
    },
    onFailure: () => undefined,
    price: PRICE,
    resultsAtOnce: AT_ONCE,
  };
  return {
    log,
    hub,
    executed,
    join(payer = RICH, { after = reader.end.position, key = 'all', ...others }: Joining = {}) {
      const sink = new RecordingSink();
      sink.running = hub.subscribe(key, { ...group, ...others }, after, sink, payer);
      return sink;
    },
    async commit(count: number) {
      log.append(count);
      reader.hint();
      await clock.run(0);
    },
  };
}
type Joining = Partial<GroupOptions<LogEvent>> & { readonly after?: number; readonly key?: string };

describe('a caller', () => {
  test('pays for each result once, however many equal subscriptions it has, and for each page', async () => {
    const { join, commit } = await live();
    const payer = new BucketPayer('a', 1_000);
    const other = new BucketPayer('b', 1_000);
    for (let k = 0; k < 100; k++) join(payer);
    join(other);
    await commit(7);
    expect([payer.total, other.total]).toEqual([1 + 7 * PRICE, 1 + 7 * PRICE]);
  });

  test('pays in each of its groups', async () => {
    const { join, commit } = await live();
    const payer = new BucketPayer('a', 1_000);
    join(payer, { key: 'one' });
    join(payer, { key: 'none', matches: () => false });
    await commit(7);
    expect(payer.total).toBe(1 + 7 * PRICE + 1);
  });

  test('that cannot pay is paused, and loses no event', async () => {
    const { join, commit, executed } = await live();
    const payer = new BucketPayer('a', 2 * A_PAGE);
    const sink = join(payer);
    await commit(45);
    expect(sink.positions).toEqual(range(1, 20));
    payer.points = A_PAGE - 1;
    await clock.run(5_000);
    expect(sink.positions).toEqual(range(1, 20));
    payer.points = Infinity;
    await clock.run(100);
    expect(sink.positions).toEqual(range(1, 45));
    expect([...executed.values()]).toEqual(range(1, 45).map(() => 1));
    await commit(3);
    expect(sink.positions).toEqual(range(1, 48));
  });

  test('that cannot pay delays no other caller of its group, and pays for what it gets later', async () => {
    const { join, commit, executed } = await live();
    const poor = new BucketPayer('poor', A_PAGE);
    const [paused, other] = [join(poor), join(new BucketPayer('other'))];
    await commit(45);
    expect({ paused: paused.positions, other: other.positions }).toEqual({
      paused: range(1, 10),
      other: range(1, 45),
    });
    poor.points = 10_000;
    poor.paid.length = 0;
    await clock.run(100);
    expect(paused.positions).toEqual(range(1, 45));
    expect(poor.total).toBe(35 * PRICE);
    expect([...executed.values()]).toEqual(range(1, 45).map(() => 1));
  });

  test('that joins a paused group is served at once, and the paused ones go on by themselves', async () => {
    const { join, commit, executed } = await live();
    const poor = new BucketPayer('poor', A_PAGE);
    const paused = join(poor);
    await commit(45);
    expect(paused.positions).toEqual(range(1, 10));
    const other = join(new BucketPayer('other'));
    await commit(5);
    expect(other.positions).toEqual(range(46, 50));
    expect(paused.positions).toEqual(range(1, 10));
    poor.points = Infinity;
    await clock.run(100);
    await commit(1);
    expect(paused.positions).toEqual(range(1, 51));
    expect(other.positions).toEqual(range(46, 51));
    expect(executed.get(51)).toBe(1);
  });

  test('that leaves while it is paused leaves nothing', async () => {
    const { join, commit, hub } = await live();
    const timers = clock.timers;
    const sink = join(new BucketPayer('poor', 0));
    await commit(5);
    expect(clock.timers).toBe(timers + 1);
    sink.running?.stop();
    expect({ counts: hub.counts, timers: clock.timers }).toEqual({
      counts: { groups: 0, members: 0, waiting: 0 },
      timers,
    });
  });

  test('with forty documents lets others have every second turn', async () => {
    const { join, commit } = await live();
    const order: string[] = [];
    const noting = (name: string): Joining => ({
      encode: async (events) => {
        order.push(name);
        return events.map(({ position }) => ({ cursor: `${position}`, payload: Buffer.alloc(1) }));
      },
    });
    const greedy = new BucketPayer('greedy');
    for (let k = 0; k < 40; k++) join(greedy, { key: `${k}`, ...noting('g') });
    for (const name of ['x', 'y']) join(new BucketPayer(name), { key: name, ...noting(name) });
    await commit(30);
    // Three pages each. What was begun before them is one round.
    expect(order).toHaveLength(126);
    for (const name of ['x', 'y']) expect(order.lastIndexOf(name)).toBeLessThan(15);
  });
});

describe('a replay', () => {
  test('from the table is paid by the row and by the result, and pauses where that cannot be paid', async () => {
    const { join, log } = await live({ first: 450, ringSize: 1 });
    const payer = new BucketPayer('a', 1_000);
    const sink = join(payer, { after: 0, matches: ({ position }) => position % 100 === 0 });
    await clock.run(0);
    expect(sink.positions).toEqual([100, 200, 300, 400]);
    // Three pages, each by a statement, with some points for its rows.
    expect(payer.total).toBeCloseTo(3 * (1 + 30) + 450 * 0.23 + 4 * PRICE);
    for (const [, limit] of log.reads) expect(limit).toBeLessThanOrEqual(200);

    const poor = new BucketPayer('b', 100);
    const { length } = log.reads;
    const paused = join(poor, { key: 'poor', after: 0, matches: () => false });
    await clock.run(1_000);
    expect({ total: poor.total, reads: log.reads.length - length }).toEqual({
      total: 1 + 30 + 200 * 0.23,
      reads: 1,
    });
    expect(paused.told).toEqual([]);
  });

  test('from far back is executed in pages that are paid one by one', async () => {
    const { join, executed } = await live({ first: 6_000 });
    const payer = new BucketPayer('a', 1_000);
    const sink = join(payer, { after: 0 });
    await clock.run(1_000);
    const { length } = sink.positions;
    expect(length).toBeGreaterThan(0);
    expect(executed.size).toBeLessThanOrEqual(1_000 / PRICE);
    for (let k = 0; sink.positions.length < 6_000 && k < 1_000; k++) {
      payer.points = 1_000;
      await clock.run(100);
    }
    expect(sink.positions).toEqual(range(1, 6_000));
    expect(payer.total).toBeGreaterThan(6_000 * PRICE);
  });

  test('of what equal subscriptions of the caller have got costs little, and more than nothing', async () => {
    const { join, commit } = await live();
    const payer = new BucketPayer('a');
    join(payer, { after: 0 });
    await commit(400);
    payer.paid.length = 0;
    const sink = join(payer, { after: 0 });
    expect(sink.positions).toEqual(range(1, 400));
    // 40,000 bytes, of which 16,384 are a point.
    expect(payer.total).toBe(3);
    payer.points = 2;
    const later = join(payer, { after: 0 });
    expect(later.positions).toEqual([]);
    payer.points = 3 + A_PAGE;
    await clock.run(100);
    expect(later.positions).toEqual(range(1, 400));
  });
});

describe('a page that fails', () => {
  test('is not paid again when it is tried again', async () => {
    const { join, commit } = await live();
    const payer = new BucketPayer('a');
    let failures = 3;
    const sink = join(payer, {
      encode: async (events) => {
        if (failures-- > 0) throw new Error('broken');
        return positions(events).map((position) => ({ cursor: `${position}`, payload: Buffer.alloc(1) }));
      },
    });
    await commit(2);
    await clock.run(10_000);
    expect({ got: sink.positions, paid: payer.total }).toEqual({ got: [1, 2], paid: 1 + 2 * PRICE });
  });

  test('because of a limit is tried again when that has passed, and reported to no one', async () => {
    const { join, commit } = await live();
    const failures: string[] = [];
    let refusals = 1;
    const sink = join(RICH, {
      encode: async (events) => {
        if (refusals-- > 0) throw new RetryLater(30_000);
        return positions(events).map((position) => ({ cursor: `${position}`, payload: Buffer.alloc(1) }));
      },
      onFailure: ({ message }) => failures.push(message),
    });
    await commit(2);
    await clock.run(29_000);
    expect(sink.positions).toEqual([]);
    await clock.run(1_000);
    expect({ got: sink.positions, failures }).toEqual({ got: [1, 2], failures: [] });
  });
});
