/** The logs of alerts and of documents give what the log of scores gives. Each sentence of docs/live.md about a log has its test here, too. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type pg from 'pg';
import { appendDocumentEvent } from '../../src/companies/documents/store/appendDocumentEvent.js';
import { documentLog, type DocumentEventRow } from '../../src/companies/documents/store/documentLog.js';
import { lockDocuments } from '../../src/companies/documents/store/lockDocuments.js';
import type { Database } from '../../src/database/database.js';
import { inTransaction } from '../../src/database/transaction.js';
import { alertLog, type AlertEventRow } from '../../src/live/alerts/alertLog.js';
import { appendEvents } from '../../src/live/alerts/appendEvents.js';
import { CursorExpired } from '../../src/live/cursorExpired.js';
import { decodeEventCursor } from '../../src/live/eventCursor.js';
import type { EventLog, LogEvent } from '../../src/live/eventLog.js';
import { LiveLog, type LiveLogOptions } from '../../src/live/liveLog.js';
import { LiveLogs, type LogFactory } from '../../src/live/liveLogs.js';
import { logEpoch } from '../../src/live/logEpoch.js';
import { LogEvents } from '../../src/live/logEvents.js';
import { scoreLog } from '../../src/live/scoreLog.js';
import type { ScoreEventRow } from '../../src/live/scoreEventRow.js';
import { UserError } from '../../src/userError.js';
import { eventually } from '../support/time/eventually.js';
import { asOwner, closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { range } from '../support/live/memoryLog.js';
import { RICH } from '../support/live/bucketPayer.js';
import { RecordingSink } from '../support/live/recordingSink.js';

const RETENTION_MS = 3_600_000;

/** What the tests need to know of a log. */
interface Kind {
  /** What its events are called. */
  readonly events: 'alerts' | 'documents';
  readonly log: LogFactory;
  readonly tables: { readonly events: string; readonly log: string };
  /** Appends events in a transaction, every third one of another alert or document. */
  readonly append: (client: pg.ClientBase, count: number) => Promise<void>;
  /** What is read of the event at a position. */
  readonly eventAt: (position: number) => unknown;
  /** Whether an event is a third one. */
  readonly isThird: (event: LogEvent) => boolean;
}

const ALERTS: Kind = {
  events: 'alerts',
  log: alertLog,
  tables: { events: 'alert_events', log: 'alert_log' },
  append: async (client, count) => {
    const before = await appendEvents(client, []);
    await appendEvents(
      client,
      range(before + 1, before + count).map((position) => ({
        alertId: position % 3 === 0 ? 2 : 1,
        change: 'REPEATED',
        value: position,
        state: 'OPEN',
      })),
    );
  },
  eventAt: (position) => ({
    position,
    change: 'REPEATED',
    event_value: position,
    event_state: 'OPEN',
    at: expect.any(Date),
    alert: expect.objectContaining({
      severity: position === 3 ? 'HIGH' : 'LOW',
      metric: 'RISK',
      scope: 'EVERYBODY',
    }),
  }),
  isThird: (event) => (event as AlertEventRow).alert?.severity === 'HIGH',
};

const DOCUMENTS: Kind = {
  events: 'documents',
  log: documentLog,
  tables: { events: 'document_events', log: 'document_log' },
  append: async (client, count) => {
    await lockDocuments(client);
    const { rows } = await client.query<{ last: number }>('SELECT last_position AS last FROM document_log');
    const before = Number(rows[0].last);
    for (const position of range(before + 1, before + count)) {
      await appendDocumentEvent(client, position % 3 === 0 ? 2 : 1, position % 3 === 0 ? 'FAILED' : 'READY');
    }
  },
  eventAt: (position) =>
    expect.objectContaining({
      position,
      event_status: position === 3 ? 'FAILED' : 'READY',
      at: expect.any(Date),
      id: position === 3 ? 2 : 1,
      ticker: position === 3 ? 'BETA.NS' : 'ALPHA.NS',
      published_on: '2024-10-08',
      user_name: null,
    }),
  isThird: (event) => (event as DocumentEventRow).stock_id === 2,
};

let database: Database;
let log: EventLog<LogEvent>;
let kind: Kind;
const running: Pick<LiveLog<LogEvent>, 'stop' | 'counts'>[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  await database.pool.query(
    `WITH rule AS (
       INSERT INTO alert_rules (scope, name, metric, everything, comparator, threshold, severity)
       VALUES ('EVERYBODY', 'Risky', 'RISK', true, 'ABOVE', 60, 'HIGH') RETURNING id
     )
     INSERT INTO alerts (rule_id, state, severity, message, beyond)
     SELECT rule.id, 'OPEN', severity::severity, 'Risk is high.', false
     FROM rule, unnest('{LOW,HIGH}'::text[]) AS severity`,
  );
  await database.pool.query(
    `WITH stock AS (INSERT INTO stocks (ticker) VALUES ('ALPHA.NS'), ('BETA.NS') RETURNING id)
     INSERT INTO documents (hash, stock_id, category, title, published_on, media_type, bytes)
     SELECT md5(id::text) || md5(id::text), id, 'OTHER', 'Notes', '2024-10-08', 'text/plain', 5 FROM stock ORDER BY id`,
  );
}, 60_000);
beforeEach(async () => {
  await asOwner(database, 'DELETE FROM alert_events');
  await asOwner(database, 'DELETE FROM document_events');
  await database.pool.query('UPDATE alert_log SET last_position = 0');
  await database.pool.query('UPDATE document_log SET last_position = 0');
});
afterEach(async () => {
  for (const live of running.splice(0)) {
    await live.stop();
    expect(live.counts).toEqual({ groups: 0, members: 0, waiting: 0 });
  }
});
afterAll(closeTestDatabases);

/** Appends events as one transaction among others. */
async function raise(count: number, { age = '0', fails = false } = {}): Promise<void> {
  const { append, tables } = kind;
  const client = await database.pool.connect();
  try {
    await inTransaction(client, async () => {
      await append(client, count);
      if (fails) throw new Error('the batch is refused');
    });
  } catch (error) {
    if (!fails) throw error;
  } finally {
    client.release();
  }
  // Only its owner may change the log.
  if (age !== '0')
    await asOwner(
      database,
      `UPDATE ${tables.events} SET at = now() - '${age}'::interval WHERE at > now() - interval '1 minute'`,
    );
}

/** A process that serves the log, with a ring and pages so small that members read the table too. */
async function serve(options: Partial<LiveLogOptions> = {}): Promise<LiveLog<LogEvent>> {
  const live = new LiveLog(log, {
    events: kind.events,
    retentionMs: RETENTION_MS,
    pollMs: 5,
    ringSize: 7,
    pageSize: 3,
    keptBytes: 500,
    onFailure: (error) => {
      throw error;
    },
    ...options,
  });
  running.push(live);
  await live.start();
  return live;
}

/** The log of scores in the same process. */
async function serveScores(options: Partial<LiveLogOptions> = {}): Promise<LiveLog<ScoreEventRow>> {
  const scores = new LiveLog(scoreLog(database), {
    events: 'scores',
    retentionMs: RETENTION_MS,
    onFailure: () => undefined,
    ...options,
  });
  running.push(scores);
  await scores.start();
  return scores;
}

const all = () => true;

/** Subscribes as an operation does: after a cursor, or from now on. */
async function subscribe(
  live: LiveLog<LogEvent>,
  matches: (event: LogEvent) => boolean = all,
  after: string | null = null,
): Promise<RecordingSink> {
  const sink = new RecordingSink();
  sink.running = await new LogEvents(live, matches, after).start({
    key: matches === all ? 'all' : 'some',
    cursor: live.cursorAt(live.position),
    encode: async (events) => events.map(({ position }) => Buffer.from(`event ${position}`.padEnd(100))),
    onFailure: (error) => {
      throw error;
    },
    price: 1,
    resultsAtOnce: 200,
    payer: RICH,
    sink,
  });
  return sink;
}

const positionsOf = ({ cursors }: RecordingSink) =>
  cursors.map((cursor) => decodeEventCursor(cursor ?? '')?.position);

describe.each([ALERTS, DOCUMENTS])('the log of $events', (of) => {
  beforeAll(() => {
    kind = of;
    log = of.log(database);
  });

  test('is read as it is stored', async () => {
    expect(await log.since(0, 10)).toEqual({ end: await log.end(), events: [] });
    await raise(4);
    await raise(2, { fails: true });
    const end = await log.end();
    expect(end.position).toBe(4);
    const [one, two, three, four] = range(1, 4).map(of.eventAt);
    expect(await log.since(2, 1)).toEqual({ end, events: [three] });
    expect(await log.since(0, 10)).toEqual({ end, events: [one, two, three, four] });
    expect(await log.events(1, 3, 10)).toEqual([two, three]);
    expect(await log.since(4, 10)).toEqual({ end, events: [] });
  });

  test('reaches subscribers of two processes complete and in order while several writers append', async () => {
    const [one, other] = [await serve(), await serve({ pollMs: 20 })];
    const everything = [await subscribe(one), await subscribe(other)];
    const thirds = await subscribe(other, of.isThird);
    const writer = async (seed: number) => {
      for (let k = 0; k < 20; k++) await raise(1 + ((seed + 5 * k) % 9), { fails: k % 6 === seed });
    };
    await Promise.all([writer(1), writer(2), writer(3)]);
    const { position: last } = await log.end();
    expect(last).toBeGreaterThan(200);
    await eventually(() => everything.every(({ cursors }) => cursors.length >= last));
    for (const sink of everything) expect(positionsOf(sink)).toEqual(range(1, last));
    await eventually(() => thirds.cursors.length >= Math.floor(last / 3));
    expect(positionsOf(thirds)).toEqual(range(1, last).filter((position) => position % 3 === 0));
  }, 60_000);

  test('continues after the last cursor, after the end of a process and however far behind', async () => {
    await raise(5);
    const first = await serve();
    const sink = await subscribe(first);
    await raise(3);
    await eventually(() => sink.cursors.length === 3);
    await first.stop();
    expect(sink.told).toEqual(['complete']);
    await raise(40);
    const resumed = await subscribe(await serve(), all, sink.cursors.at(-1));
    await raise(2);
    await eventually(() => resumed.cursors.length >= 42);
    expect([...positionsOf(sink), ...positionsOf(resumed)]).toEqual(range(6, 50));
  });

  test('refuses cursors that are too old, with the oldest that will do', async () => {
    await raise(4, { age: '2 hours' });
    await raise(30, { age: '10 minutes' });
    const live = await serve();
    const refused = await subscribe(live, all, live.cursorAt(3)).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(CursorExpired);
    const { message, oldest } = refused as CursorExpired;
    expect(message).toBe(
      `The cursor is older than what is kept to be resumed from: load the ${of.events} again and subscribe without a ` +
        'cursor, or after the oldest one that is kept (extensions.oldest).',
    );
    const sink = await subscribe(live, all, oldest);
    await eventually(() => sink.cursors.length >= 30);
    expect(positionsOf(sink)).toEqual(range(5, 34));
  });

  test('refuses the cursor of another log as bad input, and that of a former store as expired', async () => {
    await raise(3);
    const logs: LiveLogs = new LiveLogs([
      [scoreLog, await serveScores({ eventsOf: (epoch) => logs.eventsOf(epoch) })],
      [of.log, await serve({ eventsOf: (epoch) => logs.eventsOf(epoch) })],
    ]);
    const [scores, live] = [logs.of(scoreLog), logs.of(of.log)];
    const refusal = (one: typeof scores | typeof live, cursor: string) =>
      one.positionOf(cursor).catch((error: unknown) => error);
    const refused = await refusal(live, scores.cursorAt(0));
    expect(refused).toBeInstanceOf(UserError);
    expect((refused as Error).message).toBe(
      `Expected a cursor of the log of ${of.events}, got one of the log of scores: pass the cursor of an event of this ` +
        'subscription, or of cursorOf with its log.',
    );
    expect(await refusal(scores, live.cursorAt(2))).toBeInstanceOf(UserError);
    const former = live.cursorAt(2);
    await database.pool.query('UPDATE event_log SET epoch = gen_random_uuid()');
    const { epoch } = live;
    await eventually(() => live.epoch !== epoch);
    expect(await refusal(live, former)).toBeInstanceOf(CursorExpired);
    expect(await refusal(live, 'nothing')).toBeInstanceOf(CursorExpired);
    // A position that the log has not reached.
    expect(await refusal(live, live.cursorAt(99))).toBeInstanceOf(CursorExpired);
  });

  test('begins after its own part of a cursor that has the ends of all logs', async () => {
    await raise(3);
    const live = await serve();
    const scores = await serveScores();
    const logs = new LiveLogs([
      [scoreLog, scores],
      [of.log, live],
    ]);
    const { cursor } = logs;
    await raise(2);
    const sink = await subscribe(logs.of(of.log), all, cursor);
    await eventually(() => sink.cursors.length >= 2);
    expect(positionsOf(sink)).toEqual([4, 5]);
    expect(await logs.of(scoreLog).positionOf(cursor)).toBe(scores.position);
    const other = () => log;
    expect(() => logs.of(other)).toThrow('among the logs of a noun, got none: add it to its index.ts.');
  });

  test('looks for events when there is a commit, in a process that has no hints for it', async () => {
    const live = await serve({ pollMs: 3_600_000 });
    const scores = await serveScores();
    const sink = await subscribe(live);
    await raise(2);
    new LiveLogs([
      [scoreLog, scores],
      [of.log, live],
    ]).hintAllBut(scoreLog);
    await eventually(() => sink.cursors.length === 2);
  });

  test('has an epoch of its own, which changes with that of the store', async () => {
    const epochs = async () => {
      const statement = sql<{ own: string; notes: string; again: string }>`
        SELECT ${logEpoch(of.events)} AS own, ${logEpoch('notes')} AS notes, ${logEpoch(of.events)} AS again`;
      const { rows } = await statement.execute(database.db);
      return rows[0];
    };
    const before = await epochs();
    expect(before.again).toBe(before.own);
    expect(before.notes).not.toBe(before.own);
    expect((await log.end()).epoch).toBe(before.own);
    await database.pool.query('UPDATE event_log SET epoch = gen_random_uuid()');
    const after = await epochs();
    expect(after.own).not.toBe(before.own);
    expect(after.notes).not.toBe(before.notes);
  });

  test('ends its subscriptions when it is rebuilt', async () => {
    await raise(3);
    const live = await serve();
    const sink = await subscribe(live);
    await database.pool.query('UPDATE event_log SET epoch = gen_random_uuid()');
    await eventually(() => sink.told.length > 0);
    expect(sink.told).toEqual([
      expect.stringContaining(`The log of ${of.events} was rebuilt: load the ${of.events} again`),
    ]);
  });
});
