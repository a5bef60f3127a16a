import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { callerAt, rightsTo, type Caller } from '../../../src/access/caller.js';
import { createApi, type Api } from '../../../src/api.js';
import type { Database } from '../../../src/database/database.js';
import type { Services } from '../../../src/graphql/context.js';
import type { OperationRequest } from '../../../src/graphql/operation/operationRequest.js';
import type { Running } from '../../../src/live/sink.js';
import { startServices, stopServices } from '../../../src/services.js';
import { readSettings } from '../../../src/settings.js';
import { scoreLog } from '../../../src/live/scoreLog.js';
import { eventually } from '../../support/time/eventually.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { commitEvents } from '../../support/live/commitEvents.js';
import { DAY } from '../../support/days/day.js';
import { fill, NEWEST } from '../../support/days/filledStore.js';
import { RecordingSink } from '../../support/graphql/recordingSink.js';
import { dayServices } from '../../support/days/dayServices.js';

let database: Database;
let services: Services;
let api: Api;
const running: Running[] = [];
const readerOfScores: Caller = { ...callerAt('127.0.0.1'), rights: rightsTo(['SCORES_READ']) };

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
}, 60_000);
beforeEach(async () => {
  const settings = readSettings({ LOG_LEVEL: 'silent', MAX_EVENT_COST: '100' });
  services = await dayServices(database, settings);
  await startServices(services);
  api = await createApi({ settings, state: () => ({ services, access: 'open' }) });
});
afterEach(async () => {
  for (const one of running.splice(0)) one.stop();
  expect({ ...services.logs.of(scoreLog).counts, watchers: services.runWatcher.count }).toEqual({
    groups: 0,
    members: 0,
    waiting: 0,
    watchers: 0,
  });
  await api.app.close();
  await stopServices(services);
});
afterAll(closeTestDatabases);

/** Starts an operation, until the test ends. */
function start(request: OperationRequest | string, caller = callerAt('127.0.0.1')): RecordingSink {
  const sink = new RecordingSink();
  const operation = typeof request === 'string' ? { query: request } : request;
  running.push(api.startOperation(operation, caller, sink));
  return sink;
}

const EVENTS = `subscription Events($filter: ScoreEventFilter, $after: ID) {
  scoreChanged(filter: $filter, after: $after) {
    cursor previousValue previousBand bandChanged at
    run { id status changed }
    score { stock { ticker } mode date value band previous { value } }
  }
}`;

interface Event {
  readonly cursor: string;
  readonly previousValue: number;
  readonly run: { readonly changed: number };
  readonly score: {
    readonly stock: { readonly ticker: string };
    readonly value: number;
    readonly previous: { readonly value: number } | null;
  };
}
const eventsOf = ({ results }: RecordingSink): Event[] =>
  results.map(({ data }) => (data as { scoreChanged: Event }).scoreChanged);

/** Resolves when all operations that were started so far are subscribed. */
const subscribed = (members: number) =>
  eventually(() => services.logs.of(scoreLog).counts.members === members);

describe('a subscription to scores', () => {
  test('gives each event of a commit, in order, as it is stored', async () => {
    const sink = start(EVENTS);
    await subscribed(1);
    const { runId } = await commitEvents(database, 5);
    await eventually(() => sink.results.length === 5);
    const { rows } = await database.pool.query<{ ticker: string; value: number; previous_value: number }>(
      `SELECT ticker, value, previous_value FROM scores JOIN stocks ON stocks.id = stock_id
       WHERE run_id = $1 AND position IS NOT NULL ORDER BY position`,
      [runId],
    );
    const events = eventsOf(sink);
    expect(
      events.map(({ score, previousValue }) => ({
        ticker: score.stock.ticker,
        value: score.value,
        previous_value: previousValue,
      })),
    ).toEqual(rows);
    expect(events[0]).toMatchObject({
      bandChanged: false,
      run: { status: 'SUCCEEDED', changed: 5 },
      score: { mode: 'TRADER', date: NEWEST },
    });
    expect(events.map(({ cursor }) => cursor)).toEqual(sink.cursors);
  });

  test('is executed and encoded once for all equal subscriptions', async () => {
    const sinks = [
      start(EVENTS),
      start({ query: EVENTS, variables: {} }),
      start(EVENTS, callerAt('10.0.0.1')),
    ];
    const other = start(EVENTS, readerOfScores);
    await subscribed(4);
    expect(services.logs.of(scoreLog).counts.groups).toBe(2);
    await commitEvents(database, 3);
    await eventually(() => [...sinks, other].every(({ results }) => results.length === 3));
    for (const { payloads } of sinks)
      expect(payloads.every((bytes, k) => bytes === sinks[0].payloads[k])).toBe(true);
    expect(other.payloads[0]).not.toBe(sinks[0].payloads[0]);
    expect(other.results).toEqual(sinks[0].results);
  });

  test('does not keep the sink of a subscriber that has left, as long as others are in its group', async () => {
    const gone = subscribeAndLeave();
    const stays = start(EVENTS);
    await subscribed(2);
    gone.leave();
    await subscribed(1);
    await commitEvents(database, 1);
    await eventually(() => stays.results.length === 1);
    setFlagsFromString('--expose_gc');
    const collect = runInNewContext('gc') as () => void;
    await eventually(() => {
      collect();
      return gone.sink.deref() === undefined;
    });
    expect(services.logs.of(scoreLog).counts.members).toBe(1);
  });

  /** The first of a group: nothing here refers to its sink. */
  function subscribeAndLeave(): { readonly sink: WeakRef<RecordingSink>; readonly leave: () => void } {
    const sink = new RecordingSink();
    let operation: Running | null = api.startOperation({ query: EVENTS }, callerAt('127.0.0.1'), sink);
    return {
      sink: new WeakRef(sink),
      leave: () => {
        operation?.stop();
        operation = null;
      },
    };
  }

  test('gives what a filter asks for', async () => {
    const one = DAY.section.tickers[3];
    const sink = start({ query: EVENTS, variables: { filter: { tickers: [one], mode: 'TRADER' } } });
    const none = start({ query: EVENTS, variables: { filter: { mode: 'INVESTOR' } } });
    const large = start({ query: EVENTS, variables: { filter: { minChange: 1.5 } } });
    const all = start(EVENTS);
    await subscribed(4);
    await commitEvents(database, 20);
    await eventually(() => all.results.length === 20);
    const moved = eventsOf(all).filter(
      ({ score, previousValue }) => Math.abs(score.value - previousValue) >= 1.5,
    );
    expect(moved.length).toBeGreaterThan(0);
    expect(moved.length).toBeLessThan(20);
    // Each filter is a group that works by itself: that one is done does not mean that the others are.
    await eventually(() => large.results.length >= moved.length && sink.results.length >= 1);
    expect(eventsOf(large)).toEqual(moved);
    expect(eventsOf(sink).map(({ score }) => score.stock.ticker)).toEqual([one]);
    expect(none.results).toEqual([]);
  });

  test('looks into the book of the commit where it asks for one', async () => {
    const sink = start(
      'subscription { scoreChanged { cursor score { value stock { score(mode: TRADER) { value } } } } }',
    );
    await subscribed(1);
    for (let commit = 1; commit <= 3; commit++) {
      await commitEvents(database, 4);
      await eventually(() => sink.results.length === 4 * commit);
    }
    interface Looked {
      readonly value: number;
      readonly stock: { readonly score: { readonly value: number } };
    }
    const scores = sink.results.map(
      ({ data }) => (data as { scoreChanged: { score: Looked } }).scoreChanged.score,
    );
    expect(scores.map(({ stock }) => stock.score.value)).toEqual(scores.map(({ value }) => value));
  });

  test('goes on from latestCursor, which is of the same moment as what is asked for beside it', async () => {
    const query = start('{ latestCursor stocks(mode: TRADER, first: 1) { nodes { ticker } } }');
    await eventually(() => query.isComplete);
    const { latestCursor } = query.results[0]['data'] as { latestCursor: string };
    await commitEvents(database, 2);
    const sink = start({ query: EVENTS, variables: { after: latestCursor } });
    await commitEvents(database, 2);
    await eventually(() => sink.results.length === 4);
    expect(services.logs.of(scoreLog).cursorAt(services.logs.of(scoreLog).position)).toBe(sink.cursors[3]);
  });

  test.each(["'; DROP TABLE scores; --", '1 OR 1=1', '$1', '\\0'])(
    'takes the text %j for what it is, wherever texts are taken',
    async (text) => {
      const sinks = [
        start({ query: EVENTS, variables: { after: text } }),
        start({ query: EVENTS, variables: { filter: { tickers: [text] } } }),
        start({ query: EVENTS, variables: { filter: { sectors: [text] } } }),
        start({
          query: 'subscription ($id: ID) { runProgress(runId: $id) { id } }',
          variables: { id: text },
        }),
      ];
      await eventually(() => sinks.every(({ errors }) => errors !== null));
      expect(sinks.map(({ errors }) => errors?.[0].extensions?.['code'])).toEqual([
        'CURSOR_EXPIRED',
        'BAD_USER_INPUT',
        'BAD_USER_INPUT',
        'BAD_USER_INPUT',
      ]);
    },
  );

  test.each<[Record<string, unknown>]>([
    [{ tickers: [] }],
    [{ tickers: ['NOBODY.NS', 'NONE.BO'] }],
    [{ sectors: [] }],
    [{ sectors: ['energy', 'oil'] }],
    [{ bands: [] }],
  ])('refuses the filter %j, as a page of stocks does', async (filter) => {
    const stocks = 'query ($filter: StockFilter) { stocks(filter: $filter) { totalCount } }';
    const sinks = [
      start({ query: EVENTS, variables: { filter } }),
      start({ query: stocks, variables: { filter } }),
    ];
    await eventually(() => sinks.every(({ errors, isComplete }) => errors !== null || isComplete));
    const [event] = sinks[0].errors ?? [];
    const [stock] = (sinks[1].results[0] as { errors?: (typeof sinks)[0]['errors'] }).errors ?? [];
    expect(event.message).toMatch(/^Expected .+: |\. The known ones: /);
    expect(event.extensions?.['code']).toBe('BAD_USER_INPUT');
    expect(stock).toMatchObject({ message: event.message, extensions: { code: 'BAD_USER_INPUT' } });
  });

  test.each([
    ['scoreChanged(filter: { minChange: 100.5 }) { cursor }', 'filter.minChange to be a number of 0 to 100'],
    ['scoreChanged(filter: { minChange: -1 }) { cursor }', 'filter.minChange to be a number of 0 to 100'],
    ['runProgress(runId: "") { id }', 'Expected the id of a Run, got ""'],
  ])('refuses %s', async (field, text) => {
    const sink = start(`subscription { ${field} }`);
    await eventually(() => sink.errors !== null);
    expect(sink.errors?.[0].message).toContain(text);
  });

  test('resumes after a cursor: what was missed comes first, then what is new, without a seam', async () => {
    const before = start(EVENTS);
    await subscribed(1);
    await commitEvents(database, 4);
    await eventually(() => before.results.length === 4);
    await commitEvents(database, 4);
    const resumed = start({ query: EVENTS, variables: { after: before.cursors[1] } });
    await commitEvents(database, 4);
    await eventually(() => resumed.results.length === 10 && before.results.length === 12);
    expect(resumed.cursors).toEqual(before.cursors.slice(2));
    expect(resumed.results).toEqual(before.results.slice(2));
    // One group, though the cursor is a variable of its own.
    expect(services.logs.of(scoreLog).counts.groups).toBe(1);
  });

  test('answers a cursor that is not of this log with CURSOR_EXPIRED and the oldest one', async () => {
    for (const after of ['nonsense', 'A'.repeat(32)]) {
      const sink = start({ query: EVENTS, variables: { after } });
      await eventually(() => sink.errors !== null);
      expect(sink.errors).toEqual([
        expect.objectContaining({
          extensions: {
            code: 'CURSOR_EXPIRED',
            oldest: services.logs.of(scoreLog).cursorAt(0),
            requestId: expect.any(String),
          },
        }),
      ]);
    }
  });

  test('begins once the service answers again, because a client would take an error for the end', async () => {
    let asked = 0;
    const { app, startOperation } = await createApi({
      settings: readSettings({ LOG_LEVEL: 'silent' }),
      // The first look is for the cursor, the second for the context.
      state: () => (++asked === 2 ? { phase: 'the database is away' } : { services, access: 'open' }),
    });
    const sink = new RecordingSink();
    running.push(startOperation({ query: EVENTS }, callerAt('127.0.0.1'), sink));
    await eventually(() => services.logs.of(scoreLog).counts.members === 1 || sink.errors !== null);
    expect(sink.errors).toBeNull();
    await app.close();
  });

  test('that costs too much for one event is refused', async () => {
    const sink = start(
      'subscription { scoreChanged { score { stock { scores(mode: TRADER, first: 500) { nodes { value } } } } } }',
    );
    await eventually(() => sink.errors !== null);
    expect(sink.errors?.[0]).toMatchObject({
      message: expect.stringContaining('at most 100 cost units'),
      extensions: { code: 'COST_EXCEEDED' },
    });
  });
});

describe('a caller with fewer rights', () => {
  const refusal = async (query: string) => {
    const sink = start(query, readerOfScores);
    await eventually(() => sink.errors !== null);
    expect(sink.results).toEqual([]);
    return sink.errors?.[0].extensions;
  };

  test('is refused a subscription to what it may not read', async () => {
    const query = 'subscription { scoreChanged { score { value stock { bars { nodes { close } } } } } }';
    expect(await refusal(query)).toMatchObject({
      code: 'FORBIDDEN',
      coordinates: ['Stock.bars'],
      scopes: ['MARKET_READ'],
    });
    expect(services.logs.of(scoreLog).counts.members).toBe(0);
  });

  test('is refused a query over a socket', async () => {
    expect(await refusal('{ sectors { key } }')).toMatchObject({
      code: 'FORBIDDEN',
      coordinates: ['Query.sectors'],
      scopes: ['MARKET_READ'],
    });
  });
});

describe('progress of runs', () => {
  const PROGRESS = 'subscription ($id: ID) { runProgress(runId: $id) { id status } }';

  test('of a finished run is its state, and the end', async () => {
    const runs = start('{ runs(first: 1) { nodes { id } } }');
    await eventually(() => runs.isComplete);
    const id = (runs.results[0]['data'] as { runs: { nodes: { id: string }[] } }).runs.nodes[0].id;
    const sink = start({ query: PROGRESS, variables: { id } });
    await eventually(() => sink.isComplete);
    expect(sink.results).toEqual([{ data: { runProgress: { id, status: 'SUCCEEDED' } } }]);
  });

  test('of all runs tells each new one', async () => {
    const sink = start(PROGRESS);
    await eventually(() => services.runWatcher.count === 1);
    await commitEvents(database, 1);
    await eventually(() => sink.results.length === 1);
    expect(sink.results[0]).toMatchObject({ data: { runProgress: { status: 'SUCCEEDED' } } });
  });

  const idOf = (text: string) => Buffer.from(text).toString('base64url');

  test.each([
    [
      'an unknown run',
      idOf('Run:99999'),
      'Expected the id of a run, got one of no run: the field runs lists them.',
    ],
    [
      'another kind',
      idOf('Stock:A.NS'),
      `Expected the id of a Run, got "${idOf('Stock:A.NS')}": take it from`,
    ],
    [
      'no kind',
      'seventeen',
      'Expected the id of a Run, got "seventeen": take it from the field id of a run.',
    ],
    ['a plain number', 17, 'Expected the id of a Run, got "17": take it from the field id of a run.'],
    ['nothing', '', 'Expected the id of a Run, got "": take it from the field id of a run.'],
  ])('is refused for the id of %s, and says why', async (_name, id, message) => {
    const sink = start({ query: PROGRESS, variables: { id } });
    await eventually(() => sink.errors !== null);
    expect(sink.errors).toEqual([
      {
        message: expect.stringContaining(message),
        extensions: { code: 'BAD_USER_INPUT', requestId: expect.any(String) },
      },
    ]);
  });

  test('is refused to a caller who may not read scores, and says why', async () => {
    const sink = start(PROGRESS, { ...callerAt('127.0.0.1'), rights: rightsTo(['MARKET_READ']) });
    await eventually(() => sink.errors !== null);
    expect(sink.errors?.[0]).toMatchObject({
      message: expect.stringContaining('SCORES_READ'),
      extensions: { code: 'FORBIDDEN', scopes: ['SCORES_READ'] },
    });
  });
});

describe('an operation over a socket', () => {
  test('that is a query gives one result, with its cost, and completes', async () => {
    const sink = start('{ stock(ticker: "NOBODY.NS") { name } }');
    await eventually(() => sink.isComplete);
    expect(sink.results).toEqual([
      { data: { stock: null }, extensions: { cost: { requested: 1, actual: 1, bucket: 100_000 } } },
    ]);
  });

  test.each([
    ['{', 'GRAPHQL_PARSE_FAILED'],
    ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['query A { __typename } query B { __typename }', 'OPERATION_RESOLUTION_FAILURE'],
    ['subscription ($x: ScoreEventFilter!) { scoreChanged(filter: $x) { cursor } }', 'BAD_USER_INPUT'],
    ['subscription { a: scoreChanged { cursor } b: scoreChanged { cursor } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['subscription { scoreChanged { ...F } } fragment F on ScoreEvent { ...F }', 'GRAPHQL_VALIDATION_FAILED'],
    [`{ ${'a: __typename '.repeat(20_000)} }`, 'BAD_USER_INPUT'],
    [null, 'BAD_REQUEST'],
  ])('that cannot be executed is refused: %.40s', async (query, code) => {
    const sink = start({ query });
    await eventually(() => sink.errors !== null);
    expect(sink.errors?.map(({ extensions }) => extensions?.['code'])).toEqual([code]);
    expect(sink.results).toEqual([]);
  });

  test('gets nothing after it was stopped', async () => {
    const sink = start('{ stocks { nodes { name } } }');
    running[0].stop();
    const other = start('{ stocks { nodes { name } } }');
    await eventually(() => other.isComplete);
    expect(sink).toMatchObject({ results: [], isComplete: false, errors: null });
  });
});
