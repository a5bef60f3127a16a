/** Alerts as subscribers are told of them: each of its own, and of those for everybody. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  anonymousAt,
  callerWithKey,
  callerWithSession,
  rightsTo,
  type Caller,
} from '../../src/access/caller.js';
import type { Role } from '../../src/access/roles.js';
import type { Database } from '../../src/database/database.js';
import { withConnection } from '../../src/database/withConnection.js';
import { inTransaction } from '../../src/database/transaction.js';
import { createContext } from '../../src/graphql/context.js';
import { alertLog } from '../../src/live/alerts/alertLog.js';
import { appendEvents } from '../../src/live/alerts/appendEvents.js';
import { scoreLog } from '../../src/live/scoreLog.js';
import type { Running } from '../../src/live/sink.js';
import type { AlertChange } from '../../src/database/tables.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { fill, NEWEST, SPLIT } from '../support/days/filledStore.js';
import { dataOf } from '../support/graphql/execute.js';
import { RecordingSink } from '../support/graphql/recordingSink.js';
import { apiOver, closeApis, type TestApi } from '../support/http/api.js';
import { connect } from '../support/http/liveApp.js';
import { eventually } from '../support/time/eventually.js';

const LIMITS = {
  operationsPerMinute: null,
  operationsLeft: null,
  pointsPerSecond: 1_000,
  pointsLeft: 90_000,
};

let database: Database;
let api: TestApi;
const users: Record<string, Caller> = {};
const rules: Record<string, number> = {};
const running: Running[] = [];
let callerOfRequests: Caller;

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
  for (const [name, role] of [
    ['asha', 'ANALYST'],
    ['ravi', 'ANALYST'],
    ['vik', 'VIEWER'],
    ['mira', 'ADMIN'],
  ] as const) {
    users[name] = await addUser(name, role);
  }
  rules['asha'] = await addRule('asha', 'OWN');
  rules['ravi'] = await addRule('ravi', 'OWN');
  rules['everybody'] = await addRule('mira', 'EVERYBODY');
  rules['operators'] = await addRule('mira', 'EVERYBODY', 'QUEUE_STUCK');
}, 60_000);
beforeEach(async () => {
  callerOfRequests = users['asha'];
  api = await apiOver(database, {}, { callerOf: () => callerOfRequests });
  await api.services.logs.start();
  api.services.snapshots.onCommit(() => api.services.logs.hintAllBut(scoreLog));
});
afterEach(async () => {
  for (const one of running.splice(0)) one.stop();
  expect(api.services.logs.of(alertLog).counts).toEqual({ groups: 0, members: 0, waiting: 0 });
  await api.services.logs.stop();
  await closeApis();
});
afterAll(closeTestDatabases);

async function addUser(name: string, role: Role): Promise<Caller> {
  const { rows } = await database.pool.query<{ id: number }>(
    'INSERT INTO users (email, name, role) VALUES ($1, $2, $3) RETURNING id',
    [`${name}@example.com`, name, role],
  );
  return callerWithSession('192.0.2.1', { id: 1 }, { id: rows[0].id, role });
}

async function addRule(owner: string, scope: string, metric = 'RISK'): Promise<number> {
  const { rows } = await database.pool.query<{ id: number }>(
    `INSERT INTO alert_rules (owner_id, scope, name, metric, everything, comparator, threshold, severity)
     VALUES ($1, $2, $3, $4, true, 'ABOVE', 60, 'HIGH') RETURNING id`,
    [users[owner].user?.id, scope, `Of ${owner}`, metric],
  );
  return rows[0].id;
}

/** Stores an alert of each of some rules, as one commit, and returns their ids. */
async function raise(...names: readonly string[]): Promise<readonly number[]> {
  return withConnection(database.pool, (client) =>
    inTransaction(client, async () => {
      const { rows } = await client.query<{ id: number }>(
        `INSERT INTO alerts (rule_id, stock_id, day, state, severity, value, threshold, message, beyond)
         SELECT rule, (SELECT id FROM stocks WHERE ticker = $2), $3, 'OPEN', 'HIGH', 63.2, 60, 'Risk is high.', false
         FROM unnest($1::int[]) AS rule RETURNING id`,
        [names.map((name) => rules[name]), SPLIT, NEWEST],
      );
      const ids = rows.map(({ id }) => id);
      await tell(client, 'RAISED', ids);
      return ids;
    }),
  );
}

const tell = (client: Parameters<typeof appendEvents>[0], change: AlertChange, ids: readonly number[]) =>
  appendEvents(
    client,
    ids.map((alertId) => ({ alertId, change, value: 63.2, state: 'OPEN' })),
  );

const SUBSCRIPTION = `subscription Told($after: ID) {
  alertRaised(after: $after) { cursor change value state at alert { id state value rule { name } stock { ticker } } }
}`;

/** Subscribes until the test ends. */
function subscribe(caller: Caller, after?: string, query = SUBSCRIPTION): RecordingSink {
  const sink = new RecordingSink();
  running.push(api.startOperation({ query, variables: { after } }, caller, sink));
  return sink;
}

interface Event {
  readonly cursor: string;
  readonly change: string;
  readonly alert: {
    readonly rule: { readonly name: string };
    readonly stock: { readonly ticker: string } | null;
  };
}
const eventsOf = ({ results }: RecordingSink): Event[] =>
  results.map(({ data }) => (data as { alertRaised: Event }).alertRaised);
const namesIn = (sink: RecordingSink) => eventsOf(sink).map(({ alert }) => alert.rule.name);

const subscribed = (members: number) =>
  eventually(() => api.services.logs.of(alertLog).counts.members === members);

const contextOf = (caller: Caller) => createContext(api.services, caller, null, () => LIMITS);
const cursorOf = async (log: string, caller = users['asha']) =>
  (await dataOf(await contextOf(caller), `{ cursorOf(log: ${log}) }`))['cursorOf'] as string;

describe('alertRaised', () => {
  test('tells each caller of its own rules and of those for everybody, in order', async () => {
    const anybody = anonymousAt('192.0.2.9', rightsTo(['RISK_READ', 'MARKET_READ']));
    const ofKey = callerWithKey(
      '192.0.2.1',
      { id: 1, operationsPerMinute: null, shownPrefix: 'abcdefgh', scopes: ['RISK_READ', 'MARKET_READ'] },
      users['asha'].user ?? { id: -1, role: 'ANALYST' },
    );
    const callers = [users['asha'], users['ravi'], users['vik'], users['mira'], anybody, ofKey];
    const sinks = callers.map((caller) => subscribe(caller));
    await subscribed(6);
    // No two users share what is executed; a key has other rights than its owner.
    expect(api.services.logs.of(alertLog).counts.groups).toBe(6);
    await raise('asha', 'ravi', 'operators');
    await raise('everybody', 'asha', 'asha');
    const expected = [
      ['Of asha', 'Of mira', 'Of asha', 'Of asha'],
      ['Of ravi', 'Of mira'],
      ['Of mira'],
      ['Of mira', 'Of mira'],
      ['Of mira'],
      ['Of asha', 'Of mira', 'Of asha', 'Of asha'],
    ];
    await eventually(() => sinks.every((sink, k) => sink.results.length >= expected[k].length));
    expect(sinks.map(namesIn)).toEqual(expected);
    for (const sink of sinks) {
      expect(sink.errors).toBeNull();
      expect(sink.cursors).toEqual(eventsOf(sink).map(({ cursor }) => cursor));
    }
    expect(eventsOf(sinks[0])[0]).toEqual({
      cursor: expect.any(String),
      change: 'RAISED',
      value: 63.2,
      state: 'OPEN',
      at: expect.stringMatching(/Z$/),
      alert: {
        id: expect.any(String),
        state: 'OPEN',
        value: 63.2,
        rule: { name: 'Of asha' },
        stock: { ticker: SPLIT },
      },
    });
  });

  test('shares the work of equal subscriptions of one user', async () => {
    const sinks = [subscribe(users['asha']), subscribe(users['asha']), subscribe(users['ravi'])];
    await subscribed(3);
    expect(api.services.logs.of(alertLog).counts.groups).toBe(2);
    await raise('asha');
    await eventually(() => sinks[0].results.length + sinks[1].results.length === 2);
    expect(sinks[0].payloads[0]).toBe(sinks[1].payloads[0]);
    expect(sinks[2].results).toEqual([]);
  });

  test('continues after a cursor without a seam, while events are stored', async () => {
    const after = await cursorOf('ALERTS');
    const ids = await raise('asha', 'ravi');
    const resumed = subscribe(users['asha'], after);
    for (let k = 0; k < 5; k++) await raise('asha', 'everybody');
    await eventually(() => resumed.results.length >= 11);
    expect(namesIn(resumed)).toEqual([
      'Of asha',
      ...Array.from({ length: 5 }, () => ['Of asha', 'Of mira']).flat(),
    ]);
    const { cursor } = eventsOf(resumed)[3];
    const again = subscribe(users['asha'], cursor);
    await eventually(() => again.results.length >= 7);
    expect(eventsOf(again)).toEqual(eventsOf(resumed).slice(4));
    // The state of then is told beside the alert as it is.
    await withConnection(database.pool, (client) =>
      inTransaction(client, () => tell(client, 'REPEATED', [ids[0]])),
    );
    await eventually(() => again.results.length >= 8);
    expect(eventsOf(again).at(-1)?.change).toBe('REPEATED');
  });

  test('begins where the answer was that asked for cursorOf beside the alerts', async () => {
    await raise('asha');
    const query = '{ cursorOf(log: ALERTS) alerts { totalCount } }';
    const { cursorOf: cursor, alerts } = (await dataOf(await contextOf(users['asha']), query)) as {
      cursorOf: string;
      alerts: { totalCount: number };
    };
    await raise('asha');
    const sink = subscribe(users['asha'], cursor);
    await eventually(() => sink.results.length === 1);
    const { totalCount } = (await dataOf(await contextOf(users['asha']), '{ alerts { totalCount } }'))[
      'alerts'
    ] as {
      totalCount: number;
    };
    expect(totalCount).toBe(alerts.totalCount + 1);
  });

  test('refuses the cursor of another log, and one that is unknown', async () => {
    const codesOf = async (sink: RecordingSink) => {
      await eventually(() => sink.errors !== null);
      return sink.errors?.map(({ extensions, message }) => [extensions?.['code'], message]);
    };
    expect(await codesOf(subscribe(users['asha'], await cursorOf('SCORES', users['mira'])))).toEqual([
      [
        'BAD_USER_INPUT',
        expect.stringMatching(/^Expected a cursor of the log of alerts, got one of the log of scores/),
      ],
    ]);
    const scores = 'subscription Told($after: ID) { scoreChanged(after: $after) { cursor } }';
    expect(await codesOf(subscribe(users['asha'], await cursorOf('ALERTS'), scores))).toEqual([
      [
        'BAD_USER_INPUT',
        expect.stringMatching(/^Expected a cursor of the log of scores, got one of the log of alerts/),
      ],
    ]);
    for (const cursor of ['', 'nothing', 'A'.repeat(32)]) {
      const sink = subscribe(users['asha'], cursor);
      expect(await codesOf(sink)).toEqual([['CURSOR_EXPIRED', expect.any(String)]]);
      // The oldest that is kept can be resumed from.
      const oldest = sink.errors?.[0].extensions?.['oldest'] as string;
      expect(await api.services.logs.of(alertLog).positionOf(oldest)).toBe(0);
    }
  });

  test('needs RISK_READ, and cursorOf the scope of its log', async () => {
    const nobody = anonymousAt('192.0.2.9', rightsTo(['SCORES_READ']));
    const sink = subscribe(nobody);
    await eventually(() => sink.errors !== null);
    expect(sink.errors?.[0].extensions?.['code']).toBe('FORBIDDEN');
    for (const log of ['ALERTS', 'DOCUMENTS']) {
      const asked = subscribe(nobody, undefined, `{ cursorOf(log: ${log}) }`);
      await eventually(() => asked.errors !== null);
      expect([log, asked.errors?.[0].extensions?.['code']]).toEqual([log, 'FORBIDDEN']);
    }
    const scores = subscribe(nobody, undefined, '{ cursorOf(log: SCORES) }');
    await eventually(() => scores.isComplete);
    expect(scores.results).toMatchObject([{ data: { cursorOf: expect.any(String) } }]);
  });

  test('does not tell of alerts whose rule was deleted with its owner', async () => {
    users['leaving'] = await addUser('leaving', 'ANALYST');
    rules['leaving'] = await addRule('leaving', 'OWN');
    const after = await cursorOf('ALERTS');
    await raise('leaving');
    await database.pool.query('DELETE FROM alert_rules WHERE id = $1', [rules['leaving']]);
    await raise('everybody');
    const sink = subscribe(users['leaving'], after);
    await eventually(() => sink.results.length > 0);
    expect(namesIn(sink)).toEqual(['Of mira']);
  });

  test('is served over a socket and as an event stream', async () => {
    const address = new URL(await api.app.listen({ port: 0, host: '127.0.0.1' }));
    const socket = await connect({ port: Number(address.port) });
    socket.send({ type: 'connection_init' });
    expect(await socket.next()).toMatchObject({ type: 'connection_ack' });
    socket.subscribe('2', SUBSCRIPTION.replace('($after: ID)', '').replace('(after: $after)', ''));
    const controller = new AbortController();
    const query = 'subscription { alertRaised { cursor change } }';
    const stream = await fetch(new URL(`/graphql/stream?query=${encodeURIComponent(query)}`, address), {
      headers: { accept: 'text/event-stream' },
      signal: controller.signal,
    });
    expect(stream.status).toBe(200);
    await subscribed(2);
    await raise('ravi', 'asha');
    const reader = stream.body?.getReader();
    let text = '';
    while (reader && !text.includes('RAISED')) {
      const { value, done } = await reader.read();
      if (done) break;
      text += Buffer.from(value).toString();
    }
    expect(text.match(/"change":"RAISED"/g)).toHaveLength(1);
    await eventually(() => socket.messages.some(({ id, type }) => id === '2' && type === 'next'));
    const told = socket.messages.filter(({ id, type }) => id === '2' && type === 'next');
    expect(JSON.stringify(told)).toContain('Of asha');
    expect(told).toHaveLength(1);
    controller.abort();
    socket.ws.terminate();
    await subscribed(0);
  });
});
