import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createApi, type Api } from '../../../src/api.js';
import { callerAt } from '../../../src/access/caller.js';
import type { Database } from '../../../src/database/database.js';
import type { Services } from '../../../src/graphql/context.js';
import { PRICES } from '../../../src/graphql/limits/prices.js';
import type { OperationRequest } from '../../../src/graphql/operation/operationRequest.js';
import { scoreLog } from '../../../src/live/scoreLog.js';
import type { Running } from '../../../src/live/sink.js';
import { startServices, stopServices } from '../../../src/services.js';
import { readSettings } from '../../../src/settings.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { DAY } from '../../support/days/day.js';
import { fill } from '../../support/days/filledStore.js';
import { recomputedRun } from '../../support/days/recomputedRun.js';
import { recomputing } from '../../support/days/recomputing.js';
import { RecordingSink } from '../../support/graphql/recordingSink.js';
import { commitEvents } from '../../support/live/commitEvents.js';
import { eventually } from '../../support/time/eventually.js';
import { dayServices } from '../../support/days/dayServices.js';

const CURSORS = 'subscription ($after: ID) { scoreChanged(after: $after) { cursor } }';
const BANDS =
  'subscription ($after: ID, $filter: ScoreEventFilter) { scoreChanged(after: $after, filter: $filter) { cursor score { band } } }';

const [SECTOR] = DAY.section.sectors;

let database: Database;
let services: Services;
let api: Api;
const running: Running[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
}, 60_000);
afterEach(async () => {
  for (const one of running.splice(0)) one.stop();
  expect(services.logs.of(scoreLog).counts).toEqual({ groups: 0, members: 0, waiting: 0 });
  await api.app.close();
  await stopServices(services);
});
afterAll(closeTestDatabases);

/** Starts a service with some settings, and what it reads from. */
async function serve(environment: Readonly<Record<string, string>>, stubs: Partial<Services> = {}) {
  const settings = readSettings({ LOG_LEVEL: 'silent', ...environment });
  services = await dayServices(database, settings);
  await startServices(services);
  api = await createApi({ settings, state: () => ({ services: { ...services, ...stubs }, access: 'open' }) });
}

function start(request: OperationRequest | string, address = '10.0.0.1'): RecordingSink {
  const sink = new RecordingSink();
  const operation = typeof request === 'string' ? { query: request } : request;
  running.push(api.startOperation(operation, callerAt(address), sink));
  return sink;
}

const subscribed = (members: number) =>
  eventually(() => services.logs.of(scoreLog).counts.members === members);

/** Units that a caller has left. */
async function left(address: string): Promise<number> {
  const answer = await api.app.inject({
    method: 'POST',
    url: '/graphql',
    remoteAddress: address,
    payload: { query: '{ __typename }' },
  });
  const [, units] = /r=(\d+)/.exec(String(answer.headers['ratelimit'])) ?? [];
  return Number(units);
}

/** Units of one result of BANDS or CURSORS. */
const PRICE = PRICES.result + 1;
/** A bucket that regains next to nothing while a test runs, and has enough for what is not meant to be paused. */
const SLOW = { COST_BUCKET: '1000', COST_PER_SECOND: '1' };

describe('a caller', () => {
  test('pays for each result that its subscriptions get, once for all that are equal', async () => {
    await serve(SLOW);
    const sinks = [start(BANDS), start(BANDS), start(CURSORS, '10.0.0.2')];
    await subscribed(3);
    const asked = async () => [await left('10.0.0.1'), await left('10.0.0.2'), await left('10.0.0.3')];
    const before = await asked();
    await commitEvents(database, 20);
    await eventually(() => sinks.every(({ results }) => results.length === 20));
    const [bands, cursors, none] = await asked();
    const spent = [bands, cursors].map((after, k) => before[k] - after - (before[2] - none));
    // Asking takes some units more of one than of another. Twice the price would be 240.
    for (const units of spent) {
      expect(units).toBeGreaterThan(20 * PRICE - 40);
      expect(units).toBeLessThan(20 * PRICE + 60);
    }
  });

  test('whose bucket is empty is paused, and gets every event later, while others go on', async () => {
    await serve({ COST_BUCKET: '1000', COST_PER_SECOND: '40' });
    const poor = start(BANDS);
    const other = start(CURSORS, '10.0.0.2');
    await subscribed(2);
    // A quarter is left to requests, so some events can be paid.
    while ((await left('10.0.0.1')) > 320);
    await commitEvents(database, 30);
    await eventually(() => other.results.length === 30);
    expect(poor.results.length).toBeLessThan(30);
    expect(poor).toMatchObject({ errors: null, isComplete: false, isGivenUp: false });
    await eventually(() => poor.results.length === 30);
    expect(poor.cursors).toEqual(other.cursors);
  });

  test('whose bucket is empty does not hold up others of its group', async () => {
    await serve(SLOW);
    const poor = start(BANDS);
    await subscribed(1);
    let last = 0;
    for (let k = 0; k < 13; k++) ({ last } = await commitEvents(database, 30));
    await eventually(() => services.logs.of(scoreLog).position === last);
    const rich = start(BANDS, '10.0.0.2');
    await subscribed(2);
    await commitEvents(database, 5);
    await eventually(() => rich.results.length === 5);
    expect(poor.results.length).toBeLessThan(395);
  });

  test('pays for a replay, and a part of its bucket is left to its queries', async () => {
    await serve({ ...SLOW, COST_BUCKET: '2000' });
    const beginning = services.logs.of(scoreLog).cursorAt(0);
    const end = services.logs.of(scoreLog).position;
    expect(end).toBeGreaterThan(400);
    const replay = start({ query: BANDS, variables: { after: beginning } });
    await eventually(() => replay.results.length > 100);
    const query = start('{ stocks { nodes { ticker } } }');
    await eventually(() => query.isComplete);
    expect(query.errors).toBeNull();
    expect(replay.results.length).toBeLessThan(end);
    expect(await left('10.0.0.1')).toBeLessThan(1_000);
  });

  test('pays for a replay that matches nothing', async () => {
    await serve({ ...SLOW, RING_EVENTS: '1' });
    const beginning = services.logs.of(scoreLog).cursorAt(0);
    const filter = { minChange: 100 };
    start({ query: BANDS, variables: { after: beginning, filter } });
    // Both callers ask equally often. Beginning costs some 40 units, and each page that is read from the database more.
    await eventually(async () => (await left('10.0.0.2')) - (await left('10.0.0.1')) > 100);
  });

  test('pays for runs that are computed again for its subscriptions, and waits where it cannot', async () => {
    const computed: number[] = [];
    const recomputer: Services['recomputer'] = {
      isKept: () => false,
      recompute: (runs) => {
        computed.push(...runs.map(({ id }) => id));
        return runs.map(({ id }) => Promise.resolve(recomputedRun(id)));
      },
    };
    await serve(SLOW, recomputing(recomputer));
    const query =
      'subscription { scoreChanged { cursor score { pillars { quality { components { points } } } } } }';
    const sink = start(query);
    const other = start(CURSORS, '10.0.0.2');
    await subscribed(2);
    await commitEvents(database, 6);
    await eventually(() => other.results.length === 6 && sink.results.length >= 2);
    for (const { errors } of sink.results) expect(errors).toBeUndefined();
    // Each takes more than 300 of its 1,000 units.
    expect(computed.length).toBeLessThanOrEqual(4);
    expect(await left('10.0.0.1')).toBeLessThan(400);
    expect(sink).toMatchObject({ errors: null, isComplete: false, isGivenUp: false });
  });

  test('is counted for each call of a costly field, and waits where it has made too many', async () => {
    const recomputer = {
      isKept: () => false,
      recompute: (runs: readonly { readonly id: number }[]) =>
        runs.map(({ id }) => Promise.resolve(recomputedRun(id))),
    };
    await serve({ REPRODUCED_PER_MINUTE: '3' }, { recomputer: recomputer as never });
    const query = 'subscription { scoreChanged { cursor score { provenance { reproduced } } } }';
    const sinks = [start(query), start(query, '10.0.0.2')];
    const other = start(CURSORS, '10.0.0.3');
    await subscribed(3);
    expect(services.logs.of(scoreLog).counts.groups).toBe(3);
    await commitEvents(database, 5);
    await eventually(() => sinks.every(({ results }) => results.length === 3) && other.results.length === 5);
    for (const { results } of sinks) {
      expect(results.map(({ errors }) => errors)).toEqual([undefined, undefined, undefined]);
    }
    const asked = start(
      '{ stock(ticker: "X.NS") { name } stocks(mode: TRADER, first: 1) { nodes { score(mode: TRADER) { provenance { reproduced } } } } }',
    );
    await eventually(() => asked.isComplete);
    expect(asked.results[0]).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
  });
});

describe('a subscription', () => {
  test('keeps neither its request nor variables that it does not declare', async () => {
    await serve({});
    const parts = subscribe();
    await subscribed(1);
    setFlagsFromString('--expose_gc');
    const collect = runInNewContext('gc') as () => void;
    await eventually(() => {
      collect();
      return parts.every((part) => part.deref() === undefined);
    });
    expect(services.logs.of(scoreLog).counts.members).toBe(1);
  });

  /** Nothing here refers to the parts of the request. */
  function subscribe(): readonly WeakRef<object>[] {
    const undeclared = { large: 'x'.repeat(1_000) };
    const extensions = { also: undeclared };
    const variables = { undeclared };
    start({ query: CURSORS, variables, extensions });
    return [undeclared, extensions, variables].map((part) => new WeakRef(part));
  }

  const nested = (depth: number): unknown => {
    let value: unknown = 1;
    for (let k = 0; k < depth; k++) value = [value];
    return value;
  };

  test('is one of its group whatever undeclared variables it has, however deep', async () => {
    await serve({});
    const sinks = [start(CURSORS), start({ query: CURSORS, variables: { more: nested(100_000) } })];
    await subscribed(2);
    expect(services.logs.of(scoreLog).counts.groups).toBe(1);
    expect(sinks.map(({ errors }) => errors)).toEqual([null, null]);
  });

  test.each([
    ['nested too deeply', { filter: { sectors: nested(100_000) } }, 'nested at most 200 deep'],
    ['too long', { filter: { sectors: Array(500).fill(SECTOR) } }, 'at most 500 characters'],
  ])('with variables that are %s is refused', async (_, variables, message) => {
    await serve({ SUBSCRIPTION_VARIABLES_BYTES: '500' });
    const sink = start({ query: BANDS, variables });
    await eventually(() => sink.errors !== null);
    expect(sink.errors).toEqual([
      expect.objectContaining({
        message: expect.stringContaining(message),
        extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }),
      }),
    ]);
  });

  test('is refused where those of its caller hold too much, until others have ended', async () => {
    await serve({ SUBSCRIPTION_MEMORY_PER_CALLER: '65536' });
    const of = (minChange: number) => ({
      query: BANDS,
      // Some 1,000 characters.
      variables: {
        filter: { sectors: Array(Math.floor(1_000 / (SECTOR.length + 3))).fill(SECTOR), minChange },
      },
    });
    const sinks = [1, 1, 2, 3, 4, 5].map((minChange) => start(of(minChange)));
    await eventually(() => sinks[5].errors !== null);
    expect(sinks[5].errors).toEqual([
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'RATE_LIMITED' }) }),
    ]);
    const others = start(of(6), '10.0.0.2');
    for (const one of running.splice(1, 4)) one.stop();
    const again = start(of(5));
    await eventually(() => services.logs.of(scoreLog).counts.groups >= 3);
    expect([others.errors, again.errors]).toEqual([null, null]);
  });
});
