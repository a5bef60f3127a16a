import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { LogEvent } from '../../src/live/eventLog.js';
import { Group, type GroupLimits, type GroupOptions } from '../../src/live/group.js';
import { Hub, type HubOptions } from '../../src/live/hub.js';
import { LogReader, type LogReaderOptions } from '../../src/live/logReader.js';
import type { Payer } from '../../src/live/payer.js';
import { Clock } from '../support/time/clock.js';
import { MemoryLog, positions, range } from '../support/live/memoryLog.js';
import { RecordingSink } from '../support/live/recordingSink.js';
import { RICH } from '../support/live/bucketPayer.js';

const NOBODY = { groups: 0, members: 0, waiting: 0 };
const KB = 2 ** 10;
const MB = 2 ** 20;

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
    expect(hub.counts).toEqual(NOBODY);
    await reader.stop();
  }
  undo();
  expect(clock.timers).toBe(0);
});

/** A hub over a log that begins with some events, and what its groups encoded. */
async function live({ first = 0, ...options }: HubOptions & LogReaderOptions & { first?: number } = {}) {
  const log = new MemoryLog();
  log.append(first);
  const reader = new LogReader(log, options);
  const hub = new Hub(reader, { now: () => clock.now, ...options });
  running.push({ reader, hub });
  await reader.start({
    isWaiting: () => hub.isWaiting,
    onEvents: () => hub.advance(),
    onRebuilt: () => hub.end((sink) => sink.fail([{ message: 'rebuilt' }])),
    onFailure: () => undefined,
  });
  const encoded: number[][] = [];
  const failures: string[] = [];
  return {
    log,
    reader,
    hub,
    /** The positions of each call. */
    encoded,
    failures,
    /** Subscribes a sink; it shares with those of the same key. */
    join(
      sink: RecordingSink,
      after = reader.end.position,
      group: Partial<GroupOptions<LogEvent>> & { key?: string } = {},
      payer: Payer = RICH,
    ) {
      const all: GroupOptions<LogEvent> = {
        ...groupOf(encoded),
        onFailure: ({ message }) => failures.push(message),
        ...group,
      };
      sink.running = hub.subscribe(group.key ?? 'all', all, after, sink, payer);
      return sink;
    },
    /** Stores events, and waits until they are with everybody who takes them. */
    async commit(count: number) {
      log.append(count);
      reader.hint();
      await clock.run(0);
    },
  };
}

/** All events, of so many bytes each. */
const groupOf = (encoded: number[][], bytes = 100): GroupOptions<LogEvent> => ({
  matches: () => true,
  encode: async (events) => {
    encoded.push(positions(events));
    return events.map(({ position }) => ({ cursor: `${position}`, payload: Buffer.alloc(bytes) }));
  },
  onFailure: () => undefined,
  price: 1,
  resultsAtOnce: 200,
});
const sized = (bytes: number) => groupOf([], bytes);

describe('a group', () => {
  test('encodes each event once for a thousand members', async () => {
    const { join, commit, encoded, hub } = await live({ first: 3 });
    const sinks = Array.from({ length: 1_000 }, () => join(new RecordingSink()));
    await commit(2);
    await commit(1);
    expect(encoded).toEqual([[4, 5], [6]]);
    for (const sink of sinks) expect(sink.positions).toEqual([4, 5, 6]);
    expect(hub.counts).toEqual({ groups: 1, members: 1_000, waiting: 0 });
  });

  test('encodes each event once for a thousand members that resume at a process that has just started', async () => {
    const { join, encoded, hub } = await live({ first: 300 });
    const sinks = range(0, 999).map((k) => join(new RecordingSink(), 50 + (k % 2)));
    await clock.run(0);
    expect(encoded).toEqual([range(51, 250), range(251, 300)]);
    for (const [k, { positions }] of sinks.entries()) expect(positions).toEqual(range(51 + (k % 2), 300));
    expect(hub.counts.waiting).toBe(0);
  });

  test('does not let others wait for a member that resumes far back', async () => {
    const { join, encoded, commit } = await live({ first: 6_000 });
    const old = join(new RecordingSink(0), 10);
    await clock.run(0);
    // It has taken two hundred and is full; the others begin with the last five thousand.
    expect(old.positions).toEqual(range(11, 210));
    const late = join(new RecordingSink());
    await commit(1);
    expect(late.positions).toEqual([6_001]);
    expect(encoded.at(-1)).toEqual([6_001]);
    while (old.isFull) {
      old.drain();
      await clock.run(0);
    }
    expect(old.positions).toEqual(range(11, 6_001));
  });

  test('skips what is of another method, and reads only what may match', async () => {
    const { log, join, commit } = await live({ first: 20_000, ringSize: 100 });
    // Events 1 to 300 and 15,001 to 15,010 are of the method.
    const isOfMethod = ({ position }: LogEvent) =>
      position <= 300 || (position > 15_000 && position <= 15_010) || position > 20_000;
    const skipped: number[] = [];
    Object.assign(log, {
      skip: async (after: number, upTo: number, method: string | null) => {
        expect(method).toBe('m');
        skipped.push(after);
        const next = range(after + 1, upTo).find((position) => isOfMethod({ position }));
        return Promise.resolve(next === undefined ? upTo : next - 1);
      },
    });
    const sink = join(new RecordingSink(), 0, { matches: isOfMethod, method: 'm' });
    await clock.run(0);
    expect(sink.positions).toEqual([...range(1, 300), ...range(15_001, 15_010)]);
    // Of some hundred pages, those with its events and those after which it skips.
    expect(log.reads.length).toBeLessThan(8);
    expect(skipped).toEqual([600, 15_400]);
    await commit(3);
    expect(sink.positions.slice(-3)).toEqual([20_001, 20_002, 20_003]);
  });

  test('encodes only matching events, separately for each key', async () => {
    const { join, commit, encoded } = await live();
    const even = join(new RecordingSink(), 0, { key: 'even', matches: ({ position }) => position % 2 === 0 });
    const none = join(new RecordingSink(), 0, { key: 'none', matches: () => false });
    await commit(5);
    await commit(1);
    expect({ encoded, even: even.positions, none: none.positions }).toEqual({
      encoded: [[2, 4], [6]],
      even: [2, 4, 6],
      none: [],
    });
  });

  test('executes at most 200 events at once', async () => {
    const { join, commit, encoded } = await live();
    const sink = join(new RecordingSink());
    await commit(450);
    expect(encoded.map(({ length }) => length)).toEqual([200, 200, 50]);
    expect(sink.positions).toEqual(range(1, 450));
  });

  test('is served although some of its clients read nothing', async () => {
    const { join, commit, hub } = await live();
    const sinks = range(0, 9).map((k) => join(new RecordingSink(k % 2 === 0 ? -1 : Infinity)));
    await commit(3);
    expect(sinks.map(({ cursors }) => cursors.length)).toEqual([0, 3, 0, 3, 0, 3, 0, 3, 0, 3]);
    expect(hub.counts.waiting).toBe(5);
    for (const sink of sinks) sink.limit = Infinity;
    for (const sink of sinks) sink.drain();
    for (const { positions } of sinks) expect(positions).toEqual([1, 2, 3]);
    expect(hub.counts.waiting).toBe(0);
  });

  test('lets others have their turn while it serves many', async () => {
    const { join, commit } = await live();
    const turns: number[] = [];
    for (let k = 0; k < 6; k++) {
      const sink = join(new RecordingSink());
      // A write of 5 ms: the second one makes 10, more than the 8 after which others get a turn.
      sink.onWrite = () => {
        clock.now += 5;
        turns.push(k);
        clock.in(0, () => turns.push(NaN));
      };
    }
    await commit(1);
    await clock.run(100);
    expect(turns.slice(0, 3)).toEqual([0, 1, NaN]);
    expect(turns.filter((turn) => turn === turn)).toEqual(range(0, 5));
  });

  test('takes turns with all others, and with other work', async () => {
    const { join, log, reader } = await live();
    const order: string[] = [];
    for (const key of ['a', 'b', 'c']) {
      const encode = (events: readonly LogEvent[]) => {
        order.push(key);
        clock.in(0, () => order.push('-'));
        return sized(1).encode(events);
      };
      join(new RecordingSink(), 0, { key, encode });
    }
    log.append(300);
    reader.hint();
    await clock.run(0);
    // A page is at most 200 events. The next turn is requested before the work that a page causes.
    expect(order.join('')).toBe('ab-c-a-b-c--');
  });

  test('tries again to encode events that failed, while others continue, and sends them once', async () => {
    const { join, commit, failures, encoded } = await live();
    let left = 3;
    const encode = groupOf(encoded).encode;
    const flaky = join(new RecordingSink(), 0, {
      key: 'flaky',
      encode: (events) => (left-- > 0 ? Promise.reject(new Error(`${left} to go`)) : encode(events)),
    });
    const other = join(new RecordingSink(), 0, { key: 'other' });
    await commit(2);
    await commit(1);
    expect({ flaky: flaky.positions, other: other.positions }).toEqual({ flaky: [], other: [1, 2, 3] });
    // After at most 40 ms, 200 ms and 1 s.
    await clock.run(300);
    expect({ flaky: flaky.positions, failures }).toEqual({
      flaky: [],
      failures: ['2 to go', '1 to go', '0 to go'],
    });
    await clock.run(1_000);
    expect(flaky.positions).toEqual([1, 2, 3]);
  });

  test('stops trying when all members have left', async () => {
    const { join, commit, hub } = await live();
    let tried = 0;
    const sink = join(new RecordingSink(), 0, { encode: () => Promise.reject(new Error(`${++tried}`)) });
    await commit(1);
    await clock.run(60);
    expect(tried).toBe(2);
    sink.running?.stop();
    expect(hub.counts).toEqual(NOBODY);
    await clock.run(10_000);
    expect(tried).toBe(2);
  });

  test('keeps no more bytes in its window than its share, and one event at least', async () => {
    const { reader, log } = await live();
    let share = 1_000;
    const limits: GroupLimits = {
      share: () => share,
      inTurn: (_, work) => work(),
      onUnpaid: () => undefined,
    };
    const group = new Group(reader, sized(100), limits, 0);
    const ignored = { group, pump: () => group.settle(party) };
    const party = group.partyOf(RICH, 0);
    group.join(ignored as never, party);
    // All that is kept is smaller than a chunk, and the cursors are the positions.
    const kept = () =>
      group.window.chunkBetween(group.window.start, Infinity).frames.map(({ cursor }) => Number(cursor));
    const commit = async (count: number) => {
      log.append(count);
      await reader.catchUp();
      group.advance();
      await clock.run(0);
    };
    await commit(30);
    // 1,000 bytes after the oldest one.
    expect({ kept: kept(), start: group.window.start }).toEqual({ kept: range(20, 30), start: 19 });
    share = 0;
    await commit(1);
    expect({ kept: kept(), start: group.window.start, position: group.window.position }).toEqual({
      kept: [31],
      start: 30,
      position: 31,
    });
    await commit(500);
    expect(kept()).toEqual([531]);
  });
});

describe('a member', () => {
  test.each([
    ['the window', {}],
    ['the ring', { keptBytes: 0 }],
    ['the table', { keptBytes: 0, ringSize: 1, pageSize: 2 }],
  ])('continues after any event from %s, without a gap', async (_, options) => {
    const { join, commit } = await live(options);
    join(new RecordingSink());
    await commit(23);
    const sinks = range(0, 23).map((after) => join(new RecordingSink(), after));
    // Some catch up while this comes.
    await commit(2);
    await commit(1);
    for (const [after, { positions }] of sinks.entries()) expect(positions).toEqual(range(after + 1, 26));
  });

  test('continues after any event, whatever was stored before the first member', async () => {
    const { join, commit, log } = await live({ first: 7 });
    const sinks = range(0, 7).map((after) => join(new RecordingSink(), after));
    await commit(1);
    for (const [after, { positions }] of sinks.entries()) expect(positions).toEqual(range(after + 1, 8));
    expect(log.reads.length).toBeGreaterThan(0);
  });

  test('that is ahead of its group gets no event twice', async () => {
    const { join, commit, reader, log, encoded } = await live();
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const group = {
      encode: async (events: readonly LogEvent[]) => gate.then(() => groupOf(encoded).encode(events)),
    };
    const early = join(new RecordingSink(), 0, group);
    await commit(4);
    const late = join(new RecordingSink(), 3, group);
    const last = join(new RecordingSink(), 4, group);
    log.append(1);
    reader.hint();
    open();
    await clock.run(0);
    expect([early, late, last].map(({ positions }) => positions)).toEqual([range(1, 5), [4, 5], [5]]);
  });

  test('whose sink fills while it is written to gets the rest when it takes more', async () => {
    const { join, commit } = await live();
    // 40 kB each: two make the 64 kB after which a sink is asked.
    const sink = join(new RecordingSink(100 * KB), 0, sized(40 * KB));
    await commit(9);
    expect(sink.positions).toEqual([1, 2, 3, 4]);
    sink.drain();
    expect(sink.positions).toEqual(range(1, 8));
    sink.running?.resume();
    expect(sink.positions).toEqual(range(1, 8));
    sink.drain();
    expect(sink.positions).toEqual(range(1, 9));
  });

  test('that catches up stops reading while its sink is full', async () => {
    const { join, encoded } = await live({ first: 6_000 });
    const sink = join(new RecordingSink(0), 0);
    await clock.run(0);
    // Its group begins with the last five thousand.
    const alone = () => encoded.filter(([first]) => first <= 1_000).map(([first]) => first);
    expect({ got: sink.positions, alone: alone() }).toEqual({ got: range(1, 200), alone: [1] });
    for (let k = 0; k < 4; k++) {
      sink.drain();
      await clock.run(0);
    }
    expect({ got: sink.positions, alone: alone() }).toEqual({
      got: range(1, 1_000),
      alone: [1, 201, 401, 601, 801],
    });
  });

  test('whose sink asks for more while it is written to gets no event twice', async () => {
    const { join, commit } = await live();
    const sink = join(new RecordingSink(), 0, sized(40 * KB));
    sink.onWrite = () => sink.running?.resume();
    await commit(9);
    expect(sink.positions).toEqual(range(1, 9));
  });

  test('is gone at once when it stops, also while nothing happens', async () => {
    const { join, hub, encoded, commit } = await live({ first: 5 });
    const timers = clock.timers;
    const sinks = range(1, 200).map((k) =>
      join(new RecordingSink(), 5, { key: `${k % 50}`, matches: ({ position }) => position === k % 50 }),
    );
    expect(hub.counts).toEqual({ groups: 50, members: 200, waiting: 0 });
    for (const { running } of sinks) running?.stop();
    expect(hub.counts).toEqual(NOBODY);
    expect(hub.isWaiting).toBe(false);
    expect(clock.timers).toBe(timers);
    await commit(60);
    expect({ encoded, got: sinks.flatMap(({ cursors }) => cursors) }).toEqual({ encoded: [], got: [] });
    sinks[0].running?.stop();
    expect(hub.counts).toEqual(NOBODY);
  });

  test('is gone at once when it stops while it waits for its client', async () => {
    const { join, hub, commit } = await live();
    const timers = clock.timers;
    const sinks = range(1, 3).map(() => join(new RecordingSink(-1)));
    await commit(1);
    expect({ waiting: hub.counts.waiting, timers: clock.timers - timers }).toEqual({ waiting: 3, timers: 1 });
    for (const { running } of sinks) running?.stop();
    expect({ counts: hub.counts, timers: clock.timers }).toEqual({ counts: NOBODY, timers });
  });

  test('gets nothing more when it stops while it catches up', async () => {
    const { join, hub, log } = await live({ first: 3 });
    let open: () => void = () => undefined;
    log.gate = new Promise((resolve) => (open = resolve));
    const sink = join(new RecordingSink(), 0);
    await clock.run(0);
    sink.running?.stop();
    expect(hub.counts).toEqual(NOBODY);
    open();
    await clock.run(100);
    expect(sink.cursors).toEqual([]);
  });

  test('gets nothing more when it stops while it is written to', async () => {
    const { join, hub, commit } = await live();
    const sink = join(new RecordingSink(10 * KB), 0, sized(40 * KB));
    const other = join(new RecordingSink());
    sink.onWrite = () => sink.running?.stop();
    await commit(9);
    expect({ got: sink.positions, other: other.positions }).toEqual({ got: [1, 2], other: range(1, 9) });
    expect(hub.counts).toEqual({ groups: 1, members: 1, waiting: 0 });
    await clock.run(60_000);
    expect(sink.told).toEqual([]);
  });
});

describe('a slow client', () => {
  const bytes = 100 * KB;
  /** Fifteen make 1.5 MB. */
  const group = { ...sized(bytes), key: 'slow' };

  test('is closed when more than 1 MB remains unsent for 30 s, and not before', async () => {
    const { join, commit, hub } = await live();
    const sink = join(new RecordingSink(0), 0, group);
    const other = join(new RecordingSink(), 0, group);
    await commit(15);
    await clock.run(30_000);
    expect({ told: sink.told, got: sink.positions }).toEqual({ told: [], got: [1] });
    await clock.run(2_000);
    expect({ told: sink.told, other: other.told, counts: hub.counts }).toEqual({
      told: ['slow'],
      other: [],
      counts: { groups: 1, members: 1, waiting: 0 },
    });
    await commit(1);
    expect({ got: sink.positions, other: other.positions }).toEqual({ got: [1], other: range(1, 16) });
    // It may come back with its last cursor.
    expect(join(new RecordingSink(), 1, group).positions).toEqual(range(2, 16));
  });

  test('is kept with less than 1 MB, however long it remains unsent', async () => {
    const { join, commit, hub } = await live();
    const sink = join(new RecordingSink(0), 0, group);
    // 1,000 kB of 1,024.
    await commit(10);
    await clock.run(600_000);
    expect({ told: sink.told, waiting: hub.counts.waiting }).toEqual({ told: [], waiting: 1 });
    await commit(1);
    await clock.run(32_000);
    expect(sink.told).toEqual(['slow']);
  });

  test('is kept when it catches up within 30 s', async () => {
    const { join, commit } = await live();
    const sink = join(new RecordingSink(0), 0, group);
    await commit(15);
    for (let k = 2; k <= 5; k++) {
      await clock.run(20_000);
      for (let taken = 0; taken < 15; taken++) sink.drain();
      await commit(15);
    }
    // The last round stands.
    expect({ told: sink.told, got: sink.positions }).toEqual({ told: [], got: range(1, 61) });
  });

  test('is closed also when it has fallen behind the window, and further events follow', async () => {
    const { join, commit } = await live({ keptBytes: MB });
    const sink = join(new RecordingSink(0), 0, group);
    for (let k = 0; k < 50; k++) {
      await commit(2);
      await clock.run(1_000);
    }
    expect({ told: sink.told, got: sink.positions }).toEqual({ told: ['slow'], got: [1] });
  });

  test('is closed also when it was behind from the beginning', async () => {
    const { join, commit } = await live();
    join(new RecordingSink(), 0, group);
    await commit(15);
    // Something else of its client fills the socket.
    const sink = join(new RecordingSink(-1), 0, group);
    await clock.run(32_000);
    expect({ told: sink.told, got: sink.positions }).toEqual({ told: ['slow'], got: [] });
  });

  test('is closed once, whatever other members of it that stops', async () => {
    const { join, commit } = await live();
    const sinks = range(1, 3).map(() => join(new RecordingSink(0), 0, group));
    const [first, ...others] = sinks;
    Object.assign(first, {
      giveUp: () => {
        first.told.push('slow');
        for (const { running } of others) running?.stop();
      },
    });
    await commit(15);
    await clock.run(60_000);
    expect(sinks.map(({ told }) => told)).toEqual([['slow'], [], []]);
  });
});

describe('the end', () => {
  test('reaches each member once, and a member that subscribes again gets later events', async () => {
    const { join, commit, log, hub } = await live();
    const again = new RecordingSink();
    const sinks = range(1, 3).map(() => join(new RecordingSink()));
    await commit(4);
    const [first] = sinks;
    Object.assign(first, {
      fail: () => {
        first.told.push('rebuilt');
        join(again);
      },
    });
    log.epoch = '00000000-0000-4000-8000-000000000002';
    log.rows.splice(1);
    await commit(0);
    expect(sinks.map(({ told }) => told)).toEqual([['rebuilt'], ['rebuilt'], ['rebuilt']]);
    expect(hub.counts).toEqual({ groups: 1, members: 1, waiting: 0 });
    await commit(2);
    expect(again.positions).toEqual([2, 3]);
    for (const { positions } of sinks) expect(positions).toEqual(range(1, 4));
  });
});
