import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CursorExpired } from '../../src/live/cursorExpired.js';
import { decodeEventCursor, encodeEventCursor } from '../../src/live/eventCursor.js';
import type { LogEvent } from '../../src/live/eventLog.js';
import type { GroupOptions } from '../../src/live/group.js';
import { LiveLog, type LiveLogOptions } from '../../src/live/liveLog.js';
import { Clock } from '../support/time/clock.js';
import { MemoryLog, range } from '../support/live/memoryLog.js';
import { RICH } from '../support/live/bucketPayer.js';
import { RecordingSink } from '../support/live/recordingSink.js';

const OTHER_EPOCH = '00000000-0000-4000-8000-000000000002';
const RETENTION_MS = 60_000;

let clock: Clock;
let undo: () => void;
let log: MemoryLog;
const started: LiveLog<LogEvent>[] = [];
beforeEach(() => {
  clock = new Clock();
  undo = clock.install();
  log = new MemoryLog();
});
afterEach(async () => {
  for (const live of started.splice(0)) {
    await live.stop();
    expect(live.counts).toEqual({ groups: 0, members: 0, waiting: 0 });
  }
  undo();
  expect(clock.timers).toBe(0);
});

async function start(options: Partial<LiveLogOptions> = {}): Promise<LiveLog<LogEvent>> {
  const live = new LiveLog(log, {
    events: 'scores',
    retentionMs: RETENTION_MS,
    onFailure: () => undefined,
    today: () => clock.now,
    now: () => clock.now,
    ...options,
  });
  started.push(live);
  await live.start();
  return live;
}

const group: GroupOptions<LogEvent> = {
  matches: () => true,
  encode: async (events) =>
    events.map(({ position }) => ({ cursor: `${position}`, payload: Buffer.alloc(10) })),
  onFailure: () => undefined,
  price: 1,
  resultsAtOnce: 200,
};

function join(live: LiveLog<LogEvent>, after = live.position): RecordingSink {
  const sink = new RecordingSink();
  sink.running = live.subscribe('all', group, after, sink, RICH);
  return sink;
}

const cursor = (position: number, epoch = log.epoch) => encodeEventCursor({ epoch, position });

/** Why a cursor is refused, and the position from which one may go on instead. */
async function refusal(
  live: LiveLog<LogEvent>,
  text: string,
): Promise<{ message: string; oldest: number | undefined }> {
  const error = await live.positionOf(text).then(
    () => new Error('it was taken'),
    (refused: Error) => refused,
  );
  if (!(error instanceof CursorExpired)) throw error;
  const oldest = decodeEventCursor(error.oldest);
  expect(oldest?.epoch).toBe(log.epoch);
  return { message: error.message, oldest: oldest?.position };
}

describe('the position of a cursor', () => {
  /** Five events stored at 0 s, five at 100 s, of which those of the first minute may not be resumed from any more. */
  async function aged(options: Partial<LiveLogOptions> = {}): Promise<LiveLog<LogEvent>> {
    log.append(5, 0);
    const live = await start(options);
    join(live);
    await clock.run(100_000);
    log.append(5, clock.now);
    live.hint();
    await clock.run(0);
    return live;
  }

  test.each([
    ['the end', 10],
    ['an event of the ring', 7],
    // What comes after it is all kept.
    ['the last event that is too old', 5],
  ])('is found for %s', async (_, position) => {
    const live = await aged();
    expect(await live.positionOf(cursor(position))).toBe(position);
    expect(await live.positionOf(live.cursorAt(position))).toBe(position);
  });

  test('is found for the last event of a log that was quiet for long', async () => {
    log.append(5, 0);
    const live = await start();
    await clock.run(10 * RETENTION_MS);
    expect(await live.positionOf(cursor(5))).toBe(5);
    expect(await refusal(live, cursor(4))).toMatchObject({ oldest: 5 });
  });

  test('is found before the first event of a log that has none, or only new ones', async () => {
    const live = await start();
    expect(await live.positionOf(cursor(0))).toBe(0);
    log.append(1, 1);
    expect(await live.positionOf(cursor(0))).toBe(0);
  });

  test('is found, by another read, for a cursor of a process that has read further', async () => {
    const live = await start();
    log.append(3);
    expect(live.position).toBe(0);
    expect(await live.positionOf(cursor(3))).toBe(3);
    log.epoch = OTHER_EPOCH;
    expect(await live.positionOf(cursor(2))).toBe(2);
  });

  test('is refused when it is too old, with the oldest one that is kept', async () => {
    const live = await aged({ ringSize: 1 });
    expect(await refusal(live, cursor(4))).toEqual({
      message:
        'The cursor is older than what is kept to be resumed from: load the scores again and subscribe without a ' +
        'cursor, or after the oldest one that is kept (extensions.oldest).',
      oldest: 5,
    });
    expect(await live.positionOf(cursor(5))).toBe(5);
  });

  test.each([
    ['that no log has reached', () => cursor(11)],
    ['of another log', () => cursor(3, OTHER_EPOCH)],
  ])('is refused when it is one %s', async (_, text) => {
    expect(await refusal(await aged(), text())).toEqual({
      message:
        'Expected a cursor of this log, got one of another, or of one that was restored since: load the scores ' +
        'again and subscribe without a cursor, or after the oldest one that is kept (extensions.oldest).',
      oldest: 5,
    });
  });

  test.each(['', 'cursor', `${'A'.repeat(32)}=`])('is refused when it is %j, which is none', async (text) => {
    const { message, oldest } = await refusal(await aged(), text);
    expect(message).toMatch(/^Expected the cursor of an event, got another text: load the scores again/);
    expect(oldest).toBe(5);
  });

  test('does not count as expired when the log cannot be read, or is no longer read', async () => {
    const live = await start();
    log.append(1);
    log.failure = new Error('the server is gone');
    await expect(live.positionOf(cursor(1))).rejects.toThrow('the server is gone');
    log.failure = null;
    const asked = live.positionOf(cursor(1));
    const stopped = live.stop();
    await expect(asked).rejects.toThrow('the log is not read any more');
    await stopped;
  });
});

describe('the stream', () => {
  test('begins with the next commit, or after an event', async () => {
    log.append(4);
    const live = await start();
    const next = join(live);
    const resumed = join(live, await live.positionOf(cursor(1)));
    log.append(2);
    live.hint(6);
    await clock.run(0);
    expect({ next: next.positions, resumed: resumed.positions }).toEqual({
      next: [5, 6],
      resumed: range(2, 6),
    });
  });

  test('ends with CURSOR_EXPIRED when the log was rebuilt, and can be started again', async () => {
    log.append(4);
    const live = await start();
    const sink = join(live);
    const errors: unknown[] = [];
    Object.assign(sink, { fail: (list: readonly unknown[]) => errors.push(...list) });
    log.epoch = OTHER_EPOCH;
    log.rows.splice(2);
    live.hint();
    await clock.run(0);
    const oldest = cursor(2);
    expect(errors).toEqual([
      {
        message:
          'The log of scores was rebuilt: load the scores again and subscribe without a cursor, or after the oldest ' +
          'one that is kept (extensions.oldest).',
        extensions: { code: 'CURSOR_EXPIRED', oldest },
      },
    ]);
    expect(live.counts.members).toBe(0);
    const again = join(live, await live.positionOf(oldest));
    log.append(1);
    live.hint();
    await clock.run(0);
    expect({ sink: sink.positions, again: again.positions }).toEqual({ sink: [], again: [3] });
  });

  test('completes when it is stopped, at once', async () => {
    const live = await start();
    const sinks = [join(live), join(live)];
    const stopped = live.stop();
    expect(sinks.map(({ told }) => told)).toEqual([['complete'], ['complete']]);
    expect(live.counts).toEqual({ groups: 0, members: 0, waiting: 0 });
    await stopped;
    log.append(1);
    live.hint();
    await clock.run(10_000);
    expect(sinks.flatMap(({ cursors }) => cursors)).toEqual([]);
  });
});
