/** Subscribers of several methods, over sockets: each hears one, also when it resumes. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Database } from '../../src/database/database.js';
import { createApi, type Api } from '../../src/api.js';
import type { Services } from '../../src/graphql/context.js';
import { scoreLog } from '../../src/live/scoreLog.js';
import { scoreOutdated } from '../../src/runs/scoreOutdated.js';
import { loadMethodOf, loadSetup, type ScoringSetup } from '../../src/runs/scoringSetup.js';
import { serveMethods } from '../../src/runs/serveMethods.js';
import { servicesOf, startServices, stopServices } from '../../src/services.js';
import { readSettings } from '../../src/settings.js';
import { testAuthKey } from '../support/access/testAuthKey.js';
import { closeTestDatabases } from '../support/database/testDatabase.js';
import { answerOf, post } from '../support/http/api.js';
import { removeFolders } from '../support/market/folder.js';
import { bar, filesOf, marketOver, sessionsFrom, TICKERS } from '../support/market/market.js';
import { Copies } from '../support/runs/copies.js';
import { importFiles } from '../support/runs/store.js';
import { eventually } from '../support/time/eventually.js';

const [sessions, alone, other] = await Promise.all([
  sessionsFrom('2024-05-02', 12),
  loadSetup(),
  loadMethodOf('config/method-1.0.yaml'),
]);
const both: ScoringSetup = { ...alone, others: [other] };
const [served, second] = [alone.method.name, other.method.name];

let copies: Copies;
let database: Database;
let services: Services;
let api: Api;
let url: string;
const clients: Client[] = [];

beforeAll(async () => {
  copies = await Copies.of(async (filled) => {
    await importFiles(filled, filesOf(marketOver(sessions, 'methods heard')));
    await serveMethods(filled.pool, [alone.method, other.method]);
    await scoreOutdated(filled.pool, both);
  });
  database = await copies.open();
  const settings = readSettings({ LOG_LEVEL: 'silent', ACCESS: 'open' });
  services = servicesOf(database, both, settings, { authKey: testAuthKey });
  await startServices(services);
  api = await createApi({ settings, state: () => ({ services, access: 'open' }) });
  services.snapshots.onCommit(api.forgetAnswers);
  url = (await api.app.listen({ port: 0, host: '127.0.0.1' })).replace('http', 'ws');
}, 60_000);
afterEach(async () => {
  for (const client of clients.splice(0)) await client.dispose();
});
afterAll(async () => {
  await api.app.close();
  await stopServices(services);
  await copies.close();
  await removeFolders();
  await closeTestDatabases();
});

interface Heard {
  readonly cursor: string;
  readonly methodName: string;
  readonly previousValue: number | null;
  readonly run: { readonly methodName: string };
  readonly score: {
    readonly date: string;
    readonly value: number;
    readonly stock: { readonly ticker: string };
  };
}

const CHANGED = `subscription ($method: String, $after: ID) {
  scoreChanged(filter: { method: $method, mode: TRADER }, after: $after) {
    cursor methodName previousValue run { methodName } score { date value stock { ticker } }
  }
}`;

/** Subscribes to the scores of a method with a stock client. */
function hear(method: string | null, after: string | null = null): { heard: Heard[]; failed: unknown[] } {
  const client = createClient({
    url: `${url}/graphql`,
    webSocketImpl: WebSocket,
    lazy: false,
    retryAttempts: 0,
  });
  clients.push(client);
  const [heard, failed]: [Heard[], unknown[]] = [[], []];
  client.subscribe<{ scoreChanged: Heard }>(
    { query: CHANGED, variables: { method, after } },
    {
      next: ({ data, errors }) => {
        if (data) heard.push(data.scoreChanged);
        if (errors) failed.push(...errors);
      },
      error: (error) => failed.push(...(Array.isArray(error) ? (error as unknown[]) : [error])),
      complete: () => undefined,
    },
  );
  return { heard, failed };
}

/** The stored events of a method after a position, of TRADER. */
async function told(method: string, after: number): Promise<readonly unknown[]> {
  const { rows } = await database.pool.query(
    `SELECT ticker, scores.day::text AS date, value::float8 AS value, previous_value::float8 AS previous
     FROM scores JOIN runs ON runs.id = run_id JOIN methods ON hash = method_hash JOIN stocks ON stocks.id = stock_id
     WHERE position > $2 AND methods.name = $1 AND scores.mode = 'TRADER' ORDER BY position`,
    [method, after],
  );
  return rows;
}

const shown = (heard: readonly Heard[]) =>
  heard.map(({ previousValue: previous, score: { date, value, stock } }) => ({
    ...{ ticker: stock.ticker, date, value, previous },
  }));

const position = async (): Promise<number> =>
  (await database.pool.query<{ last: number }>('SELECT last_position AS last FROM event_log')).rows[0].last;

test('skips to the next event of a method, and over none', async () => {
  const { rows } = await database.pool.query<{ position: number; name: string }>(
    `SELECT position, methods.name FROM scores JOIN runs ON runs.id = run_id JOIN methods ON hash = method_hash
     WHERE position IS NOT NULL ORDER BY position`,
  );
  const end = await position();
  expect(rows.map((row) => row.position)).toEqual(Array.from({ length: end }, (_, k) => k + 1));
  const { skip } = scoreLog(database);
  for (const [method, name] of [
    [null, served],
    [served, served],
    [second, second],
    ['nobody', 'nobody'],
  ] as const) {
    for (let after = 0; after <= end; after += 7) {
      const next = rows.find((row) => row.position > after && row.name === name)?.position ?? end + 1;
      expect([method, after, await skip?.(after, end, method)]).toEqual([method, after, next - 1]);
    }
  }
  expect(await skip?.(0, 3, 'nobody')).toBe(3);
});

test('each hears its method only, now and when it resumes', async () => {
  const cursor = String((await answerOf(await post(api, '{ latestCursor }'))).data?.['latestCursor']);
  const before = await position();
  const live = { default: hear(null, cursor), served: hear(served, cursor), second: hear(second, cursor) };
  await importFiles(database, filesOf({ prices: [bar(TICKERS[2], sessions[9], 4_321, 99_000)] }));
  await scoreOutdated(database.pool, both);
  const ofServed = await told(served, before);
  const ofSecond = await told(second, before);
  expect([ofServed.length > 0, ofSecond.length > 0]).toEqual([true, true]);
  await eventually(
    () => live.served.heard.length >= ofServed.length && live.second.heard.length >= ofSecond.length,
  );
  await eventually(() => live.default.heard.length >= ofServed.length);
  const resumed = {
    ...{ default: hear(null, cursor), second: hear(second, cursor) },
    // From the middle of its own events.
    late: hear(second, live.second.heard[0].cursor),
  };
  await eventually(() => resumed.default.heard.length >= ofServed.length);
  await eventually(() => resumed.second.heard.length >= ofSecond.length);
  await eventually(() => resumed.late.heard.length >= ofSecond.length - 1);
  for (const { heard } of [live.default, live.served, resumed.default])
    expect(shown(heard)).toEqual(ofServed);
  for (const { heard } of [live.second, resumed.second]) expect(shown(heard)).toEqual(ofSecond);
  expect(shown(resumed.late.heard)).toEqual(ofSecond.slice(1));
  for (const { methodName, run } of live.default.heard)
    expect([methodName, run.methodName]).toEqual([served, served]);
  for (const { methodName, run } of live.second.heard)
    expect([methodName, run.methodName]).toEqual([second, second]);
}, 60_000);

test('a method that is not known is refused with the names of those that are', async () => {
  const { heard, failed } = hear('greyoak-9');
  await eventually(() => failed.length > 0);
  expect(failed).toMatchObject([
    {
      message: expect.stringContaining('greyoak-1.1, greyoak-1.0, got "greyoak-9"') as unknown,
      extensions: { code: 'BAD_USER_INPUT' },
    },
  ]);
  expect(heard).toEqual([]);
}, 60_000);

test('a run of another method is asked for by its name', async () => {
  const RESCORE = 'mutation ($method: String) { rescore(input: { method: $method }) { methodName status } }';
  const ask = async (method: string | null) => answerOf(await post(api, RESCORE, { variables: { method } }));
  expect((await ask(second)).data).toEqual({ rescore: { methodName: second, status: 'QUEUED' } });
  expect((await ask(null)).data).toEqual({ rescore: { methodName: served, status: 'QUEUED' } });
  expect((await ask('greyoak-9')).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  const { data } = await answerOf(await post(api, '{ runs(first: 2) { nodes { methodName } } }'));
  expect(data).toEqual({ runs: { nodes: [{ methodName: served }, { methodName: second }] } });
}, 60_000);

test('another default ends the subscriptions: their cursors are of another log', async () => {
  const { heard, failed } = hear(null);
  await eventually(() => services.logs.of(scoreLog).counts.members > 0);
  await serveMethods(database.pool, [other.method, alone.method]);
  await importFiles(database, filesOf({ prices: [bar(TICKERS[2], sessions[10], 4_400, 99_000)] }));
  await scoreOutdated(database.pool, both);
  await eventually(() => failed.length > 0);
  expect(failed).toMatchObject([{ extensions: { code: 'CURSOR_EXPIRED' } }]);
  expect(heard).toEqual([]);
}, 60_000);
